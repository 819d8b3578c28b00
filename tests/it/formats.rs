//! Every format: the reports that `tests/formats/make.py` made with the tools of offices give the figures of their text.

use std::path::{Path, PathBuf};

use jibao::catalogue::Catalogue;
use jibao::ingest;
use jibao::language::vocabulary::Vocabulary;
use jibao::model::{Figure, Hints, Kind};

use super::world::{World, root};

/// Extensions of files that are not read back: the texts themselves.
const NOT_YET: &[&str] = &["txt"];

/// The reports made by the script.
fn made() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("tests/formats/made"))
        .expect("made reports")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| !NOT_YET.contains(&extension.to_str().unwrap_or("")))
        })
        .collect();
    files.sort();
    files
}

/// The text of a made report: `data/samples` has the long ones.
fn text_of(path: &Path) -> PathBuf {
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let stem = name.split('.').next().unwrap_or(name);
    let sample = root().join("data/samples").join(format!("{stem}.txt"));
    match sample.exists() {
        true => sample,
        false => root().join("tests/formats/made").join(format!("{stem}.txt")),
    }
}

fn figures(path: &Path, vocabulary: &Vocabulary<'_>) -> Vec<Figure> {
    let hints = Hints {
        file_name: path.file_name().and_then(|name| name.to_str()).map(str::to_owned),
        ..Hints::default()
    };
    let bytes = std::fs::read(path).expect("a made report");
    let reading =
        ingest::read(&bytes, vocabulary, &hints).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reading.extraction.figures
}

/// What a figure says, without where it stands.
fn said(figure: &Figure) -> String {
    let value = figure.value.map(|value| value.to_string());
    let period = figure.period.map(|period| period.label());
    [
        figure.kind.code(),
        figure.indicator.as_deref().unwrap_or("-"),
        value.as_deref().unwrap_or("-"),
        &figure.unit,
        period.as_deref().unwrap_or("-"),
        figure.region.as_deref().unwrap_or("-"),
        figure.dimension.as_deref().unwrap_or("-"),
    ]
    .join(" ")
}

/// The figures of an indicator, as they are said.
fn ledger(figures: &[Figure]) -> Vec<String> {
    let kinds = [Kind::Actual, Kind::Change, Kind::Rank, Kind::Target];
    figures
        .iter()
        .filter(|figure| kinds.contains(&figure.kind))
        .map(said)
        .collect()
}

