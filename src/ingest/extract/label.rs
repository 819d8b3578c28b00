//! Headings that name a place: what stands below them is that place's until the next heading of their level.

use super::places;
use crate::catalogue::Cue;
use crate::ingest::extract::section::narrows;
use crate::language::lex::lex;
use crate::language::normal::Normal;
use crate::language::token::{Kind, Token};
use crate::language::vocabulary::Vocabulary;

/// The longest line that is taken for a label, in characters.
const LONGEST: usize = 24;

/// What may stand behind the name of a region: 长三角区域25个城市, 168个城市空气质量状况.
const TAILS: &[&str] = &[
    "区域",
    "地区",
    "城市",
    "重点城市",
    "空气质量",
    "环境空气质量",
    "空气质量状况",
    "环境空气质量状况",
];

/// The place that a heading names, if it names nothing else: (一)甲县, 长三角区域25个城市：, 二、168个城市空气质量.
pub fn place_of(heading: &str, vocabulary: &Vocabulary<'_>) -> Option<String> {
    if heading.chars().count() > LONGEST {
        return None;
    }
    let normal = Normal::new(heading);
    let tokens = places::with_places(lex(&normal, vocabulary), &normal);
    let tokens: Vec<&Token> = tokens
        .list
        .iter()
        .filter(|token| !matches!(token.kind, Kind::Noise(_) | Kind::Colon))
        .collect();
    let (first, rest) = tokens.split_first()?;
    let slice = |token: &Token| normal.slice(token.range());
    let tail = |token: &&Token| narrows(token) && TAILS.contains(&slice(token).trim_end());
    match first.kind {
        Kind::Region(_) | Kind::Cue(Cue::Place) => {
            let plain = rest
                .iter()
                .all(|token| tail(token) || matches!(token.kind, Kind::Quantity(_)));
            plain.then(|| slice(first).to_owned())
        }
        Kind::Quantity(_) => {
            let counted =
                slice(first).ends_with('个') && rest.first().is_some_and(|token| slice(token).contains("城市"));
            let plain = counted
                && rest
                    .iter()
                    .all(|token| TAILS.iter().any(|tail| slice(token).ends_with(tail)));
            plain.then(|| format!("{}城市", slice(first)))
        }
        _ => None,
    }
}

/// Whether a paragraph is nothing but the label of those below it: 长三角区域25个城市：
pub fn is_label(line: &str) -> bool {
    line.ends_with(['：', ':']) && line.chars().count() <= LONGEST && !line.contains(['，', '。', '；', '、'])
}

/// Whether a label names a time and nothing else: 2018年1-11月：
pub fn is_time(line: &str, vocabulary: &Vocabulary<'_>) -> bool {
    let normal = Normal::new(line);
    let tokens = lex(&normal, vocabulary);
    let mut kinds = tokens
        .list
        .iter()
        .map(|token| token.kind)
        .filter(|kind| *kind != Kind::Colon);
    matches!((kinds.next(), kinds.next()), (Some(Kind::Phrase(_)), None))
}
