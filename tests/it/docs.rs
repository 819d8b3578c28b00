//! The console blocks of both READMEs are run, and print what they show.
//!
//! A block ```` ```console ```` holds lines `$ jibao …` and below each the output; `…` on a line of its own stands for
//! lines left out. `cargo run --release --` is read as `jibao`.

use super::world::{World, root};

#[test]
fn readme_tells_the_truth() {
    run("README.md");
}

#[test]
fn readme_in_chinese_tells_the_truth() {
    run("README.zh-CN.md");
}

fn run(name: &str) {
    let text = std::fs::read_to_string(root().join(name)).expect("a readme");
    let world = World::with_data();
    let mut commands = 0;
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        for part in block.split("$ ").skip(1) {
            let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
            let Some(arguments) = arguments(command) else { continue };
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = world.command(&arguments).output().expect("the program runs");
            let printed =
                String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
            assert!(
                contains_in_order(&printed, shown),
                "{name}: `{command}` printed\n{printed}\ninstead of\n{shown}"
            );
            commands += 1;
        }
    }
    assert!(commands >= 4, "{name} shows {commands} commands");
}

/// The words of a command line with simple quotes; `None` for commands of other programs.
fn arguments(command: &str) -> Option<Vec<String>> {
    let rest = command
        .strip_prefix("cargo run --release -- ")
        .or_else(|| command.strip_prefix("jibao "))?;
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for c in rest.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            c => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    Some(words)
}

/// Whether the shown lines appear in this order; `…` stands for any lines between.
fn contains_in_order(printed: &str, shown: &str) -> bool {
    let mut lines = printed.lines().map(str::trim_end);
    shown
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && *line != "…")
        .all(|wanted| lines.any(|line| line == wanted))
}
