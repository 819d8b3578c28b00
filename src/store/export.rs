//! What an export takes besides observations: identities, sentences, whole views, the file itself.

use std::path::Path;

use rusqlite::params;

use super::{Error, Result, SqlTable, SqlValue, Store};

/// What the ledger says of a figure besides its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSource {
    /// Six-digit code of its region, where it has one.
    pub region_code: Option<String>,
    /// The number as the report writes it.
    pub as_written: String,
    /// Its sentence.
    pub sentence: String,
}

/// A report as its bytes told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSource {
    /// SHA-256 of its file.
    pub sha256: String,
    /// Six-digit code of the reporting region, where it has one.
    pub region_code: Option<String>,
    /// The whole text.
    pub text: String,
}

/// A view that is exported whole, or for some reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The reports.
    Reports,
    /// Their ledgers.
    Figures,
    /// The catalogue.
    Indicators,
    /// What every column means.
    Dictionary,
}

impl View {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            View::Reports => "reports",
            View::Figures => "figures",
            View::Indicators => "indicator",
            View::Dictionary => "data_dictionary",
        }
    }

    /// Which rows belong to the reports of the list `?1`, in which order.
    fn tail(self) -> &'static str {
        match self {
            View::Reports => "WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id",
            View::Figures => "WHERE report_id IN (SELECT value FROM json_each(?1)) ORDER BY report_id, seq",
            View::Indicators => "WHERE ?1 IS NOT NULL ORDER BY position",
            View::Dictionary => "WHERE ?1 IS NOT NULL ORDER BY rowid",
        }
    }
}

/// A line of `data_dictionary`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// Table or view.
    pub table: String,
    /// Column; `None` is the table itself.
    pub column: Option<String>,
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Store {
    /// Where a figure stands.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such figure.
    pub fn figure_source(&self, figure: i64) -> Result<FigureSource> {
        let sql = "SELECT g.code, f.as_written, f.sentence FROM figure f LEFT JOIN region g ON g.id = f.region_id
            WHERE f.id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([figure])?;
        let row = rows.next()?.ok_or(Error::Unknown {
            what: "figure",
            id: figure,
        })?;
        Ok(FigureSource {
            region_code: row.get(0)?,
            as_written: row.get(1)?,
            sentence: row.get(2)?,
        })
    }

    /// What the bytes of a report told.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such report.
    pub fn report_source(&self, report: i64) -> Result<ReportSource> {
        let sql = "SELECT r.sha256, g.code, r.text FROM report r LEFT JOIN region g ON g.id = r.region_id
            WHERE r.id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([report])?;
        let row = rows.next()?.ok_or(Error::Unknown {
            what: "report",
            id: report,
        })?;
        Ok(ReportSource {
            sha256: row.get(0)?,
            region_code: row.get(1)?,
            text: row.get(2)?,
        })
    }

    /// The rows of a view that belong to these reports.
    pub fn view(&self, view: View, reports: &[i64]) -> Result<SqlTable> {
        let sql = format!("SELECT * FROM {} {}", view.name(), view.tail());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query(params![serde_json::Value::from(reports.to_vec()).to_string()])?;
        let mut table = SqlTable {
            columns,
            rows: Vec::new(),
        };
        while let Some(row) = rows.next()? {
            let values = (0..table.columns.len()).map(|index| row.get_ref(index).map(SqlValue::from));
            table.rows.push(values.collect::<std::result::Result<_, _>>()?);
        }
        Ok(table)
    }

    /// What every table and column means, in the order of the schema.
    pub fn meanings(&self) -> Result<Vec<Meaning>> {
        let sql = "SELECT table_name, column_name, meaning_zh, meaning_en FROM data_dictionary ORDER BY rowid";
        let mut statement = self.connection.prepare_cached(sql)?;
        let meaning = |row: &rusqlite::Row<'_>| {
            Ok(Meaning {
                table: row.get(0)?,
                column: row.get(1)?,
                zh: row.get(2)?,
                en: row.get(3)?,
            })
        };
        let meanings = statement.query_map([], meaning)?;
        Ok(meanings.collect::<std::result::Result<_, _>>()?)
    }

    /// Writes a copy of the database into a file that does not exist: compact, and without what was deleted.
    pub fn copy_to(&self, path: &Path) -> Result<()> {
        self.connection
            .execute("VACUUM INTO ?1", [path.to_string_lossy()])
            .map_err(|error| Error::from(error).at(path))?;
        Ok(())
    }
}
