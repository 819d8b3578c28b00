//! Word documents (DOCX, and WPS files that are DOCX inside).

mod body;
mod notes;
mod numbering;
mod run;
mod styles;
mod table;

use super::package::Package;
use super::pieces::{Piece, compose};
use super::xml::{self, Element};
use super::{Document, Error, Format, Meta};
use body::Body;
use notes::Notes;
use numbering::Numbering;
use styles::Styles;

const WHAT: &str = "a Word document (DOCX)";
const MAIN: &str = "word/document.xml";

/// Whether a package is a Word document: its parts are named in its first bytes or its directory.
pub fn is_signed(bytes: &[u8]) -> bool {
    super::package::holds(bytes, MAIN)
}

/// Reads a Word document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes, WHAT)?;
    let root = part(&mut package, MAIN)?.ok_or_else(|| broken("it has no text part"))?;
    let styles = part(&mut package, "word/styles.xml")?.map(|root| Styles::new(&root));
    let numbering = part(&mut package, "word/numbering.xml")?.map(|root| Numbering::new(&root));
    let footnotes = part(&mut package, "word/footnotes.xml")?;
    let endnotes = part(&mut package, "word/endnotes.xml")?;
    let styles = styles.unwrap_or_default();
    let notes = Notes::new(footnotes.as_ref(), endnotes.as_ref());
    let mut body = Body::new(&styles, numbering.unwrap_or_default(), &notes);
    let text = root.child("body").ok_or_else(|| broken("it has no body"))?;
    let pieces = titled(body.pieces(text));
    let meta = Meta {
        format: Format::Docx,
        ..Meta::default()
    };
    Ok(compose(pieces, meta))
}

/// A first line that is a heading of any level is the title, unless it is numbered.
fn titled(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Heading(level, words)) = pieces.first_mut() {
        let numbered = words.starts_with(['一', '（', '(', '1', '第']);
        *level = if numbered { *level } else { 0 };
    }
    pieces
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Error> {
    let Some(bytes) = package.optional(name)? else {
        return Ok(None);
    };
    xml::parse(&bytes)
        .map(Some)
        .map_err(|why| broken(format!("`{name}`: {why}")))
}

fn broken(why: impl Into<String>) -> Error {
    Error::Broken {
        what: WHAT.to_owned(),
        why: why.into(),
    }
}

#[cfg(test)]
mod tests;
