//! Dòng và cột: where in the lines of a text a byte stands. Bytes are those of a beginning of a character.

use memchr::memchr_iter;

/// Where the line of this byte begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of this byte ends, before its line feed.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// The line of this byte, from 1. Thousands of findings in one long file are asked for theirs.
pub fn line_number(text: &str, at: usize) -> usize {
    memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1
}

/// How many characters stand before this byte in its line.
pub fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// Line and column as people count them, both from 1, the column in characters.
pub fn line_column(text: &str, at: usize) -> (usize, usize) {
    (line_number(text, at), column(text, at) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_as_people_do() {
        let text = "một\nhai: ba\n";
        let three = text.find("ba").unwrap();
        assert_eq!(line_column(text, 0), (1, 1));
        assert_eq!(line_column(text, three), (2, 6));
        assert_eq!(line_column(text, text.len()), (3, 1));
        assert_eq!(&text[line_start(text, three)..line_end(text, three)], "hai: ba");
        // The line feed is the end of its own line.
        let feed = text.find('\n').unwrap();
        assert_eq!((line_start(text, feed), line_end(text, feed), column(text, feed)), (0, feed, 3));
    }
}
