//! Sub-plan → view: names, citations, the division of work, what is left blank.

use super::{
    AgencyView, Body, DivisionView, DutyView, EntryView, GroupView, IndexView, MonitoredView, OrderView,
    ParentView, SubPlanView, cite,
};
use crate::derive::responsibility::Role;
use crate::derive::sub_plan::{
    Covered, GroupKey, Source, SubDuty, SubEntry, SubIndex, SubPlan, TaskGroup, Wording,
};
use crate::document::State;
use crate::model::Province;
use crate::model::agency::{Agency, AgencyKind};
use crate::model::overlay::{EntryStyle, Overlay, UnitSet};
use crate::model::plan::{DutyNature, Index, Plan};
use crate::model::reference::letter;
use crate::template::filters::{lower_first, upper_first};
use crate::template::provincial::{TargetView, agency_name, full_citation, joined_mid, own_deadline};

impl SubPlanView {
    pub fn of(province: &Province, plan: &SubPlan<'_>) -> Self {
        let overlay = plan.overlay;
        let open = plan.openness();
        let mut row = 0;
        let groups: Vec<GroupView> =
            plan.groups.iter().map(|group| group_view(province, plan, group, &mut row)).collect();
        let own = |list: fn(&Overlay) -> &Vec<String>| {
            overlay.map(|overlay| list(overlay).clone()).unwrap_or_default()
        };
        Self {
            k: Body {
                year: plan.year,
                issued: plan.official.status == State::Issued,
                subject: plan.official.subject.clone(),
                agency: agency_view(plan.agency),
                parents: plan
                    .parents
                    .iter()
                    .map(|parent| ParentView {
                        citation: parent.short_citation(),
                        full_citation: full_citation(province, parent),
                    })
                    .collect(),
                opening: own(|overlay| &overlay.opening),
                purposes: own(|overlay| &overlay.purposes),
                requirements: own(|overlay| &overlay.requirements),
                monitored: plan
                    .monitored
                    .iter()
                    .map(|(_, index)| MonitoredView {
                        name: index.name.clone(),
                        target: TargetView::of(index.target.as_ref()),
                    })
                    .collect(),
                monitored_count: format!("{:02}", plan.monitored.len()),
                lead_in: own(|overlay| &overlay.lead_in),
                several_groups: groups.len() > 1,
                groups,
                duties: duty_views(province, plan),
                order: plan_order(plan),
                any_target: plan.monitored.iter().any(|(_, index)| index.target.is_some()),
                show_monitored: overlay.is_none_or(|overlay| overlay.show_monitored),
                organisation: own(|overlay| &overlay.organisation),
                closing: overlay.and_then(|overlay| overlay.closing.clone()),
                annex: overlay.is_none_or(|overlay| overlay.annex),
                entries: open.entries,
                tasks: open.lead + open.supporting,
                lead_tasks: open.lead,
                supporting_tasks: open.supporting,
            },
        }
    }
}

fn agency_view(agency: &Agency) -> AgencyView {
    AgencyView {
        name: agency.name.clone(),
        self_name: agency.name.clone(),
        internal: match agency.kind {
            AgencyKind::Commune | AgencyKind::District => "các phòng, ban, đơn vị trực thuộc",
            AgencyKind::Association => "các bộ phận, thành viên, hội viên",
            _ => "các phòng, đơn vị trực thuộc",
        },
        territory_kind: agency.territory_kind().unwrap_or("địa phương").to_owned(),
        territory: agency.territory.clone().unwrap_or_default(),
    }
}

fn group_view(province: &Province, plan: &SubPlan<'_>, group: &TaskGroup<'_>, row: &mut usize) -> GroupView {
    let name = match &group.key {
        GroupKey::Focal(title) => title.clone(),
        GroupKey::Family(family) => {
            province.families.get(family).cloned().unwrap_or_else(|| format!("Chỉ số {family}"))
        }
    };
    let indices = group.indices.iter().map(|index| index_view(province, plan, group, index, row)).collect();
    GroupView { name, indices }
}

