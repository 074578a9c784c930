//! Phân công của một nhiệm vụ: whatever a plan says of a task beside its words, before and after.

use std::collections::BTreeSet;

use super::agencies::Heirs;
use super::details::{Aspect, Detail};
use super::{Reassigned, TaskAt};
use crate::derive::Year;
use crate::follow::listed;
use crate::follow::matrix::part_label;
use crate::model::AgencyId;
use crate::model::agency::{Extent, Registry};
use crate::model::plan::{Assigned, Assignee, Assignment, NameStyle, Nature, Party, Plan, Task};
use crate::template::names::{joined, joined_ids};

/// What a task is given with that only one of the two has: whose it is, when it is due, what comes of it. `told`
/// puts the words on their side.
pub(super) fn given(
    registry: &Registry,
    at: TaskAt<'_>,
    told: fn(Aspect, String) -> Option<Detail>,
) -> Vec<Detail> {
    let assigned = &at.task.assigned;
    let names = |parties: &[Party]| joined(registry, parties).unwrap_or_default();
    let all = [
        told(Aspect::Leads, names(&assigned.leads)),
        told(Aspect::Supporting, names(&assigned.supporting)),
        told(Aspect::Except, joined_ids(registry, &assigned.except).unwrap_or_default()),
        told(Aspect::Condition, assigned.condition.clone().unwrap_or_default()),
        told(Aspect::Deadline, listed::deadline(&assigned.deadlines).unwrap_or_default()),
        told(Aspect::Output, assigned.output.clone().unwrap_or_default()),
        told(Aspect::Money, assigned.money.clone().unwrap_or_default()),
        told(Aspect::Through, joined_ids(registry, assigned.through.as_slice()).unwrap_or_default()),
    ];
    all.into_iter().flatten().collect()
}

/// One task of two years, with what is known of the agencies.
pub(super) struct Beside<'c, 'y> {
    pub old: &'y Registry,
    pub new: &'y Registry,
    pub before: TaskAt<'y>,
    pub after: TaskAt<'y>,
    /// Whose part is another: that is told by itself.
    pub assigned: &'c [Reassigned<'y>],
    pub heirs: &'c Heirs<'y>,
    /// Of two years groups go by their members: districts are followed by communes.
    pub of_years: bool,
}

