//! Answers from a store of a million figures, each by a process of its own, as a person at a shell waits for them.
//!
//! The store is made from `data/samples`: its one region is copied under other names until the million is reached, and
//! kept under `target/`. Before the benches a table tells each median as a multiple of what `sqlite3` takes for one indexed
//! look-up in the same file, where `sqlite3` is installed; the bar is three. Memory is measured from outside:
//! `/usr/bin/time -f '%M KB' target/release/jibao --db target/bench-store.db qoq 2024Q2 --region 第7区`.
#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

const JIBAO: &str = env!("CARGO_BIN_EXE_jibao");
const FIGURES: i64 = 1_000_000;
/// Runs behind each median of the table.
const RUNS: usize = 21;

/// What is asked; the seventh of the copied regions stands for all.
const QUESTIONS: [(&str, &[&str]); 7] = [
    ("show", &["show", "PM2.5", "2024Q1", "--region", "第7区"]),
    ("qoq", &["qoq", "2024Q2", "--region", "第7区"]),
    ("yoy", &["yoy", "2024", "--region", "第7区"]),
    ("series", &["series", "PM2.5", "--region", "第7区"]),
    ("rank", &["rank", "PM2.5", "2024Q1"]),
    ("ask", &["ask", "第7区2024年二季度PM2.5环比变化多少"]),
    ("check", &["check", "51"]),
];

const LOOK_UP: &str = "SELECT value FROM figure WHERE indicator_id = (SELECT id FROM indicator WHERE code = 'air.pm25.mean') \
                       AND region_id = (SELECT id FROM region WHERE name = '第7区') AND period_start = '2024-01-01' LIMIT 1";

fn main() {
    made();
    ratios();
    divan::main();
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-store.db")
}

/// The store; an unfinished one has another name.
fn made() {
    let (file, begun) = (file(), file().with_extension("begun"));
    if file.exists() {
        return;
    }
    let _ = std::fs::remove_file(&begun);
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let mut import = Command::new(JIBAO);
    import.arg("--db").arg(&begun).arg("import").arg(samples);
    run(quiet(&mut import));
    multiply(&begun).expect("copies of the samples");
    std::fs::rename(begun, file).expect("the finished store");
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

fn run(command: &mut Command) {
    let status = command.status().expect("a process");
    // 1 is an answer too: what is asked of a copy may be incomplete.
    assert!(matches!(status.code(), Some(0 | 1)), "{command:?}: {status}");
}

/// Every report and figure again for each further region, with numbers behind those that there are.
fn multiply(file: &Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")?;
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let (figures, reports) = (
        number("SELECT max(id) FROM figure")?,
        number("SELECT max(id) FROM report")?,
    );
    let own = number("SELECT region_id FROM report WHERE region_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC")?;
    let first = number("SELECT max(id) + 1 FROM region")?;
    let held = number("SELECT count(*) FROM figure")?;
    let report = copy(&connection, "report", |column| match column {
        "id" | "supersedes_id" => Some(format!("{column} + ?1 * {reports}")),
        "sha256" | "source" => Some(format!("{column} || ?1")),
        "region_id" => Some(format!("CASE region_id WHEN {own} THEN ?2 ELSE region_id END")),
        "place" => Some("'第' || ?1 || '区'".to_owned()),
        _ => None,
    })?;
    let report = format!("{report} WHERE id <= {reports}");
    let figure = copy(&connection, "figure", |column| match column {
        "id" | "superseded_by" => Some(format!("{column} + ?1 * {figures}")),
        "report_id" => Some(format!("report_id + ?1 * {reports}")),
        "region_id" => Some(format!("CASE region_id WHEN {own} THEN ?2 ELSE region_id END")),
        _ => None,
    })?;
    let figure = format!("{figure} WHERE id <= {figures}");
    let transaction = connection.transaction()?;
    for number in 1..FIGURES.div_euclid(held) + 1 {
        let region = first + number;
        transaction.execute(
            "INSERT INTO region (id, name) VALUES (?2, '第' || ?1 || '区')",
            params![number, region],
        )?;
        transaction.prepare_cached(&report)?.execute(params![number, region])?;
        transaction.prepare_cached(&figure)?.execute(params![number, region])?;
    }
    transaction.commit()?;
    connection.execute_batch("ANALYZE")
}

/// `INSERT INTO table … SELECT …`, each column as it is or as `changed` says.
fn copy(connection: &Connection, table: &str, changed: impl Fn(&str) -> Option<String>) -> rusqlite::Result<String> {
    let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let columns: Vec<String> = columns
        .query_map([table], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let values: Vec<String> = columns
        .iter()
        .map(|column| changed(column).unwrap_or_else(|| column.clone()))
        .collect();
    let (columns, values) = (columns.join(", "), values.join(", "));
    Ok(format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {table}"))
}

fn question(words: &[&str]) -> Command {
    let mut command = Command::new(JIBAO);
    command.arg("--db").arg(file()).args(words);
    quiet(&mut command);
    command
}

fn look_up() -> Command {
    let mut command = Command::new("sqlite3");
    command.arg(file()).arg(LOOK_UP);
    quiet(&mut command);
    command
}

fn median(mut command: Command) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run(&mut command);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn ratios() {
    if look_up().status().is_err() {
        println!("sqlite3 is not installed: no ratios");
        return;
    }
    let base = median(look_up());
    println!("sqlite3  {:7.1} ms", base.as_secs_f64() * 1e3);
    for (name, words) in QUESTIONS {
        let time = median(question(words));
        let ratio = time.as_secs_f64() / base.as_secs_f64();
        println!("{name:8} {:7.1} ms  x{ratio:.1}", time.as_secs_f64() * 1e3);
    }
}

#[divan::bench(args = QUESTIONS.map(|(name, _)| name))]
fn cold(name: &str) {
    let words = QUESTIONS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, words)| *words);
    run(&mut question(words.expect("one of the questions")));
}
