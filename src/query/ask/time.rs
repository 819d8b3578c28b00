//! The times of a question: phrases as reports write them, and labels such as `2024Q1` and `Q2 2024`.

use chrono::Datelike;

use super::time_en::english_at;
use crate::language::phrase::{Mode, Phrase, Span, Year, phrase_at};
use crate::model::Period;
use crate::model::period::last_day;

/// A time before its year is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A phrase of time.
    Phrase(Phrase),
    /// A label that is a period by itself.
    Label(Period),
}

/// A time of a question with its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// What it means.
    pub period: Period,
    /// 截至…: the state at its end, or what has come together from 1 January to it.
    pub as_of: bool,
    /// Whether the question leaves its year to the database.
    pub assumed: bool,
}

/// The time at `at`, and where it ends.
pub fn time_at(chars: &[char], at: usize) -> Option<(Time, usize)> {
    let label = label_at(chars, at)
        .or_else(|| mixed_at(chars, at))
        .or_else(|| english_at(chars, at))
        .map(|(period, end)| (Time::Label(period), end));
    let phrase = phrase_at(chars, at)
        .or_else(|| middle_at(chars, at))
        .map(|(phrase, end)| (Time::Phrase(phrase), end));
    match (label, phrase) {
        (Some(label), Some(phrase)) if phrase.1 >= label.1 => Some(phrase),
        (Some(label), _) => Some(label),
        (None, phrase) => phrase,
    }
}

/// 年中: the end of June. 2024年中 is within that year, and no time of its own.
fn middle_at(chars: &[char], at: usize) -> Option<(Phrase, usize)> {
    let of_a_year = at > 0 && chars[at - 1].is_ascii_digit();
    let phrase = Phrase {
        year: Year::Scope,
        span: Span::MonthEnd(6),
        mode: Mode::During,
    };
    (chars[at..].starts_with(&['年', '中']) && !of_a_year).then_some((phrase, at + 2))
}

/// `2024Q1`, `2024H1`, `2024-07`, `2024`, `Q2 2024`, `H1 2024`; the longest that is a period.
fn label_at(chars: &[char], at: usize) -> Option<(Period, usize)> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let end = at
        + chars[at..]
            .iter()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_'))
            .count();
    (at + 4..=end).rev().find_map(|end| {
        if chars.get(end).is_some_and(char::is_ascii_alphanumeric) || chars.get(end) == Some(&'年') {
            return None;
        }
        let text: String = chars[at..end].iter().collect();
        let turned = text
            .split_once('_')
            .filter(|(part, _)| part.starts_with(['Q', 'q', 'H', 'h']))
            .map(|(part, year)| format!("{year}{part}"));
        Period::parse(turned.as_deref().unwrap_or(&text))
            .ok()
            .map(|period| (period, end))
    })
}

/// `2024年Q1`, `2024年H1`
fn mixed_at(chars: &[char], at: usize) -> Option<(Period, usize)> {
    let after_digit = at > 0 && chars[at - 1].is_ascii_alphanumeric();
    let [year @ .., '年', part, number] = chars.get(at..at + 7)? else {
        return None;
    };
    let ends = !chars.get(at + 7).is_some_and(char::is_ascii_alphanumeric);
    let label: String = year.iter().chain([part, number]).collect();
    let period = Period::parse(&label).ok()?;
    (ends && !after_digit).then_some((period, at + 7))
}

impl Time {
    /// A year by itself, which a later time of the question may narrow (2024年…二季度).
    pub fn is_bare_year(self) -> bool {
        match self {
            Time::Phrase(phrase) => phrase.span == Span::Year && phrase.year != Year::Scope,
            Time::Label(period) => Period::year(period.end().year()) == Some(period),
        }
    }

    /// Whether it leaves its year to what stands before it.
    pub fn lacks_year(self) -> bool {
        matches!(self, Time::Phrase(phrase) if phrase.year == Year::Scope)
    }

    /// 自…, 从…: the movement begins there.
    pub fn is_since(self) -> bool {
        matches!(self, Time::Phrase(phrase) if phrase.mode == Mode::Since)
    }

