//! Footnotes and endnotes by their ids.

use std::collections::HashMap;

use super::super::xml::Element;

/// The notes of a document.
#[derive(Debug, Default)]
pub struct Notes<'d> {
    foot: HashMap<String, &'d Element>,
    end: HashMap<String, &'d Element>,
}

impl<'d> Notes<'d> {
    /// From the roots of their parts.
    pub fn new(footnotes: Option<&'d Element>, endnotes: Option<&'d Element>) -> Self {
        Notes {
            foot: by_id(footnotes),
            end: by_id(endnotes),
        }
    }

    /// The note that a reference names.
    pub fn get(&self, reference: &Element) -> Option<&'d Element> {
        let id = reference.attribute("id")?;
        match reference.name.as_str() {
            "footnoteReference" => self.foot.get(id).copied(),
            _ => self.end.get(id).copied(),
        }
    }
}

/// Separators are notes of a type, too; they have no text.
fn by_id(root: Option<&Element>) -> HashMap<String, &Element> {
    root.into_iter()
        .flat_map(Element::elements)
        .filter(|note| note.attribute("type").is_none_or(|kind| kind == "normal"))
        .filter_map(|note| Some((note.attribute("id")?.to_owned(), note)))
        .collect()
}
