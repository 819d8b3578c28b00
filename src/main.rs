//! The `jibao` program: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    jibao::cli::main()
}
