//! Whom an agency's part declares and names: units and leaders, each once and by one name.

use super::{Context, optional, prose};
use crate::content::raw::{RawEntry, RawOverlay, RawUnit, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::overlay::UnitSet;
use crate::text::words::bodies::{LEADS, LEADS_WITHIN, LEADS_WITHIN_CAPITALS};

/// Reports what is said twice of units, leaders and parent plans, and what contradicts it.
pub(super) fn check(file: &RawOverlay, context: &mut Context<'_>) {
    units(&file.units, context);
    signer(file, context);
    named_twice(&file.parents, context);
    for entry in file.blocks.iter().flat_map(|block| &block.entries) {
        named_twice(&entry.lead, context);
        named_twice(&entry.supporting, context);
        named_twice(&entry.leaders, context);
        led_by_another(entry, &file.units, context);
    }
}

/// Two units of one name, and one that has the code of all of them.
fn units(units: &[RawUnit], context: &mut Context<'_>) {
    let names: Vec<String> = units.iter().map(|unit| prose(&unit.name).to_lowercase()).collect();
    for (at, unit) in units.iter().enumerate() {
        if unit.id.trim() == UnitSet::ALL {
            let message = format!("mã “{}” là chữ chỉ mọi đơn vị, không đặt cho một đơn vị", UnitSet::ALL);
            context.report(Diagnostic::error(codes::BAD_ID, message).hint("đặt mã khác"), &unit.id);
        }
        if let Some(first) =
            names[..at].iter().position(|first| *first == names[at]).map(|first| &units[first])
        {
            let message = format!("đơn vị “{}” đã khai với mã “{}”", prose(&unit.name), *first.id);
            let finding = Diagnostic::warning(codes::SAME_NAME, message);
            context.report(finding.hint("xóa một đơn vị, hoặc sửa tên"), &unit.name);
        }
    }
}

/// What a list has twice.
fn named_twice(texts: &[Text], context: &mut Context<'_>) {
    for (at, text) in texts.iter().enumerate() {
        if texts[..at].iter().any(|first| first.trim() == text.trim()) {
            let finding =
                Diagnostic::error(codes::NAMED_TWICE, format!("“{}” được ghi hai lần", text.trim()));
            context.report(finding.hint("xóa một chỗ"), text);
        }
    }
}

/// Who signs is one of the leaders, and has another position there.
fn signer(file: &RawOverlay, context: &mut Context<'_>) {
    let (Some(name), Some(position)) =
        (optional(file.signature.name.as_ref()), optional(file.signature.position.as_ref()))
    else {
        return;
    };
    let mut known = file.leaders.iter().filter(|leader| prose(&leader.name) == name).peekable();
    let Some(first) = known.peek().copied() else { return };
    let is_it = |held: &str| held.to_lowercase().starts_with(&position.to_lowercase());
    if known.any(|leader| is_it(&prose(&leader.position))) {
        return;
    }
    let held = prose(&first.position);
    let message = format!("{name} ký với chức vụ “{position}”, ở “lanh_dao” lại ghi “{held}”");
    let finding = Diagnostic::warning(codes::SIGNATURE, message);
    if let Some(text) = &file.signature.position {
        context.report(finding.hint("sửa cho khớp"), text);
    }
}

/// "Phòng Kinh tế chủ trì …" in an entry of which another unit is the lead.
fn led_by_another(entry: &RawEntry, units: &[RawUnit], context: &mut Context<'_>) {
    let Some(text) = entry.text.as_ref().filter(|_| !entry.lead.is_empty()) else { return };
    if entry.lead.iter().any(|id| id.as_str() == UnitSet::ALL) {
        return;
    }
    if ![LEADS_WITHIN, LEADS_WITHIN_CAPITALS].iter().any(|lead| text.contains(lead)) {
        return;
    }
    let words = prose(text).to_lowercase();
    let names: Vec<String> = units.iter().map(|unit| prose(&unit.name).to_lowercase()).collect();
    let clauses = words.split([';', ':']).flat_map(|clause| clause.split(". ")).map(str::trim);
    let leads_in = |clause: &str, name: &str| {
        let clause = clause.strip_prefix("giao ").unwrap_or(clause);
        let rest = clause.strip_prefix(name).map(str::trim_start);
        rest.is_some_and(|rest| LEADS.iter().any(|lead| rest.starts_with(lead)))
    };
    let is_lead = |unit: &RawUnit| entry.lead.iter().any(|id| id.as_str() == unit.id.as_str());
    let other = clauses.into_iter().find_map(|clause| names.iter().position(|name| leads_in(clause, name)));
    let Some(other) = other.map(|at| &units[at]).filter(|unit| !is_lead(unit)) else { return };
    let message = format!(
        "câu ghi {} chủ trì, “chu_tri” lại ghi “{}”",
        prose(&other.name),
        entry.lead.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
    );
    let finding = Diagnostic::warning(codes::OTHER_LEADS, message);
    context.report(finding.hint("sửa câu hoặc “chu_tri” cho khớp"), text);
}
