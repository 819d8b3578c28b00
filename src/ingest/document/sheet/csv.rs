//! CSV, in any encoding that bureaus use, with commas, semicolons or tabs.

use super::super::{Document, Error, Format, decode};
use super::{Sheet, document};

/// Reads a CSV file.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let text = decode::decode(bytes).ok_or(Error::Encoding)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let (mut row, mut counted) = (None, 0);
    // Line breaks inside the fields of the record before part no rows.
    let mut inside = 0;
    for record in reader.records() {
        let record = record.map_err(|error| Error::Broken {
            what: "a CSV file".to_owned(),
            why: error.to_string(),
        })?;
        // The reader passes over blank lines, which part tables: they are counted where the record begins.
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let blank = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let lines = text[counted..start + blank].matches('\n').count();
        let here = row.map_or(lines, |row| row + lines.saturating_sub(inside).max(1));
        row = Some(here);
        counted = start + blank;
        inside = record.iter().map(|field| field.matches('\n').count()).sum();
        for (column, field) in record.iter().enumerate() {
            sheet.put((here, column), field);
        }
    }
    document(&[sheet], Format::Csv)
}

/// The separator that most lines have.
fn delimiter(text: &str) -> u8 {
    let lines = |separator: char| text.lines().take(200).filter(|line| line.contains(separator)).count();
    [(',', b','), ('\t', b'\t'), (';', b';')]
        .into_iter()
        .rev()
        .max_by_key(|(separator, _)| lines(*separator))
        .map_or(b',', |(_, byte)| byte)
}
