//! What clerks type and paste, planted into the small province one mistake at a time: each is told where it was
//! typed, and nothing is told of texts that are sound.

mod accepted;
mod annexes;
mod fixture;
mod joined;
mod planted;
mod sound;
mod taken_off;
mod typed;
