//! Targets beside what was reached: in their own period, or so far since 1 January “for reference”.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::derive::Found;
use super::gap::Gap;
use super::labels::Label;
use super::notes::Notes;
use super::track::{Track, tracks_for};
use super::{Lang, Question, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Aggregation, Approx, Direction, Goal, Observation, Period, Value};

/// Whether a target is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Reached,
    /// It is not.
    Missed,
    /// So far it would be; its period is not over.
    OnTrack,
    /// So far it would not be.
    OffTrack,
    /// A sum that still grows towards its bound.
    NotYet,
    /// The value is an estimate, and the target lies within its uncertainty.
    InDoubt,
    /// There is no value.
    NoValue,
    /// A movement is the target, or its direction is not known.
    NotComparable,
}

impl Standing {
    /// Its word.
    pub fn label(self) -> Label {
        match self {
            Standing::Reached => Label::TargetReached,
            Standing::Missed => Label::TargetMissed,
            Standing::OnTrack => Label::TargetOnTrack,
            Standing::OffTrack => Label::TargetOffTrack,
            Standing::NotYet => Label::TargetNotYet,
            Standing::InDoubt => Label::TargetInDoubt,
            Standing::NoValue => Label::TargetNoValue,
            Standing::NotComparable => Label::TargetNotComparable,
        }
    }

    fn tone(self) -> Tone {
        match self {
            Standing::Reached | Standing::OnTrack => Tone::Good,
            Standing::Missed | Standing::OffTrack => Tone::Bad,
            _ => Tone::Plain,
        }
    }
}

/// A target with the value that is held against it.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The target.
    pub goal: &'a Goal,
    /// The period that the value is of.
    pub period: Period,
    /// The value, or why there is none.
    pub value: Result<Found<'a>, Gap>,
    /// Whether it is reached.
    pub standing: Standing,
}

/// Each target with its value.
pub fn held<'a>(goals: &'a [Goal], observations: &'a [Observation], question: &'a Question) -> Vec<Held<'a>> {
    let tracks = tracks_for(observations, question);
    goals.iter().map(|goal| hold(goal, &tracks)).collect()
}

fn hold<'a>(goal: &'a Goal, tracks: &[Track<'a>]) -> Held<'a> {
    let is_it = |track: &&Track| {
        track.indicator.code == goal.indicator.code
            && track.region == goal.region
            && track.dimension == goal.dimension.as_deref()
            && track.treatment.is_none()
    };
    let Some(track) = tracks.iter().find(is_it) else {
        return Held {
            goal,
            period: goal.period,
            value: Err(Gap::NotReported),
            standing: Standing::NoValue,
        };
    };
    let (period, value) = match track.value(goal.period) {
        Ok(found) => (goal.period, Ok(found)),
        Err(gap) => so_far(track, goal.period).map_or((goal.period, Err(gap)), |(period, found)| (period, Ok(found))),
    };
    let standing = value
        .as_ref()
        .map_or(Standing::NoValue, |found| standing(goal, found, period == goal.period));
    Held {
        goal,
        period,
        value,
        standing,
    }
}

/// The longest value since the beginning of the target's period that is known.
fn so_far<'a>(track: &Track<'a>, whole: Period) -> Option<(Period, Found<'a>)> {
    let begun = |period: &Period| period.start() == whole.start() && whole.contains(*period) && *period != whole;
    let latest = track
        .periods()
        .into_iter()
        .filter(begun)
        .max_by_key(|period| period.end())?;
    Some((latest, track.value(latest).ok()?))
}

