//! One function for each format.

#[cfg(feature = "parquet")]
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

#[cfg(feature = "parquet")]
use chrono::Datelike;

use super::Form;
use super::gather::Gathered;
use crate::answer::{Answer, Cell, Column, Tone};
use crate::chart::Chart;
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::whole;
use crate::dataset::{Dataset, Kind};
use crate::ingest::exchange::{self, Origin};
use crate::model::{Extraction, ReportFacts};
use crate::query::chart::{Frame, chart};
use crate::query::export;
use crate::query::labels::Label;
use crate::query::{Lang, Question};
use crate::render::{self, Format, RenderOptions, Sheet};
use crate::store::View;

/// More lines than this make no picture.
const LINES: usize = 8;

/// Writes the target whole.
pub fn write(form: Form, target: &Path, gathered: &Gathered, settings: &Settings) -> Result<(), Failure> {
    match form {
        Form::Csv => answer(Format::Csv, target, gathered, settings.lang),
        Form::Json => answer(Format::Json, target, gathered, settings.lang),
        Form::Md => answer(Format::Markdown, target, gathered, settings.lang),
        Form::Html => answer(Format::Html, target, gathered, settings.lang),
        Form::Xlsx => workbook(target, gathered, settings.lang),
        Form::Jsonl => exchange(target, gathered),
        Form::SdmxCsv => message(target, gathered, settings),
        Form::Datapackage => whole::folder(target, |folder| data_package(folder, gathered, settings.lang)),
        Form::Parquet => whole::folder(target, |folder| parquet(folder, gathered, settings.lang)),
        Form::Datasette => whole::folder(target, |folder| datasette(folder, gathered, settings)),
    }
}

fn answer(format: Format, target: &Path, gathered: &Gathered, lang: Lang) -> Result<(), Failure> {
    let options = RenderOptions {
        lang: lang.tag(),
        ..RenderOptions::default()
    };
    whole::file(target, render::render(format, &observations(gathered, lang), &options)?)
}

fn observations(gathered: &Gathered, lang: Lang) -> Answer {
    let mut answer = export::table(&gathered.told, lang);
    gathered.question.say_as_of(&mut answer);
    answer
}

/// Files by domain and by the year in which a period ends, in folders that say so.
#[cfg(feature = "parquet")]
fn parquet(folder: &Path, gathered: &Gathered, lang: Lang) -> Result<(), Failure> {
    let dataset = export::observations(&gathered.told, lang);
    let mut files: BTreeMap<(&str, i32), Vec<&[Option<String>]>> = BTreeMap::new();
    for (told, row) in gathered.told.iter().zip(&dataset.rows) {
        let observation = &told.observation;
        let year = observation.period.end().year();
        files
            .entry((&observation.indicator.domain, year))
            .or_default()
            .push(row);
    }
    for ((domain, year), rows) in files {
        let path = folder
            .join(format!("domain={}", escaped(domain)))
            .join(format!("year={year}"));
        std::fs::create_dir_all(&path)
            .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))?;
        whole::file(
            &path.join("part.parquet"),
            render::parquet(&dataset, &rows, &["domain"])?,
        )?;
    }
    Ok(())
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Path, _: &Gathered, _: Lang) -> Result<(), Failure> {
    Err(Failure::new("this program was built without Parquet")
        .with_hint("build it with --features parquet, or export a datapackage"))
}

/// A value in a folder's name, where everything but plain letters and digits is escaped as in an address.
#[cfg(feature = "parquet")]
fn escaped(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    value.bytes().map(byte).collect()
}

/// Reports with their ledgers, in the order in which they were imported, one at a time.
fn exchange(target: &Path, gathered: &Gathered) -> Result<(), Failure> {
    whole::pieces(target, |file| {
        for report in &gathered.reports {
            let lines = report_lines(*report, gathered)?;
            file.write_all(lines.as_bytes())
                .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", target.display())))?;
        }
        Ok(())
    })
}

fn report_lines(report: i64, gathered: &Gathered) -> Result<String, Failure> {
    let store = &gathered.store;
    let (row, source) = (store.report(report)?, store.report_source(report)?);
    let origin = Origin {
        sha256: source.sha256,
        source: row.source,
        format: row.format,
        imported_at: row.imported_at.parse().ok(),
    };
    let extraction = Extraction {
        facts: ReportFacts {
            title: row.title,
            reporter: row.reporter,
            region: row.region,
            region_code: source.region_code,
            period: row.period,
            published: row.published_on,
        },
        figures: store.figures(report)?.into_iter().map(|row| row.figure).collect(),
        findings: Vec::new(),
    };
    Ok(exchange::lines(&origin, &source.text, &extraction))
}

