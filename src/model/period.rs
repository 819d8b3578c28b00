//! Closed date ranges with the labels that reports and users give them.
//!
//! | label | range | other spellings that [`Period::parse`] takes |
//! |---|---|---|
//! | `2024Q1` | 2024-01-01/2024-03-31 | `2024q1` `2024-Q1` `2024年一季度` `2024年第1季度` |
//! | `2024H1` | 2024-01-01/2024-06-30 | `2024年上半年` `2024年1-6月` |
//! | `2024-01..2024-09` | 2024-01-01/2024-09-30 | `2024年前三季度` `2024年1—9月` |
//! | `2024` | 2024-01-01/2024-12-31 | `2024年` `2024年全年` |
//! | `2024-07` | 2024-07-01/2024-07-31 | `2024年7月` `2024/7` |
//! | `2023-10..2024-03` | 2023-10-01/2024-03-31 | |
//! | `2024-03-31` | a day | `2024年3月31日` |
//! | `2024-04-03..2024-05-02` | any days | `2024-04-03/2024-05-02` |

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use thiserror::Error;

/// A closed range of days, both ends included; `start <= end` always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is not a period")]
pub struct PeriodError {
    /// What was given.
    pub text: String,
}

/// Years that a report or question can reasonably mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

impl Period {
    /// From the first to the last day; `None` when they are the wrong way round.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start <= end).then_some(Period { start, end })
    }

    /// From 1 January of the year of its end to its end.
    pub fn to_date(self) -> Self {
        let start = self.end.with_ordinal(1).unwrap_or(self.end);
        Period { start, end: self.end }
    }

    /// One day.
    pub fn day(date: NaiveDate) -> Self {
        Period { start: date, end: date }
    }

    /// From the first day of month `first` to the last day of month `last` of one year.
    pub fn months(year: i32, first: u32, last: u32) -> Option<Self> {
        if !YEARS.contains(&year) || first > last {
            return None;
        }
        let start = NaiveDate::from_ymd_opt(year, first, 1)?;
        let end = last_day(year, last)?;
        Period::new(start, end)
    }

    /// One month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Period::months(year, month, month)
    }

    /// Quarter 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4)
            .contains(&quarter)
            .then(|| Period::months(year, quarter * 3 - 2, quarter * 3))?
    }

    /// Half 1 or 2.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        (1..=2)
            .contains(&half)
            .then(|| Period::months(year, half * 6 - 5, half * 6))?
    }

    /// From a month and day of a year to another, so many years later; day 0 is the month's last.
    pub fn until(year: i32, first: (u32, u32), years: i32, last: (u32, u32)) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, first.0, first.1)?;
        let end = match last {
            (month, 0) => last_day(year.checked_add(years)?, month)?,
            (month, day) => NaiveDate::from_ymd_opt(year.checked_add(years)?, month, day)?,
        };
        Self::new(start, end)
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Period::months(year, 1, 12)
    }

    /// First day.
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// Last day.
    pub fn end(self) -> NaiveDate {
        self.end
    }

    /// Number of days, both ends counted.
    pub fn days(self) -> i64 {
        (self.end - self.start).num_days() + 1
    }

    /// First and last month when the period is made of whole months of one year.
    pub fn whole_months(self) -> Option<(i32, u32, u32)> {
        let whole = self.start.day() == 1
            && last_day(self.end.year(), self.end.month()) == Some(self.end)
            && self.start.year() == self.end.year();
        whole.then(|| (self.start.year(), self.start.month(), self.end.month()))
    }

    /// Year and number when the period is exactly a quarter.
    pub fn as_quarter(self) -> Option<(i32, u32)> {
        match self.whole_months()? {
            (year, first, last) if last == first + 2 && last.is_multiple_of(3) => Some((year, last / 3)),
            _ => None,
        }
    }

    /// Whether it runs from 1 January to a day of the same year: a cumulative figure's period.
    pub fn is_year_to_date(self) -> bool {
        self.start.ordinal() == 1 && self.start.year() == self.end.year()
    }

    /// Whether every day of `other` lies in it.
    pub fn contains(self, other: Period) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same period a year earlier; whole months stay whole months (February's last day follows the calendar).
    pub fn year_earlier(self) -> Option<Self> {
        self.shift_months(12)
    }

    /// The adjacent earlier period of the same length: the quarter, half-year, month or year before.
    ///
    /// A period of whole months moves by its number of months; any other moves by its number of days.
    pub fn previous(self) -> Option<Self> {
        match self.whole_months() {
            Some((_, first, last)) => self.shift_months(last - first + 1),
            None => {
                let days = Days::new(self.days() as u64);
                Period::new(self.start.checked_sub_days(days)?, self.end.checked_sub_days(days)?)
            }
        }
    }

    fn shift_months(self, months: u32) -> Option<Self> {
        let start = self.start.checked_sub_months(Months::new(months))?;
        let end = self.end.checked_sub_months(Months::new(months))?;
        let ends_a_month = last_day(self.end.year(), self.end.month()) == Some(self.end);
        let end = if ends_a_month {
            last_day(end.year(), end.month())?
        } else {
            end
        };
        Period::new(start, end)
    }

    /// The label that tables show and [`Period::parse`] reads back.
    pub fn label(self) -> String {
        if self.start == self.end {
            return self.start.to_string();
        }
        if let Some((year, first, last)) = self.whole_months() {
            return match (first, last) {
                (1, 12) => format!("{year}"),
                (1, 6) => format!("{year}H1"),
                (7, 12) => format!("{year}H2"),
                _ if first == last => format!("{year}-{first:02}"),
                _ if self.as_quarter().is_some() => format!("{year}Q{}", last / 3),
                _ => format!("{year}-{first:02}..{year}-{last:02}"),
            };
        }
        let whole = self.start.day() == 1 && last_day(self.end.year(), self.end.month()) == Some(self.end);
        match whole {
            true => format!("{}..{}", self.start.format("%Y-%m"), self.end.format("%Y-%m")),
            false => format!("{}..{}", self.start, self.end),
        }
    }

    /// The name that a Chinese reader gives it: `2024年一季度`, `2024年上半年`, `2024年1—9月`, `2024年`.
    pub fn label_zh(self) -> String {
        let Some((year, first, last)) = self.whole_months() else {
            return match self.start == self.end {
                true => chinese_date(self.start),
                false => format!("{}至{}", chinese_date(self.start), chinese_date(self.end)),
            };
        };
        match (first, last) {
            (1, 12) => format!("{year}年"),
            (1, 6) => format!("{year}年上半年"),
            (7, 12) => format!("{year}年下半年"),
            _ if first == last => format!("{year}年{first}月"),
            _ if self.as_quarter().is_some() => {
                format!("{year}年{}季度", ["一", "二", "三", "四"][last as usize / 3 - 1])
            }
            _ => format!("{year}年{first}—{last}月"),
        }
    }

    /// Reads any usual spelling of one period with its year; the table of the module lists them.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        parse_period(text).ok_or_else(|| PeriodError { text: text.to_owned() })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.label())
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Period::parse(text)
    }
}

