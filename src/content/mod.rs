//! Content folder → checked model. The only YAML code of the crate.
//!
//! Enters: a folder of YAML files, found with walkdir, each telling by its `loai` what it is. Leaves:
//! a [`Province`](crate::model::Province), or every finding of every file at once. The other way, [`emit`]
//! writes a plan from its raw value.
//!
//! - [`Files`]: the folder as it is, file by file; one that has changed is read alone (`files`, `file`, `placed`)
//! - [`yaml`]: a file → a tree with places → a typed value; `labels`: what is typed though the document prints it
//! - [`raw`]: the types as they are typed, from which the schemas for editors are made
//! - [`resolved`]: raw values → the model (`load`, `resolve`)
//! - [`Written`]: every text that was typed, for those who read it once more; `undrawable`: letters that no face has
//! - [`Acceptance`]: what an office lets stand
//! - [`edit`]: a file changed in place, its comments and its layout kept

mod accepted;
mod comments;
mod doubled;
pub mod edit;
pub mod emit;
mod file;
mod files;
mod itself;
mod labels;
mod load;
mod placed;
pub mod raw;
mod resolve;
mod undrawable;
mod written;
pub mod yaml;

pub use accepted::Acceptance;
pub use file::Remark;
pub use files::{CERTIFICATES, Looks, PROVINCE_FILE, is_named_as_content, where_to_look};
pub use load::{Files, Loaded, YEARS, load_files, resolved};
pub use undrawable::{undrawable, undrawable_in};
pub use written::{Field, Texts, Written};
