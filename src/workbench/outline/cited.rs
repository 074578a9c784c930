//! Chỗ phần riêng nhắc tới: where agencies' parts name a heading by its number or title, or a task by its number
//! alone, and what becomes of that once the plan is saved.
//!
//! A part that names what only has another number or name is rewritten with it: the same headings, the same tasks.
//! That is tried on the content first; where it does not come out the same, a person decides.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::places::{item, items, key};
use crate::app::{Editable, Inputs, Needed};
use crate::content::edit::{self, Edit, Path, Value};
use crate::content::yaml::Node;
use crate::diagnostic::{Diagnostic, Place, Source};
use crate::follow::compare::TaskChange;
use crate::follow::compare::headings::{self, Became};
use crate::model::called::Called;
use crate::model::overlay::{Identity, NamedTask, Overlay};
use crate::model::plan::{Heading, Plan};
use crate::model::reference::Position;
use crate::text::beginning;

/// What parts name that would be another, or nothing.
#[derive(Debug, Default)]
pub struct Cited {
    /// Files that can be brought along, each with what would be written.
    pub carried: Vec<Carried>,
    /// What a person has to decide.
    pub open: Vec<Citation>,
}

/// A part that is rewritten together with the plan.
#[derive(Debug)]
pub struct Carried {
    pub path: PathBuf,
    pub old: String,
    pub text: String,
    pub citations: Vec<Citation>,
}

/// One place of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// "muc: II.1 → II.2"
    pub told: String,
}

/// A citation that can be carried, with the edit that does it.
struct Following {
    citation: Citation,
    edit: Edit,
}

/// Looks through the parts of a year that answer the plan.
pub fn of(
    (before, old): (&Inputs, &Plan),
    (after, new): (&Editable, &Plan),
    tasks: &[TaskChange<'_>],
) -> Cited {
    let mut cited = Cited::default();
    let Some(province) = before.loaded.province.as_ref() else { return cited };
    let became = headings::all(old, new);
    let names = Names { old: Called::of(old), new: Called::of(new), became: &became, plan: old, tasks };
    let answers = |overlay: &&Overlay| overlay.year == old.year && overlay.parents.contains(&old.id);
    for overlay in province.overlays.iter().filter(answers) {
        let source = &overlay.place.source;
        let Some(node) = edit::read(&source.text) else { continue };
        let mut part = Part { source, overlay, node: &node, following: Vec::new(), open: Vec::new() };
        part.headings(&names);
        part.tasks(&names);
        cited.open.extend(part.open);
        if part.following.is_empty() {
            continue;
        }
        let edits: Vec<Edit> = part.following.iter().map(|one| one.edit.clone()).collect();
        let citations: Vec<Citation> = part.following.into_iter().map(|one| one.citation).collect();
        let text = edit::edited(&source.text, &edits).ok();
        match text.filter(|text| holds(after, overlay, &names, text)) {
            Some(text) => cited.carried.push(Carried {
                path: source.path.clone(),
                old: source.text.clone(),
                text,
                citations,
            }),
            None => cited.open.extend(citations),
        }
    }
    cited
}

/// What headings and tasks are called, before and after.
struct Names<'n> {
    old: Called<'n>,
    new: Called<'n>,
    became: &'n [Became<'n>],
    plan: &'n Plan,
    tasks: &'n [TaskChange<'n>],
}

impl<'n> Names<'n> {
    /// The heading that one has become, where that is sure.
    fn after(&self, before: &Heading) -> Option<&'n Heading> {
        let same = |one: &&Became<'_>| one.before.is_some_and(|one| one.position == before.position);
        self.became.iter().find(same).filter(|one| one.is_sure).and_then(|one| one.after)
    }

    fn change(&self, named: &NamedTask) -> Option<&'n TaskChange<'n>> {
        self.tasks.iter().filter(|_| named.source.plan == self.plan.id).find(|change| {
            change
                .before
                .is_some_and(|at| at.plan.id == self.plan.id && at.task.reference == named.source.reference)
        })
    }

    /// Where a task stands whose words stay.
    fn task_after(&self, named: &NamedTask) -> Option<&'n Position> {
        let change = self.change(named).filter(|change| change.score >= 1.0)?;
        change.after.as_ref().map(|at| &at.task.reference)
    }
}

struct Part<'p> {
    source: &'p Arc<Source>,
    overlay: &'p Overlay,
    node: &'p Node,
    following: Vec<Following>,
    open: Vec<Citation>,
}

