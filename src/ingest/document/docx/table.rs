//! Tables of a Word document.

use super::super::pieces::{Cell, Piece};
use super::super::xml::Element;
use super::body::Body;

/// Most columns that a cell or a shift may cover.
const WIDEST: u32 = 256;

impl<'d> Body<'d, '_> {
    /// A table, or its content where it only arranges the page.
    pub fn table(&mut self, table: &'d Element) -> Vec<Piece> {
        let rows = rows_of(table);
        let mut inner = Vec::new();
        table.elements().for_each(|row| row.all("tbl", &mut inner));
        let cells: Vec<&Element> = rows.iter().flat_map(|row| cells_of(row)).collect();
        if cells.len() <= 1 || !inner.is_empty() {
            return cells.into_iter().flat_map(|cell| self.pieces(cell)).collect();
        }
        vec![Piece::Table(self.rows(&rows))]
    }

    fn rows(&mut self, rows: &[&'d Element]) -> Vec<Vec<Cell>> {
        let mut table: Vec<Vec<Cell>> = Vec::new();
        // For each column where the cell stands that goes on downwards: row, place in the row.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for row in rows {
            let mut line = Vec::new();
            let mut column = 0;
            let before = property(row, "trPr", "gridBefore").unwrap_or(0).min(WIDEST);
            for _ in 0..before {
                line.push(Cell::plain(""));
                column += 1;
            }
            for cell in cells_of(row) {
                let columns = property(cell, "tcPr", "gridSpan").unwrap_or(1).clamp(1, WIDEST);
                let merge = cell.child("tcPr").and_then(|properties| properties.child("vMerge"));
                let goes_on = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
                above.resize(above.len().max(column + columns as usize), None);
                let begun = above[column].filter(|_| goes_on);
                if let Some((row, place)) = begun {
                    table[row][place].rows += u32::from(column == first_column(&above, (row, place)));
                } else {
                    let place = merge.is_some().then_some((table.len(), line.len()));
                    above[column..column + columns as usize].fill(place);
                    line.push(Cell {
                        text: self.cell(cell),
                        columns,
                        rows: 1,
                        at: None,
                    });
                }
                column += columns as usize;
            }
            table.push(line);
        }
        table
    }

    /// Paragraphs of a cell one below the other.
    fn cell(&mut self, cell: &'d Element) -> String {
        self.pieces(cell)
            .into_iter()
            .map(Piece::words)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn first_column(above: &[Option<(usize, usize)>], place: (usize, usize)) -> usize {
    above.iter().position(|cell| *cell == Some(place)).unwrap_or(0)
}

fn property(element: &Element, properties: &str, name: &str) -> Option<u32> {
    element.child(properties)?.value(name)?.parse().ok()
}

/// Rows that were not deleted, also those in content controls.
fn rows_of(table: &Element) -> Vec<&Element> {
    inside(table, "tr")
        .into_iter()
        .filter(|row| {
            row.child("trPr")
                .is_none_or(|properties| properties.child("del").is_none())
        })
        .collect()
}

fn cells_of<'d>(row: &&'d Element) -> Vec<&'d Element> {
    inside(row, "tc")
}

/// The children with a name, also where a content control or an insertion stands around them.
fn inside<'d>(element: &'d Element, name: &str) -> Vec<&'d Element> {
    let mut found = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            own if own == name => found.push(child),
            "sdt" | "sdtContent" | "ins" | "customXml" => found.extend(inside(child, name)),
            _ => {}
        }
    }
    found
}
