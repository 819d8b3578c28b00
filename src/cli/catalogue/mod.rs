//! `catalogue list|check|add|forget`: the indicators that are recognised, and those of the user's own.

mod add;
mod block;

use super::args::{Catalogue as Args, CatalogueAction};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, own};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::catalogue::{Catalogue, fold_name};
use crate::ingest::extract::check_examples;
use crate::language::vocabulary::Vocabulary;
use crate::store::{Mode, Store};

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    match &args.action {
        CatalogueAction::List { filter, table } => {
            let answer = list(&settings.catalogue()?, filter.as_deref(), settings);
            output.answer(&answer, table)?;
            Ok(if answer.rows.is_empty() {
                Outcome::Incomplete
            } else {
                Outcome::Done
            })
        }
        CatalogueAction::Check { files } => check(files, settings, output),
        CatalogueAction::Add(args) => add::run(args, settings, output),
        CatalogueAction::Forget { name } => forget(name, settings, output),
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
        Column::new("source", settings.pick("出处", "source")),
        Column::new("aliases", settings.pick("别名", "aliases")),
        Column::new("domain", "domain").for_machines(),
    ];
    let mut answer = Answer::new(settings.pick("指标目录", "catalogue"), columns);
    let wanted = filter.map(fold_name);
    for entry in catalogue.entries() {
        let indicator = &entry.indicator;
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
            Cell::text(entry.own.as_deref().unwrap_or(settings.pick("内置", "built-in"))),
            Cell::text(aliases.join(settings.pick("、", ", "))),
            Cell::text(&indicator.domain),
        ];
        answer.push(cells, Tone::Plain);
    }
    answer
}

/// Compiles the built-in files and the user's, and reads every example and counter-example.
fn check(files: &[std::path::PathBuf], settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut own = own::named(settings)?;
    for path in files {
        own.push(own::read(path)?);
    }
    let catalogue = own::compile(&own)?;
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

/// Takes a file out of the database. What was read with it stays, under the names that it gave.
fn forget(name: &str, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let known = Store::open(&settings.db, Mode::Read)?.own_catalogues()?;
    let mut store = Store::open(&settings.db, Mode::Write)?;
    if !store.forget_catalogue(name)? {
        let names: Vec<&str> = known.iter().map(|file| file.name.as_str()).collect();
        let failure = Failure::new(format!("the database remembers no catalogue file `{name}`"));
        return Err(match names.is_empty() {
            true => failure.with_hint("it remembers none; `import --catalogue FILE` adds one"),
            false => failure.with_hint(format!("it remembers {}", names.join(", "))),
        });
    }
    own::sync(&mut store, &settings.catalogue()?)?;
    output.say(&format!("{name}{}", settings.pick("：已忘记", ": forgotten")));
    Ok(Outcome::Done)
}
