//! What the reports said, one after another: before and after a correction, in different reports, where one says nothing, and
//! from which one on a class is another.

use std::collections::HashSet;

use super::Refusal;
use super::scene::{Scene, Valued};
use super::words::Word;
use crate::answer::{Answer, Cell, Column, Reply, Tone};
use crate::model::{Observation, Value, WaterClass};
use crate::query::derive::Found;
use crate::query::labels::{AskLabel, Label};
use crate::query::track::Track;
use crate::query::{ReportLine, wording};

/// Adds what earlier editions and reports said of a value; asked only for what it was before, that is the answer.
pub fn add_earlier(scene: &Scene, value: &Valued, reply: &mut Reply) {
    let statements = statements(scene, value.track, value.period);
    let differing = statements.iter().filter(|each| each.value != value.found.value);
    let earlier: Vec<&&Observation> = differing.collect();
    let Some(last) = earlier.last() else {
        reply.text =
            reply.text.clone() + scene.lang().text(AskLabel::Between) + scene.lang().text(AskLabel::NeverCorrected);
        return;
    };
    let found = Found::reported(last);
    let words = [
        ("value", &*scene.with_unit(&found, value.track.indicator)),
        ("report", &last.report_title),
    ];
    let before = scene.lang().fill(AskLabel::Before, &words);
    reply.text = reply.text.clone() + scene.lang().text(AskLabel::Between) + &before;
    reply.figures.push(last.figure);
    if scene.asked.has(Word::Apart) {
        let apart = value.found.value.as_decimal().checked_sub(last.value.as_decimal());
        let apart = apart.unwrap_or_default().to_string();
        let text = wording::attached(&apart, &value.track.indicator.unit, scene.lang());
        let text = scene.lang().fill(AskLabel::CorrectedApart, &[("apart", &text)]);
        reply.text = reply.text.clone() + scene.lang().text(AskLabel::Between) + &text;
        reply.value = Some(apart);
    } else if !scene.asked.has(Word::Corrected) {
        reply.value = Some(wording::plain(&found, scene.lang()));
    }
}

/// 在不同报告中分别是多少，相差多少: every statement of a value, and the last less the first.
pub fn in_reports(scene: &Scene) -> Result<Reply, Refusal> {
    let tracks = scene.tracks_of(scene.names[0]);
    let [track] = tracks[..] else {
        return Err(match tracks.is_empty() {
            true => scene.nothing_of(scene.names[0]),
            false => scene.text(AskLabel::ManyTracks),
        });
    };
    let when = scene.time(&tracks).ok_or_else(|| scene.text(Label::Nothing))?;
    let valued = scene
        .value(track, when)
        .map_err(|gap| scene.why(track, when.period, &gap))?;
    let statements = latest_of_each_report(statements(scene, track, valued.period));
    let (Some(first), Some(last)) = (statements.first(), statements.last()) else {
        return Err(scene.text(Label::Nothing));
    };
    let apart = last
        .value
        .as_decimal()
        .checked_sub(first.value.as_decimal())
        .unwrap_or_default();
    let lang = scene.lang();
    let mut said: Vec<String> = Vec::new();
    for each in &statements {
        let value = scene.with_unit(&Found::reported(each), track.indicator);
        said.push(lang.fill(AskLabel::Said, &[("report", &each.report_title), ("value", &value)]));
    }
    let apart_text = wording::attached(&apart.to_string(), &track.indicator.unit, lang);
    said.push(lang.fill(AskLabel::Apart, &[("apart", &apart_text)]));
    let mut reply = scene.reply(
        apart.to_string(),
        &track.indicator.unit,
        scene.subject(track, valued.period) + lang.text(AskLabel::Colon) + &said.join(lang.text(AskLabel::Between)),
        &statements
            .iter()
            .map(|each| Found::reported(each))
            .collect::<Vec<_>>()
            .iter()
            .collect::<Vec<_>>(),
    );
    reply.table = table(scene, &statements);
    Ok(reply)
}

/// Every statement of exactly this value, in the order of publication.
fn statements<'a>(scene: &Scene<'a>, track: &Track<'a>, period: crate::model::Period) -> Vec<&'a Observation> {
    let same = |each: &&Observation| {
        each.indicator.code == track.indicator.code
            && each.region == track.region
            && each.dimension.as_deref() == track.dimension
            && each.treatment.as_deref() == track.treatment
            && each.period == period
    };
    scene.evidence.vintages.iter().filter(same).collect()
}

/// Of what one report says twice, what stands in force: the last one of each.
fn latest_of_each_report(statements: Vec<&Observation>) -> Vec<&Observation> {
    let mut kept: Vec<&Observation> = Vec::new();
    for each in statements {
        if !kept
            .iter()
            .any(|known| known.report == each.report && known.value == each.value)
        {
            kept.push(each);
        }
    }
    kept
}

/// 哪一期报告没有…: the reports in force that state no value of the indicator for a time of their own.
pub fn missing(scene: &Scene) -> Result<Reply, Refusal> {
    let name = scene.names[0];
    let tracks = scene.tracks_of(name);
    let Some(track) = tracks.first() else {
        return Err(scene.nothing_of(name));
    };
    let named: HashSet<i64> = scene
        .evidence
        .vintages
        .iter()
        .filter(|each| each.indicator.code == track.indicator.code)
        .map(|each| each.report)
        .collect();
    let reports = in_force(scene);
    let without: Vec<&ReportLine> = reports.into_iter().filter(|each| !named.contains(&each.id)).collect();
    let titles: Vec<String> = without.iter().map(|each| title(each)).collect();
    let lang = scene.lang();
    let words = [
        ("indicator", lang.indicator(track.indicator)),
        ("reports", &*lang.list(&titles)),
    ];
    let text = match titles.is_empty() {
        true => lang.fill(AskLabel::AllHave, &words),
        false => lang.fill(AskLabel::Without, &words),
    };
    Ok(Reply {
        value: (!titles.is_empty()).then(|| titles.join("; ")),
        unit: Some("report".to_owned()),
        text,
        table: reports_table(scene, &without),
        reports: without.iter().map(|each| each.id).collect(),
        ..Reply::default()
    })
}

