//! Plain text, with its line breaks wherever they are.

use super::{Document, Error, Format, Meta, decode, segment};

/// Reads a text file in any encoding that bureaus use.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    decode::decode(bytes).map(from_text).ok_or(Error::Encoding)
}

/// A document from text that is already decoded.
pub fn from_text(text: String) -> Document {
    let blocks = segment::segment(&text);
    Document {
        text,
        blocks,
        pages: Vec::new(),
        sheets: Vec::new(),
        meta: Meta {
            format: Format::Text,
            ..Meta::default()
        },
    }
}
