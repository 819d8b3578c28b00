//! Ranks that no number writes: 由好到差依次为甲市、乙市、丙市; 浓度最高的三个城市是甲市、乙市、丙市.

use super::reader::Reader;
use super::reading::Reading;
use crate::catalogue::Cue;
use crate::language::token::Kind;
use crate::language::words::has_any;
use crate::model::{self, Better, Decimal, RankOrder, Value};

/// From which end a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Best,
    Worst,
    Highest,
    Lowest,
}

impl From {
    /// The same order of the falls: what has fallen most has moved lowest.
    fn reversed(self) -> From {
        match self {
            From::Highest => From::Lowest,
            From::Lowest => From::Highest,
            end => end,
        }
    }
}

/// How reports announce an ordered list.
const ORDERS: &[(&str, From)] = &[
    ("由好到差", From::Best),
    ("从好到差", From::Best),
    ("由优到差", From::Best),
    ("从优到差", From::Best),
    ("由差到好", From::Worst),
    ("从差到好", From::Worst),
    ("由高到低", From::Highest),
    ("从高到低", From::Highest),
    ("由高至低", From::Highest),
    ("由低到高", From::Lowest),
    ("从低到高", From::Lowest),
    ("由低至高", From::Lowest),
    ("最好的", From::Best),
    ("最差的", From::Worst),
    ("最高的", From::Highest),
    ("最低的", From::Lowest),
];

/// The longest announcement between the order and the first place, in characters.
const REACH: usize = 14;

/// A place of the list with its token and, in brackets behind it, its value.
struct Placed {
    token: usize,
    value: Option<Decimal>,
}

