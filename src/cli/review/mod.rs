//! `review`: what the rules left open is decided by a person, at the terminal or from a file.

mod apply;
mod judge;
mod walk;

use super::args::Review;
use super::failure::Failure;
use super::figures::stored_line;
use super::output::Output;
use super::prompt::Terminal;
use super::settings::Settings;
use super::{Outcome, names, own};
use crate::answer::Answer;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Decision, Ruling, Signature};
use crate::query::review::{DecisionLine, OpenLine};
use crate::query::{self, Lang};
use crate::store::{Mode, NewDecision, Store};

use judge::Judge;

pub fn run(args: &Review, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    if args.decided {
        return list_decided(args, settings, output);
    }
    if args.list {
        return list_open(args, settings, output);
    }
    if args.apply.is_none() && args.reopen.is_none() && !settings.interactive {
        return Err(Failure::new("this is not a terminal").with_hint(
            "print the open figures with `jibao review --list -O jsonl` and decide them with `jibao review --apply FILE`",
        ));
    }
    let catalogue = settings.catalogue()?;
    let vocabulary = Vocabulary::new(&catalogue);
    // To decide changes the file, but never makes one.
    drop(Store::open(&settings.db, Mode::Look)?);
    let mut store = Store::open(&settings.db, Mode::Write)?;
    own::sync(&mut store, &catalogue)?;
    let by = args.by.clone().or_else(|| settings.user.clone());
    let judge = Judge::new(&vocabulary, by, settings.stamp());
    if let Some(path) = &args.apply {
        return apply::run(path, args, &mut store, &judge, settings, output);
    }
    if let Some(figure) = &args.reopen {
        return reopen(figure, args, &mut store, &judge, settings, output);
    }
    let report = report_of(args, &store)?;
    let mut terminal = Terminal::new(settings.lang);
    walk::Walk {
        store: &mut store,
        judge: &judge,
        settings,
        person: &mut terminal,
        output,
    }
    .run(report)
}

fn report_of(args: &Review, store: &Store) -> Result<Option<i64>, Failure> {
    let report = args.report.as_deref().map(|text| names::report(store, text));
    Ok(report.transpose()?.map(|report| report.id))
}

fn list_open(args: &Review, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let catalogue = settings.catalogue()?;
    let vocabulary = Vocabulary::new(&catalogue);
    let store = settings.store()?;
    let open = store.open_figures(report_of(args, store)?)?;
    let lines: Vec<OpenLine> = open
        .into_iter()
        .map(|open| OpenLine {
            report: open.row.report,
            report_title: open.report_title,
            sha256: open.place.sha256,
            candidates: judge::candidates(&open.row.figure, &vocabulary),
            figure: stored_line(open.row),
        })
        .collect();
    print(&query::review::open(&lines, settings.lang), args, output)
}

fn list_decided(args: &Review, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let report = report_of(args, store)?;
    let mut lines = Vec::new();
    for decision in store.decisions()? {
        let line = decision_line(decision, store, settings.lang)?;
        if report.is_none() || report == line.1 {
            lines.push(line.0);
        }
    }
    print(&query::review::decided(&lines, settings.lang), args, output)
}

/// A decision as it is shown, and the report that it is about.
fn decision_line(decision: Decision, store: &Store, lang: Lang) -> Result<(DecisionLine, Option<i64>), Failure> {
    let row = match decision.figure {
        Some(figure) => store.place_of(figure)?,
        None => None,
    };
    let report = row.as_ref().map(|open| open.row.report);
    let line = DecisionLine {
        name: match &decision.ruling {
            Ruling::Indicator { code, .. } => name_of(code, store, lang)?,
            Ruling::Noise => None,
        },
        sentence: row.map(|open| open.row.figure.sentence.to_string()),
        decision,
    };
    Ok((line, report))
}

fn name_of(code: &str, store: &Store, lang: Lang) -> Result<Option<String>, Failure> {
    let indicators = store.indicators()?;
    let found = indicators.iter().find(|indicator| indicator.code == code);
    Ok(found.map(|indicator| lang.indicator(indicator).to_owned()))
}

