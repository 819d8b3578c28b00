//! What a value is to reach: a target of a report, or one that was set by hand.

use std::sync::Arc;

use super::indicator::{Better, Indicator, coded_enum};
use super::period::Period;
use super::quantity::Value;

coded_enum! {
    /// On which side of the bound a value has to be.
    Direction {
        /// 不高于
        AtMost = "<=",
        /// 不低于
        AtLeast = ">=",
    }
}

impl Direction {
    /// The side that is an improvement; `None` where neither is.
    pub fn of(better: Better) -> Option<Self> {
        match better {
            Better::Lower => Some(Direction::AtMost),
            Better::Higher => Some(Direction::AtLeast),
            Better::None => None,
        }
    }
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// What is to reach it.
    pub indicator: Arc<Indicator>,
    /// Where.
    pub region: String,
    /// In which period.
    pub period: Period,
    /// What narrows the indicator.
    pub dimension: Option<String>,
    /// On which side; `None` where neither the text nor the indicator tells.
    pub direction: Option<Direction>,
    /// The bound.
    pub value: Value,
    /// Its unit; other than the indicator's where a movement is the target.
    pub unit: String,
    /// The report that states it, or where it was set.
    pub source: String,
    /// The row of the ledger; `None` for one that was set by hand.
    pub figure: Option<i64>,
    /// The row of the table of targets, for one that was set by hand.
    pub row: Option<i64>,
}
