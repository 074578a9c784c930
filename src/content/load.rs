//! Folder → raw files → model.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::raw::{FileKind, RawAgencies, RawGroups, RawOverlay, RawPlan, RawProvince, RawResults};
use super::{resolve, yaml};
use crate::diagnostic::{Diagnostic, Place, Severity, Source, codes, has_errors};
use crate::model::Province;
use crate::template::Scheme;

/// What loading a content folder gives.
#[derive(Debug)]
pub struct Loaded {
    /// `None` where errors leave nothing to work with (no province file, unreadable folder).
    pub province: Option<Province>,
    pub findings: Vec<Diagnostic>,
    /// Every file read, in path order: what the output depends on.
    pub sources: Vec<Arc<Source>>,
    /// What each plan and overlay file is about, also of those with errors.
    scopes: BTreeMap<PathBuf, Scope>,
}

/// What a file touches: one year, or one agency of one year.
#[derive(Debug, Clone, Default)]
struct Scope {
    year: Option<i16>,
    agency: Option<String>,
}

impl Loaded {
    /// The agency whose overlay a finding is about; `None` for findings that touch everything.
    pub fn agency_of(&self, finding: &Diagnostic) -> Option<&str> {
        self.scope(finding)?.agency.as_deref()
    }

    /// Whether a finding matters to a year: those of other years' plans and overlays do not.
    pub fn concerns(&self, finding: &Diagnostic, year: i16) -> bool {
        self.scope(finding).and_then(|scope| scope.year).is_none_or(|of| of == year)
    }

    fn scope(&self, finding: &Diagnostic) -> Option<&Scope> {
        self.scopes.get(&finding.place.as_ref()?.source.path)
    }
}

/// A typed file with its source.
pub(super) type Typed<T> = (T, Arc<Source>);

/// The raw files of a folder, sorted by path within each kind.
#[derive(Default)]
pub(super) struct RawContent {
    pub province: Vec<Typed<RawProvince>>,
    pub agencies: Vec<Typed<RawAgencies>>,
    pub groups: Vec<Typed<RawGroups>>,
    pub plans: Vec<Typed<RawPlan>>,
    pub overlays: Vec<Typed<RawOverlay>>,
    pub results: Vec<Typed<RawResults>>,
    /// A file that others may name could not be read whole.
    pub broken: bool,
}

/// Reads and checks a content folder.
///
/// `schemes` names the templates that a plan may ask for, with the numbering scheme of each.
pub fn load(dir: &Path, schemes: &BTreeMap<String, Scheme>) -> Loaded {
    let mut findings = Vec::new();
    let sources = read_sources(dir, &mut findings);
    let mut loaded = check(sources, schemes, findings);
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
    check(sources, schemes, findings)
}

fn check(
    sources: Vec<Arc<Source>>,
    schemes: &BTreeMap<String, Scheme>,
    mut findings: Vec<Diagnostic>,
) -> Loaded {
    let mut raw = RawContent::default();
    let mut scopes = BTreeMap::new();
    for source in &sources {
        let scope = add_file(source, &mut raw, &mut findings);
        scopes.insert(source.path.clone(), scope);
    }
    let province = resolve::province(&raw, schemes, &mut findings);
    if raw.province.is_empty() && !raw.broken && !sources.is_empty() {
        let message = "thư mục nội dung thiếu tệp “loai: tinh” (tên tỉnh, cơ quan ban hành)";
        findings.push(
            Diagnostic::error(codes::NO_PROVINCE, message).hint("xem ví dụ trong README, mục nội dung"),
        );
    }
    Loaded { province, findings: limited(findings), sources, scopes }
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

fn read_sources(dir: &Path, findings: &mut Vec<Diagnostic>) -> Vec<Arc<Source>> {
    let mut sources = Vec::new();
    // Links out of the folder are followed by no one: what is not in the folder is not content.
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                findings.push(unreadable(dir, error.path(), error.io_error()));
                continue;
            }
        };
        let path = entry.path();
        if !entry.file_type().is_file() || !is_yaml(path) {
            continue;
        }
        match std::fs::read(path) {
            Ok(bytes) => sources.extend(yaml::load_source(path.to_path_buf(), bytes, findings)),
            Err(error) => findings.push(unreadable(dir, Some(path), Some(&error))),
        }
    }
    sources
}

/// `.yaml` and `.yml`; editors' lock and backup files (`~$x.yaml`, `.#x.yaml`) are not content.
fn is_yaml(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    let yaml = extension.is_some_and(|extension| extension == "yaml" || extension == "yml");
    yaml && !name.starts_with('.') && !name.starts_with('~')
}

fn unreadable(dir: &Path, path: Option<&Path>, error: Option<&std::io::Error>) -> Diagnostic {
    let path: PathBuf = path.unwrap_or(dir).to_path_buf();
    let why = match error.map(std::io::Error::kind) {
        Some(std::io::ErrorKind::NotFound) => "không tìm thấy",
        Some(std::io::ErrorKind::PermissionDenied) => "không có quyền đọc",
        _ => "không đọc được",
    };
    Diagnostic::error(codes::UNREADABLE_FILE, format!("{why}: {}", path.display()))
}

/// Reads one file into its kind and tells what it is about. A file that is no YAML at all is taken for
/// the overlay of the agency that its name says, so that one broken file stops one agency.
fn add_file(source: &Arc<Source>, raw: &mut RawContent, findings: &mut Vec<Diagnostic>) -> Scope {
    let Some(node) = yaml::read(source, findings) else {
        raw.broken = true;
        let stem = source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let plan = stem.as_deref().is_none_or(|stem| stem.starts_with("ke-hoach"));
        return Scope { year: None, agency: stem.filter(|_| !plan) };
    };
    let before = findings.len();
    let Some(kind) = file_kind(&node, source, findings) else {
        raw.broken = true;
        return Scope::default();
    };
    match kind {
        FileKind::Province => raw.province.extend(typed(&node, source, findings)),
        FileKind::Agencies => raw.agencies.extend(typed(&node, source, findings)),
        FileKind::Groups => raw.groups.extend(typed(&node, source, findings)),
        FileKind::Plan => raw.plans.extend(typed(&node, source, findings)),
        FileKind::Results => raw.results.extend(typed(&node, source, findings)),
        FileKind::Overlay => raw.overlays.extend(typed(&node, source, findings)),
    }
    // Names that a broken file would have brought cannot be told from unknown ones.
    let names_others = !matches!(kind, FileKind::Overlay | FileKind::Results);
    raw.broken |= names_others && has_errors(&findings[before..]);
    let text = |key| node.get(key).and_then(yaml::Node::text);
    let of_year = matches!(kind, FileKind::Plan | FileKind::Overlay);
    Scope {
        year: text("nam").filter(|_| of_year).and_then(|year| year.trim().parse().ok()),
        agency: text("co_quan").filter(|_| kind == FileKind::Overlay).map(ToOwned::to_owned),
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
    let known = FileKind::ALL.map(|(_, name)| name);
    let value = match yaml::kind(node, source) {
        Ok(value) => value,
        Err(finding) => {
            findings.push(finding);
            return None;
        }
    };
    let kind = FileKind::from_value(&value);
    if kind.is_none() {
        findings.push(yaml::unknown_kind(&value, source, &known));
    }
    kind
}
