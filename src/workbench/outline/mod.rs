//! Dàn ý của một kế hoạch: headings, indicators, points and tasks, each with the place where it stands in the file, as
//! a page shows them to be changed.
//!
//! What is changed is a draft of the plan's file ([`super::draft`]); [`deed`] is one change, [`reach`] tells whom all of
//! them together reach before anything is saved.

pub mod deed;
pub mod places;
pub mod reach;

use crate::content::edit::{self, Path, Step};
use crate::content::yaml::{self, Node};
use crate::model::agency::{AgencyId, GroupId, Registry};
use crate::model::plan::{Annex, Assignment, Element, Heading, Plan, Task, Title};
use places::{
    DEADLINE, LEADS, OUTPUT, SUPPORTING, TASKS, items, key, listed, name, parties, point_of, words,
};

/// The outline, line by line.
#[derive(Debug, Default)]
pub struct Outline {
    pub rows: Vec<Row>,
    /// Where a task can go: place and what it is called.
    pub points: Vec<(String, String)>,
}

#[derive(Debug)]
pub enum Row {
    Heading(HeadingRow),
    Point(PointRow),
    Task(Box<TaskRow>),
}

#[derive(Debug)]
pub struct HeadingRow {
    pub place: String,
    /// From 0.
    pub depth: usize,
    pub position: String,
    pub title: String,
    pub indicators: Vec<String>,
    pub monitor: Option<String>,
    /// Whether it has a title to be changed.
    pub is_titled: bool,
}

/// Một điểm giao việc: whose the tasks below it are.
#[derive(Debug)]
pub struct PointRow {
    pub place: String,
    pub position: String,
    pub leads: Vec<String>,
}

#[derive(Debug)]
pub struct TaskRow {
    pub place: String,
    /// What it is known by in the page: a heading whose words are a task has a place of its own, too.
    pub key: String,
    pub reference: String,
    pub text: String,
    /// Whether the words are its own, and not those of its heading.
    pub is_own: bool,
    pub leads: Vec<String>,
    pub supporting: Vec<String>,
    pub deadline: Field,
    pub output: Field,
    /// Its point has no other task.
    pub is_alone: bool,
    pub has_point: bool,
    pub is_first: bool,
    pub is_last: bool,
}

/// A value of a task.
#[derive(Debug, Default)]
pub struct Field {
    pub own: Option<String>,
    /// Said once for all tasks of the point.
    pub shared: Option<String>,
    /// Several parts, which a single field cannot hold.
    pub several: Option<String>,
}

impl Field {
    /// As the plan says it.
    pub fn said(&self) -> &str {
        self.own.as_deref().or(self.several.as_deref()).or(self.shared.as_deref()).unwrap_or_default()
    }
}

/// The outline of a plan; `None` where its file cannot be read.
pub fn of(plan: &Plan, registry: &Registry) -> Option<Outline> {
    let node = edit::read(&plan.place.source.text)?;
    let mut reading = Reading { node: &node, registry, outline: Outline::default() };
    for section in &plan.sections {
        reading.heading(section, 0);
    }
    for annex in &plan.annexes {
        if let Annex::Written { content, .. } = annex {
            reading.heading(content, 0);
        }
    }
    Some(reading.outline)
}

struct Reading<'r> {
    node: &'r Node,
    registry: &'r Registry,
    outline: Outline,
}

