//! The schema, as a stranger meets it, and its way through the versions.

use std::path::{Path, PathBuf};

use jibao::store::{Error, Mode, Store};
use rusqlite::Connection;
use tempfile::TempDir;

fn fresh() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("jibao.db");
    Store::open(&path, Mode::Write).unwrap().finish().unwrap();
    (folder, path)
}

fn lines(path: &Path, sql: &str) -> String {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
}

#[test]
fn an_empty_file_gets_the_whole_schema() {
    let (_folder, path) = fresh();
    insta::assert_snapshot!(lines(
        &path,
        "SELECT sql || ';' || char(10) FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ));
}

/// When this fails, a released migration was edited: take the edit back and add a new file.
#[test]
fn applied_migrations_are_never_edited() {
    let (_folder, path) = fresh();
    insta::assert_snapshot!(
        lines(&path, "SELECT version || ' ' || name || ' ' || checksum FROM refinery_schema_history ORDER BY version"),
        @"
    1 tables 9665016836396345231
    2 views 3794350246542610226
    3 chinese_views 10068344706500965225
    4 day_weighted 4974043722783729917
    5 review 13330187467614042596
    6 own_catalogue 9539592473929133346
    7 standards 16608307311916308807
    8 corrections 8987947068013605419
    9 locations 59521660795795251
    10 exact_verdicts 14182465508356052811
    11 shares 13746564506723360654
    12 report_by_place 4907404502724662724
    13 filtered_views 11039247336385256037
    14 cells 9320710521065967490
    15 plain_checks 9201971366165044647
    "
    );
}

#[test]
fn running_twice_changes_nothing() {
    let (_folder, path) = fresh();
    let before = std::fs::read(&path).unwrap();
    Store::open(&path, Mode::Write).unwrap().finish().unwrap();
    Store::open(&path, Mode::Read).unwrap().finish().unwrap();
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn the_header_names_program_and_version() {
    let (_folder, path) = fresh();
    let connection = Connection::open(&path).unwrap();
    let pragma = |name| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(pragma("application_id").to_be_bytes()[4..], *b"JIBC");
    let newest: i64 = connection
        .query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
        .unwrap();
    assert_eq!(pragma("user_version"), newest);
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let (_folder, path) = fresh();
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    for mode in [Mode::Read, Mode::Write] {
        let error = Store::open(&path, mode).unwrap_err();
        assert!(matches!(error, Error::Newer { found: 99, .. }), "{error:?}");
        let message = error.to_string().replace(path.to_str().unwrap(), "PATH");
        assert!(
            message.starts_with("`PATH` was written by a newer version of jibao (schema 99, "),
            "{message}"
        );
    }
    assert!(std::fs::read(&path).unwrap() == before);
}

/// A first import that was broken off before the schema stood leaves only refinery's empty record.
#[test]
fn a_broken_first_run_is_taken_up_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("jibao.db");
    let table = "CREATE TABLE refinery_schema_history (version int4 PRIMARY KEY, name VARCHAR(255), applied_on VARCHAR(255), checksum VARCHAR(255))";
    Connection::open(&path).unwrap().execute_batch(table).unwrap();
    Store::open(&path, Mode::Write).unwrap().finish().unwrap();
    Store::open(&path, Mode::Read).unwrap();
}

#[test]
fn the_dictionary_explains_every_table_and_column() {
    let (_folder, path) = fresh();
    let schema = lines(
        &path,
        "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type IN ('table', 'view') UNION SELECT name || '.' FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY 1",
    );
    let dictionary = lines(
        &path,
        "SELECT table_name || '.' || coalesce(column_name, '') FROM data_dictionary
        WHERE trim(meaning_zh) <> '' AND trim(meaning_en) <> '' ORDER BY 1",
    );
    similar(&schema, &dictionary);
}

/// Shows only the lines that differ: both lists are long.
fn similar(schema: &str, dictionary: &str) {
    let missing: Vec<_> = schema
        .lines()
        .filter(|line| !dictionary.lines().any(|other| other == *line))
        .collect();
    let surplus: Vec<_> = dictionary
        .lines()
        .filter(|line| !schema.lines().any(|other| other == *line))
        .collect();
    assert_eq!((missing, surplus), (vec![], vec![]));
    assert_eq!(schema.lines().count(), dictionary.lines().count());
}

#[test]
fn the_contract_views_have_exactly_these_columns() {
    let (_folder, path) = fresh();
    let columns =
        |view: &str| lines(&path, &format!("SELECT name FROM pragma_table_info('{view}')")).replace('\n', " ");
    assert_eq!(
        columns("reports"),
        "id title reporter region period_start period_end period published_on edition supersedes_id source format \
         imported_at figures actuals others masked"
    );
    assert_eq!(
        columns("figures"),
        "report_id seq kind indicator indicator_name value value_text unit as_written period_start period_end period \
         region dimension treatment compared_to rank_of rank_order approx section sentence char_start char_end rule note page paragraph table_no row_no column_no sheet cell"
    );
}

/// Datasette shows the text of a column that alone is unique instead of the one called `name`.
#[test]
fn no_text_column_alone_is_unique() {
    let (_folder, path) = fresh();
    let lone = lines(
        &path,
        "SELECT m.name FROM sqlite_master m JOIN pragma_index_list(m.name) i
        WHERE m.type = 'table' AND m.name NOT LIKE 'refinery%' AND i.\"unique\"
            AND (SELECT count(*) FROM pragma_index_info(i.name)) < 2",
    );
    assert_eq!(lone, "");
}
