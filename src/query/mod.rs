//! The query module: observations → [`Answer`](crate::answer::Answer). Pure: it never sees SQLite or a terminal.
//!
//! | module | answers |
//! |---|---|
//! | [`show`] | which values are there |
//! | [`series`] | one indicator over time |
//! | [`compare`] | how did it change: on last quarter (环比), on last year (同比), between two periods |
//! | [`ledger`] | reports, figures of a report, where a number stands |
//! | [`change`] | the change between two values, in the indicator's own style |
//! | [`derive`] | the value of a period: reported, or the difference of cumulative ones |

pub mod change;
pub mod compare;
pub mod derive;
pub mod ledger;
pub mod series;
pub mod show;

use crate::answer::Column;
use crate::model::{Indicator, Observation};

/// Language of headings, notes and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

impl Lang {
    /// The one of two texts that is in this language.
    pub fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A column.
    pub fn column(self, key: &'static str, zh: &str, en: &str) -> Column {
        Column::new(key, self.pick(zh, en))
    }

    /// An indicator's name.
    pub fn name(self, indicator: &Indicator) -> &str {
        self.pick(&indicator.name, &indicator.name_en)
    }

    /// A unit as a reader expects it.
    pub fn unit(self, code: &str) -> String {
        let (zh, en) = match code {
            "ug/m3" => ("μg/m³", "μg/m³"),
            "mg/m3" => ("mg/m³", "mg/m³"),
            "day" => ("天", "days"),
            "count" => ("个/件", "count"),
            "person" => ("人", "persons"),
            "person-time" => ("人次", "person-times"),
            "yuan" => ("元", "yuan"),
            "ha" => ("公顷", "ha"),
            "t" => ("吨", "t"),
            "class" => ("类别", "class"),
            "t/(km2.month)" => ("吨/(平方公里·月)", "t/(km²·month)"),
            "1" => ("—", "—"),
            other => return other.to_owned(),
        };
        self.pick(zh, en).to_owned()
    }
}

/// One line of a table: an indicator of a region, and of what narrows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'o> {
    /// Any observation of it: carries indicator, region, dimension and treatment.
    pub head: &'o Observation,
    /// All its observations, ordered by period.
    pub all: &'o [Observation],
}

/// Parts observations, ordered as the store gives them, into lines.
pub fn lines(observations: &[Observation]) -> Vec<Line<'_>> {
    let same = |a: &Observation, b: &Observation| {
        a.indicator.code == b.indicator.code
            && a.region == b.region
            && a.dimension == b.dimension
            && a.treatment == b.treatment
    };
    observations
        .chunk_by(same)
        .filter_map(|all| {
            Some(Line {
                head: all.first()?,
                all,
            })
        })
        .collect()
}

/// The region that all lines share, if they do.
pub fn shared_region<'o>(lines: &[Line<'o>]) -> Option<&'o str> {
    let first = lines.first()?.head.region.as_str();
    lines.iter().all(|line| line.head.region == first).then_some(first)
}

/// Name of a line with what narrows it.
pub fn line_name(line: &Line<'_>, lang: Lang) -> String {
    let name = lang.name(&line.head.indicator);
    let parts: Vec<&str> = [&line.head.dimension, &line.head.treatment]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if parts.is_empty() {
        name.to_owned()
    } else {
        format!("{name}（{}）", parts.join("，"))
    }
}
