//! How far two places, sections or indicators are apart in one period: 岚屿区比海陵区高多少, 绿色企业比红色企业多几家.

use rust_decimal::Decimal;

use super::Refusal;
use super::scan::Piece;
use super::scene::{Scene, Valued};
use super::value;
use super::words::Word;
use crate::answer::Reply;
use crate::model::{ChangeStyle, Value};
use crate::query::change::Change;
use crate::query::labels::AskLabel;
use crate::query::track::Track;
use crate::query::wording;

/// Whether two things of one time are held against each other.
pub fn applies(scene: &Scene) -> bool {
    let asked = scene.asked;
    let of_two = sides(scene).is_some() && scene.times.len() <= 1;
    let compares = asked.has_any(&[Word::Apart, Word::Against, Word::MoreThings]) || asked.moves();
    of_two && compares && !asked.has_any(&[Word::Qoq, Word::Yoy, Word::Together, Word::Plus, Word::Agree])
}

/// Where the two things stand among the pieces: two sections, two places or two names.
fn sides(scene: &Scene) -> Option<[usize; 2]> {
    let places_of = |fits: &dyn Fn(&Piece) -> bool| -> Vec<usize> {
        let pieces = scene.asked.pieces.iter().enumerate();
        pieces.filter(|(_, piece)| fits(piece)).map(|(at, _)| at).collect()
    };
    let parts = places_of(&|piece| matches!(piece, Piece::Part(_)));
    let known = scene.asked.places();
    let places = places_of(&|piece| matches!(piece, Piece::Place(place) if known.contains(&place.as_str())));
    let names: Vec<usize> = scene
        .names
        .iter()
        .filter_map(|name| scene.asked.position_of(name))
        .collect();
    match (parts.len(), places.len(), names.len()) {
        (2, 0 | 1, 1) => parts.try_into().ok(),
        (0, 2, 1) => places.try_into().ok(),
        (0 | 1, 0 | 1, 2) => names.try_into().ok(),
        _ => None,
    }
}

/// The first less the one that it is held against.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let [first, second] = sides(scene).ok_or_else(|| scene.text(AskLabel::ManyTracks))?;
    let (this, base) = match base(scene, first, second) {
        at if at == first => (second, first),
        _ => (first, second),
    };
    let (this, base) = (valued(scene, this)?, valued(scene, base)?);
    let unit = this.track.indicator.unit.as_str();
    if unit != base.track.indicator.unit {
        return Err(scene.text(AskLabel::UnitsDiffer));
    }
    let (amount, unit) = headline(scene, &this, &base)?;
    let words = [
        ("this", &*value::sentence(scene, &this)),
        ("base", &*value::sentence(scene, &base)),
        ("apart", &*wording::attached(&amount.to_string(), unit, scene.lang())),
    ];
    let label = match has_direction(scene) {
        true => AskLabel::TwoApart,
        false => AskLabel::TwoDiffer,
    };
    let text = scene.lang().fill(label, &words);
    let mut reply = scene.reply(amount.to_string(), unit, text, &[&this.found, &base.found]);
    reply.table = value::table(scene, &[&this, &base], &[this.track, base.track]);
    Ok(reply)
}

/// 比 and 较 stand before what it is held against, 相比 behind it; else it is the second.
fn base(scene: &Scene, first: usize, second: usize) -> usize {
    let against = scene.asked.position(Word::Against);
    let is_between = |at: &usize| (first..second).contains(at);
    match against {
        // 与海陵区相比，岚屿区…
        Some(at) if is_between(&at) && at == first + 1 && starts_with_and(scene, first) => first,
        _ => second,
    }
}

/// 与…相比: the thing before the word is introduced by 与 or 和 and nothing else stands before that.
fn starts_with_and(scene: &Scene, first: usize) -> bool {
    let before = first.checked_sub(1).map(|at| &scene.asked.pieces[at]);
    before == Some(&Piece::Word(Word::List)) || before == Some(&Piece::Word(Word::Against))
}

/// The value of the thing at this place among the pieces.
fn valued<'s, 'a>(scene: &'s Scene<'a>, at: usize) -> Result<Valued<'s, 'a>, Refusal> {
    let name = match &scene.asked.pieces[at] {
        Piece::Name(text, _) => scene.names.iter().find(|name| name.text == text),
        _ => scene.names.first(),
    };
    let name = *name.ok_or_else(|| scene.text(AskLabel::NoIndicator))?;
    let fits = |track: &&Track| match &scene.asked.pieces[at] {
        Piece::Place(place) => track.region == place,
        Piece::Part(part) => track.dimension == Some(part),
        _ => true,
    };
    let tracks: Vec<&Track> = scene.tracks_of(name).into_iter().filter(fits).collect();
    let [track] = tracks[..] else {
        return Err(match tracks.is_empty() {
            true => scene.nothing_of(name),
            false => scene.text(AskLabel::ManyTracks),
        });
    };
    let when = scene.time(&tracks).ok_or_else(|| scene.nothing_of(name))?;
    scene
        .value(track, when)
        .map_err(|gap| scene.why(track, when.period, &gap))
}

/// The difference, in points for shares; as a percentage where the question asks for one.
fn headline<'u>(scene: &Scene, this: &Valued<'_, 'u>, base: &Valued) -> Result<(Decimal, &'u str), Refusal> {
    let indicator = this.track.indicator;
    let (Value::Number(later), Value::Number(earlier)) = (this.found.value, base.found.value) else {
        return Err(scene.text(AskLabel::NoCounts));
    };
    let gap = |gap: crate::query::gap::Gap| scene.why(this.track, this.period, &gap);
    let change = Change::between(indicator, base.found.value, this.found.value).map_err(gap)?;
    let (amount, unit) = match (indicator.unit.as_str(), change.style) {
        ("%", _) => (later - earlier, "pp"),
        (_, ChangeStyle::Percent) if scene.asked.has(Word::Percent) => (change.rounded(), "%"),
        (unit, _) => (later.checked_sub(earlier).unwrap_or_default(), unit),
    };
    Ok((if has_direction(scene) { amount } else { amount.abs() }, unit))
}

/// 高多少 has one, 相差多少 has none.
fn has_direction(scene: &Scene) -> bool {
    scene.asked.moves() && !scene.asked.has(Word::Apart)
}
