//! Why a value or a change is missing. A gap is data: it stands in its cell and is explained in the notes.

use super::labels::Label;
use super::lang::Lang;
use crate::model::{Aggregation, Period};

/// The reason for a missing cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Gap {
    /// No report states it.
    NotReported,
    /// No report states it, and of the cumulative values whose difference it is, these are missing as well.
    Pieces(Vec<Period>),
    /// Only a longer period is reported, and values of this kind cannot be had by subtraction.
    CannotTakeApart(Aggregation),
    /// The reports state different values for it.
    Conflict,
    /// The whole is smaller than its part.
    Contradiction,
    /// What it would be derived from is only stated as a bound (超过, 以下).
    OnlyBounds,
    /// Its treatment (口径) is another.
    OtherTreatment,
    /// Only a round number (约, 以上) is stated.
    RoundNumber,
    /// The count that a share is part of is zero.
    NoWhole,
    /// One value is a class and the other a number.
    ClassAgainstNumber,
    /// The numbers are beyond exact arithmetic.
    TooLarge,
}

impl Gap {
    /// The reason for people.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Gap::NotReported => lang.text(Label::NotReported),
            Gap::Pieces(missing) => {
                let missing: Vec<String> = missing.iter().map(|period| lang.period(*period)).collect();
                return lang.fill(Label::PiecesMissing, &[("periods", &lang.list(&missing))]);
            }
            Gap::CannotTakeApart(aggregation) => lang.text(match aggregation {
                Aggregation::Mean => Label::MeanApart,
                Aggregation::Ratio => Label::RatioApart,
                Aggregation::Percentile => Label::PercentileApart,
                Aggregation::Class => Label::ClassApart,
                Aggregation::Snapshot => Label::SnapshotApart,
                Aggregation::Sum => Label::NotReported,
            }),
            Gap::Conflict => lang.text(Label::Conflict),
            Gap::Contradiction => lang.text(Label::Contradiction),
            Gap::OnlyBounds => lang.text(Label::OnlyBounds),
            Gap::OtherTreatment => lang.text(Label::OtherTreatment),
            Gap::RoundNumber => lang.text(Label::RoundNumber),
            Gap::NoWhole => lang.text(Label::NoWhole),
            Gap::ClassAgainstNumber => lang.text(Label::ClassAgainstNumber),
            Gap::TooLarge => lang.text(Label::TooLarge),
        }
        .to_owned()
    }
}
