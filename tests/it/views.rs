//! The Chinese views for people and the questions of the command line answer the same.

use std::collections::HashMap;

use serde_json::Value;

use super::world::World;

/// How the view says a verdict, and how the command does.
const WORDS: [(&str, &str); 5] = [
    ("改善", "改善"),
    ("变差", "恶化"),
    ("持平", "持平"),
    ("误差内", "误差范围内，升降不明"),
    ("标准变更", "标准变更，不可直接比较"),
];

fn rows(world: &World, arguments: &[&str]) -> Vec<Value> {
    let output = world.command(arguments).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a row"))
        .collect()
}

/// Change and verdict of every whole-region row, by indicator.
fn asked(world: &World, verb: &str, quarter: &str) -> HashMap<String, (Value, Value)> {
    rows(world, &[verb, quarter, "-O", "jsonl"])
        .into_iter()
        .map(|row| {
            let name = row["indicator"].as_str().expect("a name").to_owned();
            (name, (row["change"].clone(), row["verdict"].clone()))
        })
        .collect()
}

#[test]
fn views_judge_as_the_commands_do() {
    let world = World::with_samples();
    let mut compared = 0;
    for (verb, view, change) in [("qoq", "季度环比", "环比变化"), ("yoy", "年度同比", "同比变化")] {
        for quarter in ["2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4"] {
            let said = asked(&world, verb, quarter);
            let sql = format!("SELECT 指标, {change} AS 变化, 评价 FROM {view} WHERE 季度 = '{quarter}'");
            for row in rows(&world, &["sql", &sql, "-O", "jsonl"]) {
                let (Some(verdict), Some(name)) = (row["评价"].as_str(), row["指标"].as_str()) else {
                    continue;
                };
                let (change, stated) = &said[name];
                let word = WORDS.iter().find(|(view, _)| *view == verdict).map(|(_, word)| *word);
                assert_eq!(stated.as_str(), word, "{verb} {quarter} {name}");
                // On a base of nought the view has no percentage, where the command shows the difference.
                if !row["变化"].is_null() {
                    assert_eq!(row["变化"].as_f64(), change.as_f64(), "{verb} {quarter} {name}");
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "{compared}");
}

/// A filter on a region is the way in: in a large file nobody waits until every figure has been looked at.
#[test]
fn a_filtered_view_looks_its_rows_up() {
    let world = World::with_samples();
    for (view, region) in [
        ("quarterly", "region"),
        ("季度环比", "地区"),
        ("年度同比", "地区"),
        ("air", "region"),
        ("大气", "地区"),
    ] {
        let sql = format!("EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE {region} = '澄河区'");
        let plan: Vec<String> = rows(&world, &["sql", &sql, "-O", "jsonl"])
            .iter()
            .map(|row| row["detail"].as_str().expect("a step").to_owned())
            .collect();
        assert!(
            plan.iter().any(|step| step.starts_with("SEARCH g ")),
            "{view}: {plan:#?}"
        );
        assert!(!plan.iter().any(|step| step.starts_with("SCAN f")), "{view}: {plan:#?}");
    }
}

#[test]
fn every_domain_of_the_catalogue_has_its_views() {
    let world = World::with_samples();
    let sql = "SELECT domain, count(*) AS indicators FROM indicator GROUP BY domain";
    let domains = rows(&world, &["sql", sql, "-O", "jsonl"]);
    assert!(domains.len() >= 16, "{domains:?}");
    for each in domains {
        let (domain, indicators) = (each["domain"].as_str().expect("a code"), each["indicators"].as_u64());
        let view = if domain == "credit" { "credit_rating" } else { domain };
        let sql = format!("SELECT count(*) - 5 AS columns FROM pragma_table_info('{view}')");
        let columns = rows(&world, &["sql", &sql, "-O", "jsonl"]);
        assert_eq!(columns[0]["columns"].as_u64(), indicators, "{view}");
    }
    let emission = rows(&world, &["sql", "SELECT count(*) AS rows FROM 信访", "-O", "jsonl"]);
    assert!(emission[0]["rows"].as_u64() > Some(0), "{emission:?}");
}
