//! A mean of a period that no report states, from the means of other periods: each is weighted by its days.
//!
//! `2024Q2` = (mean of `2024H1` × 182 − mean of `2024Q1` × 91) ÷ 91. Published means are rounded, and the rounding of a long
//! period weighs heavily on a short one, so the result carries ± u: the weighted sum of half a unit of each last digit.
//! Only concentrations average over days; an index of several pollutants, a level in decibels or a pH does not.

use rust_decimal::Decimal;

use super::derive::{Found, Input, Method, approximate, pieces};
use super::gap::Gap;
use super::track::Track;
use crate::model::{Aggregation, Indicator, Period, Value};

/// Whether the mean of a longer period is the day-weighted mean of its parts.
pub fn averages_over_days(indicator: &Indicator) -> bool {
    !matches!(indicator.unit.as_str(), "1" | "dB")
}

/// The day-weighted mean of `period`, with its uncertainty.
///
/// # Errors
/// The [`Gap`] that says what is missing, or why this indicator has no such mean.
pub fn from_other_means<'a>(track: &Track<'a>, period: Period) -> Result<Found<'a>, Gap> {
    if !averages_over_days(track.indicator) {
        return Err(match track.knows_about(period) {
            true => Gap::CannotTakeApart(Aggregation::Mean),
            false => Gap::NotReported,
        });
    }
    let inputs = pieces(track, period)?;
    let (value, uncertainty) = weighted(&inputs, period).ok_or(Gap::TooLarge)?;
    let lowest = inputs.iter().map(|input| input.observation.value.as_decimal()).min();
    if value + uncertainty < Decimal::ZERO && lowest >= Some(Decimal::ZERO) {
        return Err(Gap::Contradiction);
    }
    Ok(Found {
        value: Value::Number(value),
        uncertainty: Some(uncertainty),
        approx: approximate(&inputs),
        method: Method::DayWeighted,
        inputs,
    })
}

/// Σ ± value × days ÷ days, and Σ half a unit × days ÷ days; `None` beyond exact arithmetic.
fn weighted(inputs: &[Input], period: Period) -> Option<(Decimal, Decimal)> {
    let (mut sum, mut doubt) = (Decimal::ZERO, Decimal::ZERO);
    for input in inputs {
        let days = Decimal::from(input.observation.period.days());
        let part = input.observation.value.as_decimal().checked_mul(days)?;
        sum = match input.subtracted {
            true => sum.checked_sub(part)?,
            false => sum.checked_add(part)?,
        };
        doubt = doubt.checked_add(input.observation.half.checked_mul(days)?)?;
    }
    let days = Decimal::from(period.days());
    Some((sum.checked_div(days)?, doubt.checked_div(days)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Observation;
    use crate::query::change::half_even;
    use crate::query::testing::{indicator, observation};
    use crate::query::track::tracks;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn mean(unit: &str) -> Arc<Indicator> {
        Arc::new(Indicator {
            unit: unit.into(),
            ..indicator("m", Aggregation::Mean)
        })
    }

    fn of(unit: &str, values: &[(&str, &str)], wanted: &str) -> Result<(String, String), Gap> {
        let indicator = mean(unit);
        let values: Vec<Observation> = values.iter().map(|(p, v)| observation(&indicator, p, v)).collect();
        let found = tracks(&values, &[])[0].value(Period::parse(wanted).unwrap())?;
        let short = |number: Decimal| half_even(number, 2).to_string();
        Ok((
            short(found.value.as_decimal()),
            found.uncertainty.map(short).unwrap_or_default(),
        ))
    }

    #[test]
    fn a_single_quarter_is_weighted_by_days_and_knows_its_doubt() {
        let values = [("2024Q1", "42.1"), ("2024H1", "32.0"), ("2024", "31")];
        // (32.0 × 182 − 42.1 × 91) ÷ 91, ± (0.05 × 182 + 0.05 × 91) ÷ 91
        assert_eq!(of("ug/m3", &values, "2024Q2"), Ok(("21.90".into(), "0.15".into())));
        // (31 × 366 − 32.0 × 182) ÷ 184, ± (0.5 × 366 + 0.05 × 182) ÷ 184
        assert_eq!(of("ug/m3", &values, "2024H2"), Ok(("30.01".into(), "1.04".into())));
    }

    #[test]
    fn an_index_or_a_level_has_no_day_average() {
        let values = [("2024Q1", "4.2"), ("2024H1", "3.9")];
        for unit in ["1", "dB"] {
            assert_eq!(
                of(unit, &values, "2024Q2"),
                Err(Gap::CannotTakeApart(Aggregation::Mean))
            );
            assert_eq!(of(unit, &values, "2023Q2"), Err(Gap::NotReported));
        }
    }

    #[test]
    fn a_mean_below_zero_is_a_contradiction() {
        assert_eq!(
            of("ug/m3", &[("2024Q1", "90"), ("2024H1", "30")], "2024Q2"),
            Err(Gap::Contradiction)
        );
    }

    proptest! {
        /// Whatever the true quarters were: the mean derived from what was published lies within its doubt.
        #[test]
        fn the_truth_lies_within_the_doubt(q1 in 500i64..9000, q2 in 500i64..9000, decimals in 0u32..=2) {
            let (q1, q2) = (Decimal::new(q1, 2), Decimal::new(q2, 2));
            let half_year = (q1 * Decimal::from(91) + q2 * Decimal::from(91)) / Decimal::from(182);
            let published = |number: Decimal| half_even(number, decimals).to_string();
            let indicator = mean("ug/m3");
            let values = [
                observation(&indicator, "2024Q1", &published(q1)),
                observation(&indicator, "2024H1", &published(half_year)),
            ];
            if let Ok(found) = tracks(&values, &[])[0].value(Period::quarter(2024, 2).unwrap()) {
                prop_assert!((found.value.as_decimal() - q2).abs() <= found.uncertainty.unwrap());
            }
        }
    }
}
