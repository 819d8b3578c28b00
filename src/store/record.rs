//! Writing: a report with its ledger, in one transaction.

use std::sync::Arc;

use rusqlite::{OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use super::{Error, Store, current};
use crate::model::{Extraction, Figure, Indicator, ReportFacts, Value};

/// A report to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct NewReport<'r> {
    /// SHA-256 of its bytes, in hexadecimal: its identity.
    pub sha256: &'r str,
    /// Where it came from.
    pub source: &'r str,
    /// Short name of its format.
    pub format: &'r str,
    /// Its whole text.
    pub text: &'r str,
    /// When it is recorded, as ISO text.
    pub imported_at: &'r str,
    /// What was read from it.
    pub extraction: &'r Extraction,
}

/// What recording did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Row of the report.
    pub report: i64,
    /// Its edition: 1 unless it is a re-issue.
    pub edition: i64,
    /// The report that it replaces.
    pub supersedes: Option<i64>,
}

impl Store {
    /// Brings the indicator table in line with the catalogue, and the views that follow it.
    ///
    /// Nothing is written when nothing changed. Rows of indicators that the catalogue no longer has stay.
    pub fn sync_catalogue<'i>(&mut self, indicators: impl Iterator<Item = &'i Arc<Indicator>>) -> Result<(), Error> {
        let wanted: Vec<&Arc<Indicator>> = indicators.collect();
        let stored = self.indicators()?;
        let same = stored.len() == wanted.len()
            && stored
                .iter()
                .zip(&wanted)
                .all(|(a, b)| without_aliases(a) == without_aliases(b));
        if same {
            return Ok(());
        }
        let transaction = self.connection.transaction()?;
        for (position, indicator) in wanted.iter().enumerate() {
            upsert_indicator(&transaction, indicator, position)?;
        }
        super::views::rebuild(&transaction, &wanted)?;
        transaction.commit()?;
        Ok(())
    }

    /// The report with these bytes, if it is there already.
    pub fn known(&self, sha256: &str) -> Result<Option<i64>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM report WHERE sha256 = ?1")?;
        Ok(statement.query_row([sha256], |row| row.get(0)).optional()?)
    }

    /// Records a report with its ledger: all of it or nothing.
    pub fn record(&mut self, report: &NewReport<'_>) -> Result<Recorded, Error> {
        let transaction = self.connection.transaction()?;
        let facts = &report.extraction.facts;
        let mut regions = Regions {
            transaction: &transaction,
            known: FxHashMap::default(),
        };
        let region = facts
            .region
            .as_deref()
            .map(|name| regions.id(name, facts.region_code.as_deref()))
            .transpose()?;
        let id = insert_report(&transaction, report, region)?;
        insert_figures(&transaction, id, region, &mut regions, &report.extraction.figures)?;
        let recorded = current::settle_editions(&transaction, id)?;
        current::settle_observations(&transaction, id)?;
        transaction.commit()?;
        Ok(recorded)
    }
}

fn without_aliases(indicator: &Indicator) -> Indicator {
    Indicator {
        aliases: Vec::new(),
        ..indicator.clone()
    }
}

fn upsert_indicator(transaction: &Transaction<'_>, indicator: &Indicator, position: usize) -> Result<(), Error> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO indicator (name, code, name_en, domain, unit, decimals, aggregation, better, change, range_low, range_high, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (code, domain) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, unit = excluded.unit,
           decimals = excluded.decimals, aggregation = excluded.aggregation, better = excluded.better, change = excluded.change,
           range_low = excluded.range_low, range_high = excluded.range_high, position = excluded.position",
    )?;
    let (low, high) = indicator.range.map_or((None, None), |(low, high)| {
        (Some(low.to_string()), Some(high.to_string()))
    });
    statement.execute(params![
        indicator.name,
        indicator.code,
        indicator.name_en,
        indicator.domain,
        indicator.unit,
        indicator.decimals,
        indicator.aggregation.code(),
        indicator.better.code(),
        indicator.change.code(),
        low,
        high,
        position as i64,
    ])?;
    Ok(())
}

