//! The table of `doctor`: what was looked at, how it is, and what to do.

use super::Lang;
use super::labels::Label;
use crate::answer::{Answer, Cell, Column, Tone};

/// How a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Well,
    /// It works, and there is something to know or do.
    Notice,
    /// It does not work.
    Ill,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The thing.
    pub subject: Label,
    /// How it is.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do.
    pub advice: Option<String>,
}

/// The findings as a table.
pub fn doctor(findings: &[Finding], lang: Lang) -> Answer {
    let heading = |key: &'static str, label: Label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        lang.text(Label::DoctorTitle),
        vec![
            heading("subject", Label::Item),
            heading("state", Label::State).toned(),
            heading("found", Label::DoctorFound),
            heading("advice", Label::DoctorAdvice).shown_if(findings.iter().any(|each| each.advice.is_some())),
        ],
    );
    for each in findings {
        let (word, tone) = match each.state {
            State::Well => (Label::DoctorWell, Tone::Good),
            State::Notice => (Label::DoctorNotice, Tone::Plain),
            State::Ill => (Label::DoctorIll, Tone::Bad),
        };
        let cells = vec![
            Cell::text(lang.text(each.subject)),
            Cell::text(lang.text(word)),
            Cell::text(each.found.clone()),
            Cell::optional(each.advice.clone()),
        ];
        answer.push(cells, tone);
    }
    answer
}
