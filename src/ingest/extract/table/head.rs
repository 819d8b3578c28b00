//! What a column's heading says of its numbers.

use super::super::clock::{Clock, When};
use crate::language::lex::lex;
use crate::language::normal::Normal;
use crate::language::token::Kind;
use crate::language::vocabulary::Vocabulary;

/// What the numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Values of an indicator.
    Value,
    /// Last year's values of it.
    Prior,
    /// Targets for it.
    Target,
    /// Its change on last year.
    Change,
    /// Places in a ranking by it.
    Rank,
    /// Water-quality classes.
    Class,
    /// Not numbers but names of sections, stations, rivers.
    Section,
    /// Not numbers but kinds, sources, ways: 举报渠道, 污染类型.
    Kinds,
    /// Something that nobody knows.
    Other,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// As written.
    pub text: String,
    /// What its numbers are.
    pub role: Role,
    /// Entries that it names, or that the column before it named.
    pub entries: Vec<u32>,
    /// Unit in the heading or the caption.
    pub unit: Option<usize>,
    /// That unit as written.
    pub written: String,
    /// What narrows the caption's indicator.
    pub dimension: Option<String>,
}

/// How headings of columns end whose cells tell what the numbers are of, and not where.
const KINDS: &[&str] = &[
    "渠道",
    "类型",
    "类别",
    "种类",
    "来源",
    "行业",
    "方式",
    "项目",
    "指标",
    "因子",
    "污染物",
];

/// Headings of a column of indicators.
const NAMES_ROWS: &[&str] = &["指标", "指标名称", "主要指标", "项目", "监测项目", "Indicator"];

/// The heads of a table's columns.
pub fn heads(texts: &[String], caption: &str, vocabulary: &Vocabulary<'_>) -> Vec<Head> {
    let own: Vec<Vec<u32>> = texts.iter().map(|text| entries_in(text, vocabulary)).collect();
    let none_named = own.iter().all(Vec::is_empty);
    // Headers of another width than the rows head nothing: which column holds what is not said.
    let none_named = none_named && (texts.len() <= 2 || texts.iter().any(|text| !text.is_empty()));
    // 指标 | 单位 | 数值: the rows name what is measured, and the caption does not.
    let by_rows = texts.iter().any(|text| NAMES_ROWS.contains(&text.trim()));
    let shared = if none_named && !by_rows {
        entries_in(caption, vocabulary)
    } else {
        Vec::new()
    };
    let general = unit_in(caption, vocabulary);
    let mut before: Vec<u32> = Vec::new();
    let mut heads = Vec::new();
    for (text, entries) in texts.iter().zip(own) {
        let role = role_of(text, !entries.is_empty() || !shared.is_empty());
        let refers = entries.is_empty() && matches!(role, Role::Rank | Role::Change | Role::Prior | Role::Target);
        let entries = match (refers, entries.is_empty()) {
            (true, _) => before.clone(),
            (false, true) => shared.clone(),
            (false, false) => entries,
        };
        if role == Role::Value {
            before = entries.clone();
        }
        let (unit, written) = unit_in(text, vocabulary)
            .or_else(|| general.clone())
            .map_or((None, String::new()), |(unit, written)| (Some(unit), written));
        let total = ["总计", "合计", "总数", "总量", "小计"]
            .iter()
            .any(|word| text.contains(word));
        let dimension = (!shared.is_empty() && role == Role::Value && !total).then(|| text.clone());
        let fits_unit = |entry: &u32| unit.is_none_or(|unit| fits(*entry, unit, &written, vocabulary));
        let unit = unit.filter(|_| entries.iter().any(fits_unit) || role == Role::Change);
        let written = if unit.is_some() { written } else { String::new() };
        heads.push(Head {
            text: text.clone(),
            role,
            entries,
            unit,
            written,
            dimension,
        });
    }
    lead_by_the_rank(&mut heads);
    heads
}

/// 排名 | 城市 | 综合指数: a rank in front is by the one thing that the rows measure.
fn lead_by_the_rank(heads: &mut [Head]) {
    let mut values = heads.iter().filter(|head| head.role == Role::Value);
    let (Some(value), None) = (values.next(), values.next()) else {
        return;
    };
    let entries = value.entries.clone();
    let ranks = heads.iter_mut().take_while(|head| head.role != Role::Value);
    for rank in ranks.filter(|head| head.role == Role::Rank && head.entries.is_empty()) {
        rank.entries.clone_from(&entries);
    }
}

