//! Dàn ý của một kế hoạch: headings, indicators, points and tasks, each with the place where it stands in the file, as
//! a page shows them to be changed.
//!
//! What is changed is a draft of the plan's file ([`super::draft`]); [`deed`] is one change, [`reach`] tells whom all of
//! them together reach before anything is saved.

pub mod cited;
pub mod deed;
pub mod headings;
pub mod indicators;
pub mod places;
pub mod reach;
mod rows;

pub use rows::{Field, HeadingRow, Holds, IndicatorRow, Kind, Outline, Parent, PointRow, Row, TaskRow};

use crate::content::edit::{self, Path, Step};
use crate::content::yaml::{self, Node};
use crate::model::agency::{AgencyId, GroupId, Registry};
use crate::model::plan::{Annex, AnnexLayout, Assignment, Element, Heading, Plan, Task, Title};
use crate::text::lines::line_number;
use places::{
    DEADLINE, LEADS, OUTPUT, SUPPORTING, TASKS, children, item, items, key, listed, parties, point_of,
    stretches, words,
};

/// What the name of a task has behind that of the heading whose words it is.
pub const OF_HEADING: &str = "/viec";

/// The outline of a plan; `None` where its file cannot be read.
pub fn of(plan: &Plan, registry: &Registry) -> Option<Outline> {
    let text = &plan.place.source.text;
    let node = edit::read(text)?;
    let mut reading = Reading { text, node: &node, registry, outline: Outline::default() };
    let annexes = key(&[], places::ANNEXES);
    reading.outline.annexes_line = reading.line(&annexes);
    let sections = children(&node, &[]);
    for (section, place) in plan.sections.iter().zip(sections) {
        reading.heading(section, &place, 0, Kind::Body);
    }
    for (at, annex) in plan.annexes.iter().enumerate() {
        let place = item(&annexes, at);
        match annex {
            Annex::Written { content, layout } => {
                let kind = match layout {
                    AnnexLayout::TaskTable => Kind::Rows,
                    AnnexLayout::Text => Kind::Words,
                };
                reading.annex(content, &place, kind);
            }
            Annex::Generated(spec) => reading.made(&spec.title, &place),
        }
    }
    Some(reading.outline)
}

struct Reading<'r> {
    text: &'r str,
    node: &'r Node,
    registry: &'r Registry,
    outline: Outline,
}

impl Reading<'_> {
    fn heading(&mut self, heading: &Heading, place: &[Step], depth: usize, kind: Kind) {
        let row = self.row(heading, place, depth, kind);
        self.parent(&row, kind);
        self.outline.rows.push(Row::Heading(Box::new(row)));
        self.content(heading, place, depth, kind);
    }

    fn annex(&mut self, content: &Heading, place: &[Step], below: Kind) {
        let row = self.row(content, place, 0, Kind::Annex);
        self.parent(&row, below);
        self.outline.rows.push(Row::Heading(Box::new(row)));
        self.content(content, place, 0, below);
    }

    /// An annex of which only the title is the plan's own.
    fn made(&mut self, title: &str, place: &[Step]) {
        let (is_first, is_last) = self.ends(place);
        let number = listed(place).map_or(0, |(_, at)| at + 1);
        self.outline.rows.push(Row::Heading(Box::new(HeadingRow {
            place: edit::name_of(place),
            depth: 0,
            position: format!("PL{number}"),
            title: title.to_owned(),
            kind: Kind::Made,
            indicators: Vec::new(),
            monitor: None,
            co_monitors: Vec::new(),
            is_titled: true,
            is_first,
            is_last,
            holds: Holds::default(),
            line: self.line(place),
            words_line: None,
        })));
    }

    fn parent(&mut self, row: &HeadingRow, kind: Kind) {
        let title = if row.title.is_empty() { "(không có tiêu đề)" } else { &row.title };
        let label = format!("{} {title}", row.position);
        self.outline.parents.push(Parent { place: row.place.clone(), label, kind });
    }

    fn row(&self, heading: &Heading, place: &[Step], depth: usize, kind: Kind) -> HeadingRow {
        let (is_first, is_last) = self.ends(place);
        let monitor = heading.monitor.as_ref().map(|id| (id.to_string(), self.agency(id.as_str())));
        let co_monitors = items(self.node, &key(place, places::CO_MONITORS));
        let words = stretches(self.node, place).into_iter().find_map(|stretch| {
            let lists = ["doan", "gach", "bang"].map(|of| key(&stretch, of));
            lists.into_iter().find(|list| !items(self.node, list).is_empty())
        });
        HeadingRow {
            place: edit::name_of(place),
            depth,
            position: heading.position.to_string(),
            title: heading.title.text().to_owned(),
            kind,
            indicators: self.indicators(heading, place),
            monitor,
            co_monitors: co_monitors.iter().map(|party| self.party(party)).collect(),
            is_titled: !matches!(heading.title, Title::Untitled),
            is_first,
            is_last,
            holds: Holds::of(heading),
            line: self.line(place),
            words_line: words.map(|list| self.line(&list)),
        }
    }

    fn content(&mut self, heading: &Heading, place: &[Step], depth: usize, kind: Kind) {
        let mut below = children(self.node, place).into_iter();
        for element in &heading.content {
            match element {
                Element::Assignment(assignment) => self.assignment(assignment),
                Element::Heading(child) => {
                    if let Some(place) = below.next() {
                        self.heading(child, &place, depth + 1, kind);
                    }
                }
                Element::Paragraph(_) | Element::Dash(_) | Element::Table(_) => {}
            }
        }
    }

    fn indicators(&self, heading: &Heading, place: &[Step]) -> Vec<IndicatorRow> {
        let list = key(place, places::INDICATORS);
        let count = items(self.node, &list).len();
        let rows = heading.indicators.iter().enumerate().map(|(at, one)| {
            let place = item(&list, at);
            let typed = |of| words(self.node, &key(&place, of)).unwrap_or_default().to_owned();
            IndicatorRow {
                name: one.name.clone(),
                told: format!("{} (năm {})", one.told(), one.year),
                values: indicators::KEYS.into_iter().map(|of| (of, typed(of))).collect(),
                is_first: at == 0,
                is_last: at + 1 >= count,
                place: edit::name_of(&place),
            }
        });
        rows.collect()
    }

    /// Whether it is the first, and the last, of its list.
    fn ends(&self, place: &[Step]) -> (bool, bool) {
        let Some((list, at)) = listed(place) else { return (true, true) };
        (at == 0, at + 1 >= items(self.node, list).len())
    }

    /// The line of a place, from 1.
    fn line(&self, place: &[Step]) -> usize {
        let byte = edit::at(self.node, place).map_or(self.text.len(), |node| node.range.start);
        line_number(self.text, byte)
    }

    fn assignment(&mut self, assignment: &Assignment) {
        let places: Vec<Option<(Path, bool)>> =
            assignment.tasks.iter().map(|task| places::task_at(self.node, task.place.start)).collect();
        let first = places.first().and_then(Option::as_ref);
        if let Some(point) = first.and_then(|(task, _)| point_of(task)) {
            let leads = self.named(point, LEADS);
            let label = format!("{} {}", assignment.position, leads.join(", "));
            self.outline.points.push((edit::name_of(point), label));
            self.outline.rows.push(Row::Point(PointRow {
                place: edit::name_of(point),
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
            place: edit::name_of(place),
            key: if is_own { edit::name_of(place) } else { format!("{}{OF_HEADING}", edit::name_of(place)) },
            line: self.line(place),
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
