//! A folder of its own, a bare environment and the built program.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// A temporary folder in which the program runs.
pub struct World {
    folder: tempfile::TempDir,
}

impl World {
    /// An empty one.
    pub fn new() -> Self {
        World {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// One in which the package's `data` folder is to be found, under a path that is the same everywhere.
    pub fn with_data() -> Self {
        let world = World::new();
        std::os::unix::fs::symlink(root().join("data"), world.path("data")).expect("a link");
        world
    }

    /// One with the sample reports imported.
    pub fn with_samples() -> Self {
        let world = World::with_data();
        let output = world
            .command(&["import", "data/samples"])
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        world
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).expect("the folder can be written");
    }

    /// The program with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("jibao").expect("the program is built");
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("LANG", "zh_CN.UTF-8")
            .args(arguments);
        command
    }

    /// The program with these arguments, bounded in the work and the address space of each of its processes. Wall time
    /// would measure the other tests, too.
    pub fn bounded(&self, megabytes: u32, cpu_seconds: u32, arguments: &[&str]) -> Output {
        let kilobytes = megabytes * 1024;
        std::process::Command::new("sh")
            .args([
                "-c",
                &format!("ulimit -v {kilobytes}; ulimit -t {cpu_seconds}; exec \"$@\""),
                "sh",
            ])
            .arg(assert_cmd::cargo::cargo_bin("jibao"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("RUST_BACKTRACE")
            .output()
            .expect("the program runs")
    }

    /// Everything that a user sees of a command; the folder is shown as `[DIR]`.
    pub fn show(&self, arguments: &[&str]) -> String {
        self.show_with(arguments, "")
    }

    /// The same, with something on standard input.
    pub fn show_with(&self, arguments: &[&str], input: &str) -> String {
        let output = self
            .command(arguments)
            .write_stdin(input)
            .output()
            .expect("the program runs");
        self.text(arguments, &output)
    }

    fn text(&self, arguments: &[&str], output: &Output) -> String {
        let stream = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace(&self.folder.path().display().to_string(), "[DIR]");
            text.replace(&root().display().to_string(), "[ROOT]")
        };
        format!(
            "$ jibao {}\nexit {}\n--- stdout\n{}--- stderr\n{}",
            arguments
                .join(" ")
                .replace(&root().display().to_string(), "[ROOT]")
                .replace(&self.folder.path().display().to_string(), "[DIR]"),
            output
                .status
                .code()
                .map_or("signal".to_owned(), |code| code.to_string()),
            stream(&output.stdout),
            stream(&output.stderr)
        )
    }
}

/// The package's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
