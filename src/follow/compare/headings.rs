//! Đề mục đổi số, đổi tên: which heading of a plan is which of another, or of the plan as it would be, and what
//! stands under it that is nobody's task.

use std::collections::{BTreeMap, BTreeSet};

use super::details::{Aspect, Detail, listed};
use super::plans::{PlanChange, strs};
use crate::derive::Year;
use crate::model::AgencyId;
use crate::model::plan::{Element, Heading, PlainTable, Plan};
use crate::model::reference::Position;
use crate::text::likeness;

/// A heading before and after, with what its own words say otherwise.
#[derive(Debug)]
pub struct HeadingChange<'y> {
    pub became: Became<'y>,
    pub details: Vec<Detail>,
}

impl HeadingChange<'_> {
    /// Whether it is called, or says, what it did; its number may be another.
    pub fn is_same(&self) -> bool {
        match (self.became.before, self.became.after) {
            (Some(before), Some(after)) => before.title == after.title && self.details.is_empty(),
            _ => false,
        }
    }

    /// Whether it only stands elsewhere.
    pub fn is_moved(&self) -> bool {
        matches!((self.became.before, self.became.after), (Some(old), Some(new)) if old.position != new.position)
    }
}

/// Every heading of the plans that both years have, those of one plan in the order of the new one. What went from
/// one plan into another is followed by its title; what came or went with a whole plan is not told by itself.
pub(super) fn changes<'y>(plans: &[PlanChange<'y>]) -> Vec<HeadingChange<'y>> {
    let mut became: Vec<Became<'_>> = Vec::new();
    let mut alone: Vec<&Heading> = Vec::new();
    for plan in plans {
        match (plan.before, plan.after) {
            (Some(before), Some(after)) => became.extend(all(before, after)),
            (Some(only), None) | (None, Some(only)) => {
                let of_old = plan.before.is_some();
                alone.extend(only.headings());
                became.extend(only.headings().map(|heading| Became {
                    before: of_old.then_some(heading),
                    after: (!of_old).then_some(heading),
                    is_sure: true,
                }));
            }
            (None, None) => {}
        }
    }
    let mut gone: Vec<&Heading> = Vec::new();
    became.retain(|one| match (one.before, one.after) {
        (Some(before), None) => {
            gone.push(before);
            false
        }
        _ => true,
    });
    for one in became.iter_mut().filter(|one| one.before.is_none()) {
        let Some(after) = one.after else { continue };
        let same = |then: &&Heading| titled(then).is_some() && titled(then) == titled(after);
        one.before = gone.iter().position(same).map(|at| gone.remove(at));
    }
    became.extend(gone.into_iter().map(|then| Became { before: Some(then), after: None, is_sure: true }));
    became.retain(|one| match (one.before, one.after) {
        (Some(only), None) | (None, Some(only)) => !alone.iter().any(|heading| std::ptr::eq(*heading, only)),
        _ => true,
    });
    became.into_iter().map(|became| HeadingChange { details: details(&became), became }).collect()
}

fn details(became: &Became<'_>) -> Vec<Detail> {
    let words = |heading: Option<&Heading>, of: Aspect| -> Vec<String> {
        let content = heading.into_iter().flat_map(|heading| &heading.content);
        let words = content.filter_map(|element| match (of, element) {
            (Aspect::Paragraph, Element::Paragraph(text)) | (Aspect::Dash, Element::Dash(text)) => {
                Some(text.clone())
            }
            (Aspect::Table, Element::Table(table)) => Some(told_table(table)),
            _ => None,
        });
        // Paragraphs that are a task are told as that.
        let tasks: BTreeSet<&str> = heading
            .into_iter()
            .flat_map(Heading::assignments)
            .flat_map(|given| given.tasks.iter().map(|task| task.text.as_str()))
            .collect();
        words.filter(|text| !tasks.contains(text.as_str())).collect()
    };
    let mut all: Vec<Detail> = Vec::new();
    for of in [Aspect::Paragraph, Aspect::Dash, Aspect::Table] {
        all.extend(listed(of, &strs(&words(became.before, of)), &strs(&words(became.after, of))));
    }
    let text = |of: fn(&Heading) -> Option<&String>| {
        let said = |heading: Option<&Heading>| heading.and_then(of).cloned().unwrap_or_default();
        (said(became.before), said(became.after))
    };
    let (then, now) = text(|heading| heading.closing_line.as_ref());
    all.extend(Detail::of(Aspect::LastLine, then, now));
    if became.before.is_some() && became.after.is_some() {
        let (then, now) = text(|heading| heading.family.as_ref());
        all.extend(Detail::of(Aspect::Family, then, now));
    }
    all
}

/// A table in a line: its title, then row by row.
fn told_table(table: &PlainTable) -> String {
    let columns = table.columns().iter().map(|column| column.title.as_str());
    let columns = columns.collect::<Vec<_>>().join(" | ");
    let rows = table.rows().iter().map(|row| row.join(" | "));
    let total = table.total().map(|total| total.join(" | "));
    let lines = table.title().map(str::to_owned).into_iter().chain([columns]).chain(rows).chain(total);
    lines.collect::<Vec<_>>().join(" ‖ ")
}

