//! What narrows an indicator: a section, a river, a group of sections, a kind of cases, a part of a total.

use std::borrow::Cow;

use super::reader::Reader;
use super::section::{narrows, section_name};
use super::series::Item;
use crate::catalogue::Cue;
use crate::language::token::Kind;
use crate::language::words::{find, has, has_any, rfind, without_start};

/// Words that tell groups of sections apart; 断面 and the like behind one belong to it.
pub(super) const GROUPS: &[&str] = &[
    "国省考",
    "国省控",
    "国控",
    "省控",
    "市控",
    "国考",
    "省考",
    "市考",
    "交接断面",
    "出境断面",
    "入境断面",
    "重点流域",
    "主要江河",
];

/// Words before a name that tell groups of sources apart.
const SOURCES: &[&str] = &["县级以上", "农村", "地下水", "地表水水源"];

/// What a group word may run on into.
const GROUP_TAILS: &[&str] = &[
    "及以上断面",
    "以上断面",
    "地表水断面",
    "地表水监测断面",
    "考核断面",
    "监测断面",
    "断面",
];

/// The last character of waters and of places on them.
const WATERS: &[char] = &[
    '江', '河', '湖', '库', '溪', '渠', '海', '塘', '口', '闸', '坝', '桥', '处', '体', '段',
];

/// Names that end like a water but name none.
const NO_WATERS: &[&str] = &[
    "湖库",
    "水库",
    "湖泊",
    "江河",
    "河湖",
    "内河",
    "黑臭水体",
    "水体",
    "总体",
    "整体",
    "大海",
    "排污口",
    "主要河",
    "沿河",
    "阶段",
    "时段",
    "全段",
    "近岸海",
    "进口",
    "出口",
    "人口",
    "各处",
];

/// Words before 断面 that name no section.
const NO_SECTIONS: &[&str] = &[
    "河流",
    "流域",
    "主要",
    "各类",
    "重点",
    "地表水",
    "全部",
    "所有",
    "水质",
    "境内",
    "辖区内",
];

/// Characters at which a name begins anew.
const BREAKS: &str = "了的在和与及对于为将把，、：()；。“”";

/// Verbs before 固体废物类案件 that do not belong to the kind.
const VERBS: &[&str] = &["查处", "办理", "处罚", "立案", "受理", "其中", "发现", "作出", "共"];

impl<'t> Reader<'t> {
    /// What narrows the indicator that the token `name` names, for the number at `at`.
    pub(super) fn narrowing(&self, entry: u32, name: usize, at: usize) -> Option<String> {
        self.dimension_before(name)
            .or_else(|| self.section_of(entry))
            .or_else(|| self.bearer(entry, name))
            .or_else(|| self.kind_of(entry, name))
            .or_else(|| self.cause(entry, name))
            .or_else(|| self.taken_out(name))
            .or_else(|| self.narrowed_in(entry, self.said_since(self.state.sentence_start, at)))
    }

    /// What stands right before the name at a token: `七里滩断面化学需氧量`, `国控断面优良比例`, `清水江水质`.
    pub(super) fn dimension_before(&self, at: usize) -> Option<String> {
        let before = self.text_before(at);
        group_in(&self.text_to(at))
            .or_else(|| self.failing_cities(at))
            .or_else(|| section_name(&before).filter(|_| has_any(&before, SOURCES)))
            .or_else(|| self.section_before(at))
            .or_else(|| self.water_before(at))
            .or_else(|| self.surroundings(at))
    }

    /// 东湖周边行政村生活污水治理率: what lies around something is not the whole.
    fn surroundings(&self, at: usize) -> Option<String> {
        const LONGEST: usize = 12;
        let last = self.text.chars()[..self.tokens.list[at].start].last();
        if !last.is_some_and(|c| "边线岸内".contains(*c)) {
            return None;
        }
        let text = self.text_before(at);
        let name = text.trim_matches(|c: char| !c.is_alphanumeric());
        let around = ["周边", "沿线", "沿岸", "两岸", "范围内"]
            .iter()
            .any(|word| name.ends_with(word));
        (around && name.chars().count() <= LONGEST).then(|| name.to_owned())
    }

