//! The verbs with which a user adds to the database or the catalogue.

use std::path::PathBuf;

use clap::Subcommand;

use super::Table;

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
