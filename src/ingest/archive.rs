//! Archives of reports: a zip file counts as a folder. Entries are read and named, never written anywhere.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::document::LIMIT_MB;
use super::source::{Error, Source};

/// Most entries of an archive.
const ENTRIES: usize = 10_000;
/// Most that an archive may unpack to, in megabytes.
const TOTAL_MB: u64 = 1_024;
/// What packing may save: text shrinks to a tenth, what shrinks to less than a hundredth is built to do harm.
const RATIO: u64 = 100;
/// Bytes up to which it may save more.
const SMALL: u64 = 1_000_000;

/// The reports of an archive, unpacked one at a time.
pub struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    /// Path of the archive, as given.
    label: String,
    next: usize,
    unpacked: u64,
}

impl Archive {
    /// Opens a zip archive; `None` for anything else, also for office files, which are packages with a directory of
    /// their own.
    pub fn open(source: &Source) -> Option<Self> {
        if !source.bytes.starts_with(b"PK\x03\x04") {
            return None;
        }
        let zip = ZipArchive::new(Cursor::new(source.bytes.as_slice().into())).ok()?;
        let office = ["[Content_Types].xml", "mimetype"]
            .iter()
            .any(|name| zip.index_for_name(name).is_some());
        (!office).then(|| Archive {
            zip,
            label: source.label.clone(),
            next: 0,
            unpacked: 0,
        })
    }

    fn error(&self, name: &str, why: impl std::fmt::Display) -> Error {
        let path = match name {
            "" => PathBuf::from(&self.label),
            name => PathBuf::from(format!("{}/{name}", self.label)),
        };
        let source = io::Error::other(why.to_string());
        Error { path, source }
    }

    /// The entry with a number: nothing for folders and for files that are no reports.
    fn entry(&mut self, number: usize) -> Option<Result<Source, Error>> {
        let opened = self.zip.by_index(number).map(|entry| {
            let name = decoded(entry.name_raw()).into_owned();
            let reads = !entry.is_dir() && is_visible(&name);
            let read = reads.then(|| unpacked(entry));
            (name, read)
        });
        let (name, read) = match opened {
            Ok((name, read)) => (name, read?),
            Err(error) => return Some(Err(self.error(&format!("entry {}", number + 1), error))),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => return Some(Err(self.error(&name, error))),
        };
        self.unpacked += bytes.len() as u64;
        if self.unpacked > TOTAL_MB * 1_000_000 {
            self.next = self.zip.len();
            let why = format!("the archive unpacks to more than {TOTAL_MB} MB; what is behind this entry was not read");
            return Some(Err(self.error(&name, why)));
        }
        let source = Source {
            label: format!("{}/{name}", self.label),
            bytes,
        };
        Some(match Archive::open(&source) {
            Some(_) => Err(self.error(&name, "an archive inside an archive: unpack it and import the folder")),
            None => Ok(source),
        })
    }
}

impl Iterator for Archive {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.zip.len() > ENTRIES && self.next == 0 {
            self.next = self.zip.len();
            return Some(Err(
                self.error("", format!("the archive has more than {ENTRIES} entries"))
            ));
        }
        while self.next < self.zip.len() {
            self.next += 1;
            if let Some(found) = self.entry(self.next - 1) {
                return Some(found);
            }
        }
        None
    }
}

/// The content of an entry: one byte more than the limit when it is larger, as with files.
fn unpacked<R: Read>(entry: ZipFile<'_, R>) -> io::Result<Vec<u8>> {
    let sound = entry.compressed_size().saturating_mul(RATIO).max(SMALL);
    let mut bytes = Vec::new();
    entry
        .take(sound.min(LIMIT_MB as u64 * 1_000_000) + 1)
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > sound {
        true => Err(io::Error::other("it unpacks to more than a hundred times its size")),
        false => Ok(bytes),
    }
}

/// A name that says it is UTF-8, or is; else it was written on a Chinese Windows.
fn decoded(name: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(name) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => GB18030.decode_without_bom_handling(name).0,
    }
}

/// Neither hidden, nor a lock file, nor what a Mac adds.
fn is_visible(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    parts.all(|part| part == ".." || !super::source::is_passed_over(part) && part != "__MACOSX")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Source {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        Source {
            label: "a.zip".to_owned(),
            bytes: zip.finish().unwrap().into_inner(),
        }
    }

    fn labels(source: &Source) -> Vec<String> {
        let found = Archive::open(source).unwrap();
        found
            .map(|entry| match entry {
                Ok(source) => source.label,
                Err(error) => format!("{}: {}", error.path.display(), error.source),
            })
            .collect()
    }

    #[test]
    fn an_archive_is_a_folder() {
        let inner = archive(&[("x.txt", b"x")]);
        let files: &[(&str, &[u8])] = &[
            ("2024/一季度.txt", b"1"),
            ("2024/~$lock.docx", b""),
            ("__MACOSX/2024/._a", b""),
            ("b.zip", &inner.bytes),
            ("../../etc/passwd", b"2"),
        ];
        assert_eq!(
            labels(&archive(files)),
            [
                "a.zip/2024/一季度.txt",
                "a.zip/b.zip: an archive inside an archive: unpack it and import the folder",
                "a.zip/../../etc/passwd",
            ]
        );
    }

    #[test]
    fn an_office_file_is_no_archive() {
        assert!(Archive::open(&archive(&[("[Content_Types].xml", b"")])).is_none());
        let text = Source {
            label: "a.txt".to_owned(),
            bytes: b"PK".to_vec(),
        };
        assert!(Archive::open(&text).is_none());
    }

    #[test]
    fn names_of_a_chinese_windows_are_read() {
        assert_eq!(decoded(&[0xd2, 0xbb, 0xbc, 0xbe]), "一季");
    }
}
