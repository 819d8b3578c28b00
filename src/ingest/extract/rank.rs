//! Places in a ranking: 全市排名第二, 列全省第4位, 倒数第3, 在全国169个重点城市排名第五.

use super::reader::Reader;
use super::reading::Reading;
use super::state::Anchor;
use crate::catalogue::Cue;
use crate::language::token::{Kind, Quantity};
use crate::language::words::has;
use crate::model::{self, Decimal, RankOrder, Value};

impl Reader<'_> {
    /// 全市, 全国169个城市: names the set of a ranking when a rank follows in the clause.
    pub(super) fn leads_to_a_rank(&self, at: usize) -> bool {
        let behind = self.tokens.list[at + 1..].iter().take(8);
        let in_clause = behind.take_while(|token| {
            !matches!(
                token.kind,
                Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Mention(..)
            )
        });
        let mut kinds = in_clause.map(|token| token.kind);
        kinds.any(|kind| matches!(kind, Kind::Ordinal(_) | Kind::Cue(Cue::Rank | Cue::RankWorst)))
    }

    /// `在全市7个县（市、区）中，PM2.5均值排第3位`: the names come between the set and the rank. Gives the token of 中.
    pub(super) fn set_before_the_names(&self, at: usize) -> Option<usize> {
        let end = (at + 1..self.tokens.list.len())
            .take_while(|index| !matches!(self.kind(*index), Some(Kind::Comma | Kind::Stop | Kind::Semicolon)))
            .find(|index| self.kind(*index) == Some(Kind::Text) && self.slice(&self.tokens.list[*index]) == "中")?;
        let counted = self.tokens.list[at + 1..end]
            .iter()
            .any(|token| matches!(token.kind, Kind::Quantity(_)));
        let ranks = self.tokens.list[end..]
            .iter()
            .take_while(|token| token.kind != Kind::Stop)
            .any(|token| matches!(token.kind, Kind::Ordinal(_)));
        (counted && ranks).then_some(end)
    }

    pub(super) fn on_ordinal(&mut self, at: usize, number: Decimal) -> usize {
        let token = self.tokens.list[at];
        let ranked = self.tokens.list[self.state.clause_start.min(at)..at]
            .iter()
            .any(|token| matches!(token.kind, Kind::Cue(Cue::Rank | Cue::RankWorst | Cue::SelfRegion)));
        let named = self.slice(&token).ends_with(['位', '名']);
        if !ranked && !named {
            self.noise(&token, "ordinal");
            return at + 1;
        }
        let mut numbers = vec![(at, number)];
        while let (Some(Kind::List | Kind::And), Some(Kind::Ordinal(number))) = (
            self.kind(numbers[numbers.len() - 1].0 + 1),
            self.kind(numbers[numbers.len() - 1].0 + 2),
        ) {
            numbers.push((numbers[numbers.len() - 1].0 + 2, number));
        }
        let next = numbers[numbers.len() - 1].0 + 1;
        // PM2.5、PM10改善幅度全省第一: one rank behind a list is that of each.
        let listed = self
            .state
            .subjects
            .iter()
            .all(|subject| subject.token >= self.state.gap);
        let shared = (self.state.all || listed) && self.state.subjects.len() > 1;
        if numbers.len() > 1 {
            self.emit_ranks(&numbers);
        } else if shared {
            for subject in self.state.subjects.clone() {
                let anchor = self.anchor_of(&subject.entries, subject.token);
                self.emit_rank(at, number, Some(anchor));
            }
        } else {
            let anchor = self.ranked();
            self.emit_rank(at, number, anchor);
        }
        self.state.gap = next;
        self.state.value_end = next;
        next
    }

    /// `PM2.5均值、综合指数分别居全市第2位、第1位`: one name each, else none.
    fn emit_ranks(&mut self, numbers: &[(usize, Decimal)]) {
        let subjects = self.state.subjects.clone();
        let fitting =
            subjects.len() == numbers.len() && subjects.iter().all(|subject| subject.clause == self.state.clause);
        if let (false, Some(topic), Some(places)) = (
            fitting,
            self.sentence_topic(),
            self.places_listed(numbers[0].0, numbers.len()),
        ) {
            for ((at, number), place) in numbers.iter().zip(places) {
                let region = Some(place);
                self.emit_rank(
                    *at,
                    *number,
                    Some(Anchor {
                        region,
                        ..topic.clone()
                    }),
                );
            }
            return;
        }
        for (index, (at, number)) in numbers.iter().enumerate() {
            let anchor = fitting.then(|| self.anchor_of(&subjects[index].entries, subjects[index].token));
            self.emit_rank(*at, *number, anchor);
        }
    }

    /// The one thing that the sentence has named.
    fn sentence_topic(&self) -> Option<Anchor> {
        match &self.state.subjects[..] {
            [subject] => Some(self.anchor_of(&subject.entries, subject.token)),
            _ => None,
        }
    }

    /// `排名4`, `位列全省4位`: a bare number right behind a rank word.
    pub(super) fn on_bare_rank(&mut self, at: usize) -> Option<usize> {
        let Some(Kind::Quantity(quantity)) = self.kind(at) else {
            return None;
        };
        let before = at.checked_sub(1).and_then(|i| self.token(i))?;
        let place = self.text.slice(quantity.number_end..self.tokens.list[at].end);
        // 列全省56位: the set stands between.
        let set = matches!(before.kind, Kind::Region(_) | Kind::Cue(Cue::SelfRegion));
        let behind_its_set = set && at >= 2 && self.tokens.list[at - 2].is(Cue::Rank) && matches!(place, "位" | "名");
        let ranked =
            (before.is(Cue::Rank) || behind_its_set) && (quantity.unit.is_none() || matches!(place, "位" | "名"));
        if !ranked || quantity.value.scale() > 0 {
            return None;
        }
        let anchor = self.ranked();
        self.emit_rank(at, quantity.value, anchor);
        self.state.gap = at + 1;
        Some(at + 1)
    }

    /// The size of the set that a ranking or a share is about is no figure: 全国339个城市, 11个县中.
    pub(super) fn on_set_size(&mut self, at: usize) -> Option<usize> {
        let Some(Kind::Quantity(Quantity { unit: Some(_), .. })) = self.kind(at) else {
            return None;
        };
        let before = at.checked_sub(1).and_then(|i| self.token(i))?;
        let about_places =
            before.is(Cue::SelfRegion) || before.is(Cue::Place) || matches!(before.kind, Kind::Region(_));
        let ranked = about_places && self.leads_to_a_rank(at - 1);
        let token = self.tokens.list[at];
        let behind = self.text.rest(token.end);
        let of_cities = [
            "地级及以上城市",
            "地级以上城市",
            "设区市",
            "设区的市",
            "城市",
            "县(市、区)",
            "县区",
            "区县",
            "县市区",
            "重点城市",
            "市州",
            "市(州)",
            "县城",
        ]
        .iter()
        .any(|word| behind.starts_with(word));
        if !(ranked || (about_places && of_cities)) {
            return self.on_set_of_cities(at);
        }
        // 全省59个县（市）: the counties of a province are not the province, as its cities are.
        let ranked = ranked
            || self.tokens.list[at..]
                .iter()
                .take_while(|token| token.kind != Kind::Stop)
                .any(|token| matches!(token.kind, Kind::Ordinal(_)));
        if before.is(Cue::SelfRegion) && behind.starts_with('县') && !ranked {
            let tail: String = behind.chars().take_while(|c| "县城()市、区".contains(*c)).collect();
            let name = self.text.slice(before.start..token.end).to_owned() + &tail;
            let reach = if at - 1 <= self.state.sentence_start + 3 {
                super::scope::Reach::Sentence
            } else {
                super::scope::Reach::Segment
            };
            self.scopes
                .place
                .set(reach, Some(name.replace('(', "（").replace(')', "）")));
        }
        self.noise(&token, "set-size");
        Some(at + 1)
    }

    fn emit_rank(&mut self, at: usize, number: Decimal, anchor: Option<Anchor>) {
        let token = self.tokens.list[at];
        let clause = self.state.clause_start.min(at);
        let worst = self.tokens.list[clause..at]
            .iter()
            .any(|token| token.is(Cue::RankWorst));
        let mut reading = Reading::new(model::Kind::Rank, token.range(), self.when(), "rank");
        reading.value = Some(Value::Number(number));
        reading.unit = "rank".to_owned();
        reading.rank_of = self.ranked_among(clause, at).or_else(|| self.state.among.clone());
        reading.rank_order = Some(if worst { RankOrder::Worst } else { RankOrder::Best });
        reading.region = anchor
            .as_ref()
            .map_or_else(|| self.scopes.place(), |anchor| anchor.region.clone());
        if let Some(anchor) = anchor {
            self.state.anchor = Some(anchor.clone());
            reading.entry = anchor.entry;
            reading.when = anchor.when;
            reading.dimension = anchor.dimension;
            reading.subject = anchor.entry.is_none().then_some(anchor.subject);
        }
        // 降幅全市第8位: the movement is ranked, not the value.
        let words = self.text.slice(self.tokens.list[clause].start..token.start);
        // 同比改善居全市第6位
        let moved = |index: &usize| {
            self.tokens.list[*index].is(Cue::Yoy) && matches!(self.kind(index + 1), Some(Kind::Cue(Cue::Verb(_))))
        };
        let unsized_movement = (clause..at).find(moved).is_some_and(|index| {
            !self.tokens.list[index..at]
                .iter()
                .any(|token| matches!(token.kind, Kind::Quantity(_)))
        });
        if unsized_movement
            || ["幅度", "降幅", "升幅", "增幅", "改善率", "变化率", "改善程度"]
                .iter()
                .any(|word| has(words, word))
        {
            reading.dimension = Some("同比变化".to_owned());
        }
        if reading.entry.is_none() {
            reading.kind = model::Kind::Other;
        }
        self.readings.push(reading);
    }

    /// What is ranked: the name of this clause, else the latest actual of the sentence.
    fn ranked(&self) -> Option<Anchor> {
        let fresh = self
            .state
            .subjects
            .last()
            .filter(|subject| subject.clause == self.state.clause)
            .filter(|subject| subject.token >= self.state.gap || self.ranks_again());
        if let Some(subject) = fresh {
            return Some(Anchor {
                entry: Some(*subject.entries.first()?),
                others: Vec::new(),
                subject: self.slice(&self.tokens.list[subject.token]).to_owned(),
                unit: String::new(),
                value: None,
                when: self.when(),
                region: self.scopes.place(),
                dimension: self.dimension_before(subject.token),
                segment: self.state.segment,
                clause: self.state.clause,
            });
        }
        let clause = &self.tokens.list[self.state.clause_start..];
        let strange = clause
            .iter()
            .take_while(|token| !matches!(token.kind, Kind::Ordinal(_) | Kind::Cue(Cue::Rank) | Kind::Quantity(_)))
            .any(|token| token.kind == Kind::Text && self.slice(token).chars().count() > 3);
        self.state
            .recent
            .last()
            .filter(|_| !strange && !self.speaks_of_something_else())
            .cloned()
    }

    /// 优良率97%，县城空气质量有较大改善，保持全市第二名: the clause before has no number and names nothing known.
    fn speaks_of_something_else(&self) -> bool {
        const WORDS: usize = 6;
        let Some(end) = self.state.clause_start.checked_sub(1) else {
            return false;
        };
        let ends = |index: &usize| matches!(self.kind(*index), Some(Kind::Comma | Kind::Semicolon | Kind::Stop));
        let start = (self.state.sentence_start..end)
            .rev()
            .find(ends)
            .map_or(self.state.sentence_start, |at| at + 1);
        let clause = &self.tokens.list[start.min(end)..end];
        let refers = clause.iter().any(|token| {
            matches!(
                token.kind,
                Kind::Quantity(_)
                    | Kind::Class(_)
                    | Kind::Ordinal(_)
                    | Kind::Mention(..)
                    | Kind::Phrase(_)
                    | Kind::Cue(Cue::Yoy | Cue::Qoq)
            )
        });
        let words = clause.iter().filter(|token| token.kind == Kind::Text);
        !refers && words.map(|token| token.end - token.start).sum::<usize>() >= WORDS
    }

    /// `全市第五、全省第四十一`: a rank behind a rank, and nothing between them but the set of the second.
    fn ranks_again(&self) -> bool {
        let before = self.state.gap.checked_sub(1).and_then(|at| self.kind(at));
        let mut between = self.tokens.list[self.state.gap..]
            .iter()
            .take_while(|token| !matches!(token.kind, Kind::Ordinal(_) | Kind::Quantity(_)));
        matches!(before, Some(Kind::Ordinal(_)))
            && between.all(|token| {
                matches!(
                    token.kind,
                    Kind::List
                        | Kind::And
                        | Kind::Region(_)
                        | Kind::Cue(Cue::SelfRegion | Cue::Place | Cue::Rank | Cue::Filler)
                )
            })
    }

    /// The words from 全市, 全国… to the rank word: 全省89个县（市、区）, 168个重点城市; the counties of a city are 全市.
    pub(super) fn ranked_among(&self, from: usize, at: usize) -> Option<String> {
        let first = (from..at).rev().find(|index| {
            matches!(
                self.kind(*index),
                Some(Kind::Cue(Cue::SelfRegion | Cue::Place) | Kind::Region(_))
            )
        })?;
        let last = (first..at)
            .find(|index| {
                matches!(
                    self.kind(*index),
                    Some(Kind::Cue(Cue::Rank | Cue::RankWorst) | Kind::Ordinal(_) | Kind::Comma)
                )
            })
            .unwrap_or(at);
        let among = self
            .text
            .slice(self.tokens.list[first].start..self.tokens.list[last - 1].end);
        let among = match among.strip_prefix("全国") {
            Some(named) if named.starts_with(|c: char| c.is_ascii_digit()) => named,
            _ if among.starts_with("全市") && among.contains('个') => "全市",
            _ => among,
        };
        let among = among
            .trim_end_matches(['均', '各', '中', '里', '内', '的', '上', '分', '别', '列', '居'])
            .replace('(', "（")
            .replace(')', "）");
        (!among.is_empty()).then_some(among)
    }
}
