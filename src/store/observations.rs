//! What a question sees: current actuals, and the changes that reports state.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rusqlite::{Row, named_params};

use super::vintage;
use super::{Error, Result, Store, catalogue, rows};
use crate::model::{Approx, Indicator, Kind, Mending, Observation, Selection, StatedChange, StatedRank, half_unit};

/// `:as_of` looks back: what has been superseded since counts again, and what came later or has no date does not.
/// CROSS JOIN keeps SQLite from beginning with the reports: there are many, and few of their figures are asked for.
const SELECT: &str = "
    f.id, f.indicator_id, coalesce(g.name, '') AS region, f.region_id, f.period_start, f.dimension, f.treatment, f.rule,
        f.compared_to, coalesce(r.title, r.source) AS report_title, r.period_start AS report_start
    FROM figure f
    CROSS JOIN indicator i ON i.id = f.indicator_id
    CROSS JOIN report r ON r.id = f.report_id
    LEFT JOIN region g ON g.id = f.region_id
    WHERE f.kind = :kind AND f.value IS NOT NULL AND f.period_start IS NOT NULL
        AND CASE WHEN :as_of IS NULL THEN :superseded OR f.superseded_by IS NULL ELSE r.published_on <= :as_of END
        AND (:dimensions OR (f.dimension IS NULL AND f.treatment IS NULL))
        AND (:narrowed_to IS NULL OR f.dimension IN (SELECT value FROM json_each(:narrowed_to)))
        AND (:first IS NULL OR (f.period_start >= :first AND f.period_end <= :last))";

/// What leads to the rows by the index on indicator, region and period. For a region alone every indicator is looked up,
/// which is some hundred steps instead of all rows.
const BY_INDICATOR: &str = "
        AND f.indicator_id IN (SELECT id FROM indicator
            WHERE :indicators IS NULL OR code IN (SELECT value FROM json_each(:indicators)))";
const BY_REGION: &str = "
        AND f.region_id IN (SELECT value FROM json_each(:regions))";
const ANY_INDICATOR: &str = " AND :indicators IS NULL";
const ANY_REGION: &str = " AND :regions IS NULL";
const ORDER: &str = "
    ORDER BY i.position, g.name, f.region_id, f.dimension, f.treatment, f.period_start, f.period_end, f.id";

/// A row with what decides between it and others of the same place, time and thing.
struct Statement {
    change: StatedChange,
    region: Option<i64>,
    weight: vintage::Statement,
}

/// Whose word is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// What the reports state.
    AsReported,
    /// What holds: as a person has put it right.
    Current,
}

impl Store {
    /// The current actuals that a question needs, in the order of the catalogue, then by region, dimension and period.
    ///
    /// With `as_of`, those that were current then; a report without a day of publication does not count.
    pub fn observations(&self, selection: &Selection) -> Result<Vec<Observation>> {
        let current = winners(self.statements(selection, Kind::Actual, false, Said::Current)?);
        Ok(current.into_iter().map(|change| change.observation).collect())
    }

    /// The changes that reports state for the same selection; of several statements of one change the current one.
    pub fn changes(&self, selection: &Selection) -> Result<Vec<StatedChange>> {
        Ok(winners(self.statements(
            selection,
            Kind::Change,
            false,
            Said::AsReported,
        )?))
    }

    /// Every change that a report states for the same selection, also what another report states too.
    pub fn all_changes(&self, selection: &Selection) -> Result<Vec<StatedChange>> {
        let statements = self.statements(selection, Kind::Change, true, Said::AsReported)?;
        Ok(statements.into_iter().map(|each| each.change).collect())
    }

    /// The ranks that reports state for the same selection, also what another report states too.
    pub fn ranks(&self, selection: &Selection) -> Result<Vec<StatedRank>> {
        let statements = self.statements(selection, Kind::Rank, false, Said::AsReported)?;
        let mut among = self
            .connection
            .prepare_cached("SELECT rank_of FROM figure WHERE id = ?1")?;
        let rank = |each: Statement| {
            Ok(StatedRank {
                among: among.query_row([each.change.observation.figure], |row| row.get(0))?,
                as_written: each.change.as_written,
                observation: each.change.observation,
            })
        };
        statements.into_iter().map(rank).collect()
    }

    /// Every statement of a value for the same selection as the reports have it, also what a later report has superseded, in
    /// the order in which the reports appeared; an unknown day of publication comes first.
    pub fn vintages(&self, selection: &Selection) -> Result<Vec<Observation>> {
        self.all_statements(selection, Said::AsReported)
    }

    /// The same, put right by hand where they were.
    pub fn mended_vintages(&self, selection: &Selection) -> Result<Vec<Observation>> {
        self.all_statements(selection, Said::Current)
    }

    fn all_statements(&self, selection: &Selection, said: Said) -> Result<Vec<Observation>> {
        let mut statements = self.statements(selection, Kind::Actual, true, said)?;
        statements.sort_by(|a, b| a.weight.published().cmp(&b.weight.published()));
        Ok(statements.into_iter().map(|each| each.change.observation).collect())
    }

