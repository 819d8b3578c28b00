//! What counts make: how many are left, what they come to together, which share one is of another, and whether that is what
//! the report says.

use rust_decimal::Decimal;

use super::asked::Name;
use super::scan::Piece;
use super::scene::{Scene, Valued};
use super::time::When;
use super::words::Word;
use super::{Refusal, scene, value};
use crate::answer::Reply;
use crate::model::{Aggregation, Value};
use crate::query::derive::{Found, Method};
use crate::query::labels::{AskLabel, Label};
use crate::query::share::{Share, from_counts};
use crate::query::track::{Counts, Track};
use crate::query::wording;

/// 还有多少…未完成: the whole less what was dealt with.
pub fn left(scene: &Scene) -> Result<Reply, Refusal> {
    let pair = scene.names.iter().find_map(|name| {
        let share = name.indicators.iter().find_map(|each| scene.share_of(&each.code))?;
        scene.counts_of(share)
    });
    let Some((part, whole)) = pair else {
        return value::answer(scene);
    };
    let when = scene.time(&[whole]).ok_or_else(|| scene.text(Label::Nothing))?;
    let (whole, part) = (at(scene, whole, when)?, at(scene, part, when)?);
    let rest = number(&whole).checked_sub(number(&part)).unwrap_or_default();
    let text = sum_text(scene, &[(&whole, false), (&part, true)], rest);
    Ok(with_table(
        scene,
        &[&whole, &part],
        scene.reply(
            rest.to_string(),
            &whole.track.indicator.unit,
            text,
            &[&whole.found, &part.found],
        ),
    ))
}

/// 合计, 之和, 相加: several things of one period, or one thing of several periods; held against the stated total where the
/// question names one.
pub fn together(scene: &Scene) -> Result<Reply, Refusal> {
    match scene.names[..] {
        [one] if scene.times.len() >= 2 || scene.asked.has(Word::EachTime) => over_times(scene, one),
        [_] => value::answer(scene),
        ref all if scene.asked.has_any(&[Word::Agree, Word::Apart]) => {
            let (total, parts) = total_and_parts(scene, all).ok_or_else(|| scene.text(AskLabel::WhichTotal))?;
            against_total(scene, total, &parts)
        }
        ref all => of_all(scene, all),
    }
}

/// The total of a question that adds up: A、B之和与总数, A加B是否等于总数, 总数等于A加B, 总数与A、B之和. `None` where it is not
/// told.
fn total_and_parts<'n>(scene: &Scene, names: &[Name<'n>]) -> Option<(Name<'n>, Vec<Name<'n>>)> {
    let behind = |word: Word| {
        let word = scene.asked.position(word)?;
        let is_behind = |index: &usize| scene.asked.position_of(&names[*index]).is_some_and(|at| at > word);
        Some((0..names.len()).filter(is_behind).collect::<Vec<_>>())
    };
    let alone = |word: Word| match behind(word)?[..] {
        [one] if names.len() > 2 => Some(one),
        _ => None,
    };
    let first = || (names.len() > 2 && behind(Word::Together)?.is_empty()).then_some(0);
    let total = match scene.asked.has(Word::Plus) {
        true => not_added(scene, names),
        false => alone(Word::Together).or_else(|| alone(Word::Agree)).or_else(first),
    }?;
    let parts = names.iter().enumerate().filter(|(index, _)| *index != total);
    Some((names[total], parts.map(|(_, name)| *name).collect()))
}

/// The only name that stands on neither side of a 加.
fn not_added(scene: &Scene, names: &[Name]) -> Option<usize> {
    let pieces = &scene.asked.pieces;
    let is_plus = |at: Option<usize>| at.and_then(|at| pieces.get(at)) == Some(&Piece::Word(Word::Plus));
    let added = |name: &Name| {
        let at = scene.asked.position_of(name);
        is_plus(at.and_then(|at| at.checked_sub(1))) || is_plus(at.map(|at| at + 1))
    };
    let mut others = (0..names.len()).filter(|index| !added(&names[*index]));
    others.next().filter(|_| others.next().is_none() && names.len() > 2)
}

