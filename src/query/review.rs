//! Figures that the rules left open, and what people decided about them.

use super::explain::sentence;
use super::figures::{FigureLine, value};
use super::labels::Label;
use super::lang::Lang;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Decision, Ruling, Signature};

/// A figure that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// The figure.
    pub figure: FigureLine,
    /// Row of its report.
    pub report: i64,
    /// Title of its report.
    pub report_title: String,
    /// Hexadecimal SHA-256 of the report's file.
    pub sha256: String,
    /// Codes of the indicators that it may be, the likeliest first.
    pub candidates: Vec<String>,
}

/// A decision with what a reader wants to see beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLine {
    /// The decision.
    pub decision: Decision,
    /// Name of the indicator in the language asked for.
    pub name: Option<String>,
    /// The figure's sentence; `None` where the ledger has no figure there.
    pub sentence: Option<String>,
}

/// The keys under which [`open`] shows a figure to machines; a file of decisions may bring them back.
pub const OPEN_KEYS: [&str; 17] = [
    "figure",
    "report",
    "as_written",
    "value",
    "unit_name",
    "candidates",
    "note",
    "sentence",
    "seq",
    "unit",
    "subject",
    "period",
    "region",
    "report_title",
    "sha256",
    "char_start",
    "char_end",
];

/// The figures that wait for a decision, in the order given.
pub fn open(lines: &[OpenLine], lang: Lang) -> Answer {
    let heading = |key: &str| match key {
        "figure" => lang.text(Label::Figure),
        "report" => lang.text(Label::Report),
        "as_written" => lang.text(Label::AsWritten),
        "value" => lang.text(Label::Value),
        "unit_name" => lang.text(Label::Unit),
        "candidates" => lang.text(Label::Candidates),
        "note" => lang.text(Label::Note),
        _ => lang.text(Label::Sentence),
    };
    let said = |key: &str| match key {
        "candidates" => lines.iter().any(|line| !line.candidates.is_empty()),
        "note" => lines.iter().any(|line| line.figure.note.is_some()),
        _ => true,
    };
    let column = |(index, key): (usize, &&'static str)| match index {
        0..8 => Column::new(*key, heading(key)).shown_if(said(key)),
        _ => Column::new(*key, *key).for_machines(),
    };
    let columns = OPEN_KEYS.iter().enumerate().map(column).collect();
    let mut answer = Answer::new(lang.text(Label::OpenTitle), columns);
    for line in lines {
        answer.push(open_cells(line, lang), Tone::Plain);
    }
    if lines.is_empty() {
        answer.notes.push(lang.text(Label::NothingOpen).to_owned());
    }
    answer
}

fn open_cells(line: &OpenLine, lang: Lang) -> Vec<Cell> {
    let figure = &line.figure;
    vec![
        Cell::number(figure.id),
        Cell::number(line.report),
        Cell::text(figure.as_written.as_str()),
        value(figure, lang),
        Cell::optional(figure.unit.as_deref().map(|unit| lang.unit(unit))),
        Cell::text(line.candidates.join(" ")),
        Cell::optional(figure.note.clone()),
        sentence(figure, None),
        Cell::number(figure.seq),
        Cell::optional(figure.unit.clone()),
        Cell::optional(figure.name.clone()),
        Cell::optional(figure.period.map(|period| period.label())),
        Cell::optional(figure.region.clone()),
        Cell::text(line.report_title.as_str()),
        Cell::text(line.sha256.as_str()),
        Cell::number(figure.char_start),
        Cell::number(figure.char_end),
    ]
}

