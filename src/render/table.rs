//! A table for a terminal: Chinese aligned by display width, numbers to the right.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell as TableCell, CellAlignment, Color, ContentArrangement, Table};

use super::{Options, words};
use crate::answer::{Answer, Cell, Tone};

pub fn render(answer: &Answer, options: &Options) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    if options.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    if let Some(width) = options.width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
    }
    table.set_header(answer.columns.iter().map(|column| plain(&column.heading)));
    for row in &answer.rows {
        table.add_row(row.cells.iter().map(|cell| styled(cell, row.tone, options.colour)));
    }
    let mut text = String::new();
    if !answer.title.is_empty() {
        text.push_str(&plain(&answer.title));
        text.push('\n');
    }
    if !answer.columns.is_empty() {
        text.extend(table.lines().map(|line| format!("{}\n", line.trim_end())));
    }
    text.extend(answer.notes.iter().map(|note| format!("· {}\n", plain(note))));
    text
}

fn styled(cell: &Cell, tone: Tone, colour: bool) -> TableCell {
    let shown = TableCell::new(plain(words(cell, "—")));
    let shown = match cell {
        Cell::Text(_) => shown,
        Cell::Number(_) | Cell::Missing { .. } => shown.set_alignment(CellAlignment::Right),
    };
    match (colour, tone) {
        (true, Tone::Good) => shown.fg(Color::Green),
        (true, Tone::Bad) => shown.fg(Color::Red),
        _ => shown,
    }
}

/// Text of a report must not steer the terminal: control characters become blanks.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
