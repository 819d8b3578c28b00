//! The SQLite file: the only place where column names appear.
//!
//! | module | does |
//! |---|---|
//! | `migrate` | opens, recognises and brings up to date |
//! | `record` | writes a report with its ledger in one transaction |
//! | `current` | which statement of a value is the current one |
//! | `select` | reads observations, reports, figures |
//! | `views` | the views with a column for each indicator |
//! | `dictionary` | what every column means |
//! | `sql` | a user's own question |

mod current;
mod dictionary;
mod error;
mod migrate;
mod record;
mod select;
mod sql;
mod views;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use error::Error;
pub use record::{NewReport, Recorded};
pub use select::{FigureRow, ReportRow};
pub use sql::{SqlRows, SqlValue};

/// How a database is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To read; it must exist.
    Read,
    /// To write; it is made where it does not exist.
    Write,
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens a database, making it or bringing its schema up to date in [`Mode::Write`].
    pub fn open(path: &Path, mode: Mode) -> Result<Self, Error> {
        let connection = migrate::open(path, mode)?;
        Ok(Store {
            connection,
            path: path.to_owned(),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
