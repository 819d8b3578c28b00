//! Styles: which are headings, which number their paragraphs.

use std::collections::HashMap;

use super::super::xml::Element;

/// What a style, or a paragraph by itself, says of its paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looks {
    /// Level as a heading: 0 is the title, 1 the first level.
    pub heading: Option<u8>,
    /// Numbering and its level.
    pub list: Option<(u32, u8)>,
}

/// The paragraph styles by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    looks: HashMap<String, Looks>,
}

impl Styles {
    /// From the root of `styles.xml`.
    pub fn new(root: &Element) -> Self {
        let styles: HashMap<&str, &Element> = root
            .elements()
            .filter(|style| style.name == "style")
            .filter_map(|style| Some((style.attribute("styleId")?, style)))
            .collect();
        let looks = styles
            .keys()
            .map(|id| ((*id).to_owned(), inherited(id, &styles)))
            .collect();
        Styles { looks }
    }

    /// What the style of a paragraph says.
    pub fn looks(&self, id: Option<&str>) -> Looks {
        id.and_then(|id| self.looks.get(id)).copied().unwrap_or_default()
    }
}

/// A style says what it says itself, and where it is silent what its bases say.
fn inherited(id: &str, styles: &HashMap<&str, &Element>) -> Looks {
    let mut looks = Looks::default();
    let mut next = Some(id);
    // A chain of bases is short; one in a circle ends here.
    for _ in 0..12 {
        let Some(style) = next.and_then(|id| styles.get(id)) else {
            break;
        };
        let own = own_looks(style.child("pPr"), style.value("name"));
        looks.heading = looks.heading.or(own.heading);
        looks.list = looks.list.or(own.list);
        next = style.value("basedOn");
    }
    looks
}

/// What properties and a style's name say.
pub fn own_looks(properties: Option<&Element>, name: Option<&str>) -> Looks {
    let outline = properties
        .and_then(|properties| properties.value("outlineLvl"))
        .and_then(|level| level.parse::<u8>().ok())
        .filter(|level| *level < 9)
        .map(|level| (level + 1).min(3));
    let list = properties
        .and_then(|properties| properties.child("numPr"))
        .and_then(|list| {
            let level = list.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
            Some((list.value("numId")?.parse().ok()?, level))
        });
    Looks {
        heading: name.and_then(heading_of_name).or(outline),
        list,
    }
}

/// `heading 2` and 标题 2 are of level 2, `Title` is the title.
fn heading_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if matches!(name.as_str(), "title" | "标题") {
        return Some(0);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    level.trim().parse::<u8>().ok().map(|level| level.clamp(1, 3))
}
