//! Bytes as a file that somebody sent: as they are, or as the text of a document of Word or LibreOffice.

use std::io::{Cursor, Write};
use std::path::Path;

use kehoach::diagnostic::terminal::Terminal;
use kehoach::reading;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// # Panics
/// Where what was read does not hold together.
pub fn try_file(bytes: &[u8]) {
    let Some((mode, rest)) = bytes.split_first() else { return };
    let (file, name) = match mode {
        b'W' => (word(rest), "a.docx"),
        b'L' => (
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", rest)]),
            "a.odt",
        ),
        _ => (bytes.to_vec(), "a.bin"),
    };
    match reading::read(&file, name) {
        Ok(source) => sound(&source),
        Err(refusal) => {
            assert!(!refusal.message().is_empty());
            let _ = Terminal::default().render(&[refusal.finding(Path::new(name))]);
        }
    }
}

fn sound(source: &reading::Source) {
    let mut places: Vec<usize> = source.paragraphs().iter().map(|paragraph| paragraph.place).collect();
    places.sort_unstable();
    assert!(places.iter().copied().eq(1..=places.len()), "every paragraph has a place of its own");
    for mark in &source.marks {
        assert!(mark.from <= mark.to, "{mark:?}");
        let _ = source.text_of(mark);
    }
    for paragraph in source.paragraphs() {
        let text = paragraph.text();
        assert!(paragraph.notes.iter().all(|note| text.is_char_boundary(note.at)));
        assert!(paragraph.boxes.iter().all(|one| text.is_char_boundary(one.at)));
    }
    assert!(
        source.told.iter().filter_map(|told| told.place).all(|place| (1..=places.len()).contains(&place))
    );
    let _ = Terminal::default().render(&source.findings(Path::new("a")));
}

/// What follows a line of equal signs is the lists, then the styles, then the notes.
fn word(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.split(|byte| *byte == b'\x1e');
    let mut next = || parts.next().unwrap_or_default();
    let relations: String = ["numbering", "styles", "footnotes"]
        .iter()
        .map(|kind| format!(r#"<R Id="{kind}" Type="x/{kind}" Target="{kind}.xml"/>"#))
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    archive(&[
        ("word/document.xml", next()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/numbering.xml", next()),
        ("word/styles.xml", next()),
        ("word/footnotes.xml", next()),
    ])
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Files of every kind, each cut and each with bytes changed.
#[test]
fn files_that_were_cut_or_changed_are_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reading");
    let mut random: u64 = 7;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % below
    };
    for name in ["goc.docx", "libreoffice.docx", "libreoffice.odt", "libreoffice.doc", "libreoffice.pdf"] {
        let whole = std::fs::read(folder.join(name)).expect("a fixture");
        for _ in 0..40 {
            try_file(&whole[..next(whole.len())]);
            let mut changed = whole.clone();
            for _ in 0..=next(12) {
                let at = next(changed.len());
                changed[at] = u8::try_from(next(256)).unwrap_or(0);
            }
            try_file(&changed);
        }
    }
}

/// The parts of a document, unpacked, with pieces of them doubled, taken out and swapped.
#[test]
fn parts_whose_elements_stand_in_the_wrong_place_are_read_or_refused() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reading/goc.docx");
    let mut whole =
        zip::ZipArchive::new(std::fs::File::open(fixture).expect("a fixture")).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut whole.by_name(name).expect("a part"), &mut text).expect("text");
        text
    };
    let document = part("word/document.xml");
    let others = ["word/numbering.xml", "word/styles.xml", "word/footnotes.xml"].map(&mut part).join("\x1e");
    let cuts: Vec<usize> = document.match_indices('<').map(|(at, _)| at).collect();
    for (step, from) in cuts.iter().enumerate().skip(3) {
        let to = cuts[(step * 7) % cuts.len()].max(*from);
        let taken = format!("W{}{}\x1e{others}", &document[..*from], &document[to..]);
        try_file(taken.as_bytes());
        let doubled = format!("W{}{}\x1e{others}", &document[..to], &document[*from..]);
        try_file(doubled.as_bytes());
    }
}
