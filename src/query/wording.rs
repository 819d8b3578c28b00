//! Values and changes as cells: what people read beside the plain number that machines take.

use rust_decimal::{Decimal, RoundingStrategy};

use super::change::{Change, Verdict, half_even};
use super::derive::{Found, Input, Method};
use super::labels::Label;
use super::lang::Lang;
use super::track::Track;
use crate::answer::Cell;
use crate::model::{Approx, ChangeStyle, Observation, Period, SeriesBreak, Value};

/// A value with what is to be known of its exactness: `42.1`, `约120`, `≈21.9±0.2`.
pub fn found(found: &Found, lang: Lang) -> Cell {
    let Value::Number(exact) = found.value else {
        return value(found.value, found.approx, lang);
    };
    let number = decimals(found).map_or(exact, |decimals| half_even(exact, decimals));
    match shown_doubt(found) {
        Some(doubt) => Cell::Measure {
            shown: lang.fill(
                Label::PlusMinus,
                &[("number", &number.to_string()), ("doubt", &doubt.to_string())],
            ),
            number: number.to_string(),
        },
        None => value(Value::Number(number), found.approx, lang),
    }
}

/// How far a derived value may lie off, to as many digits as the value is shown with; for a sum, which is shown as it is, to
/// one that counts.
fn shown_doubt(found: &Found) -> Option<Decimal> {
    let doubt = found.uncertainty?;
    Some(decimals(found).map_or_else(|| one_digit(doubt), |decimals| rounded_up(doubt, decimals)))
}

/// How far a derived value may lie off, for a column of its own.
pub fn uncertainty(found: &Found) -> Cell {
    shown_doubt(found).map_or_else(|| Cell::text(""), Cell::number)
}

/// Digits to which a quotient is shown: as many as what it was made of was published with, a share with at least one.
pub fn decimals(found: &Found) -> Option<u32> {
    let published = || {
        found
            .inputs
            .iter()
            .map(|input| input.observation.value.as_decimal().scale())
    };
    match found.method {
        Method::DayWeighted => published().max(),
        Method::Counts => Some(SHARE_DECIMALS),
        Method::Reported | Method::Difference | Method::Sum => None,
    }
}

/// Digits of a share that is computed from counts.
const SHARE_DECIMALS: u32 = 1;

/// A doubt is never made smaller than it is.
fn rounded_up(doubt: Decimal, decimals: u32) -> Decimal {
    doubt.round_dp_with_strategy(decimals, RoundingStrategy::AwayFromZero)
}

/// A doubt to one digit that counts, never made smaller: `0.07` for 0.0667, `1000` for 1000.
pub fn one_digit(doubt: Decimal) -> Decimal {
    let enough = |scale: &u32| doubt.round_dp_with_strategy(*scale, RoundingStrategy::ToZero) > Decimal::ZERO;
    let scale = (0..=Decimal::MAX_SCALE).find(enough).unwrap_or_default();
    doubt
        .round_dp_with_strategy(scale, RoundingStrategy::AwayFromZero)
        .normalize()
}

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

/// How exact the two values of a change are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exactness {
    /// One of them is stated as a round number.
    pub approximate: bool,
    /// One of them is an estimate.
    pub estimated: bool,
    /// One of them is a quotient: digits to which a plain difference is shown.
    pub decimals: Option<u32>,
}

impl Exactness {
    /// Of the change between these two.
    pub fn of(values: [&Found; 2]) -> Self {
        Exactness {
            approximate: values.iter().any(|each| each.approx.is_some()),
            estimated: values.iter().any(|each| each.uncertainty.is_some()),
            decimals: values.iter().filter_map(|each| decimals(each)).max(),
        }
    }
}

