//! Observations as a table for people and spreadsheets.

use super::Told;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::query::labels::Label;
use crate::query::{Lang, wording};

/// The observations with their sentences, in the order given.
pub fn table(told: &[Told], lang: Lang) -> Answer {
    let column = |key, label| Column::new(key, lang.text(label));
    let has = |part: fn(&Told) -> bool| told.iter().any(part);
    let mut answer = Answer::new(
        lang.text(Label::ExportObservations),
        vec![
            column("region", Label::Region),
            column("region_code", Label::RegionCode).for_machines(),
            column("domain", Label::Domain).for_machines(),
            column("code", Label::Code).for_machines(),
            column("indicator", Label::Indicator),
            column("dimension", Label::Dimension).shown_if(has(|each| each.observation.dimension.is_some())),
            column("treatment", Label::Treatment).shown_if(has(|each| each.observation.treatment.is_some())),
            column("period", Label::Period),
            column("period_start", Label::FirstDay).for_machines(),
            column("period_end", Label::LastDay).for_machines(),
            column("value", Label::Value),
            column("unit", Label::Unit),
            column("unit_code", Label::UnitCode).for_machines(),
            column("approx", Label::Approx).for_machines(),
            column("published", Label::Published),
            column("report", Label::Report).for_machines(),
            column("title", Label::Title),
            column("figure", Label::Figure),
            column("sentence", Label::Sentence),
            column("correction", Label::Correction).shown_if(has(|each| each.correction.is_some())),
        ],
    );
    for each in told {
        answer.push(cells(each, lang), Tone::Plain);
    }
    answer
}

fn cells(told: &Told, lang: Lang) -> Vec<Cell> {
    let each = &told.observation;
    let indicator = &each.indicator;
    vec![
        Cell::text(each.region.as_str()),
        Cell::optional(told.region_code.as_deref()),
        Cell::text(indicator.domain.as_str()),
        Cell::text(indicator.code.as_str()),
        Cell::text(lang.either(&indicator.name, &indicator.name_en)),
        Cell::optional(each.dimension.as_deref()),
        Cell::optional(each.treatment.as_deref()),
        Cell::text(lang.period(each.period)),
        Cell::text(each.period.start().to_string()),
        Cell::text(each.period.end().to_string()),
        wording::value(each.value, each.approx, lang),
        Cell::text(lang.unit(&indicator.unit)),
        Cell::text(indicator.unit.as_str()),
        Cell::optional(each.approx.map(|approx| approx.code())),
        Cell::optional(each.published.map(|day| day.to_string())),
        Cell::number(each.report),
        Cell::text(each.report_title.as_str()),
        Cell::number(each.figure),
        sentence(told),
        Cell::optional(told.correction.as_deref()),
    ]
}

/// The sentence, with the number pointed at where it stands in it once.
fn sentence(told: &Told) -> Cell {
    let mut places = told.sentence.match_indices(&told.as_written);
    match (places.next(), places.next()) {
        (Some((at, marked)), None) if !marked.is_empty() => Cell::Marked {
            before: told.sentence[..at].to_owned(),
            marked: marked.to_owned(),
            after: told.sentence[at + marked.len()..].to_owned(),
        },
        _ => Cell::text(told.sentence.as_str()),
    }
}
