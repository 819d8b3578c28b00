//! A page of everything, before it is written: values with their changes, the ledger with its sentences, what `check` found.
//! Words are numbers of [`Board::texts`], so that each is said once; every value is the text in which people read it.

use std::collections::HashMap;

use serde::Serialize;

/// A number into [`Board::texts`].
pub type Text = usize;

/// What the page holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Board {
    /// The language in which it opens: `zh` or `en`.
    pub lang: &'static str,
    /// The day by which reports had to be published, as ISO text.
    pub as_of: Option<String>,
    /// Words in Chinese and English.
    pub texts: Vec<[String; 2]>,
    /// The reports whose figures are in the ledger.
    pub reports: Vec<Document>,
    /// Periods that values have, earliest first.
    pub periods: Vec<Span>,
    /// What is measured, where.
    pub tracks: Vec<Subject>,
    /// Every number of the reports.
    pub ledger: Vec<Entry>,
    /// What contradicts itself.
    pub findings: Vec<Remark>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its title, or its file where it has none.
    pub title: String,
    /// Its reporting period.
    pub period: Option<Text>,
    /// The day of publication, as ISO text.
    pub published: Option<String>,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Its name.
    pub name: Text,
    /// Whether it is a single quarter, and as such a place of the charts.
    pub quarter: bool,
}

/// An indicator in a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The indicator.
    pub name: Text,
    /// Its unit.
    pub unit: Text,
    /// Its domain.
    pub domain: Text,
    /// The region.
    pub region: String,
    /// What is known of it.
    pub values: Vec<Reading>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// A number into [`Board::periods`].
    pub period: usize,
    /// As people read it: `≈21.9±0.2`.
    pub shown: Text,
    /// The exact decimal, for the place in the chart; `None` for a class.
    pub number: Option<String>,
    /// How far it may lie off.
    pub doubt: Option<String>,
    /// Where it is from.
    pub method: Text,
    /// No report states it: it is reckoned from others.
    pub derived: bool,
    /// The rows of the ledger it is made of.
    pub figures: Vec<i64>,
    /// The change on the quarter before, or why there is none.
    pub qoq: Step,
    /// The change on the same period a year before, or why there is none.
    pub yoy: Step,
}

/// A change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Step {
    /// As people read it, or why it is not known.
    pub shown: Text,
    /// Better, worse, up, down; `None` where it is not known.
    pub verdict: Option<Text>,
    /// `good`, `bad` or empty.
    pub tone: &'static str,
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What `explain` takes.
    pub id: i64,
    /// A number into [`Board::reports`].
    pub report: usize,
    /// What kind of number it is.
    pub kind: Text,
    /// The indicator, or what the text calls the thing.
    pub name: Text,
    /// The value as it is stored.
    pub value: Text,
    /// The unit it is stored in.
    pub unit: Text,
    /// As the report writes it.
    pub written: String,
    /// Its period.
    pub period: Text,
    /// First day of its period, to sort by.
    pub start: Option<String>,
    /// Its region, with what narrows the indicator.
    pub place: String,
    /// The headings above it.
    pub section: Text,
    /// Its sentence: before the number, the number, after it; one part where the place is not certain.
    pub sentence: Vec<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// `sum-mismatch:445`
    pub id: String,
    /// `note`, `warning` or `error`.
    pub severity: &'static str,
    /// The row of the ledger it is about.
    pub figure: i64,
    /// What it says.
    pub text: Text,
}

/// Words, each once.
#[derive(Debug, Default)]
pub struct Texts {
    numbers: HashMap<[String; 2], Text>,
    texts: Vec<[String; 2]>,
}

impl Texts {
    /// The number of these words, in Chinese and English.
    pub fn number(&mut self, words: [String; 2]) -> Text {
        let next = self.texts.len();
        *self.numbers.entry(words).or_insert_with_key(|words| {
            self.texts.push(words.clone());
            next
        })
    }

    /// The number of words that are the same in both.
    pub fn same(&mut self, words: impl Into<String>) -> Text {
        let words = words.into();
        self.number([words.clone(), words])
    }

    /// All of them, in the order of their numbers.
    pub fn all(self) -> Vec<[String; 2]> {
        self.texts
    }
}
