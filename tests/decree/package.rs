//! A DOCX is a plain ZIP: entry after entry, then the one directory, and nothing between them. Word reads past
//! a gap; pandoc and others that go from the front refuse the file.

use crate::samples::every;

/// Two or four bytes of a ZIP record, as they are laid down (APPNOTE.TXT 4.4).
fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    bytes[at..at + length].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// Where the entries that follow each other from the front come to an end, and how many there are.
fn end_of_entries(zip: &[u8]) -> (usize, usize) {
    let (mut at, mut entries) = (0, 0);
    while zip[at..].starts_with(b"PK\x03\x04") {
        assert_eq!(number(zip, at + 6, 2) & 8, 0, "the sizes stand before the entry");
        let [packed, name, extra] =
            [(18, 4), (26, 2), (28, 2)].map(|(offset, length)| number(zip, at + offset, length));
        at += 30 + name + extra + packed;
        entries += 1;
    }
    (at, entries)
}

#[test]
fn the_entries_of_a_docx_follow_each_other_without_a_gap() {
    for sample in every() {
        let zip = &sample.docx;
        let (at, entries) = end_of_entries(zip);
        let end = zip.len() - 22;
        assert!(zip[end..].starts_with(b"PK\x05\x06"), "{}: the end record stands last", sample.name);
        assert_eq!(at, number(zip, end + 16, 4), "{}: the directory follows the entries", sample.name);
        assert_eq!(entries, number(zip, end + 10, 2), "{}: every entry is in the directory", sample.name);
        assert_eq!(at + number(zip, end + 12, 4), end, "{}: the end follows the directory", sample.name);
    }
}
