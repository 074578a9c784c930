//! Sub-plan → view: names, citations, the division of work, what is left blank.

use super::{
    AgencyView, Body, DivisionView, DutyView, EntryView, GroupView, HeadingView, LineMarks, MonitoredView,
    OrderView, ParentView, SubPlanView, cite, parts,
};
use crate::derive::responsibility::{Role, Via, Watch};
use crate::derive::sub_plan::{
    Covered, GroupKey, Monitored, OwnDuty, SaidDue, SubEntry, SubHeading, SubPlan, TaskGroup, ToldTask,
    Wording,
};
use crate::model::Province;
use crate::model::agency::AgencyKind;
use crate::model::overlay::{AnnexChoice, EntryStyle, Overlay, OwnSection, OwnText, Part, Shape, UnitSet};
use crate::model::plan::{Heading, Nature, Task, Title};
use crate::model::reference::letter;
use crate::official::State;
use crate::template::dues;
use crate::template::filters::{lower_first, upper_first};
use crate::template::names::{agency_name, full_citation, joined_mid};
use crate::template::origins::{
    EntryField, ListKey, Origin, Origins, TextField, covered_name, entry_name, heading_name,
};
use crate::template::own_section::SectionView;
use crate::template::plan_view::IndicatorView;
use crate::text::likeness;

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
    let reports = |covered: &Covered<'_>| covered.task.assigned.nature == Some(Nature::Report);
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

fn indicators(heading: &Heading, year: i16) -> Vec<IndicatorView> {
    heading.indicators.iter().map(|one| IndicatorView::of(one, year)).collect()
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

fn group_view(
    province: &Province,
    plan: &SubPlan<'_>,
    group: &TaskGroup<'_>,
    (row, origins): (&mut usize, &Origins),
) -> GroupView {
    let name = match &group.key {
        GroupKey::Under(title) => title.clone(),
        GroupKey::Family(family) => {
            province.families.get(family).cloned().unwrap_or_else(|| format!("Chỉ số {family}"))
        }
    };
    let headings = group
        .headings
        .iter()
        .map(|heading| heading_view(province, plan, (group, &name), heading, (row, origins)))
        .collect();
    GroupView { name, headings }
}

fn heading_view(
    province: &Province,
    plan: &SubPlan<'_>,
    (group, name): (&TaskGroup<'_>, &str),
    heading: &SubHeading<'_>,
    (row, origins): (&mut usize, &Origins),
) -> HeadingView {
    let assigning = heading.style == EntryStyle::Assigning;
    let entries: Vec<EntryView> = heading
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            *row += 1;
            let label = if heading.entries.len() > 1 { format!("{})", letter(at)) } else { String::new() };
            entry_view(province, plan, entry, label, *row)
        })
        .collect();
    let title = title(group, heading);
    let own_title = || Origin::HeadingTitle { heading: heading_name(heading) };
    let division = if assigning && heading.division.is_empty() {
        Vec::new()
    } else {
        division(heading, &entries, (plan.official.status, origins))
    };
    // Lines of the division are the same where their units are: marks come after they were compared.
    let entries = entries.into_iter().zip(&heading.entries);
    let entries = entries.map(|(view, entry)| marked_entry(view, entry, origins)).collect();
    HeadingView {
        title: if title == name { String::new() } else { origins.value(own_title, title) },
        indicators: targets(heading, plan.year),
        style: if assigning { "giao" } else { "chu_cai" },
        division,
        entries,
        leaders: leaders(heading).map(|names| {
            let entry = || heading.entries.first().map(entry_name).unwrap_or_default();
            origins.value(|| Origin::Leaders { entry: entry() }, names)
        }),
        by_field: heading.by_field,
    }
}