/// The message, and beside it what its columns are.
fn message(target: &Path, gathered: &Gathered, settings: &Settings) -> Result<(), Failure> {
    whole::file(target, render::records(&export::sdmx(&gathered.told)))?;
    let definition = render::structure(&export::structure(&gathered.told), &settings.stamp());
    whole::file(&target.with_extension("structure.json"), definition)
}

fn data_package(folder: &Path, gathered: &Gathered, lang: Lang) -> Result<(), Failure> {
    let tables = [
        export::observations(&gathered.told, lang),
        gathered.view(View::Reports, lang)?,
        gathered.view(View::Figures, lang)?,
        gathered.view(View::Indicators, lang)?,
    ];
    for table in &tables {
        whole::file(&folder.join(format!("{}.csv", table.name)), render::records(table))?;
    }
    let title = lang.text(Label::ExportTitle);
    whole::file(
        &folder.join("datapackage.json"),
        render::data_package("jibao", title, &tables),
    )
}

fn datasette(folder: &Path, gathered: &Gathered, settings: &Settings) -> Result<(), Failure> {
    gathered.store.copy_to(&folder.join("jibao.db"))?;
    let tables = gathered.dictionary(settings.lang)?;
    let title = settings.lang.text(Label::ExportTitle);
    whole::file(
        &folder.join("metadata.yaml"),
        render::datasette("jibao", title, &tables),
    )
}

fn workbook(target: &Path, gathered: &Gathered, lang: Lang) -> Result<(), Failure> {
    let text = |label| lang.text(label);
    let values = observations(gathered, lang);
    let picture = picture(gathered)?;
    let mut tables = Vec::new();
    for (label, view) in [
        (Label::ExportLedger, View::Figures),
        (Label::ReportsTitle, View::Reports),
        (Label::ExportDictionary, View::Dictionary),
    ] {
        tables.push((text(label), table(&gathered.view(view, lang)?)));
    }
    let mut sheets = vec![Sheet::Table(text(Label::ExportObservations), &values)];
    sheets.extend(
        picture
            .as_ref()
            .map(|chart| Sheet::Chart(text(Label::ExportChart), chart)),
    );
    sheets.extend(tables.iter().map(|(name, answer)| Sheet::Table(name, answer)));
    whole::file(target, render::workbook(&sheets)?)
}

/// The indicator named first, else the one with the most values, by quarter; nothing where that makes no picture.
fn picture(gathered: &Gathered) -> Result<Option<Chart>, Failure> {
    let plain: Vec<_> = gathered
        .told
        .iter()
        .map(|each| &each.observation)
        .filter(|each| each.dimension.is_none())
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for each in &plain {
        *counts.entry(&each.indicator.code).or_default() += 1;
    }
    let indicators = plain.iter().map(|each| &each.indicator);
    // Of several with as many the first: `max_by_key` takes the last.
    let most = indicators.rev().max_by_key(|each| counts.get(each.code.as_str()));
    let Some(indicator) = gathered.question.indicators.first().or(most) else {
        return Ok(None);
    };
    let question = Question {
        indicators: vec![Arc::clone(indicator)],
        reported_only: false,
        ..gathered.question.clone()
    };
    let observations: Vec<_> = plain
        .iter()
        .filter(|each| each.indicator.code == indicator.code)
        .map(|each| (*each).clone())
        .collect();
    let drawn = chart(&observations, Frame::default(), &question).ok();
    Ok(drawn.filter(|chart| chart.labels.len() > 1 && (1..=LINES).contains(&chart.lines.len())))
}

/// A view as a table for people: every column under the short form of its meaning.
fn table(dataset: &Dataset) -> Answer {
    let columns = dataset
        .fields
        .iter()
        .map(|field| Column::new(field.name.clone(), field.heading()));
    let mut answer = Answer::new(dataset.meaning.as_str(), columns.collect());
    for row in &dataset.rows {
        let cells = row
            .iter()
            .zip(&dataset.fields)
            .map(|(value, field)| match (value, field.kind) {
                (None, _) => Cell::text(""),
                (Some(number), Kind::Integer | Kind::Decimal) => Cell::number(number),
                (Some(text), Kind::Text | Kind::Date) => Cell::text(text.as_str()),
            });
        answer.push(cells.collect(), Tone::Plain);
    }
    answer
}
