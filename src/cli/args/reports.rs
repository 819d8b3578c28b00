//! The verbs that take reports, or say what stands in one.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::Table;

/// What a user says about a report.
#[derive(Debug, clap::Args, Default, Clone)]
pub struct HintArgs {
    /// Day of publication 发布日期
    #[arg(long, value_name = "DATE")]
    pub published: Option<NaiveDate>,
    /// Reporting region 报告地区
    #[arg(long, value_name = "NAME")]
    pub region: Option<String>,
    /// Reporting period 报告期, for example 2024Q1
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Title 标题
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Import {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub paths: Vec<PathBuf>,
    /// Show what would be stored, store nothing 只看不存
    #[arg(long)]
    pub dry_run: bool,
    /// Read reports again that are stored already, with the rules and the catalogue of now 重读已入库的报告
    #[arg(long)]
    pub again: bool,
    /// Files that are read at the same time, as a rule one for each core 同时读取的文件数
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroU8>,
    #[command(flatten)]
    pub hints: HintArgs,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Extract {
    /// A file, or - for standard input
    #[arg(value_name = "FILE|-")]
    pub path: PathBuf,
    /// Take each line as a text of its own 每行一篇
    #[arg(long)]
    pub lines: bool,
    /// Print every quantity (number, unit, place) and not what it is of 只列数量
    #[arg(long)]
    pub quantities: bool,
    #[command(flatten)]
    pub hints: HintArgs,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Figures {
    /// Number of the report, part of its title, or its period
    pub report: String,
    /// Only these kinds, for example --kind other
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Number of the figure, or REPORT:SEQ
    pub figure: String,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Review {
    /// Only this report: its number, part of its title, or its period
    pub report: Option<String>,
    /// Print the figures that wait for a decision 列出待判定的数字
    #[arg(long, conflicts_with_all = ["apply", "reopen"])]
    pub list: bool,
    /// Print what was decided 列出已判定的数字
    #[arg(long, conflicts_with_all = ["apply", "reopen"])]
    pub decided: bool,
    /// Take decisions from a file of JSON lines, or - for standard input 按文件判定
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["report", "reopen"])]
    pub apply: Option<PathBuf>,
    /// Take back what was decided about a figure 撤回判定
    #[arg(long, value_name = "FIGURE", conflicts_with = "report")]
    pub reopen: Option<String>,
    /// Who decides; $USER without it 判定人
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why, for --reopen 理由
    #[arg(long, value_name = "TEXT", requires = "reopen")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Search {
    /// Words that the sentence must hold, all of them
    #[arg(required = true, value_name = "TEXT")]
    pub words: Vec<String>,
    /// Only in this report 报告
    #[arg(long, value_name = "REPORT")]
    pub report: Option<String>,
    /// At most so many sentences 最多句数
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The earlier report: its number, part of its title, or its period
    pub first: String,
    /// The later report
    pub second: String,
    #[command(flatten)]
    pub table: Table,
}
