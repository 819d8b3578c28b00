//! Small stores with one contradiction each: what is found, and what stays silent.

use std::sync::Arc;

use super::*;
use crate::model::{Aggregation, Averaging, ChangeStyle, Comparison, Indicator, Kind, Period, half_unit};
use crate::query::testing::{indicator, limit, observation};

/// `code period value report`
type Said<'a> = (&'a str, &'a str, &'a str, i64);

fn of(code: &str) -> Indicator {
    let (aggregation, unit, change) = match code {
        "air.pm25.mean" | "air.pm10.mean" => (Aggregation::Mean, "ug/m3", ChangeStyle::Percent),
        "air.good_days.ratio" => (Aggregation::Ratio, "%", ChangeStyle::Points),
        "air.good_days.count" | "air.valid_days.count" => (Aggregation::Sum, "day", ChangeStyle::Difference),
        _ => (Aggregation::Sum, "count", ChangeStyle::Percent),
    };
    Indicator {
        unit: unit.into(),
        change,
        range: Some(("0".parse().unwrap(), "100000".parse().unwrap())),
        ..indicator(code, aggregation)
    }
}

struct World {
    statements: Vec<Observation>,
    changes: Vec<StatedChange>,
    ledger: Vec<(i64, i64, Figure)>,
    reports: Vec<ReportLine>,
}

impl World {
    fn new(said: &[Said]) -> Self {
        let statement = |(index, (code, period, value, report)): (usize, &Said)| Observation {
            // Two apart: neighbours are taken for the two ends of a range.
            figure: 10 * (index as i64 + 1),
            report: *report,
            published: format!("2024-{:02}-12", report + 3).parse().ok(),
            report_title: format!("第{report}号"),
            ..observation(&Arc::new(of(code)), period, value)
        };
        let line = |id: i64| ReportLine {
            id,
            title: Some(format!("第{id}号")),
            period: Period::parse(["2024Q1", "2024H1", "2024-01..2024-09", "2024"][id as usize - 1]).ok(),
            ..ReportLine::default()
        };
        World {
            statements: said.iter().enumerate().map(statement).collect(),
            changes: Vec::new(),
            ledger: Vec::new(),
            reports: (1..=4).map(line).collect(),
        }
    }

    fn stating(mut self, code: &str, period: &str, amount: &str, unit: &str, against: Comparison) -> Self {
        let mut about = observation(&Arc::new(of(code)), period, amount);
        about.figure = 1000;
        about.half = half_unit(amount.parse().unwrap(), amount);
        self.changes.push(StatedChange {
            observation: about,
            unit: unit.into(),
            compared_to: Some(against),
            as_written: format!("变化{amount}"),
        });
        self
    }

    /// `severity id`, in order.
    fn found(&self) -> Vec<String> {
        let mut current: Vec<Observation> = Vec::new();
        for statement in &self.statements {
            current.retain(|each| (each.period, &each.indicator) != (statement.period, &statement.indicator));
            current.push(statement.clone());
        }
        let share = Share {
            indicator: Arc::new(of("air.good_days.ratio")),
            part: "air.good_days.count".into(),
            whole: "air.valid_days.count".into(),
        };
        let limits = [
            limit("air.so2.mean", Averaging::Year, "35", "2016-01-01", Some("2024-02-29")),
            limit("air.so2.mean", Averaging::Day, "75", "2016-01-01", Some("2024-02-29")),
            limit("air.so2.mean", Averaging::Year, "30", "2024-03-01", None),
        ];
        let evidence = Evidence {
            statements: &self.statements,
            current: &current,
            changes: &self.changes,
            ledger: &self.ledger,
            reports: &self.reports,
            shares: &[share],
            limits: &limits,
            corrections: &[],
        };
        let line = |each: &Finding| format!("{} {}", each.severity.code(), each.id());
        findings(&evidence, &[]).iter().map(line).collect()
    }
}

fn found(said: &[Said]) -> Vec<String> {
    World::new(said).found()
}

const NOTHING: [&str; 0] = [];

