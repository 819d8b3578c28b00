//! Exact values: a decimal number, or a water-quality class. Never a float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

/// A surface-water quality class of GB 3838—2002, best first; [`WaterClass::Inferior`] is 劣Ⅴ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaterClass {
    /// Ⅰ类
    I,
    /// Ⅱ类
    II,
    /// Ⅲ类
    III,
    /// Ⅳ类
    IV,
    /// Ⅴ类
    V,
    /// 劣Ⅴ类, worse than class V
    Inferior,
}

impl WaterClass {
    /// All classes, best first.
    pub const ALL: [WaterClass; 6] = [
        WaterClass::I,
        WaterClass::II,
        WaterClass::III,
        WaterClass::IV,
        WaterClass::V,
        WaterClass::Inferior,
    ];

    /// Position from the best: Ⅰ is 1, 劣Ⅴ is 6. The difference of two is the number of class steps.
    pub fn step(self) -> i64 {
        self as i64 + 1
    }

    /// As the database writes it: `I` … `V`, `V-`.
    pub fn code(self) -> &'static str {
        ["I", "II", "III", "IV", "V", "V-"][self as usize]
    }

    /// As a report writes it: `Ⅰ类` … `劣Ⅴ类`.
    pub fn name(self) -> &'static str {
        ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"][self as usize]
    }
}

impl fmt::Display for WaterClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for WaterClass {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|class| class.code() == text).ok_or(())
    }
}

/// What a figure says: an exact decimal in the unit that stands beside it, or a class.
///
/// Its `Display` is the database's `value_text`: plain decimal digits without exponent, trailing zeros as the report
/// wrote them, or the class code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An exact decimal.
    Number(Decimal),
    /// A water-quality class.
    Class(WaterClass),
}

impl Value {
    /// The number, or the class's step from the best (Ⅰ = 1 … 劣Ⅴ = 6): what a plain SQL `value` column can sort by.
    pub fn as_decimal(self) -> Decimal {
        match self {
            Value::Number(number) => number,
            Value::Class(class) => Decimal::from(class.step()),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => f.pad(&number.to_string()),
            Value::Class(class) => f.pad(class.code()),
        }
    }
}

impl FromStr for Value {
    type Err = rust_decimal::Error;

    /// The inverse of `Display`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse::<WaterClass>() {
            Ok(class) => Ok(Value::Class(class)),
            Err(()) => text.parse().map(Value::Number),
        }
    }
}

/// Half a unit of the last digit that was published, in the unit of `value`: how far the true value may lie from it.
///
/// `as_written` is the number as the report writes it (`364.8万元` for 3648000 yuan: 500 yuan). Where it holds no digits
/// (Chinese numerals), the digits of `value` itself count. A class has no such uncertainty.
pub fn half_unit(value: Value, as_written: &str) -> Decimal {
    let Value::Number(number) = value else {
        return Decimal::ZERO;
    };
    let half_of = |scale: u32| Decimal::new(5, (scale + 1).min(Decimal::MAX_SCALE));
    match first_number(as_written) {
        Some(written) if written.is_zero() || number.is_zero() => half_of(written.scale()),
        Some(written) => number
            .checked_div(written)
            .and_then(|factor| half_of(written.scale()).checked_mul(factor.abs()))
            .map_or_else(|| half_of(number.scale()), |half| half.normalize()),
        None => half_of(number.scale()),
    }
}

/// How far the true value may lie from a stated one of this unit, `half` being half a unit of its last digit.
///
/// Things that are counted one by one are exact, unless they are published in 万.
pub fn rounding_doubt(half: Decimal, unit: &str) -> Decimal {
    let counted = matches!(unit, "count" | "day" | "person" | "person-time");
    match counted && half <= ONE_HALF {
        true => Decimal::ZERO,
        false => half,
    }
}

const ONE_HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The first run of digits, full-width ones and thousands separators included.
fn first_number(text: &str) -> Option<Decimal> {
    let folded = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        other => other,
    };
    let mut chars = text.chars().map(folded).skip_while(|c| !c.is_ascii_digit());
    let mut digits = String::new();
    for c in &mut chars {
        match c {
            '0'..='9' | '.' => digits.push(c),
            ',' | '，' => {}
            _ => break,
        }
    }
    digits.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_published_digit_says_how_exact_a_value_is() {
        for (value, written, half) in [
            ("42.1", "42.1μg/m³", "0.05"),
            ("42", "42微克/立方米", "0.5"),
            ("3648000", "364.8万元", "500"),
            ("2670000", "267万元", "5000"),
            ("0.90", "0.90mg/L", "0.005"),
            ("1234", "1,234件", "0.5"),
            ("12", "１２件", "0.5"),
            ("30", "三十件", "0.5"),
            ("0", "0起", "0.5"),
            ("-6.1", "下降6.1%", "0.05"),
            ("III", "Ⅲ类", "0"),
        ] {
            let value: Value = value.parse().unwrap();
            assert_eq!(half_unit(value, written).to_string(), half, "{written}");
        }
    }

    #[test]
    fn classes_print_and_parse() {
        for class in WaterClass::ALL {
            assert_eq!(class.code().parse(), Ok(class));
        }
        assert_eq!(WaterClass::Inferior.step() - WaterClass::IV.step(), 2);
    }

    proptest! {
        #[test]
        fn any_writing_has_a_half_unit(mantissa in any::<i64>(), scale in 0u32..28, text in "\\PC*") {
            prop_assert!(half_unit(Value::Number(Decimal::new(mantissa, scale)), &text) >= Decimal::ZERO);
        }

        #[test]
        fn numbers_print_and_parse(mantissa in any::<i64>(), scale in 0u32..12) {
            let value = Value::Number(Decimal::new(mantissa, scale));
            prop_assert_eq!(value.to_string().parse::<Value>().unwrap(), value);
            prop_assert_eq!(value.to_string().parse::<Value>().unwrap().to_string(), value.to_string());
        }
    }
}
