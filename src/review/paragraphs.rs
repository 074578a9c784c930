//! Two paragraphs in one text: lines that were typed apart (`|`, `\\n`) and are printed as one.

use super::Found;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, codes};
use crate::text::labels;

/// The first line break of a text that parts sentences. An empty line is told of when the file is read; a line
/// that only goes on is no paragraph.
pub(super) fn check(text: &Written, found: &mut Found) {
    let value = text.text.trim_end();
    let parts = |at: &usize| {
        let (before, after) = (value[..*at].trim_end(), value[*at..].trim_start());
        let ends = before.ends_with(['.', ';', ':', '!', '?']);
        let begins = after.starts_with(char::is_uppercase) || labels::leading(after).is_some();
        let between = text.part(before.len().saturating_sub(1)..value.len() - after.len() + 1);
        let empty_line = between.source.text[between.start..between.end].matches('\n').count() > 1;
        ends && begins && !empty_line
    };
    let Some(at) = value.match_indices('\n').map(|(at, _)| at).find(parts) else { return };
    let begins = value.len() - value[at..].trim_start().len();
    let end = value[begins..].find(' ').map_or(value.len(), |space| begins + space);
    let message = "hai đoạn trong một chỗ: xuống dòng không được giữ, in ra thành một đoạn";
    let hint = "mỗi đoạn là một mục riêng của danh sách (“- >-”); nếu chỉ là một đoạn thì dùng “>-”";
    let finding = Diagnostic::error(codes::LOST_PARAGRAPH, message).hint(hint);
    found.push(text.finding(finding, begins..end));
}
