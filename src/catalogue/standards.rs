//! `data/standards.toml` → the limits of standards, each with its time in force.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;

use super::Catalogue;
use super::defect::{Defect, Defects};
use crate::model::{Averaging, Direction, Grade, Limit, Waters};

const FILE: &str = "standards.toml";
const TEXT: &str = include_str!("../../data/standards.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "standard")]
    standards: Vec<Standard>,
}

/// One table of one standard for one time in force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Standard {
    number: String,
    name: String,
    valid_from: String,
    valid_to: Option<String>,
    source: String,
    grades: Vec<String>,
    limits: Vec<Row>,
}

/// The limits of one indicator, one for each grade.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    indicator: String,
    averaging: String,
    op: String,
    unit: String,
    waters: Option<String>,
    values: Vec<String>,
    #[serde(default)]
    notes: BTreeMap<String, String>,
}

/// The limits of the embedded table, in its order.
///
/// # Errors
/// What is wrong with the table: a word that is none of its own, an indicator that the catalogue lacks, another unit.
pub fn limits(catalogue: &Catalogue) -> Result<Vec<Limit>, Defects> {
    parse(TEXT, catalogue).map_err(|message| {
        Defects(vec![Defect {
            file: FILE.to_owned(),
            line: 1,
            message,
        }])
    })
}

fn parse(text: &str, catalogue: &Catalogue) -> Result<Vec<Limit>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut limits = Vec::new();
    for standard in &file.standards {
        for row in &standard.limits {
            if row.values.len() != standard.grades.len() {
                return Err(format!("{}: as many values as grades are needed", row.indicator));
            }
            for (grade, value) in standard.grades.iter().zip(&row.values) {
                limits.push(limit(standard, row, grade, value, catalogue)?);
            }
        }
    }
    Ok(limits)
}

fn limit(standard: &Standard, row: &Row, grade: &str, value: &str, catalogue: &Catalogue) -> Result<Limit, String> {
    let entry = catalogue
        .entry(&row.indicator)
        .ok_or_else(|| format!("`{}` is not an indicator", row.indicator))?;
    if entry.indicator.unit != row.unit {
        return Err(format!(
            "{} is stored in {}, not in {}",
            row.indicator, entry.indicator.unit, row.unit
        ));
    }
    Ok(Limit {
        number: standard.number.clone(),
        name: standard.name.clone(),
        indicator: Arc::clone(&entry.indicator),
        grade: word(grade, Grade::from_code)?,
        averaging: word(&row.averaging, Averaging::from_code)?,
        waters: row
            .waters
            .as_deref()
            .map(|waters| word(waters, Waters::from_code))
            .transpose()?,
        direction: word(&row.op, Direction::from_code)?,
        value: word(value, |text| text.parse().ok())?,
        valid_from: day(&standard.valid_from)?,
        valid_to: standard.valid_to.as_deref().map(day).transpose()?,
        source: standard.source.clone(),
        note: row.notes.get(grade).cloned(),
    })
}

fn word<T>(text: &str, from: impl Fn(&str) -> Option<T>) -> Result<T, String> {
    from(text).ok_or_else(|| format!("`{text}` cannot stand there"))
}

fn day(text: &str) -> Result<NaiveDate, String> {
    word(text, |text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> (Catalogue, Vec<Limit>) {
        let catalogue = Catalogue::builtin().unwrap_or_else(|defects| panic!("{defects}"));
        let limits = limits(&catalogue).unwrap_or_else(|defects| panic!("{defects}"));
        (catalogue, limits)
    }

    #[test]
    fn every_limit_is_in_force_alone() {
        let (_, limits) = builtin();
        for (index, limit) in limits.iter().enumerate() {
            assert!(limit.valid_to.is_none_or(|last| limit.valid_from <= last), "{limit:?}");
            for other in &limits[index + 1..] {
                let same = (&limit.indicator.code, limit.grade, limit.averaging, limit.waters)
                    == (&other.indicator.code, other.grade, other.averaging, other.waters);
                let apart = limit.valid_to.is_some_and(|last| last < other.valid_from);
                assert!(!same || apart, "{limit:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_better_grade_is_never_laxer() {
        let (_, limits) = builtin();
        for pair in limits.windows(2) {
            let [better, worse] = pair else { continue };
            let same_row = (better.grade as u8) < (worse.grade as u8)
                && (&better.indicator.code, better.averaging, better.waters, &better.number)
                    == (&worse.indicator.code, worse.averaging, worse.waters, &worse.number);
            let stricter = match better.direction {
                Direction::AtMost => better.value <= worse.value,
                Direction::AtLeast => better.value >= worse.value,
            };
            assert!(!same_row || stricter, "{better:?} and {worse:?}");
        }
    }

    #[test]
    fn defects_are_told() {
        let (catalogue, _) = builtin();
        for (from, to, message) in [
            ("air.so2.mean", "air.so3.mean", "`air.so3.mean` is not an indicator"),
            (
                "\"ug/m3\"",
                "\"mg/m3\"",
                "air.so2.mean is stored in ug/m3, not in mg/m3",
            ),
            ("年平均", "月平均", "`月平均` cannot stand there"),
            (
                "[\"20\", \"60\"]",
                "[\"20\"]",
                "air.so2.mean: as many values as grades are needed",
            ),
        ] {
            assert_eq!(parse(&TEXT.replace(from, to), &catalogue), Err(message.to_owned()));
        }
    }
}