fn index_view(
    province: &Province,
    plan: &SubPlan<'_>,
    group: &TaskGroup<'_>,
    index: &SubIndex<'_>,
    row: &mut usize,
) -> IndexView {
    let target = match index.sources.as_slice() {
        [Source::Index(source)] => TargetView::of(source.target.as_ref()),
        _ => TargetView::default(),
    };
    let assigning = index.style == EntryStyle::Assigning;
    let entries: Vec<EntryView> = index
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            *row += 1;
            let label = if index.entries.len() > 1 { format!("{})", letter(at)) } else { String::new() };
            entry_view(province, plan, entry, label, *row)
        })
        .collect();
    IndexView {
        title: title(group, index),
        target,
        style: if assigning { "giao" } else { "chu_cai" },
        division: if assigning { Vec::new() } else { division(index, &entries, plan.official.status) },
        entries,
        leaders: leaders(index),
        by_field: index.by_field,
    }
}

/// The agency's own heading, or the name of the index as the province writes it.
fn title(group: &TaskGroup<'_>, index: &SubIndex<'_>) -> String {
    if let Some(title) = index.title {
        return title.to_owned();
    }
    let name = |source: &Source<'_>| match source {
        Source::Index(Index { family, name, .. }) if *family == group.plan.family => {
            format!("Chỉ số “{name}”")
        }
        Source::Index(Index { name, .. }) => name.clone(),
        Source::Focal(focal) => focal.title.clone(),
    };
    index.sources.iter().map(name).collect::<Vec<_>>().join(" và ")
}

fn entry_view(
    province: &Province,
    plan: &SubPlan<'_>,
    entry: &SubEntry<'_>,
    label: String,
    row: usize,
) -> EntryView {
    let lead = units(plan.overlay, &entry.lead);
    let supporting = units(plan.overlay, &entry.supporting);
    let phrase = entry.phrase.map(ToOwned::to_owned).or_else(|| {
        lead.as_ref().map(|lead| match &supporting {
            Some(supporting) => format!("Giao {lead} chủ trì, phối hợp với {supporting}"),
            None => format!("Giao {lead} chủ trì"),
        })
    });
    let citation = cite::citation(&entry.covers, true);
    let text = entry_text(province, entry);
    EntryView {
        row,
        label,
        short_citation: cite::citation(&entry.covers, plan.parents.len() > 1)
            .unwrap_or_else(|| "nhiệm vụ của cơ quan".to_owned()),
        citation,
        phrase,
        lead,
        supporting,
        deadline: cite::each(&entry.covers, &entry.deadlines, |deadline| Some(deadline.to_string())),
        own_deadline: cite::each(&entry.covers, &entry.deadlines, |deadline| {
            own_deadline(Some(deadline), &text)
        }),
        output: cite::each(&entry.covers, &entry.outputs, |output| Some(output.to_owned())),
        text,
    }
}

/// The agency's own words as they are; the province's words, with the lead named where the agency
/// only supports.
fn entry_text(province: &Province, entry: &SubEntry<'_>) -> String {
    let (plan, task) = match entry.wording {
        Wording::Own(text) => return text.to_owned(),
        Wording::Kept { plan, task } => (plan, task),
    };
    let text = retold(&task.text, plan);
    match entry.covers.as_slice() {
        [Covered { role: Role::Supporting, .. }] => {
            let lead = joined_mid(&province.registry, &task.lead).unwrap_or_default();
            format!("Phối hợp với {lead}: {}", lower_first(&text))
        }
        _ => text,
    }
}

/// The province's words in the agency's document: "Kế hoạch này" would now be the wrong one.
fn retold(text: &str, source: &Plan) -> String {
    text.replace("Kế hoạch này", &source.short_citation())
}

