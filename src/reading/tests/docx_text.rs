//! Every word of a Word document: in the text, or told of.

use super::super::source::MarkRole;
use super::*;

fn marked(source: &Source) -> Vec<(String, String)> {
    let name = |role: &MarkRole| match role {
        MarkRole::Control { tag, label, placeholder } => {
            format!(
                "{}|{}|{placeholder}",
                tag.as_deref().unwrap_or_default(),
                label.as_deref().unwrap_or_default()
            )
        }
        MarkRole::Bookmark { name } => name.clone(),
        MarkRole::Field { instruction } => instruction.clone(),
        MarkRole::Comment { text, .. } => text.clone(),
        MarkRole::Link { target } => target.clone(),
    };
    source.marks.iter().map(|mark| (name(&mark.role), source.text_of(mark))).collect()
}

#[test]
fn signs_that_are_no_text_elements_are_words_too() {
    let body = r#"<w:p><w:r><w:t>Số 175/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>
        <w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F003"/><w:t>trư</w:t><w:softHyphen/><w:t>ờng</w:t></w:r></w:p>"#;
    let source = read_docx(body, &[]);
    assert_eq!(shown(&source), ["Số 175/KH-UBND\ta\nb✓\u{25a1}trường"]);
    assert_eq!(
        messages(&source),
        ["Ký hiệu mã F003 của phông “Wingdings” không rõ là gì, đọc thành “\u{25a1}”"]
    );
}

#[test]
fn fields_give_their_result_and_what_covers_the_text_is_known() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        r#"<w:p><w:bookmarkStart w:id="1" w:name="so"/>{}{}<w:bookmarkEnd w:id="1"/>{}<w:r><w:instrText> REF abc </w:instrText></w:r>{}{}{}
        <w:sdt><w:sdtPr><w:alias w:val="Ngày"/><w:tag w:val="ngay"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>
        <w:hyperlink r:id="r0">{}</w:hyperlink></w:p>
        <w:sdt><w:sdtPr><w:tag w:val="khoi"/></w:sdtPr><w:sdtContent>{}{}</w:sdtContent></w:sdt>
        <w:p>{}<w:r><w:instrText>PAGE</w:instrText></w:r>{}</w:p>"#,
        r("", "Số "),
        r("<w:b/>", "12"),
        field("begin"),
        field("separate"),
        r("", " (kết quả)"),
        field("end"),
        r("", " ngày 5"),
        r("", " nối"),
        p("", &["khối một"]),
        p("", &["khối hai"]),
        field("begin"),
        field("end"),
    );
    let source = read_docx(&body, &[("hyperlink", "=>https://vi.du/a")]);
    assert_eq!(shown(&source), ["Số 12 (kết quả) ngày 5 nối", "khối một", "khối hai", ""]);
    let expected = [
        ("so", "Số 12"),
        ("REF abc", " (kết quả)"),
        ("ngay|Ngày|false", " ngày 5"),
        ("https://vi.du/a", " nối"),
        ("khoi||false", "khối một\nkhối hai"),
    ];
    assert_eq!(marked(&source), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    assert_eq!(messages(&source), ["Trường “PAGE” chưa có kết quả"]);
}

#[test]
fn changes_are_read_as_accepted_and_told_of() {
    let body = format!(
        r#"<w:p>{}<w:ins w:id="1" w:author="An">{}</w:ins><w:del w:id="2" w:author="Bình"><w:r><w:delText>mười</w:delText></w:r></w:del></w:p>
        <w:p><w:pPr><w:rPr><w:del w:author="An"/></w:rPr></w:pPr>{}</w:p>{}
        <w:tbl><w:tr><w:trPr><w:del w:author="An"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        r("", "chín "),
        r("", "hai mươi "),
        r("", "nối "),
        p("", &["liền"]),
        p("", &["dòng xóa"]),
    );
    let source = read_docx(&body, &[]);
    assert_eq!(shown(&source), ["chín hai mươi ", "nối liền"]);
    let deleted = |author: &str, text: &str| What::Deleted { author: author.into(), text: text.into() };
    let told = [
        (Some(1), What::Inserted { author: "An".into(), text: "hai mươi".into() }),
        (Some(1), deleted("Bình", "mười")),
        (Some(2), What::RowLeftOut { text: "dòng xóa".into() }),
    ];
    assert_eq!(whats(&source), told);
}

