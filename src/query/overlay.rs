//! The same quarters of several years over one another: a line for each year, from the first quarter to the fourth.

use chrono::Datelike;

use super::labels::Label;
use super::lang::Lang;
use crate::chart::{Chart, Level, Line, Point};
use crate::model::Period;

/// The most years that a reader can tell apart; the latest are shown.
const YEARS: usize = 7;

/// A picture of one line in the course of time, laid over itself year by year.
///
/// # Errors
/// It has more lines than one.
pub fn by_year(chart: Chart, periods: &[Period], cumulative: bool, lang: Lang) -> Result<Chart, String> {
    let [line] = &chart.lines[..] else {
        let count = chart.lines.len().to_string();
        return Err(lang.fill(Label::ChartOneLine, &[("count", &count)]));
    };
    let mut years: Vec<i32> = known(line, periods).map(|(period, _)| period.end().year()).collect();
    years.dedup();
    let mut notes = chart.notes.clone();
    if years.len() > YEARS {
        years.drain(..years.len() - YEARS);
        notes.push(lang.fill(Label::ChartLatestYears, &[("count", &YEARS.to_string())]));
    }
    let breaks: Vec<Period> = chart.breaks.iter().map(|place| periods[*place]).collect();
    let lines = years.iter().flat_map(|year| parts(line, periods, *year, &breaks, lang));
    let levels = years.last().map(|year| levels(&chart.levels, periods, *year, lang));
    Ok(Chart {
        title: lang.fill(Label::ChartByYear, &[("title", &chart.title)]),
        labels: labels(cumulative).map(|label| lang.text(label).to_owned()).into(),
        lines: lines.collect(),
        levels: levels.unwrap_or_default(),
        breaks: Vec::new(),
        notes,
        ..chart
    })
}

/// The whole years that a span touches: what holds in their last quarters is known before anything is reported of them.
pub fn years(span: Period) -> Option<Period> {
    Period::new(
        Period::year(span.start().year())?.start(),
        Period::year(span.end().year())?.end(),
    )
}

fn labels(cumulative: bool) -> [Label; 4] {
    match cumulative {
        true => [Label::ToMarch, Label::ToJune, Label::ToSeptember, Label::ToDecember],
        false => [
            Label::FirstQuarter,
            Label::SecondQuarter,
            Label::ThirdQuarter,
            Label::FourthQuarter,
        ],
    }
}

/// Where a period that ends with a quarter stands, from 0.
fn place(period: Period) -> usize {
    period.end().month0() as usize / 3
}

fn known<'l>(line: &'l Line, periods: &'l [Period]) -> impl Iterator<Item = (Period, &'l Point)> {
    let points = line.points.iter().zip(periods);
    points.filter_map(|(point, period)| Some((*period, point.as_ref()?)))
}

/// The line of a year; where a new standard begins within it, another from there on.
fn parts(line: &Line, periods: &[Period], year: i32, breaks: &[Period], lang: Lang) -> Vec<Line> {
    let new = breaks
        .iter()
        .find(|period| period.end().year() == year && place(**period) > 0)
        .map_or(4, |period| place(*period));
    let name = year.to_string();
    let mut old = Line {
        name: lang.fill(Label::ChartYear, &[("year", &name)]),
        points: vec![None; 4],
    };
    let mut begun = Line {
        name: lang.fill(Label::ChartYearNew, &[("year", &name)]),
        points: vec![None; 4],
    };
    for (period, point) in known(line, periods).filter(|(period, _)| period.end().year() == year) {
        let part = if place(period) < new { &mut old } else { &mut begun };
        part.points[place(period)] = Some(point.clone());
    }
    let shown = |line: &Line| line.points.iter().any(Option::is_some);
    [old, begun].into_iter().filter(shown).collect()
}

