//! Reading the ledger back.

use std::sync::Arc;

use rusqlite::Row;

use super::reports::{self, ReportRow};
use super::{Error, Result, Store, rows};
use crate::model::{Address, Approx, CellPlace, Figure, Kind, Location, RankOrder, SheetPlace};

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// Its number: what `explain` takes.
    pub id: i64,
    /// Its report.
    pub report: i64,
    /// Place in the report, from 1.
    pub seq: i64,
    /// Chinese name of the indicator, or what the text calls the thing.
    pub indicator_name: Option<String>,
    /// The place as the text names it, or the reporting region.
    pub region: Option<String>,
    /// The figure that supersedes it; `None` is current.
    pub superseded_by: Option<i64>,
    /// The figure as it was recorded.
    pub figure: Figure,
}

/// A figure with the report that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureDetail {
    /// The figure.
    pub row: FigureRow,
    /// Its report.
    pub report: ReportRow,
    /// The report's text, in which the figure's characters are counted.
    pub text: String,
}

pub(super) const SELECT: &str = "SELECT f.*, i.code AS indicator, coalesce(i.name, f.subject) AS indicator_name,
        coalesce(f.place, r.place) AS region, r.sha256 AS sha256, coalesce(r.title, r.source) AS report_title,
        l.page, l.paragraph, l.table_no, l.row_no, l.column_no, c.sheet, c.cell
    FROM figure f
    LEFT JOIN figure_location l ON l.figure_id = f.id
    LEFT JOIN figure_cell c ON c.figure_id = f.id
    JOIN report r ON r.id = f.report_id
    LEFT JOIN indicator i ON i.id = f.indicator_id";

impl Store {
    /// The ledger of one report, in the order of its text.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such report.
    pub fn figures(&self, report: i64) -> Result<Vec<FigureRow>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{SELECT} WHERE f.report_id = ?1 ORDER BY f.seq"))?;
        let mut rows = statement.query([report])?;
        let mut figures = Vec::new();
        while let Some(row) = rows.next()? {
            figures.push(figure_row(row)?);
        }
        if figures.is_empty() {
            self.report(report)?;
        }
        Ok(figures)
    }

    /// One figure, with its report and the report's text.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such figure.
    pub fn figure(&self, id: i64) -> Result<FigureDetail> {
        let mut statement = self.connection.prepare_cached(&format!("{SELECT} WHERE f.id = ?1"))?;
        let mut rows = statement.query([id])?;
        let row = rows
            .next()?
            .ok_or(Error::Unknown { what: "figure", id })
            .and_then(figure_row)?;
        let report = self.report(row.report)?;
        let text = self
            .connection
            .query_row("SELECT text FROM report WHERE id = ?1", [row.report], |row| row.get(0))?;
        Ok(FigureDetail { row, report, text })
    }

    /// One report.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such report.
    pub fn report(&self, id: i64) -> Result<ReportRow> {
        reports::by_id(&self.connection, id)?.ok_or(Error::Unknown { what: "report", id })
    }
}

pub(super) fn figure_row(row: &Row<'_>) -> Result<FigureRow> {
    Ok(FigureRow {
        id: row.get("id")?,
        report: row.get("report_id")?,
        seq: row.get("seq")?,
        indicator_name: row.get("indicator_name")?,
        region: row.get("region")?,
        superseded_by: row.get("superseded_by")?,
        figure: figure(row)?,
    })
}

fn figure(row: &Row<'_>) -> Result<Figure> {
    Ok(Figure {
        kind: rows::coded(row, "kind", Kind::from_code)?,
        indicator: row.get::<_, Option<String>>("indicator")?.map(Arc::from),
        subject: row.get("subject")?,
        value: rows::parsed(row, "value_text")?,
        unit: row.get("unit")?,
        as_written: row.get("as_written")?,
        period: rows::period(row)?,
        region: row.get("place")?,
        dimension: row.get("dimension")?,
        treatment: row.get("treatment")?,
        compared_to: rows::comparison(row)?,
        rank_of: row.get("rank_of")?,
        rank_order: rows::maybe_coded(row, "rank_order", RankOrder::from_code)?,
        approx: rows::maybe_coded(row, "approx", Approx::from_code)?,
        section: row.get("section")?,
        sentence: row.get("sentence")?,
        char_start: row.get::<_, u32>("char_start")? as usize,
        char_end: row.get::<_, u32>("char_end")? as usize,
        location: location(row)?,
        rule: row.get::<_, String>("rule")?.into(),
        note: row.get("note")?,
    })
}

/// A figure that an older version has recorded has none.
fn location(row: &Row<'_>) -> Result<Location> {
    let cell = match (row.get("table_no")?, row.get("row_no")?, row.get("column_no")?) {
        (Some(table), Some(row), Some(column)) => Some(CellPlace { table, row, column }),
        _ => None,
    };
    let address: Option<Address> = rows::parsed(row, "cell")?;
    let name: Option<String> = row.get("sheet")?;
    let name = name.map(Arc::from);
    Ok(Location {
        page: row.get("page")?,
        paragraph: row.get("paragraph")?,
        cell,
        sheet: address.map(|address| SheetPlace { name, address }),
    })
}
