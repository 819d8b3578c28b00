//! Normalised text with the way back to the source.
//!
//! Folding is done character by character, never with whole-string NFKC, which would turn `10³` into `103` and `①PM2.5`
//! into `1PM2.5`: a number must not grow a digit.

use std::ops::Range;

use crate::model::script::unified;

/// A text in normal form: half-width, without blanks except between two digits, with one spelling of every sign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    chars: Vec<char>,
    /// The same characters as a string, and the byte at which each stands in it, with one more for the end.
    text: String,
    starts: Vec<u32>,
    /// Byte offset in the source of each character, and one more for the end.
    origin: Vec<u32>,
}

impl Normal {
    /// Folds `source`; linear in its length.
    pub fn new(source: &str) -> Self {
        let mut normal = Normal::default();
        normal.fill(source);
        normal
    }

    /// Folds another source in the place of the one before.
    pub fn fill(&mut self, source: &str) {
        let normal = self;
        normal.chars.clear();
        normal.text.clear();
        normal.starts.clear();
        normal.origin.clear();
        normal.chars.reserve(source.len() / 2);
        normal.text.reserve(source.len());
        normal.starts.reserve(source.len() / 2 + 1);
        normal.origin.reserve(source.len() / 2 + 1);
        let mut blank = None;
        let mut end = 0;
        for (at, c) in source.char_indices() {
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                blank.get_or_insert(at);
                continue;
            }
            let after_digit = normal.chars.last().is_some_and(char::is_ascii_digit);
            let folded = if after_digit && is_superscript(c) {
                Folded::One(c)
            } else {
                fold(c)
            };
            if let Some(blank_at) = blank.take()
                && normal.chars.last().is_some_and(|c| c.is_ascii_digit() || *c == '%')
                && matches!(folded, Folded::One(c) if c.is_ascii_digit())
            {
                normal.push(' ', blank_at);
            }
            match folded {
                Folded::One(c) => normal.push(c, at),
                Folded::Text(text) => text.chars().for_each(|c| normal.push(c, at)),
            }
            end = at + c.len_utf8();
        }
        normal.origin.push(end as u32);
        normal.starts.push(normal.text.len() as u32);
    }

    fn push(&mut self, c: char, at: usize) {
        self.chars.push(c);
        self.starts.push(self.text.len() as u32);
        self.text.push(c);
        self.origin.push(at as u32);
    }

    /// The characters in normal form.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The part between two positions.
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.text[self.starts[range.start] as usize..self.starts[range.end] as usize]
    }

    /// Everything from a position on.
    pub fn rest(&self, at: usize) -> &str {
        &self.text[self.starts[at] as usize..]
    }

    /// The byte range of the source that a non-empty range of normalised characters came from.
    ///
    /// The end is where the last character ends, so that trailing blanks are not part of it.
    pub fn source(&self, range: Range<usize>, source: &str) -> Range<usize> {
        let start = self.origin[range.start] as usize;
        let last = self.origin[range.end.max(range.start + 1) - 1] as usize;
        let width = source[last..].chars().next().map_or(0, char::len_utf8);
        start..last + width
    }
}

enum Folded {
    One(char),
    Text(&'static str),
}

/// One character in normal form. The Chinese comma stays apart from the ASCII one: only the latter groups thousands.
fn fold(c: char) -> Folded {
    let folded = match c {
        '，' => '，',
        '～' | '〜' | '∼' | '˜' => '~',
        '—' | '–' | '―' | '─' | '‐' | '‑' | '−' | '﹣' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '₀'..='₉' => digit(c as u32 - '₀' as u32),
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => digit(c as u32 - '⁴' as u32 + 4),
        'µ' => 'μ',
        '﹪' => '%',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        '․' | '﹒' => '.',
        '∶' => ':',
        'Х' | '×' | '╳' | '✕' | 'х' => '×',
        'а' => 'a',
        'О' => 'O',
        '㎎' => return Folded::Text("mg"),
        '㎍' => return Folded::Text("μg"),
        '㎥' => return Folded::Text("m3"),
        '㎡' => return Folded::Text("m2"),
        '㎞' => return Folded::Text("km"),
        '㎏' => return Folded::Text("kg"),
        '℅' => '%',
        '\u{2e80}'..='\u{2fd5}' => unified(c),
        other => other,
    };
    Folded::One(folded)
}

/// The exponent of 10³ stays one; only the ³ of m³ becomes a digit.
fn is_superscript(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        let normal = Normal::new(text);
        normal.slice(0..normal.chars().len()).to_owned()
    }

    #[test]
    fn folds_widths_blanks_and_signs() {
        for (text, expected) in [
            ("０．０４０毫克／立方米", "0.040毫克/立方米"),
            ("SO\n2\n、NO\n2\n浓度", "SO2、NO2浓度"),
            ("49μ g/m³", "49μg/m3"),
            ("µg/m3", "μg/m3"),
            ("第 9位", "第9位"),
            ("1 850亩", "1 850亩"),
            ("PM 2.5 为 35 ㎎/L", "PM2.5为35mg/L"),
            ("1—6月，3～5月", "1-6月，3~5月"),
            ("①PM₂.₅", "①PM2.5"),
            ("10³个", "10³个"),
            ("⼆季度⽔质", "二季度水质"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn leads_back_to_the_source() {
        let source = "浓度 ３５\n微克";
        let normal = Normal::new(source);
        assert_eq!(&source[normal.source(2..4, source)], "３５");
        assert_eq!(&source[normal.source(2..6, source)], "３５\n微克");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC*") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn every_range_slices_the_source(text in "[\\PC\\s]{1,40}") {
            let normal = Normal::new(&text);
            for start in 0..normal.chars().len() {
                let range = normal.source(start..start + 1, &text);
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
