//! Plans as offices type them: decisions in front, groups within groups, lines that a hand cut, people by name.

use kehoach::import::notes::WhyLeftOut;
use kehoach::import::plan::Told;

use crate::fixture::{Office, raw};
use crate::shapes::{decisions, imported};
use crate::word::docx;

#[test]
fn groups_of_rows_stand_within_the_groups_above_them() {
    let (imported, told) = imported(
        "\
I. MỤC TIÊU
Giao Công an tỉnh giữ an ninh.
II. NHIỆM VỤ
Nhiệm vụ cụ thể tại Phụ lục.
##PHỤ LỤC
##BẢNG PHÂN CÔNG
| ##TT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Thời gian |
| A | PHÂN CÔNG CHUNG | < | < |
| I | Quảng bá | < | < |
| 1 | Dựng cổng thông tin | Sở Y tế | Quý III/2025 |
| II | Hạ tầng | < | < |
| 2 | Làm bến thuyền | Sở Xây dựng | Quý IV/2025 |
| B | CỦA CÔNG AN TỈNH | < | < |
| 3 | Giữ trật tự | Công an tỉnh | Thường xuyên |
| | Tổng cộng: 03 nhiệm vụ | < | < |",
    );
    assert_eq!(told.len(), 3, "{told:#?}");
    let annex = &raw(&imported).annexes[0];
    let titles: Vec<(&str, usize)> = annex
        .children
        .iter()
        .map(|group| (group.title.as_ref().unwrap().as_str(), group.children.len()))
        .collect();
    assert_eq!(titles, [("Phân công chung", 2), ("Của Công an tỉnh", 0)]);
    let said = decisions(&imported);
    assert!(said.iter().all(|what| !what.contains("NHIỆM VỤ") && !what.contains("Tổng cộng")), "{said:#?}");
    let text = &imported.files.last().unwrap().1.text;
    assert!(text.contains("Tổng cộng: 03 nhiệm vụ"), "{text}");
    assert!(
        text.contains("tiêu đề “PHÂN CÔNG CHUNG” gõ toàn chữ in hoa"),
        "what was changed is told: {text}"
    );
}

#[test]
fn names_in_a_cell_may_be_counted() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
| ##TT | ##Nhiệm vụ | ##Đơn vị thực hiện | ##Thời gian |
| 1 | Kiểm tra cầu yếu | 1. Sở Xây dựng / 2. Công an tỉnh | Quý III/2025 |
| 2 | Vá ổ gà | a) Sở Xây dựng / b) UBND xã Bắc Sơn | Quý IV/2025 |",
    );
    assert_eq!(
        told,
        [
            "Kiểm tra cầu | so-xay-dung cong-an-tinh |  | Quý III/2025",
            "Vá ổ gà | so-xay-dung ubnd-xa-bac-son |  | Quý IV/2025",
        ]
    );
    assert!(decisions(&imported).is_empty(), "{:#?}", decisions(&imported));
}

#[test]
fn what_may_be_a_deadline_and_what_is_a_role_is_told() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Quảng bá
a) Sở Y tế (cơ quan thường trực)
- Rà soát quy hoạch, trình phê duyệt trong quý IV/2025.
- Xây dựng cơ sở dữ liệu trong tháng 10/2025; cập nhật thường xuyên.
- Bố trí kinh phí trong năm 2025.
- Mở lớp tập huấn, hoàn thành trong tháng 11/2025.",
    );
    assert_eq!(told[3], "Mở lớp tập | so-y-te (cơ quan thường trực) |  | trong tháng 11/2025");
    let said = decisions(&imported);
    let of = |words: &str| said.iter().filter(|what| what.contains(words)).count();
    assert_eq!(of("có thể là thời hạn"), 2, "{said:#?}");
    assert_eq!(of("thoi_han: trong quý IV/2025") + of("thoi_han: trong tháng 10/2025"), 2, "{said:#?}");
    assert_eq!(of("“(cơ quan thường trực)” là vai trò"), 1, "{said:#?}");
}

#[test]
fn a_sentence_may_end_with_who_does_it_and_by_when() {
    let (_, told) = imported(
        "\
I. NHIỆM VỤ
1. Hạ tầng
- Nâng cấp trung tâm dữ liệu. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh thực hiện, xong trước ngày 30/6/2026.
- Xây tuyến đường ven hồ: UBND xã Bắc Sơn chủ trì, phối hợp với Sở Xây dựng thực hiện.",
    );
    assert_eq!(
        told,
        [
            "Nâng cấp trung | so-y-te | cong-an-tinh | trước ngày 30/6/2026",
            "Xây tuyến đường | ubnd-xa-bac-son | so-xay-dung",
        ]
    );
}

