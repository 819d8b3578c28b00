//! A picture as SVG: one file, no script, fonts by name. What a report states is filled, what is derived is hollow with its
//! doubt as a bar; a gap stays a gap. Colours are those of Okabe and Ito, told apart by all kinds of sight, and every line
//! has its own mark besides.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::plain::markup;
use crate::chart::{Chart, Level, Line, Point, Shape, ticks};

const WIDTH: f64 = 900.0;
const PLOT_HEIGHT: f64 = 320.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 28.0;
const FONT: f64 = 13.0;
const LINE_HEIGHT: f64 = 19.0;
/// Half the room of a mark.
const MARK: f64 = 7.0;
/// How far a number on a slope stands aside.
const STEP_ASIDE: f64 = 16.0;

/// Fonts by name: those of Windows, of macOS, of Linux.
pub(super) const FONTS: &str = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','WenQuanYi Micro Hei',sans-serif";
const COLOURS: [&str; 7] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
];
const LEVEL_COLOURS: [&str; 2] = ["#b00020", "#6a6a6a"];
const DASHES: [&str; 2] = ["7 4", "2 4"];

/// The picture.
pub fn svg(chart: &Chart) -> String {
    let mut page = Page::new(chart);
    page.title();
    page.legend();
    page.axes();
    match chart.shape {
        Shape::Lines => {
            page.breaks();
            // Below the marks and numbers, which must be read.
            page.levels();
            page.lines();
        }
        Shape::Bars => {
            page.bars();
            page.levels();
        }
    }
    page.caption();
    page.finish()
}

/// The picture under way, from top to bottom.
struct Page<'c> {
    chart: &'c Chart,
    body: String,
    ticks: Vec<Decimal>,
    /// Top of the plot.
    top: f64,
    /// Where the caption begins.
    below: f64,
    /// Boxes of the words that stand already: left, top, right, bottom.
    taken: Vec<[f64; 4]>,
}

impl<'c> Page<'c> {
    fn new(chart: &'c Chart) -> Self {
        let (low, high) = chart.range().unwrap_or_default();
        // A bar without its foot would lie about its length.
        let low = match chart.shape {
            Shape::Bars => low.min(Decimal::ZERO),
            Shape::Lines => low,
        };
        // Room for the numbers above the highest point and below the lowest.
        let room = (high - low) * Decimal::new(6, 2);
        let foot = if chart.shape == Shape::Bars || low == Decimal::ZERO {
            low
        } else {
            low - room
        };
        let (low, high) = (foot, high + room);
        Page {
            chart,
            body: String::new(),
            ticks: ticks(low, high, 6),
            top: 0.0,
            below: 0.0,
            taken: Vec::new(),
        }
    }

    fn title(&mut self) {
        self.text(LEFT, 30.0, &self.chart.title, "font-size=\"17\" font-weight=\"600\"");
        self.top = 46.0;
    }

    /// Names of lines and levels, as many beside each other as the width holds.
    fn legend(&mut self) {
        let mut x = LEFT;
        let mut y = self.top + 8.0;
        let chart = self.chart;
        let several = chart.lines.len() > 1 || !chart.levels.is_empty();
        let lines = chart.lines.iter().enumerate().filter(|_| several);
        let names = lines.map(|(index, line)| (index, line.name.as_str(), false));
        let levels = chart
            .levels
            .iter()
            .enumerate()
            .map(|(index, level)| (index, level.name.as_str(), true));
        for (index, name, is_level) in names.chain(levels) {
            let wide = width(name) + 46.0;
            if x + wide > WIDTH - RIGHT && x > LEFT {
                x = LEFT;
                y += LINE_HEIGHT;
            }
            match is_level {
                true => {
                    let style = level_style(index);
                    let _ = write!(
                        self.body,
                        "<line x1=\"{x}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" {style}/>",
                        x + 24.0
                    );
                }
                false => self.mark(x + 12.0, y, index, false, ""),
            }
            self.text(x + 30.0, y + 4.5, name, "");
            x += wide;
        }
        self.top = if several { y + 24.0 } else { self.top + 8.0 };
    }

