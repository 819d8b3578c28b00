//! How an indicator went: quarter by quarter, gaps included, with the cumulative value beside where there is one.

use chrono::Datelike;

use super::Question;
use super::comparison::or_gap;
use super::derive::Found;
use super::gap::Gap;
use super::labels::Label;
use super::lang::Lang;
use super::notes::Notes;
use super::sketch;
use super::subject::Subjects;
use super::track::{Track, tracks_for};
use super::wording;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Observation, Period};

/// A quarter of a track: its own value, and that from 1 January to its end.
struct Point<'t, 'a> {
    track: &'t Track<'a>,
    quarter: Period,
    value: Result<Found<'a>, Gap>,
    to_date: Result<Found<'a>, Gap>,
}

/// Every quarter from the first to the last one of which anything is known, or those that touch `span`.
///
/// A quarter that no report gives is a row with a gap, so that a chart of it does not bridge what is unknown.
pub fn series(observations: &[Observation], span: Option<Period>, question: &Question) -> Answer {
    let lang = question.lang;
    let tracks = tracks_for(observations, question);
    let points: Vec<Point> = tracks.iter().flat_map(|track| points(track, span)).collect();
    let cumulative = points.iter().any(Point::has_cumulative);

    let subjects = Subjects::of(&tracks, lang);
    let mut notes = Notes::default();
    let mut answer = Answer::new(
        subjects.title(&title(&tracks, &subjects, lang)),
        columns(&subjects, cumulative, lang),
    );
    for point in &points {
        answer.push(point.cells(&subjects, lang), Tone::Plain);
        point.explain(&subjects, &mut notes, lang);
    }
    for of_track in points.chunk_by(|one, next| std::ptr::eq(one.track, next.track)) {
        explain_break(of_track, &subjects, &mut notes, lang);
    }
    if answer.rows.is_empty() {
        notes.say(lang.text(Label::Nothing));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    let several = tracks.len() > 1;
    let line = |track| sketch::line(track, span, several.then(|| subjects.name(track)), lang);
    answer.sketch.lines = tracks.iter().filter_map(line).collect();
    answer
}

/// Says that a new standard parts the known quarters of a track, if one does.
fn explain_break(points: &[Point], subjects: &Subjects, notes: &mut Notes, lang: Lang) {
    let known = || {
        points
            .iter()
            .filter(|point| point.value.is_ok() || point.to_date.is_ok())
    };
    let Some((first, last)) = known().next().zip(known().next_back()) else {
        return;
    };
    if let Some(series_break) = first.track.indicator.break_between(first.quarter, last.quarter) {
        notes.about(wording::series_break(series_break, lang), subjects.name(first.track));
    }
}

fn title(tracks: &[Track], subjects: &Subjects, lang: Lang) -> String {
    let indicator = match tracks.first() {
        Some(track) if !subjects.indicators_differ() => lang.indicator(track.indicator),
        _ => lang.text(Label::ManyIndicators),
    };
    lang.fill(Label::SeriesTitle, &[("indicator", indicator)])
}

fn columns(subjects: &Subjects, cumulative: bool, lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    let mut columns = subjects.columns(subjects.indicators_differ());
    columns.extend([
        column("quarter", Label::Period),
        column("value", Label::Value),
        column("uncertainty", Label::Uncertainty).for_machines(),
        column("method", Label::Method),
        column("year_to_date", Label::YearToDate).shown_if(cumulative),
        column("figures", Label::Figures).for_machines(),
        column("year_to_date_figures", Label::YearToDateFigures).for_machines(),
    ]);
    columns
}

fn points<'t, 'a>(track: &'t Track<'a>, span: Option<Period>) -> Vec<Point<'t, 'a>> {
    let span = span.or_else(|| known_span(track));
    let point = |quarter| Point {
        track,
        quarter,
        value: track.value(quarter),
        to_date: year_to_date(quarter).map_or(Err(Gap::NotReported), |period| track.value(period)),
    };
    span.into_iter().flat_map(quarters).map(point).collect()
}

/// From the first to the last day of which anything is known.
pub(super) fn known_span(track: &Track) -> Option<Period> {
    let start = track.observations.iter().map(|each| each.period.start()).min()?;
    let end = track.observations.iter().map(|each| each.period.end()).max()?;
    Period::new(start, end)
}

/// Every quarter that touches the span.
pub(super) fn quarters(span: Period) -> impl Iterator<Item = Period> {
    (span.start().year()..=span.end().year())
        .flat_map(|year| (1..=4).filter_map(move |number| Period::quarter(year, number)))
        .filter(move |quarter| quarter.start() <= span.end() && span.start() <= quarter.end())
}

pub(super) fn year_to_date(quarter: Period) -> Option<Period> {
    Period::new(quarter.start().with_ordinal(1)?, quarter.end())
}

impl Point<'_, '_> {
    /// Whether the year-to-date value says more than the quarter's own.
    fn has_cumulative(&self) -> bool {
        self.to_date.is_ok() && !matches!(self.quarter.as_quarter(), Some((_, 1)))
    }

    fn cells(&self, subjects: &Subjects, lang: Lang) -> Vec<Cell> {
        let mut cells = subjects.cells(self.track);
        cells.extend([
            Cell::text(lang.period(self.quarter)),
            or_gap(&self.value, lang, |found| wording::found(found, lang)),
            or_gap(&self.value, lang, wording::uncertainty),
            or_gap(&self.value, lang, |found| Cell::text(lang.text(wording::method(found)))),
            or_gap(&self.to_date, lang, |found| wording::found(found, lang)),
            or_gap(&self.value, lang, |found| Cell::text(wording::figures(found))),
            or_gap(&self.to_date, lang, |found| Cell::text(wording::figures(found))),
        ]);
        cells
    }

    fn explain(&self, subjects: &Subjects, notes: &mut Notes, lang: Lang) {
        match &self.value {
            Ok(found) => wording::origin(self.track, self.quarter, found, lang)
                .into_iter()
                .for_each(|origin| notes.about(origin, subjects.name(self.track))),
            Err(gap) => notes.about(gap.text(lang), lang.period(self.quarter)),
        }
        let to_date = self.to_date.iter().filter(|_| self.has_cumulative());
        to_date
            .flat_map(|found| wording::from_later(found, lang))
            .for_each(|later| notes.about(later, subjects.name(self.track)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Aggregation;
    use crate::query::testing::{indicator, observation};
    use std::sync::Arc;

    fn ask(aggregation: Aggregation, values: &[(&str, &str)]) -> Answer {
        let indicator = Arc::new(indicator("s", aggregation));
        let observations: Vec<Observation> = values
            .iter()
            .map(|(period, value)| observation(&indicator, period, value))
            .collect();
        series(&observations, None, &Question::default())
    }

    fn shown(answer: &Answer) -> Vec<Vec<Cell>> {
        answer
            .for_people()
            .rows
            .into_iter()
            .map(|row| row.cells[1..].to_vec())
            .collect()
    }

    #[test]
    fn quarters_stand_in_order_beside_the_cumulative_value() {
        let answer = ask(
            Aggregation::Sum,
            &[("2024-01..2024-09", "37"), ("2024Q1", "10"), ("2024H1", "25")],
        );
        assert_eq!(answer.title, "云溪县s指标逐季变化");
        let row = |period: &str, value: &str, method: &str, to_date: &str| {
            vec![
                Cell::text(period),
                Cell::number(value),
                Cell::text(method),
                Cell::number(to_date),
            ]
        };
        assert_eq!(
            shown(&answer),
            [
                row("2024年一季度", "10", "报告", "10"),
                row("2024年二季度", "15", "推算", "25"),
                row("2024年三季度", "12", "推算", "37"),
            ]
        );
    }

    #[test]
    fn a_gap_is_a_row_with_its_reason_and_is_not_bridged() {
        let answer = ask(Aggregation::Mean, &[("2023Q4", "30"), ("2024Q2", "20")]);
        let rows = shown(&answer);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1][1], Cell::missing("报告未列出"));
        assert_eq!(answer.notes, ["报告未列出（2024年一季度）"]);
    }

    #[test]
    fn what_a_later_report_states_says_so() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let later = |period: &str, value: &str| Observation {
            looks_back: true,
            report_title: "次年季报".into(),
            ..observation(&sum, period, value)
        };
        let observations = [observation(&sum, "2023Q1", "10"), later("2023H1", "25")];
        let answer = series(&observations, None, &Question::default());
        let rows = shown(&answer);
        assert_eq!(rows[0][2], Cell::text("报告"));
        assert_eq!(rows[1][2], Cell::text("推算"));
        assert_eq!(
            answer.notes,
            [
                "2023年二季度为推算值：2023年上半年 − 2023年一季度（s指标）",
                "2023年上半年数值取自后来的报告《次年季报》（s指标）"
            ]
        );
        let answer = series(&[later("2023Q1", "10")], None, &Question::default());
        assert_eq!(shown(&answer)[0][2], Cell::text("后期报告追述"));
    }

    #[test]
    fn a_mean_of_the_year_is_cumulative_and_no_quarter() {
        let answer = ask(Aggregation::Mean, &[("2024Q1", "30"), ("2024", "25")]);
        let last = &shown(&answer)[3];
        assert!(matches!(last[1], Cell::Missing { .. }));
        assert_eq!(last[3], Cell::number("25"));
        assert!(answer.notes[0].starts_with("报告未单独列出，由累计值推算还缺2024年上半年的数值"));
    }
}
