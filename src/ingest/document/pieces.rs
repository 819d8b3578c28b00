//! What a file with marked parts holds, in reading order, and the one way in which that becomes a [`Document`]: whatever
//! the format, the same report has the same text and blocks.

use super::segment::{Marks, segment_marked};
use super::{Document, Meta, SheetPart, Table, TableCell};

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading that the file marks as one; 0 is the title.
    Heading(u8, String),
    /// A paragraph; a line break in it may stand inside a sentence.
    Paragraph(String),
    /// A new page begins. Inside a paragraph a form feed says the same.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code))]
    Page,
    /// A sheet of a workbook begins; its name, if it has one.
    Sheet(Option<String>),
    /// The next paragraph stands in this cell of the sheet: row and column, from 1.
    At(u32, u32),
    /// A table: rows of cells, without the places that a merged cell covers.
    Table(Vec<Vec<Cell>>),
}

impl Piece {
    /// Its words, those of a table a line for each cell.
    pub fn words(self) -> String {
        match self {
            Piece::Heading(_, words) | Piece::Paragraph(words) => words,
            Piece::Table(rows) => {
                let cells = rows.into_iter().flatten().map(|cell| cell.text);
                cells.collect::<Vec<_>>().join("\n")
            }
            Piece::Page | Piece::Sheet(_) | Piece::At(..) => String::new(),
        }
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Columns that it covers.
    pub columns: u32,
    /// Rows that it covers.
    pub rows: u32,
    /// Where the sheet has it: row and column, from 1.
    pub at: Option<(u32, u32)>,
}

impl Cell {
    /// A cell that covers only itself.
    pub fn plain(text: impl Into<String>) -> Self {
        Cell {
            text: text.into(),
            columns: 1,
            rows: 1,
            at: None,
        }
    }
}

/// Writes the parts one below the other and finds the blocks.
pub fn compose(pieces: Vec<Piece>, meta: Meta) -> Document {
    let mut text = String::new();
    let mut marks = Marks::default();
    let mut pages = Vec::new();
    let mut sheets: Vec<SheetPart> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Heading(level, words) => {
                let words = on_one_line(&words);
                marks.headings.push((text.len(), level));
                paragraph(&words, &mut text, &mut marks, &mut pages);
            }
            Piece::Paragraph(words) => paragraph(&words, &mut text, &mut marks, &mut pages),
            Piece::Page => pages.push(text.len()),
            Piece::Sheet(name) => sheets.push(SheetPart {
                name,
                start: text.len(),
                cells: Vec::new(),
            }),
            Piece::At(row, column) => place(&mut sheets, (text.len(), row, column)),
            Piece::Table(rows) => marks.tables.extend(table(rows, &mut text, &mut sheets)),
        }
    }
    let blocks = segment_marked(&text, marks);
    Document {
        text,
        blocks,
        pages,
        sheets,
        meta,
    }
}

/// Says where the text of a cell of the last sheet begins.
fn place(sheets: &mut [SheetPart], cell: (usize, u32, u32)) {
    if let Some(sheet) = sheets.last_mut() {
        sheet.cells.push(cell);
    }
}

fn paragraph(words: &str, text: &mut String, marks: &mut Marks, pages: &mut Vec<usize>) {
    let before = text.len();
    let mut lines = words.lines().filter(|line| !line.trim().is_empty()).peekable();
    if let Some(first) = lines.peek() {
        let indent = first.len() - first.trim_start().len();
        marks.paragraphs.push(before + indent);
    }
    for line in lines {
        for (index, part) in line.trim_end().split('\u{c}').enumerate() {
            if index > 0 {
                pages.push(text.len());
            }
            text.push_str(part);
        }
        text.push('\n');
    }
}

/// A row is a line, a bar stands between its cells; an empty row is left out.
fn table(rows: Vec<Vec<Cell>>, text: &mut String, sheets: &mut [SheetPart]) -> Option<Table> {
    let start = text.len();
    let mut end = start;
    let mut placed = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                text.push_str(" | ");
            }
            let at = text.len();
            text.push_str(&on_one_line(&cell.text));
            end = end.max(text.len());
            if let Some((row, column)) = cell.at.filter(|_| text.len() > at) {
                place(sheets, (at, row, column));
            }
            cells.push(TableCell {
                span: at..text.len(),
                columns: cell.columns.max(1),
                rows: cell.rows.max(1),
            });
        }
        text.push('\n');
        placed.push(cells);
    }
    let filled = placed.iter().flatten().any(|cell| !cell.span.is_empty());
    if !filled {
        text.truncate(start);
        return None;
    }
    Some(Table {
        span: start..end,
        rows: placed,
    })
}

/// Blanks and line breaks as one blank, and none beside a Chinese character: `平均\n浓度` is 平均浓度.
pub fn on_one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for part in words.split_whitespace() {
        let close = line.chars().next_back().is_some_and(is_wide) || part.chars().next().is_some_and(is_wide);
        if !line.is_empty() && !close {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// A raised digit as an exponent: 10⁴, m³. Anything else stays as it is.
pub fn superscript(c: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).map_or(c, |digit| RAISED[digit as usize])
}

/// Chinese characters and punctuation, which have no blanks between them.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '—' | '“' | '”' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    fn document(pieces: Vec<Piece>) -> Document {
        compose(pieces, Meta::default())
    }

    #[test]
    fn the_same_blocks_as_the_same_text() {
        let text = "澄河区2024年一季度工作总结\n一、环境质量\n（一）大气。一季度优良天数80天。\n完成3个项目。\n";
        let pieces = text.lines().map(|line| Piece::Paragraph(line.to_owned())).collect();
        let marked = document(pieces);
        assert_eq!(marked.text, text);
        assert_eq!(marked.blocks, super::super::from_text(text.to_owned()).blocks);
    }

    #[test]
    fn a_paragraph_ends_where_the_file_says() {
        let long = "推动错峰运输和错时生产并完善重点行业应急减排清单等项措施落地见效";
        let blocks = |words: &[String]| {
            let title = Piece::Heading(0, "一季度工作总结".into());
            let paragraphs = words.iter().cloned().map(Piece::Paragraph);
            document(std::iter::once(title).chain(paragraphs).collect())
                .blocks
                .len()
        };
        assert_eq!(blocks(&[long.into(), long.into()]), 3);
        assert_eq!(blocks(&[format!("{long}\n{long}")]), 2);
    }

    #[test]
    fn a_table_keeps_its_cells() {
        let rows = vec![
            vec![Cell::plain("区\n县"), Cell::plain("PM2.5\n（微克/立方米）")],
            vec![Cell::plain("甲 县"), Cell::plain("")],
        ];
        let document = document(vec![
            Piece::Paragraph("表1".into()),
            Piece::Table(rows),
            Piece::Heading(1, "二、水".into()),
        ]);
        assert_eq!(document.text, "表1\n区县 | PM2.5（微克/立方米）\n甲县 | \n二、水\n");
        let Block::Table(table) = &document.blocks[1] else {
            panic!("{:?}", document.blocks)
        };
        assert_eq!(&document.text[table.rows[0][1].span.clone()], "PM2.5（微克/立方米）");
        assert!(table.rows[1][1].span.is_empty());
        assert!(matches!(document.blocks[2], Block::Heading { level: 1, .. }));
    }
}
