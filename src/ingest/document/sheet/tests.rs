//! Sheets as people draw them.

use super::super::Block;
use super::*;

/// A sheet from lines of `|`-parted cells; `~` is a place under a merged cell.
fn sheet(lines: &[&str]) -> Sheet {
    let mut sheet = Sheet::default();
    for (row, line) in lines.iter().enumerate() {
        for (column, text) in line.split('|').enumerate() {
            sheet.put((row, column), text);
        }
    }
    sheet
}

fn shapes(document: &Document) -> Vec<String> {
    let shape = |block: &Block| match block {
        Block::Heading { level, .. } => format!("H{level}"),
        Block::Paragraph { .. } => "P".to_owned(),
        Block::Table(table) => format!("T{}x{}", table.rows.len(), table.grid()[0].len()),
    };
    document.blocks.iter().map(shape).collect()
}

#[test]
fn captions_units_tables_and_notes() {
    let sheet = sheet(&[
        "某区2024年一季度环境质量通报||",
        "||单位：家",
        "县区|绿牌|蓝牌",
        "东湖县|12|8",
        "注：数据为初步结果。||",
        "||",
        "表2 各县综合指数||",
        "县区|指数|",
        "东湖县|3.2|",
        "西山县|3.5|",
    ]);
    let document = document(&[sheet], Format::Csv).unwrap();
    assert_eq!(
        document.text,
        "某区2024年一季度环境质量通报\n单位：家\n县区 | 绿牌 | 蓝牌\n东湖县 | 12 | 8\n注：数据为初步结果。\n表2 各县综合指数\n\
         县区 | 指数\n东湖县 | 3.2\n西山县 | 3.5\n"
    );
    assert_eq!(shapes(&document), ["H0", "H4", "T2x3", "P", "H4", "T3x2"]);
}

#[test]
fn tables_side_by_side() {
    let sheet = sheet(&["县区|指数||县区|降尘", "东湖县|3.2||西山县|5.1"]);
    assert_eq!(shapes(&document(&[sheet], Format::Csv).unwrap()), ["T2x2", "T2x2"]);
}

#[test]
fn a_column_without_a_number_is_part_of_its_table() {
    let sheet = sheet(&["县区||指数", "东湖县||3.2"]);
    assert_eq!(shapes(&document(&[sheet], Format::Csv).unwrap()), ["T2x3"]);
}

#[test]
fn merged_headers_are_one_cell() {
    let mut sheet = sheet(&["县区|PM10|", "|浓度|同比", "东湖县|57|-1.7"]);
    sheet.merge((0, 0), 2, 1);
    sheet.merge((0, 1), 1, 2);
    let document = document(&[sheet], Format::Csv).unwrap();
    assert_eq!(document.text, "县区 | PM10\n浓度 | 同比\n东湖县 | 57 | -1.7\n");
    assert_eq!(shapes(&document), ["T3x3"]);
}

#[test]
fn names_of_sheets_that_say_something() {
    assert!(
        says_something("大气") && !says_something("Sheet1") && !says_something("表1") && !says_something("附表（一）")
    );
}
