//! A stored report that is read again: its numbers keep their rows, everything else follows.

use super::*;

const LEDGER: &str = "SELECT id, seq, kind, value_text, as_written, superseded_by FROM figure ORDER BY id";
const EDITIONS: &str = "SELECT id, edition, supersedes_id, period FROM report ORDER BY id";

fn at(figure: Figure, start: usize) -> Figure {
    Figure {
        char_start: start,
        char_end: start + figure.as_written.len(),
        ..figure
    }
}

fn changed(recorded: Recorded) -> usize {
    match recorded {
        Recorded::Again { changed, .. } => changed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn reading_the_same_changes_nothing() {
    let mut world = World::new();
    let editions = [q1("2024-04-08", "41"), q1("2024-04-12", "42"), q1("2024-05-06", "43")];
    for report in &editions {
        world.record(report);
    }
    let before = [world.sql(LEDGER), world.sql(EDITIONS), current(&world)];
    for report in &editions {
        assert_eq!(changed(world.record_again(report, report)), 0);
        assert_eq!([world.sql(LEDGER), world.sql(EDITIONS), current(&world)], before);
    }
}

#[test]
fn numbers_keep_their_rows_and_what_refers_to_them() {
    let mut world = World::new();
    let value = |value: &str, start| at(actual(PM25, "2024Q1", value), start);
    let then = Report::of("2024Q1", "2024-04-08")
        .with(value("41", 10))
        .with(value("42", 20))
        .with(value("43", 30));
    world.record(&then);
    let accept = "INSERT INTO check_accept (check_code, figure_id, reason, made_at) VALUES ('conflict', 3, 'x', 'now')";
    world.store.connection.execute(accept, []).unwrap();
    // A number in front is new, the second is read with its sign, the first and the third are no longer numbers.
    let now = Report::of("2024Q1", "2024-04-08")
        .with(value("7", 5))
        .with(value("-42", 19));
    assert_eq!(changed(world.record_again(&then, &now)), 4);
    assert_eq!(
        world.sql(LEDGER),
        ["2|2|actual|-42|-42|-", "3|3|noise|43|43|-", "4|1|actual|7|7|2"]
    );
    assert_eq!(world.sql("SELECT figure_id FROM check_accept"), ["3"]);
    assert_eq!(world.sql("PRAGMA foreign_key_check"), Vec::<String>::new());
}

#[test]
fn what_is_current_follows() {
    let mut world = World::new();
    let later = Report::of("2024H1", "2024-07-08").with(actual(PM25, "2024Q1", "39"));
    world.record(&q1("2024-04-08", "41"));
    world.record(&later);
    assert_eq!(current(&world), ["39"]);
    world.record_again(&later, &Report::of("2024H1", "2024-07-08"));
    assert_eq!(current(&world), ["41"]);
}

#[test]
fn a_report_whose_period_is_read_otherwise_leaves_its_editions() {
    let mut world = World::new();
    let reports = [q1("2024-04-08", "41"), q1("2024-04-12", "42"), q1("2024-05-06", "43")];
    for report in &reports {
        world.record(report);
    }
    let mut now = q1("2024-04-12", "42");
    now.facts.period = Period::parse("2024H1").ok();
    world.record_again(&reports[1], &now);
    assert_eq!(world.sql(EDITIONS), ["1|1|-|2024Q1", "2|1|-|2024H1", "3|2|1|2024Q1"]);
}

#[test]
fn decisions_by_hand_hold_on() {
    let mut world = World::new();
    let open = Figure {
        kind: Kind::Other,
        indicator: None,
        ..actual(PM25, "2024Q1", "41")
    };
    let then = Report::of("2024Q1", "2024-04-08").with(open.clone());
    world.record(&then);
    let noise = NewDecision {
        figure: 1,
        ruling: Some(Ruling::Noise),
        signature: Signature {
            by: "王".to_owned(),
            at: "2026-01-02T03:04:05Z".to_owned(),
            reason: None,
        },
    };
    world.store.decide(&[noise]).unwrap();
    assert_eq!(changed(world.record_again(&then, &then)), 0);
    // Also when the rules have learnt to read it, what a person said counts, and what they read now is kept.
    let learnt = Report::of("2024Q1", "2024-04-08").with(actual(PM25, "2024Q1", "41"));
    world.record_again(&then, &learnt);
    assert_eq!(world.sql("SELECT kind, rule FROM figure"), ["noise|test > review"]);
    let was = world.store.decisions_about(1).unwrap()[0].was.clone().unwrap();
    assert_eq!((was.kind, was.indicator.as_deref()), (Kind::Actual, Some(PM25)));
}
