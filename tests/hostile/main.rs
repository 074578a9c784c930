//! Input that means harm, or looks as if it did: nothing panics, hangs, leaves the output folder,
//! or becomes markup.

mod base;
mod dropped;
mod faces;
mod files;
mod fuzzed;
mod large;
mod manifests;
mod names;
mod parts;
mod runaway;
mod slips;
mod templates;
mod texts;
mod values;