/// An entry whose values are known again wherever they are printed.
fn marked_entry(view: EntryView, entry: &SubEntry<'_>, origins: &Origins) -> EntryView {
    let name = entry_name(entry);
    let mark = |field: EntryField, text: String| {
        origins.value(|| Origin::Entry { entry: name.clone(), field }, text)
    };
    let optional = |field: EntryField, text: Option<String>| text.map(|text| mark(field, text));
    let lead = optional(EntryField::Lead, view.lead);
    let supporting = optional(EntryField::Supporting, view.supporting);
    EntryView {
        text: mark(EntryField::Text, view.text),
        phrase: match entry.phrase {
            Some(own) => Some(mark(EntryField::Phrase, own.to_owned())),
            None => lead.as_ref().map(|lead| assigning_phrase(lead, supporting.as_deref())),
        },
        lead,
        supporting,
        deadline: optional(EntryField::Deadline, view.deadline),
        own_deadline: optional(EntryField::Deadline, view.own_deadline),
        output: optional(EntryField::Output, view.output),
        own_output: optional(EntryField::Output, view.own_output),
        ..view
    }
}

/// "Giao Phòng A chủ trì, phối hợp với Phòng B".
fn assigning_phrase(lead: &str, supporting: Option<&str>) -> String {
    match supporting {
        Some(supporting) => format!("Giao {lead} chủ trì, phối hợp với {supporting}"),
        None => format!("Giao {lead} chủ trì"),
    }
}

/// A task of “phối hợp khi có liên quan”: deleted in a file, it is set aside.
fn marked_related(view: DutyView, told: &ToldTask<'_>, origins: &Origins) -> DutyView {
    let origin = || Origin::Entry { entry: covered_name(&told.covered), field: EntryField::Text };
    DutyView { text: origins.value(origin, view.text), ..view }
}

fn marked_duty(view: DutyView, at: usize, origins: &Origins) -> DutyView {
    let mark = |field: EntryField, text: String| origins.value(|| Origin::Organisation { at, field }, text);
    DutyView {
        text: mark(EntryField::Text, view.text),
        own_deadline: view.own_deadline.map(|text| mark(EntryField::Deadline, text)),
        ..view
    }
}

/// The indicators of a heading; those of several folded into one say of which they are.
fn targets(heading: &SubHeading<'_>, year: i16) -> Vec<IndicatorView> {
    let [source] = heading.sources.as_slice() else {
        let named = heading.sources.iter().flat_map(|source| {
            indicators(source, year).into_iter().map(|one| one.named(source.title.text()))
        });
        return named.collect();
    };
    indicators(source, year)
}

/// The agency's own heading, or the name of the index as the plan writes it.
fn title(group: &TaskGroup<'_>, heading: &SubHeading<'_>) -> String {
    if let Some(title) = heading.title {
        return title.to_owned();
    }
    let name = |source: &&Heading| match &source.title {
        Title::Index(name) if source.family == group.plan.family => format!("Chỉ số “{name}”"),
        other => other.text().to_owned(),
    };
    heading.sources.iter().map(name).collect::<Vec<_>>().join(" và ")
}

fn entry_view(
    province: &Province,
    plan: &SubPlan<'_>,
    entry: &SubEntry<'_>,
    label: String,
    row: usize,
) -> EntryView {
    let lead = units(&entry.lead);
    let supporting = units(&entry.supporting);
    let text = entry_text(province, entry);
    let words = match entry.wording {
        Wording::Own(_) => Words::Agency,
        Wording::Kept { .. } => Words::Plan,
    };
    EntryView {
        row,
        label,
        short_citation: cite::citation(&entry.covers, plan.parents.len() > 1)
            .unwrap_or_else(|| "nhiệm vụ của cơ quan".to_owned()),
        citation: bracket(province, plan, &entry.covers, words),
        phrase: None,
        lead,
        supporting,
        deadline: cite::each(&entry.covers, &entry.deadlines, |due| match due {
            SaidDue::Own(deadline) => Some(deadline.to_string()),
            SaidDue::OfPlan { plan, dues } => dues::all(dues, Some(plan)),
        }),
        own_deadline: cite::each(&entry.covers, &entry.deadlines, |due| unsaid(due, &text)),
        output: cite::each(&entry.covers, &entry.outputs, |output| Some((*output).to_owned())),
        own_output: cite::each(&entry.covers, &entry.outputs, |output| {
            (!likeness::has_words_of(&text, output)).then(|| (*output).to_owned())
        }),
        text,
    }
}

