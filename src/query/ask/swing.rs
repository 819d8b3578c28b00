//! Which quarter, year, region or section moved most, or moved at all in the direction asked about.

use rust_decimal::Decimal;

use super::extreme::{self, quarters_asked};
use super::scene::{Scene, Valued};
use super::time::When;
use super::words::Word;
use super::{Refusal, change};
use crate::answer::{Answer, Cell, Column, Reply, Tone};
use crate::model::{Better, ChangeStyle, Period};
use crate::query::change::Change;
use crate::query::labels::{AskLabel, Label};
use crate::query::track::Track;
use crate::query::{qoq, wording};

/// The movement of one period or place.
struct Move<'s, 'a> {
    name: String,
    this: Valued<'s, 'a>,
    base: Valued<'s, 'a>,
    change: Change,
    /// The later value less the earlier one, whatever the change is expressed in.
    by: Decimal,
}

/// The direction asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Either,
}

/// What moved most; without 最, all that moved that way.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let name = scene.names[0];
    let by_place = extreme::is_about_places(scene);
    let tracks = match by_place {
        true => extreme::places(scene, name),
        false => scene.tracks_of(name),
    };
    let Some(first) = tracks.first() else {
        return Err(scene.nothing_of(name));
    };
    let way = way(scene, first.indicator.better);
    let (mut moves, compared) = match by_place {
        true => of_places(scene, &tracks)?,
        false => of_times(scene, first),
    };
    let ordered = scene.asked.has_any(&[Word::Most, Word::Least, Word::Best, Word::Worst]);
    if compared < if ordered { 2 } else { 1 } {
        return Err(scene.text(AskLabel::NothingMoved));
    }
    moves.retain(|each| way.has(each.by));
    if moves.is_empty() {
        return Err(scene.text(AskLabel::NoneWentThatWay));
    }
    let leaders = match ordered {
        true => leaders(scene, &moves)?,
        false => moves.iter().collect(),
    };
    let said: Vec<String> = leaders.iter().map(|each| said(scene, each)).collect();
    let count = compared.to_string();
    let words = [("moves", &*scene.lang().list(&said)), ("count", &count)];
    let text = scene.lang().fill(AskLabel::Swung, &words);
    let inputs: Vec<_> = leaders
        .iter()
        .flat_map(|each| [&each.this.found, &each.base.found])
        .collect();
    let reply = scene.reply(String::new(), "", text, &inputs);
    let (value, unit) = match scene.asked.counts() {
        true => (leaders.len().to_string(), "count"),
        false => (names(&leaders, by_place), if by_place { "region" } else { "period" }),
    };
    Ok(Reply {
        value: Some(value),
        unit: Some(unit.to_owned()),
        table: table(scene, &moves, by_place),
        ..reply
    })
}

fn names(moves: &[&Move], by_place: bool) -> String {
    let name = |each: &&Move| match by_place {
        true => each.name.clone(),
        false => each.this.period.label(),
    };
    moves.iter().map(name).collect::<Vec<_>>().join("; ")
}

impl Way {
    fn has(self, by: Decimal) -> bool {
        match self {
            Way::Up => by > Decimal::ZERO,
            Way::Down => by < Decimal::ZERO,
            Way::Either => !by.is_zero(),
        }
    }
}

fn way(scene: &Scene, better: Better) -> Way {
    let asked = scene.asked;
    let good = match better {
        Better::Lower => Way::Down,
        Better::Higher => Way::Up,
        Better::None => Way::Either,
    };
    match () {
        () if asked.has(Word::Better) => good,
        () if asked.has(Word::Worse) && good == Way::Down => Way::Up,
        () if asked.has(Word::Worse) && good == Way::Up => Way::Down,
        () if asked.has_any(&[Word::Rise, Word::RiseRate]) => Way::Up,
        () if asked.has_any(&[Word::Fall, Word::FallRate]) => Way::Down,
        () => Way::Either,
    }
}

/// Those that moved most, or least; where a percentage and a plain difference give different ones and the question does not
/// say which it means, none.
fn leaders<'m, 's, 'a>(scene: &Scene, moves: &'m [Move<'s, 'a>]) -> Result<Vec<&'m Move<'s, 'a>>, Refusal> {
    let furthest = |measure: &dyn Fn(&Move) -> Decimal| -> Vec<&'m Move<'s, 'a>> {
        let sizes = moves.iter().map(|each| measure(each).abs());
        let best = match scene.asked.has(Word::Least) {
            true => sizes.min(),
            false => sizes.max(),
        };
        let leads = |each: &&Move| Some(measure(each).abs()) == best;
        moves.iter().filter(leads).collect()
    };
    let of_names = |moves: &[&Move]| moves.iter().map(|each| each.name.clone()).collect::<Vec<_>>();
    let (by_rate, by_things) = (furthest(&|each| each.change.amount), furthest(&|each| each.by));
    let rates = scene.asked.has_any(&[Word::RiseRate, Word::FallRate, Word::Percent]);
    let things = scene.asked.has_any(&[Word::Things, Word::MoreThings, Word::Days]);
    if things || !rates && of_names(&by_rate) == of_names(&by_things) {
        return Ok(by_things);
    }
    if rates {
        return Ok(by_rate);
    }
    let lang = scene.lang();
    let words = [
        ("rate", &*lang.list(&of_names(&by_rate))),
        ("things", &*lang.list(&of_names(&by_things))),
    ];
    Err(lang.fill(AskLabel::RateOrThings, &words))
}

