//! Tờ khai: all that the form of a part shows, taken from the draft, the plan, and what was found.

use std::collections::BTreeMap;

use super::super::desk::{Content, Key};
use super::super::draft::Draft;
use super::answer;
use super::contested::{self, Dispute};
use super::field::{Carried, FILE_ONLY};
use crate::content::edit::{self, Path, Plain, Step, name_of};
use crate::content::yaml::Node;
use crate::derive::responsibility::Role;
use crate::derive::sub_plan::{Covered, SubEntry, SubHeading, SubPlan, Wording};
use crate::diagnostic::{Diagnostic, Place, Severity, Topic};
use crate::model::Overlay;
use crate::model::agency::PlanId;
use crate::model::agency::Registry;
use crate::model::plan::{Due, Plan};
use crate::official::{Kind, State};
use crate::template::{entry_name, heading_name};
use crate::text::lines::line_number;

/// A part, field by field.
#[derive(Debug)]
pub struct Sheet {
    pub agency: String,
    pub state: State,
    /// As the file has it.
    pub file: Plain,
    pub headings: Vec<Heading>,
    pub related: Vec<Related>,
    /// Việc trong "Tổ chức thực hiện", which the program carries in.
    pub duties: Vec<Asked>,
    /// What the document says of itself where the part says nothing.
    pub usual: Usual,
    /// Findings by the field that they stand at.
    pub at_fields: BTreeMap<String, Vec<Diagnostic>>,
    pub elsewhere: Vec<Diagnostic>,
    /// What two people say different things of, each with the name of what it is of.
    pub disputes: Vec<Dispute>,
    /// What the form has no field for.
    pub in_file: Vec<InFile>,
}

/// What stands in the file alone.
#[derive(Debug)]
pub struct InFile {
    pub what: &'static str,
    pub why: &'static str,
    /// The lines of the file that say it, as it is saved.
    pub lines: Vec<usize>,
}

/// What is printed where the part says nothing.
#[derive(Debug, Default)]
pub struct Usual {
    pub symbol: String,
    pub subject: String,
    pub head: String,
    pub deputy: String,
    pub recipients: Vec<String>,
    pub archive: String,
}

/// Một đề mục.
#[derive(Debug)]
pub struct Heading {
    pub title: String,
    /// Its block in the file, where it has one.
    pub block: Option<Path>,
    /// What it is known by, with its plan.
    pub name: String,
    /// What the fields of its block are called after.
    pub fields: String,
    pub entries: Vec<Entry>,
}

/// Một nội dung.
#[derive(Debug)]
pub struct Entry {
    /// The id of its field on the page: that of the account, by which printed lines find it.
    pub id: String,
    /// What its fields are called after; its place in the file, or the tasks that it answers.
    pub name: String,
    pub path: Option<Path>,
    /// What the plan asks.
    pub asked: Vec<Asked>,
    /// As it is printed now.
    pub told: String,
    pub deadline_of_plan: String,
    pub output_of_plan: String,
    pub without_unit: bool,
    /// Words for this entry and the one above it together.
    pub merged: Option<String>,
    pub is_first: bool,
    pub is_last: bool,
    /// It has the task only because it took it on.
    pub taken_on: bool,
}

/// Một nhiệm vụ của kế hoạch.
#[derive(Debug, Clone)]
pub struct Asked {
    pub reference: String,
    /// As the file names it: with its plan, where that is not the first.
    pub name: String,
    pub citation: String,
    pub role: &'static str,
    /// Who leads, where the agency supports.
    pub with: String,
    pub text: String,
}

/// Nhiệm vụ phối hợp khi có liên quan.
#[derive(Debug)]
pub struct Related {
    pub asked: Asked,
    /// The heading that it stands under, and its plan where that is not the first.
    pub heading: String,
    pub plan: String,
    pub set_aside: bool,
}

/// The form of a part; `None` where the content has errors that leave nothing to be filled in.
pub fn sheet(content: &Content, key: &Key, draft: &Draft, said: &[Diagnostic]) -> Option<Sheet> {
    let open = content.open(key.year).ok()?;
    let answer = answer(&open, key)?;
    let overlay = answer.overlay?;
    let node = edit::read(&draft.text)?;
    let (plan, _) = open.year.sub_plan(answer);
    let registry = &open.year.province.registry;
    let maker = Maker { content, draft, node: &node, overlay, plan: &plan, registry };
    let mut count = 0;
    let headings =
        plan.groups.iter().flat_map(|group| group.headings.iter().map(|heading| (group.plan, heading)));
    let headings: Vec<Heading> =
        headings.map(|(of, heading)| maker.heading(of, heading, &mut count)).collect();
    let file = Plain::of(&node);
    let (at_fields, elsewhere) = maker.sorted(said, &file);
    let disputes = contested::disputes(&draft.contested, &file, &headings);
    let issued = &plan.official;
    Some(Sheet {
        agency: answer.agency.name.clone(),
        state: overlay.stated.status,
        file,
        headings,
        related: maker.related(),
        duties: plan.duties.iter().map(|told| maker.asked(&told.covered)).collect(),
        usual: Usual {
            symbol: Kind::Plan.symbol(&answer.agency.symbol),
            subject: issued.subject.clone(),
            head: answer.agency.head.clone(),
            deputy: answer.agency.deputy.clone(),
            recipients: issued.recipients.clone(),
            archive: issued.archive.clone(),
        },
        at_fields,
        elsewhere,
        disputes,
        in_file: in_file(draft.disk.as_deref().unwrap_or_default()),
    })
}

