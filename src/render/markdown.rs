//! A Markdown table with its title and notes.

use super::words;
use crate::answer::{Answer, Cell};

pub fn render(answer: &Answer) -> String {
    let mut text = format!("**{}**\n\n", escaped(&answer.title));
    let numeric = |index: usize| {
        answer
            .rows
            .iter()
            .any(|row| matches!(row.cells[index], Cell::Number(_)))
    };
    line(&mut text, answer.columns.iter().map(|column| escaped(&column.heading)));
    line(
        &mut text,
        (0..answer.columns.len()).map(|index| if numeric(index) { "--:" } else { "---" }.to_owned()),
    );
    for row in &answer.rows {
        line(&mut text, row.cells.iter().map(|cell| escaped(words(cell, "—"))));
    }
    if !answer.notes.is_empty() {
        text.push('\n');
        text.extend(answer.notes.iter().map(|note| format!("- {}\n", escaped(note))));
    }
    text
}

fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>()
        .replace('|', "\\|")
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
}
