//! Sub-plan → view: the plan as a whole, its sections, the agency.

use super::duties::{duty_views, marked_duty, marked_related, own_duty, plan_order, told_view};
use super::entries::units;
use super::groups::{group_view, indicators};
use super::{AgencyView, Body, GroupView, LineMarks, MonitoredView, ParentView, SubPlanView};
use crate::derive::responsibility::Watch;
use crate::derive::sub_plan::{Covered, Monitored, SubPlan};
use crate::model::Province;
use crate::model::agency::AgencyKind;
use crate::model::overlay::{AnnexChoice, Overlay, OwnSection, OwnText, Part, Shape};
use crate::model::plan::{Nature, Title};
use crate::official::State;
use crate::template::names::{agency_name, full_citation};
use crate::template::origins::{ListKey, Origin, Origins, TextField};
use crate::template::own_section::SectionView;

impl SubPlanView {
    pub fn of(province: &Province, plan: &SubPlan<'_>) -> Self {
        let origins = Origins::default();
        let overlay = plan.overlay;
        let shape = overlay.map_or_else(Shape::default, |overlay| overlay.shape.clone());
        let open = plan.openness();
        let mut row = 0;
        let groups: Vec<GroupView> =
            plan.groups.iter().map(|group| group_view(province, plan, group, (&mut row, &origins))).collect();
        let own = |key: ListKey, list: fn(&Overlay) -> &Vec<String>| -> Vec<String> {
            let lines = overlay.map(list).into_iter().flatten();
            lines.map(|line| origins.value(|| Origin::Line(key), line.clone())).collect()
        };
        let line = |key: ListKey| origins.line(&Origin::Line(key));
        let watched = |watch: Watch| plan.monitored.iter().filter(move |one| one.watch == watch);
        let monitored: Vec<MonitoredView> =
            watched(Watch::Monitor).map(|one| monitored_view(province, plan, one)).collect();
        let all_indices = plan.monitored.iter().all(|one| matches!(one.heading.title, Title::Index(_)));
        let annex = match shape.annex {
            AnnexChoice::Always => true,
            AnnexChoice::Never => false,
            AnnexChoice::WhereItSaysMore => annex_says_more(plan, &groups),
        };
        Self {
            k: Body {
                year: plan.year,
                issued: plan.official.status == State::Issued,
                subject: plan.official.subject.clone(),
                agency: agency_view(plan),
                issuer: issuers(province, plan),
                parents: plan
                    .parents
                    .iter()
                    .map(|parent| ParentView {
                        citation: parent.short_citation(),
                        full_citation: full_citation(province, parent),
                    })
                    .collect(),
                opening: own(ListKey::Opening, |overlay| &overlay.opening),
                purposes: own(ListKey::Purposes, |overlay| &overlay.purposes),
                requirements: own(ListKey::Requirements, |overlay| &overlay.requirements),
                sections: sections(&shape, all_indices, &origins),
                monitored_count: format!("{:02}", monitored.len()),
                any_target: monitored.iter().any(|one| !one.indicators.is_empty()),
                monitored,
                co_monitored: watched(Watch::CoMonitor)
                    .map(|one| monitored_view(province, plan, one))
                    .collect(),
                all_indices,
                lead_in: own(ListKey::LeadIn, |overlay| &overlay.lead_in),
                several_groups: groups.len() > 1,
                groups,
                related: plan
                    .related
                    .iter()
                    .map(|told| marked_related(told_view(province, plan, told), told, &origins))
                    .collect(),
                duties: duty_views(province, plan),
                order: plan_order(plan),
                show_monitored: shape.monitored,
                show_targets: shape.targets,
                show_references: shape.references,
                organisation: plan
                    .organisation
                    .iter()
                    .enumerate()
                    .map(|(at, duty)| marked_duty(own_duty(province, plan, duty), at, &origins))
                    .collect(),
                closing: overlay.and_then(|overlay| overlay.closing.clone()),
                marks: LineMarks {
                    opening: line(ListKey::Opening),
                    purposes: line(ListKey::Purposes),
                    requirements: line(ListKey::Requirements),
                    organisation: line(ListKey::Organisation),
                    closing: line(ListKey::Closing),
                },
                annex,
                entries: open.entries,
                tasks: open.lead + open.supporting,
                lead_tasks: open.lead,
                supporting_tasks: open.supporting,
            },
            origins,
        }
    }
}

