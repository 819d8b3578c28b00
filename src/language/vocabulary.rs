//! The catalogue's words, ready to be found in a text.

use std::sync::Arc;

use crate::catalogue::{Catalogue, Cue, Entry, Pattern, Word};
use crate::model::Level;

use super::lex::begins_a_token;
use super::lexicon::Lexicon;
use super::normal::Normal;

/// Every word of a catalogue by its first characters. Built once at start.
#[derive(Debug, Clone)]
pub struct Vocabulary<'c> {
    /// The catalogue it was made from.
    pub catalogue: &'c Catalogue,
    words: Lexicon<Word>,
    regions: Lexicon<Level>,
    units: Lexicon<usize>,
    /// Aliases that have text behind their number, by that text.
    enclosing: Lexicon<u32>,
    patterns: Vec<Pattern>,
    /// One bit for each character of the basic plane: whether a token may begin with it.
    beginnings: Box<[u64]>,
    /// The codes of the entries, as the ledger shares them.
    pub codes: Vec<Arc<str>>,
    /// The entry whose values are water classes.
    pub class_entry: Option<u32>,
    /// The entry that counts water sections.
    pub section_count: Option<u32>,
}

impl<'c> Vocabulary<'c> {
    /// Builds the tables.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let entry = |fits: &dyn Fn(&Entry) -> bool| Some(catalogue.entries().iter().position(fits)? as u32);
        let mut vocabulary = Vocabulary {
            catalogue,
            words: Lexicon::default(),
            regions: Lexicon::default(),
            units: Lexicon::default(),
            enclosing: Lexicon::default(),
            patterns: catalogue.patterns().iter().map(normal_pattern).collect(),
            beginnings: Box::default(),
            codes: catalogue
                .entries()
                .iter()
                .map(|entry| entry.indicator.code.as_str().into())
                .collect(),
            class_entry: entry(&|entry| entry.dimension == "class"),
            section_count: entry(&|entry| entry.indicator.code == "water.section.count"),
        };
        for (cue, word) in catalogue.cues() {
            vocabulary.words.insert(&normal(word), Word::Cue(*cue));
        }
        for (index, pattern) in vocabulary.patterns.iter().enumerate() {
            let (lexicon, fragments) = (index as u32, &pattern.before);
            match (fragments.first(), pattern.after.first()) {
                (_, Some(after)) => vocabulary.enclosing.insert(&after.iter().collect::<String>(), lexicon),
                (Some(first), None) => vocabulary
                    .words
                    .insert(&first.iter().collect::<String>(), Word::Alias(lexicon)),
                (None, None) => {}
            }
        }
        for (name, level) in catalogue.regions().names() {
            vocabulary.regions.insert(name, level);
        }
        for (index, unit) in catalogue.units().iter().enumerate() {
            for spelling in &unit.spellings {
                vocabulary.units.insert(&normal(spelling), index);
            }
        }
        vocabulary.beginnings = vocabulary.find_beginnings();
        vocabulary
    }

    fn find_beginnings(&self) -> Box<[u64]> {
        let own = ('\0'..='\u{ffff}').filter(|c| begins_a_token(*c));
        let words = self.words.first_characters().chain(self.regions.first_characters());
        let mut bits = vec![0u64; 0x1_0000 / 64];
        for c in own.chain(words.filter(|c| *c <= '\u{ffff}')) {
            bits[c as usize / 64] |= 1 << (c as usize % 64);
        }
        bits.into()
    }

    /// Whether a token may begin with the character; plain text does with any other.
    pub fn may_begin(&self, c: char) -> bool {
        let bits = self.beginnings.get(c as usize / 64);
        bits.is_none_or(|bits| bits >> (c as usize % 64) & 1 == 1)
    }

    /// The unit or measure word at `at`: its index and its end.
    pub fn unit_at(&self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        self.units.longest_at(chars, at).map(|(units, end)| (units[0], end))
    }

    /// The place name at `at`.
    pub fn region_at(&self, chars: &[char], at: usize) -> Option<(Level, usize)> {
        self.regions.longest_at(chars, at).map(|(levels, end)| (levels[0], end))
    }

    /// Adds every cue and every beginning of an alias at `at` to a list, longest first.
    pub fn words_at<'a>(&'a self, chars: &[char], at: usize, found: &mut Vec<(&'a [Word], usize)>) {
        self.words.add_all_at(chars, at, found);
    }

    /// The longest cue among words.
    pub fn cue_among(words: &[(&[Word], usize)]) -> Option<(Cue, usize)> {
        words.iter().find_map(|(words, end)| {
            let cue = words.iter().find_map(|word| match word {
                Word::Cue(cue) => Some(*cue),
                Word::Alias(_) => None,
            });
            cue.map(|cue| (cue, *end))
        })
    }

    /// The longest alias at `at`, gaps included: adds the entries that it names to `found`, and gives its end.
    pub fn alias_at(&self, chars: &[char], at: usize, found: &mut Vec<u32>) -> Option<usize> {
        let mut words = Vec::new();
        self.words.add_all_at(chars, at, &mut words);
        self.alias_among(&words, chars, at, found)
    }

    /// The same, where the words at `at` are known.
    pub fn alias_among(
        &self,
        words: &[(&[Word], usize)],
        chars: &[char],
        at: usize,
        found: &mut Vec<u32>,
    ) -> Option<usize> {
        let mut longest = at;
        for (words, first_end) in words {
            for word in *words {
                let Word::Alias(index) = word else { continue };
                let pattern = &self.patterns[*index as usize];
                let Some(end) = Pattern::rest_of(&pattern.before, chars, *first_end) else {
                    continue;
                };
                if end < longest || cuts_a_name(chars, at, end) {
                    continue;
                }
                if end > longest {
                    longest = end;
                    found.clear();
                }
                let entry = pattern.entry as u32;
                if !found.contains(&entry) {
                    found.push(entry);
                }
            }
        }
        (longest > at).then_some(longest)
    }

    /// Entries whose alias encloses a number at `number`: the text behind it fits from `after` on, and the text before it
    /// ends where it starts. Gives the end of the text behind.
    pub fn enclosing_at(&self, chars: &[char], number: usize, after: usize, found: &mut Vec<u32>) -> Option<usize> {
        let mut longest = after;
        for (indices, first_end) in self.enclosing.all_at(chars, after) {
            for index in indices {
                let pattern = &self.patterns[*index as usize];
                let Some(end) = Pattern::rest_of(&pattern.after, chars, first_end) else {
                    continue;
                };
                if end < longest || !ends_with(&chars[..number], &pattern.before) {
                    continue;
                }
                if end > longest {
                    longest = end;
                    found.clear();
                }
                found.push(pattern.entry as u32);
            }
        }
        (longest > after).then_some(longest)
    }
}

