//! Which reader reads a file: by its signature first, by its extension second.

use super::{Document, Error, docx, html, text};

/// Formats that are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// A saved web page.
    Html,
    /// A Word document.
    Docx,
}

impl Format {
    /// Short name, as it is stored.
    pub fn code(self) -> &'static str {
        reader(self).map_or("text", |reader| reader.code)
    }
}

/// One format with its reader.
pub struct Reader {
    /// The format.
    pub format: Format,
    /// Short name.
    pub code: &'static str,
    /// Kind of file, with its article, for messages.
    pub what: &'static str,
    /// Extensions, lower case.
    extensions: &'static [&'static str],
    /// Whether the bytes say that they are of this format.
    signed: fn(&[u8]) -> bool,
    /// Bytes → document.
    pub read: fn(&[u8]) -> Result<Document, Error>,
    /// Whether it is read in a process of its own.
    child: bool,
}

/// Every format, in the order in which signatures are tried. Text is last: it has none.
const READERS: &[Reader] = &[
    Reader {
        format: Format::Docx,
        code: "docx",
        what: "a Word document (DOCX)",
        extensions: &["docx"],
        signed: docx::is_signed,
        read: docx::read,
        child: true,
    },
    Reader {
        format: Format::Html,
        code: "html",
        what: "a web page",
        extensions: &["html", "htm", "shtml", "xhtml"],
        signed: html::is_signed,
        read: html::read,
        child: false,
    },
    Reader {
        format: Format::Text,
        code: "text",
        what: "a text",
        extensions: &["txt", "text"],
        signed: |_| false,
        read: text::read,
        child: false,
    },
];

/// Signatures of files that no reader reads, with what to do.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG", "a PNG image", OCR),
    (b"\xff\xd8\xff", "a JPEG image", OCR),
    (b"GIF8", "a GIF image", OCR),
    (b"BM", "a BMP image", OCR),
    (b"II*\0", "a TIFF image", OCR),
    (b"MM\0*", "a TIFF image", OCR),
    (b"%PDF", "a PDF", CONVERT),
    (b"PK\x03\x04", "a Word, Excel or zip file", CONVERT),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", CONVERT),
    (b"{\\rtf", "a rich text file (RTF)", CONVERT),
    (
        b"MIME-Version:",
        "a web archive (MHT)",
        "open it in a browser and save it as a web page, HTML only",
    ),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", UNPACK),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"SQLite format 3", "a SQLite database", "name it with --db to ask it"),
    (b"\x7fELF", "a program", "check that this is the right file"),
];
const OCR: &str = "run it through text recognition (OCR) and import the text";
const UNPACK: &str = "unpack it and import the folder";
const CONVERT: &str = "save it as DOCX or as plain text (UTF-8) and import that file";

fn reader(format: Format) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.format == format)
}

/// The reader of a file.
pub fn reader_of(bytes: &[u8], file_name: Option<&str>) -> Result<&'static Reader, Error> {
    if let Some(reader) = READERS.iter().find(|reader| (reader.signed)(bytes)) {
        return Ok(reader);
    }
    // BM begins English words, too: only a file with zero bytes is an image.
    let foreign = FOREIGN
        .iter()
        .find(|(signature, ..)| bytes.starts_with(signature) && (signature.len() > 2 || bytes.contains(&0)));
    if let Some((_, what, remedy)) = foreign {
        return Err(Error::NotText {
            what: (*what).to_owned(),
            remedy: (*remedy).to_owned(),
        });
    }
    let extension = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension.to_lowercase())
        .unwrap_or_default();
    READERS
        .iter()
        .find(|reader| reader.extensions.contains(&extension.as_str()))
        .or_else(|| reader(Format::Text))
        .ok_or(Error::Encoding)
}

/// Whether such a file must be read in a process of its own, because a reader of its format may fail without a way back.
pub fn needs_a_child(bytes: &[u8], file_name: Option<&str>) -> bool {
    reader_of(bytes, file_name).is_ok_and(|reader| reader.child)
}
