//! What one report says and another does not, or says differently: two editions, or two reports that follow each other.

use std::collections::HashSet;

use super::derive::Found;
use super::labels::Label;
use super::{Question, ReportLine, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::Observation;

/// How the two reports stand to each other in one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Another value for the same thing and period.
    Revised,
    /// Only the second report has it.
    New,
    /// Only the first report has it.
    Gone,
}

/// One difference.
struct Difference<'a> {
    kind: Kind,
    first: Option<&'a Observation>,
    second: Option<&'a Observation>,
}

/// Reports on the same period are held against each other value by value. Of reports on different periods the values of
/// shared periods are, and beyond that only what is measured at all: each has periods of its own.
pub fn diff(
    (first, said_first): (&ReportLine, &[Observation]),
    (second, said_second): (&ReportLine, &[Observation]),
    question: &Question,
) -> Answer {
    let lang = question.lang;
    let same_period = first.period == second.period;
    let found = differences(said_first, said_second, same_period);
    let shared = said_first.iter().filter(|one| find(said_second, one).is_some()).count();
    let revised = found.iter().filter(|each| each.kind == Kind::Revised).count();
    let mut answer = Answer::new(
        lang.fill(
            Label::DiffTitle,
            &[("first", &title(first)), ("second", &title(second))],
        ),
        columns(&found, question),
    );
    for each in &found {
        answer.push(cells(each, question), Tone::Plain);
    }
    let same = shared.saturating_sub(revised).to_string();
    answer.notes.push(lang.fill(Label::DiffSame, &[("count", &same)]));
    if !same_period {
        answer.notes.push(lang.text(Label::DiffPeriods).to_owned());
    }
    answer
}

fn differences<'a>(first: &'a [Observation], second: &'a [Observation], same_period: bool) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    for one in first {
        match find(second, one) {
            Some(other) if other.value != one.value => found.push(Difference {
                kind: Kind::Revised,
                first: Some(one),
                second: Some(other),
            }),
            _ => {}
        }
    }
    let lacks = |here: &'a [Observation], there: &'a [Observation]| {
        let known: HashSet<_> = there.iter().map(what).collect();
        let mut named = HashSet::new();
        here.iter()
            .filter(|one| match same_period {
                true => find(there, one).is_none(),
                false => !known.contains(&what(one)) && named.insert(what(one)),
            })
            .collect::<Vec<_>>()
    };
    found.extend(lacks(second, first).into_iter().map(|one| Difference {
        kind: Kind::New,
        first: None,
        second: Some(one),
    }));
    found.extend(lacks(first, second).into_iter().map(|one| Difference {
        kind: Kind::Gone,
        first: Some(one),
        second: None,
    }));
    found
}

/// What is measured where, whatever the period.
fn what(one: &Observation) -> (&str, &str, Option<&str>, Option<&str>) {
    (
        &one.indicator.code,
        &one.region,
        one.dimension.as_deref(),
        one.treatment.as_deref(),
    )
}

fn find<'a>(among: &'a [Observation], one: &Observation) -> Option<&'a Observation> {
    among
        .iter()
        .find(|each| each.period == one.period && what(each) == what(one))
}

fn title(report: &ReportLine) -> String {
    let source = || report.source.clone().unwrap_or_default();
    report.title.clone().unwrap_or_else(source)
}

fn columns(found: &[Difference], question: &Question) -> Vec<Column> {
    let lang = question.lang;
    let column = |key, label| Column::new(key, lang.text(label));
    let any = |test: fn(&Observation) -> bool| {
        let both = found.iter().flat_map(|each| [each.first, each.second]);
        both.flatten().any(test)
    };
    vec![
        column("kind", Label::DiffKind),
        column("indicator", Label::Indicator),
        column("code", Label::Code).for_machines(),
        column("region", Label::Region).for_machines(),
        column("dimension", Label::Dimension).shown_if(any(|one| one.dimension.is_some())),
        column("treatment", Label::Treatment).shown_if(any(|one| one.treatment.is_some())),
        column("period", Label::Period),
        column("first", Label::DiffFirst),
        column("second", Label::DiffSecond),
        column("unit", Label::Unit),
        column("first_figure", Label::ThisFigures).for_machines(),
        column("second_figure", Label::BaseFigures).for_machines(),
    ]
}

fn cells(each: &Difference, question: &Question) -> Vec<Cell> {
    let lang = question.lang;
    let Some(one) = each.second.or(each.first) else {
        return Vec::new();
    };
    let kind = match each.kind {
        Kind::Revised => Label::DiffRevised,
        Kind::New => Label::DiffNew,
        Kind::Gone => Label::DiffGone,
    };
    let value = |side: Option<&Observation>| match side {
        Some(one) => wording::found(&Found::reported(one), lang),
        None => Cell::text(""),
    };
    let figure = |side: Option<&Observation>| Cell::optional(side.map(|one| one.figure.to_string()));
    vec![
        Cell::text(lang.text(kind)),
        Cell::text(lang.indicator(&one.indicator)),
        Cell::text(one.indicator.code.as_str()),
        Cell::text(one.region.as_str()),
        Cell::optional(one.dimension.as_deref()),
        Cell::optional(one.treatment.as_deref()),
        Cell::text(lang.period(one.period)),
        value(each.first),
        value(each.second),
        Cell::text(lang.unit(&one.indicator.unit)),
        figure(each.first),
        figure(each.second),
    ]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Aggregation, Period};
    use crate::query::testing::{indicator, observation};

    fn kinds(first: &[(&str, &str, &str)], second: &[(&str, &str, &str)], periods: [&str; 2]) -> Vec<String> {
        let said = |values: &[(&str, &str, &str)]| -> Vec<Observation> {
            let one = |(code, period, value): &(&str, &str, &str)| {
                observation(&Arc::new(indicator(code, Aggregation::Sum)), period, value)
            };
            values.iter().map(one).collect()
        };
        let line = |period: &str| ReportLine {
            period: Period::parse(period).ok(),
            ..ReportLine::default()
        };
        let (a, b) = (line(periods[0]), line(periods[1]));
        let answer = diff((&a, &said(first)), (&b, &said(second)), &Question::default());
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => String::new(),
        };
        answer
            .rows
            .iter()
            .map(|row| {
                format!(
                    "{} {} {}",
                    text(&row.cells[0]),
                    text(&row.cells[2]),
                    text(&row.cells[6])
                )
            })
            .collect()
    }

    #[test]
    fn editions_differ_value_by_value() {
        let first = [("a", "2024Q1", "1"), ("b", "2024Q1", "2"), ("c", "2024Q1", "3")];
        let second = [("a", "2024Q1", "1"), ("b", "2024Q1", "5"), ("d", "2024Q1", "4")];
        assert_eq!(
            kinds(&first, &second, ["2024Q1", "2024Q1"]),
            ["改动 b 2024年一季度", "新增 d 2024年一季度", "不再有 c 2024年一季度"]
        );
    }

    #[test]
    fn reports_that_follow_each_other_differ_in_what_they_measure() {
        let first = [("a", "2024Q1", "1"), ("c", "2024Q1", "3")];
        let second = [
            ("a", "2024H1", "2"),
            ("a", "2024Q1", "9"),
            ("d", "2024H1", "4"),
            ("d", "2024Q2", "4"),
        ];
        assert_eq!(
            kinds(&first, &second, ["2024Q1", "2024H1"]),
            ["改动 a 2024年一季度", "新增 d 2024年上半年", "不再有 c 2024年一季度"]
        );
    }
}
