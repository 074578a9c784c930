//! Folder → raw files → model.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::accepted::{Acceptance, accepted};
use super::placed::{self, Said};
use super::raw::{
    FileKind, RawAcceptance, RawAgencies, RawGroups, RawOverlay, RawPlan, RawProgress, RawProvince,
    RawResults, RawStatusReport,
};
use super::written::{Written, written};
use super::yaml::KIND_KEY;
use super::{files, itself, labels, resolve, yaml};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity, Source, codes, has_errors};
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
}

/// Years that a plan can have.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2200;

/// A typed file with its source.
pub(super) type Typed<T> = (T, Arc<Source>);

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

/// Reads and checks a content folder.
///
/// `schemes` names the templates that a plan may ask for, with the numbering scheme of each.
pub fn load(dir: &Path, schemes: &BTreeMap<String, Scheme>) -> Loaded {
    let mut findings = Vec::new();
    let sources = files::read(dir, &mut findings);
    let mut loaded = check(sources, dir, schemes, findings);
    if loaded.sources.is_empty() && loaded.findings.is_empty() {
        let message = format!("thư mục {} không có tệp nội dung nào", dir.display());
        loaded.findings.push(Diagnostic::error(codes::NO_PROVINCE, message));
    }
    loaded
}

/// Checks files that are in memory already, as [`load`] does with those of a folder.
pub fn load_files(
    files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    schemes: &BTreeMap<String, Scheme>,
) -> Loaded {
    let mut findings = Vec::new();
    let mut sources = Vec::new();
    for (path, bytes) in files {
        sources.extend(yaml::load_source(path, bytes, &mut findings));
    }
    check(sources, Path::new(""), schemes, findings)
}