/// A deadline that the text does not state.
fn unsaid(due: &SaidDue<'_>, text: &str) -> Option<String> {
    match due {
        SaidDue::Own(deadline) => (!deadline.is_said_in(text)).then(|| deadline.to_string()),
        SaidDue::OfPlan { plan, dues } => dues::unsaid_of(dues, text, plan),
    }
}

/// The agency's own words as they are; the plan's words, with the lead named where the agency only
/// supports.
fn entry_text(province: &Province, entry: &SubEntry<'_>) -> String {
    let Wording::Kept { task, told } = &entry.wording else { return entry.wording.text().to_owned() };
    match entry.covers.as_slice() {
        [Covered { role, .. }] => in_role(province, task, &told.text, *role),
        _ => after_condition(task, &told.text),
    }
}

/// The words of a task as an agency in this role says them.
fn in_role(province: &Province, task: &Task, text: &str, role: Role) -> String {
    let text = after_condition(task, text);
    match role {
        Role::Lead => text,
        Role::Supporting => {
            let lead = joined_mid(&province.registry, &task.assigned.leads).unwrap_or_default();
            format!("Phối hợp với {lead}: {}", lower_first(&text))
        }
    }
}

/// After the condition that stands before the task.
fn after_condition(task: &Task, text: &str) -> String {
    match &task.assigned.condition {
        Some(condition) => format!("{condition} {}", lower_first(text)),
        None => text.to_owned(),
    }
}