    /// How far down a number stands.
    fn y(&self, value: Decimal) -> f64 {
        let (low, high) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        let share = ((value - low) / (high - low)).to_f64().unwrap_or_default();
        round(self.top + PLOT_HEIGHT * (1.0 - share))
    }

    /// The middle of a label's place.
    fn x(&self, label: usize) -> f64 {
        let step = (WIDTH - LEFT - RIGHT) / self.chart.labels.len().max(1) as f64;
        round(LEFT + step * (label as f64 + 0.5))
    }

    fn axes(&mut self) {
        for tick in self.ticks.clone() {
            let y = self.y(tick);
            let _ = write!(
                self.body,
                "<line x1=\"{LEFT}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" stroke=\"#e2e2e2\"/>",
                WIDTH - RIGHT
            );
            self.text(
                LEFT - 8.0,
                y + 4.5,
                &tick.to_string(),
                "text-anchor=\"end\" fill=\"#555\"",
            );
        }
        let foot = self.top + PLOT_HEIGHT;
        let step = (WIDTH - LEFT - RIGHT) / self.chart.labels.len().max(1) as f64;
        let widest = self.chart.labels.iter().map(|label| width(label)).fold(0.0, f64::max);
        let slanted = widest + 8.0 > step;
        // Slanted labels need a line's height each.
        let every = (LINE_HEIGHT / step).ceil().max(1.0) as usize;
        for (index, label) in self
            .chart
            .labels
            .iter()
            .enumerate()
            .filter(|(index, _)| index % every == 0)
        {
            let x = self.x(index);
            match slanted {
                true => {
                    let (x, y) = (x + 4.0, foot + 14.0);
                    let turned = format!("text-anchor=\"end\" fill=\"#333\" transform=\"rotate(-40 {x} {y})\"");
                    self.text(x, y, label, &turned);
                }
                false => self.text(x, foot + 20.0, label, "text-anchor=\"middle\" fill=\"#333\""),
            }
        }
        self.below = foot + if slanted { 24.0 + widest * 0.65 } else { 34.0 };
    }

    fn lines(&mut self) {
        for (index, line) in self.chart.lines.iter().enumerate() {
            self.strokes(index, line);
        }
        for (index, line) in self.chart.lines.iter().enumerate() {
            for (place, point) in line.points.iter().enumerate() {
                if let Some(point) = point {
                    self.point(index, place, line, point);
                }
            }
        }
        // Once all marks stand, the numbers find the room that they leave.
        for (index, line) in self.chart.lines.iter().enumerate() {
            for (place, point) in line.points.iter().enumerate() {
                if let Some(point) = point {
                    self.number_of(index, place, line, point);
                }
            }
        }
    }

    /// An upright line before each place at which a series breaks off.
    fn breaks(&mut self) {
        let step = (WIDTH - LEFT - RIGHT) / self.chart.labels.len().max(1) as f64;
        for place in &self.chart.breaks {
            let x = round(LEFT + step * *place as f64);
            let _ = write!(
                self.body,
                "<line x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\" stroke=\"#6a6a6a\" stroke-dasharray=\"3 3\"/>",
                self.top,
                self.top + PLOT_HEIGHT
            );
        }
    }

    /// From each point to the next one, where there is one beside it and the series does not break off between them.
    fn strokes(&mut self, index: usize, line: &Line) {
        let colour = COLOURS[index % COLOURS.len()];
        for (place, pair) in line.points.windows(2).enumerate() {
            if let [Some(from), Some(to)] = pair
                && !self.chart.breaks.contains(&(place + 1))
            {
                let (x1, x2) = (self.x(place), self.x(place + 1));
                let (y1, y2) = (self.y(from.value), self.y(to.value));
                let _ = write!(
                    self.body,
                    "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{colour}\" stroke-width=\"2\"/>"
                );
            }
        }
    }

