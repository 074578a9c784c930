//! Tên gọi: who is meant where a text names agencies, groups and others.
//!
//! Enters: a text, and the register on the day of the plan. Leaves: who is named from its beginning on, in
//! order, each with how sure it is, and where the list ends. Nothing is guessed in silence: what is not the
//! registered name says so.

mod fold;
mod index;
mod known;
mod list;
#[cfg(test)]
mod tests;
mod unknown;

use jiff::civil::Date;

use crate::model::agency::{AgencyId, Extent, Registry};
use index::Index;

pub use index::Named;
pub use list::{List, Mention, Sure, Who};

/// Whose plan the names stand in, where that changes who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Issuer {
    /// "UBND xã" is that commune.
    Commune(AgencyId),
}

/// Finds names in texts.
#[derive(Debug)]
pub struct Names<'r> {
    registry: &'r Registry,
    day: Date,
    index: Index,
    /// The province's name, folded.
    place: Vec<String>,
    issuer: Option<Issuer>,
}

impl<'r> Names<'r> {
    /// The register on a day; `place` is the name of the province.
    pub fn of(registry: &'r Registry, place: &str, day: Date) -> Self {
        let words: Vec<String> = fold::words(place).into_iter().map(|word| word.text).collect();
        let borrowed: Vec<&str> = words.iter().map(String::as_str).collect();
        Self { registry, day, index: Index::of(registry, &borrowed), place: words, issuer: None }
    }

    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// The same names on another day.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        Self { day, ..self }
    }

    /// The same names in a plan of somebody.
    #[must_use]
    pub fn issued_by(self, issuer: Option<Issuer>) -> Self {
        Self { issuer, ..self }
    }

    pub fn issuer(&self) -> Option<&Issuer> {
        self.issuer.as_ref()
    }

    pub fn day(&self) -> Date {
        self.day
    }

    /// Whether what is named exists on the day; a group does where somebody in it does.
    pub fn exists(&self, named: &Named) -> bool {
        self.exists_on(named, self.day)
    }

    pub fn exists_on(&self, named: &Named, day: Date) -> bool {
        match named {
            Named::Agency(id) => self.registry.agency(id).is_some_and(|agency| agency.exists_on(day)),
            Named::Group(id) => {
                let group = self.registry.group(id);
                group.is_some_and(|group| {
                    self.registry.members_ever(group).iter().any(|one| one.exists_on(day))
                })
            }
        }
    }

    /// Those who took over from what does not exist on the day, as far as that is registered.
    pub fn successors(&self, named: &Named) -> Vec<AgencyId> {
        let Named::Agency(id) = named else { return Vec::new() };
        let mut next: Vec<AgencyId> = vec![id.clone()];
        for _ in 0..8 {
            let gone =
                |id: &AgencyId| self.registry.agency(id).is_none_or(|agency| !agency.exists_on(self.day));
            if !next.iter().any(gone) {
                break;
            }
            let successors = |id: AgencyId| match self.registry.agency(&id) {
                Some(agency) if !agency.exists_on(self.day) => agency.successors.clone(),
                Some(_) => vec![id],
                None => Vec::new(),
            };
            next = next.into_iter().flat_map(successors).collect();
        }
        next.dedup();
        next
    }

    /// The registered name.
    pub fn name(&self, named: &Named) -> String {
        match named {
            Named::Agency(id) => {
                self.registry.agency(id).map_or_else(|| id.to_string(), |one| one.name.clone())
            }
            Named::Group(id) => {
                self.registry.group(id).map_or_else(|| id.to_string(), |one| one.name.clone())
            }
        }
    }

    /// The name that an id is printed as; the id itself where it is not registered.
    pub fn printed(&self, id: &str) -> String {
        let agency = self.registry.agency(&AgencyId::new(id)).map(|agency| agency.name.clone());
        let group =
            || self.registry.group(&crate::model::agency::GroupId::new(id)).map(|group| group.name.clone());
        agency.or_else(group).unwrap_or_else(|| id.to_owned())
    }

    /// Whether a group calls only on those whom a task concerns.
    pub fn is_related(&self, named: &Named) -> bool {
        match named {
            Named::Group(id) => self.registry.group(id).is_some_and(|group| group.extent == Extent::Related),
            Named::Agency(_) => false,
        }
    }
}

/// Where what is to be done begins in a text, in bytes: the first verb, typed small.
pub(super) fn verb_at(text: &str) -> Option<usize> {
    let words = fold::words(text);
    (0..words.len()).find(|at| unknown::is_verb(&words, *at)).map(|at| words[at].start)
}

/// Lower case, composed, with the tone mark where most place it.
pub(super) fn folded(word: &str) -> String {
    fold::fold(word)
}
