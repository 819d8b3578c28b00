//! Reading: observations for questions, reports and figures for lists.

use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};
use rustc_hash::FxHashMap;

use super::{Error, Store};
use crate::model::{Aggregation, Approx, Better, ChangeStyle, Indicator, Observation, Period, Selection};

/// A row of the view `reports`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Row of the report.
    pub id: i64,
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub reporter: Option<String>,
    /// Reporting region.
    pub region: Option<String>,
    /// Label of the reporting period.
    pub period: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Edition.
    pub edition: i64,
    /// The report that it replaces.
    pub supersedes: Option<i64>,
    /// Where it came from.
    pub source: String,
    /// Number of rows of the ledger by kind, in the order of [`crate::model::Kind::ALL`].
    pub kinds: Vec<i64>,
}

/// A row of the view `figures`, with its report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// Row of the ledger.
    pub id: i64,
    /// Row of the report.
    pub report: i64,
    /// Title of the report.
    pub report_title: Option<String>,
    /// Day of its publication.
    pub published: Option<String>,
    /// Where the report came from.
    pub source: String,
    /// Place in the report's ledger.
    pub seq: i64,
    /// Kind code.
    pub kind: String,
    /// Indicator code.
    pub indicator: Option<String>,
    /// Its name, or what the text calls the thing.
    pub name: Option<String>,
    /// Exact value.
    pub value: Option<String>,
    /// Unit code.
    pub unit: String,
    /// As the report writes it.
    pub as_written: String,
    /// Label of its period.
    pub period: Option<String>,
    /// Its place.
    pub region: Option<String>,
    /// What narrows it.
    pub dimension: Option<String>,
    /// Base of a change.
    pub compared_to: Option<String>,
    /// Among whom it ranks.
    pub rank_of: Option<String>,
    /// How exact.
    pub approx: Option<String>,
    /// Headings above it.
    pub section: Option<String>,
    /// Its sentence.
    pub sentence: String,
    /// First character in the report's text.
    pub char_start: i64,
    /// One past the last.
    pub char_end: i64,
    /// Names of the rules.
    pub rule: String,
    /// What a reader should know.
    pub note: Option<String>,
    /// The figure that replaced it.
    pub superseded_by: Option<i64>,
}

const FIGURE: &str = "SELECT f.id, f.report_id, r.title, r.published_on, r.source, f.seq, f.kind, i.code, coalesce(i.name, f.subject),
       f.value_text, f.unit, f.as_written, f.period, g.name, f.dimension, f.compared_to, f.rank_of, f.approx, f.section, f.sentence,
       f.char_start, f.char_end, f.rule, f.note, f.superseded_by
  FROM figure f JOIN report r ON r.id = f.report_id LEFT JOIN indicator i ON i.id = f.indicator_id LEFT JOIN region g ON g.id = f.region_id";

