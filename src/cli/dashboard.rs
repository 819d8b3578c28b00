//! `dashboard`: everything on one page.

use std::collections::HashMap;
use std::path::PathBuf;

use super::args::Select;
use super::check;
use super::failure::Failure;
use super::figures::{report_lines, stored_line};
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, questions, whole};
use crate::catalogue::standards;
use crate::query::dashboard::{Book, dashboard};
use crate::query::{Question, ReportLine};
use crate::render;
use crate::store::Store;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The page 输出文件, for example page.html
    #[arg(short = 'o', long, value_name = "FILE.html")]
    pub output: PathBuf,
    #[command(flatten)]
    pub select: Select,
}

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let catalogue = settings.catalogue()?;
    let question = Question {
        lang: settings.lang,
        as_of: args.select.as_of,
        shares: questions::shares(catalogue.indicators()),
        reported_only: args.select.reported_only,
        ..Question::default()
    };
    let store = settings.store()?;
    let selection = questions::selection(&args.select, &question, &[]);
    let observations = questions::select(&selection, settings)?;
    let reports = report_lines(store)?;
    let shown: Vec<ReportLine> = reports
        .iter()
        .filter(|report| report.is_asked(&args.select.region, args.select.as_of))
        .cloned()
        .collect();
    let asked: Vec<i64> = shown.iter().map(|report| report.id).collect();
    let mut findings = Vec::new();
    if !asked.is_empty() {
        findings = check::found(store, &reports, &asked, &standards::limits(&catalogue)?, &question)?;
    }
    let indicators = store.indicators()?;
    let english = indicators
        .iter()
        .map(|each| (each.code.as_str(), each.name_en.as_str()))
        .collect();
    let books = shown
        .into_iter()
        .map(|report| book(report, store, &english))
        .collect::<Result<Vec<_>, _>>()?;
    let page = render::dashboard(&dashboard(&observations, &books, &findings, &question));
    whole::file(&args.output, &page)?;
    output.say(&format!(
        "{} {}",
        settings.pick("已写入", "wrote"),
        args.output.display()
    ));
    Ok(match books.is_empty() {
        true => Outcome::Incomplete,
        false => Outcome::Done,
    })
}

fn book(report: ReportLine, store: &Store, english: &HashMap<&str, &str>) -> Result<Book, Failure> {
    let rows = store.figures(report.id)?;
    let text = match rows.first() {
        Some(row) => store.figure(row.id)?.text,
        None => String::new(),
    };
    let named = rows.into_iter().map(|row| {
        let line = stored_line(row);
        let name = line.code.as_deref().and_then(|code| english.get(code));
        let name = name.map(|name| (*name).to_owned());
        (line, name)
    });
    Ok(Book {
        figures: named.collect(),
        report,
        text,
    })
}
