//! A fault of this program is told as one: a line, and what to do. In a file it is the error of that file; the others are read
//! all the same.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};

use super::failure::Failure;

const HINT: &str = "please report it, with the file if you may: no input should do this";

thread_local! {
    /// Whether a fault on this thread is caught, and told by who caught it.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Faults are told in a line from now on.
pub fn told_in_a_line() {
    set_hook(Box::new(|info| {
        if !GUARDED.get() {
            complain(info);
        }
    }));
}

#[allow(clippy::print_stderr)]
fn complain(info: &PanicHookInfo) {
    let place = info.location().map(|place| format!(" ({place})")).unwrap_or_default();
    let what = info.payload_as_str().unwrap_or("unknown");
    eprintln!("jibao: a fault of this program: {what}{place}\nhint: {HINT}");
}

/// Does the work on a file; a fault in it is an error that names the file.
pub fn guarded<T>(label: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let outer = GUARDED.replace(true);
    // What the work leaves behind is dropped with it: nothing half-changed is looked at again.
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    done.unwrap_or_else(|payload| {
        let what = payload.downcast_ref::<String>().map(String::as_str);
        let what = what
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("unknown");
        Err(Failure::new(format!("cannot read `{label}`: a fault of this program: {what}")).with_hint(HINT))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_the_error_of_one_file() {
        let failure = guarded("某区.txt", || -> Result<(), Failure> { panic!("slice of {}", 3) }).unwrap_err();
        assert_eq!(
            failure.message,
            "cannot read `某区.txt`: a fault of this program: slice of 3"
        );
        assert_eq!(guarded("x", || Ok(7)).unwrap_or(0), 7);
        assert!(!GUARDED.get());
    }
}
