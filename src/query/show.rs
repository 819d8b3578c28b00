//! Which values are there: each with its region, unit, narrowing, origin and report.

use super::Question;
use super::comparison::or_gap;
use super::derive::Found;
use super::gap::Gap;
use super::labels::Label;
use super::lang::Lang;
use super::notes::Notes;
use super::subject::Subjects;
use super::track::{Track, tracks_for};
use super::wording;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Observation, Period};

/// Every value within the periods asked for (all, if none is), and the value of a period itself where it can be derived.
pub fn show(observations: &[Observation], periods: &[Period], question: &Question) -> Answer {
    let lang = question.lang;
    let tracks = tracks_for(observations, question);
    let rows: Vec<(&Track, Period, Result<Found, Gap>)> = tracks
        .iter()
        .flat_map(|track| {
            wanted(track, periods)
                .into_iter()
                .map(move |period| (track, period, track.value(period)))
        })
        .filter(|(_, _, value)| *value != Err(Gap::NotReported))
        .collect();
    let shown: Vec<Track> = rows.iter().map(|(track, ..)| (*track).clone()).collect();
    let subjects = Subjects::of(&shown, lang);
    let mut answer = Answer::new(subjects.title(&title(periods, lang)), columns(&subjects, lang));
    let mut notes = Notes::default();
    for (track, period, value) in &rows {
        answer.push(cells(track, *period, value, &subjects, lang), Tone::Plain);
        explain(track, *period, value, &subjects, &mut notes, lang);
    }
    if answer.rows.is_empty() {
        notes.say(lang.text(Label::Nothing));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    answer
}

/// The periods of a track's rows, in the order of time.
fn wanted(track: &Track, asked: &[Period]) -> Vec<Period> {
    let mut periods = track.periods();
    if !asked.is_empty() {
        periods.retain(|period| asked.iter().any(|asked| asked.contains(*period)));
        periods.extend(asked);
        periods.sort();
        periods.dedup();
    }
    periods
}

fn title(periods: &[Period], lang: Lang) -> String {
    let periods: Vec<String> = periods.iter().map(|period| lang.period(*period)).collect();
    match periods.is_empty() {
        true => lang.text(Label::ShowAllTitle).to_owned(),
        false => lang.fill(Label::ShowTitle, &[("periods", &lang.list(&periods))]),
    }
}

fn columns(subjects: &Subjects, lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    let mut columns = subjects.columns(true);
    columns.extend([
        column("period", Label::Period),
        column("value", Label::Value),
        column("uncertainty", Label::Uncertainty).for_machines(),
        column("method", Label::Method),
        column("source", Label::Source),
        column("published", Label::Published).for_machines(),
        column("figures", Label::Figures),
    ]);
    columns
}

fn cells(track: &Track, period: Period, value: &Result<Found, Gap>, subjects: &Subjects, lang: Lang) -> Vec<Cell> {
    let mut cells = subjects.cells(track);
    cells.extend([
        Cell::text(lang.period(period)),
        or_gap(value, lang, |found| wording::found(found, lang)),
        or_gap(value, lang, wording::uncertainty),
        or_gap(value, lang, |found| Cell::text(lang.text(wording::method(found)))),
        or_gap(value, lang, |found| {
            Cell::text(each_report(found, |each| Some(each.report_title.clone())))
        }),
        or_gap(value, lang, |found| {
            Cell::text(each_report(found, |each| each.published.map(|day| day.to_string())))
        }),
        or_gap(value, lang, |found| Cell::text(wording::figures(found))),
    ]);
    cells
}

/// What each report behind a value says, every answer once.
fn each_report(found: &Found, what: impl Fn(&Observation) -> Option<String>) -> String {
    let mut said: Vec<String> = Vec::new();
    for answer in found.inputs.iter().filter_map(|input| what(input.observation)) {
        if !said.contains(&answer) {
            said.push(answer);
        }
    }
    said.join("; ")
}

fn explain(
    track: &Track,
    period: Period,
    value: &Result<Found, Gap>,
    subjects: &Subjects,
    notes: &mut Notes,
    lang: Lang,
) {
    let facts = match value {
        Ok(found) => wording::origin(track, period, found, lang),
        Err(gap) => {
            let words = [("period", &*lang.period(period)), ("why", &gap.text(lang))];
            vec![lang.fill(Label::GapIn, &words)]
        }
    };
    facts
        .into_iter()
        .for_each(|fact| notes.about(fact, subjects.name(track)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Aggregation;
    use crate::query::testing::{indicator, observation};
    use std::sync::Arc;

    fn period(label: &str) -> Period {
        Period::parse(label).unwrap()
    }

    #[test]
    fn values_within_the_period_and_the_derived_one_are_shown() {
        let sum = Arc::new(indicator("s", Aggregation::Sum));
        let values = [("2024Q1", "10"), ("2024H1", "25"), ("2024-05", "4")];
        let observations: Vec<Observation> = values
            .iter()
            .map(|(period, value)| observation(&sum, period, value))
            .collect();
        let answer = show(&observations, &[period("2024Q2")], &Question::default());
        let people = answer.for_people();
        let rows: Vec<&[Cell]> = people.rows.iter().map(|row| &row.cells[2..5]).collect();
        assert_eq!(
            rows,
            [
                [Cell::text("2024年二季度"), Cell::number("15"), Cell::text("推算")],
                [Cell::text("2024年5月"), Cell::number("4"), Cell::text("报告")],
            ]
        );
        assert_eq!(answer.title, "云溪县2024年二季度指标值");
        assert_eq!(show(&observations, &[], &Question::default()).rows.len(), 3);
    }

    #[test]
    fn what_cannot_be_derived_is_a_row_with_its_reason() {
        let mean = Arc::new(indicator("m", Aggregation::Percentile));
        let answer = show(
            &[observation(&mean, "2024H1", "150")],
            &[period("2024Q2")],
            &Question::default(),
        );
        assert!(matches!(answer.rows[0].cells[7], Cell::Missing { .. }));
        assert_eq!(answer.notes.len(), 1);
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        let answer = show(&[], &[period("2024Q2")], &Question::default());
        assert_eq!(
            (answer.rows.len(), answer.notes),
            (0, vec!["没有符合条件的数值".to_owned()])
        );
    }
}
