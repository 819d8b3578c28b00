//! Who ranks where: competition ranks (1, 1, 3) of regions, or of sections and stations, in one period.
//!
//! The direction is the indicator's `better`; where it has none, more stands first. Never across treatments, never of an
//! incomplete period, never of round numbers: what is left out is named in the notes, with the reason.

use rust_decimal::Decimal;

use super::Question;
use super::change::{Change, Verdict};
use super::derive::Found;
use super::gap::Gap;
use super::labels::Label;
use super::notes::Notes;
use super::track::{Track, tracks_for};
use super::wording;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Better, Observation, Period};

/// One that is ranked.
#[derive(Debug, Clone)]
struct Ranked<'t, 'a> {
    track: &'t Track<'a>,
    found: Found<'a>,
    /// The movement, where the ranking is of movements.
    change: Option<(Change, Found<'a>)>,
}

impl Ranked<'_, '_> {
    /// What is ranked by, the first being the least.
    fn key(&self, descending: bool) -> Decimal {
        let key = self
            .change
            .as_ref()
            .map_or(self.found.value.as_decimal(), |(change, _)| change.amount);
        if descending { -key } else { key }
    }
}

/// The ranking of `period`; with `base`, that of the movements since then.
pub fn rank(observations: &[Observation], period: Period, base: Option<Period>, question: &Question) -> Answer {
    let lang = question.lang;
    let tracks = tracks_for(observations, question);
    let tracks = contestants(&tracks);
    let mut notes = Notes::default();
    let mut ranked: Vec<Ranked> = Vec::new();
    for track in tracks {
        match entry(track, period, base) {
            Ok(entry) => ranked.push(entry),
            Err(why) => notes.about(
                lang.fill(Label::LeftOut, &[("why", &why.text(lang))]),
                name(track).to_owned(),
            ),
        }
    }
    let better = ranked.first().map_or(Better::None, |each| each.track.indicator.better);
    let descending = better != Better::Lower;
    ranked.sort_by_key(|each| each.key(descending));
    let mut answer = Answer::new(title(&ranked, period, base, question), columns(&ranked, question));
    let ranks = competition(&ranked.iter().map(|each| each.key(descending)).collect::<Vec<_>>());
    for (each, rank) in ranked.iter().zip(ranks) {
        answer.push(cells(each, rank, question), tone(each));
    }
    let count = ranked.len().to_string();
    match ranked.is_empty() {
        true => notes.say(lang.text(Label::Nothing)),
        false => notes.say(lang.fill(
            if descending {
                Label::RankedHighest
            } else {
                Label::RankedLowest
            },
            &[("count", &count)],
        )),
    }
    let broken = base.and_then(|base| ranked.first()?.track.indicator.break_between(base, period));
    if let Some(series_break) = broken {
        notes.say(wording::series_break(series_break, lang));
    }
    question.add_as_of(&mut notes);
    answer.notes = notes.lines(lang);
    answer
}

/// Regions as a whole where there are several; else the sections, stations and other parts of the one that there is.
fn contestants<'t, 'a>(tracks: &'t [Track<'a>]) -> Vec<&'t Track<'a>> {
    let whole: Vec<&Track> = tracks.iter().filter(|track| track.dimension.is_none()).collect();
    let several = whole.windows(2).any(|pair| pair[0].region != pair[1].region);
    let parts = || {
        tracks
            .iter()
            .filter(|track| track.dimension.is_some())
            .collect::<Vec<_>>()
    };
    match several {
        true => whole,
        false => Some(parts()).filter(|parts| !parts.is_empty()).unwrap_or(whole),
    }
}

