//! The neutral result that every question gives and every renderer takes: it knows neither indicators nor terminals.
//!
//! An answer serves two readers. People get a narrow table that they can paste into a report; machines get every column,
//! with plain numbers and codes. [`Audience`] says which columns are for machines only, [`Cell::Measure`] carries both
//! forms of one number.

use std::borrow::Cow;

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// An exact decimal as text, aligned as a number; for example `-48.0`.
    Number(String),
    /// A number that people read with its sign, unit or a word: `+1.2个百分点` for 1.2, `改善2级` for -2.
    Measure {
        /// As people read it.
        shown: String,
        /// The exact decimal as text; what its unit is, a column for machines says.
        number: String,
    },
    /// Words of which some are pointed at: a sentence and the number in it.
    Marked {
        /// What stands before.
        before: String,
        /// What is pointed at.
        marked: String,
        /// What stands after.
        after: String,
    },
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

    /// Words, or an empty cell where there is nothing to say.
    pub fn optional(text: Option<impl Into<String>>) -> Self {
        Cell::Text(text.map_or_else(String::new, Into::into))
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

/// How a row is to be read at a glance; a terminal may colour its toned columns.
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

/// Who needs a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Every reader.
    #[default]
    Everyone,
    /// Programs and spreadsheets: codes, row numbers, what the title already says.
    Machines,
}

/// A column: a stable key for machines and a heading for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Key in JSON, for example `indicator`.
    pub key: Cow<'static, str>,
    /// Heading for people, in the language asked for.
    pub heading: String,
    /// Who needs it.
    pub audience: Audience,
    /// Whether the row's tone is about this column.
    pub toned: bool,
}

impl Column {
    /// A column for everyone.
    pub fn new(key: impl Into<Cow<'static, str>>, heading: impl Into<String>) -> Self {
        Column {
            key: key.into(),
            heading: heading.into(),
            audience: Audience::Everyone,
            toned: false,
        }
    }

    /// The same column, shown to people only if `shown`.
    pub fn shown_if(mut self, shown: bool) -> Self {
        self.audience = if shown { Audience::Everyone } else { Audience::Machines };
        self
    }

    /// The same column, for machines only.
    pub fn for_machines(self) -> Self {
        self.shown_if(false)
    }

    /// The same column, to which the row's tone applies.
    pub fn toned(mut self) -> Self {
        self.toned = true;
        self
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
    /// Sparklines, which only a terminal shows: they are a look at the data and no data.
    pub sketch: Sketch,
}

/// Small pictures made of characters, one for each row or some above the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// Heading of the column.
    pub heading: String,
    /// As many as the table has rows, or none.
    pub rows: Vec<String>,
    /// Lines between title and table.
    pub lines: Vec<String>,
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

    /// The same answer without the columns for machines: what people are shown.
    pub fn for_people(&self) -> Answer {
        let shown: Vec<bool> = self.columns.iter().map(|c| c.audience == Audience::Everyone).collect();
        Answer {
            title: self.title.clone(),
            columns: keep(&self.columns, &shown),
            rows: self
                .rows
                .iter()
                .map(|row| Row {
                    cells: keep(&row.cells, &shown),
                    tone: row.tone,
                })
                .collect(),
            notes: self.notes.clone(),
            sketch: Sketch::default(),
        }
    }

    /// What people are shown on a terminal: the sparklines besides.
    pub fn for_terminal(&self) -> Answer {
        let mut answer = self.for_people();
        answer.sketch.lines.clone_from(&self.sketch.lines);
        if !self.sketch.rows.is_empty() {
            answer.columns.push(Column::new("sketch", self.sketch.heading.as_str()));
            for (row, sketch) in answer.rows.iter_mut().zip(&self.sketch.rows) {
                row.cells.push(Cell::text(sketch.as_str()));
            }
        }
        answer
    }
}

/// The answer to a question that was asked in a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// How the question was understood.
    pub understood: String,
    /// The answer in one value, as an exact decimal, a class, a period or a name; `None` where there is no single one.
    pub value: Option<String>,
    /// Unit of the value, as the database writes it; `period`, `report`, `region` where it is one.
    pub unit: Option<String>,
    /// The answer in a sentence, or why there is none.
    pub text: String,
    /// How it came about.
    pub method: Option<String>,
    /// The rows of the ledger that it was made of.
    pub figures: Vec<i64>,
    /// The reports that are the answer themselves, not by one of their figures.
    pub reports: Vec<i64>,
    /// Where these stand.
    pub sources: Vec<Source>,
    /// The values behind it.
    pub table: Answer,
}

/// Where a figure stands, or the report that is meant as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Its row of the ledger; `None` for a report as a whole.
    pub figure: Option<i64>,
    /// Title of its report.
    pub report: String,
    /// File of its report.
    pub file: String,
    /// The number as the report writes it.
    pub as_written: String,
    /// Its sentence.
    pub sentence: String,
}

impl Reply {
    /// Whether there is an answer at all.
    pub fn is_answered(&self) -> bool {
        self.value.is_some() || !self.table.rows.is_empty()
    }
}

fn keep<T: Clone>(items: &[T], wanted: &[bool]) -> Vec<T> {
    items
        .iter()
        .zip(wanted)
        .filter(|(_, wanted)| **wanted)
        .map(|(item, _)| item.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_spared_the_columns_for_machines() {
        let mut answer = Answer::new(
            "t",
            vec![Column::new("a", "A"), Column::new("code", "Code").for_machines()],
        );
        answer.push(vec![Cell::text("x"), Cell::text("air.x")], Tone::Good);
        let shown = answer.for_people();
        assert_eq!(shown.columns.len(), 1);
        assert_eq!(shown.rows[0].cells, [Cell::text("x")]);
        assert_eq!(shown.rows[0].tone, Tone::Good);
    }
}
