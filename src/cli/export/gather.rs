//! Everything that an export needs, read once.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::{Args, Form};
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::{figures, names, questions};
use crate::dataset::{Dataset, Field, Kind};
use crate::model::Period;
use crate::query::export::Told;
use crate::query::{Lang, Question, ReportLine, corrections};
use crate::store::{Meaning, SqlTable, SqlValue, Store, View};

/// What was asked for.
pub struct Gathered<'s> {
    /// The database.
    pub store: &'s Store,
    /// The observations, each with its sentence.
    pub told: Vec<Told>,
    /// Numbers of the reports, in the order in which they were imported.
    pub reports: Vec<i64>,
    /// What was asked.
    pub question: Question,
}

impl<'s> Gathered<'s> {
    /// Reads the observations and chooses the reports.
    pub fn from(args: &Args, settings: &'s Settings) -> Result<Self, Failure> {
        let select = args.select();
        let question = questions::question(&select, &args.indicator, settings)?;
        let periods: Vec<Period> = args
            .period
            .iter()
            .map(|text| names::period(text))
            .collect::<Result<_, _>>()?;
        let mut selection = questions::selection(&select, &question, &[]);
        // Only what is named: shares are not worked out here, so their counts are not needed.
        selection.indicators = question.indicators.iter().map(|each| each.code.clone()).collect();
        selection.within.clone_from(&periods);
        let observations = questions::select(&selection, settings)?;
        let store = settings.store()?;
        let mut mended: HashMap<i64, String> = HashMap::new();
        for each in store.corrections(None)? {
            if let Some(figure) = each.figure.filter(|_| each.held(args.as_of)) {
                mended.insert(figure, corrections::line(&each, settings.lang));
            }
        }
        let mut told = Vec::with_capacity(observations.len());
        for observation in observations {
            let source = store.figure_source(observation.figure)?;
            told.push(Told {
                correction: mended.get(&observation.figure).cloned(),
                region_code: source.region_code,
                as_written: source.as_written,
                sentence: source.sentence,
                observation,
            });
        }
        let reports = reports(store, &told, args)?;
        Ok(Gathered {
            store,
            told,
            reports,
            question,
        })
    }

    /// Whether nothing of what the format holds is there.
    pub fn is_empty(&self, form: Form) -> bool {
        match form {
            Form::Jsonl | Form::Datasette => self.reports.is_empty(),
            _ => self.told.is_empty(),
        }
    }

    /// What was written, in a line.
    pub fn told_of(&self, form: Form, target: &Path, settings: &Settings) -> String {
        let wrote = settings.pick("已写入", "wrote");
        let (count, of) = match form {
            Form::Jsonl | Form::Datasette => (self.reports.len(), settings.pick("份报告", " report(s)")),
            _ => (self.told.len(), settings.pick("个观测值", " observation(s)")),
        };
        format!("{wrote} {} ({count}{of})", target.display())
    }

    /// A view of the database with what its columns mean.
    pub fn view(&self, view: View, lang: Lang) -> Result<Dataset, Failure> {
        let table = self.store.view(view, &self.reports)?;
        let meanings = self.store.meanings()?;
        Ok(dataset(view.name(), table, &meanings, lang))
    }

    /// Every table and view with its meaning, without rows.
    pub fn dictionary(&self, lang: Lang) -> Result<Vec<Dataset>, Failure> {
        let mut tables: Vec<Dataset> = Vec::new();
        for meaning in self.store.meanings()? {
            let says = says(&meaning, lang).to_owned();
            match (
                &meaning.column,
                tables.iter_mut().find(|each| each.name == meaning.table),
            ) {
                (Some(column), Some(table)) => table.fields.push(Field::new(column.as_str(), Kind::Text, says)),
                (None, Some(table)) => table.meaning = says,
                (column, None) => tables.push(Dataset {
                    name: meaning.table.clone(),
                    meaning: if column.is_none() { says.clone() } else { String::new() },
                    fields: column
                        .iter()
                        .map(|column| Field::new(column.as_str(), Kind::Text, says.clone()))
                        .collect(),
                    ..Dataset::default()
                }),
            }
        }
        Ok(tables)
    }
}

fn says(meaning: &Meaning, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &meaning.zh,
        Lang::En => &meaning.en,
    }
}

/// The reports asked for: where observations are picked, those that they stand in; else all of the region and the day.
fn reports(store: &Store, told: &[Told], args: &Args) -> Result<Vec<i64>, Failure> {
    let of_told: HashSet<i64> = told.iter().map(|each| each.observation.report).collect();
    let is_asked = |line: &ReportLine| match args.picks() {
        true => of_told.contains(&line.id),
        false => line.is_asked(&args.region, args.as_of),
    };
    let lines = figures::report_lines(store)?;
    let mut reports: Vec<i64> = lines.iter().filter(|line| is_asked(line)).map(|line| line.id).collect();
    reports.sort_unstable();
    Ok(reports)
}

/// Rows of a view as exact text, their columns typed by what stands in them.
fn dataset(name: &str, table: SqlTable, meanings: &[Meaning], lang: Lang) -> Dataset {
    let meaning = |column: Option<&str>| {
        let found = meanings
            .iter()
            .find(|each| each.table == name && each.column.as_deref() == column);
        found.map_or("", |each| says(each, lang))
    };
    let fields = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| Field::new(column.as_str(), kind(column, &table.rows, at), meaning(Some(column))));
    Dataset {
        name: name.to_owned(),
        meaning: meaning(None).to_owned(),
        fields: fields.collect(),
        rows: table.rows.iter().map(|row| row.iter().map(text).collect()).collect(),
        key: Vec::new(),
    }
}

fn kind(column: &str, rows: &[Vec<SqlValue>], at: usize) -> Kind {
    let values = || {
        rows.iter()
            .map(|row| &row[at])
            .filter(|value| **value != SqlValue::Null)
    };
    let is_day = column.ends_with("_on") || matches!(column, "period_start" | "period_end");
    let is_whole = |value: &SqlValue| matches!(value, SqlValue::Integer(_));
    let is_number = |value: &SqlValue| matches!(value, SqlValue::Integer(_) | SqlValue::Real(_));
    match values().next() {
        None => Kind::Text,
        Some(_) if values().all(is_whole) => Kind::Integer,
        Some(_) if values().all(is_number) => Kind::Decimal,
        Some(_) if is_day => Kind::Date,
        Some(_) => Kind::Text,
    }
}

fn text(value: &SqlValue) -> Option<String> {
    match value {
        SqlValue::Null => None,
        SqlValue::Integer(number) => Some(number.to_string()),
        SqlValue::Real(number) => Some(number.to_string()),
        SqlValue::Text(text) => Some(text.clone()),
        SqlValue::Blob(bytes) => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}
