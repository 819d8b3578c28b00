//! How did it move: on the quarter before, on the year before, or between two periods of the question.

use rust_decimal::Decimal;

use super::Refusal;
use super::scan::Piece;
use super::scene::{Scene, Valued};
use super::time::When;
use super::words::Word;
use crate::answer::Reply;
use crate::model::{ChangeStyle, Comparison, Period, StatedChange};
use crate::query::agreement::{Stated, agrees};
use crate::query::change::{Change, half_even};
use crate::query::derive::Found;
use crate::query::labels::{AskLabel, Label};
use crate::query::track::Track;
use crate::query::{compare, qoq, wording};

/// The two periods of a movement.
pub struct Span {
    /// The later one.
    pub this: When,
    /// What it is held against.
    pub base: When,
    /// How a report would state it.
    comparison: Comparison,
}

/// The movement asked for; one is the answer, several (regions, sections, indicators) are its rows.
pub fn answer(scene: &Scene) -> Result<Reply, Refusal> {
    let mut replies = Vec::new();
    for name in &scene.names {
        let tracks = scene.tracks_of(*name);
        if tracks.is_empty() {
            return Err(scene.nothing_of(*name));
        }
        let span = span(scene, &tracks)?;
        let moved: Vec<Result<Reply, Refusal>> = tracks.iter().map(|track| movement(scene, track, &span)).collect();
        let observations = scene.observations_of(&tracks);
        let table = compare(
            &observations,
            span.this.period,
            span.base.period,
            &scene.question_of(&tracks),
        );
        let known: Vec<Reply> = moved.iter().filter_map(|each| each.clone().ok()).collect();
        match (known.is_empty(), moved.into_iter().find_map(Result::err)) {
            (true, Some(why)) => return Err(why),
            _ => replies.extend(known.into_iter().map(|reply| (reply, table.clone()))),
        }
    }
    Ok(together(scene, replies))
}

/// One reply as it is; several as rows without a single value.
fn together(scene: &Scene, replies: Vec<(Reply, crate::answer::Answer)>) -> Reply {
    if let [(reply, table)] = &replies[..] {
        return Reply {
            table: table.clone(),
            ..reply.clone()
        };
    }
    let texts: Vec<&str> = replies.iter().map(|(reply, _)| reply.text.as_str()).collect();
    Reply {
        text: texts.join(scene.lang().text(AskLabel::Between)),
        figures: replies.iter().flat_map(|(reply, _)| reply.figures.clone()).collect(),
        method: replies.first().and_then(|(reply, _)| reply.method.clone()),
        table: replies.into_iter().next().map(|(_, table)| table).unwrap_or_default(),
        ..Reply::default()
    }
}

/// The periods that the question names, or the one before them that its words mean.
pub fn span<'a>(scene: &Scene<'a>, tracks: &[&Track<'a>]) -> Result<Span, Refusal> {
    if scene.times.len() >= 2 {
        return Ok(between(scene));
    }
    let this = scene.time(tracks).ok_or_else(|| scene.text(Label::Nothing))?;
    let base_of = |comparison, period: Option<Period>| {
        let period = period.ok_or_else(|| scene.text(Label::Nothing))?;
        Ok(Span {
            this,
            base: When { period, ..this },
            comparison,
        })
    };
    if scene.asked.has(Word::Qoq) {
        let single = qoq::last_single(this.period);
        let mut span = base_of(Comparison::Qoq, qoq::before(single))?;
        span.this.period = single;
        return Ok(span);
    }
    if scene.asked.has(Word::Yoy) {
        return base_of(Comparison::Yoy, this.period.year_earlier());
    }
    Err(scene.text(AskLabel::NoBase))
}

/// The period behind 较, 比 or 从 is the base; without such a word the earlier one is.
fn between(scene: &Scene) -> Span {
    let [(first_at, first), (second_at, second)] = [scene.times[0], scene.times[1]];
    let marks = |at: usize| {
        let before = at.checked_sub(1).map(|at| &scene.asked.pieces[at]);
        let since = matches!(&scene.asked.pieces[at], Piece::Time(time) if time.is_since());
        since || matches!(before, Some(Piece::Word(Word::Against | Word::From)))
    };
    let (this, base) = match (marks(first_at), marks(second_at)) {
        (true, false) => (second, first),
        (false, true) => (first, second),
        _ if first.period.end() < second.period.end() => (second, first),
        _ => (first, second),
    };
    Span {
        this,
        base,
        comparison: match this.period.year_earlier() == Some(base.period) {
            true => Comparison::Yoy,
            false => Comparison::Versus(base.period),
        },
    }
}

