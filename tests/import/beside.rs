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
5. Nhân lực
Chọn cán bộ.
Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Tài chính (tháng 9/2025), Sở Y tế (tháng 10/2025).
| ##STT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Cơ quan phối hợp |
| 1 | Dựng cổng | Sở Y tế | Sở Tài chính, Sở Nội vụ (trong năm 2025) |",
    );
    let expected = [
        "Rà soát quy | so-xay-dung | so-tai-chinh so-noi-vu | trong quý IV/2025",
        "Vẽ bản đồ | so-xay-dung",
        "Tổ chức lễ | so-noi-vu | so-tai-chinh cac-so-ban-nganh | quý IV/2025",
        "Mở lớp tập | so-noi-vu | so-tai-chinh | trước ngày 30/11/2025",
        "Rà soát biển | so-xay-dung | so-tai-chinh cong-an-tinh | thường xuyên",
        "Kiểm tra thực | so-y-te |  | trong quý IV/2025",
        "Mở lớp. | so-y-te | so-noi-vu (đào tạo)",
        "Chọn cán bộ. | so-noi-vu | so-tai-chinh (tháng 9/2025) so-y-te (tháng 10/2025)",
        "Dựng cổng | so-y-te | so-tai-chinh so-noi-vu | trong năm 2025",
    ];
    assert_eq!(told, expected);
    let decisions = decisions(&imported);
    let doubts: Vec<&&str> = decisions.iter().filter(|one| one.contains("chưa hiểu được")).collect();
    assert!(doubts.len() == 2 && doubts[0].contains("“tháng 9/2025”"), "{decisions:?}");
}

#[test]
fn whom_a_sentence_calls_on_and_nobody_gives_it_to_is_told() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Chợ
a) Sở Xây dựng chủ trì rà soát chợ, phối hợp với Sở Tài chính thực hiện bố trí vốn.
b) Sở Công Thương: mở hội chợ, phối hợp với các cơ quan liên quan đưa tin.
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
        first.contains("gọi Sở Tài chính phối hợp") && first.contains("phoi_hop: [so-tai-chinh] (đoạn 1"),
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
