//! Water sections: their classes, and the names before 断面 that narrow an indicator.

use super::reader::Reader;
use super::reading::Reading;
use super::state::Subject;
use crate::catalogue::Cue;
use crate::language::class::{ClassToken, class_at};
use crate::language::token::{Kind, Token};
use crate::language::words::{find, has, has_any, rfind, without_ends, without_start};
use crate::model::{self, Value, WaterClass};

/// Words of a standard's class (符合Ⅲ类标准): a criterion, not a value.
const CRITERIA: &[&str] = &["优于", "达到或优于", "好于", "不低于", "满足", "符合", "执行", "消除"];

impl Reader<'_> {
    /// `云溪大桥、石门水库出口Ⅱ类`: a class of each section named in the clause.
    pub(super) fn on_class(&mut self, at: usize, class: WaterClass) -> usize {
        let token = self.tokens.list[at];
        if self.names_a_share(at) || self.leads_to_a_class_name(at) {
            return at + 1;
        }
        if self.is_criterion(at) || self.is_denied(at) || self.is_of_the_sea(at) {
            self.noise(&token, "criterion");
            self.state.gap = at + 1;
            return at + 1;
        }
        let entry = self.class_entry();
        let mut sections = self.sections_before(at);
        sections.iter().for_each(|name| self.scopes.remember(name));
        match &sections[..] {
            [] => sections.extend(self.section_in_mind(at)),
            [one] => self.state.section = Some(one.clone()),
            _ => {}
        }
        let named = self.state.subjects.last().is_some_and(|subject| {
            subject.clause == self.state.clause && subject.entries.iter().any(|index| Some(*index) == entry)
        });
        let when = match self.state.from && !self.state.from_time {
            true => self
                .state
                .bases
                .first()
                .and_then(|base| self.clock.base_period(*base, self.when()))
                .into(),
            false => self.when(),
        };
        let (kind, rule) = self.modality(at, true);
        let when = match kind {
            model::Kind::Target | model::Kind::Plan if self.says_year(at) => self.whole_year(when),
            _ => when,
        };
        let targets: Vec<Option<String>> = match sections.is_empty() {
            false => sections.into_iter().map(Some).collect(),
            true if named && !self.counts_sections(at) => {
                vec![self.state.anchor.as_ref().and_then(|anchor| anchor.dimension.clone())]
            }
            true => Vec::new(),
        };
        for dimension in &targets {
            let mut reading = Reading::new(kind, token.range(), when, "class");
            reading.rules.extend(rule);
            reading.entry = entry.filter(|_| kind != model::Kind::Other);
            reading.value = Some(Value::Class(class));
            reading.unit = "class".to_owned();
            reading.region = self.scopes.place();
            reading.dimension = dimension.clone();
            self.readings.push(reading);
        }
        if targets.is_empty() {
            let mut reading = Reading::new(model::Kind::Other, token.range(), self.when(), "class");
            reading.value = Some(Value::Class(class));
            reading.unit = "class".to_owned();
            reading.note = Some("a class without a section".to_owned());
            self.readings.push(reading);
        }
        self.state.from = false;
        self.state.gap = at + 1;
        at + 1
    }

    /// `甲桥等6个断面水质仍为劣Ⅴ类`: a class of sections that are counted is nobody's own.
    fn counts_sections(&self, at: usize) -> bool {
        has(self.said_since(self.state.clause_start, at), "个断面")
    }

    /// The section that a class without a name of its own belongs to: the one before its bracket, the sentence's, one that
    /// the report named earlier and the sentence names again, 该断面.
    fn section_in_mind(&self, at: usize) -> Option<String> {
        let bracketed = || {
            let open = (self.state.sentence_start..at).rfind(|index| self.kind(*index) == Some(Kind::Open))?;
            let close = (open..at).any(|index| self.kind(index) == Some(Kind::Close));
            let from = (self.state.sentence_start..open)
                .rfind(|index| !narrows_or_names(&self.tokens.list[*index]))
                .map_or(self.state.sentence_start, |index| index + 1);
            let name: String = self.tokens.list[from..open]
                .iter()
                .map(|token| self.slice(token))
                .collect();
            section_name(&name).filter(|_| !close && name.contains("断面"))
        };
        bracketed()
            .or_else(|| self.state.section.clone())
            .or_else(|| self.section_said(at))
    }

    /// A section named earlier in the report that the sentence speaks of again.
    pub(super) fn section_said(&self, at: usize) -> Option<String> {
        let said = self.said_since(self.state.sentence_start, at);
        let again = ends_of(said, "断面")
            .filter_map(|end| self.scopes.known_section(&said[..end]))
            .max();
        match again {
            Some((_, name)) => Some(name.to_owned()),
            None if has(said, "该断面") => self.scopes.section().map(str::to_owned),
            None => None,
        }
    }

    /// `Ⅰ类占5.0%，Ⅱ类上升6.3个百分点`, `Ⅱ类27个`: among sections, a class before a share or its movement names the share of
    /// that class, before a count the count.
    fn names_a_share(&mut self, at: usize) -> bool {
        const LONGEST: usize = 6;
        let behind = self.tokens.list[at + 1..].iter().take(LONGEST);
        let mut words = behind.skip_while(|token| {
            matches!(token.kind, Kind::Cue(Cue::Filler | Cue::Yoy | Cue::Qoq | Cue::Verb(_)))
                || token.kind == Kind::Text && self.slice(token) == "水质"
        });
        let tail = words.next().and_then(|token| match token.kind {
            Kind::Quantity(quantity) => match self.catalogue().units().get(quantity.unit?).dimension.as_str() {
                "share" | "points" => Some("断面比例"),
                "count" => self.slice(token).ends_with('个').then_some("断面"),
                _ => None,
            },
            _ => None,
        });
        let said = self.said_since(self.state.sentence_start, at);
        let sections = rfind(said, "断面").max(rfind(said, "点位"));
        let of_sections = sections.is_some_and(|place| rfind(said, "湖").is_none_or(|lake| lake < place));
        let Some(tail) = tail.filter(|_| of_sections) else {
            return false;
        };
        let class = self.slice(&self.tokens.list[at]);
        let name: Vec<char> = class.chars().chain(tail.chars()).collect();
        let mut entries = Vec::new();
        if self.vocabulary.alias_at(&name, 0, &mut entries) != Some(name.len()) {
            return false;
        }
        self.state.subjects = vec![Subject {
            entries,
            token: at,
            clause: self.state.clause,
        }];
        true
    }

    /// `Ⅳ类和劣Ⅴ类水质断面比例`: the last of the list is named in full, what it is named with belongs to each.
    fn leads_to_a_class_name(&self, at: usize) -> bool {
        let mut next = at;
        while matches!(self.kind(next), Some(Kind::Class(_) | Kind::ClassRange)) {
            if !matches!(self.kind(next + 1), Some(Kind::List | Kind::And)) {
                return false;
            }
            next += 2;
        }
        self.class_tail(next).is_some()
    }

    /// What stands behind the class that the name at a token begins with: 水质断面比例 of 劣Ⅴ类水质断面比例.
    fn class_tail(&self, at: usize) -> Option<&str> {
        let token = self.token(at).filter(|token| matches!(token.kind, Kind::Mention(..)))?;
        let (_, end) = class_at(self.text.chars(), token.start)?;
        (end < token.end).then(|| self.text.slice(end..token.end))
    }

    /// `Ⅰ～Ⅲ类、Ⅳ类和劣Ⅴ类水质断面比例分别为…`: the names before the one at a token, of which only the classes are written.
    pub(super) fn classes_before(&self, at: usize) -> Vec<Subject> {
        let Some(tail) = self.class_tail(at) else {
            return Vec::new();
        };
        let mut subjects = Vec::new();
        let mut next = at;
        while next >= 2
            && matches!(self.kind(next - 1), Some(Kind::List | Kind::And))
            && matches!(self.kind(next - 2), Some(Kind::Class(_) | Kind::ClassRange))
        {
            next -= 2;
            let name: Vec<char> = self
                .slice(&self.tokens.list[next])
                .chars()
                .chain(tail.chars())
                .collect();
            let mut entries = Vec::new();
            if self.vocabulary.alias_at(&name, 0, &mut entries) != Some(name.len()) {
                return Vec::new();
            }
            subjects.insert(
                0,
                Subject {
                    entries,
                    token: next,
                    clause: self.state.clause,
                },
            );
        }
        subjects
    }

    /// `无Ⅴ类、劣Ⅴ类水质`: a class that nothing has.
    fn is_denied(&self, at: usize) -> bool {
        let first = (0..at)
            .rev()
            .take_while(|index| matches!(self.kind(*index), Some(Kind::Class(_) | Kind::List | Kind::And)))
            .last()
            .unwrap_or(at);
        let end = self.tokens.list[first].start;
        let before = self.text.slice(end.saturating_sub(4)..end);
        ["无", "未出现", "没有", "没有出现", "未见"]
            .iter()
            .any(|word| before.ends_with(word))
    }

    /// 近岸海域三类水质: sea water (GB 3097) has classes of its own.
    fn is_of_the_sea(&self, at: usize) -> bool {
        has_any(
            self.said_since(self.state.clause_start, at),
            &["海域", "近岸", "海水水质"],
        )
    }

    /// 水质为劣Ⅴ类的国控断面: the class tells which sections are meant.
    fn is_attribute(&self, behind: &str) -> bool {
        let clause = behind
            .split(['，', ',', '。', ';', '、', '(', ':'])
            .next()
            .unwrap_or_default();
        behind.starts_with('的') && has_any(clause, &["断面", "水体", "点位", "河流", "湖库"])
    }

    fn is_criterion(&self, at: usize) -> bool {
        let token = self.tokens.list[at];
        let chars = self.text.chars();
        // Ⅲ类射线装置: other things have classes, too.
        let next = chars.get(token.end).copied().unwrap_or('。');
        let word = next.is_alphanumeric() && !next.is_ascii_digit();
        if word && !"水标及以比断和或改升提降恶且有均的占".contains(next) {
            return true;
        }
        let behind = self.text.rest(token.end);
        let from = token.start.saturating_sub(6);
        let before = self.text.slice(from..token.start);
        behind.starts_with("标准")
            || behind.starts_with("水质标准")
            || ["要求", "水质要求", "水质目标", "目标", "考核", "水质控制", "控制标准"]
                .iter()
                .any(|word| behind.starts_with(word))
            || without_start(behind, "水质").starts_with(|c: char| c.is_ascii_digit())
                && chars[token.end..].iter().take(5).any(|c| *c == '个')
            || self.is_attribute(behind)
            || behind.starts_with("及以上")
            || behind.starts_with("以上")
            || behind.starts_with("水体标准")
            || behind.starts_with("水功能")
            || behind.starts_with("比例")
            || behind.starts_with("断面")
            || behind.starts_with("水标准")
            || self.is_criterion_with_the_next(at)
            || CRITERIA.iter().any(|word| {
                before
                    .trim_end_matches("地表水")
                    .trim_end_matches("国家")
                    .ends_with(word)
            })
    }

    /// `达到Ⅱ类、Ⅳ类考核要求`: what is said behind the last of a list of classes is said of each.
    fn is_criterion_with_the_next(&self, at: usize) -> bool {
        let listed = matches!(self.kind(at + 1), Some(Kind::List | Kind::And));
        listed && matches!(self.kind(at + 2), Some(Kind::Class(_))) && self.is_criterion(at + 2)
    }

    /// The sections named before a class, in its clause and behind the last number.
    fn sections_before(&self, at: usize) -> Vec<String> {
        let from = self.state.gap.max(self.state.clause_start).min(at);
        let colon = (from..at).rfind(|index| self.kind(*index) == Some(Kind::Colon));
        let from = colon.map_or(from, |colon| colon + 1);
        let mut names = vec![String::new()];
        for (index, token) in self.tokens.list[from..at].iter().enumerate() {
            match token.kind {
                Kind::List | Kind::And => names.push(String::new()),
                // 高 in 高桥断面 is no movement.
                Kind::Cue(Cue::Verb(_) | Cue::Rank) if !self.begins_a_name(from + index) => {}
                Kind::Text
                | Kind::Noise(_)
                | Kind::Region(_)
                | Kind::Cue(Cue::Name | Cue::Verb(_) | Cue::Rank)
                | Kind::Dash => {
                    if let Some(last) = names.last_mut() {
                        last.push_str(self.slice(token));
                    }
                }
                _ => {}
            }
        }
        names.iter().filter_map(|name| section_name(name)).collect()
    }

    /// A one-character cue that opens an item of a list and runs into other words.
    fn begins_a_name(&self, at: usize) -> bool {
        let opens = at
            .checked_sub(1)
            .and_then(|before| self.kind(before))
            .is_none_or(|kind| {
                matches!(
                    kind,
                    Kind::List | Kind::And | Kind::Comma | Kind::Stop | Kind::Open | Kind::Colon
                )
            });
        let token = &self.tokens.list[at];
        opens && token.end - token.start == 1 && self.kind(at + 1) == Some(Kind::Text)
    }

    /// `Ⅱ类断面2个（云溪大桥、石门水库出口）`: the brackets behind a count of sections of one class name them.
    pub(super) fn members(&mut self, name: usize, open: usize) {
        let chars = &self.text.chars()[self.tokens.list[name].range()];
        let Some((ClassToken::One(class), _)) = class_at(chars, 0) else {
            return;
        };
        let close = self.closing(open);
        // A bracket that never closes has nothing inside.
        let inside = self.tokens.list.get(open + 1..close).unwrap_or_default();
        let plain = inside.iter().all(|token| {
            matches!(
                token.kind,
                Kind::Text | Kind::List | Kind::And | Kind::Region(_) | Kind::Cue(_)
            )
        });
        let entry = self.class_entry();
        if !plain || entry.is_none() {
            return;
        }
        let mut first = open + 1;
        while first < close {
            let last = (first..close)
                .find(|index| matches!(self.kind(*index), Some(Kind::List | Kind::And)))
                .unwrap_or(close);
            let place = self.tokens.list[first].start..self.tokens.list[last].start;
            if let Some(section) = section_name(self.text.slice(place.clone())) {
                self.scopes.remember(&section);
                let mut reading = Reading::new(model::Kind::Actual, place, self.when(), "class-member");
                reading.entry = entry;
                reading.value = Some(Value::Class(class));
                reading.unit = "class".to_owned();
                reading.region = self.scopes.place();
                reading.dimension = Some(section);
                self.readings.push(reading);
            }
            first = last + 1;
        }
    }

    fn class_entry(&self) -> Option<u32> {
        self.vocabulary.class_entry
    }
}