/// What the form has no field for, with its lines in the file.
fn in_file(saved: &str) -> Vec<InFile> {
    let node = edit::read(saved);
    let lines = |place: &str| {
        let mut found = Vec::new();
        if let Some(node) = &node {
            starts(node, &place.split('/').collect::<Vec<_>>(), &mut found);
        }
        found.into_iter().map(|byte| line_number(saved, byte)).collect()
    };
    FILE_ONLY.into_iter().map(|(place, what, why)| InFile { what, why, lines: lines(place) }).collect()
}

/// Where the values of a place begin, that of every item where it says so.
fn starts(node: &Node, place: &[&str], found: &mut Vec<usize>) {
    match (place, &node.value) {
        ([], _) => found.push(node.range.start),
        (["*", rest @ ..], _) => node.items().iter().for_each(|item| starts(item, rest, found)),
        ([key, rest @ ..], _) => {
            if let Some(node) = node.get(key) {
                starts(node, rest, found);
            }
        }
    }
}

struct Maker<'m> {
    content: &'m Content,
    draft: &'m Draft,
    node: &'m Node,
    overlay: &'m Overlay,
    plan: &'m SubPlan<'m>,
    registry: &'m Registry,
}

impl Maker<'_> {
    fn is_here(&self, place: &Place) -> bool {
        place.source.path == self.content.shown(&self.draft.path)
    }

    /// The item of the file that a place stands in, so many steps from the top.
    fn path_of(&self, place: &Place, steps: usize) -> Option<Path> {
        let mut path = edit::path_to(self.node, place.start);
        let is_task = matches!(path.first(), Some(Step::Key(top)) if top == "nhiem_vu");
        (self.is_here(place) && is_task && path.len() >= steps).then(|| {
            path.truncate(steps);
            path
        })
    }

    fn heading(&self, of: &Plan, heading: &SubHeading<'_>, count: &mut usize) -> Heading {
        let title = heading.title.map_or_else(
            || heading.sources.iter().map(|source| source.title.text()).collect::<Vec<_>>().join("; "),
            ToOwned::to_owned,
        );
        let numbers: Vec<String> = heading.sources.iter().map(|source| source.position.to_string()).collect();
        let own = self.overlay.blocks.iter().find(|block| {
            block.plan == of.id
                && heading.sources.iter().any(|source| block.headings.contains(&source.position))
        });
        let block = own.and_then(|block| self.path_of(&block.place, 2));
        let name = format!("{}:{}", of.id, heading_name(heading));
        let count_of = heading.entries.len();
        let mut entries: Vec<Entry> = Vec::new();
        for (at, entry) in heading.entries.iter().enumerate() {
            *count += 1;
            let above = at.checked_sub(1).and_then(|above| heading.entries.get(above));
            let mut made = self.entry(entry, above, *count);
            made.is_first = at == 0;
            made.is_last = at + 1 == count_of;
            entries.push(made);
        }
        Heading {
            title: format!("{} {title}", numbers.join(", ")),
            fields: block
                .as_ref()
                .map_or_else(|| Carried::Heading(name.clone()).name(), |path| name_of(path)),
            block,
            name,
            entries,
        }
    }

    fn entry(&self, entry: &SubEntry<'_>, above: Option<&SubEntry<'_>>, count: usize) -> Entry {
        let place = |entry: &SubEntry<'_>| {
            let place = entry.place.filter(|_| !entry.carried)?;
            self.path_of(place, 4)
        };
        let path = place(entry);
        let above = above.and_then(|above| Some((above, place(above)?)));
        // The one above in the file, of the same block.
        let joins = path.as_ref().zip(above).filter(|(path, (_, above))| {
            let (Some((Step::Item(at), list)), Some((Step::Item(before), other))) =
                (path.split_last(), above.split_last())
            else {
                return false;
            };
            list == other && *at == before + 1
        });
        Entry {
            id: format!("nv-{count}"),
            name: path
                .as_ref()
                .map_or_else(|| Carried::Entry(entry_name(entry)).name(), |path| name_of(path)),
            path: path.clone(),
            asked: entry.covers.iter().map(|covered| self.asked(covered)).collect(),
            told: entry.wording.text().to_owned(),
            deadline_of_plan: dues_of_plan(entry),
            output_of_plan: of_plan(
                entry.covers.iter().filter_map(|covered| covered.mine.task.assigned.output.clone()),
            ),
            without_unit: entry.is_without_unit(),
            merged: joins.map(|(_, (above, _))| together(&above.wording, &entry.wording)),
            is_first: false,
            is_last: false,
            taken_on: !entry.covers.is_empty()
                && entry.covers.iter().all(|covered| covered.mine.is_related()),
        }
    }

    /// The plan, where it is not the one that is meant where none is named.
    fn beside_first<'i>(&self, plan: &'i Plan) -> Option<&'i PlanId> {
        (self.overlay.parents.first() != &plan.id).then_some(&plan.id)
    }

    fn asked(&self, covered: &Covered<'_>) -> Asked {
        let leads =
            || covered.mine.task.assigned.leads.iter().map(|party| party.who.name(self.registry).to_owned());
        let (role, leads): (_, Vec<String>) = match covered.mine.role {
            Role::Lead => ("chủ trì", Vec::new()),
            Role::Supporting => ("phối hợp", leads().collect()),
        };
        let reference = covered.mine.task.reference.to_string();
        let name = match self.beside_first(covered.plan) {
            Some(plan) => format!("{plan}:{reference}"),
            None => reference.clone(),
        };
        Asked {
            reference,
            name,
            citation: covered.mine.task.reference.citation(),
            role,
            with: leads.join(", "),
            text: covered.mine.task.text.clone(),
        }
    }

    fn related(&self) -> Vec<Related> {
        let heading = |covered: &Covered<'_>| {
            let reference = &covered.mine.task.reference;
            let mut own = covered
                .plan
                .headings()
                .filter(|heading| heading.tasks().any(|one| one.reference == *reference));
            own.next().map(|heading| heading.position.to_string()).unwrap_or_default()
        };
        let related = |covered: &Covered<'_>, set_aside| Related {
            asked: self.asked(covered),
            heading: heading(covered),
            plan: self.beside_first(covered.plan).map(ToString::to_string).unwrap_or_default(),
            set_aside,
        };
        let open = self.plan.related.iter().map(|told| related(&told.covered, false));
        open.chain(self.plan.set_aside.iter().map(|covered| related(covered, true))).collect()
    }

    /// Findings at their fields, and the others.
    fn sorted(
        &self,
        said: &[Diagnostic],
        file: &Plain,
    ) -> (BTreeMap<String, Vec<Diagnostic>>, Vec<Diagnostic>) {
        let (mut at_fields, mut elsewhere) = (BTreeMap::<String, Vec<Diagnostic>>::new(), Vec::new());
        for finding in said.iter().filter(|finding| finding.severity > Severity::Accepted) {
            let place = finding.place.as_ref().filter(|place| place.has_text() && self.is_here(place));
            let path = place.map(|place| edit::path_to(self.node, place.start)).unwrap_or_default();
            match field_of(&path, file).or_else(|| field_of_finding(finding).filter(|_| place.is_some())) {
                Some(name) => at_fields.entry(name).or_default().push(finding.clone()),
                None => elsewhere.push(finding.clone()),
            }
        }
        (at_fields, elsewhere)
    }
}

