//! XML as a tree of elements, without namespaces: the prefixes of office formats are always the same.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::decode;

/// How deep elements may stand in one another.
const DEPTH: usize = 200;
/// Most elements and texts of a part.
const NODES: usize = 3_000_000;

/// An element with its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Name without prefix.
    pub name: String,
    /// Attributes, names without prefix.
    attributes: Vec<(String, String)>,
    /// Content in order.
    pub children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text with its entities resolved.
    Text(String),
}

impl Element {
    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// An attribute as a number.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The `val` attribute of a child, as office formats write their properties.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a property is there and not switched off.
    pub fn is_on(&self, name: &str) -> bool {
        self.child(name)
            .is_some_and(|property| !matches!(property.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// All text below it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        text
    }

    fn collect(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => element.collect(text),
            }
        }
    }

    /// Every element below it with a name, from top to bottom, none inside another.
    pub fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.all(name, found);
            }
        }
    }
}

/// The root element of a part, or why there is none.
pub fn parse(bytes: &[u8]) -> Result<Element, String> {
    let text = decode::decode(bytes).ok_or("its XML is in an unknown encoding")?;
    let mut reader = Reader::from_str(&text);
    let mut open = vec![Element::default()];
    let mut nodes = 0;
    loop {
        nodes += 1;
        if nodes > NODES || open.len() > DEPTH {
            return Err("its XML is too large or too deep".to_owned());
        }
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => add(&mut open, Node::Element(element(&start))),
            Event::End(_) if open.len() > 1 => {
                if let Some(done) = open.pop() {
                    add(&mut open, Node::Element(done));
                }
            }
            Event::Text(words) => add(&mut open, Node::Text(words.xml10_content().into_owned())),
            Event::CData(words) => add(&mut open, Node::Text(words.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let c = name.resolve_char_ref().ok().flatten().map(String::from);
                let words = c.or_else(|| resolve_predefined_entity(&name.xml10_content()).map(str::to_owned));
                add(&mut open, Node::Text(words.unwrap_or_default()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if open.len() != 1 {
        return Err("its XML is cut off".to_owned());
    }
    let root = open.pop().and_then(|top| {
        top.children.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    root.ok_or_else(|| "its XML is empty".to_owned())
}

fn element(start: &BytesStart<'_>) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let attributes = start
        .attributes()
        .filter_map(Result::ok)
        .map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            (
                local(attribute.key.into_inner()),
                value.map(|value| value.into_owned()).unwrap_or_default(),
            )
        })
        .collect();
    Element {
        name: local(start.name().into_inner()),
        attributes,
        children: Vec::new(),
    }
}

fn add(open: &mut [Element], node: Node) {
    let Some(parent) = open.last_mut() else { return };
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(words)) => before.push_str(&words),
        (_, node) => parent.children.push(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_with_entities() {
        let root = parse(
            "<?xml version=\"1.0\"?><w:p a:id=\"1&amp;2\"><w:t>二&lt;三&#x4e09;</w:t><w:b w:val=\"0\"/></w:p>"
                .as_bytes(),
        );
        let root = root.expect("well formed");
        assert_eq!((root.name.as_str(), root.attribute("id")), ("p", Some("1&2")));
        assert_eq!(root.text(), "二<三三");
        assert!(!root.is_on("b"));
    }

    #[test]
    fn what_is_not_a_tree() {
        assert!(parse(b"<a><b></a>").is_err());
        assert!(parse(b"<a>").is_err());
        assert!(parse(b"").is_err());
        assert!(parse("<a>".repeat(1000).as_bytes()).is_err());
    }
}
