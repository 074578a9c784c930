//! Một phòng chung cho mọi lệnh: what the commands, the preview and any other door to the program share.
//!
//! Enters: [`Paths`]. Leaves: documents, files in an output folder, a package, and what is to be said
//! of them. It prints nothing and knows no arguments: those belong to [`crate::cli`].
//!
//! - [`load`]: templates, faces and content
//! - [`OpenYear`]: which findings stop what
//! - [`Job`]: which documents a year has, plan by plan, and what their files are called
//! - [`plan_document`], [`sub_plan`], [`render`]: the stages, in their order
//! - [`check`]: everything that is wrong
//! - [`begin`]: a content folder where none stood
//! - [`batch`]: one job after the other, to files
//! - [`produce`]: all files of a run, folder by folder, or what would become of them
//! - [`package`]: the package for hand-over
//! - [`signed`]: what came back signed
//! - [`import`]: a plan in Word, and the like, into the content
//! - [`preview`]: the stages again whenever content is saved

pub mod batch;
mod begin;
mod check;
mod gate;
pub mod import;
mod inputs;
mod job;
mod make;
pub mod package;
pub mod preview;
pub mod produce;
pub mod signed;
mod trust;

pub use begin::{Begun, NotBegun, begin};
pub use check::{Checked, check};
pub use gate::{OpenYear, Refused};
pub use inputs::{Fonts, Inputs, Paths, load, verifier};
pub use job::{Job, Selection};
pub use make::{File, Format, Made, plan_document, render, sub_plan};
