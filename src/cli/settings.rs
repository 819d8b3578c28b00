//! What the arguments, the environment and the terminal mean together: looked at once.

use std::cell::OnceCell;
use std::io::IsTerminal;
use std::path::PathBuf;

use chrono::{DateTime, SecondsFormat, Utc};

use super::args::Args;
use super::failure::Failure;
use super::own;
use crate::catalogue::Catalogue;
use crate::query::Lang;
use crate::render::RenderOptions;
use crate::store::{Mode, Store};

/// Plain values for the rest of the program.
#[derive(Debug)]
pub struct Settings {
    /// The database.
    pub db: PathBuf,
    /// Catalogue files of the user's own, as named on the command line.
    pub catalogues: Vec<PathBuf>,
    /// Language of tables and messages.
    pub lang: Lang,
    /// What the terminal can show.
    pub render: RenderOptions,
    /// Whether somebody can be asked: input and error stream are a terminal.
    pub interactive: bool,
    /// Whether the error stream is a terminal, on which a bar can move.
    pub watched: bool,
    /// The user of this machine.
    pub user: Option<String>,
    /// The database once a question has opened it: to open it is most of what a short question takes.
    pub opened: OnceCell<Store>,
}

impl Settings {
    /// From the arguments, `LC_ALL`, `LANG`, `NO_COLOR`, `TERM`, `COLUMNS`, `USER` and the terminal.
    pub fn new(args: &Args) -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = variable("LC_ALL")
            .or_else(|| variable("LC_MESSAGES"))
            .or_else(|| variable("LANG"))
            .unwrap_or_default();
        let lang = match args.lang.as_deref() {
            Some(code) => Lang::from_code(code).unwrap_or(Lang::Zh),
            // A report is Chinese, and so is its reader, unless the environment says otherwise.
            None if locale.starts_with("en") => Lang::En,
            None => Lang::Zh,
        };
        let terminal = std::io::stdout().is_terminal();
        let colour = terminal && variable("NO_COLOR").is_none() && variable("TERM").as_deref() != Some("dumb");
        let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
        let width = if terminal { columns } else { None };
        Settings {
            db: args.db.clone(),
            catalogues: args.catalogues.clone(),
            lang,
            render: RenderOptions {
                colour,
                width,
                terminal,
                lang: lang.tag(),
            },
            interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
            watched: std::io::stderr().is_terminal(),
            user: variable("USER").or_else(|| variable("USERNAME")),
            opened: OnceCell::new(),
        }
    }

    /// The one of two texts that is in the user's language.
    pub fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The database for questions, opened once.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn store(&self) -> Result<&Store, Failure> {
        match self.opened.get() {
            Some(store) => Ok(store),
            None => {
                let store = Store::open(&self.db, Mode::Read)?;
                Ok(self.opened.get_or_init(|| store))
            }
        }
    }

    /// The built-in catalogue with what the database remembers and the command line names.
    pub fn catalogue(&self) -> Result<Catalogue, Failure> {
        own::with_database(self)
    }

    /// The present moment as the database writes it.
    pub fn stamp(&self) -> String {
        self.now().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