#[test]
fn hidden_words_and_comments_are_told_of_with_their_words() {
    let body = format!(
        r#"<w:p>{}{}<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#,
        r("", "thấy "),
        r("<w:vanish/>", "giấu kín"),
        r("", "được"),
    );
    let comments = format!(
        r#"<w:comment w:id="0" w:author="Chi">{}</w:comment><w:comment w:id="9" w:author="Dũng">{}</w:comment>"#,
        p("", &["xem lại"]),
        p("", &["lạc"]),
    );
    let source = read_docx(&body, &[("comments", &comments)]);
    assert_eq!(shown(&source), ["thấy được"]);
    assert_eq!(
        messages(&source),
        [
            "Ý kiến ghi bên lề (Dũng): “lạc”",
            "Ý kiến ghi bên lề (Chi): “xem lại”",
            "Chữ ẩn không được đọc: “giấu kín”"
        ]
        .map(str::to_owned)
        .into_iter()
        .collect::<Vec<_>>()
    );
    assert_eq!(marked(&source), [("xem lại".to_owned(), "được".to_owned())]);
}

#[test]
fn words_with_a_line_through_them_are_taken_out_and_told_of() {
    let body = format!(
        "<w:p>{}{}{}{}</w:p>{}",
        r("", "Hoàn thành trước "),
        r("<w:strike/>", "quý III"),
        r("<w:dstrike/><w:b/>", "/2025 "),
        r("<w:strike w:val=\"0\"/>", "quý IV/2025"),
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Cả câu này bỏ.</w:t></w:r></w:p>",
    );
    let source = read_docx(&body, &[]);
    assert_eq!(shown(&source), ["Hoàn thành trước quý IV/2025", ""]);
    let struck = |text: &str| What::Struck { text: text.to_owned() };
    assert_eq!(whats(&source), [(Some(1), struck("quý III/2025")), (Some(2), struck("Cả câu này bỏ."))]);
}

#[test]
fn what_is_set_high_or_low_has_signs_of_its_own_or_is_told_of() {
    let high = |text: &str| r("<w:vertAlign w:val=\"superscript\"/>", text);
    let low = |text: &str| r("<w:vertAlign w:val=\"subscript\"/>", text);
    let body = format!(
        "<w:p>{}{}{}{}{}{}{}</w:p>",
        r("", "10"),
        high("6"),
        r("", " m"),
        high("3"),
        r("", " CO"),
        low("2"),
        high("max"),
    );
    let source = read_docx(&body, &[]);
    assert_eq!(shown(&source), ["10⁶ m³ CO2max"]);
    assert_eq!(messages(&source), ["Chữ nâng cao hoặc hạ thấp “max” được đọc như chữ thường"]);
}

