//! What stands beside names: deadlines in brackets, capitals, whom a sentence calls on without giving it to them.

use crate::shapes::{decisions, imported};

#[test]
fn a_deadline_in_brackets_behind_the_last_name_is_that_of_the_task() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Hạ tầng
- Rà soát quy hoạch chợ; Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ (hoàn thành trong quý IV/2025).
- Vẽ bản đồ. Giao Sở Xây dựng chủ trì.
a) Đo sóng; Sở Y tế chủ trì.
b) Lắp trạm (Sở Y tế chủ trì).
2. Lễ hội
Tổ chức lễ hội.
Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Tài chính, các sở, ban, ngành (quý IV/2025).
3. Đào tạo
Mở lớp tập huấn.
Phân công thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính (xong trước ngày 30/11/2025).
4. Quảng bá
a) Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Công an tỉnh (thường xuyên) rà soát biển báo.
b) Sở Y tế (hoàn thành trong quý IV/2025): kiểm tra thực phẩm.
c) Sở Y tế chủ trì, phối hợp với Sở Nội vụ (đào tạo) mở lớp.
d) Các sở, ban, ngành (không bao gồm Sở Ngoại vụ); UBND cấp xã (trừ các xã không có chợ): kiểm tra chợ.
5. Nhân lực
Chọn cán bộ.
Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Tài chính (tháng 9/2025), Sở Y tế (tháng 10/2025).
| ##STT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Cơ quan phối hợp |
| 1 | Dựng cổng | Sở Y tế | Sở Tài chính, Sở Nội vụ (trong năm 2025) |",
    );
    let expected = [
        "Rà soát quy | so-xay-dung | so-tai-chinh so-noi-vu | trong quý IV/2025",
        "Vẽ bản đồ | so-xay-dung",
        "Đo sóng. | so-y-te",
        "Lắp trạm. | so-y-te",
        "Tổ chức lễ | so-noi-vu | so-tai-chinh cac-so-ban-nganh | quý IV/2025",
        "Mở lớp tập | so-noi-vu | so-tai-chinh | trước ngày 30/11/2025",
        "Rà soát biển | so-xay-dung | so-tai-chinh cong-an-tinh | thường xuyên",
        "Kiểm tra thực | so-y-te |  | trong quý IV/2025",
        "Mở lớp. | so-y-te | so-noi-vu (đào tạo)",
        "Kiểm tra chợ. | cac-so-ban-nganh ubnd-cac-xa-phuong (trừ các xã không có chợ)",
        "Chọn cán bộ. | so-noi-vu | so-tai-chinh (tháng 9/2025) so-y-te (tháng 10/2025)",
        "Dựng cổng | so-y-te | so-tai-chinh so-noi-vu | trong năm 2025",
    ];
    assert_eq!(told, expected);
    let decisions = decisions(&imported);
    let doubts: Vec<&&str> = decisions.iter().filter(|one| one.contains("chưa hiểu được")).collect();
    assert!(doubts.len() == 3 && doubts[1].contains("“tháng 9/2025”"), "{decisions:?}");
    assert!(doubts[0].contains("“trừ các xã không có chợ”"), "{decisions:?}");
}

#[test]
fn whom_a_sentence_calls_on_and_nobody_gives_it_to_is_told() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Chợ
a) Sở Xây dựng chủ trì rà soát chợ, phối hợp với Sở Tài chính thực hiện bố trí vốn.
b) Sở Công Thương: mở hội chợ, phối hợp với các cơ quan liên quan đưa tin; các xã tham gia; Sở Công Thương tổng kết.
c) Sở Y tế: kiểm tra vệ sinh, phối hợp kiểm tra hàng hóa; phối hợp với UBND tỉnh.
d) Các sở, ban, ngành: rà soát định mức, phối hợp với Sở Nội vụ trình ban hành.
| ##STT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Cơ quan phối hợp |
| 1 | Dựng cổng, phối hợp với Công an tỉnh bảo vệ | Sở Y tế | Công an tỉnh |
| 2 | Mở kho, phối hợp với Công an tỉnh canh giữ | Sở Y tế | Sở Tài chính |",
    );
    assert_eq!(told.len(), 6, "{told:?}");
    let decisions = decisions(&imported);
    let [first, second] = decisions.as_slice() else { panic!("{decisions:?}") };
    assert!(
        first.contains("gọi Sở Tài chính ở giữa câu") && first.contains("phoi_hop: [so-tai-chinh] (đoạn 1"),
        "{first}"
    );
    assert!(second.starts_with("“Mở kho") && second.contains("[cong-an-tinh] (đoạn"), "{second}");
}

