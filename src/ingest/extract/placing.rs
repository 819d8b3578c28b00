//! Which place a sentence speaks of: a division, a named group of them, the reporting region; and how far that reaches.

use super::reader::Reader;
use super::scope::Reach;
use crate::catalogue::Cue;
use crate::language::token::{Kind, Token};

impl Reader<'_> {
    pub(super) fn on_region(&mut self, at: usize) -> usize {
        let token = self.tokens.list[at];
        let name = self.slice(&token);
        let first = self.first_of_the_list(at);
        if self.follows_a_comparison(first)
            || self.names_an_occasion(at)
            || self.begins_a_listed_name(at)
            || self.text.chars()[..token.start].ends_with(&['《'])
            || self.is_a_word(at)
            || self.heads_a_name(at)
            || self.lists_other_things(at)
        {
            return at + 1;
        }
        // 降幅列甲省第2: the set among which something ranks.
        if self.is_set_of_a_rank(at) {
            return at + 1;
        }
        let listed = at >= 2
            && matches!(self.kind(at - 1), Some(Kind::List | Kind::And))
            && self.state.regions_at + 2 >= at
            && !self.state.regions.is_empty();
        if !listed {
            self.state.regions.clear();
        }
        self.state.regions.push(name.to_owned());
        self.state.regions_at = at;
        let excepted = at.checked_sub(1).and_then(|before| self.token(before));
        self.state.excepted = excepted.is_some_and(|token| self.slice(token) == "除");
        let reach = match self.state.excepted {
            true => Reach::Brackets,
            false => self.reach_of_place(at),
        };
        let own = self.is_own_short_name(name);
        let place = match listed {
            // What is said of a list of places is not said of its last alone.
            true => self.state.regions.join("、"),
            false => name.to_owned(),
        };
        self.scopes.place.set(reach, (!own).then_some(place));
        at + 1
    }

    /// 太湖流域水污染防治规划: a basin at the head of a name of something is no place of values.
    fn heads_a_name(&self, at: usize) -> bool {
        let behind = self.text.rest(self.tokens.list[at].end);
        let basins = self.slice(&self.tokens.list[at]).ends_with("流域");
        // 七大流域和浙闽片河流…: one of several that are taken together.
        let listed = matches!(self.kind(at + 1), Some(Kind::List | Kind::And));
        basins && listed && !matches!(self.kind(at + 2), Some(Kind::Region(_) | Kind::Cue(Cue::Place)))
            || basins
                && [
                    "水污染",
                    "治理",
                    "综合",
                    "保护",
                    "规划",
                    "整治",
                    "管理",
                    "生态补偿",
                    "横向",
                ]
                .iter()
                .any(|word| behind.starts_with(word))
    }

    /// 木里矿区: a division's name that is a word, too, is one only behind its city.
    fn is_a_word(&self, at: usize) -> bool {
        let behind_its_city = at > 0 && matches!(self.kind(at - 1), Some(Kind::Region(_)));
        ["矿区", "郊区"].contains(&self.slice(&self.tokens.list[at])) && !behind_its_city
    }

    /// 天津 in a report of 天津市.
    fn is_own_short_name(&self, name: &str) -> bool {
        let prefecture = |region: &&str| region.ends_with("自治州");
        let name = match self.region.filter(prefecture) {
            Some(region) if region.starts_with(name.strip_suffix('州').unwrap_or(name)) => return true,
            _ => name,
        };
        let rest = self.region.and_then(|region| region.strip_prefix(name));
        rest.is_some_and(|rest| matches!(rest, "" | "省" | "市" | "县" | "区" | "旗" | "州" | "盟"))
    }

    /// 全市, 我区: the reporting region, unless it is the set among which something ranks.
    pub(super) fn on_self(&mut self, at: usize) -> usize {
        if self.follows_a_comparison(at)
            || self.leads_to_a_rank(at)
            || self.is_set_of_a_rank(at)
            || self.names_an_occasion(at)
        {
            return at + 1;
        }
        if let Some(end) = self.set_before_the_names(at) {
            self.state.among = self.ranked_among(at, end);
            return at + 1;
        }
        self.state.regions.clear();
        let name = self.slice(&self.tokens.list[at]);
        if is_area(name) && self.is_done_to(at) {
            return at + 1;
        }
        let reach = self.reach_of_place(at);
        self.scopes
            .place
            .set(reach, self.own_name(name).map(|own| self.area_of(at, own)));
        at + 1
    }

    /// 加大城区扬尘治理力度: words before an area in its clause speak of what is done there; no value is of it.
    fn is_done_to(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= self.state.clause_start);
        before.is_some_and(|before| {
            // 县城建成区
            let token = &self.tokens.list[before];
            token.kind == Kind::Text && !self.slice(token).ends_with(['城', '市', '县'])
        })
    }

    /// 开江县城区: the area of another place is not the reporting region's.
    fn area_of(&self, at: usize, area: String) -> String {
        let of = at.checked_sub(1).and_then(|before| self.token(before));
        let named = |token: &Token| match token.kind {
            Kind::Region(_) => Some(self.slice(token)),
            // 甲、乙、丙三县城区
            Kind::Text => self
                .slice(token)
                .ends_with(['县', '市'])
                .then(|| counted(self.slice(token))),
            _ => None,
        };
        let other = of.filter(|_| is_area(&area)).and_then(named);
        match other.filter(|name| Some(*name) != self.region) {
            Some(name) => format!("{name}{area}"),
            None => area,
        }
    }

    /// 全市 in a city's report is the city itself; in a district's report it is the city above.
    fn own_name(&self, name: &str) -> Option<String> {
        let level = name.chars().next_back()?;
        let own = self
            .region
            .is_none_or(|region| region.ends_with(level) || region == name);
        let area = is_area(name);
        // 全国 needs no report to say which country it is.
        let nation = name == "全国" && self.region.is_none();
        (area || nation || name.starts_with('全') && !own).then(|| name.to_owned())
    }

    pub(super) fn reach_of_place(&self, at: usize) -> Reach {
        if self.inside_brackets() {
            return Reach::Brackets;
        }
        let leads = self.tokens.list[self.state.sentence_start..at].iter().all(|token| {
            matches!(
                token.kind,
                Kind::Comma
                    | Kind::Phrase(_)
                    | Kind::Noise(_)
                    | Kind::Region(_)
                    | Kind::List
                    | Kind::And
                    | Kind::Cue(Cue::SelfRegion | Cue::Place | Cue::Name)
            )
        });
        // 全区黄河流域…: a part of the region is what the sentence is about, not the paragraph.
        let within = at > 0 && self.tokens.list[at - 1].is(Cue::SelfRegion);
        // 其中甲市86件、乙市61件；从类型看…: a place right before its number, among the parts of a total, ends with them.
        let part = self.state.part && matches!(self.kind(at + 1), Some(Kind::Quantity(_)));
        match (leads && !within, part) {
            (true, _) => Reach::Paragraph,
            (false, true) => Reach::Segment,
            (false, false) => Reach::Sentence,
        }
    }

    /// 高于全市平均, 较北京: not a scope.
    fn follows_a_comparison(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.token(i));
        before.is_some_and(|token| {
            token.is(Cue::Against)
                || matches!(token.kind, Kind::Cue(Cue::Verb(_)))
                || (token.kind == Kind::Text && self.slice(token).ends_with(['于', '占', '由', '向', '报', '送']))
        })
    }

    /// 其他城市达标率不变: not the place that was named last.
    pub(super) fn speak_of_the_rest(&mut self, at: usize) {
        const PLACES: [&str; 7] = ["城市", "县区", "区县", "县(市、区)", "市州", "地区", "各市"];
        let end = self.tokens.list[at].end;
        let behind = self.text.rest(end);
        if let Some(places) = PLACES.into_iter().find(|places| behind.starts_with(places)) {
            let name = format!("{}{places}", self.slice(&self.tokens.list[at]));
            self.scopes
                .place
                .set(Reach::Segment, Some(name.replace('(', "（").replace(')', "）")));
        }
    }

    /// 列全省56位, 居甲省第2: right behind the word of rank.
    fn is_set_of_a_rank(&self, at: usize) -> bool {
        let bare = self.kind(at + 1).is_some_and(|kind| matches!(kind, Kind::Quantity(_)))
            && self
                .tokens
                .list
                .get(at + 1)
                .is_some_and(|token| self.slice(token).ends_with(['位', '名']));
        at > 0 && self.tokens.list[at - 1].is(Cue::Rank) && (bare || self.leads_to_a_rank(at))
    }

    /// 在全省“清水”专项行动中，查处3起: where or when it was done by all, not whose number it is.
    fn names_an_occasion(&self, at: usize) -> bool {
        const OCCASIONS: [&str; 8] = [
            "行动中",
            "活动中",
            "工作中",
            "检查中",
            "评比中",
            "竞赛中",
            "会议上",
            "大会上",
        ];
        if self.text.chars()[..self.tokens.list[at].start].last() != Some(&'在') {
            return false;
        }
        let clause = self.tokens.list[at..]
            .iter()
            .find(|token| matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Stop));
        let end = clause.map_or(self.text.chars().len(), |token| token.start);
        let words = self.text.slice(self.tokens.list[at].start..end);
        OCCASIONS.iter().any(|word| words.ends_with(word))
    }

    /// 南区、抚北、钟岭水厂: a list that goes on with a longer name of something else is none of places.
    fn lists_other_things(&self, at: usize) -> bool {
        const PLACE: usize = 3;
        let signed = |index: usize| matches!(self.kind(index), Some(Kind::List | Kind::And));
        let mut next = at + 1;
        while signed(next) && matches!(self.kind(next + 1), Some(Kind::Region(_))) {
            next += 2;
        }
        let other = self.token(next + 1).filter(|token| token.kind == Kind::Text);
        let closed = matches!(self.kind(next + 2), Some(Kind::List | Kind::And));
        signed(next)
            && closed
            && other.is_some_and(|token| token.end - token.start > PLACE && !self.slice(token).contains("其"))
    }

    /// 甲码头和乙镇丙桥两个断面: a place at the head of the last name of a list of other things belongs to that name.
    fn begins_a_listed_name(&self, at: usize) -> bool {
        let unnamed = |index: usize| self.kind(index) == Some(Kind::Text);
        let joined = at >= 2 && self.kind(at - 1) == Some(Kind::And) && unnamed(at - 2);
        joined && unnamed(at + 1)
    }
}

/// 三县 of 丙三县.
fn counted(name: &str) -> &str {
    let from = name.find(['两', '三', '四', '五', '六', '七', '八', '九', '十']);
    &name[from.unwrap_or_default()..]
}

/// 城区, 建成区: a part of the reporting region.
fn is_area(name: &str) -> bool {
    ["城区", "市区", "建成区"].iter().any(|word| name.ends_with(word))
}
