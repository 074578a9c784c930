//! Characters of the content that no face can draw: found before anything is made, each with what to
//! type instead. Word's bullets, boxes and numerals come in with copied text.

use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::yaml::{self, Character};
use crate::diagnostic::{Diagnostic, Place, Source, Topic, codes};
use crate::text::typography::is_invisible;

/// Values that no document prints: remarks of the office to itself.
const UNPRINTED: [&str; 1] = ["chua_xac_minh"];

/// More of these in one file are counted, not listed.
const MAX_LISTED: usize = 50;

/// Every character in the values of a file that `can_draw` refuses, at its place. What stands side by
/// side is one finding.
pub fn undrawable(source: &Arc<Source>, can_draw: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let wanted = |c: char| !is_plain(c) && !is_named_elsewhere(c) && !can_draw(c);
    if !may_have(&source.text, wanted) {
        return Vec::new();
    }
    // What is wrong with the file itself was said when it was read.
    let Some(node) = yaml::read(source, &mut Vec::new()) else { return Vec::new() };
    let found = yaml::characters(&node, &source.text, &UNPRINTED, &wanted);
    told(source, &found, can_draw)
}

/// Every character in these parts of a text that is not YAML (a template) which no document can show:
/// those that `can_draw` refuses, and those that have no shape.
pub fn undrawable_in(
    source: &Arc<Source>,
    parts: &[Range<usize>],
    can_draw: &dyn Fn(char) -> bool,
) -> Vec<Diagnostic> {
    let wanted = |c: char| {
        let shapeless = is_invisible(c) || c.is_control() && !c.is_whitespace() || c == '\u{fffd}';
        !is_plain(c) && (shapeless || !is_named_elsewhere(c) && !can_draw(c))
    };
    let in_part = |part: &Range<usize>| {
        let start = part.start;
        let characters = source.text.get(part.clone()).unwrap_or_default().char_indices();
        let at = move |(at, c): (usize, char)| Character { c, range: start + at..start + at + c.len_utf8() };
        characters.map(at).filter(|character| wanted(character.c)).collect::<Vec<_>>()
    };
    let found: Vec<Character> = parts.iter().flat_map(in_part).collect();
    told(source, &found, can_draw)
}

/// One finding for what stands side by side.
fn told(source: &Arc<Source>, found: &[Character], can_draw: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let runs = || found.chunk_by(|one, next| one.range.end == next.range.start);
    let mut findings: Vec<Diagnostic> =
        runs().take(MAX_LISTED).map(|run| finding(source, run, can_draw)).collect();
    let more = runs().count().saturating_sub(MAX_LISTED);
    if more > 0 {
        let message = format!("còn {more} chỗ khác trong tệp có ký tự mà phông chữ không có");
        findings.push(Diagnostic::error(codes::NO_GLYPH, message).at(Place::new(source, 0..0)));
    }
    findings
}

/// Letters, digits and signs that no face is taken without: most files have nothing else, and for them
/// no font need be read.
fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{1ea0}'..='\u{1ef9}' | '–' | '…' | '“' | '”' | '‘' | '’'
            | 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý'
            | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý'
            | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư'
    )
}

