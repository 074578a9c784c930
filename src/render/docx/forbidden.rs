//! Characters that no XML file can hold: control characters, U+FFFE and U+FFFF.

use crate::diagnostic::Diagnostic;

/// Whether XML 1.0 has no place for a character.
pub(super) fn is_forbidden(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// What is said of one, and of the text around it.
pub(super) fn finding(c: char, around: &str) -> Diagnostic {
    let code = u32::from(c);
    let shown: String =
        around.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(80).collect();
    Diagnostic::error("KH601", format!("ký tự U+{code:04X} không ghi được vào tệp DOCX, tại “{shown}”"))
        .hint("xóa ký tự này trong nội dung nguồn, thường do sao chép từ tệp PDF")
}

/// Refuses a part that is no XML for want of a character.
///
/// # Errors
/// `KH601` names the character and the text around it.
pub(super) fn refuse(part: &str) -> Result<(), Diagnostic> {
    // What begins U+FFFE and U+FFFF, too.
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let Some(first) = part.bytes().position(|byte| control(byte) || byte == 0xEF) else { return Ok(()) };
    let Some((at, c)) = part[first..].char_indices().find(|(_, c)| is_forbidden(*c)) else { return Ok(()) };
    let (before, after) = part.split_at(first + at);
    let start = before.rfind('>').map_or(0, |close| close + 1);
    let end = after.find('<').map_or(part.len(), |open| first + at + open);
    Err(finding(c, &part[start..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_character_is_named_with_the_text_around_it() {
        let finding = refuse("<w:t>Sở Tài\u{1} chính</w:t>").expect_err("U+0001 is forbidden");
        assert_eq!(finding.code, "KH601");
        assert!(
            finding.message.contains("U+0001") && finding.message.contains("Sở Tài"),
            "{}",
            finding.message
        );
        assert!(refuse("<w:t>a\u{ffff}</w:t>").is_err());
        assert!(refuse("<w:t>\u{feff}ｆ\t\n</w:t>").is_ok());
    }
}
