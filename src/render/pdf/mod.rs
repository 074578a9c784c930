//! Document → PDF: PDF/A-2a and PDF/UA-1 with real text, tags, outline and empty signature fields.
//!
//! Enters: a [`Paper`] and a [`FontSet`]. Leaves: the bytes of a file, the same for the same
//! input on any machine and any day. It knows nothing of layout rules: [`crate::render::layout`]
//! has decided where everything stands, and here it is only drawn.
//!
//! 1. `fonts` picks the subset of every face that is used, and finds missing glyphs.
//! 2. `content` draws each page with `operators`, straight into the bytes of its stream.
//! 3. `file` has printpdf make the tree of pages and completes the file with lopdf: fonts, `outline`, `form`,
//!    `metadata`. The elements of `structure`, of which there are thousands, are written as they are made.
//! 4. `write` writes it out; `syntax` is how numbers, references and strings look.

mod content;
mod file;
mod fonts;
mod form;
mod icc;
mod metadata;
mod operators;
mod outline;
mod structure;
mod subset;
mod syntax;
#[cfg(test)]
mod tests;
mod write;

pub use metadata::{IDENTITY, OWN_IDENTIFIER};

use crate::diagnostic::Diagnostic;
use crate::document::Paper;
use crate::render::font::FontSet;
use crate::render::layout;

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub pages: usize,
}

/// Sets and writes a file.
///
/// # Errors
/// `KH611` where a character has no glyph in its face: it would print as a box.
pub fn render(paper: &Paper<'_>, fonts: &FontSet) -> Result<Rendered, Diagnostic> {
    let layout = layout::lay_out(paper, fonts);
    let used = fonts::choose(&layout, fonts)?;
    let pages = layout.pages.len();
    let identity = match paper.trace.document.as_str() {
        "" => None,
        document => Some(format!("{document}{}", paper.suffix)),
    };
    let bytes = file::assemble(&paper.meta, identity.as_deref(), layout, &used)?;
    Ok(Rendered { bytes, pages })
}

/// Cuts and packs what the files of all documents share, for whoever has a moment before the first of them is
/// rendered.
pub fn prepare(fonts: &FontSet) {
    fonts::prepare(fonts);
    file::prepare();
}

/// A failure inside the PDF libraries, which no content should be able to cause.
fn internal(error: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error("KH619", format!("không ghi được tệp PDF: {error}"))
}
