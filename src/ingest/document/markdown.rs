//! Markdown: headings by their signs, tables, lists; what only sets a face (emphasis, links, code) leaves no trace.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::pieces::{Cell, Piece, compose};
use super::{Document, Error, Format, Meta, decode};

/// Reads a Markdown file.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let text = decode::decode(bytes).ok_or(Error::Encoding)?;
    let mut reader = Reader::default();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        reader.event(event);
    }
    reader.end_paragraph();
    let meta = Meta {
        format: Format::Markdown,
        ..Meta::default()
    };
    Ok(compose(reader.pieces, meta))
}

/// What has been read, and the words of the part that is open.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    words: String,
    rows: Vec<Vec<Cell>>,
    /// Struck-out words are taken back.
    struck: usize,
    /// The number of the next item, for each open list; 0 where they have none.
    lists: Vec<u64>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) if self.struck == 0 => self.words.push_str(&words),
            Event::SoftBreak | Event::HardBreak => self.words.push('\n'),
            Event::Rule => self.end_paragraph(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strikethrough => self.struck += 1,
            Tag::List(first) => {
                self.end_paragraph();
                self.lists.push(first.unwrap_or_default());
            }
            Tag::Item => self.start_item(),
            Tag::Heading { .. } | Tag::Table(_) => self.end_paragraph(),
            _ => {}
        }
    }

    /// The number of an item is part of what its author wrote.
    fn start_item(&mut self) {
        self.end_paragraph();
        if let Some(number) = self.lists.last_mut().filter(|number| **number > 0) {
            self.words = format!("{number}.");
            *number += 1;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                self.pieces.push(heading(level, words, self.pieces.is_empty()));
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => self.end_paragraph(),
            TagEnd::List(_) => {
                self.end_paragraph();
                self.lists.pop();
            }
            TagEnd::Strikethrough => self.struck -= 1,
            TagEnd::TableCell => {
                let cell = Cell::plain(std::mem::take(&mut self.words));
                match self.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.rows.push(vec![cell]),
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.rows.push(Vec::new()),
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                let filled = rows.into_iter().filter(|row| !row.is_empty());
                self.pieces.push(Piece::Table(filled.collect()));
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.words);
        if !words.trim().is_empty() {
            self.pieces.push(Piece::Paragraph(words));
        }
    }
}

/// The first heading is the title; what is numbered as a chapter is one whatever its signs.
fn heading(level: HeadingLevel, words: String, first: bool) -> Piece {
    let level = match (first, level) {
        (true, _) => 0,
        (false, HeadingLevel::H1 | HeadingLevel::H2) => 1,
        (false, HeadingLevel::H3) => 2,
        (false, _) => 3,
    };
    Piece::Heading(level, words)
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    #[test]
    fn signs_leave_no_trace() {
        let text = "# 柳湖县一季度简报\n\n## 一、大气\n\n优良天数**78**天，~~PM2.5为50微克~~PM2.5[均值](a.html)为`35`微克/立方米。\n\n1. 检查企业12家。\n2. 罚款3万元。\n\n| 区 | PM2.5 |\n|---|---|\n| 甲 | 31 |\n";
        let document = read(text.as_bytes()).unwrap();
        assert_eq!(
            document.text,
            "柳湖县一季度简报\n一、大气\n优良天数78天，PM2.5均值为35微克/立方米。\n1.检查企业12家。\n2.罚款3万元。\n区 | PM2.5\n甲 | 31\n"
        );
        assert!(matches!(document.blocks[0], Block::Heading { level: 0, .. }));
        assert!(matches!(document.blocks[1], Block::Heading { level: 1, .. }));
        assert!(matches!(document.blocks.last(), Some(Block::Table(_))));
    }

    #[test]
    fn nothing_makes_it_fail() {
        for text in ["", "|", "~~", "# ", "> > >", "```", "| a |\n|--|", "****\n~~~~"] {
            assert!(read(text.as_bytes()).is_ok(), "{text}");
        }
    }
}
