//! Content that is well-formed and typed badly: what it says otherwise than it was meant is told where it stands.

use kehoach::diagnostic::Severity::{Error, Warning};

use crate::fixture::{COMMUNES, Change, OFFICES, PART, PLAN, new, of_code, pointed_at};
use crate::planted::all_found;

const GROUPS: &str = "nhom.yaml";
const OTHER: &str = "2026/ke-hoach-bo-sung.yaml";
const DRAFT: &str = "2026/co-quan/xa-binh-minh.yaml";

/// Nothing of this kind is said of these changes.
fn silent(code: &str, changes: &[Change<'_>]) {
    for change in changes {
        let findings = new(&[*change]);
        assert!(of_code(&findings, code).is_empty(), "“{}”: {findings:#?}", change.2);
    }
}

#[test]
fn letters_that_only_look_like_those_of_vietnamese_are_told() {
    let task = "noi_dung: Kiểm tra công vụ.";
    all_found(&[
        ((PLAN, task, "noi_dung: Ðẩy mạnh kiểm tra công vụ."), "KH350", Warning, "Ðẩy", "gõ lại: Đẩy"),
        ((PLAN, task, "noi_dung: Kiểm trа công vụ."), "KH350", Warning, "trа", "U+0430"),
        ((PLAN, "năm 2026\ncac_muc", "năm 2O26\ncac_muc"), "KH350", Warning, "2O26", "gõ lại: 2026"),
        ((OFFICES, "ten: Sở Nội vụ", "ten: Sở Nội νụ"), "KH350", Warning, "νụ", "gõ lại: vụ"),
        // An id looks right, and names nobody.
        ((PLAN, "chu_tri: [cong-an-tinh]", "chu_tri: [cong-аn-tinh]"), "KH350", Warning, "аn", "gõ lại: an"),
    ]);
}

#[test]
fn whom_a_sentence_names_is_compared_with_whom_the_task_is_given_to() {
    let task = "{noi_dung: Kiểm tra công vụ.}";
    let says = |text: &str| format!("{{noi_dung: \"{text}\"}}");
    let (other, group) = (says("Sở Nội vụ chủ trì kiểm tra công vụ."), says("Giao các sở chủ trì kiểm tra."));
    let listed = says("Công an tỉnh và Thanh tra tỉnh chủ trì kiểm tra công vụ.");
    let (capitals, some) = (says("SỞ NỘI VỤ CHỦ TRÌ KIỂM TRA."), says("Sở Nội vụ CHỦ TRÌ kiểm tra."));
    let nobody =
        "doan: [Mở chuyên mục.], chu_tri: [bao-bach-hac], phoi_hop: [so-noi-vu], neu_ten: trong_cau}";
    let named = "doan: [Báo Bạch Hạc mở chuyên mục cải cách hành chính.], chu_tri: [bao-bach-hac], neu_ten: trong_cau}";
    all_found(&[
        (
            (PLAN, task, &other),
            "KH352",
            Warning,
            "Sở Nội vụ",
            "Sở Nội vụ chủ trì, “chu_tri” lại ghi Công an tỉnh",
        ),
        ((PLAN, task, &group), "KH352", Warning, "Giao", "Các sở chủ trì"),
        ((PLAN, task, &listed), "KH352", Warning, "Công an", "Thanh tra tỉnh chủ trì"),
        ((PLAN, task, &capitals), "KH352", Warning, "SỞ NỘI VỤ", "Sở Nội vụ chủ trì"),
        ((PLAN, task, &some), "KH352", Warning, "Sở Nội vụ", "Sở Nội vụ chủ trì"),
        (
            (PLAN, named, nobody),
            "KH351",
            Warning,
            "",
            "không nêu ai trong các cơ quan được giao: Báo Bạch Hạc, Sở Nội vụ",
        ),
        (
            (
                PLAN,
                named,
                "doan: [Báo Bạch Hạc mở chuyên mục.], chu_tri: [bao-bach-hac, so-tu-phap], neu_ten: trong_cau}",
            ),
            "KH351",
            Warning,
            "",
            "không nêu Sở Tư pháp",
        ),
    ]);
    let fine = |text: &str| says(text);
    silent(
        "KH352",
        &[
            (PLAN, task, &fine("Công an tỉnh chủ trì, phối hợp với Sở Nội vụ kiểm tra.")),
            (PLAN, task, &fine("CÔNG AN TỈNH CHỦ TRÌ, PHỐI HỢP VỚI SỞ NỘI VỤ KIỂM TRA.")),
            (PLAN, task, &fine("Phối hợp với đoàn do Sở Nội vụ chủ trì kiểm tra công vụ.")),
            (PLAN, task, &fine("Sở Nội vụ gửi kết quả; Công an tỉnh chủ trì kiểm tra.")),
        ],
    );
    silent(
        "KH351",
        &[
            (
                PLAN,
                named,
                "doan: [Báo Bạch Hạc mở chuyên mục.], chu_tri: [bao-bach-hac], neu_ten: trong_cau}",
            ),
            (
                PLAN,
                named,
                "doan: [\"Các cơ quan, đơn vị mở chuyên mục.\"], chu_tri: [cac-so], neu_ten: trong_cau}",
            ),
        ],
    );
}

#[test]
fn a_plan_far_from_its_year_and_tasks_of_those_who_are_no_more_are_told() {
    all_found(&[
        (
            (OTHER, "ngay: 20/4/2026", "ngay: 20/01/2025"),
            "KH324",
            Warning,
            "20/01/2025",
            "kế hoạch của năm 2026",
        ),
        ((OTHER, "ngay: 20/4/2026", "ngay: 20/01/2027"), "KH324", Warning, "20/01/2027", "khi năm ấy đã qua"),
    ]);
    silent("KH324", &[(OTHER, "ngay: 20/4/2026", "ngay: 20/10/2025")]);
    let draft = (OTHER, "trang_thai: ban_hanh", "trang_thai: du_thao");
    let ended = "ma: phuong-tan-lap, den_ngay: 30/6/2026, ke_thua: [xa-an-phu],";
    let findings = new(&[draft, (COMMUNES, "ma: phuong-tan-lap,", ended)]);
    let told = of_code(&findings, "KH353");
    let [told] = told.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(told.severity, Warning);
    assert!(told.message.contains("“UBND phường Tân Lập” chỉ có đến hết ngày 30/6/2026"), "{told:#?}");
    assert!(told.message.contains("còn 01 nhiệm vụ") && pointed_at(told).contains("Phủ sóng"), "{told:#?}");
    assert!(told.hint.as_ref().is_some_and(|hint| hint.contains("xa-an-phu")), "{told:#?}");
    // What is issued was given to those who were there.
    silent("KH353", &[(COMMUNES, "ma: phuong-tan-lap,", ended)]);
}

#[test]
fn two_of_one_name_and_successors_in_a_circle_are_told() {
    all_found(&[
        ((OFFICES, "ten: Ban Dân tộc", "ten: sở  Nội vụ"), "KH145", Warning, "Nội vụ", "so-noi-vu"),
        ((GROUPS, "ten: Các ngân hàng", "ten: UBND các xã"), "KH145", Warning, "UBND các xã", "đã có ở"),
        (
            (COMMUNES, "ten: UBND xã An Phú", "ten: UBND xã An Phú, ke_thua: [xa-co-loa]"),
            "KH146",
            Error,
            "xa-",
            "xa-an-phu → xa-co-loa → xa-an-phu",
        ),
        (
            (OFFICES, "ky_hieu: BBH", "ky_hieu: BBH, ke_thua: [bao-bach-hac]"),
            "KH146",
            Error,
            "bao",
            "vòng tròn",
        ),
    ]);
    // One after the other.
    silent("KH145", &[(COMMUNES, "UBND xã Lạc Hồng", "UBND xã Cổ Loa")]);
    // UBND xã Cổ Loa leads into a circle and is not in it.
    let next = |own: &str, next: &str| (format!("ten: {own}"), format!("ten: {own}, ke_thua: [{next}]"));
    let (one, other) = (next("UBND xã An Phú", "xa-binh-minh"), next("UBND xã Bình Minh", "xa-an-phu"));
    let findings = new(&[(COMMUNES, &one.0, &one.1), (COMMUNES, &other.0, &other.1)]);
    let told: Vec<&str> = of_code(&findings, "KH146").iter().map(|one| one.message.as_str()).collect();
    let told: Vec<&str> =
        told.iter().filter_map(|one| one.split_once("vòng tròn: ")).map(|one| one.1).collect();
    assert_eq!(told, ["xa-an-phu → xa-binh-minh → xa-an-phu", "xa-binh-minh → xa-an-phu → xa-binh-minh"]);
}

#[test]
fn figures_of_a_part_are_compared_with_those_of_its_task() {
    let task = "{noi_dung: Niêm yết văn bản mới., thoi_han: trước ngày 15/6/2026}";
    let asked = "{noi_dung: Niêm yết 80% văn bản mới trong 10 ngày., thoi_han: trước ngày 15/6/2026}";
    let answer = "Xã làm chung hai việc.";
    let told = |own: &str| {
        let findings = new(&[(PLAN, task, asked), (DRAFT, answer, own)]);
        let mut told: Vec<String> =
            of_code(&findings, "KH354").iter().map(|one| one.message.clone()).collect();
        told.dedup();
        told
    };
    let said = told("Xã niêm yết 70% văn bản.");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("“70%”") && said[0].contains("“80%”"), "{said:?}");
    for own in
        ["Xã niêm yết 80% văn bản.", "Xã niêm yết văn bản trong 05 ngày.", "Năm 2026 đạt 80,0% và 90%."]
    {
        assert_eq!(told(own), [""; 0], "{own}");
    }
}

