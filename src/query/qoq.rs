//! The change on the period before (环比): quarter on quarter, month on month, half-year on half-year.

use super::Question;
use super::comparison::{self, Pair};
use super::labels::Label;
use crate::answer::Answer;
use crate::model::{Observation, Period};

/// Each indicator's value in the period and in the adjacent one before it.
///
/// A cumulative period (1—9月) has none before it: its last single quarter or month is compared instead, and a note
/// says so.
pub fn qoq(observations: &[Observation], period: Period, question: &Question) -> Answer {
    let lang = question.lang;
    let this = last_single(period);
    let Some(base) = before(this) else {
        return Answer {
            notes: vec![lang.text(Label::Nothing).to_owned()],
            ..Answer::default()
        };
    };
    let words = [
        ("period", &lang.period(period)),
        ("single", &lang.period(this)),
        ("base", &lang.period(base)),
    ];
    let note = (this != period).then(|| lang.fill(Label::Cumulative, &words.map(|(name, text)| (name, text.as_str()))));
    comparison::table(
        observations,
        Pair {
            this,
            base,
            title: Label::QoqTitle,
            note,
        },
        question,
    )
}

/// The period before; `None` before the first day of the calendar.
pub fn before(period: Period) -> Option<Period> {
    last_single(period).previous()
}

/// The period itself, or the last quarter or month of a cumulative one.
pub fn last_single(period: Period) -> Period {
    let single = match period.whole_months() {
        Some((_, 1, 1 | 3 | 6 | 12)) => None,
        Some((year, 1, last)) if last.is_multiple_of(3) => Period::quarter(year, last / 3),
        Some((year, 1, last)) => Period::month(year, last),
        _ => None,
    };
    single.unwrap_or(period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Cell;
    use crate::model::Aggregation;
    use crate::query::testing::{indicator, observation};
    use std::sync::Arc;

    #[test]
    fn every_kind_of_period_has_its_own_before() {
        for (period, base) in [
            ("2024Q2", "2024Q1"),
            ("2024Q1", "2023Q4"),
            ("2024-01", "2023-12"),
            ("2024-03", "2024-02"),
            ("2024H1", "2023H2"),
            ("2024", "2023"),
            ("2024-01..2024-09", "2024Q2"),
            ("2024-01..2024-11", "2024-10"),
        ] {
            let found = before(Period::parse(period).unwrap()).map(Period::label);
            assert_eq!(found.as_deref(), Some(base), "{period}");
        }
    }

    #[test]
    fn the_quarters_on_both_sides_are_single_ones() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let values = [("2024Q1", "10"), ("2024H1", "25"), ("2024-01..2024-09", "37")];
        let observations: Vec<Observation> = values
            .iter()
            .map(|(period, value)| observation(&sum, period, value))
            .collect();
        let answer = qoq(
            &observations,
            Period::parse("2024年前三季度").unwrap(),
            &Question::default(),
        );
        assert_eq!(answer.title, "云溪县2024年三季度环比（较2024年二季度）");
        let shown = &answer.for_people().rows[0].cells;
        assert_eq!(shown[2..4], [Cell::number("12"), Cell::number("15")]);
        assert!(answer.notes[0].starts_with("2024年1—9月是累计时期"));
    }
}
