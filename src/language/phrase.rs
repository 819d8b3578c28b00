//! Phrases of time: `2024年一季度`, `1—6月`, `16月份` (a lost hyphen), `截至3月31日`, `去年同期`, `20xx年`.
//!
//! A phrase keeps what is written; which year it means is for the reader of the whole text to say.

use super::number::{is_numeral, number_at};

/// Which year a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// None: the year of the scope.
    Scope,
    /// 2024年.
    Absolute(i32),
    /// 今年 0, 去年 −1, 明年 +1: relative to the year in which the report speaks.
    Relative(i32),
    /// 本年 0, 上年 −1: relative to the year on which it reports.
    Reported(i32),
    /// 20xx年: hidden, never to be guessed.
    Masked,
}

/// Which part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// The year as a whole, or as far as the report goes when it is the report's own year.
    Year,
    /// 全年, 年度: the whole year.
    WholeYear,
    /// First to last month.
    Months(u32, u32),
    /// A day.
    Day(u32, u32),
    /// From one day to another of the same year.
    Days((u32, u32), (u32, u32)),
    /// 3月底, 一季度末, 年底: the last day of a month.
    MonthEnd(u32),
    /// From a month and day to another, so many years later: 2019年10月—2020年3月, 2018—2020年. Day 0 is a month's last.
    Until {
        /// Month and day of the beginning.
        first: (u32, u32),
        /// How many years later it ends.
        years: i32,
        /// Month and day of the end.
        last: (u32, u32),
    },
    /// 同期: the same part of the year as the scope.
    Same,
    /// 本季度, 本月, 本期: the scope itself.
    Current,
    /// 上月: the month before.
    PreviousMonth,
    /// 上季度: the quarter before.
    PreviousQuarter,
    /// 目前: the end of the report's period.
    Now,
    /// 过去五年, 三年来: so many years up to a day that nothing tells; 0 for 近年来.
    Recent(u32),
    /// “十三五”期间: the five years of a plan from its year on.
    Plan,
    /// 上半年 and 年初 as a point in time: 1 January.
    YearStart,
}

/// How the phrase relates to its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// During it.
    During,
    /// 截至…: up to its end.
    AsOf,
    /// 自…以来, 5月起: from its start on.
    Since,
}

/// A phrase of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Which year.
    pub year: Year,
    /// Which part of it.
    pub span: Span,
    /// How it relates to the span.
    pub mode: Mode,
}

/// The longest phrase that starts at `at`, and where it ends.
pub fn phrase_at(chars: &[char], at: usize) -> Option<(Phrase, usize)> {
    let mut cursor = Cursor { chars, at };
    let mut mode = match cursor.eat_any(&["截至", "截止到", "截止", "截到"]) {
        Some(_) => Mode::AsOf,
        None if cursor.eat("自") => Mode::Since,
        None if cursor.eat("从") => {
            // 从2004年的500件下降到…: the first of two values, no stretch of time.
            return phrase_at(chars, cursor.at)
                .filter(|(_, end)| chars.get(*end) != Some(&'的'))
                .map(|(phrase, end)| {
                    (
                        Phrase {
                            mode: Mode::Since,
                            ..phrase
                        },
                        end,
                    )
                });
        }
        None => Mode::During,
    };
    if mode == Mode::AsOf && cursor.eat_any(&["目前", "当前", "现在"]).is_some() {
        return Some((
            Phrase {
                year: Year::Scope,
                span: Span::Now,
                mode,
            },
            cursor.at,
        ));
    }
    if let Some((phrase, end)) = numeric_date(&cursor) {
        return Some((Phrase { mode, ..phrase }, end));
    }
    if let Some((year, span)) = cursor.years() {
        let year = Year::Absolute(year);
        return Some((Phrase { year, span, mode }, cursor.at));
    }
    if let Some(years) = cursor.recent() {
        let (year, span) = (Year::Scope, Span::Recent(years));
        return Some((Phrase { year, span, mode }, cursor.at));
    }
    if let Some((year, since)) = cursor.plan() {
        let (year, span) = (Year::Absolute(year), Span::Plan);
        let mode = if since { Mode::Since } else { mode };
        return Some((Phrase { year, span, mode }, cursor.at));
    }
    let start = cursor.at;
    let year = cursor.year();
    let span = cursor.span(year.is_some());
    if cursor.at == start || (year.is_none() && span.is_none()) {
        return None;
    }
    let span = cursor.until(year, span).or(span);
    let mut span = span.unwrap_or(Span::Year);
    cursor.suffixes(&mut span, &mut mode);
    Some((
        Phrase {
            year: year.unwrap_or(Year::Scope),
            span,
            mode,
        },
        cursor.at,
    ))
}

