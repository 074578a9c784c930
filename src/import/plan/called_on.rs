//! Cơ quan được gọi giữa câu: "… rà soát quy hoạch, phối hợp với Sở Tài chính bố trí vốn", "…; UBND cấp xã tuyên
//! truyền" call on a body that is not given the task. Nobody can tell whether it is to have it in its own plan: that
//! is told.

use super::builder::id;
use crate::content::raw::{RawAssignment, RawHeading, RawParty, RawPlan, RawStretch, RawTask, Text};
use crate::import::names::{self, Mention, Named, Names, Sure, Who};
use crate::import::notes::{Anchor, Note, Place, Registered, What};
use crate::import::structure::{Document, Node, Words};
use crate::model::agency::{AgencyId, AgencyKind, Extent, GroupId};

/// Tells of those whom the sentences of a plan call on beside those whom they are given to. The documents say where
/// the sentences stand.
pub(super) fn tell(plan: &RawPlan, documents: &[&Document], names: &Names<'_>, notes: &mut Vec<Note>) {
    let mut reader = Reader { documents, names, notes };
    for section in &plan.sections {
        reader.heading(section);
    }
    for annex in &plan.annexes {
        reader.tasks(&annex.tasks, &[]);
        annex.children.iter().for_each(|child| reader.heading(child));
        annex.further.iter().for_each(|stretch| reader.stretch(stretch));
    }
}

/// What stands before somebody who is called on.
const CALLS: [&str; 4] = ["phối hợp với ", "phối hợp chặt chẽ với ", "phối hợp cùng với ", "phối hợp cùng "];

/// Where another clause begins, which may begin with who does it.
const BEGINNINGS: [&str; 4] = [". ", "; ", "; giao ", ", "];

/// What must stand behind names within a clause, where others may only be listed.
const ROLES: [&str; 2] = ["chủ trì", "phối hợp"];

struct Reader<'r, 'n> {
    documents: &'r [&'r Document],
    names: &'r Names<'n>,
    notes: &'r mut Vec<Note>,
}

impl Reader<'_, '_> {
    fn heading(&mut self, of: &RawHeading) {
        if !of.lead.is_empty() {
            let given: Vec<&RawParty> = of.lead.iter().chain(&of.supporting).collect();
            for words in of.paragraphs.iter().chain(&of.dashes) {
                self.sentence(words, &given);
            }
        }
        self.given(of.assignments.iter().chain(&of.duties));
        self.tasks(&of.tasks, &[]);
        of.children.iter().for_each(|child| self.heading(child));
        of.further.iter().for_each(|stretch| self.stretch(stretch));
    }

    fn stretch(&mut self, of: &RawStretch) {
        self.given(of.assignments.iter().chain(&of.duties));
        self.tasks(&of.tasks, &[]);
        of.children.iter().for_each(|child| self.heading(child));
    }

