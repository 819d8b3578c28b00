//! What the reports before gave and this one does not.

use std::collections::{BTreeMap, HashSet};

use super::book::{Book, subject, value};
use super::relations::Relations;
use super::{Draft, Finding};
use crate::model::{Observation, Severity};
use crate::query::ReportLine;
use crate::query::labels::Label;

/// What the two reports before this one gave for their own period, and this one does not.
///
/// A report without most of what the one before it has is of another kind, and says nothing about what is gone.
pub fn gone(book: &Book, relations: &Relations) -> Vec<Finding> {
    let mut findings = Vec::new();
    for series in of_one_reporter(book) {
        for three in series.windows(3) {
            let [before, last, this] = three else { continue };
            let earlier: HashSet<_> = own(book, before).into_iter().map(what).collect();
            let now = own(book, this);
            let known: HashSet<_> = now.iter().copied().map(what).collect();
            let is_gone = |each: &&Observation| !known.contains(&what(each)) && !is_nought(each, &now, relations);
            let known_last = own(book, last);
            let gone: Vec<&Observation> = known_last.iter().copied().filter(is_gone).collect();
            // A report of which nothing was read says nothing about what is gone either.
            if now.is_empty() || gone.len() > FEW && gone.len() * 2 > known_last.len() {
                continue;
            }
            for missing in gone {
                if earlier.contains(&what(missing)) {
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

/// So few may be most of a short report and are told all the same.
const FEW: usize = 3;

/// Whether the parts that are stated make their total without this one: 无Ⅳ类 leaves the number out.
fn is_nought(missing: &Observation, now: &[&Observation], relations: &Relations) -> bool {
    let of = |code: &str| {
        now.iter()
            .find(|each| each.indicator.code == code && each.region == missing.region)
    };
    let number = |each: &&Observation| each.value.as_decimal();
    relations
        .sums
        .iter()
        .filter(|sum| sum.parts.contains(&missing.indicator.code))
        .any(|sum| {
            let parts = sum.parts.iter().filter_map(|code| of(code)).map(number);
            of(&sum.total).map(number) == Some(parts.sum())
        })
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
