//! The change between two values of an indicator, in the indicator's own style.
//!
//! | style | amount | shown |
//! |---|---|---|
//! | percent | (later − earlier) ÷ earlier × 100 | `-48.0%`, one decimal, half-even (GB/T 8170) |
//! | points | later − earlier, both in percent | `+1.2个百分点` |
//! | difference | later − earlier | `+3` |
//! | class | steps from the earlier to the later class | `改善2级` |
//!
//! A base of zero or below gives no percent: the difference is shown instead, with the reason. Amounts stay exact here;
//! only [`Change::rounded`] rounds.

use rust_decimal::{Decimal, RoundingStrategy};

use super::gap::Gap;
use crate::answer::Tone;
use crate::model::{Better, ChangeStyle, Indicator, Value};

/// Decimals of a percentage change at display.
const PERCENT_DECIMALS: u32 = 1;

/// What happened between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// How it is expressed; [`ChangeStyle::Difference`] where the base allows no percent.
    pub style: ChangeStyle,
    /// Percent, percentage points, the indicator's unit, or class steps (negative is towards class Ⅰ). Not rounded.
    pub amount: Decimal,
    /// Whether that is an improvement.
    pub verdict: Verdict,
    /// Why there is no percentage, where the indicator would be expressed in one.
    pub no_percent: Option<BadBase>,
}

/// An earlier value from which no percentage can be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BadBase {
    /// It is zero.
    Zero,
    /// It is below zero.
    Negative,
}

/// How a change is to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// An improvement.
    Better,
    /// A deterioration.
    Worse,
    /// Exactly the same value.
    Unchanged,
    /// More, where neither direction is better.
    Up,
    /// Less, where neither direction is better.
    Down,
    /// The values are estimates and lie within each other's uncertainty.
    Unclear,
    /// Another standard came into force between them.
    Broken,
}

impl Verdict {
    fn of(difference: Decimal, better: Better) -> Self {
        match (difference.is_zero(), difference.is_sign_negative(), better) {
            (true, _, _) => Verdict::Unchanged,
            (_, true, Better::Lower) | (_, false, Better::Higher) => Verdict::Better,
            (_, false, Better::Lower) | (_, true, Better::Higher) => Verdict::Worse,
            (_, false, Better::None) => Verdict::Up,
            (_, true, Better::None) => Verdict::Down,
        }
    }

    /// How a row with this verdict reads at a glance.
    pub fn tone(self) -> Tone {
        match self {
            Verdict::Better => Tone::Good,
            Verdict::Worse => Tone::Bad,
            Verdict::Unchanged | Verdict::Up | Verdict::Down | Verdict::Unclear | Verdict::Broken => Tone::Plain,
        }
    }
}

impl Change {
    /// From the earlier to the later value of `indicator`.
    ///
    /// # Errors
    /// [`Gap::ClassAgainstNumber`] where one is a class and the other a number, [`Gap::TooLarge`] where the exact
    /// arithmetic overflows.
    pub fn between(indicator: &Indicator, earlier: Value, later: Value) -> Result<Self, Gap> {
        match (earlier, later) {
            (Value::Class(earlier), Value::Class(later)) => Ok(steps(later.step() - earlier.step())),
            (Value::Number(earlier), Value::Number(later)) => numbers(indicator, earlier, later),
            _ => Err(Gap::ClassAgainstNumber),
        }
    }

    /// The same amount, judged otherwise.
    pub fn judged(self, verdict: Verdict) -> Self {
        Change { verdict, ..self }
    }

    /// The amount as it is shown: a percentage with one decimal, half-even; everything else exact.
    ///
    /// A percentage that rounds to nothing keeps its sign (`-0.0`): the values did differ.
    pub fn rounded(&self) -> Decimal {
        match self.style {
            ChangeStyle::Percent => half_even(self.amount, PERCENT_DECIMALS),
            ChangeStyle::Points | ChangeStyle::Difference | ChangeStyle::Class => self.amount,
        }
    }
}

/// Rounds half to even as GB/T 8170 has it, keeping trailing zeros up to `decimals`.
pub fn half_even(number: Decimal, decimals: u32) -> Decimal {
    let mut rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven);
    rounded.rescale(decimals);
    rounded.set_sign_negative(number.is_sign_negative() && !number.is_zero());
    rounded
}

