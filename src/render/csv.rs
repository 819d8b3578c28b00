//! CSV for spreadsheets: UTF-8 with a byte-order mark (Excel needs it), a line of headings, gaps empty.

use super::words;
use crate::answer::{Answer, Cell};

pub fn render(answer: &Answer) -> String {
    let mut text = String::from('\u{feff}');
    line(&mut text, answer.columns.iter().map(|column| column.heading.clone()));
    for row in &answer.rows {
        line(&mut text, row.cells.iter().map(safe));
    }
    text
}

/// Text that a spreadsheet would take for a formula gets a leading apostrophe; changes such as `-48.0%` are left alone.
fn safe(cell: &Cell) -> String {
    let text = words(cell, "");
    let formula = matches!(cell, Cell::Text(_)) && text.starts_with(['=', '@', '+', '-', '\t', '\r']);
    let number = text
        .trim_start_matches(['+', '-'])
        .starts_with(|c: char| c.is_ascii_digit());
    if formula && !number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let written = writer
        .write_record(fields.collect::<Vec<_>>())
        .ok()
        .and_then(|()| writer.into_inner().ok());
    text.push_str(
        &written
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default(),
    );
}