impl Part<'_> {
    fn citation(&self, node: &Node, told: String) -> Citation {
        let (line, _) = Place::new(self.source, node.range.clone()).line_column();
        Citation { path: self.source.path.clone(), line, told }
    }

    /// `muc` of the blocks.
    fn headings(&mut self, names: &Names<'_>) {
        let blocks = key(&[], "nhiem_vu");
        for (at, block) in items(self.node, &blocks).iter().enumerate() {
            let of = block.get("ke_hoach").and_then(Node::text).map_or_else(
                || self.overlay.parents.iter().next().is_some_and(|first| *first == names.plan.id),
                |of| of.trim() == names.plan.id.as_str(),
            );
            let Some(named) = block.get("muc").filter(|_| of) else { continue };
            let list = key(&item(&blocks, at), "muc");
            let is_list = named.text().is_none();
            for (number, one) in named.items().iter().enumerate() {
                let path = if is_list { item(&list, number) } else { list.clone() };
                self.heading(names, one, path);
            }
        }
    }

    fn heading(&mut self, names: &Names<'_>, named: &Node, path: Path) {
        let Some(typed) = named.text().map(str::trim) else { return };
        let Some(before) = names.old.heading(typed) else { return };
        let now = names.new.heading(typed);
        let Some(after) = names.after(before) else {
            let told = format!("muc: {typed}: đề mục không còn");
            return self.open.push(self.citation(named, told));
        };
        if now.is_some_and(|now| now.position == after.position) {
            return;
        }
        let by_number = typed == before.position.to_string();
        let title = after.title.text();
        let is_known = names.new.heading(title).is_some_and(|now| now.position == after.position);
        let name = if by_number || !is_known { after.position.to_string() } else { title.to_owned() };
        let citation = self.citation(named, format!("muc: {typed} → {name}"));
        let value = if by_number || !is_known { Value::Word(name) } else { Value::Prose(name) };
        self.following.push(Following { citation, edit: Edit::Set { path, value } });
    }

    /// Tasks that are named by their number, without their words: with them they are followed anyway.
    fn tasks(&mut self, names: &Names<'_>) {
        for named in &self.overlay.named {
            if named.source.plan == names.plan.id && named.identity == Identity::Unkept {
                self.task(names, named);
            }
        }
    }

    fn task(&mut self, names: &Names<'_>, named: &NamedTask) {
        let path = edit::path_to(self.node, named.place.start);
        let Some(node) = edit::at(self.node, &path) else { return };
        if node.get("nguyen_van").is_some() {
            return;
        }
        let (path, node) = match node.get("nhiem_vu") {
            Some(inner) => (key(&path, "nhiem_vu"), inner),
            None => (path, node),
        };
        let Some(typed) = node.text().map(str::trim) else { return };
        let (prefix, number) =
            typed.rsplit_once(':').map_or(("", typed), |(plan, number)| (plan, number.trim()));
        // By an id of its own it is known wherever it goes.
        if number != named.source.reference.to_string() {
            return;
        }
        let change = names.change(named);
        let words = beginning(&named.text);
        let Some(after) = change.and_then(|change| change.after) else {
            let told = format!("{typed}: nhiệm vụ “{words}” bị bỏ");
            return self.open.push(self.citation(node, told));
        };
        if after.task.reference == named.source.reference {
            return;
        }
        let name = match prefix {
            "" => after.task.reference.to_string(),
            plan => format!("{plan}:{}", after.task.reference),
        };
        let citation = self.citation(node, format!("{typed} → {name}: “{words}”"));
        // Other words are another task, until somebody says that they are not.
        if change.is_some_and(|change| change.score < 1.0) {
            return self.open.push(citation);
        }
        self.following.push(Following { citation, edit: Edit::Set { path, value: Value::Word(name) } });
    }
}

/// Whether a part that is rewritten says of the new plan what it said of the old one: the same headings, the same
/// tasks, and no error more.
fn holds(after: &Editable, overlay: &Overlay, names: &Names<'_>, text: &str) -> bool {
    let path = &overlay.place.source.path;
    let again = after.changed(path, text, Needed::All).inputs;
    let errors = |inputs: &Inputs| -> Vec<String> {
        let of_file =
            |finding: &&Diagnostic| finding.place.as_ref().is_some_and(|at| at.source.path == *path);
        let own = inputs.loaded.findings.iter().filter(of_file).filter(|finding| finding.is_error());
        own.map(|finding| format!("{} {}", finding.code, finding.message)).collect()
    };
    let known = errors(&after.inputs);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    known.iter().for_each(|one| *counts.entry(one).or_default() += 1);
    if !errors(&again).iter().all(|one| counts.contains_key(one.as_str())) {
        return false;
    }
    let parts = again.loaded.province.iter().flat_map(|province| &province.overlays);
    let Some(now) = parts.into_iter().find(|part| part.place.source.path == *path) else { return false };
    let headings = overlay.blocks.iter().map(|then| {
        let of_plan = then.plan == names.plan.id;
        let wanted = then.headings.iter().map(|position| {
            let old = names.plan.headings().find(|heading| of_plan && heading.position == *position);
            old.map_or(Some(position), |old| names.after(old).map(|after| &after.position))
        });
        // One that is gone is named among those that a person decides.
        wanted.flatten().collect::<Vec<_>>()
    });
    let headings: Vec<_> = headings.filter(|wanted| !wanted.is_empty()).collect();
    let tasks = overlay.named.iter().filter_map(|named| names.task_after(named));
    let has_task = |reference: &Position| {
        now.named
            .iter()
            .any(|named| named.source.plan == names.plan.id && named.source.reference == *reference)
    };
    headings == now.blocks.iter().map(|block| block.headings.iter().collect::<Vec<_>>()).collect::<Vec<_>>()
        && tasks.into_iter().all(has_task)
}
