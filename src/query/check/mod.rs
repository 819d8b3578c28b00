//! What in the reports contradicts itself, each other, or the arithmetic. A finding never changes a figure.
//!
//! | module | finds |
//! |---|---|
//! | `sums` | sums and shares that do not come out, parts above their whole |
//! | `changes` | stated movements that the values do not bear out; wrong words |
//! | `time` | cumulative values that fall, quarters that are not the difference, revisions, conflicts |
//! | `plausible` | values out of range, jumps, more days than the period has |
//! | `limits` | values of a time in which a limit changes |
//! | `ledger` | ranks beyond their number, numbers that can be no value, hidden or undated figures, corrections that lapsed |
//! | `gone` | what a report no longer says |
//!
//! Reports that a later edition replaces are not checked themselves: what the edition corrected is one finding. An error
//! about a figure that another error is already about is only a warning: one slip should not shout five times.

mod book;
mod changes;
mod gone;
mod ledger;
mod limits;
mod plausible;
pub(super) mod relations;
mod sums;
mod time;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::labels::Label;
use super::{Lang, Question, ReportLine, Share};
use crate::answer::{Answer, Cell, Column, Tone};
use crate::model::{Correction, Figure, Limit, Observation, Severity, StatedChange};

use book::Book;

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// Every statement of a value, also superseded ones, in the order of publication.
    pub statements: &'a [Observation],
    /// The current values.
    pub current: &'a [Observation],
    /// Every stated change.
    pub changes: &'a [StatedChange],
    /// The ledgers of the reports to be checked: row, report, figure.
    pub ledger: &'a [(i64, i64, Figure)],
    /// All reports.
    pub reports: &'a [ReportLine],
    /// Which counts make which share.
    pub shares: &'a [Share],
    /// The limits of standards.
    pub limits: &'a [Limit],
    /// What was put right by hand.
    pub corrections: &'a [Correction],
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, for example `sum-mismatch`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The row of the ledger that it is about.
    pub figure: i64,
    /// Its report.
    pub report: i64,
    /// One line, in Chinese and in English.
    pub text: [String; 2],
    /// Other rows that take part in it.
    pub see: Vec<i64>,
}

impl Finding {
    /// What `check --accept` takes: `sum-mismatch:445`.
    pub fn id(&self) -> String {
        format!("{}:{}", self.code, self.figure)
    }
}

/// A finding before its weight is settled.
pub(in crate::query) struct Draft<'a> {
    code: &'static str,
    severity: Severity,
    about: &'a Observation,
    see: Vec<i64>,
}

impl<'a> Draft<'a> {
    fn new(code: &'static str, severity: Severity, about: &'a Observation) -> Self {
        Draft {
            code,
            severity,
            about,
            see: Vec::new(),
        }
    }

    fn see<'o>(mut self, others: impl IntoIterator<Item = &'o Observation>) -> Self {
        self.see.extend(others.into_iter().map(|each| each.figure));
        self
    }

    /// The finding with its line in both languages.
    fn say(self, label: Label, words: impl Fn(Lang) -> Vec<(&'static str, String)>) -> Finding {
        let line = |lang: Lang| {
            let words = words(lang);
            let words: Vec<(&str, &str)> = words.iter().map(|(key, text)| (*key, text.as_str())).collect();
            lang.fill(label, &words)
        };
        Finding {
            code: self.code,
            severity: self.severity,
            figure: self.about.figure,
            report: self.about.report,
            text: [line(Lang::Zh), line(Lang::En)],
            see: self.see,
        }
    }
}

/// Every finding about the reports in question (all, if none is named), the gravest of each report first.
pub fn findings(evidence: &Evidence, reports: &[i64]) -> Vec<Finding> {
    let book = Book::new(evidence);
    let relations = relations::relations();
    let checks = [
        time::conflicts(&book),
        time::revisions(&book),
        sums::sums(&book, &relations),
        sums::shares(&book),
        sums::orders(&book, &relations),
        time::falls(&book),
        changes::changes(&book),
        time::quarters(&book),
        changes::words(&book),
        plausible::ranges(&book),
        plausible::days(&book),
        plausible::jumps(&book),
        limits::straddling(&book),
        ledger::ranks(&book),
        gone::gone(&book, &relations),
        ledger::implausible(&book),
        ledger::unknown(&book),
        ledger::stale(&book),
    ];
    let asked = |finding: &Finding| reports.is_empty() || reports.contains(&finding.report);
    let mut findings = soften(checks.into_iter().flatten().collect());
    findings.retain(asked);
    findings.sort_by_key(|each| {
        (
            book.order(each.report),
            std::cmp::Reverse(each.severity as u8),
            each.figure,
        )
    });
    findings.dedup_by_key(|each| each.id());
    findings
}

/// An error about figures that an earlier finding is about already becomes a warning; that a blamed figure is not what
/// others make it says nothing new.
fn soften(findings: Vec<Finding>) -> Vec<Finding> {
    let (mut blamed, mut involved): (HashSet<i64>, HashSet<i64>) = Default::default();
    let mut softened = Vec::new();
    for mut finding in findings {
        if finding.code == time::QUARTER && blamed.contains(&finding.figure) {
            continue;
        }
        let all = || std::iter::once(finding.figure).chain(finding.see.iter().copied());
        let known = all().any(|figure| involved.contains(&figure));
        if finding.severity != Severity::Note {
            blamed.insert(finding.figure);
            involved.extend(all());
        }
        if known && finding.severity == Severity::Error {
            finding.severity = Severity::Warning;
        }
        softened.push(finding);
    }
    softened
}

/// The findings as a table; people see the line in their language, machines both.
pub fn table(
    findings: &[Finding],
    reports: &[ReportLine],
    sentence: impl Fn(i64) -> String,
    question: &Question,
) -> Answer {
    let lang = question.lang;
    let column = |key, label| Column::new(key, lang.text(label));
    let mut answer = Answer::new(
        lang.text(Label::CheckTitle),
        vec![
            column("severity", Label::Severity).toned(),
            column("id", Label::FindingId),
            column("report", Label::Report).for_machines(),
            column("title", Label::Title),
            column("finding", Label::Finding),
            column("finding_zh", Label::FindingZh).for_machines(),
            column("finding_en", Label::FindingEn).for_machines(),
            column("figure", Label::Figure).for_machines(),
            column("see", Label::SeeFigures).for_machines(),
            column("sentence", Label::Sentence),
        ],
    );
    for finding in findings {
        let report = reports.iter().find(|report| report.id == finding.report);
        let title = report.and_then(|report| report.title.clone().or_else(|| report.source.clone()));
        let see: Vec<String> = finding.see.iter().map(i64::to_string).collect();
        let [zh, en] = &finding.text;
        let line = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        let tone = match finding.severity {
            Severity::Error => Tone::Bad,
            Severity::Warning | Severity::Note => Tone::Plain,
        };
        answer.push(
            vec![
                Cell::text(lang.text(severity(finding.severity))),
                Cell::text(finding.id()),
                Cell::number(finding.report),
                Cell::optional(title),
                Cell::text(line.as_str()),
                Cell::text(zh.as_str()),
                Cell::text(en.as_str()),
                Cell::number(finding.figure),
                Cell::text(see.join(" ")),
                Cell::text(sentence(finding.figure)),
            ],
            tone,
        );
    }
    answer
}

fn severity(severity: Severity) -> Label {
    match severity {
        Severity::Note => Label::SeverityNote,
        Severity::Warning => Label::SeverityWarning,
        Severity::Error => Label::SeverityError,
    }
}
