//! OpenDocument spreadsheets (ODS): the file keeps beside each value what is shown of it.

use super::super::package::{self, Package};
use super::super::xml::{self, Element, Node};
use super::super::{Document, Error, Format};
use super::{LONGEST, Sheet, WIDEST, document};

const WHAT: &str = "an OpenDocument spreadsheet (ODS)";
const MAIN: &str = "content.xml";
const KIND: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";

/// Whether a package says that it is such a spreadsheet, as it must in its first bytes.
pub fn is_signed(bytes: &[u8]) -> bool {
    bytes.get(30..30 + KIND.len()) == Some(KIND) && package::holds(bytes, MAIN)
}

/// Reads a spreadsheet.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes, WHAT)?;
    let root = xml::parse(&package.part(MAIN)?).map_err(|why| Error::Broken {
        what: WHAT.to_owned(),
        why,
    })?;
    let tables = root
        .child("body")
        .and_then(|body| body.child("spreadsheet"))
        .into_iter()
        .flat_map(Element::elements)
        .filter(|element| element.name == "table");
    let sheets: Vec<Sheet> = tables.map(sheet).collect();
    document(&sheets, Format::Ods)
}

fn sheet(table: &Element) -> Sheet {
    let mut sheet = Sheet::named(table.attribute("name").unwrap_or_default());
    let mut row = 0;
    rows(table, &mut row, &mut sheet);
    sheet
}

fn rows(parent: &Element, row: &mut usize, sheet: &mut Sheet) {
    for element in parent.elements() {
        match element.name.as_str() {
            "table-row" => {
                let repeated = element
                    .number::<usize>("number-rows-repeated")
                    .unwrap_or(1)
                    .min(LONGEST);
                let visible = element
                    .attribute("visibility")
                    .is_none_or(|visibility| visibility == "visible");
                let filled = visible && cells(element, *row, sheet);
                // A row that is empty and repeated is only distance.
                for again in 1..if filled { repeated } else { 1 } {
                    cells(element, *row + again, sheet);
                }
                *row = row.saturating_add(repeated);
            }
            "table-header-rows" | "table-row-group" | "table-rows" => rows(element, row, sheet),
            _ => {}
        }
    }
}

/// Reads a row; whether it shows anything.
fn cells(element: &Element, row: usize, sheet: &mut Sheet) -> bool {
    let mut column = 0_usize;
    let mut filled = false;
    for cell in element.elements() {
        let repeated = cell
            .number::<usize>("number-columns-repeated")
            .unwrap_or(1)
            .min(WIDEST + 1);
        let text = match cell.name.as_str() {
            "table-cell" => shown(cell),
            "covered-table-cell" => String::new(),
            _ => continue,
        };
        if !text.trim().is_empty() {
            filled = true;
            (column..column.saturating_add(repeated)).for_each(|column| sheet.put((row, column), &text));
        }
        let span = |name: &str| cell.number::<usize>(name).unwrap_or(1);
        sheet.merge(
            (row, column),
            span("number-rows-spanned"),
            span("number-columns-spanned"),
        );
        column = column.saturating_add(repeated);
    }
    filled
}

fn shown(cell: &Element) -> String {
    let mut text = String::new();
    for paragraph in cell.elements().filter(|element| element.name == "p") {
        if !text.is_empty() {
            text.push('\n');
        }
        words(paragraph, &mut text);
    }
    text
}

fn words(element: &Element, text: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) => match inner.name.as_str() {
                "s" | "tab" | "line-break" => text.push(' '),
                "annotation" | "note" => {}
                _ => words(inner, text),
            },
        }
    }
}
