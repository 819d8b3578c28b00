//! Stretches of time from one year into another: `2018—2020年`, `2019年10月—2020年3月`, `2019—2020年秋冬季`.

use super::phrase::{Cursor, Span, TO, WINTER, Year};

impl Cursor<'_> {
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