/// A change with its sign and unit: `-48.0%`, `+1.2个百分点`, `+3`, `改善2级`; `约` before it where a value is approximate,
/// `≈` where one is an estimate.
pub fn change(change: &Change, unit: &str, exactness: Exactness, lang: Lang) -> Cell {
    let amount = match (exactness.decimals, change.style) {
        (Some(decimals), ChangeStyle::Points | ChangeStyle::Difference) => half_even(change.amount, decimals),
        _ => change.rounded(),
    };
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
        shown: match exactness {
            Exactness { estimated: true, .. } => lang.fill(Label::Roughly, &[("number", &shown)]),
            Exactness { approximate: true, .. } => approximate(&shown, Approx::About, lang),
            _ => shown,
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
pub(super) fn attach(number: &str, unit: &str) -> String {
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
        Verdict::Unclear => Label::Unclear,
        Verdict::Broken => Label::Broken,
    }
}

/// That another standard came into force between two values.
pub fn series_break(series_break: &SeriesBreak, lang: Lang) -> String {
    let day = series_break.day.to_string();
    lang.fill(
        Label::SeriesBreak,
        &[("day", &day), ("standard", &series_break.standard)],
    )
}

/// A change in words, with the value's own unit: `下降48.0%`, `上升2.2个百分点`, `改善1级`, `持平`.
pub fn moved(change: &Change, values: [&Found; 2], unit: &str, lang: Lang) -> String {
    let exactness = Exactness::of(values);
    let size = Change {
        amount: change.amount.abs(),
        ..*change
    };
    if change.amount.is_zero() {
        return lang.text(Label::Unchanged).to_owned();
    }
    if change.style == ChangeStyle::Class {
        return people(&self::change(change, unit, exactness, lang));
    }
    let amount = match (exactness.decimals, change.style) {
        (Some(decimals), ChangeStyle::Points | ChangeStyle::Difference) => half_even(size.amount, decimals),
        _ => size.rounded(),
    };
    let amount = attach(&amount.to_string(), change_unit(change, unit, lang));
    let amount = match exactness.estimated {
        true => lang.fill(Label::Roughly, &[("number", &amount)]),
        false => amount,
    };
    let label = match change.amount.is_sign_negative() {
        true => Label::WentDown,
        false => Label::WentUp,
    };
    lang.fill(label, &[("amount", &amount)])
}

/// A value with its unit: `21.9微克/立方米`, `≈21.9±0.2微克/立方米`, `Ⅲ类`.
pub fn with_unit(found: &Found, unit: &str, lang: Lang) -> String {
    let value = people(&self::found(found, lang));
    match found.value {
        Value::Number(_) => attached(&value, unit, lang),
        Value::Class(_) => value,
    }
}

/// A number with its unit.
pub fn attached(number: &str, unit: &str, lang: Lang) -> String {
    attach(number, lang.unit(unit))
}

/// The plain number as machines take it, or the class's code.
pub fn plain(found: &Found, lang: Lang) -> String {
    match self::found(found, lang) {
        Cell::Number(number) | Cell::Measure { number, .. } => number,
        _ => found.value.to_string(),
    }
}

/// Whether a report states the value.
pub fn method(found: &Found) -> Label {
    match found.method {
        Method::Reported if found.from_later_reports().next().is_some() => Label::LookedBack,
        Method::Reported => Label::Reported,
        Method::Difference | Method::Sum => Label::Derived,
        Method::DayWeighted => Label::DayWeighted,
        Method::Counts => Label::FromCounts,
    }
}

/// What a derived value was made of: `2024年上半年 − 2024年一季度`, `(2024年上半年×182天 − 2024年一季度×91天) ÷ 91天`,
/// `优良天数 ÷ 有效监测天数`.
pub fn formula(found: &Found, period: Period, lang: Lang) -> String {
    let days = |period: Period| lang.fill(Label::Days, &[("number", &period.days().to_string())]);
    match found.method {
        Method::DayWeighted => {
            let term = |input: &Input| {
                let period = input.observation.period;
                format!("{}×{}", lang.period(period), days(period))
            };
            format!("({}) ÷ {}", signed(&found.inputs, term), days(period))
        }
        Method::Counts => {
            let same = |a: &Input, b: &Input| a.observation.indicator == b.observation.indicator;
            let counts: Vec<String> = found.inputs.chunk_by(same).map(|count| named(count, lang)).collect();
            counts.join(" ÷ ")
        }
        Method::Reported | Method::Difference | Method::Sum => {
            signed(&found.inputs, |input| lang.period(input.observation.period))
        }
    }
}

/// One count of a share; how it was derived in brackets.
fn named(count: &[Input], lang: Lang) -> String {
    let name = count
        .first()
        .map_or("", |input| lang.indicator(&input.observation.indicator));
    match count {
        [_] => name.to_owned(),
        _ => format!(
            "{name}({})",
            signed(count, |input| lang.period(input.observation.period))
        ),
    }
}

fn signed(inputs: &[Input], term: impl Fn(&Input) -> String) -> String {
    let mut formula = String::new();
    for input in inputs {
        let sign = match (formula.is_empty(), input.subtracted) {
            (true, _) => "",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        formula = formula + sign + &term(input);
    }
    formula
}

/// Says how a period's value came about, which later reports it is from, and that what is reported and what would be
/// derived do not agree.
pub fn origin(track: &Track, period: Period, found: &Found, lang: Lang) -> Vec<String> {
    let name = lang.period(period);
    let made = match found.method {
        Method::Reported => disagreement(track, period, found, lang),
        _ => {
            let words = [("period", name.as_str()), ("formula", &formula(found, period, lang))];
            Some(lang.fill(Label::Derivation, &words))
        }
    };
    made.into_iter().chain(from_later(found, lang)).collect()
}

/// Names the later reports that a value, or what it is made of, is from.
pub fn from_later(found: &Found, lang: Lang) -> Vec<String> {
    let line = |observation: &Observation| {
        let words = [
            ("period", &*lang.period(observation.period)),
            ("report", observation.report_title.as_str()),
        ];
        lang.fill(Label::FromLater, &words)
    };
    found.from_later_reports().map(line).collect()
}

fn disagreement(track: &Track, period: Period, found: &Found, lang: Lang) -> Option<String> {
    let name = lang.period(period);
    let derived = track.contradicting(period, found)?;
    let words = [
        ("period", name.as_str()),
        ("stated", &people(&self::found(found, lang))),
        ("formula", &formula(&derived, period, lang)),
        ("derived", &people(&self::found(&derived, lang))),
    ];
    Some(lang.fill(Label::Disagrees, &words))
}

/// A cell as people read it.
pub fn people(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Measure { shown: text, .. } => text.clone(),
        Cell::Marked { .. } | Cell::Missing { .. } => String::new(),
    }
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
