//! Folder → raw files → model.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::accepted::{Acceptance, accepted};
use super::file::{FileRead, RawFile, Remark, Unread};
use super::raw::{
    RawAcceptance, RawAgencies, RawGroups, RawOverlay, RawPlan, RawProgress, RawProvince, RawResults,
    RawStatusReport,
};
use super::written::{Texts, Written};
use super::{PROVINCE_FILE, files, placed, resolve, yaml};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity, Source, codes, has_errors};
use crate::model::reference::Scheme;
use crate::model::{Agency, AgencyId, Province};

/// What loading a content folder gives.
#[derive(Debug)]
pub struct Loaded {
    /// `None` where errors leave nothing to work with (no province file, unreadable folder).
    pub province: Option<Province>,
    /// Of the folder, of each file and of all together, then what was remarked on each file.
    pub findings: Vec<Diagnostic>,
    /// Every file read, in path order: what the output depends on.
    pub sources: Vec<Arc<Source>>,
    /// Years of which some file says that it is the plan, sound or not, oldest first: a plan with errors
    /// must not let another year be taken for the newest.
    pub years: Vec<i16>,
    /// Every text that was typed.
    pub texts: Texts,
    /// Findings that offices let stand.
    pub acceptances: Vec<Acceptance>,
    /// Whom the findings of each file concern.
    pub(super) scopes: BTreeMap<PathBuf, Scope>,
    /// What could not be read of the files that others may name.
    pub(super) unread: UnreadNames,
}

/// Years that a plan can have.
pub const YEARS: std::ops::RangeInclusive<i16> = 1990..=2200;

impl Loaded {
    /// Whom what is found in a file concerns.
    pub fn scope_of(&self, path: &Path) -> Option<&Scope> {
        self.scopes.get(path)
    }

    /// Whether every file that plans and parts of a year may name could be read.
    pub fn names_are_whole(&self, year: i16) -> bool {
        self.unread.names(&Scope::Year(year)) == Names::Whole
    }
}

/// A typed file with its source.
pub(super) type Typed<T> = (Arc<T>, Arc<Source>);

/// Whether every file that others may name could be read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Names {
    #[default]
    Whole,
    /// A name that is not known may stand in the file that could not be read.
    Partial,
}

/// Which of the files that others may name could not be read.
#[derive(Debug, Clone, Default)]
pub(super) struct UnreadNames {
    /// Whether all that any file may name could be read.
    shared: Names,
    /// Years with a plan that could not be read whole: what their parts name may stand there.
    plans: BTreeSet<i16>,
}

impl UnreadNames {
    /// Whether all that a file may name could be read; `scope` is whom the file concerns. Where it could
    /// not, an error stops at least as much as that.
    pub fn names(&self, scope: &Scope) -> Names {
        let unread = match scope {
            Scope::Year(year)
            | Scope::Plan { year }
            | Scope::Agency { year, .. }
            | Scope::Report { year } => self.plans.contains(year),
            Scope::Everything => false,
        };
        if unread { Names::Partial } else { self.shared }
    }
}

/// The raw files of a folder, sorted by path within each kind.
#[derive(Default)]
pub(super) struct RawContent {
    pub province: Vec<Typed<RawProvince>>,
    pub agencies: Vec<Typed<RawAgencies>>,
    pub groups: Vec<Typed<RawGroups>>,
    pub plans: Vec<Typed<RawPlan>>,
    pub overlays: Vec<Typed<RawOverlay>>,
    pub results: Vec<Typed<RawResults>>,
    pub progress: Vec<Typed<RawProgress>>,
    pub reports: Vec<Typed<RawStatusReport>>,
    /// What is not among them.
    pub unread: UnreadNames,
}

