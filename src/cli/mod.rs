//! The command line: the only layer that sees arguments, environment, terminal and clock.
//!
//! Exit status: 0 done · 1 done but incomplete (nothing matched, a file failed) · 2 could not run.

mod again;
mod args;
mod ask;
mod bulletin;
mod catalogue;
mod chart;
mod check;
mod child;
mod correct;
mod dashboard;
mod doctor;
mod dry_run;
mod export;
mod extract;
mod failure;
mod fault;
mod figures;
mod import;
mod names;
mod output;
mod own;
mod past;
mod prompt;
mod questions;
mod review;
mod settings;
mod sql;
mod standards;
mod targets;
mod whole;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Verb};
use failure::Failure;
use output::Output;
use settings::Settings;

/// What a command that ran has to say with its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything asked for was done.
    Done,
    /// It was done, but something is missing.
    Incomplete,
}

/// Parses the arguments, runs the verb, prints what went wrong.
pub fn main() -> ExitCode {
    fault::told_in_a_line();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let settings = Settings::new(&args);
    let mut output = Output::new(&settings);
    match run(args.verb, &settings, &mut output) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn run(verb: Verb, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    match verb {
        Verb::Import(args) => import::run(&args, settings, output),
        Verb::Extract(args) => extract::run(&args, settings, output),
        Verb::Reports(args) => figures::reports(&args, settings, output),
        Verb::Figures(args) => figures::figures(&args, settings, output),
        Verb::Explain(args) => figures::explain(&args, settings, output),
        Verb::Show(args) => questions::show(&args, settings, output),
        Verb::Chart(args) => chart::run(&args, settings, output),
        Verb::Bulletin(args) => bulletin::run(&args, settings, output),
        Verb::Dashboard(args) => dashboard::run(&args, settings, output),
        Verb::Series(args) => questions::series(&args, settings, output),
        Verb::Qoq(args) => questions::qoq(&args, settings, output),
        Verb::Yoy(args) => questions::yoy(&args, settings, output),
        Verb::Compare(args) => questions::compare(&args, settings, output),
        Verb::Review(args) => review::run(&args, settings, output),
        Verb::Correct(args) => correct::run(&args, settings, output),
        Verb::Targets(args) => targets::run(&args, settings, output),
        Verb::Standards(args) => standards::run(&args, settings, output),
        Verb::Diff(args) => past::diff(&args, settings, output),
        Verb::History(args) => past::history(&args, settings, output),
        Verb::Search(args) => past::search(&args, settings, output),
        Verb::Rank(args) => questions::rank(&args, settings, output),
        Verb::Check(args) => check::run(&args, settings, output),
        Verb::Ask(args) => ask::run(&args, settings, output),
        Verb::Export(args) => export::run(&args, settings, output),
        Verb::Sql(args) => sql::run(&args, settings, output),
        Verb::Catalogue(args) => catalogue::run(&args, settings, output),
        Verb::Doctor(args) => doctor::run(&args, settings, output),
        Verb::Read { name } => child::run(name.as_deref(), output),
        Verb::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "jibao", &mut script);
            output.data(&String::from_utf8_lossy(&script));
            Ok(Outcome::Done)
        }
    }
}