/// `2024-04-12`, `2024/4/12`, `2024.4.12`, `01.12.2016`.
fn numeric_date(cursor: &Cursor<'_>) -> Option<(Phrase, usize)> {
    let mut parts = [0u32; 3];
    let mut widths = [0usize; 3];
    let mut at = cursor.at;
    let mut separator = None;
    for index in 0..3 {
        if index > 0 {
            let sign = *cursor.chars.get(at)?;
            if !matches!(sign, '-' | '/' | '.') || separator.is_some_and(|s| s != sign) {
                return None;
            }
            separator = Some(sign);
            at += 1;
        }
        let width = digits_from(cursor.chars, at, 5);
        if width == 0 {
            return None;
        }
        parts[index] = digits_value(&cursor.chars[at..at + width]);
        widths[index] = width;
        at += width;
    }
    let (year, month, day) = match widths {
        [4, 1..=2, 1..=2] => (parts[0], parts[1], parts[2]),
        [1..=2, 1..=2, 4] => (parts[2], parts[1], parts[0]),
        _ => return None,
    };
    let valid = (1949..2150).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some((
        Phrase {
            year: Year::Absolute(year as i32),
            span: Span::Day(month, day),
            mode: Mode::During,
        },
        at,
    ))
}

/// Words for a part of a year; a longer one before its own beginning.
const SPANS: &[(&str, Span)] = &[
    ("上半年", Span::Months(1, 6)),
    ("下半年", Span::Months(7, 12)),
    ("前三季度", Span::Months(1, 9)),
    ("前3季度", Span::Months(1, 9)),
    ("前三个季度", Span::Months(1, 9)),
    ("前3个季度", Span::Months(1, 9)),
    ("一至三季度", Span::Months(1, 9)),
    ("1-3季度", Span::Months(1, 9)),
    ("前两季度", Span::Months(1, 6)),
    ("前两个季度", Span::Months(1, 6)),
    ("首季", Span::Months(1, 3)),
    ("秋冬季", WINTER),
    ("全年", Span::WholeYear),
    ("同期", Span::Same),
    ("本季度", Span::Current),
    ("本季", Span::Current),
    ("当季", Span::Current),
    ("本月", Span::Current),
    ("当月", Span::Current),
    ("本期", Span::Current),
    ("上月", Span::PreviousMonth),
    ("上个月", Span::PreviousMonth),
    ("上季度", Span::PreviousQuarter),
    ("上一季度", Span::PreviousQuarter),
    ("上个季度", Span::PreviousQuarter),
    ("年初", Span::YearStart),
    ("年底", Span::MonthEnd(12)),
    ("年末", Span::MonthEnd(12)),
];

/// 2019—2020年秋冬季: October to March, the season of the action plans against air pollution in winter.
pub(super) const WINTER: Span = Span::Until {
    first: (10, 1),
    years: 1,
    last: (3, 0),
};

/// What joins the two ends of a stretch of time.
pub(super) const TO: &[&str] = &["--", "-", "~", "至", "到"];

const PARTS_OF_A_YEAR: &[&str] = &["上半年", "下半年", "前三季度"];

pub(super) struct Cursor<'t> {
    pub(super) chars: &'t [char],
    pub(super) at: usize,
}