/// What was decided, in the order given.
pub fn decided(lines: &[DecisionLine], lang: Lang) -> Answer {
    let column = |key: &'static str, label| Column::new(key, lang.text(label));
    let code = |key: &'static str| Column::new(key, key).for_machines();
    let columns = vec![
        column("figure", Label::Figure),
        column("as_written", Label::AsWritten),
        column("decision_name", Label::Decision),
        column("value", Label::Value),
        column("unit_name", Label::Unit),
        column("by", Label::DecidedBy),
        column("at", Label::DecidedAt),
        column("reason", Label::Reason).shown_if(lines.iter().any(|line| line.decision.made.reason.is_some())),
        column("state", Label::State),
        column("was", Label::RulesRead),
        column("sentence", Label::Sentence),
        code("decision"),
        code("indicator"),
        code("unit"),
        code("withdrawn_by"),
        code("withdrawn_at"),
        code("withdrawn_reason"),
        code("was_kind"),
        code("was_note"),
        code("was_rule"),
        code("sha256"),
        code("char_start"),
        code("char_end"),
    ];
    let mut answer = Answer::new(lang.text(Label::DecidedTitle), columns);
    for line in lines {
        answer.push(decided_cells(line, lang), Tone::Plain);
    }
    if lines.is_empty() {
        answer.notes.push(lang.text(Label::NothingDecided).to_owned());
    }
    answer
}

fn decided_cells(line: &DecisionLine, lang: Lang) -> Vec<Cell> {
    let decision = &line.decision;
    let (code, value, unit) = match &decision.ruling {
        Ruling::Indicator { code, value, unit } => (Some(code), Some(lang.value(*value)), Some(unit.as_str())),
        Ruling::Noise => (None, None, None),
    };
    let withdrawn = decision.withdrawn.as_ref();
    let was = decision.was.as_ref();
    vec![
        match decision.figure {
            Some(figure) => Cell::number(figure),
            None => Cell::missing(lang.text(Label::NotThere)),
        },
        Cell::text(decision.place.as_written.as_str()),
        Cell::text(what(line, lang)),
        value.map_or_else(|| Cell::text(""), Cell::Number),
        Cell::optional(unit.map(|unit| lang.unit(unit))),
        Cell::text(decision.made.by.as_str()),
        Cell::text(decision.made.at.as_str()),
        Cell::optional(decision.made.reason.clone()),
        Cell::text(match (withdrawn, decision.figure) {
            (Some(withdrawn), _) => signed(withdrawn, Label::TakenBack, Label::TakenBackWhy, "", lang),
            (None, Some(_)) => lang.text(Label::Holds).to_owned(),
            (None, None) => lang.text(Label::NotThere).to_owned(),
        }),
        Cell::text(before(line, lang)),
        Cell::optional(line.sentence.clone()),
        Cell::text(decision.ruling.code()),
        Cell::optional(code.cloned()),
        Cell::optional(unit),
        Cell::optional(withdrawn.map(|signature| signature.by.as_str())),
        Cell::optional(withdrawn.map(|signature| signature.at.as_str())),
        Cell::optional(withdrawn.and_then(|signature| signature.reason.as_deref())),
        Cell::optional(was.map(|was| was.kind.code())),
        Cell::optional(was.and_then(|was| was.note.as_deref())),
        Cell::optional(was.map(|was| was.rule.as_str())),
        Cell::text(decision.place.sha256.as_str()),
        Cell::number(decision.place.char_start),
        Cell::number(decision.place.char_end),
    ]
}

/// Says that an assigned figure and others state different values of the same; `current` is the one that counts.
pub fn rivals(figure: i64, others: &[i64], current: i64, lang: Lang) -> String {
    let others: Vec<String> = others.iter().map(i64::to_string).collect();
    lang.fill(
        Label::RivalsLine,
        &[
            ("figure", &figure.to_string()),
            ("others", &lang.list(&others)),
            ("current", &current.to_string()),
        ],
    )
}

