//! The value of a period that no report states, from the periods that reports do state.
//!
//! Sums add up exactly; the rounding of what was published (364.8万元) adds up too, and is their uncertainty. A period is a
//! way from its first day to the day after its last one; every reported value is a road between two such days that may be
//! taken forwards (added) or backwards (subtracted). The way with the fewest roads is the derivation: `2024Q2` = `2024H1` −
//! `2024Q1`, `2024Q3` = 2024-01..2024-09 − `2024H1`, `2024H1` = `2024Q1` + `2024Q2`.
//! A mean concentration takes the same way with each value weighted by its days ([`mean`](super::mean)), and says how far the
//! rounding of what was published may have led it astray. A percentile, a class or a state at the end of a period never
//! can be derived ([`Gap::CannotTakeApart`]).

use std::collections::{HashMap, VecDeque};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::gap::Gap;
use super::track::Track;
use crate::model::{Approx, Observation, Period, Value, rounding_doubt};

/// How a value came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// A report states it.
    Reported,
    /// By subtracting reported values.
    Difference,
    /// By adding reported values.
    Sum,
    /// From reported means, each weighted by its days.
    DayWeighted,
    /// A share from the two counts that make it.
    Counts,
}

impl Method {
    /// The word for machines: `reported`, `difference`, `sum`, `day-weighted`, `counts`.
    pub fn code(self) -> &'static str {
        match self {
            Method::Reported => "reported",
            Method::Difference => "difference",
            Method::Sum => "sum",
            Method::DayWeighted => "day-weighted",
            Method::Counts => "counts",
        }
    }
}

/// One reported value that went into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input<'a> {
    /// The value as reported; its `figure` is what `explain` takes.
    pub observation: &'a Observation,
    /// Whether it was subtracted.
    pub subtracted: bool,
}

/// A value with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// The value in the indicator's unit, exact.
    pub value: Value,
    /// How far it may lie off by the rounding of what was published; `None` where it is exact or reported.
    pub uncertainty: Option<Decimal>,
    /// How exact the reports say it is.
    pub approx: Option<Approx>,
    /// How it came about.
    pub method: Method,
    /// What it was made of, what is added first.
    pub inputs: Vec<Input<'a>>,
}

impl<'a> Found<'a> {
    /// How far the true value may lie from this one, by the rounding of what was published. Things that are counted one
    /// by one are exact, unless they are published in 万.
    pub fn doubt(&self) -> Decimal {
        match (self.uncertainty, self.method) {
            (Some(doubt), _) => doubt,
            (None, Method::Counts) => Decimal::ZERO,
            (None, _) => rounding(&self.inputs),
        }
    }

    /// The reported values that it is, or is made of, which a report on a later time states (去年同期为…).
    pub fn from_later_reports(&self) -> impl Iterator<Item = &'a Observation> + '_ {
        let inputs = self.inputs.iter().map(|input| input.observation);
        inputs.filter(|observation| observation.looks_back)
    }

    /// A value as a report states it.
    pub fn reported(observation: &'a Observation) -> Self {
        Found {
            value: observation.value,
            uncertainty: None,
            approx: observation.approx,
            method: Method::Reported,
            inputs: vec![Input {
                observation,
                subtracted: false,
            }],
        }
    }
}

/// The value of `period` as a sum and difference of reported values.
///
/// # Errors
/// The [`Gap`] that says what is missing.
pub fn from_other_periods<'a>(track: &Track<'a>, period: Period) -> Result<Found<'a>, Gap> {
    let inputs = pieces(track, period)?;
    let value = total(&inputs)?;
    Ok(Found {
        value: Value::Number(value),
        uncertainty: Some(rounding(&inputs)).filter(|doubt| !doubt.is_zero()),
        approx: approximate(&inputs),
        method: match inputs.iter().any(|input| input.subtracted) {
            true => Method::Difference,
            false => Method::Sum,
        },
        inputs,
    })
}

/// The reported values that make up a period, what is added first.
///
/// # Errors
/// The [`Gap`] that says what is missing.
pub(super) fn pieces<'a>(track: &Track<'a>, period: Period) -> Result<Vec<Input<'a>>, Gap> {
    let mut inputs = after(period)
        .and_then(|end| way(&roads(track, period), period.start(), end))
        .ok_or_else(|| reason(track, period))?;
    inputs.sort_by_key(|input| input.subtracted);
    Ok(inputs)
}

