//! Figures put right by hand: the ledger keeps what the report says.

use super::*;

const LEDGER: &str = "SELECT kind, value, value_text, rule FROM figures ORDER BY report_id, seq";

fn signed(at: &str) -> Signature {
    Signature {
        by: "李".to_owned(),
        at: format!("{at}T08:00:00Z"),
        reason: Some("核对监测数据".to_owned()),
    }
}

fn correct(world: &mut World, figure: i64, mending: Mending) -> i64 {
    match world.store.correct(figure, mending, None, &signed("2024-06-01")) {
        Ok(Corrected::Made(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn value(text: &str) -> Mending {
    Mending::Value(text.parse().unwrap())
}

/// The current values as the command line has them, which are those of the view.
fn now(world: &World) -> Vec<String> {
    let observations = world.store.observations(&Selection::default()).unwrap();
    let values: Vec<String> = observations.iter().map(|each| each.value.to_string()).collect();
    assert_eq!(current(world), values);
    values
}

fn on(world: &World, day: &str) -> Vec<String> {
    world.values(&Selection {
        as_of: day.parse().ok(),
        ..Selection::default()
    })
}

fn holds(world: &World) -> Vec<Hold> {
    let corrections = world.store.corrections(None).unwrap();
    corrections.into_iter().map(|each| each.hold).collect()
}

#[test]
fn the_reported_value_stays_in_the_ledger() {
    let mut world = World::new();
    world.record(&q1("2024-04-08", "41"));
    let ledger = world.sql(LEDGER);
    for (mending, expected) in [
        (value("40.25"), vec!["40.25"]),
        (Mending::Confirm, vec!["41"]),
        (Mending::Drop, vec![]),
        (value("39"), vec!["39"]),
    ] {
        correct(&mut world, 1, mending);
        assert_eq!(now(&world), expected, "{mending:?}");
        assert_eq!(world.sql(LEDGER), ledger);
        let vintages = world.store.vintages(&Selection::default()).unwrap();
        assert_eq!(vintages[0].value.to_string(), "41");
    }
    let half = world.store.observations(&Selection::default()).unwrap()[0].half;
    assert_eq!(half.to_string(), "0.5");
    assert!(world.store.uncorrect(4, &signed("2024-06-02")).unwrap());
    assert!(!world.store.uncorrect(4, &signed("2024-06-02")).unwrap());
    assert_eq!(now(&world), ["41"]);
    assert_eq!(holds(&world).len(), 4, "nothing is forgotten");
    let expect = world.store.correct(1, value("40"), Some("42"), &signed("2024-06-02"));
    assert_eq!(expect.unwrap(), Corrected::Unexpected("41".to_owned()));
}

#[test]
fn a_class_is_put_right_too() {
    let mut world = World::new();
    let class = actual("water.section.class", "2024Q1", "IV");
    world.record(&Report::of("2024Q1", "2024-04-08").with(class));
    correct(&mut world, 1, value("V-"));
    assert_eq!(now(&world), ["V-"]);
    assert_eq!(world.sql("SELECT value FROM observations"), ["6"]);
}

#[test]
fn what_is_dropped_makes_way_for_the_statement_before() {
    let mut world = World::new();
    world.record(&q1("2024-04-08", "41"));
    world.record(&Report::of("2024H1", "2024-07-08").with(actual(PM25, "2024Q1", "93")));
    assert_eq!(now(&world), ["93"]);
    let id = correct(&mut world, 2, Mending::Drop);
    assert_eq!(now(&world), ["41"]);
    world.store.uncorrect(id, &signed("2024-08-02")).unwrap();
    assert_eq!(now(&world), ["93"]);
}

#[test]
fn what_was_known_on_a_day_does_not_know_later_corrections() {
    let mut world = World::new();
    world.record(&q1("2024-04-08", "41"));
    let id = correct(&mut world, 1, value("40"));
    world.store.uncorrect(id, &signed("2024-09-01")).unwrap();
    assert_eq!(on(&world, "2024-05-31"), ["air.pm25.mean 2024Q1 41"]);
    assert_eq!(on(&world, "2024-06-01"), ["air.pm25.mean 2024Q1 40"]);
    assert_eq!(on(&world, "2024-09-01"), ["air.pm25.mean 2024Q1 41"]);
}

#[test]
fn a_correction_outlives_a_new_reading_of_the_same_and_lapses_with_another() {
    let mut world = World::new();
    let then = q1("2024-04-08", "41");
    world.record(&then);
    correct(&mut world, 1, value("40"));
    world.record_again(&then, &then);
    assert_eq!(
        (now(&world), holds(&world)),
        (vec!["40".to_owned()], vec![Hold::InForce])
    );

    // The same characters are read as another value.
    let mut other = q1("2024-04-08", "41");
    other.figures[0].value = "4.1".parse().ok();
    world.record_again(&then, &other);
    assert_eq!(now(&world), ["4.1"]);
    assert!(matches!(holds(&world)[..], [Hold::Lapsed(_)]));
    assert_eq!(on(&world, "2024-12-31"), ["air.pm25.mean 2024Q1 4.1"]);

    // Read as it was then, it is still for a person to say so again.
    world.record_again(&then, &then);
    assert_eq!(now(&world), ["41"]);
    correct(&mut world, 1, value("40"));
    assert_eq!(now(&world), ["40"]);

    // No number at the place.
    world.record_again(&then, &Report::of("2024Q1", "2024-04-08"));
    assert_eq!(now(&world), [""; 0]);
    assert!(matches!(holds(&world)[..], [Hold::Withdrawn(_), Hold::Lapsed(_)]));
    assert_eq!(world.store.corrections(None).unwrap()[1].figure, None);
}

#[test]
fn a_correction_says_that_the_source_was_put_right() {
    let mut world = World::new();
    world.record(&q1("2024-04-08", "41"));
    correct(&mut world, 1, value("40"));
    world.record(&q1("2024-05-06", "40.5"));
    assert_eq!(now(&world), ["40.5"]);
    let overtaken = Hold::Overtaken {
        report: "云溪县2024Q1工作总结".to_owned(),
        value: "40.5".to_owned(),
    };
    assert_eq!(holds(&world), [overtaken]);
    assert_eq!(on(&world, "2024-04-30"), ["air.pm25.mean 2024Q1 41"]);
}

#[test]
fn what_older_versions_wrote_into_the_ledger_is_taken_out_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("old.db");
    let mut old = rusqlite::Connection::open(&path).unwrap();
    let runner = crate::store::migrate::migrations::runner().set_grouped(true);
    runner.set_target(refinery::Target::Version(7)).run(&mut old).unwrap();
    old.execute_batch(
        "INSERT INTO indicator (id, code, name, name_en, domain, unit, decimals, aggregation, better, change_style, position)
            VALUES (1, 'air.pm25.mean', 'PM2.5', 'PM2.5', 'air', 'ug/m3', 1, 'mean', 'lower', 'percent', 0);
        INSERT INTO import_run VALUES (1, 'now', 'jibao');
        INSERT INTO report (id, source, format, sha256, text, imported_at, import_run_id)
            VALUES (1, 'a.txt', 'text', 'ff', '41 42', 'now', 1);
        INSERT INTO figure (id, report_id, seq, kind, indicator_id, value, value_text, unit, as_written, period_start, period_end,
            sentence, char_start, char_end, rule)
            VALUES (1, 1, 1, 'actual', 1, 40, '40', 'ug/m3', '41', '2024-01-01', '2024-03-31', '41 42', 0, 2, 'named > correct'),
                (2, 1, 2, 'other', 1, 42, '42', 'ug/m3', '42', '2024-04-01', '2024-06-30', '41 42', 3, 5, 'named > correct');
        INSERT INTO correction (figure_id, field, old_text, new_text, reason, made_at)
            VALUES (1, 'value', '41', '40', 'x', '2024-06-01'), (2, 'kind', 'actual', 'other', 'y', '2024-06-01');",
    )
    .unwrap();
    drop(old);
    let store = Store::open(&path, Mode::Write).unwrap();
    let world = World { folder, store };
    assert_eq!(world.sql(LEDGER), ["actual|41|41|named", "actual|42|42|named"]);
    assert_eq!(now(&world), ["40"]);
    let made: Vec<Mending> = world
        .store
        .corrections(None)
        .unwrap()
        .iter()
        .map(|each| each.mending)
        .collect();
    assert_eq!(made, [value("40"), Mending::Drop]);
}

#[test]
fn an_older_file_is_settled_by_the_rules_of_now() {
    let mut world = World::new();
    world.record(&q1("2024-04-08", "41.3"));
    world.record(&Report::of("2025Q1", "2025-04-08").with(actual(PM25, "2024Q1", "41")));
    let as_it_was = "UPDATE figure SET superseded_by = iif(id = 1, 2, NULL)";
    world.store.connection.execute(as_it_was, []).unwrap();
    assert_eq!(current(&world), ["41"]);
    crate::store::vintage::settle_all(&world.store.connection).unwrap();
    assert_eq!(now(&world), ["41.3"]);
}
