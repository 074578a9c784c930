//! Document → bytes, and pages to look at. Writers over one style module; none knows another.

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
