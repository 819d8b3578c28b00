//! What people decided about figures that the rules left open.
//!
//! A decision is kept by the report's bytes and the place in its text ([`TextPlace`]), and applied to the row of the
//! ledger that stands there: at once, and again whenever the same report is recorded anew. What the rules had read is
//! kept beside it, so that taking a decision back restores the row.

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::figures::{self, FigureRow};
use super::{Error, Result, Store, doubt, rows, vintage};
use crate::model::{Decision, Kind, RuleReading, Ruling, Signature, TextPlace};

/// What is to be done with a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// The figure.
    pub figure: i64,
    /// What was decided; `None` takes the decision back that holds.
    pub ruling: Option<Ruling>,
    /// By whom, when, why.
    pub signature: Signature,
}

/// A figure that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFigure {
    /// The figure.
    pub row: FigureRow,
    /// Where it stands.
    pub place: TextPlace,
    /// Title of its report, or its file.
    pub report_title: String,
}

/// The name that a decision leaves behind those of the rules.
const RULE: &str = "review";

const COLUMNS: &str = "id, sha256, char_start, char_end, as_written, decision, indicator, value_text, unit, reason,
    made_by, made_at, withdrawn_by, withdrawn_at, withdrawn_reason, figure_id, was_kind, was_indicator, was_value_text,
    was_unit, was_rule, was_note";

impl Store {
    /// The figures that no rule has read and nobody has decided, in the order of the reports: those of one report, or of
    /// the latest edition of every report.
    pub fn open_figures(&self, report: Option<i64>) -> Result<Vec<OpenFigure>> {
        let sql = format!(
            "{} WHERE f.kind = 'other' AND CASE WHEN :report IS NULL
                THEN NOT EXISTS (SELECT 1 FROM report later WHERE later.supersedes_id = r.id)
                ELSE r.id = :report END
            ORDER BY r.id, f.seq",
            figures::SELECT
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement.query(named_params! { ":report": report })?;
        let mut open = Vec::new();
        while let Some(row) = found.next()? {
            open.push(open_figure(row)?);
        }
        Ok(open)
    }

    /// Where a figure stands, whatever its kind; `None` when there is no such figure.
    pub fn place_of(&self, figure: i64) -> Result<Option<OpenFigure>> {
        self.one_figure("f.id = ?1", params![figure])
    }

    /// The figure at a place of a report's text: the one that the rules left open, if there are several.
    pub fn figure_at(&self, place: &TextPlace) -> Result<Option<OpenFigure>> {
        match figure_at(&self.connection, place)? {
            Some(id) => self.place_of(id),
            None => Ok(None),
        }
    }

    fn one_figure(&self, filter: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Option<OpenFigure>> {
        let sql = format!("{} WHERE {filter}", figures::SELECT);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement.query(parameters)?;
        found.next()?.map(open_figure).transpose()
    }

    /// Decides, or takes back, all in one transaction: the ledger and what is current follow.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such figure, or nothing to take back; [`Error::UnknownIndicator`].
    pub fn decide(&mut self, decisions: &[NewDecision]) -> Result<()> {
        self.try_decide(decisions).map_err(|error| error.at(&self.path))
    }

    fn try_decide(&mut self, decisions: &[NewDecision]) -> Result<()> {
        let transaction = self.connection.transaction()?;
        let mut keys = Vec::new();
        for new in decisions {
            decide(&transaction, new, &mut keys)?;
        }
        vintage::settle(&transaction, &keys)?;
        Ok(transaction.commit()?)
    }

    /// The other figures that state the same value of the same place and time as this one; the current one first.
    pub fn rivals(&self, figure: i64) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.id FROM figure f
            JOIN figure own ON own.id = ?1 AND own.kind = 'actual' AND own.period_start IS NOT NULL
            WHERE f.id <> own.id AND f.kind = 'actual' AND f.indicator_id = own.indicator_id
                AND f.region_id IS own.region_id AND (f.region_id IS NOT NULL OR f.report_id = own.report_id)
                AND f.period_start = own.period_start AND f.period_end = own.period_end
                AND f.dimension IS own.dimension AND f.treatment IS own.treatment AND f.value_text <> own.value_text
            ORDER BY f.superseded_by IS NOT NULL, f.id",
        )?;
        let rivals = statement.query_map([figure], |row| row.get(0))?;
        Ok(rivals.collect::<Result<_, _>>()?)
    }

