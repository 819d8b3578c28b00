//! Tables without rules: lines that follow one another with fields far apart, most of them figures, in the same columns.
//!
//! A field belongs to the column in which it stands, not to that of its number: a blank corner or a missing value must not
//! move the others. Where a field stands under two columns, or two under one, there is no table.

use super::super::grid::is_figure;
use super::super::pieces::{Cell, Piece};
use super::lines::{Field, Line};

/// Fewest rows, the header counted.
const ROWS: usize = 3;
/// Most rows below the header: more than a page has lines.
const LARGEST: usize = 200;
/// Longest field of a row, in characters.
const LONGEST: usize = 20;

/// The table with which some lines begin, and how many of them it takes.
pub fn table(lines: &[Line]) -> Option<(Piece, usize)> {
    let (head, below) = lines.split_first()?;
    // Without its header a row would be taken for one.
    if is_body(head) {
        return None;
    }
    let body = below.iter().take(LARGEST).take_while(|line| is_body(line)).count();
    // A line that belongs to no column ends the table.
    let fitting = |rows: usize| columns(&lines[..rows]).map(|columns| (rows, columns));
    let (rows, columns) = (ROWS..=1 + body).rev().find_map(fitting)?;
    let written = lines[..rows].iter().map(|line| row(line, &columns)).collect();
    Some((Piece::Table(written), rows))
}

/// Where a column stands: from the leftmost to the rightmost of its fields.
type Column = (f64, f64);

/// The columns of some lines, header first; `None` where they are not those of one table.
fn columns(lines: &[Line]) -> Option<Vec<Column>> {
    let mut spans: Vec<Column> = lines
        .iter()
        .flat_map(|line| line.fields.iter().map(|field| (field.x, field.end)))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<Column> = Vec::new();
    for (x, end) in spans {
        match columns.last_mut() {
            Some(last) if x < last.1 => last.1 = last.1.max(end),
            _ => columns.push((x, end)),
        }
    }
    let places =
        |line: &Line| -> Vec<usize> { line.fields.iter().filter_map(|field| place(field, &columns)).collect() };
    let apart = |line: &Line| places(line).windows(2).all(|pair| pair[0] < pair[1]);
    let (head, below) = lines.split_first()?;
    let headed = places(head);
    // Every column has a name; only the corner above the names of the rows may be blank.
    let named = (1..columns.len()).all(|column| headed.contains(&column));
    let led = below.iter().all(|line| places(line).first() == Some(&0));
    (columns.len() >= 2 && named && led && lines.iter().all(apart)).then_some(columns)
}

/// The column that holds a field.
fn place(field: &Field, columns: &[Column]) -> Option<usize> {
    columns.iter().position(|(x, end)| *x <= field.x && field.end <= *end)
}

/// A cell for each column, empty where the line has nothing.
fn row(line: &Line, columns: &[Column]) -> Vec<Cell> {
    let mut cells = vec![Cell::plain(""); columns.len()];
    for field in &line.fields {
        if let Some(column) = place(field, columns) {
            cells[column] = Cell::plain(&field.text);
        }
    }
    cells
}

/// Names and figures; of two fields the second is one.
fn is_body(line: &Line) -> bool {
    let width = line.fields.len();
    let figures = line.fields.iter().filter(|field| is_figure(&field.text)).count();
    let short = line.fields.iter().all(|field| field.text.chars().count() <= LONGEST);
    width >= 2 && short && figures * 2 >= width && (width > 2 || is_figure(&line.fields[1].text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::document::pieces::is_wide;

    /// Lines as they would be typed: a wide character is two places wide, a field ends at two blanks.
    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| typed(text)).collect()
    }

    fn typed(text: &str) -> Line {
        let width = |text: &str| -> f64 { text.chars().map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum() };
        let mut fields = Vec::new();
        let mut at = 0.0;
        for part in text.split("  ") {
            let lead = width(part) - width(part.trim_start());
            if !part.trim().is_empty() {
                fields.push(Field {
                    text: part.trim().to_owned(),
                    x: at + lead,
                    end: at + width(part.trim_end()),
                });
            }
            at += width(part) + 2.0;
        }
        Line {
            text: text.to_owned(),
            x: 0.0,
            y: 0.0,
            end: at,
            size: 10.0,
            region: 0,
            fields,
        }
    }

    fn found(texts: &[&str]) -> Option<usize> {
        table(&lines(texts)).map(|(_, rows)| rows)
    }

    fn cells(texts: &[&str]) -> Vec<String> {
        let Some((Piece::Table(rows), _)) = table(&lines(texts)) else {
            return Vec::new();
        };
        let row = |row: Vec<Cell>| row.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join("|");
        rows.into_iter().map(row).collect()
    }

    #[test]
    fn rows_alike_are_a_table() {
        let rows = [
            "县区    PM2.5平均浓度  排名",
            "澄河区  3.21（3.35）   2",
            "东湖县  3.48（3.52）   3",
        ];
        assert_eq!(found(&rows), Some(3));
        assert_eq!(
            found(&["指标      数值", "优良天数  81", "综合指数  3.6", "注：审核数据"]),
            Some(3)
        );
    }

    #[test]
    fn a_blank_corner_and_missing_values_move_nothing() {
        let rows = [
            "        PM2.5  PM10  SO2",
            "澄河区  32.1   58    9",
            "东湖县  35.4         11",
            "西山县         61    8",
        ];
        assert_eq!(
            cells(&rows),
            ["|PM2.5|PM10|SO2", "澄河区|32.1|58|9", "东湖县|35.4||11", "西山县||61|8"]
        );
        let short = ["        PM2.5  PM10", "澄河区  32.1", "东湖县         61"];
        assert_eq!(cells(&short), ["|PM2.5|PM10", "澄河区|32.1|", "东湖县||61"]);
    }

    #[test]
    fn what_stands_under_two_columns_is_no_table() {
        let rows = ["县区    PM2.5  PM10", "澄河区      32.10", "东湖县      35.40"];
        assert_eq!(found(&rows), None);
    }

    #[test]
    fn text_is_none() {
        assert_eq!(found(&["优良天数81天。", "罚款3万元。", "办结5件。"]), None);
        let apart = ["抄送：  局领导", "印发：  2024年7月9日", "联系人：  王某"];
        assert_eq!(found(&apart), None);
        assert_eq!(found(&["县区    PM2.5  排名", "澄河区  3.2    2"]), None);
        assert_eq!(found(&["澄河区  3.2  2", "东湖县  3.4  3", "西山县  3.0  1"]), None);
    }
}
