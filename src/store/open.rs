//! Opens a database file, or says plainly why it cannot.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::migrate::{self, State};
use super::{Error, Result, Store, doubt};

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

/// How long another program that writes is waited for: a bulk import writes for some moments and then lets others.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a file that another program holds is looked at: often enough to meet the turn that an import gives.
const LOOK: Duration = Duration::from_millis(1);

/// Room for a batch: what a report can be taken back by stays in memory, and so do the pages that are written (64 MB at
/// most), so that nobody who reads is locked out before the end.
const ROOM: &str = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;";

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
        // Or SQLite would plan a statement again whenever another value is bound to `?1 IS NULL`.
        store
            .connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(store)
    }
}

fn open_for_writing(path: &Path) -> Result<Store> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(|error| Error::from(error).at(path))?;
    wait_for_others(&mut connection)?;
    // A transaction that reads first and writes later is refused at once when another program has written in between.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    doubt::register(&connection)?;
    migrate::run(&mut connection, path).map_err(|error| error.at(path))?;
    connection.execute_batch(ROOM)?;
    Ok(Store {
        connection,
        path: path.to_owned(),
    })
}

/// Waits for other programs, evenly: SQLite's own waiting looks ever more seldom and would miss a short turn.
fn wait_for_others(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(|looked| {
        std::thread::sleep(LOOK);
        i64::from(looked) < (PATIENCE.as_millis() / LOOK.as_millis()) as i64
    }))
}

fn open_for_reading(path: &Path, mode: Mode) -> Result<Store> {
    if !path.exists() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let mut connection = read_only(path)?;
    let mut state = migrate::state(&connection, path);
    if state.as_ref().is_err_and(is_broken_off) {
        drop(connection);
        roll_back(path)?;
        connection = read_only(path)?;
        state = migrate::state(&connection, path);
    }
    let connection = match state.map_err(|error| unreadable(error, path))? {
        State::Empty => return Err(Error::Empty { path: path.to_owned() }),
        State::Current => connection,
        State::Older { .. } if mode == Mode::Look => connection,
        State::Older { .. } => {
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

/// Whether a program that was killed, or a machine without power, left a change unfinished: whoever only reads cannot
/// take it back.
fn is_broken_off(error: &Error) -> bool {
    let Error::Sqlite(source) = error else { return false };
    source
        .sqlite_error()
        .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Takes an unfinished change back, as the next program that writes would.
fn roll_back(path: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let read = Connection::open_with_flags(path, flags).and_then(|mut connection| {
        wait_for_others(&mut connection)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    });
    read.map_err(|error| unreadable(error.into(), path))
}

/// A connection that cannot write, whatever is asked of it.
pub(super) fn read_only(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(|error| unreadable(error.into(), path))?;
    wait_for_others(&mut connection)?;
    Ok(connection)
}

fn unreadable(error: Error, path: &Path) -> Error {
    match error.at(path) {
        Error::Unwritable { path, source } => Error::Unreadable { path, source },
        other => other,
    }
}