    fn point(&mut self, index: usize, place: usize, line: &Line, point: &Point) {
        let (x, y) = (self.x(place), self.y(point.value));
        let colour = COLOURS[index % COLOURS.len()];
        if let Some(doubt) = point.doubt.filter(|doubt| !doubt.is_zero()) {
            let (high, low) = (self.y(point.value + doubt), self.y(point.value - doubt));
            let _ = write!(
                self.body,
                "<path d=\"M{x} {high}V{low}M{} {high}H{}M{} {low}H{}\" stroke=\"{colour}\" stroke-width=\"1.2\"/>",
                x - 4.0,
                x + 4.0,
                x - 4.0,
                x + 4.0
            );
        }
        let label = &self.chart.labels[place];
        let tip = format!("{} {label}: {} {}", line.name, point.shown, self.chart.unit);
        self.mark(x, y, index, point.derived, &tip);
        self.taken.push([x - MARK, y - MARK, x + MARK, y + MARK]);
    }

    fn number_of(&mut self, index: usize, place: usize, line: &Line, point: &Point) {
        let (x, y) = (self.x(place), self.y(point.value));
        let colour = COLOURS[index % COLOURS.len()];
        let reach = (y - self.y(point.value + point.doubt.unwrap_or_default())).abs();
        let beside = |place: Option<usize>| place.and_then(|place| line.points.get(place)?.as_ref());
        let neighbours = [beside(place.checked_sub(1)), beside(place.checked_add(1))];
        // In a valley the lines leave upwards: there is room below.
        let valley = neighbours.iter().flatten().all(|other| other.value > point.value);
        // On a slope the line comes from one side: the number leans to the other.
        let lean = match neighbours {
            [Some(before), Some(after)] if before.value > point.value && point.value > after.value => STEP_ASIDE,
            [Some(before), Some(after)] if before.value < point.value && point.value < after.value => -STEP_ASIDE,
            _ => 0.0,
        };
        self.number([x, y], lean, reach, valley, &point.shown, colour);
    }

    /// Writes a number above, below or beside its point, where nothing else stands; where there is no room it is left out:
    /// the mark has it as a tip.
    fn number(&mut self, [x, y]: [f64; 2], lean: f64, reach: f64, below_first: bool, shown: &str, colour: &str) {
        let half = width(shown) / 2.0 + 2.0;
        let (above, below) = (y - 10.0 - reach, y + 21.0 + reach);
        let upright = if below_first { [below, above] } else { [above, below] };
        let beside = [half + MARK, -half - MARK].map(|aside| (x + aside, y + 4.5));
        for (x, baseline) in upright.map(|baseline| (x + lean, baseline)).into_iter().chain(beside) {
            let place = [x - half, baseline - 12.0, x + half, baseline + 3.0];
            let free = !self.taken.iter().any(|other| overlaps(place, *other));
            let inside = place[1] > self.top - 14.0 && place[3] < self.top + PLOT_HEIGHT + 4.0;
            if free && inside && place[2] < WIDTH {
                self.taken.push(place);
                let halo = "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";
                let style = format!("text-anchor=\"middle\" fill=\"{colour}\" {halo}");
                return self.text(x, baseline, shown, &style);
            }
        }
    }

