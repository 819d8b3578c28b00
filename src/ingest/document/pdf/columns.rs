//! Pages set in two columns: a strip that stays empty over many lines parts them, and they are read one after the other.
//! What stands above and below, over the whole width, is read before and behind them.

use super::page::Glyph;

/// Fewest lines that make columns.
const LINES: usize = 6;
/// Fewest where another page has columns that part at the same place.
const KNOWN_LINES: usize = 2;
/// Width of the empty strip, in characters.
const STRIP: f64 = 0.9;
/// A gap, in characters, that does not stand in running text.
const WIDE_GAP: f64 = 1.2;
/// Fewest characters of a column's width.
const NARROWEST: f64 = 9.0;

/// A part of a page that is read as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Where it begins, from the top.
    top: f64,
    /// Where it ends.
    bottom: f64,
    /// Where it begins, from the left.
    left: f64,
    /// Where it ends.
    right: f64,
}

impl Region {
    const PAGE: Region = Region {
        top: f64::NEG_INFINITY,
        bottom: f64::INFINITY,
        left: f64::NEG_INFINITY,
        right: f64::INFINITY,
    };

    /// Whether something that begins here belongs to it.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        self.top <= y && y < self.bottom && self.left <= x && x < self.right
    }

    /// Whether other text stands beside it.
    pub fn is_column(&self) -> bool {
        self.left.is_finite() || self.right.is_finite()
    }

    /// Where the column on its right begins.
    pub fn gutter(&self) -> Option<f64> {
        self.right.is_finite().then_some(self.right)
    }
}

/// What stands at one height: from where to where each piece of it goes.
struct Row {
    y: f64,
    spans: Vec<(f64, f64)>,
}

impl Row {
    fn crosses(&self, strip: (f64, f64)) -> bool {
        self.spans.iter().any(|span| span.0 < strip.1 && strip.0 < span.1)
    }

    /// From where to where it goes on one side of a place.
    fn side(&self, at: f64, left: bool) -> Option<(f64, f64)> {
        let own = self.spans.iter().filter(|span| (span.0 < at) == left);
        own.copied()
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }

    /// Whether one side is running text, without a gap in which a column of a table could end.
    fn is_dense(&self, at: f64, left: bool, size: f64) -> bool {
        let mut own: Vec<(f64, f64)> = self
            .spans
            .iter()
            .copied()
            .filter(|span| (span.0 < at) == left)
            .collect();
        own.sort_by(|one, other| one.0.total_cmp(&other.0));
        own.windows(2).all(|pair| pair[1].0 - pair[0].1 < WIDE_GAP * size)
    }
}

/// The parts of a page in the order in which they are read; `tables` are (top, left, right) of its ruled tables,
/// `known` is where the columns of another page part: the last lines of a text are too few to tell.
pub fn regions(glyphs: &[Glyph], tables: &[(f64, f64, f64)], known: Option<f64>) -> Vec<Region> {
    let size = super::lines::usual_size(glyphs);
    let mut regions = Vec::new();
    split(&rows(glyphs, tables, size), (size, known), Region::PAGE, &mut regions);
    regions
}

fn rows(glyphs: &[Glyph], tables: &[(f64, f64, f64)], size: f64) -> Vec<Row> {
    let seen = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let mut marks: Vec<(f64, (f64, f64))> = seen.map(|glyph| (glyph.y, (glyph.x, glyph.end))).collect();
    marks.extend(tables.iter().map(|(top, left, right)| (*top, (*left, *right))));
    marks.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut rows: Vec<Row> = Vec::new();
    for (y, span) in marks {
        match rows.last_mut().filter(|row| y - row.y < 0.5 * size) {
            Some(row) => row.spans.push(span),
            None => rows.push(Row { y, spans: vec![span] }),
        }
    }
    rows
}

/// Finds the columns in some rows, then in what stands above and below them.
fn split(rows: &[Row], by: (f64, Option<f64>), page: Region, regions: &mut Vec<Region>) {
    let Some((first, last, gutter)) = columns(rows, by) else {
        regions.push(page);
        return;
    };
    let between = |above: usize| (rows[above].y + rows[above + 1].y) / 2.0;
    let top = if first == 0 { page.top } else { between(first - 1) };
    let bottom = if last + 1 == rows.len() {
        page.bottom
    } else {
        between(last)
    };
    if first > 0 {
        split(&rows[..first], by, Region { bottom: top, ..page }, regions);
    }
    let both = Region { top, bottom, ..page };
    regions.push(Region { right: gutter, ..both });
    regions.push(Region { left: gutter, ..both });
    if last + 1 < rows.len() {
        split(&rows[last + 1..], by, Region { top: bottom, ..page }, regions);
    }
}

