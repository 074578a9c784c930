//! Theo dõi: what follows once plans are out. Who does what by when, how far it has come, what is to be
//! reported, and what has changed from one year to the next; all of it from the content, nothing typed twice.
//!
//! Each part is a value first, made from a [`Year`](crate::derive::Year) and complete; the writers take
//! values and know nothing of plans. No clock is read here: the day that something is told for is given.
//!
//! - [`recipients`]: whoever has a task is among the recipients
//! - [`matrix`]: one row for each task and agency
//! - [`deadlines`]: every deadline, as a calendar and as a list
//! - [`progress`]: forms that go out and come back filled in
//! - [`register`]: plans by number and date
//! - [`report`]: how far the plans have come on a day
//! - [`compare`]: one year against another
//! - [`standing`]: how a task stands on a day
//! - [`not_given`]: progress of tasks that are not, or no longer, the agency's
//! - [`names`]: what the files are called
//! - [`sheet`]: rows under titled columns, as Excel, as text, on a page

pub mod compare;
pub mod deadlines;
pub mod listed;
pub mod matrix;
pub mod names;
pub mod not_given;
pub mod progress;
pub mod recipients;
pub mod register;
pub mod report;
pub mod sheet;
pub mod standing;
