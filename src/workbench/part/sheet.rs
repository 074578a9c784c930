//! Tờ khai: all that the form of a part shows, taken from the draft, the plan, and what was found.

use std::collections::BTreeMap;

use super::super::desk::{Content, Key};
use super::super::draft::Draft;
use super::answer;
use super::field::{self, name_of};
use crate::content::edit::{self, Path, Plain, Step};
use crate::content::yaml::Node;
use crate::derive::responsibility::{Role, Via};
use crate::derive::sub_plan::{Covered, SubEntry, SubHeading, SubPlan, Wording};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Overlay;
use crate::model::agency::Registry;
use crate::model::plan::{Due, Task};
use crate::official::State;
use crate::template::{entry_name, heading_name};

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
    /// What it is known by.
    pub name: String,
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
    /// The heading that it stands under.
    pub heading: String,
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
    let headings = plan.groups.iter().flat_map(|group| &group.headings);
    let headings = headings.map(|heading| maker.heading(heading, &mut count)).collect();
    let (at_fields, elsewhere) = maker.sorted(said);
    let issued = &plan.official;
    Some(Sheet {
        agency: answer.agency.name.clone(),
        state: overlay.stated.status,
        file: Plain::of(&node),
        headings,
        related: maker.related(),
        duties: plan.duties.iter().map(|told| asked(&told.covered, registry)).collect(),
        usual: Usual {
            symbol: format!("KH-{}", answer.agency.symbol),
            subject: issued.subject.clone(),
            head: answer.agency.head.clone(),
            deputy: answer.agency.deputy.clone(),
            recipients: issued.recipients.clone(),
            archive: issued.archive.clone(),
        },
        at_fields,
        elsewhere,
    })
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

    fn heading(&self, heading: &SubHeading<'_>, count: &mut usize) -> Heading {
        let title = heading.title.map_or_else(
            || heading.sources.iter().map(|source| source.title.text()).collect::<Vec<_>>().join("; "),
            ToOwned::to_owned,
        );
        let numbers: Vec<String> = heading.sources.iter().map(|source| source.position.to_string()).collect();
        let own = self
            .overlay
            .blocks
            .iter()
            .find(|block| heading.sources.iter().any(|source| block.headings.contains(&source.position)));
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
            block: own.and_then(|block| self.path_of(&block.place, 2)),
            name: heading_name(heading),
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
            name: path.as_ref().map_or_else(|| format!("+{}", entry_name(entry)), |path| name_of(path)),
            path: path.clone(),
            asked: entry.covers.iter().map(|covered| asked(covered, self.registry)).collect(),
            told: entry.wording.text().to_owned(),
            deadline_of_plan: dues_of_plan(entry),
            output_of_plan: of_plan(
                entry.covers.iter().filter_map(|covered| covered.task.assigned.output.clone()),
            ),
            without_unit: entry.is_without_unit(),
            merged: joins.map(|(_, (above, _))| together(&above.wording, &entry.wording)),
            is_first: false,
            is_last: false,
            taken_on: !entry.covers.is_empty()
                && entry.covers.iter().all(|covered| matches!(covered.via, Via::Related(_))),
        }
    }

    fn related(&self) -> Vec<Related> {
        let heading = |task: &Task| {
            let headings = self.plan.parents.iter().flat_map(|plan| plan.headings());
            let mut own =
                headings.filter(|heading| heading.tasks().any(|one| one.reference == task.reference));
            own.next().map(|heading| heading.position.to_string()).unwrap_or_default()
        };
        let related = |covered: &Covered<'_>, set_aside| Related {
            asked: asked(covered, self.registry),
            heading: heading(covered.task),
            set_aside,
        };
        let open = self.plan.related.iter().map(|told| related(&told.covered, false));
        open.chain(self.plan.set_aside.iter().map(|covered| related(covered, true))).collect()
    }

    /// Findings at their fields, and the others.
    fn sorted(&self, said: &[Diagnostic]) -> (BTreeMap<String, Vec<Diagnostic>>, Vec<Diagnostic>) {
        let (mut at_fields, mut elsewhere) = (BTreeMap::<String, Vec<Diagnostic>>::new(), Vec::new());
        for finding in said.iter().filter(|finding| finding.severity > Severity::Accepted) {
            let place = finding.place.as_ref().filter(|place| place.has_text() && self.is_here(place));
            let path = place.map(|place| edit::path_to(self.node, place.start)).unwrap_or_default();
            match field_of(&path) {
                Some(name) => at_fields.entry(name).or_default().push(finding.clone()),
                None => elsewhere.push(finding.clone()),
            }
        }
        (at_fields, elsewhere)
    }
}

/// The field that a place belongs to: its own, that of the list that it is an item of, or the words of the
/// task that it is about.
fn field_of(path: &[Step]) -> Option<String> {
    let longest = (1..=path.len()).rev().find(|length| field::kind(&path[..*length]).is_some());
    let item = |length: usize| name_of(&path[..length]);
    match (longest, path) {
        (Some(length), _) => Some(item(length)),
        (None, [Step::Key(top), Step::Item(_), Step::Key(list), Step::Item(_), ..])
            if top == "nhiem_vu" && list == "noi_dung" =>
        {
            Some(format!("{}/noi_dung", item(4)))
        }
        (None, [Step::Key(top), Step::Item(_), ..]) if top == "don_vi" => Some(format!("{}/ten", item(2))),
        (None, [Step::Key(top), Step::Item(_), ..]) if top == "lanh_dao" => {
            Some(format!("{}/ho_ten", item(2)))
        }
        (None, [Step::Key(top), Step::Item(_), ..]) if top == "nhiem_vu" => {
            Some(format!("{}/tieu_de", item(2)))
        }
        _ => None,
    }
}

fn asked(covered: &Covered<'_>, registry: &Registry) -> Asked {
    let leads = || covered.task.assigned.leads.iter().map(|party| party.who.name(registry).to_owned());
    let (role, leads): (_, Vec<String>) = match covered.role {
        Role::Lead => ("chủ trì", Vec::new()),
        Role::Supporting => ("phối hợp", leads().collect()),
    };
    Asked {
        reference: covered.task.reference.to_string(),
        citation: covered.task.reference.citation(),
        role,
        with: leads.join(", "),
        text: covered.task.text.clone(),
    }
}

fn dues_of_plan(entry: &SubEntry<'_>) -> String {
    let dues = entry.covers.iter().flat_map(|covered| &covered.task.assigned.deadlines);
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
