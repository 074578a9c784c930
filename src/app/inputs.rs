//! What a run starts from: where the inputs are, templates, content, faces.

use std::path::{Path, PathBuf};

use crate::content::{self, Loaded};
use crate::diagnostic::{Diagnostic, codes};
use crate::render::font::{FontError, FontSet};
use crate::template::TemplateSet;

/// Where the inputs are.
#[derive(Debug, Clone)]
pub struct Paths {
    pub content: PathBuf,
    /// The office's own templates, over the built-in ones.
    pub templates: Option<PathBuf>,
    /// The office's own Times New Roman, for the PDF.
    pub fonts: Option<PathBuf>,
}

/// Templates and content, loaded and checked.
#[derive(Debug)]
pub struct Inputs {
    pub templates: TemplateSet,
    pub loaded: Loaded,
}

/// Loads templates, then content.
///
/// # Errors
/// Templates that cannot be used: nothing can be made without them. Findings in the content are no
/// error here; they are in [`Loaded::findings`].
pub fn load(paths: &Paths) -> Result<Inputs, Vec<Diagnostic>> {
    let templates = TemplateSet::load(paths.templates.as_deref())?;
    let loaded = content::load(&paths.content, &templates.schemes());
    Ok(Inputs { templates, loaded })
}

/// The faces for the PDF: the bundled ones, or those of a folder.
///
/// # Errors
/// Every font file that is missing or unreadable.
pub fn fonts(dir: Option<&Path>) -> Result<FontSet, Vec<Diagnostic>> {
    let Some(dir) = dir else { return Ok(FontSet::bundled().clone()) };
    FontSet::from_dir(dir).map_err(|faults| {
        let finding = |fault: &FontError| Diagnostic::error(codes::FONT, fault.to_string());
        faults.iter().map(finding).collect()
    })
}
