//! Values that cannot be, or hardly: out of the catalogue's range, more days than the period has, far from their own history.

use rust_decimal::Decimal;

use super::book::{Book, subject, value};
use super::{Draft, Finding};
use crate::model::{Observation, Severity, Value};
use crate::query::labels::Label;

/// How many times the middle of its history a value must be, or be below, to be called a jump.
const JUMP: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// How many earlier values a history needs.
const HISTORY: usize = 3;

/// Values outside the plausible range of their indicator.
pub fn ranges(book: &Book) -> Vec<Finding> {
    let each = |one: &Observation| {
        let (low, high) = one.indicator.range?;
        let number = number(one)?;
        if (low..=high).contains(&number) {
            return None;
        }
        let draft = Draft::new("out-of-range", Severity::Error, book.same_report(one, one.period)?);
        Some(draft.say(Label::CheckRange, |lang| {
            vec![
                ("subject", subject(one, lang)),
                ("stated", value(one, lang)),
                ("low", low.to_string()),
                ("high", high.to_string()),
            ]
        }))
    };
    book.in_force().filter_map(each).collect()
}

fn number(one: &Observation) -> Option<Decimal> {
    match one.value {
        Value::Number(number) => Some(number),
        Value::Class(_) => None,
    }
}

/// More days of something than the period has.
pub fn days(book: &Book) -> Vec<Finding> {
    let too_many = |one: &&Observation| {
        one.indicator.unit == "day" && number(one).is_some_and(|days| days > Decimal::from(one.period.days()))
    };
    let finding = |one: &Observation| {
        Draft::new("too-many-days", Severity::Error, one).say(Label::CheckDays, |lang| {
            vec![
                ("subject", subject(one, lang)),
                ("stated", value(one, lang)),
                ("days", one.period.days().to_string()),
            ]
        })
    };
    book.in_force().filter(too_many).map(finding).collect()
}

/// A value far from the middle of the earlier ones of periods as long as its own and at the same place in the year.
pub fn jumps(book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    for track in &book.tracks {
        for one in &track.observations {
            let mut history: Vec<Decimal> = track
                .observations
                .iter()
                .filter(|each| each.period.end() < one.period.end() && is_alike(each, one))
                .filter(|each| track.indicator.break_between(each.period, one.period).is_none())
                .filter_map(|each| number(each))
                .filter(|number| *number > Decimal::ZERO)
                .collect();
            history.sort();
            let Some(stated) = number(one).filter(|number| *number > Decimal::ZERO && history.len() >= HISTORY) else {
                continue;
            };
            let middle = history[history.len() / 2];
            let far = stated
                .checked_div(middle)
                .is_some_and(|times| times >= JUMP || times * JUMP <= Decimal::ONE);
            if far {
                findings.push(
                    Draft::new("jump", Severity::Warning, one).say(Label::CheckJump, |lang| {
                        vec![
                            ("subject", subject(one, lang)),
                            ("stated", value(one, lang)),
                            ("middle", middle.to_string()),
                            ("count", history.len().to_string()),
                        ]
                    }),
                );
            }
        }
    }
    findings
}

/// Quarters with quarters, first nine months with first nine months.
fn is_alike(one: &Observation, other: &Observation) -> bool {
    match (one.period.as_quarter(), other.period.as_quarter()) {
        (Some(_), Some(_)) => true,
        _ => {
            one.period.whole_months().map(|(_, first, last)| (first, last))
                == other.period.whole_months().map(|(_, first, last)| (first, last))
        }
    }
}
