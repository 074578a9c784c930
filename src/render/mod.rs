//! Document → bytes. Two writers over one style module; neither knows the other.

pub mod centred;
pub mod columns;
pub mod docx;
pub mod font;
pub mod layout;
pub mod official;
pub mod pdf;
pub mod style;
