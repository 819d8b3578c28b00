//! No file makes a reader panic or hang: the made reports of every format, cut off, with flipped bits and with pieces of
//! others spliced in. The same generator with the same seed makes the same files every time. Time is that of the work, not
//! that of the clock, which would measure the other tests, too.

use std::io::{Cursor, Read, Write};
use std::panic::catch_unwind;
use std::time::Duration;

use jibao::catalogue::Catalogue;
use jibao::ingest::exchange::{self, Origin};
use jibao::ingest::source::Source;
use jibao::ingest::{self, document};
use jibao::language::vocabulary::Vocabulary;
use jibao::model::Hints;

use super::world::{World, root};

/// A small generator (splitmix64): every run makes the same files.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides.max(1) as u64) as usize
    }

    /// A range of at most `longest` inside `length`.
    fn range(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.roll(length + 1);
        start..(start + self.roll(longest)).min(length)
    }
}

/// The made reports with this extension.
fn seeds(extension: &str) -> Vec<Vec<u8>> {
    let folder = match extension {
        "txt" => root().join("data/samples"),
        _ => root().join("tests/formats/made"),
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("made reports")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .collect();
    paths.sort();
    let mut seeds: Vec<_> = paths
        .iter()
        .map(|path| std::fs::read(path).expect("a report"))
        .collect();
    // The long reports say nothing that the short ones do not, but take longer.
    seeds.sort_by_key(Vec::len);
    seeds.truncate(3);
    seeds
}

/// Damages bytes in one of the ways in which files are damaged.
fn damage(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match dice.roll(5) {
        0 => bytes.truncate(dice.roll(bytes.len())),
        1 => {
            for _ in 0..=dice.roll(16) {
                let at = dice.roll(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
        2 => {
            let (out, in_) = (dice.range(bytes.len(), 400), dice.range(other.len(), 400));
            bytes.splice(out, other[in_].iter().copied());
        }
        3 => {
            let (from, to) = (dice.range(bytes.len(), 2_000), dice.roll(bytes.len()));
            let copy = bytes[from].to_vec();
            bytes.splice(to..to, copy);
        }
        _ => {
            let out = dice.range(bytes.len(), 400);
            let fill = [0, 0xff, b'<', b'9', b'|', b'"'][dice.roll(6)];
            bytes[out].fill(fill);
        }
    }
    bytes
}

/// Damages one part of a package, which is put together again: behind its checksums a reader sees everything.
fn damage_inside(package: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a made package");
    let broken = dice.roll(archive.len());
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        if index == broken {
            bytes = damage(&bytes, &bytes, dice);
        }
        made.start_file(name, stored).expect("an entry");
        made.write_all(&bytes).expect("its bytes");
    }
    made.finish().expect("a package").into_inner()
}

fn mutants(extension: &str, count: usize) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let seeds = seeds(extension);
    assert!(!seeds.is_empty(), "{extension}");
    let mut dice = Dice(extension.bytes().map(u64::from).sum());
    (0..count).map(move |number| {
        let seed = &seeds[number % seeds.len()];
        let other = &seeds[(number + 1) % seeds.len()];
        let package = seed.starts_with(b"PK") && !number.is_multiple_of(3);
        let bytes = match package {
            true => damage_inside(seed, &mut dice),
            false => damage(seed, other, &mut dice),
        };
        (number, bytes)
    })
}

/// Work that a file may take of its reader.
const MOST_WORK: Duration = Duration::from_secs(5);

/// What this thread has worked so far.
fn worked() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("a clock that goes forward")
}

/// Our own readers are watched where they run: a child would hide that they panic.
#[test]
fn damaged_files_are_read_or_refused() {
    let plan = [
        ("html", 600),
        ("txt", 600),
        ("csv", 700),
        ("docx", 600),
        ("xlsx", 600),
        ("ods", 400),
    ];
    let mut read = 0;
    for (extension, count) in plan {
        for (number, bytes) in mutants(extension, count) {
            // A damaged Word document of the old kind inside a new name goes to a reader that is not ours.
            if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
                continue;
            }
            let name = format!("report.{}", if number % 5 == 4 { "md" } else { extension });
            let began = worked();
            let result = catch_unwind(|| document::read(&bytes, Some(&name)).map(|document| check(&document)));
            read += usize::from(matches!(result, Ok(Ok(()))));
            assert!(result.is_ok(), "{extension} number {number} as {name} panics");
            assert!(
                worked().saturating_sub(began) < MOST_WORK,
                "{extension} number {number} as {name} takes long"
            );
        }
    }
    assert!(
        read > 500,
        "only {read} could be read: the damage is too great to find anything"
    );
}

/// What comes from another database is as little to be trusted as any file.
#[test]
fn damaged_exports_are_taken_or_refused() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let vocabulary = Vocabulary::new(&catalogue);
    let sample = seeds("txt").remove(0);
    let reading = ingest::read(&sample, &vocabulary, &Hints::default()).expect("a sample");
    let origin = Origin {
        sha256: "0a".repeat(32),
        source: "a.txt".to_owned(),
        format: "text".to_owned(),
        imported_at: None,
    };
    let lines = exchange::lines(&origin, &reading.document.text, &reading.extraction).into_bytes();
    let mut dice = Dice(7);
    for number in 0..400 {
        let bytes = damage(&lines, &lines, &mut dice);
        let label = format!("{number}.jsonl");
        let result = catch_unwind(|| {
            let source = Source { label, bytes };
            let reports = exchange::split(&source).unwrap_or_default();
            reports
                .iter()
                .filter(|report| exchange::read(&report.bytes, |_| true).is_ok())
                .count()
        });
        assert!(result.is_ok(), "export number {number} panics");
    }
}

/// Blocks stand in the text, in its order, on whole characters.
fn check(document: &document::Document) {
    let mut end = 0;
    for block in &document.blocks {
        let span = block.span();
        assert!(
            end <= span.start && document.text.get(span.clone()).is_some(),
            "{span:?}"
        );
        end = span.end;
    }
    assert!(document.pages.is_sorted());
    let cells = document.sheets.iter().flat_map(|sheet| &sheet.cells);
    assert!(cells.map(|(start, ..)| start).is_sorted());
}

/// The whole way, as a user goes it, within half a gigabyte and a time for all of them together: each file is a line or an
/// error, and the batch goes on. Readers of others run in children, which have bounds of their own (`cli/child.rs`).
#[test]
fn a_batch_of_damaged_files_ends_within_its_bounds() {
    let world = World::new();
    std::fs::create_dir(world.path("d")).expect("a folder");
    let mut count = 0;
    let binary = [("doc", 100), ("xls", 120), ("pdf", 80)];
    let ours = [
        ("docx", 30),
        ("xlsx", 30),
        ("ods", 30),
        ("html", 30),
        ("csv", 30),
        ("txt", 30),
    ];
    for (extension, number) in binary.into_iter().chain(ours) {
        for (number, bytes) in mutants(extension, number) {
            world.write(&format!("d/{number:03}.{extension}"), bytes);
            count += 1;
        }
    }
    let arguments = ["import", "d", "--dry-run", "-O", "jsonl", "--lang", "en", "--jobs", "2"];
    let output = world.bounded(512, 120, &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    let read = said.lines().filter(|line| line.ends_with(" figures")).count();
    let refused = said.lines().filter(|line| line.contains("cannot read `d/")).count();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(read + refused, count, "{said}");
    assert!(read > count / 10, "{read} of {count} could be read: {said}");
}