fn units(set: &UnitSet) -> Option<String> {
    let mut names: Vec<&str> = set.units.iter().map(|unit| unit.name.as_str()).collect();
    if set.all {
        names.push("các phòng, đơn vị");
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Entries with the same units share a line; entries without a unit share the blank, which only a draft has.
fn division(
    heading: &SubHeading<'_>,
    entries: &[EntryView],
    (status, origins): (State, &Origins),
) -> Vec<DivisionView> {
    if !heading.division.is_empty() {
        let own = heading.division.iter().enumerate().map(|(at, line)| DivisionView {
            mark: origins.line(&Origin::OwnDivision { heading: heading_name(heading), at }),
            phrase: Some(line.trim_end_matches(['.', ';', ' ']).to_owned()),
            whole: true,
            lead: None,
            supporting: None,
            letters: None,
        });
        return own.collect();
    }
    let mut lines: Vec<(DivisionView, Vec<usize>)> = Vec::new();
    for (at, (entry, source)) in entries.iter().zip(&heading.entries).enumerate() {
        let phrase = source.phrase.map(ToOwned::to_owned);
        let same = |line: &DivisionView| {
            line.phrase == phrase
                && (phrase.is_some() || (line.lead == entry.lead && line.supporting == entry.supporting))
        };
        match lines.iter_mut().find(|(line, _)| same(line)) {
            Some((_, places)) => places.push(at),
            None => {
                let (lead, supporting) = (entry.lead.clone(), entry.supporting.clone());
                let mark = String::new();
                let line = DivisionView { mark, phrase, whole: false, lead, supporting, letters: None };
                lines.push((line, vec![at]));
            }
        }
    }
    let several = entries.len() > 1;
    let is_blank =
        |line: &DivisionView| line.phrase.is_none() && line.lead.is_none() && line.supporting.is_none();
    lines
        .into_iter()
        .filter(|(line, _)| status == State::Draft || !is_blank(line))
        .map(|(line, places)| {
            let of = || places.iter().map(|at| entry_name(&heading.entries[*at])).collect::<Vec<_>>();
            let mark = |field: EntryField, text: String| {
                origins.value(|| Origin::Division { entries: of(), field: Some(field) }, text)
            };
            let letters: Vec<String> = places.iter().map(|at| letter(*at)).collect();
            DivisionView {
                mark: origins.line(&Origin::Division { entries: of(), field: None }),
                phrase: line.phrase.map(|phrase| mark(EntryField::Phrase, phrase)),
                lead: line.lead.as_deref().map(|lead| mark(EntryField::Lead, upper_first(lead))),
                supporting: line.supporting.map(|names| mark(EntryField::Supporting, names)),
                letters: several.then(|| match letters.as_slice() {
                    [one] => format!("điểm {one}"),
                    _ => format!("các điểm {}", letters.join(", ")),
                }),
                whole: line.whole,
            }
        })
        .collect()
}

fn leaders(heading: &SubHeading<'_>) -> Option<String> {
    let mut all = heading.leaders.clone();
    for leader in heading.entries.iter().flat_map(|entry| &entry.leaders) {
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
    let is_task = |duty: &&ToldTask<'_>| duty.covered.task.assigned.nature != Some(Nature::MakePlan);
    plan.duties.iter().filter(is_task).map(|duty| told_view(province, plan, duty)).collect()
}

/// "khoản 1 Mục III Kế hoạch số 175/KH-UBND" and the deadline: what asked for this plan.
fn plan_order(plan: &SubPlan<'_>) -> Option<OrderView> {
    let duties = plan.duties.iter().map(|duty| &duty.covered);
    let duty = duties.into_iter().find(|duty| duty.task.assigned.nature == Some(Nature::MakePlan))?;
    Some(OrderView {
        citation: format!("{} {}", duty.task.reference.citation(), duty.plan.short_citation()),
        deadline: dues::all(&duty.task.assigned.deadlines, Some(duty.plan)),
    })
}

fn told_view(province: &Province, plan: &SubPlan<'_>, told: &ToldTask<'_>) -> DutyView {
    let covered = &told.covered;
    let text = in_role(province, covered.task, &told.told.text, covered.role);
    let assigned = &covered.task.assigned;
    let text = match (covered.role, &covered.via) {
        // Under "phối hợp khi có liên quan" who leads is told so, and with whom.
        (Role::Lead, Via::Related(_)) => {
            let with = joined_mid(&province.registry, &assigned.supporting);
            let with = with.map(|names| format!(", phối hợp với {names}")).unwrap_or_default();
            format!("Chủ trì{with}: {}", lower_first(&text))
        }
        _ => text,
    };
    DutyView {
        own_deadline: dues::unsaid_of(&assigned.deadlines, &text, covered.plan),
        output: assigned.output.clone().filter(|output| !likeness::has_words_of(&text, output)),
        citation: bracket(province, plan, std::slice::from_ref(covered), Words::Plan),
        text,
    }
}

fn own_duty(province: &Province, plan: &SubPlan<'_>, duty: &OwnDuty<'_>) -> DutyView {
    let (text, words) = match &duty.wording {
        Wording::Own(text) => ((*text).to_owned(), Words::Agency),
        Wording::Kept { task, told } => (after_condition(task, &told.text), Words::Plan),
    };
    DutyView {
        own_deadline: cite::each(&duty.covers, &duty.deadlines, |due| unsaid(due, &text)),
        output: None,
        citation: bracket(province, plan, &duty.covers, words),
        text,
    }
}

/// Whose words stand before a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Agency,
    Plan,
}

/// What stands in brackets after a task: where it stands in the plan, and what else the plan says of who does
/// it. An agency that prints no references still prints the rest with the plan's words.
fn bracket(province: &Province, plan: &SubPlan<'_>, covers: &[Covered<'_>], words: Words) -> Option<String> {
    let references = plan.overlay.is_none_or(|overlay| overlay.shape.references);
    let parts = || parts::told(&province.registry, plan.agency, covers);
    match (references, words) {
        (true, _) => parts::with_citation(covers, parts()),
        (false, Words::Plan) => parts(),
        (false, Words::Agency) => None,
    }
}
