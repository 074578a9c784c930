//! Files to start from: an agency's overlay, the plan of a new year, the content folder of a province.
//!
//! Enters: the resolved content. Leaves: the text of a YAML file that validates as it stands, with
//! the places that a person must decide on. What stands on the disk already is never written over.

mod gone;
pub mod overlay;
pub mod province;
pub mod report;
pub mod update;
pub mod year;

use std::path::PathBuf;

use crate::content::Loaded;
pub use crate::content::emit::writer::Decision;
use crate::content::raw::FileKind;
use crate::content::yaml::{self, Node};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Plan;
use crate::output::{FileError, NotNew, findings};

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub path: PathBuf,
    pub text: String,
    /// In the order of the lines.
    pub decisions: Vec<Decision>,
}

/// Why a draft was not written.
#[derive(Debug)]
pub enum DraftNotWritten {
    /// Something stands there already.
    Exists(PathBuf),
    Failed(FileError),
}

impl DraftNotWritten {
    pub fn finding(&self) -> Diagnostic {
        match self {
            Self::Exists(path) => {
                let message = format!("đã có tệp {}; tệp được giữ nguyên", path.display());
                Diagnostic::error(codes::CANNOT_WRITE, message).hint("đổi tên tệp ấy rồi chạy lại")
            }
            Self::Failed(error) => findings::cannot_write(error),
        }
    }
}

/// "Kế hoạch số 175/KH-UBND (năm 2025)"; a plan without number is named by its year alone.
pub fn cited(plan: &Plan) -> String {
    match plan.official.number {
        Some(_) => format!("{} (năm {})", plan.short_citation(), plan.year),
        None => format!("kế hoạch {} năm {}", plan.id, plan.year),
    }
}

/// The overlay of an agency that answers one of these plans, whatever its file is called; one with errors
/// counts too. One that names no plan answers any; where no plan is given, any of the year.
pub fn existing_overlay(loaded: &Loaded, agency: &str, year: i16, plans: &[&str]) -> Option<PathBuf> {
    existing(loaded, FileKind::Overlay, year, |node| {
        let answers = |parents: &Node| {
            let named = parents.items();
            named.is_empty()
                || named.iter().any(|one| one.text().is_some_and(|id| plans.contains(&id.trim())))
        };
        let asked = plans.is_empty() || node.get("ke_hoach_goc").is_none_or(answers);
        text(node, "co_quan") == Some(agency) && asked
    })
}

/// A plan of a year, whatever its file is called; one with errors counts too.
pub fn existing_plan(loaded: &Loaded, year: i16) -> Option<PathBuf> {
    existing(loaded, FileKind::Plan, year, |_| true)
}

fn existing(loaded: &Loaded, kind: FileKind, year: i16, matches: impl Fn(&Node) -> bool) -> Option<PathBuf> {
    let found = loaded.sources.iter().find(|source| {
        // Findings were reported when the content was loaded.
        yaml::read(source, &mut Vec::new()).is_some_and(|node| {
            let of_year = text(&node, "nam").and_then(|nam| nam.parse().ok()) == Some(year);
            text(&node, "loai") == Some(kind.value()) && of_year && matches(&node)
        })
    })?;
    Some(found.path.clone())
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::text).map(str::trim)
}

/// Writes a draft whole, where nothing stands yet.
///
/// # Errors
/// A file of that name, also one that appeared just now; or a failure to write.
pub fn write_new(draft: &Draft) -> Result<(), DraftNotWritten> {
    crate::output::write_new(&draft.path, draft.text.as_bytes()).map_err(|why| match why {
        NotNew::Exists(_) => DraftNotWritten::Exists(draft.path.clone()),
        NotNew::Failed(error) => DraftNotWritten::Failed(error),
    })
}
