//! The workbench without a socket and without a browser: what each address answers, and to whom.

mod changed;
mod desk;
mod follow;
mod form;
mod form_fields;
mod form_versions;
mod guard;
mod headings;
mod intake;
mod make;
mod outline;
mod pages;
mod printed;
mod signing;
mod start;
mod unsaved;
mod years;
