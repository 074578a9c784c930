//! Được giao: what a plan asks of one agency in one task besides its words, in one line that a part keeps
//! beside them: "chủ trì; phối hợp: so-y-te; thời hạn: hằng quý". What changes in it changes what the
//! agency answers, though the words of the task stay.

use std::collections::BTreeSet;

use super::Year;
use super::responsibility::{Responsibility, Role};
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::Overlay;
use crate::model::agency::{Agency, AgencyId, GroupId, Registry};
use crate::model::overlay::{NamedTask, SourceTask, Wording};
use crate::model::plan::{Assignee, Due, Party};
use crate::official::State;
use crate::text::likeness;

/// What ends a part of the line.
const BETWEEN: &str = "; ";
/// Parts that an agency's document states as the plan has them, where the agency states none of its own.
const DEADLINE: &str = "thời hạn";
const OUTPUT: &str = "sản phẩm";
/// Parts that name bodies by their ids.
const NAMES: [&str; 5] = ["cùng chủ trì", "phối hợp", "trừ", "cơ quan chủ trì", "thông qua"];

/// The parts of an assignment as they concern one agency, in the order in which they are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given(Vec<String>);

impl Given {
    /// What a plan gives an agency in one of its tasks.
    pub fn of(mine: &Responsibility<'_>, agency: &Agency) -> Self {
        let (task, assigned) = (mine.task, &mine.task.assigned);
        let related = mine.is_related();
        let role = match mine.role {
            Role::Lead => "chủ trì",
            Role::Supporting => "phối hợp",
        };
        let mut parts = vec![if related { format!("{role} khi có liên quan") } else { role.to_owned() }];
        let mut part = |what: &str, value: Option<String>| {
            let value = value.map(|value| value.replace(';', ","));
            parts.extend(value.filter(|value| !value.is_empty()).map(|value| format!("{what}: {value}")));
        };
        // A group that it belongs to brings others, too, unless that is how it is called on itself.
        let is_other =
            |party: &&Party| *party != mine.party && party.who != Assignee::Agency(agency.id.clone());
        let others = |parties: &[Party]| {
            let others = parties.iter().filter(is_other);
            Some(others.map(party_text).collect::<Vec<_>>().join(", "))
        };
        let ids = |ids: &[AgencyId]| Some(ids.iter().map(AgencyId::as_str).collect::<Vec<_>>().join(", "));
        match (mine.role, related) {
            (Role::Lead, false) => {
                part("cùng chủ trì", others(&assigned.leads));
                part("phối hợp", others(&assigned.supporting));
                part("trừ", ids(&assigned.except));
            }
            (Role::Lead, true) => {}
            (Role::Supporting, _) => part("cơ quan chủ trì", others(&assigned.leads)),
        }
        part("phạm vi", mine.scope());
        part("đối tượng", task.subject.clone());
        part("điều kiện", assigned.condition.clone());
        part("cách thực hiện", assigned.manner.clone());
        part("việc phải làm", assigned.action.clone());
        part("kinh phí", assigned.money.clone());
        for Due { part: of, deadline } in &assigned.deadlines {
            let what = of.as_ref().map_or_else(|| DEADLINE.to_owned(), |of| format!("{DEADLINE} ({of})"));
            part(&what, Some(deadline.to_string()));
        }
        part(OUTPUT, assigned.output.clone());
        let through = assigned.through.as_ref().filter(|id| **id != agency.id);
        part("thông qua", through.map(ToString::to_string));
        Self(parts)
    }

    /// As a part has kept it.
    pub fn read(kept: &str) -> Self {
        Self(kept.split(';').map(str::trim).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect())
    }

    /// For people: with the names of the bodies.
    fn told(&self, registry: &Registry) -> String {
        let parts = self.0.iter().map(|part| match part.split_once(": ") {
            Some((what, ids)) if NAMES.contains(&what) => {
                let names = ids.split(", ").map(|id| named(id, registry));
                format!("{what}: {}", names.collect::<Vec<_>>().join(", "))
            }
            _ => part.clone(),
        });
        parts.collect::<Vec<_>>().join(BETWEEN)
    }

    /// The parts, each found whatever the order of what it lists, its capitals and marks.
    fn keys(&self) -> BTreeSet<String> {
        let key = |part: &String| {
            let part = part.replace("trước ngày ", "trước ").replace("chậm nhất ngày ", "chậm nhất ");
            let (what, listed) = part.split_once(": ").unwrap_or((&part, ""));
            let mut listed: Vec<String> = listed.split(", ").map(likeness::key).collect();
            listed.sort_unstable();
            format!("{what}: {}", listed.join(", "))
        };
        self.0.iter().map(key).collect()
    }
}

impl std::fmt::Display for Given {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0.join(BETWEEN))
    }
}

/// "so-y-te", "so-y-te (thuốc)"; outside the register, as the text calls it.
fn party_text(party: &Party) -> String {
    let who = match &party.who {
        Assignee::Agency(id) => id.as_str(),
        Assignee::Group(id) => id.as_str(),
        Assignee::Outside(name) => name,
    };
    match &party.scope {
        Some(scope) => format!("{who} ({scope})"),
        None => who.to_owned(),
    }
}