    /// PM2.5未达标城市平均浓度, 未达标城市PM2.5平均浓度: the cities that fail are not the whole.
    fn failing_cities(&self, at: usize) -> Option<String> {
        const NEAR: usize = 14;
        let token = &self.tokens.list[at];
        let chars = self.text.chars();
        let words = self
            .text
            .slice(token.start.saturating_sub(NEAR)..chars.len().min(token.end + NEAR));
        let clause = |part: &str| !part.contains(['，', ',', '。', ';', '、', '(']);
        let fails = ["未达标", "不达标"].iter().any(|word| {
            find(words, word).is_some_and(|place| {
                let name = find(words, self.slice(token)).unwrap_or_default();
                let between = &words[place.min(name)..place.max(name)];
                let rest = &words[place..];
                let cities = find(rest, "城市").is_some_and(|end| clause(&rest[..end]) && end <= 36);
                clause(between) && cities
            })
        });
        fails.then(|| "未达标城市".to_owned())
    }

    /// The section named right before the name at a token: 七里滩断面化学需氧量, 七里滩断面达标率.
    pub(super) fn section_before(&self, at: usize) -> Option<String> {
        let text = self.text_before(at);
        let said = has(&text, "断面") || self.slice(&self.tokens.list[at]).starts_with("断面");
        let named = said && group_in(&text).is_none();
        section_name(&text).filter(|name| named && !NO_SECTIONS.iter().any(|word| name.ends_with(word)))
    }

    /// The water named right before a name of water quality: 清水江水质, 湖体总磷.
    fn water_before(&self, at: usize) -> Option<String> {
        let before = at.checked_sub(1).filter(|index| *index >= self.state.clause_start)?;
        let opens = before == self.state.clause_start
            || !matches!(
                self.kind(before - 1),
                Some(Kind::Quantity(_) | Kind::Text | Kind::Mention(..))
            );
        let entries = self.tokens.entries(&self.tokens.list[at]);
        let rows = self.catalogue().entries();
        let quality = entries
            .iter()
            .any(|entry| rows[*entry as usize].indicator.domain == "water");
        let name = self.slice(self.token(before).filter(|token| token.kind == Kind::Text)?);
        let water = name.ends_with(WATERS) && !NO_WATERS.iter().any(|word| name.ends_with(word));
        (opens && quality && water && (2..=6).contains(&name.chars().count())).then(|| name.to_owned())
    }

    /// `固体废物类行政处罚案件212件，罚款…`: the kind that the words before a name speak of.
    fn kind_before(&self, at: usize) -> Option<String> {
        let text = self.text_before(at);
        let kind = text.strip_suffix('类')?;
        let kind = kind.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let kind = VERBS.iter().fold(kind, |kind, verb| without_start(kind, verb));
        ((2..=8).contains(&kind.chars().count())).then(|| format!("{kind}类"))
    }

