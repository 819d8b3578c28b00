//! Cases of constructions, in `tests/corpus/*.toml`: a text, and what must be read from it — or nothing.
//!
//! A case lists every figure that has an indicator (`code kind value unit`, then optional `period=`, `region=`,
//! `dimension=`, `base=`, `of=`, `approx=`; `region=-` is the reporting region); figures without an indicator are not listed. Texts are read as a report of
//! 柳湖县 on 2024Q1 unless the case says otherwise.

use jibao::catalogue::Catalogue;
use jibao::ingest;
use jibao::language::vocabulary::Vocabulary;
use jibao::model::{Figure, Hints, Period};
use serde::Deserialize;

use super::world::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    #[serde(default)]
    period: Option<String>,
    figures: Vec<String>,
}

#[test]
fn constructions_are_read_as_written() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let vocabulary = Vocabulary::new(&catalogue);
    let mut wrong = Vec::new();
    let mut cases = 0;
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/corpus"))
        .expect("tests/corpus")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a corpus file");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in file.case {
            cases += 1;
            wrong.extend(
                check(&case, &vocabulary)
                    .map(|what| format!("{}: {what}", path.file_name().unwrap_or_default().display())),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn check(case: &Case, vocabulary: &Vocabulary<'_>) -> Option<String> {
    let hints = Hints {
        period: Period::parse(case.period.as_deref().unwrap_or("2024Q1")).ok(),
        published: "2024-04-10".parse().ok(),
        region: Some("柳湖县".to_owned()),
        ..Hints::default()
    };
    let reading = ingest::read(case.text.as_bytes(), vocabulary, &hints).expect("a text");
    for figure in &reading.extraction.figures {
        let chars: String = case
            .text
            .chars()
            .skip(figure.char_start)
            .take(figure.char_end - figure.char_start)
            .collect();
        assert_eq!(chars, figure.as_written, "the place of a figure slices the text");
    }
    let named: Vec<&Figure> = reading
        .extraction
        .figures
        .iter()
        .filter(|figure| figure.indicator.is_some())
        .collect();
    let fits = named.len() == case.figures.len()
        && case
            .figures
            .iter()
            .all(|wanted| named.iter().any(|figure| matches(figure, wanted)));
    (!fits).then(|| {
        format!(
            "`{}`\n  wanted {:?}\n  got    {:?}",
            case.text,
            case.figures,
            named.iter().map(|figure| show(figure)).collect::<Vec<_>>()
        )
    })
}

/// Whether a figure is all that a line says; what the line leaves out is not looked at.
fn matches(figure: &Figure, wanted: &str) -> bool {
    let shown = show(figure);
    let parts: Vec<&str> = shown.split(' ').collect();
    let mut wanted = wanted.split(' ');
    (0..4).all(|index| wanted.next() == Some(parts[index])) && wanted.all(|part| parts[4..].contains(&part))
}

fn show(figure: &Figure) -> String {
    let mut text = format!(
        "{} {} {} {}",
        figure.indicator.as_deref().unwrap_or("-"),
        figure.kind.code(),
        figure.value.map_or("-".to_owned(), |value| value.to_string()),
        figure.unit
    );
    let mut say = |key: &str, value: Option<String>| text.extend(value.map(|value| format!(" {key}={value}")));
    say(
        "period",
        Some(figure.period.map_or("unknown".to_owned(), Period::label)),
    );
    say("region", Some(figure.region.clone().unwrap_or("-".to_owned())));
    say("dimension", figure.dimension.clone());
    say("base", figure.compared_to.map(|base| base.to_string()));
    say("of", figure.rank_of.clone());
    say("approx", figure.approx.map(|approx| approx.code().to_owned()));
    text
}
