//! Phần riêng của một cơ quan, as a form shows it and writes it.
//!
//! Enters: the content as it would be with the draft, and the draft. Leaves: a [`Sheet`] for the page, and
//! texts of the file in which a field says something else ([`field`]) or something was done to the list of
//! tasks ([`act`]) or to the order of print ([`layout`]). Where a value of an agency's part stands in its file
//! is told in [`crate::takein::home`]; here it is only named. Values of which two people say different things are
//! shown where they belong ([`Dispute`]).

pub mod act;
mod contested;
pub mod field;
pub mod layout;
mod sheet;

use std::path::PathBuf;

pub use contested::{Dispute, is_of_words};
pub use sheet::{Asked, Entry, Heading, InFile, Related, Sheet, sheet};

use super::desk::{Content, Key};
use crate::app::{Job, OpenYear};
use crate::content::edit::Path;
use crate::derive::Answer;
use crate::diagnostic::Scope;
use crate::start;
use crate::takein::home;

/// The file of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    pub path: PathBuf,
    /// What it begins with where it is not there yet; none where it is.
    pub fresh: Option<String>,
}

/// The file in which an agency's part stands, or will; `None` where the document is no agency's.
pub fn whose(content: &Content, key: &Key) -> Option<Whose> {
    let open = content.open(key.year).ok()?;
    let answer = answer(&open, key)?;
    if let Some(overlay) = answer.overlay {
        return Some(Whose { path: overlay.place.source.path.clone(), fresh: None });
    }
    let loaded = &open.inputs.loaded;
    let (id, plan) = (answer.agency.id.as_str(), answer.plan.id.as_str());
    // One with errors is there, too. Files are looked into only where one says that it is this agency's.
    let is_own =
        |scope: &Scope| matches!(scope, Scope::Agency { id: of, year } if **of == *id && *year == key.year);
    if loaded.sources.iter().any(|source| loaded.scope_of(&source.path).is_some_and(is_own))
        && let Some(path) = start::existing_overlay(loaded, id, key.year, &[plan])
    {
        return Some(Whose { path, fresh: None });
    }
    let draft = start::overlay::draft(&open.year, answer.agency, &[answer.plan], &content.place.content);
    Some(Whose { path: draft.path, fresh: Some(draft.text) })
}

/// The text in which a task of the plan is written down, and where it stands there.
pub fn entry_in(content: &Content, key: &Key, text: &str, entry: &str) -> Option<(String, Path)> {
    let open = content.open(key.year).ok()?;
    let answer = answer(&open, key)?;
    home::entry_written_down(text, answer.overlay?, &open.year.sub_plan(answer).0, entry)
}

/// The text in which a heading of the plan has a block, and where that stands.
pub fn heading_in(content: &Content, key: &Key, text: &str, heading: &str) -> Option<(String, Path)> {
    let open = content.open(key.year).ok()?;
    let answer = answer(&open, key)?;
    home::heading_written_down(text, answer.overlay?, &open.year.sub_plan(answer).0, heading)
}

/// The document of an agency.
fn answer<'p>(open: &OpenYear<'p>, key: &Key) -> Option<Answer<'p>> {
    match key.job(open)? {
        Job::Agency(answer) => Some(answer),
        Job::Plan(_) => None,
    }
}
