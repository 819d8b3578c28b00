//! What is drawn on a page: glyphs with their characters and places, straight rules, images.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

use crate::model::script::unified;

/// Most glyphs and rules of a page.
const MARKS: usize = 200_000;
/// Thickest rule, in points.
const THICK: f64 = 3.0;
/// Shortest rule.
const SHORT: f64 = 4.0;

/// A glyph; y grows downwards and is its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its characters.
    pub text: String,
    /// Left end.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Right end.
    pub end: f64,
    /// Size of its type, in points.
    pub size: f64,
}

/// A straight rule: where it runs, and from where to where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The coordinate that stays.
    pub at: f64,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Glyphs in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Glyphs whose font does not tell their characters.
    pub unknown: usize,
    /// Rules that run across.
    pub across: Vec<Rule>,
    /// Rules that run down.
    pub down: Vec<Rule>,
    /// Number of images.
    pub images: usize,
    /// Height in points.
    pub height: f64,
    full: bool,
}

impl Page {
    /// Draws a page.
    pub fn of<'a>(source: &Source<'a>, xref: &'a XRef) -> Result<Self, String> {
        let (width, height) = source.render_dimensions();
        let mut page = Page {
            height: f64::from(height),
            ..Page::default()
        };
        let transform = source.initial_transform(true).to_kurbo();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let cache = InterpreterCache::new();
        let mut context = Context::new(transform, bounds, &cache, xref, InterpreterSettings::default());
        interpret_page(source, &mut context, &mut page);
        if page.full {
            return Err(format!("a page has more than {MARKS} marks"));
        }
        page.drop_struck();
        Ok(page)
    }

    fn glyph(&mut self, glyph: &Drawn<'_>, transform: Affine) {
        let Some(text) = glyph.as_unicode() else {
            self.unknown += 1;
            return;
        };
        let text = match text {
            BfString::Char(c) => unified(c).to_string(),
            BfString::String(text) => text.chars().map(unified).collect(),
        };
        let origin = transform * Point::ZERO;
        let size = (transform * Point::new(0.0, 1000.0) - origin).hypot();
        let advance = match glyph {
            Drawn::Outline(glyph) => f64::from(glyph.advance_width().unwrap_or(1000.0)),
            Drawn::Type3(_) => 500.0,
        };
        let end = transform * Point::new(advance, 0.0);
        let size = if (1.0..500.0).contains(&size) { size } else { 10.0 };
        let finite = [origin.x, origin.y, end.x]
            .iter()
            .all(|each| each.is_finite() && each.abs() < 1e6);
        if finite && !text.chars().all(char::is_control) {
            self.glyphs.push(Glyph {
                text,
                x: origin.x,
                y: origin.y,
                end: end.x.max(origin.x),
                size,
            });
        }
    }

    /// The sides of what a path draws, as far as they are straight and thin.
    fn path(&mut self, path: &BezPath, transform: Affine, stroked: bool) {
        let mut points: Vec<Point> = Vec::new();
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    self.shape(&points, stroked);
                    points = vec![transform * point];
                }
                PathEl::LineTo(point) => points.push(transform * point),
                PathEl::ClosePath => points.extend(points.first().copied()),
                // What is curved is no rule.
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => points.clear(),
            }
            if points.len() > 64 {
                points.clear();
            }
        }
        self.shape(&points, stroked);
    }

    fn shape(&mut self, points: &[Point], stroked: bool) {
        if points.len() < 2 || points.iter().any(|point| !point.x.is_finite() || !point.y.is_finite()) {
            return;
        }
        if stroked {
            points.windows(2).for_each(|pair| self.segment(pair[0], pair[1]));
            return;
        }
        let bounds = points
            .iter()
            .fold(Rect::from_points(points[0], points[0]), |bounds, point| {
                bounds.union_pt(*point)
            });
        let centre = bounds.center();
        if bounds.height() <= THICK {
            self.segment(Point::new(bounds.x0, centre.y), Point::new(bounds.x1, centre.y));
        } else if bounds.width() <= THICK {
            self.segment(Point::new(centre.x, bounds.y0), Point::new(centre.x, bounds.y1));
        }
    }

    fn segment(&mut self, from: Point, to: Point) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let rule = |at, one: f64, other: f64| Rule {
            at,
            from: one.min(other),
            to: one.max(other),
        };
        if self.across.len() + self.down.len() > MARKS {
            self.full = true;
        } else if dx >= SHORT && dy < 0.5 {
            self.across.push(rule((from.y + to.y) / 2.0, from.x, to.x));
        } else if dy >= SHORT && dx < 0.5 {
            self.down.push(rule((from.x + to.x) / 2.0, from.y, to.y));
        }
    }

    /// A rule through the middle of a glyph strikes it out: a tracked deletion that was printed.
    fn drop_struck(&mut self) {
        let mut across = self.across.clone();
        across.sort_by(|one, other| one.at.total_cmp(&other.at));
        self.glyphs.retain(|glyph| {
            let (top, bottom) = (glyph.y - 0.5 * glyph.size, glyph.y - 0.15 * glyph.size);
            let first = across.partition_point(|rule| rule.at < top);
            let middle = (glyph.x + glyph.end) / 2.0;
            !across[first..]
                .iter()
                .take_while(|rule| rule.at <= bottom)
                .any(|rule| rule.from <= middle && middle <= rule.to)
        });
    }
}

impl<'a> Device<'a> for Page {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let stroked = matches!(mode, DrawMode::Stroke(_));
        self.path(path, props.transform, stroked);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.glyphs.len() + self.unknown > MARKS {
                self.full = true;
                return;
            }
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
