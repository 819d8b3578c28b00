//! What can be derived, from what, and what is said where it cannot.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{Aggregation, Indicator, WaterClass};
use crate::query::change::half_even;
use crate::query::testing::{indicator, observation};
use crate::query::track::tracks;

fn period(label: &str) -> Period {
    Period::parse(label).unwrap()
}

fn sum() -> Arc<Indicator> {
    Arc::new(indicator("cases", Aggregation::Sum))
}

fn all(indicator: &Arc<Indicator>, values: &[(&str, &str)]) -> Vec<Observation> {
    values
        .iter()
        .map(|(label, value)| observation(indicator, label, value))
        .collect()
}

/// `value = inputs`, or the gap.
fn derived(observations: &[Observation], label: &str) -> Result<String, Gap> {
    let found = tracks(observations, &[])[0].value(period(label))?;
    let sign = |input: &Input| if input.subtracted { "-" } else { "+" };
    let inputs: Vec<String> = found
        .inputs
        .iter()
        .map(|input| format!("{}{}", sign(input), input.observation.period))
        .collect();
    Ok(format!(
        "{} = {} ({})",
        found.value,
        inputs.join(" "),
        found.method.code()
    ))
}

#[test]
fn single_quarters_come_from_cumulative_values() {
    let values = all(
        &sum(),
        &[
            ("2024Q1", "18"),
            ("2024H1", "40"),
            ("2024-01..2024-09", "61"),
            ("2024", "90"),
        ],
    );
    for (label, expected) in [
        ("2024Q1", "18 = +2024Q1 (reported)"),
        ("2024Q2", "22 = +2024H1 -2024Q1 (difference)"),
        ("2024Q3", "21 = +2024-01..2024-09 -2024H1 (difference)"),
        ("2024Q4", "29 = +2024 -2024-01..2024-09 (difference)"),
        ("2024H2", "50 = +2024 -2024H1 (difference)"),
    ] {
        assert_eq!(derived(&values, label).as_deref(), Ok(expected));
    }
}

#[test]
fn months_come_from_cumulative_months() {
    let values = all(
        &sum(),
        &[("2024-01", "3"), ("2024-01..2024-02", "7.5"), ("2024Q1", "12.50")],
    );
    assert_eq!(
        derived(&values, "2024-02").as_deref(),
        Ok("4.5 = +2024-01..2024-02 -2024-01 (difference)")
    );
    assert_eq!(
        derived(&values, "2024-03").as_deref(),
        Ok("5.00 = +2024Q1 -2024-01..2024-02 (difference)")
    );
}

#[test]
fn a_chain_is_followed_and_whole_periods_add_up() {
    let values = all(&sum(), &[("2024Q1", "1"), ("2024Q2", "2"), ("2024-01..2024-09", "7")]);
    assert_eq!(derived(&values, "2024H1").as_deref(), Ok("3 = +2024Q1 +2024Q2 (sum)"));
    assert_eq!(
        derived(&values, "2024Q3").as_deref(),
        Ok("4 = +2024-01..2024-09 -2024Q2 -2024Q1 (difference)")
    );
}

#[test]
fn a_reported_quarter_wins() {
    let values = all(&sum(), &[("2024Q1", "18"), ("2024H1", "40"), ("2024Q2", "23")]);
    assert_eq!(derived(&values, "2024Q2").as_deref(), Ok("23 = +2024Q2 (reported)"));
}

#[test]
fn a_missing_piece_is_named() {
    let only_half = all(&sum(), &[("2024H1", "40")]);
    assert_eq!(derived(&only_half, "2024Q2"), Err(Gap::Pieces(vec![period("2024Q1")])));
    let only_first = all(&sum(), &[("2024Q1", "18")]);
    assert_eq!(derived(&only_first, "2024Q2"), Err(Gap::Pieces(vec![period("2024H1")])));
    assert_eq!(derived(&only_first, "2023Q2"), Err(Gap::NotReported));
    assert_eq!(derived(&only_half, "2024Q1"), Err(Gap::NotReported));
}

#[test]
fn a_whole_smaller_than_its_part_is_a_contradiction() {
    let values = all(&sum(), &[("2024Q1", "18"), ("2024H1", "17")]);
    assert_eq!(derived(&values, "2024Q2"), Err(Gap::Contradiction));
}

#[test]
fn bounds_are_not_subtracted_and_about_stays_about() {
    let mut values = all(&sum(), &[("2024Q1", "18"), ("2024H1", "40")]);
    values[1].approx = Some(Approx::About);
    let found = |values: &[Observation]| tracks(values, &[])[0].value(period("2024Q2")).map(|found| found.approx);
    assert_eq!(found(&values), Ok(Some(Approx::About)));
    values[1].approx = Some(Approx::Over);
    assert_eq!(found(&values), Err(Gap::OnlyBounds));
}

