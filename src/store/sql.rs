//! The user's own statements, which can read everything and change nothing.

use rusqlite::ErrorCode;
use rusqlite::types::ValueRef;

use super::{Error, Result, Store, open};

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlValue {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A float: SQLite knows no other fractions. Exact decimals stand as text in the `…_text` columns.
    Real(f64),
    /// Text; bytes that are no UTF-8 are shown as �.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// What a statement gives.
#[derive(Debug, Clone, PartialEq)]
pub struct SqlTable {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows, with a value for each column.
    pub rows: Vec<Vec<SqlValue>>,
}

impl Store {
    /// Runs one statement on a connection that cannot write.
    ///
    /// # Errors
    /// [`Error::NotReadOnly`] for a statement that would change something, [`Error::Statement`] for one that SQLite
    /// does not take, [`Error::NoStatement`] for an empty one.
    pub fn query_readonly(&self, sql: &str) -> Result<SqlTable> {
        let connection = open::read_only(&self.path)?;
        let mut statement = connection.prepare(sql).map_err(refused)?;
        if !statement.readonly() {
            return Err(Error::NotReadOnly);
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).map_err(refused)?;
        let mut table = SqlTable {
            columns,
            rows: Vec::new(),
        };
        while let Some(row) = rows.next().map_err(refused)? {
            let values = (0..table.columns.len()).map(|index| row.get_ref(index).map(SqlValue::from));
            table.rows.push(values.collect::<Result<_, _>>()?);
        }
        Ok(table)
    }
}

/// SQLite compiles an empty text to nothing, and calls it a misuse to run that.
fn refused(source: rusqlite::Error) -> Error {
    match source.sqlite_error_code() {
        Some(ErrorCode::ApiMisuse) => Error::NoStatement,
        _ => Error::Statement { source },
    }
}

impl From<ValueRef<'_>> for SqlValue {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => SqlValue::Null,
            ValueRef::Integer(number) => SqlValue::Integer(number),
            ValueRef::Real(number) => SqlValue::Real(number),
            ValueRef::Text(bytes) => SqlValue::Text(String::from_utf8_lossy(bytes).into_owned()),
            ValueRef::Blob(bytes) => SqlValue::Blob(bytes.to_vec()),
        }
    }
}
