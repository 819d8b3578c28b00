//! What is the target, and is it reached?

use super::Refusal;
use super::scene::Scene;
use crate::answer::Reply;
use crate::model::{Goal, Period};
use crate::query::derive::Found;
use crate::query::labels::{AskLabel, Label};
use crate::query::targets::{Held, Standing, bound, held, targets};
use crate::query::{Question, wording};

/// The target of the time asked about; asked whether it is reached, that is said as well.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let lang = scene.lang();
    let codes: Vec<&str> = scene
        .names
        .iter()
        .flat_map(|name| name.indicators)
        .map(|each| each.code.as_str())
        .collect();
    let places = scene.asked.places();
    let goals: Vec<Goal> = scene
        .evidence
        .goals
        .iter()
        .filter(|goal| codes.contains(&goal.indicator.code.as_str()))
        .filter(|goal| places.is_empty() || places.contains(&goal.region.as_str()))
        .cloned()
        .collect();
    let goals = last_stated(of_the_time(scene, goals));
    if goals.is_empty() {
        return Err(scene.text(Label::TargetsNone));
    }
    let all = Question {
        indicators: Vec::new(),
        ..scene.question.clone()
    };
    let against = held(&goals, scene.evidence.observations, &all);
    let sentences: Vec<String> = against.iter().map(|each| sentence(scene, each)).collect();
    let text = sentences.join(lang.text(AskLabel::Between));
    let table = targets(&goals, scene.evidence.observations, &[], &all);
    let same = goals
        .windows(2)
        .all(|pair| (pair[0].value, &pair[0].unit) == (pair[1].value, &pair[1].unit));
    let first = &goals[0];
    let (value, unit) = match scene.asked.asks_how_far() {
        true => distance(scene, &against)?,
        false => (first.value.to_string(), first.unit.clone()),
    };
    Ok(Reply {
        value: same.then_some(value),
        unit: same.then_some(unit),
        text,
        method: Some("reported".to_owned()),
        figures: goals.iter().filter_map(|goal| goal.figure).collect(),
        table,
        ..Reply::default()
    })
}

/// Those of exactly the time asked about; asked how far it is to them, else those of the year around it.
fn of_the_time(scene: &Scene, goals: Vec<Goal>) -> Vec<Goal> {
    let times: Vec<Period> = scene.times.iter().map(|(_, when)| when.period).collect();
    let of = |fits: &dyn Fn(&Goal) -> bool| -> Vec<Goal> { goals.iter().filter(|goal| fits(goal)).cloned().collect() };
    let exactly = of(&|goal| times.is_empty() || times.contains(&goal.period));
    match exactly.is_empty() && scene.asked.asks_how_far() {
        true => of(&|goal| times.iter().any(|time| goal.period.contains(*time))),
        false => exactly,
    }
}

/// Of what was stated again and again for one thing, the last one.
fn last_stated(goals: Vec<Goal>) -> Vec<Goal> {
    let mut last: Vec<Goal> = Vec::new();
    for goal in goals {
        let same = |each: &&mut Goal| {
            (&each.indicator.code, &each.region, &each.dimension)
                == (&goal.indicator.code, &goal.region, &goal.dimension)
                && (each.period, each.direction, &each.unit) == (goal.period, goal.direction, &goal.unit)
        };
        match last.iter_mut().find(same) {
            Some(known) => *known = goal,
            None => last.push(goal),
        }
    }
    last
}

/// The actual value less the target; 还差多少 has no direction.
fn distance(scene: &Scene, against: &[Held]) -> Result<(String, String), Refusal> {
    let [held] = against else {
        return Err(scene.text(AskLabel::ManyTracks));
    };
    let found = match actual(scene, held.goal) {
        Some(found) => found,
        None => held.value.clone().map_err(|gap| gap.text(scene.lang()))?,
    };
    let apart = found.value.as_decimal().checked_sub(held.goal.value.as_decimal());
    let apart = apart.filter(|_| held.standing != Standing::NotComparable);
    let apart = apart.ok_or_else(|| scene.text(Label::TargetNotComparable))?;
    let amount = match scene.asked.moves() {
        true => apart,
        false => apart.abs(),
    };
    let unit = match held.goal.unit.as_str() {
        "%" => "pp",
        unit => unit,
    };
    Ok((amount.to_string(), unit.to_owned()))
}

/// The value of the time asked about, where that is not the whole time of the target.
fn actual<'a>(scene: &Scene<'a>, goal: &Goal) -> Option<Found<'a>> {
    let (_, when) = scene.times.first().filter(|(_, when)| when.period != goal.period)?;
    let tracks = scene.tracks_of_code(&goal.indicator.code);
    let track = tracks.iter().find(|track| track.region == goal.region)?;
    scene.value(track, *when).ok().map(|value| value.found)
}

/// `云溪县2024年PM2.5平均浓度目标为≤30微克/立方米（《…》）；实际为29.6微克/立方米，完成`
fn sentence(scene: &Scene, held: &Held) -> String {
    let lang = scene.lang();
    let goal = held.goal;
    let words = [
        ("region", goal.region.clone()),
        ("period", lang.period(goal.period)),
        ("indicator", lang.indicator(&goal.indicator).to_owned()),
        ("target", wording::attached(&bound(goal, lang), &goal.unit, lang)),
        ("source", goal.source.clone()),
    ];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
    let target = lang.fill(AskLabel::Target, &words);
    let Ok(found) = &held.value else { return target };
    if held.standing == Standing::NotComparable {
        return target;
    }
    let words = [
        ("period", lang.period(held.period)),
        ("value", scene.with_unit(found, &goal.indicator)),
        ("standing", lang.text(held.standing.label()).to_owned()),
    ];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
    target + lang.text(AskLabel::Between) + &lang.fill(AskLabel::TargetActual, &words)
}