#[test]
fn a_number_given_twice_is_told_where_plans_are_read() {
    all_found(&[((OTHER, "so: 25", "so: 11"), "KH801", Warning, "11", "ke-hoach-chinh.yaml:4")]);
    silent("KH801", &[(OTHER, "so: 25", "so: 12"), (PART, "so: 4", "so: 11")]);
}

#[test]
fn values_that_are_empty_are_told() {
    let task = "san_pham: Báo cáo rà soát";
    let due = "thoi_han: trước ngày 30/11/2026, san_pham: Biên bản";
    all_found(&[
        ((PLAN, task, "san_pham: \"\""), "KH020", Warning, "\"\"", "“san_pham” để trống"),
        ((OTHER, due, "thoi_han: [], san_pham: Biên bản"), "KH020", Warning, "[]", "“thoi_han” để trống"),
    ]);
    silent("KH020", &[(PLAN, ", phoi_hop: [ban-kinh-te]", ", phoi_hop: []")]);
}

#[test]
fn a_foreign_task_is_told_where_it_is_named() {
    let own = "thay_cho: [III.1.b.1, IV.1.b.1]";
    all_found(&[(
        (DRAFT, own, "thay_cho: [III.1.b.1, IV.1.b.1, III.2.a.2]"),
        "KH303",
        Error,
        "III.2.a.2",
        "“thay_cho”",
    )]);
}

