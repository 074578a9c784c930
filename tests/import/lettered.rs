//! Lines of labels with letters, in any order, with a note between them; groups of rows without numbers.

use crate::shapes::{decisions, imported};

#[test]
fn labels_are_of_one_task_whatever_letters_and_order_they_have() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Tuyên truyền
a) Nội dung: Đưa tin về du lịch.
b) Cơ quan chủ trì: Sở Y tế.
c) Cơ quan phối hợp: Sở Nội vụ.
d) Thời gian thực hiện: Thường xuyên.
2. Cắm biển
- Lắp biển chỉ dẫn.
- Thời gian: quý IV/2025.
- Cơ quan phối hợp: Sở Nội vụ.
| Ghi chú: số lượng do UBND tỉnh giao riêng |
- Cơ quan chủ trì: Sở Xây dựng.
- Sản phẩm: Báo cáo.
3. Tháo gỡ
a) Rà soát dự án.
b) Công khai quỹ đất.
Phân công thực hiện:
- Sở Tài chính thực hiện nội dung a).
- Sở Xây dựng thực hiện nội dung b) theo đợt; thời hạn: 30/11/2025.
4. Sở Xây dưng: rà soát quy hoạch.
5. Mở lớp (Sở Y tế chủ trì, phối hợp với Sở Nội vụ, hoàn thành trước ngày 30/4/2026).",
    );
    assert_eq!(
        told,
        [
            "Nội dung: Đưa | so-y-te | so-noi-vu | Thường xuyên",
            "Lắp biển chỉ | so-xay-dung | so-noi-vu | quý IV/2025 | Báo cáo",
            "Rà soát dự | so-tai-chinh",
            "Công khai quỹ | so-xay-dung |  | 30/11/2025",
            "Rà soát quy | so-xay-dung",
            "Mở lớp. | so-y-te | so-noi-vu | trước ngày 30/4/2026",
        ]
    );
    let decisions = decisions(&imported);
    assert!(decisions.iter().any(|what| what.contains("“theo đợt”")), "{decisions:#?}");
    let typed = "“Sở Xây dưng” được hiểu là “Sở Xây dựng”";
    assert!(imported.notes.iter().any(|note| note.what.message().contains(typed)));
    assert_eq!(imported.files.len(), 1, "nobody is proposed");
}

#[test]
fn groups_without_numbers_stand_within_the_one_above_or_beside_each_other() {
    let (imported, _) = imported(
        "\
I. NHIỆM VỤ
| ##TT | ##Nhiệm vụ | ##Chủ trì | ##Bắt đầu | ##Kết thúc |
| I | Đào tạo | < | < | < |
| Tin học | < | < | < | < |
| 1 | Mở lớp | Sở Y tế | 01/2026 | 3/2026 |
| | | Sở Nội vụ | | |
| Ngoại ngữ | < | < | < | < |
| 2 | Thi thử | Sở Y tế | | |
| II | Kiểm tra | < | < | < |
| 3 | Đi từng xã | Sở Y tế | | |",
    );
    let text = &imported.files.last().unwrap().1.text;
    let indent = |title: &str| {
        let line = text.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{text}"));
        line.find(title).unwrap()
    };
    assert!(indent("Tin học") > indent("Đào tạo"), "{text}");
    assert_eq!(indent("Tin học"), indent("Ngoại ngữ"), "{text}");
    assert_eq!(indent("Đào tạo"), indent("tieu_de: Kiểm tra") + "tieu_de: ".len(), "{text}");
    assert_eq!(
        text.matches("01/2026 - 3/2026").count(),
        2,
        "what goes on begins when the row above does: {text}"
    );
}
