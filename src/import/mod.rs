//! Nhập kế hoạch: a plan in Word, LibreOffice, text or PDF → content that loads, with every doubt marked.
//!
//! Stages, each a complete value in and out:
//!
//! 1. [`structure::of`]: what was read → the parts of an official document, of whatever kind it is;
//! 2. [`names::Names`]: who is named in a text, on the day of the plan, each with how sure it is.

pub mod names;
pub mod structure;
