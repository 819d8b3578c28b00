//! Bytes → [`Document`]: headings, paragraphs and tables, each with its place in the text. Knows no indicator.

mod decode;
mod error;
mod grid;
mod lines;
mod segment;

use std::ops::Range;

use chrono::NaiveDate;

pub use error::Error;

/// Largest file that is read, in megabytes.
pub const LIMIT_MB: usize = 64;

/// Signatures of files that are no text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
];

/// Reads a document: by its signature first.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    if bytes.len() > LIMIT_MB * 1_000_000 {
        return Err(Error::TooLarge { limit: LIMIT_MB });
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Error::NotText { what });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    let text = decode::decode(bytes).ok_or(Error::Encoding)?;
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    Ok(from_text(text))
}

/// A document from text that is already decoded.
pub fn from_text(text: String) -> Document {
    let blocks = segment::segment(&text);
    Document {
        text,
        blocks,
        meta: Meta {
            format: "text",
            ..Meta::default()
        },
    }
}

/// A document as every reader hands it on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The whole text. For a text file: its decoded content, unchanged (a byte-order mark is not part of it).
    pub text: String,
    /// Blocks in reading order; their ranges are byte ranges of `text` and do not overlap.
    pub blocks: Vec<Block>,
    /// What the container says beside the text.
    pub meta: Meta,
}

/// What a container says about a document beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Short name of the format, for example `text`.
    pub format: &'static str,
    /// Title, where the format carries one (HTML, Word).
    pub title: Option<String>,
    /// Date of publication, where the format carries one.
    pub published: Option<NaiveDate>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Where it stands.
    pub span: Range<usize>,
    /// Rows from top to bottom.
    pub rows: Vec<Vec<TableCell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// Where its text stands; empty for an empty cell.
    pub span: Range<usize>,
    /// Columns that it covers, at least 1.
    pub columns: u32,
    /// Rows that it covers, at least 1.
    pub rows: u32,
}
