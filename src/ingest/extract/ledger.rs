//! Readings → rows of the ledger; and a row for every number that no rule has read.

use std::ops::Range;

use super::reading::Reading;
use crate::catalogue::Catalogue;
use crate::language::normal::Normal;
use crate::model::{Figure, Kind};

/// A block of the document while its rows are made.
pub struct Passage<'p> {
    /// The whole text of the document.
    pub document: &'p str,
    /// Where the block stands in it, in bytes.
    pub span: Range<usize>,
    /// Its normal form.
    pub normal: &'p Normal,
    /// Headings above it.
    pub section: Option<String>,
    /// Number of characters of the document before it.
    pub chars_before: usize,
}

impl Passage<'_> {
    /// A row from a reading.
    pub fn figure(&self, reading: Reading, catalogue: &Catalogue) -> Figure {
        let source = &self.document[self.span.clone()];
        let bytes = self.normal.source(reading.place.clone(), source);
        let char_start = self.chars_before + source[..bytes.start].chars().count();
        let as_written = source[bytes.clone()].to_owned();
        Figure {
            kind: reading.kind,
            indicator: reading
                .entry
                .map(|index| catalogue.entries()[index as usize].indicator.code.as_str().into()),
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
            sentence: sentence_around(source, bytes).to_owned(),
            char_start,
            rule: reading.rules.join(" > "),
            note: reading.note,
        }
    }

    /// Readings for runs of digits that no reading covers: names such as PM2.5, lost or glued numbers.
    pub fn uncovered(&self, readings: &[Reading], when: super::clock::When) -> Vec<Reading> {
        let chars = self.normal.chars();
        let mut covered = vec![false; chars.len()];
        for reading in readings {
            covered[reading.place.clone()].iter_mut().for_each(|each| *each = true);
        }
        let mut rows = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            if !chars[at].is_ascii_digit() || covered[at] {
                at += 1;
                continue;
            }
            let end = at
                + chars[at..]
                    .iter()
                    .zip(&covered[at..])
                    .take_while(|(c, covered)| (c.is_ascii_digit() || **c == '.') && !**covered)
                    .count();
            let end = if chars[end - 1] == '.' { end - 1 } else { end };
            rows.push(Reading::new(Kind::Noise, at..end, when, "name"));
            at = end;
        }
        // 双江口, 三地, 两少: numerals inside words and names.
        for (at, c) in chars.iter().enumerate() {
            if !covered[at] && "两双二三四五六七八九".contains(*c) {
                rows.push(Reading::new(Kind::Noise, at..at + 1, when, "word"));
            }
        }
        rows
    }
}

/// The sentence of a block around a range: from the last 。；！？ or line before it to the next behind it.
fn sentence_around(source: &str, range: Range<usize>) -> &str {
    const ENDS: [char; 7] = ['。', '；', '！', '？', '!', '?', ';'];
    let start = source[..range.start]
        .rfind(ENDS)
        .map_or(0, |at| at + source[at..].chars().next().map_or(1, char::len_utf8));
    let end = source[range.end..].find(ENDS).map_or(source.len(), |at| {
        let at = range.end + at;
        at + source[at..].chars().next().map_or(1, char::len_utf8)
    });
    source[start..end].trim()
}
