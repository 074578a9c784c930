//! One provincial plan in YAML; the official plan and every agency's sub-plan as DOCX and PDF.

pub mod content;
pub mod diagnostic;
pub mod document;
pub mod length;
pub mod render;
