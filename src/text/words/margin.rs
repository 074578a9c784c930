//! Ghi chú bên lề: how notes begin that clerks leave for themselves beside a text.

use crate::text::letters::lower;
use crate::text::phrases::begins_with;

/// The first words of such notes. None of them goes on with a sentence: “theo”, “đã” would.
const NOTES: [&str; 40] = [
    "chưa",
    "cần",
    "xem",
    "nguồn",
    "bản gốc",
    "bản cũ",
    "bản chính",
    "văn bản gốc",
    "ghi chú",
    "lưu ý",
    "chú ý",
    "chú thích",
    "chờ",
    "hỏi",
    "đợi",
    "tạm",
    "đối chiếu",
    "xác minh",
    "kiểm tra",
    "kiểm lại",
    "soát lại",
    "sửa",
    "đã sửa",
    "đã thống nhất",
    "trước là",
    "trước đây",
    "trước ghi",
    "nguyên là",
    "cũ",
    "mới",
    "thay",
    "dự kiến",
    "ý kiến",
    "xin ý kiến",
    "đề nghị xem",
    "câu này",
    "mục này",
    "việc này",
    "todo",
    "fixme",
];

/// Whether a comment, its sign included, begins as a note does: “# chưa xác minh”.
pub fn begins_note(comment: &str) -> bool {
    let note = comment.trim_start_matches(['#', ' ', '\t', '(', '-', '!']);
    // A question is asked of a colleague.
    let small = lower(note);
    note.is_empty() || note.trim_end().ends_with('?') || NOTES.iter().any(|words| begins_with(&small, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_known_by_its_first_words_and_the_rest_of_a_sentence_is_none() {
        for note in ["# chưa xác minh", "# Chưa xác minh.", "#", "## CẦN QUYẾT ĐỊNH", "# đúng không?"]
        {
            assert!(begins_note(note), "{note}");
        }
        for rest in ["# 125 trên hệ thống", "# theo quy định", "#1 của tỉnh", "# doanh nghiệp", "# xemina"]
        {
            assert!(!begins_note(rest), "{rest}");
        }
    }
}
