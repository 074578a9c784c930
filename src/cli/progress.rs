//! A progress bar on a terminal; elsewhere a line for each document, once it is known what became of it.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how a batch goes on. May be shared between threads.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn start(steps: usize) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { bar: None };
        }
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr_with_hz(15));
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self { bar: Some(bar) }
    }

    /// One document has been set, well or not.
    pub fn step(&self, name: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(name.to_owned());
            bar.inc(1);
        }
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Where no bar shows it: whether the files of a document are on the disk as the content has them.
pub(super) fn tell(name: &str, well: bool) {
    if !std::io::stderr().is_terminal() {
        super::say(&format!("{} {name}", if well { "xong" } else { "LỖI " }));
    }
}
