//! Where one region stands among the others: as its reports state it, and by the values of the database.

use super::Refusal;
use super::scene::{Scene, Valued};
use super::time::When;
use crate::answer::Reply;
use crate::model::{Better, StatedRank};
use crate::query::derive::Found;
use crate::query::labels::{AskLabel, Label};
use crate::query::rank::competition;
use crate::query::track::Track;

/// The method of a rank that a report states.
const STATED: &str = "stated";

/// The rank of the region asked about. What a report states goes before what is computed: it knows all the regions.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    if scene.asks_for_a_movement() {
        return Err(scene.text(AskLabel::NoRankMovement));
    }
    let name = scene.names[0];
    let tracks = scene.tracks_of(name);
    let own = own(scene, &tracks)?.ok_or_else(|| scene.nothing_of(name))?;
    let when = scene.time(&[own]).ok_or_else(|| scene.text(Label::Nothing))?;
    let stated = stated(scene, own, when);
    let computed = computed(scene, &tracks, own, when);
    if stated.is_empty() && computed.is_none() {
        return Err(scene.text(AskLabel::NoRank));
    }
    let lang = scene.lang();
    let mut texts: Vec<String> = stated.iter().map(|rank| stated_text(scene, rank)).collect();
    texts.extend(computed.as_ref().map(|(text, _, _)| text.clone()));
    let said = [
        ("what", &*scene.subject(own, when.period)),
        ("rank", &*lang.list(&texts)),
    ];
    let text = lang.fill(AskLabel::RankIs, &said);
    let inputs: Vec<Found> = stated.iter().map(|rank| Found::reported(&rank.observation)).collect();
    let found: Vec<&Found> = inputs
        .iter()
        .chain(computed.as_ref().map(|(_, _, found)| found))
        .collect();
    let reply = scene.reply(String::new(), "rank", text, &found);
    let (value, method) = match (&stated[..], computed) {
        ([rank], _) => (Some(rank.observation.value.to_string()), Some(STATED.to_owned())),
        ([], Some((_, rank, found))) => (Some(rank.to_string()), Some(found.method.code().to_owned())),
        // Two ranks, one in the city and one in the province, say: neither is the answer by itself.
        _ => (None, Some(STATED.to_owned())),
    };
    Ok(Reply { value, method, ..reply })
}

/// The track of the region that the question names, or of the only one that there is.
fn own<'s, 'a>(scene: &Scene<'a>, tracks: &[&'s Track<'a>]) -> Result<Option<&'s Track<'a>>, Refusal> {
    let places = scene.asked.places();
    let only = tracks.iter().all(|track| track.region == tracks[0].region);
    match places[..] {
        [place] => Ok(tracks.iter().copied().find(|track| track.region == place)),
        [] if only => Ok(tracks.first().copied()),
        _ => Err(scene.text(AskLabel::RankOfWhich)),
    }
}

fn stated<'e>(scene: &Scene<'e>, own: &Track, when: When) -> Vec<&'e StatedRank> {
    let of_it = |rank: &&StatedRank| {
        let held = &rank.observation;
        held.indicator.code == own.indicator.code
            && held.region == own.region
            && held.period == when.period
            && held.dimension.as_deref() == own.dimension
    };
    scene.evidence.ranks.iter().filter(of_it).collect()
}

fn stated_text(scene: &Scene, rank: &StatedRank) -> String {
    let held = &rank.observation;
    let words = [
        ("rank", rank.as_written.as_str()),
        ("among", rank.among.as_deref().unwrap_or_default()),
        ("report", &held.report_title),
    ];
    scene.lang().fill(AskLabel::RankStated, &words)
}

/// Its rank among the regions with a value, in words and as a number; nothing where it has no rival or no exact value.
fn computed<'a>(
    scene: &Scene<'a>,
    tracks: &[&Track<'a>],
    own: &Track,
    when: When,
) -> Option<(String, usize, Found<'a>)> {
    let exact = |track: &&&Track<'a>| track.treatment == own.treatment && track.dimension == own.dimension;
    let mut values: Vec<Valued> = tracks
        .iter()
        .filter(exact)
        .filter_map(|track| scene.value(track, when).ok())
        .filter(|value| value.found.approx.is_none())
        .collect();
    let lower_is_better = own.indicator.better == Better::Lower;
    let key = |value: &Valued| value.found.value.as_decimal();
    values.sort_by(|a, b| match lower_is_better {
        true => key(a).cmp(&key(b)),
        false => key(b).cmp(&key(a)),
    });
    let ranks = competition(&values.iter().map(key).collect::<Vec<_>>());
    let at = values.iter().position(|value| value.track.region == own.region)?;
    let words = [
        ("count", values.len().to_string()),
        ("rank", ranks[at].to_string()),
        ("value", scene.with_unit(&values[at].found, own.indicator)),
    ];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
    let label = match lower_is_better {
        true => AskLabel::RankFromLowest,
        false => AskLabel::RankFromHighest,
    };
    (values.len() > 1).then(|| (scene.lang().fill(label, &words), ranks[at], values[at].found.clone()))
}
