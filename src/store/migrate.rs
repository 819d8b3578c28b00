//! Opening: recognise the file, refuse what is not ours, bring the schema up to date.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Error, Mode};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// `jiba` in ASCII: tells `file` and other programs whose database it is.
const APPLICATION_ID: i32 = 0x6a69_6261;

pub fn open(path: &Path, mode: Mode) -> Result<Connection, Error> {
    if mode == Mode::Read && !path.exists() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let flags = match mode {
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        Mode::Write => {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
        }
    };
    let explain = |error: rusqlite::Error| explain(path, error);
    let mut connection = Connection::open_with_flags(path, flags).map_err(explain)?;
    connection.set_prepared_statement_cache_capacity(64);
    let version = recognise(&connection, path)?;
    let known = embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|m| m.version() as u32)
        .max()
        .unwrap_or(0);
    if version > known {
        return Err(Error::Newer {
            path: path.to_owned(),
            found: version,
            known,
        });
    }
    if mode == Mode::Write && version < known {
        migrate(&mut connection, path, known)?;
    }
    Ok(connection)
}

/// The schema version of a file that is ours, 0 for a new one.
fn recognise(connection: &Connection, path: &Path) -> Result<u32, Error> {
    let pragma = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i32>(0))
            .map_err(|error| explain(path, error))
    };
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
        .map_err(|error| explain(path, error))?;
    if tables > 0 && pragma("application_id")? != APPLICATION_ID {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    Ok(pragma("user_version")?.max(0) as u32)
}

/// Foreign keys are off while migrating (a rebuilt table would empty its children) and checked afterwards.
fn migrate(connection: &mut Connection, path: &Path, known: u32) -> Result<(), Error> {
    let explain_sql = |error: rusqlite::Error| explain(path, error);
    connection
        .pragma_update(None, "journal_mode", "DELETE")
        .map_err(explain_sql)?;
    connection
        .pragma_update(None, "foreign_keys", false)
        .map_err(explain_sql)?;
    let outcome = embedded::migrations::runner().set_grouped(true).run(connection);
    if let Err(error) = outcome {
        return Err(
            match std::error::Error::source(&error).and_then(|source| source.downcast_ref::<rusqlite::Error>()) {
                Some(cause) if is_read_only(cause) => Error::ReadOnly {
                    path: path.to_owned(),
                    source: rusqlite::Error::InvalidQuery,
                },
                _ => Error::Migrate {
                    path: path.to_owned(),
                    source: Box::new(error),
                },
            },
        );
    }
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(explain_sql)?;
    connection
        .pragma_update(None, "user_version", known)
        .map_err(explain_sql)?;
    super::dictionary::fill(connection)?;
    connection
        .pragma_update(None, "foreign_keys", true)
        .map_err(explain_sql)?;
    Ok(())
}

fn is_read_only(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
    )
}

fn explain(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotADatabase { path: path.to_owned() },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Error::ReadOnly {
            path: path.to_owned(),
            source: error,
        },
        _ => Error::Sqlite(error),
    }
}