    /// Its period, where a missing year is that of the time before it in the question (`outer`), else of `latest`, the
    /// newest period of the database.
    ///
    /// `None` where the question hides the year, or the database is empty and the question leaves the year out.
    pub fn resolve(self, outer: Option<Period>, latest: Option<Period>) -> Option<When> {
        let phrase = match self {
            Time::Label(period) => {
                return Some(When {
                    period,
                    as_of: false,
                    assumed: false,
                });
            }
            Time::Phrase(phrase) => phrase,
        };
        let newest = || latest.map(|period| period.end().year());
        let (year, assumed) = match phrase.year {
            Year::Absolute(year) => (year, false),
            Year::Relative(shift) | Year::Reported(shift) => (newest()? + shift, true),
            Year::Scope => match outer {
                Some(outer) => (outer.end().year(), false),
                None => (latest_year(phrase, latest?), true),
            },
            Year::Masked => return None,
        };
        let period = span_in(year, phrase.span, outer.or(latest))?;
        let as_of = phrase.mode == Mode::AsOf;
        Some(When { period, as_of, assumed })
    }
}

/// The last year in which the part of the year that a phrase names lies within what is known.
fn latest_year(phrase: Phrase, latest: Period) -> i32 {
    let year = latest.end().year();
    match span_in(year, phrase.span, Some(latest)) {
        Some(period) if period.end() > latest.end() => year - 1,
        _ => year,
    }
}

fn span_in(year: i32, span: Span, outer: Option<Period>) -> Option<Period> {
    let date = |month, day| chrono::NaiveDate::from_ymd_opt(year, month, day);
    match span {
        Span::Year | Span::WholeYear => Period::year(year),
        Span::Months(first, last) => Period::months(year, first, last),
        Span::Day(month, day) => date(month, day).map(Period::day),
        Span::Days(from, to) => Period::new(date(from.0, from.1)?, date(to.0, to.1)?),
        Span::MonthEnd(month) => last_day(year, month).map(Period::day),
        Span::Until { first, years, last } => Period::until(year, first, years, last),
        Span::Same => {
            let (_, first, last) = outer?.whole_months()?;
            Period::months(year, first, last)
        }
        Span::Current => outer,
        Span::PreviousMonth => Period::month(outer?.end().year(), outer?.end().month())?.previous(),
        Span::PreviousQuarter => Period::quarter(outer?.end().year(), outer?.end().month().div_ceil(3))?.previous(),
        Span::Now => outer.map(|outer| Period::day(outer.end())),
        Span::YearStart => date(1, 1).map(Period::day),
        Span::Plan => Period::until(year, (1, 1), 4, (12, 0)),
        Span::Recent(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, bool, bool)> {
        let chars: Vec<char> = text.chars().collect();
        let (time, end) = time_at(&chars, 0)?;
        assert_eq!(end, chars.len(), "{text}");
        let latest = Period::parse("2025H1").ok();
        let when = time.resolve(None, latest)?;
        Some((when.period.label(), when.as_of, when.assumed))
    }

    #[test]
    fn times_have_the_year_of_the_question_or_the_newest_that_fits() {
        for (text, label, as_of, assumed) in [
            ("2024年二季度", "2024Q2", false, false),
            ("2024Q2", "2024Q2", false, false),
            ("Q2_2024", "2024Q2", false, false),
            ("first_quarter_of_2024", "2024Q1", false, false),
            ("Second_half_2024", "2024H2", false, false),
            ("2024", "2024", false, false),
            ("2024-01..2024-09", "2024-01..2024-09", false, false),
            ("截至2025年6月底", "2025-06-30", true, false),
            ("上半年", "2025H1", false, true),
            ("三季度", "2024Q3", false, true),
            ("去年", "2024", false, true),
        ] {
            assert_eq!(read(text), Some((label.to_owned(), as_of, assumed)), "{text}");
        }
        assert_eq!(read("202x年"), None);
    }
}