/// What the words right before a bracket consist of.
fn narrows_or_names(token: &Token) -> bool {
    narrows(token) || matches!(token.kind, Kind::Region(_))
}

pub(super) fn narrows(token: &Token) -> bool {
    matches!(token.kind, Kind::Text | Kind::Noise(_) | Kind::Cue(Cue::Name))
}

/// The bytes at which a word stands in a text.
fn ends_of<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(&text[from..], word)?;
        from = at + word.len();
        Some(at)
    })
}

/// A section's name without the words around it.
pub(super) fn section_name(text: &str) -> Option<String> {
    let mut name = text.trim_matches(|c: char| !c.is_alphanumeric());
    name = without_ends(
        name,
        &[
            "水质类别",
            "综合水体",
            "水质状况",
            "水质",
            "平均",
            "断面",
            "考核",
            "监测",
            "均值",
            "类别",
            "常月",
            "每月",
            "饮用水",
            "全部",
            "评价",
            "国控",
            "省控",
            "市控",
            "国考",
            "省考",
            "市考",
        ],
    );
    for word in [
        "其中",
        "地表水",
        "市控考核断面",
        "省控断面",
        "国控断面",
        "国考断面",
        "省考断面",
        "考核断面",
        "断面",
    ] {
        let rest = without_start(name, word);
        name = if rest.is_empty() { name } else { rest };
    }
    let length = name.chars().count();
    let general = [
        "地表水",
        "水体",
        "国家",
        "全市",
        "全县",
        "全省",
        "全区",
        "月中",
        "达到",
        "总体",
    ];
    ((2..=16).contains(&length) && !general.contains(&name)).then(|| name.to_owned())
}
