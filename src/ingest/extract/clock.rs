//! Phrases of time → periods, by what the report says about itself. A hidden year is never guessed.

use chrono::{Datelike, NaiveDate};

use crate::language::phrase::{Mode, Phrase, Span, Year};
use crate::model::period::last_day;
use crate::model::{Comparison, Period};

/// A period, or the knowledge that it cannot be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// This period.
    Known(Period),
    /// The text hides it or leaves it out.
    Unknown,
}

impl When {
    /// The period, if it is known.
    pub fn period(self) -> Option<Period> {
        match self {
            When::Known(period) => Some(period),
            When::Unknown => None,
        }
    }
}

impl From<Option<Period>> for When {
    fn from(period: Option<Period>) -> Self {
        period.map_or(When::Unknown, When::Known)
    }
}

/// What the report says about its own time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// The reporting period.
    pub report: Option<Period>,
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// Whether this is a chapter of plans.
    pub plans: bool,
    /// Whether the title calls the year that it reports the last one: 去年立案查处….
    pub looks_back: bool,
}

impl Clock {
    /// The year in which the report speaks: 去年, 明年.
    fn spoken_year(&self) -> Option<i32> {
        let own = || Some(self.own_year()? + i32::from(self.looks_back));
        self.published.map(|date| date.year()).or_else(own)
    }

    /// The year on which it reports: 上年.
    fn own_year(&self) -> Option<i32> {
        self.report.map(|period| period.end().year())
    }

    /// 今年: the year on which it reports, also when it appears early in the next one; in its plans the year in which it
    /// speaks.
    fn this_year(&self) -> Option<i32> {
        let own = self
            .own_year()
            .filter(|own| !self.plans && self.spoken_year() == Some(own + 1));
        own.or(self.spoken_year())
    }

    /// Whether a part of the year of publication is over when the report appears: in October 今年1至9月 is that year's.
    fn is_past(&self, span: Span) -> bool {
        match (self.published, span) {
            (Some(date), Span::Months(_, last)) => date.month() > 6 && last < date.month(),
            _ => false,
        }
    }

    /// The year that a phrase without one means: the scope's, else the report's.
    fn scope_year(&self, scope: When) -> Option<i32> {
        scope
            .period()
            .or(self.report)
            .map(|period| period.end().year())
            .or(self.this_year())
    }

    /// The period that a phrase means inside a scope.
    pub fn resolve(&self, phrase: Phrase, scope: When) -> When {
        self.try_resolve(phrase, scope).into()
    }

    fn try_resolve(&self, phrase: Phrase, scope: When) -> Option<Period> {
        let outer = scope.period().or(self.report);
        match phrase.span {
            Span::Same => return self.same_part(phrase.year, scope),
            Span::Current => return outer,
            Span::Recent(_) => return None,
            Span::Now => return self.up_to(self.report?.end()),
            Span::PreviousMonth => return Period::month(outer?.end().year(), outer?.end().month())?.previous(),
            Span::PreviousQuarter => {
                return Period::quarter(outer?.end().year(), outer?.end().month().div_ceil(3))?.previous();
            }
            _ => {}
        }
        let year = match phrase.year {
            Year::Absolute(year) => year,
            Year::Relative(0) if self.is_past(phrase.span) => self.spoken_year()?,
            Year::Relative(0) => self.this_year()?,
            Year::Relative(shift) => self.spoken_year()? + shift,
            Year::Reported(shift) => self.own_year().or(self.spoken_year())? + shift,
            Year::Scope => self.scope_year(scope)?,
            // 20xx年一季度 in a report on a first quarter: the text itself decides. The year alone stays hidden.
            Year::Masked => match (self.report, phrase.span) {
                (Some(report), Span::Months(first, last))
                    if report.whole_months().is_some_and(|(_, a, b)| (a, b) == (first, last)) =>
                {
                    report.end().year()
                }
                _ => return None,
            },
        };
        let span = self.span_in(year, phrase)?;
        if phrase.span == Span::Plan {
            return self.of_a_plan(span, phrase.mode);
        }
        match phrase.mode {
            Mode::During => Some(span),
            // 从4月1日至15日 has an end of its own.
            Mode::Since if matches!(phrase.span, Span::Days(..)) => Some(span),
            Mode::AsOf => self.up_to(span.end()),
            Mode::Since => {
                let end = self.report.map(Period::end).or(self.published)?;
                Period::new(span.start(), end.max(span.start()))
            }
        }
    }

