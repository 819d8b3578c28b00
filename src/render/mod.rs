//! [`Answer`] → text in a format. Knows no indicator: a new question and a new format never meet.
//!
//! | format | for | shape |
//! |---|---|---|
//! | `table` | a terminal | aligned by display width, `—` for a gap, notes below |
//! | `csv` | a spreadsheet | UTF-8 with a byte-order mark, headings for people, gaps empty |
//! | `json` | a program | `{title, columns, rows, notes}`; exact numbers; a gap is `null` with its reason in `missing` |
//! | `jsonl` | a pipe | one object a row |
//! | `md` | a document | a Markdown table |

mod csv;
mod json;
mod markdown;
mod table;

use std::path::Path;

use crate::answer::{Answer, Cell};

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Table,
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// For a pipe.
    Jsonl,
    /// For a document.
    Markdown,
}

/// Every format with its name and the extensions of its files.
pub const FORMATS: &[(&str, Format, &[&str])] = &[
    ("table", Format::Table, &["txt"]),
    ("csv", Format::Csv, &["csv"]),
    ("json", Format::Json, &["json"]),
    ("jsonl", Format::Jsonl, &["jsonl", "ndjson"]),
    ("md", Format::Markdown, &["md", "markdown"]),
];

impl Format {
    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Format> {
        FORMATS
            .iter()
            .find(|(each, ..)| *each == name)
            .map(|(_, format, _)| *format)
    }

    /// The format of a file with this name.
    pub fn from_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        FORMATS
            .iter()
            .find(|(_, _, extensions)| extensions.contains(&extension.as_str()))
            .map(|(_, format, _)| *format)
    }
}

/// What a terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Colour improvements and deteriorations.
    pub colour: bool,
    /// Columns of the terminal; `None` for as wide as it needs.
    pub width: Option<u16>,
}

/// The answer as text, with a line break at its end.
pub fn render(format: Format, answer: &Answer, options: &Options) -> String {
    match format {
        Format::Table => table::render(answer, options),
        Format::Csv => csv::render(answer),
        Format::Json => json::render(answer),
        Format::Jsonl => json::render_lines(answer),
        Format::Markdown => markdown::render(answer),
    }
}

/// A cell as a person reads it; `gap` stands for a missing one.
fn words<'c>(cell: &'c Cell, gap: &'c str) -> &'c str {
    match cell {
        Cell::Text(text) | Cell::Number(text) => text,
        Cell::Missing { .. } => gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Column, Tone};

    pub fn sample() -> Answer {
        let column = |key: &'static str, heading: &str| Column::new(key, heading);
        let mut answer = Answer::new(
            "环比",
            vec![
                column("indicator", "指标"),
                column("value", "2024Q2"),
                column("change", "变化"),
            ],
        );
        answer.push(
            vec![Cell::text("PM2.5平均浓度"), Cell::number("21.90"), Cell::text("-48.0%")],
            Tone::Good,
        );
        answer.push(
            vec![
                Cell::text("=cmd|evil\u{1b}[31m"),
                Cell::missing("没有报告给出"),
                Cell::text("a|b"),
            ],
            Tone::Plain,
        );
        answer.notes.push("没有报告给出：优良天数".to_owned());
        answer
    }

    #[test]
    fn one_answer_in_every_format() {
        let mut all = String::new();
        for (name, format, _) in FORMATS {
            all.push_str(&format!(
                "--- {name}\n{}",
                render(*format, &sample(), &Options::default())
            ));
        }
        insta::assert_snapshot!(all);
    }

    #[test]
    fn json_reads_back() {
        let json: serde_json::Value =
            serde_json::from_str(&render(Format::Json, &sample(), &Options::default())).unwrap();
        assert_eq!(json["rows"][0]["indicator"], "PM2.5平均浓度");
        assert!(json["rows"][1]["value"].is_null());
        assert_eq!(json["rows"][1]["missing"]["value"], "没有报告给出");
    }
}
