//! The views that derive something.

use super::*;

const FINES: &str = "enforcement.fines";

fn year(values: [(&str, &str); 4]) -> World {
    let mut world = World::new();
    for (index, (period, value)) in values.into_iter().enumerate() {
        world.record(&Report::of(period, &format!("2024-1{index}-01")).with(actual(FINES, period, value)));
    }
    world
}

#[test]
fn single_quarters_come_from_cumulative_sums() {
    let world = year([
        ("2024Q1", "100.1"),
        ("2024H1", "138.7"),
        ("2024-01..2024-09", "141.7"),
        ("2024", "200"),
    ]);
    assert_eq!(
        world.sql("SELECT period, value, value_text, method, uncertainty, previous_value, previous_change, change_unit FROM quarterly"),
        [
            "2024Q1|100.1|100.1|reported|-|-|-|%",
            "2024Q2|38.6|38.6|difference|0.1|100.1|-61.4|%",
            "2024Q3|3|3|difference|0.1|38.6|-92.2|%",
            "2024Q4|58.3|58.3|difference|0.55|3|1843.3|%",
        ]
    );
}

#[test]
fn a_reported_quarter_wins_and_gaps_stay_gaps() {
    let mut world = year([("2024Q1", "100"), ("2024H1", "138"), ("2024Q2", "40"), ("2024", "200")]);
    assert_eq!(
        world.sql("SELECT period, value, method FROM quarterly"),
        ["2024Q1|100|reported", "2024Q2|40|reported"]
    );
    let round = Figure {
        approx: Some(Approx::Over),
        ..actual(FINES, "2025H1", "90")
    };
    world.record(
        &Report::of("2025H1", "2025-07-01")
            .with(actual(FINES, "2025Q1", "10"))
            .with(round),
    );
    assert_eq!(
        world.sql("SELECT period, last_year_value, last_year_change FROM quarterly WHERE period > '2025'"),
        ["2025Q1|100|-90.0"]
    );
}

#[test]
fn means_are_weighted_by_days_and_say_how_far_they_may_lie_off() {
    let mut world = World::new();
    for (period, value) in [("2024Q1", "42.1"), ("2024H1", "32.0"), ("2024-01..2024-09", "29")] {
        world.record(&Report::of(period, "2024-07-12").with(actual("air.pm25.mean", period, value)));
    }
    assert_eq!(
        world.sql("SELECT period, value, method, uncertainty, previous_change FROM quarterly"),
        [
            "2024Q1|42.1|reported|-|-",
            "2024Q2|21.9|day-weighted|0.2|-48.0",
            "2024Q3|23.1|day-weighted|1.6|5.3",
        ]
    );
    assert_eq!(
        world.sql("SELECT 季度, 评价, 来历, 误差 FROM 季度环比 ORDER BY 季度"),
        [
            "2024Q1|-|直接公布|-",
            "2024Q2|改善|按天数加权|0.2",
            "2024Q3|误差内|按天数加权|1.6"
        ]
    );
}

#[test]
fn two_estimates_are_judged_by_both_uncertainties_and_by_what_is_exact() {
    let mut world = World::new();
    for (period, value) in [
        ("2024Q1", "9"),
        ("2024H1", "8"),
        ("2024-01..2024-09", "6"),
        ("2024", "7"),
    ] {
        world.record(&Report::of(period, "2025-01-12").with(actual("air.pm25.mean", period, value)));
    }
    // 7 ± 1.5, 2.0 ± 2.5, 10.0 ± 3.5: what is shown is rounded upwards, but does not decide.
    assert_eq!(
        world.sql("SELECT period, value, uncertainty, previous_change, previous_caveat FROM quarterly"),
        [
            "2024Q1|9|-|-|-",
            "2024Q2|7|2.0|-22.2|-",
            "2024Q3|2|3.0|-70.8|-",
            "2024Q4|10|4.0|388.3|-",
        ]
    );
}

