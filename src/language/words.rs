//! Fixed words in a text. The standard library builds a searcher for every pair of text and word, which costs more than
//! the search itself in a sentence; here the third byte, the one in which Chinese characters differ most, leads.

use memchr::{memchr_iter, memrchr_iter};

/// The byte at which `word` first stands in `text`.
pub fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word, lead) = parts(text, word)?;
    memchr_iter(word[lead], text.get(lead..)?).find(|at| text[*at..].starts_with(word))
}

/// The byte at which `word` last stands in `text`.
pub fn rfind(text: &str, word: &str) -> Option<usize> {
    let (text, word, lead) = parts(text, word)?;
    memrchr_iter(word[lead], text.get(lead..)?).find(|at| text[*at..].starts_with(word))
}

/// Whether `word` stands in `text`.
pub fn has(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Whether one of the words stands in `text`.
pub fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| has(text, word))
}

/// `text` without the words at its end, however often each stands there; the words are taken in their order.
pub fn without_ends<'t>(text: &'t str, words: &[&str]) -> &'t str {
    words.iter().fold(text, |mut rest, word| {
        while let Some(shorter) = rest.strip_suffix(word) {
            rest = shorter;
        }
        rest
    })
}

/// `text` without one word at its beginning, however often it stands there.
pub fn without_start<'t>(text: &'t str, word: &str) -> &'t str {
    let mut rest = text;
    while let Some(shorter) = rest.strip_prefix(word) {
        rest = shorter;
    }
    rest
}

/// Both as bytes, and the byte of the word that is looked for first; `None` for an empty word.
fn parts<'t, 'w>(text: &'t str, word: &'w str) -> Option<(&'t [u8], &'w [u8], usize)> {
    let lead = word.len().checked_sub(1)?.min(2);
    Some((text.as_bytes(), word.as_bytes(), lead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_standard_library_finds(text in "[断面水质a1]{0,12}", word in "[断面水质a1]{1,3}") {
            prop_assert_eq!(find(&text, &word), text.find(&word));
            prop_assert_eq!(rfind(&text, &word), text.rfind(&word));
            prop_assert_eq!(without_ends(&text, &[&word]), text.trim_end_matches(word.as_str()));
            prop_assert_eq!(without_start(&text, &word), text.trim_start_matches(word.as_str()));
        }
    }
}
