//! Readings → rows of the ledger; and a row for every number that no rule has read.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::reading::Reading;
use super::sentence::Sentences;
use crate::language::normal::Normal;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Figure, Location};

/// A block of the document while its rows are made.
pub struct Passage<'p> {
    /// The whole text of the document.
    pub document: &'p str,
    /// Where the block stands in it, in bytes.
    pub span: Range<usize>,
    /// Its normal form.
    pub normal: &'p Normal,
    /// Headings above it.
    pub section: Option<Arc<str>>,
    /// Number of characters of the document before byte `counted` of the block.
    pub chars_before: usize,
    /// See `chars_before`: grows with the rows, which are made in the order of the text.
    pub counted: usize,
}

impl Passage<'_> {
    /// A row from a reading.
    pub fn figure(&mut self, reading: Reading, sentences: &mut Sentences, vocabulary: &Vocabulary<'_>) -> Figure {
        let source = &self.document[self.span.clone()];
        let bytes = self.normal.source(reading.place.clone(), source);
        let as_written = source[bytes.clone()].to_owned();
        let char_start = self.count_to(bytes.start);
        let place = self.span.start + bytes.start..self.span.start + bytes.end;
        let sentence = sentences.around(place, self.document);
        Figure {
            kind: reading.kind,
            indicator: reading.entry.map(|index| vocabulary.codes[index as usize].clone()),
            subject: reading.subject,
            value: reading.value,
            unit: reading.unit,
            char_end: char_start + as_written.chars().count(),
            as_written,
            period: reading.when.period(),
            region: reading.region,
            dimension: reading.dimension,
            treatment: None,
            compared_to: reading.compared_to,
            rank_of: reading.rank_of,
            rank_order: reading.rank_order,
            approx: reading.approx,
            section: self.section.clone(),
            sentence,
            char_start,
            location: Location::default(),
            rule: match reading.rules[..] {
                [rule] => Cow::Borrowed(rule),
                _ => Cow::Owned(reading.rules.join(" > ")),
            },
            note: reading.note,
        }
    }

    /// Number of characters of the document before a byte of the block.
    fn count_to(&mut self, byte: usize) -> usize {
        let source = &self.document[self.span.clone()];
        if byte < self.counted {
            return self.chars_before - source[byte..self.counted].chars().count();
        }
        self.chars_before += source[self.counted..byte].chars().count();
        self.counted = byte;
        self.chars_before
    }

    /// Runs of digits and single numerals that no reading covers, in order, with the rule that makes them noise: names
    /// such as PM2.5, lost or glued numbers; 双江口, 三地, 两少.
    pub fn uncovered(&self, readings: &[Reading]) -> Vec<(Range<usize>, &'static str)> {
        let chars = self.normal.chars();
        let mut rows = Vec::new();
        let mut next = readings.iter().map(|reading| &reading.place).peekable();
        let mut at = 0;
        while at < chars.len() {
            let covered = std::iter::from_fn(|| next.next_if(|place| place.start <= at)).map(|place| place.end);
            let covered = covered.max().unwrap_or(at);
            if covered > at {
                at = covered;
                continue;
            }
            let free = next.peek().map_or(chars.len(), |place| place.start);
            let end = match chars[at] {
                '0'..='9' => digits_end(&chars[..free], at),
                '两' | '双' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => at + 1,
                _ => {
                    at += 1;
                    continue;
                }
            };
            let rule = if chars[at].is_ascii_digit() { "name" } else { "word" };
            rows.push((at..end, rule));
            at = end;
        }
        rows
    }
}

/// Where a run of digits with points between them ends.
fn digits_end(chars: &[char], at: usize) -> usize {
    let run = chars[at..]
        .iter()
        .take_while(|c| c.is_ascii_digit() || **c == '.')
        .count();
    let end = at + run;
    if chars[end - 1] == '.' { end - 1 } else { end }
}
