//! Numbers that stand together: `11、24微克/立方米`, `4.2%和5%`, `13~33微克/立方米`.

use super::reader::Reader;
use crate::catalogue::{Cue, Movement};
use crate::language::token::{Kind, Quantity};

/// Which end of a written range a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The one written first.
    First,
    /// The one written second.
    Second,
}

/// One number of a series, with the unit that the series lends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'t> {
    /// Its token.
    pub token: usize,
    /// The number; its unit is the series' where it has none of its own.
    pub quantity: Quantity,
    /// Its unit as written.
    pub written: &'t str,
    /// A movement of its own: `升4.2%、降5%`.
    pub verb: Option<Movement>,
    /// For the ends of a range.
    pub end: Option<End>,
    /// The place or thing named in brackets behind it: `1.6%（虹桥）至9.5%（育才）`.
    pub named: Option<Named>,
}

/// What a bracket behind a number names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A division.
    Place(String),
    /// A station, a section, a street.
    Thing(String),
}

impl<'t> Reader<'t> {
    /// The series that begins with the number at `at`, and the token behind it.
    pub(super) fn series(&self, at: usize) -> (Vec<Item<'t>>, usize) {
        let mut items = Vec::new();
        let mut next = self.push_item(at, None, &mut items);
        while let Some((number, verb)) = self.continued(next) {
            next = self.push_item(number, verb, &mut items);
        }
        lend_units(&mut items);
        (items, next)
    }

    fn push_item(&self, at: usize, verb: Option<Movement>, items: &mut Vec<Item<'t>>) -> usize {
        let Some(Kind::Quantity(quantity)) = self.kind(at) else {
            return at + 1;
        };
        let item = |token: usize, quantity: Quantity, end| Item {
            token,
            written: self.text.slice(quantity.number_end..self.tokens.list[token].end),
            quantity,
            verb,
            end,
            named: end.and_then(|_| self.named_behind(token)),
        };
        if let Some((second, quantity_to)) = self.range_end(at) {
            items.push(item(at, quantity, Some(End::First)));
            items.push(item(second, quantity_to, Some(End::Second)));
            return match self.kind(second + 1) {
                Some(Kind::Open) if items.last().is_some_and(|item| item.named.is_some()) => {
                    self.closing(second + 1) + 1
                }
                _ => second + 1,
            };
        }
        items.push(item(at, quantity, None));
        at + 1
    }

    /// The one place or thing that the brackets right behind a number hold.
    fn named_behind(&self, at: usize) -> Option<Named> {
        if self.kind(at + 1) != Some(Kind::Open) {
            return None;
        }
        // A bracket that nothing closes ends with the text.
        let Some([inside]) = self.tokens.list.get(at + 2..self.closing(at + 1)) else {
            return None;
        };
        let name = self.slice(inside).to_owned();
        match inside.kind {
            Kind::Region(_) => Some(Named::Place(name)),
            Kind::Text if (2..=12).contains(&(inside.end - inside.start)) => Some(Named::Thing(name)),
            _ => None,
        }
    }

    /// The number behind a dash, 至 or 到 that touches the one at `at`; brackets with words may stand between.
    fn range_end(&self, at: usize) -> Option<(usize, Quantity)> {
        let mut dash = at + 1;
        if self.kind(dash) == Some(Kind::Open) {
            let close = self.closing(dash);
            let words = self.tokens.list[dash..close]
                .iter()
                .all(|token| !matches!(token.kind, Kind::Quantity(_)));
            dash = if words { close + 1 } else { return None };
        }
        let token = self.token(dash)?;
        let joins = token.kind == Kind::Dash || (token.is(Cue::Filler) && matches!(self.slice(token), "至" | "到"));
        match self.kind(dash + 1) {
            Some(Kind::Quantity(second)) if joins => Some((dash + 1, second)),
            _ => None,
        }
    }

    /// `、` or 和 and a number, perhaps with a movement of its own; a comma only where 分别 announced a list.
    fn continued(&self, at: usize) -> Option<(usize, Option<Movement>)> {
        let listed = match self.kind(at)? {
            Kind::List | Kind::And => true,
            Kind::Comma => self.state.each,
            _ => false,
        };
        if !listed {
            return None;
        }
        match self.kind(at + 1)? {
            Kind::Quantity(_) => Some((at + 1, None)),
            Kind::Cue(Cue::Verb(movement)) if matches!(self.kind(at + 2), Some(Kind::Quantity(_))) => {
                Some((at + 2, Some(movement)))
            }
            _ => None,
        }
    }
}

/// A unit closes the list; the 个 of `1.8个和3.6个百分点` is the 个 of 个百分点.
fn lend_units(items: &mut [Item<'_>]) {
    for index in (0..items.len().saturating_sub(1)).rev() {
        let (unit, written) = (items[index + 1].quantity.unit, items[index + 1].written);
        let shortened = items[index].written == "个" && written.ends_with("百分点");
        if items[index].quantity.unit.is_none() || shortened {
            items[index].quantity.unit = unit;
            items[index].written = written;
            // 20至50万元: the multiplier of the last holds for a range written without it.
            let multiplier = items[index + 1].quantity.multiplier;
            let bare = items[index].quantity.multiplier == crate::model::Decimal::ONE
                && items[index].end.is_some()
                && !shortened;
            if bare && let Some(value) = items[index].quantity.value.checked_mul(multiplier) {
                items[index].quantity.value = value;
            }
        }
    }
}
