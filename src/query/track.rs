//! A track: all values of one indicator × region × dimension × treatment. Values of different tracks are never compared.

use std::collections::HashMap;
use std::sync::Arc;

use super::Question;
use super::derive::{self, Found};
use super::gap::Gap;
use super::{mean, share};
use crate::model::{Aggregation, Indicator, Observation, Period};

/// One line of a table: what it is about, and its observations.
#[derive(Debug, Clone)]
pub struct Track<'a> {
    /// What is measured.
    pub indicator: &'a Arc<Indicator>,
    /// Where.
    pub region: &'a str,
    /// What narrows the indicator.
    pub dimension: Option<&'a str>,
    /// 口径.
    pub treatment: Option<&'a str>,
    /// In the order given.
    pub observations: Vec<&'a Observation>,
    /// Only what reports state: nothing is derived.
    pub reported_only: bool,
    /// Where the indicator is a share of two counts: their tracks.
    pub counts: Option<Box<Counts<'a>>>,
}

/// The tracks of the two counts that make a share.
#[derive(Debug, Clone)]
pub struct Counts<'a> {
    /// What is counted.
    pub part: Track<'a>,
    /// Out of what.
    pub whole: Track<'a>,
}

impl<'a> Track<'a> {
    /// The value of a period: as reported, else derived where the arithmetic allows it.
    ///
    /// # Errors
    /// The [`Gap`] that says why there is none.
    pub fn value(&self, period: Period) -> Result<Found<'a>, Gap> {
        match self.reported(period)? {
            Some(observation) => Ok(Found::reported(observation)),
            None if self.reported_only => Err(Gap::NotReported),
            None => self.derived(period),
        }
    }

    /// The value of a time, with the period that it is of: a day stands for the state on it, or for what has come together
    /// from 1 January to it.
    ///
    /// # Errors
    /// The [`Gap`] of the likelier of the two periods.
    pub fn value_at(&self, time: Period) -> Result<(Period, Found<'a>), Gap> {
        match time.days() {
            1 => self.value_by_the_end(time),
            _ => self.value(time).map(|found| (time, found)),
        }
    }

    /// The same for 截至…, which is the state at the end of a time or what has come together to it.
    ///
    /// # Errors
    /// The [`Gap`] of the likelier of the two periods.
    pub fn value_by_the_end(&self, time: Period) -> Result<(Period, Found<'a>), Gap> {
        let to_date = time.to_date();
        let periods = match self.indicator.aggregation {
            Aggregation::Sum | Aggregation::Mean | Aggregation::Percentile => [to_date, time],
            _ => [time, to_date],
        };
        let of = |period: Period| self.value(period).map(|found| (period, found));
        of(periods[0]).or_else(|gap| of(periods[1]).map_err(|_| gap))
    }

    /// The value of a period from other periods or from its counts, whether or not a report states it too.
    ///
    /// # Errors
    /// The [`Gap`] that says why it cannot be derived.
    pub fn derived(&self, period: Period) -> Result<Found<'a>, Gap> {
        match (self.indicator.aggregation, &self.counts) {
            (Aggregation::Sum, _) => derive::from_other_periods(self, period),
            (Aggregation::Mean, _) => mean::from_other_means(self, period),
            (Aggregation::Ratio, Some(counts)) => share::from_counts(counts, period),
            (other, _) if self.knows_about(period) => Err(Gap::CannotTakeApart(other)),
            _ => Err(Gap::NotReported),
        }
    }

    /// The derived value of a period, where it lies further from the reported one than rounding can explain.
    pub fn contradicting(&self, period: Period, stated: &Found<'a>) -> Option<Found<'a>> {
        if self.reported_only || stated.approx.is_some() {
            return None;
        }
        let derived = self.derived(period).ok().filter(|derived| derived.approx.is_none())?;
        let apart = (stated.value.as_decimal().checked_sub(derived.value.as_decimal())?).abs();
        (apart > stated.doubt() + derived.doubt()).then_some(derived)
    }

    /// The observation of exactly this period, if there is one; the latest publication is the current one.
    ///
    /// # Errors
    /// [`Gap::Conflict`] where the latest publications state different values.
    pub fn reported(&self, period: Period) -> Result<Option<&'a Observation>, Gap> {
        let candidates = || self.observations.iter().copied().filter(|each| each.period == period);
        let Some(latest) = candidates().map(|each| each.published).max() else {
            return Ok(None);
        };
        let mut current = candidates().filter(|each| each.published == latest);
        let first = current.next();
        match current.all(|each| Some(each.value) == first.map(|first| first.value)) {
            true => Ok(first),
            false => Err(Gap::Conflict),
        }
    }

    /// Whether anything is known of a time that includes `period`: if not, there is nothing to say about it.
    pub fn knows_about(&self, period: Period) -> bool {
        self.observations.iter().any(|each| each.period.contains(period))
    }

    /// Every period with an observation, earliest first, the longer of two with the same start last.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = self.observations.iter().map(|each| each.period).collect();
        periods.sort();
        periods.dedup();
        periods
    }
}

