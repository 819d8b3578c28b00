//! How far a stored value may lie from the true one by the rounding of what was published, for the views: SQL cannot read
//! `364.8万元`, so the program tells it.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};

use super::Result;
use crate::model::{Decimal, Value, half_unit, rounding_doubt};

/// Half a unit of the last digit as written, in the unit of the value; 0 where things are counted one by one.
pub(super) fn of(value: Value, as_written: &str, unit: &str) -> Decimal {
    rounding_doubt(half_unit(value, as_written), unit)
}

/// Makes [`of`] known to SQL as `rounding_doubt(value_text, as_written, unit)`; nothing where there is no value.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("rounding_doubt", 3, flags, |row| {
        let value: Option<String> = row.get(0)?;
        let (as_written, unit) = (row.get::<String>(1)?, row.get::<String>(2)?);
        let value: Option<Value> = value.and_then(|text| text.parse().ok());
        Ok(value.map(|value| of(value, &as_written, &unit).to_string()))
    })?;
    Ok(())
}

/// Fills in what a file of an earlier version does not have.
pub(super) fn fill(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "UPDATE figure SET doubt = rounding_doubt(value_text, as_written, unit) WHERE value IS NOT NULL AND doubt IS NULL;
        UPDATE correction SET doubt = rounding_doubt(value_text, '', unit) WHERE value IS NOT NULL AND doubt IS NULL;",
    )?;
    Ok(())
}

/// After the value of a figure has changed.
pub(super) fn renew(connection: &Connection, figure: i64) -> Result<()> {
    connection
        .prepare_cached("UPDATE figure SET doubt = rounding_doubt(value_text, as_written, unit) WHERE id = ?1")?
        .execute(params![figure])?;
    Ok(())
}
