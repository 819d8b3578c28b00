//! `sql`: a user's own question.

use super::Outcome;
use super::args::Sql;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::store::SqlValue;

pub fn run(args: &Sql, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let store = settings.store()?;
    let found = store.query_readonly(&args.statement)?;
    let columns = found.columns.iter().map(|name| Column::new(name.clone(), name.clone()));
    let mut answer = Answer::new("", columns.collect());
    for row in &found.rows {
        answer.push(row.iter().map(cell).collect(), Tone::Plain);
    }
    output.answer(&answer, &args.table)?;
    Ok(if found.rows.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

fn cell(value: &SqlValue) -> Cell {
    match value {
        SqlValue::Null => Cell::missing("NULL"),
        SqlValue::Integer(number) => Cell::number(number),
        SqlValue::Real(number) => Cell::number(number),
        SqlValue::Text(text) => Cell::text(text),
        SqlValue::Blob(bytes) => Cell::text(format!("({} bytes)", bytes.len())),
    }
}
