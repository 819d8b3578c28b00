//! One number of a report: a row of the ledger.

use std::borrow::Cow;
use std::sync::Arc;

use super::indicator::coded_enum;
use super::location::Location;
use super::period::Period;
use super::quantity::Value;

coded_enum! {
    /// What a number of a report is.
    Kind {
        /// The value of an indicator.
        Actual = "actual",
        /// A stated movement: 同比, 环比, 较….
        Change = "change",
        /// A place in a ranking.
        Rank = "rank",
        /// A target to be reached: 目标, 任务, 考核, 力争.
        Target = "target",
        /// A plan or forecast: 计划, 预计.
        Plan = "plan",
        /// A limit set by a standard or a requirement.
        Limit = "limit",
        /// A quantity of a thing that the catalogue does not name, or whose reading is not certain.
        Other = "other",
        /// Digits hidden or lost: kept as masked, never a number.
        Masked = "masked",
        /// A date, a numbering, a name with a number in it.
        Noise = "noise",
    }
}

coded_enum! {
    /// How exact the report says the number is.
    Approx {
        /// 约, 近, 左右.
        About = "about",
        /// 余, 多, 超过, 以上, 不低于.
        Over = "over",
        /// 以下, 以内, 不高于.
        Under = "under",
    }
}

coded_enum! {
    /// From which end a rank counts.
    RankOrder {
        /// 1 is the best.
        Best = "best",
        /// 1 is the worst: 倒数, 垫底.
        Worst = "worst",
        /// The text does not tell.
        Unknown = "unknown",
    }
}

/// What a stated change is measured against.
///
/// `Display` is the database's `compared_to`: `yoy`, `qoq`, `mom`, `target`, or `vs:START/END`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// 同比, 较去年同期: the same period a year earlier.
    Yoy,
    /// 环比 of a quarterly report, 较上季度: the quarter before.
    Qoq,
    /// 环比 of a monthly report, 较上月: the month before.
    Mom,
    /// A named period: 较2019年同期, 较上年末.
    Versus(Period),
    /// The target: 好于年度目标.
    Target,
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Comparison::Yoy => f.pad("yoy"),
            Comparison::Qoq => f.pad("qoq"),
            Comparison::Mom => f.pad("mom"),
            Comparison::Target => f.pad("vs:target"),
            Comparison::Versus(period) => write!(f, "vs:{}/{}", period.start(), period.end()),
        }
    }
}

impl std::str::FromStr for Comparison {
    type Err = ();

    /// The inverse of `Display`.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "yoy" => Ok(Comparison::Yoy),
            "qoq" => Ok(Comparison::Qoq),
            "mom" => Ok(Comparison::Mom),
            "vs:target" => Ok(Comparison::Target),
            _ => {
                let (start, end) = text
                    .strip_prefix("vs:")
                    .and_then(|days| days.split_once('/'))
                    .ok_or(())?;
                let day = |text: &str| text.parse().map_err(|_| ());
                Period::new(day(start)?, day(end)?).map(Comparison::Versus).ok_or(())
            }
        }
    }
}

/// One number of a report, with all that the report says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What the number is.
    pub kind: Kind,
    /// Code of the indicator; `None` where the catalogue has none or the reading is not certain.
    pub indicator: Option<Arc<str>>,
    /// What the text calls the thing; set where the catalogue has no indicator for it.
    pub subject: Option<String>,
    /// The value, in `unit`; `None` for masked figures and noise without a value.
    pub value: Option<Value>,
    /// Unit code: the catalogue's unit where there is an indicator; `%` or `pp` for relative changes, `rank` for ranks; as written otherwise.
    pub unit: String,
    /// The number with its unit as the report writes it.
    pub as_written: String,
    /// The figure's own period; `None` when it is masked or cannot be known.
    pub period: Option<Period>,
    /// The place as the text names it; `None` is the reporting region.
    pub region: Option<String>,
    /// Section, sub-group, pollutant, measure: what narrows the indicator.
    pub dimension: Option<String>,
    /// 口径: 扣沙, 实况, 国控….
    pub treatment: Option<String>,
    /// For a change: against what.
    pub compared_to: Option<Comparison>,
    /// For a rank: among whom.
    pub rank_of: Option<String>,
    /// For a rank: from which end.
    pub rank_order: Option<RankOrder>,
    /// How exact the report says it is.
    pub approx: Option<Approx>,
    /// The headings above it, outermost first, joined by ` › `.
    pub section: Option<Arc<str>>,
    /// The sentence it stands in, as written.
    pub sentence: Arc<str>,
    /// First character of `as_written` in the report's text (characters, not bytes).
    pub char_start: usize,
    /// One past its last character.
    pub char_end: usize,
    /// Page, and paragraph or cell.
    pub location: Location,
    /// The rules that made it, outermost last, joined by ` > `.
    pub rule: Cow<'static, str>,
    /// What a reader should know: both readings of an ambiguous number, why a period is unknown.
    pub note: Option<String>,
}
