//! The letters that signs stand for where a font is of an encoding with a byte for each: TCVN3, VNI, Windows-1258.

use unicode_normalization::UnicodeNormalization;

use super::is_typographic;

/// TCVN 5712:1993, VN3: where each letter stands among the signs of Latin-1.
const TCVN3: [(char, char); 74] = [
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
    ('§', 'Đ'),
    ('¨', 'ă'),
    ('©', 'â'),
    ('ª', 'ê'),
    ('«', 'ô'),
    ('¬', 'ơ'),
    ('\u{ad}', 'ư'),
    ('®', 'đ'),
    ('µ', 'à'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¸', 'á'),
    ('¹', 'ạ'),
    ('»', 'ằ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('¾', 'ắ'),
    ('Æ', 'ặ'),
    ('Ç', 'ầ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ê', 'ấ'),
    ('Ë', 'ậ'),
    ('Ì', 'è'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ð', 'é'),
    ('Ñ', 'ẹ'),
    ('Ò', 'ề'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Õ', 'ế'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Ý', 'í'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ã', 'ó'),
    ('ä', 'ọ'),
    ('å', 'ồ'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('è', 'ố'),
    ('é', 'ộ'),
    ('ê', 'ờ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('í', 'ớ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ó', 'ú'),
    ('ô', 'ụ'),
    ('õ', 'ừ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ø', 'ứ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('ý', 'ý'),
    ('þ', 'ỵ'),
];

pub(super) fn tcvn3(word: &str) -> Option<String> {
    word.chars().map(tcvn3_letter).collect()
}

/// What a sign stands for where the font is of TCVN3.
pub fn tcvn3_letter(c: char) -> Option<char> {
    match c {
        c if c.is_ascii() || is_typographic(c) => Some(c),
        c => TCVN3.iter().find(|(sign, _)| *sign == c).map(|(_, letter)| *letter),
    }
}

/// Marks that VNI puts after a letter, as combining marks: the circumflex or breve first, then the tone.
const VNI_MARKS: [(char, &str); 17] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('ê', "\u{306}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
    ('â', "\u{302}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
];

pub(super) fn vni(word: &str) -> Option<String> {
    let mut spelled = String::new();
    let mut letter = ' ';
    word.chars().all(|c| spell_vni(c, &mut letter, &mut spelled)).then(|| spelled.nfc().collect())
}

/// Spells one sign of VNI, with combining marks; `letter` is the one before it, which may take a mark. False
/// where it is no sign of VNI.
pub fn spell_vni(c: char, letter: &mut char, spelled: &mut String) -> bool {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let mark = VNI_MARKS.iter().find(|(sign, _)| *sign == lower).map(|(_, mark)| *mark);
    let whole = match lower {
        'ñ' => Some('đ'),
        'ô' => Some('ơ'),
        'ö' => Some('ư'),
        'ì' | 'í' => Some(lower),
        'æ' => Some('ỉ'),
        'ó' => Some('ĩ'),
        'ò' => Some('ị'),
        'î' => Some('ỵ'),
        _ => None,
    };
    match (mark, whole) {
        (Some(mark), _) if "aeouyơư".contains(*letter) => {
            spelled.push_str(mark);
            *letter = ' ';
            return true;
        }
        (_, Some(whole)) if lower == c => spelled.push(whole),
        (_, Some(whole)) => spelled.extend(whole.to_uppercase()),
        _ if c.is_ascii() || is_typographic(c) => spelled.push(c),
        _ => return false,
    }
    *letter = whole.unwrap_or(lower);
    true
}

pub(super) fn windows_1258(word: &str) -> Option<String> {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(word);
    if lossy {
        return None;
    }
    let (text, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&bytes);
    Some(text.nfc().collect())
}
