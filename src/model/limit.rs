//! A limit of a standard, with the time in which it is in force.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::goal::Direction;
use super::indicator::{Indicator, coded_enum};
use super::period::Period;

coded_enum! {
    /// The zone or class that a limit is for; the codes are the standards' own words.
    Grade {
        /// 一类区 of GB 3095: nature reserves and the like.
        First = "一级",
        /// 二类区 of GB 3095: where people live and work.
        Second = "二级",
        /// Class I of GB 3838.
        I = "Ⅰ类",
        /// Class II of GB 3838.
        II = "Ⅱ类",
        /// Class III of GB 3838.
        III = "Ⅲ类",
        /// Class IV of GB 3838.
        IV = "Ⅳ类",
        /// Class V of GB 3838.
        V = "Ⅴ类",
    }
}

coded_enum! {
    /// Over what time a value must be averaged to be held against a limit; the codes are the standards' own words.
    Averaging {
        /// The mean of a calendar year.
        Year = "年平均",
        /// The mean of a day.
        Day = "24小时平均",
        /// The highest mean of eight hours of a day.
        EightHours = "日最大8小时平均",
        /// The mean of an hour.
        Hour = "1小时平均",
        /// The standard names none: any measurement, or the mean of several.
        Any = "不分",
    }
}

coded_enum! {
    /// Waters for which a limit of GB 3838 is another.
    Waters {
        /// Rivers.
        River = "河流",
        /// Lakes and reservoirs.
        Lake = "湖库",
    }
}

/// A limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Number and year of the standard: `GB 3095—2012`.
    pub number: String,
    /// Its name.
    pub name: String,
    /// What it limits.
    pub indicator: Arc<Indicator>,
    /// For which zone or class.
    pub grade: Grade,
    /// Over what time.
    pub averaging: Averaging,
    /// For which waters; `None` where it is the same for all.
    pub waters: Option<Waters>,
    /// On which side of the bound a value has to be.
    pub direction: Direction,
    /// The bound, in the indicator's unit, with the digits that the standard prints.
    pub value: Decimal,
    /// First day in force.
    pub valid_from: NaiveDate,
    /// Last day in force; `None` while it is.
    pub valid_to: Option<NaiveDate>,
    /// Where it is confirmed.
    pub source: String,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Limit {
    /// Whether it is in force on some day of the period.
    pub fn touches(&self, period: Period) -> bool {
        self.valid_from <= period.end() && self.valid_to.is_none_or(|last| period.start() <= last)
    }

    /// Whether it is in force on every day of the period.
    pub fn covers(&self, period: Period) -> bool {
        self.valid_from <= period.start() && self.valid_to.is_none_or(|last| period.end() <= last)
    }

    /// Whether both limit the same thing in the same way, each in its own time.
    pub fn succeeds(&self, other: &Limit) -> bool {
        self.indicator.code == other.indicator.code
            && (self.grade, self.averaging, self.waters) == (other.grade, other.averaging, other.waters)
            && self.valid_from != other.valid_from
    }
}
