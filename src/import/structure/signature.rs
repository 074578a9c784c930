//! Chữ ký: in which right, as what, and who.

use super::Words;
use super::lines::is_capitals;
use crate::text::words::official;

/// Phần ký.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signature {
    /// Quyền hạn, chức vụ, line by line.
    pub lines: Vec<SignatureLine>,
    pub name: Option<Words>,
    /// "(Đã ký)".
    pub signed: Option<Words>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SignatureLine {
    pub prefix: Option<SigningPrefix>,
    /// Without the prefix.
    pub words: Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningPrefix {
    /// TM.
    OnBehalf,
    /// KT.
    For,
    /// TL.
    ByOrder,
    /// TUQ.
    ByDelegation,
    /// Q.
    Acting,
}

impl SigningPrefix {
    /// The prefix of a line, and how many bytes it takes.
    pub(super) fn of(text: &str) -> Option<(Self, usize)> {
        const ALL: [(&str, SigningPrefix); 13] = [
            ("TUQ.", SigningPrefix::ByDelegation),
            ("TM.", SigningPrefix::OnBehalf),
            ("T.M ", SigningPrefix::OnBehalf),
            ("T/M", SigningPrefix::OnBehalf),
            ("TM ", SigningPrefix::OnBehalf),
            ("KT.", SigningPrefix::For),
            ("K/T", SigningPrefix::For),
            ("KT ", SigningPrefix::For),
            ("TL.", SigningPrefix::ByOrder),
            ("T/L", SigningPrefix::ByOrder),
            ("TL ", SigningPrefix::ByOrder),
            ("Q.", SigningPrefix::Acting),
            ("TUQ ", SigningPrefix::ByDelegation),
        ];
        ALL.iter().find(|(typed, _)| text.starts_with(typed)).map(|(typed, prefix)| (*prefix, typed.len()))
    }
}

/// Whether a line begins a signature: it has a prefix and is in capitals.
pub(super) fn begins(text: &str) -> bool {
    SigningPrefix::of(text).is_some_and(|(_, bytes)| is_capitals(text[bytes..].chars()))
}

/// Whether a line names an official position.
pub(super) fn is_position(text: &str) -> bool {
    is_capitals(text.chars()) && official::POSITIONS.iter().any(|word| format!("{text} ").contains(word))
}

/// Reads the lines of a signature; what is none of it comes back.
pub(super) fn read(lines: Vec<Words>) -> (Signature, Vec<Words>) {
    let mut signature = Signature::default();
    let mut rest = Vec::new();
    for words in lines {
        let text = words.text.as_str();
        let lower = text.to_lowercase();
        if lower.contains("đã ký") && text.split(' ').count() <= 6 {
            signature.signed = Some(words);
        } else if signature.name.is_some() {
            rest.push(words);
        } else if let Some((prefix, bytes)) = SigningPrefix::of(text) {
            let words = words.without_start(bytes);
            signature.lines.push(SignatureLine { prefix: Some(prefix), words });
        } else if is_position(text) || words.look.capitals && signature.lines.is_empty() {
            signature.lines.push(SignatureLine { prefix: None, words });
        } else if is_name(text) {
            signature.name = Some(words);
        } else if words.look.capitals {
            signature.lines.push(SignatureLine { prefix: None, words });
        } else {
            rest.push(words);
        }
    }
    (signature, rest)
}

/// "Đoàn Thanh Sơn", "Đại tá Thái Hồng Công", "VŨ HOÀNG QUÝ".
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let big = words.iter().filter(|word| capital(word)).count();
    (2..=7).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && big * 2 > words.len()
        && !text.contains(|c: char| c.is_ascii_digit() || ":;,/".contains(c))
}
