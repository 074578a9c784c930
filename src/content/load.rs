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
use super::written::Written;
use super::{files, placed, resolve, yaml};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity, Source, codes};
use crate::model::reference::Scheme;
use crate::model::{Agency, AgencyId, Province};

/// What loading a content folder gives.
#[derive(Debug)]
pub struct Loaded {
    /// `None` where errors leave nothing to work with (no province file, unreadable folder).
    pub province: Option<Province>,
    pub findings: Vec<Diagnostic>,
    /// Every file read, in path order: what the output depends on.
    pub sources: Vec<Arc<Source>>,
    /// Years of which some file says that it is the plan, sound or not, oldest first: a plan with errors
    /// must not let another year be taken for the newest.
    pub years: Vec<i16>,
    /// Every text that was typed, file by file.
    pub texts: Vec<Written>,
    /// Findings that offices let stand.
    pub acceptances: Vec<Acceptance>,
    /// Whom the findings of each file concern.
    pub(super) scopes: BTreeMap<PathBuf, Scope>,
    /// Where it was read from, and what every file said by itself: to read one again.
    root: PathBuf,
    files: Vec<Arc<FileRead>>,
    /// What was found on the way to the files.
    of_folder: Vec<Diagnostic>,
}

/// Years that a plan can have.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2200;

impl Loaded {
    /// Whom what is found in a file concerns.
    pub fn scope_of(&self, path: &Path) -> Option<&Scope> {
        self.scopes.get(path)
    }

    /// What is remarked on each file, in their order; `remark` is asked of those only of which it was not yet.
    pub fn remarks(&self, remark: &Remark<'_>) -> Vec<Diagnostic> {
        let remarks = self.files.par_iter().flat_map_iter(|file| file.remarks(remark).iter().cloned());
        let mut remarks: Vec<Diagnostic> = remarks.collect();
        widen(remarks.iter_mut().map(|one| &mut one.scope), self.province.as_ref(), &self.years);
        remarks
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
    /// Whether all that any file may name could be read.
    unread: Names,
    /// Years with a plan that could not be read whole: what their parts name may stand there.
    unread_plans: BTreeSet<i16>,
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
                Unread::Names => raw.unread = Names::Partial,
                Unread::Plan(year) => drop(raw.unread_plans.insert(year)),
            }
        }
        raw
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

    /// Whether all that a file may name could be read; `scope` is whom the file concerns. Where it could
    /// not, an error stops at least as much as that.
    pub(super) fn names(&self, scope: &Scope) -> Names {
        let unread = match scope {
            Scope::Year(year)
            | Scope::Plan { year }
            | Scope::Agency { year, .. }
            | Scope::Report { year } => self.unread_plans.contains(year),
            Scope::Everything => false,
        };
        if unread { Names::Partial } else { self.unread }
    }
}

/// The files of a content folder, each read by itself.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    files: Vec<Arc<FileRead>>,
    /// What was found on the way to them.
    of_folder: Vec<Diagnostic>,
}

/// Reads the files of a content folder and asks for remarks on each, several at a time: this is most of what
/// loading costs.
pub fn read(dir: &Path, remark: &Remark<'_>) -> Files {
    let mut found: Vec<(usize, files::Found)> = files::found(dir).into_iter().enumerate().collect();
    // The longest first: none is begun when all the others are done.
    found.sort_by_cached_key(|(_, found)| Reverse(found.length()));
    let read = found.into_par_iter().with_max_len(1).map(|(at, found)| {
        let mut findings = Vec::new();
        let file = found.read(&mut findings).map(|source| Arc::new(FileRead::of(&source)));
        if let Some(file) = &file {
            file.remarks(remark);
        }
        (at, (file, findings))
    });
    let mut read: Vec<_> = read.collect();
    read.sort_by_key(|(at, _)| *at);
    Files::of(dir.to_path_buf(), read.into_iter().map(|(_, read)| read).collect())
}

/// Brings the files of a content together and checks them.
///
/// `schemes` names the templates that a plan may ask for, with the numbering scheme of each.
pub fn resolved(files: Files, schemes: &BTreeMap<String, Scheme>) -> Loaded {
    let Files { root, files, of_folder } = files;
    let mut loaded = assembled(files, root, schemes, of_folder);
    if loaded.sources.is_empty() && loaded.findings.is_empty() {
        let message = format!("thư mục {} không có tệp nội dung nào", loaded.root.display());
        loaded.findings.push(Diagnostic::error(codes::NO_PROVINCE, message));
    }
    loaded
}