/// 从哪一期报告起由Ⅳ类改善为Ⅲ类: the first report whose own period has the second class after the first.
pub fn class_movement(scene: &Scene) -> Result<Reply, Refusal> {
    let name = scene.names[0];
    let tracks = scene.tracks_of(name);
    let [track] = tracks[..] else {
        return Err(match tracks.is_empty() {
            true => scene.nothing_of(name),
            false => scene.text(AskLabel::ManyTracks),
        });
    };
    let classes = scene.asked.classes();
    let (from, to) = match classes[..] {
        [to] => (None, to),
        [from, to, ..] => (Some(from), to),
        [] => return Err(scene.text(AskLabel::NoIndicator)),
    };
    let said: Vec<(&ReportLine, &Observation, WaterClass)> = in_force(scene)
        .into_iter()
        .filter_map(|report| own_class(scene, track, report).map(|(held, class)| (report, held, class)))
        .collect();
    let turn = said.windows(2).find(|pair| {
        let (before, after) = (pair[0].2, pair[1].2);
        after == to && before != to && from.is_none_or(|from| before == from)
    });
    let Some([_, (report, held, class)]) = turn else {
        return Err(scene.text(AskLabel::NoTurn));
    };
    let lang = scene.lang();
    let series: Vec<String> = said
        .iter()
        .map(|(_, _, class)| lang.value(Value::Class(*class)))
        .collect();
    let text = lang.fill(
        AskLabel::Turn,
        &[
            ("report", &title(report)),
            ("period", &lang.period(held.period)),
            ("class", &lang.value(Value::Class(*class))),
            ("series", &series.join(" → ")),
        ],
    );
    let statements: Vec<&Observation> = said.iter().map(|(_, held, _)| *held).collect();
    let mut reply = scene.reply(title(report), "report", text, &[&Found::reported(held)]);
    if scene.asked.has(Word::WhichTime) {
        reply.value = Some(held.period.label());
        reply.unit = Some("period".to_owned());
    }
    reply.table = table(scene, &statements);
    Ok(reply)
}

/// What a report says of its own period; of several periods that end with it the longest.
fn own_class<'a>(scene: &Scene<'a>, track: &Track<'a>, report: &ReportLine) -> Option<(&'a Observation, WaterClass)> {
    let own = |each: &&Observation| {
        each.report == report.id
            && each.indicator.code == track.indicator.code
            && each.region == track.region
            && each.dimension.as_deref() == track.dimension
    };
    let held = scene
        .evidence
        .vintages
        .iter()
        .filter(own)
        .max_by_key(|each| (each.period.end(), each.period.days()))?;
    match held.value {
        Value::Class(class) => Some((held, class)),
        Value::Number(_) => None,
    }
}

/// The reports of the places asked about that no later edition replaces, in the order of their periods.
pub fn in_force<'a>(scene: &Scene<'a>) -> Vec<&'a ReportLine> {
    let mut reports = of_places_asked(scene);
    reports.retain(|each| each.superseded_by.is_none());
    reports
}

/// The reports of the places asked about, of all if none is named, in the order of their periods.
pub fn of_places_asked<'a>(scene: &Scene<'a>) -> Vec<&'a ReportLine> {
    let places = scene.asked.places();
    let of_place =
        |each: &&ReportLine| places.is_empty() || each.region.as_deref().is_some_and(|region| places.contains(&region));
    let mut reports: Vec<&ReportLine> = scene.evidence.reports.iter().filter(of_place).collect();
    reports.sort_by_key(|each| (each.period.map(|period| period.end()), each.id));
    reports
}

/// Its title, or the file that it came from.
pub fn title(report: &ReportLine) -> String {
    let source = || report.source.clone().unwrap_or_default();
    report.title.clone().unwrap_or_else(source)
}

/// What each statement says, as rows.
pub fn table(scene: &Scene, statements: &[&Observation]) -> Answer {
    let lang = scene.lang();
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        String::new(),
        vec![
            column("source", Label::Source),
            column("published", Label::Published),
            column("period", Label::Period),
            column("dimension", Label::Dimension).shown_if(statements.iter().any(|each| each.dimension.is_some())),
            column("value", Label::Value),
            column("figures", Label::Figures),
        ],
    );
    for each in statements {
        answer.push(
            vec![
                Cell::text(each.report_title.as_str()),
                Cell::optional(each.published.map(|day| day.to_string())),
                Cell::text(lang.period(each.period)),
                Cell::optional(each.dimension.as_deref()),
                wording::found(&Found::reported(each), lang),
                Cell::text(each.figure.to_string()),
            ],
            Tone::Plain,
        );
    }
    answer
}

/// The reports as rows.
pub fn reports_table(scene: &Scene, reports: &[&ReportLine]) -> Answer {
    let lang = scene.lang();
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        String::new(),
        vec![
            column("report", Label::Report),
            column("title", Label::Title),
            column("period", Label::Period),
            column("file", Label::File),
        ],
    );
    for each in reports {
        answer.push(
            vec![
                Cell::number(each.id),
                Cell::optional(each.title.as_deref()),
                Cell::optional(each.period.map(|period| lang.period(period))),
                Cell::optional(each.source.as_deref()),
            ],
            Tone::Plain,
        );
    }
    answer
}
