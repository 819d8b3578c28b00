//! The value of a period: as a report states it, or as the difference of two cumulative values (DESIGN section 6.2).

use super::{Lang, Line};
use crate::model::{Aggregation, Observation, Period, Value};

/// How a value came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A report states it.
    Reported,
    /// The later of two cumulative values less the earlier.
    Difference,
}

impl Method {
    /// The word for it.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Method::Reported => lang.pick("报告值", "reported"),
            Method::Difference => lang.pick("累计相减", "difference"),
        }
    }
}

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The value in the indicator's unit.
    pub value: Value,
    /// How it came about.
    pub method: Method,
    /// The figures that it was made from.
    pub figures: Vec<i64>,
    /// Whether a report says 约, 以上 or 以下 of it.
    pub approximate: bool,
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// No report states it, nor what it could be made from.
    NotReported,
    /// There are cumulative values, but this kind of value cannot be taken apart yet: a mean needs day weights.
    MeanNeedsWeights,
    /// There are cumulative values, but a share can only be made from its counts.
    ShareNeedsCounts,
    /// There are cumulative values, but a percentile, class or state at a moment can never be taken apart.
    NeverApart(Aggregation),
}

impl Gap {
    /// The reason for a person.
    pub fn reason(self, lang: Lang) -> String {
        let (zh, en) = match self {
            Gap::NotReported => ("没有报告给出", "no report states it"),
            Gap::MeanNeedsWeights => (
                "只有累计均值；均值拆分单季需按天数加权，本版尚不计算",
                "only a cumulative mean is reported; taking a mean apart needs day weights, which this version does not compute",
            ),
            Gap::ShareNeedsCounts => (
                "只有累计比例；比例只能由分子分母重算",
                "only a cumulative share is reported; a share can only be made from its counts",
            ),
            Gap::NeverApart(Aggregation::Percentile) => (
                "只有累计值；百分位数不能拆分",
                "only a cumulative value is reported; a percentile cannot be taken apart",
            ),
            Gap::NeverApart(Aggregation::Class) => (
                "只有累计评价；水质类别不能拆分",
                "only a cumulative class is reported; a class cannot be taken apart",
            ),
            Gap::NeverApart(_) => ("时点值不能拆分", "a value at a moment cannot be taken apart"),
        };
        lang.pick(zh, en).to_owned()
    }
}

/// The value of a line in a period.
pub fn value_of(line: &Line<'_>, period: Period) -> Result<Found, Gap> {
    if let Some(stated) = at(line, period) {
        return Ok(Found {
            value: stated.value,
            method: Method::Reported,
            figures: vec![stated.figure],
            approximate: stated.approx.is_some(),
        });
    }
    let Some((whole, before)) = cumulative_pair(line, period) else {
        return Err(Gap::NotReported);
    };
    match (line.head.indicator.aggregation, whole.value, before.value) {
        (Aggregation::Sum, Value::Number(later), Value::Number(earlier)) => Ok(Found {
            value: Value::Number(later - earlier),
            method: Method::Difference,
            figures: vec![whole.figure, before.figure],
            approximate: whole.approx.is_some() || before.approx.is_some(),
        }),
        (Aggregation::Mean, ..) => Err(Gap::MeanNeedsWeights),
        (Aggregation::Ratio, ..) => Err(Gap::ShareNeedsCounts),
        (aggregation, ..) => Err(Gap::NeverApart(aggregation)),
    }
}

fn at<'o>(line: &Line<'o>, period: Period) -> Option<&'o Observation> {
    line.all.iter().find(|observation| observation.period == period)
}

/// The cumulative values to the end of the period and to the day before it, of one year.
fn cumulative_pair<'o>(line: &Line<'o>, period: Period) -> Option<(&'o Observation, &'o Observation)> {
    let (year, first, last) = period.whole_months()?;
    let whole = at(line, Period::months(year, 1, last)?)?;
    let before = at(line, Period::months(year, 1, first.checked_sub(1)?)?)?;
    Some((whole, before))
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::super::change::tests::indicator;
    use super::super::lines;
    use super::*;
    use crate::model::{Better, ChangeStyle, Decimal};
    use proptest::prelude::*;

    pub fn observation(aggregation: Aggregation, period: &str, value: &str) -> Observation {
        Observation {
            indicator: Arc::new(indicator(ChangeStyle::Percent, aggregation, Better::Lower)),
            region: "澄河区".into(),
            period: Period::parse(period).unwrap(),
            dimension: None,
            treatment: None,
            value: value.parse().unwrap(),
            approx: None,
            figure: 1,
            report: 1,
            report_title: "报告".into(),
            published: None,
        }
    }

    fn of(aggregation: Aggregation, given: &[(&str, &str)], wanted: &str) -> Result<(String, Method), Gap> {
        let observations: Vec<Observation> = given
            .iter()
            .map(|(period, value)| observation(aggregation, period, value))
            .collect();
        let lines = lines(&observations);
        value_of(&lines[0], Period::parse(wanted).unwrap()).map(|found| (found.value.to_string(), found.method))
    }

    #[test]
    fn sums_come_apart_and_nothing_else_does() {
        use Aggregation::*;
        let given = [("2024Q1", "42"), ("2024H1", "100"), ("2024-01..2024-09", "160")];
        assert_eq!(of(Sum, &given, "2024Q2"), Ok(("58".into(), Method::Difference)));
        assert_eq!(of(Sum, &given, "2024Q3"), Ok(("60".into(), Method::Difference)));
        assert_eq!(of(Sum, &given, "2024Q1"), Ok(("42".into(), Method::Reported)));
        assert_eq!(of(Sum, &given, "2024Q4"), Err(Gap::NotReported));
        assert_eq!(of(Mean, &given, "2024Q2"), Err(Gap::MeanNeedsWeights));
        assert_eq!(of(Ratio, &given, "2024Q2"), Err(Gap::ShareNeedsCounts));
        assert_eq!(of(Percentile, &given, "2024Q2"), Err(Gap::NeverApart(Percentile)));
        assert_eq!(
            of(Sum, &[("2024Q1", "42"), ("2024H1", "100"), ("2024Q2", "57")], "2024Q2"),
            Ok(("57".into(), Method::Reported))
        );
    }

    proptest! {
        #[test]
        fn differences_add_up_again(quarters in proptest::array::uniform4(0i64..1_000_000), scale in 0u32..4) {
            let parts = quarters.map(|each| Decimal::new(each, scale));
            let mut total = Decimal::ZERO;
            let mut given = Vec::new();
            for (part, label) in parts.iter().zip(["2024Q1", "2024H1", "2024-01..2024-09", "2024"]) {
                total += part;
                given.push(observation(Aggregation::Sum, label, &total.to_string()));
            }
            let lines = lines(&given);
            for (part, label) in parts.iter().zip(["2024Q1", "2024Q2", "2024Q3", "2024Q4"]) {
                let found = value_of(&lines[0], Period::parse(label).unwrap()).unwrap();
                prop_assert_eq!(found.value, Value::Number(*part));
            }
        }
    }
}
