//! A user's own question in SQL. It can only read.

use rusqlite::types::ValueRef;

use super::{Error, Store};

/// A value as SQLite gives it.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlValue {
    /// NULL
    Null,
    /// A number as SQLite prints it.
    Number(String),
    /// Text; a blob is shown as its length.
    Text(String),
}

/// The result of a statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SqlRows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<SqlValue>>,
}

impl Store {
    /// Runs one statement that reads. The connection is read-only besides.
    pub fn query_readonly(&self, sql: &str) -> Result<SqlRows, Error> {
        let mut statement = self.connection.prepare(sql)?;
        if !statement.readonly() {
            return Err(Error::NotReadOnly);
        }
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let width = columns.len();
        let mut found = SqlRows {
            columns,
            rows: Vec::new(),
        };
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.rows.push(
                (0..width)
                    .map(|index| row.get_ref(index).map(value))
                    .collect::<Result<_, _>>()?,
            );
        }
        Ok(found)
    }
}

fn value(value: ValueRef<'_>) -> SqlValue {
    match value {
        ValueRef::Null => SqlValue::Null,
        ValueRef::Integer(number) => SqlValue::Number(number.to_string()),
        ValueRef::Real(number) => SqlValue::Number(number.to_string()),
        ValueRef::Text(text) => SqlValue::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => SqlValue::Text(format!("({} bytes)", bytes.len())),
    }
}
