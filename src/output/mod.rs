//! Bytes → files: names, digests, the manifest of a folder, and writes that destroy nobody's work.
//!
//! Enters: finished bytes with the digest of everything that they were made from. Leaves: whole
//! files in one folder per year. Rendering is elsewhere, and so is the wording of summaries.
//!
//! - [`names`]: what files are called, safe on every system
//! - [`digest`]: what a file was made from, and what it holds
//! - [`manifest`]: what earlier runs wrote
//! - [`lock`]: one run per folder
//! - [`held`]: what a document holds, so that an issued one is not replaced by something emptier
//! - [`Verifier`]: whether a file that a person put there is signed, and by whom
//! - [`store`]: the folder of a year, held by one run; [`Decision`]: what becomes of each file in it
//! - [`set`]: the files of one document, together or not at all
//! - [`returned`]: signed files under other names, and their way home
//! - [`Store::commit`]: from staged files to final names, past whoever saves meanwhile
//! - [`write_new_folder`]: a whole folder where none stood
//! - [`contents`], [`index`], [`archive`]: the package for hand-over
//! - [`findings`]: what is to be said of files, in words that all commands share
//!
//! A run goes: [`Store::open`] (which puts right what a killed run left: `recover`, `swap`), the decision about each
//! [`FileSet`] (`decide`, from how a file stands on the disk: `standing`), [`Store::commit`], then what no document
//! stands for any more (`leftovers`) and what was not looked at (`untouched`).

pub mod archive;
mod commit;
pub mod contents;
mod decide;
pub mod digest;
pub mod findings;
pub mod held;
pub mod index;
mod leftovers;
pub mod lock;
pub mod manifest;
pub mod names;
mod new_folder;
mod pairs;
mod recover;
mod returned;
pub mod set;
mod signed;
mod standing;
pub mod store;
mod swap;
mod untouched;
mod write;

pub use commit::{Report, Staged};
pub use contents::{Contents, Origin, Packed};
pub use decide::{Decision, Make, Reason};
pub use digest::Digest;
pub use held::{Filled, Held, Status};
pub use leftovers::Leftovers;
pub use manifest::{Manifest, Purpose};
pub use names::FileName;
pub use new_folder::{highest_missing, write_new_folder};
pub use returned::{NotTaken, Returned, returned, returned_file};
pub use set::{FileSet, Wanted};
pub use signed::Verifier;
pub use store::{OpenError, Policy, Store};
pub use write::{
    FileError, NotNew, NotReplaced, remove_unchanged, replace_unchanged, write_new, write_whole,
};
