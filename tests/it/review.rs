//! What the rules left open is decided by a person, and the decision outlives the row.

use super::world::World;

const REPORT: &str = "柳湖县生态环境局2024年一季度工作总结\n2024-04-08\n一、执法\n一季度，全县立案查处环境违法案件5件。另有专案8件，发放蓝帽子30个。\n";

fn world() -> World {
    let world = World::new();
    world.write("report.txt", REPORT);
    world.show(&["import", "report.txt"]);
    world
}

/// The time of a decision is now; everything else is as it is.
fn timeless(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("T").filter(|at| at + 10 <= rest.len()) {
        let is_time = at >= 10
            && rest.as_bytes()[at - 5..at]
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b'-')
            && rest.as_bytes().get(at + 9) == Some(&b'Z');
        if is_time {
            kept.push_str(&rest[..at - 10]);
            kept.push_str("[NOW]");
            rest = &rest[at + 10..];
        } else {
            kept.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    kept + rest
}

fn open(world: &World) -> Vec<serde_json::Value> {
    let output = world
        .command(&["review", "--list", "-O", "jsonl"])
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn the_open_figures_are_listed_and_decided_from_a_file() {
    let world = world();
    let figures = open(&world);
    let id = |written: &str| figures.iter().find(|each| each["as_written"] == written).expect("open")["figure"].clone();
    let lines = format!(
        "{{\"figure\": {}, \"decision\": \"indicator\", \"indicator\": \"行政拘留案件\", \"by\": \"王\", \"reason\": \"专案即移送拘留\"}}\n\n{{\"figure\": {}, \"decision\": \"noise\", \"by\": \"李\"}}\n",
        id("8件"),
        id("30个")
    );
    world.write("decisions.jsonl", lines);
    let eight = id("8件").to_string();
    let all = [
        world.show(&["review", "--list"]),
        world.show(&["review", "--apply", "decisions.jsonl"]),
        world.show(&["review", "--list", "--lang", "en"]),
        world.show(&["show", "行政拘留案件"]),
        world.show(&["explain", &eight]),
        world.show(&["review", "--decided", "-O", "jsonl"]),
        world.show(&["review", "--reopen", &eight, "--by", "王", "--reason", "核对有误"]),
        world.show(&["show", "行政拘留案件"]),
        world.show(&["explain", &eight]),
        world.show(&["review", "--reopen", &eight, "--by", "王"]),
        // The report already says how many cases were filed: both values are told.
        world.show_with(
            &["review", "--apply", "-", "--by", "王", "-O", "md"],
            &format!("{{\"figure\": {eight}, \"decision\": \"indicator\", \"indicator\": \"立案查处\"}}"),
        ),
    ];
    insta::assert_snapshot!(timeless(&all.concat()));
}

/// The list is a form: its lines, with a decision added, are taken back as they are.
#[test]
fn a_listed_line_with_a_decision_is_a_decision() {
    let world = world();
    let mut figures = open(&world);
    for figure in &mut figures {
        figure["decision"] = "noise".into();
        figure["by"] = "王".into();
        // By place alone.
        figure.as_object_mut().expect("an object").remove("figure");
    }
    let lines: Vec<String> = figures.iter().map(ToString::to_string).collect();
    let shown = world.show_with(&["review", "--apply", "-", "-O", "csv"], &lines.join("\n"));
    assert!(shown.contains("exit 0"), "{shown}");
    assert!(open(&world).is_empty());
}

#[test]
fn bad_lines_are_refused_and_nothing_is_written() {
    let world = world();
    let figures = open(&world);
    let id = &figures[0]["figure"];
    let actual = id.as_i64().expect("a number") - 1;
    let lines = [
        "not json".to_owned(),
        format!("{{\"figure\": {id}, \"decision\": \"noise\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"decision\": \"noise\", \"by\": \"王\"}}"),
        "{\"figure\": 999, \"decision\": \"noise\", \"by\": \"王\"}".to_owned(),
        format!("{{\"figure\": {id}, \"decision\": \"perhaps\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"decision\": \"noise\"}}"),
        format!("{{\"figure\": {id}, \"decision\": \"indicator\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"decision\": \"indicator\", \"indicator\": \"PM2.5\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"decision\": \"indicator\", \"indicator\": \"PM2.6\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"decision\": \"reopen\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"decison\": \"noise\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {id}, \"as_written\": \"9件\", \"decision\": \"noise\", \"by\": \"王\"}}"),
        format!("{{\"figure\": {actual}, \"decision\": \"noise\", \"by\": \"王\"}}"),
        "{\"decision\": \"noise\", \"by\": \"王\"}".to_owned(),
        "{\"sha256\": \"00\", \"char_start\": 1, \"char_end\": 2, \"as_written\": \"1\", \"decision\": \"noise\", \"by\": \"王\"}".to_owned(),
    ];
    world.write("bad.jsonl", lines.join("\n"));
    let before = open(&world);
    insta::assert_snapshot!(
        [
            world.show(&["review", "--apply", "bad.jsonl"]),
            world.show_with(&["review", "--apply", "-"], "\n"),
            world.show(&["review", "--apply", "missing.jsonl"]),
            world.show(&["review"]),
            world.show(&["review", "--decided"]),
        ]
        .concat()
    );
    assert_eq!(open(&world), before);
}

#[test]
fn a_movement_is_no_value() {
    let world = World::new();
    world.write(
        "report.txt",
        "柳湖县生态环境局2024年一季度工作总结\n2024-04-08\n一季度，群众满意率较好，蓝帽子覆盖面同比下降4.7%。\n",
    );
    world.show(&["import", "report.txt"]);
    let figures = open(&world);
    let line = format!(
        "{{\"figure\": {}, \"decision\": \"indicator\", \"indicator\": \"群众满意率\", \"by\": \"王\"}}",
        figures[0]["figure"]
    );
    insta::assert_snapshot!(world.show_with(&["review", "--apply", "-"], &line));
}