#[test]
fn somebody_by_name_is_one_with_what_they_are() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Kiểm tra các địa phương.
- Thời gian: Quý III/2025.
- Chủ trì: Đồng chí Dương Văn A, Phó Chủ tịch UBND tỉnh, Trưởng ban.
2. Chuẩn bị phiên họp.
- Thời gian: Quý IV/2025.
- Cơ quan chuẩn bị: Sở Y tế.",
    );
    assert_eq!(
        told,
        [
            "Kiểm tra các | “Đồng chí Dương Văn A, Phó Chủ tịch UBND tỉnh, Trưởng ban” |  | Quý III/2025",
            "Chuẩn bị phiên | so-y-te |  | Quý IV/2025",
        ]
    );
    assert!(
        decisions(&imported).iter().all(|what| !what.contains("Dương Văn A")),
        "{:#?}",
        decisions(&imported)
    );
}

#[test]
fn every_doubt_stands_in_the_file() {
    // A sentence that became a part of another, and an annex that is not there.
    let (imported, _) = imported(
        "\
I. NHIỆM VỤ
1. Hạ tầng
a) Sở Xây dựng
- Làm đường theo Phụ lục V.
+ Phối hợp với Sở Y tế đặt trạm.",
    );
    let text = &imported.files.last().unwrap().1.text;
    for note in &imported.notes {
        let words: Vec<String> = note.what.message().split_whitespace().take(5).map(str::to_owned).collect();
        let flat = text.replace('#', " ");
        let flat: Vec<&str> = flat.split_whitespace().collect();
        let stands = flat.windows(words.len()).any(|window| window == words.as_slice());
        assert!(stands, "{}: {text}", note.what.message());
    }
    assert!(text.contains("“Phụ lục V”"), "{text}");
}

const ISSUED: &str = "\
| ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc |
| Số: 1520/QĐ-UBND | Lạng Sơn, ngày 28 tháng 8 năm 2025 |
##QUYẾT ĐỊNH
##Ban hành Kế hoạch phát triển kinh tế tập thể năm 2026
##CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Căn cứ Luật Hợp tác xã;
Theo đề nghị của Giám đốc Sở Tài chính.
##QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển kinh tế tập thể.
Điều 2. Thủ trưởng các sở chịu trách nhiệm thi hành Quyết định này./.
| Nơi nhận: / - Các sở, ban, ngành; / - Lưu: VT. | KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn Minh |

| ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc |
##KẾ HOẠCH
##Phát triển kinh tế tập thể năm 2026
(Ban hành kèm theo Quyết định số 1520/QĐ-UBND ngày 28 tháng 8 năm 2025)
I. NHIỆM VỤ
1. Sở Tài chính: Rà soát chính sách hỗ trợ hợp tác xã.
2. Sở Y tế: Hướng dẫn hợp tác xã dược liệu.";

#[test]
fn a_plan_behind_the_decision_that_issues_it_is_the_plan() {
    let office = Office::sample();
    let imported = office.import(&[("quyet-dinh.docx", &docx(ISSUED))], &Told::default());
    assert!(imported.lost.is_empty(), "{:#?}", imported.lost);
    let raw = raw(&imported);
    let text = |value: &Option<kehoach::content::raw::Text>| {
        value.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    assert_eq!(raw.subject.as_str(), "Phát triển kinh tế tập thể năm 2026");
    assert_eq!([text(&raw.number), text(&raw.symbol), text(&raw.date)], ["1520", "QĐ-UBND", "28/8/2025"]);
    assert_eq!(text(&raw.signature.name), "Nguyễn Văn Minh");
    assert_eq!(raw.recipients.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Các sở, ban, ngành"]);
    let left = imported.left_out.iter().filter(|one| one.why == WhyLeftOut::Decision);
    let left: Vec<&str> = left.map(|one| one.words.as_str()).collect();
    assert!(
        left.contains(&"Căn cứ Luật Hợp tác xã;") && left.iter().any(|words| words.starts_with("Điều 2")),
        "{left:#?}"
    );
    assert!(left.iter().all(|words| !words.contains("dược liệu")), "{left:#?}");
    assert!(
        decisions(&imported).iter().any(|what| what.contains("kèm theo quyết định")),
        "{:#?}",
        decisions(&imported)
    );
}

#[test]
fn an_annex_that_no_sentence_leads_to_is_told_before_the_plan_is_made() {
    let annex = "##PHỤ LỤC\n##DANH MỤC CẦU YẾU\n| ##TT | ##Tên cầu |\n| 1 | Cầu Khuổi Lầy |";
    let told = |lead: &str| {
        let (imported, _) = imported(&format!("I. NHIỆM VỤ\n1. Sở Y tế: Kiểm tra cầu yếu{lead}.\n{annex}"));
        imported.findings.iter().filter(|finding| finding.code == "KH336").count()
    };
    assert_eq!([told(""), told(" (chi tiết tại Phụ lục kèm theo)")], [1, 0]);
}
