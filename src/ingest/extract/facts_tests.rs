//! What a report says of itself, where nobody gives a hint.

use super::find;
use crate::catalogue::Catalogue;
use crate::ingest::document::from_text;
use crate::model::{Hints, Period};

fn facts(text: &str) -> (Option<String>, Option<String>) {
    let catalogue = Catalogue::builtin().expect("no defect");
    let (facts, _) = find(&from_text(text.to_owned()), &catalogue, &Hints::default());
    (facts.period.map(Period::label), facts.region)
}

fn period(text: &str) -> Option<String> {
    facts(text).0
}

#[test]
fn a_year_is_taken_from_the_text_only_where_it_is_the_reports() {
    assert_eq!(period("2022中国生态环境状况公报\n水质良好。").as_deref(), Some("2022"));
    assert_eq!(
        period("林业工作持续推进\n今年1至11月，造林30万亩。\n2023年，计划造林12万亩。").as_deref(),
        Some("2022-01..2022-11")
    );
    assert_eq!(period("上半年空气质量\n上半年PM2.5浓度较2015年下降20%。"), None);
    assert_eq!(period("上半年空气质量\n2015年以来，水质持续改善。"), None);
    assert_eq!(period("上半年空气质量\n到2025年，治理率达到60%。"), None);
}

#[test]
fn a_bulletin_of_a_day_reports_that_day() {
    let text = "交办信访件办理情况（第三批）\n6月17日，全区办结信访件27件。\n进驻时间为2025年5月26日至6月26日。";
    assert_eq!(period(text).as_deref(), Some("2025-06-17"));
    let met = "空气质量状况\n6月17日，市生态环境局召开会议。\n进驻时间为2025年5月26日至6月26日。";
    assert_eq!(period(met), None);
    assert_eq!(period("交办信访件办理情况\n6月17日，全区办结信访件27件。"), None);
}

#[test]
fn since_a_year_without_an_end_is_no_period() {
    let catalogue = Catalogue::builtin().expect("no defect");
    let vocabulary = crate::language::vocabulary::Vocabulary::new(&catalogue);
    let read = |text: &str| {
        let hints = Hints::default();
        super::super::extract(&from_text(text.to_owned()), &vocabulary, &hints).figures
    };
    let figures = read("信访工作\n自2015年以来，受理环境投诉660件。");
    let actual = figures.iter().find(|figure| figure.indicator.is_some());
    assert_eq!(actual.and_then(|figure| figure.period), None);
}

#[test]
fn a_place_is_no_word_that_some_city_has_for_a_name() {
    assert_eq!(facts("工作总结\n一是加大城区扬尘治理力度。").1, None);
    assert_eq!(facts("近日，生态环境部通报案件办理情况。").1.as_deref(), Some("全国"));
    assert_eq!(
        facts("柳湖县生态环境局工作总结\n学习生态环境部文件。").1.as_deref(),
        Some("柳湖县")
    );
}
