//! A current actual, as a question sees it.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::figure::{Approx, Comparison};
use super::indicator::Indicator;
use super::period::Period;
use super::quantity::Value;

/// The value of an indicator × region × period × dimension × treatment, as the latest publication states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What is measured.
    pub indicator: Arc<Indicator>,
    /// Region as it is to be shown.
    pub region: String,
    /// Period of the value.
    pub period: Period,
    /// What narrows the indicator; `None` is the indicator itself.
    pub dimension: Option<String>,
    /// 口径.
    pub treatment: Option<String>,
    /// The value in the indicator's unit.
    pub value: Value,
    /// Half a unit of the last digit that was published, in the indicator's unit; zero for a class.
    pub half: Decimal,
    /// How exact the report says it is.
    pub approx: Option<Approx>,
    /// Row of the ledger: what `explain` takes.
    pub figure: i64,
    /// Row of the report.
    pub report: i64,
    /// Title of the report.
    pub report_title: String,
    /// Day on which the report was published.
    pub published: Option<NaiveDate>,
    /// Whether the report is on a later time and only looks back (去年同期为…).
    pub looks_back: bool,
}

/// A movement as a report states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedChange {
    /// The change; its value is in `unit`, negative where something fell.
    pub observation: Observation,
    /// `%`, `pp` or the indicator's unit.
    pub unit: String,
    /// Against what.
    pub compared_to: Option<Comparison>,
    /// As the report writes it: `下降6.1%`.
    pub as_written: String,
}

/// A rank as a report states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedRank {
    /// The rank; its value is the place, from 1.
    pub observation: Observation,
    /// Among whom, as the report writes it: `全市`.
    pub among: Option<String>,
    /// As the report writes it: `第4位`.
    pub as_written: String,
}

/// Which observations a question needs. Empty lists and `None` mean all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Indicator codes.
    pub indicators: Vec<String>,
    /// Region names or codes.
    pub regions: Vec<String>,
    /// Observations whose period lies within one of these.
    pub within: Vec<Period>,
    /// Only what was published by then.
    pub as_of: Option<NaiveDate>,
    /// Only observations narrowed to one of these; with `dimensions` also taken as true.
    pub narrowed_to: Vec<String>,
    /// Include observations narrowed by a dimension or treatment; without it only the indicator itself.
    pub dimensions: bool,
}