/// What the rounding of each may add up to.
fn rounding(inputs: &[Input]) -> Decimal {
    let doubt = |input: &Input| rounding_doubt(input.observation.half, &input.observation.indicator.unit);
    inputs.iter().map(doubt).sum()
}

/// What is made of round numbers is one itself.
pub(super) fn approximate(inputs: &[Input]) -> Option<Approx> {
    let some = inputs.iter().any(|input| input.observation.approx.is_some());
    some.then_some(Approx::About)
}

/// A reported value between two days.
struct Road<'a> {
    from: NaiveDate,
    to: NaiveDate,
    observation: &'a Observation,
}

/// Every value that may be added: one for each other period, a number, and not merely a bound. Cumulative ones come
/// first, so that of two equally short ways the one through them is taken.
fn roads<'a>(track: &Track<'a>, wanted: Period) -> Vec<Road<'a>> {
    let mut periods = track.periods();
    periods.retain(|period| *period != wanted);
    periods.sort_by_key(|period| !period.is_year_to_date());
    let road = |period: Period| {
        let observation = track.reported(period).ok()??;
        let exact = matches!(observation.value, Value::Number(_)) && !is_bound(observation);
        exact.then_some(Road {
            from: period.start(),
            to: after(period)?,
            observation,
        })
    };
    periods.into_iter().filter_map(road).collect()
}

fn is_bound(observation: &Observation) -> bool {
    matches!(observation.approx, Some(Approx::Over | Approx::Under))
}

fn after(period: Period) -> Option<NaiveDate> {
    period.end().succ_opt()
}

/// The way from `start` to `end` with the fewest roads (breadth first).
fn way<'a>(roads: &[Road<'a>], start: NaiveDate, end: NaiveDate) -> Option<Vec<Input<'a>>> {
    let mut arrived: HashMap<NaiveDate, Option<(NaiveDate, Input<'a>)>> = HashMap::from([(start, None)]);
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front().filter(|here| *here != end) {
        for road in roads {
            let (next, subtracted) = match here {
                _ if here == road.from => (road.to, false),
                _ if here == road.to => (road.from, true),
                _ => continue,
            };
            arrived.entry(next).or_insert_with(|| {
                queue.push_back(next);
                Some((
                    here,
                    Input {
                        observation: road.observation,
                        subtracted,
                    },
                ))
            });
        }
    }
    let mut inputs = Vec::new();
    let mut here = end;
    while let Some((from, input)) = arrived.get(&here)? {
        inputs.push(*input);
        here = *from;
    }
    inputs.reverse();
    Some(inputs)
}

/// Adds up; parts that exceed their whole are a contradiction of the reports, not a negative count.
fn total(inputs: &[Input]) -> Result<Decimal, Gap> {
    let mut total = Decimal::ZERO;
    for input in inputs {
        let number = input.observation.value.as_decimal();
        let sum = match input.subtracted {
            true => total.checked_sub(number),
            false => total.checked_add(number),
        };
        total = sum.ok_or(Gap::TooLarge)?;
    }
    let can_be_negative = inputs
        .iter()
        .any(|input| input.observation.value.as_decimal() < Decimal::ZERO);
    match total < Decimal::ZERO && !can_be_negative {
        true => Err(Gap::Contradiction),
        false => Ok(total),
    }
}

/// Why there is no way: which of the two cumulative values, up to the end and up to the day before, is not there.
fn reason(track: &Track, period: Period) -> Gap {
    let pieces = cumulative_pieces(period);
    if !pieces.iter().any(|piece| track.knows_about(*piece)) {
        return Gap::NotReported;
    }
    let state = |piece: &Period| track.reported(*piece);
    let missing: Vec<Period> = pieces
        .iter()
        .copied()
        .filter(|piece| state(piece) == Ok(None))
        .collect();
    match pieces.iter().find_map(|piece| state(piece).err()) {
        Some(conflict) => conflict,
        None if !missing.is_empty() => Gap::Pieces(missing),
        None => Gap::OnlyBounds,
    }
}

/// From 1 January to the end of the period, and to the day before it.
fn cumulative_pieces(period: Period) -> Vec<Period> {
    let new_year = chrono::Datelike::with_ordinal(&period.start(), 1).unwrap_or(period.start());
    let whole = Period::new(new_year, period.end()).filter(|whole| *whole != period);
    let before = period.start().pred_opt().and_then(|day| Period::new(new_year, day));
    whole.into_iter().chain(before).collect()
}

#[cfg(test)]
#[path = "derive_tests.rs"]
mod tests;
