//! Whether a database is whole: nothing is changed, nothing brought up to date.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Mode, Result, Store, backup, migrate};

/// How a database file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Schema version of the file.
    pub schema: i64,
    /// Newest schema version of this program.
    pub known: i64,
    /// What SQLite's own check of the file finds, the first lines of it; empty where all is well.
    pub damage: Vec<String>,
    /// Tables with rows that point to nothing.
    pub orphans: Vec<String>,
    /// Views that do not answer, each with the reason.
    pub views: Vec<(String, String)>,
    /// How many views there are.
    pub view_count: usize,
    /// Reports.
    pub reports: i64,
    /// Figures of all reports.
    pub figures: i64,
    /// A journal that stands beside the file: a change that is going on, or was broken off.
    pub journal: Option<PathBuf>,
}

/// Lines of damage that are told.
const LINES: usize = 5;

/// The SQLite that is compiled in.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// Looks a database over. What a killed program left unfinished is taken back first, as by anyone who opens the file.
///
/// # Errors
/// Why it cannot be opened at all.
pub fn health(path: &Path) -> Result<Health> {
    let store = Store::open(path, Mode::Look)?;
    let connection = &store.connection;
    let views = names(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name",
    )?;
    Ok(Health {
        schema: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        known: migrate::KNOWN,
        damage: damage(connection),
        orphans: names(connection, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")?,
        view_count: views.len(),
        views: views.into_iter().filter_map(|view| silent(connection, view)).collect(),
        reports: connection.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?,
        figures: connection.query_row("SELECT count(*) FROM figure", [], |row| row.get(0))?,
        journal: journal(path),
    })
}

/// A file so damaged that the check itself fails says why.
fn damage(connection: &Connection) -> Vec<String> {
    let found = names(connection, &format!("PRAGMA integrity_check({LINES})"));
    let mut lines = found.unwrap_or_else(|error| vec![error.to_string()]);
    lines.retain(|line| line != "ok");
    lines
}

/// A view with the reason why it does not answer.
fn silent(connection: &Connection, view: String) -> Option<(String, String)> {
    let sql = format!("SELECT * FROM \"{}\" LIMIT 1", view.replace('"', "\"\""));
    let asked = connection.prepare(&sql).and_then(|mut statement| statement.exists([]));
    asked.err().map(|error| (view, error.to_string()))
}

fn journal(path: &Path) -> Option<PathBuf> {
    let files = ["-journal", "-wal"].map(|ending| backup::beside(path, ending));
    files.into_iter().find(|file| file.exists())
}

fn names(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
