//! `show`, `series`, `qoq`, `yoy`, `compare`: select, ask, print.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::args::{Change, Compare, Rank, Select, Series, Show, Table};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names};
use crate::answer::{Answer, Cell};
use crate::catalogue::resolve_among;
use crate::model::{Indicator, Observation, Period, Selection};
use crate::query::{self, Question, Share};
use crate::store::Store;

pub fn show(args: &Show, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let (periods, indicators) = words(&args.wanted);
    let question = question(&args.select, &indicators, settings)?;
    let mut selection = selection(&args.select, &question, &periods);
    selection.dimensions = true;
    let observations = select(&selection, settings)?;
    print(
        &corrected(
            query::show(&observations, &periods, &question),
            args.select.as_of,
            settings,
        )?,
        output,
        &args.table,
    )
}

/// Periods and names of indicators, which stand in any order.
pub fn words(wanted: &[String]) -> (Vec<Period>, Vec<String>) {
    let mut indicators = Vec::new();
    let period = |word: &String| match Period::parse(word) {
        Ok(period) => Some(period),
        Err(_) => {
            indicators.push(word.clone());
            None
        }
    };
    let periods = wanted.iter().filter_map(period).collect();
    (periods, indicators)
}

pub fn series(args: &Series, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut question = question(&args.select, std::slice::from_ref(&args.indicator), settings)?;
    // A name that two indicators share means the first of them: one series is asked for.
    question.indicators.truncate(1);
    let observations = select(&selection(&args.select, &question, &[]), settings)?;
    print(
        &corrected(
            query::series(&observations, None, &question),
            args.select.as_of,
            settings,
        )?,
        output,
        &args.table,
    )
}

pub fn qoq(args: &Change, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let period = names::period(&args.period)?;
    let question = question(&args.select, &args.indicators, settings)?;
    let single = query::qoq::last_single(period);
    let periods: Vec<Period> = [Some(single), query::qoq::before(single)]
        .into_iter()
        .flatten()
        .collect();
    let observations = select(&selection(&args.select, &question, &periods), settings)?;
    let mut answer = query::qoq(&observations, period, &question);
    if settings.render.terminal {
        let reach: Vec<Period> = query::sketch::reach(single).into_iter().collect();
        let earlier = select(&selection(&args.select, &question, &reach), settings)?;
        query::sketch::beside(&mut answer, &earlier, single, &question);
    }
    print(&corrected(answer, args.select.as_of, settings)?, output, &args.table)
}

pub fn yoy(args: &Change, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let period = names::period(&args.period)?;
    let question = question(&args.select, &args.indicators, settings)?;
    let periods: Vec<Period> = [Some(period), period.year_earlier()].into_iter().flatten().collect();
    let observations = select(&selection(&args.select, &question, &periods), settings)?;
    print(
        &corrected(
            query::yoy(&observations, period, &question),
            args.select.as_of,
            settings,
        )?,
        output,
        &args.table,
    )
}

pub fn compare(args: &Compare, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let (period, base) = (names::period(&args.period)?, names::period(&args.base)?);
    let question = question(&args.select, &args.indicators, settings)?;
    let days = [period, base].into_iter().filter(|period| period.days() == 1);
    let times: Vec<Period> = days.map(Period::to_date).chain([period, base]).collect();
    let observations = select(&selection(&args.select, &question, &times), settings)?;
    print(
        &corrected(
            query::compare(&observations, period, base, &question),
            args.select.as_of,
            settings,
        )?,
        output,
        &args.table,
    )
}

pub fn rank(args: &Rank, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let period = names::period(&args.period)?;
    let mut question = question(&args.select, std::slice::from_ref(&args.indicator), settings)?;
    question.indicators.truncate(1);
    let (period, base) = match args.change.as_deref() {
        Some("yoy") => (period, period.year_earlier()),
        Some(_) => {
            let single = query::qoq::last_single(period);
            (single, query::qoq::before(single))
        }
        None => (period, None),
    };
    let periods: Vec<Period> = [Some(period), base].into_iter().flatten().collect();
    let mut selection = selection(&args.select, &question, &periods);
    // Sections and stations are ranked where there is only one region.
    selection.dimensions = true;
    let observations = match base {
        None => of_many(&selection, period, settings)?,
        Some(_) => select(&selection, settings)?,
    };
    print(
        &corrected(
            query::rank(&observations, period, base, &question),
            args.select.as_of,
            settings,
        )?,
        output,
        &args.table,
    )
}

/// What the values of one period in every region need. Most regions report it: of those the rest of the year is not read,
/// which is most of what there is to read.
fn of_many(selection: &Selection, period: Period, settings: &Settings) -> Result<Vec<Observation>, Failure> {
    let just = Selection {
        within: vec![period],
        ..selection.clone()
    };
    let mut observations = select(&just, settings)?;
    let is_it = |each: &&Observation| each.period == period && each.dimension.is_none() && each.treatment.is_none();
    let held: HashSet<String> = observations
        .iter()
        .filter(is_it)
        .map(|each| each.region.clone())
        .collect();
    let all = settings.store()?.regions_with(&selection.indicators)?;
    let names: HashSet<&String> = all.iter().collect();
    // A region without a name, or with that of another, cannot be asked for; where there is but one, its sections are ranked.
    let told_apart = names.len() == all.len() && !all.iter().any(String::is_empty);
    if held.len() < 2 || !told_apart || !selection.regions.is_empty() {
        return select(selection, settings);
    }
    let others: Vec<String> = all.into_iter().filter(|region| !held.contains(region)).collect();
    if !others.is_empty() {
        observations.retain(|each| held.contains(&each.region));
        observations.extend(select(
            &Selection {
                regions: others,
                ..selection.clone()
            },
            settings,
        )?);
        observations.sort_by(|one, other| one.region.cmp(&other.region));
    }
    Ok(observations)
}

