//! Sparklines: how a value went, quarter by quarter, in the width of a word. Only a terminal shows them.

use chrono::Datelike;

use super::labels::Label;
use super::series::{known_span, quarters};
use super::track::{Track, tracks_for};
use super::{Lang, Question};
use crate::answer::{Answer, Cell, Sketch};
use crate::model::{Decimal, Observation, Period};

/// From the lowest to the highest.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// A quarter without a value; it must not be taken for white space at which a cell is broken or trimmed.
const GAP: char = '\u{a0}';
/// As many quarters as a column beside a table has room for.
const QUARTERS: usize = 8;

/// The blocks of these values, between their lowest and highest; empty where fewer than two are known.
pub fn blocks(values: &[Option<Decimal>]) -> String {
    let known = || values.iter().flatten().copied();
    let (Some(low), Some(high), true) = (known().min(), known().max(), known().count() > 1) else {
        return String::new();
    };
    let block = |value: &Option<Decimal>| match value {
        None => GAP,
        Some(_) if low == high => BLOCKS[3],
        Some(value) => BLOCKS[step(*value, low, high)],
    };
    values.iter().map(block).collect()
}

/// Which of the blocks a value between the lowest and the highest one is.
fn step(value: Decimal, low: Decimal, high: Decimal) -> usize {
    let last = BLOCKS.len() - 1;
    let share = value
        .checked_sub(low)
        .zip(high.checked_sub(low))
        .and_then(|(above, span)| above.checked_div(span));
    let step = share.unwrap_or_default() * Decimal::from(last);
    step.round().try_into().unwrap_or(0).min(last)
}

/// The line above a series: `走势 ▁▃█ 2023年三季度—2024年四季度`, with its name where there are several.
pub(super) fn line(track: &Track, span: Option<Period>, name: Option<String>, lang: Lang) -> Option<String> {
    let places: Vec<Period> = span
        .or_else(|| known_span(track))
        .into_iter()
        .flat_map(quarters)
        .collect();
    let blocks = blocks(&values(track, &places));
    let words = [
        ("name", name.unwrap_or_default()),
        ("blocks", blocks.clone()),
        ("first", places.first().map(|place| lang.period(*place))?),
        ("last", places.last().map(|place| lang.period(*place))?),
    ];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
    (!blocks.is_empty()).then(|| lang.fill(Label::SketchLine, &words).trim_start().to_owned())
}

fn values(track: &Track, places: &[Period]) -> Vec<Option<Decimal>> {
    let value = |place: &Period| track.value(*place).ok().map(|found| found.value.as_decimal());
    places.iter().map(value).collect()
}

/// The last two years up to `until`: what a column of sparklines needs to know.
pub fn reach(until: Period) -> Option<Period> {
    Period::new(places(until).first()?.start(), until.end())
}

fn places(until: Period) -> Vec<Period> {
    let last = until.end();
    let Some(mut place) = Period::quarter(last.year(), last.month0() / 3 + 1) else {
        return Vec::new();
    };
    let mut places = vec![place];
    while places.len() < QUARTERS
        && let Some(before) = place.previous()
    {
        places.insert(0, before);
        place = before;
    }
    places
}

/// Puts a sparkline of the quarters up to `until` beside each row of a table of values.
pub fn beside(answer: &mut Answer, observations: &[Observation], until: Period, question: &Question) {
    let keys = ["region", "code", "dimension", "treatment"];
    let column = |key: &str| answer.columns.iter().position(|column| column.key == key);
    let Some(columns) = keys.iter().map(|key| column(key)).collect::<Option<Vec<_>>>() else {
        return;
    };
    let tracks = tracks_for(observations, question);
    let places = places(until);
    let sketch = |cells: &[Cell]| {
        let names = columns.iter().map(|index| match &cells[*index] {
            Cell::Text(text) => text.as_str(),
            _ => "",
        });
        let names: Vec<&str> = names.collect();
        let is_it = |track: &&Track| names == names_of(track);
        tracks.iter().find(is_it).map(|track| blocks(&values(track, &places)))
    };
    let rows: Vec<String> = answer
        .rows
        .iter()
        .map(|row| sketch(&row.cells).unwrap_or_default())
        .collect();
    if rows.iter().any(|row| !row.is_empty()) {
        answer.sketch = Sketch {
            heading: question.lang.text(Label::Sketch).to_owned(),
            rows,
            lines: Vec::new(),
        };
    }
}

fn names_of<'t>(track: &'t Track<'_>) -> [&'t str; 4] {
    [
        track.region,
        &track.indicator.code,
        track.dimension.unwrap_or_default(),
        track.treatment.unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::Aggregation;
    use crate::query::testing::{indicator, observation};
    use crate::query::{qoq, series};

    #[test]
    fn a_gap_stays_a_gap() {
        let of = |values: &[&str]| blocks(&values.iter().map(|value| value.parse().ok()).collect::<Vec<_>>());
        assert_eq!(of(&["1", "", "8", "4.5"]), "▁\u{a0}█▅");
        assert_eq!(of(&["3", "3"]), "▄▄");
        assert_eq!(of(&["3", ""]), "");
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn a_series_has_one_above_it_and_a_comparison_one_beside_each_row() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let rows = [
            ("2023Q4", "40"),
            ("2024Q1", "10"),
            ("2024H1", "25"),
            ("2024-01..2024-09", "37"),
        ];
        let observations = rows.map(|(period, value)| observation(&sum, period, value));
        let question = Question::default();
        assert_eq!(
            series(&observations, None, &question).sketch.lines,
            ["走势 █▁▂▁ 2023年四季度—2024年三季度"]
        );
        let third = Period::parse("2024Q3").unwrap();
        let mut answer = qoq(&observations, third, &question);
        beside(&mut answer, &observations, third, &question);
        assert_eq!(answer.sketch.rows, ["\u{a0}\u{a0}\u{a0}\u{a0}█▁▂▁"]);
    }

    proptest! {
        #[test]
        fn any_values_have_a_block_each(values in prop::collection::vec(prop::option::of(any::<i64>()), 0..12)) {
            let values: Vec<Option<Decimal>> = values.into_iter().map(|value| value.map(Decimal::from)).collect();
            let blocks = blocks(&values);
            prop_assert!(blocks.is_empty() || blocks.chars().count() == values.len());
        }
    }
}