/// 单位：微克/立方米 does not hold for a column of days.
fn fits(entry: u32, unit: usize, written: &str, vocabulary: &Vocabulary<'_>) -> bool {
    let entry = &vocabulary.catalogue.entries()[entry as usize];
    let unit = vocabulary.catalogue.units().get(unit);
    if entry.counters.is_empty() {
        unit.dimension == entry.dimension
    } else {
        entry.counters.iter().any(|counter| counter == written)
    }
}

fn role_of(text: &str, named: bool) -> Role {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if says(&["序号"]) => Role::Other,
        () if says(&["排名", "位次", "名次"]) => Role::Rank,
        // Without an indicator of its own the rate is a score of the whole.
        () if says(&["改善率", "改善幅度"]) && named => Role::Change,
        () if says(&["改善率", "达标", "考核", "首要", "超标项目"]) && !says(&["达标天数", "达标率"]) => {
            Role::Other
        }
        () if says(&["同比", "变化", "变幅", "增减", "升降"]) => Role::Change,
        () if says(&["上年同期", "去年同期", "同期", "上年", "去年"]) => Role::Prior,
        () if says(&["目标"]) => Role::Target,
        () if says(&["水质类别", "水质现状", "类别"]) => Role::Class,
        () if says(&["断面", "点位", "湖泊", "水库", "河流", "水体", "站点", "测点"]) && !named => {
            Role::Section
        }
        () if named => Role::Value,
        () if KINDS.iter().any(|word| text.trim_end().ends_with(word)) => Role::Kinds,
        () => Role::Other,
    }
}

/// The entries that the last name of a text means.
fn entries_in(text: &str, vocabulary: &Vocabulary<'_>) -> Vec<u32> {
    let normal = Normal::new(text);
    let tokens = lex(&normal, vocabulary);
    let named = tokens
        .list
        .iter()
        .rev()
        .find(|token| matches!(token.kind, Kind::Mention(..)));
    named.map(|token| tokens.entries(token).to_vec()).unwrap_or_default()
}

/// The unit in brackets or behind 单位：.
fn unit_in(text: &str, vocabulary: &Vocabulary<'_>) -> Option<(usize, String)> {
    let normal = Normal::new(text);
    let chars = normal.chars();
    let after = |at: usize| vocabulary.unit_at(chars, at).map(|(unit, end)| (unit, end, at));
    let marked = (0..chars.len())
        .filter(|at| chars[*at] == '(' || (chars[*at] == ':' && *at >= 2 && chars[at - 2..*at] == ['单', '位']));
    let closed = |end: usize| {
        chars
            .get(end)
            .is_none_or(|c| matches!(c, ')' | '，' | ',' | '(' | '、' | '。' | ';'))
    };
    let (unit, end, at) = marked.filter_map(|at| after(at + 1)).find(|(_, end, _)| closed(*end))?;
    Some((unit, normal.slice(at..end).to_owned()))
}

/// The set that a caption ranks among: 在全省159个县（市、区）排名.
pub fn ranked_among(caption: &str) -> Option<String> {
    let end = ["排名", "位次", "名次"].iter().find_map(|word| caption.find(word))?;
    let before = &caption[..end];
    let start = ["全国", "全省", "全市", "全县", "全区"]
        .iter()
        .filter_map(|word| before.rfind(word))
        .max()?;
    let among = before[start..].trim_end_matches(['中', '的', '内']);
    (among.chars().count() <= 24).then(|| among.replace('(', "（").replace(')', "）"))
}

/// The period that a label, heading or caption names.
pub fn time_of(text: &str, vocabulary: &Vocabulary<'_>, clock: Clock, scope: When) -> Option<When> {
    let normal = Normal::new(text);
    let tokens = lex(&normal, vocabulary);
    let phrase = tokens.list.iter().find_map(|token| match token.kind {
        Kind::Phrase(phrase) => Some(phrase),
        _ => None,
    })?;
    Some(clock.resolve(phrase, scope))
}
