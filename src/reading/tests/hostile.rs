//! Files that no office would send: each ends in words that say why, in little time and memory.

use super::super::{Format, Refusal, limits};
use super::*;

fn refused(bytes: &[u8], name: &str) -> String {
    let refusal = read(bytes, name).expect_err("it is refused");
    assert!(!refusal.code().is_empty());
    refusal.message()
}

#[test]
fn an_archive_that_unfolds_without_end_is_refused() {
    let blanks = " ".repeat(limits::PART + 1);
    let body = format!("<w:p><w:r><w:t>{blanks}</w:t></w:r></w:p>");
    let bytes = docx(&body, &[]);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(
        refused(&bytes, "a.docx"),
        "Tệp không giống một văn bản: giải nén ra quá 48 MB một phần, hoặc quá 96 MB cả tệp"
    );
}

#[test]
fn document_types_are_refused_before_they_unfold() {
    let bomb = r#"<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document/>"#;
    let bytes = archive(&[("word/document.xml", bomb)]);
    assert_eq!(
        refused(&bytes, "a.docx"),
        "Phần “word/document.xml” của tệp có khai báo DTD, không văn bản nào cần đến; tệp không được đọc"
    );
}

#[test]
fn elements_without_end_are_refused() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(2_000);
    let body = format!("{deep}{}", "</w:tc></w:tr></w:tbl>".repeat(2_000));
    assert_eq!(
        refused(&docx(&body, &[]), "a.docx"),
        "Tệp không giống một văn bản: các thẻ lồng nhau hơn 160 tầng"
    );
    let wide = "<w:p/>".repeat(limits::NODES + 1);
    assert_eq!(
        refused(&docx(&wide, &[]), "a.docx"),
        "Tệp không giống một văn bản: một phần có hơn 2000000 thẻ XML"
    );
    let many = "<w:p/>".repeat(limits::PARAGRAPHS + 1);
    assert_eq!(refused(&docx(&many, &[]), "a.docx"), "Tệp không giống một văn bản: có hơn 200000 đoạn");
}

#[test]
fn a_document_at_the_limit_of_depth_is_read() {
    let levels = (limits::DEPTH - 6) / 3;
    let body = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(levels),
        p("", &["sâu"]),
        "</w:tc></w:tr></w:tbl>".repeat(levels)
    );
    assert_eq!(shown(&read_docx(&body, &[])), ["sâu"]);
}

#[test]
fn a_file_that_was_cut_is_refused_wherever_it_was_cut() {
    let whole = docx(&p("", &["văn bản"]), &[("styles", "<w:style w:styleId=\"a\"/>")]);
    for length in 2..whole.len() {
        assert!(read(&whole[..length], "a.docx").is_err(), "{length} of {}", whole.len());
    }
    let cut = archive(&[("word/document.xml", "<w:document><w:body><w:p>")]);
    assert!(refused(&cut, "a.docx").contains("không phải XML đúng"));
}

#[test]
fn styles_and_lists_that_refer_to_themselves_end() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Một"/><w:basedOn w:val="b"/></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="Hai"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="b"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let source = read_docx(
        &[
            p(r#"<w:pStyle w:val="a"/>"#, &["còn đây"]),
            p(r#"<w:numPr><w:numId w:val="44"/></w:numPr>"#, &["và đây"]),
        ]
        .concat(),
        &[("styles", styles), ("numbering", numbering)],
    );
    assert_eq!(shown(&source), ["còn đây", "và đây"]);
    let told = messages(&source);
    assert!(told.contains(&"Kiểu hoặc danh sách “Một” gọi vòng đến chính nó".to_owned()), "{told:?}");
    assert!(
        told.contains(&"Danh sách số 44 không có trong tệp, số của đoạn không tính được".to_owned()),
        "{told:?}"
    );
}

#[test]
fn links_to_the_outside_and_macros_are_told_of_and_left_alone() {
    let source = read_docx(
        &p("", &["chữ"]),
        &[
            ("attachedTemplate", "=>http://kẻ.xấu/a.dotm"),
            ("vbaProject", ""),
            ("image", "=>file:///etc/passwd"),
        ],
    );
    assert_eq!(
        messages(&source),
        [
            "Liên kết ra ngoài không được mở: http://kẻ.xấu/a.dotm",
            "Tệp có macro; macro không được đọc, không được chạy",
            "Liên kết ra ngoài không được mở: file:///etc/passwd",
        ]
    );
}

#[test]
fn what_a_file_is_goes_by_its_bytes() {
    assert_eq!(refused(b"", "a.docx"), "Tệp rỗng");
    assert_eq!(refused(b"{\\rtf1 xin}", "a.doc"), "Không đọc loại tệp này: văn bản RTF");
    assert_eq!(
        refused(b"<html><body>chao</body></html>", "a.doc"),
        "Không đọc loại tệp này: trang web (HTML)"
    );
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n", "a.docx"), "Không đọc loại tệp này: ảnh PNG");
    assert_eq!(
        refused(&archive(&[("xl/workbook.xml", "<a/>")]), "a.docx"),
        "Tệp Excel (.xlsx) bị hỏng: cấu trúc bên trong không đúng"
    );
    assert_eq!(
        refused(&[0, 0, 2, 3, 0, 9, 9, 1, 0], "a.pdf"),
        "Tệp PDF bị hỏng: phần đầu tệp không đúng định dạng"
    );
    assert_eq!(refused(&vec![b'a'; limits::FILE + 1], "a.txt"), "Tệp lớn 41 MB; chỉ đọc tệp đến 40 MB");
    assert_eq!(refused(&docx(&p("", &[]), &[]), "a.docx"), "Tệp Word (.docx) không có chữ nào");
    let renamed = read(&docx(&p("", &["chữ"]), &[]), "a.doc").unwrap();
    assert_eq!(messages(&renamed), ["Tên tệp ghi là Word 97-2003 (.doc) nhưng tệp là Word (.docx)"]);
    let text = read("Kế hoạch".as_bytes(), "a.docx");
    assert_eq!(
        text.map(|source| messages(&source)),
        Ok(vec!["Tên tệp ghi là Word (.docx) nhưng tệp là văn bản thuần (.txt)".into()])
    );
}

#[test]
fn a_file_with_a_password_is_refused_as_such() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptedPackage").unwrap().write_all(&[1; 100]).unwrap();
    let bytes = file.into_inner().into_inner();
    assert_eq!(read(&bytes, "a.docx"), Err(Refusal::Locked { format: Some(Format::Docx) }));
    let manifest = "<manifest><encryption-data/></manifest>";
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "\u{1}"),
    ]);
    assert_eq!(refused(&odt, "a.odt"), "Tệp LibreOffice (.odt) có mật khẩu, không đọc được");
}

#[test]
fn notes_of_notes_without_end_are_told_of() {
    let reference = |id: usize| {
        format!(r#"<w:p><w:r><w:t>n{id}</w:t><w:footnoteReference w:id="{}"/></w:r></w:p>"#, id + 1)
    };
    let notes: String =
        (1..20_000).map(|id| format!(r#"<w:footnote w:id="{id}">{}</w:footnote>"#, reference(id))).collect();
    let source = read_docx(&reference(0), &[("footnotes", &notes)]);
    assert_eq!(source.paragraphs()[0].text_with_notes(), "n0[chú thích: n1]");
    assert_eq!(source.told.len(), 19_998);
}
