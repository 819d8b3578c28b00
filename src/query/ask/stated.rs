//! In which report something stands: the report of a value, those that state a number, and the one with the highest or the
//! lowest value of its own period.

use rust_decimal::Decimal;

use super::condition::Condition;
use super::history::{in_force, of_places_asked, reports_table, table, title};
use super::scene::Scene;
use super::words::Word;
use super::{Refusal, ReportLine};
use crate::answer::Reply;
use crate::model::{Observation, Value};
use crate::query::derive::Found;
use crate::query::labels::AskLabel;
use crate::query::track::Track;

/// 几份报告: all of the places asked about, also those that a later edition replaces.
pub fn how_many_reports(scene: &Scene) -> Result<Reply, Refusal> {
    if !scene.names.is_empty() || !scene.times.is_empty() {
        return Err(scene.text(AskLabel::NoReportCount));
    }
    let reports = of_places_asked(scene);
    let titles: Vec<String> = reports.iter().map(|each| title(each)).collect();
    let count = reports.len().to_string();
    let replaced = reports.iter().filter(|each| each.superseded_by.is_some()).count();
    let words = [
        ("count", &*count),
        ("replaced", &replaced.to_string()),
        ("reports", &*scene.lang().list(&titles)),
    ];
    Ok(Reply {
        value: Some(count.clone()),
        unit: Some("count".to_owned()),
        text: scene.lang().fill(AskLabel::ReportCount, &words),
        table: reports_table(scene, &reports),
        reports: reports.iter().map(|each| each.id).collect(),
        ..Reply::default()
    })
}

/// 哪份报告…: by a number, a bound, an order, or the source of a value.
pub fn which_report(scene: &Scene) -> Result<Reply, Refusal> {
    let tracks = scene.tracks_of(scene.names[0]);
    let [track] = tracks[..] else {
        return Err(match tracks.is_empty() {
            true => scene.nothing_of(scene.names[0]),
            false => scene.text(AskLabel::ManyTracks),
        });
    };
    let (bound, amount) = scene.asked.bound();
    match (bound, amount) {
        (Some(_), _) => by_condition(scene, track),
        (None, Some(amount)) => match amount.in_unit(&track.indicator.unit) {
            Some(number) => by_number(scene, track, number),
            None => Err(scene.text(AskLabel::BoundUnit)),
        },
        _ if scene.asked.has_any(&[Word::Most, Word::Least, Word::Best, Word::Worst]) => by_order(scene, track),
        _ if scene.asks_for_a_movement() && !scene.asked.has(Word::Source) => Err(scene.text(AskLabel::NoReportOrder)),
        _ => of_value(scene, track),
    }
}

/// 哪份报告说2024年罚款是868.2万元
fn by_number(scene: &Scene, track: &Track, number: Decimal) -> Result<Reply, Refusal> {
    let of_time = |each: &Observation| {
        scene.times.is_empty() || scene.times.iter().any(|(_, when)| stands_for(track, each, *when))
    };
    let states = |each: &&Observation| {
        is_of(track, each) && of_time(each) && matches!(each.value, Value::Number(value) if value == number)
    };
    let held: Vec<&Observation> = scene.evidence.vintages.iter().filter(states).collect();
    reply(scene, &held).ok_or_else(|| scene.text(AskLabel::NoReportSays))
}

/// Whether a statement is of a time: 截至… is of the sum or the mean since 1 January as well.
fn stands_for(track: &Track, each: &Observation, when: super::time::When) -> bool {
    let by_the_end = || track.value_by_the_end(when.period).ok().map(|(period, _)| period);
    let day = when.as_of || when.period.days() == 1;
    each.period == when.period || day && by_the_end() == Some(each.period)
}

/// 2024年PM2.5出自哪份报告: the one in force, or where it is not asked for the source, all that state it.
fn of_value(scene: &Scene, track: &Track) -> Result<Reply, Refusal> {
    let [(_, when)] = scene.times[..] else {
        return Err(scene.text(AskLabel::NoReportOrder));
    };
    let value = scene
        .value(track, when)
        .map_err(|gap| scene.why(track, when.period, &gap))?;
    let inputs: Vec<&Observation> = value.found.inputs.iter().map(|input| input.observation).collect();
    reply(scene, &inputs).ok_or_else(|| scene.text(AskLabel::NoReportSays))
}

/// 哪一期报告优良率最高: each report by what it says of its own period.
fn by_order(scene: &Scene, track: &Track) -> Result<Reply, Refusal> {
    let own = own_values(scene, track);
    let key = |each: &&Observation| each.value.as_decimal();
    let best = match super::extreme::descending(scene, track.indicator.better) {
        true => own.iter().map(key).max(),
        false => own.iter().map(key).min(),
    };
    let leaders: Vec<&Observation> = own.into_iter().filter(|each| Some(key(each)) == best).collect();
    reply(scene, &leaders).ok_or_else(|| scene.text(AskLabel::NoReportSays))
}

/// 从哪一期报告开始优良率超过85%
fn by_condition(scene: &Scene, track: &Track) -> Result<Reply, Refusal> {
    let condition = Condition::of(scene, track.indicator)?;
    let holds = |each: &&Observation| condition.holds(&Found::reported(each)) == Some(true);
    let mut held: Vec<&Observation> = own_values(scene, track).into_iter().filter(holds).collect();
    if scene.asked.has(Word::FirstTime) {
        held.truncate(1);
    }
    reply(scene, &held).ok_or_else(|| scene.text(AskLabel::NoReportSays))
}

/// What each report in force says of its own period, or of the day of its end.
fn own_values<'a>(scene: &Scene<'a>, track: &Track<'a>) -> Vec<&'a Observation> {
    let of_report = |report: &&ReportLine| {
        let period = report.period?;
        let own = |each: &&Observation| {
            let is_own = each.period == period || each.period.days() == 1 && each.period.end() == period.end();
            each.report == report.id && is_of(track, each) && is_own
        };
        scene.evidence.vintages.iter().find(own)
    };
    in_force(scene).iter().filter_map(of_report).collect()
}

fn is_of(track: &Track, each: &Observation) -> bool {
    each.indicator.code == track.indicator.code
        && each.region == track.region
        && each.dimension.as_deref() == track.dimension
        && each.treatment.as_deref() == track.treatment
}

/// The reports of these statements, each once, with what they say.
fn reply(scene: &Scene, statements: &[&Observation]) -> Option<Reply> {
    let lang = scene.lang();
    let mut titles: Vec<String> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    for each in statements {
        let found = Found::reported(each);
        let words = [
            ("report", each.report_title.as_str()),
            ("value", &scene.with_unit(&found, &each.indicator)),
        ];
        if !titles.contains(&each.report_title) {
            titles.push(each.report_title.clone());
            said.push(lang.fill(AskLabel::Said, &words));
        }
    }
    let found: Vec<Found> = statements.iter().map(|each| Found::reported(each)).collect();
    let inputs: Vec<&Found> = found.iter().collect();
    let text = said.join(lang.text(AskLabel::Between));
    let mut reply = scene.reply(titles.join("; "), "report", text, &inputs);
    reply.table = table(scene, statements);
    (!titles.is_empty()).then_some(reply)
}
