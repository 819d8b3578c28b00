//! A share from the two counts that make it: the only way to a share that no report states.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Question;
use super::derive::{Found, Method, approximate};
use super::gap::Gap;
use super::track::{Counts, Track};
use crate::model::{Indicator, Period, Value};

/// Which counts make a share: `indicator` = `part` ÷ `whole` × 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The share, in percent.
    pub indicator: Arc<Indicator>,
    /// Code of what is counted.
    pub part: String,
    /// Code of what it is a part of.
    pub whole: String,
}

/// The share of `period` from its counts, each as reported or exactly derived.
///
/// # Errors
/// The [`Gap`] of the count that is missing; a part above its whole is a contradiction.
pub fn from_counts<'a>(counts: &Counts<'a>, period: Period) -> Result<Found<'a>, Gap> {
    let (part, whole) = (counts.part.value(period)?, counts.whole.value(period)?);
    let (Value::Number(above), Value::Number(below)) = (part.value, whole.value) else {
        return Err(Gap::ClassAgainstNumber);
    };
    if below.is_zero() {
        return Err(Gap::NoWhole);
    }
    if above > below || above < Decimal::ZERO {
        return Err(Gap::Contradiction);
    }
    let value = above
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundred| hundred.checked_div(below))
        .ok_or(Gap::TooLarge)?;
    let inputs: Vec<_> = part.inputs.into_iter().chain(whole.inputs).collect();
    Ok(Found {
        value: Value::Number(value),
        uncertainty: None,
        approx: approximate(&inputs),
        method: Method::Counts,
        inputs,
    })
}

/// What two tracks of one place and narrowing share.
type Place<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

fn place<'a>(track: &Track<'a>) -> Place<'a> {
    (track.region, track.dimension, track.treatment)
}

/// Gives each share among the tracks `asked` its counts out of `all`, and adds the shares asked for that have only counts.
pub fn attach<'a>(asked: &mut Vec<Track<'a>>, all: &[Track<'a>], question: &'a Question) {
    let known: HashMap<(&str, Place), &Track<'a>> = all
        .iter()
        .map(|track| ((track.indicator.code.as_str(), place(track)), track))
        .collect();
    let counts = |share: &Share, at: Place<'a>| {
        let part = known.get(&(share.part.as_str(), at))?;
        let whole = known.get(&(share.whole.as_str(), at))?;
        Some(Box::new(Counts {
            part: (*part).clone(),
            whole: (*whole).clone(),
        }))
    };
    for share in &question.shares {
        let is_share = |track: &&mut Track| track.indicator.code == share.indicator.code;
        asked
            .iter_mut()
            .filter(is_share)
            .for_each(|track| track.counts = counts(share, place(track)));
        if !question.indicators.contains(&share.indicator) {
            continue;
        }
        for part in all.iter().filter(|track| track.indicator.code == share.part) {
            let at = place(part);
            let stands = asked
                .iter()
                .any(|track| track.indicator.code == share.indicator.code && place(track) == at);
            if let Some(counts) = counts(share, at).filter(|_| !stands) {
                asked.push(only_counts(share, at, counts));
            }
        }
    }
}

fn only_counts<'a>(share: &'a Share, at: Place<'a>, counts: Box<Counts<'a>>) -> Track<'a> {
    Track {
        indicator: &share.indicator,
        region: at.0,
        dimension: at.1,
        treatment: at.2,
        observations: Vec::new(),
        reported_only: false,
        counts: Some(counts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aggregation, Observation};
    use crate::query::change::half_even;
    use crate::query::testing::{indicator, observation};
    use crate::query::track::tracks_for;

    fn of(values: &[(&str, &str, &str)], wanted: &str) -> Result<String, Gap> {
        let ratio = Arc::new(indicator("ratio", Aggregation::Ratio));
        let sum = |code: &str| Arc::new(indicator(code, Aggregation::Sum));
        let (part, whole) = (sum("good"), sum("valid"));
        let question = Question {
            indicators: vec![ratio.clone()],
            shares: vec![Share {
                indicator: ratio.clone(),
                part: "good".into(),
                whole: "valid".into(),
            }],
            ..Question::default()
        };
        let of = |code: &str| match code {
            "good" => part.clone(),
            "valid" => whole.clone(),
            _ => ratio.clone(),
        };
        let observations: Vec<Observation> = values.iter().map(|(code, p, v)| observation(&of(code), p, v)).collect();
        let tracks = tracks_for(&observations, &question);
        let track = tracks.first().ok_or(Gap::NotReported)?;
        let found = track.value(Period::parse(wanted).unwrap())?;
        Ok(format!(
            "{} {}",
            half_even(found.value.as_decimal(), 1),
            found.method.code()
        ))
    }

    #[test]
    fn a_share_comes_from_its_counts_and_a_reported_one_wins() {
        let counts = [("good", "2024", "326"), ("valid", "2024", "366")];
        assert_eq!(of(&counts, "2024"), Ok("89.1 counts".into()));
        let stated = [counts[0], counts[1], ("ratio", "2024", "91.1")];
        assert_eq!(of(&stated, "2024"), Ok("91.1 reported".into()));
        let quarters = [
            ("good", "2024Q1", "80"),
            ("good", "2024H1", "160"),
            ("valid", "2024Q1", "91"),
            ("valid", "2024H1", "181"),
        ];
        assert_eq!(of(&quarters, "2024Q2"), Ok("88.9 counts".into()));
    }

    #[test]
    fn what_the_counts_do_not_give_is_a_gap() {
        assert_eq!(of(&[("good", "2024", "3")], "2024"), Err(Gap::NotReported));
        let ratio = ("ratio", "2024H1", "90");
        assert_eq!(of(&[ratio], "2024Q2"), Err(Gap::CannotTakeApart(Aggregation::Ratio)));
        let of_counts = |part, whole| of(&[("good", "2024", part), ("valid", "2024", whole)], "2024");
        assert_eq!(of_counts("0", "0"), Err(Gap::NoWhole));
        assert_eq!(of_counts("4", "3"), Err(Gap::Contradiction));
    }
}
