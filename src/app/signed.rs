//! Văn bản đã ký: what came back signed into the folders of a year.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::batch::folder_of;
use super::{Inputs, Job, OpenYear};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity};
use crate::output::{Policy, Purpose, Store, findings};
use crate::signature::Signing;

/// A PDF that somebody signed, or may have.
#[derive(Debug)]
pub struct Signed {
    pub path: PathBuf,
    pub name: String,
    pub signing: Signing,
}

/// The signed files of the documents asked for, folder by folder; `out` is the folder for results.
///
/// # Errors
/// Files that cannot be read.
pub fn files(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> Result<Vec<Signed>, Vec<Diagnostic>> {
    let (mut signed, mut faults) = (Vec::new(), Vec::new());
    for (plan, jobs) in Job::by_plan(jobs.to_vec()) {
        let folder = folder_of(out, plan);
        let found = match Store::look(&folder, looking(open.inputs)) {
            Ok((store, _)) => store.signed_files().map_err(|error| findings::cannot_read(&error)),
            Err(error) => Err(findings::cannot_open(&folder, &error)),
        };
        match found {
            Ok(found) => {
                let asked = |name: &String| {
                    let document = crate::output::names::document_stem(name);
                    jobs.iter().any(|job| job.stem() == document)
                };
                let found = found.into_iter().filter(|(name, _)| asked(name));
                signed.extend(found.map(|(name, signing)| Signed {
                    path: folder.join(&name),
                    name,
                    signing,
                }));
            }
            Err(finding) => faults.push(finding),
        }
    }
    if faults.is_empty() { Ok(signed) } else { Err(faults) }
}

/// What is to be looked at in them.
pub fn findings(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> Vec<Diagnostic> {
    let year = Scope::Year(open.year.year);
    let told: Vec<Diagnostic> = match files(open, jobs, out) {
        Ok(signed) => signed
            .into_iter()
            .filter_map(|file| {
                let finding = findings::signature(&file.name, &file.signing)?;
                Some(finding.at(Place::whole_file(file.path)))
            })
            .collect(),
        // It says nothing against the content.
        Err(faults) => {
            faults.into_iter().map(|fault| Diagnostic { severity: Severity::Warning, ..fault }).collect()
        }
    };
    told.into_iter().map(|finding| finding.within(year.clone())).collect()
}

pub(super) fn looking(inputs: &Inputs) -> Policy {
    Policy {
        force: false,
        purpose: Purpose::Documents,
        // Nothing is written, so nothing is dated.
        today: jiff::civil::Date::MIN,
        verifier: Arc::clone(&inputs.verifier),
    }
}
