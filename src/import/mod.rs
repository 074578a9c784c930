//! Nhập kế hoạch: a plan in Word, LibreOffice, text or PDF → content that loads, with every doubt marked.
//!
//! Stages, each a complete value in and out:
//!
//! 1. [`structure::of`]: what was read → the parts of an official document, of whatever kind it is.

pub mod structure;
