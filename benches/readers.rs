//! Readers: report-sized files a second on one core, each format beside the plain text of the same report.
//!
//! Before the benches a table tells for each format how long one file takes from its bytes to its ledger, how much of that
//! is the reader (bytes → document), and how much of the reader is the crate beneath it: unpacking and parsing alone.
//! The process of its own in which binary formats are read costs about 2.5 ms more a file; several run at once.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::io::{Cursor, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::ItemsCount;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, font::GlyphRun, interpret_page,
};
use jibao::catalogue::Catalogue;
use jibao::ingest::{self, document};
use jibao::language::vocabulary::Vocabulary;
use jibao::model::Hints;

/// Bytes → what the crate beneath a reader makes of them.
type Crate = fn(&[u8]);

/// The same report in each format; the sheets hold the tables of another.
const FORMATS: [(&str, &str, Option<Crate>); 10] = [
    ("text", "data/samples/2024Q2-澄河区工作总结.txt", None),
    ("html", "tests/formats/made/2024Q2-澄河区工作总结.utf8.html", Some(html)),
    ("docx", "tests/formats/made/2024Q2-澄河区工作总结.docx", Some(package)),
    ("doc", "tests/formats/made/2024Q2-澄河区工作总结.doc", Some(doc)),
    (
        "pdf-office",
        "tests/formats/made/2024Q2-澄河区工作总结.libreoffice.pdf",
        Some(pdf),
    ),
    (
        "pdf-browser",
        "tests/formats/made/2024Q2-澄河区工作总结.chromium.pdf",
        Some(pdf),
    ),
    ("csv", "tests/formats/made/通报表格.utf-8-sig.csv", None),
    ("xlsx", "tests/formats/made/通报表格.xlsx", Some(package)),
    ("xls", "tests/formats/made/通报表格.xls", Some(xls)),
    ("ods", "tests/formats/made/通报表格.ods", Some(package)),
];

fn main() {
    shares();
    divan::main();
}

fn names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|(name, ..)| *name)
}

fn file(name: &str) -> (Vec<u8>, &'static str, Option<Crate>) {
    let format = FORMATS.iter().find(|(own, ..)| *own == name);
    let (_, path, beneath) = format.expect("one of the formats");
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a made report");
    (bytes, path, *beneath)
}

/// Bytes → document.
#[divan::bench(args = names())]
fn document(bencher: Bencher, name: &str) {
    let (bytes, path, _) = file(name);
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| document::read(&bytes, Some(path)).expect("a sound file"));
}

/// Bytes → ledger.
#[divan::bench(args = names())]
fn ledger(bencher: Bencher, name: &str) {
    let catalogue = Catalogue::builtin().expect("the built-in catalogue");
    let vocabulary = Vocabulary::new(&catalogue);
    let (bytes, path, _) = file(name);
    let hints = hints(path);
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| ingest::read(&bytes, &vocabulary, &hints).expect("a sound file"));
}

fn hints(path: &str) -> Hints {
    Hints {
        file_name: path.rsplit('/').next().map(str::to_owned),
        ..Hints::default()
    }
}

fn shares() {
    let catalogue = Catalogue::builtin().expect("the built-in catalogue");
    let vocabulary = Vocabulary::new(&catalogue);
    println!("format       ms a report   reports/s   reader   crate in reader");
    for name in names() {
        let (bytes, path, beneath) = file(name);
        let hints = hints(path);
        let whole = time(|| drop(black_box(ingest::read(&bytes, &vocabulary, &hints))));
        let reader = time(|| drop(black_box(document::read(&bytes, Some(path)))));
        let percent = |part: Duration, of: Duration| 100.0 * part.as_secs_f64() / of.as_secs_f64();
        let beneath = beneath.map_or_else(
            || "—".to_owned(),
            |beneath| format!("{:.0} %", percent(time(|| beneath(&bytes)), reader)),
        );
        println!(
            "{name:<12} {:>11.2} {:>11.0} {:>6.0} % {beneath:>17}",
            whole.as_secs_f64() * 1000.0,
            1.0 / whole.as_secs_f64(),
            percent(reader, whole),
        );
    }
}

/// The middle of several runs.
fn time(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..31)
        .map(|_| {
            let began = Instant::now();
            run();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn html(bytes: &[u8]) {
    let source = std::str::from_utf8(bytes).expect("UTF-8");
    black_box(scraper::Html::parse_document(source));
}

/// Every part that is XML, unpacked and cut into events.
fn package(bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        if !bytes.starts_with(b"<?xml") {
            continue;
        }
        let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
        while let Ok(event) = reader.read_event() {
            if black_box(event) == quick_xml::events::Event::Eof {
                break;
            }
        }
    }
}

fn office(bytes: &[u8], format: office_oxide::DocumentFormat) {
    let office = office_oxide::Document::from_reader(Cursor::new(bytes.to_vec()), format);
    black_box(office.expect("an old document").to_ir());
}

fn doc(bytes: &[u8]) {
    office(bytes, office_oxide::DocumentFormat::Doc);
}

fn xls(bytes: &[u8]) {
    office(bytes, office_oxide::DocumentFormat::Xls);
}

/// Draws every page on nothing.
fn pdf(bytes: &[u8]) {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let cache = InterpreterCache::new();
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut Nothing);
    }
}

struct Nothing;

impl<'a> Device<'a> for Nothing {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        run.glyphs()
            .iter()
            .for_each(|glyph| drop(black_box(glyph.as_unicode())));
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
