//! `standards`: which limits apply, and whether they are met.

use super::args::Standards;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, questions};
use crate::catalogue::standards;
use crate::model::{Grade, Limit, Observation, Period};
use crate::query::{self, Lang, Question, limit};

pub fn run(args: &Standards, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let (periods, indicators) = questions::words(&args.wanted);
    let question = questions::question(&args.select, &indicators, settings)?;
    let mut limits = standards::limits(&settings.catalogue()?)?;
    if let Some(name) = &args.grade {
        let grades = grades(name)?;
        limits.retain(|limit| grades.contains(&limit.grade));
    }
    let observations = observations(args, &periods, &limits, &question, settings)?;
    let answer = query::standards(&limits, &observations, &periods, &question);
    match observations.is_empty() {
        true => questions::print(&answer, output, &args.table),
        false => questions::print(
            &questions::corrected(answer, args.select.as_of, settings)?,
            output,
            &args.table,
        ),
    }
}

/// The values of the periods; none without a period or a database, for the limits hold all the same.
fn observations(
    args: &Standards,
    periods: &[Period],
    limits: &[Limit],
    question: &Question,
    settings: &Settings,
) -> Result<Vec<Observation>, Failure> {
    if periods.is_empty() || !settings.db.exists() {
        return Ok(Vec::new());
    }
    let mut selection = questions::selection(&args.select, question, periods);
    if selection.indicators.is_empty() {
        selection.indicators = limits.iter().map(|limit| limit.indicator.code.clone()).collect();
        selection.indicators.dedup();
    }
    Ok(settings.store()?.observations(&selection)?)
}

/// The grades that a user may mean: 二级, Ⅲ类, `III`, `grade 2`.
fn grades(text: &str) -> Result<Vec<Grade>, Failure> {
    let names = |grade: Grade| [limit::grade(grade, Lang::Zh), limit::grade(grade, Lang::En)];
    let is_meant = |grade: &Grade| names(*grade).iter().any(|name| name.eq_ignore_ascii_case(text));
    let found: Vec<Grade> = Grade::ALL.iter().copied().filter(is_meant).collect();
    match found.is_empty() {
        false => Ok(found),
        true => {
            let known: Vec<String> = Grade::ALL.iter().map(|grade| names(*grade).join(" = ")).collect();
            Err(Failure::new(format!("`{text}` is not a grade")).with_hint(format!("grades are {}", known.join(", "))))
        }
    }
}
