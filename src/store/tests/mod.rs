//! What the store promises, on small invented reports.

mod again;
mod corrections;
mod files;
mod places;
mod quarters;
mod record;
mod review;
mod round_trip;
mod upgrade;

use std::sync::Arc;

use chrono::DateTime;
use tempfile::TempDir;

use super::*;
use crate::model::*;

/// A database in a folder of its own, with a small catalogue.
pub(super) struct World {
    pub folder: TempDir,
    pub store: Store,
}

impl World {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let mut store = Store::open(&folder.path().join("jibao.db"), Mode::Write).unwrap();
        store.sync_catalogue(&catalogue()).unwrap();
        World { folder, store }
    }

    pub fn record(&mut self, report: &Report) -> Recorded {
        report.record(&mut self.store)
    }

    /// Records what `now` finds in the bytes of `then`.
    pub fn record_again(&mut self, then: &Report, now: &Report) -> Recorded {
        let (then, extraction) = (then.extraction(), now.extraction());
        let text = format!("{then:?}");
        let new = new_report(&text, &now.divisions, &extraction);
        self.store.record_again(&new).unwrap()
    }

    /// All rows of a statement, columns joined by `|`, NULL as `-`.
    pub fn sql(&self, sql: &str) -> Vec<String> {
        let table = self.store.query_readonly(sql).unwrap();
        let text = |value: &SqlValue| match value {
            SqlValue::Null => "-".to_owned(),
            SqlValue::Integer(number) => number.to_string(),
            SqlValue::Real(number) => format!("{number:?}"),
            SqlValue::Text(text) => text.clone(),
            SqlValue::Blob(_) => "blob".to_owned(),
        };
        table
            .rows
            .iter()
            .map(|row| row.iter().map(text).collect::<Vec<_>>().join("|"))
            .collect()
    }

    pub fn values(&self, selection: &Selection) -> Vec<String> {
        let observations = self.store.observations(selection).unwrap();
        observations
            .iter()
            .map(|one| format!("{} {} {}", one.indicator.code, one.period, one.value))
            .collect()
    }
}

/// Its name comes from its text, so that other figures are other bytes.
pub(super) struct Report {
    pub facts: ReportFacts,
    pub figures: Vec<Figure>,
    pub divisions: Vec<Region>,
}

impl Report {
    pub fn of(period: &str, published: &str) -> Self {
        let facts = ReportFacts {
            title: Some(format!("云溪县{period}工作总结")),
            reporter: Some("云溪县生态环境局".to_owned()),
            region: Some("云溪县".to_owned()),
            region_code: None,
            period: Period::parse(period).ok(),
            published: published.parse().ok(),
        };
        Report {
            facts,
            figures: Vec::new(),
            divisions: Vec::new(),
        }
    }

    pub fn with(mut self, figure: Figure) -> Self {
        self.figures.push(figure);
        self
    }

    pub fn titled(mut self, title: &str) -> Self {
        self.facts.title = Some(title.to_owned());
        self
    }

    fn extraction(&self) -> Extraction {
        Extraction {
            facts: self.facts.clone(),
            figures: self.figures.clone(),
            findings: Vec::new(),
        }
    }

    fn record(&self, store: &mut Store) -> Recorded {
        let extraction = self.extraction();
        let text = format!("{extraction:?}");
        store.record(&new_report(&text, &self.divisions, &extraction)).unwrap()
    }
}

fn new_report<'a>(text: &'a str, divisions: &'a [Region], extraction: &'a Extraction) -> NewReport<'a> {
    NewReport {
        sha256: text,
        source: "report.txt",
        format: "text",
        text,
        imported_at: DateTime::UNIX_EPOCH,
        divisions,
        extraction,
    }
}

pub(super) fn actual(indicator: &str, period: &str, value: &str) -> Figure {
    let catalogue = catalogue();
    let entry = catalogue.iter().find(|entry| entry.code == indicator).unwrap();
    Figure {
        kind: Kind::Actual,
        indicator: Some(Arc::from(indicator)),
        subject: None,
        value: Some(value.parse().unwrap()),
        unit: entry.unit.clone(),
        as_written: value.to_owned(),
        period: Period::parse(period).ok(),
        region: None,
        dimension: None,
        treatment: None,
        compared_to: None,
        rank_of: None,
        rank_order: None,
        approx: None,
        section: None,
        sentence: format!("{period}为{value}。").into(),
        char_start: 0,
        char_end: value.len(),
        location: Location::default(),
        rule: "test".into(),
        note: None,
    }
}

pub(super) fn catalogue() -> Vec<Arc<Indicator>> {
    use {Aggregation as A, Better as B, ChangeStyle as C};
    let entry = |code: &str, name: &str, unit: &str, aggregation, better, change| {
        Arc::new(Indicator {
            code: code.to_owned(),
            domain: code.split('.').next().unwrap().to_owned(),
            name: name.to_owned(),
            name_en: code.replace('.', " "),
            unit: unit.to_owned(),
            decimals: 1,
            aggregation,
            better,
            change,
            range: Some((Decimal::ZERO, Decimal::new(10000, 1))),
            aliases: vec![format!("{name}的别名")],
            counts: None,
            series_break: None,
        })
    };
    vec![
        entry("air.pm25.mean", "PM2.5平均浓度", "ug/m3", A::Mean, B::Lower, C::Percent),
        entry(
            "air.good_days.ratio",
            "优良天数比例",
            "%",
            A::Ratio,
            B::Higher,
            C::Points,
        ),
        entry(
            "water.section.class",
            "断面水质类别",
            "class",
            A::Class,
            B::Lower,
            C::Class,
        ),
        entry("enforcement.fines", "罚款金额", "yuan", A::Sum, B::None, C::Percent),
        entry(
            "credit.green.count",
            "绿色企业数",
            "count",
            A::Snapshot,
            B::Higher,
            C::Difference,
        ),
    ]
}

pub(super) const PM25: &str = "air.pm25.mean";

pub(super) fn q1(published: &str, value: &str) -> Report {
    Report::of("2024Q1", published).with(actual(PM25, "2024Q1", value))
}

pub(super) fn current(world: &World) -> Vec<String> {
    world.sql("SELECT value_text FROM observations ORDER BY figure_id")
}
