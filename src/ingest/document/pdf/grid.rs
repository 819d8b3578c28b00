//! Rules → tables: where rules cross there are corners, between corners there are cells; a missing rule merges two.

use std::ops::Range;

use super::super::pieces::{Cell, is_wide};
use super::lines::lines;
use super::page::{Glyph, Page, Rule};

/// How far apart two rules may be that are one.
const NEAR: f64 = 2.5;
/// Most rows and columns.
const LARGEST: usize = 400;

/// A ruled table on a page.
#[derive(Debug)]
pub struct Grid {
    /// Where its columns begin and end.
    xs: Vec<f64>,
    /// Where its rows begin and end.
    ys: Vec<f64>,
    across: Vec<Rule>,
    down: Vec<Rule>,
}

/// The ruled tables of a page, from top to bottom.
pub fn grids(page: &Page) -> Vec<Grid> {
    let mut grids: Vec<Grid> = components(page)
        .into_iter()
        .filter_map(|(across, down)| {
            let ys = distinct(across.iter().map(|rule| rule.at));
            let xs = distinct(down.iter().map(|rule| rule.at));
            let sized = |places: &[f64], least: usize| (least..=LARGEST).contains(&places.len());
            // A frame around a text is no table.
            let table = sized(&xs, 2) && sized(&ys, 2) && xs.len() + ys.len() > 4;
            table.then_some(Grid { xs, ys, across, down })
        })
        .collect();
    grids.sort_by(|one, other| one.ys[0].total_cmp(&other.ys[0]));
    grids
}

/// Rules that touch one another, directly or through others.
fn components(page: &Page) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    if page.across.len() + page.down.len() > 20_000 {
        return Vec::new();
    }
    let mut groups: Vec<(Range<f64>, Vec<Rule>, Vec<Rule>)> = Vec::new();
    // Tables stand one below the other: what overlaps in height is one.
    let mut spans: Vec<(f64, f64)> = page
        .down
        .iter()
        .map(|rule| (rule.from - NEAR, rule.to + NEAR))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (from, to) in spans {
        match groups.last_mut() {
            Some((span, ..)) if from <= span.end => span.end = span.end.max(to),
            _ => groups.push((from..to, Vec::new(), Vec::new())),
        }
    }
    for (span, across, down) in &mut groups {
        across.extend(page.across.iter().filter(|rule| span.contains(&rule.at)));
        down.extend(
            page.down
                .iter()
                .filter(|rule| span.contains(&rule.from) || span.contains(&rule.to)),
        );
    }
    groups.into_iter().map(|(_, across, down)| (across, down)).collect()
}

/// Places that differ, in order.
fn distinct(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, before| *next - *before < NEAR);
    places
}

/// Whether a rule runs at a place and over a point.
fn ruled(rules: &[Rule], at: f64, over: f64) -> bool {
    rules
        .iter()
        .any(|rule| (rule.at - at).abs() < NEAR && rule.from - NEAR <= over && over <= rule.to + NEAR)
}

impl Grid {
    /// Where the table begins.
    pub fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or(0.0)
    }

    /// From where to where it goes.
    pub fn width(&self) -> (f64, f64) {
        let end = |place: Option<&f64>| place.copied().unwrap_or(0.0);
        (end(self.xs.first()), end(self.xs.last()))
    }

    /// Takes the glyphs that stand in the table, and writes its rows.
    pub fn rows(&self, glyphs: &mut Vec<Glyph>) -> Vec<Vec<Cell>> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); rows * columns];
        glyphs.retain(|glyph| {
            let middle = ((glyph.x + glyph.end) / 2.0, glyph.y - 0.35 * glyph.size);
            let place = slot(&self.ys, middle.1).zip(slot(&self.xs, middle.0));
            if let Some((row, column)) = place {
                inside[row * columns + column].push(glyph.clone());
            }
            place.is_none()
        });
        let mut taken = vec![false; rows * columns];
        let mut table = Vec::new();
        for row in 0..rows {
            let mut line = Vec::new();
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let (height, width) = self.extent(row, column);
                let mut own = Vec::new();
                for row in row..row + height {
                    for column in column..column + width {
                        taken[row * columns + column] = true;
                        own.append(&mut inside[row * columns + column]);
                    }
                }
                line.push(Cell {
                    text: words(own),
                    columns: width as u32,
                    rows: height as u32,
                    at: None,
                });
            }
            table.push(line);
        }
        table
    }

    /// Rows and columns of the cell that begins here: as far as no rule ends it.
    fn extent(&self, row: usize, column: usize) -> (usize, usize) {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let middle = |places: &[f64], at: usize| (places[at] + places[at + 1]) / 2.0;
        let (y, x) = (middle(&self.ys, row), middle(&self.xs, column));
        let mut width = 1;
        while column + width < columns && !ruled(&self.down, self.xs[column + width], y) {
            width += 1;
        }
        let mut height = 1;
        while row + height < rows && !ruled(&self.across, self.ys[row + height], x) {
            height += 1;
        }
        (height, width)
    }
}

/// Between which two places a point stands.
fn slot(places: &[f64], at: f64) -> Option<usize> {
    let behind = places.partition_point(|place| *place <= at);
    (behind > 0 && behind < places.len()).then(|| behind - 1)
}

/// The words of a cell; a number that breaks over lines is one number.
fn words(glyphs: Vec<Glyph>) -> String {
    let mut text = String::new();
    for line in lines(glyphs) {
        let last = text.chars().next_back().unwrap_or(' ');
        let first = line.text.chars().next().unwrap_or(' ');
        if !text.is_empty() && !is_wide(last) && !is_wide(first) && last.is_alphabetic() && first.is_alphabetic() {
            text.push(' ');
        }
        text.push_str(&line.text);
    }
    text
}
