//! Bắt đầu: the content folder of a province where none stood.

use std::path::{Path, PathBuf};

use crate::content;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::model::Province;
use crate::output::{FileError, write_new_folder};
use crate::start::Draft;
use crate::start::province::{self, Division};
use crate::template::TemplateSet;

/// What was written, and how it reads.
#[derive(Debug)]
pub struct Begun {
    pub files: Vec<Draft>,
    pub province: Province,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum NotBegun {
    /// Templates that cannot be used, or content that would not be sound.
    Findings(Vec<Diagnostic>),
    NotWritten(FileError),
}

/// Writes the content folder of a province with the draft of its first plan.
///
/// # Errors
/// A folder that stands there already, or that cannot be written; the office's own templates, where they
/// cannot be used.
pub fn begin(
    dir: &Path,
    division: &Division,
    year: i16,
    templates: Option<&Path>,
) -> Result<Begun, NotBegun> {
    let templates = TemplateSet::load(templates).map_err(NotBegun::Findings)?;
    let files = province::folder(division, year);
    // Read before it is written, as every command will read it.
    let read = files.iter().map(|file| (file.path.clone(), file.text.clone().into_bytes()));
    let is_content = |(path, _): &(PathBuf, Vec<u8>)| path.extension().is_some_and(|end| end == "yaml");
    let loaded = content::load_files(read.filter(is_content), &templates.schemes());
    let Some(province) = loaded.province.filter(|_| !has_errors(&loaded.findings)) else {
        return Err(NotBegun::Findings(loaded.findings));
    };
    write_new_folder(dir, files.iter().map(|file| (file.path.as_path(), file.text.as_bytes())))
        .map_err(NotBegun::NotWritten)?;
    Ok(Begun { files, province })
}
