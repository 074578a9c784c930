//! One broken file for every code, with the snippets that a clerk sees as the golden.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::{decode, kind, load_source, read};
use super::{KINDS, Plan};
use crate::diagnostic::terminal::{Terminal, summary};
use crate::diagnostic::{Diagnostic, sort};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yaml")
}

/// The way the loader goes: kind first, then the type.
fn findings_of(name: &str) -> Vec<Diagnostic> {
    let bytes = fs::read(folder().join(name)).expect("a listed fixture can be read");
    let mut findings = Vec::new();
    if let Some(source) = load_source(name.into(), bytes, &mut findings)
        && let Some(node) = read(&source, &mut findings)
    {
        match kind(&node, &source, &KINDS) {
            Ok(_) => drop(decode::<Plan>(&node, &source, &mut findings)),
            Err(finding) => findings.push(finding),
        }
    }
    sort(&mut findings);
    findings
}

/// `KEHOACH_BLESS=1` rewrites the golden texts.
#[test]
fn every_broken_file_is_explained_in_vietnamese_with_its_places() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the fixtures are in the repository")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    let mut stale = Vec::new();
    for name in names {
        let findings = findings_of(&name);
        let shown = format!(
            "{}\n{}\n",
            Terminal::default().render(&findings),
            summary(&findings).unwrap_or_default()
        );
        let code = name.split('-').next().unwrap_or_default().to_uppercase();
        assert!(findings.iter().any(|finding| finding.code == code), "{name}: no {code} in\n{shown}");
        let golden = folder().join(&name).with_extension("txt");
        if std::env::var_os("KEHOACH_BLESS").is_some() {
            fs::write(&golden, &shown).expect("the golden can be written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
            stale.push(format!("--- {name}, now:\n{shown}"));
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn a_golden_without_its_fixture_is_an_error() {
    for entry in fs::read_dir(folder()).expect("the fixtures are in the repository").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            assert!(path.with_extension("yaml").exists(), "{} has no fixture", path.display());
        }
    }
}
