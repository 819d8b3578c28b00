//! The parts of a Word document around the one that the template makes, zipped. They are few and fixed, and the reader for such
//! documents is in the house, so no crate for them is taken on.

use std::collections::HashMap;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::bulletin::{Bulletin, Source, Statement};
use crate::render::plain::markup;

/// Width of the text on the page, in EMU: 156 mm.
const WIDTH: u64 = 5_613_400;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of the document beside the main one: relation, name, kind.
const PARTS: [(&str, &str, &str); 4] = [
    ("rIdStyles", "styles", "styles"),
    ("rIdFonts", "fontTable", "fontTable"),
    ("rIdFooter", "footer1", "footer"),
    ("rIdComments", "comments", "comments"),
];

/// The relation under which the document names a picture.
pub fn picture_id(index: usize) -> String {
    format!("rIdPicture{}", index + 1)
}

/// Width and height of a PNG on the page, in EMU.
pub fn size(png: &[u8]) -> (u64, u64) {
    let number = |at: usize| {
        let bytes = png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        u64::from(bytes.map_or(1, u32::from_be_bytes).max(1))
    };
    (WIDTH, WIDTH * number(20) / number(16))
}

/// The document, zipped.
pub fn package(bulletin: &Bulletin, document: &str, pictures: &[Vec<u8>]) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types().into()),
        ("_rels/.rels".into(), relations_of_the_package().into()),
        ("docProps/core.xml".into(), properties(bulletin).into()),
        ("word/document.xml".into(), document.into()),
        ("word/_rels/document.xml.rels".into(), relations(pictures.len()).into()),
        (
            "word/styles.xml".into(),
            include_bytes!("../../../data/bulletin/styles.xml").into(),
        ),
        (
            "word/fontTable.xml".into(),
            include_bytes!("../../../data/bulletin/fonts.xml").into(),
        ),
        (
            "word/footer1.xml".into(),
            include_bytes!("../../../data/bulletin/footer.xml").into(),
        ),
        ("word/comments.xml".into(), comments(bulletin).into()),
    ];
    let media = pictures.iter().enumerate();
    parts.extend(media.map(|(index, png)| (format!("word/media/image{}.png", index + 1), png.clone())));
    zipped(&parts).unwrap_or_default()
}

/// The same bytes for the same parts: without the hour of the day.
fn zipped(parts: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn content_types() -> String {
    let mut types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>"
    );
    for (_, name, kind) in PARTS {
        types += &format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPE}.{kind}+xml\"/>");
    }
    types + "</Types>"
}

fn relations_of_the_package() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn relations(pictures: usize) -> String {
    let mut relations = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, name, kind) in PARTS {
        relations += &format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>");
    }
    for index in 0..pictures {
        let (id, number) = (picture_id(index), index + 1);
        relations += &format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/image\" Target=\"media/image{number}.png\"/>");
    }
    relations + "</Relationships>"
}

fn properties(bulletin: &Bulletin) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title></cp:coreProperties>",
        markup(&bulletin.title)
    )
}

/// A comment for each statement, numbered in the order of the text: the figures behind it with their sentences.
fn comments(bulletin: &Bulletin) -> String {
    let sources: HashMap<&str, &Source> = bulletin
        .sources
        .iter()
        .map(|each| (each.figure.as_str(), each))
        .collect();
    let chapters = bulletin.parts.iter().flat_map(|part| &part.chapters);
    let paragraphs = chapters.flat_map(|chapter| &chapter.paragraphs);
    let statements = paragraphs.flat_map(|paragraph| &paragraph.statements);
    let mut comments = format!("{HEAD}<w:comments xmlns:w=\"{WORD}\">");
    for (number, statement) in statements.enumerate() {
        comments += &format!("<w:comment w:id=\"{number}\" w:author=\"jibao\" w:initials=\"jb\">");
        comments += &cited(statement, &sources)
            .iter()
            .map(|line| paragraph(line))
            .collect::<String>();
        comments += "</w:comment>";
    }
    comments + "</w:comments>"
}

/// A line for each figure, each once; one line at least, which a comment must have.
fn cited(statement: &Statement, sources: &HashMap<&str, &Source>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for figure in statement.pieces.iter().flat_map(|piece| &piece.sources) {
        let line = match sources.get(figure.as_str()) {
            Some(source) => format!("{figure} 《{}》：{}", source.report, source.sentence),
            None => figure.clone(),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn paragraph(line: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        markup(line)
    )
}