/// White space becomes a space; what has no shape, or no place in a text, is said of the file itself.
fn is_named_elsewhere(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_invisible(c)
        || matches!(c, '\u{2011}' | '\u{fffd}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether it pays to look into a file: it has such a character, or an escape that could be one.
fn may_have(text: &str, wanted: impl Fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    // Three of four characters are told without being decoded, and what stands behind the first byte of one is not
    // asked again.
    let has = |(at, byte): (usize, &u8)| match byte {
        b' '..=b'~' | 0x80..=0xbf => false,
        _ => text[at..].chars().next().is_some_and(&wanted),
    };
    let escapes = |at: usize| matches!(bytes.get(at + 1), Some(b'u' | b'U' | b'x'));
    bytes.iter().enumerate().any(has) || memchr::memchr_iter(b'\\', bytes).any(escapes)
}

fn finding(source: &Arc<Source>, run: &[Character], can_draw: &dyn Fn(char) -> bool) -> Diagnostic {
    let shown: String = run.iter().map(|character| character.c).collect();
    let codes: Vec<String> =
        run.iter().map(|character| format!("U+{:04X}", u32::from(character.c))).collect();
    let range = run.first().map_or(0, |first| first.range.start)..run.last().map_or(0, |last| last.range.end);
    let message = format!("phông chữ của văn bản không có ký tự “{shown}” ({})", codes.join(" "));
    let typed: Option<String> = run
        .iter()
        .map(|character| replacement(character.c, can_draw))
        .collect::<Option<Vec<_>>>()
        .map(|all| all.concat());
    let hint = match typed.as_deref() {
        Some("") => "xóa ký tự này".to_owned(),
        Some(typed) => format!("gõ “{typed}” thay cho “{shown}”"),
        None if run.iter().any(|character| is_private(character.c)) => {
            "ký tự của phông ký hiệu (Wingdings, Symbol …): gõ “-” nếu là gạch đầu dòng, không thì gõ bằng chữ".to_owned()
        }
        None => "thay ký tự này bằng chữ hoặc dấu thông thường".to_owned(),
    };
    Diagnostic::error(codes::NO_GLYPH, message)
        .about(Topic::StrangeCharacter)
        .at(Place::new(source, range))
        .hint(hint)
}

/// What to type instead of a character: nothing where it only decorates; `None` where only its author
/// knows. Private-use characters are those that Word writes for its symbol fonts.
fn replacement(c: char, can_draw: &dyn Fn(char) -> bool) -> Option<String> {
    let plain = match c {
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' | '\u{f077}' | '\u{f02d}' | '\u{f0e8}' => "-",
        '•' | '‣' | '⁃' | '∙' | '⦁' | '▪' | '▫' | '■' | '●' | '○' | '◦' | '◆' | '◇' | '◊' | '♦' => {
            "-"
        }
        '▶' | '►' | '▸' | '➢' | '➣' | '➤' | '❖' | '✦' | '✧' | '★' | '☆' | '✱' | '✽' | '❋' | '🔹' | '🔸' => {
            "-"
        }
        '\u{2010}' | '\u{2012}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => "-",
        '\u{2014}' | '\u{2015}' | '\u{2e3a}' => "–",
        '\u{f0fc}' | '\u{f0fb}' | '✓' | '✔' | '✗' | '✘' | '✕' | '✖' | '✅' | '❌' => "x",
        '\u{f0a8}' | '\u{f06f}' | '\u{f071}' | '☐' | '□' | '◻' | '▢' | '❏' | '❐' | '❑' | '❒' => {
            "[ ]"
        }
        '\u{f0fe}' | '\u{f0fd}' | '\u{f052}' | '\u{f054}' | '☑' | '☒' => "[x]",
        '\u{f0e0}' | '\u{f0ae}' | '→' | '⇒' | '➔' | '➙' | '➜' | '➝' | '➞' | '⟶' | '⟹' | '⮕' => {
            "->"
        }
        '\u{fe0e}' | '\u{fe0f}' => "",
        c if is_invisible(c) || c.is_control() => "",
        '①'..='⑳' | '⓪' | '㉑'..='㉟' | '㊱'..='㊿' => {
            return Some(format!("({})", folded(c, can_draw)?));
        }
        '❶'..='❿' => return Some(format!("({})", c as u32 - '❶' as u32 + 1)),
        '➀'..='➉' => return Some(format!("({})", c as u32 - '➀' as u32 + 1)),
        '➊'..='➓' => return Some(format!("({})", c as u32 - '➊' as u32 + 1)),
        _ => return folded(c, can_draw).or_else(|| decorates(c).then(String::new)),
    };
    Some(plain.to_owned())
}

/// The plain letters behind a form that is made of them: Ⅱ, ﬁ, ㎡, full width.
fn folded(c: char, can_draw: &dyn Fn(char) -> bool) -> Option<String> {
    let folded: String = c.nfkc().collect();
    (folded.chars().ne([c]) && folded.chars().all(|c| is_plain(c) || can_draw(c))).then_some(folded)
}

/// Pictures and ornaments.
fn decorates(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::render::font::FontSet;

    fn found(text: &str) -> Vec<Diagnostic> {
        let source = Arc::new(Source { path: "ke-hoach.yaml".into(), text: text.to_owned() });
        undrawable(&source, &|c| FontSet::bundled().can_draw(c))
    }

    /// Line and column, message and hint of the only finding.
    fn only(text: &str) -> (usize, usize, String) {
        let found = found(text);
        let [finding] = found.as_slice() else { panic!("one finding: {found:#?}") };
        assert_eq!((finding.severity, finding.code), (Severity::Error, codes::NO_GLYPH));
        let (line, column) = finding.place.as_ref().expect("a place").line_column();
        (line, column, finding.hint.clone().expect("a hint"))
    }

    #[test]
    fn what_word_leaves_in_copied_text_is_named_at_its_place_with_what_to_type() {
        for (c, hint) in [
            ("\u{f0b7}", "gõ “-” thay"),
            ("\u{2010}", "gõ “-” thay"),
            ("➢", "gõ “-” thay"),
            ("✓", "gõ “x” thay"),
            ("☐", "gõ “[ ]” thay"),
            ("☑\u{fe0f}", "gõ “[x]” thay"),
            ("①", "gõ “(1)” thay"),
            ("⑫", "gõ “(12)” thay"),
            ("❸", "gõ “(3)” thay"),
            ("Ⅱ", "gõ “II” thay"),
            ("㎡", "gõ “m2” thay"),
            ("Ａ", "gõ “A” thay"),
            ("😀", "xóa ký tự này"),
            ("\u{f0c4}", "phông ký hiệu"),
            ("語", "thay ký tự này bằng chữ"),
        ] {
            let (line, column, said) = only(&format!("loai: thử\nmo_dau:\n  - Điều {c} khác\n"));
            assert_eq!((line, column), (3, 10), "{c}");
            assert!(said.starts_with(hint) || said.contains(hint), "{c}: {said}");
        }
    }

    #[test]
    fn a_character_is_found_however_its_value_is_written() {
        for (text, place) in [
            ("a: Ⅱ", (1, 4)),
            ("a: 'b Ⅱ'", (1, 7)),
            ("a: \"b Ⅱ\"", (1, 7)),
            ("a: [b, c Ⅱ]", (1, 10)),
            ("a: >-\n  một\n  hai Ⅱ\n", (3, 7)),
            ("a: |\n  Ⅱ\n", (2, 3)),
            ("a: một\n  hai Ⅱ\n", (2, 7)),
            ("a: \"b \\u2161\"", (1, 7)),
            ("a: \"b \\U00002161\"", (1, 7)),
            ("a: \"\\\\ \\\" \\n Ⅱ\"", (1, 14)),
        ] {
            let (line, column, hint) = only(text);
            assert_eq!((line, column), place, "{text}");
            assert!(hint.contains("“II”"), "{text}: {hint}");
        }
    }

    #[test]
    fn what_is_not_printed_and_what_can_be_drawn_is_not_named() {
        for text in [
            "a: b # ✓ xong",
            "# ☐\na: b",
            "a: >- # Ⅱ\n  chữ\n",
            "a: 'không phải mã \\u2161'",
            "chua_xac_minh: [☐ hỏi lại]",
            "a: Đ–…“”‘’€→•\u{a0}\u{2011}ẽ",
            "a: 10⁶ m³, 5×10⁻⁴, CO₂",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn every_place_is_named_until_there_are_too_many() {
        let many = "a: [Ⅱ, Ⅱ x Ⅱ]\n";
        assert_eq!(found(many).len(), 3);
        let more: String =
            std::iter::once("a:\n".to_owned()).chain((0..70).map(|_| "  - Ⅱ\n".to_owned())).collect();
        let found = found(&more);
        assert_eq!(found.len(), MAX_LISTED + 1);
        assert!(found.last().expect("the last").message.starts_with("còn 20 chỗ khác"), "{found:#?}");
    }

    #[test]
    fn what_is_taken_for_plain_is_in_every_face() {
        for c in (' '..='\u{2fff}').filter(|c| is_plain(*c)) {
            assert!(FontSet::bundled().can_draw(c), "{c:?}");
        }
    }

    #[test]
    fn what_is_proposed_can_be_drawn() {
        let can_draw = |c| FontSet::bundled().can_draw(c);
        for c in (' '..='\u{1ffff}').chain('\u{e000}'..='\u{f8ff}').filter(|c| !can_draw(*c)) {
            let proposed = replacement(c, &can_draw).unwrap_or_default();
            assert!(proposed.chars().all(can_draw), "{c:?}: {proposed:?}");
        }
    }
}