/// 一季度与二季度数相加，1—6月应为多少: the parts of the longest period of the question, and that period as it is stated.
fn over_times(scene: &Scene, name: Name) -> Result<Reply, Refusal> {
    let track = one_track(scene, name)?;
    let mut times: Vec<When> = scene.times.iter().map(|(_, when)| *when).collect();
    if scene.asked.has(Word::EachTime)
        && let Some(whole) = scene.time(&[track])
    {
        times.push(whole);
        times.extend(scene::quarters(whole.period).map(|period| When { period, ..whole }));
        times.sort_by_key(|when| (when.period.start(), when.period.end()));
        times.dedup_by_key(|when| when.period);
    }
    let whole = times.iter().copied().find(|long| {
        let others = times.iter().filter(|short| short.period != long.period);
        others.clone().count() > 0 && others.into_iter().all(|short| long.period.contains(short.period))
    });
    let parts = times
        .iter()
        .filter(|when| Some(when.period) != whole.map(|whole| whole.period));
    let parts: Vec<Valued> = parts.map(|when| at(scene, track, *when)).collect::<Result<_, _>>()?;
    let sum = parts
        .iter()
        .map(number)
        .try_fold(Decimal::ZERO, Decimal::checked_add)
        .unwrap_or_default();
    let terms: Vec<(&Valued, bool)> = parts.iter().map(|part| (part, false)).collect();
    let mut text = sum_text(scene, &terms, sum);
    if let Some(whole) = whole
        && let Ok(stated) = track.reported(whole.period).map(|held| held.map(Found::reported))
    {
        let said = stated.map(|found| agreement(scene, &found, track, sum, Decimal::ZERO));
        text =
            text + scene.lang().text(AskLabel::Between) + &said.unwrap_or_else(|| scene.text(AskLabel::NothingStated));
    }
    let inputs: Vec<&Found> = parts.iter().map(|part| &part.found).collect();
    let reply = scene.reply(sum.to_string(), &track.indicator.unit, text, &inputs);
    Ok(with_table(scene, &parts.iter().collect::<Vec<_>>(), reply))
}

/// 总数与…之和是否一致，相差多少: the stated total less the sum of the parts.
fn against_total(scene: &Scene, total: Name, parts: &[Name]) -> Result<Reply, Refusal> {
    let track = one_track(scene, total)?;
    let when = scene.time(&[track]).ok_or_else(|| scene.text(Label::Nothing))?;
    let total = at(scene, track, when)?;
    let parts = parts_at(scene, parts, when)?;
    let sum = parts
        .iter()
        .map(number)
        .try_fold(Decimal::ZERO, Decimal::checked_add)
        .unwrap_or_default();
    let apart = number(&total).checked_sub(sum).unwrap_or_default();
    let terms: Vec<(&Valued, bool)> = parts.iter().map(|part| (part, false)).collect();
    let text = sum_text(scene, &terms, sum)
        + scene.lang().text(AskLabel::Between)
        + &agreement(scene, &total.found, total.track, sum, Decimal::ZERO);
    let mut all: Vec<&Valued> = vec![&total];
    all.extend(&parts);
    let inputs: Vec<&Found> = all.iter().map(|value| &value.found).collect();
    let reply = scene.reply(apart.to_string(), &total.track.indicator.unit, text, &inputs);
    Ok(with_table(scene, &all, reply))
}

fn of_all(scene: &Scene, names: &[Name]) -> Result<Reply, Refusal> {
    let first = one_track(scene, names[0])?;
    let when = scene.time(&[first]).ok_or_else(|| scene.text(Label::Nothing))?;
    let parts = parts_at(scene, names, when)?;
    if parts
        .iter()
        .any(|part| part.track.indicator.unit != first.indicator.unit)
    {
        return Err(scene.text(AskLabel::UnitsDiffer));
    }
    let sum = parts
        .iter()
        .map(number)
        .try_fold(Decimal::ZERO, Decimal::checked_add)
        .unwrap_or_default();
    let terms: Vec<(&Valued, bool)> = parts.iter().map(|part| (part, false)).collect();
    let text = sum_text(scene, &terms, sum);
    let inputs: Vec<&Found> = parts.iter().map(|part| &part.found).collect();
    let reply = scene.reply(sum.to_string(), &first.indicator.unit, text, &inputs);
    Ok(with_table(scene, &parts.iter().collect::<Vec<_>>(), reply))
}

/// A占B, 完成率, 按A和B计算: one count as a share of another, held against the stated share where there is one.
pub fn share(scene: &Scene) -> Result<Reply, Refusal> {
    let stated = scene.names.iter().find(|name| is_ratio(name));
    let counted: Vec<Name> = scene.names.iter().filter(|name| !is_ratio(name)).copied().collect();
    let (part, whole) = match counted[..] {
        [one, other] => {
            let (one, other) = (one_track(scene, one)?, one_track(scene, other)?);
            // 排查的排污口中已整治的占比 names the whole first.
            let turned = |share: &Share| share.whole == one.indicator.code && share.part == other.indicator.code;
            match scene.question.shares.iter().any(turned) {
                true => (other, one),
                false => (one, other),
            }
        }
        _ if shares(scene).next().is_some() => shares(scene)
            .find_map(|share| scene.counts_of(share))
            .ok_or_else(|| scene.text(AskLabel::NoCounts))?,
        _ => return Err(scene.text(AskLabel::NoCounts)),
    };
    let when = scene.time(&[part, whole]).ok_or_else(|| scene.text(Label::Nothing))?;
    let (part, whole) = (at(scene, part, when)?, at(scene, whole, when)?);
    let counts = Counts {
        part: part.track.clone(),
        whole: whole.track.clone(),
    };
    let share = from_counts(&counts, part.period).map_err(|gap| scene.why(part.track, part.period, &gap))?;
    let mut text = scene.lang().fill(
        AskLabel::Share,
        &[
            ("part", &value::sentence(scene, &part)),
            ("whole", &value::sentence(scene, &whole)),
            ("share", &wording::with_unit(&share, "%", scene.lang())),
        ],
    );
    if let Some(name) = stated {
        text = text + scene.lang().text(AskLabel::Between) + &stated_share(scene, *name, when, &share);
    }
    let number = wording::plain(&share, scene.lang());
    Ok(with_table(
        scene,
        &[&part, &whole],
        scene.reply(number, "%", text, &[&share]),
    ))
}

