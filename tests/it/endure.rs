//! The short form of `tests/endure.py`, where there is a Python to run it.

use std::process::Command;

use super::world::root;

#[test]
fn a_killed_import_leaves_a_whole_database_and_goes_on() {
    let output = Command::new("python3")
        .arg(root().join("tests/endure.py"))
        .arg(assert_cmd::cargo::cargo_bin("jibao"))
        .args(["--kills", "5", "--reports", "8", "--only", "kills"])
        .output();
    if let Ok(output) = output {
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}");
    }
}
