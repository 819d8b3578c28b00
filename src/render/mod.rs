//! Renderers: an [`Answer`] becomes text. They know nothing of indicators; a new format is one file and one line below.

mod bulletin;
mod csv;
mod dashboard;
mod descriptor;
mod html;
mod json;
mod jsonl;
mod markdown;
mod no_png;
#[cfg(feature = "parquet")]
mod parquet;
mod plain;
mod plot;
#[cfg(feature = "png")]
mod png;
mod records;
mod sdmx;
mod svg;
mod table;
mod xlsx;

use crate::answer::Answer;

pub use plain::for_people;

macro_rules! formats {
    ($($(#[$meta:meta])* $name:ident = $render:path, $names:expr, $extensions:expr;)+) => {
        /// A format of an answer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Format { $($(#[$meta])* $name),+ }

        impl Format {
            /// Every format, in the order of the documentation.
            pub const ALL: &'static [Format] = &[$(Format::$name),+];

            /// The names under which a user asks for it; the first one is its own.
            pub fn names(self) -> &'static [&'static str] {
                match self { $(Format::$name => &$names),+ }
            }

            /// The extensions of files in this format.
            pub fn extensions(self) -> &'static [&'static str] {
                match self { $(Format::$name => &$extensions),+ }
            }
        }

        /// The answer in this format; text ends with a line feed.
        ///
        /// # Errors
        /// A format may have bounds; text has none.
        pub fn render(format: Format, answer: &Answer, options: &RenderOptions) -> Result<Vec<u8>, Unrendered> {
            match format { $(Format::$name => $render(answer, options).finish()),+ }
        }
    };
}

#[cfg(feature = "parquet")]
pub use self::parquet::parquet;
pub use bulletin::{Form, Template, TemplateError, bulletin, bulletin_docx};
pub use dashboard::dashboard;
pub use descriptor::{data_package, datasette};
pub use html::page;
pub use json::reply;
#[cfg(not(feature = "png"))]
pub use no_png::Fonts;
pub use no_png::PngError;
pub use plot::plot;
#[cfg(feature = "png")]
pub use png::Fonts;
pub use records::records;
pub use sdmx::structure;
pub use svg::svg;
pub use xlsx::{Sheet, with_lead as sheet, workbook};

/// A line of text that cannot steer a terminal.
pub fn line(text: &str) -> String {
    plain::clean(text)
}

formats! {
    /// Aligned columns for people, with title and notes.
    Table = table::render, ["table"], ["txt"];
    /// For spreadsheets: every column, numbers as numbers.
    Csv = csv::render, ["csv"], ["csv"];
    /// One object with title, columns, rows and notes.
    Json = json::render, ["json"], ["json"];
    /// One object for each row.
    Jsonl = jsonl::render, ["jsonl", "ndjson"], ["jsonl", "ndjson"];
    /// A table for a document.
    Markdown = markdown::render, ["md", "markdown"], ["md", "markdown"];
    /// A page that opens in any browser.
    Html = html::render, ["html"], ["html", "htm"];
    /// A workbook.
    Xlsx = xlsx::render, ["xlsx"], ["xlsx"];
}

/// Why an answer cannot be in a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unrendered(String);

/// What a renderer gives.
trait Rendered {
    fn finish(self) -> Result<Vec<u8>, Unrendered>;
}

impl Rendered for String {
    fn finish(self) -> Result<Vec<u8>, Unrendered> {
        Ok(self.into_bytes())
    }
}

impl Rendered for Result<Vec<u8>, Unrendered> {
    fn finish(self) -> Result<Vec<u8>, Unrendered> {
        self
    }
}

impl Format {
    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        self != Format::Xlsx
    }

    /// The format of this name, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| contains(format.names(), name))
    }

    /// The format of files with this extension (without its dot).
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| contains(format.extensions(), extension))
    }
}

fn contains(names: &[&str], name: &str) -> bool {
    names.iter().any(|each| each.eq_ignore_ascii_case(name))
}

/// What the place where the text will be shown can do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Colour improvements green and deteriorations red, with ANSI codes.
    pub colour: bool,
    /// Columns of the terminal; wider tables are wrapped. `None`: as wide as needed.
    pub width: Option<u16>,
    /// It is a terminal: sparklines may be shown.
    pub terminal: bool,
    /// Language of the text as a tag (`zh-CN`, `en`), for formats that say it; empty: unknown.
    pub lang: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_names_and_only_by_them() {
        for format in Format::ALL {
            for name in format.names() {
                assert_eq!(Format::from_name(&name.to_uppercase()), Some(*format));
            }
            for extension in format.extensions() {
                assert_eq!(Format::from_extension(extension), Some(*format));
            }
        }
        assert_eq!(Format::from_name("pdf"), None);
        assert_eq!(Format::from_extension(""), None);
    }
}
