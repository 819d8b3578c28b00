//! Rows of the ledger: a figure becomes a row of `figure`, with where it stands beside it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{CachedStatement, Connection, params};

use super::{Error, Result, doubt};
use crate::model::{Figure, Location, Period, SheetPlace};

/// Writes the figures of a report; what many of them share is looked up or put into words once.
pub(super) struct Ledger<'c> {
    connection: &'c Connection,
    insert: CachedStatement<'c>,
    locate: CachedStatement<'c>,
    periods: HashMap<Period, Days>,
}

/// The rows of the indicators by their codes.
#[derive(Debug)]
pub(super) struct Indicators(HashMap<String, i64>);

/// A period in the words of its columns.
struct Days {
    start: String,
    end: String,
    label: String,
}

/// To which row of what a figure belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub report: i64,
    /// From 1.
    pub seq: usize,
    pub indicator: Option<i64>,
    pub region: Option<i64>,
}

impl Indicators {
    /// As the database has them.
    pub fn of(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare_cached("SELECT code, id FROM indicator")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Indicators(rows.collect::<Result<_, _>>()?))
    }

    /// The row of a figure's indicator.
    pub fn id(&self, figure: &Figure) -> Result<Option<i64>> {
        let Some(code) = &figure.indicator else { return Ok(None) };
        let unknown = || Error::UnknownIndicator { code: code.to_string() };
        self.0.get(code.as_ref()).copied().ok_or_else(unknown).map(Some)
    }
}

impl<'c> Ledger<'c> {
    pub fn new(connection: &'c Connection) -> Result<Self> {
        Ok(Ledger {
            connection,
            insert: connection.prepare_cached(INSERT)?,
            locate: connection.prepare_cached(LOCATE)?,
            periods: HashMap::new(),
        })
    }

    /// Writes a figure into a new row.
    pub fn insert(&mut self, place: Place, figure: &Figure) -> Result<()> {
        self.write(None, place, figure)?;
        self.locate(self.connection.last_insert_rowid(), &figure.location)
    }

    /// Writes a figure into this row, whatever stood there.
    pub fn rewrite(&mut self, row: i64, place: Place, figure: &Figure) -> Result<()> {
        self.write(Some(row), place, figure)?;
        for sql in [
            "DELETE FROM figure_location WHERE figure_id = ?1",
            "DELETE FROM figure_cell WHERE figure_id = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        self.locate(row, &figure.location)
    }

    fn write(&mut self, row: Option<i64>, place: Place, figure: &Figure) -> Result<()> {
        let days = match figure.period.map(|period| self.periods.entry(period)) {
            Some(Entry::Occupied(entry)) => Some(&*entry.into_mut()),
            Some(Entry::Vacant(entry)) => {
                let days = Days::of(*entry.key());
                Some(&*entry.insert(days))
            }
            None => None,
        };
        let value = figure.value;
        let parameters = params![
            place.report,
            place.seq as i64,
            figure.kind.code(),
            place.indicator,
            figure.subject,
            value.map(|value| value.as_decimal().to_string()),
            value.map(|value| value.to_string()),
            figure.unit,
            figure.as_written,
            days.map(|days| &days.start),
            days.map(|days| &days.end),
            days.map(|days| &days.label),
            figure.region,
            place.region,
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
            value.map(|value| doubt::of(value, &figure.as_written, &figure.unit).to_string()),
            row,
        ];
        match row {
            None => self.insert.execute(parameters)?,
            Some(_) => self.connection.prepare_cached(UPDATE)?.execute(parameters)?,
        };
        Ok(())
    }

    /// Writes where a figure stands.
    fn locate(&mut self, figure: i64, location: &Location) -> Result<()> {
        let Location {
            page,
            paragraph,
            cell,
            sheet,
        } = location;
        self.locate.execute(params![
            figure,
            page,
            paragraph,
            cell.map(|cell| cell.table),
            cell.map(|cell| cell.row),
            cell.map(|cell| cell.column),
        ])?;
        if let Some(SheetPlace { name, address }) = sheet {
            self.connection
                .prepare_cached("INSERT INTO figure_cell (figure_id, sheet, cell) VALUES (?1, ?2, ?3)")?
                .execute(params![figure, name, address.to_string()])?;
        }
        Ok(())
    }
}

impl Days {
    fn of(period: Period) -> Self {
        Days {
            start: period.start().to_string(),
            end: period.end().to_string(),
            label: period.label(),
        }
    }
}

const INSERT: &str =
    "INSERT INTO figure (report_id, seq, kind, indicator_id, subject, value, value_text, unit, as_written,
        period_start, period_end, period, place, region_id, dimension, treatment, compared_to, rank_of, rank_order,
        approx, section, sentence, char_start, char_end, rule, note, doubt, id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
        ?24, ?25, ?26, ?27, ?28)";

const LOCATE: &str = "INSERT INTO figure_location (figure_id, page, paragraph, table_no, row_no, column_no)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const UPDATE: &str =
    "UPDATE figure SET report_id = ?1, seq = ?2, kind = ?3, indicator_id = ?4, subject = ?5, value = ?6,
        value_text = ?7, unit = ?8, as_written = ?9, period_start = ?10, period_end = ?11, period = ?12, place = ?13,
        region_id = ?14, dimension = ?15, treatment = ?16, compared_to = ?17, rank_of = ?18, rank_order = ?19,
        approx = ?20, section = ?21, sentence = ?22, char_start = ?23, char_end = ?24, rule = ?25, note = ?26,
        doubt = ?27, superseded_by = NULL
    WHERE id = ?28";