impl Store {
    /// Every indicator, in catalogue order.
    pub fn indicators(&self) -> Result<Vec<Arc<Indicator>>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT code, domain, name, name_en, unit, decimals, aggregation, better, change, range_low, range_high FROM indicator ORDER BY position, id",
        )?;
        let rows = statement.query_map([], indicator)?;
        Ok(rows.map(|row| row.map(Arc::new)).collect::<Result<_, _>>()?)
    }

    /// Every report, by period and edition.
    pub fn reports(&self) -> Result<Vec<ReportRow>, Error> {
        let mut counts: FxHashMap<i64, Vec<i64>> = FxHashMap::default();
        let mut statement = self
            .connection
            .prepare_cached("SELECT report_id, kind, count(*) FROM figure GROUP BY report_id, kind")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (report, kind, count): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let kinds = counts
                .entry(report)
                .or_insert_with(|| vec![0; crate::model::Kind::ALL.len()]);
            if let Some(index) = crate::model::Kind::ALL.iter().position(|each| each.code() == kind) {
                kinds[index] = count;
            }
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT r.id, r.title, r.reporter, g.name, r.period, r.published_on, r.edition, r.supersedes_id, r.source
               FROM report r LEFT JOIN region g ON g.id = r.region_id
              ORDER BY g.name, r.period_start, r.period_end, r.edition, r.id",
        )?;
        let rows = statement.query_map([], |row| {
            let id = row.get(0)?;
            let kinds = counts
                .get(&id)
                .cloned()
                .unwrap_or_else(|| vec![0; crate::model::Kind::ALL.len()]);
            Ok(ReportRow {
                id,
                title: row.get(1)?,
                reporter: row.get(2)?,
                region: row.get(3)?,
                period: row.get(4)?,
                published: row.get(5)?,
                edition: row.get(6)?,
                supersedes: row.get(7)?,
                source: row.get(8)?,
                kinds,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The ledger of a report.
    pub fn figures(&self, report: i64) -> Result<Vec<FigureRow>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{FIGURE} WHERE f.report_id = ?1 ORDER BY f.seq"))?;
        Ok(statement.query_map([report], figure)?.collect::<Result<_, _>>()?)
    }

    /// One figure by its row.
    pub fn figure(&self, id: i64) -> Result<Option<FigureRow>, Error> {
        let mut statement = self.connection.prepare_cached(&format!("{FIGURE} WHERE f.id = ?1"))?;
        Ok(statement.query_row([id], figure).optional()?)
    }

    /// One figure by its report and its place in the ledger.
    pub fn figure_at(&self, report: i64, seq: i64) -> Result<Option<FigureRow>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{FIGURE} WHERE f.report_id = ?1 AND f.seq = ?2"))?;
        Ok(statement.query_row(params![report, seq], figure).optional()?)
    }

    /// The observations of a selection, in catalogue order, by region, dimension and period.
    ///
    /// With `as_of`, a value is the latest that was published by then.
    pub fn observations(&self, selection: &Selection) -> Result<Vec<Observation>, Error> {
        let indicators: FxHashMap<String, Arc<Indicator>> = self
            .indicators()?
            .into_iter()
            .map(|indicator| (indicator.code.clone(), indicator))
            .collect();
        let mut sql = String::from(
            "SELECT f.id, i.code, g.name, g.code, f.period_start, f.period_end, f.dimension, f.treatment, f.value_text, f.approx,
                    r.id, r.title, r.published_on
               FROM figure f
               JOIN indicator i ON i.id = f.indicator_id
               JOIN report r ON r.id = f.report_id
               LEFT JOIN region g ON g.id = f.region_id
              WHERE f.kind = 'actual' AND f.period_start IS NOT NULL",
        );
        let mut values: Vec<String> = Vec::new();
        let mut list = |sql: &mut String, column: &str, wanted: &[String]| {
            if wanted.is_empty() {
                return;
            }
            let marks: Vec<String> = wanted
                .iter()
                .map(|each| {
                    values.push(each.clone());
                    format!("?{}", values.len())
                })
                .collect();
            sql.push_str(&format!(" AND {column} IN ({})", marks.join(", ")));
        };
        list(&mut sql, "i.code", &selection.indicators);
        if selection.indicators.len() == 1 {
            // The planner has no statistics in a fresh file: the index on indicator_id is the one to use.
            sql.push_str(" AND f.indicator_id = (SELECT id FROM indicator WHERE code = ?1)");
        }
        list(&mut sql, "g.name", &selection.regions);
        if !selection.dimensions {
            sql.push_str(" AND f.dimension IS NULL AND f.treatment IS NULL");
        }
        match selection.as_of {
            None => sql.push_str(" AND f.superseded_by IS NULL AND r.is_current = 1"),
            Some(date) => {
                values.push(date.to_string());
                sql.push_str(&format!(" AND r.published_on <= ?{}", values.len()));
            }
        }
        sql.push_str(
            " ORDER BY i.position, g.name, f.dimension, f.period_start, f.period_end, coalesce(r.published_on, '') DESC, r.id DESC, f.approx IS NOT NULL, f.seq",
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut found: Vec<Observation> = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(observation) = observation(row, &indicators)? else {
                continue;
            };
            let wanted = selection.within.is_empty()
                || selection
                    .within
                    .iter()
                    .any(|period| period.contains(observation.period));
            let repeated = found.last().is_some_and(|last| same_key(last, &observation));
            if wanted && !repeated {
                found.push(observation);
            }
        }
        Ok(found)
    }

    /// Every region that an observation names, the reporting regions first.
    pub fn regions(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT g.name FROM region g LEFT JOIN report r ON r.region_id = g.id GROUP BY g.id ORDER BY count(r.id) DESC, g.name",
        )?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

fn same_key(a: &Observation, b: &Observation) -> bool {
    a.indicator.code == b.indicator.code
        && a.region == b.region
        && a.period == b.period
        && a.dimension == b.dimension
        && a.treatment == b.treatment
}

fn indicator(row: &Row<'_>) -> rusqlite::Result<Indicator> {
    let code = |index: usize| row.get::<_, String>(index);
    let number = |index: usize| {
        row.get::<_, Option<String>>(index)
            .map(|text| text.and_then(|text| text.parse().ok()))
    };
    Ok(Indicator {
        code: row.get(0)?,
        domain: row.get(1)?,
        name: row.get(2)?,
        name_en: row.get(3)?,
        unit: row.get(4)?,
        decimals: row.get(5)?,
        aggregation: Aggregation::from_code(&code(6)?).unwrap_or(Aggregation::Snapshot),
        better: Better::from_code(&code(7)?).unwrap_or(Better::None),
        change: ChangeStyle::from_code(&code(8)?).unwrap_or(ChangeStyle::Difference),
        range: number(9)?.zip(number(10)?),
        aliases: Vec::new(),
    })
}

fn figure(row: &Row<'_>) -> rusqlite::Result<FigureRow> {
    Ok(FigureRow {
        id: row.get(0)?,
        report: row.get(1)?,
        report_title: row.get(2)?,
        published: row.get(3)?,
        source: row.get(4)?,
        seq: row.get(5)?,
        kind: row.get(6)?,
        indicator: row.get(7)?,
        name: row.get(8)?,
        value: row.get(9)?,
        unit: row.get(10)?,
        as_written: row.get(11)?,
        period: row.get(12)?,
        region: row.get(13)?,
        dimension: row.get(14)?,
        compared_to: row.get(15)?,
        rank_of: row.get(16)?,
        approx: row.get(17)?,
        section: row.get(18)?,
        sentence: row.get(19)?,
        char_start: row.get(20)?,
        char_end: row.get(21)?,
        rule: row.get(22)?,
        note: row.get(23)?,
        superseded_by: row.get(24)?,
    })
}

fn observation(row: &Row<'_>, indicators: &FxHashMap<String, Arc<Indicator>>) -> Result<Option<Observation>, Error> {
    let figure: i64 = row.get(0)?;
    let damaged = |column: &'static str, text: &str| Error::Damaged {
        figure,
        column,
        text: text.to_owned(),
    };
    let code: String = row.get(1)?;
    let Some(indicator) = indicators.get(&code).cloned() else {
        return Ok(None);
    };
    let date = |index: usize, column: &'static str| -> Result<NaiveDate, Error> {
        let text: String = row.get(index)?;
        text.parse().map_err(|_| damaged(column, &text))
    };
    let period =
        Period::new(date(4, "period_start")?, date(5, "period_end")?).ok_or_else(|| damaged("period", &code))?;
    let value: String = row.get(8)?;
    let published: Option<String> = row.get(12)?;
    Ok(Some(Observation {
        indicator,
        region: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
        period,
        dimension: row.get(6)?,
        treatment: row.get(7)?,
        value: value.parse().map_err(|_| damaged("value_text", &value))?,
        approx: row
            .get::<_, Option<String>>(9)?
            .and_then(|code| Approx::from_code(&code)),
        figure,
        report: row.get(10)?,
        report_title: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
        published: published.and_then(|text| text.parse().ok()),
    }))
}