/// Region rows, made as reports name them.
struct Regions<'t> {
    transaction: &'t Transaction<'t>,
    known: FxHashMap<String, i64>,
}

impl Regions<'_> {
    fn id(&mut self, name: &str, code: Option<&str>) -> Result<i64, Error> {
        if let Some(id) = self.known.get(name) {
            return Ok(*id);
        }
        let find = "SELECT id FROM region WHERE name = ?1 AND (code IS ?2 OR ?2 IS NULL) ORDER BY code IS NULL LIMIT 1";
        let found = self
            .transaction
            .prepare_cached(find)?
            .query_row(params![name, code], |row| row.get(0))
            .optional()?;
        let id = match found {
            Some(id) => id,
            None => {
                let insert = "INSERT INTO region (name, code, level) VALUES (?1, ?2, ?3)";
                self.transaction
                    .prepare_cached(insert)?
                    .insert(params![name, code, code.map(level_of)])?
            }
        };
        self.known.insert(name.to_owned(), id);
        Ok(id)
    }
}

/// Level by the digits of a code of GB/T 2260.
fn level_of(code: &str) -> &'static str {
    match (code.get(2..4), code.get(4..6)) {
        (Some("00"), Some("00")) => "province",
        (_, Some("00")) => "city",
        _ => "county",
    }
}

fn insert_report(transaction: &Transaction<'_>, report: &NewReport<'_>, region: Option<i64>) -> Result<i64, Error> {
    let ReportFacts {
        title,
        reporter,
        period,
        published,
        ..
    } = &report.extraction.facts;
    let mut statement = transaction.prepare_cached(
        "INSERT INTO report (title, reporter, region_id, period_start, period_end, period, published_on, source, format, sha256, text, imported_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    Ok(statement.insert(params![
        title,
        reporter,
        region,
        period.map(|period| period.start().to_string()),
        period.map(|period| period.end().to_string()),
        period.map(|period| period.label()),
        published.map(|date| date.to_string()),
        report.source,
        report.format,
        report.sha256,
        report.text,
        report.imported_at,
    ])?)
}

fn insert_figures(
    transaction: &Transaction<'_>,
    report: i64,
    own_region: Option<i64>,
    regions: &mut Regions<'_>,
    figures: &[Figure],
) -> Result<(), Error> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO figure (report_id, seq, kind, indicator_id, subject, value, value_text, unit, as_written, period_start, period_end,
           period, region_id, dimension, treatment, compared_to, rank_of, rank_order, approx, section, sentence, char_start, char_end, rule, note)
         VALUES (?1, ?2, ?3, (SELECT id FROM indicator WHERE code = ?4), ?5, CAST(?6 AS NUMERIC), ?7, ?8, ?9, ?10, ?11,
           ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
    )?;
    for (index, figure) in figures.iter().enumerate() {
        let region = match figure.region.as_deref() {
            Some(name) => Some(regions.id(name, None)?),
            None => own_region,
        };
        statement.execute(params![
            report,
            index as i64 + 1,
            figure.kind.code(),
            figure.indicator.as_deref(),
            figure.subject,
            figure.value.map(|value| value.as_decimal().to_string()),
            figure.value.map(|value: Value| value.to_string()),
            figure.unit,
            figure.as_written,
            figure.period.map(|period| period.start().to_string()),
            figure.period.map(|period| period.end().to_string()),
            figure.period.map(|period| period.label()),
            region,
            figure.dimension,
            figure.treatment,
            figure.compared_to.map(|base| base.to_string()),
            figure.rank_of,
            figure.rank_order.map(|order| order.code()),
            figure.approx.map(|approx| approx.code()),
            figure.section,
            figure.sentence,
            figure.char_start as i64,
            figure.char_end as i64,
            figure.rule,
            figure.note,
        ])?;
    }
    Ok(())
}
