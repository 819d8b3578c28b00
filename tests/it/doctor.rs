//! `doctor`: well, older, damaged and missing databases.

use serde_json::Value;

use super::world::World;

/// Exit status, and the state of each subject but the fonts, which every machine has others of.
fn states(world: &World) -> (Option<i32>, Vec<(String, String)>) {
    let output = world
        .command(&["doctor", "--lang", "en", "-O", "jsonl"])
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let rows = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a row"));
    let word = |row: &Value, key: &str| row[key].as_str().expect("a word").to_owned();
    let states = rows
        .filter(|row| row["subject"] != "Chinese fonts")
        .map(|row| (word(&row, "subject"), word(&row, "state")))
        .collect();
    (output.status.code(), states)
}

fn of(states: &[(String, String)], subject: &str) -> String {
    let found = states.iter().find(|(known, _)| known == subject);
    found.map_or_else(String::new, |(_, state)| state.clone())
}

#[test]
fn a_new_database_is_well() {
    let world = World::with_samples();
    let (code, states) = states(&world);
    assert_eq!(code, Some(0));
    assert!(states.len() >= 7, "{states:?}");
    assert!(states.iter().all(|(_, state)| state == "well"), "{states:?}");
}

#[test]
fn none_yet_is_no_fault() {
    let (code, states) = states(&World::new());
    assert_eq!((code, of(&states, "Database").as_str()), (Some(0), "notice"));
}

#[test]
fn damage_and_dead_views_are_told() {
    let world = World::with_samples();
    let connection = rusqlite::Connection::open(world.path("jibao.db")).expect("the database");
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DELETE FROM region; DROP VIEW 待核数字; CREATE VIEW 待核数字 AS SELECT * FROM gone;",
        )
        .expect("a damaged database");
    drop(connection);
    let (code, states) = states(&world);
    assert_eq!(code, Some(1));
    assert_eq!(of(&states, "References"), "ill");
    assert_eq!(of(&states, "Views"), "ill");
    assert_eq!(of(&states, "Integrity"), "well");
}

#[test]
fn a_torn_file_is_told() {
    let world = World::with_samples();
    let path = world.path("jibao.db");
    let mut bytes = std::fs::read(&path).expect("the database");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xa5);
    std::fs::write(&path, bytes).expect("a torn database");
    let (code, states) = states(&world);
    assert_eq!(code, Some(1));
    assert!(states.iter().any(|(_, state)| state == "ill"), "{states:?}");
}
