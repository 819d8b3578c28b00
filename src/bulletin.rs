//! A bulletin (简报) before it is written: what a template is given. Every number in it is in the words in which people read
//! it, and every statement carries the figures that it rests on; what is not known is not in it, or said to be missing.

use serde::Serialize;

use crate::chart::Chart;

/// A bulletin on one period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Bulletin {
    /// The language: `zh` or `en`.
    pub lang: &'static str,
    /// Its title.
    pub title: String,
    /// The period it is on.
    pub period: String,
    /// Its own date, as people write it.
    pub date: String,
    /// Whether values are held against the period before: a cumulative period has none.
    pub has_qoq: bool,
    /// One for each region; the title names it where there is only one.
    pub parts: Vec<Part>,
    /// The reports that it rests on, earliest first.
    pub reports: Vec<Report>,
    /// The figures that it rests on, in the order in which they are first cited.
    pub sources: Vec<Source>,
    /// The day by which reports had to be published, as ISO text.
    pub as_of: Option<String>,
}

/// What is said of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The region.
    pub region: String,
    /// One for each domain, in the order of the catalogue.
    pub chapters: Vec<Chapter>,
    /// What could not be said, and why; how derived values came about.
    pub notes: Vec<String>,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chapter {
    /// `一`, `二`; in English `1`, `2`.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its code, as in the catalogue.
    pub domain: String,
    /// Sentences on the period, and on the time since 1 January where only that is known.
    pub paragraphs: Vec<Paragraph>,
    /// The values as a table.
    pub rows: Vec<Row>,
    /// Pictures of the most important ones.
    pub charts: Vec<Figure>,
}

/// Statements on one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// The period they are on.
    pub period: String,
    /// The statements; the template joins them.
    pub statements: Vec<Statement>,
}

/// A value with its changes, in pieces that follow each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The pieces.
    pub pieces: Vec<Piece>,
}

/// Words with the figures behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What `explain` takes for each figure: `3:12`.
    pub sources: Vec<String>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The indicator, with what narrows it.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its unit.
    pub unit: String,
    /// The period of the value.
    pub period: String,
    /// The value as people read it: `≈21.9±0.2`.
    pub value: String,
    /// Whether no report states it: it is reckoned from others.
    pub derived: bool,
    /// The change on the period before; `None` where it is not known.
    pub qoq: Option<Move>,
    /// The change on the same period of the year before; `None` where it is not known.
    pub yoy: Option<Move>,
    /// The targets it is held against.
    pub targets: Vec<Target>,
    /// The figures behind the value.
    pub sources: Vec<String>,
}

/// A change as a table shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// `-22.1%`, `+6天`.
    pub shown: String,
    /// Better, worse, up, down, unchanged, or within its uncertainty.
    pub verdict: String,
    /// `good`, `bad` or empty.
    pub tone: &'static str,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// The period it is for.
    pub period: String,
    /// `≤33`
    pub bound: String,
    /// Whether it is reached.
    pub standing: String,
    /// `good`, `bad` or empty.
    pub tone: &'static str,
    /// The figure that states it; `None` for one that was set by hand.
    pub source: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its number, from 1 through the whole bulletin.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// What is to be drawn.
    #[serde(skip)]
    pub chart: Chart,
}

/// A report that something is from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Report {
    /// Its number, which stands before the colon of a figure's.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// The day of publication, as ISO text.
    pub published: Option<String>,
}

/// A figure that something rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What `explain` takes: `3:12`.
    pub figure: String,
    /// Title of its report.
    pub report: String,
    /// The number as the report writes it.
    pub as_written: String,
    /// Its sentence.
    pub sentence: String,
}

impl Bulletin {
    /// The pictures, in the order of their numbers.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let chapters = self.parts.iter().flat_map(|part| &part.chapters);
        chapters.flat_map(|chapter| &chapter.charts)
    }
}
