//! One extraction becomes one report with its ledger: all of it or nothing.

use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::regions::Places;
use super::{Error, Result, Store, again, corrections, doubt, edition, review, vintage};
use crate::model::{Extraction, Figure, Location, Region, SheetPlace};

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

/// Reports recorded in one go: each is all or nothing, and all are on disk after [`Batch::commit`].
///
/// A batch that is dropped leaves nothing behind.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
}

impl Store {
    /// The report that has these bytes.
    pub fn known(&self, sha256: &str) -> Result<Option<i64>> {
        known(&self.connection, sha256)
    }

    /// Records one report in one transaction.
    pub fn record(&mut self, new: &NewReport<'_>) -> Result<Recorded> {
        let mut batch = self.batch()?;
        let recorded = batch.record(new)?;
        batch.commit()?;
        Ok(recorded)
    }

    /// Records one report in one transaction; one that is there already is read again: its rows become what was found now.
    pub fn record_again(&mut self, new: &NewReport<'_>) -> Result<Recorded> {
        let Some(report) = self.known(new.sha256)? else {
            return self.record(new);
        };
        let Store { connection, path } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = transaction.map_err(|error| Error::from(error).at(path))?;
        let recorded = again::record(&transaction, report, new).map_err(|error| error.at(path))?;
        transaction.commit().map_err(|error| Error::from(error).at(path))?;
        Ok(recorded)
    }

    /// Begins to record many reports: the disk is waited for once instead of once for each.
    pub fn batch(&mut self) -> Result<Batch<'_>> {
        let Store { connection, path } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = transaction.map_err(|error| Error::from(error).at(path))?;
        Ok(Batch { transaction, path })
    }
}

impl Batch<'_> {
    /// The report that has these bytes, among those of the batch too.
    pub fn known(&self, sha256: &str) -> Result<Option<i64>> {
        known(&self.transaction, sha256)
    }

    /// Records one report; when it fails, nothing of it stays and the batch can go on.
    pub fn record(&mut self, new: &NewReport<'_>) -> Result<Recorded> {
        self.try_record(new).map_err(|error| error.at(self.path))
    }

    /// Writes the reports to disk.
    pub fn commit(self) -> Result<()> {
        let path = self.path;
        self.transaction.commit().map_err(|error| Error::from(error).at(path))
    }

    fn try_record(&mut self, new: &NewReport<'_>) -> Result<Recorded> {
        if let Some(report) = known(&self.transaction, new.sha256)? {
            return Ok(Recorded::Unchanged { report });
        }
        let savepoint = self.transaction.savepoint()?;
        let recorded = insert(&savepoint, new)?;
        savepoint.commit()?;
        Ok(recorded)
    }
}

fn known(connection: &Connection, sha256: &str) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT id FROM report WHERE sha256 = ?1")?;
    Ok(statement.query_row([sha256], |row| row.get(0)).optional()?)
}

fn insert(connection: &Connection, new: &NewReport<'_>) -> Result<Recorded> {
    let facts = &new.extraction.facts;
    let places = Places::of(connection, facts, new.divisions)?;
    let report = insert_report(connection, new, places.own())?;
    let mut keys = Vec::new();
    for (index, figure) in new.extraction.figures.iter().enumerate() {
        let region = places.named(figure.region.as_deref())?;
        let indicator = indicator_id(connection, figure)?;
        write_figure(connection, None, report, index + 1, figure, indicator, region)?;
        keys.extend(vintage::Key::of(figure, indicator, region, report));
    }
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

pub(super) fn indicator_id(connection: &Connection, figure: &Figure) -> Result<Option<i64>> {
    let Some(code) = &figure.indicator else { return Ok(None) };
    let mut statement = connection.prepare_cached("SELECT id FROM indicator WHERE code = ?1")?;
    let id = statement.query_row([code.as_ref()], |row| row.get(0)).optional()?;
    id.map(Some)
        .ok_or_else(|| Error::UnknownIndicator { code: code.to_string() })
}

/// Writes a figure into a row of its own, or into the one named.
pub(super) fn write_figure(
    connection: &Connection,
    row: Option<i64>,
    report: i64,
    seq: usize,
    figure: &Figure,
    indicator: Option<i64>,
    region: Option<i64>,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO figure (report_id, seq, kind, indicator_id, subject, value, value_text, unit, as_written,
                period_start, period_end, period, place, region_id, dimension, treatment, compared_to, rank_of,
                rank_order, approx, section, sentence, char_start, char_end, rule, note, id, doubt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                ?22, ?23, ?24, ?25, ?26, ?27, ?28)
            ON CONFLICT (id) DO UPDATE SET
                seq = excluded.seq, kind = excluded.kind, indicator_id = excluded.indicator_id, subject =
                excluded.subject, value = excluded.value, value_text = excluded.value_text, unit = excluded.unit,
                as_written = excluded.as_written, period_start = excluded.period_start, period_end =
                excluded.period_end, period = excluded.period, place = excluded.place, region_id =
                excluded.region_id, dimension = excluded.dimension, treatment = excluded.treatment, compared_to =
                excluded.compared_to, rank_of = excluded.rank_of, rank_order = excluded.rank_order, approx =
                excluded.approx, section = excluded.section, sentence = excluded.sentence, char_start =
                excluded.char_start, char_end = excluded.char_end, rule = excluded.rule, note = excluded.note,
                doubt = excluded.doubt, superseded_by = NULL",
        )?
        .execute(params![
            report,
            seq as i64,
            figure.kind.code(),
            indicator,
            figure.subject,
            figure.value.map(|value| value.as_decimal().to_string()),
            figure.value.map(|value| value.to_string()),
            figure.unit,
            figure.as_written,
            figure.period.map(|period| period.start().to_string()),
            figure.period.map(|period| period.end().to_string()),
            figure.period.map(|period| period.label()),
            figure.region,
            region,
            figure.dimension,
            figure.treatment,
            figure.compared_to.map(|comparison| comparison.to_string()),
            figure.rank_of,
            figure.rank_order.map(|order| order.code()),
            figure.approx.map(|approx| approx.code()),
            figure.section,
            figure.sentence,
            figure.char_start as i64,
            figure.char_end as i64,
            figure.rule,
            figure.note,
            row,
            figure
                .value
                .map(|value| doubt::of(value, &figure.as_written, &figure.unit).to_string()),
        ])?;
    let id = row.unwrap_or_else(|| connection.last_insert_rowid());
    write_location(connection, id, &figure.location)?;
    write_cell(connection, id, figure.location.sheet.as_ref())
}

fn write_location(connection: &Connection, figure: i64, location: &Location) -> Result<()> {
    let Location {
        page, paragraph, cell, ..
    } = location;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO figure_location (figure_id, page, paragraph, table_no, row_no, column_no)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            figure,
            page,
            paragraph,
            cell.map(|cell| cell.table),
            cell.map(|cell| cell.row),
            cell.map(|cell| cell.column),
        ])?;
    Ok(())
}

/// A row that is written anew may have stood in a cell before.
fn write_cell(connection: &Connection, figure: i64, place: Option<&SheetPlace>) -> Result<()> {
    match place {
        Some(SheetPlace { name, address }) => connection
            .prepare_cached("INSERT OR REPLACE INTO figure_cell (figure_id, sheet, cell) VALUES (?1, ?2, ?3)")?
            .execute(params![figure, name, address.to_string()])?,
        None => connection
            .prepare_cached("DELETE FROM figure_cell WHERE figure_id = ?1")?
            .execute([figure])?,
    };
    Ok(())
}
