//! What can go wrong with the database file.

use std::path::PathBuf;

use thiserror::Error;

/// What can go wrong with the database file.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no database yet.
    #[error("there is no database `{}`", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is not a SQLite database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A SQLite database of another program.
    #[error("`{}` is a database of another program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Written by a later version of this program.
    #[error("`{}` was written by a newer version of jibao (schema V{found}, this one knows V{known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// The folder or file cannot be written.
    #[error("cannot write `{}`", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        #[source]
        source: rusqlite::Error,
    },
    /// The schema could not be brought up to date; nothing was changed.
    #[error("cannot bring the schema of `{}` up to date", path.display())]
    Migrate {
        /// The file.
        path: PathBuf,
        /// What the migration says.
        #[source]
        source: Box<refinery::Error>,
    },
    /// A statement that would write, where only reading is allowed.
    #[error("the statement would change the database")]
    NotReadOnly,
    /// Anything else that SQLite reports.
    #[error("the database reports an error")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored value that cannot be read back.
    #[error("figure {figure}: stored {column} `{text}` cannot be read")]
    Damaged {
        /// Row of the ledger.
        figure: i64,
        /// Column.
        column: &'static str,
        /// Its content.
        text: String,
    },
}

impl Error {
    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Error::Missing { .. } => "import a report first: jibao import FILE, or name the database with --db FILE",
            Error::NotADatabase { .. } | Error::Foreign { .. } => "name another file with --db FILE",
            Error::Newer { .. } => "use the version of jibao that wrote it, or a newer one",
            Error::ReadOnly { .. } => "choose a folder that you may write to, with --db FILE",
            Error::NotReadOnly => "`jibao sql` only reads; use an SQLite shell to change a copy",
            Error::Migrate { .. } | Error::Sqlite(_) | Error::Damaged { .. } => return None,
        };
        Some(hint.to_owned())
    }
}
