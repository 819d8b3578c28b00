//! Indicators of the user's own: from a file, remembered by the database, written by a command.

use super::world::World;

const REPORT: &str =
    "柳湖县生态环境局2024年一季度工作总结\n2024-04-08\n一、绿化\n一季度，全县种下桂花树12棵，同比增加3棵。\n";

const OWN: &str = r#"[[indicator]]
code = "soil.osmanthus.planted"
name = "桂花树种植数"
name_en = "Osmanthus trees planted"
domain = "soil"
unit = "count"
decimals = 0
aggregation = "sum"
better = "higher"
change = "difference"
aliases = ["种下桂花树"]
counters = ["棵"]
examples = [{ text = "种下桂花树12棵。", value = "12" }]
counter_examples = ["桂花树12棵枯死。"]
"#;

/// Without what changes with every built-in indicator and unit.
fn stable(text: &str) -> String {
    let line = |line: &str| match line {
        line if line.ends_with("个指标已检查") => "[N] 个指标已检查".to_owned(),
        line if line.starts_with("hint: units are ") => "hint: units are [UNITS]".to_owned(),
        line => line.to_owned(),
    };
    text.lines().map(|each| line(each) + "\n").collect()
}

fn world() -> World {
    let world = World::new();
    world.write("report.txt", REPORT);
    world.write("own.toml", OWN);
    world
}

#[test]
fn a_file_of_ones_own_is_remembered_and_used_without_being_named_again() {
    let world = world();
    let all = [
        world.show(&["import", "report.txt", "--catalogue", "own.toml"]),
        world.show(&["show", "桂花树种植数"]),
        world.show(&["catalogue", "list", "桂花"]),
        world.show(&["catalogue", "list", "桂花", "--db", "other.db", "--lang", "en"]),
        world.show(&["catalogue", "list", "立案查处环境", "--lang", "en"]),
        world.show(&["sql", "SELECT osmanthus_planted FROM soil"]),
        world.show(&["sql", "SELECT name, length(sha256), length(text) FROM own_catalogue"]),
        world.show(&["figures", "1", "--kind", "change", "-O", "csv"]),
    ];
    insta::assert_snapshot!(all.concat());
}

/// A report that is there already is read with the new indicator only when that is asked for.
#[test]
fn stored_reports_are_read_again_with_a_new_catalogue() {
    let world = world();
    let all = [
        world.show(&["import", "report.txt", "--region", "柳湖县"]),
        world.show(&["import", "report.txt", "--catalogue", "own.toml"]),
        world.show(&["import", "report.txt", "--again"]),
        world.show(&["show", "桂花树种植数"]),
        world.show(&["import", "report.txt", "--again", "--lang", "en"]),
        world.show(&[
            "sql",
            "SELECT count(*) AS reports, sum(figures) AS figures FROM reports",
        ]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn a_mended_file_replaces_the_one_of_its_name_and_can_be_forgotten() {
    let world = world();
    world.show(&["import", "report.txt", "--catalogue", "own.toml"]);
    world.write("own.toml", OWN.replace("Osmanthus trees planted", "Trees planted"));
    world.write(
        "second.txt",
        REPORT.replace("一季度", "二季度").replace("04-08", "07-08"),
    );
    let all = [
        world.show(&["import", "second.txt", "--catalogue", "own.toml"]),
        world.show(&["show", "桂花树种植数", "--lang", "en"]),
        world.show(&["sql", "SELECT count(*) AS files FROM own_catalogue"]),
        world.show(&["catalogue", "forget", "mine.toml"]),
        world.show(&["catalogue", "forget", "own.toml"]),
        world.show(&["catalogue", "forget", "own.toml"]),
        world.show(&["catalogue", "list", "桂花"]),
        // What was read with it stays.
        world.show(&["sql", "SELECT indicator, value FROM observations"]),
    ];
    insta::assert_snapshot!(all.concat());
}

#[test]
fn defects_name_file_and_line() {
    let world = world();
    world.write("double.toml", OWN.replace("soil.osmanthus.planted", "air.pm25.mean"));
    world.write("broken.toml", format!("{OWN}\n[[indicator]]\ncode = 3\n"));
    world.write(
        "words.toml",
        OWN.replace("soil.osmanthus.planted", "Trees")
            .replace("\"sum\"", "\"total\""),
    );
    world.write(
        "column.toml",
        OWN.replace("soil.osmanthus.planted", "soil.region")
            .replace("桂花树种植数", "受污染耕地安全利用率"),
    );
    world.write("example.toml", OWN.replace("种下桂花树12棵。", "种下银杏树12棵。"));
    let all = [
        world.show(&["catalogue", "check", "own.toml"]),
        world.show(&["catalogue", "check", "double.toml"]),
        world.show(&["catalogue", "check", "broken.toml"]),
        world.show(&["catalogue", "check", "words.toml"]),
        world.show(&["catalogue", "check", "column.toml"]),
        world.show(&["catalogue", "check", "example.toml"]),
        world.show(&["catalogue", "check", "none.toml"]),
        world.show(&["import", "report.txt", "--catalogue", "broken.toml"]),
        world.show(&[
            "import",
            "report.txt",
            "--catalogue",
            "own.toml",
            "--catalogue",
            "own.toml",
        ]),
    ];
    insta::assert_snapshot!(stable(&all.concat()));
    assert!(!world.path("jibao.db").exists());
}

const ADD: [&str; 19] = [
    "catalogue",
    "add",
    "--code",
    "own.trees.planted",
    "--name",
    "种下桂花树",
    "--unit",
    "个",
    "--aggregation",
    "sum",
    "--better",
    "higher",
    "--change",
    "difference",
    "--example",
    "种下桂花树12棵。",
    "--counter-example",
    "桂花树12棵枯死。",
    "--to",
];

fn add(more: &[&'static str]) -> Vec<&'static str> {
    ADD.iter().chain(&["new.toml"]).chain(more).copied().collect()
}

#[test]
fn a_new_indicator_is_written_only_if_the_catalogue_holds() {
    let world = world();
    let with = |flag: &str, value: &'static str| {
        let mut words = add(&[]);
        let at = words.iter().position(|word| *word == flag).expect("a flag") + 1;
        words[at] = value;
        words
    };
    let refused = [
        world.show(&["catalogue", "add", "--code", "own.trees"]),
        world.show(&with("--example", "种下银杏树12棵。")),
        world.show(&with("--counter-example", "共种下桂花树9棵。")),
        world.show(&with("--name", "立案查处")),
        world.show(&with("--unit", "furlong")),
        world.show(&with("--code", "Trees")),
        world.show(&add(&["--value", "13"])),
    ];
    assert!(!world.path("new.toml").exists());
    let done = [
        world.show(&add(&[])),
        world.show(&add(&[])),
        world.show(&["catalogue", "check", "new.toml"]),
        world.show(&["extract", "report.txt", "--catalogue", "new.toml", "-O", "csv"]),
    ];
    insta::assert_snapshot!(stable(&[refused.concat(), done.concat()].concat()));
}
