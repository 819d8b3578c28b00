//! Which files are opened, which are refused, and what is left behind.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::*;

fn refusal(path: &Path, mode: Mode) -> String {
    let error = Store::open(path, mode).unwrap_err();
    assert!(error.hint().is_some(), "{error:?}");
    error.to_string().replace(path.to_str().unwrap(), "PATH")
}

#[test]
fn what_cannot_be_used_is_refused_plainly() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert_eq!(refusal(&at("none.db"), Mode::Read), "there is no database `PATH`");

    fs::write(at("text.db"), "季报".repeat(1000)).unwrap();
    for mode in [Mode::Read, Mode::Write] {
        assert_eq!(refusal(&at("text.db"), mode), "`PATH` is not a SQLite database");
    }
    fs::write(at("empty.db"), "").unwrap();
    assert_eq!(refusal(&at("empty.db"), Mode::Read), "the database `PATH` is empty");
    assert_eq!(fs::read(at("empty.db")).unwrap(), b"");

    Connection::open(at("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE t (a)")
        .unwrap();
    for mode in [Mode::Read, Mode::Write] {
        assert_eq!(
            refusal(&at("other.db"), mode),
            "`PATH` is a SQLite database, but not one of jibao"
        );
    }
    assert_eq!(
        refusal(&at("text.db/jibao.db"), Mode::Write),
        "cannot write the database `PATH`"
    );
    assert_eq!(refusal(folder.path(), Mode::Read), "cannot read `PATH`");
}

#[test]
fn a_damaged_record_of_migrations_is_an_error_and_no_panic() {
    for damage in [
        "checksum = 'x'",
        "applied_on = 'yesterday'",
        "name = NULL",
        "checksum = 1 WHERE version = 1",
    ] {
        let World { folder, store } = World::new();
        store
            .connection
            .execute(&format!("UPDATE refinery_schema_history SET {damage}"), [])
            .unwrap();
        store.finish().unwrap();
        let path = folder.path().join("jibao.db");
        let error = Store::open(&path, Mode::Write).unwrap_err();
        assert!(
            matches!(error, Error::Damaged { .. } | Error::Migration { .. }),
            "{error:?}"
        );
    }
}

#[test]
fn opening_again_touches_nothing() {
    let World { folder, store } = World::new();
    store.finish().unwrap();
    let path = folder.path().join("jibao.db");
    let before = fs::read(&path).unwrap();
    let mut store = Store::open(&path, Mode::Write).unwrap();
    store.sync_catalogue(&catalogue()).unwrap();
    store.finish().unwrap();
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn what_a_broken_off_run_left_undone_is_made_good() {
    let World { folder, store } = World::new();
    let damage = "DELETE FROM data_dictionary; DROP VIEW air";
    store.connection.execute_batch(damage).unwrap();
    store.finish().unwrap();
    let store = Store::open(&folder.path().join("jibao.db"), Mode::Write).unwrap();
    let explained = "SELECT meaning_en FROM data_dictionary WHERE table_name = 'air' AND column_name = 'pm25_mean'";
    assert_eq!(
        store.query_readonly(explained).unwrap().rows,
        [[SqlValue::Text("air pm25 mean, ug/m3".to_owned())]]
    );
}

#[test]
fn only_the_database_stays_behind() {
    let mut world = World::new();
    world.record(&Report::of("2024Q1", "2024-04-12").with(actual("air.pm25.mean", "2024Q1", "69.6")));
    world
        .store
        .connection
        .pragma_update(None, "journal_mode", "WAL")
        .unwrap();
    world.store.finish().unwrap();
    let path = world.folder.path().join("jibao.db");
    Store::open(&path, Mode::Write).unwrap().finish().unwrap();
    let names: Vec<_> = fs::read_dir(world.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["jibao.db"]);
    let mode: String = Connection::open(&path)
        .unwrap()
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "delete");
}

#[test]
fn the_file_is_sound() {
    let mut world = World::new();
    for (period, value) in [("2023Q4", "8"), ("2024Q1", "9")] {
        world.record(&Report::of(period, "2024-04-12").with(actual("air.pm25.mean", period, value)));
        world.record(&Report::of(period, "2024-05-12").with(actual("air.pm25.mean", period, value)));
    }
    assert_eq!(world.sql("PRAGMA integrity_check"), ["ok"]);
    assert!(world.sql("PRAGMA foreign_key_check").is_empty());
    assert_eq!(
        world
            .store
            .connection
            .pragma_query_value(None, "foreign_keys", |row| row.get::<_, i64>(0))
            .unwrap(),
        1
    );
}

