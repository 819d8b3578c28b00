//! Cells as plain text. What stands in a report is never a command to a terminal, a spreadsheet or a page.

use crate::answer::{Answer, Cell};

/// What a missing cell shows to people.
pub const MISSING: &str = "—";

/// One line without control characters: line breaks and tabs become blanks, everything that a terminal could obey
/// (escape sequences, also the invisible ones that turn the direction of writing) becomes `�`.
pub fn clean(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() || is_invisible(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(harmless).collect()
}

/// The same for HTML and XML: text that is neither a tag nor the end of an attribute.
pub fn markup(text: &str) -> String {
    let text = clean(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not allowed in XML.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Directional controls and invisible operators; the terminal table marks its colours with the latter.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A cell as people read it; a pointed-at part stands between `open` and `close`.
pub fn for_people(cell: &Cell, open: &str, close: &str) -> String {
    match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Measure { shown: text, .. } => clean(text),
        Cell::Marked { before, marked, after } => {
            format!("{}{open}{}{close}{}", clean(before), clean(marked), clean(after))
        }
        Cell::Missing { .. } => MISSING.to_owned(),
    }
}

/// What a machine takes from a cell.
pub enum Datum<'a> {
    /// A plain decimal number: digits, at most one point, perhaps a leading minus; a valid number of JSON.
    Number(&'a str),
    /// Words.
    Text(String),
    /// Nothing.
    Missing,
}

/// The cell as data. A number that is not plain decimal digits is words.
pub fn datum(cell: &Cell) -> Datum<'_> {
    match cell {
        Cell::Number(number) | Cell::Measure { number, .. } => {
            let unsigned = number.strip_prefix('+').unwrap_or(number);
            match is_plain_number(unsigned) {
                true => Datum::Number(unsigned),
                false => Datum::Text(number.clone()),
            }
        }
        Cell::Text(text) => Datum::Text(text.clone()),
        Cell::Marked { before, marked, after } => Datum::Text(format!("{before}{marked}{after}")),
        Cell::Missing { .. } => Datum::Missing,
    }
}

/// The number grammar of JSON without exponents: no `+`, no leading zeros, digits on both sides of the point.
fn is_plain_number(text: &str) -> bool {
    let magnitude = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// Whether a column holds numbers, so that it is aligned to the right: a class or two among them change nothing.
pub fn is_numeric(answer: &Answer, column: usize) -> bool {
    let cells = answer.rows.iter().filter_map(|row| row.cells.get(column));
    let (mut numbers, mut words) = (0, 0);
    for cell in cells {
        match cell {
            Cell::Number(_) | Cell::Measure { .. } => numbers += 1,
            Cell::Text(_) | Cell::Marked { .. } => words += 1,
            Cell::Missing { .. } => {}
        }
    }
    numbers > words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_plain_decimals_are_numbers() {
        for number in ["0", "-0.0", "12", "-48.0", "0.50", "100"] {
            assert!(is_plain_number(number), "{number}");
        }
        for text in [
            "", "-", "1.", ".5", "007", "+1", "1e3", "1,000", "--1", "1.2.3", "NaN", "４",
        ] {
            assert!(!is_plain_number(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_a_terminal_obeys_is_left(text in any::<String>()) {
            prop_assert!(!clean(&text).chars().any(|c| c.is_control() || is_invisible(c)));
        }

        #[test]
        fn clean_text_stays(text in "[ -~一-龥]*") {
            prop_assert_eq!(clean(&text), text);
        }
    }
}
