//! Editions and vintages.

use super::*;

#[test]
fn the_same_bytes_change_nothing() {
    let mut world = World::new();
    let report = q1("2024-04-12", "69.6");
    assert_eq!(
        world.record(&report),
        Recorded::New {
            report: 1,
            edition: 1,
            supersedes: None
        }
    );
    let path = world.folder.path().join("jibao.db");
    let before = std::fs::read(&path).unwrap();
    assert_eq!(world.record(&report), Recorded::Unchanged { report: 1 });
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(world.store.known("other").unwrap(), None);
}

#[test]
fn a_re_issue_is_a_new_edition_and_nothing_is_deleted() {
    let mut world = World::new();
    world.record(&q1("2024-04-12", "69.6"));
    let again = q1("2024-05-06", "68.6").titled("云溪县2024Q1工作总结（更正版）");
    assert_eq!(
        world.record(&again),
        Recorded::New {
            report: 2,
            edition: 2,
            supersedes: Some(1)
        }
    );
    assert_eq!(current(&world), ["68.6"]);
    assert_eq!(world.sql("SELECT value_text FROM figures"), ["69.6", "68.6"]);
    assert_eq!(
        world.sql("SELECT 原值, 现值, 日期 FROM 修订记录"),
        ["69.6|68.6|2024-05-06"]
    );
}

#[test]
fn an_older_edition_loaded_late_takes_its_place() {
    let mut world = World::new();
    world.record(&q1("2024-05-06", "68.6"));
    world.record(&q1("2024-06-06", "67.6"));
    assert_eq!(
        world.record(&q1("2024-04-12", "69.6")),
        Recorded::New {
            report: 3,
            edition: 1,
            supersedes: None
        }
    );
    assert_eq!(
        world.sql("SELECT id, edition, supersedes_id FROM reports"),
        ["1|2|3", "2|3|1", "3|1|-"]
    );
    assert_eq!(current(&world), ["67.6"]);
}

#[test]
fn another_document_of_the_same_period_is_no_re_issue() {
    let mut world = World::new();
    world.record(&q1("2024-04-12", "69.6"));
    let mut others = [
        q1("2024-04-13", "1"),
        q1("2024-04-13", "2"),
        q1("2024-04-13", "3"),
        q1("2024-04-13", "4"),
    ];
    others[0].facts.title = Some("云溪县2024年一季度环境质量公报".to_owned());
    others[1].facts.region = Some("云江县".to_owned());
    others[2].facts.period = None;
    others[3].facts.reporter = Some("云溪县人民政府".to_owned());
    for other in &others {
        assert!(matches!(
            world.record(other),
            Recorded::New {
                edition: 1,
                supersedes: None,
                ..
            }
        ));
    }
}

#[test]
fn without_title_or_reporter_the_region_and_period_tell() {
    let mut world = World::new();
    world.record(&q1("2024-04-12", "69.6"));
    let mut again = q1("2024-05-12", "68.6");
    (again.facts.title, again.facts.reporter) = (None, None);
    assert_eq!(
        world.record(&again),
        Recorded::New {
            report: 2,
            edition: 2,
            supersedes: Some(1)
        }
    );
    again.facts.region = None;
    assert_eq!(
        world.record(&again),
        Recorded::New {
            report: 3,
            edition: 1,
            supersedes: None
        }
    );
}

#[test]
fn a_later_publication_wins_however_late_the_older_is_loaded() {
    let mut world = World::new();
    world.record(&Report::of("2025Q1", "2025-04-12").with(actual(PM25, "2024Q1", "69.5")));
    world.record(&q1("2024-04-12", "69.6"));
    let mut undated = q1("", "70").titled("云溪县一季度快报");
    undated.facts.published = None;
    world.record(&undated);
    assert_eq!(current(&world), ["69.5"]);
    let then = Selection {
        as_of: "2024-12-31".parse().ok(),
        ..Selection::default()
    };
    assert_eq!(world.values(&then), ["air.pm25.mean 2024Q1 69.6"]);
    let before = Selection {
        as_of: "2024-01-01".parse().ok(),
        ..Selection::default()
    };
    assert_eq!(world.values(&before), [""; 0]);
    let vintages = world.store.vintages(&Selection::default()).unwrap();
    let values: Vec<String> = vintages.iter().map(|each| each.value.to_string()).collect();
    assert_eq!(values, ["70", "69.6", "69.5"]);
}

