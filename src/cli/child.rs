//! Binary formats are read in a process of this same program, with limits on memory and time: whatever a file does to its
//! reader, it becomes the error of that file.

use std::io::{Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use crate::ingest::document::{self, Document, Error};

/// Memory that a reader may take, in megabytes.
const MEMORY_MB: u64 = 512;
/// Seconds of work that a reader may take.
const CPU_SECONDS: u64 = 5;
/// Seconds after which a reader ends even if it waits for something.
const WALL_SECONDS: u64 = 60;
/// The verb of the child.
const VERB: &str = "__read";

/// Reads a document: in a child where its format needs one, here where it does not.
pub fn read(bytes: &[u8], file_name: Option<&str>) -> Result<Document, Error> {
    if bytes.len() > document::LIMIT_MB * 1_000_000 || !document::needs_a_child(bytes, file_name) {
        return document::read(bytes, file_name);
    }
    let stopped = |why: String| Error::Stopped { why };
    let program = std::env::current_exe().map_err(|error| stopped(error.to_string()))?;
    let mut child = Command::new(program)
        .arg(VERB)
        .args(file_name)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| stopped(error.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A child that has already ended does not listen; its status tells why.
        let _ = stdin.write_all(bytes);
    }
    let mut said = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        let _ = stdout.read_to_end(&mut said);
    }
    let status = child.wait().map_err(|error| stopped(error.to_string()))?;
    match serde_json::from_slice(&said) {
        Ok(result) if status.success() => result,
        _ => Err(stopped(why(status))),
    }
}

/// The child: standard input → document or error as JSON on standard output.
pub fn run(file_name: Option<&str>, output: &mut Output) -> Result<Outcome, Failure> {
    limit();
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(error.to_string()))?;
    let result = document::read(&bytes, file_name);
    let json = serde_json::to_string(&result).map_err(|error| Failure::new(error.to_string()))?;
    output.data(&json);
    Ok(Outcome::Done)
}

/// Bounds this process; a system that knows no such bounds still has the clock.
fn limit() {
    #[cfg(unix)]
    {
        let memory = MEMORY_MB * 1_000_000;
        let _ = rlimit::setrlimit(rlimit::Resource::AS, memory, memory);
        let _ = rlimit::setrlimit(rlimit::Resource::CPU, CPU_SECONDS, CPU_SECONDS);
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    }
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(WALL_SECONDS));
        std::process::abort();
    });
}

/// What ended a child that said nothing.
fn why(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        match status.signal() {
            // SIGKILL and SIGXCPU are the limit of time, SIGABRT is an allocation that failed.
            Some(9 | 24) => return format!("it took more than {CPU_SECONDS} seconds"),
            Some(6) => return format!("it needed more than {MEMORY_MB} MB of memory"),
            Some(_) => return "it is damaged, or built to do harm".to_owned(),
            None => {}
        }
    }
    match status.code() {
        Some(_) => "it is damaged in a way that its reader does not know".to_owned(),
        None => "its reader was ended".to_owned(),
    }
}
