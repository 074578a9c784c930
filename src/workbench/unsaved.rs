//! Bản nháp chưa lưu: whose they are, since when, and what became of their files.

use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};

use super::desk::{Content, Desk, Key};
use super::draft::{Draft, Drafts};
use super::part;
use crate::content::edit::{self, Plain};
use crate::content::raw::FileKind;

/// One draft, as the first page tells of it.
#[derive(Debug)]
pub struct Unsaved {
    /// What it is called in a form.
    pub name: String,
    pub of: Of,
    /// "8 giờ 30 ngày 01/8/2025"
    pub since: Option<String>,
    /// The content file.
    pub path: PathBuf,
    /// The file was there, and is not any more.
    pub is_gone: bool,
    /// The file in which the same stands now, where that is another.
    pub moved_to: Option<PathBuf>,
}

/// What a draft is of.
#[derive(Debug)]
pub enum Of {
    /// The part of an agency: its name, and how its plan is cited.
    Part { key: Key, agency: String, plan: String },
    /// A plan.
    Plan { year: i16, id: String, citation: String },
    /// Errors stop its year, so that nobody can tell; whether they stand in its own file.
    Stopped { year: i16, in_file: bool },
    /// The content does not know it.
    Nobody,
}

impl Of {
    /// Where it is worked in.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Part { key, .. } => Some(format!("/nam/{}/{}/{}/dien", key.year, key.plan, key.stem)),
            Self::Plan { year, id, .. } => Some(format!("/dan-y/{year}/{id}")),
            Self::Stopped { year, .. } => Some(format!("/phat-hien/{year}")),
            Self::Nobody => None,
        }
    }
}

/// What there is to tell of a draft.
pub fn told(draft: &Draft, content: &Content, today: Date) -> Unsaved {
    let of = whose(draft, content, today);
    let now = match &of {
        Of::Part { key, .. } => part::whose(content, key).map(|whose| whose.path),
        Of::Plan { year, id, .. } => content.plan(*year, id).map(|(plan, _)| plan.place.source.path.clone()),
        Of::Stopped { .. } | Of::Nobody => None,
    };
    let moved = now.filter(|now| content.shown(now) != content.shown(&draft.path));
    Unsaved {
        name: Drafts::name(&draft.path),
        of,
        since: draft.since.as_deref().and_then(clock),
        path: content.shown(&draft.path),
        is_gone: draft.disk.is_some() && !draft.path.exists(),
        moved_to: moved.map(|now| content.shown(&now)),
    }
}

/// The files that are gone, and into which something was typed for a part that stands in another file now.
pub fn left_behind(desk: &Desk, content: &Content, key: &Key) -> Vec<PathBuf> {
    let unsaved = desk.drafts.unsaved();
    // Whose a draft is takes reading it: of most of them the file is there.
    let gone = unsaved.iter().filter(|draft| draft.disk.is_some() && !draft.path.exists());
    let told = gone.map(|draft| told(draft, content, (desk.today)())).filter(|one| one.moved_to.is_some());
    told.filter(|one| matches!(&one.of, Of::Part { key: own, .. } if own == key))
        .map(|one| one.path)
        .collect()
}

/// The draft of this name, among those that are not saved or that were thrown away.
pub fn path_of(drafts: &Drafts, name: &str) -> Option<PathBuf> {
    let unsaved = drafts.unsaved().into_iter().map(|draft| draft.path.clone());
    let aside = drafts.put_aside().into_iter().map(|draft| draft.path);
    unsaved.chain(aside).find(|path| Drafts::name(path) == name)
}

/// What the file in which the same stands now would begin with.
pub fn fresh(content: &Content, of: &Of, to: &Path) -> String {
    let whose = match of {
        Of::Part { key, .. } => part::whose(content, key),
        Of::Plan { .. } | Of::Stopped { .. } | Of::Nobody => None,
    };
    whose
        .filter(|whose| content.shown(&whose.path) == content.shown(to))
        .and_then(|whose| whose.fresh)
        .unwrap_or_default()
}

/// Whose a draft is, by its own words: its file may be gone.
fn whose(draft: &Draft, content: &Content, today: Date) -> Of {
    let Some(file) = edit::read(&draft.text).map(|node| Plain::of(&node)) else { return Of::Nobody };
    let told = |key: &str| file.get(key).map(Plain::told).unwrap_or_default();
    let Ok(year) = told("nam").parse() else { return Of::Nobody };
    let Some(view) = content.year(year, today) else { return stopped(draft, content, year) };
    match FileKind::from_value(&told("loai")) {
        Some(FileKind::Overlay) => {
            let agency = told("co_quan");
            let named: Vec<String> = match file.get("ke_hoach_goc") {
                Some(Plain::List(items)) => items.iter().map(Plain::told).collect(),
                Some(one) => vec![one.told()],
                None => Vec::new(),
            };
            let is_meant =
                |id: &str| named.iter().all(String::is_empty) || named.iter().any(|name| name == id);
            let mut plans = view.plans.iter().filter(|plan| is_meant(&plan.id));
            let found =
                plans.find_map(|plan| Some((plan, plan.agencies.iter().find(|row| row.id == agency)?)));
            found.map_or(Of::Nobody, |(plan, row)| Of::Part {
                key: Key { year: view.year, plan: plan.id.clone(), stem: row.id.clone() },
                agency: row.name.clone(),
                plan: plan.citation.clone(),
            })
        }
        Some(FileKind::Plan) => {
            let id = told("ma");
            let found = view.plans.iter().find(|plan| plan.id == id);
            found.map_or(Of::Nobody, |plan| Of::Plan {
                year: view.year,
                id: plan.id.clone(),
                citation: plan.citation.clone(),
            })
        }
        _ => Of::Nobody,
    }
}

/// What a year that cannot be worked in tells of a draft.
fn stopped(draft: &Draft, content: &Content, year: i16) -> Of {
    let errors = content.errors_of(year);
    let path = content.shown(&draft.path);
    let in_file = errors.iter().filter_map(|one| one.place.as_ref()).any(|place| place.source.path == path);
    if errors.is_empty() { Of::Nobody } else { Of::Stopped { year, in_file } }
}

fn clock(since: &str) -> Option<String> {
    let since: DateTime = since.parse().ok()?;
    Some(format!(
        "{} giờ {:02} ngày {:02}/{}/{}",
        since.hour(),
        since.minute(),
        since.day(),
        since.month(),
        since.year()
    ))
}
