//! Từ ghép in titles: Vietnamese writes a space between the syllables of one word, and a centred title
//! must not end a line there ("CHỈ / SỐ", "năng / lực").
//!
//! The list has the words that titles of administrative documents are made of. A word that is not
//! in it may still be parted, as Word would.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::letters::push_lower;
use crate::text::typography::{NO_BREAK, bind_text};
use crate::text::words::COMPOUNDS;

fn words() -> &'static BTreeSet<&'static str> {
    static WORDS_BY_NAME: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    WORDS_BY_NAME.get_or_init(|| COMPOUNDS.split(", ").collect())
}

/// A title with non-breaking spaces inside its words, after "và", and where no text may break.
pub fn bind_title(title: &str) -> String {
    let bound = bind_text(title);
    let mut out = String::with_capacity(bound.len() + 16);
    // The syllable before the space ends a word.
    let mut ended = false;
    let mut rest: &str = &bound;
    while let Some((word, after)) = rest.split_once(' ') {
        let mut following = after.split([' ', NO_BREAK]);
        let next = following.next().unwrap_or_default();
        out.push_str(word);
        let first = word.rsplit(NO_BREAK).next().unwrap_or(word);
        let word = !ended && is_word(first, next);
        let bound = word || is_and(first) || is_name(first, next, following.next());
        out.push(if bound { NO_BREAK } else { ' ' });
        ended = word;
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A line in capitals, bound as a title; `names` are texts in which the same names stand in small
/// letters, so that "TỈNH LẠNG SƠN" holds its name as "tỉnh Lạng Sơn" does.
pub fn bind_capitals(line: &str, names: &[&str]) -> String {
    let mut bound = bind_title(line);
    for name in names {
        let syllables: Vec<&str> = name.split(' ').collect();
        for (at, pair) in syllables.windows(2).enumerate() {
            if is_name(pair[0], pair[1], syllables.get(at + 2).copied()) {
                let pair = pair.join(" ").to_uppercase();
                bound = bound.replace(&pair, &bind_name(&pair));
            }
        }
    }
    bound
}

/// A name that stays on one line.
pub fn bind_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(&NO_BREAK.to_string())
}

fn is_and(word: &str) -> bool {
    word.to_lowercase() == "và"
}

/// "Lạng Sơn", "Lương Văn Tri": two syllables with a capital, in a text that is not all capitals. In "Sở Kế
/// hoạch" the second one begins a word of its own.
fn is_name(first: &str, next: &str, third: Option<&str>) -> bool {
    let mut pair = [first, next].into_iter().map(|word| {
        let mut letters = word.chars().skip_while(|c| !c.is_alphabetic());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    });
    pair.all(|capital| capital)
        && first.ends_with(char::is_alphanumeric)
        && !third.is_some_and(|third| is_word(next, third))
}

fn is_word(first: &str, next: &str) -> bool {
    let opening = |c: char| matches!(c, '(' | '“' | '"');
    let closing = |c: char| matches!(c, ',' | ';' | ':' | '.' | ')' | '”' | '"');
    let (first, next) = (first.trim_start_matches(opening), next.trim_end_matches(closing));
    let mut word = String::with_capacity(first.len() + 1 + next.len());
    push_lower(&mut word, first);
    word.push(' ');
    push_lower(&mut word, next);
    words().contains(word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str) -> String {
        bind_title(title).replace(NO_BREAK, "~")
    }

    #[test]
    fn the_words_of_a_title_hold_together_in_any_case() {
        assert_eq!(
            shown("Cải thiện môi trường đầu tư kinh doanh, nâng cao chỉ số năng lực cạnh tranh"),
            "Cải~thiện môi~trường đầu~tư kinh~doanh, nâng~cao chỉ~số năng~lực cạnh~tranh"
        );
        assert_eq!(shown("Kế hoạch của UBND tỉnh về cải thiện"), "Kế~hoạch của UBND~tỉnh về cải~thiện");
        assert_eq!(shown("PHÂN CÔNG CƠ QUAN THEO DÕI, CHỦ TRÌ"), "PHÂN~CÔNG CƠ~QUAN THEO~DÕI, CHỦ~TRÌ");
    }

    #[test]
    fn and_belongs_to_what_follows_and_numbers_to_their_unit() {
        assert_eq!(shown("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"), "SỞ NÔNG~NGHIỆP VÀ~PHÁT~TRIỂN NÔNG~THÔN");
        assert_eq!(shown("năm 2025 và các năm tiếp theo"), "năm~2025 và~các năm tiếp~theo");
    }

    #[test]
    fn names_of_places_hold_together() {
        assert_eq!(shown("trên địa bàn tỉnh Lạng Sơn"), "trên địa~bàn tỉnh Lạng~Sơn");
        assert_eq!(shown("của Phường Lương Văn Tri, Lạng Sơn"), "của Phường~Lương~Văn~Tri, Lạng~Sơn");
    }

    #[test]
    fn names_of_places_hold_together_in_capitals() {
        let name = "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn";
        let shown = |line: &str| bind_capitals(line, &[name, "Lạng Sơn"]).replace(NO_BREAK, "~");
        assert_eq!(shown("HỘI NÔNG DÂN TỈNH LẠNG SƠN"), "HỘI NÔNG~DÂN TỈNH LẠNG~SƠN");
        assert_eq!(shown("CỬA KHẨU ĐỒNG ĐĂNG - LẠNG SƠN"), "CỬA~KHẨU ĐỒNG~ĐĂNG~- LẠNG~SƠN");
    }

    #[test]
    fn the_kind_of_an_office_is_not_bound_to_its_name() {
        assert_eq!(shown("của Sở Kế hoạch và Đầu tư"), "của Sở Kế~hoạch và~Đầu~tư");
    }

    #[test]
    fn a_name_has_one_line() {
        assert_eq!(bind_name("Nguyễn  Văn An"), "Nguyễn\u{a0}Văn\u{a0}An");
    }
}
