//! Every rule of the decree that a generator can break, on every document of every year. Each rule is named in
//! its test; a failure tells the value that was measured and the range that is allowed.
//!
//! - `samples`: the documents, made once, in both formats
//! - `word`: a DOCX read back with effective style values
//! - `fixture`: a small province, and what is said when one of its lines is changed
//! - `paper`: the pages of the PDF, by their positioned items
//! - `package`: the ZIP around a DOCX
//! - `pages`: chosen pages beside their golden copies
//! - the other modules: the rules

mod annexes;
mod body;
mod closing;
mod determinism;
mod fixture;
mod head;
mod marks;
mod package;
mod page;
mod pages;
mod paper;
mod paper_rules;
mod same_text;
mod samples;
mod typed;
mod word;
