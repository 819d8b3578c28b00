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
//! | [`ledger`] | readings → rows, one for every number of the text |

pub mod clock;
pub mod facts;
pub mod ledger;
pub mod places;
pub mod reader;
pub mod reading;
pub mod scope;

mod change;
mod fit;
mod rank;
mod respective;
mod section;
mod series;
mod state;
mod value;

use clock::{Clock, When};
use ledger::Passage;
use reader::{About, Reader};
use scope::{Reach, Scopes};

use crate::catalogue::Modal;
use crate::ingest::document::{Block, Document};
use crate::language::lex::lex;
use crate::language::normal::Normal;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Extraction, Figure, Hints};

/// Reads a document. Every number of its text is a figure of the result.
pub fn extract(document: &Document, vocabulary: &Vocabulary<'_>, hints: &Hints) -> Extraction {
    let (facts, findings) = facts::find(document, vocabulary.catalogue, hints);
    let clock = Clock {
        report: facts.period,
        published: facts.published,
    };
    let mut walk = Walk {
        document,
        vocabulary,
        clock,
        region: facts.region.clone(),
        title: facts.title.clone(),
        scopes: Scopes::new(When::from(clock.report)),
        headings: Vec::new(),
        section: None,
        chars_before: 0,
        counted: 0,
        figures: Vec::new(),
    };
    document.blocks.iter().for_each(|block| walk.block(block));
    Extraction {
        facts,
        figures: walk.figures,
        findings,
    }
}

/// Goes through the blocks of a document.
struct Walk<'d> {
    document: &'d Document,
    vocabulary: &'d Vocabulary<'d>,
    clock: Clock,
    region: Option<String>,
    title: Option<String>,
    scopes: Scopes,
    /// Headings above the present block with their levels.
    headings: Vec<(u8, String)>,
    section: Option<Modal>,
    /// Characters before byte `counted` of the text.
    chars_before: usize,
    counted: usize,
    figures: Vec<Figure>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, span } => self.heading(*level, span.clone()),
            Block::Paragraph { span } => {
                self.scopes.end(Reach::Paragraph);
                self.passage(span.clone());
            }
            Block::Table(table) => {
                self.scopes.end(Reach::Paragraph);
                self.passage(table.span.clone());
            }
        }
    }

    /// A heading ends the scopes of the one before; its own time holds for the section.
    fn heading(&mut self, level: u8, span: std::ops::Range<usize>) {
        self.headings.retain(|(above, _)| *above < level);
        self.scopes.end(Reach::Section);
        self.passage(span.clone());
        let heading = self.document.text[span].trim().to_owned();
        if level > 0 && level < 4 {
            self.section = section_modality(&heading).or(self.section.filter(|_| level > 1));
        }
        self.headings.push((level, heading));
    }

    fn passage(&mut self, span: std::ops::Range<usize>) {
        self.chars_before += self.document.text[self.counted..span.start].chars().count();
        self.counted = span.start;
        let normal = Normal::new(&self.document.text[span.clone()]);
        let tokens = places::with_places(lex(&normal, self.vocabulary), &normal);
        let about = About {
            section: self.section,
            region: self.region.as_deref(),
            title: self.title.as_deref().unwrap_or_default(),
        };
        let reader = Reader::new(&normal, &tokens, self.vocabulary, self.clock, &mut self.scopes, about);
        let mut readings = reader.read();
        let above: Vec<&str> = self
            .headings
            .iter()
            .filter(|(level, _)| *level > 0)
            .map(|(_, text)| text.as_str())
            .collect();
        let passage = Passage {
            document: &self.document.text,
            span,
            normal: &normal,
            section: (!above.is_empty()).then(|| above.join(" › ")),
            chars_before: self.chars_before,
        };
        readings.extend(passage.uncovered(&readings, self.scopes.when()));
        readings.sort_by_key(|reading| (reading.place.start, reading.place.end));
        self.figures.extend(
            readings
                .into_iter()
                .map(|reading| passage.figure(reading, self.vocabulary.catalogue)),
        );
    }
}

/// What a chapter's heading says of its numbers: 下一步工作打算 holds plans, no actuals.
fn section_modality(heading: &str) -> Option<Modal> {
    const PLANS: [&str; 12] = [
        "下一步",
        "打算",
        "工作计划",
        "工作安排",
        "工作思路",
        "下步",
        "下半年",
        "计划",
        "下月",
        "下阶段",
        "工作要点",
        "思路",
    ];
    PLANS.iter().any(|word| heading.contains(word)).then_some(Modal::Plan)
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
