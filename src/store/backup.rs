//! A copy of a database beside it, before its schema changes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Error, Result};

/// Where the copy of a file of this schema version stands: `jibao.db` → `jibao.db.schema7`.
pub(super) fn place(path: &Path, version: i64) -> PathBuf {
    beside(path, &format!(".schema{version}"))
}

/// A file beside another: its name with an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(ending);
    path.with_file_name(name)
}

/// Copies the database as it is. The copy is written under another name first, so that it is there whole or not at all.
pub(super) fn keep(connection: &Connection, path: &Path, version: i64) -> Result<()> {
    let part = beside(path, &format!(".schema{version}.{}.part", std::process::id()));
    let kept = copy(connection, &part, version, &place(path, version));
    // Of a copy that could not be finished, or was too late, nothing is left.
    let _ = std::fs::remove_file(&part);
    kept
}

fn copy(connection: &Connection, part: &Path, version: i64, copy: &Path) -> Result<()> {
    let failed = |error: std::io::Error| Error::Backup {
        path: copy.to_owned(),
        why: error.to_string(),
    };
    // What a run that was killed has left under this name would be refused.
    match std::fs::remove_file(part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    connection
        .execute("VACUUM INTO ?1", [part.to_string_lossy()])
        .map_err(|error| match Error::from(error).at(copy) {
            Error::Unwritable { path, source } => Error::Backup {
                path,
                why: source.to_string(),
            },
            other => other,
        })?;
    // Another program may have changed the schema between the look at its version and the copy.
    let copied: i64 = Connection::open(part)?.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match copied == version {
        true => std::fs::rename(part, copy).map_err(failed),
        false => Ok(()),
    }
}
