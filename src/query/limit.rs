//! A value held against the limit of a standard.
//!
//! A limit for a calendar year judges the mean of one; beside any other period it is for reference. CO and ozone have no
//! limit for a year: their percentile is held against the limit of a day or of eight hours. The value is rounded half to
//! even (GB/T 8170) to the digits of the limit before the two are compared.

use rust_decimal::Decimal;

use super::change::half_even;
use super::derive::Found;
use super::labels::Label;
use super::lang::Lang;
use crate::model::{Aggregation, Approx, Averaging, Direction, Grade, Limit, Period, Waters};

/// How a value stands to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It keeps to it.
    Met,
    /// It does not.
    Exceeded,
    /// It would keep to it, but the limit is for another period.
    MetForReference,
    /// It would not.
    ExceededForReference,
    /// The value is not exact enough to tell.
    InDoubt,
    /// The limit is for an averaging time that the value does not have.
    OtherTime,
}

impl Standing {
    /// Its word.
    pub fn label(self) -> Label {
        match self {
            Standing::Met => Label::LimitMet,
            Standing::Exceeded => Label::LimitExceeded,
            Standing::MetForReference => Label::LimitMetReference,
            Standing::ExceededForReference => Label::LimitExceededReference,
            Standing::InDoubt => Label::LimitInDoubt,
            Standing::OtherTime => Label::LimitOtherTime,
        }
    }

    /// Whether it is only for reference.
    pub fn is_reference(self) -> bool {
        matches!(self, Standing::MetForReference | Standing::ExceededForReference)
    }
}

/// What a limit has to say about a value of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Judges,
    Reference,
    Nothing,
}

fn reach(limit: &Limit, period: Period) -> Reach {
    let of_a_year = match period {
        _ if Period::year(chrono::Datelike::year(&period.start())) == Some(period) => Reach::Judges,
        _ if period.days() == 1 => Reach::Nothing,
        _ => Reach::Reference,
    };
    match limit.averaging {
        Averaging::Any => Reach::Judges,
        Averaging::Year => of_a_year,
        Averaging::Day | Averaging::EightHours if period.days() == 1 => Reach::Judges,
        Averaging::Day | Averaging::EightHours if is_by_percentile(limit) => of_a_year,
        Averaging::Day | Averaging::EightHours | Averaging::Hour => Reach::Nothing,
    }
}

/// Whether a year is judged by its percentile against this limit of a shorter time.
pub fn is_by_percentile(limit: &Limit) -> bool {
    limit.indicator.aggregation == Aggregation::Percentile
        && matches!(limit.averaging, Averaging::Day | Averaging::EightHours)
}

/// A value as it is compared: with no more digits than the limit has.
pub fn rounded(limit: &Limit, value: Decimal) -> Decimal {
    half_even(value, limit.value.scale().min(value.scale()))
}

/// Whether a value keeps to a limit only because it is rounded, or fails it only because of that.
pub fn turns_on_rounding(limit: &Limit, value: Decimal) -> bool {
    keeps(limit, rounded(limit, value)) != keeps(limit, value)
}

fn keeps(limit: &Limit, value: Decimal) -> bool {
    match limit.direction {
        Direction::AtMost => value <= limit.value,
        Direction::AtLeast => value >= limit.value,
    }
}

/// `≤35`
pub fn bound(limit: &Limit) -> String {
    let sign = match limit.direction {
        Direction::AtMost => "≤",
        Direction::AtLeast => "≥",
    };
    format!("{sign}{}", limit.value)
}

/// How the value of a period stands to a limit, whether or not it is in force then.
pub fn standing(limit: &Limit, found: &Found, period: Period) -> Standing {
    let reach = reach(limit, period);
    if reach == Reach::Nothing {
        return Standing::OtherTime;
    }
    match (is_met(limit, found), reach) {
        (None, _) => Standing::InDoubt,
        (Some(true), Reach::Judges) => Standing::Met,
        (Some(false), Reach::Judges) => Standing::Exceeded,
        (Some(true), _) => Standing::MetForReference,
        (Some(false), _) => Standing::ExceededForReference,
    }
}

