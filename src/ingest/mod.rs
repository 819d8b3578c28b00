//! The ingest module: a published report becomes rows of the ledger.
//!
//! [`read`] is the import line up to the store: bytes → [`Document`](document::Document) →
//! [`Extraction`].

pub mod archive;
pub mod document;
pub mod exchange;
pub mod extract;
pub mod source;

use crate::language::vocabulary::Vocabulary;
use crate::model::{Extraction, Hints};

/// A report as it was read, before it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: document::Document,
    /// What was found in it.
    pub extraction: Extraction,
    /// Where it was read first, if it comes from another database.
    pub origin: Option<exchange::Origin>,
}

/// Reads the bytes of a report.
pub fn read(bytes: &[u8], vocabulary: &Vocabulary<'_>, hints: &Hints) -> Result<Reading, document::Error> {
    let document = document::read(bytes, hints.file_name.as_deref())?;
    Ok(Reading::of(document, vocabulary, hints))
}

impl Reading {
    /// Finds every figure of a document.
    pub fn of(document: document::Document, vocabulary: &Vocabulary<'_>, hints: &Hints) -> Self {
        let extraction = extract::extract(&document, vocabulary, hints);
        Reading {
            document,
            extraction,
            origin: None,
        }
    }

    /// Hexadecimal SHA-256 of the report's file: its identity.
    pub fn sha256(&self, source: &source::Source) -> String {
        match &self.origin {
            Some(origin) => origin.sha256.clone(),
            None => source.sha256(),
        }
    }
}
