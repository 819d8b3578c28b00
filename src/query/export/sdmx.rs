//! Observations as an SDMX-CSV 2.0 message: a row for each, in a dataflow of our own, which `structure` defines.
//!
//! Identifiers of SDMX hold no dots: `air.pm25.mean` is written `air-pm25-mean`. A region without a division code is its
//! name. What is not narrowed is `_T`, a value without a treatment `_Z`. Periods are calendar periods where there are such
//! (`2024-Q1`, `2024-S1`, `2024`, `2024-07`), else ranges of time (`2024-01-01/P9M`).

use chrono::Datelike;

use super::Told;
use super::structure::{COMPONENTS, DATAFLOW};
use crate::dataset::{Dataset, Field, Kind};
use crate::model::{Observation, Period, Value};

/// For information: a system that loads the message adds it to what it has.
const ACTION: &str = "I";

/// The observations as a message.
pub fn sdmx(told: &[Told]) -> Dataset {
    Dataset {
        name: "sdmx".to_owned(),
        meaning: String::new(),
        fields: ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
            .map(|name| Field::new(name, Kind::Text, ""))
            .into_iter()
            .chain(COMPONENTS.map(|each| Field::new(each.id, each.kind, each.names[1])))
            .collect(),
        rows: told.iter().map(row).collect(),
        key: Vec::new(),
    }
}

fn row(told: &Told) -> Vec<Option<String>> {
    let each = &told.observation;
    let [agency, dataflow, version] = DATAFLOW;
    let (frequency, time) = time(each.period);
    let number = each.value.as_decimal();
    let text = |text: &str| Some(text.to_owned());
    vec![
        text("dataflow"),
        Some(format!("{agency}:{dataflow}({version})")),
        text(ACTION),
        text(frequency),
        Some(told.region_code.clone().unwrap_or_else(|| each.region.clone())),
        Some(identifier(&each.indicator.code)),
        Some(each.dimension.clone().unwrap_or_else(|| "_T".to_owned())),
        Some(each.treatment.clone().unwrap_or_else(|| "_Z".to_owned())),
        Some(time),
        Some(number.to_string()),
        text(&each.indicator.unit),
        Some(number.scale().to_string()),
        text(status(each)),
        Some(comment(told)),
        text(&each.region),
        text(&each.indicator.name),
        text(&each.report_title),
        each.published.map(|day| day.to_string()),
        Some(each.figure.to_string()),
    ]
}

/// A code as SDMX can have it.
pub(super) fn identifier(code: &str) -> String {
    code.replace('.', "-")
}

/// Code of the frequency, and the period as SDMX writes it.
fn time(period: Period) -> (&'static str, String) {
    if let Some((year, quarter)) = period.as_quarter() {
        return ("Q", format!("{year:04}-Q{quarter}"));
    }
    match period.whole_months() {
        Some((year, 1, 12)) => ("A", format!("{year:04}")),
        Some((year, 1, 6)) => ("S", format!("{year:04}-S1")),
        Some((year, 7, 12)) => ("S", format!("{year:04}-S2")),
        Some((year, first, last)) if first == last => ("M", format!("{year:04}-{first:02}")),
        _ if period.days() == 1 => ("D", period.start().to_string()),
        _ => ("_O", format!("{}/{}", period.start(), duration(period))),
    }
}

/// Whole months where it is made of them, else days.
fn duration(period: Period) -> String {
    let (start, end) = (period.start(), period.end());
    let is_whole = start.day() == 1 && end.succ_opt().is_some_and(|next| next.day() == 1);
    match is_whole {
        true => {
            let years = i64::from(end.year() - start.year());
            format!(
                "P{}M",
                years * 12 + i64::from(end.month()) - i64::from(start.month()) + 1
            )
        }
        false => format!("P{}D", period.days()),
    }
}

/// `A` normal, `E` where the report itself gives a round number.
fn status(observation: &Observation) -> &'static str {
    match observation.approx {
        None => "A",
        Some(_) => "E",
    }
}

/// The sentence, and what else a reader must know.
fn comment(told: &Told) -> String {
    let class = match told.observation.value {
        Value::Class(class) => Some(class.code().to_owned()),
        Value::Number(_) => None,
    };
    let approx = told.observation.approx.map(|approx| approx.code().to_owned());
    [class, approx, told.correction.clone(), Some(told.sentence.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_calendar_periods_or_ranges() {
        for (label, frequency, expected) in [
            ("2024Q1", "Q", "2024-Q1"),
            ("2024H1", "S", "2024-S1"),
            ("2024H2", "S", "2024-S2"),
            ("2024", "A", "2024"),
            ("2024-07", "M", "2024-07"),
            ("2024-01..2024-09", "_O", "2024-01-01/P9M"),
            ("2024-02..2024-04", "_O", "2024-02-01/P3M"),
            ("2023-10..2024-03", "_O", "2023-10-01/P6M"),
            ("2024-03-31", "D", "2024-03-31"),
        ] {
            let period = Period::parse(label).unwrap();
            assert_eq!(time(period), (frequency, expected.to_owned()), "{label}");
        }
    }
}
