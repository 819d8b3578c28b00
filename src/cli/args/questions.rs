//! The verbs that ask the database.

use chrono::NaiveDate;
use clap::Subcommand;

use super::{Select, Table};

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
pub struct History {
    /// Indicator by code, name or alias
    pub indicator: String,
    /// Only these periods 时期
    #[arg(value_name = "PERIOD")]
    pub periods: Vec<String>,
    /// The same as behind the indicator 同上
    #[arg(long = "period", value_name = "PERIOD")]
    pub more_periods: Vec<String>,
    #[command(flatten)]
    pub select: Select,
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
pub struct Sql {
    /// One statement that reads
    pub statement: String,
    #[command(flatten)]
    pub table: Table,
}
