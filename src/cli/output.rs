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
        let options = self.options(table);
        let text = match format {
            Format::Json => render::reply(reply),
            Format::Html => render::page(&reply.table, &spoken(reply, lang), &options),
            Format::Table | Format::Markdown => {
                let mut text = String::new();
                for line in spoken(reply, lang) {
                    text = text + &render::line(&line) + "\n";
                }
                match reply.table.rows.is_empty() {
                    true => text,
                    false => text + "\n" + &render::render(format, &reply.table, &options),
                }
            }
            Format::Csv | Format::Jsonl => render::render(format, &reply.table, &options),
        };
        self.deliver(&text, table)
    }

    /// A table in the format that was asked for, to standard output or a file.
    pub fn answer(&mut self, answer: &Answer, table: &Table) -> Result<(), Failure> {
        let text = render::render(self.format(table)?, answer, &self.options(table));
        self.deliver(&text, table)
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
                    .with_hint("name it with -O: table, csv, json, jsonl, md or html")
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

/// How a question was understood and what is answered, a line each.
fn spoken(reply: &Reply, lang: Lang) -> Vec<String> {
    [
        (Label::AskUnderstood, &reply.understood),
        (Label::AskAnswer, &reply.text),
    ]
    .into_iter()
    .filter(|(_, what)| !what.is_empty())
    .map(|(label, what)| lang.fill(label, &[("what", what), ("text", what)]))
    .collect()
}

/// Writes beside the file and renames, so that nothing half-written is ever left, not even after a loss of power.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    place(path, bytes.as_ref()).map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))
}

fn place(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // What a link points at is written, not the link; a device or a pipe cannot be replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let existing = path.metadata().ok();
    if existing.as_ref().is_some_and(|there| !there.is_file()) {
        return std::fs::write(&path, bytes);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".jibao-");
    #[cfg(unix)]
    {
        // Unlike a secret, a report is for whom the user's umask lets read it.
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o666);
        builder.permissions(mode);
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    if let Some(there) = existing {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}
