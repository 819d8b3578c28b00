//! `reports`, `figures`, `explain`: what is stored, and where it stands.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::args::{Explain, Figures, Table};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names};
use crate::answer::Answer;
use crate::catalogue::Catalogue;
use crate::ingest::extract::trail::trail;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Extraction, Figure, Kind, ReportFacts};
use crate::query::{self, Explanation, FigureLine, Lang, ReportLine};
use crate::store::{FigureRow, ReportRow, Store};

pub fn reports(args: &Table, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let mut counts = store.counts()?;
    let mut lines = report_lines(store)?;
    for line in &mut lines {
        line.counts = counts.remove(&line.id).unwrap_or_default();
    }
    output.answer(&query::reports(&lines, settings.lang), args)?;
    Ok(if lines.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

pub fn figures(args: &Figures, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let kinds = args.kind.iter().map(|code| kind(code)).collect::<Result<Vec<_>, _>>()?;
    let store = settings.store()?;
    let report = names::report(store, &args.report)?;
    let rows = store.figures(report.id)?.into_iter();
    let lines: Vec<FigureLine> = rows
        .map(stored_line)
        .filter(|line| kinds.is_empty() || kinds.contains(&line.kind))
        .collect();
    let title = report.title.as_deref().unwrap_or(&report.source);
    let mut answer = query::figures(title, &lines, settings.lang);
    let corrections = store.corrections(None)?;
    let made = corrections
        .iter()
        .filter(|each| each.held(None) && lines.iter().any(|line| Some(line.id) == each.figure));
    answer
        .notes
        .extend(made.map(|each| query::corrections::line(each, settings.lang)));
    output.answer(&answer, &args.table)?;
    Ok(if lines.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

fn kind(code: &str) -> Result<Kind, Failure> {
    Kind::from_code(code).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        Failure::new(format!("`{code}` is not a kind of figure"))
            .with_hint(format!("the kinds are {}", kinds.join(", ")))
    })
}

pub fn explain(args: &Explain, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let detail = names::figure(store, &args.figure)?;
    let figure = &detail.row.figure;
    let place = query::explain::place_in_sentence(&detail.text, &figure.sentence, figure.char_start);
    let catalogue = settings.catalogue()?;
    let facts = ReportFacts {
        title: detail.report.title.clone(),
        reporter: detail.report.reporter.clone(),
        region: detail.report.region.clone(),
        region_code: None,
        period: detail.report.period,
        published: detail.report.published_on,
    };
    let explanation = Explanation {
        place,
        trail: trail(&detail.text, figure, &facts, &Vocabulary::new(&catalogue)),
        corrections: store.corrections(Some(detail.row.id))?,
        decisions: super::review::decisions_about(detail.row.id, store, settings.lang)?,
        report: report_line(detail.report),
        figure: stored_line(detail.row),
    };
    output.answer(&query::explain(&explanation, settings.lang), &args.table)?;
    Ok(Outcome::Done)
}

/// All reports, each with the edition that replaced it; how many figures they have is left open.
pub fn report_lines(store: &Store) -> Result<Vec<ReportLine>, Failure> {
    let rows = store.reports()?;
    let later: FxHashMap<i64, i64> = rows.iter().filter_map(|row| Some((row.supersedes?, row.id))).collect();
    let line = |row: ReportRow| ReportLine {
        superseded_by: later.get(&row.id).copied(),
        ..report_line(row)
    };
    Ok(rows.into_iter().map(line).collect())
}

fn report_line(row: ReportRow) -> ReportLine {
    ReportLine {
        id: row.id,
        title: row.title,
        reporter: row.reporter,
        region: row.region,
        period: row.period,
        published: row.published_on.map(|date| date.to_string()),
        edition: row.edition,
        superseded_by: None,
        source: Some(row.source),
        format: Some(row.format),
        imported_at: Some(row.imported_at),
        counts: Vec::new(),
    }
}

pub fn stored_line(row: FigureRow) -> FigureLine {
    FigureLine {
        id: row.id,
        seq: row.seq,
        region: row.region,
        ..figure_line(&row.figure, row.indicator_name)
    }
}

fn figure_line(figure: &Figure, name: Option<String>) -> FigureLine {
    FigureLine {
        id: 0,
        seq: 0,
        kind: figure.kind,
        code: figure.indicator.as_deref().map(str::to_owned),
        name: name.or_else(|| figure.subject.clone()),
        value: figure.value,
        approx: figure.approx,
        unit: (!figure.unit.is_empty()).then(|| figure.unit.clone()),
        as_written: figure.as_written.clone(),
        period: figure.period,
        region: figure.region.clone(),
        dimension: figure.dimension.clone(),
        treatment: figure.treatment.clone(),
        compared_to: figure.compared_to,
        rank_of: figure.rank_of.clone(),
        section: figure.section.as_deref().map(str::to_owned),
        sentence: figure.sentence.to_string(),
        char_start: figure.char_start,
        char_end: figure.char_end,
        location: figure.location.clone(),
        rule: figure.rule.to_string(),
        note: figure.note.clone(),
    }
}

/// The ledger of a report that is not stored.
pub fn ledger(extraction: &Extraction, title: &str, catalogue: &Catalogue, lang: Lang) -> Answer {
    ledger_part(extraction, 0..extraction.figures.len(), title, catalogue, lang)
}

/// A ledger a few rows at a time: what is written as lines is never in memory as a whole.
pub fn parts(extraction: &Extraction) -> impl Iterator<Item = Range<usize>> {
    const AT_ONCE: usize = 1_000;
    let count = extraction.figures.len();
    let starts = (0..count).step_by(AT_ONCE);
    starts.map(move |start| start..count.min(start + AT_ONCE))
}

/// Some figures of it, with the numbers that they have in the whole.
pub fn ledger_part(
    extraction: &Extraction,
    part: Range<usize>,
    title: &str,
    catalogue: &Catalogue,
    lang: Lang,
) -> Answer {
    let first = part.start;
    let line = |(index, figure): (usize, &Figure)| {
        let entry = figure.indicator.as_deref().and_then(|code| catalogue.entry(code));
        let name = entry.map(|entry| lang.indicator(&entry.indicator).to_owned());
        let region = figure.region.clone().or_else(|| extraction.facts.region.clone());
        let seq = (first + index) as i64 + 1;
        FigureLine {
            id: seq,
            seq,
            region,
            ..figure_line(figure, name)
        }
    };
    let figures = extraction.figures.get(part).unwrap_or_default();
    let lines: Vec<FigureLine> = figures.iter().enumerate().map(line).collect();
    query::figures(title, &lines, lang)
}
