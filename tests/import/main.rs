//! Plans in files → content, and back: nothing is lost, everybody is who was meant, every doubt is marked.

mod beside;
mod cli;
mod desk;
mod fixture;
mod lettered;
mod part;
mod points;
mod round_trip;
mod seeds;
mod shapes;
mod typed;
mod word;
