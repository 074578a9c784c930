//! XML while it is written: the one place where text becomes XML.
//!
//! Enters: markup, which is only ever a constant of the program; texts and numbers. Leaves: a part, or what
//! it could not hold. It knows nothing of Word.

use std::fmt::Write;

use super::forbidden;
use crate::diagnostic::Diagnostic;
use crate::text::typography::{NO_BREAK, printed};

/// What every part begins with.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Those of a part of Word's; they end the tag of its root.
pub(super) const NAMESPACES: &str = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";

/// Where a name or a title of the signer will stand: at the end of a centred line Word measures no
/// ordinary space, and its own empty form fields are made of this one.
const WIDE_SPACE: char = '\u{2002}';

/// What the main part of a short document takes; growing costs little.
const ROOM: usize = 128 * 1024;

/// A part on its way.
pub(super) struct Xml {
    out: String,
    /// The first character that XML cannot hold.
    refused: Option<Diagnostic>,
}

/// What a space at which no line may break is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spaces {
    /// A plain one: a clerk who looks for "khoản 1 Mục II" must find it.
    Plain,
    /// Room in which something will be written.
    Wide,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Content(Spaces),
    Attribute,
}

impl Xml {
    pub fn begin() -> Self {
        Self { out: String::with_capacity(ROOM), refused: None }
    }

    /// Appends what needs no escaping, which a text that came from outside never is.
    pub fn markup(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    pub fn number(&mut self, number: impl Into<Number>) {
        let Number(number) = number.into();
        // Writing to a string does not fail.
        let _ = write!(self.out, "{number}");
    }

    /// Appends the words of a run as they are read: spaces, hyphens and ends of lines are plain ones.
    pub fn text(&mut self, text: &str, spaces: Spaces) {
        self.escaped(text, Place::Content(spaces));
    }

    /// Appends the value of an attribute.
    pub fn value(&mut self, value: &str) {
        self.escaped(value, Place::Attribute);
    }

    /// Appends the beginning of a name, of letters and digits and what stands for anything else.
    pub fn name(&mut self, name: &str, most: usize) {
        self.out.extend(name.chars().take(most).map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }));
    }

    /// The part.
    ///
    /// # Errors
    /// `KH601` names the first character that XML cannot hold, and the text around it.
    pub fn finish(self) -> Result<String, Diagnostic> {
        match self.refused {
            Some(refused) => Err(refused),
            None => Ok(self.out),
        }
    }

    fn escaped(&mut self, text: &str, place: Place) {
        let start = self.out.len();
        let mut refused = None;
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| NEEDS_A_LOOK[usize::from(byte)]) {
            self.out.push_str(&rest[..at]);
            let mut characters = rest[at..].chars();
            let Some(c) = characters.next() else { break };
            if forbidden::is_forbidden(c) {
                refused = refused.or(Some(c));
            }
            self.character(c, place);
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        if let (Some(c), None) = (refused, &self.refused) {
            self.refused = Some(forbidden::finding(c, &self.out[start..]));
        }
    }

    fn character(&mut self, c: char, place: Place) {
        match (c, place) {
            ('&', _) => self.out.push_str("&amp;"),
            ('<', _) => self.out.push_str("&lt;"),
            ('>', _) => self.out.push_str("&gt;"),
            ('"', _) => self.out.push_str("&quot;"),
            ('\'', _) => self.out.push_str("&apos;"),
            // A reader would take it for the end of a line.
            ('\r', Place::Attribute) => self.out.push_str("&#13;"),
            // LibreOffice shows an escaped one.
            ('\r', Place::Content(_)) => {}
            ('\n', Place::Content(_)) => self.out.push(' '),
            (NO_BREAK, Place::Content(Spaces::Wide)) => self.out.push(WIDE_SPACE),
            (c, Place::Content(_)) => self.out.push(printed(c)),
            (c, Place::Attribute) => self.out.push(c),
        }
    }
}

/// A number in a part: counts, twips, English Metric Units.
pub(super) struct Number(i64);

impl From<i32> for Number {
    fn from(number: i32) -> Self {
        Self(number.into())
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl From<usize> for Number {
    fn from(number: usize) -> Self {
        Self(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Bytes that begin a character which is not copied as it is, or may not be.
const NEEDS_A_LOOK: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        bytes[control] = control != b'\t' as usize;
        control += 1;
    }
    // After the markup: U+00A0, U+2011, and U+FFFE with U+FFFF.
    let others = [b'&', b'<', b'>', b'"', b'\'', 0xc2, 0xe2, 0xef];
    let mut at = 0;
    while at < others.len() {
        bytes[others[at] as usize] = true;
        at += 1;
    }
    bytes
};

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Xml)) -> Result<String, Diagnostic> {
        let mut xml = Xml::begin();
        write(&mut xml);
        xml.finish()
    }

    #[test]
    fn no_character_of_a_text_becomes_markup() {
        let text = "a<b>&\"c\"'d'&amp;]]>";
        let escaped = "a&lt;b&gt;&amp;&quot;c&quot;&apos;d&apos;&amp;amp;]]&gt;";
        assert_eq!(written(|xml| xml.text(text, Spaces::Plain)).expect("a text"), escaped);
        assert_eq!(written(|xml| xml.value(text)).expect("a value"), escaped);
    }

    #[test]
    fn words_are_set_as_they_are_read_and_values_as_they_are() {
        let text = "khoản\u{a0}1,\u{2011} “…”\n\r\tÂ\u{ad}ｆ";
        assert_eq!(
            written(|xml| xml.text(text, Spaces::Plain)).expect("a text"),
            "khoản 1,- “…” \tÂ\u{ad}ｆ"
        );
        assert_eq!(
            written(|xml| xml.text("\u{a0}\u{a0}", Spaces::Wide)).expect("a text"),
            "\u{2002}\u{2002}"
        );
        assert_eq!(
            written(|xml| xml.value(text)).expect("a value"),
            "khoản\u{a0}1,\u{2011} “…”\n&#13;\tÂ\u{ad}ｆ"
        );
    }

    #[test]
    fn the_first_character_that_no_file_can_hold_is_named_with_its_own_text() {
        for (c, code) in [('\u{0}', "U+0000"), ('\u{1f}', "U+001F"), ('\u{fffe}', "U+FFFE")] {
            let finding = written(|xml| {
                xml.text("Sở Nội vụ", Spaces::Plain);
                xml.text(&format!("Sở Tài{c} chính & "), Spaces::Plain);
                xml.value("sau\u{1}");
            })
            .expect_err("no file holds it");
            assert_eq!(finding.code, "KH601");
            let shown = if c.is_control() { '\u{fffd}' } else { c };
            assert_eq!(
                finding.message,
                format!("ký tự {code} không ghi được vào tệp DOCX, tại “Sở Tài{shown} chính &amp; ”")
            );
        }
        assert!(written(|xml| xml.value("\u{feff}\u{fffd}\t\n\r\u{7f}")).is_ok());
    }
}
