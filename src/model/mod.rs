//! The words of the domain, pure: nothing here reads a file, a clock or a database.
//!
//! | module | what it names |
//! |---|---|
//! | [`period`] | closed date ranges with their usual labels |
//! | [`quantity`] | an exact value and its unit |
//! | [`indicator`] | a catalogue entry: what is measured, in which unit, and how it may be compared |
//! | [`region`] | an administrative division (GB/T 2260) |
//! | [`figure`] | one number of a report, with its place and its kind |
//! | [`observation`] | a current actual, as a question sees it |
//! | [`report`] | a published document and what was found in it |
//! | [`review`] | what a person decides about a figure that the rules left open |
//! | [`script`] | signs that look the same and are not |
//! | [`trail`] | the way from a figure down to the tokens of its sentence |
//! | [`correction`] | a figure put right by hand |
//! | [`goal`] | what a value is to reach |
//! | [`limit`] | a dated limit of a standard |
//! | [`location`] | page, paragraph or cell of a figure |
//! | [`finding`] | something a reader should know; data, never an error |

pub mod correction;
pub mod figure;
pub mod finding;
pub mod goal;
pub mod indicator;
pub mod limit;
pub mod location;
pub mod observation;
pub mod period;
pub mod quantity;
pub mod region;
pub mod report;
pub mod review;
pub mod script;
pub mod sentence;
pub mod trail;

pub use correction::{Correction, Hold, Mending};
pub use figure::{Approx, Comparison, Figure, Kind, RankOrder};
pub use finding::{Finding, Severity};
pub use goal::{Direction, Goal};
pub use indicator::{Aggregation, Better, ChangeStyle, Indicator, SeriesBreak};
pub use limit::{Averaging, Grade, Limit, Waters};
pub use location::{Address, CellPlace, Location, SheetPlace};
pub use observation::{Observation, Selection, StatedChange, StatedRank};
pub use period::Period;
pub use quantity::{Value, WaterClass, half_unit, rounding_doubt};
pub use region::{Level, Region};
pub use report::{Extraction, Hints, ReportFacts};
pub use review::{Decision, RuleReading, Ruling, Signature, TextPlace};
pub use rust_decimal::Decimal;
pub use sentence::{SentencePlace, place_of};
pub use trail::{Link, Origin, Role, TokenKind, Trail, TrailToken};
