//! Document → PDF (stub until the branch lands).
use crate::{diagnostic::Diagnostic, document::Document, render::font::FontSet};
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub pages: usize,
}
pub fn render(_: &Document, _: &FontSet) -> Result<Rendered, Diagnostic> {
    Ok(Rendered { bytes: Vec::new(), pages: 0 })
}
