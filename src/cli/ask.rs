//! `ask`: a question in a sentence.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

use super::args::Ask;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, figures, questions};
use crate::answer::{Reply, Source};
use crate::catalogue::standards;
use crate::query::ask::{Asked, Evidence, Reader, answer};
use crate::query::labels::AskLabel;
use crate::query::{Question, ReportLine, corrections};
use crate::store::Store;

pub fn run(args: &Ask, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    // The program ends with the answer: to take the tables apart again would only keep the reader waiting.
    let catalogue = ManuallyDrop::new(settings.catalogue()?);
    let reader = Reader::new(&catalogue, &store.regions()?);
    let text = args.question.join(" ");
    let asked = Asked::read(&reader, &text);
    let question = asked.question(&Question {
        lang: settings.lang,
        indicators: Vec::new(),
        as_of: args.as_of,
        shares: questions::shares(catalogue.indicators()),
        reported_only: args.reported_only,
    });
    let selection = asked.selection(&question);
    let observations = store.observations(&selection)?;
    // Only now is it known which sections and stations the question may name.
    let parts: BTreeSet<&str> = observations
        .iter()
        .filter_map(|each| each.dimension.as_deref())
        .collect();
    let reader = ManuallyDrop::new(reader.with_parts(parts.into_iter()));
    let asked = Asked::read(&reader, &text);
    let vintages = match asked.asks_for_statements() {
        true => store.vintages(&selection)?,
        false => Vec::new(),
    };
    let changes = match asked.asks_for_changes() {
        true => store.changes(&selection)?,
        false => Vec::new(),
    };
    let ranks = match asked.asks_for_the_rank_of_one() {
        true => store.ranks(&selection)?,
        false => Vec::new(),
    };
    let reports = match asked.asks_for_reports() {
        true => figures::report_lines(store)?,
        false => Vec::new(),
    };
    let goals = match asked.asks_for_targets() {
        true => store.goals(args.as_of)?,
        false => Vec::new(),
    };
    let limits = match asked.asks_for_limits() {
        true => standards::limits(&catalogue)?,
        false => Vec::new(),
    };
    let evidence = Evidence {
        observations: &observations,
        vintages: &vintages,
        changes: &changes,
        reports: &reports,
        newest: store.newest_period()?,
        ranks: &ranks,
        goals: &goals,
        limits: &limits,
    };
    let mut reply = with_sources(answer(&asked, &question, &evidence), &reports, store)?;
    say_corrected(&mut reply, store, &question)?;
    output.reply(&reply, settings.lang, &args.table)?;
    Ok(match reply.is_answered() {
        true => Outcome::Done,
        false => Outcome::Incomplete,
    })
}

/// Says which of the values were put right by hand: their sentences say something else.
fn say_corrected(reply: &mut Reply, store: &Store, question: &Question) -> Result<(), Failure> {
    let lang = question.lang;
    for each in store.corrections(None)? {
        if each.held(question.as_of) && each.figure.is_some_and(|figure| reply.figures.contains(&figure)) {
            reply.text.push_str(lang.text(AskLabel::Between));
            reply.text.push_str(&corrections::line(&each, lang));
        }
    }
    Ok(())
}

/// Adds the sentences that the answer stands on, and the reports that are the answer.
fn with_sources(mut reply: Reply, reports: &[ReportLine], store: &Store) -> Result<Reply, Failure> {
    for figure in &reply.figures {
        let detail = store.figure(*figure)?;
        reply.sources.push(Source {
            figure: Some(*figure),
            report: detail.report.title.unwrap_or_default(),
            file: detail.report.source,
            as_written: detail.row.figure.as_written,
            sentence: detail.row.figure.sentence.to_string(),
        });
    }
    for report in reports.iter().filter(|each| reply.reports.contains(&each.id)) {
        reply.sources.push(Source {
            report: report.title.clone().unwrap_or_default(),
            file: report.source.clone().unwrap_or_default(),
            ..Source::default()
        });
    }
    Ok(reply)
}
