//! A figure put right by hand: the figure stays, the correction stands beside it.

use super::quantity::Value;
use super::review::Signature;

/// What is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// The value should be this.
    Value(Value),
    /// The figure is no value of its indicator.
    Drop,
    /// Somebody has looked at it, and it is right.
    Confirm,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its row.
    pub id: i64,
    /// The figure.
    pub figure: i64,
    /// What was put right.
    pub mending: Mending,
    /// What the report says, as the database wrote it.
    pub was: String,
    /// Unit of both values.
    pub unit: String,
    /// Name of the indicator.
    pub indicator: Option<String>,
    /// Title of the report.
    pub report: String,
    /// By whom, when, why.
    pub signature: Signature,
    /// When the source turned out to say something else, and the correction lapsed: ISO text, UTC.
    pub stale_since: Option<String>,
}
