//! Glyphs → lines of text: by their baselines, small raised and lowered glyphs with the line they stand in.

use super::super::pieces::{is_wide, superscript};
use super::page::Glyph;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its characters; a gap as wide as a character is two blanks.
    pub text: String,
    /// Left end.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Right end.
    pub end: f64,
    /// Size of its type.
    pub size: f64,
    /// Part of the page in which it stands.
    pub region: usize,
    /// Its parts between wide gaps.
    pub fields: Vec<Field>,
}

/// A part of a line between wide gaps, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its characters.
    pub text: String,
    /// Left end.
    pub x: f64,
    /// Right end.
    pub end: f64,
}

/// A line while its glyphs are gathered.
struct Open {
    y: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

/// The lines of some glyphs, from top to bottom.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    let usual = usual_size(&glyphs);
    glyphs.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
    let (large, small): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|glyph| glyph.size >= 0.8 * usual);
    let mut open: Vec<Open> = Vec::new();
    for glyph in large {
        // Sorted from top to bottom: only the last lines can be meant.
        match open
            .iter_mut()
            .rev()
            .take(3)
            .find(|line| (line.y - glyph.y).abs() < 0.3 * line.size.max(glyph.size))
        {
            Some(line) => line.glyphs.push(glyph),
            None => open.push(Open {
                y: glyph.y,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    for glyph in small {
        attach(glyph, &mut open);
    }
    open.sort_by(|one, other| one.y.total_cmp(&other.y));
    open.into_iter()
        .map(Open::written)
        .filter(|line| !line.text.trim().is_empty())
        .collect()
}

/// A small glyph belongs to the line that it touches on both sides: the 2.5 of PM2.5, the 3 of m³. Else to a line of small type.
fn attach(glyph: Glyph, open: &mut Vec<Open>) {
    let touches = |line: &Open| {
        let near = (line.y - glyph.y).abs() < 0.6 * line.size;
        near && line
            .glyphs
            .iter()
            .any(|other| glyph.x > other.x && glyph.x - other.end < 0.6 * line.size)
    };
    let same = |line: &Open| (line.y - glyph.y).abs() < 0.3 * glyph.size;
    let nearest = |lines: &[Open], fits: &dyn Fn(&Open) -> bool| {
        let fitting = lines.iter().enumerate().filter(|(_, line)| fits(line));
        fitting
            .min_by(|(_, one), (_, other)| (one.y - glyph.y).abs().total_cmp(&(other.y - glyph.y).abs()))
            .map(|(index, _)| index)
    };
    match nearest(open, &touches).or_else(|| nearest(open, &same)) {
        Some(index) => open[index].glyphs.push(glyph),
        None => open.push(Open {
            y: glyph.y,
            size: glyph.size,
            glyphs: vec![glyph],
        }),
    }
}

/// The size in which most characters are set.
pub fn usual_size(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

/// What a gap that parts columns is wider than the others of its line, in characters: more than a blank, less than two.
const COLUMN_GAP: f64 = 0.35;

impl Open {
    /// The gap that most Chinese characters of the line have between them, in characters: wide where a line is justified.
    fn usual_gap(&self) -> f64 {
        let wide = |glyph: &Glyph| glyph.text.chars().all(|c| is_wide(c) && c.is_alphanumeric());
        let pairs = self.glyphs.iter().zip(self.glyphs.iter().skip(1));
        let mut gaps: Vec<f64> = pairs
            .filter(|(one, next)| wide(one) && wide(next))
            .map(|(one, next)| (next.x - one.end) / self.size)
            .collect();
        gaps.sort_by(f64::total_cmp);
        gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).max(0.0)
    }

    fn written(mut self) -> Line {
        self.glyphs.sort_by(|one, other| one.x.total_cmp(&other.x));
        // Bold type may be the same glyph drawn twice, a little apart.
        self.glyphs
            .dedup_by(|next, before| next.text == before.text && next.x - before.x < 0.15 * before.size);
        let usual = self.usual_gap();
        let mut text = String::new();
        let mut end: Option<f64> = None;
        // Where in the text each glyph begins.
        let mut begins = Vec::with_capacity(self.glyphs.len());
        for glyph in &self.glyphs {
            if let Some(end) = end {
                text.push_str(gap(&text, glyph, (glyph.x - end) / self.size, usual));
            }
            begins.push(text.len());
            let raised = glyph.size < 0.85 * self.size && self.y - glyph.y > 0.15 * self.size;
            match raised {
                true => text.extend(glyph.text.chars().map(superscript)),
                false => text.push_str(&glyph.text),
            }
            end = Some(end.unwrap_or(f64::MIN).max(glyph.end));
        }
        let blanks = text.chars().take_while(|c| c.is_whitespace()).count();
        Line {
            x: self
                .glyphs
                .get(blanks)
                .or(self.glyphs.first())
                .map_or(0.0, |glyph| glyph.x),
            y: self.y,
            end: end.unwrap_or(0.0),
            size: self.size,
            region: 0,
            fields: fields(&text, &self.glyphs, &begins),
            text: text.trim().to_owned(),
        }
    }
}

/// The parts of a text between two blanks or more, each as wide as its glyphs.
fn fields(text: &str, glyphs: &[Glyph], begins: &[usize]) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = 0;
    for part in text.split("  ") {
        let start = at + (part.len() - part.trim_start().len());
        let own = start..start + part.trim().len();
        at += part.len() + 2;
        let inside = begins.iter().zip(glyphs).filter(|(begin, _)| own.contains(begin));
        let (mut x, mut end) = (f64::MAX, f64::MIN);
        for (_, glyph) in inside {
            (x, end) = (x.min(glyph.x), end.max(glyph.end));
        }
        if !own.is_empty() {
            let text = text[own].to_owned();
            fields.push(Field { text, x, end });
        }
    }
    fields
}

/// What stands between two glyphs that are so far apart, in characters, in a line with such gaps everywhere.
fn gap(before: &str, glyph: &Glyph, distance: f64, usual: f64) -> &'static str {
    let last = before.chars().next_back().unwrap_or(' ');
    let next = glyph.text.chars().next().unwrap_or(' ');
    if last.is_whitespace() || next.is_whitespace() {
        return "";
    }
    // Justified Chinese text has small gaps everywhere, punctuation half a character; what stands out parts columns.
    let wide = is_wide(last) || is_wide(next);
    let sign = [last, next]
        .iter()
        .any(|c| is_wide(*c) && !c.is_alphanumeric() && !"（）()".contains(*c));
    match distance {
        gap if gap > 1.2 => "  ",
        gap if gap > usual + COLUMN_GAP && !sign => "  ",
        gap if gap > usual + 0.2 && !wide => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of characters, each as wide as it is high, or half of it.
    fn set(text: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let mut at = x;
        text.chars()
            .map(|c| {
                let width = if is_wide(c) { size } else { size / 2.0 };
                at += width;
                Glyph {
                    text: c.to_string(),
                    x: at - width,
                    y,
                    end: at,
                    size,
                }
            })
            .collect()
    }

    #[test]
    fn raised_and_lowered_digits_stay_in_their_line() {
        let mut glyphs = set("微克每立方米，PM", 0.0, 100.0, 10.0);
        glyphs.extend(set("2.5", 80.0, 102.0, 6.0));
        glyphs.extend(set("为41μg/m", 89.5, 100.0, 10.0));
        glyphs.extend(set("3", 129.5, 96.0, 6.0));
        glyphs.extend(set("第二行很长的文字", 0.0, 116.0, 10.0));
        let texts: Vec<String> = lines(glyphs).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["微克每立方米，PM2.5为41μg/m³", "第二行很长的文字"]);
    }

    #[test]
    fn the_gaps_of_a_justified_line_part_nothing() {
        let mut glyphs = set("同比下降", 0.0, 10.0, 10.0);
        glyphs.extend(set("5.4%", 44.0, 10.0, 10.0));
        glyphs.extend(set("平均浓度", 64.0, 10.0, 10.0));
        for (index, glyph) in glyphs
            .iter_mut()
            .filter(|glyph| is_wide(glyph.text.chars().next().unwrap()))
            .enumerate()
        {
            let moved = 4.5 * index as f64;
            (glyph.x, glyph.end) = (glyph.x + moved, glyph.end + moved);
        }
        let narrow = glyphs.iter_mut().filter(|glyph| glyph.text.is_ascii());
        narrow.for_each(|glyph| (glyph.x, glyph.end) = (glyph.x + 14.0, glyph.end + 14.0));
        assert_eq!(lines(glyphs)[0].text, "同比下降5.4%平均浓度");
    }

    #[test]
    fn a_wide_gap_parts_columns() {
        let mut glyphs = set("东湖县", 0.0, 10.0, 10.0);
        glyphs.extend(set("31.5", 60.0, 10.0, 10.0));
        let line = &lines(glyphs)[0];
        assert_eq!(line.text, "东湖县  31.5");
        let spans: Vec<(f64, f64)> = line.fields.iter().map(|field| (field.x, field.end)).collect();
        assert_eq!(spans, [(0.0, 30.0), (60.0, 80.0)]);
    }
}