    /// The beginning of the codes that a kind of cases narrows, if the name at a token counts cases or complaints.
    fn domain_of_cases(&self, at: usize) -> Option<&'static str> {
        let rows = self.catalogue().entries();
        let entries = self.tokens.entries(&self.tokens.list[at]);
        let of = |domain: &str| {
            entries
                .iter()
                .any(|entry| rows[*entry as usize].indicator.domain == domain)
        };
        match () {
            () if of("complaint") => Some("complaint."),
            () if of("enforcement") => Some("enforcement."),
            () => None,
        }
    }

    /// Keeps in mind what the sentence is about from the name at a token on: a group of sections, a water, a kind of cases.
    pub(super) fn note_what_it_is_about(&mut self, at: usize) {
        let words = self.text_to(at);
        let about = group_in(&words)
            .map(|group| ("water.section", group))
            .or_else(|| Some(("water.", self.water_before(at)?)).filter(|_| !names_a_section(&words)))
            .or_else(|| Some((self.domain_of_cases(at)?, self.kind_before(at)?)));
        self.state.about = about.or(self.state.about.take());
    }

    /// The words right before a token since the last number, in its clause.
    fn text_before(&self, at: usize) -> Cow<'t, str> {
        let from = self.state.clause_start.max(self.state.gap).min(at);
        let mut words = self.tokens.list[from..at].iter().filter(|token| narrows(token));
        let Some(first) = words.next() else {
            return Cow::Borrowed("");
        };
        words.fold(Cow::Borrowed(self.slice(first)), |text, token| text + self.slice(token))
    }

    /// The same with the name at the token.
    fn text_to(&self, at: usize) -> Cow<'t, str> {
        self.text_before(at) + self.slice(&self.tokens.list[at])
    }

    /// `24个主要河流断面中`: another set of sections is counted, which belongs to no group.
    pub(super) fn forget_the_group(&mut self, at: usize) {
        const LONGEST: usize = 10;
        let chars = self.text.chars();
        let end = self.tokens.list[at].end;
        if !chars[..end].ends_with(&['个']) {
            return;
        }
        let words = self.text.slice(end..chars.len().min(end + LONGEST));
        let named = words.split(['，', ',', '、', '。', ';']).next().unwrap_or_default();
        let other = has(named, "断面") && group_in(named).is_none() && !named.starts_with("断面");
        if other && matches!(self.state.about, Some(("water.section", _))) {
            self.state.about = None;
        }
    }

    /// The section, water or kind that the sentence is about.
    pub(super) fn section_of(&self, entry: u32) -> Option<String> {
        let entry = &self.catalogue().entries()[entry as usize];
        let code = &entry.indicator.code;
        let measured = entry.dimension == "water-concentration"
            || entry.dimension == "class"
            || code.ends_with("compliance_ratio");
        let section = self
            .state
            .section
            .clone()
            .filter(|_| measured && code.starts_with("water.") && !code.starts_with("water.source"));
        let about = self.state.about.as_ref().filter(|(of, _)| code.starts_with(of));
        let headed = || {
            self.group
                .filter(|_| code.starts_with("water.section"))
                .map(str::to_owned)
        };
        let before = || {
            let of_sections = code.starts_with("water.section");
            group_in(self.sentence_gone_on_with()).filter(|_| of_sections)
        };
        section
            .or_else(|| about.map(|(_, name)| name.clone()))
            .or_else(before)
            .or_else(headed)
    }

    /// XX湿地公园建设，规划总面积5000亩: the name that the word of `only_after` ends.
    fn bearer(&self, entry: u32, name: usize) -> Option<String> {
        let entry = &self.catalogue().entries()[entry as usize];
        let word = entry.only_after.first().filter(|_| entry.bears_name)?;
        let before = self.said_since(self.state.sentence_start, name);
        let prefix: Vec<char> = before[..rfind(before, word)?]
            .chars()
            .rev()
            .take(8)
            .take_while(|c| !BREAKS.contains(*c))
            .collect();
        (!prefix.is_empty()).then(|| prefix.into_iter().rev().chain(word.chars()).collect())
    }

    /// 三北工程造林, 长防林造林: the words right before the name of something that is told apart by its kinds.
    fn kind_of(&self, entry: u32, name: usize) -> Option<String> {
        let entry = &self.catalogue().entries()[entry as usize];
        if entry.kinds.is_empty() {
            return None;
        }
        let from = self.state.gap.max(self.state.clause_start).min(name);
        let words = self.tokens.list[from..name].iter().rev();
        let words = words.take_while(|token| matches!(token.kind, Kind::Text | Kind::Cue(Cue::Filler)));
        let first = words.last()?;
        let text = self.text.slice(first.start..self.tokens.list[name].start);
        let kind = text.rsplit(|c: char| c != '还' && BREAKS.contains(c)).next()?;
        let kind = entry.no_kinds.iter().fold(kind, |kind, word| without_start(kind, word));
        let doing = entry.no_kinds.iter().any(|word| kind.ends_with(word.as_str()));
        let known = entry.kinds.iter().any(|end| kind.ends_with(end.as_str()));
        (known && !doing && (2..=8).contains(&kind.chars().count())).then(|| kind.to_owned())
    }

    /// 医疗废物…，处置率100%: the word of `narrowed_by` that was said last; one of a pair (中央和省级督察) narrows nothing.
    pub(super) fn narrowed_in(&self, entry: u32, said: &str) -> Option<String> {
        let words = &self.catalogue().entries()[entry as usize].narrowed_by;
        let (place, word) = words
            .iter()
            .filter_map(|word| Some((rfind(said, word)?, word)))
            .max_by_key(|(place, word)| (*place, word.len()))?;
        let paired = said[..place].ends_with(['和', '、', '及', '与']);
        (!paired).then(|| word.trim_matches(['“', '”']).to_owned())
    }

    /// `造林…，其中…、火烧迹地造林1215亩`: a figure of the total's own indicator inside its parts is one of them.
    pub(super) fn qualified_part(&self, entry: u32, at: usize, item: &Item) -> Option<String> {
        let total = self.state.total.as_ref().filter(|_| self.state.part)?;
        let gap = &self.tokens.list[self.state.gap.min(at)..at];
        let moved = self.state.part_time.is_some()
            || gap
                .iter()
                .any(|token| matches!(token.kind, Kind::Phrase(_) | Kind::Region(_)));
        let same = total.entry == Some(entry) && total.unit == item.written && !moved;
        let own = self
            .state
            .subjects
            .last()
            .map(|subject| self.slice(&self.tokens.list[subject.token]));
        let name = same.then(|| self.words_before(self.state.gap, self.tokens.list[at].start))?;
        // A name in full is no qualifier; one with words of its own between (办理…信访案件) is.
        let entry = &self.catalogue().entries()[entry as usize];
        let in_full = |name: &String| entry.indicator.aliases.contains(name) || entry.short.contains(name);
        // 其中甲、乙等市的城市优良率: 城市 tells no part from another.
        let plain = |name: &String| {
            let before = own.and_then(|own| name.strip_suffix(own)).unwrap_or(name);
            ["城市", "城市平均", "平均", "市"].contains(&before)
        };
        name.filter(|name| !plain(name))
            .filter(|name| Some(name.as_str()) != own || !in_full(name))
    }
}

