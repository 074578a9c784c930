//! Âm tiết: whether a word could be a Vietnamese syllable. Every syllable has one of some 25 beginnings and one
//! of some 160 rhymes, and before a final c, ch, p or t only two of the six tones: a word that was read in the
//! wrong encoding hardly ever looks like one.

/// Beginnings, the longest first where one begins another.
const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without their tone.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en \
    eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai \
    oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm \
    ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up \
    ut uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y \
    ych yêm yên yêng yêt yêu yn ynh yp yt ";

/// Whether a word is a syllable of Vietnamese, in whatever case.
pub fn is_syllable(word: &str) -> bool {
    let mut plain = String::with_capacity(word.len());
    let mut tone = Tone::Level;
    for c in word.chars().flat_map(char::to_lowercase) {
        let (letter, own) = parted(c);
        if own != Tone::Level {
            if tone != Tone::Level {
                return false;
            }
            tone = own;
        }
        plain.push(letter);
    }
    // "gì", "giếng": the i belongs to the beginning and to the rhyme.
    let gi = plain.strip_prefix("gi").is_some_and(|rest| is_rhyme(&format!("i{rest}"), tone));
    gi || ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(|rest| is_rhyme(rest, tone)))
}

fn is_rhyme(rhyme: &str, tone: Tone) -> bool {
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    if rhyme.is_empty() || stopped && !matches!(tone, Tone::Rising | Tone::Heavy) {
        return false;
    }
    let known = RHYMES.match_indices(rhyme);
    known.into_iter().any(|(at, _)| {
        RHYMES.as_bytes()[at - 1] == b' ' && RHYMES.as_bytes().get(at + rhyme.len()) == Some(&b' ')
    })
}

/// Thanh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Level,
    Rising,
    Heavy,
    Other,
}

/// A letter and its tone.
fn parted(c: char) -> (char, Tone) {
    const BASES: [char; 12] = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
    const TONED: [&str; 12] = [
        "áạàảã",
        "ắặằẳẵ",
        "ấậầẩẫ",
        "éẹèẻẽ",
        "ếệềểễ",
        "íịìỉĩ",
        "óọòỏõ",
        "ốộồổỗ",
        "ớợờởỡ",
        "úụùủũ",
        "ứựừửữ",
        "ýỵỳỷỹ",
    ];
    if c.is_ascii() {
        return (c, Tone::Level);
    }
    for (base, toned) in BASES.iter().zip(TONED) {
        if let Some(at) = toned.chars().position(|one| one == c) {
            let tone = match at {
                0 => Tone::Rising,
                1 => Tone::Heavy,
                _ => Tone::Other,
            };
            return (*base, tone);
        }
    }
    (c, Tone::Level)
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_what_only_looks_like_words() {
        for word in "Cải thiện môi trường đầu tư kinh doanh năng lực cạnh tranh của Ủy ban nhân dân tỉnh quyết định \
            khuyến khích nghiệp nghiêm giếng gì gìn giữ quốc quý quản hoạch khoẻ khỏe thuở ngoằn KẾ HOẠCH ý yêu"
            .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in
            ["thiÖn", "m«i", "UBND", "Đăk", "Müller", "các1", "kếế", "ạcht", "cat", "cảt", "moâi", "tröôøng"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
