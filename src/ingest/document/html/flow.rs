//! The content of a page as pieces: block elements part paragraphs, tables keep their cells.

use scraper::{ElementRef, Node};

use super::super::pieces::{Cell, Piece, superscript};
use super::content::{ends_report, is_around, is_imprint, is_info, is_layout, is_links};

/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "label", "mark", "o:p", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "tt", "u", "ins", "time", "bdi", "bdo", "var", "kbd", "samp",
];

/// The pieces of an element, in reading order.
pub fn pieces(content: ElementRef<'_>) -> Vec<Piece> {
    let mut flow = Flow::default();
    flow.children(content);
    flow.end();
    let end = flow
        .pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Paragraph(words) | Piece::Heading(_, words) if ends_report(words)));
    if let Some(end) = end {
        // Nothing but links may follow; a report that speaks of 相关信息 goes on with sentences or a table.
        let report = |piece: &Piece| match piece {
            Piece::Table(_) => true,
            Piece::Page | Piece::Sheet(_) | Piece::At(..) => false,
            Piece::Heading(_, words) | Piece::Paragraph(words) => words.contains('。') && words.contains('，'),
        };
        if !flow.pieces[end..].iter().any(report) {
            flow.pieces.truncate(end);
        }
    }
    flow.pieces
}

#[derive(Default)]
struct Flow {
    pieces: Vec<Piece>,
    line: String,
    heading: Option<u8>,
}

impl Flow {
    fn children(&mut self, element: ElementRef<'_>) {
        let preformatted = element.value().name() == "pre";
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.words(text, preformatted),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        // What was struck out does not hold.
        if is_around(element) || name == "del" {
            return;
        }
        match name {
            "br" => self.line.push('\n'),
            "sup" | "sub" => self.raised(element),
            "table" if !is_layout(element) => {
                self.end();
                self.pieces.push(Piece::Table(table(element)));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end();
                self.heading = Some(name.as_bytes()[1].saturating_sub(b'1').min(3));
                self.children(element);
                self.end();
            }
            _ if INLINE.contains(&name) => self.children(element),
            "ul" | "ol" | "div" | "dl" if is_links(element) => self.end(),
            _ => {
                self.end();
                self.children(element);
                self.end();
            }
        }
    }

    /// Text with its blanks as a browser shows them: line breaks of the file are blanks.
    fn words(&mut self, text: &str, preformatted: bool) {
        for c in text.chars() {
            match c {
                '\n' if preformatted => self.line.push('\n'),
                '\n' | '\r' | '\t' | ' ' => {
                    if !self.line.ends_with([' ', '\n']) && !self.line.is_empty() {
                        self.line.push(' ');
                    }
                }
                '\u{a0}' | '\u{2002}' | '\u{2003}' => self.line.push('\u{3000}'),
                '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
                c => self.line.push(c),
            }
        }
    }

    /// m³ keeps its exponent; the digits of PM₂.₅ are ordinary ones.
    fn raised(&mut self, element: ElementRef<'_>) {
        let words: String = element.text().map(str::trim).collect();
        let digits = words.chars().all(|c| c.is_ascii_digit());
        match element.value().name() {
            "sup" if digits => self.line.extend(words.chars().map(superscript)),
            _ => self.line.push_str(&words),
        }
    }

    /// The paragraph is over.
    fn end(&mut self) {
        let heading = self.heading.take();
        let line = std::mem::take(&mut self.line);
        let words = line
            .lines()
            .map(tidy)
            .filter(|line| !line.trim().is_empty() && !is_imprint(line) && !is_info(line))
            .collect::<Vec<_>>()
            .join("\n");
        if words.is_empty() {
            return;
        }
        self.pieces.push(match heading {
            Some(level) => Piece::Heading(level, words),
            None => Piece::Paragraph(words),
        });
    }
}

/// A line without blanks at its end; blanks between Chinese characters that come from the file's line breaks are dropped.
fn tidy(line: &str) -> String {
    let mut tidy = String::with_capacity(line.len());
    let mut chars = line.trim_matches(' ').trim_end().chars().peekable();
    while let Some(c) = chars.next() {
        let wide = |c: char| super::super::pieces::is_wide(c) || c == '\u{3000}';
        let close = tidy.chars().next_back().is_some_and(wide) && chars.peek().copied().is_some_and(wide);
        if c != ' ' || !close {
            tidy.push(c);
        }
    }
    tidy
}

/// Rows and cells of a data table; hidden cells are left out.
fn table(table: ElementRef<'_>) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    rows_in(table, &mut rows);
    rows
}

fn rows_in(element: ElementRef<'_>, rows: &mut Vec<Vec<Cell>>) {
    for child in element.child_elements() {
        match child.value().name() {
            "tr" if !is_around(child) => rows.push(cells(child)),
            "caption" => rows.insert(0, vec![Cell::plain(words_of(child))]),
            _ => rows_in(child, rows),
        }
    }
}

fn cells(row: ElementRef<'_>) -> Vec<Cell> {
    row.child_elements()
        .filter(|cell| matches!(cell.value().name(), "td" | "th") && !is_around(*cell))
        .map(|cell| {
            let span = |name: &str| {
                let number = cell.value().attr(name).and_then(|number| number.trim().parse().ok());
                number.unwrap_or(1).clamp(1, 200)
            };
            Cell {
                text: words_of(cell),
                columns: span("colspan"),
                rows: span("rowspan"),
                at: None,
            }
        })
        .collect()
}

fn words_of(cell: ElementRef<'_>) -> String {
    pieces(cell)
        .into_iter()
        .map(Piece::words)
        .collect::<Vec<_>>()
        .join("\n")
}
