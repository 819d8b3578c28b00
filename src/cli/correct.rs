//! `correct`: puts a figure right by hand.

use super::args::{Correct, CorrectAction};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names};
use crate::model::{Mending, Signature, Value};
use crate::query::{self, Question};
use crate::store::{Corrected, Mode, Store};

pub fn run(args: &Correct, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    if let Some(id) = args.undo {
        return undo(id, args, settings, output);
    }
    match (&args.figure, args.action) {
        (Some(figure), Some(action)) => correct(figure, action, args, settings, output),
        _ if args.list => list(args, settings, output),
        _ => Err(Failure::new("nothing is to be corrected").with_hint(
            "write `jibao correct FIGURE override VALUE --reason TEXT`, or drop or confirm; --list shows what was",
        )),
    }
}

fn list(args: &Correct, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let corrections = settings.store()?.corrections(None)?;
    let question = Question {
        lang: settings.lang,
        ..Question::default()
    };
    output.answer(&query::corrections(&corrections, &question), &args.table)?;
    Ok(Outcome::Done)
}

fn undo(id: i64, args: &Correct, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut store = Store::open(&settings.db, Mode::Write)?;
    let signature = Signature {
        by: args.by.clone().or_else(|| settings.user.clone()).unwrap_or_default(),
        at: settings.stamp(),
        reason: args.reason.clone(),
    };
    if !store.uncorrect(id, &signature)? {
        return Err(Failure::new(format!("there is no correction {id} that holds"))
            .with_hint("`jibao correct --list` shows them"));
    }
    store.finish()?;
    output.say(&format!("{} {id}", settings.pick("已撤销订正", "correction undone:")));
    Ok(Outcome::Done)
}

fn correct(
    figure: &str,
    action: CorrectAction,
    args: &Correct,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let reason = args.reason.clone().ok_or_else(|| {
        Failure::new("a correction needs a reason")
            .with_hint("say why with --reason TEXT: whoever reads the figure will see it")
    })?;
    drop(Store::open(&settings.db, Mode::Look)?);
    let mut store = Store::open(&settings.db, Mode::Write)?;
    let detail = names::figure(&store, figure)?;
    let mending = mending(action, args, &detail.row.figure.unit)?;
    let signature = Signature {
        by: args.by.clone().or_else(|| settings.user.clone()).unwrap_or_default(),
        at: settings.stamp(),
        reason: Some(reason),
    };
    match store.correct(detail.row.id, mending, args.expect.as_deref(), &signature)? {
        Corrected::Made(id) => {
            store.finish()?;
            output.say(&format!("{} {id}", settings.pick("已订正", "corrected:")));
            Ok(Outcome::Done)
        }
        Corrected::Unexpected(value) => Err(Failure::new(format!(
            "figure {} says {value}, not {}",
            detail.row.id,
            args.expect.as_deref().unwrap_or_default()
        ))
        .with_hint(format!("look at it with `jibao explain {}`", detail.row.id))),
        Corrected::NoValue => Err(
            Failure::new(format!("figure {} is no value of an indicator", detail.row.id))
                .with_hint("what the rules left open is decided with `jibao review`"),
        ),
    }
}

fn mending(action: CorrectAction, args: &Correct, unit: &str) -> Result<Mending, Failure> {
    match (action, &args.value) {
        (CorrectAction::Override, Some(text)) => {
            let fits = |value: &Value| matches!(value, Value::Class(_)) == (unit == "class");
            let value = text.parse().ok().filter(fits).map(Mending::Value);
            value.ok_or_else(|| {
                Failure::new(format!("`{text}` is not a value in this unit")).with_hint(format!(
                    "write a plain number in {unit}, or a class as I, II, III, IV, V, V-"
                ))
            })
        }
        (CorrectAction::Override, None) => {
            Err(Failure::new("the right value is missing").with_hint(format!("write it behind `override`, in {unit}")))
        }
        (CorrectAction::Drop, None) => Ok(Mending::Drop),
        (CorrectAction::Confirm, None) => Ok(Mending::Confirm),
        (_, Some(text)) => {
            Err(Failure::new(format!("`{text}` is one word too many")).with_hint("only override takes a value"))
        }
    }
}