/// Whether every value that this one may stand for keeps to the limit, or none does; `None` where some do.
fn is_met(limit: &Limit, found: &Found) -> Option<bool> {
    let value = found.value.as_decimal();
    let keeps = |value: Decimal| keeps(limit, rounded(limit, value));
    let doubt = match (found.uncertainty, found.approx) {
        (Some(doubt), _) => doubt,
        (None, Some(Approx::About)) => found.doubt(),
        (None, _) => Decimal::ZERO,
    };
    let met = keeps(value.checked_sub(doubt)?);
    // 30以上 may be any value from 30 on: only where it lies beyond the bound already is it told.
    let open = match (found.approx, limit.direction) {
        (Some(Approx::Over), Direction::AtMost) | (Some(Approx::Under), Direction::AtLeast) => met,
        (Some(Approx::Over), Direction::AtLeast) | (Some(Approx::Under), Direction::AtMost) => !met,
        _ => false,
    };
    (!open && keeps(value.checked_add(doubt)?) == met).then_some(met)
}

/// Each limit with every one that succeeds it.
pub fn successions(limits: &[Limit]) -> Vec<(&Limit, &Limit)> {
    let later = |earlier: &'_ Limit| {
        let from = earlier.valid_from;
        limits.iter().filter(move |later| later.valid_from > from)
    };
    limits
        .iter()
        .flat_map(|earlier| later(earlier).map(move |later| (earlier, later)))
        .filter(|(earlier, later)| later.succeeds(earlier))
        .collect()
}

/// The time in which a limit is in force: `2016-01-01至2026-02-28`, `2031-01-01起`.
pub fn in_force(limit: &Limit, lang: Lang) -> String {
    let from = limit.valid_from.to_string();
    match limit.valid_to {
        Some(last) => lang.fill(Label::FromTo, &[("from", &from), ("to", &last.to_string())]),
        None => lang.fill(Label::FromDay, &[("from", &from)]),
    }
}

/// The name of a grade or class.
pub fn grade(grade: Grade, lang: Lang) -> String {
    let class = |code: &str| lang.either(grade.code(), code).to_owned();
    match grade {
        Grade::First => lang.text(Label::GradeFirst).to_owned(),
        Grade::Second => lang.text(Label::GradeSecond).to_owned(),
        Grade::I => class("I"),
        Grade::II => class("II"),
        Grade::III => class("III"),
        Grade::IV => class("IV"),
        Grade::V => class("V"),
    }
}

/// The name of an averaging time.
pub fn averaging(averaging: Averaging) -> Label {
    match averaging {
        Averaging::Year => Label::AveragingYear,
        Averaging::Day => Label::AveragingDay,
        Averaging::EightHours => Label::AveragingEightHours,
        Averaging::Hour => Label::AveragingHour,
        Averaging::Any => Label::AveragingAny,
    }
}

