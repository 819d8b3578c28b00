//! One extraction becomes one report with its ledger: all of it or nothing.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::ledger::{Indicators, Ledger, Place};
use super::regions::Places;
use super::vintage::Contested;
use super::{Error, Result, Store, again, corrections, edition, review, vintage};
use crate::model::{Extraction, Region};

/// Name and version of this program, for `import_run`.
const PROGRAM: &str = concat!("jibao ", env!("CARGO_PKG_VERSION"));

/// A report to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct NewReport<'a> {
    /// Hexadecimal SHA-256 of the file's bytes: the identity of a report.
    pub sha256: &'a str,
    /// The file it was read from, as it is to be shown.
    pub source: &'a str,
    /// Short name of the format, for example `text`.
    pub format: &'a str,
    /// The document's text, in which the characters of figures are counted.
    pub text: &'a str,
    /// When the import began; all reports of one import have the same.
    pub imported_at: DateTime<Utc>,
    /// The divisions that the report's codes and place names are known to be, with those above them.
    /// A place that is not among them is kept under its name, as a place of the reporting region.
    pub divisions: &'a [Region],
    /// What was found.
    pub extraction: &'a Extraction,
}

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// The same bytes were there already; nothing was changed.
    Unchanged {
        /// The report that has them.
        report: i64,
    },
    /// It was there and has been read again.
    Again {
        /// The report.
        report: i64,
        /// Its edition now.
        edition: i64,
        /// The edition before it.
        supersedes: Option<i64>,
        /// How many of its figures are read otherwise now.
        changed: usize,
    },
    /// A new report.
    New {
        /// Its row.
        report: i64,
        /// Its edition among the re-issues of the same report, 1 for the first.
        edition: i64,
        /// The edition before it.
        supersedes: Option<i64>,
    },
}

/// A store in which reports are recorded in one go: all are on disk after [`Batch::commit`], or none.
///
/// Others can read the file meanwhile but not write it. A batch that is dropped leaves nothing behind.
#[derive(Debug)]
pub struct Batch {
    store: Store,
    indicators: Indicators,
}

impl Store {
    /// The report that has these bytes.
    pub fn known(&self, sha256: &str) -> Result<Option<i64>> {
        known(&self.connection, sha256)
    }

    /// Records one report in one transaction.
    pub fn record(&mut self, new: &NewReport<'_>) -> Result<Recorded> {
        self.in_transaction(|connection| record(connection, &Indicators::of(connection)?, new))
    }

    /// Records one report in one transaction; one that is there already is read again: its rows become what was found now.
    pub fn record_again(&mut self, new: &NewReport<'_>) -> Result<Recorded> {
        self.in_transaction(|connection| record_again(connection, &Indicators::of(connection)?, new))
    }

    fn in_transaction<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let Store { connection, path } = self;
        let run = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        run().map_err(|error: Error| error.at(path))
    }

    /// Begins to record many reports: the disk is waited for once instead of once for each.
    pub fn into_batch(self) -> Result<Batch> {
        let begin = || {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            Indicators::of(&self.connection)
        };
        let indicators = begin().map_err(|error| error.at(&self.path))?;
        Ok(Batch {
            store: self,
            indicators,
        })
    }
}

impl Batch {
    /// The store as it is with what was recorded so far.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Records one report. When it fails the batch is over and leaves nothing behind: to keep what was recorded before it,
    /// SQLite would have to note every page a second time, which is a fifth of the work.
    pub fn record(self, new: &NewReport<'_>) -> Result<(Self, Recorded)> {
        self.with(record, new)
    }

    /// As [`Store::record_again`], and otherwise as [`Batch::record`].
    pub fn record_again(self, new: &NewReport<'_>) -> Result<(Self, Recorded)> {
        self.with(record_again, new)
    }

    /// Writes the reports to disk.
    pub fn commit(self) -> Result<Store> {
        let done = self.store.connection.execute_batch("COMMIT");
        done.map_err(|error| Error::from(error).at(&self.store.path))?;
        Ok(self.store)
    }

    fn with(self, record: Record, new: &NewReport<'_>) -> Result<(Self, Recorded)> {
        let recorded = record(&self.store.connection, &self.indicators, new);
        let recorded = recorded.map_err(|error| error.at(&self.store.path))?;
        Ok((self, recorded))
    }
}

