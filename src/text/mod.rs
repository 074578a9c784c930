//! Texts as such: dates and numbers as they are typed and printed, what must not be parted on a line, lists
//! of words, how like two texts are. It knows nothing of plans.

pub mod date;
pub mod likeness;
pub mod typography;
pub mod values;
pub mod words;