    /// “十三五”期间 is the whole of it once it is over; since its beginning reaches to the report's end.
    fn of_a_plan(&self, plan: Period, mode: Mode) -> Option<Period> {
        let end = self.report?.end();
        match mode {
            Mode::Since if plan.start() <= end => Period::new(plan.start(), end),
            Mode::During if plan.end() <= end => Some(plan),
            _ => None,
        }
    }

    fn span_in(&self, year: i32, phrase: Phrase) -> Option<Period> {
        match phrase.span {
            Span::Year => match self
                .report
                .filter(|report| report.is_year_to_date() && report.end().year() == year)
            {
                // 今年 and 2024年 in a report on part of that year mean the part that it reports.
                Some(report) if phrase.year != Year::Scope => Some(report),
                // 今年 in a text that reports no period: as far as the day of publication.
                None if phrase.year == Year::Relative(0) && self.report.is_none() && self.published.is_some() => {
                    self.up_to(self.published?)
                }
                _ => Period::year(year),
            },
            Span::WholeYear => Period::year(year),
            Span::Months(first, last) => Period::months(year, first, last),
            Span::Day(month, day) => NaiveDate::from_ymd_opt(year, month, day).map(Period::day),
            Span::Days(from, to) => {
                let start = NaiveDate::from_ymd_opt(year, from.0, from.1)?;
                Period::new(start, NaiveDate::from_ymd_opt(year, to.0, to.1)?)
            }
            Span::MonthEnd(month) => last_day(year, month).map(Period::day),
            Span::YearStart => NaiveDate::from_ymd_opt(year, 1, 1).map(Period::day),
            Span::Until { first, years, last } => Period::until(year, first, years, last),
            Span::Plan => Period::until(year, (1, 1), 4, (12, 0)),
            Span::Same | Span::Current | Span::Now | Span::PreviousMonth | Span::PreviousQuarter | Span::Recent(_) => {
                None
            }
        }
    }

    /// From 1 January to a day: a cumulative figure's period.
    fn up_to(&self, end: NaiveDate) -> Option<Period> {
        Period::new(NaiveDate::from_ymd_opt(end.year(), 1, 1)?, end)
    }

    /// 去年同期, 2019年同期: the scope's part of another year.
    fn same_part(&self, year: Year, scope: When) -> Option<Period> {
        let outer = match scope {
            When::Known(period) => period,
            When::Unknown => return None,
        };
        let back = match year {
            Year::Relative(shift) | Year::Reported(shift) if shift < 0 => -shift,
            Year::Absolute(year) => outer.end().year() - year,
            Year::Scope | Year::Relative(_) | Year::Reported(_) => return Some(outer),
            Year::Masked => return None,
        };
        (0..back).try_fold(outer, |period, _| period.year_earlier())
    }

    /// What `较 phrase` compares with, inside a scope.
    pub fn comparison(&self, phrase: Phrase, scope: When) -> Option<Comparison> {
        let outer = scope.period().or(self.report);
        let last_year = outer.and_then(Period::year_earlier);
        match (phrase.year, phrase.span) {
            (Year::Relative(-1) | Year::Reported(-1), Span::Same | Span::Year | Span::WholeYear) => {
                return Some(Comparison::Yoy);
            }
            (Year::Scope, Span::Same) => return Some(Comparison::Yoy),
            (_, Span::PreviousMonth) => return Some(Comparison::Mom),
            (_, Span::PreviousQuarter) => return Some(Comparison::Qoq),
            _ => {}
        }
        // 较去年末 compares with the year before the one reported, whenever the report appears.
        let year = match phrase.year {
            Year::Relative(shift) => Year::Reported(shift),
            year => year,
        };
        let other = self.resolve(Phrase { year, ..phrase }, scope).period()?;
        // 较上年末 names its day, also where that is a year back.
        let day = matches!(phrase.span, Span::MonthEnd(_));
        if Some(other) == last_year && !day {
            return Some(Comparison::Yoy);
        }
        let previous = outer
            .filter(|period| period.as_quarter().is_some())
            .and_then(Period::previous);
        if Some(other) == previous {
            return Some(Comparison::Qoq);
        }
        Some(Comparison::Versus(other))
    }

