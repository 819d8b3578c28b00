//! Automatic numbering: what Word prints before a paragraph although the text does not have it.

use std::collections::HashMap;

use super::super::xml::Element;

/// One level of a numbering.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// A numbering: which abstract one it uses, and where it begins anew.
#[derive(Debug, Default)]
struct List {
    kind: String,
    starts: HashMap<u8, u32>,
    begun: bool,
}

/// All numberings of a document, with what has been counted so far.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: HashMap<String, HashMap<u8, Level>>,
    lists: HashMap<u32, List>,
    counters: HashMap<String, [Option<u32>; 9]>,
}

impl Numbering {
    /// From the root of `numbering.xml`.
    pub fn new(root: &Element) -> Self {
        let mut numbering = Numbering::default();
        for element in root.elements() {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default().to_owned();
                    numbering.kinds.insert(id, levels(element));
                }
                "num" => {
                    if let Some(id) = element.number("numId") {
                        numbering.lists.insert(id, list(element));
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The number of the next paragraph of a list, as it is printed; nothing for a bullet.
    pub fn next(&mut self, id: u32, level: u8) -> Option<String> {
        let at = usize::from(level);
        let list = self.lists.get_mut(&id)?;
        let levels = self.kinds.get(&list.kind)?;
        let own = levels.get(&level)?;
        let counters = self.counters.entry(list.kind.clone()).or_default();
        if !list.begun {
            list.begun = true;
            for (level, start) in &list.starts {
                if let Some(counter) = counters.get_mut(usize::from(*level)) {
                    *counter = start.checked_sub(1);
                }
            }
        }
        let counter = counters.get_mut(at)?;
        let number = counter.map_or(own.start, |number| number.saturating_add(1));
        *counter = Some(number);
        counters[at + 1..].iter_mut().for_each(|deeper| *deeper = None);
        if own.format == "bullet" || own.format == "none" {
            return None;
        }
        let mut text = own.text.clone();
        for (level, counter) in counters.iter().enumerate().take(at + 1) {
            let format = levels.get(&(level as u8));
            let number = counter.or(format.map(|level| level.start)).unwrap_or(1);
            let written = written(number, format.map_or("decimal", |level| level.format.as_str()));
            text = text.replace(&format!("%{}", level + 1), &written);
        }
        (!text.is_empty()).then_some(text)
    }
}

fn levels(kind: &Element) -> HashMap<u8, Level> {
    kind.elements()
        .filter(|element| element.name == "lvl")
        .filter_map(|level| {
            let own = Level {
                start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
                format: level.value("numFmt").unwrap_or("decimal").to_owned(),
                text: level.value("lvlText").unwrap_or_default().to_owned(),
            };
            Some((level.number::<u8>("ilvl").filter(|level| *level < 9)?, own))
        })
        .collect()
}

fn list(num: &Element) -> List {
    let starts = num
        .elements()
        .filter(|element| element.name == "lvlOverride")
        .filter_map(|level| Some((level.number("ilvl")?, level.value("startOverride")?.parse().ok()?)))
        .collect();
    List {
        kind: num.value("abstractNumId").unwrap_or_default().to_owned(),
        starts,
        begun: false,
    }
}

/// A number in a format of Word.
fn written(number: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "chineseLegalSimplified" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => char::from_u32(0x245f + number)
            .filter(|_| (1..=20).contains(&number))
            .map_or_else(|| number.to_string(), String::from),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letter(number, b'a'),
        "upperLetter" => letter(number, b'A'),
        _ => number.to_string(),
    }
}

fn letter(number: u32, first: u8) -> String {
    let at = (number.max(1) - 1) % 26;
    char::from(first + at as u8).to_string()
}

/// 一 to 九十九.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        1..=9 => DIGITS[number as usize].to_owned(),
        10..=99 => {
            let tens = number / 10;
            let tens = if tens == 1 { "" } else { DIGITS[tens as usize] };
            format!("{tens}十{}", DIGITS[(number % 10) as usize])
        }
        _ => number.to_string(),
    }
}