#[test]
fn sums_shares_and_parts() {
    let eia = |total, reports, forms| {
        found(&[
            ("approval.eia.total", "2024H1", total, 2),
            ("approval.eia.reports", "2024H1", reports, 2),
            ("approval.eia.forms", "2024H1", forms, 2),
        ])
    };
    assert_eq!(eia("62", "8", "53"), ["error sum-mismatch:10"]);
    assert_eq!(eia("61", "8", "53"), NOTHING);
    // 无Ⅴ类 is no number: the others may come to less than the total, not to more.
    let sections = |good, fourth| {
        found(&[
            ("water.section.count", "2024H1", "6", 2),
            ("water.section.good_count", "2024H1", good, 2),
            ("water.section.class4.count", "2024H1", fourth, 2),
        ])
    };
    assert_eq!(sections("5", "2"), ["error sum-mismatch:10"]);
    assert_eq!(sections("4", "1"), NOTHING);
    let days = |ratio, good, valid| {
        found(&[
            ("air.good_days.ratio", "2024", ratio, 4),
            ("air.good_days.count", "2024", good, 4),
            ("air.valid_days.count", "2024", valid, 4),
        ])
    };
    assert_eq!(days("91.1", "326", "366"), ["error share-mismatch:10"]);
    assert_eq!(days("89.1", "326", "366"), NOTHING);
    assert_eq!(days("89", "326", "366"), NOTHING);
    assert_eq!(
        days("100", "370", "366"),
        [
            "error share-mismatch:10",
            "warning part-exceeds-whole:20",
            "warning too-many-days:20"
        ]
    );
    let pm = [
        ("air.pm25.mean", "2024Q1", "70", 1),
        ("air.pm10.mean", "2024Q1", "60", 1),
    ];
    assert_eq!(found(&pm), ["warning part-exceeds-whole:10"]);
}

#[test]
fn what_is_cumulative_does_not_fall_and_quarters_are_its_differences() {
    let falls = [
        ("cases", "2024Q1", "2860", 1),
        ("cases", "2024Q2", "2980", 2),
        ("cases", "2024H1", "2680", 2),
    ];
    assert_eq!(found(&falls), ["error cumulative-falls:30"]);
    let apart = [
        ("cases", "2024Q1", "10", 1),
        ("cases", "2024Q2", "16", 2),
        ("cases", "2024H1", "25", 2),
    ];
    assert_eq!(found(&apart), ["error quarter-mismatch:30"]);
    let right = [
        ("cases", "2024Q1", "10", 1),
        ("cases", "2024Q2", "15", 2),
        ("cases", "2024H1", "25", 2),
    ];
    assert_eq!(found(&right), NOTHING);
}

#[test]
fn reports_that_differ() {
    let later = [("cases", "2024Q1", "10", 1), ("cases", "2024Q1", "12", 2)];
    assert_eq!(found(&later), ["warning revision:20"]);
    let rounded = [
        ("air.pm25.mean", "2024Q1", "42.1", 1),
        ("air.pm25.mean", "2024Q1", "42", 2),
    ];
    assert_eq!(found(&rounded), NOTHING);
    let mut edition = World::new(&later);
    edition.reports[0].superseded_by = Some(2);
    assert_eq!(edition.found(), ["note edition-correction:10"]);
    let twice = [("cases", "2024Q1", "10", 1), ("cases", "2024Q1", "12", 1)];
    assert_eq!(found(&twice), ["warning conflict:20"]);
}

#[test]
fn stated_movements() {
    let pm25 = |amount: &str, unit: &str| {
        World::new(&[
            ("air.pm25.mean", "2023Q1", "42.1", 1),
            ("air.pm25.mean", "2024Q1", "40.3", 1),
        ])
        .stating("air.pm25.mean", "2024Q1", amount, unit, Comparison::Yoy)
        .found()
    };
    assert_eq!(pm25("-4.3", "%"), NOTHING);
    assert_eq!(pm25("-6.1", "%"), ["error change-mismatch:1000"]);
    assert_eq!(pm25("0", "%"), ["error flat-mismatch:1000"]);
    assert_eq!(pm25("-1.8", "pp"), ["warning wrong-unit-word:1000"]);
    assert_eq!(pm25("-4.3", "pp"), ["warning wrong-unit-word:1000"]);
    assert_eq!(
        pm25("-6.1", "pp"),
        ["error change-mismatch:1000", "warning wrong-unit-word:1000"]
    );
    // Without a base there is nothing to hold it against.
    let alone = World::new(&[("air.pm25.mean", "2024Q1", "40.3", 1)]);
    assert_eq!(
        alone
            .stating("air.pm25.mean", "2024Q1", "-6.1", "%", Comparison::Yoy)
            .found(),
        NOTHING
    );
}

