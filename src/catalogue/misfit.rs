//! Whether a number that a person assigns to an indicator can be a value of it.

use thiserror::Error;

use super::{Catalogue, Entry, Units};
use crate::model::Value;

/// Why a number cannot be a value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Misfit {
    /// It measures something else.
    #[error("`{written}` does not measure what `{code}` is given in ({unit})")]
    Dimension {
        /// The number's unit.
        written: String,
        /// Code of the indicator.
        code: String,
        /// Unit of the indicator.
        unit: String,
    },
    /// It has no unit, and the indicator is no count.
    #[error("the number has no unit, and `{code}` is given in {unit}")]
    NoUnit {
        /// Code of the indicator.
        code: String,
        /// Unit of the indicator.
        unit: String,
    },
}

impl Catalogue {
    /// The value of an entry that a number with its unit (as written, or a code) is.
    ///
    /// # Errors
    /// [`Misfit`] when the unit is of another dimension. A bare number can only be a count, and then a whole one.
    pub fn value_of(&self, entry: &Entry, value: Value, written: &str) -> Result<Value, Misfit> {
        let (code, unit) = (entry.indicator.code.clone(), entry.indicator.unit.clone());
        let number = match (value, entry.dimension.as_str()) {
            (Value::Class(_), "class") => return Ok(value),
            (Value::Number(number), dimension) if dimension != "class" => number,
            _ => {
                return Err(Misfit::Dimension {
                    written: written.to_owned(),
                    code,
                    unit,
                });
            }
        };
        if matches!(written, "" | "1") {
            return match entry.dimension.as_str() {
                "1" => Ok(value),
                "count" if number.fract().is_zero() => Ok(value),
                _ => Err(Misfit::NoUnit { code, unit }),
            };
        }
        let from = self.units().written(written);
        let to = self.units().by_code(&unit);
        from.zip(to)
            .and_then(|(from, to)| Units::convert(number, from, to))
            .map(Value::Number)
            .ok_or_else(|| Misfit::Dimension {
                written: written.to_owned(),
                code,
                unit,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_the_same_dimension_is_a_value() {
        let catalogue = Catalogue::builtin().unwrap();
        let of = |code: &str, value: &str, written: &str| {
            let entry = catalogue.entry(code).unwrap();
            catalogue
                .value_of(entry, value.parse().unwrap(), written)
                .map(|value| value.to_string())
                .map_err(|misfit| misfit.to_string())
        };
        assert_eq!(of("air.pm25.mean", "0.035", "毫克/立方米").unwrap(), "35");
        assert_eq!(of("enforcement.fines", "12.5", "元").unwrap(), "12.5");
        assert_eq!(
            of("air.pm25.mean", "12", "家").unwrap_err(),
            "`家` does not measure what `air.pm25.mean` is given in (ug/m3)"
        );
        assert_eq!(
            of("air.pm25.mean", "12", "").unwrap_err(),
            "the number has no unit, and `air.pm25.mean` is given in ug/m3"
        );
        assert_eq!(of("enforcement.cases.filed", "12", "").unwrap(), "12");
        assert!(of("enforcement.cases.filed", "2.8", "").is_err());
        assert!(of("air.pm25.mean", "III", "class").is_err());
        assert!(of("air.pm25.mean", "12", "furlong").is_err());
    }
}
