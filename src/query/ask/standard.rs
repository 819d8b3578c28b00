//! Is the limit of a standard kept to, what is it, and how far is a value from it? By the rules of the verb `standards`.

use rust_decimal::Decimal;

use super::scene::{Scene, Valued};
use super::words::Word;
use super::{Refusal, value};
use crate::answer::Reply;
use crate::model::{Grade, Limit, Period, Value, WaterClass};
use crate::query::labels::{AskLabel, Label};
use crate::query::limit::{self, Standing};
use crate::query::{standards, wording};

/// The value beside the limits that judge it; without a place and a comparison, the limit itself.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    if scene.names.len() > 1 || scene.times.len() > 1 {
        return Err(scene.text(AskLabel::ManyTracks));
    }
    match asks_for_the_limit(scene) {
        true => the_limit(scene),
        false => beside(scene),
    }
}

fn asks_for_the_limit(scene: &Scene) -> bool {
    let asked = scene.asked;
    let compares = asked.moves() || asked.bound().0.is_some() || asked.has_any(&[Word::Agree, Word::Apart]);
    asked.places().is_empty() && scene.asked.parts().next().is_none() && !compares
}

/// The grade that the question names. Of air, 国家标准 is that of the zones in which people live: grade 2.
fn grade(scene: &Scene) -> Result<Grade, Refusal> {
    let asked = scene.asked;
    let of_class = |class: &WaterClass| match class {
        WaterClass::I => Some(Grade::I),
        WaterClass::II => Some(Grade::II),
        WaterClass::III => Some(Grade::III),
        WaterClass::IV => Some(Grade::IV),
        WaterClass::V => Some(Grade::V),
        WaterClass::Inferior => None,
    };
    match asked.classes().first() {
        Some(class) => of_class(class).ok_or_else(|| scene.text(Label::StandardsNone)),
        None if asked.has(Word::FirstGrade) => Ok(Grade::First),
        None if asked.has(Word::SecondGrade) || of_air(scene) => Ok(Grade::Second),
        None => Err(scene.text(AskLabel::WhichGrade)),
    }
}

fn of_air(scene: &Scene) -> bool {
    let indicators = scene.names.iter().flat_map(|name| name.indicators);
    let of_air = |limit: &Limit| matches!(limit.grade, Grade::First | Grade::Second);
    let limits = scene.evidence.limits;
    indicators.into_iter().any(|each| {
        limits
            .iter()
            .any(|limit| limit.indicator.code == each.code && of_air(limit))
    })
}

/// The limits of the grade for what the name may mean.
fn limits<'a>(scene: &Scene<'a>, grade: Grade) -> Result<Vec<&'a Limit>, Refusal> {
    let codes: Vec<&str> = scene.names[0]
        .indicators
        .iter()
        .map(|each| each.code.as_str())
        .collect();
    let fits = |limit: &&Limit| limit.grade == grade && codes.contains(&limit.indicator.code.as_str());
    let found: Vec<&Limit> = scene.evidence.limits.iter().filter(fits).collect();
    match found.is_empty() {
        true => Err(scene.text(Label::StandardsNone)),
        false => Ok(found),
    }
}

/// PM2.5二级标准限值是多少: the annual one where there is one, at the time asked about or now.
fn the_limit(scene: &Scene) -> Result<Reply, Refusal> {
    let all = limits(scene, grade(scene)?)?;
    let period = scene.times.first().map(|(_, when)| when.period).or(scene.latest);
    let period = period.ok_or_else(|| scene.text(Label::NoReports))?;
    let day = Period::day(period.end());
    let in_force: Vec<&Limit> = all.into_iter().filter(|limit| limit.touches(day)).collect();
    let first = in_force.first().ok_or_else(|| scene.text(Label::StandardsNone))?;
    let same: Vec<&&Limit> = in_force
        .iter()
        .filter(|limit| limit.averaging == first.averaging && limit.indicator.code == first.indicator.code)
        .collect();
    let texts: Vec<String> = in_force.iter().map(|limit| limit_text(scene, limit)).collect();
    Ok(Reply {
        value: (same.len() == 1).then(|| first.value.to_string()),
        unit: Some(first.indicator.unit.clone()),
        text: texts.join(scene.lang().text(AskLabel::Between)),
        method: Some("standard".to_owned()),
        table: standards(&owned(&in_force), &[], &[], scene.question),
        ..Reply::default()
    })
}

