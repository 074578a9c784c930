//! An agency's plan has its own shape, and an issued one prints what its file says and nothing else.

use kehoach::diagnostic::Severity::Error;
use kehoach::diagnostic::{Diagnostic, has_errors};

use super::city::{
    DIGITAL_ID, SAFETY_ID, issued_part, made, markdown, part_of, text_of, with_part, with_sub_plan,
};
use super::fixture::{one_finding, templates};

const FINANCE: (&str, &str) = (DIGITAL_ID, "so-tai-chinh");

/// One block that answers one of the two tasks.
const ANSWER: &str = "don_vi: [{ma: vp, ten: Văn phòng Sở}]\nnhiem_vu:\n  - muc: [Hạ tầng số]\n    noi_dung:\n      \
                      - {noi_dung: Sở cân đối ngân sách cho hạ tầng số., thay_cho: [II.1.c.1], chu_tri: [vp]}\n";

fn draft(rest: &str) -> kehoach::content::Loaded {
    with_part(&part_of("so-tai-chinh", DIGITAL_ID, &format!("{ANSWER}{rest}")), &[])
}

fn issued(rest: &str) -> kehoach::content::Loaded {
    with_part(&issued_part("so-tai-chinh", DIGITAL_ID, &format!("{ANSWER}{rest}")), &[])
}

fn document(loaded: &kehoach::content::Loaded) -> String {
    let made = made(loaded, FINANCE, &templates());
    text_of(&made.unwrap_or_else(|refused| panic!("{refused:#?}")).document)
}

/// The lines of the headings of Mục.
fn sections(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.chars().any(char::is_alphabetic) && *line == line.to_uppercase())
        .collect()
}

const SHAPE: &str = "cac_muc:\n  - tieu_de: Mục tiêu của Sở\n    gach: [Giải ngân trước tháng 11.]\n  \
                     - {phan: nhiem_vu, tieu_de: Nội dung và phân công}\n  - {phan: to_chuc}\n  \
                     - tieu_de: Chế độ báo cáo\n    doan: [Báo cáo vào ngày 20 hằng tháng.]\n    \
                     khoan: [{tieu_de: Biểu mẫu, doan: [Theo mẫu của Sở.]}]\n";

#[test]
fn sections_of_its_own_stand_in_its_own_order_under_its_own_titles() {
    let text = document(&draft(SHAPE));
    let titles = ["MỤC TIÊU CỦA SỞ", "NỘI DUNG VÀ PHÂN CÔNG", "TỔ CHỨC THỰC HIỆN", "CHẾ ĐỘ BÁO CÁO"];
    let found: Vec<&str> = sections(&text).into_iter().collect();
    let found: Vec<&str> =
        found.iter().map(|line| line.split_once(". ").map_or(*line, |(_, title)| title)).collect();
    assert_eq!(found, titles, "{text}");
    for words in
        ["Giải ngân trước tháng 11.", "Báo cáo vào ngày 20 hằng tháng.", "Biểu mẫu", "Theo mẫu của Sở."]
    {
        assert!(text.contains(words), "“{words}” is not in {text}");
    }
}

#[test]
fn a_shape_without_the_tasks_is_told_of_itself_and_not_of_the_template() {
    let text = "cac_muc: [{tieu_de: Mục tiêu, gach: [Đúng hạn.]}]\nin_phu_luc: false\n";
    let refused = made(&draft(text), FINANCE, &templates()).err().unwrap_or_default();
    let lost: Vec<&Diagnostic> = refused.iter().filter(|finding| finding.code == "KH312").collect();
    assert!(!lost.is_empty(), "{refused:#?}");
    for finding in lost {
        assert!(finding.message.contains("“cac_muc” không có phần nhiệm vụ"), "{finding:#?}");
        assert!(finding.hint.as_ref().is_some_and(|hint| hint.contains("- phan: nhiem_vu")), "{finding:#?}");
        let place = finding.place.as_ref().expect("a place");
        assert!(place.source.text.contains("loai: ke_hoach_don_vi"), "the part, not the plan");
    }
}

#[test]
fn slips_in_a_shape_are_told_where_they_stand() {
    let twice = draft("cac_muc: [{phan: nhiem_vu}, {phan: nhiem_vu, tieu_de: Lần nữa}, {phan: to_chuc}]\n");
    one_finding(&twice, ("KH143", Error), "Lần nữa", &["phần này đã có"]);
    let words = draft("cac_muc: [{phan: nhiem_vu, doan: [Lời riêng.]}, {phan: to_chuc}]\n");
    one_finding(&words, ("KH143", Error), "Lời riêng", &["phần có sẵn không có lời riêng"]);
    let untitled = draft("cac_muc: [{doan: [Lời riêng.]}, {phan: nhiem_vu}, {phan: to_chuc}]\n");
    one_finding(&untitled, ("KH143", Error), "Lời riêng", &["mục riêng chưa có tiêu đề"]);
}

#[test]
fn a_shape_that_leaves_out_the_tasks_makes_no_document() {
    let without = |sections: &str| -> Vec<String> {
        let refused = made(&draft(sections), FINANCE, &templates()).map(drop).expect_err("tasks are lost");
        refused.into_iter().filter(Diagnostic::is_error).map(|finding| finding.message).collect()
    };
    let tasks = without("in_phu_luc: false\ncac_muc: [{phan: muc_dich}, {phan: to_chuc}]\n");
    assert!(tasks.iter().any(|message| message.contains("II.1.c.1")), "{tasks:#?}");
    let duties = without("cac_muc: [{phan: muc_dich}, {phan: nhiem_vu}]\n");
    assert!(duties.iter().any(|message| message.contains("III.1.2")), "{duties:#?}");
}

