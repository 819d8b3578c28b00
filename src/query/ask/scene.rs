//! A question in front of a database: which tracks, periods and sections it means there.

use std::sync::Arc;

use super::asked::{Asked, Name};
use super::scan::Piece;
use super::time::{Time, When};
use super::words::Word;
use super::{Evidence, Refusal};
use crate::answer::Reply;
use crate::model::{Aggregation, Indicator, Observation, Period};
use crate::query::change::Change;
use crate::query::derive::Found;
use crate::query::gap::Gap;
use crate::query::labels::{AskLabel, Label, Text};
use crate::query::track::{Track, tracks, tracks_for};
use crate::query::{Lang, Question, Share, wording};

/// What a question means in a database.
pub struct Scene<'a> {
    /// The question in pieces.
    pub asked: &'a Asked,
    /// The question with its indicators.
    pub question: &'a Question,
    /// What it is answered from.
    pub evidence: &'a Evidence<'a>,
    /// The names of indicators.
    pub names: Vec<Name<'a>>,
    /// The times, with their place among the pieces.
    pub times: Vec<(usize, When)>,
    /// The newest period of the reports.
    pub latest: Option<Period>,
    dimensions: Vec<String>,
    tracks: Vec<Track<'a>>,
    /// Of every indicator, in places as a whole: counts of shares stand here also where the question does not name them.
    counts: Vec<Track<'a>>,
}

/// A value with the track and period that it is of.
#[derive(Debug, Clone)]
pub struct Valued<'t, 'a> {
    /// Its track.
    pub track: &'t Track<'a>,
    /// The period asked for.
    pub period: Period,
    /// The value.
    pub found: Found<'a>,
}

impl<'a> Scene<'a> {
    /// Finds out what the question means.
    ///
    /// # Errors
    /// What of it is not understood.
    pub fn new(asked: &'a Asked, question: &'a Question, evidence: &'a Evidence<'a>) -> Result<Self, Refusal> {
        let latest = latest(evidence);
        let mut scene = Scene {
            asked,
            question,
            evidence,
            names: asked.names(),
            times: Vec::new(),
            latest,
            dimensions: asked.parts().map(str::to_owned).collect(),
            tracks: tracks_for(evidence.observations, question),
            counts: whole_tracks(evidence),
        };
        scene.times = scene.resolve_times()?;
        scene.hold_unexplained()?;
        Ok(scene)
    }

    /// The language of the answer.
    pub fn lang(&self) -> Lang {
        self.question.lang
    }

    /// A text in that language.
    pub fn text(&self, label: impl Text) -> String {
        self.lang().text(label).to_owned()
    }

    fn resolve_times(&self) -> Result<Vec<(usize, When)>, Refusal> {
        let mut times: Vec<(usize, When)> = Vec::new();
        let own_year = |time: &Time| time.resolve(None, None).map(|when| when.period);
        let first_own = self.asked.times().find_map(|(_, time)| own_year(&time));
        for (place, time) in self.asked.times() {
            let outer = times.last().map(|(_, when)| when.period).or(first_own);
            let when = time
                .resolve(outer, self.latest)
                .ok_or_else(|| self.text(AskLabel::HiddenTime))?;
            // 第四季度2024年: the year stands behind.
            if let Some((at, late)) = times.last_mut()
                && *at + 1 == place
                && time.is_bare_year()
                && let Piece::Time(part) = &self.asked.pieces[*at]
                && let Some(dated) = part
                    .resolve(Some(when.period), self.latest)
                    .filter(|_| part.lacks_year())
            {
                *late = dated;
                continue;
            }
            if time.lacks_year() && times.last().is_some_and(|(at, held)| self.narrows(*at, *held, when)) {
                times.pop();
            }
            times.push((place, when));
        }
        let mut times = self.joined(times);
        // 三季度当季: said twice.
        let mut known: Vec<Period> = Vec::new();
        times.retain(|(_, when)| {
            let new = !known.contains(&when.period);
            known.push(when.period);
            new
        });
        Ok(times)
    }

    /// 2024年…二季度: the second time says which part of the first is meant.
    fn narrows(&self, at: usize, held: When, when: When) -> bool {
        let bare = matches!(&self.asked.pieces[at], Piece::Time(time) if time.is_bare_year());
        bare && held.period != when.period && held.period.contains(when.period)
    }

