use lopdf::Object;

use super::*;
use crate::document::sample;
use crate::document::{Annex, Blank, Block, BlockKind, Document, Face, Inline};

fn rendered(document: &Document) -> Vec<u8> {
    render(&document.whole(), FontSet::bundled()).unwrap().bytes
}

fn with_text(text: &str) -> Document {
    let content = vec![Inline::text(text, Face::REGULAR)];
    let body = vec![Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }];
    Document { body, annexes: vec![], ..sample::issued() }
}

fn text_of(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).unwrap()
}

#[test]
fn the_text_copies_out_as_vietnamese_with_ordinary_spaces() {
    let text = text_of(&rendered(&sample::issued()));
    for part in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 175/KH-UBND",
        "Lạng Sơn, ngày 02 tháng 7 năm 2025",
        "theo Nghị quyết số 66/NQ-CP của Chính phủ",
        "Lưu: VT, KTTH(VTD).",
    ] {
        assert!(text.contains(part), "no “{part}” in {text}");
    }
    assert!(!text.contains('\u{a0}'));
}

#[test]
fn equal_documents_give_equal_bytes_in_any_thread() {
    let first = rendered(&sample::issued());
    assert!(first == rendered(&sample::issued()));
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| rendered(&sample::issued()))).collect();
        for thread in threads {
            assert!(first == thread.join().unwrap());
        }
    });
}

#[test]
fn different_documents_have_different_ids() {
    let id = |bytes: &[u8]| lopdf::Document::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&rendered(&sample::issued())), id(&rendered(&sample::draft())));
}

#[test]
fn a_character_without_a_glyph_is_named_with_the_text_around_it() {
    let error = render(&with_text("Phối hợp với bạn bè 漢 quốc tế").whole(), FontSet::bundled()).unwrap_err();
    assert_eq!(error.code, "KH611");
    assert!(error.message.contains("“漢” (U+6F22)"), "{}", error.message);
    assert!(error.message.contains("bạn bè 漢 quốc tế"), "{}", error.message);
}

#[test]
fn a_character_beyond_the_common_ones_gets_a_subset_of_its_own_and_copies_out() {
    let bytes = rendered(&with_text("Hệ số Ω và Привет"));
    assert!(text_of(&bytes).contains("Hệ số Ω và Привет"));
    assert!(bytes != rendered(&with_text("Hệ số")));
}

#[test]
fn a_figure_set_high_or_low_is_drawn_small_and_copies_out_as_itself() {
    let text = "dưới 10⁶ con, 5×10⁻⁴ mg, khí CO₂";
    let bytes = rendered(&with_text(text));
    // Where a stretch is moved, lopdf reads a space.
    let letters = |text: &str| text.replace([' ', '\n'], "");
    assert!(letters(&text_of(&bytes)).contains(&letters(text)), "{}", text_of(&bytes));
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let content = lopdf::content::Content::decode(&file.get_page_content(file.get_pages()[&1])).unwrap();
    let sizes: Vec<String> = content
        .operations
        .iter()
        .filter(|one| one.operator == "Tf")
        .map(|one| format!("{:?}", one.operands[1]))
        .collect();
    assert_eq!(sizes.iter().filter(|size| *size == "8.4").count(), 3, "{sizes:?}");
    let maps = file.objects.values().filter(|object| {
        matches!(object, Object::Dictionary(dict) if dict.get(b"CIDToGIDMap").is_ok_and(|map| map.as_reference().is_ok()))
    });
    assert_eq!(maps.count(), 1, "only the face that borrows");
}

#[test]
fn only_the_faces_that_are_used_are_in_the_file() {
    let file = lopdf::Document::load_mem(&rendered(&with_text("Nội dung"))).unwrap();
    let programs = file
        .objects
        .values()
        .filter(|object| matches!(object, Object::Dictionary(dict) if dict.get(b"FontFile2").is_ok()));
    assert_eq!(programs.count(), 4, "head and closing use all four");
    let mut document = with_text("Nội dung");
    document.head.place.clear();
    let used = fonts::choose(
        &layout::Layout { pages: vec![], ..layout::lay_out(&document.whole(), FontSet::bundled()) },
        FontSet::bundled(),
    );
    assert!(used.unwrap().is_empty());
}

#[test]
fn two_empty_signature_fields_wait_on_the_page_of_the_signature() {
    let file = lopdf::Document::load_mem(&rendered(&sample::draft())).unwrap();
    let form = file.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
    assert!(form.get(b"SigFlags").is_err());
    let names: Vec<String> = form
        .get(b"Fields")
        .and_then(Object::as_array)
        .unwrap()
        .iter()
        .map(|id| file.get_dictionary(id.as_reference().unwrap()).unwrap())
        .filter(|field| field.get(b"FT").and_then(Object::as_name).unwrap() == b"Sig")
        .map(|field| {
            assert!(field.get(b"V").is_err());
            String::from_utf8_lossy(field.get(b"T").and_then(Object::as_str).unwrap()).into_owned()
        })
        .collect();
    assert_eq!(names, ["ky_nguoi_co_tham_quyen", "dau_co_quan"]);
}

