//! Files of every earlier schema: kept beside, brought up to date, and they answer as they did.

use std::fs;
use std::path::Path;

use refinery_core::Target;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::store::{Error, Mode, Store, backup, migrate};

/// Two quarters of one report, in columns that every schema has.
const CONTENT: &str = "
    INSERT INTO region VALUES (1, '柳湖县', NULL, 'county', NULL);
    INSERT INTO indicator VALUES (1, '罚款金额', 'Fines', 'enf.fines', 'enforcement', 'yuan', 2, 'sum', 'none', 'percent',
        NULL, NULL, '[]', 0);
    INSERT INTO import_run VALUES (1, '2024-07-09T00:00:00Z', 'jibao 0.0.1');
    INSERT INTO report VALUES (1, '半年总结', '柳湖县生态环境局', '柳湖县', 1, '2024-01-01', '2024-06-30', '2024H1', '2024-07-05', 1,
        NULL, 'a.txt', 'text', '0a', '一季度罚款3万元，上半年罚款8万元。', '2024-07-09T00:00:00Z', 1);
    INSERT INTO figure (id, report_id, seq, kind, indicator_id, value, value_text, unit, as_written, period_start, period_end, period,
            region_id, sentence, char_start, char_end, rule)
        VALUES (1, 1, 1, 'actual', 1, 30000, '30000', 'yuan', '3万元', '2024-01-01', '2024-03-31', '2024Q1',
            1, '一季度罚款3万元，上半年罚款8万元。', 5, 8, 'value');
    INSERT INTO figure (id, report_id, seq, kind, indicator_id, value, value_text, unit, as_written, period_start, period_end, period,
            region_id, sentence, char_start, char_end, rule)
        VALUES (2, 1, 2, 'actual', 1, 80000, '80000', 'yuan', '8万元', '2024-01-01', '2024-06-30', '2024H1',
            1, '一季度罚款3万元，上半年罚款8万元。', 14, 17, 'value');";

const QUESTIONS: [&str; 4] = [
    "SELECT id || title || period || source || figures || actuals FROM reports",
    "SELECT report_id || '/' || seq || kind || indicator || value_text || unit || period || region || sentence || char_start FROM figures",
    "SELECT indicator || region || period || value_text FROM observations",
    "SELECT 指标 || 时期 || 数值 FROM 指标数据",
];

/// A file as the program of that schema version left it.
fn written_by(version: i64, path: &Path) {
    let mut connection = Connection::open(path).unwrap();
    let target = Target::Version(version.try_into().unwrap());
    let runner = migrate::migrations::runner().set_grouped(true).set_target(target);
    runner.run(&mut connection).unwrap();
    connection.execute_batch(CONTENT).unwrap();
}

fn answers(path: &Path) -> Vec<Vec<String>> {
    let connection = Connection::open(path).unwrap();
    let ask = |question: &&str| {
        let mut statement = connection.prepare(question).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<Vec<String>, _>>().unwrap()
    };
    QUESTIONS.iter().map(ask).collect()
}

fn version(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

#[test]
fn every_earlier_schema_is_kept_beside_and_answers_the_same() {
    let known = migrate::KNOWN;
    let folder = TempDir::new().unwrap();
    let mut seen = Vec::new();
    for earlier in 1..=known {
        let path = folder.path().join(format!("{earlier}.db"));
        written_by(earlier, &path);
        Store::open(&path, Mode::Read).unwrap().finish().unwrap();
        assert_eq!(version(&path), known);
        let copy = backup::place(&path, earlier);
        assert_eq!(copy.exists(), earlier < known);
        if copy.exists() {
            assert_eq!(version(&copy), earlier);
            let connection = Connection::open(&copy).unwrap();
            let figures = connection.query_row("SELECT count(*) FROM figure", [], |row| row.get(0));
            assert_eq!(figures, Ok(2));
        }
        seen.push(answers(&path));
    }
    assert!(seen[0].iter().all(|rows| !rows.is_empty()), "{:?}", seen[0]);
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:#?}");
    let left = fs::read_dir(folder.path()).unwrap().count() as i64;
    assert_eq!(left, 2 * known - 1, "only the files and their copies");
}

#[test]
fn without_a_copy_nothing_is_changed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("jibao.db");
    written_by(1, &path);
    fs::create_dir(backup::place(&path, 1)).unwrap();
    let error = Store::open(&path, Mode::Write).unwrap_err();
    assert!(matches!(error, Error::Backup { .. }), "{error}");
    assert_eq!(version(&path), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

/// Programs that open a new file at the same moment make its schema once.
#[test]
fn many_may_open_a_new_file_at_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("jibao.db");
    std::thread::scope(|scope| {
        let open = || Store::open(&path, Mode::Write)?.finish();
        let all: Vec<_> = (0..6).map(|_| scope.spawn(open)).collect();
        for each in all {
            each.join().unwrap().unwrap();
        }
    });
    assert_eq!(version(&path), migrate::KNOWN);
}

/// What a killed import leaves: pages of a change that was not finished, and the journal that takes them back.
#[test]
fn a_change_that_was_broken_off_is_taken_back_by_who_reads() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("jibao.db");
    written_by(migrate::KNOWN, &path);
    let before = answers(&path);
    let (killed, journal) = (folder.path().join("killed.db"), folder.path().join("killed.db-journal"));
    let writer = Connection::open(&path).unwrap();
    // So small a cache that the change is written to the file before it is finished.
    writer
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN; UPDATE figure SET value = value + 1, sentence = hex(zeroblob(20000));
            INSERT INTO figure_location (figure_id) SELECT id FROM figure;",
        )
        .unwrap();
    fs::copy(&path, &killed).unwrap();
    fs::copy(folder.path().join("jibao.db-journal"), &journal).unwrap();
    drop(writer);
    Store::open(&killed, Mode::Read).unwrap().finish().unwrap();
    assert_eq!(answers(&killed), before);
    assert!(!journal.exists());
}
