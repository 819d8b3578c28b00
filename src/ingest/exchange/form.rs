//! The lines of an export as they are written, and the words of the domain that they stand for.

use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::Origin;
use crate::model::{Address, Approx, CellPlace, Figure, Kind, Location, Period, RankOrder, ReportFacts, SheetPlace};

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// A report begins.
    Report(Box<ReportForm>),
    /// A figure of it.
    Figure(Box<FigureForm>),
}

#[derive(Serialize, Deserialize)]
pub struct ReportForm {
    title: Option<String>,
    reporter: Option<String>,
    region: Option<String>,
    region_code: Option<String>,
    period_start: Option<String>,
    period_end: Option<String>,
    published_on: Option<String>,
    source: String,
    format: String,
    imported_at: Option<String>,
    sha256: String,
    pub text: String,
}

#[derive(Serialize, Deserialize)]
pub struct FigureForm {
    seq: usize,
    kind: String,
    indicator: Option<String>,
    subject: Option<String>,
    value_text: Option<String>,
    #[serde(default)]
    unit: String,
    as_written: String,
    period_start: Option<String>,
    period_end: Option<String>,
    region: Option<String>,
    dimension: Option<String>,
    treatment: Option<String>,
    compared_to: Option<String>,
    rank_of: Option<String>,
    rank_order: Option<String>,
    approx: Option<String>,
    section: Option<String>,
    sentence: String,
    char_start: usize,
    char_end: usize,
    rule: String,
    note: Option<String>,
    page: Option<u32>,
    paragraph: Option<u32>,
    table_no: Option<u32>,
    row_no: Option<u32>,
    column_no: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

impl ReportForm {
    pub fn of(origin: &Origin, text: &str, facts: &ReportFacts) -> Self {
        let (period_start, period_end) = days(facts.period);
        let stamp = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
        ReportForm {
            title: facts.title.clone(),
            reporter: facts.reporter.clone(),
            region: facts.region.clone(),
            region_code: facts.region_code.clone(),
            period_start,
            period_end,
            published_on: facts.published.map(|date| date.to_string()),
            source: origin.source.clone(),
            format: origin.format.clone(),
            imported_at: origin.imported_at.map(stamp),
            sha256: origin.sha256.clone(),
            text: text.to_owned(),
        }
    }

    pub fn facts(&self) -> Result<ReportFacts, String> {
        Ok(ReportFacts {
            title: self.title.clone(),
            reporter: self.reporter.clone(),
            region: self.region.clone(),
            region_code: self.region_code.clone(),
            period: period(self.period_start.as_deref(), self.period_end.as_deref())?,
            published: parsed("published_on", self.published_on.as_deref())?,
        })
    }

    pub fn origin(&self) -> Result<Origin, String> {
        let hexadecimal = self.sha256.len() == 64 && self.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !hexadecimal {
            return Err("`sha256` is not the SHA-256 of a file".to_owned());
        }
        Ok(Origin {
            sha256: self.sha256.to_lowercase(),
            source: self.source.clone(),
            format: self.format.clone(),
            imported_at: parsed("imported_at", self.imported_at.as_deref())?,
        })
    }
}

impl FigureForm {
    pub fn of(seq: usize, figure: &Figure) -> Self {
        let (period_start, period_end) = days(figure.period);
        let Location {
            page,
            paragraph,
            cell: place,
            sheet,
        } = figure.location.clone();
        let word = |text: &str| text.to_owned();
        FigureForm {
            seq,
            kind: word(figure.kind.code()),
            indicator: figure.indicator.as_deref().map(word),
            subject: figure.subject.clone(),
            value_text: figure.value.map(|value| value.to_string()),
            unit: figure.unit.clone(),
            as_written: figure.as_written.clone(),
            period_start,
            period_end,
            region: figure.region.clone(),
            dimension: figure.dimension.clone(),
            treatment: figure.treatment.clone(),
            compared_to: figure.compared_to.map(|comparison| comparison.to_string()),
            rank_of: figure.rank_of.clone(),
            rank_order: figure.rank_order.map(|order| word(order.code())),
            approx: figure.approx.map(|approx| word(approx.code())),
            section: figure.section.as_deref().map(word),
            sentence: figure.sentence.to_string(),
            char_start: figure.char_start,
            char_end: figure.char_end,
            rule: figure.rule.to_string(),
            note: figure.note.clone(),
            page,
            paragraph,
            table_no: place.map(|place| place.table),
            row_no: place.map(|place| place.row),
            column_no: place.map(|place| place.column),
            cell: sheet.as_ref().map(|place| place.address.to_string()),
            sheet: sheet.and_then(|place| place.name).as_deref().map(word),
        }
    }

    pub fn figure(self) -> Result<Figure, String> {
        let cell = match (self.table_no, self.row_no, self.column_no) {
            (Some(table), Some(row), Some(column)) => Some(CellPlace { table, row, column }),
            _ => None,
        };
        let address: Option<Address> = parsed("cell", self.cell.as_deref())?;
        let name: Option<Arc<str>> = self.sheet.map(Arc::from);
        let kind = coded("kind", Some(&self.kind), Kind::from_code)?;
        Ok(Figure {
            kind: kind.ok_or("`kind` is missing")?,
            subject: self.subject,
            indicator: self.indicator.map(Arc::from),
            value: parsed("value_text", self.value_text.as_deref())?,
            unit: self.unit,
            as_written: self.as_written,
            period: period(self.period_start.as_deref(), self.period_end.as_deref())?,
            region: self.region,
            dimension: self.dimension,
            treatment: self.treatment,
            compared_to: parsed("compared_to", self.compared_to.as_deref())?,
            rank_of: self.rank_of,
            rank_order: coded("rank_order", self.rank_order.as_deref(), RankOrder::from_code)?,
            approx: coded("approx", self.approx.as_deref(), Approx::from_code)?,
            section: self.section.map(Arc::from),
            sentence: self.sentence.into(),
            char_start: self.char_start,
            char_end: self.char_end,
            location: Location {
                page: self.page,
                paragraph: self.paragraph,
                cell,
                sheet: address.map(|address| SheetPlace { name, address }),
            },
            rule: self.rule.into(),
            note: self.note,
        })
    }
}

fn days(period: Option<Period>) -> (Option<String>, Option<String>) {
    period
        .map(|period| (period.start().to_string(), period.end().to_string()))
        .unzip()
}

fn period(start: Option<&str>, end: Option<&str>) -> Result<Option<Period>, String> {
    let start: Option<NaiveDate> = parsed("period_start", start)?;
    let end: Option<NaiveDate> = parsed("period_end", end)?;
    match (start, end) {
        (None, None) => Ok(None),
        (Some(start), Some(end)) => Period::new(start, end)
            .map(Some)
            .ok_or_else(|| no("period_end", &end.to_string())),
        _ => Err("a period has a first and a last day".to_owned()),
    }
}

fn parsed<T: FromStr>(key: &str, text: Option<&str>) -> Result<Option<T>, String> {
    text.map(|text| text.parse().map_err(|_| no(key, text))).transpose()
}

fn coded<T>(key: &str, code: Option<&str>, from: impl Fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    code.map(|code| from(code).ok_or_else(|| no(key, code))).transpose()
}

fn no(key: &str, text: &str) -> String {
    format!("`{text}` cannot stand in `{key}`")
}