fn check(
    sources: Vec<Arc<Source>>,
    root: &Path,
    schemes: &BTreeMap<String, Scheme>,
    mut findings: Vec<Diagnostic>,
) -> Loaded {
    let mut raw = RawContent::default();
    let mut years = BTreeSet::new();
    let mut scopes = BTreeMap::new();
    let mut said = Vec::new();
    let mut texts = Vec::new();
    // Each file by itself, several at a time: this is most of what loading costs.
    let parsed: Vec<Parsed> = sources.par_iter().map(parse).collect();
    for (source, parsed) in sources.iter().zip(parsed) {
        let Parsed { node, texts: typed, findings: mut own } = parsed;
        let first = texts.len();
        texts.extend(typed);
        let subject = add_file(source, node, &mut raw, &mut own);
        texts[first..].iter_mut().for_each(|text| text.scope = subject.scope.clone());
        years.extend(subject.plan_year);
        findings.extend(own.into_iter().map(|finding| finding.within(subject.scope.clone())));
        scopes.insert(source.path.clone(), subject.scope);
        said.push((source, subject.said));
    }
    let province = resolve::province(&raw, schemes, &mut findings);
    let registry = province.as_ref().map(|province| &province.registry);
    findings
        .extend(said.iter().flat_map(|(source, said)| placed::contradictions(source, root, said, registry)));
    if raw.province.is_empty() && raw.unread == Names::Whole && !sources.is_empty() {
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
    let years = years.into_iter().collect();
    Loaded { province, findings: limited(findings), sources, years, texts, acceptances, scopes }
}

/// A part belongs to its agency alone only where that agency is registered and makes a plan of its own in
/// a year that has one; elsewhere nobody can say whose part it was meant to be.
fn widen<'s>(
    scopes: impl Iterator<Item = &'s mut Scope>,
    province: Option<&Province>,
    years: &BTreeSet<i16>,
) {
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

/// What a file is about.
#[derive(Default)]
struct Subject {
    /// Whom its findings concern.
    scope: Scope,
    /// The year whose plan it says that it is.
    plan_year: Option<i16>,
    /// What its place is compared with.
    said: Said,
}

/// A file as YAML, with all that is typed in it.
struct Parsed {
    node: Option<yaml::Node>,
    texts: Vec<Written>,
    findings: Vec<Diagnostic>,
}

fn parse(source: &Arc<Source>) -> Parsed {
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    let mut node = yaml::read(source, &mut findings);
    if let Some(node) = &mut node {
        written(node, source, &Scope::Everything, &mut texts);
        itself::supports(node, source, &mut findings);
        labels::take_off(node, source, &mut findings);
    }
    Parsed { node, texts, findings }
}

/// Reads one file into its kind; tells what it is about.
fn add_file(
    source: &Arc<Source>,
    node: Option<yaml::Node>,
    raw: &mut RawContent,
    findings: &mut Vec<Diagnostic>,
) -> Subject {
    let Some(node) = node else {
        raw.unread = Names::Partial;
        return Subject::default();
    };
    let Some(kind) = file_kind(&node, source, findings) else {
        raw.unread = Names::Partial;
        return Subject::default();
    };
    match kind {
        FileKind::Province => raw.province.extend(typed(&node, source, findings)),
        FileKind::Agencies => raw.agencies.extend(typed(&node, source, findings)),
        FileKind::Groups => raw.groups.extend(typed(&node, source, findings)),
        FileKind::Plan => raw.plans.extend(typed(&node, source, findings)),
        FileKind::Results => raw.results.extend(typed(&node, source, findings)),
        FileKind::Overlay => raw.overlays.extend(typed(&node, source, findings)),
        FileKind::Progress => raw.progress.extend(typed(&node, source, findings)),
        FileKind::Report => raw.reports.extend(typed(&node, source, findings)),
    }
    if kind == FileKind::Progress {
        // No document is made from reports: what is wrong in them stops none, and is not counted.
        findings.iter_mut().for_each(|finding| finding.severity = finding.severity.min(Severity::Warning));
    }
    let subject = subject(kind, &node, source, findings);
    if has_errors(findings) {
        // Names that a broken file would have brought cannot be told from unknown ones.
        match (kind, &subject.scope) {
            (FileKind::Overlay | FileKind::Results | FileKind::Progress | FileKind::Report, _) => {}
            (FileKind::Plan, Scope::Year(year)) => drop(raw.unread_plans.insert(*year)),
            _ => raw.unread = Names::Partial,
        }
    }
    subject
}

fn subject(kind: FileKind, node: &yaml::Node, source: &Source, findings: &[Diagnostic]) -> Subject {
    let text = |key| node.get(key).and_then(yaml::Node::text).map(str::trim);
    let year = text("nam").and_then(|year| year.parse().ok()).filter(|year| YEARS.contains(year));
    // Of two values typed for one of these keys nobody knows which is meant.
    let doubtful = findings.iter().filter(|finding| finding.code == codes::DUPLICATE_KEY).any(|finding| {
        let typed = finding.place.as_ref().and_then(|place| source.text.get(place.start..place.end));
        typed.is_some_and(|key| [KIND_KEY, "nam", "co_quan"].contains(&key.trim_matches(['"', '\''])))
    });
    let Some(year) = year.filter(|_| !doubtful) else { return Subject::default() };
    let range = |key| node.get(key).map(|node| node.range.clone()).unwrap_or_default();
    let said = Said { year: Some((year, range("nam"))), agency: None };
    match kind {
        FileKind::Plan => Subject { scope: Scope::Year(year), plan_year: Some(year), said },
        FileKind::Overlay => {
            let scope = text("co_quan").map(|id| Scope::Agency { id: id.into(), year });
            let agency = text("co_quan").map(|id| (id.to_owned(), range("co_quan")));
            Subject { scope: scope.unwrap_or_default(), plan_year: None, said: Said { agency, ..said } }
        }
        FileKind::Progress => {
            let agency = text("co_quan").map(|id| (id.to_owned(), range("co_quan")));
            Subject { scope: Scope::Year(year), plan_year: None, said: Said { agency, ..said } }
        }
        FileKind::Report => Subject { scope: Scope::Report { year }, plan_year: None, said },
        FileKind::Province | FileKind::Agencies | FileKind::Groups | FileKind::Results => Subject::default(),
    }
}

fn typed<T: serde::de::DeserializeOwned + schemars::JsonSchema>(
    node: &yaml::Node,
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Typed<T>> {
    yaml::decode(node, source, findings).map(|value| (value, Arc::clone(source)))
}

fn file_kind(node: &yaml::Node, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<FileKind> {
    match yaml::kind(node, source, &FileKind::KNOWN) {
        Ok(value) => FileKind::from_value(&value),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}
