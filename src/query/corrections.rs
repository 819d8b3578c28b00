//! What was put right by hand: what the report says, what holds instead, by whom and why.

use super::labels::Label;
use super::{Lang, Question, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Correction, Hold, Mending, Value};

/// The corrections as a table; one that has lapsed says since when.
pub fn corrections(corrections: &[Correction], question: &Question) -> Answer {
    let lang = question.lang;
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        lang.text(Label::CorrectionsTitle),
        vec![
            column("id", Label::CorrectionId),
            column("figure", Label::Figure),
            column("indicator", Label::Indicator),
            column("reported", Label::ReportedValue),
            column("corrected", Label::CorrectedValue),
            column("reason", Label::Reason),
            column("by", Label::By),
            column("at", Label::At),
            column("state", Label::State).toned(),
            column("report", Label::Source),
        ],
    );
    for each in corrections {
        answer.push(
            vec![
                Cell::number(each.id),
                match each.figure {
                    Some(figure) => Cell::number(figure),
                    None => Cell::missing(lang.text(Label::CorrectionGone)),
                },
                Cell::optional(each.indicator.as_deref()),
                Cell::text(was(each, lang)),
                Cell::text(now(each, lang)),
                Cell::optional(each.signature.reason.as_deref()),
                Cell::text(each.signature.by.as_str()),
                Cell::text(each.signature.at.as_str()),
                Cell::text(state(each, lang)),
                Cell::text(each.report.as_str()),
            ],
            if each.is_stale() { Tone::Bad } else { Tone::Plain },
        );
    }
    if corrections.is_empty() {
        answer.notes.push(lang.text(Label::CorrectionsNone).to_owned());
    }
    answer
}

/// One correction in a line: for the notes of a table and for `explain`.
pub fn line(correction: &Correction, lang: Lang) -> String {
    let figure = correction.figure.map_or_else(String::new, |figure| figure.to_string());
    let words = [
        ("figure", figure.as_str()),
        ("was", &was(correction, lang)),
        ("now", &now(correction, lang)),
        ("by", &correction.signature.by),
        ("at", &correction.signature.at),
        ("reason", correction.signature.reason.as_deref().unwrap_or_default()),
    ];
    let line = lang.fill(Label::CorrectionLine, &words);
    match correction.hold {
        Hold::InForce => line,
        _ => lang.fill(
            Label::Subjects,
            &[("text", &line), ("subjects", &state(correction, lang))],
        ),
    }
}

/// Whether a correction holds, and why it does not.
pub fn state(correction: &Correction, lang: Lang) -> String {
    match &correction.hold {
        Hold::InForce => lang.text(Label::CorrectionHolds).to_owned(),
        Hold::Lapsed(since) => lang.fill(Label::CorrectionStale, &[("since", since)]),
        Hold::Overtaken { report, value } => {
            let value = shown(value, &correction.unit, lang);
            lang.fill(Label::CorrectionOvertaken, &[("report", report), ("value", &value)])
        }
        Hold::Withdrawn(signature) => lang.fill(Label::TakenBack, &[("at", &signature.at), ("by", &signature.by)]),
    }
}

/// What the report says.
pub fn was(correction: &Correction, lang: Lang) -> String {
    shown(&correction.was, &correction.unit, lang)
}

/// What holds instead.
pub fn now(correction: &Correction, lang: Lang) -> String {
    match correction.mending {
        Mending::Value(value) => shown(&value.to_string(), &correction.unit, lang),
        Mending::Drop => lang.text(Label::CorrectionDropped).to_owned(),
        Mending::Confirm => lang.text(Label::CorrectionConfirmed).to_owned(),
    }
}

fn shown(value: &str, unit: &str, lang: Lang) -> String {
    match value.parse() {
        Ok(class @ Value::Class(_)) => lang.value(class),
        _ => wording::attached(value, unit, lang),
    }
}
