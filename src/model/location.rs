//! Where in its document a figure stands, as a person looks it up there.

/// Where in its document a figure stands; everything counts from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Location {
    /// Page, where the format has pages (PDF).
    pub page: Option<u32>,
    /// Heading or paragraph among those of the document; `None` in a table.
    pub paragraph: Option<u32>,
    /// Cell, in a table.
    pub cell: Option<CellPlace>,
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
