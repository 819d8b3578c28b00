//! Which quarter, year, region or section has the highest or the best value; and their order.

use rust_decimal::Decimal;

use super::Refusal;
use super::scene::{Scene, Valued, quarters};
use super::time::When;
use super::words::Word;
use crate::answer::{Answer, Cell, Column, Reply, Tone};
use crate::model::{Better, Period, SeriesBreak};
use crate::query::labels::{AskLabel, Label};
use crate::query::rank::competition;
use crate::query::track::Track;
use crate::query::{series, wording};

/// What is first in the order asked for; every one of them is a row.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let name = scene.names[0];
    let by_place = is_about_places(scene);
    let tracks = match by_place {
        true => places(scene, name),
        false => scene.tracks_of(name),
    };
    let Some(first) = tracks.first() else {
        return Err(scene.nothing_of(name));
    };
    let descending = descending(scene, first.indicator.better);
    let (mut values, gaps) = match by_place {
        true => (of_places(scene, &tracks)?, Vec::new()),
        false => of_times(scene, first),
    };
    if values.is_empty() {
        return Err(scene.nothing_of(name));
    }
    if by_place && values.len() == 1 {
        return Err(alone(scene, &values[0]));
    }
    if by_place && !scene.asked.has_any(&IN_ORDER) {
        return Ok(each_place(scene, &values));
    }
    let key = |value: &Valued| value.found.value.as_decimal();
    values.sort_by(|a, b| {
        if descending {
            key(b).cmp(&key(a))
        } else {
            key(a).cmp(&key(b))
        }
    });
    let best = key(&values[0]);
    let leaders: Vec<&Valued> = values.iter().filter(|value| key(value) == best).collect();
    let lang = scene.lang();
    let names: Vec<String> = leaders.iter().map(|value| label(scene, value, by_place)).collect();
    let mut text = lang.fill(
        AskLabel::First,
        &[
            ("names", &lang.list(&names)),
            ("value", &scene.with_unit(&leaders[0].found, first.indicator)),
            ("count", &values.len().to_string()),
        ],
    );
    if let Some(doubt) = in_doubt(&values, best) {
        let text_of = lang.fill(AskLabel::FirstInDoubt, &[("names", &label(scene, doubt, by_place))]);
        text = text + lang.text(AskLabel::Between) + &text_of;
    }
    let broken = broken(&values).map(|series_break| wording::series_break(series_break, lang));
    for caveat in left_out(scene, &gaps).into_iter().chain(broken) {
        text = text + lang.text(AskLabel::Between) + &caveat;
    }
    let unit = if by_place { "region" } else { "period" };
    let inputs: Vec<_> = leaders.iter().map(|value| &value.found).collect();
    let codes: Vec<String> = leaders.iter().map(|value| code(scene, value, by_place)).collect();
    let mut reply = scene.reply(codes.join("; "), unit, text, &inputs);
    reply.table = ranking(scene, &values, by_place);
    Ok(reply)
}

/// Whether places are compared, not times.
pub fn is_about_places(scene: &Scene) -> bool {
    scene
        .asked
        .has_any(&[Word::WhichPlace, Word::HowManyPlaces, Word::Rank])
}

/// The words that ask for the first or for an order; without one of them 各区 asks for the value of each.
const IN_ORDER: [Word; 6] = [
    Word::Most,
    Word::Least,
    Word::Best,
    Word::Worst,
    Word::Rank,
    Word::WhichRank,
];

/// The value of every place.
fn each_place(scene: &Scene, values: &[Valued]) -> Reply {
    let lang = scene.lang();
    let said = |value: &Valued| named_value(scene, &label(scene, value, true), value);
    let texts: Vec<String> = values.iter().map(said).collect();
    let inputs: Vec<_> = values.iter().map(|value| &value.found).collect();
    Reply {
        value: None,
        unit: None,
        table: table(scene, values, true),
        ..scene.reply(String::new(), "", texts.join(lang.text(AskLabel::Between)), &inputs)
    }
}

/// One place cannot be ranked; its value is said all the same.
fn alone(scene: &Scene, value: &Valued) -> Refusal {
    let words = [
        ("name", &*label(scene, value, true)),
        ("value", &*scene.with_unit(&value.found, value.track.indicator)),
    ];
    scene.lang().fill(AskLabel::Alone, &words)
}

/// The new standard that parts the values, if one does.
fn broken<'a>(values: &[Valued<'_, 'a>]) -> Option<&'a SeriesBreak> {
    let first = values.iter().min_by_key(|value| value.period.start())?;
    let last = values.iter().max_by_key(|value| value.period.end())?;
    first.track.indicator.break_between(first.period, last.period)
}

/// Every quarter of the time asked about.
pub fn each_time(scene: &Scene) -> Result<Reply, Refusal> {
    let name = scene.names[0];
    let tracks = scene.tracks_of(name);
    let Some(track) = tracks.first() else {
        return Err(scene.nothing_of(name));
    };
    let (values, gaps) = of_times(scene, track);
    let lang = scene.lang();
    let said = |value: &Valued| named_value(scene, &lang.period(value.period), value);
    let mut texts: Vec<String> = values.iter().map(said).collect();
    texts.extend(left_out(scene, &gaps));
    let inputs: Vec<_> = values.iter().map(|value| &value.found).collect();
    Ok(Reply {
        value: None,
        unit: None,
        table: series(
            &scene.observations_of(&tracks),
            scene.times.first().map(|(_, when)| when.period),
            &scene.question_of(&tracks),
        ),
        ..scene.reply(String::new(), "", texts.join(lang.text(AskLabel::Between)), &inputs)
    })
}

