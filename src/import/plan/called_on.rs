//! Cơ quan được gọi giữa câu: "… rà soát quy hoạch, phối hợp với Sở Tài chính bố trí vốn", "…; UBND cấp xã tuyên
//! truyền" call on a body that is not given the task. Nobody can tell whether it is to have it in its own plan: that
//! is told.

use super::builder::id;
use super::sentences;
use crate::content::raw::{RawParty, RawPlan, Text};
use crate::import::names::{self, Mention, Named, Names, Sure, Who};
use crate::import::notes::{Anchor, Note, Registered, What};
use crate::import::structure::Document;
use crate::model::agency::{AgencyId, AgencyKind, Extent, GroupId};

/// Tells of those whom the sentences of a plan call on beside those whom they are given to. The documents say where
/// the sentences stand.
pub(super) fn tell(plan: &RawPlan, documents: &[&Document], names: &Names<'_>, notes: &mut Vec<Note>) {
    let mut reader = Reader { documents, names, notes };
    for sentence in sentences::of(plan) {
        reader.sentence(sentence.words, &sentence.given);
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
                    // A sentence that begins with a name says what that one does.
                    ". " => behind.starts_with(char::is_lowercase),
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
            let place = sentences::place(self.documents, whole, range);
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
}