impl<'c, 'y> Beside<'c, 'y> {
    pub fn new(
        (old, before): (&'y Year<'_>, TaskAt<'y>),
        (new, after): (&'y Year<'_>, TaskAt<'y>),
        assigned: &'c [Reassigned<'y>],
        heirs: &'c Heirs<'y>,
    ) -> Self {
        let of_years = old.year != new.year;
        let (old, new) = (&old.province.registry, &new.province.registry);
        Self { old, new, before, after, assigned, heirs, of_years }
    }

    pub fn details(&self) -> Vec<Detail> {
        let (before, after) = (self.before.task, self.after.task);
        // Every field is named: one that is new has to be compared, too. Whose words a task is in, and whether it
        // has leads of its own, shows in its words and in its leads.
        let Task { id, reference: _, text: _, subject: _, narrowed: _, assigned, place: _ } = before;
        let Assigned {
            leads: _,
            supporting: _,
            except: _,
            manner,
            action,
            condition,
            deadlines,
            output,
            money,
            nature,
            through: _,
        } = assigned;
        let Assignment { position: _, role, style, words: _, subject: _, preface, shared: _, tasks: _ } =
            self.before.given;
        let (now, given) = (&after.assigned, self.after.given);
        let text = |of: Aspect, then: &Option<String>, now: &Option<String>| {
            Detail::of(of, then.as_deref().unwrap_or_default(), now.as_deref().unwrap_or_default())
        };
        let called = |at: TaskAt<'_>| at.task.subject.clone().or_else(|| at.given.subject.clone());
        let dues = |dues| listed::deadline(dues).unwrap_or_default();
        let mut all = vec![
            self.parties(Aspect::Leads, |assigned| &assigned.leads),
            self.parties(Aspect::Supporting, |assigned| &assigned.supporting),
            self.except(),
            text(Aspect::Called, &called(self.before), &called(self.after)),
            text(Aspect::Preface, preface, &given.preface),
            text(Aspect::Manner, manner, &now.manner),
            text(Aspect::Action, action, &now.action),
            text(Aspect::Condition, condition, &now.condition),
            Detail::of(Aspect::Deadline, dues(deadlines), dues(&now.deadlines)),
            text(Aspect::Output, output, &now.output),
            text(Aspect::Money, money, &now.money),
            self.through(),
            Detail::of(Aspect::Nature, told_nature(*nature), told_nature(now.nature)),
            // Of another template everything is printed otherwise.
            Detail::of(Aspect::NameStyle, told_style(*style), told_style(given.style))
                .filter(|_| self.before.plan.template == self.after.plan.template),
            Detail::of(Aspect::Part, part_label(*role), part_label(given.role)),
            text(Aspect::Id, id, &after.id),
        ];
        all.extend(self.scopes().into_iter().map(Some));
        all.into_iter().flatten().collect()
    }

    /// Names as they are printed, where they differ in more than whose part is another: an order, a group in the
    /// place of its members, somebody whom the register does not know.
    fn parties(&self, of: Aspect, parties: fn(&Assigned) -> &Vec<Party>) -> Option<Detail> {
        let (then, now) = (parties(&self.before.task.assigned), parties(&self.after.task.assigned));
        let mut before: Vec<String> = Vec::new();
        for party in then.iter().filter(|party| !self.is_told(self.old, self.before.plan, party)) {
            match &party.who {
                Assignee::Agency(id) => before.extend(self.heirs(id)),
                who => before.push(self.called(self.old, self.before.plan, who)),
            }
        }
        let mut unique = BTreeSet::new();
        before.retain(|name| unique.insert(name.clone()));
        let now_told = now.iter().filter(|party| !self.is_told(self.new, self.after.plan, party));
        let after: Vec<String> = now_told
            .map(|party| match &party.who {
                Assignee::Agency(id) => id.to_string(),
                who => self.called(self.new, self.after.plan, who),
            })
            .collect();
        if before == after {
            return None;
        }
        let names = |registry: &Registry, parties: &[Party]| {
            let bare: Vec<Party> =
                parties.iter().map(|party| Party { who: party.who.clone(), scope: None }).collect();
            joined(registry, &bare).unwrap_or_default()
        };
        Detail::of(of, names(self.old, then), names(self.new, now))
    }

    /// Who is called on together, so that the same of two years are the same.
    fn called(&self, registry: &Registry, plan: &Plan, who: &Assignee) -> String {
        let Assignee::Group(id) = who else { return name(registry, who) };
        let group = registry.group(id).filter(|group| self.of_years && group.extent == Extent::Whole);
        let Some(group) = group else { return name(registry, who) };
        let members = registry.members(group, plan.official.date.resolution_day());
        let now: BTreeSet<String> = members.iter().flat_map(|agency| self.heirs(&agency.id)).collect();
        now.into_iter().collect::<Vec<_>>().join(" ")
    }

    /// Whether what changes with a name is told with the agencies whose part is another.
    fn is_told(&self, registry: &Registry, plan: &Plan, party: &Party) -> bool {
        let told = |id: &AgencyId| {
            let is = |id: &AgencyId| self.assigned.iter().any(|one| one.agency.id == *id);
            is(id) || self.heirs.of_one(id).any(is)
        };
        match &party.who {
            Assignee::Agency(id) => told(id),
            Assignee::Outside(_) => false,
            Assignee::Group(id) => registry.group(id).is_some_and(|group| {
                let members = registry.members(group, plan.official.date.resolution_day());
                group.extent == Extent::Whole
                    && !members.is_empty()
                    && members.iter().all(|agency| told(&agency.id))
            }),
        }
    }

    /// An agency as it is called now, by its id.
    fn heirs(&self, id: &AgencyId) -> Vec<String> {
        let heirs: Vec<String> = self.heirs.of_one(id).map(ToString::to_string).collect();
        if heirs.is_empty() { vec![id.to_string()] } else { heirs }
    }

    fn except(&self) -> Option<Detail> {
        let (then, now) = (&self.before.task.assigned.except, &self.after.task.assigned.except);
        let before: BTreeSet<String> = then.iter().flat_map(|id| self.heirs(id)).collect();
        let after: BTreeSet<String> = now.iter().map(ToString::to_string).collect();
        let is_told = |id: &String| self.assigned.iter().any(|one| one.agency.id.as_str() == id);
        let names = |registry: &Registry, ids: &[AgencyId]| joined_ids(registry, ids).unwrap_or_default();
        let differs = before.symmetric_difference(&after).any(|id| !is_told(id));
        differs.then(|| Detail::of(Aspect::Except, names(self.old, then), names(self.new, now)))?
    }

    fn through(&self) -> Option<Detail> {
        let (then, now) = (&self.before.task.assigned.through, &self.after.task.assigned.through);
        let before: Vec<String> = then.iter().flat_map(|id| self.heirs(id)).collect();
        let after: Vec<String> = now.iter().map(ToString::to_string).collect();
        let name = |registry: &Registry, id: &Option<AgencyId>| {
            joined_ids(registry, id.as_slice()).unwrap_or_default()
        };
        (before != after).then(|| Detail::of(Aspect::Through, name(self.old, then), name(self.new, now)))?
    }

    /// Parts of their own, by whom they are of.
    fn scopes(&self) -> Vec<Detail> {
        let (then, now) = (&self.before.task.assigned, &self.after.task.assigned);
        let is_same = |then: &Party, now: &Party| match (&then.who, &now.who) {
            (Assignee::Agency(then), Assignee::Agency(now)) => self.heirs(then).contains(&now.to_string()),
            (then, now) => name(self.old, then) == name(self.new, now),
        };
        let told = |who: &str, scope: Option<&String>| {
            scope.map(|scope| format!("{who}: {scope}")).unwrap_or_default()
        };
        let mut all: Vec<Detail> = Vec::new();
        for party in now.parties() {
            let before =
                then.parties().find(|then| is_same(then, party)).and_then(|then| then.scope.as_ref());
            if before != party.scope.as_ref() {
                let who = name(self.new, &party.who);
                all.extend(Detail::of(Aspect::Scope, told(&who, before), told(&who, party.scope.as_ref())));
            }
        }
        // Of whoever is not named any more.
        for party in then.parties().filter(|then| !now.parties().any(|now| is_same(then, now))) {
            let who = name(self.old, &party.who);
            all.extend(Detail::of(Aspect::Scope, told(&who, party.scope.as_ref()), ""));
        }
        all
    }
}

fn name(registry: &Registry, who: &Assignee) -> String {
    who.name(registry).to_owned()
}

const fn told_nature(nature: Option<Nature>) -> &'static str {
    match nature {
        None => "",
        Some(Nature::MakePlan) => "lập kế hoạch",
        Some(Nature::Report) => "báo cáo",
        Some(Nature::Publicise) => "tuyên truyền",
        Some(Nature::Monitor) => "theo dõi",
        Some(Nature::Direct) => "chỉ đạo",
    }
}

const fn told_style(style: NameStyle) -> &'static str {
    match style {
        NameStyle::Before => "trước nhiệm vụ",
        NameStyle::After => "sau nhiệm vụ",
        NameStyle::InSentence => "trong câu",
        NameStyle::Labels => "từng mục sau nhiệm vụ",
    }
}
