//! CSV for programs (RFC 4180): names of columns, values as they are, nothing in front of them.
//!
//! Unlike the CSV for spreadsheets it has no byte order mark and keeps words that look like formulas as they stand, so that
//! what is read back is what was written.

use crate::dataset::Dataset;

/// The table as text.
pub fn records(dataset: &Dataset) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory fails only for rows of unequal length.
    let _ = writer.write_record(dataset.fields.iter().map(|field| field.name.as_str()));
    for row in &dataset.rows {
        let _ = writer.write_record(row.iter().map(|value| value.as_deref().unwrap_or_default()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Field, Kind};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reader_reads_back_what_was_written(rows in proptest::collection::vec(proptest::collection::vec(".*", 2), 0..5)) {
            let dataset = Dataset {
                fields: vec![Field::new("a", Kind::Text, ""), Field::new("b", Kind::Text, "")],
                rows: rows.iter().map(|row| row.iter().cloned().map(Some).collect()).collect(),
                ..Dataset::default()
            };
            let text = records(&dataset);
            let read: Vec<Vec<String>> = csv::Reader::from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}
