//! The embedded catalogue polices itself.

use jibao::catalogue::{BUILTIN, Catalogue, fold_name};
use jibao::ingest::extract::check_examples;
use jibao::language::vocabulary::Vocabulary;

use super::world::root;

#[test]
fn every_file_of_the_folder_is_embedded() {
    let mut files: Vec<String> = std::fs::read_dir(root().join("data/catalogue"))
        .expect("data/catalogue")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let mut embedded: Vec<String> = BUILTIN.iter().map(|(name, _)| (*name).to_owned()).collect();
    files.sort();
    embedded.sort();
    assert_eq!(files, embedded);
}

#[test]
fn every_example_is_read_as_it_promises() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let findings = check_examples(&Vocabulary::new(&catalogue));
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn names_and_codes_resolve_to_their_own_indicator() {
    let catalogue = Catalogue::builtin().expect("no defect");
    for indicator in catalogue.indicators() {
        for name in [&indicator.code, &indicator.name] {
            assert_eq!(
                catalogue.resolve(name).first().map(|found| &found.code),
                Some(&indicator.code),
                "{name}"
            );
        }
    }
    assert_eq!(catalogue.resolve("ＰＭ２．５")[0].code, "air.pm25.mean");
    assert_eq!(fold_name(" PM₂.₅ "), "pm2.5");
}

#[test]
fn units_convert_there_and_back() {
    use jibao::catalogue::Units;
    let catalogue = Catalogue::builtin().expect("no defect");
    let units: Vec<_> = catalogue.units().iter().collect();
    let value = "37.5".parse().expect("a decimal");
    for from in &units {
        for to in &units {
            let Some(there) = Units::convert(value, from, to) else {
                continue;
            };
            let back = Units::convert(there, to, from).expect("the same dimension");
            let error = (back - value).abs();
            assert!(
                error < "0.001".parse().expect("a decimal"),
                "{} → {}: {back}",
                from.code,
                to.code
            );
        }
    }
}

#[test]
fn all_defects_are_reported_with_their_lines() {
    let text = "[[indicator]]\ncode = \"x.y\"\nname = \"甲\"\nname_en = \"a\"\nunit = \"furlong\"\ndecimals = 0\naggregation = \"total\"\nbetter = \"lower\"\nchange = \"percent\"\naliases = []\nexamples = []\ncounter_examples = []\n";
    let defects = Catalogue::compile(&[("own.toml", text)]).expect_err("three defects").0;
    let messages: Vec<String> = defects.iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(
        messages.iter().all(|message| message.starts_with("own.toml:1: ")),
        "{messages:?}"
    );
    let broken = Catalogue::compile(&[("own.toml", "[[indicator]]\ncode = 3\n")])
        .expect_err("a type")
        .0;
    assert_eq!(broken[0].line, 2);
}
