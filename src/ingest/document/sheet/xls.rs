//! Old Excel workbooks (XLS), through a reader crate.

use office_oxide::DocumentFormat;
use office_oxide::ir::{Element, TableCell};

use super::super::office;
use super::super::{Document, Error, Format};
use super::display::shown;
use super::{Sheet, document};

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let workbook = office::open(bytes, DocumentFormat::Xls, "an old Excel workbook (XLS)")?;
    let mut sheets = Vec::new();
    for section in workbook.sections.iter().filter(|section| !section.hidden) {
        let mut sheet = Sheet::named(section.title.clone().unwrap_or_default());
        let mut row = 0;
        for element in &section.elements {
            if let Element::Table(table) = element {
                for cells in &table.rows {
                    let mut column = 0;
                    for cell in &cells.cells {
                        // Places under a merged cell have no cell of their own.
                        while sheet.is_covered((row, column)) {
                            column += 1;
                        }
                        sheet.put((row, column), &text(cell));
                        sheet.merge((row, column), cell.row_span as usize, cell.col_span as usize);
                        column += cell.col_span.max(1) as usize;
                    }
                    row += 1;
                }
            }
        }
        sheets.push(sheet);
    }
    document(&sheets, Format::Xls)
}

fn text(cell: &TableCell) -> String {
    match (cell.raw_number, &cell.number_format) {
        (Some(number), Some(format)) => shown(&number.to_string(), format, false),
        _ => office::text(&cell.content),
    }
}
