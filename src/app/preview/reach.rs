//! Which documents a change of the content can touch.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::content::Loaded;
use crate::diagnostic::Source;
use crate::model::AgencyId;

/// What a change can touch.
pub(super) enum Reach {
    Everything,
    /// The sub-plans of these agencies.
    Agencies(BTreeSet<AgencyId>),
}

impl Reach {
    /// Whether the change can touch an agency's sub-plan; `None` is the plan of the province.
    pub fn has(&self, agency: Option<&AgencyId>) -> bool {
        match (self, agency) {
            (Self::Everything, _) => true,
            (Self::Agencies(_), None) => false,
            (Self::Agencies(agencies), Some(agency)) => agencies.contains(agency),
        }
    }
}

/// The content files as they were last seen.
#[derive(Default)]
pub(super) struct Seen {
    sources: BTreeMap<PathBuf, Arc<Source>>,
    /// The agency of every sound overlay file.
    overlays: BTreeMap<PathBuf, AgencyId>,
}

impl Seen {
    /// Takes in what was loaded: which files were added, changed or removed, and what that can touch.
    pub fn look(&mut self, loaded: &Loaded) -> (Vec<PathBuf>, Reach) {
        let before = std::mem::replace(self, Self::of(loaded));
        let paths: BTreeSet<&PathBuf> = before.sources.keys().chain(self.sources.keys()).collect();
        let differs = |path: &&PathBuf| before.sources.get(*path) != self.sources.get(*path);
        let changed: Vec<PathBuf> = paths.into_iter().filter(differs).cloned().collect();
        let reach = reach(&changed, &[&before, self]);
        (changed, reach)
    }

    fn of(loaded: &Loaded) -> Self {
        let overlays = loaded.province.iter().flat_map(|province| &province.overlays);
        Self {
            sources: loaded.sources.iter().map(|source| (source.path.clone(), Arc::clone(source))).collect(),
            overlays: overlays
                .map(|overlay| (overlay.place.source.path.clone(), overlay.agency.clone()))
                .collect(),
        }
    }
}

/// A sound overlay touches its own agency; any other file, or a faulty one, can touch everything.
fn reach(changed: &[PathBuf], states: &[&Seen]) -> Reach {
    let mut agencies = BTreeSet::new();
    for path in changed {
        for state in states.iter().filter(|state| state.sources.contains_key(path)) {
            match state.overlays.get(path) {
                Some(agency) => agencies.extend([agency.clone()]),
                None => return Reach::Everything,
            }
        }
    }
    Reach::Agencies(agencies)
}
