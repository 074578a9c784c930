//! Overlays: what an agency says of its own sub-plan, checked against its parent plans.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::format::unaddressed;
use super::official::{self, OfficialFields};
use super::plan::year;
use super::roll::{Span, check_exists};
use super::{Context, blocks, meant, optional, people, prose, shape, strings};
use crate::content::load::{Names, RawContent};
use crate::content::raw::{RawOverlay, RawStatus, Text};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::agency::{AgencyId, PlanId, Registry};
use crate::model::called::Called;
use crate::model::identity::TaskIndex;
use crate::model::non_empty::NonEmpty;
use crate::model::overlay::{Leader, Overlay, Unit};
use crate::model::plan::{Heading, Plan};
use crate::official::{Kind, Stated};
use crate::text::values::{IssueDate, short_date};

pub(super) fn overlays(
    raw: &RawContent,
    registry: &Registry,
    plans: &[Plan],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Overlay> {
    let mut overlays: Vec<Overlay> = Vec::new();
    let mut places: BTreeMap<(AgencyId, PlanId), Place> = BTreeMap::new();
    let parents: Vec<Parent<'_>> = plans.par_iter().map(Parent::of).collect();
    for (file, source) in &raw.overlays {
        let mut context = Context::of(registry, source, findings, scope_of(file), raw);
        let Some(overlay) = overlay(file, &parents, &mut context) else { continue };
        let key = |plan: &PlanId| (overlay.agency.clone(), plan.clone());
        if let Some((plan, first)) =
            overlay.parents.iter().find_map(|plan| Some((plan, places.get(&key(plan))?)))
        {
            let first = first.source.path.display();
            let message = format!("“{}” đã có phần riêng triển khai kế hoạch {plan}", overlay.agency);
            let finding = Diagnostic::error(codes::DUPLICATE_ID, message).hint(format!("tệp kia: {first}"));
            context.report(finding, &file.agency);
            continue;
        }
        places.extend(overlay.parents.iter().map(|plan| (key(plan), overlay.place.clone())));
        overlays.push(overlay);
    }
    overlays
}

/// What stands in a part concerns its agency; whether there is such an agency with a plan in that year is
/// looked at when all is read.
fn scope_of(file: &RawOverlay) -> Scope {
    let year = file.year.trim().parse();
    let id = file.agency.trim().into();
    year.map_or(Scope::Everything, |year| Scope::Agency { id, year })
}

/// A plan with what overlays look up in it.
pub(super) struct Parent<'p> {
    pub plan: &'p Plan,
    pub tasks: TaskIndex<'p>,
    headings: Called<'p>,
}

impl<'p> Parent<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        Self { plan, tasks: TaskIndex::of(plan), headings: Called::of(plan) }
    }

    /// The heading that is called so.
    pub fn heading(&self, typed: &str) -> Option<&'p Heading> {
        self.headings.heading(typed)
    }
}

fn overlay(file: &RawOverlay, plans: &[Parent<'_>], context: &mut Context<'_>) -> Option<Overlay> {
    let agency = context.agency(&file.agency)?;
    if let Some(body) = context.registry.agency(&agency).filter(|body| !body.makes_sub_plan()) {
        let message = format!("“{}” không lập kế hoạch triển khai nên không có phần riêng", body.name);
        let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, message);
        context.report(finding.hint("ghi mã của cơ quan lập kế hoạch này"), &file.agency);
        return None;
    }
    let year = year(&file.year, context)?;
    people::check(file, context);
    let parents = parents(file, year, plans, context);
    let answered = NonEmpty::of(parents.iter().map(|parent| parent.plan.id.clone()))?;
    let fields = OfficialFields {
        number: file.number.as_ref(),
        symbol: file.symbol.as_ref(),
        date: file.date.as_ref(),
        status: file.status.unwrap_or(RawStatus::DuThao),
        subject: file.subject.as_ref(),
        recipients: &file.recipients,
        archive: file.archive.as_ref(),
        signature: &file.signature,
        marks: &file.marks,
        annexes_apart: file.annexes_apart,
        printed: true,
        issuer: context.registry.agency(&agency),
        anchor: &file.agency,
        kind: Kind::Plan,
        addressed: false,
    };
    let stated = official::stated(fields, year, context);
    after_its_parents(file, &stated, &parents, context);
    check_exists(&agency, days(file, &stated, year, &parents), &file.agency, context);
    unaddressed(&file.opening, context);
    let units: Vec<Arc<Unit>> = file.units.iter().map(|raw| Arc::new(unit(raw))).collect();
    let leaders: Vec<Arc<Leader>> = file.leaders.iter().map(|raw| Arc::new(leader(raw))).collect();
    let people = blocks::People { units: &units, leaders: &leaders };
    let blocks::Answers { blocks, organisation, set_aside, named } =
        blocks::answers(file, &parents, people, context);
    Some(Overlay {
        agency,
        year,
        stated,
        parents: answered,
        opening: strings(&file.opening),
        purposes: strings(&file.purposes),
        requirements: strings(&file.requirements),
        units,
        leaders,
        lead_in: strings(&file.lead_in),
        blocks,
        organisation,
        set_aside,
        named,
        closing: optional(file.closing.as_ref()),
        shape: shape::shape(file, context),
        place: context.place(&file.agency),
    })
}

