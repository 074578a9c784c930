//! Views of the annexes of a provincial plan: generated from the same assignments as the text.

mod matrix;
mod targets;
mod tasks;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::derive::Year;
use crate::model::Province;
use crate::model::agency::Registry;
use crate::model::plan::{AnnexKind, AnnexSpec, Assignee, Index, Plan, Task};
use matrix::AgencyRow;
use targets::TargetRow;
use tasks::Block;

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
    /// "năm 2024": the year before, in which the results were reached.
    #[serde(rename = "ky_truoc")]
    base: String,
    /// Some of last year's results were computed from this year's targets.
    #[serde(rename = "co_ket_qua_tinh")]
    implied: bool,
    #[serde(rename = "cac_co_quan")]
    agencies: Vec<AgencyRow>,
    /// Some of them are groups, whose tasks are not repeated for every member.
    #[serde(rename = "co_nhom")]
    any_group: bool,
    #[serde(rename = "nhom_co_quan")]
    blocks: Vec<Block>,
    #[serde(rename = "so_nhiem_vu")]
    tasks: usize,
    /// Rows of the tasks; more than there are tasks where several agencies share them.
    #[serde(rename = "so_dong")]
    rows: usize,
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
        let bundles = bundles(plan, spec);
        let named = named(&province.registry, plan, spec, &bundles);
        match spec.kind {
            AnnexKind::Matrix => {
                view.kind = "phan_cong";
                (view.targets, view.implied) = targets::rows(province, plan, spec);
                view.base = targets::base(plan, spec);
                view.any_group = named.iter().any(|assignee| matches!(assignee, Assignee::Group(_)));
                view.agencies = matrix::rows(&province.registry, plan, spec, &named);
            }
            AnnexKind::Tasks => {
                view.kind = "nhiem_vu";
                view.blocks = tasks::blocks(&province.registry, &bundles, &named, plan.official.status);
                view.rows = view.blocks.iter().map(Block::rows).sum();
                view.tasks = bundles.iter().map(|bundle| bundle.tasks.len()).sum();
            }
        }
        view
    }
}

/// A column that has nothing to say in any row is empty: `.bo-cot-trong` then leaves it out. A dash
/// stands only beside rows that say something.
fn emptied<R>(rows: &mut [R], cell: impl Fn(&mut R) -> &mut String) {
    if rows.iter_mut().all(|row| cell(row) == NOTHING) {
        rows.iter_mut().for_each(|row| cell(row).clear());
    }
}

fn in_family(spec: &AnnexSpec, index: &Index) -> bool {
    spec.family.as_ref().is_none_or(|family| *family == index.family)
}

fn indices<'p>(plan: &'p Plan, spec: &AnnexSpec) -> impl Iterator<Item = &'p Index> {
    plan.indices().map(|(_, index)| index).filter(move |index| in_family(spec, index))
}

/// Focal tasks (nhiệm vụ trọng tâm) with their titles: they count to the plan's own family.
fn focal_tasks<'p>(plan: &'p Plan, spec: &AnnexSpec) -> impl Iterator<Item = (&'p str, &'p Task)> {
    let main = spec.family.as_ref().is_none_or(|family| *family == plan.family);
    let focal = plan.focal_tasks().filter(move |_| main);
    focal.filter_map(|(_, focal)| Some((focal.title.as_str(), focal.task.as_ref()?)))
}

/// Tasks under one name: those of an index, or a focal task.
struct Bundle<'p> {
    name: &'p str,
    tasks: Vec<&'p Task>,
}

/// All tasks that an annex tells of, the focal ones first.
fn bundles<'p>(plan: &'p Plan, spec: &AnnexSpec) -> Vec<Bundle<'p>> {
    let focal = focal_tasks(plan, spec).map(|(name, task)| Bundle { name, tasks: vec![task] });
    let indices = indices(plan, spec).map(|index| {
        let tasks = index.assignments.iter().flat_map(|given| &given.tasks);
        Bundle { name: &index.name, tasks: tasks.collect() }
    });
    focal.chain(indices).collect()
}

/// Everyone that the plan names, as it names them: agencies by kind, then groups.
fn named(registry: &Registry, plan: &Plan, spec: &AnnexSpec, bundles: &[Bundle<'_>]) -> Vec<Assignee> {
    let tasks = bundles.iter().flat_map(|bundle| &bundle.tasks);
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