    /// 一季度至三季度: the time from the one to the other, or each quarter of it where they are to be added up.
    fn joined(&self, times: Vec<(usize, When)>) -> Vec<(usize, When)> {
        let mut joined: Vec<(usize, When)> = Vec::new();
        for (at, when) in times {
            let before = at.checked_sub(1).map(|before| &self.asked.pieces[before]);
            let from = joined.last().copied().filter(|(held_at, held)| {
                before == Some(&Piece::Word(Word::To)) && held_at + 2 == at && held.period.start() < when.period.start()
            });
            let Some((from_at, from)) = from.filter(|_| !self.asks_for_a_movement()) else {
                joined.push((at, when));
                continue;
            };
            joined.pop();
            let whole = Period::new(from.period.start(), when.period.end());
            match (self.asked.adds_up(), whole) {
                (false, Some(period)) => joined.push((from_at, When { period, ..when })),
                (true, Some(whole)) => joined.extend(quarters(whole).map(|period| (from_at, When { period, ..when }))),
                (_, None) => joined.push((at, when)),
            }
        }
        joined
    }

    /// Every piece must be explained; what is left over may only repeat a part of a name (处罚 of 处罚金额).
    fn hold_unexplained(&self) -> Result<(), Refusal> {
        let repeats = |text: &str| {
            let named = self.names.iter().flat_map(|name| name.indicators);
            let counts = self.counts.iter().map(|track| track.indicator);
            named
                .chain(counts)
                .flat_map(|each| each.aliases.iter().chain([&each.name]))
                .any(|name| name.contains(text))
        };
        let unknown: Vec<String> = self
            .asked
            .texts()
            .filter(|text| self.names.is_empty() || text.chars().count() < 2 || !repeats(text))
            .chain(self.unused_amounts())
            .map(str::to_owned)
            .collect();
        let words = [("words", &*self.lang().list(&unknown))];
        match unknown.is_empty() {
            true => Ok(()),
            false => Err(self.lang().fill(AskLabel::Unknown, &words)),
        }
    }

