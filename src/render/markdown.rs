//! Markdown: a heading, a table with the columns for people, and the notes as a list.

use super::RenderOptions;
use super::plain::{clean, for_people, is_numeric};
use crate::answer::Answer;

/// The answer as Markdown.
pub fn render(answer: &Answer, _: &RenderOptions) -> String {
    let answer = answer.for_people();
    let mut parts = Vec::new();
    if !answer.title.is_empty() {
        parts.push(format!("### {}\n", escape(&clean(&answer.title))));
    }
    if !answer.rows.is_empty() {
        parts.push(table(&answer));
    }
    if !answer.notes.is_empty() {
        parts.push(
            answer
                .notes
                .iter()
                .map(|note| format!("- {}\n", escape(&clean(note))))
                .collect(),
        );
    }
    parts.join("\n")
}

fn table(answer: &Answer) -> String {
    let headings = answer.columns.iter().map(|column| escape(&clean(&column.heading)));
    let rule =
        (0..answer.columns.len()).map(|column| if is_numeric(answer, column) { "---:" } else { "---" }.to_owned());
    let mut table = line(headings) + &line(rule);
    for row in &answer.rows {
        table.push_str(&line(
            row.cells.iter().map(|cell| escape(&for_people(cell, "【", "】"))),
        ));
    }
    table
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Escapes what would part a cell, open a tag or start an emphasis.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '<' | '*' | '`' | '[') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_parts_it() {
        assert_eq!(escape(r"a|b\|c <b> *"), r"a\|b\\\|c \<b> \*");
    }
}