    fn bars(&mut self) {
        let chart = self.chart;
        let step = (WIDTH - LEFT - RIGHT) / chart.labels.len().max(1) as f64;
        let wide = round((step * 0.7 / chart.lines.len().max(1) as f64).min(60.0));
        let foot = self.y(self.ticks[0].max(Decimal::ZERO));
        for (index, line) in chart.lines.iter().enumerate() {
            let colour = COLOURS[index % COLOURS.len()];
            let aside = (index as f64 - (chart.lines.len() as f64 - 1.0) / 2.0) * wide;
            for (place, point) in line.points.iter().enumerate() {
                let Some(point) = point else { continue };
                let (x, y) = (self.x(place) + aside, self.y(point.value));
                let fill = if point.derived { "#ffffff" } else { colour };
                let _ = write!(
                    self.body,
                    "<rect x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"{}\" fill=\"{fill}\" stroke=\"{colour}\"><title>{}</title></rect>",
                    round(x - wide / 2.0),
                    round(y.min(foot)),
                    round((foot - y).abs()),
                    markup(&format!(
                        "{} {}: {} {}",
                        line.name, chart.labels[place], point.shown, chart.unit
                    )),
                );
                self.number([x, y.min(foot)], 0.0, 0.0, false, &point.shown, colour);
            }
        }
    }

    fn levels(&mut self) {
        let chart = self.chart;
        for (index, level) in chart.levels.iter().enumerate() {
            let path = self.steps(level);
            let _ = write!(
                self.body,
                "<path d=\"{path}\" fill=\"none\" {}><title>{}</title></path>",
                level_style(index),
                markup(&level.name)
            );
        }
    }

    /// A step for each label, joined where the level goes on.
    fn steps(&self, level: &Level) -> String {
        let step = (WIDTH - LEFT - RIGHT) / self.chart.labels.len().max(1) as f64;
        let mut path = String::new();
        let mut goes_on = false;
        for (place, value) in level.values.iter().enumerate() {
            let Some(value) = value else {
                goes_on = false;
                continue;
            };
            let (from, to) = (
                round(LEFT + step * place as f64),
                round(LEFT + step * (place as f64 + 1.0)),
            );
            let y = self.y(*value);
            let _ = match goes_on {
                true => write!(path, "V{y}H{to}"),
                false => write!(path, "M{from} {y}H{to}"),
            };
            goes_on = true;
        }
        path
    }

    /// A circle, a square, a triangle, a diamond, a triangle on its head, a cross or a star: as many as there are colours.
    fn mark(&mut self, x: f64, y: f64, index: usize, hollow: bool, tip: &str) {
        let colour = COLOURS[index % COLOURS.len()];
        let fill = if hollow { "#ffffff" } else { colour };
        let shape = match index % COLOURS.len() {
            0 => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\""),
            1 => format!("<path d=\"M{} {}h9v9h-9z\"", x - 4.5, y - 4.5),
            2 => format!("<path d=\"M{x} {}l5.5 10h-11z\"", y - 6.0),
            3 => format!("<path d=\"M{x} {}l6 6l-6 6l-6 -6z\"", y - 6.0),
            4 => format!("<path d=\"M{x} {}l5.5 -10h-11z\"", y + 6.0),
            5 => format!("<path d=\"M{} {}h4v4h4v4h-4v4h-4v-4h-4v-4h4z\"", x - 2.0, y - 6.0),
            _ => format!(
                "<path d=\"M{x} {}l2 4.5l5 .5l-3.8 3.3l1.2 4.9l-4.4 -2.6l-4.4 2.6l1.2 -4.9l-3.8 -3.3l5 -.5z\"",
                y - 7.0
            ),
        };
        let title = match tip {
            "" => String::new(),
            tip => format!("<title>{}</title>", markup(tip)),
        };
        let _ = write!(
            self.body,
            "{shape} fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.8\">{title}</{}>",
            if index.is_multiple_of(COLOURS.len()) {
                "circle"
            } else {
                "path"
            }
        );
    }

    fn caption(&mut self) {
        let mut y = self.below + 18.0;
        for note in &self.chart.notes {
            for line in wrapped(note, WIDTH - LEFT - RIGHT) {
                self.text(LEFT, y, &line, "fill=\"#555\" font-size=\"12\"");
                y += LINE_HEIGHT - 2.0;
            }
        }
        self.below = y;
    }

    fn text(&mut self, x: f64, y: f64, words: &str, style: &str) {
        let _ = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" {style}>{}</text>",
            round(x),
            round(y),
            markup(words)
        );
    }

    fn finish(self) -> String {
        let height = round(self.below + 4.0);
        let described: Vec<String> = self
            .chart
            .lines
            .iter()
            .map(|line| described(line, self.chart))
            .collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
             font-family=\"{FONTS}\" font-size=\"{FONT}\">\n<title>{}</title>\n<desc>{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}\n</svg>\n",
            markup(&self.chart.title),
            markup(&described.join("; ")),
            self.body.replace("><", ">\n<")
        )
    }
}

