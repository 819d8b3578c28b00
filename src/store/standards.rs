//! The `standard_limit` table, kept as `data/standards.toml` is.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, Row, params};

use super::{Error, Result, Store, catalogue, rows};
use crate::model::{Averaging, Direction, Grade, Indicator, Limit, Waters};

impl Store {
    /// Makes the `standard_limit` table these limits; touches nothing when it is. Their indicators must be there.
    ///
    /// # Errors
    /// [`Error::UnknownIndicator`] when one is not.
    pub fn sync_limits(&mut self, limits: &[Limit]) -> Result<()> {
        self.try_sync_limits(limits).map_err(|error| error.at(&self.path))
    }

    /// The limits in the order of the table.
    pub fn limits(&self) -> Result<Vec<Limit>> {
        let indicators: HashMap<i64, Arc<Indicator>> = catalogue::with_ids(&self.connection)?.into_iter().collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT indicator_id, name, number, grade, averaging, waters, direction, value_text, valid_from, valid_to,
                source, note
            FROM standard_limit ORDER BY id",
        )?;
        let mut found = statement.query([])?;
        let mut limits = Vec::new();
        while let Some(row) = found.next()? {
            let indicator = indicators.get(&row.get("indicator_id")?);
            let indicator = indicator.ok_or_else(|| Error::damaged("a limit names an indicator that is not there"))?;
            limits.push(limit(row, Arc::clone(indicator))?);
        }
        Ok(limits)
    }

    fn try_sync_limits(&mut self, limits: &[Limit]) -> Result<()> {
        // A database whose words are of another version is written anew.
        if self.limits().is_ok_and(|stored| stored == limits) {
            return Ok(());
        }
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM standard_limit", [])?;
        for limit in limits {
            insert(&transaction, limit)?;
        }
        Ok(transaction.commit()?)
    }
}

fn insert(connection: &Connection, limit: &Limit) -> Result<()> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO standard_limit (indicator_id, name, number, grade, averaging, waters, direction, value,
                value_text, unit, valid_from, valid_to, source, note)
            SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS NUMERIC), ?8, ?9, ?10, ?11, ?12, ?13
            FROM indicator WHERE code = ?1",
        )?
        .execute(params![
            limit.indicator.code,
            limit.name,
            limit.number,
            limit.grade.code(),
            limit.averaging.code(),
            limit.waters.map(Waters::code),
            limit.direction.code(),
            limit.value.to_string(),
            limit.indicator.unit,
            limit.valid_from.to_string(),
            limit.valid_to.map(|day| day.to_string()),
            limit.source,
            limit.note,
        ])?;
    match inserted {
        0 => Err(Error::UnknownIndicator {
            code: limit.indicator.code.clone(),
        }),
        _ => Ok(()),
    }
}

fn limit(row: &Row<'_>, indicator: Arc<Indicator>) -> Result<Limit> {
    let missing = |what: &str| Error::damaged(format!("a limit has no {what}"));
    Ok(Limit {
        number: row.get("number")?,
        name: row.get("name")?,
        indicator,
        grade: rows::coded(row, "grade", Grade::from_code)?,
        averaging: rows::coded(row, "averaging", Averaging::from_code)?,
        waters: rows::maybe_coded(row, "waters", Waters::from_code)?,
        direction: rows::coded(row, "direction", Direction::from_code)?,
        value: rows::parsed(row, "value_text")?.ok_or_else(|| missing("value"))?,
        valid_from: rows::parsed(row, "valid_from")?.ok_or_else(|| missing("first day"))?,
        valid_to: rows::parsed(row, "valid_to")?,
        source: row.get("source")?,
        note: row.get("note")?,
    })
}
