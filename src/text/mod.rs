//! Texts as such: how like two are. It knows nothing of plans.

pub mod likeness;
