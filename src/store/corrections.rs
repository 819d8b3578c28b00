//! Figures put right by hand. The row of the ledger keeps what the report says; a correction, kept by the report's bytes and
//! the place in its text like a review decision, changes what is current, and lapses when the place says something else.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Error, Result, Store, rows, vintage};
use crate::model::{Correction, Hold, Mending, Signature, Value};

/// CROSS JOIN keeps SQLite from beginning with the reports: it takes an empty table for one of which nothing is known, and
/// would read every report to find that there is no correction.
const SELECT: &str =
    "SELECT c.id, c.figure_id, c.action, c.reported_text, c.value_text, c.unit, c.indicator AS code, c.reason,
        c.made_by, c.made_at, c.withdrawn_by, c.withdrawn_at, c.expired_at, r.id AS report_id,
        coalesce(i.name, c.indicator) AS indicator, coalesce(r.title, r.source) AS report,
        later.value_text AS later_value, coalesce(later_report.title, later_report.source) AS later_report
    FROM correction c
    CROSS JOIN report r ON r.sha256 = c.sha256
    LEFT JOIN indicator i ON i.code = c.indicator
    LEFT JOIN figure f ON f.id = c.figure_id
    LEFT JOIN figure later ON later.id = f.superseded_by AND later.report_id <> f.report_id
    LEFT JOIN report later_report ON later_report.id = later.report_id";

/// What became of a correction that was to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// It was made, with this number.
    Made(i64),
    /// The figure does not say what it was expected to, but this.
    Unexpected(String),
    /// The figure is no value of an indicator.
    NoValue,
}