/// The order of the agency, or that of the templates.
fn sections(shape: &Shape, all_indices: bool, origins: &Origins) -> Vec<SectionView> {
    if shape.sections.is_empty() {
        return [Part::Purposes, Part::Monitored, Part::Tasks, Part::Organisation]
            .into_iter()
            .map(|part| standard(part, None, all_indices))
            .collect();
    }
    let sections = shape.sections.iter().enumerate().map(|(at, section)| match section {
        OwnSection::Standard { part, title } => {
            let title = title.clone().map(|title| {
                let origin =
                    || Origin::OwnSection { section: at, clause: None, field: TextField::Title, at: 0 };
                origins.value(origin, title)
            });
            standard(*part, title.as_deref(), all_indices)
        }
        OwnSection::Own(text) => own_section(text, at, origins),
    });
    sections.collect()
}

fn standard(part: Part, title: Option<&str>, all_indices: bool) -> SectionView {
    let (part, usual) = match part {
        Part::Purposes => ("muc_dich", "Mục đích, yêu cầu"),
        Part::Monitored if all_indices => ("chi_tieu", "Chỉ số được giao theo dõi"),
        Part::Monitored => ("chi_tieu", "Nội dung được giao theo dõi"),
        Part::Tasks => ("nhiem_vu", "Nhiệm vụ, giải pháp"),
        Part::Organisation => ("to_chuc", "Tổ chức thực hiện"),
    };
    SectionView::standard(part, title.unwrap_or(usual).to_owned())
}

fn own_section(text: &OwnText, section: usize, origins: &Origins) -> SectionView {
    SectionView::own(text, |clause, field, at, text| {
        origins.value(|| Origin::OwnSection { section, clause, field, at }, text.clone())
    })
}

fn agency_view(plan: &SubPlan<'_>) -> AgencyView {
    let agency = plan.agency;
    AgencyView {
        name: agency.name.clone(),
        self_name: agency.name.clone(),
        internal: match agency.kind {
            AgencyKind::Commune | AgencyKind::District => "các phòng, ban, đơn vị trực thuộc",
            AgencyKind::Association => "các bộ phận, thành viên, hội viên",
            AgencyKind::Division | AgencyKind::Village => "công chức, viên chức, người lao động của đơn vị",
            _ => "các phòng, đơn vị trực thuộc",
        },
        coordinator: coordinator(plan).unwrap_or_else(|| "Bộ phận được giao làm đầu mối".to_owned()),
        head: format!("{} {}", agency.head, agency.name),
        territory_kind: agency.territory_kind().unwrap_or("địa phương").to_owned(),
        territory: agency.territory.clone().unwrap_or_default(),
    }
}

/// The unit that the agency has given its reporting to.
fn coordinator(plan: &SubPlan<'_>) -> Option<String> {
    let reports = |covered: &Covered<'_>| covered.mine.task.assigned.nature == Some(Nature::Report);
    let entry = plan.entries().find(|entry| entry.covers.iter().any(reports))?;
    units(&entry.lead)
}

/// "UBND tỉnh": who issued the plans, each once.
fn issuers(province: &Province, plan: &SubPlan<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for parent in &plan.parents {
        let name = agency_name(&province.registry, &parent.issuer);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn monitored_view(province: &Province, plan: &SubPlan<'_>, one: &Monitored<'_>) -> MonitoredView {
    let heading = one.heading;
    let monitor = heading.monitor.as_ref().filter(|_| one.watch == Watch::CoMonitor);
    MonitoredView {
        name: heading.title.text().to_owned(),
        indicators: indicators(heading, plan.year),
        monitor: monitor.map(|id| agency_name(&province.registry, id)),
    }
}

/// Whether a table of the entries tells of units, deadlines or outputs that the text does not tell.
fn annex_says_more(plan: &SubPlan<'_>, groups: &[GroupView]) -> bool {
    let entries = || groups.iter().flat_map(|group| &group.headings).flat_map(|heading| &heading.entries);
    if entries().next().is_none() {
        return false;
    }
    let draft = plan.official.status == State::Draft;
    // A draft has the blanks that the agency fills in.
    draft || entries().any(|entry| entry.output.is_some())
}