fn entry<'t, 'a>(track: &'t Track<'a>, period: Period, base: Option<Period>) -> Result<Ranked<'t, 'a>, Gap> {
    if track.treatment.is_some() {
        return Err(Gap::OtherTreatment);
    }
    let exact = |found: Found<'a>| match found.approx {
        Some(_) => Err(Gap::RoundNumber),
        None => Ok(found),
    };
    let found = exact(track.value(period)?)?;
    let change = match base {
        Some(base) => {
            let earlier = exact(track.value(base)?)?;
            let change = Change::between(track.indicator, earlier.value, found.value)?;
            let change = match track.indicator.break_between(base, period) {
                Some(_) => change.judged(Verdict::Broken),
                None => change,
            };
            Some((change, earlier))
        }
        None => None,
    };
    Ok(Ranked { track, found, change })
}

/// Equal keys share a rank, and the next one skips as many. The keys are in order.
pub fn competition<K: PartialEq>(keys: &[K]) -> Vec<usize> {
    let mut ranks: Vec<usize> = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let tied = index.checked_sub(1).filter(|before| keys[*before] == *key);
        ranks.push(tied.map_or(index + 1, |before| ranks[before]));
    }
    ranks
}

fn name<'a>(track: &Track<'a>) -> &'a str {
    track.dimension.unwrap_or(track.region)
}

fn title(ranked: &[Ranked], period: Period, base: Option<Period>, question: &Question) -> String {
    let lang = question.lang;
    let asked = question.indicators.first();
    let indicator = ranked.first().map(|each| each.track.indicator).or(asked);
    let words = [
        ("indicator", indicator.map_or("", |indicator| lang.indicator(indicator))),
        ("period", &*lang.period(period)),
        ("base", &*base.map(|base| lang.period(base)).unwrap_or_default()),
    ];
    let label = if base.is_some() {
        Label::RankChangeTitle
    } else {
        Label::RankTitle
    };
    lang.fill(label, &words)
}

fn columns(ranked: &[Ranked], question: &Question) -> Vec<Column> {
    let lang = question.lang;
    let column = |key, label| Column::new(key, lang.text(label));
    let of_movements = ranked.iter().any(|each| each.change.is_some());
    let parts = ranked.iter().any(|each| each.track.dimension.is_some());
    let regions_differ = ranked
        .windows(2)
        .any(|pair| pair[0].track.region != pair[1].track.region);
    vec![
        column("rank", Label::Rank),
        column("region", Label::Region).shown_if(regions_differ || !parts),
        column("dimension", Label::Dimension).shown_if(parts),
        column("value", Label::Value),
        column("uncertainty", Label::Uncertainty).for_machines(),
        column("unit", Label::Unit),
        column("change", Label::Change).toned().shown_if(of_movements),
        column("method", Label::Method),
        column("figures", Label::Figures).for_machines(),
    ]
}

fn cells(each: &Ranked, rank: usize, question: &Question) -> Vec<Cell> {
    let lang = question.lang;
    let unit = &each.track.indicator.unit;
    let change = match &each.change {
        Some((change, earlier)) => {
            let exactness = wording::Exactness::of([earlier, &each.found]);
            wording::change(change, unit, exactness, lang)
        }
        None => Cell::text(""),
    };
    vec![
        Cell::number(rank),
        Cell::text(each.track.region),
        Cell::optional(each.track.dimension),
        wording::found(&each.found, lang),
        wording::uncertainty(&each.found),
        Cell::text(lang.unit(unit)),
        change,
        Cell::text(lang.text(wording::method(&each.found))),
        Cell::text(wording::figures(&each.found)),
    ]
}