    fn given<'a>(&mut self, all: impl Iterator<Item = &'a RawAssignment>) {
        for one in all {
            let given: Vec<&RawParty> = one.lead.iter().chain(&one.supporting).collect();
            self.tasks(&one.tasks, &given);
        }
    }

    fn tasks(&mut self, tasks: &[RawTask], given: &[&RawParty]) {
        for task in tasks {
            let own = task.lead.iter().chain(&task.supporting).flatten();
            let all: Vec<&RawParty> = given.iter().copied().chain(own).collect();
            self.sentence(&task.text, &all);
        }
    }

    fn sentence(&mut self, words: &Text, given: &[&RawParty]) {
        let whole: &str = words;
        let lower = whole.to_lowercase();
        if lower.len() != whole.len() {
            return;
        }
        let mut called: Vec<Registered> = Vec::new();
        let mut stands = None;
        for call in CALLS.into_iter().chain(BEGINNINGS) {
            // What a sentence begins with is told with the task: it leaves open who leads.
            for (at, _) in lower.match_indices(call).filter(|(at, _)| *at > 0) {
                let from = at + call.len();
                let list = self.names.list(&whole[from..]);
                // "…; UBND cấp xã tuyên truyền": what it does stands behind the name.
                let behind = whole[from + list.end..].trim_start();
                let does = match call {
                    ", " => ROLES.iter().any(|role| behind.starts_with(role)),
                    _ => names::verb_at(behind) == Some(0),
                };
                if BEGINNINGS.contains(&call) && !does {
                    continue;
                }
                for mention in &list.mentions {
                    let Some(one) = self.calls_on(mention, given) else { continue };
                    stands = stands.or(Some(at..from + list.end));
                    if !called.contains(&one) {
                        called.push(one);
                    }
                }
            }
        }
        if let Some(range) = stands {
            let place = self.place(whole, range);
            let what = What::CalledOn { task: whole.to_owned(), called };
            self.notes.push(Note { place, what, anchor: Anchor::Text(whole.to_owned()) });
        }
    }

    /// Somebody who would have the task in its plan, and is not given it.
    fn calls_on(&self, mention: &Mention, given: &[&RawParty]) -> Option<Registered> {
        let named = match &mention.who {
            Who::Named(named) if mention.sure == Sure::OtherEra => {
                let next = self.names.successors(named);
                let [next] = next.as_slice() else { return None };
                Named::Agency(next.clone())
            }
            Who::Named(named) => named.clone(),
            _ => return None,
        };
        let registry = self.names.registry();
        let is_above = match &named {
            Named::Agency(id) => registry.agency(id).is_none_or(|agency| agency.kind == AgencyKind::Province),
            // Those whom it concerns are nobody in particular.
            Named::Group(id) => registry.group(id).is_none_or(|group| group.extent == Extent::Related),
        };
        if is_above || given.iter().any(|party| self.holds(party.name(), &named)) {
            return None;
        }
        Some(Registered { id: id(&named), name: self.names.name(&named) })
    }

    /// Whether what is given to a party is given to somebody, or to some of a group.
    fn holds(&self, party: &str, named: &Named) -> bool {
        let members = |name: &str| -> Vec<AgencyId> {
            match self.names.registry().group(&GroupId::new(name)) {
                Some(group) => {
                    let members = self.names.registry().members(group, self.names.day());
                    members.into_iter().map(|member| member.id.clone()).collect()
                }
                None => vec![AgencyId::new(name)],
            }
        };
        let own = members(party);
        members(&id(named)).iter().any(|member| own.contains(member))
    }

    /// The paragraph that such words stand in: with as much of what stands around them as one has.
    fn place(&self, whole: &str, range: std::ops::Range<usize>) -> Place {
        const AROUND: usize = 60;
        let start = |at: usize| (0..=at).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or_default();
        let end =
            |at: usize| (at..=whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or(whole.len());
        let (from, to) =
            (start(range.start.saturating_sub(AROUND)), end((range.end + AROUND).min(whole.len())));
        let more = whole[from..to].trim_end_matches(['.', ';', '/', ' ']);
        let before = &whole[from..range.end];
        [more, before, &whole[range.clone()]]
            .into_iter()
            .find_map(|part| self.stands(part))
            .unwrap_or_default()
    }

    fn stands(&self, part: &str) -> Option<Place> {
        let part = part.to_lowercase();
        let holds = |words: &Words| words.text.to_lowercase().contains(&part);
        self.documents.iter().enumerate().find_map(|(file, document)| {
            let annexes = document.annexes.iter().map(|annex| annex.body.as_slice());
            let mut bodies = std::iter::once(document.body.as_slice()).chain(annexes);
            let words = bodies.find_map(|nodes| first(nodes, &holds))?;
            Some(Place { file, paragraph: words.place() })
        })
    }
}

/// The first words below that something holds of.
fn first<'n>(nodes: &'n [Node], holds: &impl Fn(&Words) -> bool) -> Option<&'n Words> {
    nodes.iter().find_map(|node| match node {
        Node::Item(item) if holds(&item.words) => Some(&item.words),
        Node::Item(item) => first(&item.children, holds),
        Node::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.lines)
            .find(|words| holds(words)),
    })
}
