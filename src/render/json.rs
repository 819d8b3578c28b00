//! JSON: one object for the whole answer.
//!
//! ```json
//! {
//!   "title": "…",
//!   "columns": [{"key": "value", "heading": "2024年二季度"}],
//!   "rows": [{"value": 26.50, "change": null, "missing": {"change": "why"}}],
//!   "notes": ["…"]
//! }
//! ```
//!
//! Numbers are written digit by digit as the answer has them (`26.50`, never `26.5` or a float): read them with a decimal
//! parser to keep them exact. A gap is `null`, and `missing` says why; a row without gaps has no `missing`. Every column
//! is there, also those that people are not shown.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::RenderOptions;
use super::plain::{Datum, datum, is_invisible};
use crate::answer::{Answer, Cell, Column, Reply, Row};

/// The answer as JSON.
pub fn render(answer: &Answer, _: &RenderOptions) -> String {
    // Writing text, keys and numbers into a string cannot fail.
    escaped(&serde_json::to_string_pretty(&Whole(answer)).unwrap_or_default()) + "\n"
}

/// The answer to a question in a sentence:
/// `{understood, answer: {value, unit, text, rows}, method, sources: [{figure, report, file, as_written, sentence}]}`; where
/// a report is the answer itself, its source has a `figure` of null.
pub fn reply(reply: &Reply) -> String {
    escaped(&serde_json::to_string_pretty(&WholeReply(reply)).unwrap_or_default()) + "\n"
}

struct WholeReply<'a>(&'a Reply);

impl Serialize for WholeReply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Said<'a> {
            value: Option<&'a str>,
            unit: Option<&'a str>,
            text: &'a str,
            rows: Rows<'a>,
        }
        #[derive(serde::Serialize)]
        struct Stands<'a> {
            figure: Option<i64>,
            report: &'a str,
            file: &'a str,
            as_written: &'a str,
            sentence: &'a str,
        }
        let reply = self.0;
        let sources = reply.sources.iter().map(|source| Stands {
            figure: source.figure,
            report: &source.report,
            file: &source.file,
            as_written: &source.as_written,
            sentence: &source.sentence,
        });
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("understood", &reply.understood)?;
        map.serialize_entry(
            "answer",
            &Said {
                value: reply.value.as_deref(),
                unit: reply.unit.as_deref(),
                text: &reply.text,
                rows: Rows(&reply.table.columns, &reply.table.rows),
            },
        )?;
        map.serialize_entry("method", &reply.method)?;
        map.serialize_entry("sources", &sources.collect::<Vec<_>>())?;
        map.end()
    }
}

/// One row as an object on one line.
pub(super) fn line(columns: &[Column], row: &Row) -> String {
    escaped(&serde_json::to_string(&Object { columns, row }).unwrap_or_default()) + "\n"
}

/// JSON escapes the control characters below U+0020 itself; the others could still steer a terminal.
pub(super) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => escaped.push(c),
            _ if c.is_control() || is_invisible(c) => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => escaped.push(c),
        }
    }
    escaped
}

struct Whole<'a>(&'a Answer);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Answer {
            title,
            columns,
            rows,
            notes,
            ..
        } = self.0;
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("title", title)?;
        map.serialize_entry("columns", &Headings(columns))?;
        map.serialize_entry("rows", &Rows(columns, rows))?;
        map.serialize_entry("notes", notes)?;
        map.end()
    }
}

struct Headings<'a>(&'a [Column]);

impl Serialize for Headings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Heading<'a> {
            key: &'a str,
            heading: &'a str,
        }
        serializer.collect_seq(self.0.iter().map(|column| Heading {
            key: &column.key,
            heading: &column.heading,
        }))
    }
}

struct Rows<'a>(&'a [Column], &'a [Row]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.1.len()))?;
        for row in self.1 {
            rows.serialize_element(&Object { columns: self.0, row })?;
        }
        rows.end()
    }
}

struct Object<'a> {
    columns: &'a [Column],
    row: &'a Row,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in self.columns.iter().zip(&self.row.cells) {
            map.serialize_entry(&column.key, &Plain(cell))?;
        }
        let gaps: serde_json::Map<String, serde_json::Value> =
            self.columns.iter().zip(&self.row.cells).filter_map(gap).collect();
        if !gaps.is_empty() {
            map.serialize_entry("missing", &gaps)?;
        }
        map.end()
    }
}

fn gap((column, cell): (&Column, &Cell)) -> Option<(String, serde_json::Value)> {
    match cell {
        Cell::Missing { why } => Some((column.key.to_string(), why.as_str().into())),
        _ => None,
    }
}

struct Plain<'a>(&'a Cell);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match datum(self.0) {
            Datum::Text(text) => serializer.serialize_str(&text),
            Datum::Missing => serializer.serialize_unit(),
            Datum::Number(number) => match RawValue::from_string(number.to_owned()) {
                Ok(raw) => raw.serialize(serializer),
                Err(_) => serializer.serialize_str(number),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Tone;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_parses_back_and_steers_no_terminal(text in any::<String>()) {
            let mut answer = Answer::new("", vec![Column::new("a", "甲")]);
            answer.push(vec![Cell::text(text.as_str())], Tone::Plain);
            let json = line(&answer.columns, &answer.rows[0]);
            prop_assert!(!json.trim_end_matches('\n').chars().any(char::is_control));
            let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&parsed["a"], text.as_str());
        }
    }
}
