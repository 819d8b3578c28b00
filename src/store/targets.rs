//! Targets: those that reports state, and those that were set by hand.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Error, Result, Store, catalogue, rows};
use crate::model::{Approx, Direction, Goal, Indicator, Period};

impl Store {
    /// Every target: of the reports that no later edition replaces in the order of publication, then those set by hand; by
    /// indicator and period.
    ///
    /// With `as_of`, those of the reports that had been published by then and not been replaced yet.
    pub fn goals(&self, as_of: Option<NaiveDate>) -> Result<Vec<Goal>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.indicator_id, coalesce(g.name, '') AS region, f.period_start, f.period_end, f.dimension,
                NULL AS direction, f.approx, f.value_text, f.unit, coalesce(r.title, r.source) AS source,
                f.id AS figure, NULL AS row, i.position,
                coalesce(r.published_on, '') AS stated_on
            FROM figure f
            JOIN indicator i ON i.id = f.indicator_id
            JOIN report r ON r.id = f.report_id
            LEFT JOIN region g ON g.id = f.region_id
            WHERE f.kind = 'target' AND f.value IS NOT NULL AND f.period_start IS NOT NULL
                AND (?1 IS NULL OR r.published_on <= ?1)
                AND r.id NOT IN (SELECT later.supersedes_id FROM report later
                    WHERE later.supersedes_id IS NOT NULL AND (?1 IS NULL OR later.published_on <= ?1))
            UNION ALL
            SELECT t.indicator_id, g.name, t.period_start, t.period_end, t.dimension,
                t.direction, NULL, t.value_text, i.unit, coalesce(t.name, t.source, ''), NULL, t.id, i.position,
                'by hand'
            FROM target t
            JOIN indicator i ON i.id = t.indicator_id
            JOIN region g ON g.id = t.region_id
            ORDER BY 13, 2, 3, 4, 14, 11",
        )?;
        let mut known: HashMap<i64, Arc<Indicator>> = HashMap::new();
        let mut found = statement.query([as_of.map(|day| day.to_string())])?;
        let mut goals = Vec::new();
        while let Some(row) = found.next()? {
            let id: i64 = row.get("indicator_id")?;
            let indicator = match known.get(&id) {
                Some(indicator) => Arc::clone(indicator),
                None => catalogue::by_id(&self.connection, id)?,
            };
            known.insert(id, Arc::clone(&indicator));
            goals.push(goal(row, indicator)?);
        }
        Ok(goals)
    }

    /// Sets a target; one for the same indicator, region, period, part and direction is replaced.
    ///
    /// # Errors
    /// [`Error::Damaged`](Error) where the region or indicator is not in the database.
    pub fn set_goal(&mut self, goal: &Goal) -> Result<i64> {
        let transaction = self.connection.transaction()?;
        let indicator: Option<i64> = transaction
            .query_row(
                "SELECT id FROM indicator WHERE code = ?1",
                [&goal.indicator.code],
                |row| row.get(0),
            )
            .optional()?;
        let region: Option<i64> = transaction
            .query_row(
                "SELECT id FROM region WHERE name = ?1 ORDER BY id LIMIT 1",
                [&goal.region],
                |row| row.get(0),
            )
            .optional()?;
        let (Some(indicator), Some(region), Some(direction)) = (indicator, region, goal.direction) else {
            return Err(Error::damaged(
                "a target names a region or an indicator that is not there",
            ));
        };
        let (start, end) = (goal.period.start().to_string(), goal.period.end().to_string());
        transaction.execute(
            "DELETE FROM target WHERE indicator_id = ?1 AND region_id = ?2 AND period_start = ?3 AND period_end = ?4
                AND dimension IS ?5 AND direction = ?6",
            params![indicator, region, start, end, goal.dimension, direction.code()],
        )?;
        transaction.execute(
            "INSERT INTO target (name, indicator_id, region_id, period_start, period_end, period, dimension, direction,
                value, value_text, source)
            VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS NUMERIC), ?9, ?10)",
            params![
                indicator,
                region,
                start,
                end,
                goal.period.label(),
                goal.dimension,
                direction.code(),
                goal.value.as_decimal().to_string(),
                goal.value.to_string(),
                goal.source
            ],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(id)
    }

    /// Drops a target that was set by hand; `false` where there is none.
    pub fn drop_goal(&mut self, row: i64) -> Result<bool> {
        Ok(self.connection.execute("DELETE FROM target WHERE id = ?1", [row])? > 0)
    }
}

fn goal(row: &Row<'_>, indicator: Arc<Indicator>) -> Result<Goal> {
    let missing = |what: &str| Error::damaged(format!("a target has no {what}"));
    let period: Period = rows::period(row)?.ok_or_else(|| missing("period"))?;
    let stated = rows::maybe_coded(row, "direction", Direction::from_code)?;
    let bound = rows::maybe_coded(row, "approx", Approx::from_code)?;
    let direction = stated.or(match bound {
        Some(Approx::Over) => Some(Direction::AtLeast),
        Some(Approx::Under) => Some(Direction::AtMost),
        _ => Direction::of(indicator.better),
    });
    Ok(Goal {
        region: row.get("region")?,
        period,
        dimension: row.get("dimension")?,
        direction,
        value: rows::parsed(row, "value_text")?.ok_or_else(|| missing("value"))?,
        unit: row.get("unit")?,
        source: row.get("source")?,
        figure: row.get("figure")?,
        row: row.get("row")?,
        indicator,
    })
}