impl RawContent {
    fn of(files: &[Arc<FileRead>]) -> Self {
        let mut raw = Self::default();
        for file in files {
            let source = Arc::clone(&file.source);
            match &file.raw {
                Some(RawFile::Province(file)) => raw.province.push((Arc::clone(file), source)),
                Some(RawFile::Agencies(file)) => raw.agencies.push((Arc::clone(file), source)),
                Some(RawFile::Groups(file)) => raw.groups.push((Arc::clone(file), source)),
                Some(RawFile::Plan(file)) => raw.plans.push((Arc::clone(file), source)),
                Some(RawFile::Overlay(file)) => raw.overlays.push((Arc::clone(file), source)),
                Some(RawFile::Results(file)) => raw.results.push((Arc::clone(file), source)),
                Some(RawFile::Progress(file)) => raw.progress.push((Arc::clone(file), source)),
                Some(RawFile::Report(file)) => raw.reports.push((Arc::clone(file), source)),
                None => {}
            }
            match file.unread {
                Unread::Nothing => {}
                Unread::Names => raw.unread.shared = Names::Partial,
                Unread::Plan(year) => drop(raw.unread.plans.insert(year)),
            }
        }
        raw
    }

    /// That entries of the register could not be taken: a name that is not known may be one of theirs.
    pub(super) fn names_are_missing(&mut self) {
        self.unread.shared = Names::Partial;
    }

    /// What each file lets stand.
    fn accepted(&self) -> impl Iterator<Item = (&[RawAcceptance], &Arc<Source>)> {
        let province = self.province.iter().map(|(file, source)| (&*file.accepted, source));
        let agencies = self.agencies.iter().map(|(file, source)| (&*file.accepted, source));
        let groups = self.groups.iter().map(|(file, source)| (&*file.accepted, source));
        let plans = self.plans.iter().map(|(file, source)| (&*file.accepted, source));
        let overlays = self.overlays.iter().map(|(file, source)| (&*file.accepted, source));
        let results = self.results.iter().map(|(file, source)| (&*file.accepted, source));
        let progress = self.progress.iter().map(|(file, source)| (&*file.accepted, source));
        let reports = self.reports.iter().map(|(file, source)| (&*file.accepted, source));
        let shared = province.chain(agencies).chain(groups).chain(plans);
        shared.chain(overlays).chain(results).chain(progress).chain(reports)
    }
}

/// Content files, each read by itself: what they come to together is [`resolved`] of them, and one of them can be
/// exchanged without reading the others again.
#[derive(Debug)]
pub struct Files {
    /// The folder, where they are of one.
    root: Option<PathBuf>,
    files: Vec<Arc<FileRead>>,
    /// What was found on the way to them.
    of_folder: Vec<Diagnostic>,
    /// Whether there is one whose text could not be had: what others name may stand in it.
    some_unread: bool,
}

impl Files {
    /// Reads the files of a content folder, several at a time.
    pub fn read(dir: &Path) -> Self {
        let mut found: Vec<(usize, files::Found)> = files::found(dir).into_iter().enumerate().collect();
        // The longest first: none is begun when all the others are done.
        found.sort_by_cached_key(|(_, found)| Reverse(found.length()));
        let read = found.into_par_iter().with_max_len(1).map(|(at, found)| {
            let mut findings = Vec::new();
            let file = found.read(&mut findings).map(|source| Arc::new(FileRead::of(&source)));
            (at, (file, findings))
        });
        let mut read: Vec<_> = read.collect();
        read.sort_by_key(|(at, _)| *at);
        Self::of(Some(dir.to_path_buf()), read.into_iter().map(|(_, read)| read).collect())
    }

    /// Files that are in memory already, as those of a folder.
    pub fn in_memory(files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        let files: Vec<(PathBuf, Vec<u8>)> = files.into_iter().collect();
        let read = files.into_par_iter().map(|(path, bytes)| taken(path, bytes));
        Self::of(None, read.collect())
    }

    /// In the order in which they were found.
    fn of(root: Option<PathBuf>, read: Vec<Taken>) -> Self {
        let (mut files, mut of_folder) = (Vec::new(), Vec::new());
        let mut some_unread = false;
        for (file, findings) in read {
            some_unread |= file.is_none() && has_errors(&findings);
            files.extend(file);
            of_folder.extend(findings);
        }
        Self { root, files, of_folder, some_unread }
    }

