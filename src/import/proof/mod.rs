//! Bằng chứng của việc nhập: what was read against what was written. It knows nothing of how the plan was
//! understood: it reads the files again and looks every word of the source up in them.

pub mod diff;
mod matching;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

pub use diff::Difference;
pub use words::{Lost, lost};
