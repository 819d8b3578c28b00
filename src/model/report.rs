//! A published document and what was found in it.

use chrono::NaiveDate;

use super::figure::Figure;
use super::finding::Finding;
use super::period::Period;

/// What the user says about a report; everything else is read from the report itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// `--published`
    pub published: Option<NaiveDate>,
    /// `--region`
    pub region: Option<String>,
    /// `--period`
    pub period: Option<Period>,
    /// `--title`
    pub title: Option<String>,
    /// The name of the file, which often carries the year.
    pub file_name: Option<String>,
}

/// What is known of a report as a whole: from the hints, or found in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportFacts {
    /// The title line.
    pub title: Option<String>,
    /// Who publishes it, for example `云溪县生态环境局`.
    pub reporter: Option<String>,
    /// The reporting region under the name that the text gives it.
    pub region: Option<String>,
    /// Its code of GB/T 2260, where the name is unique.
    pub region_code: Option<String>,
    /// The reporting period.
    pub period: Option<Period>,
    /// The day of publication.
    pub published: Option<NaiveDate>,
}

/// Everything that reading a document yields. Pure data: the same document and catalogue give the same extraction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extraction {
    /// What is known of the report as a whole.
    pub facts: ReportFacts,
    /// The ledger, in the order of the text.
    pub figures: Vec<Figure>,
    /// What a reader should know.
    pub findings: Vec<Finding>,
}
