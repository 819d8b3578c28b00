//! The targets that the values of a bulletin are held against.

use super::super::targets::{Held, Standing, in_time};
use super::super::track::Track;
use crate::model::{Goal, Observation, Period};

/// The targets of the period and of the time around it, each bound once: as the last report states it.
pub fn asked(goals: &[Goal], period: Period) -> Vec<Goal> {
    let mut asked: Vec<Goal> = Vec::new();
    for goal in goals.iter().filter(|goal| in_time(goal.period, period)) {
        let same = |other: &Goal| {
            let what = |goal: &Goal| (goal.indicator.code.clone(), goal.region.clone(), goal.dimension.clone());
            let bound = |goal: &Goal| (goal.period, goal.direction, goal.value, goal.unit.clone());
            what(other) == what(goal) && bound(other) == bound(goal)
        };
        asked.retain(|other| !same(other));
        asked.push(goal.clone());
    }
    asked
}

/// What was known at the end of the period: a bulletin on a quarter does not judge the year by what came after.
pub fn until(observations: &[Observation], period: Period) -> Vec<Observation> {
    let by_then = observations.iter().filter(|each| each.period.end() <= period.end());
    by_then.cloned().collect()
}

/// Those of a track that can be held against it.
pub fn of<'h, 'a>(track: &Track, held: &'h [Held<'a>]) -> Vec<&'h Held<'a>> {
    let is_its = |held: &&Held| {
        held.goal.indicator.code == track.indicator.code
            && held.goal.region == track.region
            && held.goal.dimension.as_deref() == track.dimension
            && track.treatment.is_none()
            && !matches!(held.standing, Standing::NotComparable | Standing::NoValue)
    };
    held.iter().filter(is_its).collect()
}
