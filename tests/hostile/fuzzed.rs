//! What is fuzzed is what is shipped.

use std::collections::{BTreeMap, BTreeSet};

/// The locked versions of every crate.
fn locked(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut locked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in text.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
            line.map(|value| value.trim_matches('"').to_owned()).unwrap_or_default()
        };
        locked.entry(value("name")).or_default().insert(value("version"));
    }
    locked
}

#[test]
fn the_fuzz_targets_use_the_versions_that_are_shipped() {
    let (shipped, fuzzed) = (locked("Cargo.lock"), locked("fuzz/Cargo.lock"));
    let shared: Vec<_> = fuzzed.iter().filter(|(name, _)| shipped.contains_key(*name)).collect();
    assert!(shared.len() > 100, "the program is fuzzed with all that it needs: {}", shared.len());
    for (name, versions) in shared {
        let other: Vec<_> = versions.difference(&shipped[name]).collect();
        assert!(
            other.is_empty(),
            "{name} {other:?} is fuzzed, {:?} is shipped: copy Cargo.lock to fuzz/",
            shipped[name]
        );
    }
}