    /// The files with one changed or added: no other is read again. `is_needed` tells which of the others there are
    /// to be.
    #[must_use]
    pub fn changed(&self, path: &Path, text: &str, is_needed: &dyn Fn(&Path) -> bool) -> Self {
        let (new, mut of_folder) = taken(path.to_path_buf(), text.as_bytes().to_vec());
        let others =
            self.files.iter().filter(|file| file.source.path != path && is_needed(&file.source.path));
        let mut files: Vec<Arc<FileRead>> = others.cloned().chain(new).collect();
        files.sort_by(|one, other| one.source.path.cmp(&other.source.path));
        let some_unread = self.some_unread || has_errors(&of_folder);
        of_folder.extend(self.of_folder.iter().cloned());
        Self { root: self.root.clone(), files, of_folder, some_unread }
    }

    /// Asks for remarks on each file that none were asked for yet, several at a time.
    fn remark_on(&self, remark: &Remark<'_>) {
        let mut files: Vec<&FileRead> = self.files.iter().map(Arc::as_ref).collect();
        // The longest first, as when they are read.
        files.sort_by_key(|file| Reverse(file.source.text.len()));
        files.into_par_iter().with_max_len(1).for_each(|file| {
            file.remarks(remark);
        });
    }
}

/// A file that was read, where it could be, and what was found on the way to it.
type Taken = (Option<Arc<FileRead>>, Vec<Diagnostic>);

fn taken(path: PathBuf, bytes: Vec<u8>) -> Taken {
    let mut findings = Vec::new();
    let source = yaml::load_source(path, bytes, &mut findings);
    (source.map(|source| Arc::new(FileRead::of(&source))), findings)
}

/// Checks files that are in memory already, as those of a folder are; nothing is remarked on them.
pub fn load_files(
    files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    schemes: &BTreeMap<String, Scheme>,
) -> Loaded {
    resolved(&Files::in_memory(files), schemes, &|_, _| Vec::new())
}

/// Brings the files of a content together and checks them; meanwhile each is remarked on that was not yet.
///
/// `schemes` names the templates that a plan may ask for, with the numbering scheme of each.
pub fn resolved(files: &Files, schemes: &BTreeMap<String, Scheme>, remark: &Remark<'_>) -> Loaded {
    let remarked = || files.remark_on(remark);
    let Files { root, files, of_folder, some_unread } = files;
    let mut raw = RawContent::of(files);
    if *some_unread {
        raw.unread.shared = Names::Partial;
    }
    let mut findings = of_folder.clone();
    findings.extend(files.iter().flat_map(|file| &file.findings).cloned());
    let years: BTreeSet<i16> = files.iter().filter_map(|file| file.plan_year).collect();
    let years: Vec<i16> = years.into_iter().collect();
    let mut scopes: BTreeMap<PathBuf, Scope> =
        files.iter().map(|file| (file.source.path.clone(), file.scope.clone())).collect();
    let (province, ()) = rayon::join(|| resolve::province(&mut raw, schemes, &mut findings), remarked);
    let registry = province.as_ref().map(|province| &province.registry);
    let top = root.as_deref().unwrap_or(Path::new(""));
    findings.extend(
        files.iter().flat_map(|file| placed::contradictions(&file.source, top, &file.said, registry)),
    );
    if let (Some(root), true) = (root, files.is_empty() && findings.is_empty()) {
        let message = format!("thư mục {} không có tệp nội dung nào", root.display());
        findings.push(Diagnostic::error(codes::NO_PROVINCE, message));
    }
    if raw.province.is_empty() && raw.unread.shared == Names::Whole && !files.is_empty() {
        findings.push(no_province(root.as_deref()));
    }
    let mut acceptances = Vec::new();
    for (raw, source) in raw.accepted() {
        let scope = scopes.get(&source.path).cloned().unwrap_or_default();
        acceptances.extend(accepted(raw, source, &scope, &mut findings));
    }
    let mut remarks: Vec<Diagnostic> = files.iter().flat_map(|file| file.remarks(remark)).cloned().collect();
    let told = findings.iter_mut().chain(&mut remarks).map(|finding| &mut finding.scope);
    let all = told.chain(scopes.values_mut()).chain(acceptances.iter_mut().map(|one| &mut one.scope));
    widen(all, province.as_ref(), &years);
    let texts = Texts::of(files.iter().map(|file| scoped(file, &scopes[&file.source.path])));
    let sources = files.iter().map(|file| Arc::clone(&file.source)).collect();
    let mut findings = limited(findings);
    findings.extend(remarks);
    Loaded { province, findings, sources, years, texts, acceptances, scopes, unread: raw.unread }
}

