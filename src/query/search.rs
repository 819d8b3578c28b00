//! Sentences with the words that were looked for, and the figures in them.

use super::figures::FigureLine;
use super::labels::{AskLabel, Label};
use super::{Question, wording};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Kind, Value};

/// A sentence of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Row of its report.
    pub report: i64,
    /// Title of its report, or its file.
    pub title: String,
    /// Headings above it.
    pub section: Option<String>,
    /// The sentence.
    pub text: String,
    /// What stands in it.
    pub figures: Vec<FigureLine>,
}

/// The sentences as a table: each with what is read in it.
pub fn search(sentences: &[Sentence], question: &Question) -> Answer {
    let lang = question.lang;
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        lang.text(Label::SearchTitle),
        vec![
            column("report", Label::Report),
            column("title", Label::Title),
            column("section", Label::Section).for_machines(),
            column("sentence", Label::Sentence),
            column("values", Label::Total),
            column("figures", Label::Figures).for_machines(),
        ],
    );
    for sentence in sentences {
        let values: Vec<String> = sentence
            .figures
            .iter()
            .filter(|figure| figure.kind != Kind::Noise)
            .map(|figure| {
                let name = figure.name.as_deref().unwrap_or(lang.text(Label::NotFound));
                let value = match figure.value {
                    Some(class @ Value::Class(_)) => lang.value(class),
                    Some(value) => wording::attached(&lang.value(value), figure.unit.as_deref().unwrap_or(""), lang),
                    None => figure.as_written.clone(),
                };
                format!("{} {name} {value}", figure.id)
            })
            .collect();
        let figures: Vec<String> = sentence.figures.iter().map(|figure| figure.id.to_string()).collect();
        answer.push(
            vec![
                Cell::number(sentence.report),
                Cell::text(sentence.title.as_str()),
                Cell::optional(sentence.section.as_deref()),
                Cell::text(sentence.text.as_str()),
                Cell::text(values.join(lang.text(AskLabel::Between))),
                Cell::text(figures.join(" ")),
            ],
            Tone::Plain,
        );
    }
    if sentences.is_empty() {
        answer.notes.push(lang.text(Label::SearchNothing).to_owned());
    }
    answer
}
