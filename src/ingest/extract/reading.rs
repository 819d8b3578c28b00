//! A reading: one number of a text with what the rules made of it, before it becomes a row of the ledger.

use std::ops::Range;

use super::clock::When;
use crate::model::{Approx, Comparison, Kind, RankOrder, Value};

/// One number as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the number is.
    pub kind: Kind,
    /// Index of the catalogue entry.
    pub entry: Option<u32>,
    /// What the text calls it, where there is no entry.
    pub subject: Option<String>,
    /// Value in `unit`.
    pub value: Option<Value>,
    /// Unit code.
    pub unit: String,
    /// Characters of the normalised text: number and unit.
    pub place: Range<usize>,
    /// Its period.
    pub when: When,
    /// Its place; `None` is the reporting region.
    pub region: Option<String>,
    /// What narrows it.
    pub dimension: Option<String>,
    /// Base of a change.
    pub compared_to: Option<Comparison>,
    /// Among whom it ranks.
    pub rank_of: Option<String>,
    /// From which end.
    pub rank_order: Option<RankOrder>,
    /// How exact.
    pub approx: Option<Approx>,
    /// Names of the rules, outermost first.
    pub rules: Vec<&'static str>,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Reading {
    /// Makes it a number of something that nobody knows: what is said of an exception is not said of the whole.
    pub fn belongs_to_an_exception(&mut self) {
        self.kind = Kind::Other;
        self.entry = None;
        self.note = Some("an exception from what the sentence says".to_owned());
    }

    /// A reading of a kind at a place; everything else is to be filled in.
    pub fn new(kind: Kind, place: Range<usize>, when: When, rule: &'static str) -> Self {
        Reading {
            kind,
            entry: None,
            subject: None,
            value: None,
            unit: String::new(),
            place,
            when,
            region: None,
            dimension: None,
            compared_to: None,
            rank_of: None,
            rank_order: None,
            approx: None,
            rules: vec![rule],
            note: None,
        }
    }
}
