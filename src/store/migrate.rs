//! Brings the schema up to date. `migrations/` is the schema; every file there sets `user_version` to its own number.
//!
//! Migrations run grouped, so that schema and record cannot part, and with foreign keys off, because rebuilding a
//! parent table would otherwise empty its children; the keys are checked afterwards.

use std::path::Path;

use rusqlite::Connection;

use super::{Error, Result, backup, dictionary, domain_views, doubt, vintage};

refinery::embed_migrations!("migrations");

/// Marks a file as ours, in the place that SQLite's header has for it: `JIBC`.
const APPLICATION_ID: i64 = i64::from_be_bytes(*b"\0\0\0\0JIBC");

/// Table in which refinery keeps its record.
const HISTORY: &str = "refinery_schema_history";

/// The newest schema version that this program knows. To ask the migrations themselves takes longer than most questions;
/// a test does.
pub(super) const KNOWN: i64 = 15;

/// How a file stands to this program's schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// No table yet: a new file, or a first import that was broken off.
    Empty,
    /// Ours, of an older version.
    Older {
        /// Its schema version.
        found: i64,
    },
    /// Ours, and up to date.
    Current,
}

/// Looks at a file without touching it.
///
/// # Errors
/// [`Error::Foreign`] when another program made it, [`Error::Newer`] when a newer version of this one did.
pub(super) fn state(connection: &Connection, path: &Path) -> Result<State> {
    let mark: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = KNOWN;
    if (mark, found) == (0, 0) && is_empty(connection)? {
        return Ok(State::Empty);
    }
    match mark == APPLICATION_ID {
        false => Err(Error::Foreign { path: path.to_owned() }),
        true if found > known => Err(Error::Newer {
            path: path.to_owned(),
            found,
            known,
        }),
        true if found < known => Ok(State::Older { found }),
        true => Ok(State::Current),
    }
}

fn is_empty(connection: &Connection) -> Result<bool> {
    let mut statement = connection.prepare("SELECT 1 FROM sqlite_master WHERE tbl_name <> ?1")?;
    Ok(!statement.exists([HISTORY])?)
}

/// Brings the file up to date; touches nothing when it already is. A copy of an older file stays beside it.
pub(super) fn run(connection: &mut Connection, path: &Path) -> Result<()> {
    loop {
        let before = state(connection, path)?;
        match bring(connection, path, before) {
            // Another program opened the same file at the same moment and was quicker; its work is built upon.
            Err(_) if state(connection, path)? != before => {}
            done => return done,
        }
    }
}

fn bring(connection: &mut Connection, path: &Path, state: State) -> Result<()> {
    if let State::Older { found } = state {
        backup::keep(connection, path, found)?;
    }
    // A file that passed through a tool which switched it to a write-ahead log would keep `-wal` beside it.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    check_history(connection)?;
    let migrated = migrations::runner().set_grouped(true).run(connection);
    migrated.map_err(|error| explain(error, path))?;
    if state != State::Current {
        check_foreign_keys(connection)?;
    }
    // Not only after a migration: the last run may have been broken off between the two.
    let transaction = connection.transaction()?;
    if matches!(state, State::Older { .. }) {
        vintage::settle_all(&transaction)?;
        doubt::fill(&transaction)?;
    }
    domain_views::refresh(&transaction)?;
    dictionary::refresh(&transaction)?;
    transaction.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// The reason that SQLite gives speaks plainer than the wrapping of a failed migration.
fn explain(error: refinery::Error, path: &Path) -> Error {
    if let refinery::error::Kind::Connection(_, cause) = error.kind()
        && let Some(rusqlite::Error::SqliteFailure(code, message)) = cause.downcast_ref()
    {
        let plain = Error::from(rusqlite::Error::SqliteFailure(*code, message.clone())).at(path);
        if !matches!(plain, Error::Sqlite(_)) {
            return plain;
        }
    }
    Error::Migration {
        path: path.to_owned(),
        source: Box::new(error),
    }
}

/// refinery takes its own record on trust and would panic on one that was tampered with.
fn check_history(connection: &Connection) -> Result<()> {
    if !connection.table_exists(None, HISTORY)? {
        return Ok(());
    }
    let mut statement =
        connection.prepare("SELECT version, name, applied_on, checksum FROM refinery_schema_history")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let applied_on: Option<String> = row.get(2).ok();
        let checksum: Option<String> = row.get(3).ok();
        let sound = row.get::<_, i32>(0).is_ok()
            && row.get::<_, String>(1).is_ok()
            && applied_on.is_some_and(|text| chrono::DateTime::parse_from_rfc3339(&text).is_ok())
            && checksum.is_some_and(|text| text.parse::<u64>().is_ok());
        if !sound {
            return Err(Error::damaged(format!(
                "the record of schema changes in `{HISTORY}` cannot be read"
            )));
        }
    }
    Ok(())
}

fn check_foreign_keys(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        None => Ok(()),
        Some(row) => {
            let table: String = row.get(0)?;
            Err(Error::damaged(format!("a row of `{table}` points to nothing")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_migration_is_known() {
        let runner = migrations::runner();
        let versions = runner.get_migrations().iter().map(|each| i64::from(each.version()));
        assert_eq!(versions.max(), Some(KNOWN));
    }
}
