//! Lines and tables of all pages → pieces: a paragraph goes on where a line fills its width and the next begins at the
//! left, also over the end of a page.

use super::super::pieces::{Piece, is_wide};
use super::grid::grids;
use super::lines::{Line, lines};
use super::page::Page;
use super::running::drop_running;

/// The pieces of all pages.
pub fn pieces(pages: Vec<Page>) -> Vec<Piece> {
    let mut tables = Vec::new();
    let mut texts = Vec::new();
    for mut page in pages {
        let grids = grids(&page);
        let own: Vec<(f64, Piece)> = grids
            .iter()
            .map(|grid| (grid.top(), Piece::Table(grid.rows(&mut page.glyphs))))
            .collect();
        tables.push(own);
        texts.push((page.height, lines(std::mem::take(&mut page.glyphs))));
    }
    drop_running(&mut texts);
    let margins = Margins::of(texts.iter().flat_map(|(_, lines)| lines));
    let mut flow = Flow {
        margins,
        pieces: Vec::new(),
        open: None,
    };
    for (tables, (_, lines)) in tables.into_iter().zip(texts) {
        flow.page(tables, lines);
    }
    flow.end();
    flow.pieces
}

/// Where running text begins and ends.
struct Margins {
    left: f64,
    right: f64,
}

impl Margins {
    /// Most lines begin at the left margin and end near the right one.
    fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let (mut begins, mut ends): (Vec<f64>, Vec<f64>) = lines.map(|line| (line.x, line.end)).unzip();
        begins.sort_by(f64::total_cmp);
        ends.sort_by(f64::total_cmp);
        let at =
            |places: &[f64], hundredths: usize| places.get(places.len() * hundredths / 100).copied().unwrap_or(0.0);
        Margins {
            left: at(&begins, 10),
            right: at(&ends, 90),
        }
    }

    /// Whether what begins the next line had no room at the end of this one.
    fn fills(&self, line: &Line, next: &Line) -> bool {
        let room = self.right - line.end;
        room < (unbreakable(&next.text) + 0.8) * line.size
    }

    fn begins_at_left(&self, line: &Line) -> bool {
        line.x - self.left < 0.8 * line.size
    }
}

/// Width, in characters, of what cannot be broken at the beginning of a line: a number, a word, and the sign behind it.
fn unbreakable(text: &str) -> f64 {
    let narrow = text.chars().take_while(|c| !is_wide(*c) && !c.is_whitespace()).count();
    let first = if narrow == 0 { 1 } else { narrow };
    let signs = text
        .chars()
        .skip(first)
        .take_while(|c| "，。、；：？！）》”％".contains(*c))
        .count();
    let first = if narrow == 0 { 1.0 } else { narrow as f64 * 0.6 };
    first + signs as f64
}

/// A sentence is over and a number begins the next line: 8.宣传教育, （二）水, 三、工作.
fn begins_anew(before: &str, next: &str) -> bool {
    let over = before.ends_with(['。', '；', '：', '！', '？']);
    let mut rest = next.trim_start_matches(['（', '(']).chars().peekable();
    let mut digits = 0;
    while rest
        .next_if(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
        .is_some()
    {
        digits += 1;
    }
    let sign = rest.next().is_some_and(|c| "、.．）)".contains(c));
    over && (1..=3).contains(&digits) && sign && !rest.peek().is_some_and(char::is_ascii_digit)
}

struct Flow {
    margins: Margins,
    pieces: Vec<Piece>,
    /// The paragraph so far, and its last line.
    open: Option<(String, Line)>,
}

impl Flow {
    fn page(&mut self, tables: Vec<(f64, Piece)>, lines: Vec<Line>) {
        let mut tables = tables.into_iter().peekable();
        let mut begun = false;
        for line in lines {
            while let Some((_, table)) = tables.next_if(|(top, _)| *top < line.y) {
                self.table(table, &mut begun);
            }
            self.line(line, &mut begun);
        }
        for (_, table) in tables {
            self.table(table, &mut begun);
        }
        if !begun {
            self.end();
            self.pieces.push(Piece::Page);
        }
    }

    /// A table that begins a page under the same columns goes on from the page before.
    fn table(&mut self, table: Piece, begun: &mut bool) {
        self.end();
        if !std::mem::replace(begun, true) {
            self.pieces.push(Piece::Page);
        }
        self.pieces.push(table);
    }

    fn line(&mut self, line: Line, begun: &mut bool) {
        let first = !std::mem::replace(begun, true);
        let goes_on = self.open.as_ref().is_some_and(|(_, before)| {
            let near = first || line.y - before.y < 2.6 * line.size.max(before.size);
            let same = (line.size - before.size).abs() < 0.15 * before.size;
            self.margins.fills(before, &line)
                && self.margins.begins_at_left(&line)
                && near
                && same
                && !begins_anew(&before.text, &line.text)
        });
        if !goes_on {
            self.end();
            if first {
                self.pieces.push(Piece::Page);
            }
            self.open = Some((line.text.clone(), line));
            return;
        }
        if let Some((words, before)) = &mut self.open {
            // A form feed marks where in the paragraph the page turns.
            if first {
                words.push('\u{c}');
            }
            let last = words.trim_end_matches('\u{c}').chars().next_back().unwrap_or(' ');
            let next = line.text.chars().next().unwrap_or(' ');
            if !is_wide(last) && !is_wide(next) && last.is_alphanumeric() && next.is_alphanumeric() {
                words.push(' ');
            }
            words.push_str(&line.text);
            *before = line;
        }
    }

    fn end(&mut self) {
        if let Some((words, _)) = self.open.take() {
            self.pieces.push(Piece::Paragraph(words));
        }
    }
}
