//! What a bulletin says, `import` reads back: every value and change equal to what the store has, and none that it has not.

use std::collections::HashMap;

use serde_json::Value;

use super::world::World;

const PERIODS: [&str; 5] = ["2023Q4", "2024Q2", "2024Q3", "2024H1", "2024"];

#[test]
fn markdown_is_read_back_without_a_wrong_figure() {
    for period in PERIODS {
        round_trip(period, "md");
    }
}

#[test]
fn a_word_document_is_read_back_without_a_wrong_figure() {
    for period in ["2024Q3", "2024Q4"] {
        round_trip(period, "docx");
    }
}

#[test]
fn a_page_is_read_back_without_a_wrong_figure() {
    round_trip("2024Q3", "html");
}

/// Two districts in one bulletin: each value stays with its own.
#[test]
fn regions_are_not_mixed_up() {
    let world = World::with_data();
    std::fs::create_dir(world.path("two")).expect("a folder");
    for (name, by) in [("余杭", "1"), ("临平", "2")] {
        for file in std::fs::read_dir(world.path("data/samples")).expect("samples") {
            let path = file.expect("a sample").path();
            let text = std::fs::read_to_string(&path).expect("text").replace("澄河", name);
            // The districts differ in what is spent on fines.
            let text = text.replace("罚款金额", &format!("罚款金额{by}"));
            let title = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .replace("澄河", name);
            world.write(&format!("two/{title}"), text);
        }
    }
    let imported = world.show(&["import", "two"]);
    assert!(imported.contains("exit 0"), "{imported}");
    read_back(&world, "2024Q3", "md");
}

fn round_trip(period: &str, extension: &str) {
    read_back(&World::with_samples(), period, extension);
}

fn read_back(world: &World, period: &str, extension: &str) {
    let file = format!("bulletin.{extension}");
    let written = world.show(&["bulletin", period, "-o", &file, "--date", "2025-01-20"]);
    assert!(written.contains("exit 0"), "{written}");
    let read = world.show(&["--db", "own.db", "import", &file]);
    assert!(read.contains("exit 0"), "{read}");
    let figures = lines(world, &["--db", "own.db", "figures", "1", "-O", "jsonl"]);
    let mut known: HashMap<String, HashMap<String, String>> = HashMap::new();
    let mut read = 0;
    for figure in &figures {
        let kind = text(figure, "kind");
        if !matches!(kind.as_str(), "actual" | "change") {
            continue;
        }
        let period = text(figure, "period");
        let question = match (kind.as_str(), text(figure, "compared_to").as_str()) {
            ("actual", _) => "show",
            (_, "qoq") => "qoq",
            (_, "yoy") => "yoy",
            _ => panic!("{figure}"),
        };
        let has = known
            .entry(format!("{question} {period}"))
            .or_insert_with(|| answers(world, question, &period));
        let what = [
            text(figure, "region"),
            text(figure, "indicator"),
            text(figure, "dimension"),
        ]
        .join(" ");
        let key = match question {
            "show" => what + " " + &text(figure, "period_name"),
            _ => what,
        };
        let own = normal(&text(figure, "value"));
        let stored = has.get(&key).unwrap_or_else(|| panic!("{question}: {figure}"));
        assert_eq!(&own, stored, "{question}: {figure}");
        read += 1;
    }
    assert!(read >= 30, "{period}.{extension}: {read} values and changes");
}

/// What the store has: for each indicator and what narrows it the value, or the change.
fn answers(world: &World, question: &str, period: &str) -> HashMap<String, String> {
    let mut arguments = vec![question, period, "-O", "jsonl"];
    if question != "show" {
        arguments.push("--dimensions");
    }
    let column = if question == "show" { "value" } else { "change" };
    let rows = lines(world, &arguments);
    let key = |row: &Value| {
        let what = [text(row, "region"), text(row, "code"), text(row, "dimension")].join(" ");
        match question {
            "show" => what + " " + &text(row, "period"),
            _ => what,
        }
    };
    rows.iter().map(|row| (key(row), normal(&text(row, column)))).collect()
}

