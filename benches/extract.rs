//! Extraction: megabytes of report text a second on one core, from one paragraph to ten megabytes in one text.
//!
//! `report` is a report as bureaus write them, a figure in about 60 bytes with text between; `digest` is nothing but
//! figures, one in about 30 bytes, and one paragraph. Memory is measured from outside, for one size alone:
//! `/usr/bin/time -f '%M KB' cargo bench --bench extract -- 'report.*10000000'`; it is to stay below twenty times the text.

use divan::Bencher;
use divan::counter::BytesCount;
use jibao::catalogue::Catalogue;
use jibao::ingest;
use jibao::language::vocabulary::Vocabulary;
use jibao::model::{Hints, Period};

fn main() {
    divan::main();
}

const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Figures and nothing else, in one paragraph of about `bytes` bytes.
fn digest_text(bytes: usize) -> String {
    let mut text = String::from("澄河区2024年一季度数据摘要\n\n");
    for number in 0.. {
        let (a, b) = (number % 80 + 10, number * 7 % 90);
        text.push_str(&format!(
            "PM2.5平均浓度{a}微克/立方米，同比下降{b}.1%，优良天数{a}天，立案{b}起，罚款{b}.{a}万元；"
        ));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// Report text of about `bytes` bytes; the same every time.
fn report_text(bytes: usize) -> String {
    let mut text = String::from("澄河区生态环境分局2024年一季度工作总结\n\n一、环境质量\n");
    let mut number = 1u64;
    while text.len() < bytes {
        // A small linear congruence: no two paragraphs alike, no randomness.
        number = (number * 1_103_515_245 + 12_345) % 2_147_483_648;
        let (a, b, c) = (number % 90 + 10, number / 7 % 900, number / 11 % 100);
        text.push_str(&format!(
            "一季度，全区PM2.5平均浓度{a}微克/立方米，同比下降{c}.{a}%；优良天数{a}天，其中优{c}天。出动执法人员{b}人次，检查企业{c}家次，\
             立案查处环境违法案件{a}起，罚款金额{b}.{c}万元。坚持问题导向，压实各方责任，推动环境质量持续改善，确保各项任务落地见效。\n"
        ));
    }
    text
}

/// Compiling the built-in catalogue, once at start.
#[divan::bench]
fn catalogue() -> Catalogue {
    Catalogue::builtin().expect("the built-in catalogue")
}

/// The tables of its words.
#[divan::bench]
fn vocabulary(bencher: Bencher) {
    let catalogue = Catalogue::builtin().expect("the built-in catalogue");
    bencher.bench(|| Vocabulary::new(&catalogue).catalogue.entries().len());
}

/// Bytes → ledger.
fn read(bencher: Bencher, text: &str) {
    let catalogue = Catalogue::builtin().expect("the built-in catalogue");
    let vocabulary = Vocabulary::new(&catalogue);
    let hints = Hints {
        period: Period::parse("2024Q1").ok(),
        ..Hints::default()
    };
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| ingest::read(text.as_bytes(), &vocabulary, &hints).map(|reading| reading.extraction.figures.len()));
}

/// The six shipped samples, one after the other.
#[divan::bench]
fn samples(bencher: Bencher) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let files = std::fs::read_dir(folder)
        .expect("the samples")
        .flatten()
        .map(|entry| entry.path());
    let texts: Vec<Vec<u8>> = files
        .filter(|path| path.extension().is_some_and(|name| name == "txt"))
        .map(|path| std::fs::read(path).expect("a sample"))
        .collect();
    let catalogue = Catalogue::builtin().expect("the built-in catalogue");
    let vocabulary = Vocabulary::new(&catalogue);
    let figures = |text: &Vec<u8>| {
        ingest::read(text, &vocabulary, &Hints::default()).map_or(0, |reading| reading.extraction.figures.len())
    };
    bencher
        .counter(BytesCount::new(texts.iter().map(Vec::len).sum::<usize>()))
        .bench(|| texts.iter().map(figures).sum::<usize>());
}

/// A report.
#[divan::bench(args = SIZES, sample_count = 10)]
fn report(bencher: Bencher, bytes: usize) {
    read(bencher, &report_text(bytes));
}

/// A digest.
#[divan::bench(args = SIZES, sample_count = 10)]
fn digest(bencher: Bencher, bytes: usize) {
    read(bencher, &digest_text(bytes));
}