#[test]
fn a_key_that_the_place_of_the_names_leaves_out_is_named_with_the_remedy() {
    let lead = "chu_tri: [trung-tam-hanh-chinh-cong]";
    let styled = format!("neu_ten: trong_cau\n            dieu_kien: Khi có kinh phí\n            {lead}");
    all_found(&[
        (
            (PLAN, lead, &format!("lam_gi: lập đề án\n            {lead}")),
            "KH312",
            Error,
            "Nâng cấp",
            "“lam_gi” (“lập đề án”)",
        ),
        ((PLAN, lead, &styled), "KH312", Error, "Nâng cấp", "“dieu_kien” (“Khi có kinh phí”)"),
    ]);
}

#[test]
fn a_plan_that_is_cited_with_another_day_is_told() {
    let opening = |day: &str| {
        format!("don_vi:\n  - {{ma: vp, ten: Văn phòng}}\nmo_dau: [\"Thực hiện Kế hoạch số 11/KH-UBND {day} của UBND tỉnh:\"]\nx:")
            .replace("\nx:", "")
    };
    let own = "don_vi: [{ma: vp, ten: Văn phòng}]";
    let (wrong, words) = (opening("ngày 03/3/2026"), opening("ngày 12 tháng 3 năm 2026"));
    all_found(&[
        ((DRAFT, own, &wrong), "KH355", Warning, "03/3/2026", "ban hành ngày 02/3/2026"),
        ((DRAFT, own, &words), "KH355", Warning, "12 tháng 3", "ở đây ghi ngày 12/3/2026"),
    ]);
    let (right, other) = (opening("ngày 02/3/2026"), opening("ngày 02/3/2024"));
    silent("KH355", &[(DRAFT, own, &right), (DRAFT, own, &other)]);
}

