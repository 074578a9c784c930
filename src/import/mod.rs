//! Nhập kế hoạch: a plan in Word, LibreOffice, text or PDF → content that loads, with every doubt marked.
//!
//! Stages, each a complete value in and out:
//!
//! 1. [`structure::of`]: what was read → the parts of an official document, of whatever kind it is;
//! 2. [`names::Names`]: who is named in a text, on the day of the plan, each with how sure it is;
//! 3. [`sentence`]: what single lines say of who does what, by when and how far;
//! 4. [`plan::of`]: documents → a raw plan, with what the register would need, the doubts, and what was left
//!    out;
//! 5. [`files::of`]: raw plan → the text of the files, with the doubts in the margin;
//!    [`decided`] is what a person said of them;
//! 6. [`proof`]: the files, read again, against the source: no word is lost.
//!
//! It writes nothing and knows nothing of the screen; [`crate::app::import`] puts the stages in their order.

pub mod agency_plan;
pub mod decided;
pub mod files;
mod margin;
pub mod names;
pub mod notes;
pub mod plan;
pub mod proof;
pub mod sentence;
pub mod structure;
mod task_table;
