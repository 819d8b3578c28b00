//! How far an import has come: a bar on a terminal, a line for each file in a pipe.

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::output::Output;
use crate::cli::settings::Settings;

/// Tells it on standard error.
pub enum Progress {
    /// On a terminal.
    Bar(ProgressBar),
    /// In a pipe.
    Lines,
    /// One file needs no progress.
    Silent,
}

impl Progress {
    /// For so many files and folders' files.
    pub fn new(files: usize, settings: &Settings) -> Self {
        match (files, settings.watched) {
            (0 | 1, _) => Progress::Silent,
            (_, false) => Progress::Lines,
            (_, true) => {
                let bar = ProgressBar::new(files as u64);
                // The template is fixed; if it were wrong the bar would look plain.
                if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {wide_msg}") {
                    bar.set_style(style);
                }
                Progress::Bar(bar)
            }
        }
    }

    /// A file was read: what is said of it.
    pub fn file(&self, label: &str, said: &str, output: &mut Output) {
        match self {
            Progress::Bar(bar) => {
                bar.inc(1);
                // An archive holds more files than were counted.
                bar.set_length(bar.length().unwrap_or_default().max(bar.position()));
                bar.set_message(crate::render::line(label));
            }
            Progress::Lines => output.say(&format!("{label}: {said}")),
            Progress::Silent => {}
        }
    }

    /// Says something without breaking the bar.
    pub fn aside(&self, talk: impl FnOnce()) {
        match self {
            Progress::Bar(bar) => bar.suspend(talk),
            Progress::Lines | Progress::Silent => talk(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
