//! Agencies beside each other: two of one name or symbol at the same time, names and kinds that contradict each
//! other, successors that never take over, and chains of them that come back to where they began.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::content::load::RawContent;
use crate::content::raw::{RawAgency, RawGroup};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::agency::{Agency, AgencyId, AgencyKind, Registry};
use crate::text::spaces::single_spaced;

/// Reports both; `registry` is what was made of the files.
pub(super) fn check(raw: &RawContent, registry: &Registry, findings: &mut Vec<Diagnostic>) {
    let mut known = Known::default();
    for (file, source) in &raw.agencies {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        for entry in &file.list {
            known.agency(entry, registry, &mut context);
            known.symbol(entry, registry, &mut context);
            if let Some(agency) = registry.agency(&AgencyId::new(&entry.id)) {
                odd_kind(entry, agency, &mut context);
                never_succeeds(entry, agency, &mut context);
            }
            circular(entry, &mut context);
        }
    }
    for (file, source) in &raw.agencies {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        for entry in &file.list {
            known.other_names(entry, registry, &mut context);
        }
    }
    for (file, source) in &raw.groups {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        for entry in &file.list {
            known.group(entry, &mut context);
        }
    }
}

/// Who is called how, by names in small letters, with where the name was typed.
#[derive(Default)]
struct Known<'r> {
    agencies: BTreeMap<String, Vec<(&'r Agency, Place)>>,
    groups: BTreeMap<String, Place>,
    /// By their symbol, in capitals.
    symbols: BTreeMap<String, Vec<&'r Agency>>,
}

/// Whether there is a day on which both are.
fn together(one: &Agency, other: &Agency) -> bool {
    let begins = |one: &Agency, other: &Agency| {
        one.from.is_none_or(|from| other.until.is_none_or(|until| from <= until))
    };
    begins(one, other) && begins(other, one)
}

fn key(name: &str) -> String {
    single_spaced(name).to_lowercase()
}

impl<'r> Known<'r> {
    fn agency(&mut self, entry: &RawAgency, registry: &'r Registry, context: &mut Context<'_>) {
        let Some(agency) = registry.agency(&AgencyId::new(&entry.id)) else { return };
        let place = context.place(&entry.name);
        let same = self.agencies.entry(key(&agency.name)).or_default();
        if let Some((other, first)) =
            same.iter().find(|(other, _)| other.id != agency.id && together(agency, other))
        {
            let line = first.line_column().0;
            let message = format!(
                "“{}” là tên của hai cơ quan cùng một lúc: {} và {} ({}:{line})",
                agency.name,
                agency.id,
                other.id,
                first.source.path.display()
            );
            let finding = Diagnostic::warning(codes::SAME_NAME, message).hint(
                "là một cơ quan thì xóa một mục; cơ quan trước thì ghi “den_ngay”; hai cơ quan thì ghi tên cho phân biệt",
            );
            context.report(finding, &entry.name);
        }
        same.push((agency, place));
    }

    /// What an agency is also called is no other's name.
    fn other_names(&self, entry: &RawAgency, registry: &'r Registry, context: &mut Context<'_>) {
        let Some(agency) = registry.agency(&AgencyId::new(&entry.id)) else { return };
        for typed in entry.short_name.iter().chain(&entry.other_names) {
            let same = self.agencies.get(&key(typed)).into_iter().flatten();
            let other =
                same.map(|(other, _)| *other).find(|other| other.id != agency.id && together(agency, other));
            let Some(other) = other else { continue };
            let message = format!("“{}” là tên của cơ quan khác ({})", **typed, other.id);
            let finding = Diagnostic::warning(codes::SAME_NAME, message);
            context.report(finding.hint("bỏ tên này, hoặc sửa cho phân biệt"), typed);
        }
    }

    /// Documents of two bodies with one symbol cannot be told apart by it. Committees share theirs, and rooms of
    /// different bodies may.
    fn symbol(&mut self, entry: &RawAgency, registry: &'r Registry, context: &mut Context<'_>) {
        let Some(agency) = registry.agency(&AgencyId::new(&entry.id)) else { return };
        let (Some(typed), true) = (&entry.symbol, has_own_symbol(agency.kind)) else { return };
        let same = self.symbols.entry(agency.symbol.to_uppercase()).or_default();
        if let Some(other) = same.iter().find(|other| other.id != agency.id && together(agency, other)) {
            let message = format!("ký hiệu “{}” đã là của “{}” ({})", agency.symbol, other.name, other.id);
            let finding = Diagnostic::warning(codes::SAME_NAME, message);
            context.report(finding.hint("mỗi cơ quan một chữ viết tắt: xem lại “ky_hieu”"), typed);
        }
        same.push(agency);
    }

    fn group(&mut self, entry: &RawGroup, context: &mut Context<'_>) {
        let name = key(&entry.name);
        let agency = self.agencies.get(&name).and_then(|same| same.first()).map(|(_, place)| place);
        if let Some(first) = agency.or_else(|| self.groups.get(&name)) {
            let line = first.line_column().0;
            let message = format!("tên “{}” đã có ở {}:{line}", *entry.name, first.source.path.display());
            let finding = Diagnostic::warning(codes::SAME_NAME, message);
            context.report(finding.hint("đặt tên khác, hoặc xóa một mục"), &entry.name);
        }
        self.groups.insert(name, context.place(&entry.name));
    }
}

