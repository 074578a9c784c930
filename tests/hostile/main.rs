//! Input that means harm, or looks as if it did: nothing panics, hangs, leaves the output folder,
//! or becomes markup.

mod base;
mod large;
mod names;
mod runaway;
mod texts;
mod values;