/// The name of waters.
pub fn waters(waters: Waters) -> Label {
    match waters {
        Waters::River => Label::WatersRiver,
        Waters::Lake => Label::WatersLake,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Observation;
    use crate::query::testing::{limit, number, observation};
    use proptest::prelude::*;

    fn said(limit: &Limit, period: &str, value: &str, doubt: Option<&str>, approx: Option<Approx>) -> Standing {
        let observation = Observation {
            approx,
            ..observation(&limit.indicator, period, value)
        };
        let found = Found {
            uncertainty: doubt.map(|doubt| number(doubt).as_decimal()),
            ..Found::reported(&observation)
        };
        standing(limit, &found, observation.period)
    }

    #[test]
    fn a_value_is_rounded_half_to_even_and_then_compared() {
        let pm = limit("pm", Averaging::Year, "30", "2026-03-01", None);
        for (value, expected) in [
            ("30", Standing::Met),
            ("30.5", Standing::Met),
            ("30.51", Standing::Exceeded),
            ("31", Standing::Exceeded),
        ] {
            assert_eq!(said(&pm, "2027", value, None, None), expected, "{value}");
        }
        let odd = limit("pm", Averaging::Year, "35", "2016-01-01", None);
        assert_eq!(said(&odd, "2024", "35.5", None, None), Standing::Exceeded);
        assert_eq!(said(&odd, "2024", "34.5", None, None), Standing::Met);
        let phosphorus = limit("tp", Averaging::Any, "0.2", "2002-06-01", None);
        assert_eq!(said(&phosphorus, "2024Q1", "0.25", None, None), Standing::Met);
        let oxygen = Limit {
            direction: Direction::AtLeast,
            ..limit("do", Averaging::Any, "5", "2002-06-01", None)
        };
        assert_eq!(said(&oxygen, "2024Q1", "4.4", None, None), Standing::Exceeded);
        assert_eq!(said(&oxygen, "2024Q1", "7", None, None), Standing::Met);
    }

    #[test]
    fn the_averaging_time_decides_what_a_limit_says() {
        use Standing::{Exceeded, ExceededForReference, OtherTime};
        for (averaging, year, quarter, day) in [
            (Averaging::Year, Exceeded, ExceededForReference, OtherTime),
            (Averaging::Day, OtherTime, OtherTime, Exceeded),
            (Averaging::EightHours, OtherTime, OtherTime, Exceeded),
            (Averaging::Hour, OtherTime, OtherTime, OtherTime),
            (Averaging::Any, Exceeded, Exceeded, Exceeded),
        ] {
            let mean = limit("m", averaging, "35", "2016-01-01", None);
            let told = ["2024", "2024Q1", "2024-03-31"].map(|period| said(&mean, period, "99", None, None));
            assert_eq!(told, [year, quarter, day], "{averaging:?}");
        }
        let mut ozone = limit("o3", Averaging::EightHours, "160", "2016-01-01", None);
        ozone.indicator = std::sync::Arc::new(crate::query::testing::indicator("o3", Aggregation::Percentile));
        let told = ["2024", "2024Q1"].map(|period| said(&ozone, period, "161", None, None));
        assert_eq!(told, [Exceeded, ExceededForReference]);
    }

    #[test]
    fn what_is_not_exact_is_judged_only_where_it_can_be() {
        let pm = limit("pm", Averaging::Any, "35", "2016-01-01", None);
        let with = |value, doubt, approx| said(&pm, "2024", value, doubt, approx);
        assert_eq!(with("34.9", Some("0.7"), None), Standing::InDoubt);
        assert_eq!(with("34.9", Some("0.5"), None), Standing::Met);
        assert_eq!(with("30", None, Some(Approx::Over)), Standing::InDoubt);
        assert_eq!(with("36", None, Some(Approx::Over)), Standing::Exceeded);
        assert_eq!(with("34", None, Some(Approx::Under)), Standing::Met);
        assert_eq!(with("40", None, Some(Approx::Under)), Standing::InDoubt);
        assert_eq!(with("34", None, Some(Approx::About)), Standing::Met);
        assert_eq!(with("35", None, Some(Approx::About)), Standing::InDoubt);
    }

    #[test]
    fn a_change_of_limits_within_a_period_is_found() {
        let limits = [
            limit("pm", Averaging::Year, "35", "2016-01-01", Some("2026-02-28")),
            limit("pm", Averaging::Day, "75", "2016-01-01", Some("2026-02-28")),
            limit("pm", Averaging::Year, "30", "2026-03-01", Some("2030-12-31")),
        ];
        let pairs = |period: &str| -> Vec<String> {
            let period = Period::parse(period).unwrap();
            let pairs = successions(&limits).into_iter();
            let straddled = pairs.filter(|(earlier, later)| earlier.touches(period) && later.touches(period));
            straddled
                .map(|(earlier, later)| format!("{}{}", bound(earlier), bound(later)))
                .collect()
        };
        assert_eq!(pairs("2026Q1"), ["≤35≤30"]);
        assert_eq!(pairs("2026"), ["≤35≤30"]);
        assert!(pairs("2025Q4").is_empty() && pairs("2026Q2").is_empty() && pairs("2026-02").is_empty());
    }

    proptest! {
        /// Against brute force: every value within the doubt, a hundredth apart.
        #[test]
        fn doubt_is_every_value_that_it_may_be(value in 0i64..6000, doubt in 1i64..300, bound in 1i64..60) {
            let limit = limit("pm", Averaging::Any, &bound.to_string(), "2016-01-01", None);
            let text = |hundredths: i64| Decimal::new(hundredths, 2).to_string();
            let told = said(&limit, "2024", &text(value), Some(&text(doubt)), None);
            let alone: Vec<Standing> = (value - doubt..=value + doubt)
                .map(|each| said(&limit, "2024", &text(each), None, None))
                .collect();
            let agreed = alone.iter().all(|each| *each == alone[0]);
            prop_assert_eq!(told, if agreed { alone[0] } else { Standing::InDoubt });
        }
    }
}
