//! Bảng mã cũ: words of the encodings before Unicode (TCVN3 or ABC, VNI), or of UTF-8 read as Windows-1252 or
//! Windows-1258, that were pasted as if they were Unicode, and what they are meant to say.
//!
//! A stretch is taken for one of these only where a reader would see garbage and the decoded words are
//! Vietnamese syllables. Words that are the same either way go with those beside them.

mod lost;
mod misread;
mod signs;

use std::ops::Range;

use super::syllable::is_syllable;

pub use lost::lost;
pub(super) use signs::{spell_vni, tcvn3_letter};

/// Whose signs stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// .VnTime, .VnTimeH and their like.
    Tcvn3,
    /// VNI-Times and its like.
    Vni,
    /// Windows-1258 with its marks after the letters, read as Windows-1252.
    Windows1258,
    /// UTF-8, read as a code page of single bytes.
    Utf8,
}

impl Encoding {
    /// How an office calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC, phông .VnTime)",
            Self::Vni => "VNI (phông VNI-Times)",
            Self::Windows1258 => "Windows-1258",
            Self::Utf8 => "Unicode (UTF-8) bị đọc sai bảng mã",
        }
    }
}

/// Words of a legacy encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub encoding: Encoding,
    /// What it says, with single spaces.
    pub reads: String,
    /// False where it is a single word without any sign that no word has: it may be a foreign name.
    pub certain: bool,
}

/// The stretches of a text that are of a legacy encoding, in its order.
pub fn stretches(text: &str) -> Vec<Stretch> {
    if !may_have(text) {
        return Vec::new();
    }
    let misread = misread::stretches(text);
    if !misread.is_empty() {
        return misread;
    }
    let words: Vec<Word<'_>> = words(text).collect();
    // One text comes out of one file: the encoding that explains the most words explains them all.
    let explained = |encoding| words.iter().filter(|word| word.is_evidence(encoding)).count();
    let all = [Encoding::Vni, Encoding::Windows1258, Encoding::Tcvn3];
    let Some(encoding) = all.into_iter().max_by_key(|one| explained(*one)).filter(|one| explained(*one) > 0)
    else {
        return Vec::new();
    };
    joined(&words, encoding)
}

/// Whether the character at a place of a text is a letter of a legacy encoding, as U+00AD is ư in TCVN3; what
/// the word says.
pub fn word_at(text: &str, at: usize) -> Option<String> {
    stretches(&text[around(text, &(at..at))]).first().map(|stretch| stretch.reads.clone())
}

