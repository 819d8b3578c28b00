//! `import --dry-run`: the ledgers as they would be stored.

use std::collections::HashMap;
use std::ops::Range;

use super::Outcome;
use super::args::Import;
use super::failure::Failure;
use super::figures::{ledger_part, parts};
use super::import::title_of;
use super::output::Output;
use super::settings::Settings;
use crate::answer::{Answer, Cell, Column};
use crate::catalogue::Catalogue;
use crate::model::Extraction;
use crate::query::Lang;
use crate::store::{Error, Mode, Store};

/// A report that was read.
pub struct Read {
    /// The file, as it is shown.
    pub label: String,
    /// Hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    /// What was found in it.
    pub extraction: Extraction,
}

/// Shows what was read; `failed` files could not be.
pub fn show(
    read: &[Read],
    failed: usize,
    args: &Import,
    catalogue: &Catalogue,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let known = Known::of(read, settings)?;
    let whole = |read: &Read| answer(read, &known, args.again, catalogue, settings);
    // For people a table for each report; for machines one, in which every row names its file.
    let one_by_one = args.table.output.is_none() && matches!(args.table.format.as_deref(), None | Some("table" | "md"));
    if one_by_one {
        for each in read {
            output.answer(&whole(each), &args.table)?;
        }
    } else if args.table.is_lines() {
        for each in read {
            for part in parts(&each.extraction) {
                output.answer(&rows(each, part, catalogue, settings), &args.table)?;
            }
        }
    } else if !read.is_empty() {
        output.answer(&merged(read.iter().map(whole), settings), &args.table)?;
    }
    output.say(settings.pick("试运行：没有写入数据库", "dry run: nothing was stored"));
    Ok(if failed > 0 || read.is_empty() {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

/// Which bytes the database has already.
struct Known(HashMap<String, i64>);

impl Known {
    fn of(read: &[Read], settings: &Settings) -> Result<Self, Failure> {
        if !settings.db.exists() {
            return Ok(Known(HashMap::new()));
        }
        let store = match Store::open(&settings.db, Mode::Look) {
            Ok(store) => store,
            Err(Error::Empty { .. }) => return Ok(Known(HashMap::new())),
            Err(error) => return Err(error.into()),
        };
        let mut known = HashMap::new();
        for each in read {
            if let Some(report) = store.known(&each.sha256)? {
                known.insert(each.sha256.clone(), report);
            }
        }
        Ok(Known(known))
    }
}

/// Some rows of a ledger, each with the file and what the report says of itself.
fn rows(read: &Read, part: Range<usize>, catalogue: &Catalogue, settings: &Settings) -> Answer {
    let facts = &read.extraction.facts;
    let title = title_of(&read.extraction, &read.label);
    let mut answer = ledger_part(&read.extraction, part, &title, catalogue, settings.lang);
    let machines = [
        ("source", Some(read.label.clone())),
        ("report_title", facts.title.clone()),
        ("reporter", facts.reporter.clone()),
        ("report_region", facts.region.clone()),
        ("report_period", facts.period.map(|period| period.label())),
        ("published", facts.published.map(|date| date.to_string())),
    ];
    for (key, text) in machines {
        answer.columns.push(Column::new(key, key).for_machines());
        for row in &mut answer.rows {
            row.cells.push(Cell::optional(text.clone()));
        }
    }
    answer
}

/// One ledger, with what the report says of itself and what a reader should know.
fn answer(read: &Read, known: &Known, again: bool, catalogue: &Catalogue, settings: &Settings) -> Answer {
    let mut answer = rows(read, 0..read.extraction.figures.len(), catalogue, settings);
    answer.notes.push(said_of_itself(read, settings));
    for finding in &read.extraction.findings {
        let message = settings.pick(&finding.message_zh, &finding.message);
        answer.notes.push(message.to_owned());
    }
    if let Some(report) = known.0.get(&read.sha256) {
        answer.notes.push(match (settings.lang, again) {
            (Lang::Zh, false) => format!("内容与已有报告 {report} 相同，导入时不会再存"),
            (Lang::Zh, true) => format!("内容与已有报告 {report} 相同，导入时会重读它"),
            (Lang::En, false) => format!("the same bytes are there as report {report}: an import would store nothing"),
            (Lang::En, true) => format!("the same bytes are there as report {report}: an import would read it again"),
        });
    }
    answer
}

fn said_of_itself(read: &Read, settings: &Settings) -> String {
    let facts = &read.extraction.facts;
    let unknown = || settings.pick("尚未识别", "not recognised").to_owned();
    let region = facts.region.clone().unwrap_or_else(unknown);
    let period = facts.period.map_or_else(unknown, |period| settings.lang.period(period));
    let published = facts.published.map_or_else(unknown, |date| date.to_string());
    let label = &read.label;
    match settings.lang {
        Lang::Zh => format!("{label}：地区 {region}，时期 {period}，发布日期 {published}"),
        Lang::En => format!("{label}: region {region}, period {period}, published {published}"),
    }
}

fn merged(answers: impl Iterator<Item = Answer>, settings: &Settings) -> Answer {
    let mut all = Answer::default();
    for answer in answers {
        if all.columns.is_empty() {
            all.title = settings.pick("试运行", "dry run").to_owned();
            all.columns = answer.columns;
        }
        all.rows.extend(answer.rows);
        all.notes.extend(answer.notes);
    }
    all
}