#[test]
fn what_a_control_shows_until_it_is_filled_in_is_told_of() {
    let control = |content: &str| {
        format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let cell = format!("<w:tc>{}</w:tc>", p("", &["Chọn một mục."]));
    let body = format!(
        "<w:p>{}{}{}{}</w:p>{}<w:tbl><w:tr>{}<w:tc>{}</w:tc></w:tr></w:tbl>",
        r("", "Số "),
        control(&r("", "……")),
        r("", " của "),
        control(&format!("{}{}", r("", "Bấm vào đây "), r("<w:b/>", "để nhập"))),
        control(&format!(
            "<w:p>{}</w:p>{}",
            r("<w:rStyle w:val=\"PlaceholderText\"/>", "Nhập"),
            p("", &["nội dung"])
        )),
        control(&cell),
        // Somebody typed into it with a program that does not know what it says of itself.
        control(&p("", &["Sở Nội vụ"])),
    );
    let source = read_docx(&body, &[]);
    assert_eq!(shown(&source), ["Số …… của ", "", "", "", "Sở Nội vụ"]);
    assert_eq!(
        messages(&source),
        ["Bấm vào đây để nhập", "Nhập nội dung", "Chọn một mục."]
            .map(|asked| format!("Lời nhắc của ô chưa điền không được đọc: “{asked}”"))
    );
}

#[test]
fn notes_stand_where_their_mark_is_and_boxes_are_read_once() {
    let boxed = p("", &["trong hộp"]);
    let body = format!(
        r#"<w:p>{}<w:r><w:footnoteReference w:id="2"/></w:r>{}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{boxed}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{boxed}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
        <w:p><w:r><w:pict><v:textpath string="DỰ THẢO"/></w:pict></w:r><w:r><w:drawing><wp:docPr descr="ảnh trụ sở"/><a:blip/></w:drawing></w:r><w:r><w:footnoteReference w:id="77"/></w:r></w:p>"#,
        r("", "Đạt 7,24 điểm"),
        r("", " và giữ hạng."),
    );
    let notes = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}</w:footnote>"#,
        p("", &["---"]),
        p("", &["theo công bố [1]"]),
        p("", &["chú thích lạc"]),
    );
    let source = read_docx(&body, &[("footnotes", &notes)]);
    let first = source.paragraphs()[0].clone();
    assert_eq!(first.text_with_notes(), "Đạt 7,24 điểm[chú thích: theo công bố (1)] và giữ hạng.");
    assert_eq!(source.listing().matches("trong hộp").count(), 1);
    assert_eq!(first.boxes.len(), 1);
    assert_eq!(
        messages(&source),
        [
            "Chú thích không gắn vào chỗ nào: “chú thích lạc”",
            "Chữ nằm trong hình vẽ không được đọc: “DỰ THẢO”",
            "Có hình ảnh, không đọc: “ảnh trụ sở”",
            "Có dấu chú thích mà tệp không có chú thích ấy",
        ]
    );
    assert!(source.told[1..].iter().all(|told| told.place == Some(4)), "{:?}", source.told);
}

#[test]
fn runs_in_fonts_of_old_encodings_become_unicode_with_a_count() {
    let font = |name: &str| format!(r#"<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>"#);
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}<w:r><w:rPr>{}</w:rPr><w:t>c</w:t><w:softHyphen/><w:t> quan</w:t></w:r></w:p><w:p>{}{}</w:p><w:p>{}</w:p>",
        r(&font(".VnTime"), "Phßng "),
        r(&font(".VnTimeH"), "nghiÖp vô"),
        r(&font("Times New Roman"), " Đà Nẵng"),
        r(&font("Arial"), "thường "),
        font(".VnTime"),
        r(&font("VNI-Times"), "Ñôn vò tro"),
        r(&font("VNI-Times"), "ï giuùp"),
        r(&font(".VnTime"), "Đơn vị gõ Unicode"),
    );
    let source = read_docx(&body, &[]);
    assert_eq!(
        shown(&source),
        ["Phòng NGHIỆP VỤ Đà Nẵng", "thường cư quan", "Đơn vị trọ giúp", "Đơn vị gõ Unicode"]
    );
    assert_eq!(
        messages(&source),
        [
            "3 chỗ dùng phông TCVN3 (ABC, phông .VnTime) được chuyển sang Unicode",
            "1 chỗ dùng phông VNI (phông VNI-Times) được chuyển sang Unicode",
            "1 chỗ dùng phông bảng mã cũ nhưng gõ bằng Unicode, giữ nguyên chữ",
        ]
    );
}

#[test]
fn letters_are_composed_even_across_runs() {
    let body =
        format!("<w:p>{}{}</w:p>", r("", "Ke"), r("<w:b/>", "\u{302}\u{301} hoa\u{323}ch\u{a0}\u{200b}"));
    let source = read_docx(&body, &[]);
    assert_eq!(shown(&source), ["Kế hoạch "]);
    let runs: Vec<_> = source.paragraphs()[0].runs.iter().map(|run| run.text.clone()).collect();
    assert_eq!(runs, ["Kế", " hoạch "]);
    assert_eq!(messages(&source), ["1 ký tự không hiện hình được bỏ đi"]);
}

#[test]
fn words_that_a_broken_field_would_swallow_are_told_of() {
    let body = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}</w:p>{}"#,
        r("", "nuốt mất"),
        p("", &["cả đoạn"])
    );
    let source = read_docx(&body, &[]);
    assert_eq!(messages(&source), ["Chữ nằm trong mã trường không được đọc: “nuốt mấtcả đoạn”"]);
}
