//! Who may import whom (DESIGN: the folder tree is the data flow), and how long a file may be.

use std::path::{Path, PathBuf};

use super::world::root;

/// For each layer the layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &["model"]),
    ("answer", &["answer"]),
    ("chart", &["chart"]),
    ("board", &["board"]),
    ("bulletin", &["bulletin", "chart"]),
    ("dataset", &["dataset"]),
    ("catalogue", &["catalogue", "model"]),
    ("store", &["store", "model"]),
    ("language", &["language", "catalogue", "model"]),
    ("ingest/document", &["ingest::document", "model"]),
    (
        "ingest/extract",
        &["ingest::extract", "ingest::document", "language", "catalogue", "model"],
    ),
    ("ingest", &["ingest", "language", "catalogue", "model"]),
    (
        "query/ask",
        &["query", "answer", "chart", "language", "catalogue", "model"],
    ),
    (
        "query",
        &["query", "answer", "board", "bulletin", "chart", "dataset", "model"],
    ),
    (
        "render",
        &["render", "answer", "board", "bulletin", "chart", "dataset", "model"],
    ),
    (
        "cli",
        &[
            "cli",
            "ingest",
            "store",
            "query",
            "render",
            "answer",
            "board",
            "bulletin",
            "chart",
            "dataset",
            "language",
            "catalogue",
            "model",
        ],
    ),
];

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src").filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found.sort();
    found
}

#[test]
fn layers_use_only_what_lies_below_them() {
    let mut broken = Vec::new();
    for path in sources() {
        let name = path
            .strip_prefix(root().join("src"))
            .expect("in src")
            .display()
            .to_string();
        let layer = LAYERS
            .iter()
            .filter(|(layer, _)| name.starts_with(&format!("{layer}/")) || name == format!("{layer}.rs"))
            .max_by_key(|(layer, _)| layer.len());
        let Some((_, allowed)) = layer else { continue };
        let text = std::fs::read_to_string(&path).expect("a source file");
        for (index, _) in text.match_indices("crate::") {
            let used: String = text[index + 7..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .collect();
            let fits = allowed
                .iter()
                .any(|layer| used == *layer || used.starts_with(&format!("{layer}::")));
            let is_macro = used.starts_with("Error") || used.is_empty();
            if !fits && !is_macro {
                broken.push(format!("{name} uses crate::{used}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A command that compiles the built-in catalogue by itself forgets the user's own: `settings.catalogue()` has both.
#[test]
fn commands_take_the_catalogue_from_the_settings() {
    for path in sources() {
        let text = std::fs::read_to_string(&path).expect("a source file");
        let alone = path.starts_with(root().join("src/cli")) && text.contains("Catalogue::builtin()?");
        assert!(!alone, "{}", path.display());
    }
}

#[test]
fn files_stay_short() {
    let mut lengths: Vec<(usize, PathBuf)> = sources()
        .into_iter()
        .map(|path| {
            (
                std::fs::read_to_string(&path).expect("a source file").lines().count(),
                path,
            )
        })
        .collect();
    lengths.sort();
    let (median, _) = lengths[lengths.len() / 2];
    let (longest, path) = lengths.last().expect("a source file");
    assert!(median <= 150, "the median file has {median} lines");
    assert!(*longest <= 600, "{} has {longest} lines", path.display());
}

#[test]
fn main_only_turns_a_result_into_an_exit_code() {
    let main = std::fs::read_to_string(root().join("src/main.rs")).expect("main.rs");
    assert!(main.lines().count() < 15);
}