/// `GB 3095—2012二级年平均限值≤35微克/立方米（2016-01-01至2026-02-28）`
fn limit_text(scene: &Scene, of: &Limit) -> String {
    let lang = scene.lang();
    let words = [
        ("number", of.number.clone()),
        ("grade", limit::grade(of.grade, lang)),
        ("averaging", lang.text(limit::averaging(of.averaging)).to_owned()),
        ("limit", wording::attached(&limit::bound(of), &of.indicator.unit, lang)),
        ("in_force", limit::in_force(of, lang)),
    ];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
    lang.fill(AskLabel::LimitIs, &words)
}

/// The value, the limits that judge it, and the verdicts; asked how far apart they are, that.
fn beside(scene: &Scene) -> Result<Reply, Refusal> {
    let tracks = scene.tracks_of(scene.names[0]);
    let [track] = tracks[..] else {
        return Err(match tracks.is_empty() {
            true => scene.nothing_of(scene.names[0]),
            false => scene.text(AskLabel::ManyTracks),
        });
    };
    let when = scene.time(&tracks).ok_or_else(|| scene.nothing_of(scene.names[0]))?;
    let held = scene
        .value(track, when)
        .map_err(|gap| scene.why(track, when.period, &gap))?;
    let limits = limits(scene, grade(scene)?)?;
    let judged = |limit: &&&Limit| {
        limit.indicator.code == track.indicator.code
            && limit.touches(held.period)
            && limit::standing(limit, &held.found, held.period) != Standing::OtherTime
    };
    let judging: Vec<&Limit> = limits.iter().filter(judged).copied().collect();
    if judging.is_empty() {
        return Err(scene.text(Label::StandardsNone));
    }
    let mut texts = vec![value::sentence(scene, &held)];
    texts.extend(judging.iter().map(|limit| verdict(scene, limit, &held)));
    let text = texts.join(scene.lang().text(AskLabel::Between));
    let number = wording::plain(&held.found, scene.lang());
    let mut reply = scene.reply(number, &track.indicator.unit, text, &[&held.found]);
    if scene.asked.asks_how_far() {
        reply.value = Some(apart(scene, &held, &judging)?.to_string());
    }
    let observations = scene.observations_of(&tracks);
    reply.table = standards(
        &owned(&judging),
        &observations,
        &[held.period],
        &scene.question_of(&tracks),
    );
    Ok(reply)
}

fn verdict(scene: &Scene, of: &Limit, held: &Valued) -> String {
    let standing = limit::standing(of, &held.found, held.period);
    let words = [
        ("limit", &*limit_text(scene, of)),
        ("verdict", scene.lang().text(standing.label())),
    ];
    scene.lang().fill(AskLabel::LimitVerdict, &words)
}

/// The value less the limit, where only one limit judges it; 相差 has no direction.
fn apart(scene: &Scene, held: &Valued, judging: &[&Limit]) -> Result<Decimal, Refusal> {
    let ([only], Value::Number(value)) = (judging, held.found.value) else {
        return Err(scene.text(AskLabel::ManyTracks));
    };
    let apart = value.checked_sub(only.value).unwrap_or_default();
    Ok(match scene.asked.has(Word::Apart) {
        true => apart.abs(),
        false => apart,
    })
}

fn owned(limits: &[&Limit]) -> Vec<Limit> {
    limits.iter().map(|limit| (*limit).clone()).collect()
}