/// A sub-plan answers plans that exist already.
fn after_its_parents(file: &RawOverlay, stated: &Stated, parents: &[&Parent<'_>], context: &mut Context<'_>) {
    let (Some(day), Some(text)) = (stated.date.full(), &file.date) else { return };
    let later = parents.iter().filter_map(|parent| {
        let issued = parent.plan.official.date.full().filter(|issued| *issued > day)?;
        Some(format!("{} ngày {}", parent.plan.short_citation(), short_date(issued)))
    });
    let later: Vec<String> = later.collect();
    if !later.is_empty() {
        let message = format!("ngày ban hành {} trước {}", short_date(day), later.join(", "));
        context.report(Diagnostic::warning(codes::BEFORE_PARENT, message), text);
    }
}

/// The days that a sub-plan may be of: its own date, or from its last parent on to the end of the year.
fn days(file: &RawOverlay, stated: &Stated, year: i16, parents: &[&Parent<'_>]) -> Span {
    let own = Span::typed(file.date.as_ref(), stated.date);
    if file.date.is_some() && own != Span::of(IssueDate::year_only(year)) {
        return own;
    }
    let answered = parents.iter().map(|parent| parent.plan.official.date.resolution_day());
    let end = Span::of(IssueDate::year_only(year)).last;
    Span { first: answered.max().unwrap_or(own.first).min(end), last: end }
}

fn unit(raw: &crate::content::raw::RawUnit) -> Unit {
    Unit { id: raw.id.to_string(), name: prose(&raw.name), short_name: optional(raw.short_name.as_ref()) }
}

fn leader(raw: &crate::content::raw::RawLeader) -> Leader {
    Leader { id: raw.id.to_string(), name: prose(&raw.name), position: prose(&raw.position) }
}

/// The parent plans named, or the only plan of the year.
fn parents<'a, 'p>(
    file: &RawOverlay,
    year: i16,
    plans: &'a [Parent<'p>],
    context: &mut Context<'_>,
) -> Vec<&'a Parent<'p>> {
    if file.parents.is_empty() {
        let of_year: Vec<&Parent<'_>> = plans.iter().filter(|parent| parent.plan.year == year).collect();
        let finding = match of_year.as_slice() {
            [_] => return of_year,
            [] => Diagnostic::error(codes::UNKNOWN_PLAN, format!("năm {year} chưa có kế hoạch nào"))
                .hint("xem lại “nam”, hoặc đưa tệp kế hoạch của tỉnh năm ấy vào trước"),
            several => {
                let ids: Vec<&str> = several.iter().map(|parent| parent.plan.id.as_str()).collect();
                let message = format!(
                    "năm {year} có {:02} kế hoạch, chưa rõ phần này triển khai kế hoạch nào",
                    ids.len()
                );
                let hint = format!("ghi “ke_hoach_goc”, chọn trong: {}", ids.join(", "));
                Diagnostic::error(codes::UNKNOWN_PLAN, message).hint(hint)
            }
        };
        context.report_unknown(finding, &file.year);
        return Vec::new();
    }
    let mut parents: Vec<&Parent<'_>> = Vec::new();
    for id in &file.parents {
        // One that is named again is told of, and answered once.
        if parents.iter().any(|parent| parent.plan.id.as_str() == id.trim()) {
            continue;
        }
        parents.extend(plan(id, plans.iter(), context).filter(|parent| {
            let same_year = parent.plan.year == year;
            if !same_year {
                let message = format!("kế hoạch “{}” là của năm {}", **id, parent.plan.year);
                let finding = Diagnostic::error(codes::UNKNOWN_PLAN, message)
                    .hint(format!("phần này ghi “nam: {year}”; sửa “nam” hoặc “ke_hoach_goc”"));
                // Which of the two years is meant nobody knows: it is no other year's affair alone.
                context.findings.push(finding.at(context.place(id)));
            }
            same_year
        }));
    }
    let is_missing = |id: &Text| !parents.iter().any(|parent| parent.plan.id.as_str() == id.trim());
    if file.parents.iter().any(is_missing) {
        // What the part names may be of the plan that is not there.
        context.names = Names::Partial;
    }
    parents
}

/// The plan of this id; one that is not among them is reported.
pub(super) fn plan<'a, 'p: 'a>(
    id: &Text,
    mut plans: impl Iterator<Item = &'a Parent<'p>> + Clone,
    context: &mut Context<'_>,
) -> Option<&'a Parent<'p>> {
    let known: Vec<&Plan> = plans.clone().map(|parent| parent.plan).collect();
    let found = plans.find(|parent| parent.plan.id.as_str() == id.as_str());
    if found.is_none() {
        let near = context.near(id, known.iter().map(|plan| plan.id.as_str()));
        let finding = Diagnostic::error(codes::UNKNOWN_PLAN, format!("không có kế hoạch “{}”", **id));
        context.report_unknown(meant::with_plan(finding, id, &known, near), id);
    }
    found
}
