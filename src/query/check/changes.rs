//! Stated movements: do the values bear them out, and are they in the right words?

use super::book::{Book, subject};
use super::{Draft, Finding};
use crate::model::{ChangeStyle, Comparison, Period, Severity, StatedChange};
use crate::query::agreement::{Stated, agrees};
use crate::query::change::Change;
use crate::query::derive::{Found, Method};
use crate::query::labels::Label;
use crate::query::{Lang, qoq, wording};

/// Movements that no rounding of the two values can explain (DESIGN 6.3).
pub fn changes(book: &Book) -> Vec<Finding> {
    let stated = book.evidence.changes.iter();
    stated
        .filter(|each| book.is_in_force(each.observation.report))
        .filter_map(|each| one_change(book, each))
        .collect()
}

fn one_change(book: &Book, stated: &StatedChange) -> Option<Finding> {
    let about = &stated.observation;
    if about.approx.is_some() {
        return None;
    }
    // What the same report says of this period; and of the other one what it says itself, else what is current.
    let this = book.same_report(about, about.period)?;
    let other = other_period(about.period, stated.compared_to?)?;
    // A writer may have reckoned the earlier value anew by the new standard.
    if about.indicator.break_between(about.period, other).is_some() {
        return None;
    }
    let base = match book.same_report(about, other) {
        Some(said) => Found::reported(said),
        None => book.track(about)?.value(other).ok()?,
    };
    let this = Found::reported(this);
    if this.approx.is_some() || base.approx.is_some() {
        return None;
    }
    let said = Stated {
        amount: about.value.as_decimal(),
        half: about.half,
        unit: &stated.unit,
    };
    if agrees(&said, [&base, &this])? || only_the_words_are_wrong(stated, &said, [&base, &this]) {
        return None;
    }
    let change = Change::between(&about.indicator, base.value, this.value).ok()?;
    let inputs = this.inputs.iter().chain(&base.inputs).map(|input| input.observation);
    // Where the base is itself an estimate the contradiction is not certain.
    let severity = match base.method {
        Method::DayWeighted => Severity::Warning,
        _ => Severity::Error,
    };
    let code = if about.value.as_decimal().is_zero() {
        "flat-mismatch"
    } else {
        "change-mismatch"
    };
    Some(
        Draft::new(code, severity, about)
            .see(inputs)
            .say(Label::CheckChange, |lang| {
                vec![
                    ("subject", subject(about, lang)),
                    ("stated", movement(stated, lang)),
                    ("this", wording::with_unit(&this, &about.indicator.unit, lang)),
                    ("base", lang.period(other)),
                    ("base_value", wording::with_unit(&base, &about.indicator.unit, lang)),
                    (
                        "computed",
                        wording::moved(&change, [&base, &this], &about.indicator.unit, lang),
                    ),
                ]
            }),
    )
}

/// 下降35.0个百分点 of a concentration, 下降-35.0%: the number is right, and [`words`] says what is not.
fn only_the_words_are_wrong(stated: &StatedChange, said: &Stated, values: [&Found; 2]) -> bool {
    let indicator = &stated.observation.indicator;
    let unit = right_word(&indicator.change, &indicator.unit, &stated.unit);
    let in_the_right_unit = unit.map(|unit| Stated { unit, ..*said });
    let with_the_other_sign = is_doubly_negative(&stated.as_written).then(|| Stated {
        amount: -said.amount,
        ..*said
    });
    let meant = in_the_right_unit.into_iter().chain(with_the_other_sign);
    meant.into_iter().any(|meant| agrees(&meant, values) == Some(true))
}

fn other_period(period: Period, comparison: Comparison) -> Option<Period> {
    match comparison {
        Comparison::Yoy => period.year_earlier(),
        Comparison::Qoq => (qoq::last_single(period) == period).then(|| period.previous())?,
        Comparison::Mom => (period.whole_months()?.1 == period.whole_months()?.2).then(|| period.previous())?,
        Comparison::Versus(other) => Some(other),
        Comparison::Target => None,
    }
}

fn movement(stated: &StatedChange, lang: Lang) -> String {
    let amount = wording::attached(&stated.observation.value.to_string(), &stated.unit, lang);
    match stated.compared_to {
        Some(comparison) => format!("{} {amount}", lang.comparison(comparison)),
        None => amount,
    }
}

/// A concentration in percentage points, a share in percent; a fall with a minus sign.
pub fn words(book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stated in book
        .evidence
        .changes
        .iter()
        .filter(|each| book.is_in_force(each.observation.report))
    {
        let about = &stated.observation;
        if let Some(right) = right_word(&about.indicator.change, &about.indicator.unit, &stated.unit) {
            findings.push(
                Draft::new("wrong-unit-word", Severity::Warning, about).say(Label::CheckWord, |lang| {
                    vec![
                        ("subject", subject(about, lang)),
                        ("stated", movement(stated, lang)),
                        ("right", lang.unit(right).to_owned()),
                    ]
                }),
            );
        }
        if is_doubly_negative(&stated.as_written) {
            findings.push(
                Draft::new("double-sign", Severity::Warning, about).say(Label::CheckSign, |lang| {
                    vec![
                        ("subject", subject(about, lang)),
                        ("written", stated.as_written.clone()),
                        ("stated", movement(stated, lang)),
                    ]
                }),
            );
        }
    }
    findings
}

/// The unit that a movement of this kind should be in, if it is in the other one.
fn right_word(style: &ChangeStyle, unit: &str, stated: &str) -> Option<&'static str> {
    match (style, unit, stated) {
        (ChangeStyle::Points, "%", "%") => Some("pp"),
        (ChangeStyle::Percent | ChangeStyle::Difference, _, "pp") if unit != "%" => Some("%"),
        _ => None,
    }
}

/// 下降-6.1%, 上升-16.7%: the word and the sign say it twice, or against each other.
fn is_doubly_negative(as_written: &str) -> bool {
    let word = ["上升", "下降", "增长", "减少", "增加", "降低", "提高", "升高"];
    word.iter().any(|word| {
        as_written
            .split_once(word)
            .is_some_and(|(_, rest)| rest.starts_with(['-', '−', '－']))
    })
}
