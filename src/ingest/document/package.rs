//! Zip packages (DOCX, XLSX, ODS, archives of reports), read within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Error;

/// Most entries of a package.
const ENTRIES: usize = 10_000;
/// Largest entry, unpacked, in megabytes.
const PART_MB: u64 = 64;

/// An open package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Kind of file, with its article.
    what: &'static str,
}

impl<'b> Package<'b> {
    /// Opens a package; `what` names its kind in errors.
    pub fn open(bytes: &'b [u8], what: &'static str) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(what, error))?;
        if archive.len() > ENTRIES {
            return Err(broken(what, format!("it has more than {ENTRIES} entries")));
        }
        Ok(Package { archive, what })
    }

    /// Whether there is such an entry.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The content of an entry.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let what = self.what;
        let entry = self
            .archive
            .by_name(name)
            .map_err(|error| broken(what, format!("`{name}`: {error}")))?;
        let mut bytes = Vec::new();
        let limit = PART_MB * 1_000_000;
        entry
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(what, format!("`{name}`: {error}")))?;
        if bytes.len() as u64 > limit {
            return Err(broken(what, format!("`{name}` unpacks to more than {PART_MB} MB")));
        }
        Ok(bytes)
    }

    /// The content of an entry that may be missing.
    pub fn optional(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.has(name) {
            true => self.part(name).map(Some),
            false => Ok(None),
        }
    }
}

fn broken(what: &str, why: impl std::fmt::Display) -> Error {
    Error::Broken {
        what: what.to_owned(),
        why: why.to_string(),
    }
}

/// Whether a package has an entry, without unpacking anything.
pub fn holds(bytes: &[u8], name: &str) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(name).is_some())
}
