//! Bytes → files: names, digests, the manifest of a folder, and writes that destroy nobody's work.
//!
//! Enters: finished bytes with the digest of everything that they were made from. Leaves: whole
//! files in one folder per year. Rendering is elsewhere, and so is the wording of summaries.
//!
//! - [`names`]: what files are called, safe on every system
//! - [`digest`]: what a file was made from, and what it holds
//! - [`manifest`]: what earlier runs wrote
//! - [`lock`]: one run per folder
//! - [`store`]: file by file: unchanged, to be written, or a person's
//! - [`index`], [`archive`]: the package for hand-over

pub mod archive;
mod commit;
pub mod digest;
pub mod findings;
pub mod index;
mod leftovers;
pub mod lock;
pub mod manifest;
pub mod names;
pub mod store;
mod write;

pub use commit::{Report, Staged};
pub use digest::Digest;
pub use leftovers::Leftovers;
pub use manifest::{Manifest, Status};
pub use names::FileName;
pub use store::{Decision, Make, Policy, Reason, Store};
pub use write::{FileError, write_new, write_whole};
