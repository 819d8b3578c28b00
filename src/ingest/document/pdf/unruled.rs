//! Tables without rules: lines that follow one another with the same number of fields far apart, most of them figures.

use super::super::grid::is_figure;
use super::super::pieces::{Cell, Piece};
use super::lines::Line;

/// Fewest rows, the header counted.
const ROWS: usize = 3;
/// Longest field of a row, in characters.
const LONGEST: usize = 20;

/// The table with which some lines begin, and how many of them it takes.
pub fn table(lines: &[Line]) -> Option<(Piece, usize)> {
    let head = lines.first()?;
    let width = fields(head).count();
    // Without its header a row would be taken for one.
    if width < 2 || is_body(head, width) {
        return None;
    }
    let alike = lines.iter().take_while(|line| fields(line).count() == width).count();
    let body = lines[1..alike].iter().take_while(|line| is_body(line, width)).count();
    let rows = 1 + body;
    let cell = |field: &str| Cell::plain(field.trim());
    let written = lines[..rows].iter().map(|line| fields(line).map(cell).collect());
    (rows >= ROWS).then(|| (Piece::Table(written.collect()), rows))
}

fn fields(line: &Line) -> impl Iterator<Item = &str> {
    line.text.split("  ").filter(|field| !field.trim().is_empty())
}

/// Names and figures; of two fields the second is one.
fn is_body(line: &Line, width: usize) -> bool {
    let figures = fields(line).filter(|field| is_figure(field.trim())).count();
    let short = fields(line).all(|field| field.chars().count() <= LONGEST);
    short && figures * 2 >= width && (width > 2 || fields(line).nth(1).is_some_and(|field| is_figure(field.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Option<usize> {
        let lines: Vec<Line> = texts
            .iter()
            .map(|text| Line {
                text: (*text).to_owned(),
                x: 0.0,
                y: 0.0,
                end: 0.0,
                size: 10.0,
                region: 0,
            })
            .collect();
        table(&lines).map(|(_, rows)| rows)
    }

    #[test]
    fn rows_alike_are_a_table() {
        let rows = [
            "县区  PM2.5平均浓度  排名",
            "澄河区  3.21（3.35）  2",
            "东湖县  3.48（3.52）  3",
        ];
        assert_eq!(found(&rows), Some(3));
        assert_eq!(
            found(&["指标  数值", "优良天数  81", "综合指数  3.6", "注：审核数据"]),
            Some(3)
        );
    }

    #[test]
    fn text_is_none() {
        assert_eq!(found(&["优良天数81天。", "罚款3万元。", "办结5件。"]), None);
        let apart = ["抄送：  局领导", "印发：  2024年7月9日", "联系人：  王某"];
        assert_eq!(found(&apart), None);
        assert_eq!(found(&["县区  PM2.5  排名", "澄河区  3.2  2"]), None);
        assert_eq!(found(&["澄河区  3.2  2", "东湖县  3.4  3", "西山县  3.0  1"]), None);
    }
}
