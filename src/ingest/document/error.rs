//! Why a file is not read.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Error {
    /// No bytes, or only blanks.
    #[error("the file is empty")]
    Empty,
    /// Recognised as something that this program does not read.
    #[error("it is {what}, which holds no text that could be read")]
    NotText {
        /// Kind of file, with its article.
        what: String,
        /// What to do with such a file.
        remedy: String,
    },
    /// Read, but nothing was in it.
    #[error("{what} without any text")]
    NoText {
        /// Kind of file, with its article.
        what: String,
    },
    /// Damaged, or built to do harm.
    #[error("{what} that cannot be read: {why}")]
    Broken {
        /// Kind of file, with its article.
        what: String,
        /// What the reader says.
        why: String,
    },
    /// Its reader ran in a process of its own, which was ended.
    #[error("reading it was stopped: {why}")]
    Stopped {
        /// What ended it.
        why: String,
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
    /// More text than any report has.
    #[error("it holds more than {limit} MB of text")]
    TooMuchText {
        /// The limit in megabytes.
        limit: usize,
    },
}

impl Error {
    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Error::Empty => "check that the file was saved completely",
            Error::NotText { remedy, .. } => remedy,
            Error::NoText { .. } => {
                "if its pages are images, run it through text recognition (OCR) and import the text"
            }
            Error::Broken { .. } | Error::Stopped { .. } => {
                "open it in its own program and save it again, or save it as plain text (UTF-8)"
            }
            Error::Encoding => "open it in an editor and save it as UTF-8 text",
            Error::TooLarge { .. } | Error::TooMuchText { .. } => {
                "a report is far smaller: check that this is the right file, or split it"
            }
        };
        Some(hint.to_owned())
    }
}
