//! Units and measure words: how they are written, what they measure, and how they convert.

use rust_decimal::Decimal;

use crate::model::Decimal as Number;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Code in the store, for example `ug/m3`.
    pub code: String,
    /// What it measures; values convert only inside one dimension.
    pub dimension: String,
    /// One of this unit in the dimension's base unit: numerator and denominator, so that 亩 = 1/15 ha stays exact.
    pub factor: (Decimal, Decimal),
    /// How reports write it, in normal form.
    pub spellings: Vec<String>,
}

/// All units.
#[derive(Debug, Clone, Default)]
pub struct Units {
    units: Vec<Unit>,
}

/// Digits kept when a conversion does not come out even (亩 → ha).
const INEXACT_PLACES: u32 = 10;

impl Units {
    /// From the compiled rows.
    pub fn new(units: Vec<Unit>) -> Self {
        Units { units }
    }

    /// Every unit.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    /// The unit at an index.
    pub fn get(&self, index: usize) -> &Unit {
        &self.units[index]
    }

    /// The unit with this code.
    pub fn by_code(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The unit that is written like this, or has this code.
    pub fn written(&self, text: &str) -> Option<&Unit> {
        let spelled = |unit: &&Unit| unit.spellings.iter().any(|spelling| spelling == text);
        self.units.iter().find(spelled).or_else(|| self.by_code(text))
    }

    /// The index of the unit with this code, for [`Units::get`].
    pub fn index_of(&self, code: &str) -> Option<usize> {
        self.units.iter().position(|unit| unit.code == code)
    }

    /// `value` of unit `from` in unit `to`; `None` when their dimensions differ.
    ///
    /// Exact where decimals allow it, else rounded half-even to ten places: 1000 亩 is 66.6666666667 ha.
    pub fn convert(value: Number, from: &Unit, to: &Unit) -> Option<Number> {
        if from.dimension != to.dimension {
            return None;
        }
        if from.code == to.code || from.factor == to.factor {
            return Some(value);
        }
        let numerator = value.checked_mul(from.factor.0)?.checked_mul(to.factor.1)?;
        let denominator = from.factor.1.checked_mul(to.factor.0)?;
        let result = numerator.checked_div(denominator)?;
        let exact = result.scale() <= INEXACT_PLACES;
        Some(if exact {
            result.normalize()
        } else {
            result.round_dp(INEXACT_PLACES).normalize()
        })
    }
}

/// Reads a factor: `10`, `0.5` or `1/15`.
pub fn parse_factor(text: &str) -> Option<(Decimal, Decimal)> {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    let factor: (Decimal, Decimal) = (numerator.parse().ok()?, denominator.parse().ok()?);
    (factor.0 > Decimal::ZERO && factor.1 > Decimal::ZERO).then_some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, factor: &str) -> Unit {
        Unit {
            code: code.into(),
            dimension: "area".into(),
            factor: parse_factor(factor).unwrap(),
            spellings: Vec::new(),
        }
    }

    #[test]
    fn converts_exactly_or_to_ten_places() {
        let (ha, mu, km2) = (unit("ha", "1"), unit("mu", "1/15"), unit("km2", "100"));
        let of = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(Units::convert(of("1000"), &mu, &ha), Some(of("66.6666666667")));
        assert_eq!(Units::convert(of("15"), &mu, &ha).unwrap().to_string(), "1");
        assert_eq!(Units::convert(of("2"), &km2, &mu), Some(of("3000")));
        assert_eq!(Units::convert(of("35.0"), &ha, &ha).unwrap().to_string(), "35.0");
        assert_eq!(parse_factor("0"), None);
        assert_eq!(parse_factor("1/0"), None);
    }
}
