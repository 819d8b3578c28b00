//! `bulletin`: the next quarter's bulletin, from what the database has.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::Select;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, chart, names, questions, whole};
use crate::bulletin::Bulletin;
use crate::catalogue::standards;
use crate::model::{Goal, Observation, Period};
use crate::query::bulletin::{Cited, Material, bulletin};
use crate::render::{self, Form, Template};
use crate::store::{FigureRow, Store};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The period it is on, for example 2024Q3 时期
    #[arg(required_unless_present = "template_default")]
    pub period: Option<String>,
    /// Only these indicators
    #[arg(value_name = "INDICATOR")]
    pub indicators: Vec<String>,
    #[command(flatten)]
    pub select: Select,
    /// The date of the bulletin; today unless it is given 日期
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
    /// A template of your own in place of the built-in one 自有模板
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Print the built-in template to begin yours with 打印内置模板
    #[arg(long, value_name = "FORMAT", value_parser = ["md", "html", "docx"])]
    pub template_default: Option<String>,
    /// A font file for the charts of a Word document 字体文件
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
    /// Format on standard output 格式: md, html
    #[arg(short = 'O', long, value_name = "FORMAT", value_parser = ["md", "html", "docx"])]
    pub format: Option<String>,
    /// Write FILE.md, FILE.html or FILE.docx 输出文件
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    if let Some(name) = &args.template_default {
        let form = Form::from_extension(name).unwrap_or(Form::Markdown);
        output.data(form.template().text);
        return Ok(Outcome::Done);
    }
    let form = form(args)?;
    let own = args.template.as_deref().map(read).transpose()?;
    let template = own
        .as_ref()
        .map_or(form.template(), |(name, text)| Template { name, text });
    let period = names::period(args.period.as_deref().unwrap_or_default())?;
    let bulletin = make(args, period, settings)?;
    if bulletin.parts.is_empty() {
        output.say(&format!(
            "jibao: {} {}",
            settings.pick("没有可写的数值：", "nothing is known of"),
            bulletin.period
        ));
        return Ok(Outcome::Incomplete);
    }
    let failed = |error: render::TemplateError| {
        Failure::new(error.to_string()).with_hint("`jibao bulletin --template-default` prints the built-in template")
    };
    match (&args.output, form) {
        (Some(path), Form::Docx) => {
            let pictures = pictures(&bulletin, args.font.as_deref(), settings, output);
            let document = render::bulletin_docx(&bulletin, template, &pictures).map_err(failed)?;
            whole::file(path, &document)?;
        }
        (Some(path), _) => whole::file(path, &render::bulletin(&bulletin, form, template).map_err(failed)?)?,
        (None, _) => output.data(&render::bulletin(&bulletin, form, template).map_err(failed)?),
    }
    Ok(Outcome::Done)
}

/// The charts; where they cannot be drawn the document goes without them, and that is said.
fn pictures(bulletin: &Bulletin, font: Option<&Path>, settings: &Settings, output: &mut Output) -> Vec<Vec<u8>> {
    let draw = || {
        let fonts = chart::fonts(font)?;
        let pictures = bulletin
            .figures()
            .map(|figure| fonts.png(&figure.chart).map_err(chart::no_png));
        pictures.collect::<Result<Vec<_>, Failure>>()
    };
    draw().unwrap_or_else(|failure| {
        let without = settings.pick("文档中没有图：", "the document has no charts:");
        output.say(&format!("jibao: {without} {}", failure.message));
        failure
            .hint
            .iter()
            .for_each(|hint| output.say(&format!("hint: {hint}")));
        Vec::new()
    })
}

/// By name, else by the extension of the file; Markdown on standard output.
fn form(args: &Args) -> Result<Form, Failure> {
    let named = args.format.as_deref().and_then(Form::from_extension);
    let Some(path) = &args.output else {
        return match named.unwrap_or(Form::Markdown) {
            Form::Docx => Err(Failure::new("a Word document is no text").with_hint("name a file: -o bulletin.docx")),
            form => Ok(form),
        };
    };
    let extension = path.extension().and_then(|extension| extension.to_str());
    named.or(extension.and_then(Form::from_extension)).ok_or_else(|| {
        Failure::new(format!("no format is known for `{}`", path.display()))
            .with_hint("a bulletin is FILE.md, FILE.html or FILE.docx")
    })
}

fn read(path: &Path) -> Result<(String, String), Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("cannot read `{name}`: {error}"))
            .with_hint("`jibao bulletin --template-default md` prints a template to begin with")
    })?;
    Ok((name, text))
}

fn make(args: &Args, period: Period, settings: &Settings) -> Result<Bulletin, Failure> {
    let catalogue = settings.catalogue()?;
    let question = questions::question(&args.select, &args.indicators, settings)?;
    let mut selection = questions::selection(&args.select, &question, &[]);
    selection.dimensions = true;
    let observations = questions::select(&selection, settings)?;
    let store = settings.store()?;
    let goals: Vec<Goal> = store.goals(args.select.as_of)?;
    let material = Material {
        observations: &observations,
        goals: &goals,
        limits: &standards::limits(&catalogue)?,
        date: args.date.unwrap_or(settings.now().date_naive()),
        figures: &figures(store, &observations, &goals)?,
    };
    Ok(bulletin(material, period, &question))
}

/// The figures behind the values and the targets.
fn figures(store: &Store, observations: &[Observation], goals: &[Goal]) -> Result<HashMap<i64, Cited>, Failure> {
    let reports = store.reports()?;
    let asked: BTreeSet<i64> = observations.iter().map(|each| each.report).collect();
    let mut figures = HashMap::new();
    let mut keep = |row: FigureRow| {
        let report = reports.iter().find(|report| report.id == row.report);
        let cited = Cited {
            report: row.report,
            seq: row.seq,
            title: report.map_or(String::new(), |report| {
                report.title.clone().unwrap_or(report.source.clone())
            }),
            published: report.and_then(|report| report.published_on).map(|day| day.to_string()),
            as_written: row.figure.as_written.clone(),
            sentence: row.figure.sentence.to_string(),
        };
        figures.insert(row.id, cited);
    };
    for report in asked {
        store.figures(report)?.into_iter().for_each(&mut keep);
    }
    let stated = goals.iter().filter_map(|goal| goal.figure);
    for figure in stated {
        keep(store.figure(figure)?.row);
    }
    Ok(figures)
}
