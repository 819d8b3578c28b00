//! JSON for programs.
//!
//! ```json
//! {"title": "…", "columns": [{"key": "value", "heading": "2024Q2"}],
//!  "rows": [{"value": 21.90}, {"value": null, "missing": {"value": "why"}}], "notes": ["…"]}
//! ```
//!
//! Numbers are JSON numbers with exactly the digits of the report (`21.90` stays `21.90`).

use serde_json::{Map, Number, Value, json};

use crate::answer::{Answer, Cell, Row};

pub fn render(answer: &Answer) -> String {
    let columns: Vec<Value> = answer
        .columns
        .iter()
        .map(|column| json!({"key": column.key, "heading": column.heading}))
        .collect();
    let rows: Vec<Value> = answer.rows.iter().map(|row| object(answer, row)).collect();
    let whole = json!({"title": answer.title, "columns": columns, "rows": rows, "notes": answer.notes});
    format!("{}\n", serde_json::to_string_pretty(&whole).unwrap_or_default())
}

pub fn render_lines(answer: &Answer) -> String {
    answer
        .rows
        .iter()
        .map(|row| format!("{}\n", object(answer, row)))
        .collect()
}

fn object(answer: &Answer, row: &Row) -> Value {
    let mut object = Map::new();
    let mut missing = Map::new();
    for (column, cell) in answer.columns.iter().zip(&row.cells) {
        let value = match cell {
            Cell::Text(text) => Value::from(text.as_str()),
            Cell::Number(digits) => number(digits),
            Cell::Missing { why } => {
                missing.insert(column.key.to_string(), Value::from(why.as_str()));
                Value::Null
            }
        };
        object.insert(column.key.to_string(), value);
    }
    if !missing.is_empty() {
        object.insert("missing".to_owned(), Value::Object(missing));
    }
    Value::Object(object)
}

/// The digits as they are, if they are a JSON number; `+3` is text.
fn number(digits: &str) -> Value {
    digits
        .parse::<Number>()
        .map_or_else(|_| Value::from(digits), Value::Number)
}
