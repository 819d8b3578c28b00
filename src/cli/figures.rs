//! `reports`, `figures`, `explain`: what is stored, and where it stands.

use super::args::{Explain, Figures, Table};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names};
use crate::answer::Answer;
use crate::catalogue::Catalogue;
use crate::model::{Extraction, Figure, Kind};
use crate::query::ledger::{FigureLine, ReportLine};
use crate::query::{Lang, ledger};
use crate::store::{FigureRow, Mode, ReportRow, Store};

pub fn reports(args: &Table, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = Store::open(&settings.db, Mode::Read)?;
    let lines: Vec<ReportLine> = store.reports()?.into_iter().map(report_line).collect();
    output.answer(&ledger::reports(&lines, settings.lang), args)?;
    Ok(if lines.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

pub fn figures(args: &Figures, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    if let Some(unknown) = args.kind.iter().find(|kind| Kind::from_code(kind).is_none()) {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        return Err(Failure::new(format!("`{unknown}` is not a kind of figure"))
            .with_hint(format!("the kinds are {}", kinds.join(", "))));
    }
    let store = Store::open(&settings.db, Mode::Read)?;
    let report = names::report(&store, &args.report)?;
    let rows = store.figures(report.id)?.into_iter();
    let lines: Vec<FigureLine> = rows
        .map(|row| stored_line(row, &report))
        .filter(|line| args.kind.is_empty() || args.kind.contains(&line.kind))
        .collect();
    let answer = ledger::figures(&lines, report.title.as_deref().unwrap_or(&report.source), settings.lang);
    output.answer(&answer, &args.table)?;
    Ok(if lines.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

pub fn explain(args: &Explain, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = Store::open(&settings.db, Mode::Read)?;
    let detail = names::figure(&store, &args.figure)?;
    let line = stored_line(detail.row, &detail.report);
    output.answer(&ledger::explain(&line, settings.lang), &args.table)?;
    Ok(Outcome::Done)
}

fn report_line(row: ReportRow) -> ReportLine {
    ReportLine {
        id: Some(row.id),
        title: row.title.unwrap_or(row.source),
        region: row.region,
        period: row.period.map(|period| period.label()),
        published: row.published_on.map(|date| date.to_string()),
        edition: row.edition,
        counts: vec![
            ("figures", row.figures),
            ("actual", row.actuals),
            ("other", row.others),
            ("masked", row.masked),
        ],
    }
}

fn stored_line(row: FigureRow, report: &ReportRow) -> FigureLine {
    let name = row.indicator_name.clone();
    FigureLine {
        id: Some(row.id),
        seq: row.seq,
        region: row.region.clone().or_else(|| report.region.clone()),
        report: (
            report.title.clone().unwrap_or_default(),
            report.published_on.map(|date| date.to_string()),
            report.source.clone(),
        ),
        superseded_by: row.superseded_by,
        ..figure_line(&row.figure, name)
    }
}

fn figure_line(figure: &Figure, name: Option<String>) -> FigureLine {
    FigureLine {
        kind: figure.kind.code().to_owned(),
        indicator: figure.indicator.as_deref().map(str::to_owned),
        name: name.or_else(|| figure.subject.clone()),
        value: figure.value.map(|value| value.to_string()),
        unit: figure.unit.clone(),
        as_written: figure.as_written.clone(),
        period: figure.period.map(|period| period.label()),
        region: figure.region.clone(),
        dimension: figure.dimension.clone(),
        relation: figure
            .compared_to
            .map(|base| base.to_string())
            .or_else(|| figure.rank_of.clone()),
        approx: figure.approx.map(|approx| approx.code().to_owned()),
        section: figure.section.clone(),
        sentence: figure.sentence.clone(),
        char_start: figure.char_start as i64,
        char_end: figure.char_end as i64,
        rule: figure.rule.clone(),
        note: figure.note.clone(),
        ..FigureLine::default()
    }
}

/// The ledger of a report that is not stored.
pub fn ledger(extraction: &Extraction, title: &str, catalogue: &Catalogue, lang: Lang) -> Answer {
    let line = |(index, figure): (usize, &Figure)| {
        let entry = figure.indicator.as_deref().and_then(|code| catalogue.entry(code));
        let name = entry.map(|entry| lang.name(&entry.indicator).to_owned());
        let region = figure.region.clone().or_else(|| extraction.facts.region.clone());
        FigureLine {
            seq: index as i64 + 1,
            region,
            ..figure_line(figure, name)
        }
    };
    let lines: Vec<FigureLine> = extraction.figures.iter().enumerate().map(line).collect();
    ledger::figures(&lines, title, lang)
}