fn has_own_symbol(kind: AgencyKind) -> bool {
    matches!(
        kind,
        AgencyKind::Department
            | AgencyKind::Office
            | AgencyKind::Inspectorate
            | AgencyKind::Police
            | AgencyKind::Board
            | AgencyKind::Centre
            | AgencyKind::Vertical
    )
}

/// "Sở Y tế" among the communes: its name says which template it has and to which groups it belongs.
fn odd_kind(entry: &RawAgency, agency: &Agency, context: &mut Context<'_>) {
    use AgencyKind::{Commune, Department, District, Division, Province, Village};
    const KINDS: [(&str, &[AgencyKind], &str); 8] = [
        ("sở ", &[Department], "so"),
        ("ubnd xã ", &[Commune, Division, Village], "ubnd_xa"),
        ("ubnd phường ", &[Commune, Division, Village], "ubnd_xa"),
        ("ubnd đặc khu ", &[Commune, Division, Village], "ubnd_xa"),
        ("ubnd thị trấn ", &[Commune, Division, Village], "ubnd_xa"),
        ("ubnd huyện ", &[District], "ubnd_huyen"),
        ("ubnd thị xã ", &[District], "ubnd_huyen"),
        ("ubnd tỉnh", &[Province], "ubnd_tinh"),
    ];
    let name = key(&agency.name);
    let Some((_, kinds, typed)) = KINDS.iter().find(|(begin, ..)| name.starts_with(begin)) else { return };
    if kinds.contains(&agency.kind) {
        return;
    }
    let message = format!(
        "“{}” được phân loại khác với tên của nó: mẫu kế hoạch và nhóm theo “phan_loai”",
        agency.name
    );
    let finding = Diagnostic::warning(codes::ODD_KIND, message);
    context.report(
        finding.hint(format!("ghi “phan_loai: {typed}”, kể cả khi “mac_dinh” của tệp ghi khác")),
        &entry.name,
    );
}

/// Successors of one that does not end, or that end with it.
fn never_succeeds(entry: &RawAgency, agency: &Agency, context: &mut Context<'_>) {
    let Some(typed) = entry.successors.first() else { return };
    let Some(until) = agency.until else {
        // A day that could not be read is told of where it stands.
        if entry.until.is_some() {
            return;
        }
        let message =
            format!("“{}” có “ke_thua” mà không có “den_ngay”: không bao giờ có ai kế thừa", agency.name);
        let finding = Diagnostic::warning(codes::WITHOUT_EFFECT, message);
        context
            .report(finding.hint("ghi “den_ngay”, ngày cuối cùng của cơ quan này, hoặc bỏ “ke_thua”"), typed);
        return;
    };
    for id in &entry.successors {
        let next = context.registry.agency(&AgencyId::new(id));
        let Some(next) = next.filter(|next| next.until.is_some_and(|end| end <= until)) else { continue };
        let message = format!("“{}” không còn khi “{}” kết thúc, không kế thừa được", next.name, agency.name);
        let finding = Diagnostic::warning(codes::WITHOUT_EFFECT, message);
        context.report(finding.hint("xem lại “ke_thua” và “den_ngay” của hai cơ quan"), id);
    }
}

/// An agency that succeeds itself, directly or through others.
fn circular(entry: &RawAgency, context: &mut Context<'_>) {
    let registry = context.registry;
    let own = AgencyId::new(&entry.id);
    let Some(typed) = entry.successors.first() else { return };
    let mut seen: BTreeSet<&AgencyId> = BTreeSet::new();
    let mut chain: Vec<&AgencyId> = Vec::new();
    let Some(agency) = registry.agency(&own) else { return };
    if !returns(agency, &own, registry, &mut seen, &mut chain) {
        return;
    }
    let told: Vec<&str> = [&own].into_iter().chain(chain).map(AgencyId::as_str).collect();
    let message = format!("“ke_thua” đi vòng tròn: {}", told.join(" → "));
    let finding = Diagnostic::error(codes::SUCCESSION_CIRCLE, message);
    context.report(finding.hint("“ke_thua” ghi cơ quan thay thế về sau; bỏ mã ghi ngược"), typed);
}

/// Whether the successors of an agency lead to `to`; `chain` is the way there.
fn returns<'r>(
    agency: &'r Agency,
    to: &AgencyId,
    registry: &'r Registry,
    seen: &mut BTreeSet<&'r AgencyId>,
    chain: &mut Vec<&'r AgencyId>,
) -> bool {
    for next in &agency.successors {
        chain.push(next);
        if next == to {
            return true;
        }
        if seen.insert(next)
            && let Some(next) = registry.agency(next)
            && returns(next, to, registry, seen, chain)
        {
            return true;
        }
        chain.pop();
    }
    false
}
