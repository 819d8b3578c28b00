//! A number of a question with its unit: `868.2万元`, `25微克/立方米`, `85%`.

use rust_decimal::Decimal;

use crate::catalogue::Units;
use crate::language::number::number_at;
use crate::language::vocabulary::Vocabulary;

/// A number that a question names.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// As the question writes it.
    pub text: String,
    /// Its value in every unit that it may be in.
    in_units: Vec<(String, Decimal)>,
    /// Its value where no unit stands beside it.
    bare: Option<Decimal>,
}

impl Amount {
    /// Its value in this unit; `None` where it measures something else.
    pub fn in_unit(&self, unit: &str) -> Option<Decimal> {
        let unit = if unit == "pp" { "%" } else { unit };
        let known = self.in_units.iter().find(|(code, _)| code == unit);
        known.map(|(_, value)| *value).or(self.bare)
    }
}

/// The number at `at` with its unit, and where it ends. Digits only: 一 and 三 are parts of words.
pub fn amount_at(vocabulary: &Vocabulary, chars: &[char], at: usize) -> Option<(Amount, usize)> {
    let inside = at > 0 && (chars[at - 1].is_ascii_alphanumeric() || chars[at - 1] == '.');
    if inside || !chars[at].is_ascii_digit() {
        return None;
    }
    let number = number_at(chars, at).filter(|number| number.approx.is_none())?;
    let units = vocabulary.catalogue.units();
    let unit = vocabulary.unit_at(chars, number.end);
    let end = unit.map_or(number.end, |(_, end)| end);
    if unit.is_none() && chars.get(end).is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let amount = Amount {
        text: chars[at..end].iter().collect(),
        in_units: unit.map_or_else(Vec::new, |(unit, _)| in_units(units, number.value, unit)),
        bare: unit.is_none().then_some(number.value),
    };
    Some((amount, end))
}

fn in_units(units: &Units, value: Decimal, unit: usize) -> Vec<(String, Decimal)> {
    let from = units.get(unit);
    let into = |to: &crate::catalogue::Unit| {
        let value = Units::convert(value, from, to)?;
        Some((to.code.clone(), value))
    };
    units.iter().filter_map(into).collect()
}