fn normal(word: &str) -> String {
    let normal = Normal::new(word);
    normal.slice(0..normal.chars().len()).to_owned()
}

fn normal_pattern(pattern: &Pattern) -> Pattern {
    let fold = |fragments: &[crate::catalogue::Fragment]| {
        let normal_of = |fragment: &crate::catalogue::Fragment| {
            normal(&fragment.iter().collect::<String>())
                .to_ascii_lowercase()
                .chars()
                .collect()
        };
        fragments.iter().map(normal_of).collect()
    };
    Pattern {
        entry: pattern.entry,
        before: fold(&pattern.before),
        after: fold(&pattern.after),
    }
}

fn ends_with(chars: &[char], fragments: &[crate::catalogue::Fragment]) -> bool {
    let Some(last) = fragments.last() else { return true };
    let fits = |end: usize| {
        end >= last.len()
            && chars[end - last.len()..end]
                .iter()
                .zip(last.iter())
                .all(|(a, b)| a.to_ascii_lowercase() == *b)
    };
    // 共, 了, 的 may stand between the verb and its number.
    (0..=2).any(|skip| {
        let end = chars.len().saturating_sub(skip);
        fits(end)
            && chars[end..]
                .iter()
                .all(|c| matches!(c, '共' | '了' | '的' | '约' | '近' | '各' | '计'))
    })
}

/// CO in CO2 or COD, PM10 in PM100: an ASCII name must not end inside a longer one, nor begin there.
fn cuts_a_name(chars: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|i| chars[i]);
    let (first, last) = (chars[start], chars[end - 1]);
    let begins_inside = first.is_ascii_alphabetic() && before.is_some_and(|c| c.is_ascii_alphabetic());
    let after = chars.get(end).copied().unwrap_or(' ');
    begins_inside || (last.is_ascii_alphabetic() && after.is_ascii_alphanumeric())
}