fn standing(goal: &Goal, found: &Found, complete: bool) -> Standing {
    let (Some(direction), true) = (goal.direction, goal.unit == goal.indicator.unit) else {
        return Standing::NotComparable;
    };
    let (bound, value) = (goal.value.as_decimal(), found.value.as_decimal());
    // 80以上 says that a bound of 80 is passed, and not by how much.
    let passed = matches!(
        (found.approx, direction),
        (Some(Approx::Over), Direction::AtMost) | (Some(Approx::Under), Direction::AtLeast)
    );
    let apart = (value - bound).abs();
    if passed
        || found
            .uncertainty
            .is_some_and(|doubt| apart <= doubt && !doubt.is_zero())
    {
        return Standing::InDoubt;
    }
    let reached = match direction {
        Direction::AtMost => value <= bound,
        Direction::AtLeast => value >= bound,
    };
    match (reached, complete) {
        (true, true) => Standing::Reached,
        (false, true) => Standing::Missed,
        (true, false) => Standing::OnTrack,
        // A sum still grows towards a lower bound: to be below it early in the year is nothing yet.
        (false, false) if goal.indicator.aggregation == Aggregation::Sum && direction == Direction::AtLeast => {
            Standing::NotYet
        }
        (false, false) => Standing::OffTrack,
    }
}

