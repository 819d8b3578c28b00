//! The neutral result that every question gives and every renderer takes: it knows neither indicators nor terminals.

use std::borrow::Cow;

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// An exact decimal as text, aligned as a number; for example `-48.0`, `≈ 21.9 ±1.5` is [`Cell::Text`].
    Number(String),
    /// Nothing is known here, and why; never zero. Shown as `—` with the reason in the notes, `null` in JSON.
    Missing {
        /// Why there is nothing, for a person.
        why: String,
    },
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// A number as it is to be shown.
    pub fn number(number: impl ToString) -> Self {
        Cell::Number(number.to_string())
    }

    /// A gap with its reason.
    pub fn missing(why: impl Into<String>) -> Self {
        Cell::Missing { why: why.into() }
    }
}

/// How a row or cell is to be read at a glance; a terminal may colour it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// An improvement.
    Good,
    /// A deterioration.
    Bad,
}

/// A column: a stable key for machines and a heading for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Key in JSON and CSV headings of machine formats, for example `indicator`.
    pub key: Cow<'static, str>,
    /// Heading for people, in the language asked for.
    pub heading: String,
}

impl Column {
    /// A column with a key and a heading.
    pub fn new(key: impl Into<Cow<'static, str>>, heading: impl Into<String>) -> Self {
        Column {
            key: key.into(),
            heading: heading.into(),
        }
    }
}

/// One row, with a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As many cells as the answer has columns.
    pub cells: Vec<Cell>,
    /// How the row reads at a glance.
    pub tone: Tone,
}

/// A titled table with notes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// What the table shows, for people.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What a reader must know to use it: gaps and their reasons, method, as-of date.
    pub notes: Vec<String>,
}

impl Answer {
    /// An empty table.
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Answer {
            title: title.into(),
            columns,
            ..Answer::default()
        }
    }

    /// Adds a row; its cells must match the columns.
    pub fn push(&mut self, cells: Vec<Cell>, tone: Tone) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.rows.push(Row { cells, tone });
    }
}
