//! `tests/fixtures/decree`: a plan and its agencies, and what is said of them when a line is replaced.

use std::path::{Path, PathBuf};

use kehoach::app::{self, Inputs, Paths};
use kehoach::diagnostic::{Diagnostic, Severity};

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/decree")
}

pub fn load(content: &Path) -> Inputs {
    let paths = Paths { content: content.to_path_buf(), templates: None, fonts: None };
    app::load(&paths).expect("the built-in templates load")
}

/// A copy of the fixture in which one file has `to` in place of `from`.
pub fn changed(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for entry in walkdir::WalkDir::new(folder()).into_iter().filter_map(Result::ok) {
        let name = entry.path().strip_prefix(folder()).expect("a path in it").to_path_buf();
        let target = copy.path().join(&name);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("it can be made");
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("it can be read");
        let changed = if name == Path::new(file) { text.replace(from, to) } else { text.clone() };
        assert!(name != Path::new(file) || changed != text, "“{from}” is not in {file}");
        std::fs::write(target, changed).expect("it can be written");
    }
    copy
}

/// What the changed fixture is told.
pub fn findings_with(file: &str, from: &str, to: &str) -> Vec<Diagnostic> {
    load(changed(file, from, to).path()).loaded.findings
}

/// The errors among it, as code and message.
pub fn errors_with(file: &str, from: &str, to: &str) -> Vec<String> {
    told(findings_with(file, from, to), Severity::Error)
}

pub fn warnings_with(file: &str, from: &str, to: &str) -> Vec<String> {
    told(findings_with(file, from, to), Severity::Warning)
}

fn told(findings: Vec<Diagnostic>, severity: Severity) -> Vec<String> {
    let of = findings.iter().filter(|finding| finding.severity == severity);
    of.map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}