pub fn question(args: &Select, names: &[String], settings: &Settings) -> Result<Question, Failure> {
    let question = Question {
        lang: settings.lang,
        as_of: args.as_of,
        reported_only: args.reported_only,
        ..Question::default()
    };
    if let Some((indicators, shares)) = stored(names, settings) {
        return Ok(Question {
            indicators,
            shares,
            ..question
        });
    }
    let catalogue = settings.catalogue()?;
    let mut indicators: Vec<Arc<Indicator>> = Vec::new();
    for name in names {
        indicators.extend(names::indicator(&catalogue, name)?);
    }
    Ok(Question {
        indicators,
        shares: shares(catalogue.indicators()),
        ..question
    })
}

/// The indicators of these names and the shares as the database itself has them; `None` where it does not know a name, or
/// is from before it knew shares. To compile the whole catalogue takes longer than the answer.
fn stored(names: &[String], settings: &Settings) -> Option<(Vec<Arc<Indicator>>, Vec<Share>)> {
    if !settings.catalogues.is_empty() {
        return None;
    }
    let all = settings.store().ok()?.indicators().ok()?;
    let shares = shares(all.iter());
    let mut found = Vec::new();
    for name in names {
        let named = resolve_among(&all, name);
        if named.is_empty() {
            return None;
        }
        found.extend(named.into_iter().cloned());
    }
    (!shares.is_empty()).then_some((found, shares))
}

/// The shares among some indicators that are made of two counts.
pub fn shares<'i>(indicators: impl Iterator<Item = &'i Arc<Indicator>>) -> Vec<Share> {
    let share = |indicator: &Arc<Indicator>| {
        let [part, whole] = indicator.counts.clone()?;
        Some(Share {
            indicator: Arc::clone(indicator),
            part,
            whole,
        })
    };
    indicators.filter_map(share).collect()
}

/// What a question needs: the calendar years of its periods, from which cumulative values can be taken apart, and the
/// counts of the shares that it asks for.
pub fn selection(args: &Select, question: &Question, periods: &[Period]) -> Selection {
    let asked = |share: &&Share| question.indicators.contains(&share.indicator);
    let counts = question
        .shares
        .iter()
        .filter(asked)
        .flat_map(|share| [&share.part, &share.whole]);
    Selection {
        indicators: question
            .indicators
            .iter()
            .map(|indicator| &indicator.code)
            .chain(counts)
            .cloned()
            .collect(),
        regions: args.region.clone(),
        within: periods.iter().map(|period| query::reach(*period)).collect(),
        as_of: args.as_of,
        dimensions: args.dimensions,
        narrowed_to: args.dimension.clone(),
    }
}

pub fn select(selection: &Selection, settings: &Settings) -> Result<Vec<Observation>, Failure> {
    let store = settings.store()?;
    let observations = store.observations(selection)?;
    if observations.is_empty() && !selection.regions.is_empty() {
        let known = regions_of(store)?;
        if let Some(unknown) = selection.regions.iter().find(|region| !known.contains(region)) {
            let some: Vec<&str> = known.iter().take(5).map(String::as_str).collect();
            return Err(Failure::new(format!("no report names the region `{unknown}`"))
                .with_hint(format!("regions in this database: {}", some.join(", "))));
        }
    }
    Ok(observations)
}

/// The places that the database's observations name, each once.
fn regions_of(store: &Store) -> Result<Vec<String>, Failure> {
    let all = Selection {
        dimensions: true,
        ..Selection::default()
    };
    let mut names: Vec<String> = store.observations(&all)?.into_iter().map(|each| each.region).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// Says which of the values were put right by hand.
pub fn corrected(mut answer: Answer, as_of: Option<NaiveDate>, settings: &Settings) -> Result<Answer, Failure> {
    let store = settings.store()?;
    let mut corrections = store.corrections(None)?;
    corrections.retain(|each| each.held(as_of));
    if corrections.is_empty() {
        return Ok(answer);
    }
    let of_figures = |key: &str| key == "figures" || key == "base_figures";
    let columns: Vec<usize> = (0..answer.columns.len())
        .filter(|index| of_figures(&answer.columns[*index].key))
        .collect();
    let mut shown: HashSet<String> = HashSet::new();
    for row in &answer.rows {
        for column in &columns {
            if let Cell::Text(figures) = &row.cells[*column] {
                shown.extend(figures.split(' ').map(str::to_owned));
            }
        }
    }
    let lines = corrections
        .iter()
        .filter(|each| each.figure.is_some_and(|figure| shown.contains(&figure.to_string())))
        .map(|each| query::corrections::line(each, settings.lang));
    answer.notes.extend(lines);
    Ok(answer)
}

pub fn print(answer: &Answer, output: &mut Output, table: &Table) -> Result<Outcome, Failure> {
    output.answer(answer, table)?;
    Ok(if answer.rows.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}