#[test]
fn values_that_cannot_be_and_ledgers_that_hide() {
    assert_eq!(found(&[("cases", "2024Q1", "100001", 1)]), ["error out-of-range:10"]);
    assert_eq!(
        found(&[("air.good_days.count", "2024Q1", "92", 1)]),
        ["error too-many-days:10"]
    );
    let history = [
        ("cases", "2023Q1", "10", 1),
        ("cases", "2023Q2", "12", 1),
        ("cases", "2023Q3", "11", 1),
        ("cases", "2024Q1", "90", 1),
    ];
    assert_eq!(found(&history), ["warning jump:40"]);
    let mut world = World::new(&[]);
    let figure = |kind, written: &str, value: Option<&str>, among: Option<&str>| Figure {
        kind,
        as_written: written.into(),
        value: value.and_then(|value| value.parse().ok()),
        rank_of: among.map(str::to_owned),
        ..crate::query::testing::figure()
    };
    world.ledger = vec![
        (
            1,
            1,
            figure(Kind::Rank, "第17位", Some("17"), Some("全市16个县（市、区）")),
        ),
        (
            2,
            1,
            figure(Kind::Rank, "第3位", Some("3"), Some("全市16个县（市、区）")),
        ),
        (3, 1, figure(Kind::Masked, "20xx万元", None, None)),
        (4, 1, figure(Kind::Actual, "12件", Some("12"), None)),
        (
            5,
            1,
            Figure {
                sentence: "浓度在全市8个县（市、区）中排名第9位。".into(),
                ..figure(Kind::Rank, "第9位", Some("9"), Some("全市"))
            },
        ),
        (
            6,
            1,
            Figure {
                rule: "indicator > implausible".into(),
                note: Some("2800 ug/m3 is no plausible value of air.pm25.mean".into()),
                ..figure(Kind::Other, "2800微克/立方米", None, None)
            },
        ),
    ];
    assert_eq!(
        world.found(),
        [
            "error rank-beyond-number:1",
            "error rank-beyond-number:5",
            "warning out-of-range:6",
            "note masked:3",
            "note period-unknown:4"
        ]
    );
}

#[test]
fn what_a_report_no_longer_says() {
    let said = [
        ("cases", "2024Q1", "10", 1),
        ("cases", "2024H1", "20", 2),
        ("other", "2024-01..2024-09", "1", 3),
    ];
    assert_eq!(found(&said), ["note figure-gone:20"]);
    // The parts that are left make the total: the one that is missing is nought.
    let sections = |period, fourth: &'static [Said<'static>], good, report| {
        let mut said = vec![
            ("water.section.count", period, "6", report),
            ("water.section.good_count", period, good, report),
        ];
        said.extend(fourth);
        said
    };
    let mut said = sections("2024Q1", &[("water.section.class4.count", "2024Q1", "1", 1)], "5", 1);
    said.extend(sections(
        "2024H1",
        &[("water.section.class4.count", "2024H1", "1", 2)],
        "5",
        2,
    ));
    let without = |good| [&said[..], &sections("2024-01..2024-09", &[], good, 3)].concat();
    assert_eq!(found(&without("6")), NOTHING);
    assert_eq!(found(&without("5")), ["note figure-gone:60"]);
}

#[test]
fn a_report_of_another_kind_says_nothing_about_what_is_gone() {
    let of = |period, report, codes: &[&'static str]| -> Vec<Said<'static>> {
        codes.iter().map(|code| (*code, period, "10", report)).collect()
    };
    let all = ["a", "b", "c", "d", "e"];
    let said = |last: &[&'static str]| {
        [
            of("2024Q1", 1, &all),
            of("2024H1", 2, &all),
            of("2024-01..2024-09", 3, last),
        ]
        .concat()
    };
    assert_eq!(found(&said(&["a"])), NOTHING);
    assert_eq!(found(&said(&["a", "b", "c", "d"])), ["note figure-gone:100"]);
}

#[test]
fn a_change_of_limits_within_the_period() {
    let of = |period| found(&[("air.so2.mean", period, "33", 1)]);
    assert_eq!(of("2024Q1"), ["note limit-straddled:10"]);
    assert_eq!(of("2024"), ["note limit-straddled:10"]);
    assert_eq!(of("2024Q2"), NOTHING);
    assert_eq!(found(&[("air.pm10.mean", "2024Q1", "33", 1)]), NOTHING);
}
