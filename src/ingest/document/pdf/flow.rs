//! Lines and tables of all pages → pieces: a paragraph goes on where a line fills its width and the next begins at the
//! left, also over the end of a page.

use super::super::pieces::{Piece, is_wide};
use super::columns::{Region, regions};
use super::grid::grids;
use super::lines::{Line, lines};
use super::page::{Glyph, Page};
use super::running::drop_running;
use super::unruled;

/// A table with the place at which it begins: from the left, from the top.
type Placed = ((f64, f64), Piece);

/// A page while it is read.
struct Sheet {
    regions: Vec<Region>,
    tables: Vec<Placed>,
}

/// The pieces of all pages.
pub fn pieces(pages: Vec<Page>) -> Vec<Piece> {
    let (mut drawn, mut gutter) = (Vec::new(), None);
    let mut sheets = Vec::new();
    let mut texts = Vec::new();
    for mut page in pages {
        let grids = grids(&page);
        let tables: Vec<Placed> = grids
            .iter()
            .map(|grid| {
                let rows = grid.rows(&mut page.glyphs);
                ((grid.width().0, grid.top()), Piece::Table(rows))
            })
            .collect();
        let places: Vec<(f64, f64, f64)> = grids
            .iter()
            .map(|grid| (grid.top(), grid.width().0, grid.width().1))
            .collect();
        let regions = regions(&page.glyphs, &places, None);
        gutter = gutter.or_else(|| regions.iter().find_map(Region::gutter));
        drawn.push((page, places, Sheet { regions, tables }));
    }
    for (page, places, mut sheet) in drawn {
        if gutter.is_some() && sheet.regions.len() == 1 {
            sheet.regions = regions(&page.glyphs, &places, gutter);
        }
        texts.push((page.height, lines_of(page.glyphs, &sheet.regions)));
        sheets.push(sheet);
    }
    drop_running(&mut texts);
    let wide = texts.iter().zip(&sheets).flat_map(|((_, lines), sheet)| {
        lines
            .iter()
            .filter(|line| !sheet.regions.get(line.region).is_some_and(Region::is_column))
    });
    let mut flow = Flow {
        margins: Margins::of(wide),
        pieces: Vec::new(),
        open: None,
    };
    for (sheet, (_, lines)) in sheets.into_iter().zip(texts) {
        flow.page(sheet, lines);
    }
    flow.end();
    flow.pieces
}

/// The lines of a page, part by part.
fn lines_of(mut glyphs: Vec<Glyph>, regions: &[Region]) -> Vec<Line> {
    let mut all = Vec::new();
    for (region, place) in regions.iter().enumerate() {
        let own = glyphs.extract_if(.., |glyph| place.holds(glyph.x, glyph.y)).collect();
        all.extend(lines(own).into_iter().map(|line| Line { region, ..line }));
    }
    all
}

/// Where running text begins and ends.
#[derive(Clone, Copy)]
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

/// Three fields and more, far apart: a row of a table without rules.
fn is_row(line: &str) -> bool {
    line.matches("  ").count() >= 2
}

struct Flow {
    margins: Margins,
    pieces: Vec<Piece>,
    /// The paragraph so far, its last line, and where the lines of that part of the page end.
    open: Option<(String, Line, Margins)>,
}

impl Flow {
    fn page(&mut self, sheet: Sheet, lines: Vec<Line>) {
        let mut begun = false;
        let mut tables = sheet.tables;
        let mut lines = lines.into_iter().peekable();
        for (number, region) in sheet.regions.iter().enumerate() {
            let mut own = tables
                .extract_if(.., |((x, y), _)| region.holds(*x, *y))
                .collect::<Vec<_>>()
                .into_iter()
                .peekable();
            let text: Vec<Line> = std::iter::from_fn(|| lines.next_if(|line| line.region == number)).collect();
            let wide = self.margins;
            if region.is_column() {
                self.margins = Margins::of(text.iter());
            }
            let mut opens = true;
            let mut rest = text.as_slice();
            while let Some((line, behind)) = rest.split_first() {
                while let Some((_, table)) = own.next_if(|((_, top), _)| *top < line.y) {
                    self.table(table, &mut begun);
                }
                rest = match unruled::table(rest) {
                    Some((table, rows)) => {
                        self.table(table, &mut begun);
                        &rest[rows..]
                    }
                    None => {
                        self.line(line.clone(), opens, &mut begun);
                        behind
                    }
                };
                opens = false;
            }
            for (_, table) in own {
                self.table(table, &mut begun);
            }
            self.margins = wide;
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

    /// A line; `opens` is the first of its part of the page.
    fn line(&mut self, line: Line, opens: bool, begun: &mut bool) {
        let first = !std::mem::replace(begun, true);
        let margins = self.margins;
        let goes_on = self.open.as_ref().is_some_and(|(_, before, own)| {
            let near = opens || line.y - before.y < 2.6 * line.size.max(before.size);
            let same = (line.size - before.size).abs() < 0.15 * before.size;
            own.fills(before, &line)
                && margins.begins_at_left(&line)
                && near
                && same
                && !(is_row(&before.text) && is_row(&line.text))
                && !begins_anew(&before.text, &line.text)
        });
        if !goes_on {
            self.end();
            if first {
                self.pieces.push(Piece::Page);
            }
            self.open = Some((line.text.clone(), line, margins));
            return;
        }
        if let Some((words, before, own)) = &mut self.open {
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
            *own = margins;
        }
    }

    fn end(&mut self) {
        if let Some((words, ..)) = self.open.take() {
            self.pieces.push(Piece::Paragraph(words));
        }
    }
}
