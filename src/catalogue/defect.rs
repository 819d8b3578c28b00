//! What is wrong with a catalogue file.

use std::fmt;

use thiserror::Error;

/// One defect with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// File as it was given.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// All defects of a catalogue, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the catalogue has {} defect(s):\n{}", .0.len(), .0.iter().map(|d| format!("  {d}")).collect::<Vec<_>>().join("\n"))]
pub struct Defects(pub Vec<Defect>);

/// Collects defects of one file, turning byte offsets into lines.
pub struct Collector<'f> {
    file: &'f str,
    text: &'f str,
    defects: Vec<Defect>,
}

impl<'f> Collector<'f> {
    pub fn new(file: &'f str, text: &'f str) -> Self {
        Collector {
            file,
            text,
            defects: Vec::new(),
        }
    }

    pub fn add(&mut self, offset: usize, message: impl Into<String>) {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        self.defects.push(Defect {
            file: self.file.to_owned(),
            line,
            message: message.into(),
        });
    }

    pub fn finish(self) -> Vec<Defect> {
        self.defects
    }
}