    /// The numbers of the question, where nothing is held against them.
    fn unused_amounts(&self) -> impl Iterator<Item = &'a str> {
        let unused = !self.asked.needs_its_amounts();
        self.asked
            .amounts()
            .filter(move |_| unused)
            .map(|amount| amount.text.as_str())
    }

    /// The tracks of a name: of the indicators that it may mean the first that is there in the unit asked for.
    pub fn tracks_of(&self, name: Name) -> Vec<&Track<'a>> {
        let mut candidates: Vec<&Arc<Indicator>> = name.indicators.iter().collect();
        candidates.sort_by_key(|each| !self.suits(each));
        let found = candidates.into_iter().map(|each| self.tracks_of_code(&each.code));
        found.into_iter().find(|tracks| !tracks.is_empty()).unwrap_or_default()
    }

    /// The tracks of an indicator in the places and sections asked for; the indicator itself before its parts.
    pub fn tracks_of_code(&self, code: &str) -> Vec<&Track<'a>> {
        let of_it = || self.tracks.iter().filter(|track| track.indicator.code == code);
        if !self.dimensions.is_empty() {
            let wanted = |track: &&Track| {
                track
                    .dimension
                    .is_some_and(|name| self.dimensions.iter().any(|each| each == name))
            };
            return of_it().filter(wanted).collect();
        }
        let whole: Vec<&Track> = of_it()
            .filter(|track| track.dimension.is_none() && track.treatment.is_none())
            .collect();
        match whole.is_empty() {
            true => of_it().collect(),
            false => whole,
        }
    }

    /// The tracks of every part of an indicator.
    pub fn parts_of_code(&self, code: &str) -> Vec<&Track<'a>> {
        let part = |track: &&Track| track.indicator.code == code && track.dimension.is_some();
        self.tracks.iter().filter(part).collect()
    }

    /// 多少天 asks for days, 百分点 for a share.
    fn suits(&self, indicator: &Indicator) -> bool {
        let asks = |unit: &str| match unit {
            "%" => self.asked.has_any(&[Word::Points, Word::Percent]),
            "day" => self.asked.pieces.contains(&Piece::Word(Word::Days)),
            _ => false,
        };
        let asked_units = ["%", "day"].into_iter().filter(|unit| asks(unit));
        let asked_units: Vec<&str> = asked_units.collect();
        asked_units.is_empty() || asked_units.contains(&indicator.unit.as_str())
    }

    /// The share that has this indicator as its whole.
    pub fn share_of(&self, code: &str) -> Option<&'a Share> {
        self.question.shares.iter().find(|share| share.whole == code)
    }

    /// The tracks of the two counts of a share, in one place.
    pub fn counts_of(&self, share: &Share) -> Option<(&Track<'a>, &Track<'a>)> {
        let all = |code: &str| -> Vec<&Track<'a>> {
            self.counts
                .iter()
                .filter(|track| track.indicator.code == code)
                .collect()
        };
        let (parts, wholes) = (all(&share.part), all(&share.whole));
        match (&parts[..], &wholes[..]) {
            ([part], [whole]) => Some((part, whole)),
            _ => None,
        }
    }

    /// Whether one of the names is itself a share.
    pub fn names_a_share(&self) -> bool {
        let is_share = |each: &Arc<Indicator>| each.aggregation == Aggregation::Ratio;
        let named = self.names.iter().filter_map(|name| name.indicators.first());
        named.into_iter().any(is_share)
    }

    /// 按优良天数和有效监测天数计算，优良率是多少
    pub fn is_computed_share(&self) -> bool {
        let is_made_of_counts = || {
            let indicators = self.names.iter().flat_map(|name| name.indicators);
            let made = |each: &Arc<Indicator>| self.question.shares.iter().any(|share| share.indicator == *each);
            indicators.into_iter().any(made)
        };
        self.asked.has(Word::Computed) && self.names_a_share() && (self.names.len() >= 3 || is_made_of_counts())
    }

    /// Whether a movement is asked for, not a state.
    pub fn asks_for_a_change(&self) -> bool {
        let two_times = self.times.len() >= 2 && self.asked.has_any(&[Word::Against, Word::From, Word::Apart]);
        two_times || self.asks_for_a_movement()
    }

    /// Whether a word of the question is one of movement.
    pub fn asks_for_a_movement(&self) -> bool {
        self.asked.moves() || self.asked.has_any(&[Word::Qoq, Word::Yoy, Word::Better, Word::Worse])
    }

    /// The time of the question, or the newest of which these tracks know anything.
    pub fn time(&self, tracks: &[&Track<'a>]) -> Option<When> {
        let stated = self.times.first().map(|(_, when)| *when);
        stated.or_else(|| {
            let newest = |track: &&Track| {
                let periods = track.periods().into_iter();
                periods.max_by_key(|period| (period.end(), period.days()))
            };
            let period = tracks
                .iter()
                .filter_map(newest)
                .max_by_key(|period| (period.end(), period.days()))?;
            Some(When {
                period,
                as_of: false,
                assumed: true,
            })
        })
    }

    /// The value of a track at a time; 截至… is what has come together since 1 January, or the state on that day.
    pub fn value<'t>(&self, track: &'t Track<'a>, when: When) -> Result<Valued<'t, 'a>, Gap> {
        let (period, found) = match when.as_of {
            true => track.value_by_the_end(when.period)?,
            false => track.value_at(when.period)?,
        };
        Ok(Valued { track, period, found })
    }

    /// `云溪县2024年二季度PM2.5平均浓度（七里滩）`
    pub fn subject(&self, track: &Track, period: Period) -> String {
        let lang = self.lang();
        let words = [
            ("region", track.region.to_owned()),
            ("period", lang.period(period)),
            ("indicator", lang.indicator(track.indicator).to_owned()),
        ];
        let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
        let subject = lang.fill(AskLabel::Subject, &words);
        let narrowing: Vec<String> = [track.dimension, track.treatment]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect();
        match narrowing.is_empty() {
            true => subject,
            false => lang.fill(
                Label::Subjects,
                &[("text", &subject), ("subjects", &lang.list(&narrowing))],
            ),
        }
    }

    /// How the question was understood: what, where, when, and against what.
    pub fn understood(&self) -> String {
        let lang = self.lang();
        let mut parts: Vec<(Label, Vec<String>)> = Vec::new();
        let indicators: Vec<String> = self
            .names
            .iter()
            .map(|name| match self.tracks_of(*name).first() {
                Some(track) => lang.indicator(track.indicator).to_owned(),
                None => lang.indicator(&name.indicators[0]).to_owned(),
            })
            .collect();
        parts.push((Label::Indicator, indicators));
        parts.push((
            Label::Region,
            self.asked.places().into_iter().map(str::to_owned).collect(),
        ));
        parts.push((Label::Dimension, self.dimensions.clone()));
        parts.push((
            Label::Period,
            self.times.iter().map(|(_, when)| self.time_text(*when)).collect(),
        ));
        parts.push((
            Label::Question,
            self.asked.asks().into_iter().map(|label| self.text(label)).collect(),
        ));
        let part = |(label, words): (Label, Vec<String>)| {
            let words = [("word", lang.text(label)), ("what", &lang.list(&words))];
            lang.fill(AskLabel::Part, &words)
        };
        let parts = parts.into_iter().filter(|(_, words)| !words.is_empty()).map(part);
        parts.collect::<Vec<_>>().join(lang.text(AskLabel::Between))
    }

    fn time_text(&self, when: When) -> String {
        let text = self.lang().period(when.period);
        match when.assumed {
            true => self.lang().fill(AskLabel::Assumed, &[("period", &text)]),
            false => text,
        }
    }

    /// A gap as the reason why there is no answer.
    pub fn why(&self, track: &Track, period: Period, gap: &Gap) -> Refusal {
        let lang = self.lang();
        lang.fill(
            AskLabel::NoValue,
            &[("what", &self.subject(track, period)), ("why", &gap.text(lang))],
        )
    }

    /// The reason where the database has nothing at all of a name.
    pub fn nothing_of(&self, name: Name) -> Refusal {
        let lang = self.lang();
        lang.fill(AskLabel::Nothing, &[("indicator", lang.indicator(&name.indicators[0]))])
    }

    /// A value with its unit: `21.9微克/立方米`.
    pub fn with_unit(&self, found: &Found, indicator: &Indicator) -> String {
        wording::with_unit(found, &indicator.unit, self.lang())
    }

    /// A change in words: `下降48.0%`.
    pub fn moved(&self, change: &Change, values: [&Found; 2], indicator: &Indicator) -> String {
        wording::moved(change, values, &indicator.unit, self.lang())
    }

    /// A reply with one value.
    pub fn reply(&self, value: String, unit: &str, text: String, inputs: &[&Found]) -> Reply {
        let mut figures: Vec<i64> = Vec::new();
        for input in inputs.iter().flat_map(|found| &found.inputs) {
            if !figures.contains(&input.observation.figure) {
                figures.push(input.observation.figure);
            }
        }
        let methods: Vec<String> = inputs.iter().map(|found| found.method.code().to_owned()).collect();
        Reply {
            value: Some(value),
            unit: Some(unit.to_owned()),
            text,
            method: Some(methods.join(", ")),
            figures,
            ..Reply::default()
        }
    }

    /// The observations of some tracks: what the table below the answer is made of.
    pub fn observations_of(&self, tracks: &[&Track<'a>]) -> Vec<Observation> {
        tracks
            .iter()
            .flat_map(|track| track.observations.iter().map(|each| (*each).clone()))
            .collect()
    }

    /// The question about some tracks only.
    pub fn question_of(&self, tracks: &[&Track<'a>]) -> Question {
        let mut indicators: Vec<Arc<Indicator>> = Vec::new();
        for track in tracks {
            if !indicators.contains(track.indicator) {
                indicators.push(Arc::clone(track.indicator));
            }
        }
        Question {
            indicators,
            ..self.question.clone()
        }
    }
}

/// Every quarter of a time.
pub fn quarters(within: Period) -> impl Iterator<Item = Period> {
    let years = chrono::Datelike::year(&within.start())..=chrono::Datelike::year(&within.end());
    years
        .flat_map(|year| (1..=4).filter_map(move |number| Period::quarter(year, number)))
        .filter(move |quarter| within.contains(*quarter))
}

fn whole_tracks<'a>(evidence: &Evidence<'a>) -> Vec<Track<'a>> {
    let mut all = tracks(evidence.observations, &[]);
    all.retain(|track| track.dimension.is_none() && track.treatment.is_none());
    all
}

/// The newest period of the reports, or of the values where no report says its own.
fn latest(evidence: &Evidence) -> Option<Period> {
    let values = || evidence.observations.iter().map(|each| each.period);
    let newest = |period: &Period| (period.end(), period.days());
    evidence.newest.or_else(|| values().max_by_key(newest))
}
