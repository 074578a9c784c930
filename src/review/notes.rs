//! Footnotes: brackets that nothing closes, words that were meant to open one, notes where none can stand.

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::notes::{self, Part};

/// How a note may have been meant, in lower case.
const MEANT: [&str; 4] = ["chú thích", "ghi chú", "chu thich", "footnote"];

const FORM: &str = "ghi ngay sau chữ cần chú thích, ví dụ: 7,24 điểm[chú thích: theo công bố ngày 06/5/2025]";

/// What is wrong with the notes of a text.
pub(super) fn check(text: &Written, found: &mut Found) {
    if !text.text.contains('[') {
        return;
    }
    let mut from = 0;
    for part in notes::parts(&text.text) {
        let inside = match part {
            Part::Words(words) => {
                let start = offset(&text.text, words);
                if let Some(at) = meant(words) {
                    let message = "chú thích chưa đóng ngoặc vuông, hoặc không ghi đúng “[chú thích: …]”";
                    let finding = Diagnostic::error(codes::NOTE, message).hint(FORM);
                    found.push(text.finding(finding, start + at..start + at + 1));
                }
                from = start + words.len();
                continue;
            }
            Part::Note(inside) => inside,
        };
        let start = offset(&text.text, inside);
        let range = start.saturating_sub(1)..start + inside.len();
        let message = if inside.is_empty() {
            Some("chú thích không có nội dung")
        } else if inside.contains('[') {
            Some("trong chú thích có ngoặc vuông “[”: chú thích kết thúc ở dấu “]” đầu tiên")
        } else if !takes_notes(text.field) {
            Some("chú thích không đặt được ở đây: chỗ này chỉ in một dòng chữ")
        } else if from == 0 {
            Some("chú thích đứng một mình: không có chữ nào phía trước để chú thích")
        } else {
            None
        };
        if let Some(message) = message {
            found.push(text.finding(Diagnostic::error(codes::NOTE, message).hint(FORM), range));
        }
        from = start + inside.len();
    }
}

/// Where a bracket opens what was meant to be a note.
fn meant(words: &str) -> Option<usize> {
    words.match_indices('[').map(|(at, _)| at).find(|at| {
        let inside = words[at + 1..].trim_start().to_lowercase();
        MEANT.iter().any(|word| inside.starts_with(word))
    })
}

fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// Whether a text is printed in the flow of the document, whose pages have a foot.
fn takes_notes(field: Field) -> bool {
    match field {
        Field::Ground
        | Field::Section
        | Field::Title
        | Field::Index
        | Field::Paragraph
        | Field::Dash
        | Field::Task
        | Field::Condition
        | Field::Clause
        | Field::Division
        | Field::Deadline
        | Field::Output
        | Field::Money
        | Field::Goal
        | Field::Cell
        | Field::TableTitle => true,
        Field::Subject
        | Field::AnnexTitle
        | Field::Recipient
        | Field::Archive
        | Field::Number
        | Field::Symbol
        | Field::Date
        | Field::Signer
        | Field::Leader
        | Field::Position
        | Field::Name
        | Field::HeaderLine
        | Field::Locality
        | Field::Mark
        | Field::Kept
        | Field::Remark
        | Field::Code => false,
    }
}
