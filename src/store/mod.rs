//! The SQLite store: the only place where table and column names appear.
//!
//! | file | what it does |
//! |---|---|
//! | `open` | opens a file, or says plainly why it cannot |
//! | `migrate` | brings the schema up to date; `migrations/` is the schema |
//! | `backup` | a copy of an older file before its schema changes |
//! | `dictionary` | `data_dictionary` from the comments of the schema |
//! | `catalogue` | the `indicator` table, and the views that have a column for each indicator |
//! | `own_catalogue` | catalogue files of the user's own, which the database remembers |
//! | `record` | one extraction → one report with its ledger, in one transaction |
//! | `ledger` | a figure becomes a row |
//! | `again` | a stored report is read again; its numbers keep their rows |
//! | `edition` | is a report a re-issue, and of which |
//! | `vintage` | which of several statements of a value is current |
//! | `review` | what people decided about figures that the rules left open |
//! | `search` | sentences with certain words |
//! | `targets` | what values are to reach |
//! | `standards` | the `standard_limit` table: dated limits of standards |
//! | `corrections` | figures put right by hand |
//! | `accept` | findings that were accepted |
//! | `reports`, `figures`, `observations` | reading back |
//! | `export` | what an export takes besides: identities, sentences, whole views, a copy of the file |
//! | `sql` | the user's own read-only statements |
//!
//! Exact decimals are stored as text beside every number; nothing here computes with floats except views for people.

mod accept;
mod again;
mod backup;
mod catalogue;
mod corrections;
mod dictionary;
mod domain_views;
mod doubt;
mod edition;
mod error;
mod export;
mod figures;
mod health;
mod ledger;
mod migrate;
mod observations;
mod open;
mod own_catalogue;
mod record;
mod regions;
mod reports;
mod review;
mod rows;
mod search;
mod sql;
mod standards;
mod targets;
mod vintage;

use std::path::PathBuf;

use rusqlite::Connection;

pub use accept::Accepted;
pub use corrections::Corrected;
pub use error::Error;
pub use export::{FigureSource, Meaning, ReportSource, View};
pub use figures::{FigureDetail, FigureRow};
pub use health::{Health, health, sqlite_version};
pub use open::Mode;
pub use own_catalogue::OwnCatalogue;
pub use record::{Batch, NewReport, Recorded};
pub use reports::ReportRow;
pub use review::{NewDecision, OpenFigure};
pub use search::FoundSentence;
pub use sql::{SqlTable, SqlValue};

/// Result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Closes the file and says whether that went well; dropping a store closes it silently.
    pub fn finish(self) -> Result<()> {
        self.connection
            .close()
            .map_err(|(_, source)| Error::from(source).at(&self.path))
    }
}

#[cfg(test)]
mod tests;
