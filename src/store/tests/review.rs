//! Decisions by hand: the ledger and what is current follow them, and they outlive the rows.

use super::*;

fn open(value: &str) -> Figure {
    Figure {
        kind: Kind::Other,
        indicator: None,
        subject: Some("细颗粒物".to_owned()),
        unit: "微克/立方米".to_owned(),
        note: Some("two readings: air.pm25.mean or air.good_days.ratio".to_owned()),
        char_start: 20,
        char_end: 20 + value.len(),
        ..actual(PM25, "2024Q1", value)
    }
}

fn decide(world: &mut World, figure: i64, ruling: Option<Ruling>) {
    let signature = Signature {
        by: "王".to_owned(),
        at: "2026-01-02T03:04:05Z".to_owned(),
        reason: None,
    };
    world
        .store
        .decide(&[NewDecision {
            figure,
            ruling,
            signature,
        }])
        .unwrap();
}

fn pm25(value: &str) -> Option<Ruling> {
    Some(Ruling::Indicator {
        code: PM25.to_owned(),
        value: value.parse().unwrap(),
        unit: "ug/m3".to_owned(),
    })
}

const LEDGER: &str = "SELECT kind, value_text, unit, rule, note, superseded_by FROM figure ORDER BY id";

#[test]
fn an_assigned_figure_competes_and_a_taken_back_one_does_not() {
    let mut world = World::new();
    world.record(&q1("2024-04-08", "41"));
    world.record(&Report::of("2024H1", "2024-07-08").with(open("39")));
    let before = world.sql(LEDGER);
    assert_eq!(world.store.open_figures(None).unwrap().len(), 1);
    decide(&mut world, 2, pm25("39"));
    assert_eq!(
        world.sql(LEDGER),
        ["actual|41|ug/m3|test|-|2", "actual|39|ug/m3|test > review|-|-"]
    );
    assert_eq!(current(&world), ["39"]);
    assert_eq!(world.store.rivals(2).unwrap(), [1]);
    assert!(world.store.open_figures(None).unwrap().is_empty());
    decide(&mut world, 2, None);
    assert_eq!(world.sql(LEDGER), before);
    assert_eq!(current(&world), ["41"]);
}

#[test]
fn a_new_decision_replaces_the_one_that_held_and_remembers_what_the_rules_read() {
    let mut world = World::new();
    world.record(&Report::of("2024Q1", "2024-04-08").with(open("39")));
    let before = world.sql(LEDGER);
    decide(&mut world, 1, pm25("39"));
    decide(&mut world, 1, Some(Ruling::Noise));
    assert_eq!(world.sql(LEDGER), ["noise|39|微克/立方米|test > review|-|-"]);
    let decisions = world.store.decisions_about(1).unwrap();
    assert!(decisions[0].withdrawn.is_some() && decisions[1].withdrawn.is_none());
    assert_eq!(decisions[0].was, decisions[1].was);
    decide(&mut world, 1, None);
    assert_eq!(world.sql(LEDGER), before);
}

#[test]
fn a_decision_is_applied_again_when_the_same_report_is_read_again() {
    let mut world = World::new();
    let report = Report::of("2024Q1", "2024-04-08").with(open("39"));
    world.record(&report);
    decide(&mut world, 1, pm25("39"));
    let decided = world.sql(LEDGER);
    world
        .store
        .connection
        .execute_batch("DELETE FROM figure; DELETE FROM report")
        .unwrap();
    assert_eq!(world.store.decisions().unwrap()[0].figure, None);
    world.record(&report);
    assert_eq!(world.sql(LEDGER), decided);
    assert_eq!(current(&world), ["39"]);
}

#[test]
fn a_refused_decision_leaves_nothing_behind() {
    let mut world = World::new();
    world.record(&Report::of("2024Q1", "2024-04-08").with(open("39")));
    let before = world.sql(LEDGER);
    let signature = Signature {
        by: "王".to_owned(),
        at: String::new(),
        reason: None,
    };
    let new = |figure, ruling| NewDecision {
        figure,
        ruling,
        signature: signature.clone(),
    };
    let unknown = Some(Ruling::Indicator {
        code: "air.none".to_owned(),
        value: "1".parse().unwrap(),
        unit: "1".to_owned(),
    });
    for second in [new(9, Some(Ruling::Noise)), new(1, unknown), new(9, None)] {
        assert!(world.store.decide(&[new(1, Some(Ruling::Noise)), second]).is_err());
        assert_eq!(world.sql(LEDGER), before);
        assert!(world.store.decisions().unwrap().is_empty());
    }
}