/// A decision as rows of an explanation: who, when, why, and what the rules had read.
pub(super) fn explained(line: &DecisionLine, lang: Lang) -> Vec<(Label, Cell)> {
    let Decision { made, withdrawn, .. } = &line.decision;
    let mut rows = vec![(
        Label::Decision,
        Cell::text(signed(
            made,
            Label::DecidedLine,
            Label::DecidedWhy,
            &what(line, lang),
            lang,
        )),
    )];
    match withdrawn {
        Some(withdrawn) => rows.push((
            Label::State,
            Cell::text(signed(withdrawn, Label::TakenBack, Label::TakenBackWhy, "", lang)),
        )),
        None => rows.push((Label::RulesRead, Cell::text(before(line, lang)))),
    }
    rows
}

fn signed(signature: &Signature, plain: Label, with_reason: Label, what: &str, lang: Lang) -> String {
    let Signature { by, at, reason } = signature;
    let words = [
        ("by", by.as_str()),
        ("at", at.as_str()),
        ("what", what),
        ("reason", reason.as_deref().unwrap_or_default()),
    ];
    lang.fill(if reason.is_some() { with_reason } else { plain }, &words)
}

fn what(line: &DecisionLine, lang: Lang) -> String {
    match &line.decision.ruling {
        Ruling::Noise => lang.text(Label::AsNoise).to_owned(),
        Ruling::Indicator { code, .. } => lang.fill(
            Label::AsIndicator,
            &[("indicator", line.name.as_deref().unwrap_or(code))],
        ),
    }
}

/// What the rules had read: kind, number and unit, their note, their names.
fn before(line: &DecisionLine, lang: Lang) -> String {
    let Some(was) = &line.decision.was else {
        return String::new();
    };
    let number = was.value.map(|value| lang.value(value) + lang.unit(&was.unit));
    let parts = [
        Some(lang.kind(was.kind).to_owned()),
        was.indicator.clone(),
        number,
        was.note.clone(),
        Some(was.rule.clone()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    lang.list(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, RuleReading, TextPlace};

    fn line(ruling: Ruling, withdrawn: Option<Signature>) -> DecisionLine {
        DecisionLine {
            decision: Decision {
                place: TextPlace {
                    sha256: "ab".into(),
                    char_start: 3,
                    char_end: 5,
                    as_written: "3起".into(),
                },
                figure: Some(9),
                ruling,
                made: Signature {
                    by: "王".into(),
                    at: "2026-01-02T03:04:05Z".into(),
                    reason: Some("核对原件".into()),
                },
                withdrawn,
                was: Some(RuleReading {
                    kind: Kind::Other,
                    indicator: None,
                    value: "3".parse().ok(),
                    unit: "起".into(),
                    rule: "unnamed".into(),
                    note: None,
                }),
            },
            name: Some("立案数".into()),
            sentence: None,
        }
    }

    #[test]
    fn a_decision_says_who_when_why_and_what_it_replaced() {
        let assigned = Ruling::Indicator {
            code: "enf.cases".into(),
            value: "3".parse().unwrap(),
            unit: "count".into(),
        };
        let rows = explained(&line(assigned, None), Lang::Zh);
        assert_eq!(
            rows[0].1,
            Cell::text("王于2026-01-02T03:04:05Z判定：记为立案数，理由：核对原件")
        );
        assert_eq!(rows[1].1, Cell::text("其他、3起、unnamed"));
    }

    #[test]
    fn what_was_taken_back_says_so() {
        let back = Signature {
            by: "李".into(),
            at: "2026-02-01T00:00:00Z".into(),
            reason: None,
        };
        let answer = decided(&[line(Ruling::Noise, Some(back))], Lang::En);
        assert!(
            answer.rows[0]
                .cells
                .contains(&Cell::text("taken back by 李 at 2026-02-01T00:00:00Z"))
        );
        assert_eq!(decided(&[], Lang::Zh).notes, ["还没有判定过数字"]);
    }

    #[test]
    fn the_open_list_has_a_cell_for_every_key() {
        assert_eq!(open(&[], Lang::Zh).columns.len(), OPEN_KEYS.len());
    }
}
