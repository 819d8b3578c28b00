//! The times of an English question: `first quarter of 2024`, `January to September 2024`, `end of June 2025`. Its blanks are
//! `_`, as folding leaves them.

use crate::model::Period;
use crate::model::period::last_day;

/// The time at `at`, and where it ends.
pub fn english_at(chars: &[char], at: usize) -> Option<(Period, usize)> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let text: String = chars[at..]
        .iter()
        .take(LONGEST)
        .map(char::to_ascii_lowercase)
        .take_while(char::is_ascii)
        .collect();
    let mut words = Words { rest: &text };
    let period = part_of_a_year(&mut words).or_else(|| {
        words = Words { rest: &text };
        months(&mut words)
    })?;
    let ends = !words.rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    ends.then(|| (period, at + text.len() - words.rest.len()))
}

/// Longer than any such time.
const LONGEST: usize = 48;

const PARTS: &[(&str, &str)] = &[
    ("first quarter", "Q1"),
    ("second quarter", "Q2"),
    ("third quarter", "Q3"),
    ("fourth quarter", "Q4"),
    ("first half", "H1"),
    ("second half", "H2"),
    ("q1", "Q1"),
    ("q2", "Q2"),
    ("q3", "Q3"),
    ("q4", "Q4"),
    ("h1", "H1"),
    ("h2", "H2"),
    ("full year", ""),
    ("whole year", ""),
    ("whole of", ""),
    ("year", ""),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn part_of_a_year(words: &mut Words) -> Option<Period> {
    let (_, label) = PARTS.iter().find(|(said, _)| words.take_all(said))?;
    words.take("of");
    words.take("the");
    words.take("year");
    let year = words.year()?;
    Period::parse(&format!("{year}{label}")).ok()
}

/// `March 2024`, `January to September 2024`, `end of June 2025`.
fn months(words: &mut Words) -> Option<Period> {
    let at_the_end = words.take_all("the end of") || words.take_all("end of") || words.take_all("end");
    let first = words.month()?;
    let before = words.rest;
    let joined = ["to", "through", "until", "-"].iter().any(|word| words.take(word));
    let last = joined.then(|| words.month()).flatten();
    if last.is_none() {
        words.rest = before;
    }
    let last = last.unwrap_or(first);
    words.take("of");
    let year = words.year()?;
    match at_the_end {
        true => last_day(year, last).map(Period::day),
        false => Period::months(year, first, last),
    }
}

/// The words of a question, one after another.
struct Words<'t> {
    rest: &'t str,
}

impl Words<'_> {
    fn take(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word) else {
            return false;
        };
        let cut = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
        let whole = !(cut(word) && cut(rest));
        if whole {
            self.rest = rest.trim_start_matches(['_', ' ', ',']);
        }
        whole
    }

    /// Several words, all or none of them.
    fn take_all(&mut self, words: &str) -> bool {
        let before = self.rest;
        let all = words.split(' ').all(|word| self.take(word));
        if !all {
            self.rest = before;
        }
        all
    }

    /// A month by its name or its first three letters.
    fn month(&mut self) -> Option<u32> {
        let number = MONTHS
            .iter()
            .position(|name| self.take(name) || self.take(&name[..3]))?;
        u32::try_from(number).ok().map(|number| number + 1)
    }

    /// Four digits. What stands behind them stays where it is: it is not part of the time.
    fn year(&mut self) -> Option<i32> {
        let digits = self
            .rest
            .get(..4)
            .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.rest = &self.rest[4..];
        digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let chars: Vec<char> = text.chars().collect();
        let (period, end) = english_at(&chars, 0)?;
        Some((period.label(), chars[end..].iter().collect()))
    }

    #[test]
    fn times_are_read_with_their_year_and_nothing_behind_it() {
        for (text, label, rest) in [
            ("first_quarter_of_2024", "2024Q1", ""),
            ("Second_half_2024,_and", "2024H2", ",_and"),
            ("January_to_September_2024", "2024-01..2024-09", ""),
            ("Jan-Jun_2025?", "2025H1", "?"),
            ("end_of_June_2025", "2025-06-30", ""),
            ("the_end_of_March_2024_to", "2024-03-31", "_to"),
            ("March_2024", "2024-03", ""),
            ("full_year_2024", "2024", ""),
            ("H1_2024", "2024H1", ""),
        ] {
            assert_eq!(read(text), Some((label.to_owned(), rest.to_owned())), "{text}");
        }
        for text in ["first_quarter", "March", "2024", "marching_2024", "June_20255", "end"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
