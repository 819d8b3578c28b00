//! What was said of a value, report after report: first stated, repeated, revised, corrected by a later edition.
//!
//! Nothing that was said is ever lost: a later statement supersedes an earlier one and both are rows here.

use super::derive::Found;
use super::labels::Label;
use super::notes::Notes;
use super::subject::Subjects;
use super::track::{Track, tracks};
use super::{Lang, Question, ReportLine, wording};
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
    /// Another value in the same report.
    Contradicted,
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
            Step::Contradicted => Label::StepContradicted,
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
            Cell::text(words(step, one, reports, lang)),
            Cell::text(one.report_title.as_str()),
            Cell::optional(one.published.map(|day| day.to_string())),
            Cell::number(one.report),
            Cell::number(one.figure),
        ]);
        let tone = match step {
            Step::Revised | Step::Corrected | Step::Contradicted => Tone::Bad,
            _ => Tone::Plain,
        };
        answer.push(cells, tone);
        before = Some(one);
    }
}

fn step(one: &Observation, before: Option<&Observation>, reports: &[ReportLine]) -> Step {
    let Some(before) = before else {
        return match looks_back(one, reports) {
            true => Step::LookingBack,
            false => Step::First,
        };
    };
    if one.value == before.value {
        return Step::Repeated;
    }
    let apart = one.value.as_decimal().checked_sub(before.value.as_decimal());
    let (doubt, doubt_before) = (Found::reported(one).doubt(), Found::reported(before).doubt());
    // With as many digits as before it is another value, however near.
    if doubt != doubt_before && apart.is_some_and(|apart| apart.abs() <= doubt + doubt_before) {
        return Step::Rounded;
    }
    match one.report == before.report {
        true => Step::Contradicted,
        false if is_edition(before.report, one.report, reports) => Step::Corrected,
        false => Step::Revised,
    }
}

fn report(id: i64, reports: &[ReportLine]) -> Option<&ReportLine> {
    reports.iter().find(|report| report.id == id)
}

/// Whether the statement is of a time before its report's own: 去年同期为….
fn looks_back(one: &Observation, reports: &[ReportLine]) -> bool {
    let own = report(one.report, reports).and_then(|report| report.period);
    own.is_some_and(|own| one.period.end() < own.start())
}

/// Whether a report is a later edition of another, whatever editions lie between.
fn is_edition(of: i64, later: i64, reports: &[ReportLine]) -> bool {
    let next = |id: &i64| report(*id, reports).and_then(|report| report.superseded_by);
    std::iter::successors(Some(of), next)
        .skip(1)
        .take(reports.len())
        .any(|id| id == later)
}

/// The step in words; one that a report on a later time takes says so.
fn words(step: Step, one: &Observation, reports: &[ReportLine], lang: Lang) -> String {
    let label = lang.text(step.label());
    match step != Step::LookingBack && looks_back(one, reports) {
        true => lang.fill(Label::StepInRetrospect, &[("step", label)]),
        false => label.to_owned(),
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
            said(4, "47"),
            said(5, "46"),
        ];
        let line = |id: i64| ReportLine {
            id,
            period: Period::parse("2024Q1").ok(),
            superseded_by: (3..5).contains(&id).then_some(id + 1),
            ..ReportLine::default()
        };
        let reports: Vec<ReportLine> = (1..=5).map(line).collect();
        let answer = history(&vintages, &[], &reports, &Question::default()).for_people();
        let steps: Vec<&Cell> = answer.rows.iter().map(|row| &row.cells[row.cells.len() - 4]).collect();
        let words = [
            "后期报告追述",
            "位数不同（后期报告追述）",
            "重申（后期报告追述）",
            "修订（后期报告追述）",
            "更正（后期报告追述）",
            "同一报告前后不一（后期报告追述）",
            "更正（后期报告追述）",
        ]
        .map(Cell::text);
        assert_eq!(steps, words.iter().collect::<Vec<_>>());
        assert!(is_edition(3, 5, &reports) && !is_edition(5, 3, &reports));
        let other = Period::parse("2024Q1").unwrap();
        assert!(
            history(&vintages, &[other], &reports, &Question::default())
                .rows
                .is_empty()
        );
    }
}
