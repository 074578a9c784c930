//! What a face must be, and what is said of one that is not. Broken fonts are bundled faces with some
//! bytes changed.

use std::path::Path;

use super::*;
use crate::render::style;

const WINDOWS: [&str; 4] = ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"];

#[test]
fn the_four_bundled_faces_have_every_vietnamese_letter_and_sign() {
    let signs = "0123456789.,;:!?()[]/\\-–…“”‘’\"'%&+=*#@<>_|°²³₫\u{a0}\u{2011} ";
    for (cut, face) in FontSet::bundled().faces() {
        for c in ('a'..='z').chain(LETTERS.chars()).flat_map(|c| [c].into_iter().chain(c.to_uppercase())) {
            assert!(face.glyph(c).is_some(), "{cut:?} has no {c:?}");
        }
        for c in signs.chars() {
            assert!(face.glyph(c).is_some(), "{cut:?} has no {c:?}");
        }
    }
}

#[test]
fn a_character_has_one_glyph_whether_it_is_found_in_the_table_or_in_the_file() {
    for (cut, face) in FontSet::bundled().faces() {
        let tables = Tables::read(&face.data).expect("a sound font");
        let codes = (0..DENSE).step_by(7).chain(['ệ' as u32, 'Ộ' as u32, '₫' as u32]);
        for c in codes.filter_map(char::from_u32).filter(|c| !matches!(c, '\u{a0}' | '\u{2011}')) {
            assert_eq!(face.glyph(c), tables.glyph(&face.map, c), "{cut:?} {c:?}");
        }
        assert!(face.glyph('≤').is_some(), "{cut:?}: beyond the table");
        assert_eq!(face.glyph('Ⅱ'), None, "{cut:?}");
    }
}

#[test]
fn the_nation_line_is_95_mm_at_13_points() {
    let width = FontSet::bundled().width(style::NATION, Face::BOLD, style::SIZE_NATION);
    assert!((width.to_mm() - 95.0).abs() < 1.0, "{} mm", width.to_mm());
}

#[test]
fn what_can_be_drawn_can_be_drawn_in_every_cut_and_as_a_capital() {
    let set = FontSet::bundled();
    for c in "aệĐ0–…“€→•".chars() {
        assert!(set.can_draw(c), "{c}");
    }
    for c in "Ⅱ①☐✓\u{f0b7}\u{2010}😀語".chars() {
        assert!(!set.can_draw(c), "{c}");
    }
}

/// A folder with the bundled faces under these names.
fn folder(names: [&str; 4]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for ((_, face), name) in FontSet::bundled().faces().zip(names) {
        std::fs::write(dir.path().join(name), &face.data).expect("it is written");
    }
    dir
}

fn bytes(cut: Face) -> Vec<u8> {
    FontSet::bundled().face(cut).data.to_vec()
}

/// Where a table begins and how long it is.
fn table(font: &[u8], tag: &[u8; 4]) -> (usize, usize) {
    let record = record(font, tag);
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().expect("four bytes")) as usize;
    (number(record + 8), number(record + 12))
}

fn record(font: &[u8], tag: &[u8; 4]) -> usize {
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    (0..count).map(|at| 12 + at * 16).find(|at| font[*at..*at + 4] == tag[..]).expect("the table is there")
}

/// The font with another table in place of one of its own.
fn with_table(mut font: Vec<u8>, tag: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let (record, at) = (record(&font, tag), font.len() as u32);
    font[record + 8..record + 12].copy_from_slice(&at.to_be_bytes());
    font[record + 12..record + 16].copy_from_slice(&(content.len() as u32).to_be_bytes());
    font.extend(content);
    font
}

/// The font with one number of a table changed.
fn patched(mut font: Vec<u8>, tag: &[u8; 4], offset: usize, value: u16) -> Vec<u8> {
    let at = table(&font, tag).0 + offset;
    font[at..at + 2].copy_from_slice(&value.to_be_bytes());
    font
}

/// What is said where the regular face is this file; the other three are sound.
fn faults(regular: &[u8]) -> String {
    let dir = folder(WINDOWS);
    std::fs::write(dir.path().join("times.ttf"), regular).expect("it is written");
    told(dir.path())
}

