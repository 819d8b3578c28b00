//! `chart`: the same values as a picture.

use std::path::{Path, PathBuf};

use super::args::Select;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, names, questions, whole};
use crate::catalogue::standards;
use crate::chart::Chart;
use crate::model::Period;
use crate::query::chart::{Frame, chart, ranking};
use crate::render::{self, Fonts, PngError};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Indicators by code, name or alias; those of one unit share a picture
    #[arg(required = true, value_name = "INDICATOR")]
    pub indicators: Vec<String>,
    /// First period shown, for example 2023Q1 起
    #[arg(long, value_name = "PERIOD")]
    pub from: Option<String>,
    /// Last period shown 止
    #[arg(long, value_name = "PERIOD")]
    pub to: Option<String>,
    /// Values since 1 January instead of single quarters 年初累计
    #[arg(long)]
    pub cumulative: bool,
    /// One line for each year, over the four quarters 各年同期对比
    #[arg(long)]
    pub by_year: bool,
    /// Bars of all regions, or of all sections of one, in this period 排名图
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["from", "to", "cumulative", "by_year"])]
    pub rank: Option<String>,
    #[command(flatten)]
    pub select: Select,
    /// Write FILE.svg or FILE.png; without it the picture is drawn with characters 输出到 SVG 或 PNG 文件
    #[arg(short = 'o', long, value_name = "FILE.svg")]
    pub output: Option<PathBuf>,
    /// A font file for a PNG 字体文件
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
}

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let form = args.output.as_deref().map(form).transpose()?;
    let chart = match picture(args, settings)? {
        Ok(chart) => chart,
        Err(why) => {
            output.say(&format!("jibao: {why}"));
            return Ok(Outcome::Incomplete);
        }
    };
    match args.output.as_deref().zip(form) {
        Some((path, Form::Svg)) => whole::file(path, render::svg(&chart))?,
        Some((path, Form::Png)) => {
            let png = fonts(args.font.as_deref()).and_then(|fonts| fonts.png(&chart).map_err(no_png))?;
            whole::file(path, &png)?;
        }
        None => output.data(&render::plot(&chart, settings.render.width)),
    }
    Ok(Outcome::Done)
}

fn form(path: &Path) -> Result<Form, Failure> {
    let is = |form: &str| {
        path.extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case(form))
    };
    match (is("svg"), is("png")) {
        (true, _) => Ok(Form::Svg),
        (_, true) => Ok(Form::Png),
        _ => Err(Failure::new(format!("`{}` is neither SVG nor PNG", path.display()))
            .with_hint("name a file that ends in .svg or .png; browsers, Word and WPS show both")),
    }
}

/// The font of this file before those of the machine.
pub fn fonts(own: Option<&Path>) -> Result<Fonts, Failure> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| Failure::new(format!("cannot read `{}`: {error}", path.display())))
    };
    Fonts::new(own.map(read).transpose()?).map_err(no_png)
}

/// What to do where there is no picture.
pub fn no_png(error: PngError) -> Failure {
    let hint = match &error {
        PngError::NotBuilt => "build it with `--features png`, or write an SVG",
        PngError::NoFont => "name a .ttf, .otf or .ttc file",
        PngError::NoShape(_) => "install fonts-noto-cjk, name a font with --font, or write an SVG",
        PngError::NotDrawn(_) => "write an SVG",
    };
    Failure::new(error.to_string()).with_hint(hint)
}

fn picture(args: &Args, settings: &Settings) -> Result<Result<Chart, String>, Failure> {
    let mut question = questions::question(&args.select, &args.indicators[..1], settings)?;
    // A name that two indicators share means the first of them.
    question.indicators.truncate(1);
    for name in &args.indicators[1..] {
        let named = questions::question(&args.select, std::slice::from_ref(name), settings)?;
        question.indicators.extend(named.indicators.into_iter().take(1));
    }
    let mut selection = questions::selection(&args.select, &question, &[]);
    let store = settings.store()?;
    if let Some(period) = &args.rank {
        selection.dimensions = true;
        let observations = store.observations(&selection)?;
        return Ok(ranking(&observations, names::period(period)?, &question));
    }
    let observations = store.observations(&selection)?;
    let goals = store.goals(args.select.as_of)?;
    let limits = standards::limits(&settings.catalogue()?)?;
    let frame = Frame {
        span: span(args, &observations.iter().map(|each| each.period).collect::<Vec<_>>())?,
        cumulative: args.cumulative,
        by_year: args.by_year,
        goals: &goals,
        limits: &limits,
    };
    Ok(chart(&observations, frame, &question))
}

/// From `--from` to `--to`; what is left out is as far as anything is known.
fn span(args: &Args, known: &[Period]) -> Result<Option<Period>, Failure> {
    let named = |text: &Option<String>| text.as_deref().map(names::period).transpose();
    let (from, to) = (named(&args.from)?, named(&args.to)?);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let first = from
        .map(Period::start)
        .or(known.iter().map(|period| period.start()).min());
    let last = to.map(Period::end).or(known.iter().map(|period| period.end()).max());
    match first.zip(last) {
        Some((first, last)) => Period::new(first, last).map(Some).ok_or_else(|| {
            Failure::new(format!("{first} is after {last}")).with_hint("give --from the earlier period")
        }),
        None => Ok(None),
    }
}
