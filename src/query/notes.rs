//! The lines below a table: each fact once, followed by everything it is about.

use super::labels::Label;
use super::lang::Lang;

/// Facts in the order in which they came up.
#[derive(Debug, Default)]
pub struct Notes {
    facts: Vec<(String, Vec<String>)>,
}

impl Notes {
    /// A fact about the whole table.
    pub fn say(&mut self, fact: impl Into<String>) {
        self.facts.push((fact.into(), Vec::new()));
    }

    /// A fact about one row or period; the same fact about another joins it.
    pub fn about(&mut self, fact: String, subject: String) {
        match self.facts.iter_mut().find(|(known, _)| *known == fact) {
            Some((_, subjects)) if subjects.contains(&subject) => {}
            Some((_, subjects)) => subjects.push(subject),
            None => self.facts.push((fact, vec![subject])),
        }
    }

    /// The lines.
    pub fn lines(self, lang: Lang) -> Vec<String> {
        let line = |(fact, subjects): (String, Vec<String>)| match subjects.is_empty() {
            true => fact,
            false => lang.fill(Label::Subjects, &[("text", &fact), ("subjects", &lang.list(&subjects))]),
        };
        self.facts.into_iter().map(line).collect()
    }
}
