//! The ingest module: a published report becomes rows of the ledger.

pub mod document;
pub mod extract;
