//! Một phòng chung cho mọi lệnh: what the commands, the preview and any other door to the program share.
//!
//! Enters: [`Paths`]. Leaves: documents, files in an output folder, a package, and what is to be said
//! of them. It prints nothing and knows no arguments: those belong to [`crate::cli`].
//!
//! - [`load`]: templates, faces and content
//! - [`OpenYear`]: which findings stop what
//! - [`Job`]: which documents a year has, plan by plan, and what their files are called
//! - [`plan_document`], [`sub_plan`], [`render`]: the stages, in their order (`make`), with what only a finished
//!   document can be asked: where its charts stand (`charts`), whether its tables have room (`wide`)
//! - [`check`]: everything that is wrong
//! - [`begin`]: a content folder where none stood; [`meant_folder`]: the one that somebody names
//! - [`batch`]: one job after the other, to files
//! - [`delivery`]: finished files into a folder of a person's choice
//! - [`produce`]: all files of a run, folder by folder, or what would become of them
//! - [`package`]: the package for hand-over
//! - [`progress`]: forms that come back filled in
//! - [`report`]: the second kind of document: how far the plans have come
//! - [`signed`]: what came back signed; `trust`: whom the office trusts to say who signed
//! - [`import`]: a plan in Word, and the like, into the content
//! - [`takein`]: files that people edited, home into the content
//! - [`new_year`]: the plan of a year from that of another; [`update`]: agencies' parts brought up to their plans
//! - [`rewrite`]: several content files at once, all or none
//! - [`preview`]: the stages again whenever content is saved
//! - [`threads`]: what all of it works in

pub mod batch;
mod begin;
pub mod charts;
mod check;
pub mod delivery;
mod folder;
mod gate;
pub mod import;
mod inputs;
mod job;
mod make;
pub mod new_year;
pub mod package;
pub mod preview;
pub mod produce;
pub mod progress;
pub mod report;
pub mod rewrite;
pub mod signed;
pub mod takein;
pub mod threads;
mod trust;
pub mod update;
mod wide;

pub use begin::{Begun, NotBegun, begin};
pub use check::{Checked, check};
pub use folder::{folders_near, may_be_worked_in, meant_folder, results_beside};
pub use gate::{OpenYear, Refused, missing_year};
pub use inputs::{Editable, Fonts, Inputs, Needed, Paths, load, load_editable, verifier};
pub use job::{Job, Selection, in_pieces, meant, registered, unknown_plan};
pub use make::{File, Format, Made, document_name, plan_document, render, sub_plan};
