//! Why a command could not run: one line and a hint.

use std::error::Error;

/// Why a command could not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// `what: why: root`, lower case, without a full stop.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Failure {
    /// With a message.
    pub fn new(message: impl Into<String>) -> Self {
        Failure {
            message: message.into(),
            hint: None,
        }
    }

    /// With what to do next.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Failure {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// From an error and all its causes.
    pub fn chain(error: &dyn Error) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        Failure::new(message)
    }
}

impl From<crate::store::Error> for Failure {
    fn from(error: crate::store::Error) -> Self {
        let hint = error.hint();
        Failure {
            hint,
            ..Failure::chain(&error)
        }
    }
}

impl From<crate::render::Unrendered> for Failure {
    fn from(error: crate::render::Unrendered) -> Self {
        Failure::chain(&error)
    }
}

impl From<crate::catalogue::Defects> for Failure {
    fn from(defects: crate::catalogue::Defects) -> Self {
        Failure::new(defects.to_string())
    }
}
