//! Exit status only; the work is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    kehoach::cli::run().into()
}
