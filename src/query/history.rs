//! What was said of a value, report after report: first stated, repeated, revised, corrected by a later edition.
//!
//! Nothing that was said is ever lost: a later statement supersedes an earlier one and both are rows here.

use super::derive::Found;
use super::labels::Label;
use super::notes::Notes;
use super::subject::Subjects;
use super::track::{Track, tracks};
use super::{Question, ReportLine, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Observation, Period};

/// How a statement stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nobody said it before.
    First,
    /// First said by a report on a later time: 去年同期为….
    LookingBack,
    /// The same again.
    Repeated,
    /// Said again with fewer or more digits.
    Rounded,
    /// Another value in a later report.
    Revised,
    /// Another value in a later edition of the same report.
    Corrected,
}

impl Step {
    fn label(self) -> Label {
        match self {
            Step::First => Label::StepFirst,
            Step::LookingBack => Label::StepLookingBack,
            Step::Repeated => Label::StepRepeated,
            Step::Rounded => Label::StepRounded,
            Step::Revised => Label::StepRevised,
            Step::Corrected => Label::StepCorrected,
        }
    }
}

/// Every statement of the values asked for, in the order of publication, with the difference to the statement before it.
///
/// `vintages` are all statements in that order; `periods` (all, if empty) are the exact periods wanted.
pub fn history(vintages: &[Observation], periods: &[Period], reports: &[ReportLine], question: &Question) -> Answer {
    let lang = question.lang;
    let tracks = tracks(vintages, &question.indicators);
    let subjects = Subjects::of(&tracks, lang);
    let mut answer = Answer::new(
        subjects.title(lang.text(Label::HistoryTitle)),
        columns(&subjects, question),
    );
    for track in &tracks {
        for period in track.periods() {
            if periods.is_empty() || periods.contains(&period) {
                rows(track, period, reports, &subjects, question, &mut answer);
            }
        }
    }
    let mut notes = Notes::default();
    if answer.rows.is_empty() {
        notes.say(lang.text(Label::Nothing));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    answer
}

fn columns(subjects: &Subjects, question: &Question) -> Vec<Column> {
    let column = |key, label| Column::new(key, question.lang.text(label));
    let mut columns = subjects.columns(true);
    columns.extend([
        column("period", Label::Period),
        column("value", Label::Value),
        column("difference", Label::Difference),
        column("step", Label::Step),
        column("source", Label::Source),
        column("published", Label::Published),
        column("report", Label::Report).for_machines(),
        column("figure", Label::Figures),
    ]);
    columns
}

fn rows(
    track: &Track,
    period: Period,
    reports: &[ReportLine],
    subjects: &Subjects,
    question: &Question,
    answer: &mut Answer,
) {
    let lang = question.lang;
    let mut before: Option<&Observation> = None;
    for one in track.observations.iter().filter(|each| each.period == period) {
        let step = step(one, before, reports);
        let mut cells = subjects.cells(track);
        cells.extend([
            Cell::text(lang.period(period)),
            wording::found(&Found::reported(one), lang),
            difference(one, before),
            Cell::text(lang.text(step.label())),
            Cell::text(one.report_title.as_str()),
            Cell::optional(one.published.map(|day| day.to_string())),
            Cell::number(one.report),
            Cell::number(one.figure),
        ]);
        let tone = match step {
            Step::Revised | Step::Corrected => Tone::Bad,
            _ => Tone::Plain,
        };
        answer.push(cells, tone);
        before = Some(one);
    }
}

fn step(one: &Observation, before: Option<&Observation>, reports: &[ReportLine]) -> Step {
    let report = |id: i64| reports.iter().find(|report| report.id == id);
    let Some(before) = before else {
        let own = report(one.report).and_then(|report| report.period);
        return match own.is_some_and(|own| one.period.end() < own.start()) {
            true => Step::LookingBack,
            false => Step::First,
        };
    };
    if one.value == before.value {
        return Step::Repeated;
    }
    let edition = report(before.report).is_some_and(|report| report.superseded_by == Some(one.report));
    let apart = one.value.as_decimal().checked_sub(before.value.as_decimal());
    let doubt = Found::reported(one).doubt() + Found::reported(before).doubt();
    match apart.is_some_and(|apart| apart.abs() <= doubt) {
        true => Step::Rounded,
        false if edition => Step::Corrected,
        false => Step::Revised,
    }
}

fn difference(one: &Observation, before: Option<&Observation>) -> Cell {
    let apart = before.and_then(|before| one.value.as_decimal().checked_sub(before.value.as_decimal()));
    match apart {
        Some(apart) if apart > rust_decimal::Decimal::ZERO => Cell::Measure {
            shown: format!("+{apart}"),
            number: apart.to_string(),
        },
        Some(apart) => Cell::number(apart),
        None => Cell::text(""),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Aggregation, Indicator};
    use crate::query::testing::{indicator, observation};

    #[test]
    fn each_statement_says_how_it_stands_to_the_one_before() {
        let sum = Arc::new(Indicator {
            unit: "ug/m3".into(),
            ..indicator("s", Aggregation::Mean)
        });
        let said = |report: i64, value: &str| Observation {
            report,
            ..observation(&sum, "2023Q1", value)
        };
        let vintages = [
            said(1, "42.1"),
            said(2, "42"),
            said(2, "42"),
            said(3, "44"),
            said(4, "46"),
        ];
        let line = |id: i64| ReportLine {
            id,
            period: Period::parse("2024Q1").ok(),
            superseded_by: (id == 3).then_some(4),
            ..ReportLine::default()
        };
        let reports: Vec<ReportLine> = (1..=4).map(line).collect();
        let answer = history(&vintages, &[], &reports, &Question::default()).for_people();
        let steps: Vec<&Cell> = answer.rows.iter().map(|row| &row.cells[row.cells.len() - 4]).collect();
        let words = ["后期报告追述", "位数不同", "重申", "修订", "更正"].map(Cell::text);
        assert_eq!(steps, words.iter().collect::<Vec<_>>());
        let other = Period::parse("2024Q1").unwrap();
        assert!(
            history(&vintages, &[other], &reports, &Question::default())
                .rows
                .is_empty()
        );
    }
}
