//! Which of several statements of one value is current.
//!
//! The latest publication wins, an unknown day losing to any; then the higher edition, then the later import. Within
//! one report an exact number wins over a round one, more digits over fewer, the first over a later one. But where a later
//! report only repeats with fewer digits what the report on that very time says (42.1, later 去年同期为42), nothing was
//! revised and the value of its own report stays. The others point to the winner in `superseded_by`; none is deleted. What a person has dropped takes no part. So a
//! report loaded late never wins over a later published one.

use std::cmp::Reverse;
use std::collections::HashSet;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use rust_decimal::Decimal;

use super::ledger::Place;
use super::{Error, Result, doubt};
use crate::model::{Figure, Kind, Value};

/// What makes two figures statements of one value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    indicator: i64,
    region: Option<i64>,
    /// Where the region is unknown, two reports never speak of the same.
    report: Option<i64>,
    start: String,
    end: String,
    dimension: Option<String>,
    treatment: Option<String>,
}

impl Key {
    /// The key of a figure; `None` when it is not the value of an indicator in a known period.
    pub fn of(figure: &Figure, indicator: Option<i64>, region: Option<i64>, report: i64) -> Option<Self> {
        let (period, indicator) = figure.period.zip(indicator)?;
        let is_value = figure.kind == Kind::Actual && figure.value.is_some();
        is_value.then(|| Key {
            indicator,
            region,
            report: region.is_none().then_some(report),
            start: period.start().to_string(),
            end: period.end().to_string(),
            dimension: figure.dimension.clone(),
            treatment: figure.treatment.clone(),
        })
    }
}

/// The values of a report under way that were stated before, by it or by others: only there is something to weigh.
#[derive(Default)]
pub(super) struct Contested {
    seen: HashSet<Key>,
    keys: Vec<Key>,
}

impl Contested {
    /// Takes a figure that is not yet written.
    pub fn add(&mut self, connection: &Connection, figure: &Figure, place: Place) -> Result<()> {
        let Some(key) = Key::of(figure, place.indicator, place.region, place.report) else {
            return Ok(());
        };
        if self.seen.contains(&key) || is_stated(connection, &key)? {
            self.keys.push(key);
        } else {
            self.seen.insert(key);
        }
        Ok(())
    }

    /// What there is to settle.
    pub fn keys(self) -> Vec<Key> {
        self.keys
    }
}

/// Whether there may be a statement of this value; what a person has dropped counts too.
fn is_stated(connection: &Connection, key: &Key) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM figure
        WHERE indicator_id = ?1 AND region_id IS ?2 AND period_start = ?4 AND period_end = ?5
            AND dimension IS ?6 AND treatment IS ?7 AND (?3 IS NULL OR report_id = ?3)",
    )?;
    Ok(statement.exists(params![
        key.indicator,
        key.region,
        key.report,
        key.start,
        key.end,
        key.dimension,
        key.treatment
    ])?)
}

/// How a statement stands against others of the same value: the greatest is current.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    /// ISO text sorts as dates do; unknown first.
    published_on: Option<String>,
    edition: i64,
    report: i64,
    exact: bool,
    digits: usize,
    first: Reverse<i64>,
}

impl Standing {
    /// When and in which edition it was published.
    fn published(&self) -> (Option<&str>, i64, i64) {
        (self.published_on.as_deref(), self.edition, self.report)
    }

    fn of(row: &Row<'_>, digits: usize) -> Result<Self> {
        Ok(Standing {
            published_on: row.get(7)?,
            edition: row.get(8)?,
            report: row.get(6)?,
            exact: row.get_ref(0)? == ValueRef::Null,
            digits,
            first: Reverse(row.get(9)?),
        })
    }
}

/// What a [`Statement`] is made of, of a figure `f` and its report `r`; these columns come first in a row. By place and not
/// by name, because every figure of an import and of an answer is weighed.
pub(super) const WEIGHT: &str =
    "f.approx, f.value_text, f.as_written, f.unit, f.period_end, r.period_end AS report_end,
        f.report_id, r.published_on, r.edition, f.seq";

/// A statement as it is weighed against others of the same value.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    standing: Standing,
    /// Whether the report is on the time that ends with the value's own.
    own: bool,
    exact: bool,
    value: Value,
    /// How far the true value may lie from it by rounding.
    doubt: Decimal,
}

impl Statement {
    /// From a row that begins with [`WEIGHT`].
    pub fn of(row: &Row<'_>) -> Result<Self> {
        let text = |column| Ok::<_, Error>(row.get_ref(column)?.as_str().unwrap_or_default());
        let (digits, written, unit) = (text(1)?, text(2)?, text(3)?);
        let value = digits.parse().map_err(|_| Error::damaged("a value has no digits"))?;
        let standing = Standing::of(row, digits.chars().filter(char::is_ascii_digit).count())?;
        Ok(Statement {
            own: row.get_ref(4)? == row.get_ref(5)?,
            exact: standing.exact,
            doubt: doubt::of(value, written, unit),
            value,
            standing,
        })
    }

