//! The small province (`tests/fixtures/tinh-thu`), checked as `kehoach check` does, with changes typed into it.

use std::path::{Path, PathBuf};

use kehoach::app::{self, Fonts, Inputs, Selection};
use kehoach::diagnostic::{Diagnostic, Severity};
use kehoach::template::TemplateSet;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../fixtures/tinh-thu/", $name)))),*]
    };
}

const FILES: [(&str, &str); 8] = files![
    "tinh.yaml",
    "nhom.yaml",
    "co-quan/dia-phuong.yaml",
    "co-quan/so-nganh.yaml",
    "2026/ke-hoach-chinh.yaml",
    "2026/ke-hoach-bo-sung.yaml",
    "2026/co-quan/xa-an-phu.yaml",
    "2026/co-quan/xa-binh-minh.yaml",
];

pub const PLAN: &str = "2026/ke-hoach-chinh.yaml";
pub const PART: &str = "2026/co-quan/xa-an-phu.yaml";
pub const OFFICES: &str = "co-quan/so-nganh.yaml";
pub const COMMUNES: &str = "co-quan/dia-phuong.yaml";

/// File, what stands there, what is typed instead.
pub type Change<'c> = (&'c str, &'c str, &'c str);

pub fn inputs(changes: &[Change<'_>]) -> Inputs {
    let mut texts: Vec<(&str, String)> =
        FILES.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (file, from, to) in changes {
        let (_, text) = texts.iter_mut().find(|(name, _)| name == file).expect("the file is there");
        assert!(text.contains(from), "{file} has no “{from}”");
        *text = text.replacen(from, to, 1);
    }
    let templates = TemplateSet::load(None).expect("the built-in templates load");
    let files = texts.into_iter().map(|(name, text)| (PathBuf::from(name), text.into_bytes()));
    Inputs::in_memory(templates, Fonts::of(None).expect("the bundled faces"), files)
}

pub fn checked(changes: &[Change<'_>]) -> Vec<Diagnostic> {
    app::check(&inputs(changes), None, &Selection::default(), Path::new("khong-co")).findings
}

/// What a change brings: the findings that the province does not have without it.
pub fn new(changes: &[Change<'_>]) -> Vec<Diagnostic> {
    let known: Vec<String> = checked(&[]).iter().map(told).collect();
    checked(changes).into_iter().filter(|finding| !known.contains(&told(finding))).collect()
}

fn told(finding: &Diagnostic) -> String {
    // References to lines move with what is typed above them.
    let words = finding.message.split(" (").next().unwrap_or_default();
    format!("{} {words}", finding.code)
}

/// Those of one kind.
pub fn of_code<'f>(findings: &'f [Diagnostic], code: &str) -> Vec<&'f Diagnostic> {
    findings.iter().filter(|finding| finding.code == code).collect()
}

/// The words of the file that a finding points at.
pub fn pointed_at(finding: &Diagnostic) -> &str {
    let place = finding.place.as_ref().expect("it has a place");
    &place.source.text[place.start..place.end]
}

/// What is no more than worth knowing, and nothing of this room.
pub fn worse(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    findings.iter().filter(|finding| finding.severity > Severity::Info).collect()
}
