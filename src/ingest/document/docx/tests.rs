//! Documents written by hand, part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::Block;
use super::*;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="小标题"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        writer.write_all(content.as_bytes()).expect("memory");
    }
    writer.finish().expect("a package").into_inner()
}

fn read_body(body: &str) -> Document {
    let text = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>注：含3件移送。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let parts = [
        (MAIN, text.as_str()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", notes),
    ];
    read(&package(&parts)).expect("a document")
}

fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn headings_with_automatic_numbers() {
    let style = |id: &str| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let body = [
        p(&style("a"), &r("一季度工作总结")),
        p(&style("1"), &r("环境质量")),
        p(&style("2"), &r("大气")),
        p(&style("2"), &r("水")),
        p(&style("1"), &r("执法")),
        p(&style("2"), &r("案件")),
    ]
    .concat();
    let document = read_body(&body);
    assert_eq!(
        document.text,
        "一季度工作总结\n一、环境质量\n（一）大气\n（二）水\n二、执法\n（一）案件\n"
    );
    let levels: Vec<u8> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [0, 1, 2, 2, 1, 2]);
}

#[test]
fn inserted_counts_and_deleted_does_not() {
    let runs = [
        r("立案"),
        "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>".into(),
        format!("<w:ins>{}</w:ins>", r("12")),
        "<w:moveFrom><w:r><w:t>共</w:t></w:r></w:moveFrom>".into(),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（99）</w:t></w:r>".into(),
        r("件，PM"),
        r#"<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2.5</w:t></w:r>"#.into(),
        r("41"),
        r#"<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>"#.into(),
        r("g/m"),
        r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>"#.into(),
        r("。"),
    ];
    let deleted_end = p("<w:rPr><w:del/></w:rPr>", &r("二季度"));
    let document = read_body(&[p("", &runs.concat()), deleted_end, p("", &r("查封3起。"))].concat());
    assert_eq!(document.text, "立案12件，PM2.541μg/m³。\n二季度查封3起。\n");
}

#[test]
fn notes_and_text_boxes() {
    let note = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("", &r("框内5起。")));
    let shape = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice><w:drawing><a:x>{content}</a:x></w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"#
    );
    let document = read_body(&p("", &[r("立案8件"), note.into(), r("。"), shape].concat()));
    assert_eq!(document.text, "立案8件。\n框内5起。\n注：含3件移送。\n");
}

#[test]
fn merged_cells() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &r(text)));
    let restart = r#"<w:vMerge w:val="restart"/>"#;
    let rows = [
        [cell(restart, "县区"), cell(r#"<w:gridSpan w:val="2"/>"#, "PM10")].concat(),
        [cell("<w:vMerge/>", ""), cell("", "浓度"), cell("", "同比")].concat(),
        [cell("", "东湖县"), cell("", "57"), cell("", "-1.7")].concat(),
    ];
    let table: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let document = read_body(&format!("<w:tbl>{table}</w:tbl>"));
    assert_eq!(document.text, "县区 | PM10\n浓度 | 同比\n东湖县 | 57 | -1.7\n");
    let Block::Table(table) = &document.blocks[0] else {
        panic!("{:?}", document.blocks)
    };
    let widths: Vec<usize> = table.grid().iter().map(Vec::len).collect();
    assert_eq!(widths, [3, 3, 3]);
}

#[test]
fn what_is_broken_says_why() {
    let cut = &package(&[(MAIN, "<w:document><w:body>")]);
    let Err(Error::Broken { why, .. }) = read(cut) else {
        panic!()
    };
    assert!(why.contains("cut off"), "{why}");
}
