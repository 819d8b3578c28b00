//! CSV for spreadsheets: UTF-8 with a byte order mark (Excel needs it), headings for people, every column.
//!
//! Numbers stay numbers and a gap is an empty cell. Words that a spreadsheet would take for a formula (beginning with
//! `=`, `+`, `-` or `@`) get an apostrophe in front. Title and notes are left out: the file is data.

use super::RenderOptions;
use super::plain::{Datum, clean, datum};
use crate::answer::{Answer, Cell};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The answer as CSV.
pub fn render(answer: &Answer, _: &RenderOptions) -> String {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_string().into_bytes());
    let headings = answer.columns.iter().map(|column| words(&column.heading)).collect();
    let rows = answer.rows.iter().map(|row| row.cells.iter().map(field).collect());
    for record in std::iter::once::<Vec<String>>(headings).chain(rows) {
        // Writing to memory fails only for rows of unequal length, which `Answer::push` rules out.
        let _ = writer.write_record(&record);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn field(cell: &Cell) -> String {
    match datum(cell) {
        Datum::Number(number) => number.to_owned(),
        Datum::Text(text) => words(&text),
        Datum::Missing => String::new(),
    }
}

/// Words that no spreadsheet computes. The full-width signs count too: some spreadsheets fold them.
fn words(text: &str) -> String {
    let text = clean(text);
    match text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Column, Tone};
    use proptest::prelude::*;

    fn one(cell: Cell) -> String {
        let mut answer = Answer::new("", vec![Column::new("a", "甲")]);
        answer.push(vec![cell], Tone::Plain);
        render(&answer, &RenderOptions::default())
    }

    #[test]
    fn words_are_never_formulas_and_numbers_stay_numbers() {
        for (cell, expected) in [
            (Cell::text("=1+1"), "'=1+1"),
            (Cell::text("-3"), "'-3"),
            (Cell::text(" @x"), "' @x"),
            (Cell::text("\t=x"), "' =x"),
            (Cell::number("-48.0"), "-48.0"),
            (Cell::number("=cmd"), "'=cmd"),
            (
                Cell::Measure {
                    shown: "+1.2个百分点".into(),
                    number: "1.2".into(),
                },
                "1.2",
            ),
            (Cell::missing("why"), "\"\""),
            (Cell::text("a,\"b\""), "\"a,\"\"b\"\"\""),
            (Cell::text("a\r\nb\u{1b}[31m"), "a  b\u{fffd}[31m"),
        ] {
            assert_eq!(one(cell), format!("\u{feff}甲\n{expected}\n"));
        }
    }

    proptest! {
        #[test]
        fn a_csv_reader_reads_the_words_back(text in "[^=+@\\-＝＋－＠\\p{C}\u{2028}\u{2029} ][^\\p{C}\u{2028}\u{2029}]*") {
            let written = one(Cell::text(text.as_str()));
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(record.get(0), Some(text.as_str()));
        }
    }
}