impl Cursor<'_> {
    fn peek(&self, offset: usize) -> char {
        self.chars.get(self.at + offset).copied().unwrap_or('\0')
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let mut at = self.at;
        for c in word.chars() {
            if self.chars.get(at) != Some(&c) {
                return false;
            }
            at += 1;
        }
        self.at = at;
        true
    }

    /// Eats the first word of the list that stands here: longer words first.
    pub(super) fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().find(|word| self.eat(word)).copied()
    }

    pub(super) fn digits(&self, offset: usize) -> usize {
        digits_from(self.chars, self.at + offset, 6)
    }

    pub(super) fn year(&mut self) -> Option<Year> {
        if !matches!(
            self.peek(0),
            '今' | '本' | '当' | '同' | '去' | '上' | '前' | '明' | '下'
        ) {
            return self.masked_year().or_else(|| self.written_year());
        }
        for (word, year) in [
            ("今年", Year::Relative(0)),
            ("本年", Year::Reported(0)),
            ("当年", Year::Reported(0)),
            ("同年", Year::Reported(0)),
            ("去年", Year::Relative(-1)),
            ("上一年", Year::Reported(-1)),
            ("上年", Year::Reported(-1)),
            ("前年", Year::Relative(-2)),
            ("明年", Year::Relative(1)),
            ("下一年", Year::Reported(1)),
        ] {
            if self.eat(word) {
                self.eat("度");
                return Some(year);
            }
        }
        self.masked_year().or_else(|| self.written_year())
    }

    /// `20xx年`, `202x年`, `xx年`, `201*年`, `20  年`: at least one hidden digit before 年.
    fn masked_year(&mut self) -> Option<Year> {
        let length = self
            .chars
            .iter()
            .skip(self.at)
            .take(5)
            .take_while(|c| c.is_ascii_digit() || is_mask(**c))
            .count();
        let masked = self.chars[self.at..self.at + length].iter().any(|c| is_mask(*c));
        if !masked || self.peek(length) != '年' || length > 4 {
            return None;
        }
        self.at += length + 1;
        self.eat("度");
        Some(Year::Masked)
    }

    pub(super) fn written_year(&mut self) -> Option<Year> {
        let digits = self.digits(0);
        let (year, length) = match digits {
            4 => (self.value(4), 4),
            2 if self.peek(0) == '0' => (2000 + self.value(2), 2),
            0 => (self.chinese_year()?, 4),
            // 20243月: the 年 was lost between year and month.
            _ => return None,
        };
        if !(1949..2150).contains(&year) {
            return None;
        }
        let next = self.peek(length);
        if next == '年' {
            self.at += length + 1;
            if self.peek(0) == '度' {
                self.at += 1;
            }
            return Some(Year::Absolute(year));
        }
        // 2022上半年: the 年 was left out before a part of the year that no number can be followed by.
        let part = &self.chars[(self.at + length).min(self.chars.len())..];
        let names_a_part = |word: &str| part.iter().take(word.chars().count()).copied().eq(word.chars());
        if digits == 4 && PARTS_OF_A_YEAR.iter().any(|word| names_a_part(word)) {
            self.at += length;
            return Some(Year::Absolute(year));
        }
        None
    }

    fn chinese_year(&self) -> Option<i32> {
        let mut year = 0;
        for offset in 0..4 {
            year = year * 10
                + "〇一二三四五六七八九".chars().position(|c| {
                    c == if self.peek(offset) == '零' {
                        '〇'
                    } else {
                        self.peek(offset)
                    }
                })? as i32;
        }
        Some(year)
    }

    pub(super) fn value(&self, length: usize) -> i32 {
        digits_value(&self.chars[self.at..self.at + length]) as i32
    }

    fn span(&mut self, has_year: bool) -> Option<Span> {
        let named = matches!(
            self.peek(0),
            '上' | '下' | '前' | '一' | '1' | '首' | '全' | '同' | '本' | '当' | '年' | '秋'
        );
        for (word, span) in if named { SPANS } else { &[] } {
            if (has_year || *span != WINTER) && self.eat(word) {
                if *span == Span::Months(1, 3) {
                    self.eat("度");
                }
                return Some(*span);
            }
        }
        if has_year {
            if self.eat_any(&["底", "末"]).is_some() {
                return Some(Span::MonthEnd(12));
            }
            if self.eat("初") {
                return Some(Span::YearStart);
            }
        }
        self.quarter()
            .or_else(|| self.leading_months())
            .or_else(|| self.months_or_day())
    }

    fn quarter(&mut self) -> Option<Span> {
        let skip = usize::from(self.peek(0) == '第');
        let number = small(self.peek(skip)).filter(|n| (1..=4).contains(n))?;
        // 15一季度: a day and a quarter; 15 and 1 are one number.
        let glued = self.peek(skip).is_ascii_digit() && is_digitlike(self.chars, self.at);
        if self.peek(skip + 1) != '季' || self.peek(skip + 2) != '度' || glued {
            return None;
        }
        self.at += skip + 3;
        Some(Span::Months(number * 3 - 2, number * 3))
    }

    /// 前9月, 前八个月.
    fn leading_months(&mut self) -> Option<Span> {
        if self.peek(0) != '前' {
            return None;
        }
        let number = number_at(self.chars, self.at + 1)?;
        let last = u32::try_from(number.value.trunc().mantissa())
            .ok()
            .filter(|m| (2..=12).contains(m))?;
        let mut rest = Cursor {
            chars: self.chars,
            at: number.end,
        };
        rest.eat("个");
        if !rest.eat("月") {
            return None;
        }
        rest.eat("份");
        self.at = rest.at;
        Some(Span::Months(1, last))
    }

    pub(super) fn months_or_day(&mut self) -> Option<Span> {
        if is_digitlike(self.chars, self.at) {
            return None;
        }
        let (first, mut end) = self.small_number(self.at)?;
        let mut rest = Cursor {
            chars: self.chars,
            at: end,
        };
        let first_has_month = rest.eat("月");
        if first_has_month {
            rest.eat("份");
            if let Some(span) = rest.day_of(first) {
                self.at = rest.at;
                return Some(span);
            }
            end = rest.at;
        }
        if rest.eat_any(&["--", "-", "~", "至", "到"]).is_some()
            && let Some((last, after)) = rest.small_number(rest.at)
            && self.chars.get(after) == Some(&'月')
            && (1..=12).contains(&first)
            && (first..=12).contains(&last)
            && !self.is_day(after + 1)
        {
            self.at = after + 1;
            self.eat("份");
            return Some(Span::Months(first, last));
        }
        if !first_has_month {
            return None;
        }
        self.at = end;
        match first {
            1..=12 => Some(Span::Months(first, first)),
            13..=19 => Some(Span::Months(1, first - 10)),
            110..=112 => Some(Span::Months(1, first - 100)),
            _ => None,
        }
    }

    /// 15日 behind 1-6月: the months are days' months.
    fn is_day(&self, at: usize) -> bool {
        self.small_number(at)
            .is_some_and(|(_, end)| self.chars.get(end) == Some(&'日'))
    }

    /// Behind `3月`: `31日`, `20日至4月11日`, `12日-27日`; 底 and 末 are suffixes.
    fn day_of(&mut self, month: u32) -> Option<Span> {
        if !(1..=12).contains(&month) {
            return None;
        }
        let (day, end) = self.small_number(self.at).filter(|(day, _)| (1..=31).contains(day))?;
        let mut rest = Cursor {
            chars: self.chars,
            at: end,
        };
        let written = rest.eat_any(&["日", "号"]).is_some();
        let mut last = Cursor {
            chars: self.chars,
            at: rest.at,
        };
        if last.eat_any(&["--", "-", "~", "至", "到"]).is_some()
            && let Some((number, after)) = last.small_number(last.at)
        {
            last.at = after;
            let mut to = (month, number);
            if last.eat("月")
                && let Some((day, after)) = last.small_number(last.at)
            {
                to = (number, day);
                last.at = after;
            }
            if last.eat_any(&["日", "号"]).is_some() {
                self.at = last.at;
                return Some(Span::Days((month, day), to));
            }
        }
        written.then(|| {
            self.at = rest.at;
            Span::Day(month, day)
        })
    }

    fn small_number(&self, at: usize) -> Option<(u32, usize)> {
        let digits = digits_from(self.chars, at, 4);
        if (1..=3).contains(&digits) {
            return Some((digits_value(&self.chars[at..at + digits]), at + digits));
        }
        let length = self
            .chars
            .iter()
            .skip(at)
            .take(4)
            .take_while(|c| is_numeral(**c))
            .count();
        let number = (digits == 0 && (1..=3).contains(&length)).then(|| number_at(self.chars, at))??;
        Some((u32::try_from(number.value.trunc().mantissa()).ok()?, number.end)).filter(|_| number.value.scale() == 0)
    }

    fn suffixes(&mut self, span: &mut Span, mode: &mut Mode) {
        if let Span::Months(_, last) = *span
            && self.peek(1) != '前'
            && self.eat_any(&["底", "末"]).is_some()
        {
            *span = Span::MonthEnd(last);
        }
        if self.eat("同期") {
            *span = if *span == Span::Year { Span::Same } else { *span };
        }
        if self.eat_any(&["以来", "至今"]).is_some() || (self.peek(0) == '起' && self.peek(1) != '草' && self.eat("起"))
        {
            *mode = Mode::Since;
        }
    }
}

/// How many digits stand from `at` on, `most` at the most.
fn digits_from(chars: &[char], at: usize, most: usize) -> usize {
    let from = chars.get(at..).unwrap_or_default();
    from.iter().take(most).take_while(|c| c.is_ascii_digit()).count()
}

/// The value of a few digits.
fn digits_value(digits: &[char]) -> u32 {
    let values = digits.iter().filter_map(|c| c.to_digit(10));
    values.fold(0, |sum, digit| sum * 10 + digit)
}

fn small(c: char) -> Option<u32> {
    match c {
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        _ => c.to_digit(10),
    }
}

/// Whether the character before `at` continues a number into it, so that no phrase can begin here.
fn is_digitlike(chars: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|i| chars.get(i))
        .is_some_and(|c| c.is_ascii_digit() || *c == '.')
}

/// A sign that stands for a hidden digit.
pub fn is_mask(c: char) -> bool {
    matches!(c, 'x' | 'X' | '×' | '*' | 'Ⅹ' | 'ⅹ' | '_' | '○' | '□')
}
