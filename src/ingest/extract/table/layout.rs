//! Which cells are headers, which are labels, which are the body — also when a table lost its columns.

use super::Cell;

/// A place in the table: row and cell.
pub type Place = (usize, usize);

/// A part of a table with headers of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Cells that caption it: rows with a single cell.
    pub captions: Vec<Place>,
    /// For each column its header cells, from top to bottom.
    pub header: Vec<Vec<Place>>,
    /// Leading columns that hold labels.
    pub labels: usize,
    /// The body: for each line a place in every column.
    pub body: Vec<Vec<Option<Place>>>,
}

/// The parts of a table.
pub fn parts(rows: &[Vec<Cell>]) -> Vec<Part> {
    let stacked = rows.len() > 3 && rows.iter().all(|row| row.len() == 1);
    let lines: Vec<Vec<Place>> = match stacked {
        true => unstack(rows),
        false => rows
            .iter()
            .enumerate()
            .map(|(row, cells)| (0..cells.len()).map(|cell| (row, cell)).collect())
            .collect(),
    };
    let mut parts = Vec::new();
    let mut part = Part::default();
    let mut header: Vec<Vec<Place>> = Vec::new();
    for line in lines {
        let filled = line.iter().filter(|place| !text(rows, **place).is_empty()).count();
        let figures = line.iter().filter(|place| has_figure(rows, **place)).count();
        let label = line
            .iter()
            .find(|place| !text(rows, **place).is_empty())
            .is_some_and(|place| !has_figure(rows, *place));
        if filled == 1 && figures == 0 {
            finish(&mut part, &mut parts);
            part.captions.push(line[0]);
        } else if figures == 0 {
            if !part.body.is_empty() {
                finish(&mut part, &mut parts);
                header.clear();
            }
            header.push(line);
        } else {
            if part.header.is_empty() {
                part.header = columns(&header, line.len());
            }
            // A row of another length lost a cell: nobody knows which.
            if part.header.len() != line.len() || line.len() < 2 {
                continue;
            }
            let labels = line.iter().take_while(|place| !has_figure(rows, **place)).count();
            part.labels = part.labels.max(if label { labels } else { labels.max(2) });
            part.body.push(line.into_iter().map(Some).collect());
        }
    }
    finish(&mut part, &mut parts);
    parts.into_iter().map(|part| turned(part, rows)).collect()
}

fn finish(part: &mut Part, parts: &mut Vec<Part>) {
    if !part.body.is_empty() {
        parts.push(std::mem::take(part));
    }
}

fn text(rows: &[Vec<Cell>], place: Place) -> String {
    rows[place.0][place.1].text()
}

fn has_figure(rows: &[Vec<Cell>], place: Place) -> bool {
    !rows[place.0][place.1].figures().is_empty()
}

/// Header lines as columns; a header line of another width heads nothing.
fn columns(header: &[Vec<Place>], width: usize) -> Vec<Vec<Place>> {
    let fitting: Vec<&Vec<Place>> = header.iter().filter(|line| line.len() == width).collect();
    (0..width)
        .map(|column| fitting.iter().map(|line| line[column]).collect())
        .collect()
}

/// One cell a line: lines of equal length whose first cell is a word, under a header of words.
fn unstack(rows: &[Vec<Cell>]) -> Vec<Vec<Place>> {
    let cells: Vec<Place> = (0..rows.len()).map(|row| (row, 0)).collect();
    let word = |index: usize| !has_figure(rows, cells[index]);
    let header = (0..cells.len()).take_while(|index| word(*index)).count();
    for width in (3..=20).filter(|width| *width <= header + 1) {
        if cells.len().is_multiple_of(width) && fits(cells.len(), width, word) {
            return cells.chunks(width).map(<[Place]>::to_vec).collect();
        }
    }
    let blank = |index: usize| {
        let text = text(rows, cells[index]);
        text.is_empty() || text.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '一'))
    };
    match (3..=20).find(|width| alike(cells.len(), *width, header, word, blank)) {
        Some(width) => cells.chunks(width).map(<[Place]>::to_vec).collect(),
        None => by_labels(&cells, header, word),
    }
}

/// Under a header of words every line has words and figures in the same columns (排名 城市 指数 变化率 首要污染物).
fn alike(
    length: usize,
    width: usize,
    header: usize,
    word: impl Fn(usize) -> bool,
    blank: impl Fn(usize) -> bool,
) -> bool {
    if !length.is_multiple_of(width) || length / width < 3 || header < width {
        return false;
    }
    let first = |column: usize| word(width + column);
    let leading = (0..width).take_while(|column| first(*column)).count();
    let same = |index: usize| word(index) == first(index % width) || blank(index) || blank(width + index % width);
    let figures = (0..width).filter(|column| !first(*column)).count();
    header == width + leading && leading < 3 && figures > 1 && (2 * width..length).all(same)
}

/// Every line of this width begins with one word and goes on with figures, or (the first) is all words.
fn fits(length: usize, width: usize, word: impl Fn(usize) -> bool) -> bool {
    (0..length / width).all(|line| {
        let cell = |column: usize| word(line * width + column);
        let labelled = cell(0) && (1..width).all(|column| !cell(column));
        let numbered = !cell(0) && cell(1) && (2..width).all(|column| !cell(column));
        labelled || numbered || line == 0 && (0..width).all(cell)
    })
}

/// Lines as long as the header: a serial number or none, a word, figures; a total has no serial number. A table that does
/// not come out even has lost cells, and nobody knows which.
fn by_labels(cells: &[Place], width: usize, word: impl Fn(usize) -> bool) -> Vec<Vec<Place>> {
    let unreadable = || cells.iter().map(|cell| vec![*cell]).collect();
    if width < 3 {
        return unreadable();
    }
    let mut lines = vec![cells[..width].to_vec()];
    let mut start = width;
    while start < cells.len() {
        let serial = start + 1 < cells.len() && !word(start) && word(start + 1);
        let length = if serial || !word(width) {
            width - usize::from(!serial)
        } else {
            width
        };
        let figures = start + 1 + usize::from(serial);
        let end = start + length;
        if end > cells.len() || !(serial || word(start)) || (figures..end).any(&word) {
            return unreadable();
        }
        if length == width {
            lines.push(cells[start..end].to_vec());
        }
        start = end;
    }
    lines
}

/// A table whose row labels name the indicators and whose header names places is turned round.
fn turned(part: Part, rows: &[Vec<Cell>]) -> Part {
    let names = |place: &Place| {
        rows[place.0][place.1]
            .tokens
            .list
            .iter()
            .any(|token| matches!(token.kind, crate::language::token::Kind::Mention(..)))
    };
    let ranked = |place: &Place| text(rows, *place).contains("排名");
    let in_header = part
        .header
        .iter()
        .skip(1)
        .flatten()
        .filter(|place| names(place))
        .count();
    let in_labels = part
        .body
        .iter()
        .filter_map(|line| line.first().copied().flatten())
        .filter(|place| names(place) || ranked(place))
        .count();
    if in_labels == 0 || in_header > 0 || part.labels != 1 || part.header.is_empty() {
        return part;
    }
    let width = part.header.len();
    let header = std::iter::once(part.header[0].clone())
        .chain(
            part.body
                .iter()
                .map(|line| line.first().copied().flatten().into_iter().collect()),
        )
        .collect();
    let body = (1..width)
        .map(|column| {
            let label = part.header[column].first().copied();
            std::iter::once(label)
                .chain(part.body.iter().map(|line| line.get(column).copied().flatten()))
                .collect()
        })
        .collect();
    Part {
        captions: part.captions,
        header,
        labels: 1,
        body,
    }
}