    /// All decisions, the taken back ones among them, in the order in which they were made.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        self.select_decisions("TRUE", params![])
    }

    /// The decisions about one figure, in the order in which they were made.
    pub fn decisions_about(&self, figure: i64) -> Result<Vec<Decision>> {
        self.select_decisions("figure_id = ?1", params![figure])
    }

    fn select_decisions(&self, filter: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<Decision>> {
        let sql = format!("SELECT {COLUMNS} FROM review_decision WHERE {filter} ORDER BY id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement.query(parameters)?;
        let mut decisions = Vec::new();
        while let Some(row) = found.next()? {
            decisions.push(decision(row)?);
        }
        Ok(decisions)
    }
}

/// Applies what was decided earlier about the same bytes to a report that has just been recorded.
pub(super) fn reapply(connection: &Connection, sha256: &str, keys: &mut Vec<vintage::Key>) -> Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM review_decision WHERE sha256 = ?1 AND withdrawn_at IS NULL");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([sha256])?;
    while let Some(row) = found.next()? {
        let (id, decision): (i64, Decision) = (row.get("id")?, decision(row)?);
        let figure = match is_known(connection, &decision.ruling)? {
            true => figure_at(connection, &decision.place)?,
            false => None,
        };
        match figure {
            Some(figure) => apply(connection, id, figure, &decision.ruling, keys)?,
            None => connection
                .execute("UPDATE review_decision SET figure_id = NULL WHERE id = ?1", [id])
                .map(drop)?,
        }
    }
    Ok(())
}

/// Whether the indicator that was assigned is still in the database.
fn is_known(connection: &Connection, ruling: &Ruling) -> Result<bool> {
    match ruling {
        Ruling::Noise => Ok(true),
        Ruling::Indicator { code, .. } => {
            let mut statement = connection.prepare_cached("SELECT 1 FROM indicator WHERE code = ?1")?;
            Ok(statement.exists([code])?)
        }
    }
}

fn decide(connection: &Connection, new: &NewDecision, keys: &mut Vec<vintage::Key>) -> Result<()> {
    let taken_back = take_back(connection, new, keys)?;
    let Some(ruling) = &new.ruling else {
        return match taken_back {
            true => Ok(()),
            false => Err(Error::Unknown {
                what: "decision about figure",
                id: new.figure,
            }),
        };
    };
    let (code, value, unit) = match ruling {
        Ruling::Indicator { code, value, unit } => (Some(code), Some(value.to_string()), Some(unit)),
        Ruling::Noise => (None, None, None),
    };
    let Signature { by, at, reason } = &new.signature;
    let inserted = connection
        .prepare_cached(
            "INSERT INTO review_decision (sha256, char_start, char_end, as_written, decision, indicator, value_text, unit,
                reason, made_by, made_at, figure_id)
            SELECT r.sha256, f.char_start, f.char_end, f.as_written, ?2, ?3, ?4, ?5, ?6, ?7, ?8, f.id
            FROM figure f JOIN report r ON r.id = f.report_id WHERE f.id = ?1",
        )?
        .execute(params![new.figure, ruling.code(), code, value, unit, reason, by, at])?;
    if inserted == 0 {
        return Err(Error::Unknown {
            what: "figure",
            id: new.figure,
        });
    }
    apply(connection, connection.last_insert_rowid(), new.figure, ruling, keys)
}

/// Restores what the rules had read, if a decision holds; says whether one did.
fn take_back(connection: &Connection, new: &NewDecision, keys: &mut Vec<vintage::Key>) -> Result<bool> {
    let sql = "SELECT id FROM review_decision WHERE figure_id = ?1 AND withdrawn_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let Some(held): Option<i64> = statement.query_row([new.figure], |row| row.get(0)).optional()? else {
        return Ok(false);
    };
    keys.extend(vintage::key_of(connection, new.figure)?);
    connection
        .prepare_cached(
            "UPDATE figure SET (kind, indicator_id, value, value_text, unit, rule, note, superseded_by) =
                (SELECT was_kind, (SELECT id FROM indicator WHERE code = was_indicator),
                    ?3, was_value_text, was_unit, was_rule, was_note, NULL
                FROM review_decision WHERE id = ?2)
            WHERE id = ?1",
        )?
        .execute(params![new.figure, held, was_number(connection, held)?])?;
    doubt::renew(connection, new.figure)?;
    let reason = new.signature.reason.as_ref().filter(|_| new.ruling.is_none());
    connection
        .prepare_cached(
            "UPDATE review_decision SET withdrawn_by = ?2, withdrawn_at = ?3, withdrawn_reason = ?4 WHERE id = ?1",
        )?
        .execute(params![held, new.signature.by, new.signature.at, reason])?;
    keys.extend(vintage::key_of(connection, new.figure)?);
    Ok(true)
}

