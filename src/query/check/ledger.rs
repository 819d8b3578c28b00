//! The rest of the ledger: ranks beyond their number, numbers that can be no value, and figures whose digits or period are
//! hidden.

use std::collections::BTreeMap;

use super::Finding;
use super::book::Book;
use crate::model::{Figure, Kind, Severity};
use crate::query::labels::Label;
use crate::query::{Lang, corrections};

/// A finding about a row of the ledger that is no value.
fn about_row(
    code: &'static str,
    severity: Severity,
    (row, report): (i64, i64),
    label: Label,
    words: impl Fn(Lang) -> Vec<(&'static str, String)>,
) -> Finding {
    let line = |lang: Lang| {
        let words = words(lang);
        let words: Vec<(&str, &str)> = words.iter().map(|(key, text)| (*key, text.as_str())).collect();
        lang.fill(label, &words)
    };
    Finding {
        code,
        severity,
        figure: row,
        report,
        text: [line(Lang::Zh), line(Lang::En)],
        see: Vec::new(),
    }
}

/// 全市第17位 among 16个县.
pub fn ranks(book: &Book) -> Vec<Finding> {
    let each = |(row, report, figure): &(i64, i64, Figure)| {
        let rank = figure.value?.as_decimal();
        let among = figure.rank_of.as_deref()?;
        let count = count_in(among).or_else(|| count_behind(&figure.sentence, &figure.as_written, among))?;
        let beyond = figure.kind == Kind::Rank && rank > count.into();
        beyond.then(|| {
            about_row(
                "rank-beyond-number",
                Severity::Error,
                (*row, *report),
                Label::CheckRank,
                |_| {
                    vec![
                        ("written", figure.as_written.clone()),
                        ("among", among.to_owned()),
                        ("rank", rank.to_string()),
                        ("count", count.to_string()),
                    ]
                },
            )
        })
    };
    in_force(book).filter_map(each).collect()
}

/// The number in 全市16个县（市、区）.
fn count_in(text: &str) -> Option<u32> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String = text[from..].chars().take_while(char::is_ascii_digit).collect();
    let behind = text[from + digits.len()..].chars().next()?;
    matches!(behind, '个' | '家' | '县' | '市' | '区' | '城').then(|| digits.parse().ok())?
}

/// The number in 全市8个县（市、区）中排名第9位, of which only 全市 is kept as what it is ranked among.
fn count_behind(sentence: &str, rank: &str, among: &str) -> Option<u32> {
    let before = &sentence[..sentence.rfind(rank)?];
    let behind = &before[before.rfind(among)? + among.len()..];
    behind
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| count_in(behind))?
}

/// Numbers that were not taken as a value because they cannot be one.
pub fn implausible(book: &Book) -> Vec<Finding> {
    let each = |(row, report, figure): &(i64, i64, Figure)| {
        let is_out = figure.kind == Kind::Other && figure.rule.split(" > ").any(|rule| rule == IMPLAUSIBLE);
        let code = figure.note.as_deref()?.rsplit(' ').next()?;
        let known = book.evidence.statements.iter().find(|each| each.indicator.code == code);
        let words = |lang: Lang| {
            let name = known.map_or(code, |each| lang.indicator(&each.indicator));
            vec![("written", figure.as_written.clone()), ("indicator", name.to_owned())]
        };
        is_out.then(|| {
            about_row(
                "out-of-range",
                Severity::Warning,
                (*row, *report),
                Label::CheckImplausible,
                words,
            )
        })
    };
    in_force(book).filter_map(each).collect()
}

/// The rule that keeps a number from being a value; its note ends with the code of the indicator.
const IMPLAUSIBLE: &str = "implausible";

fn in_force<'b>(book: &'b Book) -> impl Iterator<Item = &'b (i64, i64, Figure)> {
    book.evidence
        .ledger
        .iter()
        .filter(|(_, report, _)| book.is_in_force(*report))
}

/// For each report one finding on its masked figures and one on its values without a known period.
pub fn unknown(book: &Book) -> Vec<Finding> {
    let mut masked: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut undated: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (row, report, figure) in in_force(book) {
        if figure.kind == Kind::Masked {
            masked.entry(*report).or_default().push(*row);
        } else if figure.kind == Kind::Actual && figure.period.is_none() {
            undated.entry(*report).or_default().push(*row);
        }
    }
    let finding = |code, label| {
        move |(report, rows): (i64, Vec<i64>)| {
            let found = about_row(code, Severity::Note, (rows[0], report), label, |_| {
                vec![("count", rows.len().to_string())]
            });
            Finding {
                see: rows[1..].to_vec(),
                ..found
            }
        }
    };
    let masked = masked.into_iter().map(finding("masked", Label::CheckMasked));
    masked
        .chain(undated.into_iter().map(finding("period-unknown", Label::CheckUndated)))
        .collect()
}

/// Corrections by hand whose source is not what it was when they were made.
pub fn stale(book: &Book) -> Vec<Finding> {
    let stale = book.evidence.corrections.iter().filter(|each| each.is_stale());
    let found = stale.filter_map(|each| {
        let place = (each.figure?, each.report_id);
        let words = |lang| {
            vec![
                ("subject", each.indicator.clone().unwrap_or_default()),
                ("was", corrections::was(each, lang)),
                ("now", corrections::now(each, lang)),
                ("state", corrections::state(each, lang)),
            ]
        };
        Some(about_row(
            "correction-stale",
            Severity::Warning,
            place,
            Label::CheckCorrection,
            words,
        ))
    });
    found.collect()
}
