//! Excel workbooks (XLSX): sheets as they are shown; hidden sheets, rows and columns are left out.

use std::collections::HashMap;

use super::super::package::{self, Package};
use super::super::xml::{self, Element};
use super::super::{Document, Error, Format};
use super::display::shown;
use super::{Place, Sheet, document};

const WHAT: &str = "an Excel workbook (XLSX)";
const MAIN: &str = "xl/workbook.xml";

/// Whether a package is a workbook.
pub fn is_signed(bytes: &[u8]) -> bool {
    package::holds(bytes, MAIN)
}

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes, WHAT)?;
    let workbook = part(&mut package, MAIN)?.ok_or_else(|| broken("it has no workbook"))?;
    let targets = part(&mut package, "xl/_rels/workbook.xml.rels")?
        .map(targets)
        .unwrap_or_default();
    let strings = part(&mut package, "xl/sharedStrings.xml")?
        .map(|root| strings(&root))
        .unwrap_or_default();
    let formats = part(&mut package, "xl/styles.xml")?
        .map(|root| formats(&root))
        .unwrap_or_default();
    let from_1904 = workbook
        .child("workbookPr")
        .and_then(|properties| properties.attribute("date1904"))
        .is_some_and(|value| matches!(value, "1" | "true"));
    let cells = Cells {
        strings,
        formats,
        from_1904,
    };
    let mut sheets = Vec::new();
    for sheet in workbook.child("sheets").into_iter().flat_map(Element::elements) {
        let hidden = sheet.attribute("state").is_some_and(|state| state != "visible");
        let path = sheet.attribute("id").and_then(|id| targets.get(id));
        let Some(path) = path.filter(|_| !hidden) else { continue };
        if let Some(root) = part(&mut package, path)? {
            sheets.push(cells.sheet(sheet.attribute("name").unwrap_or_default(), &root));
        }
    }
    document(&sheets, Format::Xlsx)
}

/// What the cells of all sheets refer to.
struct Cells {
    strings: Vec<String>,
    formats: Vec<String>,
    from_1904: bool,
}

impl Cells {
    fn sheet(&self, name: &str, root: &Element) -> Sheet {
        let mut sheet = Sheet::named(name);
        let hidden = hidden_columns(root);
        let is_hidden = |column: usize| hidden.iter().any(|(first, last)| (first..=last).contains(&&column));
        let mut next_row = 0;
        for row in root.child("sheetData").into_iter().flat_map(Element::elements) {
            let number = row
                .number::<usize>("r")
                .map_or(next_row, |number| number.saturating_sub(1));
            next_row = number.saturating_add(1);
            if matches!(row.attribute("hidden"), Some("1" | "true")) {
                continue;
            }
            let mut next = 0;
            for cell in row.elements().filter(|cell| cell.name == "c") {
                let column = cell.attribute("r").and_then(place).map_or(next, |(_, column)| column);
                next = column.saturating_add(1);
                if !is_hidden(column) {
                    sheet.put((number, column), &self.text(cell));
                }
            }
        }
        for merge in root.child("mergeCells").into_iter().flat_map(Element::elements) {
            let corners = merge.attribute("ref").and_then(|area| area.split_once(':'));
            let places = corners.and_then(|(first, last)| Some((place(first)?, place(last)?)));
            if let Some((first, last)) = places {
                let size = |first: usize, last: usize| last.saturating_sub(first) + 1;
                sheet.merge(first, size(first.0, last.0), size(first.1, last.1));
            }
        }
        sheet
    }

    fn text(&self, cell: &Element) -> String {
        let value = || cell.child("v").map(Element::text).unwrap_or_default();
        match cell.attribute("t").unwrap_or("n") {
            "s" => {
                let index = value().trim().parse::<usize>().ok();
                index
                    .and_then(|index| self.strings.get(index))
                    .cloned()
                    .unwrap_or_default()
            }
            "inlineStr" => cell.child("is").map(string).unwrap_or_default(),
            "str" => value(),
            "b" => String::new(),
            // #DIV/0! shows that there is no value.
            "e" => "—".to_owned(),
            _ => {
                let style = cell.number::<usize>("s").unwrap_or(0);
                let format = self.formats.get(style).map_or("General", String::as_str);
                shown(&value(), format, self.from_1904)
            }
        }
    }
}

fn hidden_columns(root: &Element) -> Vec<(usize, usize)> {
    root.child("cols")
        .into_iter()
        .flat_map(Element::elements)
        .filter(|column| matches!(column.attribute("hidden"), Some("1" | "true")))
        .filter_map(|column| {
            Some((
                column.number::<usize>("min")?.checked_sub(1)?,
                column.number::<usize>("max")?.checked_sub(1)?,
            ))
        })
        .collect()
}

/// `C12` is row 11, column 2.
fn place(reference: &str) -> Option<Place> {
    let letters = reference.chars().take_while(char::is_ascii_alphabetic).count();
    let column = reference[..letters].bytes().take(4).fold(0_usize, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: usize = reference[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn targets(root: Element) -> HashMap<String, String> {
    let target = |relation: &Element| {
        let target = relation.attribute("Target")?;
        let path = target
            .strip_prefix('/')
            .map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((relation.attribute("Id")?.to_owned(), path))
    };
    root.elements().filter_map(target).collect()
}

fn strings(root: &Element) -> Vec<String> {
    root.elements().filter(|item| item.name == "si").map(string).collect()
}

/// Text of a string, without the readings that East Asian spreadsheets keep beside it.
fn string(item: &Element) -> String {
    let mut text = String::new();
    for part in item.elements() {
        match part.name.as_str() {
            "t" => text.push_str(&part.text()),
            "r" => {
                let raised =
                    part.child("rPr").and_then(|properties| properties.value("vertAlign")) == Some("superscript");
                let words = part.child("t").map(Element::text).unwrap_or_default();
                match raised {
                    true => text.extend(words.chars().map(super::super::pieces::superscript)),
                    false => text.push_str(&words),
                }
            }
            _ => {}
        }
    }
    text
}

/// The number format of every cell style.
fn formats(root: &Element) -> Vec<String> {
    let own: HashMap<u32, String> = root
        .child("numFmts")
        .into_iter()
        .flat_map(Element::elements)
        .filter_map(|format| Some((format.number("numFmtId")?, format.attribute("formatCode")?.to_owned())))
        .collect();
    root.child("cellXfs")
        .into_iter()
        .flat_map(Element::elements)
        .map(|style| {
            let id = style.number::<u32>("numFmtId").unwrap_or(0);
            own.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned())
        })
        .collect()
}

/// Formats that every workbook knows by their numbers, also those of Chinese editions.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=16 | 22 | 30 | 31 => "yyyy/m/d",
        17 | 27 | 57 => "yyyy/m",
        28 | 58 => "m/d",
        _ => "General",
    }
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Error> {
    let Some(bytes) = package.optional(name)? else {
        return Ok(None);
    };
    xml::parse(&bytes)
        .map(Some)
        .map_err(|why| broken(format!("`{name}`: {why}")))
}

fn broken(why: impl Into<String>) -> Error {
    Error::Broken {
        what: WHAT.to_owned(),
        why: why.into(),
    }
}
