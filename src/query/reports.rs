//! Which reports are there, and how many figures of each kind each of them has.

use chrono::NaiveDate;

use super::labels::Label;
use super::lang::Lang;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Kind, Period};

/// One report as a row of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportLine {
    /// Row of the report: what `figures` takes.
    pub id: i64,
    /// The title line.
    pub title: Option<String>,
    /// Who publishes it.
    pub reporter: Option<String>,
    /// The reporting region.
    pub region: Option<String>,
    /// The reporting period.
    pub period: Option<Period>,
    /// The day of publication, as ISO text.
    pub published: Option<String>,
    /// 1 for the first edition.
    pub edition: i64,
    /// The report that replaced it.
    pub superseded_by: Option<i64>,
    /// The file it came from.
    pub source: Option<String>,
    /// The format of that file.
    pub format: Option<String>,
    /// When it was imported.
    pub imported_at: Option<String>,
    /// How many figures there are of each kind; a kind that is not listed has none.
    pub counts: Vec<(Kind, u64)>,
}

impl ReportLine {
    /// Whether it is of a region asked for (of any, if none is) and was published by the day asked for.
    pub fn is_asked(&self, regions: &[String], as_of: Option<NaiveDate>) -> bool {
        let here = regions.is_empty() || self.region.as_ref().is_some_and(|region| regions.contains(region));
        let published = self.published.as_deref();
        here && as_of.is_none_or(|day| published.is_some_and(|date| *date <= *day.to_string()))
    }

    fn count(&self, kind: Kind) -> u64 {
        self.counts
            .iter()
            .filter(|(each, _)| *each == kind)
            .map(|(_, count)| count)
            .sum()
    }

    fn total(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// The list of reports, in the order given.
pub fn reports(lines: &[ReportLine], lang: Lang) -> Answer {
    let mut answer = Answer::new(lang.text(Label::ReportsTitle), columns(lines, lang));
    for line in lines {
        answer.push(cells(line, lang), Tone::Plain);
    }
    if lines.is_empty() {
        answer.notes.push(lang.text(Label::NoReports).to_owned());
    }
    answer
}

fn columns(lines: &[ReportLine], lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    // People see the kinds that there are; machines always get all.
    let there = |kind: &Kind| lines.iter().any(|line| line.count(*kind) > 0);
    let kind = |kind: &Kind| Column::new(kind.code(), lang.kind(*kind)).shown_if(there(kind));
    let mut columns = vec![
        column("id", Label::Report),
        column("title", Label::Title),
        column("reporter", Label::Reporter).for_machines(),
        column("region", Label::Region),
        column("period_name", Label::Period),
        Column::new("period", "period").for_machines(),
        column("published", Label::Published),
        column("edition", Label::Edition),
        column("superseded_by", Label::SupersededBy).shown_if(lines.iter().any(|line| line.superseded_by.is_some())),
        column("source", Label::File).for_machines(),
        column("format", Label::Format).for_machines(),
        column("imported_at", Label::ImportedAt).for_machines(),
        column("figures", Label::Total),
    ];
    columns.extend(Kind::ALL.iter().map(kind));
    columns
}

fn cells(line: &ReportLine, lang: Lang) -> Vec<Cell> {
    let or_unknown = |text: Option<String>| text.map_or_else(|| Cell::missing(lang.text(Label::NotFound)), Cell::text);
    let mut cells = vec![
        Cell::number(line.id),
        or_unknown(line.title.clone()),
        or_unknown(line.reporter.clone()),
        or_unknown(line.region.clone()),
        or_unknown(line.period.map(|period| lang.period(period))),
        Cell::optional(line.period.map(|period| period.label())),
        or_unknown(line.published.clone()),
        Cell::number(line.edition),
        Cell::optional(line.superseded_by.map(|id| id.to_string())),
        Cell::optional(line.source.clone()),
        Cell::optional(line.format.clone()),
        Cell::optional(line.imported_at.clone()),
        Cell::number(line.total()),
    ];
    cells.extend(Kind::ALL.iter().map(|kind| Cell::number(line.count(*kind))));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stand_beside_each_report() {
        let line = ReportLine {
            id: 3,
            title: Some("季报".into()),
            edition: 1,
            counts: vec![(Kind::Actual, 20), (Kind::Masked, 2)],
            ..ReportLine::default()
        };
        let answer = reports(&[line], Lang::Zh).for_people();
        let cells = &answer.rows[0].cells;
        assert_eq!(cells[6..], [22, 20, 2].map(Cell::number));
        assert_eq!(cells[2], Cell::missing("尚未识别"));
        assert_eq!(reports(&[], Lang::En).notes, ["no report has been imported yet"]);
    }
}
