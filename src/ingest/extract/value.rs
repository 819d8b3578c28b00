//! What a number is: which indicator, of which place and time.

use super::clock::When;
use super::fit::{Fit, fit, speaks_for_itself};
use super::narrow::{GROUPS, group_in};
use super::reader::Reader;
use super::reading::Reading;
use super::scope::Reach;
use super::series::{End, Item, Named};
use super::state::{Anchor, Subject};
use crate::catalogue::Cue;
use crate::language::token::{Kind, Token};
use crate::language::words::has;
use crate::model::{self, Decimal, Value};

/// What a number belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Target {
    /// Entry and value in its unit; `None` is a thing outside the catalogue.
    pub entry: Option<(u32, Decimal)>,
    pub region: Option<Option<String>>,
    pub when: Option<super::clock::When>,
    pub dimension: Option<String>,
    pub subject: Option<String>,
    pub rule: &'static str,
    pub note: Option<String>,
}

/// How closely a name stands before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Only words between them that add nothing.
    Direct,
    /// In one clause, with words between them that nobody knows.
    Loose,
    /// In different clauses.
    Apart,
}

impl Reader<'_> {
    /// A number, or the series that begins with it.
    pub(super) fn on_value(&mut self, at: usize) -> usize {
        if let Some(Kind::Class(class)) = self.kind(at) {
            return self.on_class(at, class);
        }
        if let Some(next) = self.on_aside(at) {
            return next;
        }
        if let Some(next) = self.on_set_size(at) {
            return next;
        }
        if let Some(next) = self.on_bare_rank(at) {
            return next;
        }
        self.forget_the_group(at);
        let (mut items, mut next) = self.series(at);
        if let ([_], Some(right)) = (&items[..], self.put_right(at)) {
            self.noise(&self.tokens.list[at], "withdrawn");
            (items, next) = self.series(right);
        }
        let read = self.readings.len();
        if self.moves(at) {
            self.on_changes(at, &items);
        } else {
            self.on_actuals(at, &items);
        }
        if self.is_an_exception(at) {
            self.readings[read..]
                .iter_mut()
                .for_each(Reading::belongs_to_an_exception);
        }
        let named = self.state.subjects.last().map(|subject| subject.token);
        if let (Some(name), [_], Some(Kind::Open)) = (named, &items[..], self.kind(next)) {
            self.members(name, next);
        }
        let mut next = self.behind_the_name(&items, next);
        // 395件中甲市86件: 中 belongs to the set.
        if self
            .token(next)
            .is_some_and(|token| token.kind == Kind::Text && self.slice(token) == "中")
        {
            next += 1;
        }
        self.state.gap = next;
        self.state.value_end = next;
        self.state.base_fresh = false;
        self.state.from = false;
        next
    }

    /// `“346.8万元”应为“364.8万元”`: the number that replaces the one at `at`.
    fn put_right(&self, at: usize) -> Option<usize> {
        let right = (at + 1..self.tokens.list.len().min(at + 5))
            .find(|index| matches!(self.kind(*index), Some(Kind::Quantity(_))))?;
        let between = self.text.slice(self.tokens.list[at].end..self.tokens.list[right].start);
        let words = between.trim_matches(|c: char| !c.is_alphanumeric());
        ["应为", "更正为", "应更正为", "修正为", "订正为", "应改为"]
            .contains(&words)
            .then_some(right)
    }

    /// The token behind the name that stands around the number, if one does: its tail names nothing else.
    fn behind_the_name(&self, items: &[Item], next: usize) -> usize {
        let [item] = items else { return next };
        let token = self.tokens.list[item.token];
        let mut entries = Vec::new();
        match self
            .vocabulary
            .enclosing_at(self.text.chars(), token.start, token.end, &mut entries)
        {
            // 3个省控断面水质达标率: a name that runs on beyond it is another's.
            Some(end) => {
                let behind = self.tokens.list.partition_point(|each| each.start < end);
                let runs_on = |each: &Token| matches!(each.kind, Kind::Mention(..)) && each.end > end;
                let behind = behind - usize::from(self.token(behind - 1).is_some_and(runs_on));
                behind.max(next)
            }
            None => next,
        }
    }

    fn on_actuals(&mut self, at: usize, items: &[Item]) {
        let prior = self.prior_base(at).or(self
            .state
            .bases
            .first()
            .copied()
            .filter(|_| self.state.from && !self.state.from_time));
        let ranged = items.iter().any(|item| item.end.is_some());
        let targets = match items {
            [item] => self.single(at, item),
            [first, second] if ranged => {
                let target = self.single(at, second);
                let mut first_target = target.clone();
                for each in &mut first_target {
                    each.entry = each.entry.and_then(|(entry, _)| self.fit_one(&[entry], first));
                }
                vec![
                    first_target.into_iter().next().unwrap_or_default(),
                    target.into_iter().next().unwrap_or_default(),
                ]
            }
            _ if ranged => vec![
                Target {
                    rule: "range-list",
                    ..Target::default()
                };
                items.len()
            ],
            _ => self.respective(at, items),
        };
        if items.len() == 1 {
            targets
                .into_iter()
                .for_each(|target| self.emit_actual(&items[0], target, prior));
        } else {
            items
                .iter()
                .zip(targets)
                .for_each(|(item, target)| self.emit_actual(item, target, prior));
        }
    }

    /// What one number belongs to; more than one target where 均 or 各 shares it out.
    fn single(&mut self, at: usize, item: &Item) -> Vec<Target> {
        if self.counts_bare_places(item) || self.counts_moved_sections(item) {
            return self.unnamed(at, item);
        }
        if let Some(target) = self
            .enclosed(item)
            .or_else(|| self.grouped_sections(item))
            .or_else(|| self.share_in_full(item))
        {
            return vec![target];
        }
        if let Some(targets) = self.named(at, item) {
            return targets;
        }
        if let Some(targets) = self.carried(at, item) {
            return targets;
        }
        if let Some(target) = self.summed(at, item) {
            return vec![target];
        }
        if let Some(target) = self.share_of(at, item) {
            return vec![target];
        }
        if let Some(target) = self
            .adjusted(at, item)
            .or_else(|| self.dealt_with(at, item))
            .or_else(|| self.echoed(at, item))
            .or_else(|| self.part_of(at, item))
            .or_else(|| self.typed_part(at, item))
            .or_else(|| self.recalled(at, item))
        {
            return vec![target];
        }
        if self.restates(item) {
            self.noise(&self.tokens.list[item.token], "restated");
            return Vec::new();
        }
        self.unnamed(at, item)
    }

    /// A thing outside the catalogue, called by the words before it.
    fn unnamed(&self, at: usize, item: &Item) -> Vec<Target> {
        vec![Target {
            subject: self.called(self.state.gap.min(at), item.token),
            rule: "unnamed",
            ..Target::default()
        }]
    }

    /// `对18起环境违法行为立案`: the name stands around the number.
    fn enclosed(&mut self, item: &Item) -> Option<Target> {
        let token = self.tokens.list[item.token];
        let mut entries = Vec::new();
        let end = self
            .vocabulary
            .enclosing_at(self.text.chars(), token.start, token.end, &mut entries)?;
        if self.counts_a_list(item) {
            return None;
        }
        let name = self.text.slice(token.end..end);
        let entry = self.fit_one(&self.admitted_among(&entries, item.token, &format!("#{name}")), item)?;
        let said = format!("{}{name}", self.said_since(self.state.sentence_start, item.token));
        if let Some(group) = group_in(name) {
            self.state.about = Some(("water.section", group));
        }
        Some(Target {
            entry: Some(entry),
            dimension: group_in(name).or_else(|| self.narrowed_in(entry.0, &said)),
            rule: "enclosed",
            ..Target::default()
        })
    }

    /// `10个国控、3个省控断面`: what is counted stands behind the last group of the list.
    fn grouped_sections(&self, item: &Item) -> Option<Target> {
        let begins = self.tokens.list[item.token].end;
        if !GROUPS.iter().any(|group| self.text.rest(begins).starts_with(group)) {
            return None;
        }
        let end = self.tokens.list[item.token + 1..]
            .iter()
            .find(|token| matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Stop))
            .map_or(self.text.chars().len(), |token| token.start);
        let clause = self.text.slice(begins..end);
        let group = group_in(clause).filter(|group| clause.starts_with(group.as_str()) && !self.counts_a_list(item))?;
        let count = self.vocabulary.section_count?;
        let entry = self.fit_one(&[count], item).filter(|_| has(clause, "断面"))?;
        Some(Target {
            entry: Some(entry),
            dimension: Some(group),
            rule: "grouped",
            ..Target::default()
        })
    }

    /// The name stands before the number, in its clause.
    fn named(&mut self, at: usize, item: &Item) -> Option<Vec<Target>> {
        let last = self.state.subjects.last()?.clone();
        let link = self.link(last.token, at);
        let near = link == Link::Direct || (link == Link::Loose && speaks_for_itself(self.catalogue(), &item.quantity));
        if !near {
            return None;
        }
        if self.state.subjects.len() > 1 {
            return self.shared(item);
        }
        match fit(self.catalogue(), &last.entries, &item.quantity, item.written) {
            Fit::One(..) if self.is_the_whole(last.token, item) => None,
            Fit::One(entry, _) if self.counts_some_of(entry, item) || self.moves_before_its_name(entry, last.token) => {
                None
            }
            Fit::One(entry, value) => {
                let dimension = self
                    .narrowing(entry, last.token, at)
                    .or_else(|| self.qualified_part(entry, at, item));
                let target = Target {
                    entry: Some((entry, value)),
                    dimension,
                    rule: "named",
                    ..Target::default()
                };
                Some(self.for_each_place(target, item, last.token))
            }
            // 昼夜间达标率均为100%
            Fit::Two(..) if self.state.all => {
                let one = |entry: &u32| {
                    Some(Target {
                        entry: Some(self.fit_one(&[*entry], item)?),
                        dimension: self.section_of(*entry),
                        rule: "pair",
                        ..Target::default()
                    })
                };
                Some(last.entries.iter().filter_map(one).collect())
            }
            Fit::Two(a, b) => {
                let code = |index: u32| self.catalogue().entries()[index as usize].indicator.code.clone();
                let note = format!("two readings: {} or {}", code(a), code(b));
                Some(vec![Target {
                    note: Some(note),
                    rule: "ambiguous",
                    ..Target::default()
                }])
            }
            Fit::None => None,
        }
    }

    /// `占化学需氧量排放总量的13.6%`: what a share is of has not the share for its value.
    fn is_the_whole(&self, name: usize, item: &Item) -> bool {
        let before = name.checked_sub(1).and_then(|index| self.token(index));
        let takes = before.is_some_and(|token| ["占", "约占"].contains(&self.slice(token)));
        let words = self.text.slice(0..self.tokens.list[item.token].start);
        takes && words.ends_with('的') && self.measured(item)
    }

    /// `甲、乙、丙等11个城市达标率为100%`: a share of each place of the list before the name.
    fn for_each_place(&self, target: Target, item: &Item, name: usize) -> Vec<Target> {
        let places = &self.state.regions;
        let listed =
            places.len() > 1 && self.state.regions_at >= self.state.clause_start && self.state.regions_at < name;
        let counted = self.counted_places(name).filter(|_| self.state.all);
        let places = match counted {
            Some(places) => places,
            None if listed && (self.measured(item) || self.state.all) => places.clone(),
            None => return vec![target],
        };
        places
            .into_iter()
            .map(|place| Target {
                region: Some(Some(place)),
                rule: "each-place",
                ..target.clone()
            })
            .collect()
    }

    /// One number for all names of a list: `SO2、NO2均为12微克/立方米`.
    fn shared(&mut self, item: &Item) -> Option<Vec<Target>> {
        let subjects = self.state.subjects.clone();
        // 红牌和黑牌为0: none of either.
        if !self.state.all && !item.quantity.value.is_zero() {
            let fitting: Vec<_> = subjects
                .iter()
                .filter_map(|subject| self.fit_one(&subject.entries, item))
                .collect();
            return match fitting[..] {
                [entry] => Some(vec![Target {
                    entry: Some(entry),
                    rule: "named",
                    ..Target::default()
                }]),
                _ => None,
            };
        }
        let target = |subject: &Subject| {
            Some(Target {
                entry: Some(self.fit_one(&subject.entries, item)?),
                rule: "shared",
                ..Target::default()
            })
        };
        subjects.iter().map(target).collect()
    }

    pub(super) fn fit_one(&self, entries: &[u32], item: &Item) -> Option<(u32, Decimal)> {
        match fit(self.catalogue(), entries, &item.quantity, item.written) {
            Fit::One(entry, value) => Some((entry, value)),
            Fit::None | Fit::Two(..) => None,
        }
    }

    /// How closely the name at token `from` stands before the number at `to`.
    pub(super) fn link(&self, from: usize, to: usize) -> Link {
        let mut link = Link::Direct;
        let mut index = from + 1;
        while index < to {
            let token = &self.tokens.list[index];
            match token.kind {
                Kind::Comma | Kind::Semicolon | Kind::Stop => return Link::Apart,
                Kind::Open if self.closing(index) < to => index = self.closing(index),
                Kind::Text if self.is_quotation_mark(token) && self.quoted_alone(to) => {}
                Kind::Text if ends_a_name(self.slice(token)) => {}
                Kind::Text | Kind::ClassRange | Kind::Noise(_) | Kind::Cue(Cue::Rest | Cue::Part) => link = Link::Loose,
                Kind::Quantity(_) if !self.shares_the_name(index, to) => return Link::Apart,
                Kind::Class(_) | Kind::Ordinal(_) => return Link::Apart,
                _ => {}
            }
            index += 1;
        }
        link
    }

    fn is_quotation_mark(&self, token: &Token) -> bool {
        let mut chars = self.text.chars()[token.range()].iter();
        chars.all(|c| matches!(c, '“' | '”' | '"' | '‘' | '’'))
    }

    /// “346.8万元”, not “三本台账”.
    fn quoted_alone(&self, number: usize) -> bool {
        let end = self.tokens.list[number].end;
        self.text.chars().get(end).is_none_or(|c| !c.is_alphanumeric())
    }

    /// `移送行政拘留3件4人`: the second measure follows at once.
    fn shares_the_name(&self, number: usize, to: usize) -> bool {
        self.tokens.list[number + 1..to].iter().all(|token| {
            matches!(token.kind, Kind::List | Kind::And | Kind::Open | Kind::Cue(Cue::Filler))
                || matches!(token.kind, Kind::Quantity(_))
        })
    }

    /// Whether nothing but words that add nothing stands between two tokens.
    pub(super) fn only_fillers(&self, from: usize, to: usize) -> bool {
        let mut index = from;
        while index < to {
            match self.tokens.list[index].kind {
                Kind::Text
                | Kind::ClassRange
                | Kind::Noise(_)
                | Kind::Mention(..)
                | Kind::Cue(Cue::Rest | Cue::Verb(_) | Cue::None) => return false,
                // 一类海水比例为57.6%，二类为18.2%
                Kind::Cue(Cue::Name) if self.slice(&self.tokens.list[index]).ends_with(['类', '级']) => return false,
                Kind::Open if self.closing(index) < to => index = self.closing(index),
                _ => {}
            }
            index += 1;
        }
        true
    }

    fn emit_actual(&mut self, item: &Item, target: Target, prior: Option<model::Comparison>) {
        let target = self.plausible(self.no_annual_mean(target, item));
        let token = self.tokens.list[item.token];
        let when = target.when.unwrap_or_else(|| match prior {
            Some(base) => self.clock.base_period(base, self.when()).into(),
            // 从45降到38: when it was 45 is not said.
            None if self.state.from && !self.state.from_time && self.changes_to(item.token) => When::Unknown,
            None => self.when(),
        });
        let when = match self.said_otherwise(&target, when) {
            Some(led) if prior.is_none() => {
                self.scopes.time.set(Reach::Sentence, led);
                led
            }
            _ => when,
        };
        let (kind, modal_rule) = self.modality(item.token, target.entry.is_some());
        let timeless = kind == model::Kind::Plan && self.section.is_none() && self.state.times.is_empty();
        let when = match kind {
            _ if timeless => When::Unknown,
            model::Kind::Target | model::Kind::Plan if self.says_year(item.token) => self.whole_year(when),
            _ => when,
        };
        let mut reading = Reading::new(kind, token.range(), when, target.rule);
        reading.rules.extend(modal_rule);
        reading.rules.extend(prior.map(|_| "prior-value"));
        reading.entry = target
            .entry
            .map(|(entry, _)| entry)
            .filter(|_| kind != model::Kind::Other);
        reading.value = Some(Value::Number(
            target.entry.map_or(item.quantity.value, |(_, value)| value),
        ));
        reading.unit = match target.entry {
            Some((entry, _)) => self.catalogue().entries()[entry as usize].indicator.unit.clone(),
            None => item.written.to_owned(),
        };
        reading.region = target.region.clone().unwrap_or_else(|| self.scopes.place());
        if item.end.is_some() {
            reading.region = self.set_of_places(item.token).or(reading.region);
        }
        reading.dimension = target.dimension.clone();
        match &item.named {
            Some(Named::Place(name)) => reading.region = Some(name.clone()),
            Some(Named::Thing(name)) => reading.dimension = Some(name.clone()),
            None => {}
        }
        reading.subject = target.subject.clone();
        reading.approx = self.approx(item);
        reading.note = target.note.clone();
        if item.end.is_some() {
            reading.rules.push(if item.end == Some(End::First) {
                "range-first"
            } else {
                "range-second"
            });
        }
        let anchor = Anchor {
            entry: reading.entry,
            others: Vec::new(),
            subject: self.subject_text(&target, token.start),
            unit: item.written.to_owned(),
            value: Some(item.quantity.value),
            when: reading.when,
            region: reading.region.clone(),
            dimension: reading.dimension.clone(),
            segment: self.state.segment,
            clause: self.state.clause,
        };
        self.readings.push(reading);
        // 计划新造林15000亩，其中油茶5755亩: what is planned has parts, too.
        if matches!(kind, model::Kind::Plan | model::Kind::Target) && !self.state.part {
            self.state.total = Some(anchor.clone());
        }
        if kind == model::Kind::Actual || kind == model::Kind::Other {
            // A part does not become the total: 大气50件、噪声40件 are both parts of the same.
            // 高于全国平均6.5个百分点: a difference is nothing that moves.
            let difference = anchor.entry.is_none() && is_of_points(self, item);
            let passing = difference || self.counts_places(item, anchor.entry) || self.counts_a_set(item);
            // 其中重点交办件16件: a name in full, and still a part of the total.
            let part = target.rule == "part"
                || self.state.part
                    && self.state.total.as_ref().is_some_and(|total| {
                        total.entry.is_some() && total.entry == anchor.entry && total.dimension != anchor.dimension
                    });
            if !part && prior.is_none() && !passing {
                let other_measure = self.state.total.as_ref().is_some_and(|total| total.unit != anchor.unit);
                if !self.state.part || anchor.entry.is_some() && other_measure {
                    self.state.total = Some(anchor.clone());
                }
                if anchor.entry.is_some() {
                    self.state.named = Some(anchor.clone());
                }
                self.state.anchor = Some(anchor.clone());
            }
            // 来信8件，同比减少20%: what moved is the part.
            self.state.moved_part = part.then(|| anchor.clone());
            // 由29家增加到37家: the later value is of the same thing as the earlier one.
            if prior.is_some() && self.state.from {
                self.state.anchor = Some(anchor.clone());
            }
            let broken_down = anchor
                .entry
                .is_some_and(|entry| !self.catalogue().entries()[entry as usize].parts.is_empty());
            if broken_down && anchor.dimension.is_none() {
                self.scopes.remember_total(anchor.clone());
            }
            self.state.said.push(anchor.clone());
            self.state.recent.push(anchor);
        }
    }

    /// A value far outside what the indicator can be (172188微克/立方米: two numbers grown together) is not believed.
    fn plausible(&self, target: Target) -> Target {
        let Some((entry, value)) = target.entry else {
            return target;
        };
        let indicator = &self.catalogue().entries()[entry as usize].indicator;
        if indicator.range.is_none_or(|(low, high)| (low..=high).contains(&value)) {
            return target;
        }
        let note = format!("{value} {} is no plausible value of {}", indicator.unit, indicator.code);
        Target {
            entry: None,
            note: Some(note),
            rule: "implausible",
            ..target
        }
    }

    fn subject_text(&self, target: &Target, start: usize) -> String {
        match self.state.subjects.last() {
            Some(subject) if target.rule == "named" => self.slice(&self.tokens.list[subject.token]).to_owned(),
            _ => target
                .subject
                .clone()
                .or_else(|| self.words_before(self.state.clause_start, start))
                .unwrap_or_default(),
        }
    }
}

/// Whether a number is of percentage points.
fn is_of_points(reader: &Reader<'_>, item: &Item) -> bool {
    let unit = item.quantity.unit.map(|unit| reader.catalogue().units().get(unit));
    unit.is_some_and(|unit| unit.dimension == "points")
}

/// 实施查封扣押 + 案件: what a name of cases may run on into.
fn ends_a_name(words: &str) -> bool {
    ["案件", "案", "案件数", "案件数量", "件数", "数量", "违法案件"].contains(&words)
}