fn movement<'a>(scene: &Scene<'a>, track: &Track<'a>, span: &Span) -> Result<Reply, Refusal> {
    let value = |when: When| {
        scene
            .value(track, when)
            .map_err(|gap| scene.why(track, when.period, &gap))
    };
    let (this, base) = match (value(span.this), value(span.base)) {
        (Ok(this), Ok(base)) => (this, base),
        (this, base) => return only_stated(scene, track, span, this.err().or(base.err()).unwrap_or_default()),
    };
    let change = Change::between(track.indicator, base.found.value, this.found.value)
        .map_err(|gap| scene.why(track, this.period, &gap))?;
    let (amount, unit) = headline(scene, &change, track, [&base.found, &this.found]);
    let mut text = sentence(scene, &change, &this, &base);
    if let Some(series_break) = track.indicator.break_between(this.period, base.period) {
        let lang = scene.lang();
        text = text + lang.text(AskLabel::Between) + &wording::series_break(series_break, lang);
    }
    if scene.asked.has(Word::Agree)
        && let Some(said) = stated(scene, track, span, [&base.found, &this.found])
    {
        text = text + scene.lang().text(AskLabel::Between) + &said;
    }
    Ok(scene.reply(amount.to_string(), unit, text, &[&this.found, &base.found]))
}

/// The change in the indicator's style, or as a difference where the question asks for things and not for percent.
fn headline<'u>(scene: &Scene, change: &Change, track: &'u Track, values: [&Found; 2]) -> (Decimal, &'u str) {
    let exactness = wording::Exactness::of(values);
    let asks_for_things =
        scene.asked.has_any(&[Word::Things, Word::MoreThings, Word::Days]) && change.style == ChangeStyle::Percent;
    match change.style {
        ChangeStyle::Percent if asks_for_things => (
            shown(difference(values), exactness.decimals),
            track.indicator.unit.as_str(),
        ),
        ChangeStyle::Percent => (change.rounded(), "%"),
        ChangeStyle::Points => (shown(change.amount, exactness.decimals), "pp"),
        ChangeStyle::Class => (change.amount, "class"),
        ChangeStyle::Difference => (shown(change.amount, exactness.decimals), track.indicator.unit.as_str()),
    }
}

fn difference([base, this]: [&Found; 2]) -> Decimal {
    this.value
        .as_decimal()
        .checked_sub(base.value.as_decimal())
        .unwrap_or_default()
}

fn shown(number: Decimal, decimals: Option<u32>) -> Decimal {
    decimals.map_or(number, |decimals| half_even(number, decimals))
}

/// `云溪县2024年二季度PM2.5平均浓度为21.9微克/立方米，2024年一季度为42.1微克/立方米，下降48.0%`
fn sentence(scene: &Scene, change: &Change, this: &Valued, base: &Valued) -> String {
    let lang = scene.lang();
    let indicator = this.track.indicator;
    let values = [&base.found, &this.found];
    let mut moved = scene.moved(change, values, indicator);
    if change.style == ChangeStyle::Percent {
        let plain = Change {
            style: ChangeStyle::Difference,
            amount: difference(values),
            ..*change
        };
        let by = scene.moved(&plain, values, indicator);
        moved = lang.fill(Label::Subjects, &[("text", &moved), ("subjects", &by)]);
    }
    lang.fill(
        AskLabel::Moved,
        &[
            ("what", &scene.subject(this.track, this.period)),
            ("value", &scene.with_unit(&this.found, indicator)),
            ("base", &lang.period(base.period)),
            ("base_value", &scene.with_unit(&base.found, indicator)),
            ("change", &moved),
        ],
    )
}

/// The movement as a report states it.
fn said<'e>(scene: &Scene<'e>, track: &Track, span: &Span) -> Option<&'e StatedChange> {
    let same = |each: &&StatedChange| {
        let held = &each.observation;
        let compared =
            each.compared_to == Some(span.comparison) || each.compared_to == Some(Comparison::Versus(span.base.period));
        held.indicator.code == track.indicator.code
            && held.region == track.region
            && held.period == span.this.period
            && held.dimension.as_deref() == track.dimension
            && compared
    };
    scene.evidence.changes.iter().find(same)
}

/// Where there is nothing to reckon from, what the report itself says of the movement is the answer.
fn only_stated(scene: &Scene, track: &Track, span: &Span, why: Refusal) -> Result<Reply, Refusal> {
    let Some(said) = said(scene, track, span) else {
        return Err(why);
    };
    let lang = scene.lang();
    let held = &said.observation;
    let words = [
        ("why", why.as_str()),
        ("stated", &wording::attached(&held.value.to_string(), &said.unit, lang)),
        ("report", &held.report_title),
    ];
    let found = Found::reported(held);
    let text = lang.fill(AskLabel::OnlyStated, &words);
    let mut reply = scene.reply(held.value.to_string(), &said.unit, text, &[&found]);
    reply.method = Some(STATED.to_owned());
    Ok(reply)
}

/// The method of a movement that a report states and nothing confirms.
const STATED: &str = "stated";

/// What a report says of this movement, and whether rounding can explain the difference.
fn stated(scene: &Scene, track: &Track, span: &Span, values: [&Found; 2]) -> Option<String> {
    let lang = scene.lang();
    let Some(said) = said(scene, track, span) else {
        return Some(lang.text(AskLabel::NothingStated).to_owned());
    };
    let written = wording::attached(&said.observation.value.to_string(), &said.unit, lang);
    let stated = Stated {
        amount: said.observation.value.as_decimal(),
        half: said.observation.half,
        unit: &said.unit,
    };
    let label = match agrees(&stated, values)? {
        true => AskLabel::Agrees,
        false => AskLabel::Disagrees,
    };
    Some(lang.fill(
        label,
        &[("stated", &written), ("report", &said.observation.report_title)],
    ))
}
