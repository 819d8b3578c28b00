//! `catalogue add`: one new block in a file of the user's own, written only if the catalogue holds with it.

use std::path::{Path, PathBuf};

use super::block::Block;
use crate::catalogue::Catalogue;
use crate::cli::args::CatalogueAdd;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::prompt::{Person, Terminal};
use crate::cli::settings::Settings;
use crate::cli::{Outcome, own, whole};
use crate::ingest::document;
use crate::ingest::extract::{check_examples, extract};
use crate::language::lex::lex;
use crate::language::normal::Normal;
use crate::language::token::Kind;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Aggregation, Better, ChangeStyle, Hints, Period};
use crate::query::Lang;
use crate::store::OwnCatalogue;

pub fn run(args: &CatalogueAdd, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let mut terminal = Terminal::new(settings.lang);
    let person: Option<&mut dyn Person> = match settings.interactive {
        true => Some(&mut terminal),
        false => None,
    };
    let (draft, path) = asked(args, settings, person)?;
    let files = own::files(settings)?;
    let draft = with_unit(draft, &own::compile(&files)?)?;
    let (name, before) = present(&path)?;
    let draft = with_value(draft, args, &files, &name, &before)?;
    let block = draft.toml();
    let (catalogue, text) = compiled(&files, &name, &before, &block)?;
    let findings = check_examples(&Vocabulary::new(&catalogue));
    if !findings.is_empty() {
        return Err(refused(findings));
    }
    whole::file(&path, &text)?;
    output.data(&block);
    let hint = settings.pick(
        "已写入；导入时加 --catalogue，数据库就会记住它：",
        "written; import with --catalogue, and the database remembers it: ",
    );
    output.say(&format!("{hint}jibao import --catalogue {} …", path.display()));
    Ok(Outcome::Done)
}

