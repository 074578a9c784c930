//! Bytes as the manifest of an output folder: whatever it says, nothing leads out of the folder and a
//! person's file is never taken for the program's own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kehoach::output::names::MANIFEST;
use kehoach::output::{Decision, Digest, FileName, Held, Policy, Purpose, Status, Store, Wanted};

const OWN: &[u8] = "một người viết".as_bytes();

/// # Panics
/// Where a manifest leads out of its folder, or gives a person's file away.
pub fn try_manifest(bytes: &[u8]) {
    let top = tempfile::tempdir().expect("a folder");
    let plan = top.path().join("ra/2025/kh-1");
    std::fs::create_dir_all(&plan).expect("a folder");
    std::fs::write(plan.join(MANIFEST), bytes).expect("a manifest");
    std::fs::write(plan.join("so-tai-chinh.docx"), OWN).expect("a file");
    std::fs::write(top.path().join("ngoai.docx"), OWN).expect("a file");
    let before = files(top.path());
    let today = jiff::civil::date(2025, 7, 2);
    // A manifest that cannot be had stops the run: then there is nothing to decide.
    if let Ok((store, _)) = Store::look(
        &plan,
        Policy { force: false, purpose: Purpose::Documents, today, verifier: Arc::default() },
    ) {
        for stem in ["so-tai-chinh", "ke-hoach"] {
            decide(&store, stem);
        }
    }
    assert_eq!(files(top.path()), before, "looking changes nothing");
}

/// The files of one document.
fn decide(store: &Store, stem: &str) {
    store.annexes_of(stem).iter().for_each(|annex| inside(&annex.main()));
    let names = ["docx", "pdf"].map(|extension| FileName::new(stem, extension).expect("a sound name"));
    let held = Held { status: Status::Draft, content: None, filled: None };
    let input = Digest::of(b"other content");
    let wanted = names.clone().map(|name| Wanted { name, input, held, run: None });
    for decision in store.decide(&wanted, &names).decisions {
        match decision {
            Decision::Make(make) => {
                inside(&make.target);
                let free = !store.folder().join(&make.target).exists();
                assert!(free, "{} is a person's file and would be replaced", make.target);
            }
            Decision::Unchanged(known) => panic!("{} is not up to date", known.target),
            Decision::Kept(kept) => inside(&kept.name),
        }
    }
}

fn inside(name: &str) {
    let plain = Path::new(name).file_name().is_some_and(|file| file == name) && !name.contains(['/', '\\']);
    assert!(plain, "{name:?} leads out of the folder");
}

/// Every file below a folder with its bytes.
fn files(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(top).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| (entry.path().to_path_buf(), std::fs::read(entry.path()).expect("readable")))
        .collect()
}

/// A manifest with one entry of this name.
#[cfg(test)]
fn manifest(name: &str, output: Digest) -> String {
    format!(
        "{{\"format\": 2, \"files\": {{{}: {{\"input\": \"{output}\", \"output\": \"{output}\", \"size\": 19, \
         \"modified\": 1, \"pages\": null, \"status\": \"issued\", \"program\": \"0.1.0\"}}}}}}",
        serde_json::to_string(name).expect("a string can be written as JSON")
    )
}

#[test]
fn a_manifest_of_any_content_leads_nowhere_and_gives_no_file_away() {
    let other = Digest::of(b"what the program wrote");
    for name in [
        "../ngoai.docx",
        "/etc/passwd",
        "..",
        "",
        "so-tai-chinh.docx",
        "so-tai-chinh.phu-luc.docx",
        "a/b.pdf",
        "C:\\x.pdf",
        "so-tai-chinh (bản mới).docx",
    ] {
        try_manifest(manifest(name, other).as_bytes());
    }
    for text in [
        "",
        "{",
        "[]",
        "null",
        "{\"format\": 2}",
        "{\"format\": 4294967296, \"files\": {}}",
        "{\"format\": 1, \"files\": {}}",
    ] {
        try_manifest(text.as_bytes());
    }
    try_manifest(&[0xff; 64]);
    try_manifest("[".repeat(100_000).as_bytes());
}
