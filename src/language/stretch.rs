//! Stretches of time from one year into another: `2018—2020年`, `2019年10月—2020年3月`, `2019—2020年秋冬季`.

use super::number::number_at;
use super::phrase::{Cursor, Span, TO, WINTER, Year};

/// What behind 一年来 makes 来 the beginning of another word: 来访, 来信.
const COMERS: &str = "访信电函人件自源";

impl Cursor<'_> {
    /// 过去五年, 近五年来, 三年来: how many years, at least two; 0 for 近年来. One year is the report's own.
    pub(super) fn recent(&mut self) -> Option<u32> {
        const MOST: u32 = 50;
        let mut rest = Cursor {
            chars: self.chars,
            at: self.at,
        };
        let led = rest.eat_any(&["最近", "近", "过去的", "过去"]).is_some();
        let vague = rest.eat_any(&["几", "些", "多"]).is_some() || led && rest.chars.get(rest.at) == Some(&'年');
        let years = match vague {
            true => 0,
            false => {
                let inside = self.at.checked_sub(1).and_then(|before| self.chars.get(before));
                if !led && inside.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '第' | '前' | '近')) {
                    return None;
                }
                let number = number_at(self.chars, rest.at)?;
                rest.at = number.end;
                rest.eat_any(&["多", "余"]);
                let years = u32::try_from(number.value.trunc().mantissa()).ok()?;
                Some(years).filter(|years| number.value.scale() == 0 && (2..=MOST).contains(years))?
            }
        };
        if !rest.eat("年") {
            return None;
        }
        let comes = rest.chars.get(rest.at + 1).is_some_and(|c| COMERS.contains(*c));
        let until_now = rest.eat("以来") || !comes && rest.eat("来");
        let inside = led && !until_now && rest.eat_any(&["间", "中", "里"]).is_some();
        if !until_now && rest.chars.get(rest.at).is_some_and(|c| "均度级底末平".contains(*c)) {
            return None;
        }
        // 五年 alone is a length, 近五年 and 近年 are times.
        if !(until_now || led || inside) {
            return None;
        }
        self.at = rest.at;
        Some(years)
    }

    /// “十三五”期间, 十四五以来: the plan's first year, and whether what follows says since.
    pub(super) fn plan(&mut self) -> Option<(i32, bool)> {
        let mut rest = Cursor {
            chars: self.chars,
            at: self.at,
        };
        rest.eat_any(&["“", "\""]);
        if !rest.eat("十") {
            return None;
        }
        let number = "一二三四五".chars().position(|c| rest.chars.get(rest.at) == Some(&c))?;
        rest.at += 1;
        if !rest.eat("五") {
            return None;
        }
        rest.eat_any(&["”", "\""]);
        let since = rest.eat("以来");
        if !since {
            rest.eat_any(&["期间", "时期"])?;
        }
        self.at = rest.at;
        // The eleventh began in 2006.
        Some((2006 + 5 * i32::try_from(number).ok()?, since))
    }

    /// 2018—2020年, 2019—2020年秋冬季: two years, of which only the last is followed by 年.
    pub(super) fn years(&mut self) -> Option<(i32, Span)> {
        if self.digits(0) != 4 {
            return None;
        }
        let first = self.value(4);
        let mut rest = Cursor {
            chars: self.chars,
            at: self.at + 4,
        };
        rest.eat_any(TO)?;
        let Some(Year::Absolute(last)) = rest.written_year() else {
            return None;
        };
        if !(1949..last).contains(&first) {
            return None;
        }
        let years = last - first;
        self.at = rest.at;
        if years == 1 && self.eat("秋冬季") {
            return Some((first, WINTER));
        }
        let (first_day, last_day) = ((1, 1), (12, 0));
        Some((
            first,
            Span::Until {
                first: first_day,
                years,
                last: last_day,
            },
        ))
    }

    /// Behind 2019年10月: —2020年3月, 至次年3月31日.
    pub(super) fn until(&mut self, year: Option<Year>, span: Option<Span>) -> Option<Span> {
        let first = match span {
            None => (1, 1),
            Some(Span::Months(first, last)) if first == last => (first, 1),
            Some(Span::Day(month, day)) => (month, day),
            _ => return None,
        };
        let mut rest = Cursor {
            chars: self.chars,
            at: self.at,
        };
        rest.eat_any(TO)?;
        let years = match rest.eat_any(&["次年", "翌年", "第二年"]) {
            Some(_) => 1,
            None => match (year?, rest.year()?) {
                (Year::Absolute(from), Year::Absolute(to)) => to - from,
                (Year::Relative(from), Year::Relative(to)) => to - from,
                _ => return None,
            },
        };
        let last = match (rest.months_or_day(), span) {
            (None, None) => (12, 0),
            (Some(Span::Months(month, same)), Some(_)) if month == same => (month, 0),
            (Some(Span::Day(month, day)), Some(_)) => (month, day),
            _ => return None,
        };
        rest.eat_any(&["底", "末"]);
        let forward = years > 0 || years == 0 && (last.0 > first.0 || last.0 == first.0 && last.1 > first.1);
        self.at = rest.at;
        forward.then_some(Span::Until { first, years, last })
    }
}
