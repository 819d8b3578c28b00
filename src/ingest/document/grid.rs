//! Tables that lost their rules: cells parted by `|`, tabs or blanks, or one cell a line.

use std::ops::Range;

use super::lines::{Line, Role};
use super::{Table, TableCell};

/// The table whose first row is the line at `at`, and the line behind it.
pub fn table_at(text: &str, lines: &[Line<'_>], at: usize) -> Option<(Table, usize)> {
    piped(text, lines, at)
        .or_else(|| tabbed(text, lines, at))
        .or_else(|| spaced(text, lines, at))
        .or_else(|| stacked(lines, at))
}

fn table(lines: &[Line<'_>], rows: Vec<Vec<Range<usize>>>) -> Option<Table> {
    let start = lines.first()?.span.start;
    let end = lines.last()?.span.end;
    let cell = |span: Range<usize>| TableCell {
        span,
        columns: 1,
        rows: 1,
    };
    let rows = rows
        .into_iter()
        .map(|row| row.into_iter().map(cell).collect())
        .collect();
    Some(Table { span: start..end, rows })
}

/// The parts of a line between separators, trimmed; an empty cell has an empty range.
fn cells(line: &Line<'_>, separators: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = line.span.start;
    for part in line.text.split(separators) {
        let lead = part.len() - part.trim_start().len();
        let start = at + lead;
        parts.push(start..start + part.trim().len());
        at += part.len() + 1;
    }
    if line.text.ends_with(separators) {
        parts.pop();
    }
    if line.text.starts_with(separators) && parts.len() > 1 {
        parts.remove(0);
    }
    parts
}

/// Rows with `|`. A row may be broken over lines; a line with one cell continues the row, or is a row of its own where
/// every line has one.
fn piped(text: &str, lines: &[Line<'_>], at: usize) -> Option<(Table, usize)> {
    let mut next = at;
    while next < lines.len() && (lines[next].text.contains('|') || broken_cell(lines, next)) {
        next += 1;
    }
    if next == at || !lines[at].text.contains('|') {
        return None;
    }
    let rows: Vec<Vec<Range<usize>>> = lines[at..next].iter().map(|line| cells(line, &['|'])).collect();
    let rule = |row: &Vec<Range<usize>>| {
        row.iter()
            .all(|cell| text[cell.clone()].chars().all(|c| matches!(c, '-' | ':' | ' ' | '|')))
    };
    let single = rows
        .iter()
        .filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() <= 1)
        .count();
    if single * 4 >= rows.len() * 3 {
        let flat: Vec<Range<usize>> = rows.into_iter().flatten().filter(|cell| !cell.is_empty()).collect();
        return table(&lines[at..next], flat.into_iter().map(|cell| vec![cell]).collect()).map(|table| (table, next));
    }
    let has_rule = rows
        .iter()
        .skip(1)
        .any(|row| !row.is_empty() && row.iter().any(|cell| !cell.is_empty()) && rule(row));
    let joined = if has_rule { rows } else { join_broken(rows) };
    table(&lines[at..next], joined).map(|table| (table, next))
}

/// A short line between two lines with pipes: a cell whose text broke.
fn broken_cell(lines: &[Line<'_>], at: usize) -> bool {
    let short = lines[at].text.chars().count() <= 8 && !lines[at].text.ends_with('。');
    short
        && at > 0
        && lines[at - 1].text.contains('|')
        && lines.get(at + 1).is_some_and(|line| line.text.contains('|'))
        && !lines[at - 1].text.trim_end().ends_with("||")
}

/// Rows shorter than the widest that stand together make one row of the widest's length.
fn join_broken(rows: Vec<Vec<Range<usize>>>) -> Vec<Vec<Range<usize>>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut joined: Vec<Vec<Range<usize>>> = Vec::new();
    let mut open: Vec<Range<usize>> = Vec::new();
    for row in rows {
        if row.len() + 1 >= width || open.len() + row.len() > width {
            if !open.is_empty() {
                joined.push(std::mem::take(&mut open));
            }
            joined.push(row);
        } else {
            open.extend(row);
        }
    }
    if !open.is_empty() {
        joined.push(open);
    }
    joined
}

fn tabbed(_text: &str, lines: &[Line<'_>], at: usize) -> Option<(Table, usize)> {
    let next = at + lines[at..].iter().take_while(|line| line.text.contains('\t')).count();
    if next < at + 2 {
        return None;
    }
    table(
        &lines[at..next],
        lines[at..next].iter().map(|line| cells(line, &['\t'])).collect(),
    )
    .map(|table| (table, next))
}

/// Lines with the same number of blank-parted fields, most of them numbers, under a header line.
fn spaced(text: &str, lines: &[Line<'_>], at: usize) -> Option<(Table, usize)> {
    let fields = |line: &Line<'_>| -> Vec<Range<usize>> {
        line.text
            .split_whitespace()
            .map(|field| {
                let start = line.span.start + (field.as_ptr() as usize - line.text.as_ptr() as usize);
                start..start + field.len()
            })
            .collect()
    };
    let width = fields(&lines[at]).len();
    if width < 3 {
        return None;
    }
    let next = at
        + lines[at..]
            .iter()
            .take_while(|line| line.role != Role::Plain && fields(line).len() == width)
            .count();
    let numbers = |line: &Line<'_>| {
        fields(line)
            .iter()
            .filter(|field| is_figure(&text[(*field).clone()]))
            .count()
    };
    let body = lines[at..next].iter().filter(|line| numbers(line) * 2 >= width).count();
    // Without a header nobody can tell which column is what.
    let headed = numbers(&lines[at]) * 2 < width;
    if !headed || body < 2 || body + 2 < next - at {
        return None;
    }
    // Under a blank corner the same number of fields means that a row lacks one, and nobody can tell which.
    if indent(text, &lines[at]) > indent(text, &lines[next - 1]) + 2 {
        return None;
    }
    table(&lines[at..next], lines[at..next].iter().map(fields).collect()).map(|table| (table, next))
}

/// Blanks before a line.
fn indent(text: &str, line: &Line<'_>) -> usize {
    let before = text[..line.span.start].chars().rev();
    before.take_while(|c| c.is_whitespace() && *c != '\n').count()
}

/// One cell a line: a run of short lines, many of them numbers. Rows are for the reader of the table to find.
fn stacked(lines: &[Line<'_>], at: usize) -> Option<(Table, usize)> {
    let short = |line: &&Line<'_>| {
        line.text.chars().count() <= 14
            && !line.text.contains(['。', '，', '；', '|'])
            && !matches!(line.role, Role::Title | Role::Caption | Role::Numbered(_))
    };
    let next = at + lines[at..].iter().take_while(short).count();
    let figures = lines[at..next].iter().filter(|line| is_figure(line.text)).count();
    if next - at < 8 || figures * 5 < (next - at) * 2 {
        return None;
    }
    table(
        &lines[at..next],
        lines[at..next].iter().map(|line| vec![line.span.clone()]).collect(),
    )
    .map(|table| (table, next))
}

/// A bare number, percent, class or dash.
pub fn is_figure(cell: &str) -> bool {
    let plain = cell.trim_end_matches(['%', '％', '类']);
    let digits = plain
        .chars()
        .filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .count();
    let rest = plain
        .chars()
        .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".-—/()（）,．".contains(c));
    (digits > 0 && rest) || (!plain.is_empty() && plain.chars().all(|c| "ⅠⅡⅢⅣⅤ劣—".contains(c)))
}
