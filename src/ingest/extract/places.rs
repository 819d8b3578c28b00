//! Names of places and sections that no table has: 云溪县, 高新区, 浍楼闸断面. Found by their last character at the
//! beginning of a clause.

use std::ops::Range;

use crate::catalogue::Cue;
use crate::language::normal::Normal;
use crate::language::token::{Kind, Token, Tokens};
use crate::model::Level;

/// Words that end like a division's name but are none.
pub(super) const NOT_PLACES: &[&str] = &[
    "功能区",
    "保护区",
    "园区",
    "小区",
    "地区",
    "城区",
    "辖区",
    "市区",
    "矿区",
    "景区",
    "社区",
    "各区",
    "灌区",
    "库区",
    "片区",
    "超市",
    "城市",
    "各县",
    "郊区",
    "山区",
    "厂区",
    "校区",
    "全市",
    "全县",
    "全区",
    "我市",
    "我县",
    "我区",
    "本市",
    "本县",
    "本区",
    "县区",
    "区县",
    "市县",
    "各市",
    "禁燃区",
    "水源区",
    "缓冲区",
    "过渡区",
    "保留区",
    "用水区",
    "控制区",
    "娱乐区",
    "试验区",
    "示范区",
    "聚集区",
    "集聚区",
    "工业区",
    "牧区",
    "林区",
    "湖区",
    "海区",
    "营业区",
    "生活区",
    "居民区",
    "住宅区",
    "文教区",
    "重点区",
    "区域",
    "盟市",
    "州市",
    "行政区",
    "省市",
    "市州",
    "自治区",
    "自治州",
    "自治县",
    "各旗",
    "乡镇",
    "村镇",
    "城镇",
    "建制镇",
    "各镇",
    "各乡",
    "试点县",
    "试点市",
    "示范县",
    "示范市",
    "开发区",
    "度假区",
    "风景区",
    "名胜区",
    "高于全市",
    "低于全市",
    "由市",
    "向市",
    "对市",
    "到市",
    "本省",
    "全省",
    "县市",
    "地市",
    "设区市",
    "副省级市",
    "地级市",
    "县级市",
    "直辖市",
];

/// Places that end in a word of the list above and still are places.
const PLACES: &[&str] = &["开发区", "经济技术开发区", "高新技术产业开发区"];

/// What is the nation's or of a rank is no place: 国家森林乡村, 省级示范镇.
const RANKED: &[&str] = &["中央", "国家", "省级", "市级", "县级"];

/// The longest name taken for a place, in characters.
const LONGEST: usize = 10;

/// Splits text tokens that begin a clause with a place into the place and the rest.
pub fn with_places(mut tokens: Tokens, text: &Normal) -> Tokens {
    let names = |token: &Token| matches!(text.slice(token.range()), "是" | "为" | "有");
    let opens = |token: &Token| opens_clause(token) || names(token);
    let list = &mut tokens.list;
    // Places inside their token, which is cut there; a token of text follows no other.
    let mut cuts: Vec<(usize, Range<usize>)> = Vec::new();
    for index in 0..list.len() {
        if list[index].kind != Kind::Text || !index.checked_sub(1).is_none_or(|before| opens(&list[before])) {
            continue;
        }
        // 除甲县…外
        let excepts = text.chars()[list[index].start] == '除';
        let token = Token {
            start: list[index].start + usize::from(excepts),
            ..list[index]
        };
        if token.start < token.end
            && let Some(end) = place_at(text, &token, list.get(index + 1))
        {
            cuts.push((index, token.start..end));
        }
    }
    if !cuts.is_empty() {
        *list = cut(list, &cuts);
    }
    join_the_list(list, text);
    join_the_counted(list, text);
    tokens
}

/// The tokens with the places cut out of some of them; what stands around a place is text.
fn cut(list: &[Token], cuts: &[(usize, Range<usize>)]) -> Vec<Token> {
    let mut parts = Vec::with_capacity(list.len() + 2 * cuts.len());
    let mut cuts = cuts.iter().peekable();
    for (index, token) in list.iter().enumerate() {
        let Some((_, place)) = cuts.next_if(|(at, _)| *at == index) else {
            parts.push(*token);
            continue;
        };
        let around = [
            (Kind::Text, token.start..place.start),
            (Kind::Region(Level::County), place.clone()),
            (Kind::Text, place.end..token.end),
        ];
        let filled = around.into_iter().filter(|(_, range)| !range.is_empty());
        parts.extend(filled.map(|(kind, range)| Token {
            kind,
            start: range.start,
            end: range.end,
        }));
    }
    parts
}

/// 黄山、宣城、铜陵市: a short word in a list of places is one of them.
fn join_the_list(list: &mut [Token], text: &Normal) {
    let sign = |token: Option<&Token>| token.is_some_and(|token| matches!(token.kind, Kind::List | Kind::And));
    let place = |token: Option<&Token>| token.is_some_and(|token| matches!(token.kind, Kind::Region(_)));
    // Twice: from the last of the list back to the first, and from the first on.
    for at in (0..list.len()).rev().chain(0..list.len()) {
        if list[at].kind != Kind::Text {
            continue;
        }
        let chars = &text.chars()[list[at].range()];
        let short = (2..=3).contains(&chars.len()) && chars.iter().all(|c| is_han(*c));
        let ahead = sign(list.get(at + 1)) && place(list.get(at + 2));
        let behind = at >= 2 && sign(list.get(at - 1)) && place(list.get(at - 2));
        if short && (ahead || behind) && !is_other_set(text.slice(list[at].range())) {
            list[at].kind = Kind::Region(Level::County);
        }
    }
}

