//! The change on the same period a year before (同比).

use super::Question;
use super::comparison::{self, Pair};
use super::labels::Label;
use crate::answer::Answer;
use crate::model::{Observation, Period};

/// Each indicator's value in the period and in the same period a year earlier.
pub fn yoy(observations: &[Observation], period: Period, question: &Question) -> Answer {
    match period.year_earlier() {
        Some(base) => {
            let pair = Pair {
                this: period,
                base,
                title: Label::YoyTitle,
                note: None,
            };
            comparison::table(observations, pair, question)
        }
        None => Answer {
            notes: vec![question.lang.text(Label::Nothing).to_owned()],
            ..Answer::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Cell;
    use crate::model::Aggregation;
    use crate::query::Lang;
    use crate::query::testing::{indicator, observation};
    use std::sync::Arc;

    #[test]
    fn cumulative_periods_are_compared_as_they_are() {
        let mean = Arc::new(indicator("m", Aggregation::Mean));
        let observations = [
            observation(&mean, "2024-01..2024-09", "33"),
            observation(&mean, "2023-01..2023-09", "30"),
        ];
        let question = Question {
            lang: Lang::En,
            ..Question::default()
        };
        let answer = yoy(&observations, Period::parse("2024-01..2024-09").unwrap(), &question);
        assert_eq!(
            answer.title,
            "云溪县: 2024-01..2024-09 on the year before (2023-01..2023-09)"
        );
        let change = Cell::Measure {
            shown: "+10.0%".into(),
            number: "10.0".into(),
        };
        assert_eq!(answer.for_people().rows[0].cells[4..], [change, Cell::text("worse")]);
    }

    #[test]
    fn across_another_standard_the_change_is_not_judged() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let days = Arc::new(crate::model::Indicator {
            series_break: Some(crate::model::SeriesBreak {
                day,
                standard: "GB 1—2026".into(),
            }),
            ..indicator("d", Aggregation::Sum)
        });
        let observations: Vec<Observation> = [("2025Q1", "80"), ("2026Q1", "70"), ("2027Q1", "75"), ("2024Q1", "70")]
            .map(|(period, value)| observation(&days, period, value))
            .into();
        let judged = |period: &str| {
            let answer = yoy(&observations, Period::parse(period).unwrap(), &Question::default());
            let verdict = answer.for_people().rows[0].cells[5].clone();
            (verdict, answer.notes.len())
        };
        assert_eq!(judged("2026Q1"), (Cell::text("标准变更，不可直接比较"), 1));
        // The first quarter of 2026 is a mixture of both.
        assert_eq!(judged("2027Q1"), (Cell::text("标准变更，不可直接比较"), 1));
        assert_eq!(judged("2025Q1"), (Cell::text("恶化"), 0));
    }

    #[test]
    fn february_is_held_against_february() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let observations = [observation(&sum, "2024-02", "3"), observation(&sum, "2023-02", "3")];
        let answer = yoy(&observations, Period::parse("2024-02").unwrap(), &Question::default());
        assert_eq!(answer.for_people().rows[0].cells[5], Cell::text("持平"));
    }
}