/// The classes of GB 3838 are ordered best first, so fewer steps are better whatever the catalogue says.
fn steps(steps: i64) -> Change {
    let amount = Decimal::from(steps);
    Change {
        style: ChangeStyle::Class,
        amount,
        verdict: Verdict::of(amount, Better::Lower),
        no_percent: None,
    }
}

fn numbers(indicator: &Indicator, earlier: Decimal, later: Decimal) -> Result<Change, Gap> {
    let difference = later.checked_sub(earlier).ok_or(Gap::TooLarge)?;
    let verdict = Verdict::of(difference, indicator.better);
    let plain = |style, no_percent| Change {
        style,
        amount: difference,
        verdict,
        no_percent,
    };
    match indicator.change {
        ChangeStyle::Points => Ok(plain(ChangeStyle::Points, None)),
        ChangeStyle::Difference | ChangeStyle::Class => Ok(plain(ChangeStyle::Difference, None)),
        ChangeStyle::Percent if earlier.is_zero() => Ok(plain(ChangeStyle::Difference, Some(BadBase::Zero))),
        ChangeStyle::Percent if earlier.is_sign_negative() => {
            Ok(plain(ChangeStyle::Difference, Some(BadBase::Negative)))
        }
        ChangeStyle::Percent => Ok(Change {
            style: ChangeStyle::Percent,
            amount: percent(difference, earlier).ok_or(Gap::TooLarge)?,
            verdict,
            no_percent: None,
        }),
    }
}

