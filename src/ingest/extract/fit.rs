//! Which of the entries that a name may mean fits a number with its unit.

use crate::catalogue::{Catalogue, Entry, Units};
use crate::language::token::Quantity;
use crate::model::Decimal;

/// The outcome of holding entries against a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Exactly one entry fits: its index, and the number in its unit.
    One(u32, Decimal),
    /// None fits.
    None,
    /// Two fit: their indices.
    Two(u32, u32),
}

/// Holds every entry against the number; `written` is its unit or measure word as the text has it.
pub fn fit(catalogue: &Catalogue, entries: &[u32], quantity: &Quantity, written: &str) -> Fit {
    let mut found = Fit::None;
    for index in entries {
        let Some(value) = convert(catalogue, &catalogue.entries()[*index as usize], quantity, written) else {
            continue;
        };
        found = match found {
            Fit::None => Fit::One(*index, value),
            Fit::One(first, _) if first != *index => return Fit::Two(first, *index),
            other => other,
        };
    }
    found
}

/// The number in the entry's unit, if its dimension (and for counts its measure word) fits.
pub fn convert(catalogue: &Catalogue, entry: &Entry, quantity: &Quantity, written: &str) -> Option<Decimal> {
    let Some(index) = quantity.unit else {
        // 红牌和黑牌为0, 劣Ⅴ类断面比例为0: none needs no measure word and no sign.
        let none = quantity.value.is_zero() && (!entry.counters.is_empty() || entry.dimension == "share");
        return (entry.dimension == "1" || none).then_some(quantity.value);
    };
    let unit = catalogue.units().get(index);
    if !entry.counters.is_empty() {
        return entry
            .counters
            .iter()
            .any(|counter| counter == written)
            .then_some(quantity.value);
    }
    let target = catalogue.units().by_code(&entry.indicator.unit)?;
    if entry.dimension == "count" {
        return None;
    }
    Units::convert(quantity.value, unit, target)
}

/// Whether the unit alone tells what kind of thing is measured: a name may then stand further away.
pub fn speaks_for_itself(catalogue: &Catalogue, quantity: &Quantity) -> bool {
    quantity.unit.is_some_and(|index| {
        let dimension = catalogue.units().get(index).dimension.as_str();
        matches!(
            dimension,
            "air-concentration" | "water-concentration" | "sound" | "dustfall"
        )
    })
}