/// The runs of words that are of an encoding: the whole text where most of its words are, else from one that
/// is to the next, as long as nothing between them is Unicode beyond doubt.
fn joined(words: &[Word<'_>], encoding: Encoding) -> Vec<Stretch> {
    let evidence: Vec<usize> =
        words.iter().enumerate().filter(|(_, word)| word.is_evidence(encoding)).map(|(at, _)| at).collect();
    let marked = words.iter().filter(|word| !word.text.is_ascii()).count();
    if evidence.len() * 2 >= marked && !words.iter().any(Word::is_unicode) {
        return vec![stretch(words, encoding, evidence.len())];
    }
    let apart = |one: &usize, next: &usize| !words[*one..*next].iter().any(Word::is_unicode);
    let runs = evidence.chunk_by(apart).map(|run| (&words[run[0]..=run[run.len() - 1]], run.len()));
    runs.map(|(run, evidence)| stretch(run, encoding, evidence)).collect()
}

/// Words that go together; `evidence` is how many of them are garbage as they stand.
fn stretch(run: &[Word<'_>], encoding: Encoding, evidence: usize) -> Stretch {
    let reads = run.iter().map(|word| word.decoded(encoding).unwrap_or_else(|| word.text.to_owned()));
    let reads = capitals_as_typed(run, &reads.collect::<Vec<_>>().join(" "));
    let end = run.last().map_or(0, |last| last.at + last.text.len());
    let range = run.first().map_or(end, |first| first.at)..end;
    let certain = evidence > 1 || run.iter().any(|word| word.text.chars().any(is_sign));
    Stretch { range, encoding, reads, certain }
}

/// .VnTimeH has capitals only, and its letters are typed like small ones: where every plain letter is a
/// capital, the others were, too.
fn capitals_as_typed(run: &[Word<'_>], reads: &str) -> String {
    let plain = || run.iter().flat_map(|word| word.text.chars()).filter(char::is_ascii_alphabetic);
    let capitals = plain().count() > 1 && plain().all(|c| c.is_ascii_uppercase());
    if capitals { reads.to_uppercase() } else { reads.to_owned() }
}

struct Word<'t> {
    text: &'t str,
    at: usize,
    /// No word as it stands.
    is_garbage: bool,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| Word {
        text: word,
        at: word.as_ptr() as usize - base,
        is_garbage: !word.is_ascii() && is_garbage(word),
    })
}

impl Word<'_> {
    /// A letter that only Unicode has: no legacy text holds it.
    fn is_unicode(&self) -> bool {
        self.text.chars().any(|c| matches!(c, '\u{100}'..='\u{1af}' | '\u{1ea0}'..='\u{1ef9}'))
    }

    /// What it says in an encoding, where it has any letter of it and comes out as words.
    fn decoded(&self, encoding: Encoding) -> Option<String> {
        if self.text.is_ascii() || self.is_unicode() || is_micro_unit(self.text) {
            return None;
        }
        let decoded = match encoding {
            Encoding::Tcvn3 => signs::tcvn3(self.text)?,
            Encoding::Vni => signs::vni(self.text)?,
            Encoding::Windows1258 => signs::windows_1258(self.text)?,
            Encoding::Utf8 => return None,
        };
        let mut letters = decoded.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_ascii());
        letters.all(is_syllable).then_some(decoded)
    }

    /// Garbage as it stands, and a word when it is decoded.
    fn is_evidence(&self, encoding: Encoding) -> bool {
        let has_plain = || self.text.chars().any(|c| c.is_ascii_alphabetic());
        self.is_garbage && has_plain() && self.decoded(encoding).is_some_and(|decoded| decoded != self.text)
    }
}

/// "µm", "µg/m³": a unit, whose first sign is à in TCVN3; "µm" would say "àm", which no word does.
fn is_micro_unit(word: &str) -> bool {
    const UNITS: [&str; 8] = ["m", "g", "l", "L", "s", "F", "Sv", "mol"];
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let unit = word.strip_prefix(['µ', 'μ']).map(|rest| rest.split('/').next().unwrap_or(rest));
    unit.is_some_and(|unit| UNITS.contains(&unit))
}

/// A sign among the letters, or letters that make no syllable.
fn is_garbage(word: &str) -> bool {
    word.chars().any(is_sign) || {
        let mut runs = word.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_ascii());
        runs.any(|run| !is_syllable(run) || has_late_capital(run))
    }
}

/// A capital that follows a small letter: no word is written so.
fn has_late_capital(word: &str) -> bool {
    let pairs = word.chars().zip(word.chars().skip(1));
    pairs.into_iter().any(|(one, next)| one.is_lowercase() && next.is_uppercase() && !next.is_ascii())
}

/// A sign of Latin-1 that stands for no letter of Vietnamese.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷')
}

/// Whether it pays to look: a sign, or a letter, of Latin-1 that Vietnamese does not have; a capital behind a
/// small letter. One pass over the bytes.
fn may_have(text: &str) -> bool {
    /// Of U+00C0 … U+00FF, those that are letters of Vietnamese.
    const VIETNAMESE: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";
    let bytes = text.as_bytes();
    let mut previous = b' ';
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            0xC2 if bytes.get(at + 1) != Some(&0xA0) => return true,
            0xC3 => {
                let next = bytes.get(at + 1).copied().unwrap_or_default();
                let capital = next < 0x9F;
                let known = VIETNAMESE.as_bytes().chunks(2).any(|letter| letter[1] == next);
                if !known || capital && previous.is_ascii_lowercase() || is_spelled(previous, next) {
                    return true;
                }
            }
            // Ä‘, Æ°: what is left of UTF-8 has its other signs here.
            0xC4 | 0xC5 | 0xC6 | 0xE2 => {}
            _ => {}
        }
        previous = *byte;
    }
    false
}

/// A plain vowel and a letter of Latin-1 (its second byte) that no rhyme has behind it: VNI writes its marks so.
fn is_spelled(vowel: u8, letter: u8) -> bool {
    // In small letters: 0xA2 is â, 0xB5 õ, 0xB9 ù.
    let letter = letter | 0x20;
    match vowel.to_ascii_lowercase() {
        b'a' | b'e' => true,
        // "yê" is a rhyme: 0xAA is ê.
        b'y' => letter != 0xAA,
        b'o' => matches!(letter, 0xA2 | 0xB5 | 0xB9),
        b'u' => matches!(letter, 0xB5 | 0xB9),
        _ => false,
    }
}