#[test]
fn what_does_not_add_up_is_refused() {
    for aggregation in Aggregation::ALL
        .iter()
        .copied()
        .filter(|each| !matches!(each, Aggregation::Sum | Aggregation::Mean))
    {
        let indicator = Arc::new(indicator("x", aggregation));
        let values = all(&indicator, &[("2024Q1", "18"), ("2024H1", "40")]);
        assert_eq!(derived(&values, "2024Q2"), Err(Gap::CannotTakeApart(aggregation)));
        assert_eq!(derived(&values, "2024Q3"), Err(Gap::NotReported));
    }
    let mut class = all(&sum(), &[("2024Q1", "18"), ("2024H1", "40")]);
    class[0].value = Value::Class(WaterClass::II);
    assert!(derived(&class, "2024Q2").is_err());
}

#[test]
fn february_follows_the_calendar() {
    for year in ["2023", "2024"] {
        let labels = [format!("{year}-01"), format!("{year}Q1"), format!("{year}-03")];
        let values = all(&sum(), &[(&labels[0], "1"), (&labels[1], "6"), (&labels[2], "3")]);
        let expected = format!("2 = +{year}Q1 -{year}-01 -{year}-03 (difference)");
        assert_eq!(derived(&values, &format!("{year}-02")), Ok(expected));
    }
}

proptest! {
    #[test]
    fn quarters_derived_from_cumulative_values_add_up_again(
        quarters in prop::array::uniform4(0i64..1_000_000), scale in 0u32..5,
    ) {
        let indicator = sum();
        let mut running = 0;
        let mut cumulative = Vec::new();
        for (label, quarter) in ["2024Q1", "2024H1", "2024-01..2024-09", "2024"].into_iter().zip(quarters) {
            running += quarter;
            cumulative.push(observation(&indicator, label, &Decimal::new(running, scale).to_string()));
        }
        let track = &tracks(&cumulative, &[])[0];
        let mut total = Decimal::ZERO;
        for (number, quarter) in (1..).zip(quarters) {
            let found = track.value(Period::quarter(2024, number).unwrap()).unwrap();
            prop_assert_eq!(found.value.as_decimal(), Decimal::new(quarter, scale));
            total += found.value.as_decimal();
        }
        prop_assert_eq!(total, track.value(period("2024")).unwrap().value.as_decimal());
    }

    /// Whatever the true quarters were: the difference of the two sums that were published lies within its uncertainty.
    #[test]
    fn the_truth_lies_within_the_rounding_of_sums(q1 in 0i64..1_000_000, q2 in 0i64..1_000_000, digits in 0u32..4) {
        let indicator = Arc::new(Indicator { unit: "yuan".into(), ..indicator("fines", Aggregation::Sum) });
        let published = |number: i64| half_even(Decimal::new(number, 3), digits).to_string();
        let values = [("2024Q1", published(q1)), ("2024H1", published(q1 + q2))];
        let values = values.each_ref().map(|(label, value)| (*label, value.as_str()));
        if let Ok(found) = tracks(&all(&indicator, &values), &[])[0].value(period("2024Q2")) {
            let apart = (found.value.as_decimal() - Decimal::new(q2, 3)).abs();
            prop_assert!(apart <= found.uncertainty.unwrap_or_default());
        }
    }

    /// A percentile, a class and a state are never taken apart nor put together, whatever is known around them.
    #[test]
    fn only_sums_and_means_are_derived(
        values in prop::collection::vec((1u32..=12, 0u32..12, 0i64..100), 1..12), which in 0usize..3, wanted in 1u32..=4,
    ) {
        let aggregation = [Aggregation::Percentile, Aggregation::Class, Aggregation::Snapshot][which];
        let indicator = Arc::new(indicator("p", aggregation));
        let values: Vec<Observation> = values.into_iter().map(|(first, more, value)| {
            let span = Period::months(2024, first, (first + more).min(12)).unwrap();
            observation(&indicator, &span.label(), &value.to_string())
        }).collect();
        let wanted = Period::quarter(2024, wanted).unwrap();
        let reported = values.iter().any(|each| each.period == wanted);
        let found = tracks(&values, &[])[0].value(wanted);
        prop_assert!(reported || found.is_err());
        prop_assert!(found.is_err() || found.unwrap().method == Method::Reported);
    }

    #[test]
    fn every_derivation_is_what_its_inputs_make(values in prop::collection::vec((1u32..=12, 0u32..12, 0i64..100), 1..12)) {
        let indicator = sum();
        let values: Vec<Observation> = values.into_iter().map(|(first, more, value)| {
            let span = Period::months(2024, first, (first + more).min(12)).unwrap();
            observation(&indicator, &span.label(), &value.to_string())
        }).collect();
        let track = &tracks(&values, &[])[0];
        for quarter in 1..=4 {
            if let Ok(found) = track.value(Period::quarter(2024, quarter).unwrap()) {
                let signed = |input: &Input| match input.subtracted {
                    true => -input.observation.value.as_decimal(),
                    false => input.observation.value.as_decimal(),
                };
                let days = |input: &Input| match input.subtracted {
                    true => -input.observation.period.days(),
                    false => input.observation.period.days(),
                };
                prop_assert_eq!(found.inputs.iter().map(signed).sum::<Decimal>(), found.value.as_decimal());
                prop_assert_eq!(found.inputs.iter().map(days).sum::<i64>(), Period::quarter(2024, quarter).unwrap().days());
            }
        }
    }
}