fn units(overlay: Option<&Overlay>, set: &UnitSet) -> Option<String> {
    let all = overlay.map_or(&[][..], |overlay| &overlay.units);
    let mut names: Vec<&str> =
        set.units.iter().filter_map(|place| all.get(*place)).map(|unit| unit.name.as_str()).collect();
    if set.all {
        names.push("các phòng, đơn vị");
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Entries with the same units share a line; entries without a unit share the blank, which only a draft has.
fn division(index: &SubIndex<'_>, entries: &[EntryView], status: State) -> Vec<DivisionView> {
    let mut lines: Vec<(DivisionView, Vec<String>)> = Vec::new();
    for (at, (entry, source)) in entries.iter().zip(&index.entries).enumerate() {
        let phrase = source.phrase.map(ToOwned::to_owned);
        let same = |line: &DivisionView| {
            line.phrase == phrase
                && (phrase.is_some() || (line.lead == entry.lead && line.supporting == entry.supporting))
        };
        match lines.iter_mut().find(|(line, _)| same(line)) {
            Some((_, letters)) => letters.push(letter(at)),
            None => {
                let (lead, supporting) = (entry.lead.clone(), entry.supporting.clone());
                let line = DivisionView { phrase, lead, supporting, letters: None };
                lines.push((line, vec![letter(at)]));
            }
        }
    }
    let several = entries.len() > 1;
    let is_blank =
        |line: &DivisionView| line.phrase.is_none() && line.lead.is_none() && line.supporting.is_none();
    lines
        .into_iter()
        .filter(|(line, _)| status == State::Draft || !is_blank(line))
        .map(|(line, letters)| DivisionView {
            lead: line.lead.as_deref().map(upper_first),
            letters: several.then(|| letters.join(", ")),
            ..line
        })
        .collect()
}

fn leaders(index: &SubIndex<'_>) -> Option<String> {
    let mut all = index.leaders.clone();
    for leader in index.entries.iter().flat_map(|entry| &entry.leaders) {
        if !all.contains(leader) {
            all.push(leader);
        }
    }
    let names: Vec<String> =
        all.iter().map(|leader| format!("đồng chí {}, {}", leader.name, leader.position)).collect();
    (!names.is_empty()).then(|| upper_first(&names.join("; ")))
}

/// The duties that stand as tasks. Making the plan is not one of them: this document is that plan.
fn duty_views(province: &Province, plan: &SubPlan<'_>) -> Vec<DutyView> {
    let tasks = plan.duties.iter().filter(|duty| duty.share.task.nature != Some(DutyNature::MakePlan));
    tasks.map(|duty| duty_view(province, plan.agency, duty)).collect()
}

/// "khoản 1 Mục III Kế hoạch số 175/KH-UBND" and the deadline: what asked for this plan.
fn plan_order(plan: &SubPlan<'_>) -> Option<OrderView> {
    let duty = plan.duties.iter().find(|duty| duty.share.task.nature == Some(DutyNature::MakePlan))?;
    let task = &duty.share.task.task;
    Some(OrderView {
        citation: format!("{} {}", task.reference.citation(), duty.plan.short_citation()),
        deadline: task.deadline.as_ref().map(ToString::to_string),
    })
}

/// In the province's plan "Kế hoạch này" is that plan; here it is named. An agency does not report
/// through itself.
fn duty_view(province: &Province, agency: &Agency, duty: &SubDuty<'_>) -> DutyView {
    let task = &duty.share.task.task;
    let mut text = retold(&task.text, duty.plan);
    if duty.share.task.through.as_ref() == Some(&agency.id) {
        for form in ["(thông qua {})", "(qua {})", "thông qua {}"] {
            text = text.replace(
                &format!(" {}", form.replace("{}", &agency_name(&province.registry, &agency.id))),
                "",
            );
        }
    }
    DutyView {
        own_deadline: own_deadline(task.deadline.as_ref(), &text),
        citation: format!("{} {}", task.reference.citation(), duty.plan.short_citation()),
        text,
    }
}