/// The longest run of rows that stand in two columns: its first and its last row, and where the columns part.
fn columns(rows: &[Row], (size, known): (f64, Option<f64>)) -> Option<(usize, usize, f64)> {
    let spans = || rows.iter().flat_map(|row| &row.spans);
    let left = spans().map(|span| span.0).fold(f64::INFINITY, f64::min);
    let right = spans().map(|span| span.1).fold(f64::NEG_INFINITY, f64::max);
    if right - left < 2.0 * NARROWEST * size {
        return None;
    }
    // Columns are about as wide as one another.
    let places = (0..=60).map(|step| left + (right - left) * (0.35 + 0.005 * f64::from(step)));
    let places = places.filter(|_| known.is_none()).chain(known);
    let runs = places.flat_map(|at| runs(rows, at, STRIP * size).into_iter().map(move |run| (run, at)));
    let sound = runs.filter(|((first, last), at)| is_prose(&rows[*first..=*last], *at, size, known.is_some()));
    let best = sound.max_by_key(|((first, last), _)| last - first)?;
    Some((best.0.0, best.0.1, best.1))
}

/// Runs of rows that leave a strip empty.
fn runs(rows: &[Row], at: f64, width: f64) -> Vec<(usize, usize)> {
    let strip = (at - width / 2.0, at + width / 2.0);
    let mut runs = Vec::new();
    let mut begin = None;
    for (index, row) in rows.iter().enumerate() {
        match (row.crosses(strip), begin) {
            (true, Some(first)) => {
                runs.push((first, index - 1));
                begin = None;
            }
            (false, None) => begin = Some(index),
            _ => {}
        }
    }
    runs.extend(begin.map(|first| (first, rows.len() - 1)));
    runs
}

/// Whether both sides are running text: many lines, most of them as long as their column is wide. The columns of a table
/// are ragged and have gaps.
fn is_prose(rows: &[Row], at: f64, size: f64, known: bool) -> bool {
    let both: Vec<&Row> = rows
        .iter()
        .filter(|row| row.side(at, true).is_some() && row.side(at, false).is_some())
        .collect();
    let dense = both
        .iter()
        .filter(|row| row.is_dense(at, true, size) && row.is_dense(at, false, size))
        .count();
    let filled = |left: bool| {
        let widths: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.side(at, left))
            .map(|(from, to)| to - from)
            .collect();
        let widest = widths.iter().copied().fold(0.0, f64::max);
        let full = widths.iter().filter(|width| **width > 0.75 * widest).count();
        known || widest > NARROWEST * size && full * 2 > widths.len()
    };
    let enough = both.len() >= if known { KNOWN_LINES } else { LINES };
    enough && dense * 5 >= both.len() * 4 && filled(true) && filled(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of `width` characters of ten points.
    fn line(x: f64, y: f64, width: usize) -> impl Iterator<Item = Glyph> {
        (0..width).map(move |index| Glyph {
            text: "字".to_owned(),
            x: x + 10.0 * index as f64,
            y,
            end: x + 10.0 * (index + 1) as f64,
            size: 10.0,
        })
    }

    fn page(left: usize, right: usize) -> Vec<Glyph> {
        let mut glyphs: Vec<Glyph> = line(0.0, 10.0, 42).collect();
        for number in 0..8 {
            let y = 30.0 + 15.0 * f64::from(number);
            glyphs.extend(line(0.0, y, left));
            glyphs.extend(line(220.0, y, right));
        }
        glyphs.extend(line(0.0, 200.0, 42));
        glyphs
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let regions = regions(&page(20, 20), &[], None);
        let order = [(0.0, 10.0), (0.0, 30.0), (220.0, 30.0), (0.0, 200.0)];
        let places: Vec<usize> = order
            .iter()
            .map(|(x, y)| regions.iter().position(|region| region.holds(*x, *y)).unwrap())
            .collect();
        assert_eq!(places, [0, 1, 2, 3]);
        assert!(regions[1].is_column() && !regions[0].is_column());
    }

    #[test]
    fn a_table_and_a_text_of_full_width_are_no_columns() {
        assert_eq!(regions(&page(3, 4), &[], None).len(), 1);
        assert_eq!(regions(&page(42, 0), &[], None).len(), 1);
        assert_eq!(regions(&[], &[], None).len(), 1);
    }

    #[test]
    fn the_last_lines_of_a_text_stand_in_the_columns_of_the_page_before() {
        let few: Vec<Glyph> = page(20, 9).into_iter().filter(|glyph| glyph.y < 70.0).collect();
        assert_eq!(regions(&few, &[], None).len(), 1);
        assert_eq!(regions(&few, &[], Some(210.0)).len(), 3);
    }

    #[test]
    fn rows_of_a_table_are_no_columns_wherever_they_part() {
        let row = |y: f64| [0.0, 110.0, 220.0, 330.0].into_iter().flat_map(move |x| line(x, y, 4));
        let glyphs: Vec<Glyph> = (0..9).flat_map(|number| row(30.0 + 15.0 * f64::from(number))).collect();
        assert_eq!(regions(&glyphs, &[], None).len(), 1);
        assert_eq!(regions(&glyphs, &[], Some(210.0)).len(), 1);
    }

    #[test]
    fn a_table_of_full_width_parts_what_stands_above_and_below() {
        let glyphs: Vec<Glyph> = page(20, 20).into_iter().filter(|glyph| glyph.y < 190.0).collect();
        let mut twice = glyphs.clone();
        twice.extend(glyphs.into_iter().map(|glyph| Glyph {
            y: glyph.y + 200.0,
            ..glyph
        }));
        let regions = regions(&twice, &[(160.0, 0.0, 420.0)], None);
        assert_eq!(regions.iter().filter(|region| region.is_column()).count(), 4);
    }
}
