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
        .map(figure_line)
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
    let line = figure_line(names::figure(&store, &args.figure)?);
    output.answer(&ledger::explain(&line, settings.lang), &args.table)?;
    Ok(Outcome::Done)
}

fn report_line(row: ReportRow) -> ReportLine {
    ReportLine {
        id: Some(row.id),
        title: row.title.unwrap_or(row.source),
        region: row.region,
        period: row.period,
        published: row.published,
        edition: row.edition,
        kinds: row.kinds,
    }
}

fn figure_line(row: FigureRow) -> FigureLine {
    FigureLine {
        id: Some(row.id),
        seq: row.seq,
        kind: row.kind,
        indicator: row.indicator,
        name: row.name,
        value: row.value,
        unit: row.unit,
        as_written: row.as_written,
        period: row.period,
        region: row.region,
        dimension: row.dimension,
        relation: row.compared_to.or(row.rank_of),
        approx: row.approx,
        section: row.section,
        sentence: row.sentence,
        char_start: row.char_start,
        char_end: row.char_end,
        rule: row.rule,
        note: row.note,
        report: (row.report_title.unwrap_or_default(), row.published, row.source),
        superseded_by: row.superseded_by,
    }
}

/// The ledger of a report that is not stored.
pub fn ledger(extraction: &Extraction, title: &str, lang: Lang) -> Answer {
    let catalogue = Catalogue::builtin().ok();
    let line = |(index, figure): (usize, &Figure)| FigureLine {
        seq: index as i64 + 1,
        kind: figure.kind.code().to_owned(),
        indicator: figure.indicator.as_deref().map(str::to_owned),
        name: match &figure.indicator {
            Some(code) => catalogue
                .as_ref()
                .and_then(|catalogue| catalogue.entry(code))
                .map(|entry| lang.name(&entry.indicator).to_owned()),
            None => figure.subject.clone(),
        },
        value: figure.value.map(|value| value.to_string()),
        unit: figure.unit.clone(),
        as_written: figure.as_written.clone(),
        period: figure.period.map(|period| period.label()),
        region: figure.region.clone().or_else(|| extraction.facts.region.clone()),
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
    };
    let lines: Vec<FigureLine> = extraction.figures.iter().enumerate().map(line).collect();
    ledger::figures(&lines, title, lang)
}
