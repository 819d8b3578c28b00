//! Sets of places and of names: how many there are, which they are, what they are called together.

use super::reader::Reader;
use super::series::Item;
use crate::catalogue::Cue;
use crate::language::token::{Kind, Token};
use crate::language::words::{has, has_any};
use crate::model::Decimal;

impl Reader<'_> {
    /// `各区PM2.5浓度在19～26微克/立方米之间`, `13个设区市…`: a range is that of a set of places, which its sentence names.
    pub(super) fn set_of_places(&self, at: usize) -> Option<String> {
        // 甲区、乙区、丙县同比下降，降幅在7.7%～12.5%之间
        let places = &self.state.regions;
        if places.len() > 1 && self.state.regions_at >= self.state.value_end.max(self.state.sentence_start) {
            return Some(places.join("、"));
        }
        let sentence = self
            .text
            .slice(self.tokens.list[self.state.sentence_start.min(at)].start..self.tokens.list[at].start);
        let each = [
            "各区县",
            "各县区",
            "各县(市、区)",
            "各县",
            "各区",
            "各市州",
            "各市",
            "各盟市",
            "各地",
        ];
        if let Some(word) = each.iter().find(|word| has(sentence, word)) {
            return Some((*word).to_owned());
        }
        let counted = (self.state.sentence_start..at).rev().find(|index| {
            let token = &self.tokens.list[*index];
            let behind = self.text.rest(token.end);
            matches!(token.kind, Kind::Quantity(_)) && (self.counts_divisions(token) || behind.starts_with("设区市"))
        })?;
        let token = &self.tokens.list[counted];
        let tail = [
            "设区市",
            "地级及以上城市",
            "地级以上城市",
            "重点城市",
            "城市",
            "盟市",
            "县(市、区)",
            "县(市)",
            "县",
            "区",
            "市",
            "旗",
            "镇",
        ]
        .iter()
        .find(|tail| {
            let behind: String = self.text.chars()[token.end..].iter().take(8).collect();
            behind.starts_with(**tail)
        })?;
        let start = match self.tokens.list[..counted] {
            [.., place, etc] if matches!(place.kind, Kind::Region(_)) && self.slice(&etc) == "等" => {
                self.tokens.list[self.first_of_the_list(counted - 2)].start
            }
            _ => token.start,
        };
        let name = format!("{}{tail}", self.text.slice(start..token.end));
        Some(name.replace('(', "（").replace(')', "）"))
    }

    /// `168个城市平均优良天数比例为87.9%`: a set of cities that the report knows by its number; what is measured is the set's.
    pub(super) fn on_set_of_cities(&mut self, at: usize) -> Option<usize> {
        // There are some 330 cities at prefecture level and above: so many are the nation.
        const NATION: u32 = 300;
        let token = self.tokens.list[at];
        let Some(Kind::Quantity(quantity)) = self.kind(at) else {
            return None;
        };
        let behind = self.text.rest(token.end);
        let tail = ["重点城市", "城市"].into_iter().find(|tail| behind.starts_with(tail))?;
        let opens = at == self.state.clause_start || matches!(self.kind(at - 1), Some(Kind::Phrase(_)));
        let names = self.is_of_the_whole_set(at + 1);
        let whole = quantity.value >= Decimal::from(NATION) || quantity.value < Decimal::TEN;
        if !opens || !names || whole {
            return None;
        }
        let reach = self.reach_of_place(at);
        self.state.regions.clear();
        self.scopes
            .place
            .set(reach, Some(format!("{}{tail}", self.text.slice(token.range()))));
        self.noise(&token, "set-size");
        Some(at + 1)
    }

    /// Whether a name with its value follows in the clause, and no movement: 9个城市PM2.5浓度同比下降 counts some.
    fn is_of_the_whole_set(&self, from: usize) -> bool {
        let (mut index, mut named) = (from, false);
        while let Some(kind) = self.kind(index) {
            match kind {
                Kind::Open => index = self.closing(index),
                Kind::Mention(..) => named = true,
                Kind::Quantity(_) => return named,
                Kind::Text | Kind::Cue(Cue::Filler | Cue::Each) | Kind::List | Kind::And => {}
                _ => return false,
            }
            index += 1;
        }
        false
    }

    /// `甲市、乙市、丙市等85个城市`: where the list of places begins that ends at a token.
    pub(super) fn first_of_the_list(&self, last: usize) -> usize {
        let mut first = last;
        while first >= 2
            && matches!(self.kind(first - 1), Some(Kind::List | Kind::And))
            && matches!(self.kind(first - 2), Some(Kind::Region(_)))
        {
            first -= 2;
        }
        first
    }

    /// `甲区…，乙区…，两个区达标天数均为29天`: as many places as the sentence has named before the name at a token.
    pub(super) fn counted_places(&self, name: usize) -> Option<Vec<String>> {
        let clause = self.state.clause_start.min(name);
        let count = self.tokens.list[clause..name]
            .iter()
            .find_map(|token| match token.kind {
                Kind::Quantity(quantity) if self.counts_divisions(token) => Some(quantity.value),
                _ => None,
            })?;
        let mut places: Vec<String> = Vec::new();
        for token in &self.tokens.list[self.state.sentence_start.min(clause)..clause] {
            let place = self.slice(token);
            if matches!(token.kind, Kind::Region(_)) && !places.iter().any(|known| known == place) {
                places.push(place.to_owned());
            }
        }
        (Decimal::from(places.len()) == count).then_some(places)
    }

    /// 四个区, 11个城市: the number counts divisions.
    pub(super) fn counts_divisions(&self, token: &Token) -> bool {
        let behind = self.text.rest(token.end);
        let counted = ["区", "县", "市", "旗", "城市", "盟市", "镇", "地级", "重点城市"]
            .iter()
            .any(|word| behind.starts_with(word));
        counted && self.text.chars()[..token.end].ends_with(&['个'])
    }

    /// 甲桥和乙桥两个断面: the number only counts the names before it.
    pub(super) fn counts_a_list(&self, item: &Item) -> bool {
        let clause = &self.tokens.list[self.state.clause_start.min(item.token)..item.token];
        let named = clause.last().is_some_and(|token| token.kind == Kind::Text);
        item.quantity.chinese && named && clause.iter().any(|token| matches!(token.kind, Kind::And | Kind::List))
    }

    /// 9个城市同比上升: the number counts places; what rose is what the text was about before.
    pub(super) fn counts_places(&self, item: &Item, entry: Option<u32>) -> bool {
        let end = self.tokens.list[item.token].end;
        let behind = self.text.rest(end);
        entry.is_none()
            && [
                "城市",
                "县",
                "区",
                "站点",
                "断面",
                "盟市",
                "市州",
                "点位",
                "设区市",
                "乡镇",
            ]
            .iter()
            .any(|word| behind.starts_with(word))
    }

    /// `7个国控站点中，…`: how many there are is not what the sentence is about.
    pub(super) fn counts_a_set(&self, item: &Item) -> bool {
        let mut behind = self.tokens.list[item.token + 1..].iter().take_while(|token| {
            !matches!(
                token.kind,
                Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Quantity(_)
            )
        });
        behind.any(|token| !token.is(Cue::Part) && self.slice(token).ends_with('中'))
    }

    /// The nearest list of as many places before a token, in its sentence.
    pub(super) fn places_listed(&self, at: usize, count: usize) -> Option<Vec<String>> {
        let place = |index: &usize| matches!(self.kind(*index), Some(Kind::Region(_)));
        let mut last = (self.state.sentence_start..at).rev().find(place)?;
        loop {
            let mut first = last;
            while first >= self.state.sentence_start + 2
                && matches!(self.kind(first - 1), Some(Kind::List | Kind::And))
                && place(&(first - 2))
            {
                first -= 2;
            }
            let run: Vec<String> = (first..=last)
                .step_by(2)
                .map(|index| self.slice(&self.tokens.list[index]).to_owned())
                .collect();
            if run.len() == count {
                return Some(run);
            }
            last = (self.state.sentence_start..first).rev().find(place)?;
        }
    }

    /// `甲街道、城中、星湖花园3个站点不降反升，分别同比上升…`: a list of unknown names, and the number of them behind it.
    pub(super) fn parts_listed(&self, at: usize, count: usize) -> Option<Vec<String>> {
        let (number, token) = (self.state.segment_start..at)
            .rev()
            .find_map(|index| match self.kind(index) {
                Some(Kind::Quantity(quantity)) => Some((quantity.value, index)),
                _ => None,
            })?;
        let first = (self.state.segment_start..token)
            .rev()
            .find(|index| matches!(self.kind(*index), Some(Kind::Comma | Kind::Colon | Kind::Quantity(_))))
            .map_or(self.state.segment_start, |index| index + 1);
        let mut parts = vec![String::new()];
        for token in &self.tokens.list[first..token] {
            match token.kind {
                Kind::List | Kind::And => parts.push(String::new()),
                Kind::Text | Kind::Noise(_) | Kind::Region(_) => parts.last_mut()?.push_str(self.slice(token)),
                _ => return None,
            }
        }
        let whole = parts.len() == count && parts.iter().all(|part| !part.is_empty());
        (whole && number == Decimal::from(count)).then_some(parts)
    }

    /// 综合指数…，17市同比下降, 29个地级以上城市: a number right before a kind of place counts places.
    pub(super) fn counts_bare_places(&self, item: &Item) -> bool {
        let behind = self.text.rest(self.tokens.list[item.token].end);
        let cities = item.written == "个" && behind.starts_with(['地', '设', '城']);
        if cities && ["地级", "设区", "城市"].iter().any(|word| behind.starts_with(word)) {
            return true;
        }
        item.quantity.unit.is_none() && behind.starts_with(['省', '市', '区', '县', '州', '盟', '旗', '镇', '乡'])
    }

    /// 25个国控断面水质同比明显恶化: sections that moved or fail are not all of them.
    pub(super) fn counts_moved_sections(&self, item: &Item) -> bool {
        let behind = self.text.rest(self.tokens.list[item.token].end);
        let clause = behind
            .split(['，', ',', '。', ';', '、', '(', '\n'])
            .next()
            .unwrap_or_default();
        has_any(clause, &["断面水质", "断面同比", "断面环比", "断面较"])
            && has_any(clause, &["恶化", "下降", "变差", "好转", "改善", "上升", "超标"])
            && matches!(item.written, "个" | "处" | "条")
            && !clause.contains(|c: char| c.is_ascii_digit())
    }

    /// `考核断面22个达到Ⅲ类`: those that do something are not all of them.
    pub(super) fn counts_some_of(&self, entry: u32, item: &Item) -> bool {
        let behind = self.text.rest(self.tokens.list[item.token].end);
        let does = ["达到", "达标", "符合", "满足", "未达", "超标", "均达", "不达"];
        Some(entry) == self.vocabulary.section_count
            && (does.iter().any(|word| behind.starts_with(word)) || self.counts_a_class(item.token))
    }

    /// `Ⅰ～Ⅲ类优良水质断面67个`: those of a class are not all of them.
    fn counts_a_class(&self, at: usize) -> bool {
        let from = self.state.gap.max(self.state.clause_start).min(at);
        self.tokens.list[from..at]
            .iter()
            .any(|token| matches!(token.kind, Kind::Class(_) | Kind::ClassRange))
    }
}
