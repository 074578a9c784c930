//! Bytes → files: names and atomic writes. Rendering is elsewhere.

mod write;

pub use write::{WriteError, write_whole};
