//! Which reader reads a file: by its signature first, by its extension second.

use serde::{Deserialize, Serialize};

#[cfg(feature = "office")]
use super::office;
#[cfg(feature = "pdf")]
use super::pdf;
use super::{Document, Error, docx, html, markdown, sheet, text};

/// Formats that are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// A saved web page.
    Html,
    /// A Word document.
    Docx,
    /// A Word 97 document.
    Doc,
    /// An Excel workbook.
    Xlsx,
    /// An Excel 97 workbook.
    Xls,
    /// An OpenDocument spreadsheet.
    Ods,
    /// Comma-separated values.
    Csv,
    /// A PDF.
    Pdf,
    /// Markdown.
    Markdown,
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
        extensions: &["docx", "docm"],
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
        format: Format::Xlsx,
        code: "xlsx",
        what: "an Excel workbook (XLSX)",
        extensions: &["xlsx", "xlsm"],
        signed: sheet::is_xlsx,
        read: sheet::read_xlsx,
        child: true,
    },
    Reader {
        format: Format::Ods,
        code: "ods",
        what: "an OpenDocument spreadsheet (ODS)",
        extensions: &["ods"],
        signed: sheet::is_ods,
        read: sheet::read_ods,
        child: true,
    },
    #[cfg(feature = "office")]
    Reader {
        format: Format::Doc,
        code: "doc",
        what: "an old Word document (DOC)",
        extensions: &["doc", "wps", "dot"],
        signed: |bytes| holds_stream(bytes, "WordDocument"),
        read: office::read,
        child: true,
    },
    #[cfg(feature = "office")]
    Reader {
        format: Format::Xls,
        code: "xls",
        what: "an old Excel workbook (XLS)",
        extensions: &["xls", "et"],
        signed: |bytes| holds_stream(bytes, "Workbook") || holds_stream(bytes, "Book"),
        read: sheet::read_xls,
        child: true,
    },
    #[cfg(feature = "pdf")]
    Reader {
        format: Format::Pdf,
        code: "pdf",
        what: "a PDF",
        extensions: &["pdf"],
        signed: pdf::is_signed,
        read: pdf::read,
        child: true,
    },
    Reader {
        format: Format::Csv,
        code: "csv",
        what: "a CSV file",
        extensions: &["csv", "tsv"],
        signed: |_| false,
        read: sheet::read_csv,
        child: false,
    },
    Reader {
        format: Format::Markdown,
        code: "markdown",
        what: "a Markdown file",
        extensions: &["md", "markdown"],
        signed: |_| false,
        read: markdown::read,
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

/// How files begin that hold other files.
const CONTAINERS: &[&[u8]] = &[b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"];

/// How a file that no reader reads is recognised, its kind, and what to do with it.
type Foreign = (fn(&[u8]) -> bool, &'static str, &'static str);

const FOREIGN: &[Foreign] = &[
    (|b| b.starts_with(b"\x89PNG"), "a PNG image", OCR),
    (|b| b.starts_with(b"\xff\xd8\xff"), "a JPEG image", OCR),
    (|b| b.starts_with(b"GIF8"), "a GIF image", OCR),
    // BM begins English words, too: only a file with zero bytes is an image.
    (|b| b.starts_with(b"BM") && b.contains(&0), "a BMP image", OCR),
    (
        |b| b.starts_with(b"II*\0") || b.starts_with(b"MM\0*"),
        "a TIFF image",
        OCR,
    ),
    (|b| b.starts_with(b"%PDF"), "a PDF", CONVERT),
    (|b| b.starts_with(b"PK\x03\x04"), "a zip archive", UNPACK),
    (
        |b| holds_stream(b, "EncryptedPackage"),
        "a file under a password",
        "take the password off and import it again",
    ),
    (
        |b| b.starts_with(b"\xd0\xcf\x11\xe0"),
        "an old Word, WPS or Excel file",
        CONVERT,
    ),
    (|b| b.starts_with(b"{\\rtf"), "a rich text file (RTF)", CONVERT),
    (
        |b| b.starts_with(b"MIME-Version:") || b.starts_with(b"From: <Saved by"),
        "a web archive (MHT)",
        "open it in a browser and save it as a web page, HTML only",
    ),
    (|b| b.starts_with(b"Rar!"), "a RAR archive", UNPACK),
    (|b| b.starts_with(b"7z\xbc\xaf"), "a 7z archive", UNPACK),
    (|b| b.starts_with(b"\x1f\x8b"), "a gzip archive", UNPACK),
    (
        |b| b.starts_with(b"SQLite format 3"),
        "a SQLite database",
        "name it with --db to ask it",
    ),
    (
        |b| b.starts_with(b"\x7fELF"),
        "a program",
        "check that this is the right file",
    ),
];
const OCR: &str = "run it through text recognition (OCR) and import the text";
const UNPACK: &str = "unpack it and import the folder";
const CONVERT: &str = "save it as DOCX or as plain text (UTF-8) and import that file";

/// Whether a compound file (OLE2) has a stream of that name: its directory writes names in UTF-16.
fn holds_stream(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    // A directory entry is 128 bytes long and begins with its name.
    bytes.starts_with(b"\xd0\xcf\x11\xe0") && bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
}

fn reader(format: Format) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.format == format)
}

/// The reader of a file.
pub fn reader_of(bytes: &[u8], file_name: Option<&str>) -> Result<&'static Reader, Error> {
    if let Some(reader) = READERS.iter().find(|reader| (reader.signed)(bytes)) {
        return Ok(reader);
    }
    let extension = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension.to_lowercase())
        .unwrap_or_default();
    let named = READERS
        .iter()
        .find(|reader| reader.extensions.contains(&extension.as_str()));
    // A damaged package has lost what tells its kind; its name still does.
    let container = CONTAINERS.iter().any(|signature| bytes.starts_with(signature));
    if let Some(reader) = named.filter(|reader| reader.child && container) {
        return Ok(reader);
    }
    if let Some((_, what, remedy)) = FOREIGN.iter().find(|(is, ..)| is(bytes)) {
        return Err(Error::NotText {
            what: (*what).to_owned(),
            remedy: (*remedy).to_owned(),
        });
    }
    named
        .filter(|reader| !reader.child)
        .or_else(|| reader(Format::Text))
        .ok_or(Error::Encoding)
}

/// Bytes from which on a file of any format is read in a process of its own: no text of a report is so long.
const LARGE: usize = 1_000_000;

/// Whether such a file must be read in a process of its own, because a reader of its format may fail without a way back,
/// or because it is so large that its reader may take all memory.
pub fn needs_a_child(bytes: &[u8], file_name: Option<&str>) -> bool {
    reader_of(bytes, file_name).is_ok_and(|reader| reader.child || bytes.len() > LARGE)
}
