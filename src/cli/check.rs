//! `check`: what contradicts itself, and what of it was accepted.

use super::args::Check;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, figures, names, questions};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::catalogue::standards;
use crate::model::{Figure, Limit, Selection};
use crate::query::check::{Evidence, Finding, findings, table};
use crate::query::labels::Label;
use crate::query::{Question, ReportLine};
use crate::store::{Accepted, Mode, Store};

pub fn run(args: &Check, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    match (&args.accept, &args.withdraw) {
        (Some(id), _) => accept(id, args, settings, output),
        (None, Some(id)) => withdraw(id, settings, output),
        (None, None) if args.accepted => list_accepted(args, settings, output),
        (None, None) => check(args, settings, output),
    }
}

/// Silent and done when nothing is found.
fn check(args: &Check, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let catalogue = settings.catalogue()?;
    let question = Question {
        lang: settings.lang,
        as_of: args.as_of,
        shares: questions::shares(catalogue.indicators()),
        ..Question::default()
    };
    let asked: Vec<i64> = args
        .reports
        .iter()
        .map(|name| names::report(store, name).map(|report| report.id))
        .collect::<Result<_, _>>()?;
    let reports = figures::report_lines(store)?;
    let found = found(store, &reports, &asked, &standards::limits(&catalogue)?, &question)?;
    if found.is_empty() {
        return Ok(Outcome::Done);
    }
    let mut sentences = std::collections::HashMap::new();
    for finding in &found {
        sentences.insert(finding.figure, store.figure(finding.figure)?.row.figure.sentence);
    }
    let sentence = |figure| sentences.get(&figure).map(ToString::to_string).unwrap_or_default();
    output.answer(&table(&found, &reports, sentence, &question), &args.table)?;
    Ok(Outcome::Incomplete)
}

/// The findings that nobody has accepted.
pub fn found(
    store: &Store,
    reports: &[ReportLine],
    asked: &[i64],
    limits: &[Limit],
    question: &Question,
) -> Result<Vec<Finding>, Failure> {
    let selection = Selection {
        dimensions: true,
        as_of: question.as_of,
        ..around(reports, asked)
    };
    let mut ledger: Vec<(i64, i64, Figure)> = Vec::new();
    for report in reports
        .iter()
        .filter(|report| asked.is_empty() || asked.contains(&report.id))
    {
        let rows = store.figures(report.id)?;
        ledger.extend(rows.into_iter().map(|row| (row.id, row.report, row.figure)));
    }
    let (statements, current) = (store.mended_vintages(&selection)?, store.observations(&selection)?);
    let changes = store.all_changes(&selection)?;
    let corrections = store.corrections(None)?;
    let evidence = Evidence {
        statements: &statements,
        current: &current,
        changes: &changes,
        ledger: &ledger,
        reports,
        shares: &question.shares,
        limits,
        corrections: &corrections,
    };
    let mut found = findings(&evidence, asked);
    let accepted = store.accepted()?;
    found.retain(|finding| {
        !accepted
            .iter()
            .any(|each| each.code == finding.code && each.figure == finding.figure)
    });
    Ok(found)
}

/// What the named reports can be held against: their regions, from the year before to their end.
fn around(reports: &[ReportLine], asked: &[i64]) -> Selection {
    let named: Vec<&ReportLine> = reports.iter().filter(|report| asked.contains(&report.id)).collect();
    let regions: Option<Vec<String>> = named.iter().map(|report| report.region.clone()).collect();
    Selection {
        regions: regions.unwrap_or_default(),
        ..Selection::default()
    }
}

fn accept(id: &str, args: &Check, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let (code, figure) = parse(id)?;
    let mut store = Store::open(&settings.db, Mode::Write)?;
    let accepted = Accepted {
        code,
        figure,
        reason: args.reason.clone().unwrap_or_default(),
        by: args.by.clone().or_else(|| settings.user.clone()),
        at: settings.stamp(),
    };
    if !store.accept(&accepted)? {
        return Err(Failure::new(format!("there is no figure {figure}")).with_hint("`jibao check` prints the ids"));
    }
    store.finish()?;
    output.say(&format!("{} {id}", settings.pick("已认可", "accepted")));
    Ok(Outcome::Done)
}

fn withdraw(id: &str, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let (code, figure) = parse(id)?;
    let mut store = Store::open(&settings.db, Mode::Write)?;
    if !store.withdraw_acceptance(&code, figure)? {
        return Err(
            Failure::new(format!("`{id}` was not accepted")).with_hint("`jibao check --accepted` lists what was")
        );
    }
    store.finish()?;
    output.say(&format!("{} {id}", settings.pick("已撤回", "withdrawn")));
    Ok(Outcome::Done)
}

fn parse(id: &str) -> Result<(String, i64), Failure> {
    let parts = id
        .rsplit_once(':')
        .and_then(|(code, figure)| Some((code, figure.parse().ok()?)));
    parts.map(|(code, figure)| (code.to_owned(), figure)).ok_or_else(|| {
        Failure::new(format!("`{id}` is no finding")).with_hint("`jibao check` prints the ids, like sum-mismatch:445")
    })
}

fn list_accepted(args: &Check, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let accepted = settings.store()?.accepted()?;
    let lang = settings.lang;
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        lang.text(Label::AcceptedTitle),
        vec![
            column("id", Label::FindingId),
            column("reason", Label::Reason),
            column("by", Label::By),
            column("at", Label::At),
        ],
    );
    for each in &accepted {
        let cells = vec![
            Cell::text(format!("{}:{}", each.code, each.figure)),
            Cell::text(each.reason.as_str()),
            Cell::optional(each.by.as_deref()),
            Cell::text(each.at.as_str()),
        ];
        answer.push(cells, Tone::Plain);
    }
    if accepted.is_empty() {
        answer.notes.push(lang.text(Label::AcceptedNone).to_owned());
    }
    output.answer(&answer, &args.table)?;
    Ok(Outcome::Done)
}