#[test]
fn a_draft_has_a_field_for_number_and_day_at_every_place_and_an_issued_plan_none() {
    let of = |document: &Document| -> Vec<String> {
        let file = lopdf::Document::load_mem(&rendered(document)).unwrap();
        let form = file.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
        let fields = form.get(b"Fields").and_then(Object::as_array).unwrap();
        let fields = fields.iter().map(|id| file.get_dictionary(id.as_reference().unwrap()).unwrap());
        let words = fields.filter(|field| field.get(b"FT").and_then(Object::as_name).unwrap() == b"Tx");
        words.map(|field| read(field.get(b"T").unwrap())).collect()
    };
    let mut draft = Document { annexes: Vec::new(), ..sample::draft() };
    assert_eq!(of(&draft), ["so", "ngay", "thang"]);
    let blank =
        Blank { tag: "so".to_owned(), label: "Số văn bản".to_owned(), text: "……".to_owned() };
    let number = Inline::Blank { blank, face: Face::ITALIC };
    let reference = vec![Inline::text("(Kèm theo Kế hoạch số\u{a0}", Face::ITALIC), number];
    draft.annexes = vec![Annex { reference, ..sample::issued().annexes[0].clone() }];
    assert_eq!(
        of(&draft),
        ["so", "ngay", "thang", "so_2"],
        "what is typed at the head stands on the annex too"
    );
    assert!(of(&sample::issued()).is_empty());
}

#[test]
fn a_draft_says_no_date_and_an_issued_plan_its_own() {
    let info = |document: &Document| {
        let file = lopdf::Document::load_mem(&rendered(document)).unwrap();
        let id = file.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
        file.get_dictionary(id).unwrap().clone()
    };
    assert!(info(&sample::draft()).get(b"CreationDate").is_err());
    let issued = info(&sample::issued());
    let date = issued.get(b"CreationDate").and_then(Object::as_str).unwrap();
    assert_eq!(date, b"D:20250702000000+07'00'");
}

#[test]
fn the_file_ends_with_a_line_end_so_that_signatures_can_follow() {
    let bytes = rendered(&sample::draft());
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.ends_with(b"%%EOF\n"));
}

#[test]
fn nothing_is_in_the_file_that_no_reader_can_reach() {
    let mut file = lopdf::Document::load_mem(&rendered(&sample::issued())).unwrap();
    assert_eq!(file.prune_objects(), []);
}

/// Writes the samples where `KEHOACH_OUT` says, for looking at and for the gates in `tools/`.
#[test]
#[ignore = "writes files"]
fn the_samples_can_be_looked_at() {
    let out = std::path::PathBuf::from(std::env::var_os("KEHOACH_OUT").expect("KEHOACH_OUT names a folder"));
    let documents = [
        ("issued", sample::issued()),
        ("draft", sample::draft()),
        ("long_name", sample::long_name()),
        ("long", sample::long()),
    ];
    for (name, document) in documents {
        std::fs::write(out.join(format!("{name}.pdf")), rendered(&document)).unwrap();
        let docx = crate::render::docx::render(&document.whole(), FontSet::bundled()).unwrap();
        std::fs::write(out.join(format!("{name}.docx")), docx).unwrap();
    }
}

/// `cargo test --release --lib pdf::tests::speed -- --ignored --nocapture`
#[test]
#[ignore = "measures"]
fn speed() {
    let document = sample::long();
    let start = std::time::Instant::now();
    let pages = render(&document.whole(), FontSet::bundled()).unwrap().pages;
    println!("first of {pages} pages: {:?}", start.elapsed());
    let best = |name: &str, run: &dyn Fn()| {
        let times = (0..200).map(|_| {
            let start = std::time::Instant::now();
            run();
            start.elapsed()
        });
        println!("{name}: {:?}", times.min().unwrap());
    };
    let fonts = FontSet::bundled();
    best("layout", &|| drop(layout::lay_out(&document.whole(), fonts)));
    let set = layout::lay_out(&document.whole(), fonts);
    best("choose", &|| drop(fonts::choose(&set, fonts).unwrap()));
    let used = fonts::choose(&set, fonts).unwrap();
    best("assemble", &|| drop(file::assemble(&document.meta, None, set.clone(), &used).unwrap()));
    best("all", &|| drop(render(&document.whole(), fonts).unwrap()));
}

/// A PDF text string as people read it.
fn read(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(units) => {
            let units = units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

#[test]
fn the_properties_name_the_issuing_body_as_author() {
    let document = sample::issued();
    let file = lopdf::Document::load_mem(&rendered(&document)).unwrap();
    let info = file.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
    let author = read(file.get_dictionary(info).unwrap().get(b"Author").unwrap());
    assert!(!author.is_empty());
    assert_eq!(author, document.meta.author.replace('\u{a0}', " "));
}

#[test]
fn each_place_for_a_signature_says_in_words_what_it_is_for() {
    let file = lopdf::Document::load_mem(&rendered(&sample::issued())).unwrap();
    let elements = file.objects.values().filter_map(|object| object.as_dict().ok());
    let forms =
        elements.filter(|element| element.get(b"S").is_ok_and(|role| role.as_name().ok() == Some(b"Form")));
    let told: Vec<String> = forms.map(|form| read(form.get(b"Alt").unwrap())).collect();
    assert_eq!(told.len(), 2, "the signer's and the body's");
    assert!(
        told.iter().all(|text| text.to_lowercase().contains("ký") || text.to_lowercase().contains("dấu")),
        "{told:?}"
    );
}

#[test]
fn the_file_says_that_it_is_made_for_archives_and_for_readers_who_do_not_see() {
    let bytes = rendered(&sample::issued());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("<pdfuaid:part>1</pdfuaid:part>"));
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let shown = file.catalog().unwrap().get(b"ViewerPreferences").and_then(Object::as_dict).unwrap();
    assert!(shown.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap());
}
