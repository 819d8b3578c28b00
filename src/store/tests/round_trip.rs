//! What goes in comes out.

use proptest::option;
use proptest::prelude::*;

use super::*;

fn period() -> impl Strategy<Value = Period> {
    (2000i32..2100, 1u32..=12, 0u32..6)
        .prop_map(|(year, month, more)| Period::months(year, month, (month + more).min(12)).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        (any::<i64>(), 0u32..12).prop_map(|(digits, scale)| Value::Number(Decimal::new(digits, scale))),
        prop::sample::select(WaterClass::ALL.to_vec()).prop_map(Value::Class),
    ]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop_oneof![
        Just(Comparison::Yoy),
        Just(Comparison::Qoq),
        Just(Comparison::Mom),
        Just(Comparison::Target),
        period().prop_map(Comparison::Versus),
    ]
}

fn location() -> impl Strategy<Value = Location> {
    let number = || 1u32..999;
    let cell = (number(), number(), number()).prop_map(|(table, row, column)| CellPlace { table, row, column });
    let address = (number(), number()).prop_map(|(row, column)| Address { row, column });
    let name = option::of("\\PC{1,8}").prop_map(|name| name.map(Arc::from));
    let sheet = (name, address).prop_map(|(name, address)| SheetPlace { name, address });
    let places = (
        option::of(number()),
        option::of(number()),
        option::of(cell),
        option::of(sheet),
    );
    places.prop_map(|(page, paragraph, cell, sheet)| Location {
        page,
        paragraph,
        cell,
        sheet,
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let text = || option::of("\\PC{0,8}");
    let what = (
        prop::sample::select(Kind::ALL.to_vec()),
        any::<bool>(),
        text(),
        option::of(value()),
        "\\PC{0,4}",
        "\\PC{1,8}",
    );
    let which = (
        option::of(period()),
        text(),
        text(),
        text(),
        option::of(comparison()),
        text(),
    );
    let how = (
        option::of(prop::sample::select(RankOrder::ALL.to_vec())),
        option::of(prop::sample::select(Approx::ALL.to_vec())),
        text(),
        "\\PC{0,20}",
        0usize..9999,
        text(),
        location(),
    );
    (what, which, how).prop_map(|(what, which, how)| Figure {
        kind: what.0,
        indicator: what.1.then(|| Arc::from("air.pm25.mean")),
        subject: what.2,
        value: what.3.filter(|_| what.0 != Kind::Masked),
        unit: what.4,
        as_written: what.5,
        period: which.0,
        region: which.1,
        dimension: which.2,
        treatment: which.3,
        compared_to: which.4,
        rank_of: which.5,
        rank_order: how.0,
        approx: how.1,
        section: how.2.map(Into::into),
        sentence: how.3.into(),
        char_start: how.4,
        char_end: how.4 + 3,
        location: how.6,
        rule: "a > b".into(),
        note: how.5,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn figures_come_back_as_they_were(figures in prop::collection::vec(figure(), 1..20)) {
        let mut world = World::new();
        let mut report = Report::of("2024Q1", "2024-04-12");
        report.figures = figures.clone();
        world.record(&report);
        let rows = world.store.figures(1).unwrap();
        prop_assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), (1..=figures.len() as i64).collect::<Vec<_>>());
        let exact: Vec<_> = rows.iter().map(|row| row.figure.value.map(|value| value.to_string())).collect();
        prop_assert_eq!(exact, figures.iter().map(|figure| figure.value.map(|value| value.to_string())).collect::<Vec<_>>());
        prop_assert_eq!(rows.into_iter().map(|row| row.figure).collect::<Vec<_>>(), figures);
        prop_assert!(world.sql("PRAGMA foreign_key_check").is_empty());
    }
}

#[test]
fn a_report_comes_back_as_it_was() {
    let mut world = World::new();
    let other = Figure {
        kind: Kind::Other,
        indicator: None,
        ..actual("air.pm25.mean", "2024Q1", "3")
    };
    let report = Report::of("2024Q1", "2024-04-12")
        .with(actual("air.pm25.mean", "2024Q1", "69.60"))
        .with(other);
    world.record(&report);
    let row = ReportRow {
        id: 1,
        title: report.facts.title.clone(),
        reporter: report.facts.reporter.clone(),
        region: report.facts.region.clone(),
        period: report.facts.period,
        published_on: report.facts.published,
        edition: 1,
        supersedes: None,
        source: "report.txt".to_owned(),
        format: "text".to_owned(),
        imported_at: "1970-01-01T00:00:00Z".to_owned(),
    };
    assert_eq!(world.store.reports().unwrap(), std::slice::from_ref(&row));
    assert_eq!(
        world.sql("SELECT figures, actuals, others, masked FROM reports"),
        ["2|1|1|0"]
    );
    assert_eq!(world.store.newest_period().unwrap(), report.facts.period);
    let detail = world.store.figure(1).unwrap();
    assert_eq!((&detail.report, detail.row.region.as_deref()), (&row, Some("云溪县")));
    assert_eq!(detail.row.indicator_name.as_deref(), Some("PM2.5平均浓度"));
    assert!(detail.text.contains("69.60"));
    for error in [
        world.store.figure(99).unwrap_err(),
        world.store.figures(99).unwrap_err(),
    ] {
        assert!(matches!(error, Error::Unknown { id: 99, .. }));
    }
}

#[test]
fn an_observation_says_where_it_is_from() {
    let mut world = World::new();
    world.record(&Report::of("2024Q1", "2024-04-12").with(actual("air.pm25.mean", "2024Q1", "69.60")));
    let expected = Observation {
        indicator: catalogue()[0].clone(),
        region: "云溪县".to_owned(),
        period: Period::parse("2024Q1").unwrap(),
        dimension: None,
        treatment: None,
        value: "69.60".parse().unwrap(),
        half: "0.005".parse().unwrap(),
        approx: None,
        figure: 1,
        report: 1,
        report_title: "云溪县2024Q1工作总结".to_owned(),
        published: "2024-04-12".parse().ok(),
        looks_back: false,
    };
    let observations = world.store.observations(&Selection::default()).unwrap();
    assert_eq!(observations[0].value.to_string(), "69.60");
    assert_eq!(observations, [expected]);
    for (within, found) in [("2024", 1), ("2024Q1", 1), ("2024-02", 0), ("2023", 0)] {
        let selection = Selection {
            within: vec![Period::parse(within).unwrap()],
            ..Selection::default()
        };
        assert_eq!(world.values(&selection).len(), found, "{within}");
    }
}