/// The shares that are asked for, or that have what is asked for as their whole.
fn shares<'s>(scene: &'s Scene) -> impl Iterator<Item = &'s Share> {
    let indicators = || scene.names.iter().flat_map(|name| name.indicators);
    let dealt_with = scene.asked.has(Word::DoneShare);
    let is_of = move |share: &Share, code: &str| code == share.whole || dealt_with && code == share.part;
    let asked = move |share: &&Share| indicators().any(|each| *each == share.indicator || is_of(share, &each.code));
    scene.question.shares.iter().filter(asked)
}

fn is_ratio(name: &Name) -> bool {
    name.indicators
        .first()
        .is_some_and(|each| each.aggregation == Aggregation::Ratio)
}

fn stated_share(scene: &Scene, name: Name, when: When, share: &Found) -> String {
    let tracks = scene.tracks_of(name);
    let held = tracks.iter().find_map(|track| {
        let found = scene.value(track, when).ok()?;
        (found.found.method == Method::Reported).then_some(found)
    });
    match held {
        Some(held) => agreement(scene, &held.found, held.track, share.value.as_decimal(), share.doubt()),
        None => scene.text(AskLabel::NothingStated),
    }
}

/// Whether what is stated is what was computed, within the rounding of both.
fn agreement(scene: &Scene, stated: &Found, track: &Track, computed: Decimal, doubt: Decimal) -> String {
    let apart = stated.value.as_decimal().checked_sub(computed).unwrap_or_default();
    let label = match apart.abs() <= stated.doubt() + doubt {
        true => AskLabel::Agrees,
        false => AskLabel::Disagrees,
    };
    let report = stated
        .inputs
        .first()
        .map_or("", |input| input.observation.report_title.as_str());
    let words = [
        ("stated", &*scene.with_unit(stated, track.indicator)),
        ("report", report),
    ];
    scene.lang().fill(label, &words)
}

fn one_track<'s, 'a>(scene: &'s Scene<'a>, name: Name) -> Result<&'s Track<'a>, Refusal> {
    match scene.tracks_of(name)[..] {
        [] => Err(scene.nothing_of(name)),
        [one] => Ok(one),
        _ => Err(scene.text(AskLabel::ManyTracks)),
    }
}

fn parts_at<'s, 'a>(scene: &'s Scene<'a>, names: &[Name], when: When) -> Result<Vec<Valued<'s, 'a>>, Refusal> {
    let part = |name: &Name| at(scene, one_track(scene, *name)?, when);
    names.iter().map(part).collect()
}

/// The value as a number; a class cannot be counted.
fn at<'s, 'a>(scene: &Scene<'a>, track: &'s Track<'a>, when: When) -> Result<Valued<'s, 'a>, Refusal> {
    let value = scene
        .value(track, when)
        .map_err(|gap| scene.why(track, when.period, &gap))?;
    match value.found.value {
        Value::Number(_) => Ok(value),
        Value::Class(_) => Err(scene.text(AskLabel::NoCounts)),
    }
}

fn number(value: &Valued) -> Decimal {
    value.found.value.as_decimal()
}

/// `…62 − …53 = 9件`
fn sum_text(scene: &Scene, terms: &[(&Valued, bool)], result: Decimal) -> String {
    let lang = scene.lang();
    let mut text = String::new();
    for (value, subtracted) in terms {
        let sign = match (text.is_empty(), subtracted) {
            (true, _) => "",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        text = text + sign + &value::sentence(scene, value);
    }
    let unit = terms
        .first()
        .map_or("", |(value, _)| value.track.indicator.unit.as_str());
    let result = wording::attached(&result.to_string(), unit, lang);
    lang.fill(AskLabel::Makes, &[("terms", &text), ("result", &result)])
}

fn with_table(scene: &Scene, values: &[&Valued], reply: Reply) -> Reply {
    let tracks: Vec<&Track> = values.iter().map(|value| value.track).collect();
    Reply {
        table: value::table(scene, values, &tracks),
        ..reply
    }
}
