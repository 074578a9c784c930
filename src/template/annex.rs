//! Views of the annexes of a provincial plan: generated from the same assignments as the text.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::provincial::{agency_name, assignee_name, joined};
use crate::derive::Year;
use crate::model::Province;
use crate::model::agency::Registry;
use crate::model::plan::{AnnexKind, AnnexSpec, Assignee, DutyNature, Index, Plan, Task};
use crate::model::reference::{TaskRef, letter, roman};
use crate::model::values::Score;

/// What stands in a cell that has nothing to say.
const NOTHING: &str = "-";

/// Một phụ lục.
#[derive(Debug, Default, Serialize)]
pub(super) struct AnnexView {
    #[serde(rename = "kieu")]
    kind: &'static str,
    #[serde(rename = "ma")]
    id: String,
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "muc_tieu")]
    targets: Vec<TargetRow>,
    #[serde(rename = "ghi_chu")]
    note: Option<String>,
    #[serde(rename = "cac_co_quan")]
    agencies: Vec<AgencyRow>,
    #[serde(rename = "nhom_co_quan")]
    blocks: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct TargetRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "muc_tieu_truoc")]
    previous_target: String,
    #[serde(rename = "ket_qua_truoc")]
    previous_result: String,
    #[serde(rename = "danh_gia")]
    verdict: &'static str,
    #[serde(rename = "muc_tieu")]
    target: String,
    #[serde(rename = "thay_doi")]
    change: String,
    #[serde(rename = "theo_doi")]
    monitor: String,
}

#[derive(Debug, Serialize)]
struct AgencyRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "theo_doi")]
    monitors: String,
    #[serde(rename = "chu_tri")]
    lead: String,
    #[serde(rename = "phoi_hop")]
    supporting: String,
    #[serde(rename = "thoi_han")]
    duties: String,
}

/// The rows of one agency or group.
#[derive(Debug, Serialize)]
struct Block {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "nhiem_vu")]
    rows: Vec<TaskRow>,
}

#[derive(Debug, Default, Serialize)]
struct TaskRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "chu_tri")]
    lead: String,
    #[serde(rename = "phoi_hop")]
    supporting: String,
    #[serde(rename = "thoi_han")]
    deadline: Option<String>,
    #[serde(rename = "san_pham")]
    output: Option<String>,
    #[serde(rename = "can_cu")]
    citation: String,
}

impl AnnexView {
    /// The annexes that the year's main plan asks for.
    pub(super) fn all(year: &Year<'_>) -> Vec<Self> {
        let plan = year.plan();
        plan.annexes
            .iter()
            .enumerate()
            .map(|(at, spec)| Self::of(year.province, plan, spec, at + 1))
            .collect()
    }

    fn of(province: &Province, plan: &Plan, spec: &AnnexSpec, number: usize) -> Self {
        let mut view = Self { id: format!("pl{number}"), title: spec.title.clone(), ..Self::default() };
        match spec.kind {
            AnnexKind::Matrix => {
                view.kind = "phan_cong";
                let (rows, implied) = target_rows(province, plan, spec);
                view.targets = rows;
                view.note = implied.then(|| {
                    format!(
                        "kết quả năm {} được tính từ mục tiêu và mức thay đổi nêu tại Kế hoạch này.",
                        plan.year - 1
                    )
                });
                view.agencies = agency_rows(&province.registry, plan, spec);
            }
            AnnexKind::Tasks => {
                view.kind = "nhiem_vu";
                view.blocks = blocks(&province.registry, plan, spec);
            }
        }
        view
    }
}

fn in_family(spec: &AnnexSpec, index: &Index) -> bool {
    spec.family.as_ref().is_none_or(|family| *family == index.family)
}

fn indices<'p>(plan: &'p Plan, spec: &'p AnnexSpec) -> impl Iterator<Item = &'p Index> {
    plan.indices().map(|(_, index)| index).filter(move |index| in_family(spec, index))
}

/// Target, last year's target and result: computed, never typed. Also tells whether a result was
/// implied rather than published.
fn target_rows(province: &Province, plan: &Plan, spec: &AnnexSpec) -> (Vec<TargetRow>, bool) {
    let mut any_implied = false;
    let mut before = Before::default();
    let rows = indices(plan, spec).map(|index| {
        let base_year = index.target.map_or(plan.year - 1, |target| target.base_year);
        let previous_target = before.target(province, base_year, index);
        let published = province.published(&index.family, base_year, &index.name);
        let implied = index.target.and_then(|target| target.implied_base());
        any_implied |= published.is_none() && implied.is_some();
        let result = published.or(implied);
        let shown =
            |score: Option<Score>| score.map_or_else(|| NOTHING.to_owned(), |score| score.to_string());
        TargetRow {
            number: index.ordinal,
            name: index.name.clone(),
            previous_target: shown(previous_target),
            previous_result: shown(result),
            verdict: match previous_target.zip(result) {
                Some((target, result)) if result >= target => "Đạt",
                Some(_) => "Chưa đạt",
                None => NOTHING,
            },
            target: index.target.map_or_else(|| NOTHING.to_owned(), |target| format!("từ {}", target.score)),
            change: index.target.and_then(|target| target.change).map_or_else(
                || NOTHING.to_owned(),
                |change| {
                    format!("{} {}", if change.is_negative() { "giảm" } else { "tăng" }, change.magnitude())
                },
            ),
            monitor: index
                .monitor
                .as_ref()
                .map_or_else(|| NOTHING.to_owned(), |id| agency_name(&province.registry, id)),
        }
    });
    let rows = rows.collect();
    (rows, any_implied)
}

