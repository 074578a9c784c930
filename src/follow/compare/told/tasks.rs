//! Nhiệm vụ khác: the tasks that differ, those of one kind under it, each with all that is said of it.

use jiff::civil::Date;

use super::super::{Aspect, Change, Comparison, Detail, Piece, Reassigned, TaskAt, TaskChange};
use super::{Level, Line, Lines, TOGETHER, told_score};
use crate::derive::responsibility::Role;
use crate::model::agency::Extent;
use crate::model::{Agency, Group, Registry};
use crate::text::first_letter::upper_first;
use crate::text::{beginning, notes};

/// The kinds in the order in which they are told.
pub(super) const CHANGES: [Change; 7] = [
    Change::New,
    Change::Dropped,
    Change::Reworded,
    Change::Reassigned,
    Change::Altered,
    Change::Moved,
    Change::Same,
];

impl Lines {
    pub(super) fn tasks(&mut self, comparison: &Comparison<'_>) {
        let places = Places::of(comparison);
        let of = |change: Change| comparison.tasks.iter().filter(move |task| task.change() == change);
        let moved: Vec<&TaskChange<'_>> = of(Change::Same).filter(|task| task.is_moved()).collect();
        if moved.is_empty() && comparison.tasks.iter().all(|task| task.change() == Change::Same) {
            return;
        }
        self.add(Level::Heading, "Nhiệm vụ");
        for change in CHANGES.into_iter().filter(|change| *change != Change::Same) {
            let count = of(change).count();
            if count > 0 {
                self.add(Level::Group, format!("{} ({count:02})", upper_first(change.label())));
            }
            for task in of(change) {
                self.lines.extend(task_lines(task, &places, comparison.registry));
            }
        }
        if !moved.is_empty() {
            self.add(Level::Group, format!("Chỉ đổi số thứ tự ({:02})", moved.len()));
            let told: Vec<String> = moved.iter().map(|task| places.head(task)).collect();
            self.add(Level::Item, told.join("; "));
        }
    }
}

/// How tasks are cited: with their plan where the tasks of their year are of several.
struct Places {
    of_several_before: bool,
    of_several_after: bool,
}

impl Places {
    fn of(comparison: &Comparison<'_>) -> Self {
        Self {
            of_several_before: has_several(comparison.tasks.iter().filter_map(|task| task.before.as_ref())),
            of_several_after: has_several(comparison.tasks.iter().filter_map(|task| task.after.as_ref())),
        }
    }

    /// "II.1.a.1", "II.1.a.1 → II.1.a.2", "kh-158-2024:II.1.a.1 → II.1.a.2".
    fn head(&self, task: &TaskChange<'_>) -> String {
        // As a part names the task of one of several plans.
        let place = |at: &TaskAt<'_>, several: bool| match several {
            true => format!("{}:{}", at.plan.id, at.task.reference),
            false => at.task.reference.to_string(),
        };
        match (&task.before, &task.after) {
            (Some(before), Some(after)) if task.is_moved() => {
                format!("{} → {}", place(before, self.of_several_before), place(after, self.of_several_after))
            }
            (_, Some(at)) => place(at, self.of_several_after),
            (Some(at), None) => place(at, self.of_several_before),
            (None, None) => String::new(),
        }
    }
}

/// Whether tasks are of more than one plan.
fn has_several<'t, 'y: 't>(mut tasks: impl Iterator<Item = &'t TaskAt<'y>>) -> bool {
    let Some(first) = tasks.next() else { return false };
    tasks.any(|at| at.plan.id != first.plan.id)
}