    /// The period that a comparison's base has.
    pub fn base_period(&self, comparison: Comparison, scope: When) -> Option<Period> {
        let outer = scope.period()?;
        match comparison {
            Comparison::Yoy => outer.year_earlier(),
            Comparison::Qoq | Comparison::Mom => outer.previous(),
            Comparison::Versus(period) => Some(period),
            Comparison::Target => None,
        }
    }

    /// What 环比 means here: against the month before where the scope is one month, else the quarter before.
    pub fn adjacent(&self, scope: When) -> Comparison {
        let month = scope
            .period()
            .or(self.report)
            .and_then(Period::whole_months)
            .is_some_and(|(_, a, b)| a == b);
        if month { Comparison::Mom } else { Comparison::Qoq }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::phrase::phrase_at;

    fn clock() -> Clock {
        Clock {
            report: Period::parse("2024H1").ok(),
            published: NaiveDate::from_ymd_opt(2024, 7, 5),
            ..Clock::default()
        }
    }

    fn phrase(text: &str) -> Phrase {
        phrase_at(&text.chars().collect::<Vec<_>>(), 0).unwrap().0
    }

    #[test]
    fn phrases_inside_a_half_year_report() {
        let clock = clock();
        let scope = When::from(clock.report);
        for (text, label) in [
            ("1-6月", "2024H1"),
            ("二季度", "2024Q2"),
            ("今年", "2024H1"),
            ("全年", "2024"),
            ("去年同期", "2023H1"),
            ("2019年同期", "2019H1"),
            ("截至6月底", "2024H1"),
            ("截至目前", "2024H1"),
            ("5月起", "2024-05..2024-06"),
            ("2023年度", "2023"),
            ("上年末", "2023-12-31"),
        ] {
            let got = clock.resolve(phrase(text), scope).period().map(Period::label);
            assert_eq!(got.as_deref(), Some(label), "{text}");
        }
        assert_eq!(clock.resolve(phrase("20xx年一季度"), scope), When::Unknown);
    }

    #[test]
    fn this_year_of_a_text_that_appears_the_year_after() {
        let label = |published: (i32, u32), text| {
            let clock = Clock {
                report: Period::parse("2019").ok(),
                published: NaiveDate::from_ymd_opt(published.0, published.1, 21),
                ..Clock::default()
            };
            let scope = When::from(clock.report);
            clock.resolve(phrase(text), scope).period().map(Period::label)
        };
        assert_eq!(label((2020, 2), "今年1-9月").as_deref(), Some("2019-01..2019-09"));
        assert_eq!(label((2020, 10), "今年1-9月").as_deref(), Some("2020-01..2020-09"));
        assert_eq!(label((2020, 10), "今年").as_deref(), Some("2019"));
    }

    #[test]
    fn comparisons() {
        let clock = clock();
        let quarter = When::from(Period::parse("2024Q2").ok());
        for (text, scope, expected) in [
            ("去年同期", quarter, "yoy"),
            ("2023年同期", quarter, "yoy"),
            ("一季度", quarter, "qoq"),
            ("上月", quarter, "mom"),
            ("2019年同期", quarter, "vs:2019-04-01/2019-06-30"),
            ("上年末", When::from(clock.report), "vs:2023-12-31/2023-12-31"),
            ("一季度末", When::from(clock.report), "vs:2024-03-31/2024-03-31"),
        ] {
            assert_eq!(
                clock.comparison(phrase(text), scope).unwrap().to_string(),
                expected,
                "{text}"
            );
        }
    }
}