#[test]
fn bodies_in_capitals_head_what_is_theirs() {
    let (imported, told) = imported(
        "\
##I. NHIỆM VỤ
1. Thủ tục
a) SỞ XÂY DỰNG chủ trì, phối hợp với SỞ TÀI CHÍNH, UBND CẤP XÃ rà soát quy hoạch.
b) UBND CÁC XÃ, PHƯỜNG: niêm yết thủ tục.
c) BAN QUẢN LÝ CÔNG VIÊN: dựng nhà.
##II. TỔ CHỨC THỰC HIỆN
##SỞ NỘI VỤ
- Theo dõi việc thực hiện.
##CÁC SỞ, BAN, NGÀNH; UBND CÁC XÃ, PHƯỜNG
- Lập danh sách.
##III. KINH PHÍ
Bố trí theo quy định.",
    );
    assert_eq!(
        told,
        [
            "Rà soát quy | so-xay-dung | so-tai-chinh ubnd-cac-xa-phuong",
            "Niêm yết thủ | ubnd-cac-xa-phuong",
            "Dựng nhà. | ban-quan-ly-cong-vien",
            "Theo dõi việc | so-noi-vu",
            "Lập danh sách. | cac-so-ban-nganh ubnd-cac-xa-phuong",
        ]
    );
    let text = imported.files.iter().map(|(_, draft)| draft.text.as_str()).collect::<String>();
    assert!(
        text.contains("tieu_de: Tổ chức thực hiện") && text.contains("ten: Ban quản lý công viên\n"),
        "{text}"
    );
}

#[test]
fn what_nobody_leads_keeps_its_words_and_numbers_begin_anew_below_a_title_in_bold() {
    let (imported, told) = imported(
        "\
##I. NHIỆM VỤ
##1. Sản phẩm
- Mở tour mới.
- Đặt biển hiệu.
Thời gian: quý IV/2025. Sản phẩm: 05 tour.
##2. Quảng bá
1. Tham gia hội chợ.
Thời gian: tháng 11/2025.
2. Sở Nội vụ chủ trì mở lớp; UBND các xã, phường vận động dân.
##3. Hạ tầng
1. Truyền thông: Sở Y tế chủ trì, phối hợp với Sở Nội vụ viết bài.
Thời gian: tháng 12/2025.
2. An toàn (Công an tỉnh chủ trì; Sở Y tế phối hợp)
| ##STT | ##Nhóm nhiệm vụ | ##Nhiệm vụ cụ thể | ##Chủ trì | ##Địa bàn | ##Mức độ |
| 1 | Thể chế | Rà soát | Tất cả các sở, ban, ngành | Vùng cao | Cao |
| 2 | ^ | Thẩm định | Sở Tư pháp (Sở Nội vụ đề xuất) | Vùng thấp | Thấp |",
    );
    assert_eq!(
        told,
        [
            "Chủ trì mở | so-noi-vu",
            "Sở Y tế | so-y-te | so-noi-vu | tháng 12/2025",
            "An toàn | cong-an-tinh | so-y-te",
            "Rà soát (Nhóm | cac-so-ban-nganh",
            "Thẩm định (Địa | so-tu-phap (Sở Nội vụ đề xuất)",
        ]
    );
    let decisions = decisions(&imported);
    let has = |words: &str| decisions.iter().any(|one| one.contains(words));
    assert!(
        has("không rõ ai chủ trì “Thời gian: quý IV/2025.") && has("“Thời gian: tháng 11/2025."),
        "{decisions:#?}"
    );
    assert!(has("gọi UBND các xã, phường ở giữa câu") && has("“Sở Nội vụ đề xuất”"), "{decisions:#?}");
    assert!(!has("số thứ tự"), "{decisions:#?}");
}

#[test]
fn cells_that_repeat_those_above_and_brackets_with_commas_are_understood() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Văn bản
| ##STT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Cơ quan phối hợp | ##Thời gian | < |
| ^ | ^ | ^ | ^ | ##Bắt đầu | ##Kết thúc |
| 1 | Rà soát văn bản | Sở Tư pháp | Sở Nội vụ | 01/2025 | 11/2025 |
| 2 | Thi hành pháp luật | -nt- | \" | nt | Như trên |
| 3 | In sổ tay | // | // | // | // |
| 4 | Công bố thủ tục | Sở Y tế (Chi cục Dân số) | | Thường xuyên | < |
2. Vắc xin (Sở Y tế chủ trì, Sở Tài chính phối hợp, hoàn thành trước ngày 15/11/2025)
3. Tiêm phòng
a) Tiêm cho trẻ
Chủ trì: UBND cấp xã | Phối hợp: Sở Y tế | Thời hạn: 30/11/2025
b) Sở Nội vụ chủ trì tập huấn, Sở Y tế phối hợp giảng dạy.",
    );
    assert_eq!(
        told,
        [
            "Rà soát văn | so-tu-phap | so-noi-vu | 01/2025 - 11/2025",
            "Thi hành pháp | so-tu-phap | so-noi-vu | 01/2025 - 11/2025",
            "In sổ tay | so-tu-phap | so-noi-vu | 01/2025 - 11/2025",
            "Công bố thủ | so-y-te (Chi cục Dân số) |  | Thường xuyên",
            "Vắc xin | so-y-te | so-tai-chinh | trước ngày 15/11/2025",
            "Tiêm cho trẻ | ubnd-cac-xa-phuong | so-y-te | 30/11/2025",
            "Chủ trì tập | so-noi-vu",
        ]
    );
    let decisions = decisions(&imported);
    let [first, second] = decisions.as_slice() else { panic!("{decisions:#?}") };
    let all = [*first, *second].join("\n");
    assert!(all.contains("“Chi cục Dân số”") && all.contains("gọi Sở Y tế ở giữa câu"), "{all}");
}
