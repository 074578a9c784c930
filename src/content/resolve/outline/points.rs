//! The points under a heading and the rows of a table: where each task stands.

use super::{Counters, Outline, anchor};
use crate::content::raw::{RawHeading, RawTask, Stretch};
use crate::content::resolve::assigned::{self, Point};
use crate::content::resolve::prose;
use crate::content::yaml::Located;
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::plan::{Assignment, AssignmentRole, NameStyle};
use crate::model::reference::{Position, Scheme, Step};

impl Outline<'_, '_> {
    /// The assignments of one stretch; `own` where the words of the heading are a task.
    pub(super) fn assignments(
        &mut self,
        heading: Option<&RawHeading>,
        own: Option<&RawHeading>,
        stretch: Stretch<'_>,
        position: &Position,
        counters: &mut Counters,
    ) -> Vec<Assignment> {
        let mut given = Vec::new();
        if let Some(raw) = own {
            let words = raw.stretches().flat_map(Stretch::words).map(prose);
            let mut text = words.collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                text = raw.title.as_ref().or(raw.index.as_ref()).map(prose).unwrap_or_default();
            }
            let point = Point {
                position: position.clone(),
                items: &mut counters.items,
                role: AssignmentRole::Task,
                style: self.style_after(),
            };
            given.push(assigned::of_heading(raw, text, point, &mut self.roll, self.context));
        }
        let of = |role| move |raw| (role, raw);
        let points = stretch.assignments.iter().map(of(AssignmentRole::Task));
        let duties = stretch.duties.iter().map(of(AssignmentRole::Organisation));
        for (role, assignment) in points.chain(duties) {
            let number = match role {
                AssignmentRole::Task => &mut counters.given.0,
                AssignmentRole::Organisation => &mut counters.given.1,
            };
            *number += 1;
            let number = *number;
            if assignment.tasks.is_empty() {
                let finding = Diagnostic::error(codes::EMPTY_TEXT, empty_point(heading, role, number))
                    .about(Topic::EmptyText)
                    .hint("thêm “nhiem_vu”, hoặc bỏ điểm này");
                let at =
                    assignment.lead.first().map(|party| Located::new(party.name().to_owned(), party.range()));
                let at = at.as_ref().or(assignment.subject.as_ref()).or(heading.and_then(anchor));
                self.report(finding, at);
            }
            let (at, mut own) = self.point(position, counters);
            let labelled = at != *position;
            let items = if labelled { &mut own } else { &mut counters.items };
            let style = if labelled { NameStyle::Before } else { self.style_unlabelled() };
            let point = Point { position: at, items, role, style };
            given.push(assigned::assignment(assignment, point, &mut self.roll, self.context));
        }
        for task in stretch.tasks {
            let (at, mut own) = self.point(position, counters);
            let items = if at == *position { &mut counters.items } else { &mut own };
            *items += 1;
            let reference = at.then(Step::Item(*items));
            given.push(self.row(task, reference, at, NameStyle::Labels));
        }
        self.unique_ids(&given);
        given
    }

    /// Where the next point of a heading stands: with a number, with a letter, or in the heading itself.
    fn point(&self, position: &Position, counters: &mut Counters) -> (Position, usize) {
        let step = match (position.steps().last(), self.scheme) {
            (None | Some(Step::Section(_) | Step::Annex { .. }), _) => Step::Number(counters.points + 1),
            (Some(Step::Number(_)), Scheme::Lettered | Scheme::Decimal) => Step::Letter(counters.points),
            _ => return (position.clone(), 0),
        };
        counters.points += 1;
        (position.then(step), 0)
    }

    fn style_after(&self) -> NameStyle {
        match self.scheme {
            Scheme::Lettered | Scheme::Decimal => NameStyle::Labels,
            Scheme::Paragraphs => NameStyle::After,
        }
    }

    fn style_unlabelled(&self) -> NameStyle {
        match self.scheme {
            Scheme::Lettered | Scheme::Decimal => NameStyle::Before,
            Scheme::Paragraphs => NameStyle::After,
        }
    }

    fn row(
        &mut self,
        raw: &RawTask,
        reference: Position,
        position: Position,
        style: NameStyle,
    ) -> Assignment {
        let point = Point { position, items: &mut 0, role: AssignmentRole::Task, style };
        assigned::row(raw, reference, point, &mut self.roll, self.context)
    }

    /// An id belongs to one task of the plan.
    fn unique_ids(&mut self, given: &[Assignment]) {
        for task in given.iter().flat_map(|given| &given.tasks) {
            let Some(id) = &task.id else { continue };
            let line = task.place.line_column().0;
            if let Some(first) = self.ids.get(id) {
                let finding = Diagnostic::error(codes::DUPLICATE_ID, format!("mã nhiệm vụ “{id}” đã dùng"));
                self.context.push(finding.at(task.place.clone()).hint(format!("lần đầu ở dòng {first}")));
            } else {
                self.ids.insert(id.clone(), line);
            }
        }
    }

    pub(super) fn rows(&mut self, raw: &[RawTask], annex: &Position, rows: &mut usize) -> Vec<Assignment> {
        let mut given = Vec::new();
        for task in raw {
            *rows += 1;
            given.push(self.row(task, annex.then(Step::Row(*rows)), annex.clone(), NameStyle::Labels));
        }
        self.unique_ids(&given);
        given
    }
}

/// That a point has nothing in it, told so that it is found where it has no name either.
fn empty_point(heading: Option<&RawHeading>, role: AssignmentRole, number: usize) -> String {
    let title = heading.and_then(|raw| raw.title.as_ref().or(raw.index.as_ref())).map(prose);
    let of = title.map(|title| format!(" của “{title}”")).unwrap_or_default();
    match role {
        AssignmentRole::Task => format!("điểm giao việc thứ {number}{of} không có nhiệm vụ nào"),
        AssignmentRole::Organisation => format!("trách nhiệm thứ {number}{of} không có việc nào"),
    }
}
