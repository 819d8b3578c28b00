//! A picture for a terminal: marks in a grid of characters, as wide as the terminal is. Hollow marks are derived values.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use unicode_width::UnicodeWidthStr;

use super::plain::clean;
use crate::chart::{Chart, Shape, ticks};

/// Rows of the plot.
const ROWS: usize = 14;
/// A terminal whose width nobody knows.
const USUAL: usize = 80;
/// Filled and hollow, one pair for each line.
const MARKS: [(char, char); 7] = [
    ('●', '○'),
    ('■', '□'),
    ('▲', '△'),
    ('◆', '◇'),
    ('★', '☆'),
    ('▼', '▽'),
    ('▶', '▷'),
];
/// Eighths of a bar.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// The picture in at most `width` columns.
pub fn plot(chart: &Chart, width: Option<u16>) -> String {
    let width = width.map_or(USUAL, usize::from).max(40);
    let mut text = clean(&chart.title) + "\n";
    text += &match chart.shape {
        Shape::Lines => points(chart, width),
        Shape::Bars => bars(chart, width),
    };
    for (index, note) in chart.notes.iter().enumerate() {
        text += &format!("{}. {}\n", index + 1, clean(note));
    }
    text
}

fn points(chart: &Chart, width: usize) -> String {
    let Some((low, high)) = chart.range() else {
        return String::new();
    };
    let ticks = ticks(low, high, 5);
    let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
    let row = |value: Decimal| {
        let share = ((value - low) / (high - low)).to_f64().unwrap_or_default();
        ((1.0 - share) * (ROWS - 1) as f64).round() as usize
    };
    let axis = ticks
        .iter()
        .map(|tick| tick.to_string().len())
        .max()
        .unwrap_or_default();
    let wide = chart.labels.iter().map(|label| label.width()).max().unwrap_or(1) + 2;
    // The latest labels, if not all fit.
    let fit = ((width - axis - 3) / wide).clamp(1, chart.labels.len().max(1));
    let first = chart.labels.len() - fit.min(chart.labels.len());
    let columns = fit * wide;
    let mut grid = vec![vec![' '; columns]; ROWS];
    for level in &chart.levels {
        for (place, value) in level.values.iter().enumerate().skip(first) {
            if let Some(value) = value {
                grid[row(*value).min(ROWS - 1)][(place - first) * wide..(place - first + 1) * wide].fill('╌');
            }
        }
    }
    for place in chart.breaks.iter().filter(|place| **place > first) {
        grid.iter_mut().for_each(|cells| cells[(place - first) * wide] = '┊');
    }
    for (index, line) in chart.lines.iter().enumerate() {
        for (place, point) in line.points.iter().enumerate().skip(first) {
            if let Some(point) = point {
                let (filled, hollow) = MARKS[index % MARKS.len()];
                let cells =
                    &mut grid[row(point.value).min(ROWS - 1)][(place - first) * wide..(place - first + 1) * wide];
                cells[free(cells)] = if point.derived { hollow } else { filled };
            }
        }
    }
    let mut text = legend(chart);
    for (number, cells) in grid.iter().enumerate() {
        let tick = ticks.iter().find(|tick| row(**tick) == number);
        let name = tick.map(Decimal::to_string).unwrap_or_default();
        let cells: String = cells.iter().collect();
        let line = format!("{name:>axis$} {} {cells}", if tick.is_some() { '┤' } else { '│' });
        text += line.trim_end();
        text.push('\n');
    }
    text += &format!("{:>axis$} └{}\n{:>axis$}  ", "", "─".repeat(columns + 1), "");
    for label in &chart.labels[first..] {
        let pad = wide - label.width();
        text += &format!(
            "{}{label}{}",
            " ".repeat(pad / 2 + 1),
            " ".repeat((pad - pad / 2).saturating_sub(1))
        );
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text += &values(chart, first);
    text
}

/// The middle of a label's place, or the cell nearest to it in which no mark of another line stands.
fn free(cells: &[char]) -> usize {
    let middle = cells.len() / 2;
    let marks = |place: &usize| {
        !MARKS
            .iter()
            .any(|(filled, hollow)| [*filled, *hollow].contains(&cells[*place]))
    };
    let mut places: Vec<usize> = (0..cells.len()).filter(marks).collect();
    places.sort_by_key(|place| place.abs_diff(middle));
    places.first().copied().unwrap_or(middle)
}

fn legend(chart: &Chart) -> String {
    let lines = chart.lines.iter().enumerate();
    let names = lines.map(|(index, line)| format!("{} {}", MARKS[index % MARKS.len()].0, clean(&line.name)));
    let levels = chart.levels.iter().map(|level| format!("╌ {}", clean(&level.name)));
    names.chain(levels).collect::<Vec<_>>().join("   ") + "\n"
}

/// The numbers themselves, which a grid of characters can only hint at.
fn values(chart: &Chart, first: usize) -> String {
    let mut text = String::new();
    for line in &chart.lines {
        let shown = line.points[first..].iter().map(|point| match point {
            Some(point) => point.shown.as_str(),
            None => "—",
        });
        text += &format!("{}: {}\n", clean(&line.name), shown.collect::<Vec<_>>().join("  "));
    }
    text
}

fn bars(chart: &Chart, width: usize) -> String {
    let names = chart.labels.iter().map(|label| label.width()).max().unwrap_or_default();
    let points = || chart.lines.iter().flat_map(|line| line.points.iter().flatten());
    let numbers = points().map(|point| point.shown.width()).max().unwrap_or_default();
    let longest = points().map(|point| point.value.abs()).max().unwrap_or_default();
    let room = width.saturating_sub(names + numbers + 4).max(8);
    let mut text = String::new();
    for (place, label) in chart.labels.iter().enumerate() {
        for line in &chart.lines {
            let Some(Some(point)) = line.points.get(place) else {
                continue;
            };
            let share = match longest.is_zero() {
                true => 0.0,
                false => (point.value.abs() / longest).to_f64().unwrap_or_default(),
            };
            let pad = " ".repeat(names - label.width());
            text += &format!(
                "{label}{pad} {} {}\n",
                bar((share * room as f64 * 8.0).round() as usize),
                point.shown
            );
        }
    }
    text
}

fn bar(eighths: usize) -> String {
    let whole = "█".repeat(eighths / 8);
    match eighths % 8 {
        0 => whole,
        part => format!("{whole}{}", EIGHTHS[part - 1]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Level, Line, Point};

    fn point(value: &str, derived: bool) -> Option<Point> {
        Some(Point {
            value: value.parse().unwrap(),
            shown: value.to_owned(),
            derived,
            doubt: None,
        })
    }

    fn chart(shape: Shape) -> Chart {
        Chart {
            title: "澄河区PM2.5平均浓度".into(),
            unit: "微克/立方米".into(),
            shape,
            labels: ["2024Q1", "2024Q2", "2024Q3", "2024Q4"].map(String::from).into(),
            lines: vec![Line {
                name: "澄河区".into(),
                points: vec![point("42.1", false), point("21.9", true), None, point("38", false)],
            }],
            levels: vec![Level {
                name: "目标".into(),
                values: vec![Some(Decimal::from(35)); 4],
            }],
            breaks: Vec::new(),
            notes: vec!["空心为推算值".into()],
        }
    }

    #[test]
    fn marks_in_a_grid() {
        insta::assert_snapshot!(plot(&chart(Shape::Lines), Some(60)));
    }

    #[test]
    fn a_break_is_an_upright_line() {
        let broken = Chart {
            breaks: vec![2],
            ..chart(Shape::Lines)
        };
        let text = plot(&broken, Some(60));
        assert_eq!(text.matches('┊').count(), ROWS);
    }

    #[test]
    fn bars_with_their_numbers() {
        insta::assert_snapshot!(plot(&chart(Shape::Bars), Some(60)));
    }

    #[test]
    fn a_narrow_terminal_shows_the_latest() {
        let mut chart = chart(Shape::Lines);
        chart.labels = (0..40).map(|number| format!("Q{number}")).collect();
        chart.lines[0].points = (0..40).map(|number| point(&number.to_string(), false)).collect();
        chart.levels.clear();
        let text = plot(&chart, Some(40));
        assert!(text.contains("Q39") && !text.contains("Q0 "));
        assert!(
            text.lines()
                .filter(|line| !line.contains(':'))
                .all(|line| line.width() <= 42),
            "{text}"
        );
    }
}