#[test]
fn a_symbol_an_indicator_and_a_heading_that_say_something_else_are_told() {
    let goal = "gia_tri: 8,5";
    let title = "tieu_de: Nhiệm vụ mở rộng";
    all_found(&[
        ((OTHER, "so: 25", "so: 25\nky_hieu: KH/UBND"), "KH148", Warning, "KH/UBND", "dấu gạch nối"),
        ((OTHER, "so: 25", "so: 25\nky_hieu: QĐ-UBND"), "KH148", Warning, "QĐ-UBND", "bắt đầu bằng KH"),
        ((OTHER, "so: 25", "so: 25\nky_hieu: KH-SNV"), "KH148", Warning, "KH-SNV", "không có UBND"),
        ((PLAN, goal, "gia_tri: 8,5\n            so_voi: 2025"), "KH149", Warning, "2025", "“thay_doi”"),
        ((PLAN, goal, "gia_tri: 8,5\n            chieu: nhom"), "KH149", Warning, "8,5", "don_vi: hạng"),
        ((PLAN, goal, "gia_tri: 8,5\n          - gia_tri: 7,5"), "KH329", Warning, "7,5", "của chính nó"),
        (
            (PLAN, "gach: [Nâng cao chất lượng phục vụ người dân.]", "gach: []"),
            "KH113",
            Warning,
            "Mục đích, yêu cầu",
            "xóa đề mục",
        ),
        (
            (PART, "ky: {ho", "cac_muc: [{tieu_de: Mục đích}, {phan: nhiem_vu}, {phan: to_chuc}]\nky: {ho"),
            "KH113",
            Warning,
            "Mục đích",
            "xóa mục",
        ),
        ((PLAN, title, "tieu_de:"), "KH150", Warning, "", "số của nó không được in"),
        ((PLAN, "noi_dung: Kiểm tra công vụ.", "noi_dung: \".\""), "KH113", Warning, ".", "không có chữ nào"),
    ]);
    silent("KH148", &[(OTHER, "so: 25", "so: 25\nky_hieu: KH-UBND-VP")]);
}

