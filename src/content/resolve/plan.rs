//! Plans: names looked up, dates and figures checked, what stands where told by the outline.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::format::unaddressed;
use super::official::{self, OfficialFields};
use super::outline::Outline;
use super::roll::{self, Roll, Span};
use super::{Context, extent, optional, prose, registry, strings, with_near};
use crate::content::load::{RawContent, YEARS};
use crate::content::raw::{RawPlan, Text};
use crate::diagnostic::{Diagnostic, Scope, codes, near_miss};
use crate::model::Province;
use crate::model::agency::{AgencyId, PlanId, Registry};
use crate::model::plan::{Heading, Indicator, Plan};
use crate::model::reference::Scheme;
use crate::official::Kind;
use crate::text::values::Score;

/// Template of a plan that names none.
const DEFAULT_TEMPLATE: &str = "ke-hoach-tinh";

pub(super) fn plans(
    raw: &RawContent,
    registry: &Registry,
    issuer: &AgencyId,
    schemes: &BTreeMap<String, Scheme>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Plan> {
    // No plan looks into another.
    let resolved = raw.plans.par_iter().map(|(file, source)| {
        let mut findings = Vec::new();
        let mut context = Context::of(registry, source, &mut findings, scope_of(&file.year), raw);
        check_id(&file.id, &mut context);
        (plan(file, issuer, schemes, &mut context), findings)
    });
    let resolved: Vec<(Option<Plan>, Vec<Diagnostic>)> = resolved.collect();
    let mut plans: Vec<Plan> = Vec::new();
    for ((file, source), (plan, found)) in raw.plans.iter().zip(resolved) {
        if plans.iter().any(|plan| plan.id.as_str() == file.id.as_str()) {
            let finding =
                Diagnostic::error(codes::DUPLICATE_ID, format!("mã kế hoạch “{}” đã dùng", *file.id));
            let finding = finding.hint("mỗi kế hoạch một mã: đổi mã ở tệp này, hoặc xóa tệp chép thừa");
            Context::of(registry, source, findings, scope_of(&file.year), raw).report(finding, &file.id);
            continue;
        }
        findings.extend(found);
        plans.extend(plan);
    }
    plans
}

/// The id is the name of the plan's folder.
fn check_id(id: &Text, context: &mut Context<'_>) {
    if !registry::is_sound(id) {
        let finding = Diagnostic::error(codes::BAD_ID, format!("mã kế hoạch “{}” không hợp lệ", **id));
        let hint = "mã chỉ gồm chữ thường không dấu, chữ số và gạch ngang, ví dụ: kh-175-2025";
        context.report(finding.hint(hint), id);
    }
}

fn plan(
    file: &RawPlan,
    issuer: &AgencyId,
    schemes: &BTreeMap<String, Scheme>,
    context: &mut Context<'_>,
) -> Option<Plan> {
    let year = year(&file.year, context)?;
    let issuer = file.issuer.as_ref().and_then(|id| context.agency(id)).unwrap_or_else(|| issuer.clone());
    let body = context.registry.agency(&issuer);
    let fields = OfficialFields {
        number: file.number.as_ref(),
        symbol: file.symbol.as_ref(),
        date: file.date.as_ref(),
        status: file.status,
        subject: Some(&file.subject),
        recipients: &file.recipients,
        archive: file.archive.as_ref(),
        signature: &file.signature,
        marks: &file.marks,
        annexes_apart: file.annexes_apart,
        printed: !file.excerpt,
        issuer: body,
        anchor: &file.id,
        kind: Kind::Plan,
        addressed: false,
    };
    let stated = official::stated(fields, year, context);
    let symbol =
        || body.map_or_else(|| Kind::Plan.letters().to_owned(), |body| Kind::Plan.symbol(&body.symbol));
    let official = stated.complete(symbol, || prose(&file.subject), Vec::new);
    let template = file.template.as_ref();
    let scheme = scheme(template, schemes, context);
    let span = Span::typed(file.date.as_ref(), official.date);
    roll::check_exists(&issuer, span, file.issuer.as_ref().unwrap_or(&file.id), context);
    if extent::extent(file, context.registry, official.date.resolution_day()) > extent::LIMIT {
        let message =
            format!("kế hoạch giao việc quá nhiều lần (hơn {} lượt nhiệm vụ - cơ quan)", extent::LIMIT);
        let finding = Diagnostic::error(codes::BUDGET, message);
        context.report(finding.hint("chia thành nhiều kế hoạch, hoặc giao cho ít cơ quan hơn"), &file.id);
        return None;
    }
    let family = optional(file.family.as_ref());
    let mut outline = Outline {
        roll: Roll::of(span, official.date),
        scheme,
        family: family.clone(),
        year,
        ids: BTreeMap::new(),
        context,
    };
    unaddressed(&file.opening, outline.context);
    let sections = outline.sections(&file.sections);
    let annexes = outline.annexes(&file.annexes);
    Some(Plan {
        id: PlanId::new(&file.id),
        year,
        excerpt: file.excerpt,
        official,
        issuer,
        template: template.map_or_else(|| DEFAULT_TEMPLATE.to_owned(), |name| name.to_string()),
        family,
        grounds: strings(&file.grounds),
        opening: strings(&file.opening),
        sections,
        closing: strings(&file.closing),
        annexes,
        place: context.place(&file.id),
    })
}

/// What stands in a plan's file concerns all that follows from it in its year.
fn scope_of(year: &Text) -> Scope {
    year.trim().parse().ok().filter(|year| YEARS.contains(year)).map_or(Scope::Everything, Scope::Year)
}

/// A year that a plan can have.
pub(super) fn year(text: &Text, context: &mut Context<'_>) -> Option<i16> {
    let year = context.number(text, "năm")?;
    if YEARS.contains(&year) {
        return Some(year);
    }
    let finding = Diagnostic::error(
        codes::BAD_VALUE,
        format!("năm {year} ngoài khoảng {}-{}", YEARS.start(), YEARS.end()),
    );
    context.report(finding.hint("ghi năm bằng bốn chữ số, ví dụ: 2026"), text);
    None
}

fn scheme(name: Option<&Text>, schemes: &BTreeMap<String, Scheme>, context: &mut Context<'_>) -> Scheme {
    let Some(name) = name else { return Scheme::default() };
    if let Some(scheme) = schemes.get(name.as_str()) {
        return *scheme;
    }
    let near = near_miss(name, schemes.keys().map(String::as_str));
    let finding = Diagnostic::error(codes::UNKNOWN_TEMPLATE, format!("không có mẫu “{}”", **name));
    let names: Vec<&str> = schemes.keys().map(String::as_str).collect();
    context.report(with_near(finding, near, &format!("các mẫu đang có: {}", names.join(", "))), name);
    Scheme::default()
}

/// Reports a change that contradicts the base year's published result, where that is recorded.
pub(super) fn check_against_results(province: &Province, findings: &mut Vec<Diagnostic>) {
    for plan in &province.plans {
        let indices = plan.indices().flat_map(|index| index.indicators.iter().map(move |one| (index, one)));
        let of_index = indices.filter(|(_, indicator)| indicator.name.is_none());
        findings.extend(
            of_index.filter_map(|(index, indicator)| contradiction(province, plan, index, indicator)),
        );
    }
}

fn contradiction(
    province: &Province,
    plan: &Plan,
    index: &Heading,
    indicator: &Indicator,
) -> Option<Diagnostic> {
    let (score, change) = (indicator.score()?, indicator.change?);
    let implied = indicator.implied_base()?;
    let name = index.title.text();
    let published = province.published(index.family.as_deref()?, indicator.base_year, name)?;
    if implied == published {
        return None;
    }
    let sign = |score: Score| if score.is_negative() { "-" } else { "+" };
    let message = format!(
        "chỉ số “{name}”: mục tiêu {score} với thay đổi {}{} suy ra năm {} đạt {implied}, nhưng kết quả đã ghi là {published}",
        sign(change),
        change.magnitude(),
        indicator.base_year
    );
    let expected = score - published;
    let finding = Diagnostic::error(codes::CHANGE_CONTRADICTS, message).at(indicator.place.clone());
    let finding = finding.hint(format!("thay đổi phải là {}{}", sign(expected), expected.magnitude()));
    Some(finding.within(Scope::Year(plan.year)))
}
