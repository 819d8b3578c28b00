//! A picture of how indicators went, quarter by quarter, or of who stands where: values as [`series`](super::series()) and
//! [`rank`](super::rank()) find them, gaps left as gaps, targets and annual limits as levels.

use std::collections::BTreeSet;

use super::derive::{Found, Method};
use super::labels::Label;
use super::notes::Notes;
use super::series::{known_span, quarters, year_to_date};
use super::subject::Subjects;
use super::track::{Track, tracks_for};
use super::{Lang, Question, overlay, wording};
use crate::answer::Cell;
use crate::chart::{Chart, Level, Line, Point, Shape};
use crate::model::{Averaging, Better, Decimal, Goal, Grade, Limit, Observation, Period};

/// The most lines that a reader can tell apart.
const LINES: usize = 7;

/// What else the picture holds, and which part of the time it shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame<'f> {
    /// From the first to the last day shown; everything known where it is left out.
    pub span: Option<Period>,
    /// Values since 1 January instead of single quarters.
    pub cumulative: bool,
    /// A line for each year, its quarters over those of the others.
    pub by_year: bool,
    /// Targets that may apply.
    pub goals: &'f [Goal],
    /// Limits that may apply.
    pub limits: &'f [Limit],
}

/// The picture of the values asked for.
///
/// # Errors
/// Why there is none, in the language of the question: nothing is known, the units differ, or there are too many lines.
pub fn chart(observations: &[Observation], frame: Frame<'_>, question: &Question) -> Result<Chart, String> {
    let lang = question.lang;
    let tracks = tracks_for(observations, question);
    let first = tracks.first().ok_or_else(|| lang.text(Label::Nothing).to_owned())?;
    if tracks.iter().any(|track| track.indicator.unit != first.indicator.unit) {
        return Err(lang.text(Label::ChartUnits).to_owned());
    }
    if tracks.len() > LINES {
        return Err(lang.fill(Label::ChartLines, &[("count", &tracks.len().to_string())]));
    }
    let span = frame.span.or_else(|| whole(&tracks));
    let span = span.and_then(|span| {
        if frame.by_year {
            overlay::years(span)
        } else {
            Some(span)
        }
    });
    let quarters: Vec<Period> = span.into_iter().flat_map(quarters).collect();
    let cumulative = frame.cumulative || !has_quarters(&tracks, &quarters);
    let period = |quarter: Period| match cumulative {
        true => year_to_date(quarter).unwrap_or(quarter),
        false => quarter,
    };
    let periods: Vec<Period> = quarters.iter().map(|quarter| period(*quarter)).collect();
    let subjects = Subjects::of(&tracks, lang);
    let mut notes = Notes::default();
    let lines: Vec<Line> = tracks
        .iter()
        .map(|track| line(track, &periods, &subjects, &mut notes, lang))
        .filter(|line| line.points.iter().any(Option::is_some))
        .collect();
    if lines.is_empty() {
        return Err(lang.text(Label::Nothing).to_owned());
    }
    sources(&tracks, &periods, &mut notes, lang);
    question.add_as_of(&mut notes);
    let name = match subjects.indicators_differ() {
        true => lang.text(Label::ManyIndicators),
        false => lang.indicator(first.indicator),
    };
    let title = match cumulative {
        true => lang.fill(Label::ChartCumulative, &[("indicator", name)]),
        false => name.to_owned(),
    };
    let chart = Chart {
        title: subjects.title(&title),
        unit: lang.unit(&first.indicator.unit).to_owned(),
        shape: Shape::Lines,
        labels: periods.iter().map(|period| period.label()).collect(),
        levels: levels(&tracks, &periods, frame, lang),
        breaks: breaks(&tracks, &periods, &mut notes, lang),
        lines,
        notes: notes.lines(lang),
    };
    let chart = match frame.by_year {
        true => overlay::by_year(chart, &periods, cumulative, lang)?,
        false => chart,
    };
    Ok(with_unit(chart, lang))
}

/// The same with its unit in the title.
fn with_unit(chart: Chart, lang: Lang) -> Chart {
    let words = [("title", chart.title.as_str()), ("unit", chart.unit.as_str())];
    match chart.unit.is_empty() {
        true => chart,
        false => Chart {
            title: lang.fill(Label::ChartTitle, &words),
            ..chart
        },
    }
}

fn whole(tracks: &[Track]) -> Option<Period> {
    let spans: Vec<Period> = tracks.iter().filter_map(known_span).collect();
    let start = spans.iter().map(|span| span.start()).min()?;
    Period::new(start, spans.iter().map(|span| span.end()).max()?)
}