/// The tracks of a question: those of the indicators asked about, each share with the counts that make it.
///
/// A share of which no report states a value has a track where both of its counts have one and it was asked for.
pub fn tracks_for<'a>(observations: &'a [Observation], question: &'a Question) -> Vec<Track<'a>> {
    let mut asked = tracks(observations, &question.indicators);
    if question.reported_only {
        asked.iter_mut().for_each(|track| track.reported_only = true);
        return asked;
    }
    if !question.shares.is_empty() {
        share::attach(&mut asked, &tracks(observations, &[]), question);
    }
    asked
}

/// Parts observations into tracks.
///
/// `asked` gives the order of the indicators and leaves out all others; if it is empty, indicators and regions stand in
/// the order in which the observations bring them. An indicator itself stands before its dimensions.
pub fn tracks<'a>(observations: &'a [Observation], asked: &[Arc<Indicator>]) -> Vec<Track<'a>> {
    let mut order = Order::new(asked);
    let mut found: HashMap<_, usize> = HashMap::new();
    let mut tracks: Vec<(_, Track<'a>)> = Vec::new();
    for observation in observations {
        let Some(place) = order.place(observation) else {
            continue;
        };
        let (dimension, treatment) = (observation.dimension.as_deref(), observation.treatment.as_deref());
        let index = *found.entry((place, dimension, treatment)).or_insert_with(|| {
            let track = Track {
                indicator: &observation.indicator,
                region: &observation.region,
                dimension,
                treatment,
                observations: Vec::new(),
                reported_only: false,
                counts: None,
            };
            tracks.push(((place, dimension.is_some() || treatment.is_some()), track));
            tracks.len() - 1
        });
        tracks[index].1.observations.push(observation);
    }
    tracks.sort_by_key(|(place, _)| *place);
    tracks.into_iter().map(|(_, track)| track).collect()
}

/// Numbers indicators and regions in the order of rows.
struct Order<'a> {
    indicators: HashMap<&'a str, usize>,
    regions: HashMap<&'a str, usize>,
    closed: bool,
}

impl<'a> Order<'a> {
    fn new<'asked: 'a>(asked: &'asked [Arc<Indicator>]) -> Self {
        Order {
            indicators: asked
                .iter()
                .enumerate()
                .map(|(index, each)| (each.code.as_str(), index))
                .collect(),
            regions: HashMap::new(),
            closed: !asked.is_empty(),
        }
    }

    fn place(&mut self, observation: &'a Observation) -> Option<(usize, usize)> {
        let code = observation.indicator.code.as_str();
        if self.closed && !self.indicators.contains_key(code) {
            return None;
        }
        Some((
            number(&mut self.indicators, code),
            number(&mut self.regions, &observation.region),
        ))
    }
}

fn number<'a>(numbers: &mut HashMap<&'a str, usize>, key: &'a str) -> usize {
    let next = numbers.len();
    *numbers.entry(key).or_insert(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{indicator, observation};

    #[test]
    fn rows_keep_the_order_asked_for() {
        let (a, b) = (
            Arc::new(indicator("a", Aggregation::Sum)),
            Arc::new(indicator("b", Aggregation::Sum)),
        );
        let mut narrowed = observation(&a, "2024Q1", "1");
        narrowed.dimension = Some("d".into());
        let observations = [narrowed, observation(&a, "2024Q1", "2"), observation(&b, "2024Q1", "3")];
        let names = |asked: &[Arc<Indicator>]| -> Vec<String> {
            let name = |track: &Track| format!("{}{}", track.indicator.code, track.dimension.unwrap_or_default());
            tracks(&observations, asked).iter().map(name).collect()
        };
        assert_eq!(names(&[]), ["a", "ad", "b"]);
        assert_eq!(names(&[b.clone(), a.clone()]), ["b", "a", "ad"]);
        assert_eq!(names(&[b]), ["b"]);
    }

    #[test]
    fn the_latest_publication_is_current_and_a_tie_is_a_conflict() {
        let a = Arc::new(indicator("a", Aggregation::Mean));
        let mut revised = observation(&a, "2024Q1", "2");
        revised.published = revised.published.and_then(|day| day.succ_opt());
        let value = |observations: &[Observation]| {
            let period = Period::parse("2024Q1").unwrap();
            tracks(observations, &[])[0]
                .value(period)
                .map(|found| found.value.to_string())
        };
        assert_eq!(value(&[observation(&a, "2024Q1", "1"), revised]), Ok("2".into()));
        assert_eq!(
            value(&[observation(&a, "2024Q1", "1"), observation(&a, "2024Q1", "1.0")]),
            Ok("1".into())
        );
        let torn = [observation(&a, "2024Q1", "1"), observation(&a, "2024Q1", "3")];
        assert_eq!(value(&torn), Err(Gap::Conflict));
    }
}
