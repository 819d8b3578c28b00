//! Which quarters, regions or sections lie beyond a bound or have a class, and how many they are; and whether one value does.

use super::condition::Condition;
use super::extreme;
use super::scene::{Scene, Valued};
use super::words::Word;
use super::{Refusal, value};
use crate::answer::Reply;
use crate::query::derive::Found;
use crate::query::labels::AskLabel;

/// Those that fulfil the condition, or how many they are; of one value whether it does.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let name = scene.names[0];
    if scene.names.len() > 1 {
        return Err(scene.text(AskLabel::ManyTracks));
    }
    let by_place = extreme::is_about_places(scene);
    let by_time = scene
        .asked
        .has_any(&[Word::WhichTime, Word::HowManyTimes, Word::EachTime]);
    if !by_place && !by_time {
        return one(scene);
    }
    let tracks = match by_place {
        true => extreme::places(scene, name),
        false => scene.tracks_of(name),
    };
    let Some(first) = tracks.first() else {
        return Err(scene.nothing_of(name));
    };
    let condition = Condition::of(scene, first.indicator)?;
    let (values, gaps) = match by_place {
        true => (extreme::of_places(scene, &tracks)?, Vec::new()),
        false => extreme::of_times(scene, first),
    };
    if values.is_empty() {
        return Err(scene.nothing_of(name));
    }
    let mut held: Vec<&Valued> = Vec::new();
    for value in &values {
        match condition.holds(&value.found) {
            Some(true) => held.push(value),
            Some(false) => {}
            None => return Err(scene.text(AskLabel::BoundInDoubt)),
        }
    }
    if scene.asked.has(Word::FirstTime) {
        held.truncate(1);
    }
    let lang = scene.lang();
    let said = |value: &&Valued| extreme::named_value(scene, &extreme::label(scene, value, by_place), value);
    let texts: Vec<String> = held.iter().map(said).collect();
    let (count, compared) = (held.len().to_string(), values.len().to_string());
    let words = [
        ("count", &*count),
        ("compared", &*compared),
        ("names", &*lang.list(&texts)),
    ];
    let mut text = match held.is_empty() {
        true => lang.fill(AskLabel::NoneAmong, &words),
        false => lang.fill(AskLabel::TheseAmong, &words),
    };
    if let Some(caveat) = extreme::left_out(scene, &gaps) {
        text = text + lang.text(AskLabel::Between) + &caveat;
    }
    let inputs: Vec<&Found> = held.iter().map(|value| &value.found).collect();
    let labels: Vec<String> = held.iter().map(|value| extreme::code(scene, value, by_place)).collect();
    let (value, unit) = match (scene.asked.counts(), by_place) {
        (true, _) => (Some(count), "count"),
        (false, true) => (Some(labels.join("; ")), "region"),
        (false, false) => (Some(labels.join("; ")), "period"),
    };
    let mut reply = scene.reply(String::new(), unit, text, &inputs);
    reply.value = value.filter(|value| !value.is_empty());
    reply.table = extreme::table(scene, &values, by_place);
    Ok(reply)
}

/// 2024年罚款超过100万元了吗: the value, and on which side it lies.
fn one(scene: &Scene) -> Result<Reply, Refusal> {
    let tracks = scene.tracks_of(scene.names[0]);
    let [track] = tracks[..] else {
        return Err(match tracks.is_empty() {
            true => scene.nothing_of(scene.names[0]),
            false => scene.text(AskLabel::ManyTracks),
        });
    };
    let condition = Condition::of(scene, track.indicator)?;
    let when = scene.time(&tracks).ok_or_else(|| scene.nothing_of(scene.names[0]))?;
    let value = scene
        .value(track, when)
        .map_err(|gap| scene.why(track, when.period, &gap))?;
    let label = match condition.holds(&value.found) {
        Some(true) => AskLabel::BoundYes,
        Some(false) => AskLabel::BoundNo,
        None => return Err(scene.text(AskLabel::BoundInDoubt)),
    };
    let mut reply = value::answer(scene)?;
    reply.text = reply.text + scene.lang().text(AskLabel::Between) + scene.lang().text(label);
    Ok(reply)
}
