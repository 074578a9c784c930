//! Một tệp nội dung, read by itself: its typed value, every text in it, and what is wrong with it whatever
//! the other files say. Files that did not change need not be read again.

use std::sync::{Arc, OnceLock};

use super::load::YEARS;
use super::placed::Said;
use super::raw::{
    FileKind, RawAgencies, RawGroups, RawOverlay, RawPlan, RawProgress, RawProvince, RawResults,
    RawStatusReport,
};
use super::written::{Written, written};
use super::yaml::{self, KIND_KEY};
use super::{comments, doubled, itself, labels};
use crate::diagnostic::{Diagnostic, Scope, Severity, Source, Topic, has_errors};

/// What a file says by itself.
#[derive(Debug)]
pub(super) struct FileRead {
    pub source: Arc<Source>,
    /// None where it cannot be read as what it says it is.
    pub raw: Option<RawFile>,
    pub unread: Unread,
    pub texts: Arc<[Written]>,
    pub findings: Vec<Diagnostic>,
    /// Whom its findings concern.
    pub scope: Scope,
    /// The year whose plan it says that it is.
    pub plan_year: Option<i16>,
    /// What its place is compared with.
    pub said: Said,
    /// What a later stage remarked on it: a file that did not change is not looked at again.
    remarks: OnceLock<Vec<Diagnostic>>,
}

/// What a later stage has to say of a file that was read, whatever the other files say: its source, and every
/// text in it. Asked for several files at a time.
pub type Remark<'r> = dyn Fn(&Arc<Source>, &[Written]) -> Vec<Diagnostic> + Sync + 'r;

/// A file as it is typed.
#[derive(Debug)]
pub(super) enum RawFile {
    Province(Arc<RawProvince>),
    Agencies(Arc<RawAgencies>),
    Groups(Arc<RawGroups>),
    Plan(Arc<RawPlan>),
    Overlay(Arc<RawOverlay>),
    Results(Arc<RawResults>),
    Progress(Arc<RawProgress>),
    Report(Arc<RawStatusReport>),
}

/// What others may name and what could not be read in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    Nothing,
    Names,
    /// Tasks of the plan of a year.
    Plan(i16),
}

impl FileRead {
    /// Reads a file.
    pub fn of(source: &Arc<Source>) -> Self {
        let (mut texts, mut findings) = (Vec::new(), Vec::new());
        let mut node = yaml::read(source, &mut findings);
        if let Some(node) = &mut node {
            written(node, source, &Scope::Everything, &mut texts);
            findings.extend(comments::cut(&texts));
            itself::supports(node, source, &mut findings);
            doubled::names(node, source, &mut findings);
            labels::take_off(node, source, &mut findings);
        }
        let kind = node.as_ref().and_then(|node| file_kind(node, source, &mut findings));
        let (Some(node), Some(kind)) = (node, kind) else {
            return Self {
                source: Arc::clone(source),
                raw: None,
                unread: Unread::Names,
                texts: texts.into(),
                findings,
                scope: Scope::default(),
                plan_year: None,
                said: Said::default(),
                remarks: OnceLock::new(),
            };
        };
        let raw = typed_file(kind, &node, source, &mut findings);
        if kind == FileKind::Progress {
            // No document is made from reports: what is wrong in them stops none, and is not counted.
            findings
                .iter_mut()
                .for_each(|finding| finding.severity = finding.severity.min(Severity::Warning));
        }
        let Subject { scope, plan_year, said } = subject(kind, &node, source, &findings);
        // Names that a broken file would have brought cannot be told from unknown ones.
        let unread = match (kind, &scope) {
            _ if !has_errors(&findings) => Unread::Nothing,
            (FileKind::Overlay | FileKind::Results | FileKind::Progress | FileKind::Report, _) => {
                Unread::Nothing
            }
            (FileKind::Plan, Scope::Year(year)) => Unread::Plan(*year),
            _ => Unread::Names,
        };
        texts.iter_mut().for_each(|text| text.scope = scope.clone());
        Self {
            source: Arc::clone(source),
            raw,
            unread,
            findings: findings.into_iter().map(|finding| finding.within(scope.clone())).collect(),
            texts: texts.into(),
            scope,
            plan_year,
            said,
            remarks: OnceLock::new(),
        }
    }

    /// What is to be said of the file whatever the others say; asked for once.
    pub fn remarks(&self, remark: &Remark<'_>) -> &[Diagnostic] {
        self.remarks.get_or_init(|| {
            let told = remark(&self.source, &self.texts).into_iter();
            told.map(|finding| finding.within(self.scope.clone())).collect()
        })
    }
}

fn typed_file(
    kind: FileKind,
    node: &yaml::Node,
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<RawFile> {
    match kind {
        FileKind::Province => typed(node, source, findings).map(RawFile::Province),
        FileKind::Agencies => typed(node, source, findings).map(RawFile::Agencies),
        FileKind::Groups => typed(node, source, findings).map(RawFile::Groups),
        FileKind::Plan => typed(node, source, findings).map(RawFile::Plan),
        FileKind::Results => typed(node, source, findings).map(RawFile::Results),
        FileKind::Overlay => typed(node, source, findings).map(RawFile::Overlay),
        FileKind::Progress => typed(node, source, findings).map(RawFile::Progress),
        FileKind::Report => typed(node, source, findings).map(RawFile::Report),
    }
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

fn subject(kind: FileKind, node: &yaml::Node, source: &Source, findings: &[Diagnostic]) -> Subject {
    let text = |key| node.get(key).and_then(yaml::Node::text).map(str::trim);
    let year = text("nam").and_then(|year| year.parse().ok()).filter(|year| YEARS.contains(year));
    // Of two values typed for one of these keys nobody knows which is meant.
    let doubtful = findings.iter().filter(|finding| finding.topic == Topic::RepeatedKey).any(|finding| {
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
) -> Option<Arc<T>> {
    yaml::decode(node, source, findings).map(Arc::new)
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
