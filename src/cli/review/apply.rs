//! Decisions from a file of JSON lines: all are looked at first, then all are written, or none.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

use super::judge::{Judge, Verdict};
use crate::cli::Outcome;
use crate::cli::args::Review;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::settings::Settings;
use crate::model::TextPlace;
use crate::query::review::OPEN_KEYS;
use crate::store::{NewDecision, OpenFigure, Store};

/// What a line may say beside the keys that `review --list` prints.
const KEYS: [&str; 5] = ["decision", "indicator", "by", "reason", "missing"];

pub fn run(
    path: &Path,
    args: &Review,
    store: &mut Store,
    judge: &Judge<'_>,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let text = read(path)?;
    let mut decisions = Vec::new();
    let mut refused = Vec::new();
    let mut seen: HashMap<i64, usize> = HashMap::new();
    let mut skipped = 0;
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let read = decision(line, store, judge).and_then(|read| {
            let before = read.as_ref().and_then(|new| seen.insert(new.figure, number));
            match before {
                Some(before) => Err(format!("decides the same figure as line {before}")),
                None => Ok(read),
            }
        });
        match read {
            Ok(Some(decision)) => decisions.push(decision),
            Ok(None) => skipped += 1,
            Err(why) => refused.push(format!("  {}:{number}: {why}", path.display())),
        }
    }
    if !refused.is_empty() {
        return Err(Failure::new(format!(
            "{} line(s) cannot be applied:\n{}",
            refused.len(),
            refused.join("\n")
        ))
        .with_hint("nothing was written; mend these lines and apply the file again"));
    }
    if decisions.is_empty() && skipped == 0 {
        return Err(Failure::new(format!("there is no decision in `{}`", path.display()))
            .with_hint("write one JSON object a line: {\"figure\": 12, \"decision\": \"noise\", \"reason\": \"…\"}"));
    }
    if skipped > 0 {
        output.say(&format!(
            "{skipped} {}",
            settings.pick("行跳过，仍待判定", "line(s) skipped, still open")
        ));
    }
    super::settle(&decisions, args, store, settings, output)
}

fn read(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| Failure::new(format!("cannot read `{}`: {error}", path.display())))?;
    // Windows editors begin a file with a byte-order mark.
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// One line; `None` skips its figure.
fn decision(line: &str, store: &Store, judge: &Judge<'_>) -> Result<Option<NewDecision>, String> {
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("is not a JSON object: {error}"))?;
    if let Some(key) = object
        .keys()
        .find(|key| !KEYS.contains(&key.as_str()) && !OPEN_KEYS.contains(&key.as_str()))
    {
        return Err(format!("`{key}` is not a key of a decision"));
    }
    let open = figure(&object, store)?;
    let verdict = match text(&object, "decision")?.as_deref() {
        Some("indicator") => Verdict::Indicator(text(&object, "indicator")?.ok_or("names no `indicator`")?),
        Some("noise") => Verdict::Noise,
        Some("skip") => Verdict::Skip,
        Some("reopen") => Verdict::Reopen,
        Some(other) => {
            return Err(format!(
                "`{other}` is not a decision: expected indicator, noise, skip or reopen"
            ));
        }
        None => return Err("has no `decision`: expected indicator, noise, skip or reopen".to_owned()),
    };
    if verdict == Verdict::Skip {
        return Ok(None);
    }
    let signature = judge.signature(text(&object, "by")?, text(&object, "reason")?)?;
    let held = judge.held(&open, store).map_err(|failure| failure.message)?;
    let ruling = judge.ruling(&open, held.as_ref(), &verdict);
    let ruling = ruling.map_err(|why| format!("figure {} (`{}`): {why}", open.row.id, open.place.as_written))?;
    Ok(Some(NewDecision {
        figure: open.row.id,
        ruling,
        signature,
    }))
}

/// The figure by its number or by its place; what else the line says of it must be so.
fn figure(object: &Map<String, Value>, store: &Store) -> Result<OpenFigure, String> {
    let failed = |error: crate::store::Error| Failure::from(error).message;
    let id = match object.get("figure") {
        None | Some(Value::Null) => None,
        Some(value) => Some(value.as_i64().ok_or("`figure` is not a whole number")?),
    };
    let found = match (id, place(object)?) {
        (Some(id), _) => store
            .place_of(id)
            .map_err(failed)?
            .ok_or(format!("there is no figure {id}"))?,
        (None, Some(place)) => store
            .figure_at(&place)
            .map_err(failed)?
            .ok_or("no report of the database has that figure at that place")?,
        (None, None) => {
            return Err(
                "names no figure: expected `figure`, or `sha256`, `char_start`, `char_end` and `as_written`".to_owned(),
            );
        }
    };
    let said = text(object, "as_written")?;
    if said.as_ref().is_some_and(|said| *said != found.place.as_written) {
        return Err(format!(
            "figure {} is `{}`, not `{}`",
            found.row.id,
            found.place.as_written,
            said.unwrap_or_default()
        ));
    }
    let said = text(object, "sha256")?;
    if said.is_some_and(|said| said != found.place.sha256) {
        return Err(format!("figure {} stands in another report", found.row.id));
    }
    Ok(found)
}

fn place(object: &Map<String, Value>) -> Result<Option<TextPlace>, String> {
    let number = |key: &str| object.get(key).and_then(Value::as_u64);
    let parts = (
        text(object, "sha256")?,
        number("char_start"),
        number("char_end"),
        text(object, "as_written")?,
    );
    let (Some(sha256), Some(start), Some(end), Some(as_written)) = parts else {
        return Ok(None);
    };
    Ok(Some(TextPlace {
        sha256,
        char_start: start as usize,
        char_end: end as usize,
        as_written,
    }))
}

fn text(object: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{key}` is not a text")),
    }
}