/// Checks files that are in memory already, as those of a folder are.
pub fn load_files(
    files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    schemes: &BTreeMap<String, Scheme>,
) -> Loaded {
    let files: Vec<(PathBuf, Vec<u8>)> = files.into_iter().collect();
    let read = files.into_par_iter().map(|(path, bytes)| {
        let mut findings = Vec::new();
        let source = yaml::load_source(path, bytes, &mut findings);
        (source.map(|source| Arc::new(FileRead::of(&source))), findings)
    });
    let Files { root, files, of_folder } = Files::of(PathBuf::new(), read.collect());
    assembled(files, root, schemes, of_folder)
}

impl Files {
    /// In the order in which they were found.
    fn of(root: PathBuf, read: Vec<(Option<Arc<FileRead>>, Vec<Diagnostic>)>) -> Self {
        let (mut files, mut of_folder) = (Vec::new(), Vec::new());
        for (file, findings) in read {
            files.extend(file);
            of_folder.extend(findings);
        }
        Self { root, files, of_folder }
    }
}

/// The content with one file changed or added, as [`resolved`] would find it: no other file is read again.
/// `is_needed` tells which of the others there are to be.
pub fn load_changed(
    loaded: &Loaded,
    path: &Path,
    text: &str,
    is_needed: &dyn Fn(&Path) -> bool,
    schemes: &BTreeMap<String, Scheme>,
) -> Loaded {
    let mut of_folder = Vec::new();
    let source = yaml::load_source(path.to_path_buf(), text.as_bytes().to_vec(), &mut of_folder);
    let new = source.map(|source| Arc::new(FileRead::of(&source)));
    let others = loaded.files.iter().filter(|file| file.source.path != path && is_needed(&file.source.path));
    let mut files: Vec<Arc<FileRead>> = others.cloned().chain(new).collect();
    files.sort_by(|one, other| one.source.path.cmp(&other.source.path));
    of_folder.extend(loaded.of_folder.iter().cloned());
    assembled(files, loaded.root.clone(), schemes, of_folder)
}

/// Files that were read, brought together; `of_folder` is what was found on the way to them.
fn assembled(
    files: Vec<Arc<FileRead>>,
    root: PathBuf,
    schemes: &BTreeMap<String, Scheme>,
    of_folder: Vec<Diagnostic>,
) -> Loaded {
    let raw = RawContent::of(&files);
    let mut findings = of_folder.clone();
    findings.extend(files.iter().flat_map(|file| &file.findings).cloned());
    let years: BTreeSet<i16> = files.iter().filter_map(|file| file.plan_year).collect();
    let years: Vec<i16> = years.into_iter().collect();
    let mut scopes: BTreeMap<PathBuf, Scope> =
        files.iter().map(|file| (file.source.path.clone(), file.scope.clone())).collect();
    let mut texts: Vec<Written> = files.iter().flat_map(|file| &file.texts).cloned().collect();
    let province = resolve::province(&raw, schemes, &mut findings);
    let registry = province.as_ref().map(|province| &province.registry);
    findings.extend(
        files.iter().flat_map(|file| placed::contradictions(&file.source, &root, &file.said, registry)),
    );
    if raw.province.is_empty() && raw.unread == Names::Whole && !files.is_empty() {
        let message = "thư mục nội dung thiếu tệp “loai: tinh” (tên tỉnh, cơ quan ban hành)";
        findings.push(
            Diagnostic::error(codes::NO_PROVINCE, message).hint("xem ví dụ trong README, mục nội dung"),
        );
    }
    let mut acceptances = Vec::new();
    for (raw, source) in raw.accepted() {
        let scope = scopes.get(&source.path).cloned().unwrap_or_default();
        acceptances.extend(accepted(raw, source, &scope, &mut findings));
    }
    let all = findings.iter_mut().map(|finding| &mut finding.scope).chain(scopes.values_mut());
    let all = all.chain(texts.iter_mut().map(|text| &mut text.scope));
    widen(all.chain(acceptances.iter_mut().map(|one| &mut one.scope)), province.as_ref(), &years);
    let sources = files.iter().map(|file| Arc::clone(&file.source)).collect();
    let findings = limited(findings);
    Loaded { province, findings, sources, years, texts, acceptances, scopes, root, files, of_folder }
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