#[test]
fn a_value_that_a_later_report_only_rounds_stays_current() {
    let round = |value: &str| Figure {
        approx: Some(Approx::About),
        ..actual(PM25, "2024Q1", value)
    };
    let said = |value: &str| actual(PM25, "2024Q1", value);
    for (own, later, later_stands, expected) in [
        (said("42.1"), said("42"), false, "42.1"),
        (said("42.1"), said("42.1"), false, "42.1"),
        (said("42.1"), said("42.2"), true, "42.2"),
        (said("42.1"), said("43"), true, "43"),
        (said("42"), said("42.1"), true, "42.1"),
        (said("42.1"), round("42"), false, "42.1"),
        (round("42.1"), said("42"), true, "42"),
    ] {
        let mut world = World::new();
        world.record(&Report::of("2025Q1", "2025-04-12").with(later));
        world.record(&Report::of("2024Q1", "2024-04-12").with(own));
        let observations = world.store.observations(&Selection::default()).unwrap();
        assert_eq!(observations.len(), 1);
        assert_eq!(observations[0].value.to_string(), expected);
        assert_eq!(observations[0].looks_back, later_stands);
        assert_eq!(current(&world), [expected]);
        // As if nothing had been settled in the database.
        let all = Selection {
            as_of: "2025-12-31".parse().ok(),
            ..Selection::default()
        };
        assert_eq!(world.store.observations(&all).unwrap(), observations);
    }
    // A later edition of its own report is no rounding of it.
    let mut world = World::new();
    world.record(&q1("2024-04-12", "42.1"));
    world.record(&q1("2024-05-12", "42"));
    assert_eq!(current(&world), ["42"]);
}

#[test]
fn a_report_on_a_later_time_looks_back() {
    let mut world = World::new();
    world.record(&Report::of("2025Q1", "2025-04-12").with(actual(PM25, "2024Q1", "42")));
    world.record(&Report::of("2024H1", "2024-07-12").with(actual(PM25, "2024-04", "40")));
    let observations = world.store.observations(&Selection::default()).unwrap();
    let back: Vec<(String, bool)> = observations
        .iter()
        .map(|each| (each.period.label(), each.looks_back))
        .collect();
    assert_eq!(back, [("2024Q1".to_owned(), true), ("2024-04".to_owned(), false)]);
}

#[test]
fn within_a_report_the_first_exact_and_most_precise_statement_is_current() {
    let round = |value: &str| Figure {
        approx: Some(Approx::About),
        ..actual(PM25, "2024Q1", value)
    };
    for (figures, expected) in [
        (vec![actual(PM25, "2024Q1", "70"), actual(PM25, "2024Q1", "71")], "70"),
        (
            vec![actual(PM25, "2024Q1", "70"), actual(PM25, "2024Q1", "69.6")],
            "69.6",
        ),
        (vec![round("69.55"), actual(PM25, "2024Q1", "70")], "70"),
        (vec![round("70"), round("71")], "70"),
    ] {
        let mut world = World::new();
        let mut report = Report::of("2024Q1", "2024-04-12");
        report.figures = figures;
        world.record(&report);
        assert_eq!(current(&world), [expected]);
    }
}

#[test]
fn a_batch_is_all_on_disk_or_not_at_all() {
    let World { folder, store } = World::new();
    let extraction = Extraction {
        facts: ReportFacts::default(),
        figures: vec![Figure {
            indicator: Some(Arc::from("air.unheard")),
            ..actual(PM25, "2024Q1", "1")
        }],
        findings: Vec::new(),
    };
    let good = Extraction {
        figures: vec![actual(PM25, "2024Q1", "1")],
        ..Extraction::default()
    };
    let new = |sha256, extraction| NewReport {
        sha256,
        source: "a.txt",
        format: "text",
        text: "",
        imported_at: DateTime::UNIX_EPOCH,
        divisions: &[],
        extraction,
    };
    let path = folder.path().join("jibao.db");
    let (batch, _) = store.into_batch().unwrap().record(&new("b", &good)).unwrap();
    assert_eq!(batch.store().known("b").unwrap(), Some(1));
    let again = batch.commit().unwrap().into_batch().unwrap();
    let (again, _) = again.record(&new("c", &good)).unwrap();
    assert!(matches!(
        again.record(&new("a", &extraction)),
        Err(Error::UnknownIndicator { .. })
    ));
    let dropped = Store::open(&path, Mode::Write).unwrap().into_batch().unwrap();
    drop(dropped.record(&new("d", &good)).unwrap());
    let store = Store::open(&path, Mode::Read).unwrap();
    let world = World { folder, store };
    assert_eq!(world.sql("SELECT sha256 FROM report"), ["b"]);
    assert_eq!(world.values(&Selection::default()), ["air.pm25.mean 2024Q1 1"]);
}

#[test]
fn stated_changes_answer_too() {
    let mut world = World::new();
    let fall = Figure {
        kind: Kind::Change,
        unit: "%".to_owned(),
        compared_to: Some(Comparison::Yoy),
        ..actual(PM25, "2024Q1", "-4.2")
    };
    world.record(&q1("2024-04-12", "69.6").with(fall.clone()).with(fall));
    let changes = world.store.changes(&Selection::default()).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].unit.as_str(), changes[0].compared_to),
        ("%", Some(Comparison::Yoy))
    );
}
