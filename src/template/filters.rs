//! Filters of the templates, and the escape that keeps values from becoming markup.

use std::io::Write;

pub(crate) use crate::text::first_letter::{lower_first, upper_first};
use crate::text::values::{Score, counted, in_thousands};
use crate::text::{notes, origin};
use tera::{Kwargs, State, Tera, TeraResult};

/// Registers every filter. Before the templates are added: Tera checks names at load.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("hoa", |text: &str, _: Kwargs, _: &State| {
        notes::with_words(text, str::to_uppercase)
    });
    tera.register_filter("hoa_dau", |text: &str, _: Kwargs, _: &State| within(text, upper_first));
    tera.register_filter("thuong", |text: &str, _: Kwargs, _: &State| within(text, lower_first));
    tera.register_filter("bo_cham", |text: &str, _: Kwargs, _: &State| {
        within(text, |words| without_stop(words).to_owned())
    });
    tera.register_filter("cham", |text: &str, _: Kwargs, _: &State| {
        missing_stop(origin::parted(text).1).to_owned()
    });
    tera.register_filter("bo_hai_cham", |text: &str, _: Kwargs, _: &State| {
        within(text, |words| words.trim_end().trim_end_matches(':').to_owned())
    });
    tera.register_filter("hai_chu_so", |number: usize, _: Kwargs, _: &State| counted(number));
    tera.register_filter("so_luong", |number: u64, _: Kwargs, _: &State| in_thousands(number));
    tera.register_filter("so_khoan", numbered);
}

/// Changes the words between the marks of a value.
fn within(text: &str, change: impl FnOnce(&str) -> String) -> String {
    match origin::parted(text) {
        ("", words, "") => change(words),
        (before, words, after) => format!("{before}{}{after}", change(words)),
    }
}

/// `so_khoan(thu_tu=2)`: "2. …", for items that begin with their number.
fn numbered(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let number: u64 = kwargs.must_get("thu_tu")?;
    Ok(format!("{number}. {text}"))
}

/// In front of every ASCII punctuation mark a backslash; white space collapsed to single spaces, so
/// that no value can open a block. Private-use and control characters cannot stand in Markdown's
/// way and are left to the writers.
pub(super) fn escape_markdown(text: &str, output: &mut dyn Write) -> std::io::Result<()> {
    let bytes = text.as_bytes();
    // With these bytes white space begins.
    let may_be_blank = |at: usize| {
        let here = (bytes.get(at), bytes.get(at + 1));
        matches!(here, (Some(0..=b' ' | 0xc2 | 0xe2 | 0xe3), _) | (Some(0xe1), Some(0x9a)))
    };
    // What is neither escaped nor collapsed is written as it stands, from here on.
    let (mut from, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_punctuation() {
            output.write_all(&bytes[from..at])?;
            output.write_all(b"\\")?;
            (from, at) = (at, at + 1);
        } else if *byte == b' ' && !may_be_blank(at + 1) {
            // The space between two words.
            at += 1;
        } else if may_be_blank(at) {
            let rest = &text[at..];
            let blank = rest.len() - rest.trim_start().len();
            // The edges are kept as one space, so that `a{{ b }}c` never glues what the value kept apart.
            if blank > 0 && &rest[..blank] != " " {
                output.write_all(&bytes[from..at])?;
                output.write_all(b" ")?;
                from = at + blank;
            }
            at += blank.max(rest.chars().next().map_or(1, char::len_utf8));
        } else {
            at += 1;
        }
    }
    output.write_all(&bytes[from..])
}

/// Without the full stop at the end: something follows inside the sentence.
fn without_stop(text: &str) -> &str {
    let text = text.trim_end();
    // A text that is nothing else is left as it was typed.
    text.strip_suffix(['.', ';']).filter(|rest| !rest.is_empty() && !rest.ends_with('.')).unwrap_or(text)
}

/// "02": a count below ten has two digits, as in the originals.
pub(super) fn two_digits(count: Score) -> String {
    let written = count.to_string();
    if written.len() == 1 { format!("0{written}") } else { written }
}

/// The full stop that a text lacks before another sentence follows it.
fn missing_stop(text: &str) -> &'static str {
    let words = notes::parts(text).into_iter().rev().find_map(|part| match part {
        notes::Part::Words(words) => Some(words.trim_end()),
        notes::Part::Note(_) => None,
    });
    let words = words.unwrap_or_default();
    let ends = [words, words.trim_end_matches(['”', ')', '"'])];
    let has_stop =
        ends.iter().any(|end| end.is_empty() || end.ends_with(['.', ';', ':', '!', '?', '…', ',']));
    if has_stop { "" } else { "." }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut bytes = Vec::new();
        escape_markdown(text, &mut bytes).expect("a vector takes every write");
        String::from_utf8(bytes).expect("the escape adds ASCII only")
    }

    #[test]
    fn values_cannot_become_markup() {
        assert_eq!(escaped("**đậm** _nghiêng_ [a](b)"), "\\*\\*đậm\\*\\* \\_nghiêng\\_ \\[a\\]\\(b\\)");
        assert_eq!(escaped("một\n\n# hai\n\tba"), "một \\# hai ba");
        assert_eq!(escaped("175/KH-UBND"), "175\\/KH\\-UBND");
        assert_eq!(escaped(" một\u{a0} hai \u{3000}ạ\u{2003}ẹ, \n"), " một hai ạ ẹ\\, ");
    }

    #[test]
    fn every_white_space_is_collapsed_and_no_other_character() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii_punctuation()) {
            let expected = if c.is_whitespace() { "a b".to_owned() } else { format!("a{c}b") };
            assert_eq!(escaped(&format!("a{c}b")), expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_stop_goes_where_something_follows_and_a_text_never_goes_with_it() {
        assert_eq!(without_stop("Rà soát thủ tục. "), "Rà soát thủ tục");
        assert_eq!(without_stop("đất đai, thuế..."), "đất đai, thuế...");
        assert_eq!((without_stop("."), without_stop(";")), (".", ";"));
    }

    #[test]
    fn a_stop_is_added_only_where_a_text_has_none_before_another_sentence() {
        for (text, stop) in [
            ("Rà soát thủ tục", "."),
            ("Rà soát thủ tục. ", ""),
            ("đạt 7 điểm[chú thích: theo công bố.]", "."),
            ("gồm:", ""),
            ("(xong.)", ""),
            ("thuế…", ""),
            ("", ""),
        ] {
            assert_eq!(missing_stop(text), stop, "{text}");
        }
    }
}
