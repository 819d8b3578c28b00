//! What to read: files, folders, standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use thiserror::Error;
use walkdir::WalkDir;

use super::document::LIMIT_MB;

/// The bytes of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path as given, or `-`.
    pub label: String,
    /// Its content; one byte more than the limit when it is larger.
    pub bytes: Vec<u8>,
}

/// A file that cannot be read.
#[derive(Debug, Error)]
#[error("cannot read `{}`", path.display())]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub source: io::Error,
}

impl Source {
    /// Reads a file, no more than is needed to see that it is too large.
    pub fn file(path: &Path) -> Result<Self, Error> {
        let explain = |source| Error {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(explain)?;
        let bytes = bounded(file).map_err(explain)?;
        Ok(Source {
            label: path.display().to_string(),
            bytes,
        })
    }

    /// Reads standard input or anything like it.
    pub fn stream(reader: impl Read) -> Result<Self, Error> {
        let bytes = bounded(reader).map_err(|source| Error {
            path: PathBuf::from("-"),
            source,
        })?;
        Ok(Source {
            label: "-".to_owned(),
            bytes,
        })
    }

    /// SHA-256 of the content, in hexadecimal: the report's identity.
    pub fn sha256(&self) -> String {
        Sha256::digest(&self.bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The file's own name.
    pub fn name(&self) -> Option<&str> {
        Path::new(&self.label)
            .file_name()
            .and_then(|name| name.to_str())
            .filter(|_| self.label != "-")
    }
}

fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LIMIT_MB as u64 * 1_000_000 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Hidden files, and what an open office program leaves beside its file.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$")
}

/// The files that paths name: folders are walked in the order of names, hidden and lock files are passed over.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Error>> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(Ok(path.clone()));
            continue;
        }
        let visible = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !is_passed_over(&name)
        };
        for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => found.push(Ok(entry.into_path())),
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(path).to_owned();
                    found.push(Err(Error {
                        path,
                        source: error.into(),
                    }));
                }
            }
        }
    }
    found
}
