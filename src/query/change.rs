//! The change between two values, in the indicator's own style (DESIGN section 6.1).

use rust_decimal::Decimal;

use super::Lang;
use crate::answer::Tone;
use crate::model::{Better, ChangeStyle, Indicator, Value};

/// A change from an earlier value to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// In percent of the earlier value.
    Percent(Decimal),
    /// In percentage points.
    Points(Decimal),
    /// A plain difference in the indicator's unit.
    Difference(Decimal),
    /// The same, because the earlier value is 0 or negative and has no percentage.
    NoPercent(Decimal),
    /// Class steps; positive is towards worse classes.
    Steps(i64),
}

impl Change {
    /// From `earlier` to `later`; `None` when one is a class and the other a number.
    pub fn between(indicator: &Indicator, earlier: Value, later: Value) -> Option<Change> {
        match (earlier, later) {
            (Value::Class(earlier), Value::Class(later)) => Some(Change::Steps(later.step() - earlier.step())),
            (Value::Number(earlier), Value::Number(later)) => Some(numbers(indicator.change, earlier, later)),
            _ => None,
        }
    }

    /// Below, at or above zero.
    pub fn direction(self) -> std::cmp::Ordering {
        match self {
            Change::Percent(size) | Change::Points(size) | Change::Difference(size) | Change::NoPercent(size) => {
                size.cmp(&Decimal::ZERO)
            }
            Change::Steps(steps) => steps.cmp(&0),
        }
    }

    /// The bare size as it is shown: one decimal for percentages, rounded half-even (GB/T 8170) only here.
    pub fn size(self) -> String {
        match self {
            Change::Percent(size) => signed(size.round_dp(1), Some(1)),
            Change::Points(size) | Change::Difference(size) | Change::NoPercent(size) => signed(size.normalize(), None),
            Change::Steps(steps) => format!("{steps:+}"),
        }
    }

    /// Size with its unit: `-48.0%`, `+1.2个百分点`, `+3天`, `改善2级`.
    pub fn text(self, indicator: &Indicator, lang: Lang) -> String {
        match self {
            Change::Percent(_) => format!("{}%", self.size()),
            Change::Points(_) => format!("{}{}", self.size(), lang.pick("个百分点", " pp")),
            Change::Difference(_) | Change::NoPercent(_) if indicator.unit == "count" || indicator.unit == "1" => {
                self.size()
            }
            Change::Difference(_) | Change::NoPercent(_) => format!("{} {}", self.size(), lang.unit(&indicator.unit)),
            Change::Steps(0) => lang.pick("类别不变", "same class").to_owned(),
            Change::Steps(steps) if steps < 0 => format!(
                "{}{}{}",
                lang.pick("改善", "better by "),
                -steps,
                lang.pick("级", " class(es)")
            ),
            Change::Steps(steps) => format!(
                "{}{steps}{}",
                lang.pick("下降", "worse by "),
                lang.pick("级", " class(es)")
            ),
        }
    }

    /// Whether it is an improvement.
    pub fn tone(self, better: Better) -> Tone {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match (self.direction(), better) {
            (Equal, _) | (_, Better::None) => Tone::Plain,
            (Less, Better::Lower) | (Greater, Better::Higher) => Tone::Good,
            (Less, Better::Higher) | (Greater, Better::Lower) => Tone::Bad,
        }
    }
}

/// The word for a tone.
pub fn tone_word(tone: Tone, flat: bool, lang: Lang) -> &'static str {
    match tone {
        Tone::Good => lang.pick("改善", "better"),
        Tone::Bad => lang.pick("变差", "worse"),
        Tone::Plain if flat => lang.pick("持平", "unchanged"),
        Tone::Plain => lang.pick("—", "—"),
    }
}

fn numbers(style: ChangeStyle, earlier: Decimal, later: Decimal) -> Change {
    let difference = later - earlier;
    match style {
        ChangeStyle::Percent if earlier > Decimal::ZERO => {
            match (difference * Decimal::ONE_HUNDRED).checked_div(earlier) {
                Some(percent) => Change::Percent(percent),
                None => Change::NoPercent(difference),
            }
        }
        ChangeStyle::Percent => Change::NoPercent(difference),
        ChangeStyle::Points => Change::Points(difference),
        ChangeStyle::Difference | ChangeStyle::Class => Change::Difference(difference),
    }
}

fn signed(number: Decimal, places: Option<u32>) -> String {
    let mut number = number;
    if let Some(places) = places {
        number.rescale(places);
    }
    if number > Decimal::ZERO {
        format!("+{number}")
    } else {
        number.to_string()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Aggregation, WaterClass};
    use proptest::prelude::*;

    pub fn indicator(change: ChangeStyle, aggregation: Aggregation, better: Better) -> Indicator {
        Indicator {
            code: "test.thing".into(),
            domain: "test".into(),
            name: "事物".into(),
            name_en: "thing".into(),
            unit: "day".into(),
            decimals: 0,
            aggregation,
            better,
            change,
            range: None,
            aliases: Vec::new(),
        }
    }

    fn number(text: &str) -> Value {
        text.parse().unwrap()
    }

    #[test]
    fn each_style_has_its_own_words() {
        let of = |style, a: &str, b: &str| {
            let indicator = indicator(style, Aggregation::Mean, Better::Lower);
            let change = Change::between(&indicator, number(a), number(b)).unwrap();
            (change.text(&indicator, Lang::Zh), change.tone(Better::Lower))
        };
        assert_eq!(of(ChangeStyle::Percent, "42.1", "21.9"), ("-48.0%".into(), Tone::Good));
        assert_eq!(of(ChangeStyle::Percent, "0", "3"), ("+3 天".into(), Tone::Bad));
        assert_eq!(
            of(ChangeStyle::Points, "86.7", "87.9"),
            ("+1.2个百分点".into(), Tone::Bad)
        );
        assert_eq!(of(ChangeStyle::Difference, "80", "80"), ("0 天".into(), Tone::Plain));
        // 0.25 % and 0.35 % at one decimal: half goes to the even digit.
        assert_eq!(of(ChangeStyle::Percent, "1000", "1002.5").0, "+0.2%");
        assert_eq!(of(ChangeStyle::Percent, "1000", "1003.5").0, "+0.4%");
    }

    #[test]
    fn classes_step() {
        let indicator = indicator(ChangeStyle::Class, Aggregation::Class, Better::Lower);
        let change = Change::between(&indicator, Value::Class(WaterClass::V), Value::Class(WaterClass::III)).unwrap();
        assert_eq!(
            (change.text(&indicator, Lang::Zh).as_str(), change.tone(Better::Lower)),
            ("改善2级", Tone::Good)
        );
    }

    proptest! {
        #[test]
        fn equal_values_do_not_change(mantissa in 1i64..1_000_000, scale in 0u32..4) {
            let value = Value::Number(Decimal::new(mantissa, scale));
            for style in [ChangeStyle::Percent, ChangeStyle::Points, ChangeStyle::Difference] {
                let indicator = indicator(style, Aggregation::Mean, Better::Lower);
                prop_assert_eq!(Change::between(&indicator, value, value).unwrap().direction(), std::cmp::Ordering::Equal);
            }
        }
    }
}
