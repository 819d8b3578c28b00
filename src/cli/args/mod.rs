//! What was typed.

mod own;
mod questions;
mod reports;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

pub use own::{Catalogue, CatalogueAction, CatalogueAdd, Correct, CorrectAction};
pub use questions::{
    Ask, Change, Check, Compare, History, Rank, Series, SetTarget, Show, Sql, Standards, TargetAction, Targets,
};
pub use reports::{Diff, Explain, Extract, Figures, HintArgs, Import, Review, Search};

/// Indicator store for the quarterly reports of China's ecology-and-environment bureaus.
///
/// 季报：把生态环境部门的季度报告读成一个 SQLite 指标库，每个数字都能回到原句。
#[derive(Debug, Parser)]
#[command(name = "jibao", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Args {
    /// The database 数据库文件
    #[arg(
        long,
        global = true,
        env = "JIBAO_DB",
        default_value = "jibao.db",
        value_name = "FILE"
    )]
    pub db: PathBuf,
    /// Language of tables and messages 语言: zh or en
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub lang: Option<String>,
    /// A catalogue file of your own beside the built-in ones; import remembers it 自有指标目录
    #[arg(long = "catalogue", global = true, value_name = "FILE")]
    pub catalogues: Vec<PathBuf>,
    #[command(subcommand)]
    pub verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read reports and store every figure 导入报告
    #[command(visible_alias = "导入")]
    Import(Import),
    /// Print the ledger of a text without a database 提取，不入库
    #[command(visible_alias = "提取")]
    Extract(Extract),
    /// List the reports 报告列表
    #[command(visible_alias = "报告")]
    Reports(Table),
    /// List every figure of a report 报告的全部数字
    #[command(visible_alias = "数字")]
    Figures(Figures),
    /// Show values 查看指标数据
    #[command(visible_alias = "查看")]
    Show(Show),
    /// One indicator, quarter by quarter 指标序列
    #[command(visible_alias = "序列")]
    Series(Series),
    /// The same as a picture: in the terminal, or an SVG file 图
    #[command(visible_alias = "图")]
    Chart(crate::cli::chart::Args),
    /// Everything on one page that opens in any browser, offline 看板
    #[command(visible_alias = "看板")]
    Dashboard(crate::cli::dashboard::Args),
    /// The next bulletin: Markdown, a page, or a Word document 简报
    #[command(visible_alias = "简报")]
    Bulletin(crate::cli::bulletin::Args),
    /// Change on the period before 环比
    #[command(visible_alias = "环比")]
    Qoq(Change),
    /// Change on the same period last year 同比
    #[command(visible_alias = "同比")]
    Yoy(Change),
    /// Change between two periods 比较两个时期
    #[command(visible_alias = "比较")]
    Compare(Compare),
    /// Put a figure right by hand 订正
    #[command(visible_alias = "订正")]
    Correct(Correct),
    /// What is to be reached, and whether it is 目标
    #[command(visible_alias = "目标")]
    Targets(Targets),
    /// The limits of standards, and whether they are met 标准
    #[command(visible_alias = "标准")]
    Standards(Standards),
    /// What one report says and another does not 两份报告的差别
    #[command(visible_alias = "差别")]
    Diff(Diff),
    /// What was said of a value, report after report 历次数值
    #[command(visible_alias = "历次")]
    History(History),
    /// Sentences with these words, and the figures in them 查找原句
    #[command(visible_alias = "查找")]
    Search(Search),
    /// Who ranks where in a period 排名
    #[command(visible_alias = "排名")]
    Rank(Rank),
    /// What contradicts itself, each other or the arithmetic 核查
    #[command(visible_alias = "核查")]
    Check(Check),
    /// Ask in a sentence, in Chinese or English 用一句话提问
    #[command(visible_alias = "问")]
    Ask(Ask),
    /// Where a number stands: rules, sentence, document 数字出处
    #[command(visible_alias = "解释")]
    Explain(Explain),
    /// Decide what the rules left open: assign an indicator, or mark as noise 人工判定
    #[command(visible_alias = "判定")]
    Review(Review),
    /// The data for other programs 导出
    #[command(visible_alias = "导出")]
    Export(crate::cli::export::Args),
    /// Ask in SQL; only reading 用 SQL 查询（只读）
    #[command(visible_alias = "查询")]
    Sql(Sql),
    /// The indicators that are recognised 指标目录
    #[command(visible_alias = "目录")]
    Catalogue(Catalogue),
    /// Read a binary file in a process of its own
    #[command(name = "__read", hide = true)]
    Read {
        /// The file's name
        #[arg(allow_hyphen_values = true)]
        name: Option<String>,
    },
    /// Whether program and database are as they should be 体检
    #[command(visible_alias = "体检")]
    Doctor(crate::cli::doctor::Args),
    /// Print a completion script for a shell 命令补全
    #[command(visible_alias = "补全")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Where a table goes and in which format.
#[derive(Debug, clap::Args, Default, Clone)]
pub struct Table {
    /// Format 格式: table, csv, json, jsonl, md, html, xlsx
    #[arg(short = 'O', long, value_name = "FORMAT", value_parser = ["table", "csv", "json", "jsonl", "md", "html", "xlsx"])]
    pub format: Option<String>,
    /// Write to a file; its extension names the format 输出到文件
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Table {
    /// Whether it goes out as JSON lines to standard output, where it can be written piece by piece.
    pub fn is_lines(&self) -> bool {
        self.output.is_none() && self.format.as_deref() == Some("jsonl")
    }
}

/// Which observations.
#[derive(Debug, clap::Args, Default, Clone)]
pub struct Select {
    /// Only this region 地区
    #[arg(long, value_name = "NAME")]
    pub region: Vec<String>,
    /// Answer from what was published by then 截至某日
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Include values of sections, sources and other parts 含细分
    #[arg(long)]
    pub dimensions: bool,
    /// Only this section, source or other part 细分
    #[arg(long, value_name = "NAME")]
    pub dimension: Vec<String>,
    /// Derive nothing: only what reports state 只用报告值
    #[arg(long)]
    pub reported_only: bool,
}
