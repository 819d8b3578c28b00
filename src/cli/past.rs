//! `history`, `search`: what was said before, and where.

use std::collections::BTreeSet;

use super::args::{Diff, History, Search};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, figures, names, questions};
use crate::model::{Observation, Selection};
use crate::query::search::Sentence;
use crate::query::{self, Question};

pub fn history(args: &History, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let periods = args
        .periods
        .iter()
        .chain(&args.more_periods)
        .map(|text| names::period(text))
        .collect::<Result<Vec<_>, _>>()?;
    let question = questions::question(&args.select, std::slice::from_ref(&args.indicator), settings)?;
    let selection = questions::selection(&args.select, &question, &[]);
    let store = settings.store()?;
    let vintages = store.vintages(&selection)?;
    let reports = figures::report_lines(store)?;
    let mut answer = query::history(&vintages, &periods, &reports, &question);
    let corrections = store.corrections(None)?;
    let corrected = corrections
        .iter()
        .filter(|each| each.held(args.select.as_of) && vintages.iter().any(|one| Some(one.figure) == each.figure));
    answer
        .notes
        .extend(corrected.map(|each| query::corrections::line(each, settings.lang)));
    questions::print(&answer, output, &args.table)
}

pub fn diff(args: &Diff, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let (first, second) = (names::report(store, &args.first)?, names::report(store, &args.second)?);
    // Only the places that the two reports speak of; where one of them is unknown, all.
    let mut places: BTreeSet<Option<String>> = BTreeSet::new();
    for report in [&first, &second] {
        places.extend(store.figures(report.id)?.into_iter().map(|row| row.region));
    }
    let selection = Selection {
        regions: places.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default(),
        dimensions: true,
        ..Selection::default()
    };
    let vintages = store.vintages(&selection)?;
    let said =
        |report: i64| -> Vec<Observation> { vintages.iter().filter(|each| each.report == report).cloned().collect() };
    let lines = figures::report_lines(store)?;
    let line = |id: i64| lines.iter().find(|line| line.id == id).cloned().unwrap_or_default();
    let question = Question {
        lang: settings.lang,
        ..Question::default()
    };
    let answer = query::diff(
        (&line(first.id), &said(first.id)),
        (&line(second.id), &said(second.id)),
        &question,
    );
    output.answer(&answer, &args.table)?;
    Ok(Outcome::Done)
}

pub fn search(args: &Search, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let report = args
        .report
        .as_deref()
        .map(|name| names::report(store, name))
        .transpose()?;
    let titles: std::collections::HashMap<i64, String> = store
        .reports()?
        .into_iter()
        .map(|report| (report.id, report.title.unwrap_or(report.source)))
        .collect();
    let mut sentences = Vec::new();
    for found in store.sentences(&args.words, report.map(|report| report.id), args.limit)? {
        let lines = found
            .figures
            .iter()
            .map(|id| Ok(figures::stored_line(store.figure(*id)?.row)));
        sentences.push(Sentence {
            report: found.report,
            title: titles.get(&found.report).cloned().unwrap_or_default(),
            section: found.section,
            text: found.sentence,
            figures: lines.collect::<Result<_, Failure>>()?,
        });
    }
    let question = Question {
        lang: settings.lang,
        ..Question::default()
    };
    questions::print(&query::search(&sentences, &question), output, &args.table)
}