fn percent(difference: Decimal, base: Decimal) -> Option<Decimal> {
    difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aggregation, WaterClass};
    use crate::query::testing::{indicator, number};
    use proptest::prelude::*;

    fn styled(change: ChangeStyle, better: Better) -> Indicator {
        Indicator {
            change,
            better,
            ..indicator("x", Aggregation::Sum)
        }
    }

    fn percent_of(earlier: &str, later: &str) -> String {
        let indicator = styled(ChangeStyle::Percent, Better::Lower);
        Change::between(&indicator, number(earlier), number(later))
            .unwrap()
            .rounded()
            .to_string()
    }

    #[test]
    fn percent_has_one_decimal_and_ties_go_to_even() {
        assert_eq!(percent_of("100", "52"), "-48.0");
        assert_eq!(percent_of("31", "34"), "9.7");
        assert_eq!(percent_of("2000", "2001"), "0.0"); // 0.05
        assert_eq!(percent_of("2000", "2003"), "0.2"); // 0.15
        assert_eq!(percent_of("2000", "1995"), "-0.2"); // -0.25
        assert_eq!(percent_of("10000", "9999"), "-0.0"); // not the same value
    }

    #[test]
    fn percent_needs_a_base_above_zero() {
        let indicator = styled(ChangeStyle::Percent, Better::Lower);
        for (base, reason) in [("0", BadBase::Zero), ("0.00", BadBase::Zero), ("-2", BadBase::Negative)] {
            let change = Change::between(&indicator, number(base), number("3")).unwrap();
            assert_eq!(change.style, ChangeStyle::Difference);
            assert_eq!(change.no_percent, Some(reason));
        }
        let nothing = Change::between(&indicator, number("0"), number("0")).unwrap();
        assert_eq!(nothing.verdict, Verdict::Unchanged);
    }

    #[test]
    fn points_and_differences_are_exact() {
        for style in [ChangeStyle::Points, ChangeStyle::Difference] {
            let change = Change::between(&styled(style, Better::Higher), number("86.7"), number("87.95")).unwrap();
            assert_eq!((change.style, change.rounded().to_string().as_str()), (style, "1.25"));
            assert_eq!(change.verdict, Verdict::Better);
        }
    }

    #[test]
    fn classes_move_in_steps() {
        let indicator = styled(ChangeStyle::Class, Better::None);
        let change = |from, to| Change::between(&indicator, Value::Class(from), Value::Class(to)).unwrap();
        let better = change(WaterClass::V, WaterClass::III);
        assert_eq!((better.amount, better.verdict), (Decimal::from(-2), Verdict::Better));
        assert_eq!(change(WaterClass::V, WaterClass::Inferior).verdict, Verdict::Worse);
        assert_eq!(change(WaterClass::II, WaterClass::II).verdict, Verdict::Unchanged);
        let mixed = Change::between(&indicator, Value::Class(WaterClass::II), number("3"));
        assert_eq!(mixed, Err(Gap::ClassAgainstNumber));
    }

    #[test]
    fn better_decides_the_verdict() {
        for (better, up, down) in [
            (Better::Lower, Verdict::Worse, Verdict::Better),
            (Better::Higher, Verdict::Better, Verdict::Worse),
            (Better::None, Verdict::Up, Verdict::Down),
        ] {
            let indicator = styled(ChangeStyle::Percent, better);
            let verdict = |from, to| Change::between(&indicator, number(from), number(to)).unwrap().verdict;
            assert_eq!((verdict("1", "2"), verdict("2", "1")), (up, down));
            assert_eq!(verdict("1.0", "1"), Verdict::Unchanged);
        }
    }

    #[test]
    fn too_large_is_said_and_never_a_panic() {
        let indicator = styled(ChangeStyle::Percent, Better::Lower);
        let change = Change::between(&indicator, Value::Number(Decimal::MIN), Value::Number(Decimal::MAX));
        assert_eq!(change, Err(Gap::TooLarge));
    }

    proptest! {
        #[test]
        fn equal_values_change_by_zero(mantissa in 1i64.., scale in 0u32..12) {
            let value = Value::Number(Decimal::new(mantissa, scale));
            let change = Change::between(&styled(ChangeStyle::Percent, Better::Lower), value, value).unwrap();
            prop_assert!(change.rounded().is_zero());
            prop_assert_eq!(change.rounded().to_string(), "0.0");
            prop_assert_eq!(change.verdict, Verdict::Unchanged);
        }

        #[test]
        fn the_difference_leads_back(earlier in -1_000_000i64..1_000_000, later in -1_000_000i64..1_000_000) {
            let value = |mantissa| Decimal::new(mantissa, 2);
            let indicator = styled(ChangeStyle::Difference, Better::Lower);
            let change = Change::between(&indicator, Value::Number(value(earlier)), Value::Number(value(later))).unwrap();
            prop_assert_eq!(value(earlier) + change.amount, value(later));
        }

        #[test]
        fn the_shown_percentage_is_within_half_a_digit(earlier in 1i64..1_000_000, later in 0i64..1_000_000) {
            let indicator = styled(ChangeStyle::Percent, Better::Lower);
            let of = |mantissa| Value::Number(Decimal::new(mantissa, 1));
            let change = Change::between(&indicator, of(earlier), of(later)).unwrap();
            prop_assert!((change.rounded() - change.amount).abs() <= Decimal::new(5, 2));
        }

        /// GB/T 8170: the nearest number of that many digits, of two equally near ones the even.
        #[test]
        fn rounding_takes_the_nearest_and_of_two_the_even(mantissa in -1_000_000i64..1_000_000, scale in 0u32..6, decimals in 0u32..4) {
            let (number, unit) = (Decimal::new(mantissa, scale), Decimal::new(1, decimals));
            let rounded = half_even(number, decimals);
            let apart = (rounded - number).abs() * Decimal::TWO;
            prop_assert_eq!(rounded.scale(), decimals);
            prop_assert!(apart <= unit);
            prop_assert!(apart < unit || (rounded / unit % Decimal::TWO).is_zero());
        }

        /// There and back: what rose falls, what was better becomes worse, and a difference changes its sign.
        #[test]
        fn the_way_back_is_judged_the_other_way(a in 0i64..1000, b in 0i64..1000, style in 0usize..4, better in 0usize..3) {
            let indicator = styled(ChangeStyle::ALL[style], Better::ALL[better]);
            let of = |from: i64, to: i64| {
                Change::between(&indicator, Value::Number(from.into()), Value::Number(to.into())).unwrap()
            };
            let (there, back) = (of(a, b), of(b, a));
            let opposite = match there.verdict {
                Verdict::Better => Verdict::Worse,
                Verdict::Worse => Verdict::Better,
                Verdict::Up => Verdict::Down,
                Verdict::Down => Verdict::Up,
                same => same,
            };
            prop_assert_eq!(back.verdict, opposite);
            prop_assert!(there.style == ChangeStyle::Percent || back.style == ChangeStyle::Percent || there.amount == -back.amount);
        }

        #[test]
        fn any_two_numbers_compare_or_say_why(a in any::<i128>(), b in any::<i128>(), scale in 0u32..=28) {
            if let (Ok(a), Ok(b)) = (Decimal::try_from_i128_with_scale(a, scale), Decimal::try_from_i128_with_scale(b, 0)) {
                let _ = Change::between(&styled(ChangeStyle::Percent, Better::Lower), Value::Number(a), Value::Number(b))
                    .map(|change| change.rounded());
            }
        }
    }
}
