//! Văn bản đã ký: what came back signed into the folders of a year.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::batch::{folder_of, folder_of_names};
use super::{Inputs, Job, OpenYear};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity, codes};
use crate::model::PlanId;
use crate::official::EntryField;
use crate::output::names::document_stem;
use crate::output::{NotTaken, Policy, Purpose, Returned, Store, findings, returned};
use crate::signature::{Signing, Stage, fill};

/// A PDF that somebody signed, or may have.
#[derive(Debug)]
pub struct Signed {
    /// The plan in whose folder it lies.
    pub plan: PlanId,
    /// What the names of the files of its document begin with: the agency's id, or that of the plan itself.
    pub stem: String,
    pub path: PathBuf,
    pub name: String,
    pub signing: Signing,
}

/// The signed files of the documents asked for, folder by folder, and what could not be read of them; `out` is the
/// folder for results.
pub fn files(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> (Vec<Signed>, Vec<Diagnostic>) {
    let (mut signed, mut faults) = (Vec::new(), Vec::new());
    for (plan, jobs) in Job::by_plan(jobs.to_vec()) {
        let folder = folder_of(out, plan);
        let found = match Store::look(&folder, looking(open.inputs)) {
            Ok((store, _)) => store.signed_files().map_err(|error| findings::cannot_read(&error)),
            Err(error) => Err(findings::cannot_open(&folder, &error)),
        };
        match found {
            Ok(found) => {
                for (name, signing) in found {
                    let stem = document_stem(&name);
                    if jobs.iter().any(|job| job.stem() == stem) {
                        let path = folder.join(&name);
                        signed.push(Signed { plan: plan.id.clone(), stem, path, name, signing });
                    }
                }
            }
            Err(finding) => faults.push(finding),
        }
    }
    (signed, faults)
}

/// What is to be looked at in them.
pub fn findings(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> Vec<Diagnostic> {
    let year = Scope::Year(open.year.year);
    let (signed, faults) = files(open, jobs, out);
    let doubtful = signed.into_iter().filter_map(|file| {
        let finding = findings::signature(&file.name, &file.signing)?;
        Some(finding.at(Place::whole_file(file.path)))
    });
    // What cannot be read says nothing against the content.
    let unread = faults.into_iter().map(|fault| Diagnostic { severity: Severity::Warning, ..fault });
    let elsewhere = elsewhere(open.inputs, out, |found| {
        found.concerns().any(|(of, plan, name)| {
            of == open.year.year && jobs.iter().any(|job| job.key() == (plan, name.document()))
        })
    });
    doubtful.chain(unread).chain(elsewhere).map(|finding| finding.within(year.clone())).collect()
}

/// Signed files of some documents that stand under other names in the folder for results.
pub fn elsewhere(inputs: &Inputs, out: &Path, is_meant: impl Fn(&Returned) -> bool) -> Vec<Diagnostic> {
    let found = returned(out, &inputs.verifier).into_iter().filter(is_meant);
    found.map(|found| findings::signed_elsewhere(&found, findings::TAKE_HOME)).collect()
}

/// Puts a signed file that came back under another name into its place; says what was done.
///
/// # Errors
/// Why it stays where it is.
pub fn take_home(
    inputs: &Inputs,
    out: &Path,
    returned: &Returned,
    today: jiff::civil::Date,
) -> Result<String, Diagnostic> {
    let folder = folder_of_names(out, returned.year, &returned.plan);
    let policy = Policy { today, ..looking(inputs) };
    let (store, _) = Store::open(&folder, policy).map_err(|error| findings::cannot_open(&folder, &error))?;
    let name = returned.name.main();
    match store.take_home(returned) {
        Ok(None) => Ok(format!("Đã đưa {} về {name}.", returned.shown)),
        Ok(Some(old)) => Ok(format!("Đã đưa {} về {name}; bản chưa ký trước đó là {old}.", returned.shown)),
        Err(why) => Err(not_put(codes::NOT_TAKEN_HOME, &name, &why)
            .hint(format!("xem hai tệp rồi tự chọn: {} và {name}", returned.shown))),
    }
}

/// Fills number and day into a file that the leader has signed and nobody has sealed; says what was done.
///
/// # Errors
/// Why the file stays as it is.
pub fn fill(
    inputs: &Inputs,
    out: &Path,
    (year, plan, stem): (i16, &str, &str),
    entries: &[(EntryField, String)],
    today: jiff::civil::Date,
) -> Result<String, Diagnostic> {
    let folder = folder_of_names(out, year, plan);
    let name = format!("{stem}.pdf");
    let refused = |why: &str| Diagnostic::error(codes::NOT_FILLED, format!("chưa điền vào {name}: {why}"));
    let policy = Policy { today, ..looking(inputs) };
    let (store, _) = Store::open(&folder, policy).map_err(|error| findings::cannot_open(&folder, &error))?;
    let before = std::fs::read(folder.join(&name)).map_err(|_| refused("không đọc được tệp"))?;
    let stage = |bytes: &[u8]| Stage::of(&inputs.verifier.read(bytes));
    if stage(&before) != Stage::SignedByLeader {
        return Err(refused("chỉ điền vào bản lãnh đạo đã ký và chưa đóng dấu"));
    }
    let after = fill::fill(&before, entries).map_err(|why| refused(&why.told()))?;
    // What was promised is looked at on what is to be written.
    if stage(&after) != Stage::SignedByLeader {
        return Err(refused("điền vào thì chữ ký đã có không còn hợp lệ"));
    }
    match store.go_on(&name, &before, &after) {
        Ok(()) => {
            let words =
                |(field, words): &(EntryField, String)| format!("{} {words}", field.label().to_lowercase());
            let words: Vec<String> = entries.iter().map(words).collect();
            Ok(format!(
                "Đã điền vào {name}: {}. Ghi các số này vào tệp nội dung để bản Word và mục lục cùng ghi.",
                words.join(", ")
            ))
        }
        Err(why) => Err(not_put(codes::NOT_FILLED, &name, &why)),
    }
}

fn not_put(code: &'static str, name: &str, why: &NotTaken) -> Diagnostic {
    match why {
        NotTaken::Occupied => Diagnostic::error(
            code,
            format!("ở chỗ của {name} đã có tệp do người sửa hoặc đã ký, không ghi đè"),
        ),
        NotTaken::Changed => Diagnostic::error(code, format!("{name} vừa được ai đó thay đổi, chưa làm gì")),
        NotTaken::File(error) => findings::cannot_write(error),
    }
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
