//! The `indicator` table, kept as the catalogue is.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use rust_decimal::Decimal;

use super::{Error, Result, Store, dictionary, domain_views, rows};
use crate::model::{Aggregation, Better, ChangeStyle, Indicator, SeriesBreak};

impl Store {
    /// Makes the `indicator` table and the views that follow it what the catalogue says; touches nothing when they are.
    ///
    /// An indicator that the catalogue no longer has stays, after the others, as long as a row refers to it.
    pub fn sync_catalogue(&mut self, indicators: &[Arc<Indicator>]) -> Result<()> {
        self.try_sync(indicators).map_err(|error| error.at(&self.path))
    }

    /// The indicators in the order of the catalogue.
    pub fn indicators(&self) -> Result<Vec<Arc<Indicator>>> {
        Ok(with_ids(&self.connection)?
            .into_iter()
            .map(|(_, indicator)| indicator)
            .collect())
    }

    fn try_sync(&mut self, indicators: &[Arc<Indicator>]) -> Result<()> {
        let stored = self.indicators()?;
        if stored == indicators {
            return Ok(());
        }
        let transaction = self.connection.transaction()?;
        for (position, indicator) in indicators.iter().enumerate() {
            if stored.get(position) != Some(indicator) {
                upsert(&transaction, indicator, position)?;
            }
        }
        for indicator in indicators {
            set_counts(&transaction, indicator)?;
        }
        let kept: HashSet<&str> = indicators.iter().map(|indicator| indicator.code.as_str()).collect();
        let retired = stored
            .iter()
            .filter(|indicator| !kept.contains(indicator.code.as_str()));
        for (place, indicator) in retired.enumerate() {
            retire(&transaction, &indicator.code, indicators.len() + place)?;
        }
        domain_views::refresh(&transaction)?;
        dictionary::refresh(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// An indicator is known by its code, whatever else of it changes.
fn upsert(connection: &Connection, indicator: &Indicator, position: usize) -> Result<()> {
    let aliases = serde_json::Value::from(indicator.aliases.clone()).to_string();
    let (low, high) = indicator.range.unzip();
    let columns = params![
        indicator.code,
        indicator.domain,
        indicator.name,
        indicator.name_en,
        indicator.unit,
        indicator.decimals,
        indicator.aggregation.code(),
        indicator.better.code(),
        indicator.change.code(),
        low.map(|low| low.to_string()),
        high.map(|high| high.to_string()),
        aliases,
        position as i64,
    ];
    let update =
        "UPDATE indicator SET domain = ?2, name = ?3, name_en = ?4, unit = ?5, decimals = ?6, aggregation = ?7,
            better = ?8, change_style = ?9, range_low = ?10, range_high = ?11, aliases = ?12, position = ?13
        WHERE code = ?1";
    let insert =
        "INSERT INTO indicator (code, domain, name, name_en, unit, decimals, aggregation, better, change_style,
            range_low, range_high, aliases, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    if connection.prepare_cached(update)?.execute(columns)? == 0 {
        connection.prepare_cached(insert)?.execute(columns)?;
    }
    set_break(connection, indicator)
}

fn set_break(connection: &Connection, indicator: &Indicator) -> Result<()> {
    let Some(SeriesBreak { day, standard }) = &indicator.series_break else {
        let none = "DELETE FROM series_break WHERE indicator_id = (SELECT id FROM indicator WHERE code = ?1)";
        connection.prepare_cached(none)?.execute([&indicator.code])?;
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO series_break (indicator_id, day, standard)
            SELECT id, ?2, ?3 FROM indicator WHERE code = ?1",
        )?
        .execute(params![indicator.code, day.to_string(), standard])?;
    Ok(())
}

/// The counts of a share; they may stand behind it in the catalogue.
fn set_counts(connection: &Connection, indicator: &Indicator) -> Result<()> {
    let Some([part, whole]) = &indicator.counts else {
        let none = "DELETE FROM share_counts WHERE indicator_id = (SELECT id FROM indicator WHERE code = ?1)";
        connection.prepare_cached(none)?.execute([&indicator.code])?;
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO share_counts (indicator_id, part_id, whole_id)
            SELECT share.id, part.id, whole.id FROM indicator share, indicator part, indicator whole
            WHERE share.code = ?1 AND part.code = ?2 AND whole.code = ?3",
        )?
        .execute([&indicator.code, part, whole])?;
    Ok(())
}

fn retire(connection: &Connection, code: &str, position: usize) -> Result<()> {
    let deleted = connection.execute(
        "DELETE FROM indicator WHERE code = ?1
            AND NOT EXISTS (SELECT 1 FROM figure WHERE indicator_id = indicator.id)
            AND NOT EXISTS (SELECT 1 FROM target WHERE indicator_id = indicator.id)
            AND NOT EXISTS (SELECT 1 FROM standard_limit WHERE indicator_id = indicator.id)",
        [code],
    )?;
    if deleted == 0 {
        connection.execute(
            "UPDATE indicator SET position = ?2 WHERE code = ?1 AND position <> ?2",
            params![code, position as i64],
        )?;
    }
    Ok(())
}

const SELECT: &str = "SELECT i.id, i.code, i.domain, i.name, i.name_en, i.unit, i.decimals, i.aggregation, i.better,
        i.change_style, i.range_low, i.range_high, i.aliases, b.day AS break_day, b.standard AS break_standard,
        part.code AS part, whole.code AS whole
    FROM indicator i
    LEFT JOIN series_break b ON b.indicator_id = i.id
    LEFT JOIN share_counts s ON s.indicator_id = i.id
    LEFT JOIN indicator part ON part.id = s.part_id
    LEFT JOIN indicator whole ON whole.id = s.whole_id";

/// The indicator of a row.
pub(super) fn by_id(connection: &Connection, id: i64) -> Result<Arc<Indicator>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE i.id = ?1"))?;
    let mut rows = statement.query([id])?;
    let row = rows
        .next()?
        .ok_or_else(|| Error::damaged("a figure names an indicator that is not there"))?;
    Ok(Arc::new(indicator(row)?))
}

/// The indicators with their row numbers, in the order of the catalogue.
pub(super) fn with_ids(connection: &Connection) -> Result<Vec<(i64, Arc<Indicator>)>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY i.position, i.id"))?;
    let mut rows = statement.query([])?;
    let mut indicators = Vec::new();
    while let Some(row) = rows.next()? {
        indicators.push((row.get("id")?, Arc::new(indicator(row)?)));
    }
    Ok(indicators)
}

fn indicator(row: &Row<'_>) -> Result<Indicator> {
    let aliases: String = row.get("aliases")?;
    let aliases = serde_json::from_str(&aliases).map_err(|_| Error::damaged("the aliases of an indicator"))?;
    let low: Option<Decimal> = rows::parsed(row, "range_low")?;
    let high: Option<Decimal> = rows::parsed(row, "range_high")?;
    let (part, whole): (Option<String>, Option<String>) = (row.get("part")?, row.get("whole")?);
    let day: Option<NaiveDate> = rows::parsed(row, "break_day")?;
    let standard: Option<String> = row.get("break_standard")?;
    Ok(Indicator {
        code: row.get("code")?,
        domain: row.get("domain")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
        unit: row.get("unit")?,
        decimals: row.get("decimals")?,
        aggregation: rows::coded(row, "aggregation", Aggregation::from_code)?,
        better: rows::coded(row, "better", Better::from_code)?,
        change: rows::coded(row, "change_style", ChangeStyle::from_code)?,
        range: low.zip(high),
        aliases,
        counts: part.zip(whole).map(<[String; 2]>::from),
        series_break: day.map(|day| SeriesBreak {
            day,
            standard: standard.unwrap_or_default(),
        }),
    })
}
