//! A catalogue entry: what is measured, in which unit, and how two values of it may be compared.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::period::Period;
use super::quantity::Value;

macro_rules! coded_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every variant, in the order of the documentation.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that the catalogue and the database use for it.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The inverse of [`Self::code`].
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.code() == code)
            }
        }
    };
}
pub(crate) use coded_enum;

coded_enum! {
    /// How values of shorter periods make the value of a longer one.
    Aggregation {
        /// Cumulative figures add up: a single quarter is an exact difference.
        Sum = "sum",
        /// A mean over time: only day-weighted, with the uncertainty of the rounding.
        Mean = "mean",
        /// A percentile over time: cannot be taken apart.
        Percentile = "percentile",
        /// A share: only from its counts.
        Ratio = "ratio",
        /// A state at the end of the period.
        Snapshot = "snapshot",
        /// A water-quality class.
        Class = "class",
    }
}

coded_enum! {
    /// Which direction is an improvement.
    Better {
        /// Less is better.
        Lower = "lower",
        /// More is better.
        Higher = "higher",
        /// Neither is.
        None = "none",
    }
}

coded_enum! {
    /// How a change of this indicator is expressed.
    ChangeStyle {
        /// In percent of the earlier value.
        Percent = "percent",
        /// In percentage points (个百分点).
        Points = "points",
        /// As a plain difference in the indicator's unit.
        Difference = "difference",
        /// In class steps (级).
        Class = "class",
    }
}

/// One entry of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Stable code, for example `air.pm25.mean`.
    pub code: String,
    /// The part of the code before the first dot's subject, for example `air`; the name of the catalogue file.
    pub domain: String,
    /// Chinese name, for example `PM2.5平均浓度`.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Unit code in which every value of it is stored, for example `ug/m3`.
    pub unit: String,
    /// Digits after the point that reports usually publish.
    pub decimals: u32,
    /// How it aggregates over time.
    pub aggregation: Aggregation,
    /// Which direction is better.
    pub better: Better,
    /// How its change is expressed.
    pub change: ChangeStyle,
    /// Plausible range in its unit; a value outside is kept, and `check` says so.
    pub range: Option<(Decimal, Decimal)>,
    /// Other names under which reports write it, as a reader would type them in a question.
    pub aliases: Vec<String>,
    /// For a share: the codes of what is counted, and of what it is counted out of.
    pub counts: Option<[String; 2]>,
    /// The day from which it is measured against another standard, where there is one.
    pub series_break: Option<SeriesBreak>,
}

/// Where a series breaks off (SDMX observation status B): values from this day on are not made as those before it are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SeriesBreak {
    /// The first day of the new way.
    pub day: NaiveDate,
    /// The standard that brings it, for example `GB 3095—2026`.
    pub standard: String,
}

impl Indicator {
    /// The break between two periods: it touches the later of them, and the earlier one begins before it.
    pub fn break_between(&self, one: Period, other: Period) -> Option<&SeriesBreak> {
        let between = |each: &&SeriesBreak| {
            one != other && one.start().min(other.start()) < each.day && each.day <= one.end().max(other.end())
        };
        self.series_break.as_ref().filter(between)
    }

    /// Whether a value in its unit is plausible; a class always is.
    pub fn holds(&self, value: Value) -> bool {
        match (value, self.range) {
            (Value::Number(number), Some((low, high))) => (low..=high).contains(&number),
            _ => true,
        }
    }
}
