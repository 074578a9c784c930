//! What follows from plans: the matrix, the calendar, the register, the recipients, as a person runs them and
//! another program reads them.

mod compared;
mod deadlines;
mod files;
mod matrix;
mod office;
mod progress;
mod recipients;
mod register;
mod report;
mod report_part;
