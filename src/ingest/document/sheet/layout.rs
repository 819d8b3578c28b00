//! Where the tables of a sheet are: groups of rows and columns between empty ones, with what stands alone above and below.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::super::pieces::{Cell, Piece};
use super::{Place, Sheet};

/// The parts of a sheet from top to bottom.
pub fn pieces(sheet: &Sheet) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for rows in runs(&occupied_rows(sheet)) {
        let columns = columns_of(sheet, &rows);
        for columns in apart(&columns) {
            Block {
                sheet,
                rows: rows.clone(),
                columns,
            }
            .write(&mut pieces);
        }
    }
    pieces
}

/// Rows with a cell that shows something; a cell merged downwards holds its rows together.
fn occupied_rows(sheet: &Sheet) -> BTreeSet<usize> {
    let mut rows: BTreeSet<usize> = sheet.cells.keys().map(|(row, _)| *row).collect();
    for ((row, column), height, _) in &sheet.merged {
        if sheet.cells.contains_key(&(*row, *column)) {
            rows.extend(*row..row + height.min(&200));
        }
    }
    rows
}

/// Numbers that follow one another.
fn runs(numbers: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some(run) if run.end == *number => run.end += 1,
            _ => runs.push(*number..number + 1),
        }
    }
    runs
}

fn columns_of(sheet: &Sheet, rows: &Range<usize>) -> BTreeSet<usize> {
    let mut columns = BTreeSet::new();
    for ((row, column), _) in sheet.cells.range((rows.start, 0)..(rows.end, 0)) {
        let merge = sheet.merged.iter().find(|(place, ..)| *place == (*row, *column));
        columns.extend(*column..column + merge.map_or(1, |(.., width)| *width));
    }
    columns
}

/// Tables side by side have an empty column between them and at least two columns each; anything else is one table.
fn apart(columns: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let parts = runs(columns);
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) if parts.iter().any(|part| part.len() == 1) => {
            let whole = first.start..last.end;
            vec![whole]
        }
        _ => parts,
    }
}

/// A group of rows and columns.
struct Block<'s> {
    sheet: &'s Sheet,
    rows: Range<usize>,
    columns: Range<usize>,
}

impl Block<'_> {
    fn write(&self, pieces: &mut Vec<Piece>) {
        let alone = |row: &usize| self.texts(*row).len() <= 1;
        let above = self.rows.clone().take_while(alone).count();
        let below = self
            .rows
            .clone()
            .skip(above)
            .rev()
            .take_while(|row| alone(row) && !self.texts(*row).iter().any(|text| is_figure(text)))
            .count();
        let body = self.rows.start + above..self.rows.end - below.min(self.rows.len() - above);
        self.paragraphs(self.rows.start..body.start, pieces);
        if !body.is_empty() {
            pieces.push(Piece::Table(self.table(&body)));
        }
        self.paragraphs(body.end..self.rows.end, pieces);
    }

    /// What a row shows in the columns of the block.
    fn shown(&self, row: usize) -> impl Iterator<Item = (&Place, &String)> {
        self.sheet
            .cells
            .range((row, self.columns.start)..(row, self.columns.end))
    }

    fn texts(&self, row: usize) -> Vec<&str> {
        self.shown(row).map(|(_, text)| text.as_str()).collect()
    }

    fn paragraphs(&self, rows: Range<usize>, pieces: &mut Vec<Piece>) {
        for (place, text) in rows.flat_map(|row| self.shown(row)) {
            let (row, column) = counted(*place);
            pieces.push(Piece::At(row, column));
            pieces.push(Piece::Paragraph(text.clone()));
        }
    }

    fn table(&self, rows: &Range<usize>) -> Vec<Vec<Cell>> {
        let inside = |(row, column): &Place| rows.contains(row) && self.columns.contains(column);
        let merged: BTreeMap<Place, (usize, usize)> = self
            .sheet
            .merged
            .iter()
            .filter(|(place, ..)| inside(place))
            .map(|((row, column), height, width)| {
                let height = (*height).min(rows.end - row);
                let width = (*width).min(self.columns.end - column);
                ((*row, *column), (height, width))
            })
            .collect();
        let covered: HashSet<Place> = merged
            .iter()
            .flat_map(|((row, column), (height, width))| {
                let places = (*row..row + height)
                    .flat_map(move |row| (*column..column + width).map(move |column| (row, column)));
                places.skip(1)
            })
            .collect();
        let cell = |place: Place| {
            let (height, width) = merged.get(&place).copied().unwrap_or((1, 1));
            Cell {
                text: self.sheet.cells.get(&place).cloned().unwrap_or_default(),
                columns: width as u32,
                rows: height as u32,
                at: Some(counted(place)),
            }
        };
        rows.clone()
            .map(|row| {
                let places = self.columns.clone().map(|column| (row, column));
                places.filter(|place| !covered.contains(place)).map(cell).collect()
            })
            .collect()
    }
}

/// Row and column from 1, as people count them.
fn counted((row, column): Place) -> (u32, u32) {
    (row as u32 + 1, column as u32 + 1)
}

/// A number alone is no note.
fn is_figure(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || ".-%".contains(c))
}
