//! A small province without a fault, and what hostile files are put beside.

use std::path::PathBuf;

use kehoach::app::{self, Job, Made};
use kehoach::content::{self, Loaded};
use kehoach::derive::Year;
use kehoach::diagnostic::Diagnostic;
use kehoach::document::Document;
use kehoach::template::TemplateSet;

pub const BASE: [(&str, &str); 5] = [
    ("tinh.yaml", include_str!("../fixtures/hostile/base/tinh.yaml")),
    ("co-quan.yaml", include_str!("../fixtures/hostile/base/co-quan.yaml")),
    ("nhom.yaml", include_str!("../fixtures/hostile/base/nhom.yaml")),
    ("ke-hoach.yaml", include_str!("../fixtures/hostile/base/ke-hoach.yaml")),
    ("ke-hoach-don-vi.yaml", include_str!("../fixtures/hostile/base/ke-hoach-don-vi.yaml")),
];

/// Loads the base with other files over it; a base file of the same name gives way.
pub fn load(over: &[(&str, &[u8])], templates: &TemplateSet) -> Loaded {
    let kept = BASE.iter().filter(|(name, _)| over.iter().all(|(other, _)| other != name));
    let files = kept.map(|(name, text)| (*name, text.as_bytes())).chain(over.iter().copied());
    let files = files.map(|(name, bytes)| (PathBuf::from(name), bytes.to_vec()));
    content::load_files(files, &templates.schemes())
}

/// The plan of 2025 and every sub-plan.
pub fn documents(loaded: &Loaded, templates: &TemplateSet) -> Vec<Document> {
    let Some(province) = &loaded.province else { return Vec::new() };
    let Some(year) = Year::of(province, 2025) else { return Vec::new() };
    let made = Job::all(&year).into_iter().map(|job| make(job, &year, templates));
    made.flat_map(|made| made.map(|made| made.document)).collect()
}

/// What a job is in any content, be it sound or not.
///
/// # Errors
/// What stops the document.
pub fn make<'p>(job: Job<'p>, year: &Year<'p>, templates: &TemplateSet) -> Result<Made, Vec<Diagnostic>> {
    match job {
        Job::Plan(plan) => app::plan_document(year, plan, templates),
        Job::Agency(answer) => app::sub_plan(year, answer, templates),
    }
}
