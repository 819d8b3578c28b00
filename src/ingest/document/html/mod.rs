//! Saved web pages: charset, main content, title, day of publication.

mod charset;
mod content;
mod depth;
mod flow;
mod head;

use scraper::Html;

use super::pieces::{Piece, compose, on_one_line};
use super::{Document, Error, Format, Meta};

const WHAT: &str = "a web page";

/// Whether a file begins like a web page.
pub fn is_signed(bytes: &[u8]) -> bool {
    let width = encoding_rs::Encoding::for_bom(bytes).map_or(0, |(_, width)| width);
    let head = &bytes[width..bytes.len().min(2048)];
    // UTF-16 has a zero byte beside every letter.
    let letters: Vec<u8> = head
        .iter()
        .filter(|byte| **byte != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let head = String::from_utf8_lossy(&letters);
    let start = head.trim_start();
    ["<!doctype html", "<html", "<head", "<body", "<meta"]
        .iter()
        .any(|tag| start.starts_with(tag))
        || (start.starts_with('<') && (head.contains("<html") || head.contains("<body")))
}

/// Reads a saved web page.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let source = charset::decode(bytes).ok_or(Error::Encoding)?;
    if depth::of(&source) > depth::LIMIT {
        return Err(Error::Broken {
            what: WHAT.to_owned(),
            why: format!("its elements stand more than {} deep in one another", depth::LIMIT),
        });
    }
    let page = Html::parse_document(&source);
    let content = content::find(&page);
    let mut pieces = flow::pieces(content);
    let title = head::title(&page);
    if let Some(title) = &title {
        put_title(title, &mut pieces);
    }
    Ok(compose(
        pieces,
        Meta {
            format: Format::Html,
            title,
            published: head::published(&page),
        },
    ))
}

/// The title stands above the text, once.
fn put_title(title: &str, pieces: &mut Vec<Piece>) {
    let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = dense(title);
    let mut seen = String::new();
    for piece in pieces.iter_mut().take(3) {
        let (Piece::Heading(_, words) | Piece::Paragraph(words)) = &*piece else {
            break;
        };
        let own = dense(words);
        if own == wanted {
            *piece = Piece::Heading(0, on_one_line(title));
            return;
        }
        seen.push_str(&own);
        if seen == wanted {
            return;
        }
    }
    pieces.insert(0, Piece::Heading(0, title.to_owned()));
}

#[cfg(test)]
mod tests;
