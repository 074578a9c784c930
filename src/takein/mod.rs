//! Nhận lại tệp Word đã sửa: what a person typed into a file that the program made comes home into the content.
//!
//! Enters: a file as it was read, the document that the content makes now, the content. Leaves: what was
//! changed, one by one, with where it goes; the texts of the content files with it; and what still differs
//! once the document is made again. Nothing here touches a disk.
//!
//! - [`returned`]: the file line by line, with its marks
//! - [`now`]: the document that the content makes, in the same way
//! - `align`, `fields`, `around`, `divided`, `looks`: which line is which, which words are which value
//! - [`compare`]: the three-way comparison; [`decided`]: what a person chose of its conflicts
//! - [`bound`]: which changes go together
//! - [`change`]: what came of it
//! - [`home`]: changes → content files
//! - [`left`]: what the document made anew still does not say

mod align;
mod around;
pub mod bound;
pub mod change;
mod compare;
pub mod decided;
mod divided;
mod fields;
pub mod home;
pub mod left;
mod looks;
pub mod now;
pub mod returned;
mod told;

pub use change::{Change, Listing, NewEntry, OfficialField, Standing, What, Why};
pub use compare::compare;
pub use decided::{Choice, Decided};
pub use now::Now;
pub use returned::Returned;
