//! How a question may write the names of indicators, and the form in which texts are compared.

use std::collections::HashSet;

use crate::catalogue::Catalogue;
use crate::language::normal::Normal;

/// Fewer characters than these are the beginning or the end of too many names.
pub const SHORTEST_PART: usize = 3;

/// Every name of every indicator as a question may write it: both languages, aliases, without brackets, without 数.
pub fn spellings(catalogue: &Catalogue) -> Vec<(Vec<char>, usize)> {
    spelled(catalogue, &|_| true)
}

/// Those of them that the vocabulary of reports does not find by itself: it has the aliases, but knows no blanks, and takes
/// the text behind a number for less than a name.
pub fn names(catalogue: &Catalogue) -> Vec<(Vec<char>, usize)> {
    spelled(catalogue, &|alias| alias.starts_with('#') || alias.contains(' '))
}

fn spelled(catalogue: &Catalogue, takes: &dyn Fn(&str) -> bool) -> Vec<(Vec<char>, usize)> {
    let mut all = Vec::new();
    for (index, indicator) in catalogue.indicators().enumerate() {
        let name = indicator.name.as_str();
        let aliases = || {
            indicator
                .aliases
                .iter()
                .filter(|alias| !alias.contains('…'))
                .map(String::as_str)
        };
        let (bare, alternatives) = (without_brackets(name), alternatives(name));
        let mut texts = vec![name, &indicator.name_en, &bare];
        texts.extend(alternatives.iter().map(String::as_str));
        let shorter = texts
            .iter()
            .copied()
            .chain(aliases())
            .filter_map(|text| text.strip_suffix('数'));
        let shorter: Vec<&str> = shorter.filter(|text| text.chars().count() > SHORTEST_PART).collect();
        texts.extend(aliases().filter(|alias| takes(alias)));
        texts.extend(shorter);
        let mut known = HashSet::new();
        for text in texts.into_iter().filter(|text| known.insert(*text)) {
            all.push((fold(&text.trim_start_matches('#').to_ascii_lowercase()), index));
        }
    }
    all
}

/// 入河(海)排污口 → 入河排污口
fn without_brackets(name: &str) -> String {
    let mut depth = 0;
    name.chars()
        .filter(|c| {
            depth += i32::from(matches!(c, '(' | '（'));
            let outside = depth == 0 && !matches!(c, '“' | '”');
            depth -= i32::from(matches!(c, ')' | '）'));
            outside
        })
        .collect()
}

/// 督察反馈/交办问题数 → 督察反馈问题数; the second alternative stands alone: 交办问题数.
fn alternatives(name: &str) -> Vec<String> {
    let Some((first, second)) = name.split_once('/') else {
        return Vec::new();
    };
    let tail: String = second.chars().skip(2).collect();
    vec![format!("{first}{tail}"), second.to_owned()]
}

/// In normal form; the blanks between Latin words, which normal form drops, become `_`.
pub fn fold(text: &str) -> Vec<char> {
    let chars: Vec<char> = text.trim().chars().collect();
    let latin = |c: Option<&char>| c.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
    let joined: String = chars
        .iter()
        .enumerate()
        .map(|(index, c)| {
            let between = index > 0 && latin(chars.get(index - 1)) && latin(chars.get(index + 1));
            if c.is_whitespace() && between { '_' } else { *c }
        })
        .collect();
    Normal::new(&joined).chars().to_vec()
}

/// Characters as a text.
pub fn text_of(chars: &[char]) -> String {
    chars.iter().collect()
}
