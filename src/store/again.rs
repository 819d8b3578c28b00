//! A report that is stored is read again: its rows are made what the rules read now.
//!
//! A number keeps its row as long as it stands where it stood, so that corrections, accepted findings and questions that
//! name it by its number go on meaning it. Decisions by hand are applied again.

use std::collections::{HashMap, VecDeque};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::ledger::{Indicators, Ledger, Place};
use super::record::{self, NewReport, Recorded};
use super::regions::Places;
use super::{Result, corrections, edition, review, vintage};
use crate::model::Figure;

/// A row of the ledger before it is read again.
struct Old {
    id: i64,
    start: i64,
    end: i64,
}

/// Reads the report with this number again.
pub(super) fn record(
    connection: &Connection,
    indicators: &Indicators,
    report: i64,
    new: &NewReport<'_>,
) -> Result<Recorded> {
    let before = readings(connection, report)?;
    let mut keys = vintage::keys_of(connection, report)?;
    let mut renumbered = leave_editions(connection, report)?;
    let mut places = Places::of(connection, &new.extraction.facts, new.divisions)?;
    record::update_report(connection, report, new, places.own())?;
    let old = make_room(connection, report)?;
    let rows = matched(old, &new.extraction.figures);
    let mut ledger = Ledger::new(connection)?;
    for ((index, figure), row) in new.extraction.figures.iter().enumerate().zip(&rows.taken) {
        let place = Place {
            report,
            seq: index + 1,
            indicator: indicators.id(figure)?,
            region: places.named(figure.region.as_deref())?,
        };
        match row {
            Some(row) => ledger.rewrite(*row, place, figure)?,
            None => ledger.insert(place, figure)?,
        }
    }
    let mut last = new.extraction.figures.len();
    for id in rows.left {
        last += usize::from(!drop_row(connection, id, last + 1)?);
    }
    review::reapply(connection, new.sha256, &mut keys)?;
    corrections::reapply(connection, new.sha256, &record::stamp(new))?;
    keys.extend(vintage::keys_of(connection, report)?);
    let settled = edition::settle(connection, report)?;
    renumbered.extend(&settled.renumbered);
    for other in renumbered {
        keys.extend(vintage::keys_of(connection, other)?);
    }
    vintage::settle(connection, &keys)?;
    let after = readings(connection, report)?;
    let changed = after
        .iter()
        .filter(|(id, reading)| before.get(id) != Some(reading))
        .count();
    let gone = before.keys().filter(|id| !after.contains_key(id)).count();
    Ok(Recorded::Again {
        report,
        edition: settled.edition,
        supersedes: settled.supersedes,
        changed: changed + gone,
    })
}

/// What every figure of a report is read as.
fn readings(connection: &Connection, report: i64) -> Result<HashMap<i64, String>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, json_array(kind, indicator_id, value_text, unit, period_start, period_end, region_id, dimension,
            treatment, compared_to, rank_of, rank_order, approx) FROM figure WHERE report_id = ?1",
    )?;
    let rows = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes the report out of its chain of editions and numbers the others anew; gives those that have another number now.
fn leave_editions(connection: &Connection, report: i64) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM report WHERE supersedes_id = ?1
        UNION SELECT supersedes_id FROM report WHERE id = ?1 AND supersedes_id IS NOT NULL LIMIT 1",
    )?;
    let other: Option<i64> = statement.query_row([report], |row| row.get(0)).optional()?;
    connection.execute(
        "UPDATE report SET supersedes_id = (SELECT supersedes_id FROM report WHERE id = ?1) WHERE supersedes_id = ?1",
        [report],
    )?;
    // Without a period it is nobody's edition.
    connection.execute(
        "UPDATE report SET supersedes_id = NULL, edition = 1, period_start = NULL, period_end = NULL WHERE id = ?1",
        [report],
    )?;
    match other {
        Some(other) => Ok(edition::settle(connection, other)?.renumbered),
        None => Ok(Vec::new()),
    }
}

/// The rows in the order of the text, their places in the report free for others.
fn make_room(connection: &Connection, report: i64) -> Result<Vec<Old>> {
    let mut statement =
        connection.prepare_cached("SELECT id, char_start, char_end FROM figure WHERE report_id = ?1 ORDER BY seq")?;
    let rows = statement.query_map([report], |row| {
        Ok(Old {
            id: row.get(0)?,
            start: row.get(1)?,
            end: row.get(2)?,
        })
    })?;
    let old = rows.collect::<Result<_, _>>()?;
    connection.execute("UPDATE figure SET seq = -id WHERE report_id = ?1", [report])?;
    Ok(old)
}

/// Which row each figure takes.
struct Matched {
    /// For each figure; `None` is a new row.
    taken: Vec<Option<i64>>,
    /// Rows that no figure took.
    left: Vec<i64>,
}

/// A figure takes the row of its place, else one that stands on some of the same characters.
fn matched(old: Vec<Old>, figures: &[Figure]) -> Matched {
    let mut exact: HashMap<(i64, i64), VecDeque<i64>> = HashMap::new();
    for row in &old {
        exact.entry((row.start, row.end)).or_default().push_back(row.id);
    }
    let place = |figure: &Figure| (figure.char_start as i64, figure.char_end as i64);
    let mut taken: Vec<Option<i64>> = figures
        .iter()
        .map(|figure| exact.get_mut(&place(figure)).and_then(VecDeque::pop_front))
        .collect();
    let mut left: Vec<&Old> = old.iter().filter(|row| !taken.contains(&Some(row.id))).collect();
    for (figure, row) in figures.iter().zip(&mut taken).filter(|(_, row)| row.is_none()) {
        let (start, end) = place(figure);
        if let Some(at) = left.iter().position(|old| old.start < end && start < old.end) {
            *row = Some(left.remove(at).id);
        }
    }
    Matched {
        taken,
        left: left.into_iter().map(|row| row.id).collect(),
    }
}

/// Deletes a row that stands for nothing now; one that something else refers to stays as noise, behind the others, and
/// the answer is no.
fn drop_row(connection: &Connection, id: i64, seq: usize) -> Result<bool> {
    connection.execute("UPDATE figure SET superseded_by = NULL WHERE superseded_by = ?1", [id])?;
    match connection.execute("DELETE FROM figure WHERE id = ?1", [id]) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            connection.execute(
                "UPDATE figure SET seq = ?2, kind = 'noise', indicator_id = NULL, superseded_by = NULL,
                    note = 'a later reading has no number here' WHERE id = ?1",
                params![id, seq as i64],
            )?;
            Ok(false)
        }
        other => Ok(other.map(|_| true)?),
    }
}
