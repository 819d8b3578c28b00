//! The shipped samples: every number of the small world behind them is read as it was written.

use jibao::catalogue::Catalogue;
use jibao::ingest;
use jibao::language::vocabulary::Vocabulary;
use jibao::model::{Hints, Kind};

use super::world::root;

/// Sample, indicator, period, value: one line for each cumulative or single-quarter value of the model.
const EXPECTED: &str = include_str!("samples.tsv");

#[test]
fn samples_say_what_their_writer_meant() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let vocabulary = Vocabulary::new(&catalogue);
    let mut missing = Vec::new();
    let mut readings = std::collections::BTreeMap::new();
    for line in EXPECTED.lines() {
        let [file, code, period, value] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let figures = readings.entry(file.to_owned()).or_insert_with(|| {
            let bytes = std::fs::read(root().join("data/samples").join(file)).expect("a sample");
            ingest::read(&bytes, &vocabulary, &Hints::default())
                .expect("readable")
                .extraction
                .figures
        });
        let found = figures.iter().any(|figure| {
            figure.kind == Kind::Actual
                && figure.indicator.as_deref() == Some(code)
                && figure.dimension.is_none()
                && figure.period.is_some_and(|each| each.label() == period)
                && figure
                    .value
                    .is_some_and(|each| each.as_decimal() == value.parse().expect("a decimal"))
        });
        if !found {
            missing.push(line.to_owned());
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn samples_are_long_and_many() {
    let files: Vec<_> = std::fs::read_dir(root().join("data/samples"))
        .expect("samples")
        .filter_map(Result::ok)
        .collect();
    assert_eq!(files.len(), 6);
    for file in files {
        let text = std::fs::read_to_string(file.path()).expect("UTF-8");
        assert!(
            text.chars().count() >= 2000,
            "{}: {}",
            file.path().display(),
            text.chars().count()
        );
    }
}