/// The targets of earlier years' main plans, each plan gone through once.
#[derive(Default)]
struct Before<'p> {
    years: BTreeMap<i16, BTreeMap<(&'p str, &'p str), Option<Score>>>,
}

impl<'p> Before<'p> {
    fn target(&mut self, province: &'p Province, year: i16, index: &Index) -> Option<Score> {
        let targets = self.years.entry(year).or_insert_with(|| {
            let mut targets = BTreeMap::new();
            for (_, old) in province.main_plan(year).into_iter().flat_map(Plan::indices) {
                let target = old.target.map(|target| target.score);
                targets.entry((old.family.as_str(), old.name.as_str())).or_insert(target);
            }
            targets
        });
        targets.get(&(index.family.as_str(), index.name.as_str())).copied().flatten()
    }
}

/// Everyone that the plan names, as it names them: agencies by kind, then groups.
fn named(registry: &Registry, plan: &Plan, spec: &AnnexSpec) -> Vec<Assignee> {
    let tasks = indices(plan, spec).flat_map(|index| &index.assignments).flat_map(|given| &given.tasks);
    let mut all: BTreeSet<Assignee> =
        tasks.flat_map(|task| task.lead.iter().chain(&task.supporting).cloned()).collect();
    all.extend(indices(plan, spec).filter_map(|index| index.monitor.clone()).map(Assignee::Agency));
    if spec.kind == AnnexKind::Matrix {
        all.extend(plan.duties().flat_map(|(_, duty)| duty.task.lead.iter().cloned()));
    }
    let mut all: Vec<Assignee> = all.into_iter().collect();
    all.sort_by_key(|assignee| match assignee {
        Assignee::Agency(id) => (0, registry.agency(id).map(|agency| agency.kind), registry.order(id)),
        Assignee::Group(_) => (1, None, 0),
    });
    all
}