/// Last day of a month.
pub fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()
}

fn chinese_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn parse_period(text: &str) -> Option<Period> {
    let folded = fold(text);
    for separator in ["..", "/"] {
        if let Some((from, to)) = folded.split_once(separator)
            && let (Some(from), Some(to)) = (parse_single(from), parse_single(to))
        {
            return Period::new(from.start, to.end);
        }
    }
    parse_single(&folded)
}

/// Full-width to half-width, dashes to `-`, blanks dropped, lower to upper case.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '—' | '–' | '―' | '－' | '~' | '～' | '至' | '到' => '-',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            other => other,
        })
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn parse_single(text: &str) -> Option<Period> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits != 4 {
        return None;
    }
    let year: i32 = text[..4].parse().ok()?;
    let rest = text[4..].trim_start_matches(['年', '-', '/', '.']);
    if !YEARS.contains(&year) {
        return None;
    }
    match rest {
        "" | "全年" | "年度" | "度" => Period::year(year),
        "上半年" | "H1" => Period::half(year, 1),
        "下半年" | "H2" => Period::half(year, 2),
        "前三季度" | "前3季度" => Period::months(year, 1, 9),
        _ => parse_quarter(year, rest).or_else(|| parse_months(year, rest, !text.contains(['年', '月']))),
    }
}