/// Targets and limits as they hold in the last year.
fn levels(levels: &[Level], periods: &[Period], year: i32, lang: Lang) -> Vec<Level> {
    let of_the_year = |level: &Level| {
        let mut values = vec![None; 4];
        let own = periods.iter().zip(&level.values);
        for (period, value) in own.filter(|(period, _)| period.end().year() == year) {
            values[place(*period)] = *value;
        }
        let words = [("level", level.name.as_str()), ("year", &year.to_string())];
        Level {
            name: lang.fill(Label::ChartLevelOfYear, &words),
            values,
        }
    };
    let holds = |level: &Level| level.values.iter().any(Option::is_some);
    levels.iter().map(of_the_year).filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decimal;

    fn point(value: i64) -> Option<Point> {
        Some(Point {
            value: Decimal::from(value),
            shown: value.to_string(),
            derived: false,
            doubt: None,
        })
    }

    /// The values of quarters from the first of 2023 on.
    fn chart(values: &[Option<i64>]) -> (Chart, Vec<Period>) {
        let quarters = (0..values.len()).map(|index| Period::quarter(2023 + index as i32 / 4, index as u32 % 4 + 1));
        let line = Line {
            name: "甲".into(),
            points: values.iter().map(|value| value.and_then(point)).collect(),
        };
        let chart = Chart {
            lines: vec![line],
            ..Chart::default()
        };
        (chart, quarters.map(Option::unwrap).collect())
    }

    fn shown(chart: &Chart) -> Vec<String> {
        let shown = |point: &Option<Point>| point.as_ref().map_or("—", |point| &point.shown).to_owned();
        let line = |line: &Line| {
            format!(
                "{}: {}",
                line.name,
                line.points.iter().map(shown).collect::<Vec<_>>().join(" ")
            )
        };
        chart.lines.iter().map(line).collect()
    }

    #[test]
    fn a_line_for_each_year_and_gaps_stay_gaps() {
        let (chart, periods) = chart(&[Some(1), None, Some(3), Some(4), None, None, None, None, Some(9)]);
        let overlay = by_year(chart, &periods, false, Lang::Zh).unwrap();
        assert_eq!(shown(&overlay), ["2023年: 1 — 3 4", "2025年: 9 — — —"]);
        assert_eq!(overlay.labels, ["一季度", "二季度", "三季度", "四季度"]);
    }

    #[test]
    fn what_is_measured_otherwise_is_another_line() {
        let (mut chart, periods) = chart(&[Some(1), Some(2), Some(3), Some(4), Some(5)]);
        chart.breaks = vec![2];
        let overlay = by_year(chart, &periods, false, Lang::En).unwrap();
        assert_eq!(
            shown(&overlay),
            ["2023: 1 2 — —", "2023 (new standard): — — 3 4", "2024: 5 — — —"]
        );
        assert!(overlay.breaks.is_empty());
    }

    #[test]
    fn levels_are_those_of_the_last_year() {
        let (mut chart, periods) = chart(&[Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)]);
        let values = [35, 35, 35, 35, 30, 30].map(|value| Some(Decimal::from(value)));
        chart.levels = vec![Level {
            name: "limit".into(),
            values: values.into(),
        }];
        let overlay = by_year(chart, &periods, false, Lang::En).unwrap();
        assert_eq!(overlay.levels[0].name, "limit, 2024");
        assert_eq!(overlay.levels[0].values, [values[4], values[5], None, None]);
    }

    #[test]
    fn the_latest_years_are_shown_and_one_line_alone() {
        let (mut chart, periods) = chart(&[Some(1); 40]);
        let overlay = by_year(chart.clone(), &periods, true, Lang::Zh).unwrap();
        assert_eq!((overlay.lines.len(), overlay.notes.len()), (YEARS, 1));
        assert!(overlay.lines[0].name.starts_with("2026"));
        assert_eq!(overlay.labels, ["一季度", "上半年", "前三季度", "全年"]);
        chart.lines.push(chart.lines[0].clone());
        assert!(by_year(chart, &periods, true, Lang::Zh).is_err());
    }
}
