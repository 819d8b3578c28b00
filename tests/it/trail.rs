//! Every figure leads down to the tokens of its sentence.

use jibao::catalogue::Catalogue;
use jibao::ingest;
use jibao::ingest::extract::trail::trail;
use jibao::language::vocabulary::Vocabulary;
use jibao::model::{Figure, Hints, Kind, Origin, Role, Trail};
use proptest::prelude::*;

use super::world::{World, root};

/// Every token slices the text, together they are the sentence, and the value stands where the figure does.
fn check(text: &str, figure: &Figure, trail: &Trail) {
    let chars: Vec<char> = text.chars().collect();
    let mut said = String::new();
    for token in &trail.tokens {
        let slice: String = chars[token.char_start..token.char_end].iter().collect();
        assert_eq!(slice, token.text);
        said.push_str(&token.text);
        if token.roles.contains(&Role::Value) {
            let inside = token.char_start < figure.char_end && figure.char_start < token.char_end;
            assert!(inside, "{token:?} of {figure:?}");
        }
    }
    let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(dense(&said), dense(&figure.sentence));
    let has = |role: Role| trail.links.iter().any(|link| link.role == role);
    if figure.kind != Kind::Noise {
        assert_eq!(has(Role::Value), figure.value.is_some(), "{figure:?}");
        assert_eq!(has(Role::Indicator), figure.indicator.is_some(), "{figure:?}");
        assert_eq!(has(Role::Period), figure.period.is_some(), "{figure:?}");
    }
}

#[test]
fn every_figure_of_the_samples_leads_down_to_its_tokens() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let vocabulary = Vocabulary::new(&catalogue);
    let (mut named, mut found) = (0, 0);
    for entry in std::fs::read_dir(root().join("data/samples")).expect("data/samples") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("a sample");
        let reading = ingest::read(&bytes, &vocabulary, &Hints::default()).expect("a text");
        let text = &reading.document.text;
        for figure in &reading.extraction.figures {
            let trail = trail(text, figure, &reading.extraction.facts, &vocabulary);
            check(text, figure, &trail);
            for link in trail.links.iter().filter(|_| figure.rule.starts_with("named")) {
                named += 1;
                found += usize::from(link.origin != Origin::Rule);
            }
        }
    }
    assert!(named > 1000, "{named}");
    assert_eq!(
        found, named,
        "where a name stands before its number, every thing has its words"
    );
}

#[test]
fn a_trail_reads_from_value_to_token() {
    let world = World::with_samples();
    let all = [
        world.show(&["explain", "3:19"]),
        world.show(&["explain", "3:38", "--lang", "en"]),
        world.show(&["explain", "3:10", "-O", "jsonl"]),
    ];
    insta::assert_snapshot!(all.concat());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_has_trails(pieces in prop::collection::vec(prop::sample::select(vec![
        "一季度", "全市", "PM2.5", "浓度", "为", "41", "微克/立方米", "，", "同比", "下降", "4.7%", "。", "\n", "立案", "12", "起",
        "分别", "、", "优良天数", "Ⅲ类", "断面", "第三", "持平", "（", "）", "　", "20xx万元", "去年", "|", "\t", "３０", "½",
    ]), 0..40)) {
        let catalogue = Catalogue::builtin().expect("no defect");
        let vocabulary = Vocabulary::new(&catalogue);
        let text = format!("甲{}", pieces.concat());
        let reading = ingest::read(text.as_bytes(), &vocabulary, &Hints::default()).expect("a text");
        for figure in &reading.extraction.figures {
            let trail = trail(&reading.document.text, figure, &reading.extraction.facts, &vocabulary);
            check(&reading.document.text, figure, &trail);
        }
    }
}
