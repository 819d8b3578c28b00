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

/// Address and text of every cell that the document knows.
fn addresses(document: &Document) -> Vec<String> {
    let cells = document.sheets.iter().flat_map(|sheet| &sheet.cells);
    let first_word = |start: usize| document.text[start..].split([' ', '\n']).next().unwrap_or_default();
    cells
        .map(|(start, row, column)| format!("{row},{column} {}", first_word(*start)))
        .collect()
}

#[test]
fn cells_keep_their_places_in_the_sheet() {
    let mut sheet = sheet(&[
        "",
        "|某区2024年一季度通报|",
        "",
        "|县区|指数|",
        "|东湖县|3.2|",
        "|~|3.5|",
        "|注：初步|",
    ]);
    sheet.cells.remove(&(5, 1));
    sheet.merge((4, 1), 2, 1);
    let document = document(&[sheet], Format::Csv).unwrap();
    assert_eq!(
        addresses(&document),
        [
            "2,2 某区2024年一季度通报",
            "4,2 县区",
            "4,3 指数",
            "5,2 东湖县",
            "5,3 3.2",
            "6,3 3.5",
            "7,2 注：初步"
        ]
    );
}

#[test]
fn line_breaks_in_fields_part_no_rows() {
    for text in [
        "a,\"x\n\ny\"\nb,2\n\nc,3\nd,4\n",
        "a,\"x\r\n\r\ny\"\r\nb,2\r\n\r\nc,3\r\nd,4\r\n",
        "\n\n\"a\",1\n",
    ] {
        let document = super::csv::read(text.as_bytes()).unwrap();
        let rows: Vec<u32> = document.sheets[0].cells.iter().map(|(_, row, _)| *row).collect();
        assert!(rows == [1, 1, 2, 2, 4, 4, 5, 5] || rows == [3, 3], "{text:?}: {rows:?}");
    }
}
