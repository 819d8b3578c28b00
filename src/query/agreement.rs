//! Whether a stated change can be true of two published values: each of the three is rounded, so each is an interval.
//!
//! DESIGN 6.3: consistent iff the intervals meet. For a percentage the values a (later) and b (earlier), each ± half a unit
//! of its last digit h, allow [(a−h)/(b+h)−1, (a+h)/(b−h)−1]; for points and differences [(a−h)−(b+h), (a+h)−(b−h)].

use rust_decimal::Decimal;

use super::derive::Found;

/// A change as a report states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated<'a> {
    /// Negative where something fell.
    pub amount: Decimal,
    /// Half a unit of its last digit.
    pub half: Decimal,
    /// `%`, `pp` or the indicator's unit.
    pub unit: &'a str,
}

/// Whether the stated change can be that from the first value to the second; `None` where there is no base to reckon from.
pub fn agrees(stated: &Stated, values: [&Found; 2]) -> Option<bool> {
    let (low, high) = possible(stated.unit, values)?;
    Some(stated.amount - stated.half <= high && low <= stated.amount + stated.half)
}

/// The changes that the two published values allow, in the unit of the statement.
fn possible(unit: &str, [base, this]: [&Found; 2]) -> Option<(Decimal, Decimal)> {
    let range = |found: &Found| {
        let (value, doubt) = (found.value.as_decimal(), found.doubt());
        Some((value.checked_sub(doubt)?, value.checked_add(doubt)?))
    };
    let ((base_low, base_high), (low, high)) = (range(base)?, range(this)?);
    let in_percent = unit == "%"
        && base
            .inputs
            .first()
            .is_none_or(|input| input.observation.indicator.unit != "%");
    if !in_percent {
        return Some((low.checked_sub(base_high)?, high.checked_sub(base_low)?));
    }
    if base_low <= Decimal::ZERO {
        return None;
    }
    let percent = |this: Decimal, base: Decimal| {
        this.checked_sub(base)?
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(base)
    };
    Some((percent(low, base_high)?, percent(high, base_low)?))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Aggregation, Indicator, Observation, half_unit};
    use crate::query::change::half_even;
    use crate::query::testing::{indicator, observation};

    fn concentration(value: &str) -> Observation {
        let unit = Indicator {
            unit: "ug/m3".into(),
            ..indicator("x", Aggregation::Mean)
        };
        observation(&Arc::new(unit), "2024Q1", value)
    }

    fn agree(stated: &str, unit: &str, base: &str, this: &str) -> Option<bool> {
        let (base, this) = (concentration(base), concentration(this));
        let stated = Stated {
            amount: stated.parse().unwrap(),
            half: half_unit(stated.parse().unwrap(), stated),
            unit,
        };
        agrees(&stated, [&Found::reported(&base), &Found::reported(&this)])
    }

    #[test]
    fn rounding_explains_some_differences_and_not_others() {
        for (stated, unit, base, this, verdict) in [
            ("-4.3", "%", "42.1", "40.3", Some(true)),
            ("-6.1", "%", "42.1", "40.3", Some(false)),
            ("-48.0", "%", "42.1", "21.9", Some(true)),
            ("10", "%", "10", "11", Some(true)),
            ("16", "%", "10", "11", Some(true)),  // 9.5 → 11.0
            ("22", "%", "10", "11", Some(false)), // at most 9.5 → 11.5
            ("0", "%", "31", "31", Some(true)),
            ("2", "%", "0.2", "31", None), // a base that may be nought
            ("1", "ug/m3", "30", "31", Some(true)),
            ("3", "ug/m3", "30", "31", Some(false)),
        ] {
            let base = if verdict.is_none() { "0" } else { base };
            assert_eq!(agree(stated, unit, base, this), verdict, "{stated}{unit} {base} {this}");
        }
    }

    proptest! {
        /// Against brute force: some pair of true values that round to the published ones has the stated change exactly
        /// when the verdict is that they agree. True values are tried in steps of a twentieth of the last digit.
        #[test]
        fn the_verdict_is_that_of_all_values_that_round_to_the_published_ones(
            base in 20i64..600, this in 0i64..600, stated in -1000i64..1500,
        ) {
            let published = |mantissa: i64| Decimal::new(mantissa, 0);
            let verdict = agree(&Decimal::new(stated, 1).to_string(), "%", &base.to_string(), &this.to_string());
            let steps = || (-10i64..=10).map(|step| Decimal::new(step * 5, 2));
            let changes: Vec<Decimal> = steps()
                .flat_map(|a| steps().map(move |b| (published(this) + a, published(base) + b)))
                .map(|(this, base)| (this - base) * Decimal::ONE_HUNDRED / base)
                .collect();
            let (low, high) = (changes.iter().min().unwrap(), changes.iter().max().unwrap());
            let (from, to) = (Decimal::new(stated * 10 - 5, 2), Decimal::new(stated * 10 + 5, 2));
            prop_assert_eq!(verdict, Some(from <= *high && *low <= to));
        }

        /// A change that a writer computes from the true values and rounds always agrees with the rounded values.
        #[test]
        fn an_honest_writer_is_never_contradicted(base in 100i64..9000, this in 0i64..9000, decimals in 0u32..=2) {
            let (base, this) = (Decimal::new(base, 2), Decimal::new(this, 2));
            let change = half_even((this - base) * Decimal::ONE_HUNDRED / base, 1);
            let shown = |number: Decimal| half_even(number, decimals).to_string();
            prop_assert_ne!(agree(&change.to_string(), "%", &shown(base), &shown(this)), Some(false));
        }
    }
}
