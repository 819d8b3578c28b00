//! A picture before it is drawn: labels, lines with their gaps, levels to be held against. It knows neither indicators nor
//! terminals; every number is an exact decimal with the words in which it is shown.

use rust_decimal::Decimal;

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// What it shows, with its unit.
    pub title: String,
    /// The unit of every number.
    pub unit: String,
    /// How the labels and lines are drawn.
    pub shape: Shape,
    /// The places on the axis, in order: quarters, or regions.
    pub labels: Vec<String>,
    /// One for each region, dimension or indicator.
    pub lines: Vec<Line>,
    /// Targets and limits.
    pub levels: Vec<Level>,
    /// Places before which a series breaks off: what stands before is measured otherwise than what stands from there on.
    pub breaks: Vec<usize>,
    /// What the reader should know: sources, gaps, what is derived.
    pub notes: Vec<String>,
}

/// How a picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Points in the course of time.
    #[default]
    Lines,
    /// Bars beside each other.
    Bars,
}

/// Points that belong together, one for each label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name in the legend.
    pub name: String,
    /// `None` is a gap, which nothing bridges.
    pub points: Vec<Option<Point>>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Where it stands.
    pub value: Decimal,
    /// As people read it: `≈21.9±0.2`.
    pub shown: String,
    /// It is not stated by a report but reckoned from others.
    pub derived: bool,
    /// How far it may lie off.
    pub doubt: Option<Decimal>,
}

/// A level that may step from label to label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its name in the legend.
    pub name: String,
    /// `None` where it does not hold.
    pub values: Vec<Option<Decimal>>,
}

impl Chart {
    /// The same without the labels before the first of which a point is known.
    pub fn from_the_first_point(mut self) -> Self {
        let known = self
            .lines
            .iter()
            .filter_map(|line| line.points.iter().position(Option::is_some));
        let first = known.min().unwrap_or_default();
        self.labels.drain(..first);
        self.lines.iter_mut().for_each(|line| drop(line.points.drain(..first)));
        self.levels
            .iter_mut()
            .for_each(|level| drop(level.values.drain(..first)));
        self.breaks.retain(|place| *place > first);
        self.breaks.iter_mut().for_each(|place| *place -= first);
        self
    }

    /// The lowest and highest number of the picture, doubts included; `None` where there is none.
    pub fn range(&self) -> Option<(Decimal, Decimal)> {
        let points = self.lines.iter().flat_map(|line| line.points.iter().flatten());
        let ends = points.flat_map(|point| {
            let doubt = point.doubt.unwrap_or_default();
            [point.value - doubt, point.value + doubt]
        });
        let levels = self
            .levels
            .iter()
            .flat_map(|level| level.values.iter().flatten().copied());
        let mut numbers = ends.chain(levels);
        let first = numbers.next()?;
        Some(numbers.fold((first, first), |(low, high), number| {
            (low.min(number), high.max(number))
        }))
    }
}

/// Round numbers for an axis from at most `low` to at least `high`, about `count` of them.
pub fn ticks(low: Decimal, high: Decimal, count: u32) -> Vec<Decimal> {
    let span = match high - low {
        span if span > Decimal::ZERO => span,
        _ => Decimal::ONE.max(high.abs()),
    };
    let step = round_step(span / Decimal::from(count.max(1)));
    let first = (low / step).floor() * step;
    let mut ticks = vec![first];
    while let Some(last) = ticks.last().copied()
        && last < high
        && ticks.len() < 64
    {
        ticks.push(last + step);
    }
    if ticks.len() == 1 {
        ticks.push(first + step);
    }
    ticks.into_iter().map(|tick| tick.normalize()).collect()
}

/// 1, 2 or 5 times a power of ten, not below `rough`.
fn round_step(rough: Decimal) -> Decimal {
    let mut power = Decimal::ONE;
    while power > rough {
        power /= Decimal::TEN;
    }
    while power * Decimal::TEN <= rough {
        power *= Decimal::TEN;
    }
    [1, 2, 5, 10]
        .into_iter()
        .map(|times| power * Decimal::from(times))
        .find(|step| *step >= rough)
        .unwrap_or(power * Decimal::TEN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round() {
        let shown = |low: &str, high: &str| {
            let ticks = ticks(low.parse().unwrap(), high.parse().unwrap(), 5);
            ticks.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown("21.9", "46.2"), "20 25 30 35 40 45 50");
        assert_eq!(shown("0.12", "0.17"), "0.12 0.13 0.14 0.15 0.16 0.17");
        assert_eq!(shown("88", "100"), "85 90 95 100");
        assert_eq!(shown("5", "5"), "5 6");
        assert_eq!(shown("0", "0"), "0 0.2");
    }

    proptest! {
        #[test]
        fn ticks_hold_every_number(a in -100_000i64..100_000, b in -100_000i64..100_000, scale in 0u32..4) {
            let (a, b) = (Decimal::new(a, scale), Decimal::new(b, scale));
            let ticks = ticks(a.min(b), a.max(b), 6);
            prop_assert!(ticks.len() >= 2 && ticks.len() <= 14);
            prop_assert!(ticks[0] <= a.min(b) && *ticks.last().unwrap() >= a.max(b));
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
