//! Phần việc của một văn bản: what an agency's plan, or the plan itself, holds, task by task, as the page
//! beside the printed pages shows it.
//!
//! Each task is a field: it has an id in the page, the words by which it is found in print, and the place in
//! the files where somebody wrote it, by which findings come to stand at it.

use std::path::Path;

use crate::app::{Job, OpenYear};
use crate::derive::responsibility::Role;
use crate::derive::sub_plan::{Covered, SaidDue, SubEntry, SubPlan, ToldTask, Wording};
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::agency::Registry;
use crate::model::overlay::UnitSet;
use crate::model::plan::{Due, Party, Plan, Task};
use crate::template::entry_name;
use crate::text::lines::line_start;

/// A document, field by field.
#[derive(Debug, Default)]
pub struct Account {
    pub groups: Vec<Group>,
    /// Words of the document that are no task: what they are, and as printed.
    pub stated: Vec<Stated>,
}

/// Tasks under one heading.
#[derive(Debug)]
pub struct Group {
    pub title: String,
    pub leaders: Vec<String>,
    pub fields: Vec<Field>,
}

/// Một nhiệm vụ, một nội dung.
#[derive(Debug)]
pub struct Field {
    /// Unique in the page.
    pub id: String,
    /// What the document's own trace calls it.
    pub name: String,
    pub text: String,
    /// In whose words.
    pub words: Words,
    /// Chủ trì, phối hợp: what the agency is in it.
    pub role: Option<Role>,
    /// "điểm c khoản 2 Mục II"
    pub source: String,
    pub leads: Vec<String>,
    pub supporting: Vec<String>,
    /// Whether `leads` ought to be filled and is not.
    pub unassigned: bool,
    pub deadline: String,
    pub output: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    OfPlan,
    /// The agency's own.
    Own,
}

/// Something that the document states of itself.
#[derive(Debug)]
pub struct Stated {
    pub id: String,
    pub label: &'static str,
    pub text: String,
}

/// What a document holds.
pub fn of(open: &OpenYear<'_>, job: &Job<'_>) -> Account {
    match job {
        Job::Plan(plan) => of_plan(&open.year, plan),
        Job::Agency(answer) => of_agency(&open.year, *answer),
    }
}

fn of_plan(year: &Year<'_>, plan: &Plan) -> Account {
    let registry = &year.province.registry;
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    let mut count = 0;
    for (heading, given) in plan.given() {
        if last != Some(&heading.position) {
            last = Some(&heading.position);
            let title = format!("{} {}", heading.position.label(), heading.title.text());
            groups.push(Group { title: title.trim().to_owned(), leaders: Vec::new(), fields: Vec::new() });
        }
        for task in &given.tasks {
            count += 1;
            let field = plan_field(registry, task, count);
            if let Some(group) = groups.last_mut() {
                group.fields.push(field);
            }
        }
    }
    let stated = vec![stated("trich-yeu", "Trích yếu", &plan.official.subject)];
    Account { groups, stated }
}

fn plan_field(registry: &Registry, task: &Task, count: usize) -> Field {
    let names = |parties: &[Party]| parties.iter().map(|party| party.who.name(registry).to_owned()).collect();
    Field {
        id: format!("nv-{count}"),
        name: task.reference.to_string(),
        text: task.text.clone(),
        words: Words::OfPlan,
        role: None,
        source: task.reference.citation(),
        leads: names(&task.assigned.leads),
        supporting: names(&task.assigned.supporting),
        unassigned: task.assigned.leads.is_empty(),
        deadline: dues(&task.assigned.deadlines),
        output: task.assigned.output.clone().unwrap_or_default(),
        places: vec![task.place.clone()],
    }
}

fn of_agency(year: &Year<'_>, answer: Answer<'_>) -> Account {
    let (plan, _) = year.sub_plan(answer);
    let mut account = Account::default();
    let mut count = 0;
    for group in &plan.groups {
        for heading in &group.headings {
            let own = heading.title.map(ToOwned::to_owned);
            let title = own.unwrap_or_else(|| {
                let titles = heading.sources.iter().map(|source| source.title.text());
                titles.filter(|title| !title.is_empty()).collect::<Vec<_>>().join("; ")
            });
            let leaders = heading.leaders.iter().map(|leader| leader.name.clone()).collect();
            let fields = heading.entries.iter().map(|entry| {
                count += 1;
                entry_field(entry, count)
            });
            account.groups.push(Group { title, leaders, fields: fields.collect() });
        }
    }
    account.groups.extend(organisation(&plan, &mut count));
    account.groups.extend(told("Phối hợp khi có liên quan", &plan.related, &mut count));
    account.stated.push(stated("trich-yeu", "Trích yếu", &plan.official.subject));
    if let Some(name) = &plan.official.signature.name {
        account.stated.push(stated("nguoi-ky", "Người ký", name));
    }
    account
}

fn organisation(plan: &SubPlan<'_>, count: &mut usize) -> Option<Group> {
    let mut fields: Vec<Field> = Vec::new();
    for duty in &plan.organisation {
        *count += 1;
        let deadline = duty.deadlines.iter().map(|said| due(&said.value)).collect::<Vec<_>>().join("; ");
        fields.push(Field { deadline, ..field(&duty.wording, &duty.covers, *count) });
    }
    fields.extend(told("", &plan.duties, count).into_iter().flat_map(|group| group.fields));
    let title = "Tổ chức thực hiện".to_owned();
    (!fields.is_empty()).then_some(Group { title, leaders: Vec::new(), fields })
}