/// The words that a range begins and ends in.
fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8));
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |space| range.end + space);
    start..end
}

/// Quotes and dashes that stand beside a word in any encoding.
fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2026}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as it was pasted, by the bytes that its font went by.
    fn only(text: &str) -> (Encoding, String) {
        let found = stretches(text);
        let [stretch] = found.as_slice() else { panic!("{text}: {found:#?}") };
        (stretch.encoding, stretch.reads.clone())
    }

    #[test]
    fn a_millionth_of_a_unit_is_no_letter_of_an_old_encoding() {
        for text in ["lớp phủ 25 µm", "bụi PM2.5 dưới 25 µg/m³.", "Đo (µm) và 5 µl"] {
            assert_eq!(stretches(text), [], "{text}");
        }
        assert_eq!(only("Th¸ng µ").1, "Tháng à", "alone it is a letter");
    }

    #[test]
    fn what_was_pasted_in_an_old_encoding_is_read_as_it_was_meant() {
        for (pasted, encoding, meant) in [
            (
                "C¶i thiÖn m«i tr\u{ad}êng ®Çu t\u{ad} kinh doanh n¨m 2025",
                Encoding::Tcvn3,
                "Cải thiện môi trường đầu tư kinh doanh năm 2025",
            ),
            ("Sè l\u{ad}îng mét cöa, thñ tôc", Encoding::Tcvn3, "Số lượng một cửa, thủ tục"),
            ("KÕ HO¹CH TRIÓN KHAI", Encoding::Tcvn3, "KẾ HOẠCH TRIỂN KHAI"),
            ("Caûi thieän moâi tröôøng ñaàu tö", Encoding::Vni, "Cải thiện môi trường đầu tư"),
            ("Leâ Vaên Bình", Encoding::Vni, "Lê Văn Bình"),
            ("UÛY BAN NHAÂN DAÂN TÆNH", Encoding::Vni, "ỦY BAN NHÂN DÂN TỈNH"),
            ("Cáº£i thiá»‡n mÃ´i trÆ°á»\u{9d}ng Ä‘áº§u tÆ°", Encoding::Utf8, "Cải thiện môi trường đầu tư"),
            ("vÃ\u{a0} cÃ¡c Ä‘Æ¡n vá»‹", Encoding::Utf8, "và các đơn vị"),
            ("caÒi thiêòn môi trýõÌng", Encoding::Windows1258, "cải thiện môi trường"),
        ] {
            assert_eq!(only(pasted), (encoding, meant.to_owned()), "{pasted}");
        }
    }

    #[test]
    fn a_single_word_among_sound_ones_is_found_alone() {
        let text = "Tiếp tục rà soát thñ tôc hành chính của các cơ quan";
        let found = stretches(text);
        let [stretch] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((&text[stretch.range.clone()], stretch.reads.as_str()), ("thñ tôc", "thủ tục"));
        assert_eq!(only("Đẩy mạnh ®Çu tư công").1, "đầu");
    }

    #[test]
    fn sound_text_with_signs_and_foreign_names_is_left_alone() {
        for text in [
            "Tiếp tục cải thiện môi trường đầu tư kinh doanh, nâng cao chỉ số năng lực cạnh tranh",
            "100 m², 25 °C, ± 2%, § 5, © 2025, 3 × 4, “«x»”",
            "Ông Müller, São Paulo, café, Zürich, Đăk Lăk, Krông Năng, Pác Bó, Señor",
            "công tác\u{ad} tuyên truyền",
            "TÀI CHÍNH, ĐẦU TƯ, CẢI CÁCH HÀNH CHÍNH",
        ] {
            assert_eq!(stretches(text), [], "{text}");
        }
    }

    #[test]
    fn a_soft_hyphen_that_is_a_letter_is_told_from_one_that_is_not() {
        assert_eq!(word_at("đầu t\u{ad} công", "đầu t".len()), Some("tư".to_owned()));
        assert_eq!(word_at("tri\u{ad}ển khai", "tri".len()), None);
    }
}
