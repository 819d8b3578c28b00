//! Values and changes as cells: what people read beside the plain number that machines take.

use rust_decimal::Decimal;

use super::change::{Change, Verdict};
use super::derive::{Found, Method};
use super::labels::Label;
use super::lang::Lang;
use crate::answer::Cell;
use crate::model::{Approx, ChangeStyle, Value};

/// A value: a number, a class, or an approximate number with its word (`约120`).
pub fn value(value: Value, approx: Option<Approx>, lang: Lang) -> Cell {
    match (value, approx) {
        (Value::Number(number), None) => Cell::number(number),
        (Value::Number(number), Some(approx)) => Cell::Measure {
            shown: approximate(&number.to_string(), approx, lang),
            number: number.to_string(),
        },
        (class, _) => Cell::text(lang.value(class)),
    }
}

fn approximate(number: &str, approx: Approx, lang: Lang) -> String {
    let label = match approx {
        Approx::About => Label::About,
        Approx::Over => Label::Over,
        Approx::Under => Label::Under,
    };
    lang.fill(label, &[("number", number)])
}

/// A change with its sign and unit: `-48.0%`, `+1.2个百分点`, `+3`, `改善2级`; `约` before it where a value is approximate.
pub fn change(change: &Change, unit: &str, approximate_values: bool, lang: Lang) -> Cell {
    let amount = change.rounded();
    let sign = if change.amount > Decimal::ZERO { "+" } else { "" };
    let shown = match change.style {
        ChangeStyle::Class if amount.is_zero() => lang.text(Label::Unchanged).to_owned(),
        ChangeStyle::Class => lang.fill(
            Label::StepsChange,
            &[
                ("verdict", lang.text(verdict(change.verdict))),
                ("steps", &amount.abs().to_string()),
            ],
        ),
        // A bare `+3` is how offices write a number of things; other units are said.
        _ if unit == "count" && change.style == ChangeStyle::Difference => sign.to_owned() + &amount.to_string(),
        _ => attach(&format!("{sign}{amount}"), change_unit(change, unit, lang)),
    };
    Cell::Measure {
        shown: match approximate_values {
            true => approximate(&shown, Approx::About, lang),
            false => shown,
        },
        number: amount.to_string(),
    }
}

/// The unit of a change: percent, percentage points, steps, or the indicator's own unit.
pub fn change_unit<'a>(change: &Change, unit: &'a str, lang: Lang) -> &'a str {
    match change.style {
        ChangeStyle::Percent => "%",
        ChangeStyle::Points => lang.text(Label::Points),
        ChangeStyle::Class => lang.text(Label::Steps),
        ChangeStyle::Difference => lang.unit(unit),
    }
}

/// Latin units stand apart from the number, `%` and Chinese ones do not.
fn attach(number: &str, unit: &str) -> String {
    let latin = unit.starts_with(|c: char| c.is_ascii_alphabetic() || c == 'µ');
    format!("{number}{}{unit}", if latin { " " } else { "" })
}

/// The word of a verdict.
pub fn verdict(verdict: Verdict) -> Label {
    match verdict {
        Verdict::Better => Label::Better,
        Verdict::Worse => Label::Worse,
        Verdict::Unchanged => Label::Unchanged,
        Verdict::Up => Label::Up,
        Verdict::Down => Label::Down,
    }
}

/// Whether a report states the value.
pub fn method(found: &Found) -> Label {
    match found.method {
        Method::Reported => Label::Reported,
        Method::Difference | Method::Sum => Label::Derived,
    }
}

/// What a derived value was made of: `2024年上半年 − 2024年一季度`.
pub fn formula(found: &Found, lang: Lang) -> String {
    let mut formula = String::new();
    for input in &found.inputs {
        let sign = match (formula.is_empty(), input.subtracted) {
            (true, _) => "",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        formula = formula + sign + &lang.period(input.observation.period);
    }
    formula
}

/// The rows of the ledger behind a value, as `explain` takes them.
pub fn figures(found: &Found) -> String {
    let figures: Vec<String> = found
        .inputs
        .iter()
        .map(|input| input.observation.figure.to_string())
        .collect();
    figures.join(" ")
}
