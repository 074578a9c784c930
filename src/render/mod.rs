//! Document → bytes, and pages to look at. Writers over one style module; none knows another.
//!
//! Enters: one file of a document ([`crate::document::Paper`]) and the faces that measure it. Leaves: bytes of a DOCX
//! or a PDF, SVG pages, or what hinders them. Equal documents come out as equal bytes.
//!
//! - [`style`]: every measure of the format, with its clause of the decree
//! - [`font`]: faces and the widths of their letters
//! - [`official`]: words and lengths of head, signature and recipients, once for both writers
//! - [`columns`], [`division`], [`last_line`], [`long_word`]: what both must divide in the same places
//! - [`layout`]: pages of positioned items, which [`pdf`] and [`svg`] only draw
//! - [`docx`]: Word does its own layout; [`marks`]: what such a file keeps of its own lines, to come home by

pub mod columns;
pub mod division;
pub mod docx;
pub mod font;
pub mod last_line;
pub mod layout;
pub mod long_word;
pub mod marks;
pub mod official;
pub mod pdf;
pub mod style;
pub mod svg;
