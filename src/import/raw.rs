//! Raw values that come from no file.

use crate::content::raw::Text;

/// A text without a place.
pub(super) fn text(value: &str) -> Text {
    Text::new(value.to_owned(), 0..0)
}