impl Reader<'_> {
    /// Adds a rank for each place of an ordered list.
    pub(super) fn read_orders(&mut self) {
        for (at, first) in self.text.chars().iter().enumerate() {
            if !matches!(first, '由' | '从' | '最') {
                continue;
            }
            let words = self.text.rest(at);
            if let Some((word, from)) = ORDERS.iter().find(|(word, _)| words.starts_with(word)) {
                self.read_order(at + word.chars().count(), *from);
            }
        }
    }

    fn read_order(&mut self, end: usize, from: From) {
        let at = self.tokens.list.partition_point(|token| token.end <= end);
        let places = self.ordered_places(at, end);
        let Some((entry, dimension)) = self.ordered_by(at).filter(|_| !places.is_empty()) else {
            return;
        };
        let (order, dimension) = match self.orders_movements(at) {
            // 同比下降幅度由高到低: what has fallen most comes first.
            Some(falls) => (
                self.best_first(if falls { from.reversed() } else { from }, entry),
                Some("同比变化".to_owned()),
            ),
            None => (self.best_first(from, entry), dimension),
        };
        let Some(order) = order else { return };
        let when = self
            .readings
            .iter()
            .rev()
            .find(|reading| reading.place.start < end)
            .map_or(self.when(), |reading| reading.when);
        let among = self.counted_set(at);
        let shared = self.value_of_all(&places, entry);
        let places = self.valued(places, entry);
        let mut rank = 0;
        for (index, place) in places.iter().enumerate() {
            let tied = index > 0 && place.value.is_some() && place.value == places[index - 1].value;
            rank = if tied || shared && index > 0 { rank } else { index + 1 };
            let mut reading = Reading::new(model::Kind::Rank, self.tokens.list[place.token].range(), when, "order");
            reading.entry = Some(entry);
            reading.value = Some(Value::Number(Decimal::from(rank)));
            reading.unit = "rank".to_owned();
            reading.region = Some(self.slice(&self.tokens.list[place.token]).to_owned());
            reading.dimension.clone_from(&dimension);
            reading.rank_of.clone_from(&among);
            reading.rank_order = Some(order);
            self.readings.push(reading);
        }
    }

    /// The list of places that an announcement leads to; a list of the last ones (后三位) has no first place.
    fn ordered_places(&self, at: usize, end: usize) -> Vec<Placed> {
        let mut places = Vec::new();
        let Some(first) = (at..self.tokens.list.len())
            .take_while(|index| !matches!(self.kind(*index), Some(Kind::Stop | Kind::Semicolon | Kind::Open)))
            .find(|index| matches!(self.kind(*index), Some(Kind::Region(_))))
        else {
            return places;
        };
        let words = self.text.slice(end..self.tokens.list[first].start.max(end));
        let announces = words.is_empty() || words.ends_with(['为', '是', ':', '，', ',']);
        if words.chars().count() > REACH || words.contains('后') || !announces {
            return places;
        }
        let mut token = first;
        while matches!(self.kind(token), Some(Kind::Region(_))) {
            let open = self.kind(token + 1) == Some(Kind::Open);
            let value = match self.kind(token + 2) {
                Some(Kind::Quantity(quantity)) if open => Some(quantity.value),
                _ => None,
            };
            places.push(Placed { token, value });
            let next = if open { self.closing(token + 1) + 1 } else { token + 1 };
            token = match self.kind(next) {
                Some(Kind::List | Kind::And) => next + 1,
                _ => break,
            };
        }
        places
    }

    /// The places with the values that the text gives them right behind the list (…，分别为52、57和57).
    fn valued(&self, mut places: Vec<Placed>, entry: u32) -> Vec<Placed> {
        let Some(last) = places.last().map(|place| self.tokens.list[place.token].end) else {
            return places;
        };
        for place in &mut places {
            let name = self.slice(&self.tokens.list[place.token]);
            let said = self
                .readings
                .iter()
                .filter(|reading| reading.place.start > last && reading.rules == ["respective"])
                .find(|reading| reading.entry == Some(entry) && reading.region.as_deref() == Some(name));
            if let (None, Some(Some(Value::Number(value)))) = (place.value, said.map(|reading| reading.value)) {
                place.value = Some(value);
            }
        }
        places
    }

    /// `最差的是甲市和乙市，为58微克/立方米`: one value behind the list is that of each of its places, which then share
    /// their rank.
    fn value_of_all(&mut self, places: &[Placed], entry: u32) -> bool {
        let Some(last) = places.last().map(|place| place.token) else {
            return false;
        };
        let Some(at) = (last + 1..self.tokens.list.len().min(last + 5))
            .take_while(|index| {
                matches!(
                    self.kind(*index),
                    Some(Kind::Comma | Kind::Cue(Cue::Filler | Cue::All) | Kind::Quantity(_))
                )
            })
            .find(|index| matches!(self.kind(*index), Some(Kind::Quantity(_))))
        else {
            return false;
        };
        let (items, _) = self.series(at);
        let start = self.tokens.list[at].start;
        let ([item], Some(index)) = (
            &items[..],
            self.readings.iter().position(|reading| reading.place.start == start),
        ) else {
            return false;
        };
        let Some((_, value)) = self.fit_one(&[entry], item).filter(|_| !self.counts_bare_places(item)) else {
            return false;
        };
        if self.readings[index].kind == model::Kind::Other {
            let unknown = self.readings.remove(index);
            for place in places {
                let mut reading = unknown.clone();
                reading.kind = model::Kind::Actual;
                reading.entry = Some(entry);
                reading.value = Some(Value::Number(value));
                reading.unit = self.catalogue().entries()[entry as usize].indicator.unit.clone();
                reading.region = Some(self.slice(&self.tokens.list[place.token]).to_owned());
                reading.rules = vec!["order-value"];
                self.readings.push(reading);
            }
        }
        true
    }

    /// What the list is ordered by: the name before it in its sentence, else the last that the paragraph gave a value.
    fn ordered_by(&self, at: usize) -> Option<(u32, Option<String>)> {
        let start = (0..at.min(self.tokens.list.len()))
            .rfind(|index| self.kind(*index) == Some(Kind::Stop))
            .map_or(0, |index| index + 1);
        let named = (start..at)
            .rev()
            .find(|index| matches!(self.kind(*index), Some(Kind::Mention(..))));
        if let Some(index) = named {
            let entries = self.tokens.entries(&self.tokens.list[index]);
            return entries.first().map(|entry| (*entry, None));
        }
        let before = self.tokens.list.get(start)?.start;
        let last = self.readings.iter().rev().find(|reading| reading.place.start < before);
        last.and_then(|reading| Some((reading.entry?, reading.dimension.clone())))
    }

    /// Whether the clause orders movements and not values; if so, whether they are falls.
    fn orders_movements(&self, at: usize) -> Option<bool> {
        let end = |index: &usize| matches!(self.kind(*index), Some(Kind::Comma | Kind::Semicolon | Kind::Stop));
        let start = (0..at.min(self.tokens.list.len()))
            .rfind(end)
            .map_or(0, |index| index + 1);
        let said = self.said_since(start, at.min(self.tokens.list.len() - 1));
        has_any(said, &["幅度", "降幅", "升幅", "涨幅", "改善率"]).then(|| has_any(said, &["下降", "降幅", "改善"]))
    }

    fn best_first(&self, from: From, entry: u32) -> Option<RankOrder> {
        let better = self.catalogue().entries()[entry as usize].indicator.better;
        match (from, better) {
            (From::Best, _) | (From::Highest, Better::Higher) | (From::Lowest, Better::Lower) => Some(RankOrder::Best),
            (From::Worst, _) | (From::Highest, Better::Lower) | (From::Lowest, Better::Higher) => {
                Some(RankOrder::Worst)
            }
            (From::Highest | From::Lowest, Better::None) => None,
        }
    }

    /// 全省14个城市, 12个盟市: the set that the sentence counted before a token.
    fn counted_set(&self, at: usize) -> Option<String> {
        let counted = (0..at)
            .rev()
            .take_while(|index| self.kind(*index) != Some(Kind::Stop))
            .find(|index| {
                let token = &self.tokens.list[*index];
                // 最低的3个城市: how many the list names, not how many there are.
                let named = self.text.slice(token.start.saturating_sub(1)..token.start) == "的";
                matches!(token.kind, Kind::Quantity(_)) && self.counts_divisions(token) && !named
            })?;
        let token = &self.tokens.list[counted];
        let behind = self.text.rest(token.end);
        let tail = ["城市", "盟市", "县(市、区)", "县(市)", "县", "区", "市", "旗", "镇"]
            .iter()
            .find(|tail| behind.starts_with(**tail))?;
        let own = counted
            .checked_sub(1)
            .filter(|index| self.tokens.list[*index].is(Cue::SelfRegion));
        let start = own.map_or(token.start, |index| self.tokens.list[index].start);
        let name = format!("{}{tail}", self.text.slice(start..token.end));
        Some(name.replace('(', "（").replace(')', "）"))
    }
}
