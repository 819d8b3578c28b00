//! What was put right by hand: what the report says, what holds instead, by whom and why.

use super::labels::Label;
use super::{Lang, Question, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Correction, Mending, Value};

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
        let stale = each.stale_since.as_deref();
        answer.push(
            vec![
                Cell::number(each.id),
                Cell::number(each.figure),
                Cell::optional(each.indicator.as_deref()),
                Cell::text(was(each, lang)),
                Cell::text(now(each, lang)),
                Cell::optional(each.signature.reason.as_deref()),
                Cell::text(each.signature.by.as_str()),
                Cell::text(each.signature.at.as_str()),
                Cell::text(stale.map_or(lang.text(Label::CorrectionHolds).to_owned(), |since| {
                    lang.fill(Label::CorrectionStale, &[("since", since)])
                })),
                Cell::text(each.report.as_str()),
            ],
            if stale.is_some() { Tone::Bad } else { Tone::Plain },
        );
    }
    if corrections.is_empty() {
        answer.notes.push(lang.text(Label::CorrectionsNone).to_owned());
    }
    answer
}

/// One correction in a line: for the notes of a table and for `explain`.
pub fn line(correction: &Correction, lang: Lang) -> String {
    let figure = correction.figure.to_string();
    let words = [
        ("figure", figure.as_str()),
        ("was", &was(correction, lang)),
        ("now", &now(correction, lang)),
        ("by", &correction.signature.by),
        ("at", &correction.signature.at),
        ("reason", correction.signature.reason.as_deref().unwrap_or_default()),
    ];
    lang.fill(Label::CorrectionLine, &words)
}

fn was(correction: &Correction, lang: Lang) -> String {
    shown(&correction.was, &correction.unit, lang)
}

fn now(correction: &Correction, lang: Lang) -> String {
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
