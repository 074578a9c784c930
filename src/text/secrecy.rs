//! Độ mật: the words of a mark of state secrecy.

use super::words::official::{SECRECY, STAMPS};

/// "MẬT", "TỐI MẬT", "Độ mật: MẬT", "MẬT - KHẨN": words that say nothing else.
pub fn is_mark(text: &str) -> bool {
    // All of them have it, and next to no other text.
    if !text.contains("MẬT") {
        return false;
    }
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != ' ').map(str::trim);
    let mut secret = false;
    for part in parts.filter(|part| !part.is_empty()) {
        let bare = without_label(part);
        // In small letters it is a word of a sentence.
        let mark = SECRECY.contains(&bare);
        secret |= mark;
        if !mark && !bare.is_empty() && !STAMPS.contains(&bare.to_uppercase().as_str()) {
            return false;
        }
    }
    secret
}

/// Without "Độ mật" before it.
fn without_label(text: &str) -> &str {
    ["ĐỘ MẬT", "Độ mật", "Độ MẬT"].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text).trim()
}

/// The mark that a title begins or ends with in brackets: "(MẬT) Danh mục", "Danh mục (TỐI MẬT)".
pub fn bracketed_mark(text: &str) -> Option<&str> {
    let text = text.trim();
    let first = text.strip_prefix('(').and_then(|rest| rest.split(')').next());
    let last = text.strip_suffix(')').and_then(|rest| rest.rsplit('(').next());
    [first, last].into_iter().flatten().find(|mark| is_mark(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_brackets_stands_at_either_end_of_a_title() {
        assert_eq!(bracketed_mark("(MẬT) Danh mục tài liệu"), Some("MẬT"));
        assert_eq!(bracketed_mark("Danh mục tài liệu (TỐI MẬT)"), Some("TỐI MẬT"));
        for title in ["Bảo vệ bí mật nhà nước (BMNN)", "Nuôi ong lấy mật (mật ong)", "Danh mục"]
        {
            assert_eq!(bracketed_mark(title), None, "{title}");
        }
    }
}
