//! What a question asks of each value: to lie beyond a number, or to have a class.

use rust_decimal::Decimal;

use super::Refusal;
use super::scene::Scene;
use super::words::Word;
use crate::model::{Indicator, Value, WaterClass};
use crate::query::derive::Found;
use crate::query::labels::AskLabel;

/// What is asked of each value.
#[derive(Debug, Clone, Copy)]
pub enum Condition {
    /// It lies on this side of a number.
    Bound(Word, Decimal),
    /// It is this class, or on this side of it.
    Class(Option<Word>, WaterClass),
}

impl Condition {
    /// The condition of a question about this indicator.
    pub fn of(scene: &Scene, indicator: &Indicator) -> Result<Self, Refusal> {
        let (bound, amount) = scene.asked.bound();
        let class = scene.asked.classes().first().copied();
        match (bound, amount, class) {
            (bound, None, Some(class)) => Ok(Condition::Class(bound, class)),
            (Some(bound), Some(amount), None) => match amount.in_unit(&indicator.unit) {
                Some(limit) => Ok(Condition::Bound(bound, limit)),
                None => Err(scene.text(AskLabel::BoundUnit)),
            },
            _ => Err(scene.text(AskLabel::NoBound)),
        }
    }

    /// Whether a value fulfils it; `None` where the value is not exact enough to tell.
    pub fn holds(self, found: &Found) -> Option<bool> {
        match (self, found.value) {
            (Condition::Class(side, wanted), Value::Class(class)) => Some(match side {
                // Ⅲ类及以上 is class III or better.
                Some(Word::BoundLeast) => class <= wanted,
                Some(Word::BoundMost) => class >= wanted,
                Some(Word::BoundOver) => class < wanted,
                Some(Word::BoundUnder) => class > wanted,
                _ => class == wanted,
            }),
            (Condition::Bound(side, limit), Value::Number(number)) => {
                let doubt = found.uncertainty.unwrap_or_default();
                let (low, high) = (number.checked_sub(doubt)?, number.checked_add(doubt)?);
                let on_side = |number: Decimal| match side {
                    Word::BoundOver => number > limit,
                    Word::BoundUnder => number < limit,
                    Word::BoundLeast => number >= limit,
                    _ => number <= limit,
                };
                (found.approx.is_none() && on_side(low) == on_side(high)).then(|| on_side(number))
            }
            _ => None,
        }
    }
}
