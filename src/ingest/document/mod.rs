//! Bytes → [`Document`]: headings, paragraphs and tables, each with its place in the text. Knows no indicator.

mod decode;
mod docx;
mod error;
mod grid;
mod html;
mod lines;
mod markdown;
#[cfg(feature = "office")]
mod office;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod readers;
mod segment;
mod sheet;
mod text;
mod xml;

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use error::Error;
pub use readers::{Format, needs_a_child};
pub use text::from_text;

/// Largest file that is read, in megabytes.
pub const LIMIT_MB: usize = 64;
/// Most text of a document, in megabytes: more than a yearbook has, and read within two seconds.
const TEXT_MB: usize = 12;

/// Reads a document. The format is found by its signature first, by the file's extension second.
///
/// A damaged file of a binary format may panic in its reader, or take all memory: whoever reads files of others asks
/// [`needs_a_child`] and reads those in a process that may fail.
pub fn read(bytes: &[u8], file_name: Option<&str>) -> Result<Document, Error> {
    if bytes.len() > LIMIT_MB * 1_000_000 {
        return Err(Error::TooLarge { limit: LIMIT_MB });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    let reader = readers::reader_of(bytes, file_name)?;
    let document = (reader.read)(bytes)?;
    if document.text.len() > TEXT_MB * 1_000_000 {
        return Err(Error::TooMuchText { limit: TEXT_MB });
    }
    match document.text.trim().is_empty() {
        true => Err(Error::NoText {
            what: reader.what.to_owned(),
        }),
        false => Ok(document),
    }
}

/// A document as every reader hands it on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The whole text. For a text file: its decoded content, unchanged (a byte-order mark is not part of it).
    pub text: String,
    /// Blocks in reading order; their ranges are byte ranges of `text` and do not overlap.
    pub blocks: Vec<Block>,
    /// Where pages begin, in bytes of `text`; empty where the format has none.
    pub pages: Vec<usize>,
    /// The sheets of a workbook, in the order of the text; empty for what is none.
    pub sheets: Vec<SheetPart>,
    /// What the container says beside the text.
    pub meta: Meta,
}

/// What a sheet of a workbook gives to the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPart {
    /// Its name; a CSV file has none.
    pub name: Option<String>,
    /// Where its first word stands, in bytes of the text: its name may be a heading.
    pub start: usize,
    /// The cells that show something: where the text of each begins, its row and its column, both from 1.
    pub cells: Vec<(usize, u32, u32)>,
}

/// What a container says about a document beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The file's format.
    pub format: Format,
    /// Title, where the format carries one (HTML, Word).
    pub title: Option<String>,
    /// Date of publication, where the format carries one.
    pub published: Option<NaiveDate>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A title or section heading: no sentence, it opens a scope.
    Heading {
        /// 0 is the document's title, 1 is 一、, 2 is （一）, 3 is 1.
        level: u8,
        /// Where it stands.
        span: Range<usize>,
    },
    /// One paragraph; lines broken inside a sentence are one paragraph, its range runs over the line breaks.
    Paragraph {
        /// Where it stands.
        span: Range<usize>,
    },
    /// A table.
    Table(Table),
}

impl Block {
    /// Where the block stands, in bytes of the document's text.
    pub fn span(&self) -> Range<usize> {
        match self {
            Block::Heading { span, .. } | Block::Paragraph { span } => span.clone(),
            Block::Table(table) => table.span.clone(),
        }
    }
}

/// A table as rows of cells. Header rows and columns are ordinary cells: what heads what is for the extractor to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Where it stands.
    pub span: Range<usize>,
    /// Rows from top to bottom.
    pub rows: Vec<Vec<TableCell>>,
}

/// Columns beyond which a merged cell is not repeated: no table of a report is so wide.
const WIDEST: usize = 256;

impl Table {
    /// The table as a full grid: for every row the cells in its columns, a merged cell in every place that it covers.
    /// A row with nothing but one merged cell is a caption and keeps one cell.
    pub fn grid(&self) -> Vec<Vec<&TableCell>> {
        let mut grid: Vec<Vec<&TableCell>> = Vec::new();
        // For each column the cell from above that still covers it, and for how many rows.
        let mut hanging: Vec<Option<(&TableCell, u32)>> = Vec::new();
        for row in &self.rows {
            let filled = row.iter().filter(|cell| !cell.span.is_empty()).count();
            let caption = filled == 1 && hanging.iter().all(Option::is_none);
            let mut line: Vec<&TableCell> = Vec::new();
            for cell in row {
                take_hanging(&mut line, &mut hanging);
                for repeat in 0..cell.columns {
                    if repeat > 0 && (caption || line.len() >= WIDEST) {
                        break;
                    }
                    let column = line.len();
                    line.push(cell);
                    hanging.resize(hanging.len().max(column + 1), None);
                    hanging[column] = (cell.rows > 1).then_some((cell, cell.rows - 1));
                }
            }
            take_hanging(&mut line, &mut hanging);
            grid.push(line);
        }
        grid
    }
}

/// Puts the cells that hang down from the rows above into the next columns of a line.
fn take_hanging<'t>(line: &mut Vec<&'t TableCell>, hanging: &mut [Option<(&'t TableCell, u32)>]) {
    while let Some(Some((cell, rows))) = hanging.get(line.len()).copied() {
        hanging[line.len()] = (rows > 1).then_some((cell, rows - 1));
        line.push(cell);
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCell {
    /// Where its text stands; empty for an empty cell.
    pub span: Range<usize>,
    /// Columns that it covers, at least 1.
    pub columns: u32,
    /// Rows that it covers, at least 1.
    pub rows: u32,
}

#[cfg(test)]
mod tests {
    use super::{Table, TableCell};

    #[test]
    fn a_merged_cell_stands_in_every_place_that_it_covers() {
        let cell = |at: usize, columns, rows| TableCell {
            span: at..at + 1,
            columns,
            rows,
        };
        let rows = vec![
            vec![cell(0, 4, 1)],
            vec![cell(1, 1, 2), cell(2, 2, 1), cell(3, 1, 2)],
            vec![cell(4, 1, 1), cell(5, 1, 1)],
            vec![cell(6, 1, 1), cell(7, 1, 1), cell(8, 1, 1), cell(9, 1, 1)],
        ];
        let table = Table { span: 0..10, rows };
        let grid: Vec<Vec<usize>> = table
            .grid()
            .into_iter()
            .map(|line| line.into_iter().map(|cell| cell.span.start).collect())
            .collect();
        assert_eq!(grid, [vec![0], vec![1, 2, 2, 3], vec![1, 4, 5, 3], vec![6, 7, 8, 9]]);
    }
}
