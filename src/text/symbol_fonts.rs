//! Phông ký hiệu: what the fonts Symbol, Wingdings and Webdings show for a code. Bullets and check boxes of
//! Word come out of them.

/// The character that a font of signs shows for a code, which may have come in its private area; `None` where
/// the font is no such font or the sign is not known.
pub fn sign(font: &str, code: u32) -> Option<char> {
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let code = u8::try_from(code).ok()?;
    let find = |signs: &[(u8, char)]| signs.iter().find(|(one, _)| *one == code).map(|(_, sign)| *sign);
    match font.trim().to_lowercase().as_str() {
        "symbol" => symbol(code),
        "wingdings" => find(&WINGDINGS),
        "wingdings 2" => find(&WINGDINGS_2),
        "wingdings 3" => find(&WINGDINGS_3),
        "webdings" => find(&WEBDINGS),
        _ => None,
    }
}

/// Whether a font shows signs where other fonts have letters.
pub fn is_symbol_font(font: &str) -> bool {
    let font = font.trim();
    ["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"]
        .iter()
        .any(|one| font.eq_ignore_ascii_case(one))
}

/// The encoding of Adobe's Symbol: Greek where other fonts have Latin letters.
fn symbol(code: u8) -> Option<char> {
    const GREEK: &str = "ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλµνοπθρστυϖωξψζ";
    const UPPER: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑";
    let of = |row: &str, first: u8| row.chars().nth(usize::from(code - first));
    match code {
        0x22 => Some('∀'),
        0x24 => Some('∃'),
        0x27 => Some('∋'),
        0x2A => Some('∗'),
        // The minus, which lists use as their dash.
        0x2D => Some('-'),
        0x40 => Some('≅'),
        0x41..=0x5A => of(GREEK, 0x41),
        0x5C => Some('∴'),
        0x5E => Some('⊥'),
        0x61..=0x7A => of(SMALL, 0x61),
        0x7E => Some('∼'),
        0x20..=0x7D => Some(char::from(code)),
        0xA0..=0xE5 => of(UPPER, 0xA0),
        0xF1 => Some('〉'),
        0xF2 => Some('∫'),
        _ => None,
    }
}

const WINGDINGS: [(u8, char); 44] = [
    (0x20, ' '),
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x36, '⌛'),
    (0x46, '☞'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '❐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x78, '⌧'),
    (0x7A, '⌘'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA4, '◉'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xB2, '✧'),
    (0xC4, '↗'),
    (0xD8, '➢'),
    (0xDC, '➲'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: [(u8, char); 12] = [
    (0x20, ' '),
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x96, '●'),
    (0x97, '●'),
    (0x98, '●'),
    (0xA2, '■'),
    (0xA3, '□'),
];

const WINGDINGS_3: [(u8, char); 8] =
    [(0x20, ' '), (0x66, '←'), (0x67, '→'), (0x68, '↑'), (0x69, '↓'), (0x7D, '▶'), (0x84, '▸'), (0x86, '▸')];

const WEBDINGS: [(u8, char); 6] =
    [(0x20, ' '), (0x34, '►'), (0x61, '✓'), (0x63, '□'), (0x67, '■'), (0x72, '✗')];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_boxes_come_out_as_signs() {
        assert_eq!(sign("Symbol", 0xF0B7), Some('•'));
        assert_eq!(sign("Symbol", 0xF02D), Some('-'));
        assert_eq!(sign("Symbol", 0xB3), Some('≥'));
        assert_eq!(sign("Symbol", 0x61), Some('α'));
        assert_eq!(sign("Wingdings", 0xF0A7), Some('▪'));
        assert_eq!(sign("Wingdings 2", 0xF0A3), Some('□'));
        assert_eq!(sign("Wingdings", 0xF001), None);
        assert_eq!(sign("Times New Roman", 0x41), None);
    }
}
