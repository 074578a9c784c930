//! Letters of other scripts that look like those of Vietnamese: Ð for Đ, Cyrillic а for a.

use super::Found;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, codes};
use crate::text::lookalikes::lookalikes;

/// Every word of a text with such a letter. Codes are read, too: an id with one names nobody.
pub(super) fn check(text: &Written, found: &mut Found) {
    for one in lookalikes(&text.text) {
        let word = &text.text[one.range.clone()];
        let message = if one.letter.is_ascii() {
            format!("“{word}” có chữ {} ở chỗ của chữ số", one.letter)
        } else {
            let code = u32::from(one.letter);
            format!(
                "“{word}” có chữ “{}” (U+{code:04X}) trông giống mà không phải chữ tiếng Việt",
                one.letter
            )
        };
        let finding = Diagnostic::warning(codes::LOOKALIKE, message).hint(format!("gõ lại: {}", one.reads));
        found.push(text.finding(finding, one.range));
    }
}
