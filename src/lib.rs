//! A plan in YAML; the official plan and every agency's sub-plan as DOCX and PDF in the format of
//! Nghị định số 30/2020/NĐ-CP.
//!
//! Data flows one way. Each stage takes a complete value and returns a complete value:
//!
//! 1. [`content::Files::read`] and [`content::resolved`]: a folder of YAML files → [`model::Province`], with every finding at once;
//! 2. [`derive::Year`]: plan × agency → [`derive::sub_plan::SubPlan`], with the proof that no task
//!    was lost;
//! 3. [`template::TemplateSet::render`]: views of plan or sub-plan → Markdown;
//! 4. [`document::markdown::parts`] and [`document::assemble::document`]: Markdown and official
//!    parts → [`document::Document`], of which [`document::Document::papers`] are the files;
//! 5. [`proof::of_plan`] and [`proof::of_sub_plan`]: the finished document against the plan: each task
//!    with its assignment stands on the page, whatever template made it;
//! 6. [`review::texts`], [`review::whole`] and [`review::document`]: what was typed, and what the templates joined, read once more
//!    as a careful colleague would; [`review::acceptance`] is what an office lets stand;
//! 7. [`render::docx::render`] and [`render::pdf::render`]: one such file → bytes; [`render::svg`]: its pages, to
//!    look at;
//! 8. [`output`]: bytes → files.
//!
//! [`official`] is what all stages know of official documents, whatever they are about; [`text`]
//! and [`length`] know nothing of documents at all. [`diagnostic`] is how each of them says what is wrong: a stage
//! never prints, and never stops at the first finding.
//!
//! [`signature`] reads what comes back signed: [`output`] asks it whether a file is, and by whom.
//!
//! [`reading`] reads files that others wrote; [`import`] makes a plan of one: [`import::structure::of`],
//! [`import::plan::of`], [`import::files::of`], and [`import::proof`] that no word is lost.
//! [`follow`] tells what comes of the plans: who does what by when, how far it is, what has changed.
//!
//! [`start`] writes content files to begin from, and brings agencies' parts up to a changed plan.
//!
//! [`takein`] compares a file that came back with what was made and what the content makes now
//! ([`render::marks`] is what the file kept of itself), and writes what a person typed into the content by
//! [`content::edit`], which changes a YAML file in place.
//!
//! [`app`] is the room that the commands share: it alone knows this order, which documents a year has,
//! and which findings stop what; [`cli`] and [`workbench`] are the two that talk to people, one in a terminal,
//! the other in a browser.
//!
//! # Where something new would enter
//!
//! **Another import** (a table of tasks in Excel) ends where [`import`] and a clerk do: in a raw plan, written
//! by [`content::emit`] with what a person must decide marked in the margin. It is read and checked like any
//! other file; [`content::load_files`] does so before anything is on the disk. No later stage knows where a
//! file came from.
//!
//! **Another door** beside [`cli`] and [`workbench`] does as they do: [`app::load`], [`app::OpenYear`],
//! [`app::Job`], then [`app::Job::make`] and [`app::render`] for one document, [`app::produce`] for all of them,
//! or [`app::check`] for the findings, which [`diagnostic`] renders for people and as JSON. Nothing there
//! prints, exits or reads arguments.
//!
//! **Another kind of document** (Báo cáo, Quyết định, Công văn) brings its own value and its own view: a
//! `loai` in [`content`], a type in [`model`], what follows from it in [`mod@derive`], a view in [`template`], a
//! job in [`app`]. [`official`], [`document`], [`render`] and [`output`] serve it as they serve plans; the
//! name “Kế hoạch” stands in [`document::assemble`], where it is printed, and in [`model::Plan`], where it is
//! cited.

pub mod app;
pub mod cli;
pub mod content;
pub mod derive;
pub mod diagnostic;
pub mod document;
pub mod follow;
pub mod import;
pub mod length;
pub mod model;
pub mod official;
pub mod output;
pub mod proof;
pub mod reading;
mod regular;
pub mod render;
pub mod review;
pub mod signature;
pub mod start;
pub mod takein;
pub mod template;
pub mod text;
pub mod workbench;