#[test]
fn what_the_register_says_twice_or_against_itself_is_told() {
    all_found(&[
        ((OFFICES, "ky_hieu: STP", "ky_hieu: SNV"), "KH145", Warning, "SNV", "so-noi-vu"),
        (
            (OFFICES, "ky_hieu: STP", "ky_hieu: STP, ten_khac: [Sở Nội vụ]"),
            "KH145",
            Warning,
            "Sở Nội vụ",
            "so-noi-vu",
        ),
        (
            (OFFICES, "ky_hieu: BDT", "ky_hieu: BDT, ke_thua: [so-noi-vu]"),
            "KH149",
            Warning,
            "so-noi-vu",
            "den_ngay",
        ),
        (
            (COMMUNES, "ten: UBND xã An Phú", "ten: UBND xã An Phú, den_ngay: 31/01/2026"),
            "KH149",
            Warning,
            "xa-an-phu",
            "không kế thừa được",
        ),
        (
            (OFFICES, "ten: Sở Nội vụ, phan_loai: so,", "ten: Sở Nội vụ, phan_loai: ubnd_xa,"),
            "KH151",
            Warning,
            "Sở",
            "phan_loai: so",
        ),
        ((OFFICES, "ten: Sở Nội vụ", "ten: sở Nội vụ"), "KH349", Warning, "sở", "Sở Nội vụ"),
        (
            (COMMUNES, "ma: xa-an-phu,", "ma: xa-an-phu, chua_xac_minh: [ky_hieuu],"),
            "KH149",
            Warning,
            "ky_hieuu",
            "có phải “ky_hieu”",
        ),
        (
            (OFFICES, "ten: Sở Nội vụ", "ten: Sở Nội vụ."),
            "KH342",
            kehoach::diagnostic::Severity::Info,
            "Sở",
            "đã bỏ",
        ),
    ]);
}

#[test]
fn what_a_part_says_twice_or_against_itself_is_told() {
    let units = "don_vi: [{ma: vp, ten: Văn phòng}]";
    let two = |name: &str| format!("don_vi: [{{ma: vp, ten: Văn phòng}}, {{ma: kt, ten: {name}}}]");
    let (same, other) = (two("văn phòng"), two("Phòng Kinh tế"));
    let text = "noi_dung: Xã rà soát quy trình.";
    all_found(&[
        ((DRAFT, units, &same), "KH145", Warning, "văn phòng", "“vp”"),
        (
            (DRAFT, "ma: vp, ten: Văn phòng", "ma: tat_ca, ten: Văn phòng"),
            "KH102",
            Error,
            "tat_ca",
            "mọi đơn vị",
        ),
        ((DRAFT, "chu_tri: [vp], thoi_han", "chu_tri: [vp, vp], thoi_han"), "KH111", Error, "vp", "hai lần"),
        ((DRAFT, "[kh-11-2026]", "[kh-11-2026, kh-11-2026]"), "KH111", Error, "kh-11-2026", "hai lần"),
        (
            (
                PART,
                "ky: {ho_ten: Trần Thị Hoa}",
                "ky: {hinh_thuc: ky_thay, chuc_vu: Phó Chủ tịch, ho_ten: Trần Thị Hoa}",
            ),
            "KH124",
            Warning,
            "Phó Chủ tịch",
            "ở “lanh_dao” lại ghi “Chủ tịch”",
        ),
    ]);
    let led = "noi_dung: Phòng Kinh tế chủ trì rà soát quy trình.";
    let findings = new(&[(DRAFT, units, &other), (DRAFT, text, led)]);
    assert!(!of_code(&findings, "KH352").is_empty(), "{findings:#?}");
    let capitals = "noi_dung: PHÒNG KINH TẾ CHỦ TRÌ RÀ SOÁT QUY TRÌNH.";
    let findings = new(&[(DRAFT, units, &other), (DRAFT, text, capitals)]);
    assert!(!of_code(&findings, "KH352").is_empty(), "{findings:#?}");
    for sound in ["Văn phòng chủ trì, Phòng Kinh tế phối hợp.", "Phòng Kinh tế góp ý; Văn phòng chủ trì."]
    {
        let findings = new(&[(DRAFT, units, &other), (DRAFT, text, &format!("noi_dung: {sound}"))]);
        assert!(of_code(&findings, "KH352").is_empty(), "{findings:#?}");
    }
    // Who signs as what the leaders' list has, and somebody whom it does not have.
    let signed = "ky: {ho_ten: Trần Thị Hoa}";
    silent(
        "KH124",
        &[
            (PART, signed, "ky: {chuc_vu: Chủ tịch, ho_ten: Trần Thị Hoa}"),
            (PART, signed, "ky: {hinh_thuc: ky_thay, chuc_vu: Phó Chủ tịch, ho_ten: Lê Thị Lan}"),
        ],
    );
}

