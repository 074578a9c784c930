//! One provincial plan in YAML; the official plan and every agency's sub-plan as DOCX and PDF in the
//! format of Nghị định số 30/2020/NĐ-CP.
//!
//! Data flows one way. Each stage takes a complete value and returns a complete value:
//!
//! 1. [`content::load`]: a folder of YAML files → [`model::Province`], with every finding at once;
//! 2. [`derive::Year`]: plan × agency → [`derive::sub_plan::SubPlan`], with the proof that no task
//!    was lost;
//! 3. [`template::TemplateSet::render`]: views of plan or sub-plan → Markdown;
//! 4. [`document::markdown::parts`] and [`document::assemble::document`]: Markdown and official
//!    parts → [`document::Document`], of which [`document::Document::papers`] are the files;
//! 5. [`render::docx::render`] and [`render::pdf::render`]: one such file → bytes;
//! 6. [`output`]: bytes → files.
//!
//! [`start`] writes content files to begin from.
//!
//! [`app`] is the room that the commands share: it alone knows this order, which documents a year has,
//! and which findings stop what; [`cli`] is the only one that talks to people.

pub mod app;
pub mod cli;
pub mod content;
pub mod date;
pub mod derive;
pub mod diagnostic;
pub mod document;
pub mod length;
pub mod model;
pub mod official;
pub mod output;
mod regular;
pub mod proof;
pub mod render;
pub mod start;
pub mod template;
pub mod text;
