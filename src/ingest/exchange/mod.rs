//! The form in which reports leave one database and enter another: JSON lines, whole and exact.
//!
//! A line `{"report": {…}}` begins a report, the lines `{"figure": {…}}` behind it are its ledger in the order of the text.
//! Reports come in the order in which they were imported, so that they get the same numbers.
//! Keys are called as the columns of the views `reports` and `figures`; a report has besides them its `text`, in which the
//! characters of its figures are counted, its `sha256`, by which a database knows it again, and its `region_code`. In a
//! figure `region` is the place as the text names it, without one it is about the reporting region; `subject` is what the
//! text calls a thing outside the catalogue. What is not known is left out or `null`; other keys are passed over.
//!
//! Nothing is read anew: an export that is imported gives the same ledger, also where the rules have changed since. But
//! every figure must stand in the text where it says that it stands, and its indicator in the catalogue. Editions and
//! current values are worked out by the database that takes the reports; decisions and corrections by hand stay behind.

mod form;

use chrono::{DateTime, Utc};

use super::document::{Document, Error};
use super::source::Source;
use super::{Reading, document};
use crate::model::{Extraction, Figure};
use form::{FigureForm, Line, ReportForm};

const WHAT: &str = "an export of jibao";
/// How the line of a report begins; [`lines`] writes no blanks.
const BEGIN: &str = "{\"report\":";

/// Where a report that comes from another database was read first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// SHA-256 of the bytes of its file.
    pub sha256: String,
    /// The file, as it was shown.
    pub source: String,
    /// Short name of its format.
    pub format: String,
    /// When it was imported first.
    pub imported_at: Option<DateTime<Utc>>,
}

/// Whether bytes are of this form.
pub fn is_export(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    start.starts_with(BEGIN.as_bytes())
}

/// The reports of an export, each with its lines; `None` for anything else.
pub fn split(source: &Source) -> Option<Vec<Source>> {
    let text = std::str::from_utf8(&source.bytes)
        .ok()
        .filter(|_| is_export(&source.bytes))?;
    let mut reports: Vec<String> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        match reports.last_mut().filter(|_| !line.starts_with(BEGIN)) {
            Some(report) => {
                report.push('\n');
                report.push_str(line);
            }
            None => reports.push(line.to_owned()),
        }
    }
    let label = |number: usize| format!("{}#{}", source.label, number + 1);
    let report = |(number, lines): (usize, String)| Source {
        label: label(number),
        bytes: lines.into_bytes(),
    };
    Some(reports.into_iter().enumerate().map(report).collect())
}

/// One report with its ledger; `is_known` tells whether the catalogue has an indicator.
///
/// # Errors
/// [`Error::Broken`] names the line that cannot be taken.
pub fn read(bytes: &[u8], is_known: impl Fn(&str) -> bool) -> Result<Reading, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Encoding)?;
    let mut report: Option<ReportForm> = None;
    let mut figures: Vec<Figure> = Vec::new();
    let mut places = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fail = |why: String| broken(format!("line {}: {why}", number + 1));
        if line.trim().is_empty() {
            continue;
        }
        match (
            serde_json::from_str(line).map_err(|error| fail(error.to_string()))?,
            &report,
        ) {
            (Line::Report(form), None) => {
                places = form
                    .text
                    .char_indices()
                    .map(|(at, _)| at)
                    .chain([form.text.len()])
                    .collect();
                report = Some(*form);
            }
            (Line::Report(_), Some(_)) => return Err(fail("a second report: import the file".to_owned())),
            (Line::Figure(_), None) => return Err(fail("a figure without its report".to_owned())),
            (Line::Figure(form), Some(report)) => {
                let figure = form.figure().map_err(fail)?;
                check(&figure, &report.text, &places, &is_known).map_err(fail)?;
                figures.push(figure);
            }
        }
    }
    let report = report.ok_or_else(|| broken("it holds no report".to_owned()))?;
    reading(report, figures).map_err(|why| broken(format!("line 1: {why}")))
}

/// A figure stands where it says, and means what the catalogue knows.
fn check(figure: &Figure, text: &str, places: &[usize], is_known: impl Fn(&str) -> bool) -> Result<(), String> {
    let (start, end) = (places.get(figure.char_start), places.get(figure.char_end));
    let written = start.zip(end).and_then(|(start, end)| text.get(*start..*end));
    if written != Some(&figure.as_written) {
        return Err(format!("the text does not say `{}` at its place", figure.as_written));
    }
    match figure.indicator.as_deref().filter(|code| !is_known(code)) {
        Some(code) => Err(format!(
            "the catalogue has no indicator `{code}`: name the file that has it with --catalogue"
        )),
        None => Ok(()),
    }
}

fn reading(report: ReportForm, figures: Vec<Figure>) -> Result<Reading, String> {
    let extraction = Extraction {
        facts: report.facts()?,
        figures,
        findings: Vec::new(),
    };
    let origin = report.origin()?;
    let document = Document {
        text: report.text,
        ..document::Document::default()
    };
    Ok(Reading {
        document,
        extraction,
        origin: Some(origin),
    })
}

/// A report with its ledger as it is read back: lines, each with its end.
pub fn lines(origin: &Origin, text: &str, extraction: &Extraction) -> String {
    let report = Line::Report(Box::new(ReportForm::of(origin, text, &extraction.facts)));
    let figures = extraction.figures.iter().enumerate();
    let figures = figures.map(|(index, figure)| Line::Figure(Box::new(FigureForm::of(index + 1, figure))));
    let mut lines = String::new();
    for line in std::iter::once(report).chain(figures) {
        // Strings and numbers only: there is nothing in a line that JSON could not say.
        lines += &serde_json::to_string(&line).unwrap_or_default();
        lines.push('\n');
    }
    lines
}

fn broken(why: String) -> Error {
    Error::Broken {
        what: WHAT.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests;
