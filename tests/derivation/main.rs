//! Who has what: a small province of our own, read by hand, against what the program makes of it.

mod asked;
mod city;
mod coverage;
mod defaults;
mod exceptions;
mod fixture;
mod generated;
mod identity;
mod indicators;
mod issuers;
mod notes;
mod open;
mod order;
mod overlays;
mod page;
mod plans;
mod register;
mod reviewed;
mod shape;
mod shares;
mod soft;
mod stated;
mod sub_plans;
mod table;
mod whole;
mod years;