/// The file's name, and what it holds so far.
fn present(path: &Path) -> Result<(String, String), Failure> {
    if path.exists() {
        let file = own::read(path)?;
        return Ok((file.name, file.text));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok((name, String::new()))
}

/// The catalogue with the block in its file, and that file's whole text.
fn compiled(files: &[OwnCatalogue], name: &str, before: &str, block: &str) -> Result<(Catalogue, String), Failure> {
    let apart = match before {
        "" => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let text = format!("{before}{apart}{block}");
    let mut files: Vec<OwnCatalogue> = files.iter().filter(|file| file.name != name).cloned().collect();
    files.push(OwnCatalogue {
        name: name.to_owned(),
        sha256: String::new(),
        text: text.clone(),
    });
    let catalogue =
        own::compile(&files).map_err(|failure| Failure::new(failure.message).with_hint("nothing was written"))?;
    Ok((catalogue, text))
}

fn refused(findings: Vec<String>) -> Failure {
    Failure::new(format!(
        "the catalogue does not hold with this indicator:\n  {}",
        findings.join("\n  ")
    ))
    .with_hint("nothing was written; choose other aliases, or an example that names the indicator as a report does")
}

/// What was given, and where there is somebody to ask, what is missing.
fn asked(
    args: &CatalogueAdd,
    settings: &Settings,
    mut person: Option<&mut dyn Person>,
) -> Result<(Block, PathBuf), Failure> {
    let mut missing = Vec::new();
    let mut need = |given: &Option<String>, flag: &'static str, question: &str, choices: Option<Vec<&str>>| {
        if let Some(given) = given {
            return given.clone();
        }
        let answer = person.as_deref_mut().and_then(|person| match choices {
            None => person.line(question),
            Some(choices) => {
                let choices: Vec<String> = choices.into_iter().map(str::to_owned).collect();
                let shown: Vec<String> = choices.iter().map(|code| in_words(code, settings)).collect();
                person
                    .choose(question, &shown)
                    .and_then(|chosen| choices.into_iter().nth(chosen))
            }
        });
        let answer = answer.filter(|answer| !answer.trim().is_empty());
        answer.unwrap_or_else(|| {
            missing.push(flag);
            String::new()
        })
    };
    let codes = |all: Vec<&'static str>| Some(all);
    let code = need(
        &args.code,
        "--code",
        settings.pick("代码，例如 own.trees.planted", "code, for example own.trees.planted"),
        None,
    );
    let name = need(&args.name, "--name", settings.pick("名称", "name"), None);
    let unit = need(
        &args.unit,
        "--unit",
        settings.pick("单位，例如 个、微克/立方米、%", "unit, for example count, ug/m3, %"),
        None,
    );
    let aggregation = need(
        &args.aggregation,
        "--aggregation",
        settings.pick("累计方式", "aggregation"),
        codes(Aggregation::ALL.iter().map(|each| each.code()).collect()),
    );
    let better = need(
        &args.better,
        "--better",
        settings.pick("好的方向", "better"),
        codes(Better::ALL.iter().map(|each| each.code()).collect()),
    );
    let change = need(
        &args.change,
        "--change",
        settings.pick("变化的表示", "change"),
        codes(ChangeStyle::ALL.iter().map(|each| each.code()).collect()),
    );
    let example = need(
        &args.example,
        "--example",
        settings.pick("例句：应当读出它", "example: a sentence from which it is read"),
        None,
    );
    let counter_example = need(
        &args.counter_example,
        "--counter-example",
        settings.pick("反例：不应读出它", "counter-example: a sentence from which it is not"),
        None,
    );
    let path = args.to.clone().or_else(|| {
        let given = need(&None, "--to", settings.pick("写入文件", "file"), None);
        (!given.is_empty()).then(|| PathBuf::from(given))
    });
    let (true, Some(path)) = (missing.is_empty(), path) else {
        return Err(Failure::new(format!("these are missing: {}", missing.join(", ")))
            .with_hint("on a terminal they are asked for"));
    };
    let domain = args
        .domain
        .clone()
        .unwrap_or_else(|| code.split('.').next().unwrap_or_default().to_owned());
    let aliases = match (args.alias.is_empty(), person) {
        (true, Some(person)) => asked_aliases(person, settings),
        _ => args.alias.clone(),
    };
    let block = Block {
        name_en: args.name_en.clone().unwrap_or_else(|| code.replace(['.', '_'], " ")),
        aliases: if aliases.is_empty() {
            vec![name.clone()]
        } else {
            aliases
        },
        counters: args.counter.clone(),
        value: args.value.clone().unwrap_or_default(),
        decimals: 0,
        code,
        name,
        domain,
        unit,
        aggregation,
        better,
        change,
        example,
        counter_example,
    };
    Ok((block, path))
}

/// A code of the catalogue with what it means; English codes speak for themselves.
fn in_words(code: &str, settings: &Settings) -> String {
    const WORDS: [(&str, &str); 12] = [
        ("sum", "合计"),
        ("mean", "平均"),
        ("percentile", "百分位"),
        ("ratio", "比例"),
        ("snapshot", "时点"),
        ("class", "类别"),
        ("lower", "越低越好"),
        ("higher", "越高越好"),
        ("none", "不分"),
        ("percent", "百分比"),
        ("points", "百分点"),
        ("difference", "差值"),
    ];
    let words = WORDS.iter().find(|(each, _)| *each == code);
    match (settings.lang, words) {
        (Lang::Zh, Some((_, words))) => format!("{code} {words}"),
        _ => code.to_owned(),
    }
}

fn asked_aliases(person: &mut dyn Person, settings: &Settings) -> Vec<String> {
    let question = settings.pick(
        "报告里的写法，用、分开（留空为名称）",
        "names that reports use, parted by commas (empty: the name)",
    );
    let line = person.line(question).unwrap_or_default();
    let names = line.split(['、', ',', '，']).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The unit by its code, and for a count the measure words of the example.
fn with_unit(mut block: Block, catalogue: &Catalogue) -> Result<Block, Failure> {
    if matches!(block.unit.as_str(), "class" | "1") {
        return Ok(block);
    }
    let Some(unit) = catalogue.units().written(&block.unit) else {
        let codes: Vec<&str> = catalogue.units().iter().map(|unit| unit.code.as_str()).collect();
        return Err(Failure::new(format!("`{}` is not a unit of the catalogue", block.unit))
            .with_hint(format!("units are {}", codes.join(", "))));
    };
    block.unit.clone_from(&unit.code);
    if unit.dimension == "count" && block.counters.is_empty() {
        block.counters = measure_words(&block.example, catalogue);
        if block.counters.is_empty() {
            return Err(Failure::new("a count needs a measure word, and the example has none")
                .with_hint("say it with --counter, for example --counter 个"));
        }
    }
    Ok(block)
}

fn measure_words(example: &str, catalogue: &Catalogue) -> Vec<String> {
    let vocabulary = Vocabulary::new(catalogue);
    let normal = Normal::new(example);
    let mut words: Vec<String> = Vec::new();
    for token in lex(&normal, &vocabulary).list {
        let Kind::Quantity(quantity) = token.kind else { continue };
        let unit = quantity.unit.map(|unit| catalogue.units().get(unit));
        let word = normal.slice(quantity.number_end..token.end);
        if unit.is_some_and(|unit| unit.dimension == "count") && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// The value of the example: as given, or what is read from it now.
fn with_value(
    mut block: Block,
    args: &CatalogueAdd,
    files: &[OwnCatalogue],
    name: &str,
    before: &str,
) -> Result<Block, Failure> {
    if args.value.is_none() {
        let (catalogue, _) = compiled(files, name, before, &block.toml())?;
        let read = values(&block, &catalogue);
        let [value] = &read[..] else {
            let counted = match read.len() {
                0 => "is not read from its example".to_owned(),
                many => format!("is read {many} times from its example ({})", read.join(", ")),
            };
            return Err(refused(vec![format!("{}: {counted} `{}`", block.code, block.example)]));
        };
        block.value.clone_from(value);
    }
    let places = block.value.split_once('.').map_or(0, |(_, places)| places.len());
    block.decimals = u32::try_from(places).unwrap_or_default();
    Ok(block)
}

fn values(block: &Block, catalogue: &Catalogue) -> Vec<String> {
    let hints = Hints {
        period: Period::quarter(2024, 1),
        ..Hints::default()
    };
    let document = document::from_text(block.example.clone());
    let figures = extract(&document, &Vocabulary::new(catalogue), &hints).figures;
    let own = figures
        .iter()
        .filter(|figure| figure.indicator.as_deref() == Some(block.code.as_str()));
    own.filter_map(|figure| figure.value)
        .map(|value| value.to_string())
        .collect()
}