/// 全市109个，其中甲县27个、乙26个、丙16个: a short word before its number among places before theirs is one of them.
fn join_the_counted(list: &mut [Token], text: &Normal) {
    /// How far apart two of them stand: a number and a sign.
    const NEXT: usize = 3;
    let counted = |list: &[Token], at: usize| {
        let begins = at.checked_sub(1).is_none_or(|before| {
            matches!(
                list[before].kind,
                Kind::Comma | Kind::List | Kind::And | Kind::Open | Kind::Colon
            )
        });
        begins && matches!(list.get(at + 1).map(|token| token.kind), Some(Kind::Quantity(_)))
    };
    for at in (0..list.len()).rev().chain(0..list.len()) {
        if list[at].kind != Kind::Text || !counted(list, at) {
            continue;
        }
        let chars = &text.chars()[list[at].range()];
        let short = (2..=3).contains(&chars.len()) && chars.iter().all(|c| is_han(*c));
        let beside = [at.checked_sub(NEXT), at.checked_add(NEXT)]
            .into_iter()
            .flatten()
            .any(|other| {
                let place = |token: &Token| matches!(token.kind, Kind::Region(_) | Kind::Cue(Cue::SelfRegion));
                list.get(other).is_some_and(place) && counted(list, other)
            });
        if short && beside && !is_other_set(text.slice(list[at].range())) {
            list[at].kind = Kind::Region(Level::County);
        }
    }
}

/// 甲市、乙市、其他: not a place.
fn is_other_set(word: &str) -> bool {
    [
        "其他", "其它", "其余", "各地", "等地", "部分", "周边", "所属", "省直", "市直", "市属",
    ]
    .iter()
    .any(|other| word.contains(other))
}

/// A place is looked for behind punctuation, a phrase of time, 其中, 和 and another place.
fn opens_clause(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Comma
            | Kind::Semicolon
            | Kind::Stop
            | Kind::Colon
            | Kind::List
            | Kind::And
            | Kind::Open
            | Kind::Phrase(_)
            | Kind::Region(_)
            | Kind::Cue(Cue::Part | Cue::To | Cue::From | Cue::Name | Cue::Against)
    )
}

/// Where a place at the beginning of a text token ends.
fn place_at(text: &Normal, token: &Token, next: Option<&Token>) -> Option<usize> {
    let run = &text.chars()[token.start..token.end.min(token.start + LONGEST + 1)];
    let last = run
        .iter()
        .enumerate()
        .rev()
        .find(|(i, c)| *i >= 1 && is_suffix(**c) && followed(run, *i, next))?
        .0;
    let name = text.slice(token.start..token.start + last + 1);
    let hidden = matches!(run[0], 'X' | 'x' | '×' | '某');
    let well_formed = (hidden || run[..last].iter().all(|c| is_han(*c))) && last < LONGEST;
    let refused = NOT_PLACES.iter().any(|word| name.ends_with(word)) && !(PLACES.contains(&name))
        || RANKED.iter().any(|word| name.contains(word));
    // 五区, 两县: how many, not which.
    let counts = last > 0 && "一二三四五六七八九十两几数各".contains(run[last - 1]);
    (well_formed && !refused && !counts && !starts_like_a_verb(name)).then_some(token.start + last + 1)
}

fn is_suffix(c: char) -> bool {
    matches!(c, '市' | '县' | '区' | '旗' | '盟' | '州' | '镇' | '乡')
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A place stands alone, or before something that can be said of it.
fn followed(run: &[char], last: usize, next: Option<&Token>) -> bool {
    match run.get(last + 1) {
        Some(c) => !matches!(
            c,
            '级' | '街'
                | '站'
                | '场'
                | '民'
                | '容'
                | '局'
                | '政'
                | '委'
                | '直'
                | '控'
                | '长'
                | '域'
                | '内'
                | '外'
                | '里'
                | '划'
                | '界'
                | '村'
        ),
        None => next.is_none_or(|token| !matches!(token.kind, Kind::And) || run.len() > 2),
    }
}

fn starts_like_a_verb(name: &str) -> bool {
    [
        "对", "在", "由", "向", "和", "与", "及", "把", "将", "对照", "完成", "推进", "建设", "创建", "各", "全",
        "督促", "涉及", "其他", "其余", "推动", "指导", "加强", "覆盖", "位于", "重点", "部分", "多个", "有", "是",
        "为", "中", "上", "下", "被", "依托", "围绕", "结合", "根据", "按照", "通过", "针对", "关于", "加快", "支持",
        "实施",
    ]
    .iter()
    .any(|verb| name.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::language::lex::lex;
    use crate::language::vocabulary::Vocabulary;

    fn places(text: &str) -> Vec<String> {
        let catalogue = Catalogue::builtin().unwrap();
        let vocabulary = Vocabulary::new(&catalogue);
        let normal = Normal::new(text);
        let tokens = with_places(lex(&normal, &vocabulary), &normal);
        let regions = tokens.list.iter().filter(|token| matches!(token.kind, Kind::Region(_)));
        regions.map(|token| normal.slice(token.range()).to_owned()).collect()
    }

    #[test]
    fn invented_places_are_found_by_their_ending() {
        assert_eq!(places("澄河区(4.33)、柳湖县(4.20)"), ["澄河区", "柳湖县"]);
        assert_eq!(places("其中，云溪县优良率90%"), ["云溪县"]);
        assert_eq!(places("XX区完成3件"), ["XX区"]);
    }

    #[test]
    fn areas_that_are_no_divisions_are_left_alone() {
        for text in [
            "功能区噪声达标",
            "自然保护区2个",
            "城区空气",
            "各县完成3个",
            "市级项目3个",
        ] {
            assert!(places(text).is_empty(), "{text}: {:?}", places(text));
        }
    }
}
