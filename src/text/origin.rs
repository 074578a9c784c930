//! Dấu gốc của chữ: marks that travel with a text from where it is known what it is to the page where it is
//! printed. They are characters of a plane that no script has: a template passes them on with the text, what
//! reads its Markdown takes them out.

/// Begins a text; what is added is its number. Plane 16, private use.
const FIRST: u32 = 0x10_0000;
/// Ends the text that began last.
pub const END: char = '\u{10fffd}';
/// More origins than a document may have.
pub const LIMIT: usize = 0xfff0;

/// The first byte of every mark in UTF-8, and of nothing else that is printed.
const LEAD: u8 = 0xf4;

/// A mark, as it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Begin(usize),
    End,
}

/// The text between its marks; as it is, where there are no numbers left.
pub fn marked(number: usize, text: &str) -> String {
    match begin(number) {
        Some(begin) => {
            let mut marked = String::with_capacity(text.len() + 8);
            marked.push(begin);
            marked.push_str(text);
            marked.push(END);
            marked
        }
        None => text.to_owned(),
    }
}

fn begin(number: usize) -> Option<char> {
    let number = u32::try_from(number).ok().filter(|number| (*number as usize) < LIMIT)?;
    char::from_u32(FIRST + number)
}

/// What a character marks.
pub fn mark(c: char) -> Option<Mark> {
    match u32::from(c).checked_sub(FIRST)? {
        _ if c == END => Some(Mark::End),
        number if (number as usize) < LIMIT => Some(Mark::Begin(number as usize)),
        _ => None,
    }
}

/// Whether there may be a mark in a text.
pub fn may_have(text: &str) -> bool {
    memchr::memchr(LEAD, text.as_bytes()).is_some()
}

/// The marks that a text begins with, its words, and the marks that it ends with.
pub fn parted(text: &str) -> (&str, &str, &str) {
    if !may_have(text) {
        return ("", text, "");
    }
    let words = text.trim_start_matches(|c| mark(c).is_some());
    let before = &text[..text.len() - words.len()];
    let inner = words.trim_end_matches(|c| mark(c).is_some());
    (before, inner, &words[inner.len()..])
}

/// A text as it is printed.
pub fn unmarked(text: &str) -> String {
    text.chars().filter(|c| mark(*c).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_text_is_parted_into_its_words_and_what_is_around_them() {
        let text = marked(7, "rà soát");
        let (before, words, after) = parted(&text);
        assert_eq!((before.chars().count(), words, after.chars().count()), (1, "rà soát", 1));
        assert_eq!(unmarked(&text), "rà soát");
        assert_eq!(text.chars().filter_map(mark).collect::<Vec<_>>(), [Mark::Begin(7), Mark::End]);
        assert_eq!(parted("rà soát"), ("", "rà soát", ""));
        assert_eq!(marked(LIMIT, "rà soát"), "rà soát");
    }
}