/// Whoever monitors a heading of a year, or has tasks under it.
pub fn concerned<'y>(year: &'y Year<'_>, heading: &Heading) -> BTreeSet<&'y AgencyId> {
    let below = heading.with_descendants();
    let tasks: BTreeSet<&Position> = below
        .iter()
        .flat_map(|heading| heading.assignments())
        .flat_map(|given| given.tasks.iter().map(|task| &task.reference))
        .collect();
    // Positions are of one plan.
    let of_plan = year.plans().filter(|shares| shares.plan.headings().any(|one| std::ptr::eq(one, heading)));
    let shares = of_plan.flat_map(|shares| shares.agencies());
    let has = shares.filter(|(_, share)| {
        let monitors = share.monitors.iter().any(|(one, _)| std::ptr::eq(*one, heading));
        monitors || tasks.iter().any(|reference| share.of(reference).is_some())
    });
    has.map(|(id, _)| id).collect()
}

/// A heading before and after; one of the two is missing where it is new, or gone.
#[derive(Debug, Clone, Copy)]
pub struct Became<'p> {
    pub before: Option<&'p Heading>,
    pub after: Option<&'p Heading>,
    /// Known by its title or by what stands in it, not only by where it stands.
    pub is_sure: bool,
}

impl Became<'_> {
    /// Whether it is called, or numbered, otherwise, is new or gone.
    pub fn differs(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => before.position != after.position || before.title != after.title,
            _ => true,
        }
    }

    /// In a line.
    pub fn told(&self) -> String {
        let title = |heading: &Heading| match heading.title.text() {
            "" => String::new(),
            title => format!(" “{title}”"),
        };
        match (self.before, self.after) {
            (Some(before), Some(after)) => {
                let number = match before.position == after.position {
                    true => after.position.to_string(),
                    false => format!("{} → {}", before.position, after.position),
                };
                let name = match before.title == after.title {
                    true => title(after),
                    false => format!("{} →{}", title(before), title(after)),
                };
                format!("{number}:{name}")
            }
            (Some(before), None) => format!("{}: bỏ{}", before.position, title(before)),
            (None, Some(after)) => format!("{}: mới{}", after.position, title(after)),
            (None, None) => String::new(),
        }
    }
}

/// Every heading of both, in the order of the new plan, those that are gone at the end.
pub fn all<'p>(old: &'p Plan, new: &'p Plan) -> Vec<Became<'p>> {
    let (before, after): (Vec<&Heading>, Vec<&Heading>) =
        (old.headings().collect(), new.headings().collect());
    let mut matching = Matching { of_new: vec![None; after.len()], taken: vec![false; before.len()] };
    // From what can only be the same to what is most likely so.
    for key in [whole, titled, contents] {
        matching.pair(&before, &after, key);
    }
    let sure = matching.of_new.clone();
    matching.pair(&before, &after, placed);
    let news = after.iter().zip(&matching.of_new).zip(sure).map(|((after, old), sure)| Became {
        before: old.map(|at| before[at]),
        after: Some(*after),
        is_sure: sure.is_some(),
    });
    let gone = before.iter().zip(&matching.taken).filter(|(_, taken)| !**taken);
    news.chain(gone.map(|(before, _)| Became { before: Some(*before), after: None, is_sure: true })).collect()
}

struct Matching {
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matching {
    /// Pairs those that are known by the same key, where there are as many before as after: in their order then.
    fn pair(&mut self, before: &[&Heading], after: &[&Heading], key: fn(&Heading) -> Option<String>) {
        let mut keyed: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, heading) in before.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            if let Some(key) = key(heading) {
                keyed.entry(key).or_default().0.push(at);
            }
        }
        for (at, heading) in after.iter().enumerate().filter(|(at, _)| self.of_new[*at].is_none()) {
            if let Some(key) = key(heading) {
                keyed.entry(key).or_default().1.push(at);
            }
        }
        for (old, new) in keyed.into_values().filter(|(old, new)| old.len() == new.len()) {
            for (old, new) in old.into_iter().zip(new) {
                self.of_new[new] = Some(old);
                self.taken[old] = true;
            }
        }
    }
}

/// Its title and what stands in it itself.
fn whole(heading: &Heading) -> Option<String> {
    Some(format!("{}\n{}", likeness::key(heading.title.text()), own(heading)))
}

fn titled(heading: &Heading) -> Option<String> {
    Some(likeness::key(heading.title.text())).filter(|title| !title.is_empty())
}

/// What stands in it itself, or, where nothing does, the headings under it.
fn contents(heading: &Heading) -> Option<String> {
    let own = own(heading);
    if !own.trim().is_empty() {
        return Some(own);
    }
    let below: Vec<String> = heading.children().map(|child| likeness::key(child.title.text())).collect();
    (!below.is_empty()).then(|| below.join("\n"))
}

/// One that has only its title is known by where it stands.
fn placed(heading: &Heading) -> Option<String> {
    contents(heading).is_none().then(|| heading.position.to_string())
}

fn own(heading: &Heading) -> String {
    let words = heading.content.iter().flat_map(|element| match element {
        Element::Paragraph(text) | Element::Dash(text) => vec![text.as_str()],
        Element::Assignment(given) => given.tasks.iter().map(|task| task.text.as_str()).collect(),
        Element::Table(_) | Element::Heading(_) => Vec::new(),
    });
    let words: Vec<String> = words.map(likeness::key).collect();
    let indicators: Vec<String> = heading.indicators.iter().map(|one| one.told()).collect();
    format!("{}\n{}", words.join("\n"), indicators.join("\n"))
}
