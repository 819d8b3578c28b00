//! Document → tokens → statements → [`Extraction`]. Pure and deterministic: small named rules, each of which leaves its
//! name on the figures it made.
//!
//! | module | says |
//! |---|---|
//! | [`facts`] | what the report says of itself: title, region, period, publication |
//! | [`clock`] | which period a phrase of time means |
//! | [`scope`] | how far a time or a place reaches |
//! | [`places`] | where a place begins that no table has |
//! | [`reader`] | goes through a paragraph and moves the registers |
//! | [`reading`] | one number as it was read |
//! | [`trail`] | the way from a stored figure down to the tokens of its sentence |
//! | [`sentence`] | how much of the text around it a figure keeps |
//! | [`ledger`] | readings → rows, one for every number of the text |

pub mod clock;
pub mod facts;
pub mod ledger;
pub mod places;
pub mod reader;
pub mod reading;
pub mod scope;
pub mod sentence;
pub mod trail;

mod admit;
mod aside;
mod base;
mod brackets;
mod called;
mod carry;
mod change;
mod fit;
mod label;
mod locate;
mod modality;
mod narrow;
mod none;
mod order;
mod placing;
mod rank;
mod respective;
mod section;
mod series;
mod sets;
mod state;
mod table;
mod value;
mod walk;
mod when;

use walk::Walk;

use crate::ingest::document::Document;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Extraction, Hints};

/// Reads a document. Every number of its text is a figure of the result.
pub fn extract(document: &Document, vocabulary: &Vocabulary<'_>, hints: &Hints) -> Extraction {
    let (facts, findings) = facts::find(document, vocabulary.catalogue, hints);
    let mut walk = Walk::new(document, vocabulary, &facts);
    document.blocks.iter().for_each(|block| walk.block(block));
    let mut figures = walk.figures();
    locate::locate(document, &mut figures);
    Extraction {
        facts,
        figures,
        findings,
    }
}

/// Reads every example and counter-example of the catalogue and says which is not read as it promises.
pub fn check_examples(vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let hints = Hints {
        period: crate::model::Period::quarter(2024, 1),
        ..Hints::default()
    };
    let read = |text: &str| extract(&crate::ingest::document::from_text(text.to_owned()), vocabulary, &hints).figures;
    let mut findings = Vec::new();
    for entry in vocabulary.catalogue.entries() {
        let code = entry.indicator.code.as_str();
        for example in &entry.examples {
            let figures = read(&example.text);
            let own: Vec<String> = figures
                .iter()
                .filter(|figure| figure.indicator.as_deref() == Some(code))
                .filter_map(|figure| figure.value)
                .map(|value| value.to_string())
                .collect();
            if own != [example.value.clone()] {
                findings.push(format!(
                    "{code}: example `{}` gives {own:?} instead of {}",
                    example.text, example.value
                ));
            }
        }
        for text in &entry.counter_examples {
            if read(text)
                .iter()
                .any(|figure| figure.indicator.as_deref() == Some(code))
            {
                findings.push(format!("{code}: counter-example `{text}` is read as the indicator"));
            }
        }
    }
    findings
}