/// A line in words, for those who do not see it.
fn described(line: &Line, chart: &Chart) -> String {
    let points = line.points.iter().zip(&chart.labels);
    let shown = points.map(|(point, label)| match point {
        Some(point) => format!("{label} {}", point.shown),
        None => format!("{label} —"),
    });
    format!("{}: {}", line.name, shown.collect::<Vec<_>>().join(", "))
}

fn level_style(index: usize) -> String {
    format!(
        "stroke=\"{}\" stroke-width=\"1.6\" stroke-dasharray=\"{}\"",
        LEVEL_COLOURS[index % LEVEL_COLOURS.len()],
        DASHES[index % DASHES.len()]
    )
}

fn overlaps(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// About how wide words are: a Chinese character is as wide as high, a Latin one a little more than half of that.
fn width(words: &str) -> f64 {
    words
        .chars()
        .map(|c| if c.is_ascii() { 0.57 } else { 1.0 } * FONT)
        .sum()
}

/// Lines that fit.
fn wrapped(words: &str, wide: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for c in words.chars() {
        let own = width(c.encode_utf8(&mut [0; 4]));
        if used + own > wide {
            lines.push(String::new());
            used = 0.0;
        }
        used += own;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(value: &str, derived: bool) -> Option<Point> {
        Some(Point {
            value: value.parse().unwrap(),
            shown: value.to_owned(),
            derived,
            doubt: derived.then(|| "0.2".parse().unwrap()),
        })
    }

    fn chart() -> Chart {
        Chart {
            title: "甲<区>PM2.5".into(),
            unit: "微克/立方米".into(),
            labels: ["2024Q1", "2024Q2", "2024Q3", "2024Q4"].map(String::from).into(),
            lines: vec![Line {
                name: "甲区".into(),
                points: vec![point("42.1", false), point("21.9", true), None, point("38", false)],
            }],
            levels: vec![Level {
                name: "目标".into(),
                values: vec![Some(Decimal::from(35)); 4],
            }],
            ..Chart::default()
        }
    }

    #[test]
    fn a_gap_is_not_bridged_and_words_stay_words() {
        let svg = svg(&chart());
        assert_eq!(svg.matches("stroke-width=\"2\"").count(), 1, "one stroke: Q1 to Q2");
        assert_eq!(svg.matches("<circle").count(), 4, "three points and the legend");
        assert!(svg.contains("甲&lt;区&gt;PM2.5") && !svg.contains("甲<区>"));
        assert!(svg.contains("2024Q3 —"));
        assert!(!svg.contains("<script") && !svg.contains("http-equiv"));
    }

    #[test]
    fn the_same_picture_every_time() {
        assert_eq!(svg(&chart()), svg(&chart()));
        insta::assert_snapshot!(svg(&chart()));
    }

    #[test]
    fn a_break_is_marked_and_not_bridged() {
        let broken = Chart {
            breaks: vec![1],
            ..chart()
        };
        let svg = svg(&broken);
        assert_eq!(svg.matches("stroke-width=\"2\"").count(), 0);
        assert_eq!(svg.matches("stroke-dasharray=\"3 3\"").count(), 1);
    }

    #[test]
    fn nothing_to_draw_is_an_empty_frame() {
        assert!(svg(&Chart::default()).starts_with("<svg"));
    }
}
