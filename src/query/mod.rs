//! The query module: observations → [`Answer`]. Pure: no file, no clock, no database.
//!
//! | question | answers |
//! |---|---|
//! | [`show()`] | which values are there |
//! | [`series()`] | how one indicator went, quarter by quarter |
//! | [`chart()`](chart::chart) | the same as a picture |
//! | [`qoq()`] | the change on the period before (环比) |
//! | [`yoy()`] | the change on the same period a year before (同比) |
//! | [`rank()`] | who ranks where |
//! | [`compare()`] | the change between any two periods |
//! | [`reports()`] | which reports are there |
//! | [`figures()`] | the ledger of one report |
//! | [`explain()`] | where a figure comes from |
//! | [`review`] | which figures wait for a person's decision, and what was decided |
//! | [`targets()`] | what is to be reached, and whether it is |
//! | [`standards()`] | which limits of standards apply, and whether they are met |
//! | [`diff()`] | what one report says and another does not |
//! | [`corrections()`] | what was put right by hand |
//! | [`history()`] | what was said of a value, report after report |
//! | [`search()`] | sentences with the words that are looked for |
//! | [`check`] | what contradicts itself |
//! | [`dashboard()`] | everything on one page |
//! | [`bulletin()`](bulletin::bulletin) | the next bulletin on a period |
//! | [`ask`] | any of these, asked in a sentence |
//!
//! They share [`track`] (which values belong together), [`mod@derive`] (a value that no report states), [`change`] (the
//! arithmetic) and [`labels`] (every word, in both languages). A cell without a value carries the reason ([`gap`]).
//!
//! The store should hand over all observations within the [`reach`] of a period: a single quarter may come from the
//! cumulative values around it.

pub mod agreement;
pub mod ask;
pub mod bulletin;
pub mod change;
pub mod chart;
pub mod check;
pub mod compare;
mod comparison;
pub mod corrections;
pub mod dashboard;
pub mod derive;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod export;
pub mod figures;
pub mod gap;
pub mod history;
pub mod labels;
pub mod lang;
pub mod limit;
pub mod mean;
mod notes;
mod overlay;
pub mod qoq;
pub mod rank;
pub mod reports;
pub mod review;
mod rules;
pub mod search;
pub mod series;
pub mod share;
pub mod show;
pub mod sketch;
pub mod standards;
mod subject;
pub mod targets;
#[cfg(test)]
mod testing;
pub mod track;
mod trail;
mod wording;
pub mod yoy;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::answer::Answer;
use crate::model::{Indicator, Period};

use labels::Label;
use notes::Notes;

pub use compare::compare;
pub use corrections::corrections;
pub use dashboard::dashboard;
pub use diff::diff;
pub use explain::{Explanation, explain};
pub use figures::{FigureLine, figures};
pub use history::history;
pub use lang::Lang;
pub use qoq::qoq;
pub use rank::rank;
pub use reports::{ReportLine, reports};
pub use search::search;
pub use series::series;
pub use share::Share;
pub use show::show;
pub use standards::standards;
pub use targets::targets;
pub use yoy::yoy;

/// What all questions have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The language of the answer.
    pub lang: Lang,
    /// The indicators asked about, in the order of the rows; empty: all, in the order of the observations.
    pub indicators: Vec<Arc<Indicator>>,
    /// The day by which a report must have been published for its values to be among the observations.
    pub as_of: Option<NaiveDate>,
    /// Which shares are made of which counts.
    pub shares: Vec<Share>,
    /// Only what reports state: nothing is derived.
    pub reported_only: bool,
}

impl Question {
    /// Adds to an answer's notes up to which day it looks, if it was asked to.
    pub fn say_as_of(&self, answer: &mut Answer) {
        let mut notes = Notes::default();
        self.add_as_of(&mut notes);
        answer.notes.extend(notes.lines(self.lang));
    }

    /// Says up to which day the answer looks, if it was asked to.
    fn add_as_of(&self, notes: &mut Notes) {
        if let Some(date) = self.as_of {
            notes.say(self.lang.fill(Label::AsOf, &[("date", &date.to_string())]));
        }
    }
}

/// The whole calendar years around a period: what must be known to derive its value.
pub fn reach(period: Period) -> Period {
    let start = period.start().with_ordinal(1);
    let end = Period::year(period.end().year()).map(Period::end);
    start
        .zip(end)
        .and_then(|(start, end)| Period::new(start, end))
        .unwrap_or(period)
}

#[cfg(test)]
mod tests {
    use super::testing::{indicator, observation};
    use super::*;
    use crate::model::{Aggregation, ChangeStyle, Observation, Value};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn the_reach_of_a_period_is_its_calendar_years() {
        for (period, expected) in [
            ("2024Q2", "2024"),
            ("2024", "2024"),
            ("2023-10..2024-03", "2023-01..2024-12"),
        ] {
            assert_eq!(reach(Period::parse(period).unwrap()).label(), expected);
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let extreme = prop::sample::select(vec![
            "0",
            "-1",
            "I",
            "V-",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
        ]);
        prop_oneof![
            (any::<i64>(), 0u32..28).prop_map(|(m, s)| Value::Number(Decimal::new(m, s))),
            extreme.prop_map(testing::number)
        ]
    }

    proptest! {
        #[test]
        fn any_observations_give_an_answer(
            rows in prop::collection::vec((0usize..6, 0usize..4, 1u32..=12, 0u32..12, any_value(), 2023i32..2025), 0..20),
        ) {
            let row = |(aggregation, change, first, more, value, year): (usize, usize, u32, u32, Value, i32)| {
                let change = ChangeStyle::ALL[change];
                let indicator = Indicator { change, ..indicator("x", Aggregation::ALL[aggregation]) };
                let period = Period::months(year, first, (first + more).min(12)).unwrap();
                Observation { value, ..observation(&Arc::new(indicator), &period.label(), "1") }
            };
            let observations: Vec<Observation> = rows.into_iter().map(row).collect();
            let (this, that) = (Period::quarter(2024, 2).unwrap(), Period::half(2023, 2).unwrap());
            for lang in [Lang::Zh, Lang::En] {
                let question = Question { lang, ..Question::default() };
                for answer in [
                    show(&observations, &[this, that], &question),
                    series(&observations, None, &question),
                    qoq(&observations, this, &question),
                    yoy(&observations, this, &question),
                    compare(&observations, this, that, &question),
                ] {
                    prop_assert!(answer.rows.iter().all(|row| row.cells.len() == answer.columns.len()));
                    prop_assert!(!answer.rows.is_empty() || !answer.notes.is_empty());
                }
            }
        }
    }
}
