//! Why a file is not read.

use thiserror::Error;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// No bytes, or only blanks.
    #[error("the file is empty")]
    Empty,
    /// Recognised as something that this program does not read (yet).
    #[error("it is {what}, not a text")]
    NotText {
        /// Kind of file, with its article.
        what: &'static str,
    },
    /// Neither UTF-8 nor GB18030 nor UTF-16.
    #[error("it is not text in UTF-8, GB18030 or UTF-16")]
    Encoding,
    /// Larger than any report.
    #[error("it is larger than {limit} MB")]
    TooLarge {
        /// The limit in megabytes.
        limit: usize,
    },
}

impl Error {
    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Error::Empty => "check that the file was saved completely",
            Error::NotText { .. } => "save the report as plain text (UTF-8) and import that file",
            Error::Encoding => "open it in an editor and save it as UTF-8 text",
            Error::TooLarge { .. } => "a report is far smaller: check that this is the right file, or split it",
        };
        Some(hint.to_owned())
    }
}
