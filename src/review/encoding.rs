//! Text of old encodings that was pasted as if it were Unicode.

use super::Found;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::text::legacy;

/// Every stretch of a text that is of an old encoding, with what it says. What stands in the file is looked
/// at, not what YAML made of it: some of these letters are signs that a parser refuses.
pub(super) fn check(text: &Written, found: &mut Found) {
    let (typed, start) = text.body();
    for stretch in legacy::stretches(typed) {
        let reads = &stretch.reads;
        let message = format!("chữ của bảng mã {} dán vào, đọc là “{reads}”", stretch.encoding.name());
        let finding = if stretch.certain {
            Diagnostic::error(codes::LEGACY_TEXT, message)
        } else {
            let message =
                format!("có lẽ là chữ của bảng mã {} dán vào, đọc là “{reads}”", stretch.encoding.name());
            Diagnostic::warning(codes::LEGACY_TEXT, message)
        };
        let hint =
            "gõ lại như trên, hoặc chuyển đoạn chép sang Unicode (UniKey: Ctrl + Shift + F6) rồi dán lại";
        let range = start + stretch.range.start..start + stretch.range.end;
        let finding = finding.about(Topic::OldEncoding).at(text.bytes(range));
        found.push(finding.hint(hint).within(text.scope.clone()));
    }
}