/// The decisions about a figure, for `explain`.
pub fn decisions_about(figure: i64, store: &Store, lang: Lang) -> Result<Vec<DecisionLine>, Failure> {
    let decisions = store.decisions_about(figure)?;
    let lines = decisions
        .into_iter()
        .map(|decision| decision_line(decision, store, lang));
    lines.map(|line| Ok(line?.0)).collect()
}

fn reopen(
    figure: &str,
    args: &Review,
    store: &mut Store,
    judge: &Judge<'_>,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let figure = names::figure(store, figure)?.row.id;
    let Some(open) = store.place_of(figure)? else {
        return Err(Failure::new(format!("there is no figure {figure}")));
    };
    let held = judge.held(&open, store)?;
    let ruling = judge.ruling(&open, held.as_ref(), &judge::Verdict::Reopen);
    let ruling = ruling.map_err(|why| {
        Failure::new(format!("figure {figure} cannot be reopened: {why}"))
            .with_hint("`jibao review --decided` lists what was decided")
    })?;
    let decision = NewDecision {
        figure,
        ruling,
        signature: judge.signature(None, args.reason.clone()).map_err(Failure::new)?,
    };
    settle(&[decision], args, store, settings, output)
}

/// Writes decisions in one transaction and shows them.
fn settle(
    decisions: &[NewDecision],
    args: &Review,
    store: &mut Store,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    store.decide(decisions)?;
    let mut lines = Vec::new();
    for new in decisions {
        let about = decisions_about(new.figure, store, settings.lang)?;
        lines.extend(about.into_iter().next_back());
    }
    let mut answer = query::review::decided(&lines, settings.lang);
    for new in decisions {
        answer.notes.extend(rivals_of(new.figure, store, settings.lang)?);
    }
    output.answer(&answer, &args.table)?;
    Ok(Outcome::Done)
}

/// What a person should know who assigned a figure: that the ledger has another value of the same.
fn rivals_of(figure: i64, store: &Store, lang: Lang) -> Result<Option<String>, Failure> {
    let others = store.rivals(figure)?;
    let Some(first) = others.first() else { return Ok(None) };
    let own = store.place_of(figure)?;
    let current = if own.is_some_and(|own| own.row.superseded_by.is_none()) {
        figure
    } else {
        *first
    };
    Ok(Some(query::review::rivals(figure, &others, current, lang)))
}

fn print(answer: &Answer, args: &Review, output: &mut Output) -> Result<Outcome, Failure> {
    output.answer(answer, &args.table)?;
    Ok(if answer.rows.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

/// Who decides: named, or the user of this machine.
fn signature(by: Option<String>, at: String, reason: Option<String>) -> Result<Signature, String> {
    let by = by.filter(|by| !by.trim().is_empty());
    let by = by.ok_or("nobody is named who decides: say it with --by NAME or `by`")?;
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    Ok(Signature { by, at, reason })
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::ingest;
    use crate::model::Hints;
    use crate::render::RenderOptions;
    use crate::store::NewReport;

    /// A database with one report.
    pub(super) struct World {
        pub store: Store,
        _folder: TempDir,
    }

    impl World {
        pub fn with(text: &str) -> Self {
            let folder = TempDir::new().unwrap();
            let mut store = Store::open(&folder.path().join("jibao.db"), Mode::Write).unwrap();
            let catalogue = Catalogue::builtin().unwrap();
            let indicators: Vec<_> = catalogue.indicators().cloned().collect();
            store.sync_catalogue(&indicators).unwrap();
            let reading = ingest::read(text.as_bytes(), &Vocabulary::new(&catalogue), &Hints::default()).unwrap();
            store
                .record(&NewReport {
                    sha256: "ab",
                    source: "report.txt",
                    format: "text",
                    text,
                    imported_at: settings().now(),
                    divisions: &[],
                    extraction: &reading.extraction,
                })
                .unwrap();
            World { store, _folder: folder }
        }
    }

    pub(super) fn settings() -> Settings {
        Settings {
            opened: std::cell::OnceCell::new(),
            db: "jibao.db".into(),
            catalogues: Vec::new(),
            lang: Lang::Zh,
            render: RenderOptions::default(),
            interactive: false,
            watched: false,
            user: None,
        }
    }
}