/// Whether single quarters beyond the first of a year are known: a percentile or a class has none.
fn has_quarters(tracks: &[Track], quarters: &[Period]) -> bool {
    let later = |quarter: &&Period| !matches!(quarter.as_quarter(), Some((_, 1)));
    let known = |track: &Track| {
        quarters
            .iter()
            .filter(later)
            .any(|quarter| track.value(*quarter).is_ok())
    };
    tracks.iter().any(known)
}

fn line(track: &Track, periods: &[Period], subjects: &Subjects, notes: &mut Notes, lang: Lang) -> Line {
    let mut derived = false;
    let points = periods
        .iter()
        .map(|period| {
            let found = track.value(*period).ok()?;
            derived |= found.method != Method::Reported;
            Some(point(&found, lang))
        })
        .collect();
    let name = subjects.name(track);
    if derived {
        notes.about(lang.text(Label::ChartDerived).to_owned(), name.clone());
    }
    Line { name, points }
}

fn point(found: &Found, lang: Lang) -> Point {
    Point {
        value: found.value.as_decimal(),
        shown: shown(found, lang),
        derived: found.method != Method::Reported,
        doubt: found.uncertainty,
    }
}

fn shown(found: &Found, lang: Lang) -> String {
    match wording::found(found, lang) {
        Cell::Measure { shown, .. } => shown,
        Cell::Number(number) => number,
        Cell::Text(text) => text,
        Cell::Marked { .. } | Cell::Missing { .. } => String::new(),
    }
}

/// Who stands where in one period: a bar for each region, or for each section and station of one region, best first.
///
/// # Errors
/// Why there is none, in the language of the question.
pub fn ranking(observations: &[Observation], period: Period, question: &Question) -> Result<Chart, String> {
    let lang = question.lang;
    let tracks = tracks_for(observations, question);
    let found = tracks
        .iter()
        .filter_map(|track| Some((track, track.value(period).ok()?)));
    let mut found: Vec<(&Track, Found)> = found.collect();
    let first = found.first().ok_or_else(|| lang.text(Label::Nothing).to_owned())?.0;
    let regions: BTreeSet<&str> = found.iter().map(|(track, _)| track.region).collect();
    let by_region = regions.len() > 1;
    found.retain(|(track, _)| track.dimension.is_none() == by_region && track.treatment.is_none());
    let falling = first.indicator.better != Better::Lower;
    found.sort_by_key(|(_, found)| found.value.as_decimal());
    if falling {
        found.reverse();
    }
    if found.is_empty() {
        return Err(lang.text(Label::Nothing).to_owned());
    }
    let name = lang.indicator(first.indicator);
    let label = |track: &Track| match by_region {
        true => track.region.to_owned(),
        false => track.dimension.unwrap_or(track.region).to_owned(),
    };
    let mut notes = Notes::default();
    sources(&tracks, &[period], &mut notes, lang);
    question.add_as_of(&mut notes);
    let chart = Chart {
        title: lang.fill(
            Label::ChartRank,
            &[("indicator", name), ("period", &lang.period(period))],
        ),
        unit: lang.unit(&first.indicator.unit).to_owned(),
        shape: Shape::Bars,
        labels: found.iter().map(|(track, _)| label(track)).collect(),
        lines: vec![Line {
            name: name.to_owned(),
            points: found.iter().map(|(_, found)| Some(point(found, lang))).collect(),
        }],
        levels: Vec::new(),
        breaks: Vec::new(),
        notes: notes.lines(lang),
    };
    Ok(with_unit(chart, lang))
}

/// The first period that each new standard touches, where one before it is shown.
fn breaks(tracks: &[Track], periods: &[Period], notes: &mut Notes, lang: Lang) -> Vec<usize> {
    let mut places = BTreeSet::new();
    for track in tracks {
        let broken = |pair: &[Period]| track.indicator.break_between(pair[0], pair[1]);
        if let Some((place, series_break)) = periods
            .windows(2)
            .enumerate()
            .find_map(|(place, pair)| Some((place + 1, broken(pair)?)))
        {
            places.insert(place);
            notes.about(
                wording::series_break(series_break, lang),
                lang.indicator(track.indicator).to_owned(),
            );
        }
    }
    places.into_iter().collect()
}

/// The reports that the picture rests on.
fn sources(tracks: &[Track], periods: &[Period], notes: &mut Notes, lang: Lang) {
    let inside = |each: &&&Observation| periods.iter().any(|period| period.contains(each.period));
    let reports: BTreeSet<&str> = tracks
        .iter()
        .flat_map(|track| track.observations.iter().filter(inside))
        .map(|each| each.report_title.as_str())
        .collect();
    let count = reports.len().to_string();
    if let (Some(first), Some(last)) = (reports.first(), reports.last()) {
        let words = [("count", count.as_str()), ("first", first), ("last", last)];
        let label = if reports.len() == 1 {
            Label::ChartSource
        } else {
            Label::ChartSources
        };
        notes.say(lang.fill(label, &words));
    }
}