/// 石闸断面水质: a section narrows what is measured at it, not the shares of all sections that the sentence ends with.
fn names_a_section(words: &str) -> bool {
    has(words, "断面")
}

/// The group of sections or sources that words speak of: 省考以上断面, 国控断面.
pub(super) fn group_in(text: &str) -> Option<String> {
    // Most words speak of none; every group has one of these characters.
    if !has_any(text, &["控", "考", "境", "接", "流域", "江河"]) {
        return None;
    }
    let (at, group) = GROUPS
        .iter()
        .filter_map(|group| Some((find(text, group)?, *group)))
        .min()?;
    // 国控、省控考核断面 is one set; where a text is put together of its words, the sign between them is lost.
    let mut named = group.to_owned();
    let mut behind = &text[at + group.len()..];
    loop {
        let rest = behind.strip_prefix('、').or_else(|| behind.strip_prefix('和'));
        let listed = rest.unwrap_or(behind);
        let Some(next) = GROUPS.iter().find(|next| listed.starts_with(**next)) else {
            break;
        };
        named.push_str(if behind.starts_with('和') { "和" } else { "、" });
        named.push_str(next);
        behind = &listed[next.len()..];
    }
    let tail = GROUP_TAILS.iter().find(|tail| behind.starts_with(**tail));
    Some(named + tail.copied().unwrap_or_default())
}
