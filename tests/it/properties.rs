//! What holds for any text: no panic, places that slice the text, the same figures every time, and paragraphs that do not
//! touch each other where nothing reaches from one into the next.

use std::sync::LazyLock;

use jibao::catalogue::Catalogue;
use jibao::ingest::document::from_text;
use jibao::ingest::extract::extract;
use jibao::language::vocabulary::Vocabulary;
use jibao::model::{Extraction, Figure, Hints, Location, Period};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::builtin().expect("no defect"));
static VOCABULARY: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(&CATALOGUE));

/// Pieces of which reports are made, beside the names of the catalogue.
const PIECES: &[&str] = &[
    "，",
    "、",
    "；",
    "。",
    "：",
    "（",
    "）",
    "和",
    "至",
    "~",
    "—",
    "\n",
    " ",
    "|",
    "同比",
    "环比",
    "较上年同期",
    "下降",
    "上升",
    "持平",
    "分别",
    "均为",
    "其中",
    "共",
    "约",
    "超过",
    "以上",
    "目标",
    "力争",
    "全市",
    "我县",
    "柳湖县",
    "甲市",
    "乙区",
    "一季度",
    "1-3月",
    "去年同期",
    "2023年",
    "20xx年",
    "截至3月底",
    "第",
    "名",
    "位",
    "排名",
    "倒数",
    "由好到差依次为",
    "微克/立方米",
    "毫克/升",
    "%",
    "个百分点",
    "天",
    "件",
    "家",
    "万元",
    "亿元",
    "人次",
    "分贝",
    "Ⅲ类",
    "劣Ⅴ类",
    "断面",
    "水质",
    "达到",
    "优于",
    "无",
    "XX",
    "GB3838-2002",
    "一、",
    "（二）",
    "3.",
    "0",
    "7",
    "12",
    "34.5",
    "1,208",
    "-3.1",
    "三十六",
    "百分之五",
    "五成",
    "半",
    "余",
    "１２．５",
];

fn hints() -> Hints {
    Hints {
        period: Period::parse("2024Q1").ok(),
        published: "2024-04-10".parse().ok(),
        region: Some("柳湖县".to_owned()),
        title: Some("柳湖县2024年一季度工作总结".to_owned()),
        ..Hints::default()
    }
}

fn read(text: &str) -> Extraction {
    extract(&from_text(text.to_owned()), &VOCABULARY, &hints())
}

/// A text of pieces and names in any order.
fn mix() -> impl Strategy<Value = String> {
    let names: Vec<String> = CATALOGUE
        .indicators()
        .flat_map(|indicator| indicator.aliases.iter())
        .map(|alias| alias.replace(['#', '…'], ""))
        .collect();
    let piece = prop_oneof![
        3 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => proptest::sample::select(names),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn places_slice(text: &str, figures: &[Figure]) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    for figure in figures {
        prop_assert!(figure.char_start < figure.char_end && figure.char_end <= chars.len());
        let written: String = chars[figure.char_start..figure.char_end].iter().collect();
        prop_assert_eq!(&written, &figure.as_written);
        prop_assert!(
            figure.sentence.contains(written.trim()),
            "{} in {}",
            written,
            figure.sentence
        );
    }
    Ok(())
}

/// Every digit of a text belongs to a figure.
fn nothing_is_lost(text: &str, figures: &[Figure]) -> Result<(), TestCaseError> {
    let mut covered = vec![false; text.chars().count()];
    for figure in figures {
        covered[figure.char_start..figure.char_end].fill(true);
    }
    let lost = text
        .chars()
        .zip(covered)
        .find(|(c, covered)| c.is_ascii_digit() && !covered);
    prop_assert!(lost.is_none(), "{:?} of {}", lost, text);
    Ok(())
}

/// Texts on which the reader once stumbled.
#[test]
fn what_was_once_found_stays_read() {
    for text in ["Ⅰ类断面比例0（", "Ⅱ类断面2个（云溪大桥、石门水库"] {
        let figures = read(text).figures;
        places_slice(text, &figures).expect("places");
        nothing_is_lost(text, &figures).expect("every number");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_unicode_has_figures_that_slice_it(text in "[\\PC\\n]{0,80}") {
        let figures = read(&text).figures;
        places_slice(&text, &figures)?;
        nothing_is_lost(&text, &figures)?;
    }

    #[test]
    fn any_mix_of_words_has_figures_that_slice_it(text in mix()) {
        let figures = read(&text).figures;
        places_slice(&text, &figures)?;
        nothing_is_lost(&text, &figures)?;
    }

    #[test]
    fn reading_twice_is_reading_once(text in mix()) {
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn a_paragraph_that_sets_nothing_changes_nothing(
        text in mix(),
        before in proptest::sample::select(&["各单位齐心协力抓落实。", "工作作风明显转变。", "群众满意程度不断提高。"][..]),
    ) {
        let paragraph = format!("经统计，{}。", text.replace('\n', ""));
        let title = "柳湖县2024年一季度工作总结\n\n";
        // In another paragraph it is, of course.
        let placeless = |figure| Figure { location: Location::default(), ..figure };
        let read = |text: &str| read(text).figures.into_iter().map(placeless);
        let alone = read(&format!("{title}{paragraph}\n"));
        let after: Vec<Figure> = read(&format!("{title}{before}\n\n{paragraph}\n")).collect();
        let moved = before.chars().count() + 2;
        let shifted: Vec<Figure> = alone
            .into_iter()
            .map(|figure| match figure.char_start < title.chars().count() {
                true => figure,
                false => Figure { char_start: figure.char_start + moved, char_end: figure.char_end + moved, ..figure },
            })
            .collect();
        prop_assert_eq!(after, shifted);
    }
}
