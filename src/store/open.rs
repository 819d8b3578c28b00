//! Opens a database file, or says plainly why it cannot.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::migrate::{self, State};
use super::{Error, Result, Store};

/// What a database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only to be asked; the file must exist.
    Read,
    /// Only to be looked at: an older file stays as it is. Good for what every version has, and for the user's own catalogue.
    Look,
    /// To be changed; a missing file is created.
    Write,
}

/// How many prepared statements stay ready; more than there are different ones here.
const STATEMENTS: usize = 64;

impl Store {
    /// Opens a database. An older one is brought up to date first; a newer one is refused.
    ///
    /// # Errors
    /// See [`Error`]: each reason why a file cannot be used has a variant of its own.
    pub fn open(path: &Path, mode: Mode) -> Result<Store> {
        let store = match mode {
            Mode::Write => open_for_writing(path),
            Mode::Read | Mode::Look => open_for_reading(path, mode),
        }?;
        store.connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(store)
    }
}

fn open_for_writing(path: &Path) -> Result<Store> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(|error| Error::from(error).at(path))?;
    migrate::run(&mut connection, path).map_err(|error| error.at(path))?;
    Ok(Store {
        connection,
        path: path.to_owned(),
    })
}

fn open_for_reading(path: &Path, mode: Mode) -> Result<Store> {
    if !path.exists() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let connection = read_only(path)?;
    let connection = match migrate::state(&connection, path).map_err(|error| unreadable(error, path))? {
        State::Empty => return Err(Error::Empty { path: path.to_owned() }),
        State::Current => connection,
        State::Older if mode == Mode::Look => connection,
        State::Older => {
            drop(connection);
            open_for_writing(path)?.finish()?;
            read_only(path)?
        }
    };
    Ok(Store {
        connection,
        path: path.to_owned(),
    })
}

/// A connection that cannot write, whatever is asked of it.
pub(super) fn read_only(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| unreadable(error.into(), path))
}

fn unreadable(error: Error, path: &Path) -> Error {
    match error.at(path) {
        Error::Unwritable { path, source } => Error::Unreadable { path, source },
        other => other,
    }
}