#[test]
fn nothing_is_judged_across_another_standard() {
    let mut world = World::new();
    let mut catalogue = catalogue();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    Arc::make_mut(&mut catalogue[1]).series_break = Some(SeriesBreak {
        day,
        standard: "GB 3095—2026".to_owned(),
    });
    world.store.sync_catalogue(&catalogue).unwrap();
    assert_eq!(world.store.indicators().unwrap(), catalogue);
    for (period, value) in [("2025Q4", "80"), ("2026Q1", "71"), ("2026Q2", "75"), ("2026Q3", "79")] {
        world.record(&Report::of(period, "2026-11-12").with(actual("air.good_days.ratio", period, value)));
    }
    assert_eq!(
        world.sql("SELECT 季度, 环比变化, 评价 FROM 季度环比 ORDER BY 季度"),
        ["2025Q4|-|-", "2026Q1|-9|标准变更", "2026Q2|4|标准变更", "2026Q3|4|改善"]
    );
}

#[test]
fn a_change_has_the_style_of_its_indicator() {
    let mut world = World::new();
    for (period, pm25, ratio, green, fines) in [
        ("2023Q4", "40", "73.8", "30", "0"),
        ("2024Q1", "69.6", "65.9", "32", "5"),
    ] {
        let report = Report::of(period, "2024-04-12")
            .with(actual("air.pm25.mean", period, pm25))
            .with(actual("air.good_days.ratio", period, ratio))
            .with(actual("credit.green.count", period, green))
            .with(actual(FINES, period, fines));
        world.record(&report);
    }
    let mut class = Report::of("2024Q1", "2024-04-12").titled("水质");
    class.figures = vec![
        actual("water.section.class", "2023Q4", "V-"),
        actual("water.section.class", "2024Q1", "IV"),
    ];
    world.record(&class);
    assert_eq!(
        world.sql("SELECT 指标, 本季度, 上季度, 单位, 环比变化, 变化单位, 评价 FROM 季度环比 LIMIT 5"),
        [
            "PM2.5平均浓度|69.6|40|ug/m3|74.0|%|变差",
            "优良天数比例|65.9|73.8|%|-7.9|百分点|变差",
            "断面水质类别|IV类|劣Ⅴ类|class|-2|级|改善",
            "罚款金额|5|0|yuan|-|%|-",
            "绿色企业数|32|30|count|2|count|改善",
        ]
    );
    assert_eq!(
        world.sql("SELECT 时期, \"PM2.5平均浓度\" FROM 大气"),
        ["2024Q1|69.6", "2023Q4|40"]
    );
    assert_eq!(
        world.sql("SELECT period, section_class FROM water"),
        ["2024Q1|IV", "2023Q4|V-"]
    );
}

#[test]
fn targets_stand_beside_what_was_reached() {
    let mut world = World::new();
    let target = |indicator, value| Figure {
        kind: Kind::Target,
        ..actual(indicator, "2024", value)
    };
    let report = Report::of("2024", "2025-01-12")
        .with(actual("air.pm25.mean", "2024", "41"))
        .with(target("air.pm25.mean", "42"))
        .with(actual("air.good_days.ratio", "2024", "73.8"))
        .with(target("air.good_days.ratio", "75"))
        .with(target("credit.green.count", "9"));
    world.record(&report);
    assert_eq!(
        world.sql("SELECT 指标, 方向, 目标值, 实际值, 完成情况 FROM 目标完成"),
        [
            "PM2.5平均浓度|<=|42|41|完成",
            "优良天数比例|>=|75|73.8|未完成",
            "绿色企业数|>=|9|-|-"
        ]
    );
}

#[test]
fn what_was_not_understood_waits_to_be_looked_at() {
    let mut world = World::new();
    let masked = Figure {
        kind: Kind::Masked,
        indicator: None,
        subject: Some("专项治理资金".to_owned()),
        value: None,
        as_written: "20xx万元".to_owned(),
        ..actual(FINES, "2024Q1", "1")
    };
    world.record(
        &Report::of("2024Q1", "2024-04-12")
            .with(actual(FINES, "2024Q1", "1"))
            .with(masked),
    );
    assert_eq!(
        world.sql("SELECT 次序, 原因, 事物, 原文写法 FROM 待核数字"),
        ["2|数字被隐去|专项治理资金|20xx万元"]
    );
}

#[test]
fn every_view_answers() {
    let world = World::new();
    let views = world.sql("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name");
    assert!(views.len() >= 20);
    for view in views {
        assert!(world.sql(&format!("SELECT * FROM \"{view}\"")).is_empty(), "{view}");
    }
}
