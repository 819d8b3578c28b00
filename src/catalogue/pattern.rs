//! Aliases as the extractor matches them.

/// A piece of literal text of an alias, lower case.
pub type Fragment = Box<[char]>;

/// An alias: its fragments before the number and, where the number stands inside it (`对#环境违法行为立案`), behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Index of the entry it names.
    pub entry: usize,
    /// Fragments before the number; `…` in the alias parts them.
    pub before: Vec<Fragment>,
    /// Fragments behind the number.
    pub after: Vec<Fragment>,
}

/// The widest gap that `…` may stand for, in characters.
const GAP: usize = 12;

impl Pattern {
    /// Reads an alias; `None` when it has no literal text or more than one `#`.
    pub fn parse(alias: &str, entry: usize) -> Option<Self> {
        let (before, after) = alias.split_once('#').unwrap_or((alias, ""));
        let (before, after) = (fragments(before), fragments(after));
        let empty = before.is_empty() && after.is_empty();
        let doubled = alias.matches('#').count() > 1;
        (!empty && !doubled).then_some(Pattern { entry, before, after })
    }

    /// Where the fragments after the first end, when the first ends at `at`.
    pub fn rest_of(fragments: &[Fragment], chars: &[char], at: usize) -> Option<usize> {
        fragments
            .iter()
            .skip(1)
            .try_fold(at, |from, fragment| find_within_gap(chars, from, fragment))
    }
}

fn fragments(text: &str) -> Vec<Fragment> {
    text.split('…')
        .filter(|part| !part.is_empty())
        .map(|part| part.to_ascii_lowercase().chars().collect())
        .collect()
}

fn find_within_gap(chars: &[char], from: usize, fragment: &[char]) -> Option<usize> {
    // A numeral that goes on is another numeral: III类 is not I…II类.
    let goes_on = from > 0 && fragment.first().is_some_and(char::is_ascii_alphabetic);
    let goes_on = goes_on && chars[from - 1].is_ascii_alphabetic();
    let nearest = from + usize::from(goes_on);
    for at in nearest..=from + GAP {
        let window = chars.get(at..at + fragment.len())?;
        if window.iter().zip(fragment).all(|(a, b)| a.to_ascii_lowercase() == *b) {
            return Some(at + fragment.len());
        }
        if breaks_gap(chars[at]) {
            return None;
        }
    }
    None
}

/// A gap does not run over the end of a clause or over a number.
fn breaks_gap(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | ';' | '!' | '?' | ':') || c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(alias: &str, text: &str) -> Option<usize> {
        let pattern = Pattern::parse(alias, 0)?;
        let chars: Vec<char> = text.chars().collect();
        Pattern::rest_of(&pattern.before, &chars, pattern.before[0].len())
    }

    #[test]
    fn gaps_stay_inside_the_clause() {
        assert_eq!(end("移送…行政拘留", "移送公安机关行政拘留3人"), Some(10));
        assert_eq!(end("移送…行政拘留", "移送5件，行政拘留3人"), None);
        assert_eq!(end("立案", "立案18起"), Some(2));
        assert_eq!(end("i…ii类", "I~II类断面"), Some(5));
        assert_eq!(end("i…ii类", "III类断面"), None);
        assert!(Pattern::parse("…", 0).is_none());
        assert!(Pattern::parse("对#案#件", 0).is_none());
    }
}
