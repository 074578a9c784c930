//! Characters that no XML file can hold.

use crate::diagnostic::Diagnostic;

/// Refuses what XML 1.0 cannot hold: control characters, U+FFFE and U+FFFF.
///
/// # Errors
/// `KH601` names the character and the text around it.
pub(super) fn refuse(part: &[u8]) -> Result<(), Diagnostic> {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let found = part.iter().position(|byte| control(byte) || *byte == 0xEF).and_then(|first| {
        (first..part.len()).find(|at| control(&part[*at]) || is_noncharacter(&part[*at..]))
    });
    let Some(at) = found else { return Ok(()) };
    let start = part[..at].iter().rposition(|byte| *byte == b'>').map_or(0, |close| close + 1);
    let end = part[at..].iter().position(|byte| *byte == b'<').map_or(part.len(), |open| at + open);
    let text = String::from_utf8_lossy(&part[start..end]);
    let code = String::from_utf8_lossy(&part[at..]).chars().next().map_or(0, u32::from);
    let shown: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(80).collect();
    Err(Diagnostic::error("KH601", format!("ký tự U+{code:04X} không ghi được vào tệp DOCX, tại “{shown}”"))
        .hint("xóa ký tự này trong nội dung nguồn, thường do sao chép từ tệp PDF"))
}

fn is_noncharacter(bytes: &[u8]) -> bool {
    matches!(bytes, [0xEF, 0xBF, 0xBE | 0xBF, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_character_is_named_with_the_text_around_it() {
        let finding = refuse("<w:t>Sở Tài\u{1} chính</w:t>".as_bytes()).expect_err("U+0001 is forbidden");
        assert_eq!(finding.code, "KH601");
        assert!(
            finding.message.contains("U+0001") && finding.message.contains("Sở Tài"),
            "{}",
            finding.message
        );
        assert!(refuse("<w:t>a\u{ffff}</w:t>".as_bytes()).is_err());
        assert!(refuse("<w:t>\u{feff}ｆ\t\n</w:t>".as_bytes()).is_ok());
    }
}