fn agency_rows(registry: &Registry, plan: &Plan, spec: &AnnexSpec) -> Vec<AgencyRow> {
    let rows = named(registry, plan, spec).into_iter().enumerate().map(|(at, assignee)| {
        let monitors = indices(plan, spec).filter(|index| match &assignee {
            Assignee::Agency(id) => index.monitor.as_ref() == Some(id),
            Assignee::Group(_) => false,
        });
        let monitors: Vec<String> = monitors.map(|index| index.ordinal.to_string()).collect();
        AgencyRow {
            number: at + 1,
            name: super::filters::upper_first(&assignee_name(registry, &assignee)),
            monitors: or_nothing(monitors.join(", ")),
            lead: or_nothing(places(plan, spec, |task| task.lead.contains(&assignee))),
            supporting: or_nothing(places(plan, spec, |task| {
                !task.lead.contains(&assignee) && task.supporting.contains(&assignee)
            })),
            duties: or_nothing(duty_deadlines(plan, &assignee)),
        }
    });
    rows.collect()
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// "điểm a, b khoản 1; điểm c khoản 2 Mục II": where the tasks stand, whole assignments by their
/// letter, single dash items by their place.
fn places(plan: &Plan, spec: &AnnexSpec, wanted: impl Fn(&Task) -> bool) -> String {
    let mut clauses: Vec<(usize, String, Vec<String>)> = Vec::new();
    for (section, index) in plan.indices().filter(|(_, index)| in_family(spec, index)) {
        let mut points = Vec::new();
        for assignment in &index.assignments {
            let items: Vec<usize> =
                assignment.tasks.iter().filter(|task| wanted(task)).map(|task| task.reference.item).collect();
            if items.is_empty() {
                continue;
            }
            let mut point = assignment.letter.map(letter).unwrap_or_default();
            if items.len() < assignment.tasks.len() {
                let items: Vec<String> = items.iter().map(usize::to_string).collect();
                point.push_str(&format!(" (gạch đầu dòng {})", items.join(", ")));
            }
            points.push(point);
        }
        if !points.is_empty() {
            let label = index.number.iter().map(usize::to_string).collect::<Vec<_>>().join(".");
            clauses.push((section, label, points));
        }
    }
    let several_sections = clauses.iter().map(|(section, ..)| section).collect::<BTreeSet<_>>().len() > 1;
    let last = clauses.len();
    let written = clauses.into_iter().enumerate().map(|(at, (section, label, points))| {
        let points = points.join(", ");
        let lead = if points.is_empty() { String::new() } else { format!("điểm {points} ") };
        let tail = if several_sections || at + 1 == last {
            format!(" Mục {}", roman(section))
        } else {
            String::new()
        };
        format!("{lead}khoản {label}{tail}")
    });
    written.collect::<Vec<_>>().join("; ")
}

fn duty_deadlines(plan: &Plan, assignee: &Assignee) -> String {
    let mut lines = Vec::new();
    for (_, duty) in plan.duties().filter(|(_, duty)| duty.task.lead.contains(assignee)) {
        let what = match duty.nature {
            Some(DutyNature::MakePlan) => "Xây dựng kế hoạch",
            Some(DutyNature::Report) => "Báo cáo kết quả",
            Some(DutyNature::Publicise) => "Thông tin, tuyên truyền",
            Some(DutyNature::Monitor) => "Theo dõi, tổng hợp",
            Some(DutyNature::Direct) => "Chỉ đạo thực hiện",
            None => "Thực hiện",
        };
        lines.push(match &duty.task.deadline {
            Some(deadline) => format!("{what}: {deadline}"),
            None => format!("{what} ({})", duty.task.reference.citation()),
        });
    }
    lines.join("; ")
}

/// Blocks by agency or group: the tasks that it leads in full, then the ones that it supports by
/// their row numbers. Rows are numbered as they are printed.
fn blocks(registry: &Registry, plan: &Plan, spec: &AnnexSpec) -> Vec<Block> {
    let named = named(registry, plan, spec);
    let mut numbers: BTreeMap<TaskRef, usize> = BTreeMap::new();
    let mut next = 0;
    for assignee in &named {
        for task in led_first(plan, spec, assignee) {
            next += 1;
            numbers.insert(task.reference.clone(), next);
        }
        next += indices(plan, spec).filter(|index| !taken_part(index, assignee).is_empty()).count();
    }
    let mut next = 0;
    let mut blocks = Vec::new();
    for assignee in &named {
        let led = led_first(plan, spec, assignee).map(|task| lead_row(registry, task));
        let supported =
            indices(plan, spec).filter_map(|index| supporting_row(registry, index, assignee, &numbers));
        let rows: Vec<TaskRow> = led
            .chain(supported)
            .map(|row| {
                next += 1;
                TaskRow { number: next, ..row }
            })
            .collect();
        let name = super::filters::upper_first(&assignee_name(registry, assignee));
        blocks.push(Block { name, rows });
    }
    blocks.retain(|block| !block.rows.is_empty());
    blocks
}

/// Tasks whose first lead is this agency or group: each task has one row.
fn led_first<'p>(
    plan: &'p Plan,
    spec: &'p AnnexSpec,
    assignee: &'p Assignee,
) -> impl Iterator<Item = &'p Task> {
    let tasks = indices(plan, spec).flat_map(|index| &index.assignments).flat_map(|given| &given.tasks);
    tasks.filter(move |task| task.lead.first() == Some(assignee))
}

/// Tasks of an index that the assignee takes part in without leading first.
fn taken_part<'p>(index: &'p Index, assignee: &Assignee) -> Vec<&'p Task> {
    let tasks = index.assignments.iter().flat_map(|given| &given.tasks);
    tasks
        .filter(|task| task.lead.first() != Some(assignee))
        .filter(|task| task.lead.contains(assignee) || task.supporting.contains(assignee))
        .collect()
}

fn lead_row(registry: &Registry, task: &Task) -> TaskRow {
    TaskRow {
        number: 0,
        text: task.text.clone(),
        lead: joined(registry, &task.lead).unwrap_or_default(),
        supporting: joined(registry, &task.supporting).unwrap_or_else(|| NOTHING.to_owned()),
        deadline: task.deadline.as_ref().map(ToString::to_string),
        output: task.output.clone(),
        citation: task.reference.citation(),
    }
}

/// One row for all tasks of an index that the assignee takes part in without leading first.
fn supporting_row(
    registry: &Registry,
    index: &Index,
    assignee: &Assignee,
    numbers: &BTreeMap<TaskRef, usize>,
) -> Option<TaskRow> {
    let tasks = taken_part(index, assignee);
    let first = tasks.first()?;
    let places: Vec<usize> = tasks.iter().filter_map(|task| numbers.get(&task.reference).copied()).collect();
    let (from, to) = (places.iter().min()?, places.iter().max()?);
    let which = if from == to {
        format!("nhiệm vụ số {from}")
    } else {
        format!("các nhiệm vụ từ số {from} đến số {to}")
    };
    let leads_too = tasks.iter().all(|task| task.lead.contains(assignee));
    let verb = if leads_too { "Cùng chủ trì" } else { "Phối hợp thực hiện" };
    Some(TaskRow {
        number: 0,
        text: format!("{verb} {which} ({})", index.name),
        lead: joined(registry, &first.lead).unwrap_or_default(),
        supporting: super::filters::upper_first(&assignee_name(registry, assignee)),
        deadline: Some("theo nhiệm vụ".to_owned()),
        output: Some("theo nhiệm vụ".to_owned()),
        citation: first.reference.citation(),
    })
}
