//! Figures put right by hand. A correction changes what is current, keeps what the report says, and lapses when the source
//! says something else.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Error, Result, Store, vintage};
use crate::model::{Correction, Mending, Signature};

/// The name that a correction leaves behind those of the rules.
pub(super) const RULE: &str = "correct";

const SELECT: &str =
    "SELECT c.id, c.figure_id, c.field, c.old_text, c.new_text, c.reason, c.made_by, c.made_at, c.expired_at,
        f.unit, f.value_text, coalesce(i.name, f.subject) AS indicator, coalesce(r.title, r.source) AS report
    FROM correction c
    JOIN figure f ON f.id = c.figure_id
    JOIN report r ON r.id = f.report_id
    LEFT JOIN indicator i ON i.id = f.indicator_id";

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
        let mut keys = Vec::new();
        if let Some(held) = held(&transaction, figure)? {
            take_back(&transaction, held, &mut keys)?;
        }
        let sql = "SELECT kind, value_text FROM figure WHERE id = ?1";
        let said: Option<(String, Option<String>)> = transaction
            .query_row(sql, [figure], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((kind, value)) = said else {
            return Err(Error::Unknown {
                what: "figure",
                id: figure,
            });
        };
        let Some(value) = value.filter(|_| kind == "actual") else {
            return Ok(Corrected::NoValue);
        };
        if expect.is_some_and(|expect| !is_same(expect, &value)) {
            return Ok(Corrected::Unexpected(value));
        }
        let (field, old, new) = match mending {
            Mending::Value(new) => ("value", value, new.to_string()),
            Mending::Confirm => ("value", value.clone(), value),
            Mending::Drop => ("kind", kind, "other".to_owned()),
        };
        transaction.execute(
            "INSERT INTO correction (figure_id, field, old_text, new_text, reason, made_by, made_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                figure,
                field,
                old,
                new,
                signature.reason.as_deref().unwrap_or_default(),
                signature.by,
                signature.at
            ],
        )?;
        let id = transaction.last_insert_rowid();
        apply(&transaction, id, &mut keys)?;
        vintage::settle(&transaction, &keys)?;
        transaction.commit()?;
        Ok(Corrected::Made(id))
    }

    /// Takes a correction back: what the report says holds again. `false` where there is none.
    pub fn uncorrect(&mut self, id: i64) -> Result<bool> {
        let transaction = self.connection.transaction()?;
        let mut keys = Vec::new();
        let taken = take_back(&transaction, id, &mut keys)?;
        vintage::settle(&transaction, &keys)?;
        transaction.commit()?;
        Ok(taken)
    }

    /// All corrections, or those of one figure, in the order in which they were made.
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
}

/// After a report was read again: what still says the same is put right again, what does not lets its correction lapse.
pub(super) fn reapply(connection: &Connection, report: i64, now: &str, keys: &mut Vec<vintage::Key>) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.old_text = CASE c.field WHEN 'kind' THEN f.kind ELSE coalesce(f.value_text, '') END
        FROM correction c JOIN figure f ON f.id = c.figure_id
        WHERE f.report_id = ?1 AND c.expired_at IS NULL",
    )?;
    let rows = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let held: Vec<(i64, bool)> = rows.collect::<std::result::Result<_, _>>()?;
    for (id, same) in held {
        match same {
            true => apply(connection, id, keys)?,
            false => connection
                .execute("UPDATE correction SET expired_at = ?2 WHERE id = ?1", params![id, now])
                .map(drop)?,
        }
    }
    Ok(())
}

/// 41.0 is 41.
fn is_same(one: &str, other: &str) -> bool {
    let value = |text: &str| text.trim().parse::<crate::model::Value>().ok();
    one == other || value(one).is_some() && value(one) == value(other)
}

fn held(connection: &Connection, figure: i64) -> Result<Option<i64>> {
    let sql = "SELECT id FROM correction WHERE figure_id = ?1 AND expired_at IS NULL";
    Ok(connection.query_row(sql, [figure], |row| row.get(0)).optional()?)
}

/// Makes the row of the ledger what the correction says.
fn apply(connection: &Connection, id: i64, keys: &mut Vec<vintage::Key>) -> Result<()> {
    let (figure, field, new) = written(connection, id, "new_text")?;
    write(connection, figure, &field, &new, keys)?;
    connection.execute(
        "UPDATE figure SET rule = rule || ' > ' || ?2 WHERE id = ?1",
        params![figure, RULE],
    )?;
    Ok(())
}

/// Makes it what the report says, and forgets the correction.
fn take_back(connection: &Connection, id: i64, keys: &mut Vec<vintage::Key>) -> Result<bool> {
    let sql = "SELECT expired_at IS NULL FROM correction WHERE id = ?1";
    let Some(holds): Option<bool> = connection.query_row(sql, [id], |row| row.get(0)).optional()? else {
        return Ok(false);
    };
    if holds {
        let (figure, field, old) = written(connection, id, "old_text")?;
        write(connection, figure, &field, &old, keys)?;
        connection.execute(
            "UPDATE figure SET rule = substr(rule, 1, length(rule) - length(?2) - 3)
            WHERE id = ?1 AND rule LIKE '% > ' || ?2",
            params![figure, RULE],
        )?;
    }
    connection.execute("DELETE FROM correction WHERE id = ?1", [id])?;
    Ok(true)
}

fn written(connection: &Connection, id: i64, column: &str) -> Result<(i64, String, String)> {
    let sql = format!("SELECT figure_id, field, {column} FROM correction WHERE id = ?1");
    Ok(connection.query_row(&sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
}

fn write(connection: &Connection, figure: i64, field: &str, text: &str, keys: &mut Vec<vintage::Key>) -> Result<()> {
    keys.extend(vintage::key_of(connection, figure)?);
    if field == "kind" {
        connection.execute(
            "UPDATE figure SET kind = ?2, superseded_by = NULL WHERE id = ?1",
            params![figure, text],
        )?;
    } else {
        let value: crate::model::Value = text.parse().map_err(|_| Error::damaged("the value of a correction"))?;
        connection.execute(
            "UPDATE figure SET value = CAST(?2 AS NUMERIC), value_text = ?3 WHERE id = ?1",
            params![figure, value.as_decimal().to_string(), text],
        )?;
    }
    keys.extend(vintage::key_of(connection, figure)?);
    Ok(())
}

fn correction(row: &Row<'_>) -> Result<Correction> {
    let (field, was, new): (String, String, String) = (row.get("field")?, row.get("old_text")?, row.get("new_text")?);
    let mending = match field.as_str() {
        "kind" => Mending::Drop,
        _ if was == new => Mending::Confirm,
        _ => Mending::Value(new.parse().map_err(|_| Error::damaged("the value of a correction"))?),
    };
    Ok(Correction {
        id: row.get("id")?,
        figure: row.get("figure_id")?,
        mending,
        was: match mending {
            Mending::Drop => row.get::<_, Option<String>>("value_text")?.unwrap_or_default(),
            _ => was,
        },
        unit: row.get("unit")?,
        indicator: row.get("indicator")?,
        report: row.get("report")?,
        signature: Signature {
            by: row.get::<_, Option<String>>("made_by")?.unwrap_or_default(),
            at: row.get("made_at")?,
            reason: row.get("reason")?,
        },
        stale_since: row.get("expired_at")?,
    })
}