#[test]
fn what_a_plan_names_and_does_not_have_is_told() {
    let task = "noi_dung: Kiểm tra công vụ.";
    let says = |text: &str| format!("noi_dung: \"{text}\"");
    let (clause, section) =
        (says("Kiểm tra theo khoản 9 Mục II Kế hoạch này."), says("Kiểm tra theo Mục VIII Kế hoạch này."));
    let gone = says("Phối hợp với UBND xã Cổ Loa kiểm tra.");
    let capitals = says("PHỐI HỢP VỚI UBND XÃ CỔ LOA KIỂM TRA.");
    all_found(&[
        ((PLAN, task, &clause), "KH357", Warning, "khoản 9 Mục II", "không có khoản 9"),
        ((PLAN, task, &section), "KH357", Warning, "Mục VIII", "không có Mục VIII"),
        ((PLAN, task, &gone), "KH129", Warning, "Cổ Loa", "cơ quan kế thừa: xa-an-phu"),
        ((PLAN, task, &capitals), "KH129", Warning, "CỔ LOA", "cơ quan kế thừa: xa-an-phu"),
        ((PLAN, "ho_chi_so: CCHC", "ho_chi_so: CCHX"), "KH152", Warning, "CCHX", "có phải “CCHC”"),
        ((PLAN, "ho: SIPAS", "ho: ABC"), "KH152", Warning, "ABC", "CCHC, SIPAS"),
        (
            (PLAN, "noi_nhan:", "phu_luc: [{kieu: van_ban, tieu_de: Biểu mẫu}]\nnoi_nhan:"),
            "KH113",
            Error,
            "Biểu mẫu",
            "chưa có nội dung nào",
        ),
        ((PLAN, "noi_nhan:", "luu: KT\nnoi_nhan:"), "KH126", Warning, "KT", "VT, KT"),
        ((PLAN, "cac_muc:", "can_cu: [Luật Đất đai]\ncac_muc:"), "KH356", Warning, "Luật", "“Căn cứ”"),
        (
            (PLAN, "cac_muc:", "can_cu: [Căn cứ Luật số 31/2024/QH15]\ncac_muc:"),
            "KH359",
            Warning,
            "31/2024/QH15",
            "không ghi số, ký hiệu",
        ),
        ((PLAN, "ho_ten: Lê Văn Bình", "ho_ten: Lê Văn B1nh"), "KH124", Warning, "B1nh", "có chữ số"),
    ]);
    // Who took over is not known everywhere.
    let alone = (COMMUNES, "den_ngay: 28/02/2026, ke_thua: [xa-an-phu]", "den_ngay: 28/02/2026");
    let findings = new(&[alone, (PLAN, task, &gone)]);
    let [told] = of_code(&findings, "KH129")[..] else { panic!("{findings:#?}") };
    assert_eq!(told.hint.as_deref(), Some("ghi tên cơ quan nay làm việc ấy"));
    let fine = says("Theo khoản 2 Mục III Kế hoạch này.");
    silent("KH357", &[(PLAN, task, &fine)]);
}

