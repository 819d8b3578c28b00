//! `export`: the data for other programs.

mod forms;
mod gather;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueEnum;

use super::Outcome;
use super::args::Select;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use gather::Gathered;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// File or folder to write 输出的文件或文件夹
    pub target: PathBuf,
    /// Format; else the file's extension names it 格式
    #[arg(short = 'O', long, value_enum, value_name = "FORMAT")]
    pub format: Option<Form>,
    /// Only these indicators 指标
    #[arg(long, value_name = "INDICATOR")]
    pub indicator: Vec<String>,
    /// Only values within these periods 时期
    #[arg(long, value_name = "PERIOD")]
    pub period: Vec<String>,
    /// Only this region 地区
    #[arg(long, value_name = "NAME")]
    pub region: Vec<String>,
    /// Only this section, source or other part 细分
    #[arg(long, value_name = "NAME")]
    pub dimension: Vec<String>,
    /// What was published by then 截至某日
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
}

impl Args {
    /// Which observations are asked for.
    fn select(&self) -> Select {
        Select {
            region: self.region.clone(),
            as_of: self.as_of,
            dimensions: true,
            dimension: self.dimension.clone(),
            reported_only: true,
        }
    }

    /// Whether single observations are picked, and not whole reports.
    fn picks(&self) -> bool {
        !(self.indicator.is_empty() && self.period.is_empty() && self.dimension.is_empty())
    }
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Observations for spreadsheets
    Csv,
    /// A workbook: observations, a chart, the ledger, reports, what the columns mean
    Xlsx,
    /// Observations as one object
    Json,
    /// Reports with their ledgers, whole and exact: another database imports them
    Jsonl,
    /// Observations as a table of a document
    Md,
    /// Observations as a page
    Html,
    /// Observations as a message of SDMX-CSV 2.0
    SdmxCsv,
    /// A folder with tables and their description (Frictionless)
    Datapackage,
    /// A folder with a copy of the database and its description for Datasette
    Datasette,
    /// A folder of Parquet files by domain and year, which DuckDB, Spark and others read as one table
    Parquet,
}

impl Form {
    /// The format of files with this extension.
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "htm" => Some(Form::Html),
            "markdown" => Some(Form::Md),
            "ndjson" => Some(Form::Jsonl),
            other => [Form::Csv, Form::Xlsx, Form::Json, Form::Jsonl, Form::Md, Form::Html]
                .into_iter()
                .find(|form| form.to_possible_value().is_some_and(|value| value.get_name() == other)),
        }
    }
}

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let form = args.format.or_else(|| Form::of(&args.target)).ok_or_else(|| {
        Failure::new(format!("no format is known for `{}`", args.target.display())).with_hint(
            "name it with --format: csv, xlsx, json, jsonl, md, html, sdmx-csv, or for a folder datapackage, datasette or parquet",
        )
    })?;
    refuse_parts(form, args)?;
    let gathered = Gathered::from(args, settings)?;
    if gathered.is_empty(form) {
        output.say(settings.pick("没有可导出的数据", "there is nothing to export"));
        return Ok(Outcome::Incomplete);
    }
    forms::write(form, &args.target, &gathered, settings)?;
    output.say(&gathered.told_of(form, &args.target, settings));
    Ok(Outcome::Done)
}

/// A format that takes whole reports, or the whole file, does not leave out parts in silence.
fn refuse_parts(form: Form, args: &Args) -> Result<(), Failure> {
    let whole = match form {
        Form::Jsonl if args.picks() => "whole reports",
        Form::Datasette if args.picks() || !args.region.is_empty() || args.as_of.is_some() => "the whole database",
        _ => return Ok(()),
    };
    let format = form.to_possible_value();
    let name = format.as_ref().map_or("", |value| value.get_name());
    let left = match form {
        Form::Jsonl => "only --region and --as-of choose among them",
        _ => "leave the other options out",
    };
    Err(Failure::new(format!("{name} takes {whole}")).with_hint(left))
}
