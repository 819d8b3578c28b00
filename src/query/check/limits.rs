//! Values of a time in which the limit of a standard changes: one number, two verdicts.

use super::book::{Book, subject, value};
use super::{Draft, Finding};
use crate::model::{Limit, Observation, Severity};
use crate::query::Lang;
use crate::query::derive::Found;
use crate::query::labels::Label;
use crate::query::limit::{self, Standing};

/// 2026年一季度 has 59 days under the limit of 2012 and 31 under that of 2026.
pub fn straddling(book: &Book) -> Vec<Finding> {
    let successions = limit::successions(book.evidence.limits);
    let each = |one: &Observation| {
        let judged = |limit: &Limit| limit::standing(limit, &Found::reported(one), one.period) != Standing::OtherTime;
        let straddled = successions.iter().find(|(earlier, later)| {
            earlier.indicator.code == one.indicator.code
                && earlier.touches(one.period)
                && later.touches(one.period)
                && judged(earlier)
        });
        straddled.copied()
    };
    let whole = |one: &&Observation| one.dimension.is_none() && one.treatment.is_none();
    let current = book.evidence.current.iter().filter(whole);
    current
        .filter_map(|one| Some((one, each(one)?)))
        .map(|(one, (earlier, later))| {
            Draft::new("limit-straddled", Severity::Note, one).say(Label::CheckStraddled, |lang| {
                vec![
                    ("subject", subject(one, lang)),
                    ("stated", value(one, lang)),
                    ("grade", limit::grade(later.grade, lang)),
                    (
                        "verdicts",
                        lang.list(&[verdict(earlier, one, lang), verdict(later, one, lang)]),
                    ),
                ]
            })
        })
        .collect()
}

/// `GB 3095—2012（≤35，2016-01-01至2026-02-28）达标（参考）`
fn verdict(limit: &Limit, one: &Observation, lang: Lang) -> String {
    let standing = limit::standing(limit, &Found::reported(one), one.period);
    let words = [
        ("number", limit.number.as_str()),
        ("bound", &limit::bound(limit)),
        ("in_force", &limit::in_force(limit, lang)),
        ("verdict", lang.text(standing.label())),
    ];
    lang.fill(Label::CheckLimit, &words)
}
