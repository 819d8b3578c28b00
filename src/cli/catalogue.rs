//! `catalogue list|check`: the indicators that are recognised, and whether the files hold what they promise.

use super::Outcome;
use super::args::{Catalogue as Args, CatalogueAction};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::catalogue::{BUILTIN, Catalogue, fold_name};
use crate::ingest::extract::check_examples;
use crate::language::vocabulary::Vocabulary;

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    match &args.action {
        CatalogueAction::List { filter, table } => {
            let answer = list(&Catalogue::builtin()?, filter.as_deref(), settings);
            output.answer(&answer, table)?;
            Ok(if answer.rows.is_empty() {
                Outcome::Incomplete
            } else {
                Outcome::Done
            })
        }
        CatalogueAction::Check { files } => check(files, settings, output),
    }
}

fn list(catalogue: &Catalogue, filter: Option<&str>, settings: &Settings) -> Answer {
    let lang = settings.lang;
    let columns = vec![
        Column::new("code", settings.pick("代码", "code")),
        Column::new("name", settings.pick("名称", "name")),
        Column::new("unit", settings.pick("单位", "unit")),
        Column::new("aggregation", settings.pick("累计方式", "aggregation")),
        Column::new("better", settings.pick("方向", "better")),
        Column::new("aliases", settings.pick("别名", "aliases")),
    ];
    let mut answer = Answer::new(settings.pick("指标目录", "catalogue"), columns);
    let wanted = filter.map(fold_name);
    for indicator in catalogue.indicators() {
        let names = [&indicator.code, &indicator.name, &indicator.name_en];
        let matches = |text: &String| {
            names.iter().any(|name| fold_name(name).contains(text))
                || indicator.aliases.iter().any(|alias| fold_name(alias).contains(text))
        };
        if !wanted.as_ref().is_none_or(matches) {
            continue;
        }
        let aliases: Vec<&str> = indicator.aliases.iter().take(3).map(String::as_str).collect();
        let cells = vec![
            Cell::text(&indicator.code),
            Cell::text(lang.indicator(indicator)),
            Cell::text(&indicator.unit),
            Cell::text(indicator.aggregation.code()),
            Cell::text(indicator.better.code()),
            Cell::text(aliases.join(settings.pick("、", ", "))),
        ];
        answer.push(cells, Tone::Plain);
    }
    answer
}

/// Compiles the built-in files and the user's, and reads every example and counter-example.
fn check(files: &[std::path::PathBuf], settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut own = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", path.display())))?;
        own.push((path.display().to_string(), text));
    }
    let all: Vec<(&str, &str)> = BUILTIN
        .iter()
        .copied()
        .chain(own.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        .collect();
    let catalogue = Catalogue::compile(&all)?;
    let findings = check_examples(&Vocabulary::new(&catalogue));
    for finding in &findings {
        output.say(finding);
    }
    let count = catalogue.entries().len();
    output.data(&format!(
        "{count} {}\n",
        settings.pick("个指标已检查", "indicators checked")
    ));
    Ok(if findings.is_empty() {
        Outcome::Done
    } else {
        Outcome::Incomplete
    })
}
