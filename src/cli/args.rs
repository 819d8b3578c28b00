//! What was typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

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
    Chart(super::chart::Args),
    /// Everything on one page that opens in any browser, offline 看板
    #[command(visible_alias = "看板")]
    Dashboard(super::dashboard::Args),
    /// The next bulletin: Markdown, a page, or a Word document 简报
    #[command(visible_alias = "简报")]
    Bulletin(super::bulletin::Args),
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
    Export(super::export::Args),
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
    Doctor(super::doctor::Args),
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

#[derive(Debug, clap::Args)]
pub struct Show {
    /// Indicators and periods, in any order: PM2.5 2024Q1
    #[arg(value_name = "INDICATOR|PERIOD")]
    pub wanted: Vec<String>,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Series {
    /// Indicator by code, name or alias
    pub indicator: String,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Change {
    /// Period, for example 2024Q2 or 2024年二季度
    pub period: String,
    /// Only these indicators
    #[arg(value_name = "INDICATOR")]
    pub indicators: Vec<String>,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Compare {
    /// The later period
    pub period: String,
    /// The period to compare with
    pub base: String,
    /// Only these indicators
    #[arg(value_name = "INDICATOR")]
    pub indicators: Vec<String>,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub table: Table,
}

/// What is wrong with a figure.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum CorrectAction {
    /// Its value: the right one follows 改值
    #[value(alias = "改值")]
    Override,
    /// It is no value of its indicator 剔除
    #[value(alias = "剔除")]
    Drop,
    /// Nothing: it was looked at 核实
    #[value(alias = "核实")]
    Confirm,
}

#[derive(Debug, clap::Args)]
pub struct Correct {
    /// Number of the figure, or REPORT:SEQ
    pub figure: Option<String>,
    /// What is to be done
    #[arg(value_enum)]
    pub action: Option<CorrectAction>,
    /// The right value, in the indicator's unit
    pub value: Option<String>,
    /// Why 理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// By whom; else the user of this machine 订正人
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Only if the report says this value 原值
    #[arg(long, value_name = "VALUE")]
    pub expect: Option<String>,
    /// List the corrections 列出
    #[arg(long)]
    pub list: bool,
    /// Take a correction back 撤销
    #[arg(long, value_name = "ID")]
    pub undo: Option<i64>,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Targets {
    #[command(subcommand)]
    pub action: Option<TargetAction>,
    /// Only targets of this period
    pub period: Option<String>,
    /// Only these indicators
    #[arg(value_name = "INDICATOR")]
    pub indicators: Vec<String>,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, Subcommand)]
pub enum TargetAction {
    /// Set a target by hand 设定
    Set(SetTarget),
    /// Drop one that was set by hand 取消
    Unset {
        /// Its number
        row: i64,
    },
}

#[derive(Debug, clap::Args)]
pub struct SetTarget {
    /// Indicator by code, name or alias
    pub indicator: String,
    /// Period, for example 2024
    pub period: String,
    /// '<=' or at-most, '>=' or at-least 不高于、不低于
    pub direction: String,
    /// Value in the indicator's unit; a class as I, II, III, IV, V
    pub value: String,
    /// Region 地区
    #[arg(long, value_name = "NAME")]
    pub region: Option<String>,
    /// Section or other part 细分
    #[arg(long, value_name = "NAME")]
    pub dimension: Option<String>,
    /// Where it was set, for example the number of a document 来源
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Standards {
    /// Indicators and periods, in any order: PM2.5 2026Q1; without a period the limits of all times
    #[arg(value_name = "INDICATOR|PERIOD")]
    pub wanted: Vec<String>,
    /// Only limits of this grade or class, for example 二级 or III 级别
    #[arg(long, value_name = "GRADE")]
    pub grade: Option<String>,
    #[command(flatten)]
    pub select: Select,
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

#[derive(Debug, clap::Args)]
pub struct History {
    /// Indicator by code, name or alias
    pub indicator: String,
    /// Only these periods 时期
    #[arg(long, value_name = "PERIOD")]
    pub period: Vec<String>,
    #[command(flatten)]
    pub select: Select,
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
pub struct Rank {
    /// Indicator by code, name or alias
    pub indicator: String,
    /// Period, for example 2024Q2
    pub period: String,
    /// Rank the change instead of the value: yoy or qoq 按变化排名
    #[arg(long, value_name = "BASE", value_parser = ["yoy", "qoq"])]
    pub change: Option<String>,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Reports by number, part of the title or period; all, if none is named
    #[arg(value_name = "REPORT")]
    pub reports: Vec<String>,
    /// Check what was published by then 截至某日
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Accept a finding, so that it is not shown again 认可
    #[arg(long, value_name = "ID", requires = "reason")]
    pub accept: Option<String>,
    /// Why it is accepted 理由
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// By whom; else the user of this machine 认可人
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// List what was accepted 已认可的
    #[arg(long)]
    pub accepted: bool,
    /// Take an acceptance back 撤回认可
    #[arg(long, value_name = "ID")]
    pub withdraw: Option<String>,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Ask {
    /// The question 问题, for example 2024年二季度PM2.5环比变化多少
    #[arg(required = true, value_name = "QUESTION")]
    pub question: Vec<String>,
    /// Answer from what was published by then 截至某日
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Derive nothing: only what reports state 只用报告值
    #[arg(long)]
    pub reported_only: bool,
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
pub struct Sql {
    /// One statement that reads
    pub statement: String,
    #[command(flatten)]
    pub table: Table,
}

#[derive(Debug, clap::Args)]
pub struct Catalogue {
    #[command(subcommand)]
    pub action: CatalogueAction,
}

#[derive(Debug, Subcommand)]
pub enum CatalogueAction {
    /// List the indicators
    List {
        /// Only names and codes with this text
        filter: Option<String>,
        #[command(flatten)]
        table: Table,
    },
    /// Check catalogue files: syntax, duplicates, units, and that every example is read as it says
    Check {
        /// Files of your own beside the built-in ones
        files: Vec<PathBuf>,
    },
    /// Write a new indicator into a file of your own; what is missing is asked for 新增指标
    #[command(visible_alias = "新增")]
    Add(Box<CatalogueAdd>),
    /// Take a file that import remembered out of the database again
    Forget {
        /// Its name, as `catalogue list` shows it
        name: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct CatalogueAdd {
    /// Code, for example own.trees.planted 代码
    #[arg(long)]
    pub code: Option<String>,
    /// Chinese name 名称
    #[arg(long)]
    pub name: Option<String>,
    /// English name; made from the code without it 英文名称
    #[arg(long)]
    pub name_en: Option<String>,
    /// Other names under which reports write it; the name without it 别名
    #[arg(long, value_name = "TEXT")]
    pub alias: Vec<String>,
    /// Domain, for example air; the first word of the code without it 领域
    #[arg(long)]
    pub domain: Option<String>,
    /// Unit, by its code or as written 单位
    #[arg(long)]
    pub unit: Option<String>,
    /// Measure words of a count; those of the example without it 量词
    #[arg(long, value_name = "WORD")]
    pub counter: Vec<String>,
    /// sum, mean, percentile, ratio, snapshot or class 累计方式
    #[arg(long, value_name = "HOW")]
    pub aggregation: Option<String>,
    /// Which direction is better: lower, higher or none 好的方向
    #[arg(long, value_name = "DIRECTION")]
    pub better: Option<String>,
    /// How its change is expressed: percent, points, difference or class 变化的表示
    #[arg(long, value_name = "STYLE")]
    pub change: Option<String>,
    /// A sentence from which it is read 例句
    #[arg(long, value_name = "TEXT")]
    pub example: Option<String>,
    /// The value in that sentence; without it what is read 例句的数值
    #[arg(long, allow_hyphen_values = true)]
    pub value: Option<String>,
    /// A sentence with a number from which it is not read 反例
    #[arg(long, value_name = "TEXT")]
    pub counter_example: Option<String>,
    /// The file 写入文件
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}
