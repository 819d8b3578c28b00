//! The only place that prints: data to standard output, talk to standard error. A broken pipe is success.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Write;
use std::path::Path;

use super::args::Table;
use super::failure::Failure;
use super::settings::Settings;
use crate::answer::{Answer, Reply};
use crate::query::Lang;
use crate::query::labels::Label;
use crate::render::{self, Format, RenderOptions};

/// The two streams.
pub struct Output {
    options: RenderOptions,
}

impl Output {
    /// With what the terminal can show.
    pub fn new(settings: &Settings) -> Self {
        Output {
            options: settings.render,
        }
    }

    /// Data.
    pub fn data(&mut self, text: &str) {
        // Whoever closed the pipe has seen enough.
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    /// Talk.
    pub fn say(&mut self, text: &str) {
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// An error with its causes and a hint.
    pub fn failure(&mut self, failure: &Failure) {
        self.say(&format!("jibao: {}", failure.message));
        if let Some(hint) = &failure.hint {
            self.say(&format!("hint: {hint}"));
        }
    }

    /// The answer to a question in a sentence: how it was understood, what is answered, and the values behind it.
    pub fn reply(&mut self, reply: &Reply, lang: Lang, table: &Table) -> Result<(), Failure> {
        let format = self.format(table)?;
        let text = match format {
            Format::Json => render::reply(reply),
            Format::Table | Format::Markdown => self.spoken(reply, lang, format),
            Format::Csv | Format::Jsonl => render::render(format, &reply.table, &self.options),
        };
        self.deliver(&text, table)
    }

    fn spoken(&self, reply: &Reply, lang: Lang, format: Format) -> String {
        let mut text = String::new();
        for (label, what) in [
            (Label::AskUnderstood, &reply.understood),
            (Label::AskAnswer, &reply.text),
        ] {
            if !what.is_empty() {
                text = text + &render::line(&lang.fill(label, &[("what", what), ("text", what)])) + "\n";
            }
        }
        match reply.table.rows.is_empty() {
            true => text,
            false => text + "\n" + &render::render(format, &reply.table, &self.options),
        }
    }

    /// A table in the format that was asked for, to standard output or a file.
    pub fn answer(&mut self, answer: &Answer, table: &Table) -> Result<(), Failure> {
        let options = match table.output {
            Some(_) => RenderOptions::default(),
            None => self.options,
        };
        let text = render::render(self.format(table)?, answer, &options);
        self.deliver(&text, table)
    }

    /// The format asked for: by name, else by the extension of the file.
    fn format(&self, table: &Table) -> Result<Format, Failure> {
        let by_name = table.format.as_deref().and_then(Format::from_name);
        let Some(path) = &table.output else {
            return Ok(by_name.unwrap_or(Format::Table));
        };
        by_name
            .or_else(|| {
                path.extension()
                    .and_then(|extension| extension.to_str())
                    .and_then(Format::from_extension)
            })
            .ok_or_else(|| {
                Failure::new(format!("no format is known for `{}`", path.display()))
                    .with_hint("name it with -O: table, csv, json, jsonl or md")
            })
    }

    /// To standard output or the file.
    fn deliver(&mut self, text: &str, table: &Table) -> Result<(), Failure> {
        match &table.output {
            Some(path) => write(path, text),
            None => {
                self.data(text);
                Ok(())
            }
        }
    }
}

/// Writes beside the file and renames, so that nothing half-written is ever left.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("cannot write `{}`: {error}", path.display()));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, text).map_err(failed)?;
    std::fs::rename(&part, path).map_err(|error| {
        let _ = std::fs::remove_file(&part);
        failed(error)
    })
}
