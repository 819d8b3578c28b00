//! Ctrl-C: an import ends behind the report that it is at.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C only asks for the end; the result tells whether it did. A second Ctrl-C ends the program at once.
pub fn watch() -> impl Fn() -> bool {
    // Where no handler can be set, Ctrl-C ends the program: every report before is stored all the same.
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::abort();
        }
    });
    || ASKED.load(Ordering::Relaxed)
}