/// Targets of the one line, and the annual limits of the indicator, for the periods in which they hold.
fn levels(tracks: &[Track], periods: &[Period], frame: Frame<'_>, lang: Lang) -> Vec<Level> {
    let [track] = tracks else {
        return limits(tracks, periods, frame, lang);
    };
    let own = |goal: &&Goal| {
        goal.indicator.code == track.indicator.code
            && goal.region == track.region
            && goal.dimension.as_deref() == track.dimension
            && goal.unit == track.indicator.unit
    };
    let value = |period: &Period| {
        let year = Period::year(chrono::Datelike::year(&period.end()))?;
        let goal = frame.goals.iter().filter(own).rfind(|goal| goal.period == year)?;
        Some(goal.value.as_decimal())
    };
    let targets = Level {
        name: lang.text(Label::ChartTarget).to_owned(),
        values: periods.iter().map(value).collect(),
    };
    let set = targets.values.iter().any(Option::is_some);
    set.then_some(targets)
        .into_iter()
        .chain(limits(tracks, periods, frame, lang))
        .collect()
}

fn limits(tracks: &[Track], periods: &[Period], frame: Frame<'_>, lang: Lang) -> Vec<Level> {
    let Some(track) = tracks.first() else {
        return Vec::new();
    };
    let annual = |limit: &&Limit| {
        limit.indicator.code == track.indicator.code
            && limit.averaging == Averaging::Year
            && limit.grade == Grade::Second
            && tracks.iter().all(|other| other.indicator.code == track.indicator.code)
    };
    let value = |period: &Period| -> Option<Decimal> {
        let mut annual = frame.limits.iter().filter(annual);
        annual.find(|limit| limit.covers(*period)).map(|limit| limit.value)
    };
    let level = Level {
        name: lang.text(Label::ChartLimit).to_owned(),
        values: periods.iter().map(value).collect(),
    };
    let holds = level.values.iter().any(Option::is_some);
    holds.then_some(level).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Aggregation;
    use crate::query::testing::{indicator, observation};
    use proptest::prelude::*;

    fn of(aggregation: Aggregation, values: &[(&str, &str)]) -> Result<Chart, String> {
        let indicator = Arc::new(indicator("s", aggregation));
        let observations: Vec<Observation> = values
            .iter()
            .map(|(period, value)| observation(&indicator, period, value))
            .collect();
        chart(&observations, Frame::default(), &Question::default())
    }

    #[test]
    fn gaps_stay_gaps_and_derived_points_say_so() {
        let chart = of(Aggregation::Sum, &[("2024Q1", "3"), ("2024H1", "8"), ("2024", "20")]).unwrap();
        assert_eq!(chart.labels, ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]);
        let points: Vec<Option<(String, bool)>> = chart.lines[0]
            .points
            .iter()
            .map(|point| point.as_ref().map(|point| (point.value.to_string(), point.derived)))
            .collect();
        assert_eq!(
            points,
            [Some(("3".into(), false)), Some(("5".into(), true)), None, None]
        );
    }

    #[test]
    fn what_has_no_quarters_is_shown_since_january() {
        let chart = of(Aggregation::Percentile, &[("2024Q1", "100"), ("2024H1", "150")]).unwrap();
        assert_eq!(chart.labels, ["2024Q1", "2024H1"]);
        assert!(chart.lines[0].points.iter().all(Option::is_some));
    }

    proptest! {
        /// A point where a report states a quarter, and nowhere else: missing is never nought and never bridged.
        #[test]
        fn what_is_missing_stays_a_gap(known in prop::collection::btree_set((2022i32..2025, 1u32..=4), 2..9)) {
            let labels: Vec<String> = known.iter().map(|(year, quarter)| format!("{year}Q{quarter}")).collect();
            let values: Vec<(&str, &str)> = labels.iter().map(|label| (label.as_str(), "7")).collect();
            // A state of which first quarters alone are known would be drawn since January: the same four labels a year.
            let chart = of(Aggregation::Snapshot, &values).unwrap();
            let drawn = chart.labels.iter().zip(&chart.lines[0].points).filter(|(_, point)| point.is_some());
            let drawn: Vec<&String> = drawn.map(|(label, _)| label).collect();
            prop_assert_eq!(drawn, labels.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_known_is_no_picture() {
        assert!(of(Aggregation::Sum, &[]).is_err());
    }
}
