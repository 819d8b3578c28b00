//! The body of a Word document, a text box, a cell or a note as pieces.

use super::super::pieces::Piece;
use super::super::xml::Element;
use super::notes::Notes;
use super::numbering::Numbering;
use super::run::{self, Words};
use super::styles::{Styles, own_looks};

/// Reads blocks; keeps what is counted on the way.
pub struct Body<'d, 's> {
    styles: &'s Styles,
    numbering: Numbering,
    notes: &'s Notes<'d>,
    /// Text of a paragraph whose end was deleted: it goes on in the next.
    open: String,
}

impl<'d, 's> Body<'d, 's> {
    /// At the beginning.
    pub fn new(styles: &'s Styles, numbering: Numbering, notes: &'s Notes<'d>) -> Self {
        Body {
            styles,
            numbering,
            notes,
            open: String::new(),
        }
    }

    /// The blocks in an element.
    pub fn pieces(&mut self, parent: &'d Element) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, &mut pieces),
                "tbl" => pieces.extend(self.table(element)),
                "del" | "moveFrom" => {}
                "AlternateContent" => {
                    let choice = element.child("Choice").or_else(|| element.child("Fallback"));
                    choice.into_iter().for_each(|choice| pieces.extend(self.pieces(choice)));
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "txbxContent" => {
                    pieces.extend(self.pieces(element));
                }
                _ => {}
            }
        }
        pieces
    }

    fn paragraph(&mut self, paragraph: &'d Element, pieces: &mut Vec<Piece>) {
        let properties = paragraph.child("pPr");
        let style = self
            .styles
            .looks(properties.and_then(|properties| properties.value("pStyle")));
        let own = own_looks(properties, None);
        let mut words = Words::default();
        run::collect(paragraph, &mut words);
        let mark_deleted = properties
            .and_then(|properties| properties.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let empty = words.text.trim().is_empty();
        let text = std::mem::take(&mut self.open) + words.text.as_str();
        if mark_deleted {
            self.open = text;
        } else if !text.trim().is_empty() {
            // A list of number 0 takes a paragraph out of its style's list.
            let list = own.list.or(style.list).filter(|(list, _)| *list > 0 && !empty);
            let number = list.and_then(|(list, level)| self.numbering.next(list, level));
            let text = number.unwrap_or_default() + &text;
            pieces.push(match own.heading.or(style.heading) {
                Some(level) => Piece::Heading(level, text),
                None => Piece::Paragraph(text),
            });
        }
        for content in words.boxes {
            pieces.extend(self.pieces(content));
        }
        for note in words.notes {
            let note = self.notes.get(note);
            note.into_iter().for_each(|note| pieces.extend(self.pieces(note)));
        }
    }
}
