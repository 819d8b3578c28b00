//! Page, and paragraph or cell, of every figure.

use std::sync::Arc;

use crate::ingest::document::{Block, Document, Table};
use crate::model::{Address, CellPlace, Figure, Location, SheetPlace};

/// Says of each figure where in the document it stands, by the character at which it begins.
pub fn locate(document: &Document, figures: &mut [Figure]) {
    let mut starts = starts(document);
    starts.sort_by_key(|(start, _)| *start);
    let parts = in_characters(&document.text, starts);
    let pages = in_characters(
        &document.text,
        document.pages.iter().map(|start| (*start, ())).collect(),
    );
    let sheets = sheets(document);
    for figure in figures {
        let at = figure.char_start;
        let part = parts.partition_point(|(start, _)| *start <= at).checked_sub(1);
        figure.location = part.map_or_else(Location::default, |index| parts[index].1.clone());
        let page = pages.partition_point(|(start, ())| *start <= at);
        figure.location.page = (!pages.is_empty()).then(|| page.max(1) as u32);
        let cell = sheets.partition_point(|(start, _)| *start <= at).checked_sub(1);
        figure.location.sheet = cell.and_then(|index| sheets[index].1.clone());
    }
}

/// Where the cells of sheets begin, in characters; the name of a sheet stands in no cell.
fn sheets(document: &Document) -> Vec<(usize, Option<SheetPlace>)> {
    let mut starts = Vec::new();
    for sheet in &document.sheets {
        let name: Option<Arc<str>> = sheet.name.as_deref().map(Arc::from);
        starts.push((sheet.start, None));
        starts.extend(sheet.cells.iter().map(|(start, row, column)| {
            let (row, column) = (*row, *column);
            let address = Address { row, column };
            (
                *start,
                Some(SheetPlace {
                    name: name.clone(),
                    address,
                }),
            )
        }));
    }
    in_characters(&document.text, starts)
}

/// Where paragraphs and cells begin, in bytes.
fn starts(document: &Document) -> Vec<(usize, Location)> {
    let mut starts = Vec::new();
    let (mut paragraphs, mut tables) = (0, 0);
    let mut end = 0;
    for block in &document.blocks {
        let span = block.span();
        match block {
            Block::Table(table) => {
                tables += 1;
                cells(table, tables, &mut starts);
            }
            Block::Heading { .. } | Block::Paragraph { .. } => {
                // A heading at the beginning of a paragraph is no paragraph of its own.
                let runs_on = end > 0
                    && !document
                        .text
                        .get(end..span.start)
                        .is_some_and(|gap| gap.contains(['\n', '\r']));
                paragraphs += u32::from(!runs_on);
                let location = Location {
                    paragraph: Some(paragraphs),
                    ..Location::default()
                };
                starts.push((span.start, location));
            }
        }
        end = span.end;
    }
    starts
}

/// A merged cell stands where it begins.
fn cells(table: &Table, number: u32, starts: &mut Vec<(usize, Location)>) {
    let own = starts.len();
    for (row, line) in table.grid().iter().enumerate() {
        for (column, cell) in line.iter().enumerate().filter(|(_, cell)| !cell.span.is_empty()) {
            let place = CellPlace {
                table: number,
                row: row as u32 + 1,
                column: column as u32 + 1,
            };
            let location = Location {
                cell: Some(place),
                ..Location::default()
            };
            starts.push((cell.span.start, location));
        }
    }
    // The grid goes row by row, so that the first place of a merged cell comes first, and the sort keeps it there.
    let mut cells = starts.split_off(own);
    cells.sort_by_key(|(start, _)| *start);
    cells.dedup_by_key(|(start, _)| *start);
    starts.extend(cells);
}

/// Bytes, in their order, as characters.
fn in_characters<T>(text: &str, starts: Vec<(usize, T)>) -> Vec<(usize, T)> {
    let (mut bytes, mut characters) = (0, 0);
    let place = |(start, what): (usize, T)| {
        characters += text.get(bytes..start).map_or(0, |part| part.chars().count());
        bytes = start;
        (characters, what)
    };
    starts.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::ingest::document;
    use crate::ingest::extract::extract;
    use crate::language::vocabulary::Vocabulary;
    use crate::model::Hints;

    fn places(document: &Document) -> Vec<String> {
        let catalogue = Catalogue::builtin().unwrap();
        let extraction = extract(document, &Vocabulary::new(&catalogue), &Hints::default());
        let place = |figure: &Figure| {
            let Location {
                page, paragraph, cell, ..
            } = figure.location;
            let part = paragraph.map(|number| format!("P{number}"));
            let cell = cell.map(|cell| format!("T{} {},{}", cell.table, cell.row, cell.column));
            let page = page.map_or(String::new(), |page| format!("{page}:"));
            format!("{}@{page}{}", figure.as_written, part.or(cell).unwrap_or_default())
        };
        extraction.figures.iter().map(place).collect()
    }

    #[test]
    fn paragraphs_and_cells_are_counted() {
        let text = "澄河区工作情况\n\n一、环境质量。检查企业12家。\n\n罚款3万元。\n\n表1\n县区|绿牌（家）|红牌（家）\n甲县|5|\n乙县|6|7\n\n立案8起。\n";
        let places = places(&document::from_text(text.to_owned()));
        for place in ["12家@P2", "3万元@P3", "5@T1 2,2", "6@T1 3,2", "7@T1 3,3"] {
            assert!(places.iter().any(|found| found == place), "{place}: {places:?}");
        }
        assert!(places.iter().any(|found| found.starts_with("8起@P")), "{places:?}");
    }

    #[test]
    fn pages_are_counted_in_characters() {
        let mut document = document::from_text("检查企业12家。\n\n罚款3万元。\n".to_owned());
        document.pages = vec![0, document.text.find('罚').unwrap()];
        assert_eq!(places(&document), ["12家@1:P1", "3万元@2:P2"]);
    }
}
