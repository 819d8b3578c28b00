//! Text of a paragraph: runs with their characters, inserted text but not deleted text, references to notes, text boxes.

use super::super::pieces::superscript;
use super::super::xml::{Element, Node};

/// What was found in a paragraph.
#[derive(Debug, Default)]
pub struct Words<'d> {
    /// The text.
    pub text: String,
    /// References to notes, in order.
    pub notes: Vec<&'d Element>,
    /// Contents of text boxes.
    pub boxes: Vec<&'d Element>,
}

/// Collects the text of a paragraph or anything in it.
pub fn collect<'d>(element: &'d Element, words: &mut Words<'d>) {
    for child in element.elements() {
        match child.name.as_str() {
            "del" | "moveFrom" | "pPr" | "rPr" | "instrText" | "delText" | "fldData" | "rt" => {}
            "r" if is_hidden(child) => {}
            "r" => run(child, words),
            "AlternateContent" => {
                let choice = child.child("Choice").or_else(|| child.child("Fallback"));
                choice.into_iter().for_each(|choice| collect(choice, words));
            }
            "txbxContent" => words.boxes.push(child),
            "footnoteReference" | "endnoteReference" => words.notes.push(child),
            // Formulas hold their text in `m:t`.
            "t" => words.text.push_str(&own_text(child)),
            _ => collect(child, words),
        }
    }
}

fn is_hidden(run: &Element) -> bool {
    run.child("rPr").is_some_and(|properties| properties.is_on("vanish"))
}

fn run<'d>(run: &'d Element, words: &mut Words<'d>) {
    let raised = run.child("rPr").and_then(|properties| properties.value("vertAlign")) == Some("superscript");
    for child in run.elements() {
        match child.name.as_str() {
            "t" if raised => words.text.extend(own_text(child).chars().map(superscript)),
            "t" => words.text.push_str(&own_text(child)),
            "tab" | "ptab" => words.text.push('\t'),
            "br" | "cr" => words.text.push('\n'),
            "noBreakHyphen" => words.text.push('-'),
            "sym" => words.text.extend(symbol(child)),
            "rPr" | "instrText" | "delText" | "fldData" => {}
            "footnoteReference" | "endnoteReference" => words.notes.push(child),
            "ruby" => child
                .child("rubyBase")
                .into_iter()
                .for_each(|base| collect(base, words)),
            "AlternateContent" => {
                let choice = child.child("Choice").or_else(|| child.child("Fallback"));
                choice.into_iter().for_each(|choice| collect(choice, words));
            }
            _ => collect(child, words),
        }
    }
}

fn own_text(element: &Element) -> String {
    let text = |node: &Node| match node {
        Node::Text(text) => text.replace('\n', " "),
        Node::Element(_) => String::new(),
    };
    element.children.iter().map(text).collect()
}

/// Characters of the Symbol font stand in the private area; those that units and comparisons need have a place of their own.
fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    Some(match code & 0xff {
        0x6d => 'μ',
        0xb0 => '°',
        0xb3 => '≥',
        0xa3 => '≤',
        0xb1 => '±',
        0xb4 => '×',
        0x25 => '%',
        _ if code < 0xe000 => char::from_u32(code)?,
        _ => return None,
    })
}
