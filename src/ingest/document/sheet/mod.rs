//! Spreadsheets: cells at their places → tables with captions above and notes below them.

mod csv;
mod display;
mod layout;
mod ods;
#[cfg(feature = "office")]
mod xls;
mod xlsx;

use std::collections::BTreeMap;

use super::pieces::{Piece, compose};
use super::{Document, Error, Format, Meta};

pub use csv::read as read_csv;
pub use ods::{is_signed as is_ods, read as read_ods};
#[cfg(feature = "office")]
pub use xls::read as read_xls;
pub use xlsx::{is_signed as is_xlsx, read as read_xlsx};

/// Row and column, from 0.
type Place = (usize, usize);

/// Columns of the widest sheet that is read.
const WIDEST: usize = 2_000;
/// Rows of the longest.
const LONGEST: usize = 100_000;

/// One sheet: what its cells show.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name.
    name: String,
    /// Cells that show something.
    cells: BTreeMap<Place, String>,
    /// Merged cells: their first place, rows and columns.
    merged: Vec<(Place, usize, usize)>,
    /// Whether something stands where nothing is read.
    beyond: bool,
}

impl Sheet {
    fn named(name: impl Into<String>) -> Self {
        Sheet {
            name: name.into(),
            ..Sheet::default()
        }
    }

    /// Puts a text into a cell; an empty one is left out.
    fn put(&mut self, place: Place, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match place.0 < LONGEST && place.1 < WIDEST {
            true => drop(self.cells.insert(place, text.to_owned())),
            false => self.beyond = true,
        }
    }

    /// Whether a merged cell that begins elsewhere covers a place.
    #[cfg(feature = "office")]
    fn is_covered(&self, place: Place) -> bool {
        self.merged.iter().any(|(first, rows, columns)| {
            *first != place
                && (first.0..first.0 + rows).contains(&place.0)
                && (first.1..first.1 + columns).contains(&place.1)
        })
    }

    /// Merges cells; a merge of one cell is none.
    fn merge(&mut self, place: Place, rows: usize, columns: usize) {
        if rows.max(1) * columns.max(1) > 1 {
            self.merged
                .push((place, rows.clamp(1, LONGEST), columns.clamp(1, WIDEST)));
        }
    }
}

/// The document of a workbook; one that is larger than any report is refused, because what is left out would be missed.
fn document(sheets: &[Sheet], format: Format) -> Result<Document, Error> {
    if sheets.iter().any(|sheet| sheet.beyond) {
        return Err(Error::Broken {
            what: "a sheet".to_owned(),
            why: format!("it goes beyond {WIDEST} columns or {LONGEST} rows"),
        });
    }
    let filled: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.cells.is_empty()).collect();
    // A name that the program gave says nothing; where one sheet has such a name, a name of another must not reach it.
    let named = filled.len() > 1 && filled.iter().all(|sheet| says_something(&sheet.name));
    let mut pieces = Vec::new();
    for sheet in filled {
        let name = Some(&sheet.name).filter(|name| !name.is_empty());
        pieces.push(Piece::Sheet(name.cloned()));
        if named {
            pieces.push(Piece::Heading(1, sheet.name.clone()));
        }
        pieces.extend(layout::pieces(sheet));
    }
    let meta = Meta {
        format,
        ..Meta::default()
    };
    Ok(compose(pieces, meta))
}

fn says_something(name: &str) -> bool {
    let generic = ["Sheet", "sheet", "工作表", "表", "附表", "附件"].iter().any(|word| {
        name.strip_prefix(word).is_some_and(|rest| {
            rest.chars()
                .all(|c| c.is_ascii_digit() || "一二三四五六七八九十 ()（）".contains(c))
        })
    });
    !generic && name.chars().any(super::pieces::is_wide)
}

#[cfg(test)]
mod tests;
