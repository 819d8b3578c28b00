//! Files whose reader may fail without a way back are read in a process of this same program, with limits on memory and
//! time: whatever a file does to its reader, it becomes the error of that file.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use crate::ingest::document::{self, Document, Error};

/// Memory that a reader may take, in megabytes: with what its parent holds it stays below half a gigabyte.
const MEMORY_MB: u64 = 400;
/// Seconds of work that a reader may take. The longest report of the samples takes a tenth of one.
const CPU_SECONDS: u64 = 4;
/// Seconds that a reader may wait without working: nothing that it reads makes it wait.
const IDLE_SECONDS: u64 = 3;
/// Seconds after which a reader ends on a machine that is too busy to let it work.
const WALL_SECONDS: u64 = 60;
/// Bytes that a child may say: the longest text that is read, as JSON, with the places of all its cells.
const ANSWER_MB: u64 = 128;
/// Bytes of its error stream that are looked at.
const COMPLAINT: u64 = 4_096;
/// What the clock of a child says before it ends it.
const WAITED: &str = "jibao: the reader waits";
/// The verb of the child.
const VERB: &str = "__read";

/// Reads a document: in a child where its format or its size needs one, here where they do not.
pub fn read(bytes: &[u8], file_name: Option<&str>) -> Result<Document, Error> {
    if bytes.len() > document::LIMIT_MB * 1_000_000 || !document::needs_a_child(bytes, file_name) {
        return document::read(bytes, file_name);
    }
    let stopped = |why: String| Error::Stopped { why };
    let program = std::env::current_exe().map_err(|error| stopped(error.to_string()))?;
    let child = Command::new(program)
        .arg(VERB)
        .args(file_name)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| stopped(error.to_string()))?;
    let ended = converse(child, bytes).map_err(|error| stopped(error.to_string()))?;
    match serde_json::from_slice(&ended.said) {
        Ok(result) if ended.status.success() => result,
        _ => Err(stopped(ended.why())),
    }
}

/// What is left of a child.
struct Ended {
    status: ExitStatus,
    said: Vec<u8>,
    complaint: String,
}

/// Gives a child its bytes and hears what it says on both streams, so that it never waits for a listener.
fn converse(mut child: Child, bytes: &[u8]) -> std::io::Result<Ended> {
    let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(stderr)) = streams else {
        return Err(std::io::Error::other("no streams"));
    };
    let (said, complaint) = std::thread::scope(|scope| {
        let listener = scope.spawn(move || heard(stderr, COMPLAINT));
        // A child that has already ended does not listen; its status tells why.
        let _ = stdin.write_all(bytes);
        drop(stdin);
        let said = heard(stdout, ANSWER_MB * 1_000_000);
        (said, listener.join().unwrap_or_default())
    });
    Ok(Ended {
        status: child.wait()?,
        said,
        complaint: String::from_utf8_lossy(&complaint).into_owned(),
    })
}

/// The first bytes of a stream; the rest is heard out and forgotten.
fn heard(mut stream: impl Read, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = stream.by_ref().take(limit).read_to_end(&mut bytes);
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
    bytes
}

impl Ended {
    /// What ended a child that gave no answer. Only what is known is said: an abort alone tells nothing.
    fn why(&self) -> String {
        #[cfg(unix)]
        let signal = std::os::unix::process::ExitStatusExt::signal(&self.status);
        #[cfg(not(unix))]
        let signal = None;
        let said = |words: &str| self.complaint.contains(words);
        match (signal, self.status.code()) {
            // SIGXCPU
            (Some(24), _) => format!("it took more than {CPU_SECONDS} seconds of work"),
            _ if said(WAITED) => format!("its reader waited for more than {IDLE_SECONDS} seconds"),
            // The words of Rust's standard library before it aborts.
            _ if said("memory allocation of") => format!("it needed more than {MEMORY_MB} MB of memory"),
            _ if said("has overflowed its stack") => "its parts stand too deep in one another".to_owned(),
            (Some(9 | 15), _) => "its reader was ended by another program".to_owned(),
            (None, Some(0)) => format!("it holds more than {ANSWER_MB} MB of cells"),
            _ => "it is damaged in a way that its reader does not know".to_owned(),
        }
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
        use rustix::process::{Resource, Rlimit, setrlimit};
        let bound = |resource, soft, hard| {
            let (current, maximum) = (Some(soft), Some(hard));
            let _ = setrlimit(resource, Rlimit { current, maximum });
        };
        let memory = MEMORY_MB * 1_000_000;
        bound(Resource::As, memory, memory);
        bound(Resource::Cpu, CPU_SECONDS, CPU_SECONDS + 1);
        bound(Resource::Core, 0, 0);
    }
    std::thread::spawn(watch);
}

/// Ends a process that waits. On a busy machine a reader works slowly, but it works; so only the time in which it did
/// nothing counts, and the whole time in the end.
fn watch() {
    const TICK: Duration = Duration::from_millis(100);
    let began = Instant::now();
    let (mut idle, mut worked) = (Duration::ZERO, work());
    while idle.as_secs() < IDLE_SECONDS && began.elapsed().as_secs() < WALL_SECONDS {
        std::thread::sleep(TICK);
        let now = work();
        if now.saturating_sub(worked) < TICK / 100 {
            idle += TICK;
        }
        worked = now;
    }
    let _ = writeln!(std::io::stderr(), "{WAITED}");
    std::process::abort();
}

/// What this process has worked so far; where the system does not tell, it counts as waiting.
fn work() -> Duration {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
    }
    #[cfg(not(unix))]
    Duration::ZERO
}
