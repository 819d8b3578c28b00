//! The rest of the ledger: ranks beyond their number, figures whose digits or period are hidden, and what a report no longer says.

use std::collections::{BTreeMap, HashSet};

use super::book::{Book, subject, value};
use super::{Draft, Finding};
use crate::model::{Figure, Kind, Observation, Severity};
use crate::query::labels::Label;
use crate::query::{Lang, ReportLine, corrections};

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
        let count = count_in(among)?;
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

/// What the two reports before this one gave for their own period, and this one does not.
pub fn gone(book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    for series in of_one_reporter(book) {
        for three in series.windows(3) {
            let [before, last, this] = three else { continue };
            let earlier: HashSet<_> = own(book, before).into_iter().map(what).collect();
            let now: HashSet<_> = own(book, this).into_iter().map(what).collect();
            // A report of which nothing was read says nothing about what is gone.
            if now.is_empty() {
                continue;
            }
            for missing in own(book, last) {
                let key = what(missing);
                if earlier.contains(&key) && !now.contains(&key) {
                    let draft = Draft::new("figure-gone", Severity::Note, missing);
                    let title = this.title.clone().unwrap_or_default();
                    let mut finding = draft.say(Label::CheckGone, |lang| {
                        vec![
                            ("subject", subject(missing, lang)),
                            ("stated", value(missing, lang)),
                            ("report", title.clone()),
                        ]
                    });
                    finding.report = this.id;
                    findings.push(finding);
                }
            }
        }
    }
    findings
}

/// What is measured where, whatever the period.
fn what(one: &Observation) -> (&str, &str, Option<&str>) {
    (&one.indicator.code, &one.region, one.dimension.as_deref())
}

/// What a report says of its own period or of a time that ends with it, for its own region as a whole.
fn own<'a>(book: &Book<'a>, report: &ReportLine) -> Vec<&'a Observation> {
    let end = report.period.map(|period| period.end());
    let is_own =
        |each: &&Observation| Some(each.period.end()) == end && each.dimension.is_none() && each.treatment.is_none();
    book.of_report(report.id).iter().copied().filter(is_own).collect()
}

/// The reports in force of each reporter, in the order of their periods.
fn of_one_reporter<'a>(book: &Book<'a>) -> Vec<Vec<&'a ReportLine>> {
    let mut series: BTreeMap<(Option<&str>, Option<&str>), Vec<&ReportLine>> = BTreeMap::new();
    for report in book
        .evidence
        .reports
        .iter()
        .filter(|report| report.superseded_by.is_none())
    {
        let key = (report.reporter.as_deref(), report.region.as_deref());
        if report.period.is_some() {
            series.entry(key).or_default().push(report);
        }
    }
    series
        .into_values()
        .map(|mut reports| {
            reports.sort_by_key(|report| report.period.map(|period| (period.end(), period.days())));
            reports
        })
        .collect()
}
