//! Phân công: who inside the agency does which points, from the sentence that says so.

use super::phrase::Phrase;
use super::units::{Units, Who};
use crate::text::words::units::{DIVISION_LABELS, GIVES, LEADS, POINTS, SUPPORTS};

/// A sentence that gives work to units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Allotment {
    pub lead: Vec<Who>,
    pub supporting: Vec<Who>,
    /// "các phòng chuyên môn", and the document does not say which they are.
    pub unclear: bool,
    /// Bytes of the sentence up to where the roles end.
    pub end: usize,
}

/// Which points of a heading a line of "Phân công" speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Points {
    All,
    /// "a", "đ", as they are named.
    Named(Vec<String>),
    /// "nội dung liên quan đến hỗ trợ doanh nghiệp": by what they are about.
    Told,
}

/// Who does it, where the sentence begins with that: "Giao Văn phòng chủ trì, phối hợp với các phòng …", "Phòng
/// Kế hoạch: …". None where nobody is named first.
pub(super) fn of(units: &Units, sentence: &str) -> Option<Allotment> {
    let phrase = Phrase::of(sentence);
    let from = phrase.any_of(0, GIVES).unwrap_or(0);
    let lead = units.named(&phrase, from);
    if lead.who.is_empty() {
        return None;
    }
    let mut allotment = Allotment { lead: lead.who, unclear: lead.unclear, ..Allotment::default() };
    let mut at = lead.span.end;
    at += phrase.any_of(at, LEADS).unwrap_or(0);
    if let Some(words) = phrase.any_of(at, SUPPORTS) {
        let supporting = units.named(&phrase, at + words);
        if !supporting.who.is_empty() {
            at = supporting.span.end;
            allotment.unclear |= supporting.unclear;
            let leads = &allotment.lead;
            allotment.supporting = supporting.who.into_iter().filter(|who| !leads.contains(who)).collect();
        }
    }
    allotment.end = phrase.behind(at);
    Some(allotment)
}

/// Which points the rest of a line of "Phân công" names.
pub(super) fn points(rest: &str) -> Points {
    let phrase = Phrase::of(rest);
    let Some((at, words)) = phrase.find(0, POINTS) else {
        return if phrase.len() <= ONLY_VERBS { Points::All } else { Points::Told };
    };
    let behind = at + words;
    let letters: Vec<String> = (behind..phrase.len())
        .map(|word| phrase.word(word))
        .take_while(|word| is_letter(word) || *word == "và" || *word == "điểm")
        .filter(|word| is_letter(word))
        .map(ToOwned::to_owned)
        .collect();
    match letters.as_slice() {
        [] => Points::Told,
        _ => Points::Named(letters),
    }
}

/// "triển khai thực hiện", "chủ trì tham mưu thực hiện": nothing is said of points.
const ONLY_VERBS: usize = 6;

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next()), (Some('a'..='z' | 'đ'), None))
}

/// The rest of a line that begins with "Phân công:", "Phân công thực hiện"; None for another line.
pub(super) fn after_label(line: &str) -> Option<&str> {
    let phrase = Phrase::of(line);
    let words = phrase.any_of(0, DIVISION_LABELS)?;
    let ends = words == phrase.len() || phrase.mark(words - 1) == Some(':');
    ends.then(|| phrase.rest(words).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Units {
        Units::gathered(&[
            "Văn phòng Sở chủ trì".to_owned(),
            "Phòng Đăng ký kinh doanh chủ trì".to_owned(),
            "Thanh tra Sở chủ trì".to_owned(),
        ])
    }

    fn read(sentence: &str) -> (Vec<Who>, Vec<Who>, String) {
        let found = of(&units(), sentence).unwrap_or_default();
        (found.lead, found.supporting, sentence[found.end..].trim_start_matches([',', ':', ' ']).to_owned())
    }

    #[test]
    fn roles_and_what_is_to_be_done_are_told_apart() {
        use Who::{All, Unit};
        for (sentence, lead, supporting, rest) in [
            (
                "Văn phòng Sở chủ trì, phối hợp với các phòng thực hiện nội dung a) b)",
                vec![Unit(0)],
                vec![All],
                "thực hiện nội dung a) b)",
            ),
            (
                "Phòng Đăng ký kinh doanh: chủ trì phối hợp cùng Thanh tra Sở rà soát",
                vec![Unit(1)],
                vec![Unit(2)],
                "rà soát",
            ),
            (
                "Giao phòng Đăng ký kinh doanh và Văn phòng Sở công khai thủ tục",
                vec![Unit(1), Unit(0)],
                vec![],
                "công khai thủ tục",
            ),
            (
                "Các phòng, đơn vị thuộc Sở triển khai thực hiện nội dung a)",
                vec![All],
                vec![],
                "triển khai thực hiện nội dung a)",
            ),
            (
                "Giao Văn phòng chủ trì, phối hợp với các sở, ngành rà soát",
                vec![Unit(0)],
                vec![],
                "phối hợp với các sở, ngành rà soát",
            ),
        ] {
            assert_eq!(read(sentence), (lead, supporting, rest.to_owned()), "{sentence}");
        }
        assert_eq!(of(&units(), "Rà soát thủ tục cùng Văn phòng Sở"), None);
    }

    #[test]
    fn points_are_letters_all_or_told_in_words() {
        let named = |letters: &[&str]| Points::Named(letters.iter().map(ToString::to_string).collect());
        for (rest, points) in [
            ("thực hiện nội dung a) b) c)", named(&["a", "b", "c"])),
            ("triển khai nội dung mục a), đ) và e).", named(&["a", "đ", "e"])),
            ("thực hiện các điểm a, b", named(&["a", "b"])),
            ("chủ trì tham mưu thực hiện.", Points::All),
            ("", Points::All),
            ("thực hiện nội dung liên quan đến hỗ trợ nhà đầu tư", Points::Told),
        ] {
            assert_eq!(super::points(rest), points, "{rest}");
        }
    }

    #[test]
    fn a_label_stands_alone_or_before_a_colon() {
        assert_eq!(after_label("Phân công thực hiện:"), Some(""));
        assert_eq!(after_label("Phân công: Văn phòng chủ trì."), Some("Văn phòng chủ trì."));
        assert_eq!(after_label("Phân công công chức hướng dẫn thủ tục"), None);
    }
}
