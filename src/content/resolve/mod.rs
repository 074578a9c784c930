//! Raw files → model, with every finding.
//!
//! Order: province, agencies, groups, plans, overlays, results; later stages look names up in
//! earlier ones. Nothing stops at the first fault: a value that cannot be read is reported and left
//! out, and what depends on it is not reported again.

mod assigned;
mod blocks;
mod cover;
mod custom;
mod declared;
mod exceptions;
mod extent;
mod families;
mod format;
mod indicator;
mod kin;
mod meant;
mod number;
mod official;
mod outline;
mod overlay;
mod people;
mod plan;
mod progress;
mod registry;
mod report;
mod results;
mod roll;
mod shape;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::load::{Names, RawContent};
use super::raw::Text;
use crate::diagnostic::{Diagnostic, Place, Scope, Source, codes, likely, near_miss};
use crate::model::reference::Scheme;
use crate::model::{AgencyId, Province, Registry};
use crate::text::notes;
use crate::text::spaces::single_spaced;
use crate::text::typography::visible;

/// Resolves all raw files. `None` where there is no province file.
pub(super) fn province(
    raw: &mut RawContent,
    schemes: &BTreeMap<String, Scheme>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Province> {
    let registry = registry::registry(raw, findings);
    let raw = &*raw;
    let (province, source) = raw.province.first()?;
    for (again, source) in raw.province.iter().skip(1) {
        let finding = Diagnostic::error(codes::DUPLICATE_ID, "đã có một tệp “loai: tinh” khác");
        findings.push(finding.at(again.loai.place(source)));
    }
    let mut context = Context::of(&registry, source, findings, Scope::Everything, raw);
    declared::check(province, &mut context);
    let issuer = context.agency(&province.issuer).unwrap_or_else(|| AgencyId::new(&province.issuer));
    let mut plans = plan::plans(raw, &registry, &issuer, schemes, findings);
    plans.sort_by(|a, b| (a.year, &a.id).cmp(&(b.year, &b.id)));
    let overlays = overlay::overlays(raw, &registry, &plans, findings);
    let results = results::results(raw, &registry, &plans, findings);
    let progress = progress::progress(raw, &registry, &plans, findings);
    let reports = report::reports(raw, &registry, &plans, findings);
    let families = province.families.iter().map(|family| (family.id.to_string(), family.name.to_string()));
    let resolved = Province {
        name: province.name.to_string(),
        families: families.collect(),
        registry,
        plans,
        overlays,
        results,
        progress,
        reports,
    };
    plan::check_against_results(&resolved, findings);
    results::check_names(raw, &resolved, findings);
    families::check(raw, &resolved.registry, findings);
    Some(resolved)
}

/// From so many findings on, in a plan or in all other files, unknown names come without a guess at what was
/// meant.
const MAX_EXPLAINED: usize = 500;

/// What resolving a file needs: names to look up, the file, and where findings go.
pub(super) struct Context<'c> {
    pub registry: &'c Registry,
    pub source: &'c Arc<Source>,
    pub findings: &'c mut Vec<Diagnostic>,
    /// Whom findings in this file concern.
    pub scope: Scope,
    pub names: Names,
}

impl<'c> Context<'c> {
    /// For one file, whose findings concern `scope`.
    pub fn of(
        registry: &'c Registry,
        source: &'c Arc<Source>,
        findings: &'c mut Vec<Diagnostic>,
        scope: Scope,
        raw: &RawContent,
    ) -> Self {
        let names = raw.unread.names(&scope);
        Self { registry, source, findings, scope, names }
    }

    /// The year that the file is of, which is meant where it writes none.
    pub fn year(&self) -> i16 {
        match self.scope {
            Scope::Year(year)
            | Scope::Plan { year }
            | Scope::Agency { year, .. }
            | Scope::Report { year } => year,
            Scope::Everything => 0,
        }
    }

    pub fn place(&self, text: &Text) -> Place {
        text.place(self.source)
    }

    /// The beginning of the file, for what has nothing else to point at.
    pub fn whole_file(&self) -> Place {
        Place::new(self.source, 0..0)
    }

    pub fn report(&mut self, finding: Diagnostic, text: &Text) {
        let place = self.place(text);
        self.push(finding.at(place));
    }

    /// A name that is not known: nothing is said of it while it may stand in a file that could not be read.
    pub fn report_unknown(&mut self, finding: Diagnostic, text: &Text) {
        match self.names {
            Names::Whole => self.report(finding, text),
            Names::Partial => {}
        }
    }

    /// The same of an agency or a group.
    pub fn report_unknown_agency(&mut self, message: String, near: Option<String>, text: &Text) {
        let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, message);
        let finding = match meant::several(text) {
            Some(hint) => finding.hint(hint),
            None => with_near(finding, near, "xem mã của các cơ quan và nhóm: kehoach liet-ke"),
        };
        self.report_unknown(finding, text);
    }

    /// A finding that has its place already.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding.within(self.scope.clone()));
    }

    /// The nearest known name; not looked for where so much is wrong that nobody reads it.
    pub fn near<K: AsRef<str>>(&self, word: &str, known: impl IntoIterator<Item = K>) -> Option<String> {
        if self.findings.len() < MAX_EXPLAINED { near_miss(word, known) } else { None }
    }

    /// A registered agency; reports an unknown id with the nearest known one.
    pub fn agency(&mut self, id: &Text) -> Option<AgencyId> {
        let wanted = AgencyId::new(id);
        if self.registry.agency(&wanted).is_some() {
            return Some(wanted);
        }
        if let Some(group) = roll::group_id(id, self.registry).and_then(|group| self.registry.group(&group)) {
            let message = format!("“{}” là nhóm ({}), ở đây phải ghi mã một cơ quan", **id, group.name);
            let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, message);
            self.report(finding.hint("chọn một cơ quan trong nhóm: kehoach liet-ke"), id);
            return None;
        }
        let known = self.registry.agencies().iter().map(|agency| agency.id.as_str());
        let near = self.near(id, known);
        self.report_unknown_agency(format!("không có cơ quan “{}”", **id), near, id);
        None
    }

    /// A number without sign, such as a year or a document number.
    pub fn number<N: std::str::FromStr>(&mut self, text: &Text, what: &str) -> Option<N> {
        let number = text.trim().parse().ok();
        if number.is_none() {
            let finding =
                Diagnostic::error(codes::BAD_VALUE, format!("{what} “{}” không phải là số hợp lệ", **text));
            let hint = meant::several(text).unwrap_or_else(|| "chỉ ghi chữ số, ví dụ: 2026".to_owned());
            self.report(finding.hint(hint), text);
        }
        number
    }
}

/// Adds "có phải …?" where something is near enough, else what helps all the same.
pub(super) fn with_near(finding: Diagnostic, near: Option<String>, otherwise: &str) -> Diagnostic {
    match near {
        Some(near) => finding.hint(likely(&near)),
        None => finding.hint(otherwise),
    }
}

/// Texts as strings, white space at the ends removed.
pub(super) fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(prose).collect()
}

/// One text: line breaks and runs of spaces become one space; what has no shape is left out, as the
/// warning about it in the file says; a stop stands behind its note.
pub(super) fn prose(text: &Text) -> String {
    let visible = visible(text);
    let text = single_spaced(&visible);
    match notes::closed(&text) {
        Cow::Borrowed(_) => text.into_owned(),
        Cow::Owned(closed) => closed,
    }
}

pub(super) fn optional(text: Option<&Text>) -> Option<String> {
    text.map(prose).filter(|text| !text.is_empty())
}
