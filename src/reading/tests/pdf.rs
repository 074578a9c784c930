//! PDF built by hand: pages with text, with pictures, with drawings that draw themselves.

use lopdf::{Document, Object, Stream, dictionary};

use super::super::Refusal;
use super::*;

/// One page for each content; `F` is a font, `P` a picture, `D` a drawing that draws itself.
fn pdf(contents: &[&str]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Bold", "Encoding" => "WinAnsiEncoding",
        "FirstChar" => 32, "Widths" => vec![Object::from(500); 224],
    });
    let picture = document.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1 },
        vec![0],
    ));
    let drawing = document.new_object_id();
    let own = dictionary! { "XObject" => dictionary! { "D" => drawing } };
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => own };
    document.objects.insert(drawing, Object::Stream(Stream::new(form, b"/D Do /D Do".to_vec())));
    let resources = document.add_object(dictionary! {
        "Font" => dictionary! { "F" => font },
        "XObject" => dictionary! { "P" => picture, "D" => drawing },
    });
    let mut pages: Vec<Object> = Vec::new();
    for content in contents {
        let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        let page = dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        pages.push(document.add_object(page).into());
    }
    let count = i64::try_from(pages.len()).unwrap();
    document
        .objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Lines of text at places.
fn text(lines: &[(f32, f32, &str)]) -> String {
    let line = |(x, y, words): &(f32, f32, &str)| format!("BT /F 14 Tf {x} {y} Td ({words}) Tj ET ");
    lines.iter().map(line).collect()
}

#[test]
fn a_scan_is_refused_and_a_scanned_page_among_others_is_told_of() {
    assert_eq!(read(&pdf(&["/P Do", "/P Do"]), "a.pdf"), Err(Refusal::Scan { pages: 2 }));
    assert!(Refusal::Scan { pages: 2 }.message().contains("ảnh chụp (scan) 2 trang"));
    let source = read(&pdf(&[&text(&[(80.0, 700.0, "Mot dong")]), "/P Do"]), "a.pdf").unwrap();
    assert_eq!(shown(&source), ["Mot dong"]);
    assert!(source.paragraphs()[0].all(|run| run.bold));
    assert_eq!(messages(&source), ["Trang 2 không có chữ (có thể là ảnh chụp)"]);
}

#[test]
fn a_page_that_cannot_be_read_whole_is_told_of() {
    let sound = text(&[(80.0, 700.0, "Mot dong")]);
    let told = |second: &str| {
        let mut told = messages(&read(&pdf(&[&sound, second]), "a.pdf").unwrap());
        told.retain(|told| told.starts_with("Trang"));
        told
    };
    let damaged = ["Trang 2 có 01 chỗ hỏng, không đọc được; đối chiếu trang ấy với bản in"];
    let broken = format!("{sound} [(x) ) Tj {sound}");
    assert_eq!(told(&broken), damaged);
    assert_eq!(told("[(Hai dong"), damaged);
    assert_eq!(told("BT /KHONG 14 Tf 80 700 Td (Hai dong) Tj ET"), damaged, "there is no such font");
    assert_eq!(
        told("10 10 m 90 90 l S"),
        ["Trang 2 không có chữ (có thể là ảnh chụp)"],
        "letters may be drawn"
    );
    assert_eq!(told(""), [""; 0], "an empty page lacks nothing");
    assert_eq!(told(&format!("{sound} % het\n")), [""; 0]);
}

#[test]
fn page_numbers_and_lines_of_every_page_are_taken_out_and_told_of() {
    let page = |number: usize| {
        let words = format!("Trang thu {number} co mot cau rieng.");
        let number = number.to_string();
        text(&[(290.0, 800.0, &number), (80.0, 700.0, &words), (60.0, 30.0, "Cong thong tin")])
    };
    let pages = [page(1), page(2), page(3)];
    let source = read(&pdf(&pages.each_ref().map(String::as_str)), "a.pdf").unwrap();
    assert!(!source.listing().contains("Cong thong tin"), "{}", source.listing());
    let told = messages(&source);
    assert!(told.contains(&"3 số trang được bỏ".to_owned()), "{told:?}");
    assert!(told.contains(&"Dòng lặp lại ở 3 trang được bỏ: “Cong thong tin”".to_owned()), "{told:?}");
}

#[test]
fn columns_are_kept_apart_and_drawings_that_draw_themselves_end() {
    let content = format!("{}/D Do", text(&[(80.0, 700.0, "UBND TINH"), (300.0, 700.0, "CONG HOA")]));
    let source = read(&pdf(&[&content]), "a.pdf").unwrap();
    assert_eq!(shown(&source), ["UBND TINH\tCONG HOA"]);
}

#[test]
fn a_pdf_that_was_cut_is_refused() {
    let whole = pdf(&[&text(&[(80.0, 700.0, "Mot dong")])]);
    for length in (8..whole.len() / 2).step_by(7) {
        assert!(read(&whole[..length], "a.pdf").is_err(), "{length}");
    }
}

#[test]
fn groups_of_pages_without_end_are_refused() {
    let mut document = Document::load_mem(&pdf(&[&text(&[(80.0, 700.0, "Mot dong")])])).unwrap();
    let page = document.page_iter().next().unwrap();
    let mut above = document.get_dictionary(page).unwrap().get(b"Parent").unwrap().as_reference().unwrap();
    for _ in 0..50_000 {
        above = document.add_object(dictionary! { "Type" => "Pages", "Parent" => above });
    }
    document.get_dictionary_mut(page).unwrap().set("Parent", above);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(matches!(read(&bytes, "a.pdf"), Err(Refusal::TooMuch { .. })));
}

#[test]
fn small_figures_that_stand_high_are_set_high() {
    let content =
        "BT /F 14 Tf 80 700 Td (Trong 10) Tj /F 9 Tf 56 5 Td (6) Tj /F 14 Tf 5 -5 Td ( cay xanh) Tj ET";
    let source = read(&pdf(&[content]), "a.pdf").unwrap();
    assert_eq!(shown(&source), ["Trong 10⁶ cay xanh"]);
    // Small letters on the line are words like others.
    let content = "BT /F 14 Tf 80 700 Td (Trong 10) Tj /F 9 Tf 56 0 Td (6) Tj ET";
    assert_eq!(shown(&read(&pdf(&[content]), "a.pdf").unwrap()), ["Trong 106"]);
}