/// One of the ways to record a report.
type Record = fn(&Connection, &Indicators, &NewReport<'_>) -> Result<Recorded>;

fn record(connection: &Connection, indicators: &Indicators, new: &NewReport<'_>) -> Result<Recorded> {
    match known(connection, new.sha256)? {
        Some(report) => Ok(Recorded::Unchanged { report }),
        None => insert(connection, indicators, new),
    }
}

fn record_again(connection: &Connection, indicators: &Indicators, new: &NewReport<'_>) -> Result<Recorded> {
    match known(connection, new.sha256)? {
        Some(report) => again::record(connection, indicators, report, new),
        None => insert(connection, indicators, new),
    }
}

fn known(connection: &Connection, sha256: &str) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT id FROM report WHERE sha256 = ?1")?;
    Ok(statement.query_row([sha256], |row| row.get(0)).optional()?)
}

fn insert(connection: &Connection, indicators: &Indicators, new: &NewReport<'_>) -> Result<Recorded> {
    let facts = &new.extraction.facts;
    let mut places = Places::of(connection, facts, new.divisions)?;
    let report = insert_report(connection, new, places.own())?;
    let mut ledger = Ledger::new(connection)?;
    let mut contested = Contested::default();
    for (index, figure) in new.extraction.figures.iter().enumerate() {
        let place = Place {
            report,
            seq: index + 1,
            indicator: indicators.id(figure)?,
            region: places.named(figure.region.as_deref())?,
        };
        contested.add(connection, figure, place)?;
        ledger.insert(place, figure)?;
    }
    let mut keys = contested.keys();
    review::reapply(connection, new.sha256, &mut keys)?;
    corrections::reapply(connection, new.sha256, &stamp(new))?;
    let settled = edition::settle(connection, report)?;
    for other in &settled.renumbered {
        keys.extend(vintage::keys_of(connection, *other)?);
    }
    vintage::settle(connection, &keys)?;
    Ok(Recorded::New {
        report,
        edition: settled.edition,
        supersedes: settled.supersedes,
    })
}

fn insert_report(connection: &Connection, new: &NewReport<'_>, region: Option<i64>) -> Result<i64> {
    let facts = &new.extraction.facts;
    let imported_at = stamp(new);
    let run = import_run(connection, &imported_at)?;
    connection
        .prepare_cached(
            "INSERT INTO report (title, reporter, place, region_id, period_start, period_end, period, published_on,
                source, format, sha256, text, imported_at, import_run_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            facts.title,
            facts.reporter,
            facts.region,
            region,
            facts.period.map(|period| period.start().to_string()),
            facts.period.map(|period| period.end().to_string()),
            facts.period.map(|period| period.label()),
            facts.published.map(|date| date.to_string()),
            new.source,
            new.format,
            new.sha256,
            new.text,
            imported_at,
            run,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// When the import began, as the database writes it.
pub(super) fn stamp(new: &NewReport<'_>) -> String {
    new.imported_at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Writes what the report says of itself anew; its bytes and its import stay.
pub(super) fn update_report(
    connection: &Connection,
    report: i64,
    new: &NewReport<'_>,
    region: Option<i64>,
) -> Result<()> {
    let facts = &new.extraction.facts;
    connection
        .prepare_cached(
            "UPDATE report SET title = ?2, reporter = ?3, place = ?4, region_id = ?5, period_start = ?6, period_end = ?7,
                period = ?8, published_on = ?9, format = ?10, text = ?11
            WHERE id = ?1",
        )?
        .execute(params![
            report,
            facts.title,
            facts.reporter,
            facts.region,
            region,
            facts.period.map(|period| period.start().to_string()),
            facts.period.map(|period| period.end().to_string()),
            facts.period.map(|period| period.label()),
            facts.published.map(|date| date.to_string()),
            new.format,
            new.text,
        ])?;
    Ok(())
}

fn import_run(connection: &Connection, started_at: &str) -> Result<i64> {
    connection
        .prepare_cached("INSERT INTO import_run (started_at, program) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([started_at, PROGRAM])?;
    let mut statement =
        connection.prepare_cached("SELECT id FROM import_run WHERE started_at = ?1 AND program = ?2")?;
    Ok(statement.query_row([started_at, PROGRAM], |row| row.get(0))?)
}
