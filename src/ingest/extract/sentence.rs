//! How much of the text around it a figure keeps: its sentence, and of one that no person wrote a window.

use std::ops::Range;
use std::sync::Arc;

use crate::model::sentence::CUT;

/// Bytes of the longest sentence or row that is kept whole; those of real reports are a fifth as long.
const WHOLE: usize = 1_500;

/// Bytes of the parts of a longer one: a figure keeps the one in which it stands, and one on either side.
const PART: usize = 200;

/// The sentences of a block. The figures of one share what they keep.
pub struct Sentences {
    /// Where the block begins and its sentences end, in bytes of the document; the last is the end of the block.
    bounds: Vec<usize>,
    /// The sentence that was asked for last.
    last: Option<Sentence>,
}

/// A sentence, or a row of a table.
struct Sentence {
    place: Range<usize>,
    /// Where its parts begin, and the end of the last; a sentence that is kept whole is one part.
    cuts: Vec<usize>,
    /// The window that was asked for last.
    window: Option<(Range<usize>, Arc<str>)>,
}

impl Sentences {
    /// Those of a paragraph: each ends behind 。；！？.
    pub fn of(document: &str, block: Range<usize>) -> Self {
        const ENDS: [char; 7] = ['。', '；', '！', '？', '!', '?', ';'];
        let ends = document[block.clone()].char_indices().filter(|(_, c)| ENDS.contains(c));
        let mut bounds = vec![block.start];
        bounds.extend(ends.map(|(at, c)| block.start + at + c.len_utf8()));
        bounds.push(block.end);
        Sentences { bounds, last: None }
    }

    /// A row of a table is one sentence.
    pub fn of_row(row: Range<usize>) -> Self {
        Sentences {
            bounds: vec![row.start, row.end],
            last: None,
        }
    }

    /// What a figure keeps that stands in a range of the document.
    pub fn around(&mut self, figure: Range<usize>, document: &str) -> Arc<str> {
        let ends = &self.bounds[1..];
        let before = self.bounds.partition_point(|bound| *bound <= figure.start);
        let behind = ends.partition_point(|end| *end <= figure.end).min(ends.len() - 1);
        let place = self.bounds[before.saturating_sub(1)]..ends[behind];
        match &mut self.last {
            Some(sentence) if sentence.place == place => sentence.around(figure, document),
            last => last.insert(Sentence::new(place, document)).around(figure, document),
        }
    }
}

impl Sentence {
    fn new(place: Range<usize>, document: &str) -> Self {
        let words = document[place.clone()].trim();
        let cuts = match words.len() > WHOLE {
            true => cuts(document, place.clone()),
            false => vec![place.start, place.end],
        };
        Sentence {
            place,
            cuts,
            window: None,
        }
    }

    fn around(&mut self, figure: Range<usize>, document: &str) -> Arc<str> {
        let window = self.window_of(figure);
        if let Some((_, words)) = self.window.as_ref().filter(|(last, _)| *last == window) {
            return words.clone();
        }
        let mark = |cut: bool| {
            if cut {
                CUT.encode_utf8(&mut [0; 4]).to_owned()
            } else {
                String::new()
            }
        };
        let (before, behind) = (mark(window.start > self.place.start), mark(window.end < self.place.end));
        let words: Arc<str> = [&before, document[window.clone()].trim(), &behind].concat().into();
        self.window = Some((window, words.clone()));
        words
    }

    /// From the part before that of the figure to the one behind it.
    fn window_of(&self, figure: Range<usize>) -> Range<usize> {
        let first = self.cuts.partition_point(|cut| *cut <= figure.start).saturating_sub(2);
        let last = self.cuts.partition_point(|cut| *cut < figure.end) + 1;
        self.cuts[first]..self.cuts[last.min(self.cuts.len() - 1)]
    }
}

/// Parts of a long sentence: whole clauses where it has any, never a piece of a number where it has anything else.
fn cuts(document: &str, sentence: Range<usize>) -> Vec<usize> {
    let mut cuts = vec![sentence.start];
    let mut start = sentence.start;
    while sentence.end - start > 2 * PART {
        let rest = &document[start..sentence.end];
        let behind = |sign: fn(char) -> bool| {
            let within = rest.char_indices().skip_while(|(at, _)| *at < PART);
            let mut within = within.take_while(|(at, _)| *at < 2 * PART);
            within.find(|(_, c)| sign(*c)).map(|(at, c)| at + c.len_utf8())
        };
        let end = behind(|c| matches!(c, '，' | '：' | '\n' | '|'))
            .or_else(|| behind(|c| matches!(c, '、' | ' ' | '（' | '）')))
            .or_else(|| behind(|c| !c.is_ascii_digit()))
            .or_else(|| behind(|_| true));
        // A character is shorter than a part: there is one.
        let Some(end) = end else { break };
        start += end;
        cuts.push(start);
    }
    cuts.push(sentence.end);
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place_of;

    /// What every figure of a text keeps that is a digit.
    fn kept(text: &str, sentences: &mut Sentences) -> Vec<Arc<str>> {
        let digits = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
        digits
            .map(|(at, _)| {
                let words = sentences.around(at..at + 1, text);
                let place = place_of(text, &words, at).unwrap_or_else(|| panic!("{words}"));
                assert_eq!(words[place.mark..][at - place.text.start..][..1], text[at..=at]);
                words
            })
            .collect()
    }

    #[test]
    fn a_sentence_is_kept_whole() {
        let text = "甲1起，乙2起。丙3起； 丁4起";
        let kept = kept(text, &mut Sentences::of(text, 0..text.len()));
        assert_eq!(
            kept.iter().map(|words| &**words).collect::<Vec<_>>(),
            ["甲1起，乙2起。", "甲1起，乙2起。", "丙3起；", "丁4起"]
        );
        assert!(Arc::ptr_eq(&kept[0], &kept[1]));
    }

    #[test]
    fn of_an_endless_sentence_whole_clauses_are_kept() {
        let text = "全县检查企业5家，".repeat(1_000);
        let kept = kept(&text, &mut Sentences::of(&text, 0..text.len()));
        assert!(kept.iter().all(|words| words.len() < 5 * PART));
        assert!(kept[0].starts_with("全县") && kept[0].ends_with("，…"), "{}", kept[0]);
        assert!(
            kept[500].starts_with("…全县") && kept[500].ends_with("家，…"),
            "{}",
            kept[500]
        );
        assert!(
            kept[999].starts_with("…全县") && kept[999].ends_with("家，"),
            "{}",
            kept[999]
        );
        let mut different: Vec<_> = kept.iter().map(Arc::as_ptr).collect();
        different.dedup();
        assert!(different.len() < 200, "figures beside each other share what they keep");
    }

    #[test]
    fn what_has_no_clauses_is_cut_all_the_same() {
        for text in [
            "起".repeat(2_000) + "3起",
            "9".repeat(9_000),
            "3 | ".repeat(2_000),
            "a1".repeat(3_000),
        ] {
            for mut sentences in [Sentences::of(&text, 0..text.len()), Sentences::of_row(0..text.len())] {
                assert!(kept(&text, &mut sentences).iter().all(|words| words.len() < 7 * PART));
            }
        }
    }
}
