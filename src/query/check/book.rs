//! The evidence, ordered so that checks find what belongs together.

use std::collections::HashMap;

use super::Evidence;
use crate::model::{Observation, Period};
use crate::query::derive::Found;
use crate::query::track::{Track, tracks};
use crate::query::{Lang, ReportLine, wording};

/// Which value: indicator, region, dimension, treatment.
pub type Place<'a> = (&'a str, &'a str, Option<&'a str>, Option<&'a str>);

/// The place of an observation.
pub fn place(observation: &Observation) -> Place<'_> {
    (
        &observation.indicator.code,
        &observation.region,
        observation.dimension.as_deref(),
        observation.treatment.as_deref(),
    )
}

/// The evidence with its indexes.
pub struct Book<'a> {
    /// The evidence itself.
    pub evidence: &'a Evidence<'a>,
    /// The tracks of the current values.
    pub tracks: Vec<Track<'a>>,
    by_place: HashMap<Place<'a>, usize>,
    /// What a report in force states, by report, place and period.
    said: HashMap<(i64, Place<'a>, Period), &'a Observation>,
    by_report: HashMap<i64, Vec<&'a Observation>>,
    reports: HashMap<i64, &'a ReportLine>,
}

impl<'a> Book<'a> {
    /// Orders the evidence.
    pub fn new(evidence: &'a Evidence<'a>) -> Self {
        let tracks = tracks(evidence.current, &[]);
        let by_place = tracks
            .iter()
            .enumerate()
            .map(|(index, track)| {
                (
                    (
                        track.indicator.code.as_str(),
                        track.region,
                        track.dimension,
                        track.treatment,
                    ),
                    index,
                )
            })
            .collect();
        let reports: HashMap<i64, &ReportLine> = evidence.reports.iter().map(|report| (report.id, report)).collect();
        let mut book = Book {
            evidence,
            tracks,
            by_place,
            said: HashMap::new(),
            by_report: HashMap::new(),
            reports,
        };
        for statement in evidence.statements {
            let key = (statement.report, place(statement), statement.period);
            book.said.entry(key).or_insert(statement);
            book.by_report.entry(statement.report).or_default().push(statement);
        }
        book
    }

    /// Every statement of a report in force.
    pub fn in_force(&self) -> impl Iterator<Item = &'a Observation> + '_ {
        self.evidence
            .statements
            .iter()
            .filter(|each| self.is_in_force(each.report))
    }

    /// Every statement of one report.
    pub fn of_report(&self, report: i64) -> &[&'a Observation] {
        self.by_report.get(&report).map_or(&[], Vec::as_slice)
    }

    /// Whether no later edition replaces the report.
    pub fn is_in_force(&self, report: i64) -> bool {
        self.reports
            .get(&report)
            .is_some_and(|report| report.superseded_by.is_none())
    }

    /// The report of this row.
    pub fn report(&self, report: i64) -> Option<&'a ReportLine> {
        self.reports.get(&report).copied()
    }

    /// The place of a report in the list: by period, then by row.
    pub fn order(&self, report: i64) -> (Option<chrono::NaiveDate>, i64) {
        let period = self.report(report).and_then(|report| report.period);
        (period.map(Period::end), report)
    }

    /// What the same report says of another indicator, in the same place and period.
    pub fn beside(&self, one: &'a Observation, code: &'a str) -> Option<&'a Observation> {
        let (_, region, dimension, treatment) = place(one);
        self.said
            .get(&(one.report, (code, region, dimension, treatment), one.period))
            .copied()
    }

    /// What the same report says of the same thing in another period.
    pub fn same_report(&self, one: &'a Observation, period: Period) -> Option<&'a Observation> {
        self.said.get(&(one.report, place(one), period)).copied()
    }

    /// The current values of the same thing.
    pub fn track(&self, one: &'a Observation) -> Option<&Track<'a>> {
        self.by_place.get(&place(one)).map(|index| &self.tracks[*index])
    }
}

/// `2024年上半年PM2.5平均浓度（七里滩）`
pub fn subject(one: &Observation, lang: Lang) -> String {
    let name = format!(
        "{}{}",
        lang.period(one.period),
        spaced(lang.indicator(&one.indicator), lang)
    );
    match (&one.dimension, lang) {
        (None, _) => name,
        (Some(dimension), Lang::Zh) => format!("{name}（{dimension}）"),
        (Some(dimension), Lang::En) => format!("{name} ({dimension})"),
    }
}

fn spaced(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => name.to_owned(),
        Lang::En => format!(" {name}"),
    }
}

/// `42.1微克/立方米`
pub fn value(one: &Observation, lang: Lang) -> String {
    wording::with_unit(&Found::reported(one), &one.indicator.unit, lang)
}
