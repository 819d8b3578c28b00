//! Findings of a check that somebody looked at and accepted.

use rusqlite::{OptionalExtension, params};

use super::{Result, Store};

/// An accepted finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Code of the check.
    pub code: String,
    /// The figure that it is about.
    pub figure: i64,
    /// Why it was accepted.
    pub reason: String,
    /// By whom.
    pub by: Option<String>,
    /// When: ISO text, UTC.
    pub at: String,
}

impl Store {
    /// Everything that was accepted, the earliest first.
    pub fn accepted(&self) -> Result<Vec<Accepted>> {
        let sql = "SELECT check_code, figure_id, reason, made_by, made_at FROM check_accept ORDER BY made_at, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Accepted {
                code: row.get(0)?,
                figure: row.get(1)?,
                reason: row.get(2)?,
                by: row.get(3)?,
                at: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Accepts a finding; accepted again, the later reason holds. `false` where there is no such figure.
    pub fn accept(&mut self, accepted: &Accepted) -> Result<bool> {
        let known: Option<i64> = self
            .connection
            .query_row("SELECT id FROM figure WHERE id = ?1", [accepted.figure], |row| {
                row.get(0)
            })
            .optional()?;
        if known.is_none() {
            return Ok(false);
        }
        self.connection.execute(
            "INSERT INTO check_accept (check_code, figure_id, reason, made_by, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (check_code, figure_id) DO UPDATE
            SET reason = excluded.reason, made_by = excluded.made_by, made_at = excluded.made_at",
            params![
                accepted.code,
                accepted.figure,
                accepted.reason,
                accepted.by,
                accepted.at
            ],
        )?;
        Ok(true)
    }

    /// Takes an acceptance back; `false` where there is none.
    pub fn withdraw_acceptance(&mut self, code: &str, figure: i64) -> Result<bool> {
        let sql = "DELETE FROM check_accept WHERE check_code = ?1 AND figure_id = ?2";
        Ok(self.connection.execute(sql, params![code, figure])? > 0)
    }
}
