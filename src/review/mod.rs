//! Rà soát: what clerks type and paste, read once more as a careful colleague would, before it is issued.
//!
//! Enters: the texts of the content as they were typed, the model made of them, finished documents. Leaves:
//! findings, each where the words were typed. Nothing is changed here.
//!
//! - [`typed`]: the texts themselves, once for the whole content;
//! - [`document`]: what only shows when the templates have joined the texts;
//! - [`acceptance`]: findings that an office has looked at and lets stand, with its reason.

pub mod acceptance;

use crate::content::Written;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::model::Province;

/// What there is to review besides one document.
#[derive(Debug, Clone, Copy)]
pub struct Content<'c> {
    /// Every text of the content files, in their order.
    pub texts: &'c [Written],
    /// What was made of them, where it could be.
    pub province: Option<&'c Province>,
}

/// What is to be said of the content as it was typed.
pub fn typed(_content: Content<'_>) -> Vec<Diagnostic> {
    Vec::new()
}

/// What is to be said of a finished document; `texts` is where its words were typed.
pub fn document(_document: &Document, _texts: &[Written]) -> Vec<Diagnostic> {
    Vec::new()
}
