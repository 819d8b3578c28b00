//! The only place that prints: data to standard output, talk to standard error. A broken pipe is success.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Write;

use super::args::Table;
use super::failure::Failure;
use super::settings::Settings;
use super::whole;
use crate::answer::{Answer, Reply};
use crate::query::Lang;
use crate::query::labels::AskLabel;
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
        self.bytes(text.as_bytes());
    }

    /// Data that need not be text.
    fn bytes(&mut self, bytes: &[u8]) {
        // Whoever closed the pipe has seen enough.
        let _ = std::io::stdout().write_all(bytes);
    }

    /// Talk. What it quotes of files and their names cannot steer a terminal.
    pub fn say(&mut self, text: &str) {
        let lines: Vec<String> = text.split('\n').map(render::line).collect();
        let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
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
        let options = self.options(table);
        let lead = spoken(reply, lang);
        let bytes = match format {
            Format::Json => render::reply(reply).into_bytes(),
            Format::Html => render::page(&reply.table, &lead, &options).into_bytes(),
            Format::Xlsx => render::sheet(&reply.table, &lead, &options)?,
            Format::Table | Format::Markdown => {
                let mut text: String = lead.iter().map(|line| render::line(line) + "\n").collect();
                if !reply.table.rows.is_empty() {
                    text.push('\n');
                }
                let mut bytes = text.into_bytes();
                if !reply.table.rows.is_empty() {
                    bytes.extend(render::render(format, &reply.table, &options)?);
                }
                bytes
            }
            Format::Csv | Format::Jsonl => render::render(format, &reply.table, &options)?,
        };
        self.deliver(&bytes, table)
    }

    /// A table in the format that was asked for, to standard output or a file.
    pub fn answer(&mut self, answer: &Answer, table: &Table) -> Result<(), Failure> {
        let bytes = render::render(self.format(table)?, answer, &self.options(table))?;
        self.deliver(&bytes, table)
    }

    /// What the place can show: a file is no terminal.
    fn options(&self, table: &Table) -> RenderOptions {
        match table.output {
            Some(_) => RenderOptions {
                lang: self.options.lang,
                ..RenderOptions::default()
            },
            None => self.options,
        }
    }

    /// The format asked for: by name, else by the extension of the file.
    fn format(&self, table: &Table) -> Result<Format, Failure> {
        let by_name = table.format.as_deref().and_then(Format::from_name);
        let Some(path) = &table.output else {
            let format = by_name.unwrap_or(Format::Table);
            return match format.is_text() || !self.options.terminal {
                true => Ok(format),
                false => Err(Failure::new("a terminal cannot show a workbook").with_hint("name a file: -o FILE.xlsx")),
            };
        };
        by_name
            .or_else(|| {
                path.extension()
                    .and_then(|extension| extension.to_str())
                    .and_then(Format::from_extension)
            })
            .ok_or_else(|| {
                Failure::new(format!("no format is known for `{}`", path.display()))
                    .with_hint("name it with -O: table, csv, json, jsonl, md, html or xlsx")
            })
    }

    /// To standard output or the file.
    fn deliver(&mut self, bytes: &[u8], table: &Table) -> Result<(), Failure> {
        match &table.output {
            Some(path) => whole::file(path, bytes),
            None => {
                self.bytes(bytes);
                Ok(())
            }
        }
    }
}

/// How a question was understood and what is answered, a line each.
fn spoken(reply: &Reply, lang: Lang) -> Vec<String> {
    [
        (AskLabel::Understood, &reply.understood),
        (AskLabel::Answer, &reply.text),
    ]
    .into_iter()
    .filter(|(_, what)| !what.is_empty())
    .map(|(label, what)| lang.fill(label, &[("what", what), ("text", what)]))
    .collect()
}