fn told(dir: &Path) -> String {
    match OwnFaces::from_dir(dir) {
        Ok(own) => own.remarks.join("\n"),
        Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}

#[test]
fn an_offices_own_faces_are_found_by_the_names_of_every_system() {
    for names in [
        WINDOWS,
        ["TIMES.TTF", "TIMESBD.TTF", "TIMESI.TTF", "TIMESBI.TTF"],
        [
            "Times New Roman.ttf",
            "Times New Roman Bold.ttf",
            "Times New Roman Italic.ttf",
            "Times New Roman Bold Italic.ttf",
        ],
        [
            "Times_New_Roman.ttf",
            "Times_New_Roman_Bold.ttf",
            "Times_New_Roman_Italic.ttf",
            "Times_New_Roman_Bold_Italic.ttf",
        ],
    ] {
        let own = OwnFaces::from_dir(folder(names).path()).expect("four faces");
        for (cut, face) in own.set.faces() {
            assert_eq!(face.name, FontSet::bundled().face(cut).name, "{cut:?}");
        }
    }
}

#[test]
fn every_face_that_is_missing_or_broken_is_named_at_once() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("times.ttf"), "không phải phông").expect("it is written");
    let faults = told(dir.path());
    assert_eq!(faults.lines().count(), 4, "{faults}");
    for name in ["times.ttf: không phải", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"] {
        assert!(faults.contains(name), "{name}: {faults}");
    }
}

#[test]
fn a_family_with_the_measures_of_times_new_roman_is_taken_and_named() {
    let remarks = told(folder(WINDOWS).path());
    assert_eq!(remarks.matches("“Liberation Serif”, cùng số đo với Times New Roman").count(), 4, "{remarks}");
}

#[test]
fn bold_under_the_name_of_regular_is_named_whatever_the_file_says_of_itself() {
    let swapped = faults(&bytes(Face::BOLD));
    assert!(swapped.contains("times.ttf: tệp là kiểu đứng, đậm, không phải kiểu đứng, thường"), "{swapped}");
    // All that a file states of itself can be wrong: its letters tell.
    let disguised = patched(patched(bytes(Face::BOLD), b"OS/2", 4, 400), b"OS/2", 62, 1 << 6);
    let disguised = faults(&patched(disguised, b"head", 44, 0));
    assert!(disguised.contains("times.ttf: tệp là kiểu đứng, đậm"), "{disguised}");
    let italic = faults(&bytes(Face::ITALIC));
    assert!(italic.contains("times.ttf: tệp là kiểu nghiêng, thường"), "{italic}");
}

#[test]
fn a_file_whose_statements_contradict_its_letters_or_each_other_is_named() {
    let weight = faults(&patched(bytes(Face::REGULAR), b"OS/2", 4, 700));
    assert!(
        weight.contains("không thống nhất: theo độ đậm ghi trong bảng OS/2 là kiểu đứng, đậm"),
        "{weight}"
    );
    let most = patched(patched(bytes(Face::REGULAR), b"OS/2", 4, 700), b"OS/2", 62, 1 << 5);
    let most = faults(&patched(most, b"head", 44, 1));
    assert!(most.contains("times.ttf: tệp là kiểu đứng, đậm, không phải"), "{most}");
}

#[test]
fn another_family_under_the_name_of_times_is_named() {
    // Every letter a little wider, as in another family.
    let mut font = bytes(Face::REGULAR);
    let (at, length) = table(&font, b"hmtx");
    for entry in font[at..at + length].chunks_exact_mut(4) {
        let width = u16::from_be_bytes([entry[0], entry[1]]) + 120;
        entry[..2].copy_from_slice(&width.to_be_bytes());
    }
    let faults = faults(&font);
    assert!(faults.contains("không phải Times New Roman mà là “Liberation Serif”"), "{faults}");
}

#[test]
fn a_face_without_widths_or_shapes_is_named() {
    let font = || bytes(Face::REGULAR);
    let no_widths = faults(&with_table(font(), b"hmtx", &[]));
    assert!(no_widths.contains("không có bề rộng của chữ"), "{no_widths}");
    let none_counted = faults(&patched(font(), b"hhea", 34, 0));
    assert!(none_counted.contains("không có bề rộng của chữ"), "{none_counted}");
    let short = table(&font(), b"hmtx").0;
    let short = faults(&with_table(font(), b"hmtx", &font()[short..short + 40]));
    assert!(short.contains("không có bề rộng của chữ"), "{short}");
    let zeros = faults(&with_table(font(), b"hmtx", &vec![0; table(&font(), b"hmtx").1]));
    assert!(zeros.contains("bề rộng của chữ “!” là 0"), "{zeros}");
    let no_shapes = faults(&with_table(font(), b"loca", &vec![0; table(&font(), b"loca").1]));
    assert!(no_shapes.contains("không có nét"), "{no_shapes}");
}

