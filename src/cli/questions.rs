//! `show`, `series`, `qoq`, `yoy`, `compare`: select, ask, print.

use super::args::{Change, Compare, Select, Series, Show};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names};
use crate::answer::Answer;
use crate::catalogue::Catalogue;
use crate::model::{Observation, Period, Selection};
use crate::query::compare::{Against, compare as compare_periods};
use crate::query::{Lang, series as series_of, show as show_all};
use crate::store::{Mode, Store};

pub fn show(args: &Show, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut periods = Vec::new();
    let mut indicators = Vec::new();
    for word in &args.wanted {
        match Period::parse(word) {
            Ok(period) => periods.push(period),
            Err(_) => indicators.push(word.clone()),
        }
    }
    let mut selection = selection(&args.select, &indicators, settings)?;
    selection.within = periods;
    selection.dimensions = true;
    let observations = select(&selection, settings)?;
    finish(
        show_all::show(&observations, settings.lang),
        &args.select,
        settings,
        output,
        &args.table,
    )
}

pub fn series(args: &Series, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut selection = selection(&args.select, std::slice::from_ref(&args.indicator), settings)?;
    // A name that two indicators share means the first of them: one series is asked for.
    selection.indicators.truncate(1);
    let observations = select(&selection, settings)?;
    finish(
        series_of::series(&observations, settings.lang),
        &args.select,
        settings,
        output,
        &args.table,
    )
}

pub fn qoq(args: &Change, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    change(args, Against::Previous, settings, output)
}

pub fn yoy(args: &Change, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    change(args, Against::LastYear, settings, output)
}

fn change(args: &Change, against: Against, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let period = names::period(&args.period)?;
    let selection = selection(&args.select, &args.indicators, settings)?;
    let observations = select(&selection, settings)?;
    finish(
        compare_periods(&observations, period, against, settings.lang),
        &args.select,
        settings,
        output,
        &args.table,
    )
}

pub fn compare(args: &Compare, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let (period, base) = (names::period(&args.period)?, names::period(&args.base)?);
    let selection = selection(&args.select, &args.indicators, settings)?;
    let observations = select(&selection, settings)?;
    finish(
        compare_periods(&observations, period, Against::Period(base), settings.lang),
        &args.select,
        settings,
        output,
        &args.table,
    )
}

fn selection(args: &Select, indicators: &[String], settings: &Settings) -> Result<Selection, Failure> {
    let _ = settings;
    let mut codes = Vec::new();
    if !indicators.is_empty() {
        let catalogue = Catalogue::builtin()?;
        for name in indicators {
            codes.extend(names::indicator(&catalogue, name)?);
        }
    }
    Ok(Selection {
        indicators: codes,
        regions: args.region.clone(),
        within: Vec::new(),
        as_of: args.as_of,
        dimensions: args.dimensions,
    })
}

fn select(selection: &Selection, settings: &Settings) -> Result<Vec<Observation>, Failure> {
    let store = Store::open(&settings.db, Mode::Read)?;
    let observations = store.observations(selection)?;
    if observations.is_empty() && !selection.regions.is_empty() {
        let known: Vec<String> = regions_of(&store)?;
        if let Some(unknown) = selection.regions.iter().find(|region| !known.contains(region)) {
            let near: Vec<&str> = known.iter().take(5).map(String::as_str).collect();
            return Err(Failure::new(format!("no report names the region `{unknown}`"))
                .with_hint(format!("regions in this database: {}", near.join(", "))));
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

fn finish(
    mut answer: Answer,
    select: &Select,
    settings: &Settings,
    output: &mut Output,
    table: &super::args::Table,
) -> Result<Outcome, Failure> {
    if let Some(date) = select.as_of {
        answer.notes.push(match settings.lang {
            Lang::Zh => format!("按 {date} 及以前发布的报告回答"),
            Lang::En => format!("answered from what was published by {date}"),
        });
    }
    if answer.rows.is_empty() {
        output.say(settings.lang.pick("没有符合条件的数据", "nothing matches"));
    }
    let outcome = if answer.rows.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    };
    output.answer(&answer, table)?;
    Ok(outcome)
}