#[test]
fn what_two_keys_say_of_one_is_compared() {
    let task = "{noi_dung: Kiểm tra công vụ.}";
    let lead = "chu_tri: [cong-an-tinh]\n";
    let subject = "chu_tri: [cong-an-tinh]\n            doi_tuong: Sở Nội vụ\n";
    all_found(&[
        ((PLAN, lead, subject), "KH352", Warning, "", "“doi_tuong” in việc này là của Sở Nội vụ"),
        ((PLAN, "(qua Sở Nội vụ)", "(qua Sở Tư pháp)"), "KH328", Warning, "", "câu ghi qua Sở Tư pháp"),
        (
            (PLAN, task, "{noi_dung: Kiểm tra công vụ., san_pham: trước ngày 30/9/2026}"),
            "KH358",
            Warning,
            "30/9/2026",
            "“thoi_han”",
        ),
        (
            (PLAN, "theo_doi: so-tu-phap", "theo_doi: so-tu-phap\n        cung_theo_doi: [so-tu-phap]"),
            "KH111",
            Error,
            "so-tu-phap",
            "hai lần",
        ),
        (
            (OTHER, "trich_yeu: Chuyển đổi số năm 2026", "trich_yeu: Cải cách hành chính năm 2026"),
            "KH329",
            Warning,
            "Cải cách",
            "đã ghi ở 2026/ke-hoach-chinh.yaml",
        ),
        (("tinh.yaml", "ten: Bạch Hạc", "ten: tỉnh Bạch Hạc"), "KH153", Warning, "tỉnh", "ghi: Bạch Hạc"),
        (("tinh.yaml", "tỉnh Bạch Hạc", "tỉnh Bạch Hạt"), "KH153", Warning, "Hạt", "“Bạch Hạc”"),
        (("tinh.yaml", "ma: SIPAS", "ma: CCHC"), "KH101", Error, "CCHC", "lần đầu ở dòng"),
    ]);
    let fine = "{noi_dung: Kiểm tra công vụ., san_pham: 05 báo cáo trước ngày 30/9/2026, kinh_phi: 30 triệu đồng năm 2026}";
    silent("KH358", &[(PLAN, task, fine)]);
    // Another body has a plan of its own about it.
    let another = "trich_yeu: Cải cách hành chính năm 2026\nco_quan_ban_hanh: so-noi-vu";
    silent("KH329", &[(OTHER, "trich_yeu: Chuyển đổi số năm 2026", another)]);
}

#[test]
fn names_of_bodies_have_the_capitals_of_the_register() {
    let task = "noi_dung: Kiểm tra công vụ.";
    all_found(&[
        (
            (PLAN, task, "noi_dung: Làm việc với Sở Nội Vụ."),
            "KH349",
            Warning,
            "Sở Nội Vụ",
            "viết: Sở Nội vụ (Mục IV Phụ lục II",
        ),
        ((PLAN, task, "noi_dung: Sở nội vụ rà soát."), "KH349", Warning, "Sở nội vụ", "viết: Sở Nội vụ"),
        ((PLAN, task, "noi_dung: Mời Ban dân tộc."), "KH349", Warning, "Ban dân tộc", "viết: Ban Dân tộc"),
        (
            (PLAN, task, "noi_dung: Báo cáo Ủy Ban Nhân Dân tỉnh."),
            "KH349",
            Warning,
            "Ủy Ban Nhân Dân",
            "viết: Ủy ban nhân dân",
        ),
    ]);
    silent(
        "KH349",
        &[
            (PLAN, task, "noi_dung: Làm việc với Sở Nội vụ và UBND xã An Phú."),
            (PLAN, task, "noi_dung: Gửi ỦY BAN NHÂN DÂN tỉnh."),
            (PLAN, task, "noi_dung: Ban dân tộc các tỉnh thăm hỏi, chia sẻ."),
        ],
    );
}

#[test]
fn what_no_plan_may_have_is_told_where_it_was_typed() {
    let (state, subject) = ("trang_thai: ban_hanh\n", "trich_yeu: ");
    let opening = "trang_thai: ban_hanh\nmo_dau: [Kính gửi các thôn.]\n";
    all_found(&[
        ((PLAN, state, opening), "KH126", Warning, "Kính gửi", "“noi_nhan”"),
        ((PLAN, subject, "trich_yeu: (MẬT) "), "KH117", Error, "(MẬT)", "không nối mạng"),
        ((PLAN, "gach: [Nâng", "gach: [TỐI MẬT, Nâng"), "KH117", Error, "TỐI MẬT", "không nối mạng"),
    ]);
    silent(
        "KH117",
        &[
            (PLAN, subject, "trich_yeu: Bảo vệ bí mật, nuôi ong lấy mật "),
            (PLAN, subject, "trich_yeu: (BMNN) "),
        ],
    );
}
