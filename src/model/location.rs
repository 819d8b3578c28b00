//! Where in its document a figure stands, as a person looks it up there.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Where in its document a figure stands; everything counts from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// Page, where the format has pages (PDF).
    pub page: Option<u32>,
    /// Heading or paragraph among those of the document; `None` in a table.
    pub paragraph: Option<u32>,
    /// Cell, in a table.
    pub cell: Option<CellPlace>,
    /// Cell of the spreadsheet, where the document is one: in a table or beside it.
    pub sheet: Option<SheetPlace>,
}

/// A cell of a spreadsheet, as the programs that open it name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlace {
    /// Name of the sheet; a CSV file has none.
    pub name: Option<Arc<str>>,
    /// Its address. A merged cell has that of the cell at its beginning.
    pub address: Address,
}

/// Row and column of a cell, written as spreadsheets do: `C5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// From 1.
    pub row: u32,
    /// From 1; 1 is A.
    pub column: u32,
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while let Some(number) = rest.checked_sub(1) {
            letters.push(char::from(b'A' + (number % 26) as u8));
            rest = number / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(formatter, "{letters}{}", self.row)
    }
}

impl FromStr for Address {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or(())?;
        let (letters, row) = text.split_at(digits);
        let column = letters.bytes().try_fold(0_u32, |column, letter| {
            let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
            column.checked_mul(26)?.checked_add(digit)
        });
        let row = row.parse().map_err(|_| ())?;
        match column {
            Some(column) if column > 0 && row > 0 => Ok(Address { row, column }),
            _ => Err(()),
        }
    }
}

/// A cell of a table. A merged cell stands where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPlace {
    /// Table among those of the document.
    pub table: u32,
    /// Row of the table, header rows counted.
    pub row: u32,
    /// Column of the table, header columns counted.
    pub column: u32,
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn columns_are_counted_in_letters() {
        let written = |row, column| Address { row, column }.to_string();
        let addresses = [(1, 1), (5, 3), (9, 26), (9, 27), (9, 52), (9, 702), (100_000, 703)];
        let written = addresses.map(|(row, column)| written(row, column));
        assert_eq!(written, ["A1", "C5", "Z9", "AA9", "AZ9", "ZZ9", "AAA100000"]);
        for (text, (row, column)) in written.iter().zip(addresses) {
            assert_eq!(text.parse(), Ok(Address { row, column }));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "C", "5", "A0", "c5", "C5C", "C-5", "ZZZZZZZZZZ1", "C99999999999"] {
            assert_eq!(text.parse::<Address>(), Err(()), "{text}");
        }
    }
}