    fn statements(&self, selection: &Selection, kind: Kind, superseded: bool, said: Said) -> Result<Vec<Statement>> {
        let (indicators, regions) = (list(&selection.indicators), self.region_rows(&selection.regions)?);
        let by_indicator = match indicators.is_some() || regions.is_some() {
            true => BY_INDICATOR,
            false => ANY_INDICATOR,
        };
        let by_region = if regions.is_some() { BY_REGION } else { ANY_REGION };
        let sql = format!("SELECT {}, {SELECT}{by_indicator}{by_region}{ORDER}", vintage::WEIGHT);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! {
            ":kind": kind.code(),
            ":superseded": superseded,
            ":as_of": selection.as_of.map(|date| date.to_string()),
            ":dimensions": selection.dimensions || !selection.narrowed_to.is_empty(),
            ":narrowed_to": list(&selection.narrowed_to),
            ":indicators": indicators,
            ":regions": regions,
            ":first": selection.within.iter().map(|period| period.start()).min().map(|date| date.to_string()),
            ":last": selection.within.iter().map(|period| period.end()).max().map(|date| date.to_string()),
        })?;
        let mendings = match said {
            Said::Current => self.mendings(selection.as_of)?,
            Said::AsReported => HashMap::new(),
        };
        let mut known: HashMap<i64, Arc<Indicator>> = HashMap::new();
        let mut statements = Vec::new();
        while let Some(row) = rows.next()? {
            let statement = read(row, self.indicator(row.get("indicator_id")?, &mut known)?)?;
            let Some(statement) = mended(statement, &mendings) else {
                continue;
            };
            let period = statement.change.observation.period;
            if selection.within.is_empty() || selection.within.iter().any(|within| within.contains(period)) {
                statements.push(statement);
            }
        }
        Ok(statements)
    }

    /// The rows of regions by name, by code, or by the name under which a report is theirs; nothing where all are meant.
    fn region_rows(&self, names: &[String]) -> Result<Option<String>> {
        let Some(names) = list(names) else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM region
                WHERE name IN (SELECT value FROM json_each(?1)) OR code IN (SELECT value FROM json_each(?1))
            UNION
            SELECT region_id FROM report WHERE place IN (SELECT value FROM json_each(?1)) AND region_id IS NOT NULL",
        )?;
        let rows = statement.query_map([names], |row| row.get(0))?;
        let rows: Vec<i64> = rows.collect::<Result<_, _>>()?;
        Ok(Some(serde_json::Value::from(rows).to_string()))
    }

    /// An indicator, read when the first of its rows comes up.
    fn indicator(&self, row: i64, known: &mut HashMap<i64, Arc<Indicator>>) -> Result<Arc<Indicator>> {
        if let Some(indicator) = known.get(&row) {
            return Ok(Arc::clone(indicator));
        }
        let indicator = catalogue::by_id(&self.connection, row)?;
        known.insert(row, Arc::clone(&indicator));
        Ok(indicator)
    }
}

/// A JSON array for `json_each`; nothing where everything is meant.
fn list(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| serde_json::Value::from(names).to_string())
}

fn read(row: &Row<'_>, indicator: Arc<Indicator>) -> Result<Statement> {
    let missing = |what: &str| Error::damaged(format!("a figure has no {what}"));
    let value = rows::parsed(row, "value_text")?.ok_or_else(|| missing("value"))?;
    let observation = Observation {
        indicator,
        region: row.get("region")?,
        period: rows::period(row)?.ok_or_else(|| missing("period"))?,
        dimension: row.get("dimension")?,
        treatment: row.get("treatment")?,
        value,
        half: half_unit(value, row.get_ref("as_written")?.as_str().unwrap_or_default()),
        approx: rows::maybe_coded(row, "approx", Approx::from_code)?,
        figure: row.get("id")?,
        report: row.get("report_id")?,
        report_title: row.get("report_title")?,
        published: rows::parsed(row, "published_on")?,
        // ISO text sorts as dates do; a report on an unknown time looks nowhere.
        looks_back: row.get_ref("period_end")?.as_str().ok() < row.get_ref("report_start")?.as_str().ok(),
    };
    let change = StatedChange {
        observation,
        unit: row.get("unit")?,
        compared_to: rows::comparison(row)?,
        as_written: row.get("as_written")?,
    };
    Ok(Statement {
        change,
        region: row.get("region_id")?,
        weight: vintage::Statement::of(row)?,
    })
}

/// Of several statements of one thing the one that stands highest, in the place of the first.
fn winners(statements: Vec<Statement>) -> Vec<StatedChange> {
    let mut places = HashMap::new();
    let mut rivals: Vec<Vec<Statement>> = Vec::new();
    for statement in statements {
        match places.entry(key(&statement)) {
            Entry::Vacant(place) => {
                place.insert(rivals.len());
                rivals.push(vec![statement]);
            }
            Entry::Occupied(place) => rivals[*place.get()].push(statement),
        }
    }
    let winner = |mut rivals: Vec<Statement>| {
        let place = vintage::current(rivals.iter().map(|each| &each.weight))?;
        Some(rivals.swap_remove(place).change)
    };
    rivals.into_iter().filter_map(winner).collect()
}

/// A statement as it was put right by hand; nothing where it was dropped. The digits of another value are its own.
fn mended(mut statement: Statement, mendings: &HashMap<i64, Mending>) -> Option<Statement> {
    let observation = &mut statement.change.observation;
    match mendings.get(&observation.figure) {
        Some(Mending::Drop) => return None,
        Some(Mending::Value(value)) => {
            (observation.value, observation.half, observation.approx) = (*value, half_unit(*value, ""), None);
        }
        Some(Mending::Confirm) | None => {}
    }
    Some(statement)
}

/// Everything but the value; where the region is unknown, two reports never speak of the same.
fn key(statement: &Statement) -> impl Eq + std::hash::Hash + use<> {
    let StatedChange {
        observation,
        unit,
        compared_to,
        ..
    } = &statement.change;
    (
        observation.indicator.code.clone(),
        statement.region.ok_or(observation.report),
        observation.period,
        observation.dimension.clone(),
        observation.treatment.clone(),
        unit.clone(),
        compared_to.map(|comparison| comparison.to_string()),
    )
}
