//! Ids and names from YAML never leave the output folder.

use std::path::Path;
use std::process::Command;

use kehoach::diagnostic::{codes, has_errors};
use kehoach::template::TemplateSet;

use super::base::{BASE, load};

fn templates() -> TemplateSet {
    TemplateSet::load(None).expect("the built-in templates load")
}

/// The base's agencies with one more.
fn agencies_with(id: &str, name: &str) -> String {
    let text = serde_json::to_string(&[id, name]).expect("strings can be written as JSON");
    let (id, name) = text[1..text.len() - 1].split_once("\",\"").expect("two strings");
    format!("{}  - {{ma: {id}\", ten: \"{name}, phan_loai: ubnd_xa, ky_hieu: UBND}}\n", BASE[1].1)
}

/// What no file and no folder is called.
const NO_NAMES: [&str; 24] = [
    "",
    "../x",
    "..",
    ".",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:",
    "c:x",
    "con",
    "nul",
    "com1",
    "lpt9",
    "-a",
    "a b",
    "a.",
    "A",
    "đ",
    "a\u{301}",
    "a\u{202e}b",
    "*",
    "a\nb",
    "~",
    "$HOME",
];

#[test]
fn an_id_that_is_no_plain_name_is_refused() {
    let templates = templates();
    let long = "a".repeat(121);
    // The last is the file of the plan itself.
    for id in NO_NAMES.into_iter().chain([long.as_str(), "ke-hoach"]) {
        let file = agencies_with(id, "UBND xã X");
        let loaded = load(&[("co-quan.yaml", file.as_bytes())], &templates);
        let named = loaded.findings.iter().any(|finding| finding.code == codes::BAD_ID);
        assert!(named, "{id:?}: {:#?}", loaded.findings);
        let province = loaded.province.expect("the rest is a province");
        assert!(province.registry.agencies().iter().all(|agency| agency.id.as_str() != id), "{id:?}");
    }
    let loaded = load(&[("co-quan.yaml", agencies_with("a\0b", "UBND xã X").as_bytes())], &templates);
    assert!(has_errors(&loaded.findings), "an id with NUL is named");
    let sound = agencies_with(&long[1..], "UBND xã X");
    assert!(!has_errors(&load(&[("co-quan.yaml", sound.as_bytes())], &templates).findings));
}

#[test]
fn a_plan_whose_folder_would_have_no_plain_name_is_refused() {
    let long = "a".repeat(121);
    for id in NO_NAMES.into_iter().chain([long.as_str()]) {
        let id = serde_json::to_string(id).expect("a string can be written as JSON");
        let plan = BASE[3].1.replace("ma: kh-2025", &format!("ma: {id}"));
        let loaded = load(&[("ke-hoach.yaml", plan.as_bytes())], &templates());
        let named = loaded.findings.iter().any(|finding| finding.is_error() && finding.code == codes::BAD_ID);
        assert!(named, "{id}: {:#?}", loaded.findings);
    }
}

#[test]
fn whatever_else_is_named_nothing_is_written_outside_the_output_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("a new folder");
    for (name, text) in BASE {
        let hostile = match name {
            "co-quan.yaml" => agencies_with("ubnd-xa-x", "../../../UBND xã X"),
            "ke-hoach.yaml" => text.replace("Phân công thực hiện", "../../x"),
            "ke-hoach-don-vi.yaml" => text.replace("phong-kinh-te", "/etc/x"),
            _ => text.to_owned(),
        };
        std::fs::write(content.join(name), hostile).expect("a content file");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .current_dir(folder.path())
        .args(["build", "--out", "a/b/ra"])
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut outside = Vec::new();
    let mut inside = 0;
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().flatten() {
        let path = entry.path().strip_prefix(folder.path()).expect("below the folder");
        if !entry.file_type().is_file() || path.starts_with("content") {
            continue;
        }
        if path.parent() == Some(Path::new("a/b/ra/2025/kh-2025")) {
            // The program's own notes (.kehoach.json, .kehoach.lock) are no documents.
            inside += usize::from(!entry.file_name().to_string_lossy().starts_with('.'));
        } else {
            outside.push(path.to_owned())
        }
    }
    assert_eq!((outside, inside), (Vec::new(), 12), "a plan and five sub-plans in two formats");
}

#[test]
fn a_template_is_named_not_reached_by_a_path() {
    let plan = BASE[3].1.replace("ho_chi_so: PCI", "mau: ../../templates/ke-hoach-tinh\nho_chi_so: PCI");
    let loaded = load(&[("ke-hoach.yaml", plan.as_bytes())], &templates());
    assert!(loaded.findings.iter().any(|finding| finding.code == codes::UNKNOWN_TEMPLATE));
}
