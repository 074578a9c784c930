use kehoach::app::{Job, OpenYear};
use kehoach::diagnostic::Severity;
use kehoach::document::plain_text;

use crate::fixture::{Change, PART, PLAN, inputs, new, of_code, pointed_at};

/// All that the plan of the province says, a line a paragraph.
fn printed(changes: &[Change<'_>]) -> String {
    let inputs = inputs(changes);
    let open = OpenYear::of(&inputs, Some(2026)).expect("the year is open");
    let jobs = Job::all(&open.year);
    let mut lines = Vec::new();
    for job in jobs.iter().filter(|job| ["ke-hoach", "xa-an-phu"].contains(&job.stem())) {
        let made = job.make(&open).expect("it is made");
        lines.push(made.document.title.subject.clone());
        lines.push(made.document.closing.archive.clone());
        lines.push(made.document.head.symbol.clone());
        lines.extend(made.document.closing.recipients.clone());
        let blocks = made.document.body.iter().flat_map(|block| block.kind.texts());
        lines.extend(blocks.map(plain_text));
    }
    lines.join("\n").replace('\u{a0}', " ").replace('\u{2011}', "-")
}

#[test]
fn what_the_document_prints_itself_is_taken_off_with_a_note() {
    let sound = printed(&[]);
    let cases: [Change<'_>; 16] = [
        (PLAN, "tieu_de: Tổ chức thực hiện", "tieu_de: V. TỔ CHỨC THỰC HIỆN"),
        (PLAN, "{tieu_de: Rà soát quy trình", "{tieu_de: 2.1. Rà soát quy trình"),
        (PLAN, "{tieu_de: Rà soát quy trình", "{tieu_de: Rà soát quy trình."),
        (PLAN, "- ten: Dịch vụ công", "- ten: \"1. Dịch vụ công\""),
        (PLAN, "- ten: Dịch vụ công", "- ten: Chỉ số “Dịch vụ công”"),
        (PLAN, "[Nâng cao chất", "[• Nâng cao chất"),
        (PLAN, "noi_dung: Khảo sát sự hài lòng.", "noi_dung: \"- Khảo sát sự hài lòng.\""),
        (PLAN, "noi_dung: Kiểm tra công vụ.", "noi_dung: \"a) Kiểm tra công vụ.\""),
        (PLAN, "thoi_han: trước ngày 15/9/2026", "thoi_han: \"Thời hạn: trước ngày 15/9/2026.\""),
        (PLAN, "san_pham: Trang mới", "san_pham: \"Sản phẩm: Trang mới.\""),
        (PLAN, "Cải cách hành chính năm 2026", "KẾ HOẠCH cải cách hành chính năm 2026"),
        (PLAN, "so: 11\n", "so: 11\nky_hieu: 11/KH-UBND\n"),
        (PLAN, "[Thường trực Tỉnh ủy (b/c)]", "[\"Nơi nhận: Thường trực Tỉnh ủy (b/c)\"]"),
        (PART, "ho_ten: Trần Thị Hoa, chuc_vu", "ho_ten: Đồng chí Trần Thị Hoa, chuc_vu"),
        (PART, "noi_dung: Xã mở lớp tập huấn riêng.", "noi_dung: \"c. Xã mở lớp tập huấn riêng.\""),
        (PART, "dan: Giao Văn phòng thực hiện", "dan: Giao Văn phòng thực hiện."),
    ];
    for change in cases {
        assert_eq!(printed(&[change]), sound, "“{}”", change.2);
        let findings = new(&[change]);
        let notes = of_code(&findings, "KH342");
        assert!(!notes.is_empty(), "“{}”: {findings:#?}", change.2);
        assert!(notes.iter().all(|note| note.severity == Severity::Info), "“{}”: {notes:#?}", change.2);
    }
}

#[test]
fn a_number_that_is_not_the_one_that_is_printed_is_warned_of() {
    let findings = new(&[(PLAN, "tieu_de: Tổ chức thực hiện", "tieu_de: III. Tổ chức thực hiện")]);
    let found = of_code(&findings, "KH342");
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(pointed_at(found[0]), "III. Tổ chức thực hiện");
    assert!(found[0].message.contains("“V.”"), "{}", found[0].message);
}

#[test]
fn the_line_of_the_archive_has_its_word_once() {
    let typed = (PLAN, "ky: {hinh_thuc: ky_thay", "luu: \"Lưu: VT, CCHC.\"\nky: {hinh_thuc: ky_thay");
    assert!(printed(&[typed]).contains("\nLưu: VT, CCHC\n"));
    // The word and the full stop are told at once.
    let findings = new(&[typed]);
    let [told] = of_code(&findings, "KH342")[..] else { panic!("{findings:#?}") };
    assert_eq!(told.message, "“Lưu:” và “.” do chương trình in, đã bỏ; còn “VT, CCHC”");
}
