//! Danh sách cần quyết định: the doubts of an import, each once, with what a person may answer.

use super::Imported;
use crate::import::decided::{Decision, Decisions};
use crate::import::notes::{Place, Registered, What};
use crate::model::agency::Registry;
use crate::text::{collation, likeness};

/// One doubt with all its places.
#[derive(Debug)]
pub struct Doubt<'i> {
    pub what: &'i What,
    pub places: Vec<Place>,
    pub decision: Option<Decision>,
    /// Whether a body of the register may be named in its place.
    pub takes_body: bool,
    /// Bodies that may be meant.
    pub offers: Vec<Registered>,
}

impl Doubt<'_> {
    /// What a decision is remembered by.
    pub fn key(&self) -> String {
        self.what.message()
    }
}

/// The doubts of an import, in the order of the source.
pub fn doubts<'i>(imported: &'i Imported, registry: &Registry, decisions: &Decisions) -> Vec<Doubt<'i>> {
    let mut doubts: Vec<Doubt<'i>> = Vec::new();
    for note in &imported.notes {
        if let Some(known) = doubts.iter_mut().find(|doubt| *doubt.what == note.what) {
            known.places.push(note.place);
            continue;
        }
        doubts.push(Doubt {
            what: &note.what,
            places: vec![note.place],
            decision: decisions.get(&note.what.message()).cloned(),
            takes_body: note.what.written().is_some(),
            offers: offers(&note.what, registry),
        });
    }
    doubts.sort_by_key(|doubt| doubt.places[0]);
    doubts
}

fn offers(what: &What, registry: &Registry) -> Vec<Registered> {
    match what {
        What::NameOfOtherEra { successors, .. } => successors.clone(),
        What::NameUnknown { typed, .. } | What::NameOutside { typed } | What::NameStrange { typed } => {
            likest(typed, registry)
        }
        _ => Vec::new(),
    }
}

/// From here on a name may be meant.
const LIKE: f64 = 0.6;
/// So many; a person cannot weigh more.
const MOST: usize = 3;

/// Bodies whose names are like the words, the likest first.
fn likest(typed: &str, registry: &Registry) -> Vec<Registered> {
    let typed = collation::folded(typed);
    let like = |name: &str| likeness::of(&typed, &collation::folded(name));
    let agencies = registry.agencies().iter().map(|agency| {
        let names = std::iter::once(&agency.name).chain(&agency.other_names);
        let best = names.map(|name| like(name)).fold(0.0, f64::max);
        (best, Registered { id: agency.id.to_string(), name: agency.name.clone() })
    });
    let groups = registry
        .groups()
        .map(|group| (like(&group.name), Registered { id: group.id.to_string(), name: group.name.clone() }));
    let mut all: Vec<(f64, Registered)> = agencies.chain(groups).filter(|(like, _)| *like >= LIKE).collect();
    all.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    all.into_iter().take(MOST).map(|(_, one)| one).collect()
}