impl Store {
    /// Puts a figure right; one that was put right before is put right anew.
    ///
    /// With `expect`, only if that is the value that the report states.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such figure.
    pub fn correct(
        &mut self,
        figure: i64,
        mending: Mending,
        expect: Option<&str>,
        signature: &Signature,
    ) -> Result<Corrected> {
        let transaction = self.connection.transaction()?;
        let sql = "SELECT kind, value_text FROM figure WHERE id = ?1";
        let said: Option<(String, Option<String>)> = transaction
            .query_row(sql, [figure], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (kind, value) = said.ok_or(Error::Unknown {
            what: "figure",
            id: figure,
        })?;
        let Some(value) = value.filter(|_| kind == "actual") else {
            return Ok(Corrected::NoValue);
        };
        if expect.is_some_and(|expect| !is_same(expect, &value)) {
            return Ok(Corrected::Unexpected(value));
        }
        withdraw(&transaction, "figure_id", figure, signature)?;
        let id = insert(&transaction, figure, mending, signature)?;
        vintage::settle(&transaction, &vintage::key_of(&transaction, figure)?)?;
        transaction.commit()?;
        Ok(Corrected::Made(id))
    }

    /// Takes a correction back: what the report says holds again. `false` where there is none that holds.
    pub fn uncorrect(&mut self, id: i64, signature: &Signature) -> Result<bool> {
        let transaction = self.connection.transaction()?;
        let taken = withdraw(&transaction, "id", id, signature)?;
        let sql = "SELECT figure_id FROM correction WHERE id = ?1";
        let figure: Option<i64> = transaction.query_row(sql, [id], |row| row.get(0)).optional()?.flatten();
        if let Some(figure) = figure {
            vintage::settle(&transaction, &vintage::key_of(&transaction, figure)?)?;
        }
        transaction.commit()?;
        Ok(taken)
    }

    /// All corrections, those taken back among them, or those of one figure, in the order in which they were made.
    pub fn corrections(&self, figure: Option<i64>) -> Result<Vec<Correction>> {
        let sql = format!("{SELECT} WHERE ?1 IS NULL OR c.figure_id = ?1 ORDER BY c.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([figure])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            corrections.push(correction(row)?);
        }
        Ok(corrections)
    }

    /// What holds of corrections, by figure: now, or as it was on a day.
    pub(super) fn mendings(&self, as_of: Option<NaiveDate>) -> Result<HashMap<i64, Mending>> {
        let held = self.corrections(None)?.into_iter().filter(|each| each.held(as_of));
        Ok(held.filter_map(|each| Some((each.figure?, each.mending))).collect())
    }
}

/// After a report was read: a correction goes on holding for the number at its place if that says what it said then.
pub(super) fn reapply(connection: &Connection, sha256: &str, now: &str) -> Result<()> {
    let mut held = connection.prepare_cached(
        "SELECT id, char_start, char_end, as_written, figure_id, reported_text, indicator, unit FROM correction
        WHERE sha256 = ?1 AND withdrawn_at IS NULL AND expired_at IS NULL",
    )?;
    // Several figures may share a place (one share of many towns): the row that it was, else the one that says the same.
    let mut find = connection.prepare_cached(
        "SELECT f.id, f.kind = 'actual' AND f.value_text IS ?6 AND i.code IS ?7 AND f.unit = ?8 AS same
        FROM figure f
        JOIN report r ON r.id = f.report_id
        LEFT JOIN indicator i ON i.id = f.indicator_id
        WHERE r.sha256 = ?1 AND f.char_start = ?2 AND f.char_end = ?3 AND f.as_written = ?4
        ORDER BY f.id IS NOT ?5, NOT same, f.seq",
    )?;
    let mut rows = held.query([sha256])?;
    while let Some(row) = rows.next()? {
        let cell = |index: usize| row.get::<_, rusqlite::types::Value>(index);
        let found: Option<(i64, bool)> = find
            .query_row(
                params![
                    sha256,
                    cell(1)?,
                    cell(2)?,
                    cell(3)?,
                    cell(4)?,
                    cell(5)?,
                    cell(6)?,
                    cell(7)?
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let same = found.is_some_and(|(_, same)| same);
        connection
            .prepare_cached("UPDATE correction SET figure_id = ?2, expired_at = iif(?3, NULL, ?4) WHERE id = ?1")?
            .execute(params![cell(0)?, found.map(|(figure, _)| figure), same, now])?;
    }
    Ok(())
}

/// 41.0 is 41.
fn is_same(one: &str, other: &str) -> bool {
    let value = |text: &str| text.trim().parse::<Value>().ok();
    one == other || value(one).is_some() && value(one) == value(other)
}

fn insert(connection: &Connection, figure: i64, mending: Mending, signature: &Signature) -> Result<i64> {
    let (action, value) = match mending {
        Mending::Value(value) => ("value", Some(value)),
        Mending::Drop => ("drop", None),
        Mending::Confirm => ("confirm", None),
    };
    connection
        .prepare_cached(
            "INSERT INTO correction (sha256, char_start, char_end, as_written, indicator, action, reported_text, value,
                value_text, unit, reason, made_by, made_at, figure_id, doubt)
            SELECT r.sha256, f.char_start, f.char_end, f.as_written, i.code, ?2, f.value_text, CAST(?3 AS NUMERIC), ?4, f.unit,
                ?5, ?6, ?7, f.id, rounding_doubt(?4, '', f.unit)
            FROM figure f
            JOIN report r ON r.id = f.report_id
            LEFT JOIN indicator i ON i.id = f.indicator_id
            WHERE f.id = ?1",
        )?
        .execute(params![
            figure,
            action,
            value.map(|value| value.as_decimal().to_string()),
            value.map(|value| value.to_string()),
            signature.reason.as_deref().unwrap_or_default(),
            signature.by,
            signature.at
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Takes back what holds of a figure, or of a correction; a lapsed one too, so that it is no longer listed as such.
fn withdraw(connection: &Connection, column: &str, id: i64, signature: &Signature) -> Result<bool> {
    let sql = format!(
        "UPDATE correction SET withdrawn_by = ?2, withdrawn_at = ?3 WHERE {column} = ?1 AND withdrawn_at IS NULL"
    );
    Ok(connection.execute(&sql, params![id, signature.by, signature.at])? > 0)
}

fn correction(row: &Row<'_>) -> Result<Correction> {
    let mending = match row.get_ref("action")?.as_str().unwrap_or_default() {
        "drop" => Mending::Drop,
        "confirm" => Mending::Confirm,
        _ => rows::parsed(row, "value_text")?
            .map(Mending::Value)
            .ok_or_else(|| Error::damaged("a correction has no value"))?,
    };
    let by = |column: &str| Ok::<_, Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
    let (withdrawn, expired): (Option<String>, Option<String>) = (row.get("withdrawn_at")?, row.get("expired_at")?);
    let later: Option<String> = row.get("later_report")?;
    let hold = match (withdrawn, expired, later) {
        (Some(at), ..) => Hold::Withdrawn(Signature {
            by: by("withdrawn_by")?,
            at,
            reason: None,
        }),
        (None, Some(since), _) => Hold::Lapsed(since),
        (None, None, Some(report)) => Hold::Overtaken {
            report,
            value: by("later_value")?,
        },
        (None, None, None) => Hold::InForce,
    };
    Ok(Correction {
        id: row.get("id")?,
        figure: row.get("figure_id")?,
        report_id: row.get("report_id")?,
        mending,
        was: row.get("reported_text")?,
        unit: row.get("unit")?,
        code: row.get("code")?,
        indicator: row.get("indicator")?,
        report: row.get("report")?,
        signature: Signature {
            by: by("made_by")?,
            at: row.get("made_at")?,
            reason: row.get("reason")?,
        },
        hold,
    })
}
