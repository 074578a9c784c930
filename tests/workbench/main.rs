//! The workbench without a socket and without a browser: what each address answers, and to whom.

mod desk;
mod follow;
mod guard;
mod make;
mod pages;
mod printed;
mod signing;
mod start;