fn parse_quarter(year: i32, rest: &str) -> Option<Period> {
    if let Some(number) = rest.strip_prefix('Q') {
        return Period::quarter(year, number.parse().ok()?);
    }
    let name = rest.strip_suffix("季度")?;
    let name = name.strip_prefix('第').unwrap_or(name);
    let number = match name {
        "一" | "1" => 1,
        "二" | "2" => 2,
        "三" | "3" => 3,
        "四" | "4" => 4,
        _ => return None,
    };
    Period::quarter(year, number)
}

/// `iso`: `2024-03-31` is a day, but `2024年1-6月` a span of months.
fn parse_months(year: i32, rest: &str, iso: bool) -> Option<Period> {
    let rest = rest
        .strip_suffix("月份")
        .or_else(|| rest.strip_suffix('月'))
        .or_else(|| rest.strip_suffix('日'))
        .unwrap_or(rest);
    if let Some((month, day)) = rest.split_once(['月', '/']) {
        return NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?).map(Period::day);
    }
    let Some((first, last)) = rest.split_once('-') else {
        return Period::month(year, rest.parse().ok()?);
    };
    if iso {
        return NaiveDate::from_ymd_opt(year, first.parse().ok()?, last.parse().ok()?).map(Period::day);
    }
    let (first, last): (u32, u32) = (first.trim_end_matches('月').parse().ok()?, last.parse().ok()?);
    Period::months(year, first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_spellings() {
        for (text, label) in [
            ("2024Q1", "2024Q1"),
            ("2024-q1", "2024Q1"),
            ("2024年一季度", "2024Q1"),
            ("2024年第3季度", "2024Q3"),
            ("２０２４年上半年", "2024H1"),
            ("2024年1—9月", "2024-01..2024-09"),
            ("2024年前三季度", "2024-01..2024-09"),
            ("2024年1-6月", "2024H1"),
            ("2024年7月份", "2024-07"),
            ("2024-07", "2024-07"),
            ("2024/7", "2024-07"),
            ("2024", "2024"),
            ("2024年全年", "2024"),
            ("2023-10..2024-03", "2023-10..2024-03"),
            ("2024-03-31", "2024-03-31"),
            ("2024年3月31日", "2024-03-31"),
            ("2024-01-01/2024-03-31", "2024Q1"),
            ("2024-04-03..2024-05-02", "2024-04-03..2024-05-02"),
        ] {
            assert_eq!(Period::parse(text).map(|p| p.label()), Ok(label.to_owned()), "{text}");
        }
    }

    #[test]
    fn impossible_periods() {
        for text in [
            "",
            "2024Q5",
            "2024-13",
            "20xx",
            "Q1",
            "2024年9-1月",
            "99999",
            "2024Q",
            "一季度",
            "2024-02-30",
        ] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn neighbours() {
        let q1 = Period::parse("2024Q1").unwrap();
        assert_eq!(q1.previous().unwrap().label(), "2023Q4");
        assert_eq!(q1.year_earlier().unwrap().label(), "2023Q1");
        assert_eq!(
            Period::parse("2024-02").unwrap().year_earlier().unwrap().label(),
            "2023-02"
        );
        assert_eq!(Period::parse("2025-02").unwrap().year_earlier().unwrap().days(), 29);
        assert_eq!(Period::parse("2024H1").unwrap().previous().unwrap().label(), "2023H2");
    }

    proptest! {
        #[test]
        fn labels_print_and_parse(from in 0u64..80_000, length in 0u64..900) {
            let start = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(from);
            let period = Period::new(start, start + Days::new(length)).unwrap();
            prop_assert_eq!(Period::parse(&period.label()), Ok(period));
        }

        #[test]
        fn whole_months_print_and_parse(year in 1950i32..2150, first in 1u32..=12, more in 0u32..12) {
            let period = Period::months(year, first, (first + more).min(12)).unwrap();
            prop_assert_eq!(Period::parse(&period.label()), Ok(period));
            prop_assert_eq!(Period::parse(&period.label_zh()), Ok(period));
        }

        #[test]
        fn any_text_is_a_period_or_an_error(text in "\\PC*") {
            let _ = Period::parse(&text);
        }
    }
}
