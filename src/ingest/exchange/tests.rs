use super::*;
use crate::catalogue::Catalogue;
use crate::ingest;
use crate::language::vocabulary::Vocabulary;
use crate::model::Hints;

const TEXT: &str = "柳湖县2024年一季度工作总结\n2024-04-08\n一、大气\nPM2.5平均浓度41微克/立方米，同比下降4.7%。\n二、执法\n罚款20xx万元，排全市第3位，发放台历12本。\n";

fn exported() -> (ingest::Reading, String) {
    let catalogue = Catalogue::builtin().unwrap();
    let mut reading = ingest::read(TEXT.as_bytes(), &Vocabulary::new(&catalogue), &Hints::default()).unwrap();
    let origin = Origin {
        sha256: "ab".repeat(32),
        source: "一季度.docx".to_owned(),
        format: "docx".to_owned(),
        imported_at: "2024-05-01T08:00:00Z".parse().ok(),
    };
    let lines = lines(&origin, TEXT, &reading.extraction);
    reading.origin = Some(origin);
    (reading, lines)
}

#[test]
fn what_is_written_is_read() {
    let (wanted, lines) = exported();
    let found = read(lines.as_bytes(), |_| true).unwrap();
    assert_eq!(found.extraction.facts, wanted.extraction.facts);
    assert_eq!(found.extraction.figures, wanted.extraction.figures);
    assert_eq!(found.document.text, TEXT);
    assert_eq!(found.origin, wanted.origin);
}

#[test]
fn an_export_of_many_reports_is_split() {
    let (_, lines) = exported();
    let source = |bytes: String| Source {
        label: "a.jsonl".to_owned(),
        bytes: bytes.into_bytes(),
    };
    let found = split(&source(lines.repeat(3))).unwrap();
    assert_eq!(
        found.iter().map(|source| source.label.as_str()).collect::<Vec<_>>(),
        ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
    );
    assert!(found.iter().all(|source| read(&source.bytes, |_| true).is_ok()));
    assert!(split(&source("季报".to_owned())).is_none());
}

#[test]
fn what_the_text_does_not_say_is_refused() {
    let (_, lines) = exported();
    let why = |lines: String| {
        read(lines.as_bytes(), |code| code != "own.leaflets")
            .unwrap_err()
            .to_string()
    };
    assert!(why(lines.replacen("浓度41微克", "浓度14微克", 1)).contains("the text does not say `41微克/立方米`"));
    assert!(why(lines.replace("\"kind\":\"change\"", "\"kind\":\"fact\"")).contains("`fact` cannot stand in `kind`"));
    assert!(why(lines.replace("air.pm25.mean", "own.leaflets")).contains("--catalogue"));
    assert!(why(lines.repeat(2)).contains("a second report"));
    assert!(why(lines.replace(&"ab".repeat(32), "ab")).contains("SHA-256"));
    assert!(why("{\"report\":".to_owned()).contains("line 1"));
}
