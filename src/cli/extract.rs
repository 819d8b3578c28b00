//! `extract`: print the ledger of a text without a database.

use std::path::Path;

use super::Outcome;
use super::args::Extract;
use super::failure::Failure;
use super::figures::{ledger, ledger_part, parts};
use super::import::{hints, read};
use super::output::Output;
use super::own;
use super::settings::Settings;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::catalogue::Catalogue;
use crate::ingest::document;
use crate::ingest::extract::extract;
use crate::ingest::source::Source;
use crate::language::quantity::quantities;
use crate::language::vocabulary::Vocabulary;
use crate::model::Extraction;

pub fn run(args: &Extract, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let catalogue = own::without_database(settings)?;
    let vocabulary = Vocabulary::new(&catalogue);
    let hints = hints(&args.hints)?;
    let source = match args.path.as_path() {
        path if path == Path::new("-") => Source::stream(std::io::stdin()),
        path => Source::file(path),
    };
    let source = source.map_err(|error| Failure::chain(&error))?;
    let reading = read(&source, &vocabulary, &hints)?;
    if args.quantities {
        let answer = quantities_of(&reading.document.text, args.lines, &source.label, &vocabulary, settings);
        output.answer(&answer, &args.table)?;
        return Ok(if answer.rows.is_empty() {
            Outcome::Incomplete
        } else {
            Outcome::Done
        });
    }
    if !args.lines && args.table.is_lines() {
        return pieces(&reading.extraction, &source.label, &catalogue, settings, args, output);
    }
    if !args.lines {
        let answer = ledger(&reading.extraction, &source.label, &catalogue, settings.lang);
        output.answer(&answer, &args.table)?;
        return Ok(if answer.rows.is_empty() {
            Outcome::Incomplete
        } else {
            Outcome::Done
        });
    }
    let mut all = Answer::default();
    for (index, line) in reading.document.text.lines().enumerate() {
        let document = document::from_text(line.to_owned());
        let answer = ledger(
            &extract(&document, &vocabulary, &hints),
            &source.label,
            &catalogue,
            settings.lang,
        );
        if all.columns.is_empty() {
            all.title = answer.title;
            all.columns = std::iter::once(Column::new("line", settings.pick("行", "line")))
                .chain(answer.columns)
                .collect();
        }
        for mut row in answer.rows {
            row.cells.insert(0, Cell::number(index + 1));
            all.rows.push(row);
        }
    }
    output.answer(&all, &args.table)?;
    Ok(if all.rows.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

/// JSON lines, piece by piece.
fn pieces(
    extraction: &Extraction,
    label: &str,
    catalogue: &Catalogue,
    settings: &Settings,
    args: &Extract,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    for part in parts(extraction) {
        let answer = ledger_part(extraction, part, label, catalogue, settings.lang);
        output.answer(&answer, &args.table)?;
    }
    Ok(match extraction.figures.is_empty() {
        true => Outcome::Incomplete,
        false => Outcome::Done,
    })
}

/// Every quantity of a text, with its place in characters: of the text, or of its line where each line is one.
fn quantities_of(text: &str, by_line: bool, label: &str, vocabulary: &Vocabulary<'_>, settings: &Settings) -> Answer {
    let columns = [
        ("line", "行", "line"),
        ("start", "起", "start"),
        ("end", "止", "end"),
        ("surface", "原文", "as written"),
        ("value", "值", "value"),
        ("unit", "单位", "unit"),
        ("sort", "类型", "sort"),
    ];
    let columns =
        columns.map(|(key, zh, en)| Column::new(key, settings.pick(zh, en)).shown_if(key != "line" || by_line));
    let mut answer = Answer::new(label, columns.into());
    let texts: Vec<&str> = if by_line { text.lines().collect() } else { vec![text] };
    for (index, text) in texts.into_iter().enumerate() {
        for found in quantities(text, vocabulary) {
            let cells = vec![
                Cell::number(index + 1),
                Cell::number(found.chars.start),
                Cell::number(found.chars.end),
                Cell::text(found.surface),
                Cell::number(found.value),
                found.unit.map_or_else(|| Cell::text(""), Cell::text),
                Cell::text(found.sort.code()),
            ];
            answer.push(cells, Tone::Plain);
        }
    }
    answer
}
