//! Reading reports back.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use rustc_hash::FxHashMap;

use super::{Result, Store, rows};
use crate::model::{Kind, Period};

/// One row of the view `reports`, without its counts: [`Store::counts`] has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its number.
    pub id: i64,
    /// Title.
    pub title: Option<String>,
    /// Who publishes it.
    pub reporter: Option<String>,
    /// Reporting region as the report names it.
    pub region: Option<String>,
    /// Reporting period.
    pub period: Option<Period>,
    /// Day of publication.
    pub published_on: Option<NaiveDate>,
    /// Edition, from 1.
    pub edition: i64,
    /// The edition before it.
    pub supersedes: Option<i64>,
    /// File it was read from.
    pub source: String,
    /// Format of the file.
    pub format: String,
    /// When it was imported: ISO text, UTC.
    pub imported_at: String,
}

/// What is asked of the view: a count that is not asked for is not made.
const SELECT: &str =
    "SELECT id, title, reporter, region, period_start, period_end, published_on, edition, supersedes_id, source,
        format, imported_at
    FROM reports";

impl Store {
    /// How many figures of each kind every report has.
    pub fn counts(&self) -> Result<FxHashMap<i64, Vec<(Kind, u64)>>> {
        let sql = "SELECT report_id, kind, count(*) FROM figure GROUP BY report_id, kind";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut counts: FxHashMap<i64, Vec<(Kind, u64)>> = FxHashMap::default();
        while let Some(row) = rows.next()? {
            let (report, kind, count): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if let Some(kind) = Kind::from_code(&kind) {
                counts.entry(report).or_default().push((kind, count.unsigned_abs()));
            }
        }
        Ok(counts)
    }

    /// The newest reporting period: the one that ends last, of several the longest.
    pub fn newest_period(&self) -> Result<Option<Period>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT period_start, period_end FROM report WHERE period_end IS NOT NULL ORDER BY period_end DESC, period_start LIMIT 1",
        )?;
        let mut rows = statement.query([])?;
        Ok(rows.next()?.map(rows::period).transpose()?.flatten())
    }

    /// All reports, in the order of their periods, then of publication.
    pub fn reports(&self) -> Result<Vec<ReportRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{SELECT} ORDER BY period_end, period_start, region, published_on, id"
        ))?;
        let mut rows = statement.query([])?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next()? {
            reports.push(report(row)?);
        }
        Ok(reports)
    }
}

/// One report; `None` when there is none of this number.
pub(super) fn by_id(connection: &Connection, id: i64) -> Result<Option<ReportRow>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(report).transpose()
}

fn report(row: &Row<'_>) -> Result<ReportRow> {
    Ok(ReportRow {
        id: row.get("id")?,
        title: row.get("title")?,
        reporter: row.get("reporter")?,
        region: row.get("region")?,
        period: rows::period(row)?,
        published_on: rows::parsed(row, "published_on")?,
        edition: row.get("edition")?,
        supersedes: row.get("supersedes_id")?,
        source: row.get("source")?,
        format: row.get("format")?,
        imported_at: row.get("imported_at")?,
    })
}