/// Each quarter asked about, against the quarter before, or the year before where that is said; and how many there were.
fn of_times<'s, 'a>(scene: &Scene<'a>, track: &'s Track<'a>) -> (Vec<Move<'s, 'a>>, usize) {
    let base_of = |period: Period| match scene.asked.has(Word::Yoy) {
        true => period.year_earlier(),
        false => qoq::before(period),
    };
    let moves: Vec<Move> = quarters_asked(scene, track)
        .filter_map(|period| Some((period, base_of(period)?)))
        .filter_map(|(this, base)| between(scene, track, when(this), when(base), scene.lang().period(this)))
        .collect();
    let compared = moves.len();
    (moves, compared)
}

fn of_places<'s, 'a>(scene: &Scene<'a>, tracks: &[&'s Track<'a>]) -> Result<(Vec<Move<'s, 'a>>, usize), Refusal> {
    let span = change::span(scene, tracks)?;
    let moves: Vec<Move> = tracks
        .iter()
        .filter_map(|track| between(scene, track, span.this, span.base, extreme::place(track)))
        .collect();
    let compared = moves.len();
    Ok((moves, compared))
}

fn when(period: Period) -> When {
    When {
        period,
        as_of: false,
        assumed: false,
    }
}

/// `None` where one of the values is not known, or another standard came between them.
fn between<'s, 'a>(
    scene: &Scene<'a>,
    track: &'s Track<'a>,
    this: When,
    base: When,
    name: String,
) -> Option<Move<'s, 'a>> {
    let (this, base) = (scene.value(track, this).ok()?, scene.value(track, base).ok()?);
    let broken = track.indicator.break_between(this.period, base.period).is_some();
    let change = Change::between(track.indicator, base.found.value, this.found.value).ok()?;
    let by = this
        .found
        .value
        .as_decimal()
        .checked_sub(base.found.value.as_decimal())?;
    // Where no percentage can be reckoned from a base of zero, there is nothing to put in order.
    let comparable = change.no_percent.is_none() && !broken;
    comparable.then_some(Move {
        name,
        this,
        base,
        change,
        by,
    })
}

/// `2024年四季度较2024年三季度上升23.8%（上升5个）`
fn said(scene: &Scene, each: &Move) -> String {
    let lang = scene.lang();
    let words = [
        ("name", each.name.as_str()),
        ("base", &lang.period(each.base.period)),
        ("change", &moved(scene, each)),
    ];
    lang.fill(AskLabel::SwungBy, &words)
}

fn moved(scene: &Scene, each: &Move) -> String {
    let indicator = each.this.track.indicator;
    let values = [&each.base.found, &each.this.found];
    let moved = scene.moved(&each.change, values, indicator);
    if each.change.style != ChangeStyle::Percent {
        return moved;
    }
    let plain = Change {
        style: ChangeStyle::Difference,
        amount: each.by,
        ..each.change
    };
    let by = scene.moved(&plain, values, indicator);
    scene
        .lang()
        .fill(Label::Subjects, &[("text", &moved), ("subjects", &by)])
}

fn table(scene: &Scene, moves: &[Move], by_place: bool) -> Answer {
    let lang = scene.lang();
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        String::new(),
        vec![
            column("name", Label::Region).shown_if(by_place),
            column("period", Label::Period),
            column("value", Label::Value),
            column("base_period", Label::BasePeriod),
            column("base_value", Label::Value),
            column("change", Label::Change),
            column("figures", Label::Figures).for_machines(),
        ],
    );
    for each in moves {
        let figures = [&each.this.found, &each.base.found].map(wording::figures).join(", ");
        answer.push(
            vec![
                Cell::text(each.name.as_str()),
                Cell::text(lang.period(each.this.period)),
                wording::found(&each.this.found, lang),
                Cell::text(lang.period(each.base.period)),
                wording::found(&each.base.found, lang),
                Cell::text(moved(scene, each)),
                Cell::text(figures),
            ],
            Tone::Plain,
        );
    }
    answer
}