/// Content without its province: somebody may have named a folder within the content folder.
fn no_province(root: Option<&Path>) -> Diagnostic {
    let message = "thư mục nội dung thiếu tệp “loai: tinh” (tên tỉnh, cơ quan ban hành)";
    let around =
        root.and_then(|root| root.ancestors().skip(1).find(|folder| folder.join(PROVINCE_FILE).is_file()));
    Diagnostic::error(codes::NO_PROVINCE, message).hint(match around {
        Some(folder) => {
            format!("thư mục nội dung là thư mục chứa thư mục này: --noi-dung \"{}\"", folder.display())
        }
        None => "xem ví dụ trong README, mục nội dung".to_owned(),
    })
}

/// The texts of a file, with whom it concerns after all.
fn scoped(file: &FileRead, scope: &Scope) -> Arc<[Written]> {
    if file.scope == *scope {
        return Arc::clone(&file.texts);
    }
    file.texts.iter().map(|text| Written { scope: scope.clone(), ..text.clone() }).collect()
}

/// A part belongs to its agency alone only where that agency is registered and makes a plan of its own in
/// a year that has one; elsewhere nobody can say whose part it was meant to be.
fn widen<'s>(scopes: impl Iterator<Item = &'s mut Scope>, province: Option<&Province>, years: &[i16]) {
    for scope in scopes {
        let Scope::Agency { id, year } = &*scope else { continue };
        let agency = province.and_then(|province| province.registry.agency(&AgencyId::new(id)));
        if !years.contains(year) || !agency.is_some_and(Agency::makes_sub_plan) {
            *scope = Scope::Everything;
        }
    }
}

/// Findings of one severity in one file beyond this are counted, not listed.
const MAX_LISTED: usize = 300;

/// The first findings of every file, and how many more there are.
fn limited(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if findings.len() <= MAX_LISTED {
        return findings;
    }
    let mut counts: BTreeMap<(PathBuf, Severity), usize> = BTreeMap::new();
    let mut listed = Vec::new();
    for finding in findings {
        let path = finding.place.as_ref().map(|place| place.source.path.clone()).unwrap_or_default();
        let count = counts.entry((path, finding.severity)).or_insert(0);
        *count += 1;
        if *count <= MAX_LISTED {
            listed.push(finding);
        }
    }
    for ((path, severity), count) in counts.into_iter().filter(|(_, count)| *count > MAX_LISTED) {
        let message = format!("Còn {} phát hiện khác trong tệp này", count - MAX_LISTED);
        let more = Diagnostic { severity, ..Diagnostic::error(codes::BUDGET, message) };
        listed.push(more.at(Place::whole_file(path)).hint("sửa các lỗi ở trên rồi kiểm tra lại"));
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_names_a_folder_within_the_content_folder_is_told_which_one_it_is() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho");
        let hint = |folder: &Path| no_province(Some(folder)).hint.unwrap_or_default();
        assert!(hint(&content.join("2025")).contains(&format!("\"{}\"", content.display())));
        assert!(hint(Path::new("/")).contains("README"));
    }
}
