//! Câu chữ: what single lines of a plan say of who does what, by when and how far. They know words only;
//! who is meant by a name is looked up elsewhere.

pub mod due;
pub mod labels;
pub mod target;
#[cfg(test)]
mod tests;
