//! What follows from plans: the matrix, the calendar, the register, the recipients, as a person runs them and
//! another program reads them.

mod deadlines;
mod files;
mod matrix;
mod office;
mod recipients;
mod register;
