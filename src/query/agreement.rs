//! Whether a stated change can be true of two published values: each of the three is rounded, so each is an interval.
//!
//! DESIGN 6.3: consistent iff the intervals meet. For a percentage the values a (later) and b (earlier), each ± half a unit
//! of its last digit h, allow [(a−h)/(b+h)−1, (a+h)/(b−h)−1]; for points and differences [(a−h)−(b+h), (a+h)−(b−h)].

use rust_decimal::Decimal;

use super::derive::Found;

/// A change as a report states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated<'a> {
    /// Negative where something fell.
    pub amount: Decimal,
    /// Half a unit of its last digit.
    pub half: Decimal,
    /// `%`, `pp` or the indicator's unit.
    pub unit: &'a str,
}

/// Whether the stated change can be that from the first value to the second; `None` where there is no base to reckon from.
pub fn agrees(stated: &Stated, values: [&Found; 2]) -> Option<bool> {
    let (low, high) = possible(stated.unit, values)?;
    Some(stated.amount - stated.half <= high && low <= stated.amount + stated.half)
}

/// The changes that the two published values allow, in the unit of the statement.
fn possible(unit: &str, [base, this]: [&Found; 2]) -> Option<(Decimal, Decimal)> {
    let range = |found: &Found| {
        let (value, doubt) = (found.value.as_decimal(), found.doubt());
        Some((value.checked_sub(doubt)?, value.checked_add(doubt)?))
    };
    let ((base_low, base_high), (low, high)) = (range(base)?, range(this)?);
    let in_percent = unit == "%"
        && base
            .inputs
            .first()
            .is_none_or(|input| input.observation.indicator.unit != "%");
    if !in_percent {
        return Some((low.checked_sub(base_high)?, high.checked_sub(base_low)?));
    }
    if base_low <= Decimal::ZERO {
        return None;
    }
    let percent = |this: Decimal, base: Decimal| {
        this.checked_sub(base)?
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(base)
    };
    Some((percent(low, base_high)?, percent(high, base_low)?))
}