    /// When and in which edition it was published.
    pub fn published(&self) -> (Option<&str>, i64, i64) {
        self.standing.published()
    }

    /// Whether this statement of the value's own report says the same as a later one, and not less exactly.
    fn outlasts(&self, later: &Statement) -> bool {
        let apart = self.value.as_decimal().checked_sub(later.value.as_decimal());
        let agrees = apart.is_some_and(|apart| apart.abs() <= self.doubt + later.doubt);
        let more_exact = self.doubt < later.doubt || self.doubt == later.doubt && self.value == later.value;
        agrees && more_exact && (self.exact || !later.exact)
    }
}

/// The place of the current one among statements of one value; `None` where there is none.
pub(super) fn current<'s>(statements: impl IntoIterator<Item = &'s Statement> + Clone) -> Option<usize> {
    let greatest = |own: bool| {
        let all = statements.clone().into_iter().enumerate();
        all.filter(|(_, each)| each.own || !own)
            .max_by(|(_, one), (_, other)| one.standing.cmp(&other.standing))
    };
    let (latest, says) = greatest(false)?;
    match greatest(true) {
        Some((own, stays)) if !says.own && stays.outlasts(says) => Some(own),
        _ => Some(latest),
    }
}

/// The keys of a report that is already recorded.
pub(super) fn keys_of(connection: &Connection, report: i64) -> Result<Vec<Key>> {
    keys_where(connection, "report_id = ?1", report)
}

/// The key of a figure that is already recorded; none when it is not the value of an indicator in a known period.
pub(super) fn key_of(connection: &Connection, figure: i64) -> Result<Vec<Key>> {
    keys_where(connection, "id = ?1", figure)
}

fn keys_where(connection: &Connection, filter: &str, id: i64) -> Result<Vec<Key>> {
    select_keys(connection, &format!("{KEYS} AND {filter}"), params![id])
}

const KEYS: &str =
    "SELECT DISTINCT indicator_id, region_id, iif(region_id IS NULL, report_id, NULL), period_start, period_end,
        dimension, treatment
    FROM figure
    WHERE kind = 'actual' AND indicator_id IS NOT NULL AND period_start IS NOT NULL AND value IS NOT NULL";

fn select_keys(connection: &Connection, sql: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<Key>> {
    let mut statement = connection.prepare_cached(sql)?;
    let keys = statement.query_map(parameters, |row| {
        Ok(Key {
            indicator: row.get(0)?,
            region: row.get(1)?,
            report: row.get(2)?,
            start: row.get(3)?,
            end: row.get(4)?,
            dimension: row.get(5)?,
            treatment: row.get(6)?,
        })
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Says anew which figure is current wherever there are several: an older version may have judged otherwise.
pub(super) fn settle_all(connection: &Connection) -> Result<()> {
    let sql = format!("{KEYS} GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING count(*) > 1");
    settle(connection, &select_keys(connection, &sql, &[])?)
}

/// Says anew which figure of each key is current.
pub(super) fn settle(connection: &Connection, keys: &[Key]) -> Result<()> {
    let mut seen = HashSet::new();
    keys.iter()
        .filter(|key| seen.insert(*key))
        .try_for_each(|key| settle_one(connection, key))
}

fn settle_one(connection: &Connection, key: &Key) -> Result<()> {
    let mut rivals = connection.prepare_cached(&format!(
        "SELECT {WEIGHT}, f.id, f.superseded_by
        FROM figure f
        JOIN report r ON r.id = f.report_id
        WHERE f.indicator_id = ?1 AND f.region_id IS ?2 AND f.period_start = ?4 AND f.period_end = ?5
            AND f.dimension IS ?6 AND f.treatment IS ?7 AND f.kind = 'actual' AND f.value IS NOT NULL
            AND (?3 IS NULL OR f.report_id = ?3)
            AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.figure_id = f.id AND c.action = 'drop'
                AND c.withdrawn_at IS NULL AND c.expired_at IS NULL)",
    ))?;
    let mut rows = rivals.query(params![
        key.indicator,
        key.region,
        key.report,
        key.start,
        key.end,
        key.dimension,
        key.treatment
    ])?;
    let mut statements = Vec::new();
    while let Some(row) = rows.next()? {
        statements.push((
            Statement::of(row)?,
            row.get::<_, i64>(10)?,
            row.get::<_, Option<i64>>(11)?,
        ));
    }
    let Some(winner) = current(statements.iter().map(|(each, ..)| each)).map(|place| statements[place].1) else {
        return Ok(());
    };
    for (_, id, superseded_by) in &statements {
        let now = (*id != winner).then_some(winner);
        if now != *superseded_by {
            connection
                .prepare_cached("UPDATE figure SET superseded_by = ?2 WHERE id = ?1")?
                .execute(params![id, now])?;
        }
    }
    Ok(())
}