impl Reading<'_> {
    fn heading(&mut self, heading: &Heading, depth: usize) {
        let place = self.heading_place(heading.place.start);
        let monitor = heading.monitor.as_ref().map(|id| self.agency(id.as_str()));
        self.outline.rows.push(Row::Heading(HeadingRow {
            place: place.as_deref().map(name).unwrap_or_default(),
            depth,
            position: heading.position.to_string(),
            title: heading.title.text().to_owned(),
            indicators: heading
                .indicators
                .iter()
                .map(|one| format!("{}: {}", one.year, one.told()))
                .collect(),
            monitor,
            is_titled: !matches!(heading.title, Title::Untitled),
        }));
        for element in &heading.content {
            match element {
                Element::Assignment(assignment) => self.assignment(assignment),
                Element::Heading(below) => self.heading(below, depth + 1),
                Element::Paragraph(_) | Element::Dash(_) | Element::Table(_) => {}
            }
        }
    }

    /// The mapping that holds a title, or the first words.
    fn heading_place(&self, byte: usize) -> Option<Path> {
        let path = edit::path_to(self.node, byte);
        let last = path.iter().rposition(|step| matches!(step, Step::Key(_)))?;
        Some(path[..last].to_vec())
    }

    fn assignment(&mut self, assignment: &Assignment) {
        let places: Vec<Option<(Path, bool)>> =
            assignment.tasks.iter().map(|task| places::task_at(self.node, task.place.start)).collect();
        let first = places.first().and_then(Option::as_ref);
        if let Some(point) = first.and_then(|(task, _)| point_of(task)) {
            let leads = self.named(point, LEADS);
            let label = format!("{} {}", assignment.position, leads.join(", "));
            self.outline.points.push((name(point), label));
            self.outline.rows.push(Row::Point(PointRow {
                place: name(point),
                position: assignment.position.to_string(),
                leads,
            }));
        }
        for (task, place) in assignment.tasks.iter().zip(places) {
            if let Some((place, is_own)) = place {
                let row = self.task(task, &place, is_own);
                self.outline.rows.push(Row::Task(Box::new(row)));
            }
        }
    }

    fn task(&self, task: &Task, place: &[Step], is_own: bool) -> TaskRow {
        let list = listed(place).filter(|_| is_own);
        let beside = list.map_or(1, |(list, _)| items(self.node, list).len());
        let at = list.map_or(0, |(_, at)| at);
        let point = point_of(place);
        TaskRow {
            place: name(place),
            key: if is_own { name(place) } else { format!("{}/viec", name(place)) },
            reference: task.reference.to_string(),
            text: task.text.clone(),
            is_own,
            leads: self.named(place, LEADS),
            supporting: self.named(place, SUPPORTING),
            deadline: self.field(place, DEADLINE),
            output: self.field(place, OUTPUT),
            is_alone: point.is_some_and(|point| items(self.node, &key(point, TASKS)).len() == 1),
            has_point: point.is_some(),
            is_first: at == 0,
            is_last: at + 1 >= beside,
        }
    }

    fn field(&self, place: &[Step], of: &str) -> Field {
        let own = key(place, of);
        let shared = point_of(place).map(|point| key(point, of));
        Field {
            own: words(self.node, &own).map(str::to_owned),
            several: self.several(&own),
            shared: shared
                .and_then(|path| words(self.node, &path).map(str::to_owned).or_else(|| self.several(&path))),
        }
    }

    /// Parts of a deadline, on one line.
    fn several(&self, path: &[Step]) -> Option<String> {
        let parts = items(self.node, path);
        let told = parts.iter().map(|part| match part.text() {
            Some(words) => words.to_owned(),
            None => {
                ["phan", "han"].iter().filter_map(|key| part.get(key)?.text()).collect::<Vec<_>>().join(": ")
            }
        });
        (!parts.is_empty()).then(|| told.collect::<Vec<_>>().join("; "))
    }

    /// Those who hold for a task or a point, as people call them.
    fn named(&self, place: &[Step], of: &str) -> Vec<String> {
        let list = parties(self.node, place, of);
        let items = list.as_ref().map_or(&[][..], |list| items(self.node, list));
        items.iter().map(|party| self.party(party)).collect()
    }

    fn party(&self, party: &Node) -> String {
        if let Some(id) = party.text() {
            return self.agency(id);
        }
        let text = |key: &str| party.get(key).and_then(Node::text).map(str::trim);
        match (text("ma"), text("ngoai"), text("pham_vi")) {
            (Some(id), _, Some(scope)) => format!("{} ({scope})", self.agency(id)),
            (Some(id), ..) => self.agency(id),
            (None, Some(outside), _) => outside.to_owned(),
            _ => match &party.value {
                yaml::Value::Null => "(trống)".to_owned(),
                _ => "(không đọc được)".to_owned(),
            },
        }
    }

    fn agency(&self, id: &str) -> String {
        let id = id.trim();
        let agency = self.registry.agency(&AgencyId::new(id)).map(|agency| &agency.name);
        let group = || self.registry.group(&GroupId::new(id)).map(|group| &group.name);
        agency.or_else(group).cloned().unwrap_or_else(|| id.to_owned())
    }
}