fn task_lines(task: &TaskChange<'_>, places: &Places, registry: &Registry) -> Vec<Line> {
    let head = places.head(task);
    let change = task.change();
    let score = match change {
        Change::Reworded => format!(" (giống {})", told_score(task.score)),
        _ => String::new(),
    };
    let mut first = vec![Piece::Kept(format!("{head}{score}:"))];
    match change {
        Change::Reworded => first.extend(task.words.iter().cloned()),
        Change::New => first.extend(task.after.map(|at| Piece::Added(notes::in_line(&at.task.text)))),
        Change::Dropped => first.extend(task.before.map(|at| Piece::Removed(notes::in_line(&at.task.text)))),
        _ => first.extend(task.after.map(|at| Piece::Kept(beginning(&at.task.text)))),
    }
    let is_alone = matches!(change, Change::New | Change::Dropped);
    if is_alone && !task.details.is_empty() {
        let given: Vec<String> = task.details.iter().map(given).collect();
        first.push(Piece::Kept(format!("({})", given.join("; "))));
    }
    let mut lines = vec![Line { level: Level::Item, pieces: first }];
    let detail = |pieces: Vec<Piece>| Line { level: Level::Detail, pieces };
    if let Some(at) = task.after.filter(|_| !task.assigned.is_empty()) {
        let called = Called::ByGroups { registry, day: at.plan.official.date.resolution_day() };
        let words = format!("phân công: {}", reassigned(&task.assigned, called));
        lines.push(detail(vec![Piece::Kept(words)]));
    }
    if !is_alone {
        lines.extend(task.details.iter().map(|one| detail(one.told())));
    }
    lines
}

/// What a task that came or went is given with: "chủ trì: Sở A", "thời hạn: quý II".
fn given(one: &Detail) -> String {
    let label = match one.of {
        Aspect::Leads => "chủ trì",
        Aspect::Supporting => "phối hợp",
        of => of.label(),
    };
    format!("{label}: {}{}", one.before, one.after)
}

/// How many agencies are called in one line.
#[derive(Debug, Clone, Copy)]
pub enum Called<'r> {
    /// Each by its name; those that are a whole group of the register by its name, with how many they are.
    ByGroups { registry: &'r Registry, day: Date },
    /// So many by their names, the others as a number.
    AtMost(usize),
}

impl Called<'_> {
    fn names(self, agencies: &[&Agency]) -> String {
        let names = |some: &[&Agency]| some.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>();
        match self {
            Self::AtMost(most) if agencies.len() > most => {
                format!("{} và {} cơ quan khác", names(&agencies[..most]).join(", "), agencies.len() - most)
            }
            Self::AtMost(_) => names(agencies).join(", "),
            Self::ByGroups { registry, day } => {
                let Some((group, members)) = largest(registry, day, agencies) else {
                    return names(agencies).join(", ");
                };
                let is_of_it = |agency: &&&Agency| members.iter().any(|member| member.id == agency.id);
                let rest: Vec<&Agency> = agencies.iter().filter(|one| !is_of_it(one)).copied().collect();
                let mut told = vec![format!("{} ({:02} cơ quan)", group.name, members.len())];
                told.extend((!rest.is_empty()).then(|| self.names(&rest)));
                told.join(", ")
            }
        }
    }
}

/// The group with the most members of which all are among these; one of a few is no shorter than their names.
fn largest<'r>(
    registry: &'r Registry,
    day: Date,
    agencies: &[&Agency],
) -> Option<(&'r Group, Vec<&'r Agency>)> {
    let is_there = |member: &&Agency| agencies.iter().any(|agency| agency.id == member.id);
    let whole = registry.groups().filter(|group| group.extent == Extent::Whole);
    let with_members = whole.map(|group| (group, registry.members(group, day)));
    let all_there =
        with_members.filter(|(_, members)| members.len() > TOGETHER && members.iter().all(is_there));
    all_there.max_by_key(|(_, members)| members.len())
}

/// Whose part in a task is another: "thêm Sở A, Sở B (chủ trì); thôi Sở C"; many that have the same are told
/// together.
pub fn reassigned(assigned: &[Reassigned<'_>], called: Called<'_>) -> String {
    type Key = (Option<Role>, Option<Role>);
    let mut groups: Vec<(Key, Vec<&Agency>)> = Vec::new();
    for one in assigned {
        let key = (one.before, one.after);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, agencies)) => agencies.push(one.agency),
            None => groups.push((key, vec![one.agency])),
        }
    }
    let told = groups.into_iter().map(|((before, after), agencies)| {
        let names = called.names(&agencies);
        match (before, after) {
            (None, Some(role)) => format!("thêm {names} ({})", role_label(role)),
            (Some(_), None) => format!("thôi {names}"),
            (before, after) => {
                format!("{names} từ {} sang {}", before.map_or("", role_label), after.map_or("", role_label))
            }
        }
    });
    told.collect::<Vec<_>>().join("; ")
}

const fn role_label(role: Role) -> &'static str {
    match role {
        Role::Lead => "chủ trì",
        Role::Supporting => "phối hợp",
    }
}