#[test]
fn a_user_s_statement_reads_and_never_writes() {
    let world = World::new();
    let before = fs::read(world.folder.path().join("jibao.db")).unwrap();
    for sql in [
        "DELETE FROM indicator",
        "PRAGMA user_version = 9",
        "VACUUM",
        "CREATE TABLE t (a)",
        "DROP VIEW air",
    ] {
        assert!(world.store.query_readonly(sql).is_err(), "{sql}");
    }
    let copy = world.folder.path().join("copy.db");
    for sql in [
        format!("VACUUM INTO '{}'", copy.display()),
        format!("ATTACH '{}' AS other", copy.display()),
    ] {
        let _ = world.store.query_readonly(&sql);
        assert!(!copy.exists(), "{sql}");
    }
    assert!(matches!(
        world.store.query_readonly("SELEKT"),
        Err(Error::Statement { .. })
    ));
    for nothing in ["", " ", "-- nothing"] {
        assert!(matches!(world.store.query_readonly(nothing), Err(Error::NoStatement)));
    }
    assert!(fs::read(world.folder.path().join("jibao.db")).unwrap() == before);
}

#[test]
fn the_catalogue_is_followed() {
    let World {
        folder: _folder,
        mut store,
    } = World::new();
    assert_eq!(store.indicators().unwrap(), catalogue());
    let report = Report::of("2024Q1", "2024-04-12").with(actual("air.pm25.mean", "2024Q1", "69.6"));
    report.record(&mut store);
    let headings = |store: &Store| store.query_readonly("SELECT * FROM 大气").unwrap().columns;
    assert_eq!(headings(&store), ["地区", "时期", "PM2.5平均浓度", "优良天数比例"]);

    let mut other = catalogue();
    other.remove(1);
    other.reverse();
    store.sync_catalogue(&other).unwrap();
    assert_eq!(store.indicators().unwrap(), other);
    assert_eq!(headings(&store), ["地区", "时期", "PM2.5平均浓度"]);

    // Another domain is the same indicator, and every new heading is explained.
    let mut moved = (*other[0]).clone();
    moved.domain = "air".to_owned();
    other[0] = Arc::new(moved);
    store.sync_catalogue(&other).unwrap();
    assert_eq!(store.indicators().unwrap(), other);
    assert_eq!(headings(&store), ["地区", "时期", "绿色企业数", "PM2.5平均浓度"]);
    let unexplained = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        LEFT JOIN data_dictionary d ON d.table_name = m.name AND d.column_name = c.name
        WHERE m.type = 'view' AND d.id IS NULL";
    assert!(store.query_readonly(unexplained).unwrap().rows.is_empty());

    // What a figure refers to stays, at the end.
    other.pop();
    store.sync_catalogue(&other).unwrap();
    let left = store.indicators().unwrap();
    assert_eq!((left.len(), left.last().unwrap().code.as_str()), (4, "air.pm25.mean"));
}

#[test]
fn limits_are_followed() {
    let World {
        folder: _folder,
        mut store,
    } = World::new();
    let limit = |from: &str, to: Option<&str>, value: &str| Limit {
        number: "GB 3095—2012".into(),
        name: "环境空气质量标准".into(),
        indicator: catalogue()[0].clone(),
        grade: Grade::Second,
        averaging: Averaging::Year,
        waters: Some(Waters::Lake),
        direction: Direction::AtMost,
        value: value.parse().unwrap(),
        valid_from: from.parse().unwrap(),
        valid_to: to.map(|day| day.parse().unwrap()),
        source: "表1".into(),
        note: None,
    };
    let mut limits = vec![
        limit("2016-01-01", Some("2026-02-28"), "35"),
        limit("2026-03-01", None, "0.30"),
    ];
    store.sync_limits(&limits).unwrap();
    assert_eq!(store.limits().unwrap(), limits);
    let changes = store.connection.total_changes();
    store.sync_limits(&limits).unwrap();
    assert_eq!(store.connection.total_changes(), changes);
    limits.remove(0);
    store.sync_limits(&limits).unwrap();
    assert_eq!(store.limits().unwrap(), limits);
    limits[0].indicator = Arc::new(Indicator {
        code: "air.unheard_of".into(),
        ..(*limits[0].indicator).clone()
    });
    assert!(matches!(
        store.sync_limits(&limits),
        Err(Error::UnknownIndicator { .. })
    ));
    assert_eq!(store.limits().unwrap().len(), 1);
}

#[test]
fn looking_leaves_an_older_file_as_it_is() {
    let World { folder, store } = World::new();
    store
        .connection
        .execute_batch("DROP TABLE own_catalogue; PRAGMA user_version = 3")
        .unwrap();
    store.finish().unwrap();
    let path = folder.path().join("jibao.db");
    let before = fs::read(&path).unwrap();
    let store = Store::open(&path, Mode::Look).unwrap();
    assert_eq!(store.own_catalogues().unwrap(), []);
    assert_eq!(store.known("00").unwrap(), None);
    drop(store);
    assert!(fs::read(&path).unwrap() == before);
}
