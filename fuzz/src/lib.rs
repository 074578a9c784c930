//! What the targets share: the base content, and the way from content to finished files.

#[path = "../../tests/hostile/base.rs"]
pub mod base;
#[path = "../../tests/hostile/faces.rs"]
pub mod faces;
#[path = "../../tests/hostile/files.rs"]
pub mod files;
#[path = "../../tests/hostile/manifests.rs"]
pub mod manifests;
#[path = "../../tests/hostile/parts.rs"]
pub mod parts;
#[path = "../../tests/hostile/values.rs"]
pub mod values;

use kehoach::app::{self, Format, Job};
use kehoach::content::Loaded;
use kehoach::derive::Year;
use kehoach::diagnostic::terminal::Terminal;
use kehoach::diagnostic::{Diagnostic, has_errors, json, sort};
use kehoach::document::Document;
use kehoach::render::font::FontSet;
use kehoach::template::TemplateSet;

/// Makes documents of every year, in both formats, and shows every finding. Content with errors makes
/// none, as in the program: that is most of what comes here, and it goes quickly.
pub fn build(loaded: &Loaded, templates: &TemplateSet) {
    let mut findings = loaded.findings.clone();
    if let Some(province) = loaded.province.as_ref().filter(|_| !has_errors(&loaded.findings)) {
        for number in province.years() {
            let Some(year) = Year::of(province, number) else { continue };
            for (_, jobs) in Job::by_plan(Job::all(&year)) {
                let (plans, agencies): (Vec<_>, Vec<_>) =
                    jobs.into_iter().partition(|job| job.agency().is_none());
                for job in plans.into_iter().chain(agencies.last().copied()) {
                    match base::make(job, &year, templates) {
                        Ok(made) => write(&made.document),
                        Err(found) => findings.extend(found),
                    }
                }
            }
        }
    }
    show(findings);
}

/// Both writers.
pub fn write(document: &Document) {
    for format in [Format::Docx, Format::Pdf] {
        if let Err(finding) = app::render(&document.whole(), format, FontSet::bundled()) {
            show(vec![finding]);
        }
    }
}

/// Both renderings of findings.
pub fn show(mut findings: Vec<Diagnostic>) {
    sort(&mut findings);
    let _ = Terminal::default().render(&findings);
    let _ = json::render(&findings);
}
