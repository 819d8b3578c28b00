//! `extract`: print the ledger of a text without a database.

use std::path::Path;

use super::Outcome;
use super::args::Extract;
use super::failure::Failure;
use super::figures::ledger;
use super::import::{hints, read};
use super::output::Output;
use super::own;
use super::settings::Settings;
use crate::answer::{Answer, Cell, Column};
use crate::ingest::document;
use crate::ingest::extract::extract;
use crate::ingest::source::Source;
use crate::language::vocabulary::Vocabulary;

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
