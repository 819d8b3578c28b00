//! What was it: the value of one or more indicators in one or more periods, with what contradicts it.

use super::scene::{Scene, Valued};
use super::time::When;
use super::words::Word;
use super::{Refusal, history};
use crate::answer::{Cell, Reply};
use crate::query::labels::{AskLabel, Label};
use crate::query::track::Track;
use crate::query::{show, wording};

/// The values asked for. One is the answer; several are its rows.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let (mut values, mut tracks, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for name in &scene.names {
        let of_name = scene.tracks_of(*name);
        if of_name.is_empty() {
            missing.push(scene.nothing_of(*name));
        }
        for when in times(scene, &of_name) {
            for track in &of_name {
                match scene.value(track, when) {
                    Ok(value) => values.push(value),
                    Err(gap) => missing.push(scene.why(track, when.period, &gap)),
                }
            }
        }
        tracks.extend(of_name);
    }
    missing.dedup();
    if values.is_empty() {
        return Err(missing.join(scene.lang().text(AskLabel::Between)));
    }
    let mut reply = reply(scene, &values);
    // What is missing of several things is said; of many places it is a gap of the table.
    if scene.names.len() > 1 || scene.times.len() > 1 {
        let said = [reply.text].into_iter().chain(missing);
        reply.text = said.collect::<Vec<_>>().join(scene.lang().text(AskLabel::Between));
        (reply.value, reply.unit) = (None, None);
    }
    reply.table = table(scene, &values.iter().collect::<Vec<_>>(), &tracks);
    Ok(reply)
}

fn times<'a>(scene: &Scene<'a>, tracks: &[&Track<'a>]) -> Vec<When> {
    match scene.times.is_empty() {
        true => scene.time(tracks).into_iter().collect(),
        false => scene.times.iter().map(|(_, when)| *when).collect(),
    }
}

fn reply(scene: &Scene, values: &[Valued]) -> Reply {
    let sentences: Vec<String> = values.iter().map(|value| sentence(scene, value)).collect();
    let inputs: Vec<_> = values.iter().map(|value| &value.found).collect();
    let text = sentences.join(scene.lang().text(AskLabel::Between));
    match values {
        [one] => {
            let number = wording::plain(&one.found, scene.lang());
            let mut reply = scene.reply(number, &one.track.indicator.unit, text, &inputs);
            if scene.asked.has_any(&[Word::BeforeCorrection, Word::Corrected]) {
                history::add_earlier(scene, one, &mut reply);
            }
            reply
        }
        _ => Reply {
            value: None,
            unit: None,
            ..scene.reply(String::new(), "", text, &inputs)
        },
    }
}

/// `云溪县2024年PM2.5平均浓度为31微克/立方米`, and how it came about or what contradicts it.
pub fn sentence(scene: &Scene, value: &Valued) -> String {
    let lang = scene.lang();
    let held = scene.with_unit(&value.found, value.track.indicator);
    let words = [("what", &*scene.subject(value.track, value.period)), ("value", &held)];
    let sentence = lang.fill(AskLabel::Is, &words);
    let origin = wording::origin(value.track, value.period, &value.found, lang);
    match origin.is_empty() {
        false => {
            let origin = origin.join(lang.text(AskLabel::Between));
            lang.fill(Label::Subjects, &[("text", &sentence), ("subjects", &origin)])
        }
        true => sentence,
    }
}

/// The values as rows.
pub fn table<'a>(scene: &Scene<'a>, values: &[&Valued<'_, 'a>], tracks: &[&Track<'a>]) -> crate::answer::Answer {
    let observations = scene.observations_of(tracks);
    let mut periods: Vec<_> = values.iter().map(|value| value.period).collect();
    periods.sort();
    periods.dedup();
    let mut table = show(&observations, &periods, &scene.question_of(tracks));
    // What lies within these periods was not asked for.
    let labels: Vec<Cell> = periods
        .iter()
        .map(|period| Cell::text(scene.lang().period(*period)))
        .collect();
    if let Some(index) = table.columns.iter().position(|column| column.key == "period") {
        table.rows.retain(|row| labels.contains(&row.cells[index]));
    }
    table
}