/// The targets of the periods asked for (all, if none is), beside their values.
pub fn targets(goals: &[Goal], observations: &[Observation], periods: &[Period], question: &Question) -> Answer {
    let lang = question.lang;
    let wanted = |held: &Held| {
        let indicators = &question.indicators;
        (periods.is_empty() || periods.iter().any(|period| in_time(held.goal.period, *period)))
            && (indicators.is_empty() || indicators.contains(&held.goal.indicator))
    };
    let all = Question {
        indicators: Vec::new(),
        ..question.clone()
    };
    let held: Vec<Held> = held(goals, observations, &all).into_iter().filter(wanted).collect();
    let mut answer = Answer::new(lang.text(Label::TargetsTitle), columns(&held, lang));
    for each in &held {
        answer.push(cells(each, lang), each.standing.tone());
    }
    let mut notes = Notes::default();
    if held
        .iter()
        .any(|each| each.value.is_ok() && each.period != each.goal.period)
    {
        notes.say(lang.text(Label::TargetSoFar));
    }
    if held.is_empty() {
        notes.say(lang.text(Label::TargetsNone));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    answer
}

/// A target of the whole year is asked for by each part of it.
pub(super) fn in_time(goal: Period, asked: Period) -> bool {
    goal == asked || goal.contains(asked) && goal.start().year() == asked.start().year() || asked.contains(goal)
}

fn columns(held: &[Held], lang: Lang) -> Vec<Column> {
    let column = |key, label| Column::new(key, lang.text(label));
    let regions_differ = held.windows(2).any(|pair| pair[0].goal.region != pair[1].goal.region);
    let by_hand = held.iter().any(|each| each.goal.row.is_some());
    vec![
        column("region", Label::Region).shown_if(regions_differ),
        column("indicator", Label::Indicator),
        column("code", Label::Code).for_machines(),
        column("dimension", Label::Dimension).shown_if(held.iter().any(|each| each.goal.dimension.is_some())),
        column("period", Label::Period),
        column("target", Label::Target),
        column("target_value", Label::TargetValue).for_machines(),
        column("direction", Label::DirectionOf).for_machines(),
        column("unit", Label::Unit),
        column("actual_period", Label::ActualPeriod),
        column("actual", Label::Actual),
        column("distance", Label::Distance),
        column("standing", Label::StandingOf).toned(),
        column("source", Label::Source),
        column("figure", Label::Figure).for_machines(),
        column("row", Label::TargetRow).shown_if(by_hand),
    ]
}

fn cells(held: &Held, lang: Lang) -> Vec<Cell> {
    let goal = held.goal;
    let found = held.value.as_ref().ok();
    let distance = found.filter(|_| held.standing != Standing::NotComparable).map(|found| {
        found
            .value
            .as_decimal()
            .checked_sub(goal.value.as_decimal())
            .unwrap_or_default()
    });
    vec![
        Cell::text(goal.region.as_str()),
        Cell::text(lang.indicator(&goal.indicator)),
        Cell::text(goal.indicator.code.as_str()),
        Cell::optional(goal.dimension.as_deref()),
        Cell::text(lang.period(goal.period)),
        Cell::text(bound(goal, lang)),
        Cell::number(goal.value.as_decimal()),
        Cell::optional(goal.direction.map(Direction::code)),
        Cell::text(lang.unit(&goal.unit)),
        Cell::optional(found.map(|_| lang.period(held.period))),
        match &held.value {
            Ok(found) => wording::found(found, lang),
            Err(gap) => Cell::missing(gap.text(lang)),
        },
        match distance {
            Some(distance) => signed(distance, found.and_then(wording::decimals)),
            None => Cell::text(""),
        },
        Cell::text(lang.text(held.standing.label())),
        Cell::text(goal.source.as_str()),
        Cell::optional(goal.figure.map(|figure| figure.to_string())),
        Cell::optional(goal.row.map(|row| row.to_string())),
    ]
}

/// `≤35`, `≥86.5`, `≤Ⅲ类`.
pub fn bound(goal: &Goal, lang: Lang) -> String {
    let sign = match goal.direction {
        Some(Direction::AtMost) => "≤",
        Some(Direction::AtLeast) => "≥",
        None => "",
    };
    match goal.value {
        Value::Number(number) => format!("{sign}{number}"),
        class => lang.value(class),
    }
}

fn signed(distance: Decimal, decimals: Option<u32>) -> Cell {
    let distance = decimals.map_or(distance, |decimals| super::change::half_even(distance, decimals));
    let sign = if distance > Decimal::ZERO { "+" } else { "" };
    Cell::Measure {
        shown: format!("{sign}{distance}"),
        number: distance.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Better;
    use crate::query::testing::{indicator, number, observation};

    fn standings(goal: (&str, &str, Option<Direction>), values: &[(&str, &str)]) -> Vec<String> {
        let mean = Arc::new(crate::model::Indicator {
            unit: "ug/m3".into(),
            better: Better::Lower,
            ..indicator("m", Aggregation::Mean)
        });
        let observations: Vec<Observation> = values
            .iter()
            .map(|(period, value)| observation(&mean, period, value))
            .collect();
        let (period, value, direction) = goal;
        let goals = [Goal {
            indicator: mean,
            region: "云溪县".into(),
            period: Period::parse(period).unwrap(),
            dimension: None,
            direction,
            value: number(value),
            unit: "ug/m3".into(),
            source: "报告".into(),
            figure: Some(1),
            row: None,
        }];
        let answer = targets(&goals, &observations, &[], &Question::default());
        let index = answer
            .columns
            .iter()
            .position(|column| column.key == "standing")
            .unwrap();
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => String::new(),
        };
        answer.rows.iter().map(|row| text(&row.cells[index])).collect()
    }

    #[test]
    fn a_target_is_reached_missed_or_not_yet_to_be_judged() {
        let at_most = |value| ("2024", value, Some(Direction::AtMost));
        assert_eq!(standings(at_most("30"), &[("2024", "30")]), ["完成"]);
        assert_eq!(standings(at_most("30"), &[("2024", "31")]), ["未完成"]);
        assert_eq!(standings(at_most("30"), &[("2024H1", "29")]), ["暂好于目标，供参考"]);
        assert_eq!(standings(at_most("30"), &[("2024H1", "33")]), ["暂差于目标，供参考"]);
        assert_eq!(standings(at_most("30"), &[("2023", "33")]), ["没有实际值"]);
        let second = ("2024Q2", "30", Some(Direction::AtMost));
        // ≈ 30.4 ± 0.6
        assert_eq!(
            standings(second, &[("2024Q1", "30"), ("2024H1", "30.2")]),
            ["误差范围内，不能判定"]
        );
        assert_eq!(standings(("2024", "30", None), &[("2024", "30")]), ["不可比"]);
        assert_eq!(
            standings(("2024", "30", Some(Direction::AtLeast)), &[("2024", "30")]),
            ["完成"]
        );
    }
}
