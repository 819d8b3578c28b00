//! A figure put right by hand: the figure stays, the correction stands beside it.

use chrono::NaiveDate;

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

/// Whether a correction holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    /// It does.
    InForce,
    /// A new reading of the report found another value at the place; since when, ISO text, UTC.
    Lapsed(String),
    /// A later report states the value itself, so that the corrected one is not current.
    Overtaken {
        /// Title of that report.
        report: String,
        /// What it states, as the database writes it.
        value: String,
    },
    /// Somebody took it back.
    Withdrawn(Signature),
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its row.
    pub id: i64,
    /// The figure; `None` when a new reading has no such number at its place.
    pub figure: Option<i64>,
    /// The row of its report.
    pub report_id: i64,
    /// What was put right.
    pub mending: Mending,
    /// What the report says, as the database wrote it.
    pub was: String,
    /// Unit of both values.
    pub unit: String,
    /// Code of the indicator when it was corrected.
    pub code: Option<String>,
    /// Name of the indicator.
    pub indicator: Option<String>,
    /// Title of the report.
    pub report: String,
    /// By whom, when, why.
    pub signature: Signature,
    /// Whether it holds.
    pub hold: Hold,
}

impl Correction {
    /// Whether it has to be looked at again: the source is not what it was when it was made.
    pub fn is_stale(&self) -> bool {
        matches!(self.hold, Hold::Lapsed(_) | Hold::Overtaken { .. })
    }

    /// Whether it held on a day, or holds now: one that was made later, or had been taken back by then, did not.
    pub fn held(&self, as_of: Option<NaiveDate>) -> bool {
        let by = |stamp: &str, day: NaiveDate| stamp.get(..10).is_some_and(|date| *date <= *day.to_string());
        match (as_of, &self.hold) {
            (_, Hold::Lapsed(_)) => false,
            (None, hold) => !matches!(hold, Hold::Withdrawn(_)),
            (Some(day), Hold::Withdrawn(taken_back)) => by(&self.signature.at, day) && !by(&taken_back.at, day),
            (Some(day), _) => by(&self.signature.at, day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_holds_from_when_it_was_made_until_it_was_taken_back() {
        let signed = |at: &str| Signature {
            by: "李".into(),
            at: at.into(),
            reason: None,
        };
        let correction = |hold: Hold| Correction {
            id: 1,
            figure: Some(1),
            report_id: 1,
            mending: Mending::Drop,
            was: "41".into(),
            unit: "ug/m3".into(),
            code: None,
            indicator: None,
            report: String::new(),
            signature: signed("2024-05-01T08:00:00Z"),
            hold,
        };
        let days = ["2024-04-30", "2024-05-01", "2024-06-01"];
        let held = |hold: Hold| {
            let correction = correction(hold);
            let on = days.map(|day| correction.held(day.parse().ok()));
            (on, correction.held(None))
        };
        assert_eq!(held(Hold::InForce), ([false, true, true], true));
        let back = Hold::Withdrawn(signed("2024-06-01T08:00:00Z"));
        assert_eq!(held(back), ([false, true, false], false));
        assert_eq!(held(Hold::Lapsed("2024-06-01T08:00:00Z".into())), ([false; 3], false));
    }
}
