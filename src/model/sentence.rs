//! The sentence that a figure keeps: a piece of the text as it stands there, or a window of one that is too long to keep.

use std::ops::Range;

/// Stands where a sentence goes on that a figure keeps only a window of.
pub const CUT: char = '…';

/// Where a kept sentence stands in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentencePlace {
    /// Its words, in bytes of the text.
    pub text: Range<usize>,
    /// Bytes of the mark before its words.
    pub mark: usize,
}

/// Looks up a kept sentence around a byte of the text. A mark at its end counts as one only if the text has it not.
pub fn place_of(text: &str, sentence: &str, at: usize) -> Option<SentencePlace> {
    let after = sentence.strip_prefix(CUT).unwrap_or(sentence);
    let before = |words: &'_ str| words.strip_suffix(CUT).map_or(words.len(), str::len);
    let all = 0..sentence.len();
    let open = sentence.len() - after.len()..sentence.len();
    let shut = 0..before(sentence);
    let both = open.start..open.start + before(after);
    [all, open, shut, both].into_iter().find_map(|part| {
        let mark = part.start;
        let text = around(text, &sentence[part], at)?;
        Some(SentencePlace { text, mark })
    })
}

/// The first place of some words that reaches over a byte.
fn around(text: &str, words: &str, at: usize) -> Option<Range<usize>> {
    let from = (at + 1).saturating_sub(words.len());
    let from = (from..=at).find(|from| text.is_char_boundary(*from))?;
    let begin = from + text.get(from..)?.find(words)?;
    (!words.is_empty() && begin <= at).then(|| begin..begin + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, sentence: &str, at: usize) -> Option<(String, usize)> {
        place_of(text, sentence, at).map(|place| (format!("{}+{}", place.text.start, place.text.len()), place.mark))
    }

    #[test]
    fn a_sentence_is_found_around_its_figure() {
        let text = "甲3起。甲3起。";
        assert_eq!(found(text, "甲3起。", 3), Some(("0+10".into(), 0)));
        assert_eq!(found(text, "甲3起。", 13), Some(("10+10".into(), 0)));
        assert_eq!(found(text, "乙", 3), None);
        assert_eq!(found(text, "甲3起。", 99), None);
        assert_eq!(found(text, "", 3), None);
    }

    #[test]
    fn the_marks_of_a_window_are_no_part_of_the_text() {
        let text = "甲1起，乙2起，丙3起";
        for (sentence, place) in [
            ("…乙2起，…", ("10+10", 3)),
            ("甲1起，乙2起，…", ("0+20", 0)),
            ("…乙2起，丙3起", ("10+17", 3)),
        ] {
            assert_eq!(found(text, sentence, 13), Some((place.0.into(), place.1)), "{sentence}");
        }
        assert_eq!(found("…乙2起…", "…乙2起…", 6), Some(("0+13".into(), 0)));
    }
}
