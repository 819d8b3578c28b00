//! Something a reader should know about a report or a figure. Findings are data: they never stop an import.

use super::indicator::coded_enum;

coded_enum! {
    /// How much a finding matters.
    Severity {
        /// Good to know.
        Note = "note",
        /// Look at it before using the figure.
        Warning = "warning",
        /// The document contradicts itself or the arithmetic.
        Error = "error",
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, for example `period-unknown`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One line in English.
    pub message: String,
    /// One line in Chinese.
    pub message_zh: String,
}
