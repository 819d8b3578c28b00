//! Observations for other programs: one row each, with everything that leads back to its sentence.

mod people;
mod sdmx;
mod structure;

use super::Lang;
use super::labels::Label;
use crate::dataset::{Dataset, Field, Kind};
use crate::model::{Observation, Value};

pub use people::table;
pub use sdmx::sdmx;
pub use structure::structure;

/// An observation with what the ledger and the catalogue say besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The value.
    pub observation: Observation,
    /// Six-digit code of its region, where it has one.
    pub region_code: Option<String>,
    /// The number as the report writes it.
    pub as_written: String,
    /// Its sentence.
    pub sentence: String,
    /// What was put right by hand.
    pub correction: Option<String>,
}

/// The observations as a table, in the order given.
pub fn observations(told: &[Told], lang: Lang) -> Dataset {
    Dataset {
        name: "observations".to_owned(),
        meaning: lang.text(Label::ExportObservations).to_owned(),
        fields: fields(lang),
        rows: told.iter().map(|each| row(each, lang)).collect(),
        key: vec!["figure".to_owned()],
    }
}

fn fields(lang: Lang) -> Vec<Field> {
    [
        ("region", Kind::Text, Label::Region),
        ("region_code", Kind::Text, Label::RegionCode),
        ("domain", Kind::Text, Label::Domain),
        ("indicator", Kind::Text, Label::Code),
        ("indicator_name", Kind::Text, Label::Indicator),
        ("dimension", Kind::Text, Label::Dimension),
        ("treatment", Kind::Text, Label::Treatment),
        ("period", Kind::Text, Label::Period),
        ("period_start", Kind::Date, Label::FirstDay),
        ("period_end", Kind::Date, Label::LastDay),
        ("value", Kind::Decimal, Label::Value),
        ("value_text", Kind::Text, Label::ValueText),
        ("unit", Kind::Text, Label::UnitCode),
        ("approx", Kind::Text, Label::Approx),
        ("published_on", Kind::Date, Label::Published),
        ("report_id", Kind::Integer, Label::Report),
        ("report", Kind::Text, Label::Title),
        ("figure", Kind::Integer, Label::Figure),
        ("as_written", Kind::Text, Label::AsWritten),
        ("sentence", Kind::Text, Label::Sentence),
        ("correction", Kind::Text, Label::Correction),
    ]
    .map(|(name, kind, label)| Field::new(name, kind, lang.text(label)))
    .to_vec()
}

fn row(told: &Told, lang: Lang) -> Vec<Option<String>> {
    let each = &told.observation;
    let indicator = &each.indicator;
    let text = |text: &str| Some(text.to_owned());
    vec![
        text(&each.region),
        told.region_code.clone(),
        text(&indicator.domain),
        text(&indicator.code),
        text(lang.either(&indicator.name, &indicator.name_en)),
        each.dimension.clone(),
        each.treatment.clone(),
        Some(each.period.label()),
        Some(each.period.start().to_string()),
        Some(each.period.end().to_string()),
        Some(number(each.value)),
        Some(each.value.to_string()),
        text(&indicator.unit),
        each.approx.map(|approx| approx.code().to_owned()),
        each.published.map(|day| day.to_string()),
        Some(each.report.to_string()),
        text(&each.report_title),
        Some(each.figure.to_string()),
        text(&told.as_written),
        text(&told.sentence),
        told.correction.clone(),
    ]
}

/// A value as a plain decimal; a class as its step, from 1 (I) to 6 (worse than V).
fn number(value: Value) -> String {
    value.as_decimal().to_string()
}
