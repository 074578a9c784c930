//! Họ chỉ số: plans, annexes and published results name those that the province's file declares.

use std::collections::BTreeMap;

use super::{Context, with_near};
use crate::content::load::RawContent;
use crate::content::raw::{RawHeading, RawPlan, Stretch, Text};
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::agency::Registry;

/// Reports a family that is not declared, once in each file, where some are.
pub(super) fn check(raw: &RawContent, registry: &Registry, findings: &mut Vec<Diagnostic>) {
    let declared: Vec<&str> = raw
        .province
        .first()
        .map(|(province, _)| province.families.iter().map(|family| family.id.as_str()).collect())
        .unwrap_or_default();
    if declared.is_empty() {
        return;
    }
    for (file, source) in &raw.plans {
        let scope = file.year.trim().parse().map_or(Scope::Everything, Scope::Year);
        let mut context = Context::of(registry, source, findings, scope, raw);
        undeclared(named(file), &declared, &mut context);
    }
    for (file, source) in &raw.results {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        undeclared(std::iter::once(&file.family), &declared, &mut context);
    }
}

fn undeclared<'f>(named: impl Iterator<Item = &'f Text>, declared: &[&str], context: &mut Context<'_>) {
    let mut unknown: BTreeMap<&str, &Text> = BTreeMap::new();
    for text in named.filter(|text| !declared.contains(&text.trim())) {
        unknown.entry(text.trim()).or_insert(text);
    }
    for (id, text) in unknown.into_iter().filter(|(id, _)| !id.is_empty()) {
        let near = context.near(id, declared.iter());
        let message = format!("họ chỉ số “{id}” không có trong “ho_chi_so” của tệp “loai: tinh”");
        let finding = Diagnostic::warning(codes::UNKNOWN_FAMILY, message);
        context.report(with_near(finding, near, &format!("các họ đang có: {}", declared.join(", "))), text);
    }
}

fn named(file: &RawPlan) -> impl Iterator<Item = &Text> {
    let annexes = file.annexes.iter();
    let inside = annexes.clone().flat_map(|annex| annex.stretches()).flat_map(of_stretch);
    let sections = file.sections.iter().flat_map(of_heading);
    file.family.iter().chain(sections).chain(annexes.filter_map(|annex| annex.family.as_ref())).chain(inside)
}

fn of_heading(heading: &RawHeading) -> Vec<&Text> {
    heading.family.iter().chain(heading.stretches().flat_map(of_stretch)).collect()
}

fn of_stretch(stretch: Stretch<'_>) -> Vec<&Text> {
    stretch.children.iter().flat_map(of_heading).collect()
}