#[test]
fn every_format_gives_the_figures_of_the_text() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let vocabulary = Vocabulary::new(&catalogue);
    let mut different = Vec::new();
    let files = made();
    for extension in ["docx", "doc", "html", "xlsx", "xls", "ods", "csv", "pdf"] {
        let of_it = files
            .iter()
            .filter(|path| path.extension().is_some_and(|own| own == extension));
        assert!(of_it.count() > 0, "{extension}");
    }
    for path in files {
        let wanted = ledger(&figures(&text_of(&path), &vocabulary));
        let found = ledger(&figures(&path, &vocabulary));
        assert!(wanted.len() >= 10, "{}", path.display());
        if found != wanted {
            different.push(path.display().to_string());
            let missing = wanted
                .iter()
                .filter(|line| !found.contains(line))
                .map(|line| format!("  - {line}"));
            let extra = found
                .iter()
                .filter(|line| !wanted.contains(line))
                .map(|line| format!("  + {line}"));
            different.extend(missing.chain(extra));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn a_damaged_file_is_the_error_of_that_file() {
    let world = World::new();
    let made = |name: &str| std::fs::read(root().join("tests/formats/made").join(name)).expect("a made report");
    let whole = made("2024Q3-澄水市通报.docx");
    world.write("1.docx", &whole[..whole.len() / 2]);
    world.write("2.doc", &made("2024Q3-澄水市通报.doc")[..9000]);
    world.write("3.xlsx", made("通报表格.xlsx"));
    world.write("4.docx", "PK\u{3}\u{4}");
    insta::assert_snapshot!(world.show(&["import", "1.docx", "2.doc", "3.xlsx", "4.docx"]));
}

/// An archive of the sample reports, with what else lies about in such archives.
fn archive() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    };
    for name in ["2024Q1-澄河区工作总结.txt", "2024Q2-澄河区工作总结.txt"] {
        let bytes = std::fs::read(root().join("data/samples").join(name)).expect("a sample");
        add(&format!("报告/{name}"), &bytes);
    }
    add("报告/~$2024Q1.docx", b"lock");
    add("报告/照片.png", b"\x89PNG\r\n\x1a\n");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn an_archive_counts_as_a_folder() {
    let world = World::new();
    world.write("报告.zip", archive());
    insta::assert_snapshot!(world.show(&["import", "报告.zip", "--lang", "en"]));
}

#[test]
fn however_many_are_read_at_once_the_ledger_is_the_same() {
    let dry = |jobs: &str| {
        let world = World::with_data();
        let made = root().join("tests/formats/made");
        let made = made.to_str().expect("a path");
        world.show(&[
            "import",
            "data/samples",
            made,
            "--dry-run",
            "-O",
            "jsonl",
            "--jobs",
            jobs,
        ])
    };
    let without_the_command = |text: String| text.split_once('\n').map(|(_, rest)| rest.to_owned());
    let one = without_the_command(dry("1"));
    assert!(one.as_ref().is_some_and(|text| text.lines().count() > 1_000));
    assert_eq!(one, without_the_command(dry("5")));
}

#[test]
fn a_figure_is_found_again_in_its_file() {
    let world = World::new();
    let made = |name: &str| std::fs::read(root().join("tests/formats/made").join(name)).expect("a made report");
    world.write("1.docx", made("2024Q3-澄水市通报.docx"));
    world.write("2.pdf", made("2023Q3-澄河区工作总结.libreoffice.pdf"));
    world.show(&["import", "1.docx", "2.pdf"]);
    let places = "SELECT report_id, as_written, page, paragraph, table_no, row_no, column_no FROM figures
        WHERE kind = 'actual' AND (report_id = 1 AND as_written IN ('26.9', '74', '3.02') OR report_id = 2 AND seq % 25 = 0)";
    insta::assert_snapshot!(world.show(&["sql", places, "-O", "csv"]));
}

#[test]
fn a_figure_of_a_sheet_is_found_by_its_address() {
    let world = World::new();
    let made = |name: &str| std::fs::read(root().join("tests/formats/made").join(name)).expect("a made report");
    for extension in ["xlsx", "xls", "ods", "utf-8-sig.csv", "gb18030.csv"] {
        let file = format!("通报表格.{extension}");
        world.write(&file, made(&file));
        world.show(&["import", &file]);
    }
    let places = "SELECT source, as_written, sheet, cell FROM figures JOIN reports ON reports.id = report_id
        WHERE kind = 'actual' AND (seq % 17 = 0 OR value_text IN ('26.9', '3.02')) ORDER BY seq, report_id";
    insta::assert_snapshot!(world.show(&["sql", places, "-O", "csv"]));
    let said = |report: &str| world.show(&["explain", &format!("{report}:30")]);
    assert!(said("1").contains("，工作表“表2”，单元格 D4"), "{}", said("1"));
    assert!(said("4").contains("字，单元格 "), "{}", said("4"));
}

/// The second file is a pipe, in which the import waits until somebody writes into it.
#[test]
fn ctrl_c_ends_behind_what_is_stored() {
    let world = World::with_data();
    let sample = |quarter: &str| format!("data/samples/2024{quarter}-澄河区工作总结.txt");
    let run = |program: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(program);
        assert!(
            command.args(arguments).status().is_ok_and(|status| status.success()),
            "{program}"
        );
    };
    let pipe = world.path("pipe");
    run("mkfifo", &[pipe.to_str().expect("a path")]);
    let mut import = std::process::Command::new(assert_cmd::cargo::cargo_bin("jibao"))
        .args([
            "import",
            &sample("Q1"),
            "pipe",
            &sample("Q2"),
            "--jobs",
            "1",
            "--lang",
            "en",
        ])
        .current_dir(world.path(""))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    // Opened for writing once the import reads from it, that is behind the first report.
    let end = std::fs::OpenOptions::new().write(true).open(&pipe).expect("the pipe");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    let stored = || world.show(&["reports", "-O", "csv"]).contains("2024Q1-澄河区");
    while !stored() && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    run("kill", &["-INT", &import.id().to_string()]);
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert!(import.try_wait().expect("a process").is_none(), "it ends at once");
    drop(end);
    let output = import.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("interrupted: the 1 file(s) before are done"), "{said}");
    let reports = world.show(&["reports", "-O", "csv"]);
    assert!(
        reports.contains("2024Q1-澄河区") && !reports.contains("2024Q2-澄河区"),
        "{reports}"
    );
}
