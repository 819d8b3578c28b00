//! `targets`: what is to be reached, and whether it is.

use super::args::{SetTarget, TargetAction, Targets};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names, own, questions};
use crate::model::{Direction, Goal, Value};
use crate::query;
use crate::store::{Mode, Store};

pub fn run(args: &Targets, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    match &args.action {
        Some(TargetAction::Set(set)) => self::set(set, settings, output),
        Some(TargetAction::Unset { row }) => unset(*row, settings, output),
        None => list(args, settings, output),
    }
}

fn list(args: &Targets, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let periods = args
        .period
        .iter()
        .map(|text| names::period(text))
        .collect::<Result<Vec<_>, _>>()?;
    let question = questions::question(&args.select, &args.indicators, settings)?;
    let store = settings.store()?;
    let goals: Vec<Goal> = store
        .goals(args.select.as_of)?
        .into_iter()
        .filter(|goal| args.select.region.is_empty() || args.select.region.contains(&goal.region))
        .filter(|goal| {
            let named = |dimension: &String| args.select.dimension.contains(dimension);
            args.select.dimension.is_empty() || goal.dimension.as_ref().is_some_and(named)
        })
        .collect();
    let mut selection = questions::selection(&args.select, &question, &[]);
    selection.indicators = goals.iter().map(|goal| goal.indicator.code.clone()).collect();
    selection.dimensions = true;
    let observations = match goals.is_empty() {
        true => Vec::new(),
        false => store.observations(&selection)?,
    };
    questions::print(
        &query::targets(&goals, &observations, &periods, &question),
        output,
        &args.table,
    )
}

fn set(args: &SetTarget, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let catalogue = settings.catalogue()?;
    let indicator = names::indicator(&catalogue, &args.indicator)?.swap_remove(0);
    let period = names::period(&args.period)?;
    let direction = direction(&args.direction)?;
    let value: Value = args.value.parse().map_err(|_| {
        Failure::new(format!("`{}` is not a value", args.value))
            .with_hint(format!("write a number in {}, without the unit", indicator.unit))
    })?;
    drop(Store::open(&settings.db, Mode::Look)?);
    let mut store = Store::open(&settings.db, Mode::Write)?;
    own::sync(&mut store, &catalogue)?;
    let regions = store.regions()?;
    let region = match (&args.region, &regions[..]) {
        (Some(region), known) if known.contains(region) => region.clone(),
        (None, [only]) => only.clone(),
        (region, known) => {
            let named = region.as_deref().unwrap_or("");
            return Err(
                Failure::new(format!("`{named}` is not a region of this database")).with_hint(format!(
                    "name one with --region: {}",
                    known[..known.len().min(5)].join(", ")
                )),
            );
        }
    };
    let row = store.set_goal(&Goal {
        unit: indicator.unit.clone(),
        indicator,
        region,
        period,
        dimension: args.dimension.clone(),
        direction: Some(direction),
        value,
        source: args.source.clone().unwrap_or_default(),
        figure: None,
        row: None,
    })?;
    store.finish()?;
    output.say(&format!("{} {row}", settings.pick("已设定目标", "target set:")));
    Ok(Outcome::Done)
}

fn direction(text: &str) -> Result<Direction, Failure> {
    match text {
        "<=" | "≤" | "at-most" | "不高于" | "不超过" => Ok(Direction::AtMost),
        ">=" | "≥" | "at-least" | "不低于" | "不少于" => Ok(Direction::AtLeast),
        other => Err(Failure::new(format!("`{other}` is no direction"))
            .with_hint("write '<=' or at-most or 不高于, '>=' or at-least or 不低于")),
    }
}

fn unset(row: i64, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut store = Store::open(&settings.db, Mode::Write)?;
    if !store.drop_goal(row)? {
        return Err(Failure::new(format!("there is no target {row} that was set by hand"))
            .with_hint("`jibao targets` prints their numbers; what a report states cannot be unset"));
    }
    store.finish()?;
    output.say(&format!("{} {row}", settings.pick("已取消目标", "target unset:")));
    Ok(Outcome::Done)
}