#[test]
fn references_targets_and_the_annex_are_printed_unless_the_agency_says_otherwise() {
    let usual = document(&draft(""));
    assert!(usual.contains("(điểm c khoản 1 Mục II") && usual.contains("Tổng số: 02 nội dung"), "{usual}");
    let bare = document(&draft("in_can_cu: false\nin_phu_luc: false\n"));
    assert!(!bare.contains("điểm c khoản 1") && !bare.contains("Tổng số:"), "{bare}");
    assert!(bare.contains("Sở cân đối ngân sách cho hạ tầng số"), "{bare}");
    let part = |rest: &str| {
        let goal = "        theo_doi: so-khcn\n";
        let typed = format!("{goal}        chi_tieu: [{{gia_tri: 95%}}]\n");
        let loaded =
            with_part(&part_of("so-khcn", DIGITAL_ID, rest), &[(super::city::DIGITAL, goal, &typed)]);
        markdown(&loaded, (DIGITAL_ID, "so-khcn")).replace("**", "")
    };
    assert_eq!(part("").matches("đạt từ 95% trở lên").count(), 2, "as monitored and under its heading");
    assert_eq!(part("in_muc_tieu: false\n").matches("95%").count(), 0);
    let unmonitored = part("in_chi_tieu: false\n");
    assert!(
        !unmonitored.contains("là cơ quan đầu mối theo dõi") && unmonitored.contains("95%"),
        "{unmonitored}"
    );
}

#[test]
fn an_issued_plan_prints_what_its_file_says_and_nothing_more() {
    let loaded = issued("");
    let text = document(&loaded);
    assert!(text.contains("Sở cân đối ngân sách cho hạ tầng số"), "{text}");
    // Not answered by the file: neither carried in nor left blank, but told of.
    assert!(!text.contains("Dùng chữ ký số") && !text.contains("……"), "{text}");
    with_sub_plan(&loaded, FINANCE, |_, plan, findings| {
        assert!(!has_errors(&findings), "{findings:#?}");
        let left_out: Vec<String> =
            plan.left_out.iter().map(|one| one.mine.task.reference.to_string()).collect();
        assert_eq!(left_out, ["II.1.d.1"]);
        let told = findings.iter().find(|finding| finding.code == "KH311").expect("it is told of");
        assert!(told.message.contains("01 nhiệm vụ được giao: II.1.d.1 “Dùng chữ ký số"), "{told:#?}");
    });
    // The same in a draft is carried in.
    let carried = document(&draft(""));
    assert!(carried.contains("Dùng chữ ký số"), "{carried}");
}

#[test]
fn an_issued_plan_in_its_own_words_takes_no_deadline_or_output_from_the_plan() {
    let answer = |own: &str| {
        let block = format!(
            "nhiem_vu:\n  - muc: [Rà soát]\n    noi_dung: [{{{own}thay_cho: [PL1.2]}}]\n  - muc: [Ứng cứu]\n    noi_dung: []\n"
        );
        let loaded = with_part(&issued_part("thue-tp", SAFETY_ID, &block), &[]);
        let made = made(&loaded, (SAFETY_ID, "thue-tp"), &templates());
        text_of(&made.unwrap_or_else(|refused| panic!("{refused:#?}")).document)
    };
    let own = answer("noi_dung: Cơ quan thuế quét lỗ hổng., ");
    assert!(
        own.contains("quét lỗ hổng") && !own.to_lowercase().contains("hằng quý") && !own.contains("Biên bản"),
        "{own}"
    );
    let stated = answer("noi_dung: Cơ quan thuế quét lỗ hổng., thoi_han: trước ngày 20/12/2026, ");
    assert!(stated.contains("trước ngày 20/12/2026"), "{stated}");
    let kept = answer("giu_nguyen: true, ");
    assert!(kept.contains("Rà soát lỗ hổng bảo mật") && kept.to_lowercase().contains("hằng quý"), "{kept}");
}

#[test]
fn an_issued_plan_with_its_own_organisation_is_given_no_other_duties() {
    let own = "to_chuc_thuc_hien:\n  - Văn phòng Sở theo dõi chung.\n";
    let text = document(&issued(own));
    assert!(
        text.contains("Văn phòng Sở theo dõi chung.") && !text.contains("Báo cáo kết quả thực hiện"),
        "{text}"
    );
    let told = with_sub_plan(&issued(own), FINANCE, |_, plan, _| {
        plan.left_out.iter().map(|one| one.mine.task.reference.to_string()).collect::<Vec<_>>()
    });
    assert_eq!(told, ["II.1.d.1", "III.1.2"]);
    let answered =
        "to_chuc_thuc_hien:\n  - {noi_dung: Văn phòng Sở báo cáo trước ngày 05/12., thay_cho: [III.1.2]}\n";
    let text = document(&issued(answered));
    assert!(text.contains("Văn phòng Sở báo cáo trước ngày 05/12"), "{text}");
    // Without any of its own the plan's are there.
    assert!(document(&issued("")).contains("Báo cáo kết quả thực hiện"));
    let both = draft("to_chuc_thuc_hien:\n  - {noi_dung: Lời., giu_nguyen: true, thay_cho: [III.1.2]}\n");
    one_finding(&both, ("KH143", Error), "giu_nguyen: true, thay_cho: [III.1.2]", &["vừa có lời riêng"]);
}
