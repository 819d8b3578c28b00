//! Word 97 documents (DOC, and WPS files that are such inside), through a reader crate.

use std::io::Cursor;

use office_oxide::ir::{DocumentIR, Element, InlineContent, Table};
use office_oxide::{Document as Office, DocumentFormat};

use super::pieces::{Cell, Piece, compose};
use super::{Document, Error, Format, Meta};

const WHAT: &str = "an old Word document (DOC)";

/// Opens a file of an old format.
pub fn open(bytes: &[u8], format: DocumentFormat, what: &str) -> Result<DocumentIR, Error> {
    let office = Office::from_reader(Cursor::new(bytes.to_vec()), format).map_err(|error| Error::Broken {
        what: what.to_owned(),
        why: error.to_string(),
    })?;
    Ok(office.to_ir())
}

/// Reads a Word 97 document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let office = open(bytes, DocumentFormat::Doc, WHAT)?;
    let mut pieces = Vec::new();
    for section in &office.sections {
        blocks(&section.elements, &mut pieces);
    }
    if let Some(Piece::Heading(level, words)) = pieces.first_mut() {
        let numbered = words.starts_with(['一', '（', '(', '1', '第']);
        *level = if numbered { *level } else { 0 };
    }
    let meta = Meta {
        format: Format::Doc,
        ..Meta::default()
    };
    Ok(compose(pieces, meta))
}

fn blocks(elements: &[Element], pieces: &mut Vec<Piece>) {
    for element in elements {
        match element {
            Element::Heading(heading) => {
                pieces.push(Piece::Heading(heading.clamped_level().min(3), words(&heading.content)));
            }
            Element::Paragraph(paragraph) => pieces.push(Piece::Paragraph(words(&paragraph.content))),
            Element::Table(table) => pieces.push(Piece::Table(rows(table))),
            Element::List(list) => list.items.iter().for_each(|item| blocks(&item.content, pieces)),
            Element::TextBox(content) => blocks(&content.content, pieces),
            Element::Footnote(note) | Element::Endnote(note) => blocks(&note.content, pieces),
            _ => {}
        }
    }
}

fn rows(table: &Table) -> Vec<Vec<Cell>> {
    let cell = |cell: &office_oxide::ir::TableCell| Cell {
        text: text(&cell.content),
        columns: cell.col_span,
        rows: cell.row_span,
        at: None,
    };
    table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(cell).collect())
        .collect()
}

/// All text of some elements, a line for each paragraph.
pub fn text(elements: &[Element]) -> String {
    let mut pieces = Vec::new();
    blocks(elements, &mut pieces);
    pieces.into_iter().map(Piece::words).collect::<Vec<_>>().join("\n")
}

fn words(content: &[InlineContent]) -> String {
    let mut words = String::new();
    for part in content {
        match part {
            InlineContent::Text(span) => words.push_str(&span.text),
            InlineContent::LineBreak => words.push('\n'),
            _ => {}
        }
    }
    words
}
