//! Columns → the words of the domain. A value that this program does not write is an error, never a guess.

use std::str::FromStr;

use chrono::NaiveDate;
use rusqlite::Row;

use super::{Error, Result};
use crate::model::{Comparison, Period};

fn damaged(column: &str, text: &str) -> Error {
    Error::damaged(format!("`{text}` cannot stand in column `{column}`"))
}

/// A column of text that may be empty, by the inverse of what wrote it.
pub(super) fn parsed<T: FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    let Some(text) = row.get::<_, Option<String>>(column)? else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| damaged(column, &text))
}

/// A column of fixed words that may be empty.
pub(super) fn maybe_coded<T>(row: &Row<'_>, column: &str, from: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
    let Some(code) = row.get::<_, Option<String>>(column)? else {
        return Ok(None);
    };
    from(&code).map(Some).ok_or_else(|| damaged(column, &code))
}

/// A column of fixed words.
pub(super) fn coded<T>(row: &Row<'_>, column: &str, from: impl Fn(&str) -> Option<T>) -> Result<T> {
    maybe_coded(row, column, from)?.ok_or_else(|| damaged(column, "NULL"))
}

/// The columns `period_start` and `period_end`.
pub(super) fn period(row: &Row<'_>) -> Result<Option<Period>> {
    let start: Option<NaiveDate> = parsed(row, "period_start")?;
    let end: Option<NaiveDate> = parsed(row, "period_end")?;
    match start.zip(end) {
        None => Ok(None),
        Some((start, end)) => Period::new(start, end)
            .map(Some)
            .ok_or_else(|| damaged("period_end", &end.to_string())),
    }
}

/// The column `compared_to`: the inverse of [`Comparison`]'s `Display`.
pub(super) fn comparison(row: &Row<'_>) -> Result<Option<Comparison>> {
    parsed(row, "compared_to")
}
