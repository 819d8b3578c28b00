//! Rows of the `region` table, made when a report or figure first names them.
//!
//! A name alone is no identity: there are many 朝阳区. A division is known by its code; a place without code belongs to
//! the region of the report that names it, so that 城关镇 of two counties stay two places.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Result, Store};
use crate::model::{Region, ReportFacts};

impl Store {
    /// The names of all regions that reports and figures name, each once.
    pub fn regions(&self) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT name FROM region ORDER BY name")?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// The name of every region of which something is said about one of these indicators, empty where it is not known. Two
    /// regions of one name are two; only the index is read.
    pub fn regions_with(&self, indicators: &[String]) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(g.name, '') FROM (
                SELECT DISTINCT region_id FROM figure WHERE indicator_id IN
                    (SELECT id FROM indicator WHERE code IN (SELECT value FROM json_each(?1)))
            ) LEFT JOIN region g ON g.id = region_id",
        )?;
        let codes = serde_json::Value::from(indicators).to_string();
        let names = statement.query_map([codes], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}

/// The places of one report.
pub(super) struct Places<'a> {
    connection: &'a Connection,
    divisions: &'a [Region],
    /// The reporting region as the report names it.
    own_name: Option<&'a str>,
    /// Its row.
    own: Option<i64>,
    /// The rows of the places that its figures named so far.
    found: HashMap<String, i64>,
}

impl<'a> Places<'a> {
    /// Finds or makes the reporting region.
    pub fn of(connection: &'a Connection, facts: &'a ReportFacts, divisions: &'a [Region]) -> Result<Self> {
        let own_name = facts.region.as_deref();
        let mut places = Places {
            connection,
            divisions,
            own_name,
            own: None,
            found: HashMap::new(),
        };
        places.own = match (&facts.region_code, own_name) {
            (Some(code), name) => Some(places.coded(code, name.unwrap_or(code))?),
            (None, Some(name)) => Some(places.uncoded(name, None)?),
            (None, None) => None,
        };
        Ok(places)
    }

    /// The reporting region.
    pub fn own(&self) -> Option<i64> {
        self.own
    }

    /// The region of a figure, by the place that its text names.
    pub fn named(&mut self, place: Option<&str>) -> Result<Option<i64>> {
        let Some(name) = place.filter(|name| Some(*name) != self.own_name) else {
            return Ok(self.own);
        };
        if let Some(id) = self.found.get(name) {
            return Ok(Some(*id));
        }
        let id = match self.divisions.iter().find(|division| division.name == name) {
            Some(division) => self.coded(&division.code, name),
            None => self.uncoded(name, self.own),
        }?;
        self.found.insert(name.to_owned(), id);
        Ok(Some(id))
    }

    /// The row of a code; the name is for one that is not among the divisions.
    fn coded(&self, code: &str, name: &str) -> Result<i64> {
        let mut find = self
            .connection
            .prepare_cached("SELECT id FROM region WHERE code = ?1")?;
        if let Some(id) = find.query_row([code], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let division = self.divisions.iter().find(|division| division.code == code);
        let parent = division
            .and_then(|division| division.parent.as_deref())
            .filter(|parent| *parent != code);
        let parent = match parent.and_then(|parent| self.divisions.iter().find(|above| above.code == parent)) {
            // The level falls with each step up, so that a circle in the divisions cannot hold us.
            Some(above) if division.is_some_and(|division| above.level < division.level) => {
                Some(self.coded(&above.code, &above.name)?)
            }
            _ => None,
        };
        let name = division.map_or(name, |division| division.name.as_str());
        self.insert(name, Some(code), division.map(|division| division.level.code()), parent)
    }

    fn uncoded(&self, name: &str, within: Option<i64>) -> Result<i64> {
        let mut find = self
            .connection
            .prepare_cached("SELECT id FROM region WHERE name = ?1 AND code IS NULL AND parent_id IS ?2")?;
        match find.query_row(params![name, within], |row| row.get(0)).optional()? {
            Some(id) => Ok(id),
            None => self.insert(name, None, None, within),
        }
    }

    fn insert(&self, name: &str, code: Option<&str>, level: Option<&str>, parent: Option<i64>) -> Result<i64> {
        self.connection
            .prepare_cached("INSERT INTO region (name, code, level, parent_id) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![name, code, level, parent])?;
        Ok(self.connection.last_insert_rowid())
    }
}