/// A character map of format 12 with these groups: first, last, glyph of the first.
fn character_map(groups: impl ExactSizeIterator<Item = [u32; 3]>) -> Vec<u8> {
    let mut map = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    map.extend((16 + 12 * groups.len() as u32).to_be_bytes());
    map.extend(0_u32.to_be_bytes());
    map.extend((groups.len() as u32).to_be_bytes());
    map.extend(groups.flatten().flat_map(u32::to_be_bytes));
    map
}

#[test]
fn a_character_map_without_end_is_refused_and_never_walked_through() {
    let all = character_map([[0, u32::MAX, 1]].into_iter());
    // Letters do stand in such a map, as the wrong glyphs.
    let all = faults(&with_table(bytes(Face::REGULAR), b"cmap", &all));
    assert!(all.contains("times.ttf: "), "{all}");
    let many = character_map((0..200_000).map(|_| [0, u32::MAX, 1]));
    let many = faults(&with_table(bytes(Face::REGULAR), b"cmap", &many));
    assert!(many.contains("times.ttf: "), "{many}");
    let none = faults(&with_table(bytes(Face::REGULAR), b"cmap", &[0, 0, 0, 0]));
    assert!(none.contains("không có đủ chữ tiếng Việt"), "{none}");
}

#[test]
fn signs_of_a_symbol_face_stand_for_the_characters_that_they_are_typed_as() {
    let mut map = character_map([[0xf020, 0xf07e, 3]].into_iter());
    // Of Windows, for symbols.
    map[6..8].copy_from_slice(&[0, 0]);
    let signs = faults(&with_table(bytes(Face::REGULAR), b"cmap", &map));
    assert!(signs.contains("thiếu “àáảãạ”"), "{signs}");
}

#[test]
fn half_a_file_is_named_with_the_table_that_is_cut_off() {
    let font = bytes(Face::REGULAR);
    let half = faults(&font[..font.len() / 2]);
    assert!(half.contains("tệp phông chữ bị cụt: bảng “"), "{half}");
    for length in [0, 3, 11, 100, 300] {
        let cut = faults(&font[..length]);
        assert!(cut.contains("times.ttf: "), "{length}: {cut}");
    }
    for table in [b"head", b"maxp", b"hhea", b"loca", b"glyf"] {
        let without = faults(&with_table(bytes(Face::REGULAR), table, &[0, 1]));
        assert!(without.contains("times.ttf: "), "{}: {without}", String::from_utf8_lossy(table));
    }
}

#[test]
fn collections_and_fonts_of_other_kinds_are_told_apart() {
    let mut font = bytes(Face::REGULAR);
    for (first, told) in
        [(*b"ttcf", "gộp nhiều phông (TTC)"), (*b"OTTO", "kiểu CFF"), (*b"wOF2", "trang web")]
    {
        font[..4].copy_from_slice(&first);
        let faults = faults(&font);
        assert!(faults.contains(told), "{faults}");
    }
}

#[test]
fn a_face_that_may_not_be_embedded_is_named() {
    let faults = faults(&patched(bytes(Face::REGULAR), b"OS/2", 8, 2));
    assert!(faults.contains("không cho phép nhúng vào PDF"), "{faults}");
}

#[test]
fn a_file_too_large_for_a_face_is_not_read() {
    let dir = folder(WINDOWS);
    let file = std::fs::File::create(dir.path().join("times.ttf")).expect("a file");
    file.set_len(1 << 40).expect("a hole costs nothing");
    let told = told(dir.path());
    assert!(told.contains("times.ttf: tệp quá lớn"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_device_a_pipe_and_a_folder_in_place_of_a_face_are_named_and_not_read() {
    let dir = folder(WINDOWS);
    let place = |name: &str| dir.path().join(name);
    for name in WINDOWS {
        std::fs::remove_file(place(name)).expect("it was there");
    }
    std::os::unix::fs::symlink("/dev/zero", place("times.ttf")).expect("a link");
    std::process::Command::new("mkfifo").arg(place("timesbd.ttf")).status().expect("a pipe");
    std::fs::create_dir(place("timesi.ttf")).expect("a folder");
    std::os::unix::fs::symlink("không có", place("timesbi.ttf")).expect("a link");
    let told = told(dir.path());
    for said in [
        "times.ttf: không phải tệp thường",
        "timesbd.ttf: không phải tệp thường",
        "timesi.ttf: đây là một thư mục",
        "timesbi.ttf: liên kết dẫn tới chỗ không còn tồn tại",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}