fn tone(each: &Ranked) -> Tone {
    each.change
        .as_ref()
        .map_or(Tone::Plain, |(change, _)| Verdict::tone(change.verdict))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Aggregation, Approx};
    use crate::query::testing::{indicator, observation};

    fn of(values: &[(&str, &str)]) -> Vec<Observation> {
        let mean = Arc::new(indicator("m", Aggregation::Mean));
        let one = |(region, value): &(&str, &str)| Observation {
            region: (*region).into(),
            ..observation(&mean, "2024Q1", value)
        };
        values.iter().map(one).collect()
    }

    fn ranks(observations: &[Observation], base: Option<&str>) -> (Vec<String>, Vec<String>) {
        let period = Period::parse("2024Q1").unwrap();
        let base = base.and_then(|base| Period::parse(base).ok());
        let answer = rank(observations, period, base, &Question::default());
        let text = |cell: &Cell| match cell {
            Cell::Text(text) | Cell::Number(text) | Cell::Measure { shown: text, .. } => text.clone(),
            _ => "—".into(),
        };
        let row = |cells: &[Cell]| format!("{} {}{}", text(&cells[0]), text(&cells[1]), text(&cells[2]));
        (answer.rows.iter().map(|each| row(&each.cells)).collect(), answer.notes)
    }

    #[test]
    fn ties_share_a_rank_and_the_next_skips() {
        let (rows, notes) = ranks(&of(&[("甲", "41"), ("乙", "30"), ("丙", "30.0"), ("丁", "52")]), None);
        assert_eq!(rows, ["1 乙", "1 丙", "3 甲", "4 丁"]);
        assert_eq!(notes, ["共4个参加排名，数值低者在前"]);
    }

    #[test]
    fn what_cannot_be_ranked_is_left_out_with_the_reason() {
        let mut all = of(&[("甲", "41"), ("乙", "30"), ("丙", "20"), ("丁", "10"), ("戊", "9")]);
        all[2].treatment = Some("扣沙".into());
        all[3].approx = Some(Approx::About);
        all[4].period = Period::parse("2024-01").unwrap();
        let (rows, notes) = ranks(&all, None);
        assert_eq!(rows, ["1 乙", "2 甲"]);
        assert_eq!(
            notes[..3],
            [
                "未参加排名：口径不同，不可比（丙）",
                "未参加排名：报告只给出约数（丁）",
                "未参加排名：报告未列出（戊）"
            ]
        );
    }

    #[test]
    fn parts_of_one_region_are_ranked_among_themselves_and_movements_by_their_size() {
        let mut all = of(&[("甲", "41"), ("甲", "30"), ("甲", "50"), ("甲", "60")]);
        for (index, part) in ["东站", "西站", "东站", "西站"].into_iter().enumerate() {
            all[index].dimension = Some(part.into());
        }
        all[2].period = Period::parse("2023Q1").unwrap();
        all[3].period = Period::parse("2023Q1").unwrap();
        assert_eq!(ranks(&all, None).0, ["1 甲西站", "2 甲东站"]);
        assert_eq!(ranks(&all, Some("2023Q1")).0, ["1 甲西站", "2 甲东站"]);
    }

    proptest! {
        /// Against brute force: a rank is one more than the number of those before it (1, 1, 3).
        #[test]
        fn a_rank_counts_those_before(mut keys in prop::collection::vec(0i64..20, 0..12)) {
            keys.sort();
            let before = |key: &i64| keys.iter().filter(|other| *other < key).count();
            let counted: Vec<usize> = keys.iter().map(|key| before(key) + 1).collect();
            prop_assert_eq!(competition(&keys), counted);
        }

        #[test]
        fn ranks_do_not_depend_on_the_order_of_the_values(values in prop::collection::vec(0i64..20, 1..12), seed in any::<u64>()) {
            let names: Vec<String> = (0..values.len()).map(|index| format!("县{index:02}")).collect();
            let pairs: Vec<(String, String)> = names.into_iter().zip(values.iter().map(i64::to_string)).collect();
            let mut turned = pairs.clone();
            let middle = (seed as usize) % turned.len();
            turned.rotate_left(middle);
            let sorted = |pairs: &[(String, String)]| {
                let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let mut rows = ranks(&of(&pairs), None).0;
                rows.sort();
                rows
            };
            prop_assert_eq!(sorted(&pairs), sorted(&turned));
        }
    }
}
