//! What a person decides about a figure that the rules left open.

use super::figure::Kind;
use super::quantity::Value;

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It is the value of an indicator.
    Indicator {
        /// Code of the indicator.
        code: String,
        /// The value in the indicator's unit.
        value: Value,
        /// Code of that unit.
        unit: String,
    },
    /// It is no data: a name, a numbering.
    Noise,
}

impl Ruling {
    /// The word for it in the database and in files.
    pub fn code(&self) -> &'static str {
        match self {
            Ruling::Indicator { .. } => "indicator",
            Ruling::Noise => "noise",
        }
    }
}

/// Who says what, when and why: of a decision and of taking it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// By whom.
    pub by: String,
    /// When: ISO text, UTC.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
}

/// The place of a number in a report, whatever row of the ledger it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextPlace {
    /// Hexadecimal SHA-256 of the report's file.
    pub sha256: String,
    /// First character in the report's text.
    pub char_start: usize,
    /// One past its last character.
    pub char_end: usize,
    /// The number with its unit as the report writes it.
    pub as_written: String,
}

/// How the rules had read a figure before a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleReading {
    /// What they took it for.
    pub kind: Kind,
    /// Code of the indicator.
    pub indicator: Option<String>,
    /// The value, in `unit`.
    pub value: Option<Value>,
    /// Its unit.
    pub unit: String,
    /// The rules, joined by ` > `.
    pub rule: String,
    /// Their note, for example both readings of an ambiguous number.
    pub note: Option<String>,
}

/// A decision with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Where the number stands.
    pub place: TextPlace,
    /// The figure that it holds for; `None` when the report's ledger has none at that place.
    pub figure: Option<i64>,
    /// What was decided.
    pub ruling: Ruling,
    /// By whom, when, why.
    pub made: Signature,
    /// Who took it back; `None` while it holds.
    pub withdrawn: Option<Signature>,
    /// What the rules had read; `None` when the decision was never applied.
    pub was: Option<RuleReading>,
}