/// `2024年一季度为42.1微克/立方米`
pub fn named_value(scene: &Scene, name: &str, value: &Valued) -> String {
    let value = scene.with_unit(&value.found, value.track.indicator);
    scene
        .lang()
        .fill(AskLabel::PeriodIs, &[("report", name), ("value", &value)])
}

/// The periods without a value: what is not there was not compared.
pub fn left_out(scene: &Scene, gaps: &[Period]) -> Option<String> {
    let lang = scene.lang();
    let periods: Vec<String> = gaps.iter().map(|period| lang.period(*period)).collect();
    (!gaps.is_empty()).then(|| lang.fill(AskLabel::LeftOut, &[("periods", &lang.list(&periods))]))
}

/// The parts (sections, stations) where the question names them or no region differs, else the regions.
pub fn places<'s, 'a>(scene: &'s Scene<'a>, name: super::asked::Name) -> Vec<&'s Track<'a>> {
    let tracks = scene.tracks_of(name);
    let regions_differ = tracks.windows(2).any(|pair| pair[0].region != pair[1].region);
    let parts = || {
        let code = tracks.first().map(|track| track.indicator.code.as_str());
        code.map(|code| scene.parts_of_code(code)).unwrap_or_default()
    };
    match regions_differ {
        true => tracks,
        false => Some(parts()).filter(|parts| !parts.is_empty()).unwrap_or(tracks),
    }
}

/// 最高 and 最低 are of the number, 最好 and 最差 and a ranking of its meaning.
pub fn descending(scene: &Scene, better: Better) -> bool {
    let lower_is_better = better == Better::Lower;
    match scene.asked {
        asked if asked.has(Word::Most) => true,
        asked if asked.has(Word::Least) => false,
        asked if asked.has(Word::Worst) => lower_is_better,
        _ => !lower_is_better,
    }
}

pub fn of_places<'s, 'a>(scene: &Scene<'a>, tracks: &[&'s Track<'a>]) -> Result<Vec<Valued<'s, 'a>>, Refusal> {
    let when = scene.time(tracks).ok_or_else(|| scene.text(Label::Nothing))?;
    Ok(tracks
        .iter()
        .filter_map(|track| scene.value(track, when).ok())
        .collect())
}

/// The quarters within the time of the question, or of all that is known.
pub fn quarters_asked(scene: &Scene, track: &Track) -> impl Iterator<Item = Period> + use<> {
    let known = track.periods();
    let span = scene.times.first().map(|(_, when)| when.period).or_else(|| {
        let first = known.iter().map(|period| period.start()).min()?;
        let last = known.iter().map(|period| period.end()).max()?;
        Period::new(first, last)
    });
    span.into_iter().flat_map(quarters)
}

/// The quarters within the time of the question, or of all that is known: those with a value, and those without.
pub fn of_times<'s, 'a>(scene: &Scene<'a>, track: &'s Track<'a>) -> (Vec<Valued<'s, 'a>>, Vec<Period>) {
    let (mut values, mut gaps) = (Vec::new(), Vec::new());
    for period in quarters_asked(scene, track) {
        let when = When {
            period,
            as_of: false,
            assumed: false,
        };
        match scene.value(track, when) {
            Ok(value) => values.push(value),
            Err(_) => gaps.push(period),
        }
    }
    (values, gaps)
}

/// The first that is not a leader but may be one, by its uncertainty.
fn in_doubt<'v, 't, 'a>(values: &'v [Valued<'t, 'a>], best: Decimal) -> Option<&'v Valued<'t, 'a>> {
    let doubt = |value: &Valued| value.found.uncertainty.unwrap_or_default();
    let leader = values.first().map(doubt).unwrap_or_default();
    values.iter().find(|value| {
        let apart = (value.found.value.as_decimal() - best).abs();
        !apart.is_zero() && apart <= leader + doubt(value)
    })
}

/// The name of a value among the others: its place, or its period.
pub fn label(scene: &Scene, value: &Valued, by_place: bool) -> String {
    match by_place {
        true => place(value.track),
        false => scene.lang().period(value.period),
    }
}

/// The section, station or region of a track.
pub fn place(track: &Track) -> String {
    track.dimension.unwrap_or(track.region).to_owned()
}

/// The same name for machines.
pub fn code(scene: &Scene, value: &Valued, by_place: bool) -> String {
    match by_place {
        true => label(scene, value, true),
        false => value.period.label(),
    }
}

/// Values in the order asked for, with competition ranks: equal values share a rank, and the next one skips as many.
fn ranking(scene: &Scene, values: &[Valued], by_place: bool) -> Answer {
    let mut answer = table(scene, values, by_place);
    let keys: Vec<Decimal> = values.iter().map(|value| value.found.value.as_decimal()).collect();
    answer
        .columns
        .insert(0, Column::new("rank", scene.lang().text(Label::Rank)));
    for (row, rank) in answer.rows.iter_mut().zip(competition(&keys)) {
        row.cells.insert(0, Cell::number(rank));
    }
    answer
}

/// The values as rows, as they come.
pub fn table(scene: &Scene, values: &[Valued], by_place: bool) -> Answer {
    let lang = scene.lang();
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        String::new(),
        vec![
            column("name", if by_place { Label::Region } else { Label::Period }),
            column("period", Label::Period).shown_if(by_place),
            column("value", Label::Value),
            column("unit", Label::Unit),
            column("method", Label::Method),
            column("figures", Label::Figures).for_machines(),
        ],
    );
    for value in values {
        answer.push(
            vec![
                Cell::text(label(scene, value, by_place)),
                Cell::text(lang.period(value.period)),
                wording::found(&value.found, lang),
                Cell::text(lang.unit(&value.track.indicator.unit)),
                Cell::text(lang.text(wording::method(&value.found))),
                Cell::text(wording::figures(&value.found)),
            ],
            Tone::Plain,
        );
    }
    answer
}
