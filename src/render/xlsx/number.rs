//! Number formats that show a number as it was shown.

use std::collections::HashSet;

/// Different formats in one workbook; Excel promises to keep 200.
const MOST: usize = 180;
/// Digits that a spreadsheet keeps.
const DIGITS: usize = 15;

/// The formats of a workbook so far.
#[derive(Default)]
pub struct Formats {
    used: HashSet<String>,
}

impl Formats {
    /// A plain decimal as a spreadsheet keeps it, and the format in which it looks like `shown`. `None` where that cannot
    /// be: too many digits, too many formats, or words that leave the number out.
    pub fn of(&mut self, number: &str, shown: &str) -> Option<(f64, String)> {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let value: f64 = number.parse().ok().filter(|_| digits <= DIGITS)?;
        let format = format(number, shown)?;
        if !self.used.contains(&format) {
            if self.used.len() == MOST {
                return None;
            }
            self.used.insert(format.clone());
        }
        Some((value, format))
    }
}

/// The words around the digits become text of the format, for numbers of this sign alone: with another one they might
/// say the opposite.
fn format(number: &str, shown: &str) -> Option<String> {
    let magnitude = number.trim_start_matches('-');
    let decimals = magnitude.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let digits = match decimals {
        0 => "0".to_owned(),
        _ => format!("0.{}", "0".repeat(decimals)),
    };
    let is_zero = magnitude.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let dressed = match around(shown, magnitude) {
        Some(("", "")) | Some(("-", "")) => return Some(digits),
        Some((before, after)) => format!("{}{digits}{}", quoted(before)?, quoted(after)?),
        None if is_zero => quoted(shown)?,
        None => return None,
    };
    Some(match (is_zero, number.starts_with('-')) {
        (true, _) => format!("{digits};-{digits};{dressed}"),
        (false, true) => format!("{digits};{dressed};{digits}"),
        (false, false) => format!("{dressed};-{digits};{digits}"),
    })
}

/// What stands before and behind the digits, where they stand as a number of their own.
fn around<'a>(shown: &'a str, magnitude: &str) -> Option<(&'a str, &'a str)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    shown
        .match_indices(magnitude)
        .map(|(at, _)| (&shown[..at], &shown[at + magnitude.len()..]))
        .find(|(before, after)| !before.ends_with(is_part) && !after.starts_with(is_part))
}

/// Text of a format; a quotation mark has no place in it.
fn quoted(text: &str) -> Option<String> {
    match text {
        "" => Some(String::new()),
        "-" => Some("-".to_owned()),
        _ if text.contains('"') || text.chars().count() > 60 => None,
        _ => Some(format!("\"{text}\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_what_was_shown_and_says_nothing_of_other_signs() {
        for (number, shown, expected) in [
            ("26.50", "26.50", "0.00"),
            ("-48", "-48", "0"),
            ("-48.0", "-48.0%", "0.0;-0.0\"%\";0.0"),
            ("1.2", "+1.2个百分点", "\"+\"0.0\"个百分点\";-0.0;0.0"),
            ("-2", "改善2级", "0;\"改善\"0\"级\";0"),
            ("0", "持平", "0;-0;\"持平\""),
            ("120", "约120", "\"约\"0;-0;0"),
            ("21.9", "≈21.9±0.2", "\"≈\"0.0\"±0.2\";-0.0;0.0"),
        ] {
            assert_eq!(format(number, shown).as_deref(), Some(expected));
        }
        assert_eq!(format("2", "12"), None);
        assert_eq!(format("2", "2\""), None);
    }

    #[test]
    fn too_many_digits_or_formats_are_words() {
        let mut formats = Formats::default();
        assert_eq!(formats.of("1234567890.123456", "1234567890.123456"), None);
        for number in 0..400 {
            let shown = format!("约{number}±{number}x");
            let kept = formats.of(&number.to_string(), &shown).is_some();
            assert_eq!(kept, number < MOST);
        }
        assert!(formats.of("5", "约5±5x").is_some());
    }
}