/// The number that a stored exact value sorts by.
fn was_number(connection: &Connection, decision: i64) -> Result<Option<String>> {
    let sql = format!("SELECT {COLUMNS} FROM review_decision WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([decision])?;
    let was = found.next()?.map(was).transpose()?.flatten();
    Ok(was
        .and_then(|was| was.value)
        .map(|value| value.as_decimal().to_string()))
}

/// Notes what the rules read in the decision, and makes the row of the ledger what was decided.
fn apply(
    connection: &Connection,
    decision: i64,
    figure: i64,
    ruling: &Ruling,
    keys: &mut Vec<vintage::Key>,
) -> Result<()> {
    keys.extend(vintage::key_of(connection, figure)?);
    connection
        .prepare_cached(
            "UPDATE review_decision SET (figure_id, was_kind, was_indicator, was_value_text, was_unit, was_rule, was_note) =
                (SELECT f.id, f.kind, i.code, f.value_text, f.unit, f.rule, f.note
                FROM figure f LEFT JOIN indicator i ON i.id = f.indicator_id WHERE f.id = ?2)
            WHERE id = ?1",
        )?
        .execute([decision, figure])?;
    match ruling {
        Ruling::Noise => connection
            .prepare_cached(
                "UPDATE figure SET kind = 'noise', indicator_id = NULL, rule = rule || ' > ' || ?2, note = NULL,
                    superseded_by = NULL WHERE id = ?1",
            )?
            .execute(params![figure, RULE])?,
        Ruling::Indicator { code, value, unit } => {
            let find = "SELECT id FROM indicator WHERE code = ?1";
            let indicator: Option<i64> = connection.query_row(find, [code], |row| row.get(0)).optional()?;
            let indicator = indicator.ok_or_else(|| Error::UnknownIndicator { code: code.clone() })?;
            connection
                .prepare_cached(
                    "UPDATE figure SET kind = 'actual', indicator_id = ?2, value = ?3, value_text = ?4, unit = ?5,
                        rule = rule || ' > ' || ?6, note = NULL WHERE id = ?1",
                )?
                .execute(params![
                    figure,
                    indicator,
                    value.as_decimal().to_string(),
                    value.to_string(),
                    unit,
                    RULE
                ])?
        }
    };
    doubt::renew(connection, figure)?;
    keys.extend(vintage::key_of(connection, figure)?);
    Ok(())
}

/// Several figures may share a place (one share of many towns): a person is asked about the one that was left open.
fn figure_at(connection: &Connection, place: &TextPlace) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT f.id FROM figure f JOIN report r ON r.id = f.report_id
        WHERE r.sha256 = ?1 AND f.char_start = ?2 AND f.char_end = ?3 AND f.as_written = ?4
        ORDER BY f.kind <> 'other', f.seq",
    )?;
    let (start, end) = (place.char_start as i64, place.char_end as i64);
    let found = statement.query_row(params![place.sha256, start, end, place.as_written], |row| row.get(0));
    Ok(found.optional()?)
}

fn open_figure(row: &Row<'_>) -> Result<OpenFigure> {
    let figure = figures::figure_row(row)?;
    Ok(OpenFigure {
        place: TextPlace {
            sha256: row.get("sha256")?,
            char_start: figure.figure.char_start,
            char_end: figure.figure.char_end,
            as_written: figure.figure.as_written.clone(),
        },
        report_title: row.get("report_title")?,
        row: figure,
    })
}

fn decision(row: &Row<'_>) -> Result<Decision> {
    let ruling = match row.get::<_, String>("decision")?.as_str() {
        "noise" => Ruling::Noise,
        _ => Ruling::Indicator {
            code: row.get("indicator")?,
            value: rows::parsed(row, "value_text")?.ok_or_else(|| Error::damaged("a decision has no value"))?,
            unit: row.get("unit")?,
        },
    };
    let withdrawn = match row.get::<_, Option<String>>("withdrawn_by")? {
        None => None,
        Some(by) => Some(Signature {
            by,
            at: row.get("withdrawn_at")?,
            reason: row.get("withdrawn_reason")?,
        }),
    };
    Ok(Decision {
        place: TextPlace {
            sha256: row.get("sha256")?,
            char_start: row.get::<_, u32>("char_start")? as usize,
            char_end: row.get::<_, u32>("char_end")? as usize,
            as_written: row.get("as_written")?,
        },
        figure: row.get("figure_id")?,
        ruling,
        made: Signature {
            by: row.get("made_by")?,
            at: row.get("made_at")?,
            reason: row.get("reason")?,
        },
        withdrawn,
        was: was(row)?,
    })
}

fn was(row: &Row<'_>) -> Result<Option<RuleReading>> {
    let Some(kind) = rows::maybe_coded(row, "was_kind", Kind::from_code)? else {
        return Ok(None);
    };
    Ok(Some(RuleReading {
        kind,
        indicator: row.get("was_indicator")?,
        value: rows::parsed(row, "was_value_text")?,
        unit: row.get::<_, Option<String>>("was_unit")?.unwrap_or_default(),
        rule: row.get::<_, Option<String>>("was_rule")?.unwrap_or_default(),
        note: row.get("was_note")?,
    }))
}