fn named(text: &str, registry: &Registry) -> String {
    let (id, scope) = text.split_once(' ').map_or((text, ""), |(id, scope)| (id, scope));
    let agency = registry.agency(&AgencyId::new(id)).map(|agency| &agency.name);
    let name = agency.or_else(|| registry.group(&GroupId::new(id)).map(|group| &group.name));
    name.map_or_else(|| text.to_owned(), |name| format!("{name} {scope}").trim_end().to_owned())
}

/// What a part has kept of what its agency was given, beside what it is given now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was kept.
    Unkept,
    Same,
    /// It has changed, and the document states what it now is: in the plan's words, or by the plan's deadline
    /// and output where the agency states none of its own.
    StatedAnew,
    /// It has changed, and the agency's words were written for what it was.
    Changed,
}

/// A task that a part names, with what the plan gives the agency in it now.
#[derive(Debug, Clone)]
pub struct Compared<'p> {
    pub named: &'p NamedTask,
    pub now: Given,
    pub standing: Standing,
}

/// Every task that a part names and that is its agency's, compared.
pub fn compared<'p>(year: &Year<'_>, overlay: &'p Overlay) -> Vec<Compared<'p>> {
    let registry = &year.province.registry;
    let Some(agency) = registry.agency(&overlay.agency) else { return Vec::new() };
    let one = |named: &'p NamedTask| {
        let mine =
            year.responsibilities(&named.source.plan)?.share(&agency.id)?.of(&named.source.reference)?;
        let now = Given::of(mine, agency);
        let standing = standing(named, overlay, &now);
        Some(Compared { named, now, standing })
    };
    overlay.named.iter().filter_map(one).collect()
}

fn standing(named: &NamedTask, overlay: &Overlay, now: &Given) -> Standing {
    let Some(kept) = named.given.as_deref().map(Given::read) else { return Standing::Unkept };
    let (kept, now) = (kept.keys(), now.keys());
    let mut changed = kept.symmetric_difference(&now).peekable();
    if changed.peek().is_none() {
        return Standing::Same;
    }
    let stated = |part: &String| match overlay.stated.status {
        // In words of its own an issued plan states what its file states.
        State::Issued => false,
        State::Draft => {
            let own = states_of_its_own(overlay, &named.source);
            part.starts_with(DEADLINE) && !own.deadline || part.starts_with(OUTPUT) && !own.output
        }
    };
    match named.wording {
        Wording::Kept => Standing::StatedAnew,
        Wording::Own if changed.all(stated) => Standing::StatedAnew,
        Wording::Own => Standing::Changed,
    }
}

/// What the entry that answers a task states of its own.
#[derive(Default)]
struct OwnParts {
    deadline: bool,
    output: bool,
}

fn states_of_its_own(overlay: &Overlay, source: &SourceTask) -> OwnParts {
    let entries = overlay.blocks.iter().flat_map(|block| &block.entries);
    let entry = entries.into_iter().find(|entry| entry.covers.contains(source));
    let duty = overlay.organisation.iter().find(|duty| duty.covers.contains(source));
    match (entry, duty) {
        (Some(entry), _) => OwnParts { deadline: entry.deadline.is_some(), output: entry.output.is_some() },
        // An item of the organisation states no output: that of the plan may stand in its words.
        (None, Some(duty)) => OwnParts { deadline: duty.deadline.is_some(), output: true },
        (None, None) => OwnParts::default(),
    }
}

/// What has changed in what the agency is given since its part was written.
pub fn findings(year: &Year<'_>, overlay: &Overlay) -> Vec<Diagnostic> {
    compared(year, overlay).iter().filter_map(|one| finding(year, one)).collect()
}

fn finding(year: &Year<'_>, Compared { named, now, standing }: &Compared<'_>) -> Option<Diagnostic> {
    let registry = &year.province.registry;
    let plan = year.responsibilities(&named.source.plan)?.plan;
    let message = format!(
        "phân công của nhiệm vụ {} đã thay đổi trong {}\n  trước: {}\n  nay: {}",
        named.source.reference,
        plan.short_citation(),
        Given::read(named.given.as_deref()?).told(registry),
        now.told(registry)
    );
    let finding = match standing {
        Standing::Unkept | Standing::Same => return None,
        Standing::StatedAnew => Diagnostic::warning(codes::REASSIGNED, message)
            .hint("văn bản in theo phân công mới; xem lại nội dung, đơn vị, rồi chạy: kehoach cap-nhat"),
        Standing::Changed => Diagnostic::error(codes::REASSIGNED, message)
            .about(Topic::Decision)
            .hint("sửa nội dung cho hợp phân công mới, xóa “duoc_giao” cũ rồi chạy: kehoach cap-nhat"),
    };
    Some(finding.at(named.place.clone()))
}