/// Tasks in the plan's words that have no units of their own.
fn told(title: &str, tasks: &[ToldTask<'_>], count: &mut usize) -> Option<Group> {
    let fields = tasks.iter().map(|told| {
        *count += 1;
        let covered = &told.covered;
        let wording = Wording::Kept { task: covered.mine.task, told: told.told.clone() };
        let deadline = dues(&covered.mine.task.assigned.deadlines);
        let output = covered.mine.task.assigned.output.clone().unwrap_or_default();
        Field { deadline, output, ..field(&wording, std::slice::from_ref(covered), *count) }
    });
    let fields: Vec<Field> = fields.collect();
    (!fields.is_empty()).then(|| Group { title: title.to_owned(), leaders: Vec::new(), fields })
}

fn entry_field(entry: &SubEntry<'_>, count: usize) -> Field {
    let mut places: Vec<Place> = entry.place.filter(|_| !entry.carried).cloned().into_iter().collect();
    places.extend(entry.covers.iter().map(|covered| covered.mine.task.place.clone()));
    Field {
        leads: entry.phrase.map_or_else(|| units(&entry.lead), |phrase| vec![phrase.to_owned()]),
        supporting: units(&entry.supporting),
        unassigned: entry.is_without_unit(),
        deadline: entry.deadlines.iter().map(|said| due(&said.value)).collect::<Vec<_>>().join("; "),
        output: entry.outputs.iter().map(|said| said.value).collect::<Vec<_>>().join("; "),
        places,
        name: entry_name(entry),
        ..field(&entry.wording, &entry.covers, count)
    }
}

fn field(wording: &Wording<'_>, covers: &[Covered<'_>], count: usize) -> Field {
    let several = covers.iter().any(|covered| covered.plan.id != covers[0].plan.id);
    let source = covers.iter().map(|covered| match several {
        true => format!("{} {}", covered.mine.task.reference.citation(), covered.plan.short_citation()),
        false => covered.mine.task.reference.citation(),
    });
    let mut sources: Vec<String> = source.collect();
    sources.dedup();
    Field {
        id: format!("nv-{count}"),
        name: String::new(),
        text: wording.text().to_owned(),
        words: match wording {
            Wording::Own(_) => Words::Own,
            Wording::Kept { .. } => Words::OfPlan,
        },
        role: covers.iter().map(|covered| covered.mine.role).min(),
        source: sources.join("; "),
        leads: Vec::new(),
        supporting: Vec::new(),
        unassigned: false,
        deadline: String::new(),
        output: String::new(),
        places: covers.iter().map(|covered| covered.mine.task.place.clone()).collect(),
    }
}

fn stated(id: &str, label: &'static str, text: &str) -> Stated {
    Stated { id: id.to_owned(), label, text: text.to_owned() }
}

fn units(set: &UnitSet) -> Vec<String> {
    let all = set.all.then(|| "các phòng, đơn vị".to_owned());
    all.into_iter().chain(set.units.iter().map(|unit| unit.name.clone())).collect()
}

fn due(due: &SaidDue<'_>) -> String {
    match due {
        SaidDue::Own(deadline) => deadline.to_string(),
        SaidDue::OfPlan { dues: of_plan, .. } => dues(of_plan),
    }
}

fn dues(dues: &[Due]) -> String {
    let told = dues.iter().map(|due| match &due.part {
        Some(part) => format!("{part}: {}", due.deadline),
        None => due.deadline.to_string(),
    });
    told.collect::<Vec<_>>().join("; ")
}

impl Account {
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|group| &group.fields)
    }

    /// The field at which a finding stands: the last that was written before it in the same item of a list.
    pub fn field_of(&self, finding: &Diagnostic) -> Option<&Field> {
        let place = finding.place.as_ref().filter(|place| place.has_text())?;
        self.fields().find(|field| field.places.iter().any(|own| holds(own, place)))
    }
}

impl Field {
    /// The file and the line where it was written first.
    pub fn written(&self) -> Option<(&Path, usize)> {
        let place = self.places.first()?;
        Some((&place.source.path, place.line_column().0))
    }
}

/// Whether a place lies in the item of a list in which another was written.
fn holds(own: &Place, place: &Place) -> bool {
    own.source.path == place.source.path
        && own.source.text == place.source.text
        && item(&own.source.text, own.start).contains(&place.start)
}

/// From the dash of the innermost list item around a place to the end of what is indented under it.
fn item(text: &str, at: usize) -> std::ops::Range<usize> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut start = line_start(text, at);
    let own = indent(&text[start..]);
    let mut dash = None;
    loop {
        let line = text[start..].lines().next().unwrap_or_default();
        let is_dash = line.trim_start().starts_with("- ");
        if is_dash && indent(line) <= own {
            dash = Some(indent(line));
            break;
        }
        if start == 0 {
            break;
        }
        start = line_start(text, start - 1);
    }
    let Some(dash) = dash else { return at..at };
    let mut end = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        if number > 0 && !line.trim().is_empty() && indent(line) <= dash {
            break;
        }
        end += line.len();
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_of_a_list_reaches_to_the_next_dash_or_to_what_is_not_under_it() {
        let text = "a:\n  - ma: x\n    b:\n      - c\n\n    d: e\n  - ma: y\nz: w\n";
        let at = |word: &str| text.find(word).unwrap();
        let of = |word: &str| &text[item(text, at(word))];
        assert_eq!(of("ma: x"), "  - ma: x\n    b:\n      - c\n\n    d: e\n");
        assert_eq!(of("d: e"), "  - ma: x\n    b:\n      - c\n\n    d: e\n");
        assert_eq!(of("c\n"), "      - c\n\n");
        assert_eq!(of("ma: y"), "  - ma: y\n");
        assert!(item(text, 0).is_empty());
    }
}
