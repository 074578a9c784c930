//! Views of the annexes of a provincial plan: generated from the same assignments as the text.

mod matrix;
mod targets;
mod tasks;
mod written;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::derive::Year;
use crate::model::Province;
use crate::model::agency::Registry;
use crate::model::plan::{Annex, AnnexKind, AnnexLayout, AnnexSpec, Assignee, Heading, Plan, Task, Title};
use crate::template::plan_view::{HeadingView, Names};
use matrix::AgencyRow;
use targets::TargetRow;
use tasks::Block;

/// What stands in a cell that has nothing to say.
const NOTHING: &str = "-";

/// Một phụ lục.
#[derive(Debug, Serialize)]
pub(super) struct AnnexView {
    #[serde(rename = "ma")]
    id: String,
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(flatten)]
    content: AnnexContent,
}

/// What an annex holds; `kieu` says which.
#[derive(Debug, Serialize)]
#[serde(tag = "kieu")]
enum AnnexContent {
    #[serde(rename = "phan_cong")]
    Matrix {
        #[serde(rename = "muc_tieu")]
        targets: Vec<TargetRow>,
        /// "năm 2024": the year before, in which the results were reached.
        #[serde(rename = "ky_truoc")]
        base: String,
        /// Some of last year's results were computed from this year's targets.
        #[serde(rename = "co_ket_qua_tinh")]
        implied: bool,
        /// Every figure is in points.
        #[serde(rename = "deu_la_diem")]
        in_points: bool,
        #[serde(rename = "cac_co_quan")]
        agencies: Vec<AgencyRow>,
        /// Some of them are groups, whose tasks are not repeated for every member.
        #[serde(rename = "co_nhom")]
        any_group: bool,
    },
    #[serde(rename = "nhiem_vu")]
    Tasks {
        #[serde(rename = "nhom_co_quan")]
        blocks: Vec<Block>,
        #[serde(rename = "so_nhiem_vu")]
        tasks: usize,
        /// Rows of the tasks; more than there are tasks where several agencies share them.
        #[serde(rename = "so_dong")]
        rows: usize,
    },
    #[serde(rename = "bang_nhiem_vu")]
    TaskTable {
        #[serde(rename = "noi_dung")]
        content: Vec<written::Piece>,
        #[serde(rename = "ket")]
        closing_line: Option<String>,
    },
    #[serde(rename = "van_ban")]
    Text {
        #[serde(rename = "noi_dung")]
        content: HeadingView,
    },
}

impl AnnexView {
    /// The annexes of a plan, in its order.
    pub(super) fn all(year: &Year<'_>, plan: &Plan, names: &Names<'_>) -> Vec<Self> {
        let annexes = plan.annexes.iter().enumerate();
        annexes.map(|(at, annex)| Self::of(year.province, plan, annex, at + 1, names)).collect()
    }

    fn of(province: &Province, plan: &Plan, annex: &Annex, number: usize, names: &Names<'_>) -> Self {
        let (title, content) = match annex {
            Annex::Written { layout, content } => {
                let title = content.title.text().to_owned();
                let content = match layout {
                    AnnexLayout::TaskTable => AnnexContent::TaskTable {
                        content: written::pieces(content, names),
                        closing_line: content.closing_line.clone(),
                    },
                    AnnexLayout::Text => AnnexContent::Text { content: names.heading(content) },
                };
                (title, content)
            }
            Annex::Generated(spec) => (spec.title.clone(), AnnexContent::generated(province, plan, spec)),
        };
        Self { id: format!("pl{number}"), title, content }
    }
}

impl AnnexContent {
    fn generated(province: &Province, plan: &Plan, spec: &AnnexSpec) -> Self {
        let bundles = bundles(plan, spec);
        let named = named(&province.registry, plan, spec, &bundles);
        match spec.kind {
            AnnexKind::Matrix => {
                let (targets, implied) = targets::rows(province, plan, spec);
                Self::Matrix {
                    targets,
                    implied,
                    in_points: targets::is_in_points(plan, spec),
                    base: targets::base(plan, spec),
                    any_group: named.iter().any(|assignee| matches!(assignee, Assignee::Group(_))),
                    agencies: matrix::rows(&province.registry, plan, spec, &named),
                }
            }
            AnnexKind::Tasks => {
                let blocks = tasks::blocks(&province.registry, &bundles, &named, plan.official.status);
                Self::Tasks {
                    rows: blocks.iter().map(Block::rows).sum(),
                    tasks: bundles.iter().map(|bundle| bundle.tasks.len()).sum(),
                    blocks,
                }
            }
        }
    }
}

/// A column that has nothing to say in any row is empty: `.bo-cot-trong` then leaves it out. A dash
/// stands only beside rows that say something.
fn emptied<R>(rows: &mut [R], cell: impl Fn(&mut R) -> &mut String) {
    if rows.iter_mut().all(|row| cell(row) == NOTHING) {
        rows.iter_mut().for_each(|row| cell(row).clear());
    }
}

/// Whether an annex tells of a heading: of all where it names no family.
fn in_family(plan: &Plan, spec: &AnnexSpec, heading: &Heading) -> bool {
    // What counts to no family counts to the plan's own.
    let own = heading.family.as_ref().or(plan.family.as_ref());
    spec.family.is_none() || spec.family.as_ref() == own
}

/// What is measured or monitored, in order.
fn monitored<'p>(plan: &'p Plan, spec: &AnnexSpec) -> impl Iterator<Item = &'p Heading> {
    let is_watched = |heading: &&Heading| {
        matches!(heading.title, Title::Index(_))
            || heading.monitor.is_some()
            || !heading.co_monitors.is_empty()
            || !heading.indicators.is_empty()
    };
    plan.headings().filter(is_watched).filter(move |heading| in_family(plan, spec, heading))
}

/// Tasks under one name: those of a heading.
struct Bundle<'p> {
    name: &'p str,
    tasks: Vec<&'p Task>,
}

/// All tasks that an annex tells of, in the order of the plan.
fn bundles<'p>(plan: &'p Plan, spec: &AnnexSpec) -> Vec<Bundle<'p>> {
    let headings = plan.headings().filter(|heading| in_family(plan, spec, heading));
    let bundles =
        headings.map(|heading| Bundle { name: heading.title.text(), tasks: heading.tasks().collect() });
    bundles.filter(|bundle| !bundle.tasks.is_empty()).collect()
}

/// Everyone that the plan names, as it names them: agencies by kind, then groups, then others.
fn named(registry: &Registry, plan: &Plan, spec: &AnnexSpec, bundles: &[Bundle<'_>]) -> Vec<Assignee> {
    let tasks = bundles.iter().flat_map(|bundle| &bundle.tasks);
    let mut all: BTreeSet<Assignee> =
        tasks.flat_map(|task| task.assigned.parties().map(|party| party.who.clone())).collect();
    let watchers =
        monitored(plan, spec).flat_map(|heading| heading.monitor.iter().chain(&heading.co_monitors));
    all.extend(watchers.cloned().map(Assignee::Agency));
    if spec.kind == AnnexKind::Matrix {
        all.extend(plan.duties().flat_map(|task| task.assigned.leads.iter().map(|party| party.who.clone())));
    }
    let mut all: Vec<Assignee> = all.into_iter().collect();
    all.sort_by_key(|assignee| match assignee {
        Assignee::Agency(id) => (0, registry.agency(id).map(|agency| agency.kind), registry.order(id)),
        Assignee::Group(_) => (1, None, 0),
        Assignee::Outside(_) => (2, None, 0),
    });
    all
}
