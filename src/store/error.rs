//! What can go wrong with a database, in words that its user understands.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// An error of the store.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file, and only reading was asked for.
    #[error("there is no database `{}`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is there but nothing was ever imported, and only reading was asked for.
    #[error("the database `{}` is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened for reading.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file or its folder cannot be written.
    #[error("cannot write the database `{}`", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Another program holds the file.
    #[error("the database `{}` is in use by another program", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file is something else than a SQLite database.
    #[error("`{}` is not a SQLite database", path.display())]
    NotSqlite {
        /// The file.
        path: PathBuf,
    },
    /// A SQLite database that another program made.
    #[error("`{}` is a SQLite database, but not one of jibao", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of this program wrote it.
    #[error(
        "`{}` was written by a newer version of jibao (schema {found}, this program knows {known})",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema version of the file.
        found: i64,
        /// Newest schema version of this program.
        known: i64,
    },
    /// The schema could not be brought up to date; nothing was changed.
    #[error("cannot bring the database `{}` up to date", path.display())]
    Migration {
        /// The file.
        path: PathBuf,
        /// What the migration says.
        source: Box<refinery::Error>,
    },
    /// The copy that is kept before the schema changes cannot be written; nothing was changed.
    #[error("cannot keep a copy of the older database as `{}`: {why}", path.display())]
    Backup {
        /// The copy.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The record of applied migrations, or a stored value, is not what this program writes.
    #[error("the database is damaged: {what}")]
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// No row has this number.
    #[error("there is no {what} {id}")]
    Unknown {
        /// `figure` or `report`.
        what: &'static str,
        /// The number asked for.
        id: i64,
    },
    /// A figure has an indicator that the catalogue of this database lacks.
    #[error("the database knows no indicator `{code}`")]
    UnknownIndicator {
        /// Code of the indicator.
        code: String,
    },
    /// A statement of the user's that would change the database.
    #[error("this statement would change the database")]
    NotReadOnly,
    /// Nothing but blanks or comments where a statement should be.
    #[error("there is no statement to run")]
    NoStatement,
    /// A statement of the user's that SQLite does not take.
    #[error("SQLite does not understand this statement")]
    Statement {
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database failed")]
    Sqlite(#[from] rusqlite::Error),
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Error::Missing { .. } | Error::Empty { .. } => "import a report first: jibao import FILE",
            Error::Unreadable { .. } => "check the path and its permissions",
            Error::Backup { .. } => "make room beside the database, or copy it to another place; nothing was changed",
            Error::Unwritable { .. } => "choose a place that you may write to with --db FILE",
            Error::Busy { .. } => "save or discard the changes in the other program, then try again",
            Error::NotSqlite { .. } | Error::Foreign { .. } => "name another file with --db FILE; nothing was changed",
            Error::Newer { .. } => "update jibao; nothing was changed",
            Error::Migration { .. } | Error::Damaged { .. } => "restore a copy, or import the reports into a new file",
            Error::Unknown { what: "figure", .. } => "list figures with: jibao figures REPORT",
            Error::Unknown { .. } => "list reports with: jibao reports",
            Error::UnknownIndicator { .. } => "compare it with: jibao catalogue list",
            Error::NotReadOnly => "`sql` only reads; use `import` or `correct` to change something",
            Error::Statement { .. } | Error::NoStatement => {
                "list the tables and views with: SELECT name FROM sqlite_schema"
            }
            Error::Sqlite(_) => return None,
        };
        Some(hint.to_owned())
    }

    /// Names the file where that makes a plainer message of what SQLite says.
    pub(super) fn at(self, path: &Path) -> Self {
        let Error::Sqlite(source) = self else { return self };
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Error::NotSqlite { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path, source },
            Some(
                ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure,
            ) => Error::Unwritable { path, source },
            _ => Error::Sqlite(source),
        }
    }

    /// A stored value that this program does not write.
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Error::Damaged { what: what.into() }
    }
}
