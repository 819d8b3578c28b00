//! PDF: glyphs and ruling lines of every page → lines, tables, paragraphs.

mod columns;
mod flow;
mod grid;
mod lines;
mod page;
mod running;
mod unruled;

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use super::pieces::compose;
use super::{Document, Error, Format, Meta};
use page::Page;

const WHAT: &str = "a PDF";
/// Most pages of a report.
const PAGES: usize = 1_000;
/// Largest content of a page, unpacked, in megabytes.
const PAGE_MB: usize = 32;
/// Share of glyphs, in hundredths, that may have lost their characters.
const UNKNOWN_SHARE: usize = 5;

/// Whether a file is a PDF: its mark stands in the first bytes, but not always at the very beginning.
pub fn is_signed(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    bytes.starts_with(b"%PDF") || !bytes.starts_with(b"<") && head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => broken("it is under a password"),
        LoadPdfError::Invalid => broken("its structure is damaged"),
    })?;
    let count = pdf.pages().len();
    if count > PAGES {
        return Err(broken(format!("it has more than {PAGES} pages")));
    }
    let mut pages = Vec::with_capacity(count);
    for page in pdf.pages().iter() {
        if page
            .page_stream()
            .is_some_and(|stream| stream.len() > PAGE_MB * 1_000_000)
        {
            return Err(broken(format!("a page unpacks to more than {PAGE_MB} MB")));
        }
        pages.push(Page::of(page, pdf.xref()).map_err(broken)?);
    }
    let glyphs: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    if unknown * 100 > (glyphs + unknown) * UNKNOWN_SHARE {
        return Err(Error::NoText {
            what: "a PDF whose fonts do not tell their characters".to_owned(),
        });
    }
    if glyphs == 0 {
        let scanned = pages.iter().any(|page| page.images > 0);
        let what = if scanned { "a scanned PDF, only images" } else { WHAT };
        return Err(Error::NoText { what: what.to_owned() });
    }
    let meta = Meta {
        format: Format::Pdf,
        ..Meta::default()
    };
    Ok(compose(flow::pieces(pages), meta))
}

fn broken(why: impl Into<String>) -> Error {
    Error::Broken {
        what: WHAT.to_owned(),
        why: why.into(),
    }
}
