//! Stated movements: 同比下降4.2%, 较去年同期分别上升-16.7%、10.2%, 持平.

use super::reader::Reader;
use super::reading::Reading;
use super::series::{End, Item, Named};
use super::state::{Anchor, Subject};
use super::value::Link;
use crate::catalogue::{Cue, Movement};
use crate::language::token::Kind;
use crate::model::{self, Better, Comparison, Decimal, Value};

impl Reader<'_> {
    pub(super) fn on_verb(&mut self, at: usize, movement: Movement) -> usize {
        self.state.verb = Some((movement, at));
        if movement != Movement::Flat || self.state.bases.is_empty() {
            return at + 1;
        }
        if self.state.each
            && let Some(next) = self.on_mixed_list(at)
        {
            return next;
        }
        let named = self.named_in_clause(at).is_some();
        if self.state.base_fresh || named {
            self.on_flat(at);
            self.state.gap = at + 1;
            self.state.base_fresh = false;
        }
        at + 1
    }

    /// `分别持平、下降3.8%`: a list of movements of which some are none.
    fn on_mixed_list(&mut self, at: usize) -> Option<usize> {
        let mut items: Vec<(usize, Option<Item>, Movement)> = vec![(at, None, Movement::Flat)];
        let mut next = at + 1;
        while matches!(self.kind(next), Some(Kind::List | Kind::And)) {
            let Some(Kind::Cue(Cue::Verb(movement))) = self.kind(next + 1) else {
                break;
            };
            if movement == Movement::Flat {
                items.push((next + 1, None, movement));
                next += 2;
                continue;
            }
            let (mut series, end) = self.series(next + 2);
            if series.len() != 1 {
                return None;
            }
            items.push((next + 2, series.pop(), movement));
            next = end;
        }
        if items.len() < 2 {
            return None;
        }
        let anchors = self.moved_list(at, items.len());
        for (index, (token, item, movement)) in items.iter().enumerate() {
            let anchor = anchors.get(index).filter(|_| anchors.len() == items.len());
            match (item, anchor) {
                (Some(item), anchor) => self.emit_change(*token, item, *movement, anchor),
                (None, Some(anchor)) => self.emit_flat(*token, &anchor.clone()),
                (None, None) => {}
            }
        }
        self.state.gap = next;
        self.state.base_fresh = false;
        Some(next)
    }

    /// Whether the number at `at` is how far something moved: a movement stands before it, and nothing but words that
    /// add nothing between the two.
    pub(super) fn moves(&self, at: usize) -> bool {
        let Some((movement, verb)) = self.state.verb else {
            return false;
        };
        let between = &self.tokens.list[verb + 1..at];
        let void = between.iter().any(|token| {
            matches!(
                token.kind,
                Kind::Text
                    | Kind::Mention(..)
                    | Kind::ClassRange
                    | Kind::Phrase(_)
                    | Kind::Cue(Cue::To | Cue::SelfRegion | Cue::From | Cue::None)
            )
        });
        movement != Movement::Flat && !void && verb >= self.state.clause_start
    }

    pub(super) fn on_changes(&mut self, at: usize, items: &[Item]) {
        let verb = self.state.verb;
        let Some((movement, verb_at)) = verb else { return };
        if self.state.bases.is_empty() && self.a_year_after_the_last() {
            self.state.bases.push(Comparison::Yoy);
        }
        let anchors = match items {
            [_] => self.moved(verb_at),
            _ if items.iter().any(|item| item.end.is_some()) => {
                vec![self.moved(verb_at).into_iter().next(); items.len()]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            _ => self.moved_list(verb_at, items.len()),
        };
        if items.len() == 1 {
            for anchor in &anchors {
                self.emit_change(at, &items[0], movement, Some(anchor));
            }
            if anchors.is_empty() {
                self.emit_change(at, &items[0], movement, None);
            }
            return;
        }
        for (index, item) in items.iter().enumerate() {
            let anchor = anchors.get(index).filter(|_| anchors.len() == items.len());
            self.emit_change(at, item, item.verb.unwrap_or(movement), anchor);
        }
    }

    /// `上年红牌企业14家，今年减少5家`: the value before is the same period's of a year earlier.
    fn a_year_after_the_last(&self) -> bool {
        let last = self.state.anchor.as_ref().and_then(|anchor| anchor.when.period());
        let said_here = self.state.recent.last().map(|anchor| anchor.when.period()) == Some(last);
        let earlier = self.when().period().and_then(model::Period::year_earlier);
        said_here && last.is_some() && last == earlier
    }

    /// What moved: the name in this clause, else the actual before it.
    fn moved(&self, verb_at: usize) -> Vec<Anchor> {
        let named = self.named_in_clause(verb_at);
        let places = &self.state.regions;
        let listed = places.len() > 1 && self.state.regions_at >= self.state.clause_start && self.state.all;
        let single = match named {
            Some(list) if list.len() == 1 || self.state.all => list,
            Some(_) => return Vec::new(),
            None if self.unknown_name(verb_at) => return Vec::new(),
            None if self.topic().is_some() => self.topic().into_iter().collect(),
            None => self
                .last_moved(verb_at)
                .into_iter()
                .map(|anchor| self.at_this_place(anchor))
                .collect(),
        };
        match (listed, single.first()) {
            (true, Some(anchor)) => places
                .iter()
                .map(|place| Anchor {
                    region: Some(place.clone()),
                    ..anchor.clone()
                })
                .collect(),
            _ => single,
        }
    }

    /// The latest actual; where a place is named anew, the latest of an indicator (9个城市上升，平凉上升3.0%).
    fn last_moved(&self, verb_at: usize) -> Option<Anchor> {
        let placed = self.state.regions_at >= self.state.gap
            && self.state.regions_at < verb_at
            && !self.state.regions.is_empty();
        let anchor = self.state.moved_part.clone().or(self.state.anchor.clone());
        if placed {
            anchor
                .filter(|anchor| anchor.entry.is_some())
                .or(self.state.named.clone())
        } else {
            anchor
        }
    }

    /// For a list of movements: the names of this clause, its places, or the actuals before them, one each.
    fn moved_list(&self, verb_at: usize, count: usize) -> Vec<Anchor> {
        if let Some(list) = self.named_in_clause(verb_at)
            && list.len() == count
        {
            return list;
        }
        let places = &self.state.regions;
        if places.len() == count && self.state.regions_at >= self.state.sentence_start {
            let moved = self.moved_by_name(verb_at);
            return places
                .iter()
                .filter_map(|place| {
                    Some(Anchor {
                        region: Some(place.clone()),
                        ..moved.clone()?
                    })
                })
                .collect();
        }
        if self.state.subjects.len() == count && !self.unknown_name(verb_at) {
            return self
                .state
                .subjects
                .iter()
                .map(|subject| self.anchor_of(&subject.entries, subject.token))
                .collect();
        }
        if let Some(parts) = self.parts_listed(verb_at, count) {
            let moved = self.moved_by_name(verb_at);
            return parts
                .into_iter()
                .filter_map(|part| {
                    Some(Anchor {
                        dimension: Some(part),
                        ..moved.clone()?
                    })
                })
                .collect();
        }
        let recent = &self.state.recent;
        match recent.len() >= count && !self.unknown_name(verb_at) {
            true => recent[recent.len() - count..].to_vec(),
            false => Vec::new(),
        }
    }

    fn moved_by_name(&self, verb_at: usize) -> Option<Anchor> {
        match self.named_in_clause(verb_at) {
            Some(list) => list.first().cloned(),
            None => self
                .state
                .subjects
                .last()
                .map(|subject| self.anchor_of(&subject.entries, subject.token))
                .or(self.state.anchor.clone().filter(|anchor| anchor.entry.is_some()))
                .or(self.state.named.clone()),
        }
    }

    /// The names between the last number and the verb.
    fn named_in_clause(&self, verb_at: usize) -> Option<Vec<Anchor>> {
        let fresh = |token: usize| token >= self.state.gap.min(verb_at) && token < verb_at;
        let list: Vec<Anchor> = self
            .state
            .subjects
            .iter()
            .filter(|subject| fresh(subject.token) && self.names_what_moved(subject, verb_at))
            .map(|subject| self.anchor_of(&subject.entries, subject.token))
            .collect();
        (!list.is_empty()).then_some(list)
    }

    /// Nothing unknown stands between the name and its verb; 优质水比例 is not 优.
    fn names_what_moved(&self, subject: &Subject, verb_at: usize) -> bool {
        let pollutant = subject.entries.iter().any(|entry| {
            self.catalogue().entries()[*entry as usize]
                .dimension
                .ends_with("concentration")
        });
        match self.link(subject.token, verb_at) {
            Link::Direct => true,
            Link::Loose => pollutant,
            Link::Apart => false,
        }
    }

    pub(super) fn anchor_of(&self, entries: &[u32], token: usize) -> Anchor {
        let known = self
            .state
            .anchor
            .as_ref()
            .filter(|anchor| anchor.entry.is_some_and(|entry| entries.contains(&entry)));
        // 2024年度…绿牌12家；与2023年度相比，绿牌增加3家: where no new time is named, the movement has the value's.
        let said = self.state.recent.iter().rev().find(|anchor| {
            self.state.times_at < self.state.segment_start && anchor.entry.is_some_and(|entry| entries.contains(&entry))
        });
        Anchor {
            entry: known.and_then(|anchor| anchor.entry).or(entries.first().copied()),
            others: entries.to_vec(),
            subject: self.slice(&self.tokens.list[token]).to_owned(),
            unit: String::new(),
            value: None,
            when: said.map_or(self.when(), |anchor| anchor.when),
            region: self.scopes.place(),
            dimension: self
                .dimension_before(token)
                .or_else(|| known.and_then(|anchor| anchor.dimension.clone())),
            segment: self.state.segment,
            clause: self.state.clause,
        }
    }

    /// The movement is the anchor's own where nothing new was named; a new place or time moves it.
    fn at_this_place(&self, anchor: Anchor) -> Anchor {
        let renamed = self.tokens.list[self.state.gap..]
            .iter()
            .take_while(|token| !matches!(token.kind, Kind::Quantity(_) | Kind::Comma | Kind::Stop));
        let moved = renamed
            .clone()
            .any(|token| matches!(token.kind, Kind::Region(_) | Kind::Cue(Cue::SelfRegion | Cue::Place)));
        let timed = self.state.times_at >= self.state.gap && self.state.times_at > 0;
        let region = if moved {
            self.scopes.place()
        } else {
            anchor.region.clone()
        };
        let when = if timed { self.when() } else { anchor.when };
        Anchor { region, when, ..anchor }
    }

    /// Words between the clause's beginning and its verb that nobody knows: something else moved.
    fn unknown_name(&self, verb_at: usize) -> bool {
        let from = self.state.gap.max(self.state.clause_start).min(verb_at);
        let mut index = from;
        while index < verb_at {
            let token = &self.tokens.list[index];
            match token.kind {
                Kind::Open => index = self.closing(index),
                Kind::Text if self.slice(token).chars().count() > 1 => return true,
                Kind::Cue(Cue::Rest | Cue::None | Cue::Other) => return true,
                _ => {}
            }
            index += 1;
        }
        false
    }

    fn emit_change(&mut self, at: usize, item: &Item, movement: Movement, anchor: Option<&Anchor>) {
        let token = self.tokens.list[item.token];
        let base = self.state.bases.first().copied();
        let start = self.verb_before(at).filter(|_| at == item.token).unwrap_or(token.start);
        let mut reading = Reading::new(model::Kind::Change, start..token.end, self.when(), "change");
        let entry = anchor.and_then(|anchor| self.moved_entry(anchor, item));
        let unit = self.change_unit(item, entry);
        let sign = self.sign(movement, entry);
        reading.subject = anchor.map(|anchor| anchor.subject.clone()).filter(|_| entry.is_none());
        if let Some(anchor) = anchor {
            reading.when = anchor.when;
            reading.region = anchor.region.clone();
            reading.dimension = anchor.dimension.clone();
        } else {
            reading.region = self.scopes.place();
        }
        if item.end.is_some() {
            reading.region = self.set_of_places(item.token).or(reading.region);
        }
        match &item.named {
            Some(Named::Place(name)) => reading.region = Some(name.clone()),
            Some(Named::Thing(name)) => reading.dimension = Some(name.clone()),
            None => {}
        }
        let value = sign.and_then(|sign| Some(Value::Number(unit.as_ref()?.1 * sign)));
        reading.value = value.or(Some(Value::Number(item.quantity.value)));
        reading.unit = unit.as_ref().map_or(item.written.to_owned(), |(unit, _)| unit.clone());
        reading.compared_to = base;
        reading.approx = self.approx(item);
        if item.end.is_some() {
            reading.rules.push(if item.end == Some(End::First) {
                "range-first"
            } else {
                "range-second"
            });
        }
        let certain = value.is_some() && base.is_some() && entry.is_some();
        match self.modality(item.token, true).0 {
            _ if !certain => reading.kind = model::Kind::Other,
            model::Kind::Actual if self.sets_an_aim(at) => {
                reading.kind = model::Kind::Target;
                if self.says_year(item.token) {
                    reading.when = self.whole_year(reading.when);
                }
            }
            model::Kind::Actual if self.aims_in_clause(item.token) => reading.kind = model::Kind::Other,
            model::Kind::Actual => {}
            // 力争…较2013年下降20%: how far it is to move is the target.
            kind @ (model::Kind::Target | model::Kind::Plan) => {
                reading.kind = kind;
                if self.says_year(item.token) {
                    reading.when = self.whole_year(reading.when);
                }
            }
            _ => reading.kind = model::Kind::Other,
        }
        // 甲市达标率上升2个百分点，乙市下降1个百分点: the next place moved in the same.
        if let Some(anchor) = anchor.filter(|anchor| anchor.entry.is_some()) {
            self.state.named = Some(anchor.clone());
            self.state.anchor = Some(anchor.clone());
        }
        if reading.kind != model::Kind::Other {
            reading.entry = entry;
        } else {
            reading.note = Some(match (base, entry) {
                (None, _) => "a movement without a base".to_owned(),
                (_, None) => "a movement of something that the catalogue does not name".to_owned(),
                _ => "a movement whose unit or direction does not fit".to_owned(),
            });
        }
        self.readings.push(reading);
    }

    /// 减排目标为…比上年下降3.5%: the movement is what is aimed at.
    pub(super) fn sets_an_aim(&self, at: usize) -> bool {
        let aim = (self.state.clause_start.min(at)..at).find(|index| self.tokens.list[*index].is(Cue::Aim));
        aim.is_some_and(|index| self.is_followed_by_its_value(index))
    }

    /// 目标为, 目标是, 目标：
    pub(super) fn is_followed_by_its_value(&self, aim: usize) -> bool {
        let aim = &self.tokens.list[aim];
        let behind = self.text.chars().get(aim.end).copied().unwrap_or_default();
        matches!(behind, '为' | '是' | ':') || self.slice(aim).ends_with('为')
    }

    /// 较目标下降…, 下降…的任务: the clause speaks of an aim, whose value this is not.
    fn aims_in_clause(&self, at: usize) -> bool {
        let end = self.tokens.list[at..]
            .iter()
            .position(|token| matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Stop))
            .map_or(self.tokens.list.len(), |offset| at + offset);
        self.tokens.list[self.state.clause_start.min(at)..end]
            .iter()
            .any(|token| token.is(Cue::Aim))
    }

    /// Which entry of a shared name moved: 个百分点 are of the share, 天 of the count.
    fn moved_entry(&self, anchor: &Anchor, item: &Item) -> Option<u32> {
        let entries = self.catalogue().entries();
        let unit = item
            .quantity
            .unit
            .map(|unit| self.catalogue().units().get(unit).code.as_str());
        let fits = |index: &u32| {
            let entry = &entries[*index as usize];
            match unit {
                Some("%") => true,
                Some("pp") => entry.dimension == "share",
                _ => super::fit::convert(self.catalogue(), entry, &item.quantity, item.written).is_some(),
            }
        };
        let candidates = || anchor.entry.into_iter().chain(anchor.others.iter().copied());
        // A class moves by classes.
        let class = anchor
            .entry
            .is_some_and(|index| entries[index as usize].dimension == "class");
        candidates()
            .find(fits)
            .or(anchor.entry)
            .filter(|_| !(class && matches!(unit, Some("%" | "pp"))))
            // Numbers of days or things have no percentage points; a concentration may be said to, in error.
            .filter(|index| unit != Some("pp") || entries[*index as usize].counters.is_empty())
    }

    /// The unit of a movement and its size in it: % and 个百分点 as written, else in the indicator's own unit.
    fn change_unit(&self, item: &Item, entry: Option<u32>) -> Option<(String, Decimal)> {
        let unit = item.quantity.unit.map(|unit| &self.catalogue().units().get(unit).code);
        if let Some(code) = unit.filter(|code| matches!(code.as_str(), "%" | "pp")) {
            return Some((code.clone(), item.quantity.value));
        }
        let entry = &self.catalogue().entries()[entry? as usize];
        if unit.is_none() && entry.dimension != "1" {
            return None;
        }
        let value = super::fit::convert(self.catalogue(), entry, &item.quantity, item.written)?;
        Some((entry.indicator.unit.clone(), value))
    }

    /// +1 or −1; 改善 is down where less is better.
    fn sign(&self, movement: Movement, entry: Option<u32>) -> Option<Decimal> {
        let better = entry.map(|index| self.catalogue().entries()[index as usize].indicator.better);
        let up = match (movement, better) {
            (Movement::Up, _) => true,
            (Movement::Down, _) => false,
            (Movement::Better, Some(Better::Higher)) | (Movement::Worse, Some(Better::Lower)) => true,
            (Movement::Better, Some(Better::Lower)) | (Movement::Worse, Some(Better::Higher)) => false,
            _ => return None,
        };
        Some(if up { Decimal::ONE } else { Decimal::NEGATIVE_ONE })
    }

    fn verb_before(&self, at: usize) -> Option<usize> {
        let (_, verb) = self.state.verb?;
        (at == verb + 1).then(|| self.tokens.list[verb].start)
    }

    /// 持平 is a change of 0, for every base that was named.
    fn on_flat(&mut self, at: usize) {
        let moved = self.moved_together(at);
        if moved.is_empty() {
            let token = self.tokens.list[at];
            let mut reading = Reading::new(model::Kind::Other, token.range(), self.when(), "flat");
            reading.note = Some("a movement of something that the catalogue does not name".to_owned());
            self.readings.push(reading);
        }
        moved.iter().for_each(|anchor| self.emit_flat(at, anchor));
    }

    /// `SO2、CO浓度持平`, `甲县、乙县持平`: what stays as it was is said of all that the clause lists.
    fn moved_together(&mut self, at: usize) -> Vec<Anchor> {
        let all = std::mem::replace(&mut self.state.all, true);
        let moved = self.moved(at);
        self.state.all = all;
        moved
    }

    fn emit_flat(&mut self, at: usize, anchor: &Anchor) {
        let token = self.tokens.list[at];
        let about = self.slice(&token).contains("基本");
        let dimension = |dimension: &str| {
            anchor
                .entry
                .is_some_and(|entry| self.catalogue().entries()[entry as usize].dimension == dimension)
        };
        let unit = match () {
            () if dimension("share") => "pp",
            () if dimension("class") => "class",
            () => "%",
        };
        // 三大水系水质均持平: a class is that of a section, which must have been named.
        let known = anchor.entry.is_some() && (unit != "class" || anchor.dimension.is_some());
        for base in self.state.bases.clone() {
            let kind = if known { model::Kind::Change } else { model::Kind::Other };
            let mut reading = Reading::new(kind, token.range(), anchor.when, "flat");
            reading.entry = anchor.entry.filter(|_| known);
            reading.subject = (!known).then(|| anchor.subject.clone());
            reading.value = Some(Value::Number(Decimal::ZERO));
            reading.unit = unit.to_owned();
            reading.region = anchor.region.clone();
            reading.dimension = anchor.dimension.clone();
            reading.compared_to = Some(base);
            reading.approx = about.then_some(model::Approx::About);
            self.readings.push(reading);
        }
    }
}
