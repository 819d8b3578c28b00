//! A picture as PNG: the SVG drawn with the fonts of this machine. Letters for which no font has a shape would vanish without a
//! word, so that is an error.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Tree};

use super::no_png::PngError;
use super::svg::{FONTS, svg};
use crate::chart::Chart;

/// Twice as many points as the SVG has: sharp on paper.
const SCALE: f32 = 2.0;

/// Fonts with the Chinese shapes of the mainland, by name: the first face that has a character is often a Japanese one.
const FAMILIES: [&str; 12] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Serif CJK SC",
    "SimSun",
    "FangSong",
];

/// The fonts that pictures are drawn with.
pub struct Fonts {
    options: Options<'static>,
    family: String,
}

impl Fonts {
    /// The bytes of a font file, if one is given, before the fonts of the machine.
    ///
    /// # Errors
    /// [`PngError::NoFont`] where the file is no font.
    pub fn new(own: Option<Vec<u8>>) -> Result<Self, PngError> {
        let mut options = Options::default();
        let fonts = options.fontdb_mut();
        let given = own.is_some();
        if let Some(bytes) = own {
            fonts.load_font_data(bytes);
        }
        let named = fonts.faces().find_map(|face| face.families.first());
        let named = named.map(|(name, _)| name.clone());
        if given && named.is_none() {
            return Err(PngError::NoFont);
        }
        fonts.load_system_fonts();
        let has = |name: &&&str| {
            let mut faces = fonts.faces();
            faces.any(|face| face.families.iter().any(|(family, _)| family == **name))
        };
        let family = named.or_else(|| FAMILIES.iter().find(has).map(|name| (*name).to_owned()));
        let family = family.unwrap_or_else(|| "sans-serif".to_owned());
        // What is not found by its name falls back to the serif family, whatever the options say.
        fonts.set_sans_serif_family(family.as_str());
        fonts.set_serif_family(family.as_str());
        Ok(Fonts { options, family })
    }

    /// The family that Chinese is written with; `None` where the machine has none that is known.
    pub fn chinese(&self) -> Option<&str> {
        FAMILIES.contains(&self.family.as_str()).then_some(&self.family)
    }

    /// The picture as PNG, 1800 points wide.
    ///
    /// # Errors
    /// [`PngError::NoShape`] where no font has a character of it.
    pub fn png(&self, chart: &Chart) -> Result<Vec<u8>, PngError> {
        let plain = self.family.replace(['"', '\'', '<', '&'], "");
        let text = svg(chart).replace(FONTS, &format!("'{plain}',sans-serif"));
        let drawn = |error: &dyn std::fmt::Display| PngError::NotDrawn(error.to_string());
        let tree = Tree::from_str(&text, &self.options).map_err(|error| drawn(&error))?;
        let mut shaped = String::new();
        shapes(tree.root(), &mut shaped);
        if let Some(missing) = written(&text).find(|c| !shaped.contains(*c)) {
            return Err(PngError::NoShape(missing));
        }
        let size = tree.size();
        let (width, height) = ((size.width() * SCALE).ceil(), (size.height() * SCALE).ceil());
        let mut picture =
            Pixmap::new(width as u32, height as u32).ok_or_else(|| drawn(&format!("{width} × {height} points")))?;
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
        picture.encode_png().map_err(|error| drawn(&error))
    }
}

/// The visible characters of the words of an SVG.
fn written(svg: &str) -> impl Iterator<Item = char> {
    let words = svg.split("<text ").skip(1).filter_map(|part| {
        let (_, words) = part.split_once('>')?;
        Some(words.split_once("</text>")?.0)
    });
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let words = words.collect::<Vec<_>>().join(" ");
    let plain = entities
        .iter()
        .fold(words, |words, (entity, sign)| words.replace(entity, sign));
    plain
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<Vec<_>>()
        .into_iter()
}

/// The characters that fonts have shapes for; a text without any is no longer in the tree.
fn shapes(group: &Group, shaped: &mut String) {
    for node in group.children() {
        match node {
            Node::Group(group) => shapes(group, shaped),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                glyphs
                    .filter(|glyph| glyph.id.0 != 0)
                    .for_each(|glyph| shaped.push_str(&glyph.text));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_can_write_is_an_error_and_no_empty_picture() {
        let mut options = Options::default();
        options.fontdb_mut().load_system_fonts();
        let nothing = Fonts {
            options: Options::default(),
            family: "none".into(),
        };
        let chart = Chart {
            title: "优良天数".into(),
            ..Chart::default()
        };
        assert!(matches!(nothing.png(&chart), Err(PngError::NoShape('优'))));
        assert!(matches!(Fonts::new(Some(b"no font".to_vec())), Err(PngError::NoFont)));
    }

    #[test]
    fn a_picture_without_words_is_a_png() {
        let fonts = Fonts::new(None).expect("fonts of the machine, if any");
        let tried = fonts.png(&Chart::default());
        assert!(tried.is_ok_and(|png| png.starts_with(b"\x89PNG")) || fonts.family == "sans-serif");
    }
}
