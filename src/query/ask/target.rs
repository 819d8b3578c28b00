//! What is the target, and is it reached?

use super::scene::Scene;
use super::words::Word;
use super::{Refusal, value};
use crate::answer::Reply;
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
    let goals: Vec<_> = scene
        .evidence
        .goals
        .iter()
        .filter(|goal| codes.contains(&goal.indicator.code.as_str()))
        .filter(|goal| places.is_empty() || places.contains(&goal.region.as_str()))
        .filter(|goal| scene.times.is_empty() || scene.times.iter().any(|(_, when)| when.period == goal.period))
        .cloned()
        .collect();
    if goals.is_empty() {
        return match scene.asked.has(Word::Movement) {
            true => value::answer(scene),
            false => Err(scene.text(Label::TargetsNone)),
        };
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
    Ok(Reply {
        value: same.then(|| first.value.to_string()),
        unit: same.then(|| first.unit.clone()),
        text,
        method: Some("reported".to_owned()),
        figures: goals.iter().filter_map(|goal| goal.figure).collect(),
        table,
        ..Reply::default()
    })
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