/// The field of what is found at the whole file, because what it is about is not there.
fn field_of_finding(finding: &Diagnostic) -> Option<String> {
    match finding.topic {
        Topic::Missing(missing) => Some(missing.keys().join("/")),
        _ => None,
    }
}

/// The field that a place belongs to: its own, that of the list that it is an item of, or the words of the
/// task, unit or section that it is about.
fn field_of(path: &[Step], file: &Plain) -> Option<String> {
    if let Some(field) = contested::field_of(path, file) {
        return Some(field);
    }
    let item = |length: usize| name_of(&path[..length]);
    let (top, rest) = match path {
        [Step::Key(top), Step::Item(_), rest @ ..] => (top.as_str(), rest),
        _ => return None,
    };
    match (top, rest) {
        ("nhiem_vu", [Step::Key(list), Step::Item(_), ..]) if list == "noi_dung" => {
            Some(format!("{}/noi_dung", item(4)))
        }
        ("cac_muc", [Step::Key(list), Step::Item(_), ..]) if list == "khoan" => {
            Some(format!("{}/tieu_de", item(4)))
        }
        ("don_vi", _) => Some(format!("{}/ten", item(2))),
        ("lanh_dao", _) => Some(format!("{}/ho_ten", item(2))),
        ("nhiem_vu" | "cac_muc", _) => Some(format!("{}/tieu_de", item(2))),
        ("to_chuc_thuc_hien", _) => Some(format!("{}/noi_dung", item(2))),
        _ => None,
    }
}

fn dues_of_plan(entry: &SubEntry<'_>) -> String {
    let dues = entry.covers.iter().flat_map(|covered| &covered.mine.task.assigned.deadlines);
    of_plan(dues.map(due))
}

fn due(due: &Due) -> String {
    match &due.part {
        Some(part) => format!("{part}: {}", due.deadline),
        None => due.deadline.to_string(),
    }
}

fn of_plan(said: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for one in said {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join("; ")
}

/// Words for two tasks in one, for a person to make a sentence of.
fn together(above: &Wording<'_>, own: &Wording<'_>) -> String {
    let stopless = |text: &str| text.trim().trim_end_matches(['.', ';']).to_owned();
    format!("{}; {}", stopless(above.text()), crate::text::first_letter::lower_first(&stopless(own.text())))
}