fn lines(world: &World, arguments: &[&str]) -> Vec<Value> {
    let output = world.command(arguments).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn text(row: &Value, key: &str) -> String {
    match &row[key] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Without trailing zeros: `-3.20` and `-3.2` are one number.
fn normal(number: &str) -> String {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number.to_owned(),
    }
}

#[test]
fn a_template_of_ones_own_is_used_and_its_errors_name_the_line() {
    let world = World::with_samples();
    world.write(
        "own.md.j2",
        "{{ title }}\n{% for part in parts %}{{ part.region }}{% endfor %}\n",
    );
    insta::assert_snapshot!(world.show(&["简报", "2024Q3", "--template", "own.md.j2"]));
    world.write(
        "wrong.md.j2",
        "{{ title }}\n{% for part in parts %}\n{{ part.name.first }}\n{% endfor %}\n",
    );
    insta::assert_snapshot!(world.show(&["bulletin", "2024Q3", "--template", "wrong.md.j2"]));
    world.write("broken.md.j2", "{{ title }}\n{% for part %}\n");
    insta::assert_snapshot!(world.show(&["bulletin", "2024Q3", "--template", "broken.md.j2"]));
}

#[test]
fn the_built_in_template_is_printed_and_gives_the_same() {
    let world = World::with_samples();
    let date = ["--date", "2025-01-20"];
    for form in ["md", "html"] {
        let template = world
            .command(&["bulletin", "--template-default", form])
            .output()
            .expect("runs");
        world.write("own.j2", &template.stdout);
        let own = ["bulletin", "2024Q3", "-O", form, "--template", "own.j2"];
        let with = world.command(&[&own[..], &date[..]].concat()).output().expect("runs");
        let without = world.command(&[&own[..4], &date[..]].concat()).output().expect("runs");
        assert!(!with.stdout.is_empty() && with.stdout == without.stdout, "{form}");
    }
}

#[test]
fn the_bulletin_in_both_languages() {
    let world = World::with_samples();
    let date = ["--date", "2025-01-20", "PM2.5", "罚款金额", "优良天数比例", "义务植树"];
    insta::assert_snapshot!(world.show(&[&["bulletin", "2024Q3"], &date[..]].concat()));
    insta::assert_snapshot!(world.show(&[&["bulletin", "2024Q3", "--lang", "en"], &date[..]].concat()));
    insta::assert_snapshot!(world.show(&["bulletin", "2019Q3"]));
    insta::assert_snapshot!(world.show(&["bulletin", "2024Q3", "-O", "docx"]));
    insta::assert_snapshot!(world.show(&["bulletin", "2024Q3", "-o", "bulletin.pdf"]));
}

#[test]
fn every_figure_that_is_cited_can_be_explained() {
    let world = World::with_samples();
    let output = world.command(&["bulletin", "2024Q3", "PM10"]).output().expect("runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let cited: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once("]: ").map(|(figure, _)| figure))
        .collect();
    assert!(cited.len() >= 4, "{text}");
    for figure in cited {
        let explained = world.show(&["explain", figure]);
        assert!(
            explained.contains("exit 0") && explained.contains("PM10"),
            "{explained}"
        );
    }
}

/// Where no font of the machine has Chinese, the error says what to do, and no empty picture is left.
#[test]
fn a_chart_is_written_as_png_or_says_why_not() {
    let world = World::with_samples();
    let shown = world.show(&["chart", "PM2.5", "-o", "chart.png"]);
    match std::fs::read(world.path("chart.png")) {
        Ok(png) => assert!(png.starts_with(b"\x89PNG") && shown.contains("exit 0"), "{shown}"),
        Err(_) => assert!(shown.contains("exit 2") && shown.contains("hint: "), "{shown}"),
    }
    world.write("no.ttf", "no font");
    let refused = world.show(&["chart", "PM2.5", "-o", "other.png", "--font", "no.ttf"]);
    assert!(refused.contains("exit 2") && refused.contains("hint: "), "{refused}");
    assert!(!world.path("other.png").exists());
}
