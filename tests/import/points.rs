//! What is said around the tasks of a point: tables and notes below it, titles between its tasks, who is taken out of
//! a group, who supports.

use crate::shapes::{decisions, imported};

#[test]
fn tables_and_framed_notes_below_a_point_are_no_tasks_of_their_own() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Hạ tầng
a) Sở Xây dựng
- Mở tuyến xe theo bảng sau:
| ##TT | ##Tuyến | ##Dài (km) |
| 1 | Đồng Đăng | 12 |
- Lắp biển chỉ dẫn.
b) Sở Tài chính: bố trí vốn theo bảng sau:
| ##TT | ##Nguồn | ##Triệu đồng |
| 1 | Ngân sách tỉnh | 500 |
c) Sở Y tế
| ##TT | ##Nhiệm vụ | ##Thời gian | ##Sản phẩm |
| 1 | Lập đội cấp cứu | Quý IV/2025 | Quyết định |
| 2 | Mua thuốc dự phòng | Trước ngày 15/11/2025 | |
d) Sở Nội vụ
- Tuyển hướng dẫn viên.
| Ghi chú: số lượng do UBND tỉnh giao riêng |
- Mở lớp.",
    );
    assert_eq!(
        told,
        [
            "Mở tuyến xe | so-xay-dung",
            "Lắp biển chỉ | so-xay-dung",
            "Bố trí vốn | so-tai-chinh",
            "Lập đội cấp | so-y-te |  | Quý IV/2025 | Quyết định",
            "Mua thuốc dự | so-y-te |  | Trước ngày 15/11/2025",
            "Tuyển hướng dẫn | so-noi-vu",
            "Mở lớp. | so-noi-vu",
        ]
    );
    let behind = decisions(&imported).iter().filter(|what| what.contains("in ngay sau điểm ấy")).count();
    assert_eq!(behind, 3, "{:#?}", decisions(&imported));
    let text = &imported.files.last().unwrap().1.text;
    assert!(text.contains("Ngân sách tỉnh") && text.contains("do UBND tỉnh giao riêng"), "{text}");
}

#[test]
fn the_title_of_what_comes_next_is_no_task_of_who_is_named_before_it() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Nhóm một
- Làm bản đồ.
Chủ trì: Sở Y tế
Phối hợp: Sở Tài chính
Về nhân lực
- Mở lớp.
Chủ trì: Sở Nội vụ
Thời gian: quý IV/2025
2. Nhóm hai
a) Lập danh mục.
Chủ trì: Sở Công Thương
Về số hóa
b) Lập trang.
Chủ trì: Sở Khoa học và Công nghệ
II. GIẢI PHÁP
1. Hạ tầng
a) Làm đường.
Chủ trì: Sở Xây dựng
2. Nhân lực
- Dạy nghề.
Chủ trì: Sở Nội vụ",
    );
    assert_eq!(
        told,
        [
            "Làm bản đồ. | so-y-te | so-tai-chinh",
            "Mở lớp. | so-noi-vu |  | quý IV/2025",
            "Lập danh mục. | so-cong-thuong",
            "Lập trang. | so-khoa-hoc-va-cong-nghe",
            "Làm đường. | so-xay-dung",
            "Dạy nghề. | so-noi-vu",
        ]
    );
    for title in ["“Về nhân lực” nằm giữa", "“Về số hóa” nằm giữa"] {
        assert!(decisions(&imported).iter().any(|what| what.contains(title)), "{:#?}", decisions(&imported));
    }
}

#[test]
fn those_whom_a_cell_takes_out_of_a_group_are_taken_out() {
    let (imported, _) = imported(
        "\
I. NHIỆM VỤ
| ##TT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Cơ quan phối hợp |
| 1 | Rà soát quy trình | Các sở, ban, ngành (trừ Sở Y tế) | UBND các xã, phường (trừ UBND phường Đông Kinh) |",
    );
    let text = &imported.files.last().unwrap().1.text;
    assert!(text.contains("tru: [so-y-te, ubnd-phuong-dong-kinh]"), "{text}");
}

#[test]
fn a_plan_without_numbers_gives_its_tasks_to_those_who_are_named() {
    let (_, told) = imported(
        "\
##NHIỆM VỤ
Nhiệm vụ chung
Sở Xây dựng làm đường tới các điểm du lịch.
Sở Tài chính bố trí vốn.
##Nhân lực
Sở Nội vụ mở lớp nghề.
Trường Cao đẳng nghề Xứ Lạng mở lớp ngoại ngữ.",
    );
    assert_eq!(
        told,
        [
            "Sở Xây dựng | so-xay-dung",
            "Sở Tài chính | so-tai-chinh",
            "Sở Nội vụ | so-noi-vu",
            "Trường Cao đẳng | truong-cao-dang-nghe-xu-lang",
        ]
    );
}

#[test]
fn those_who_support_are_taken_from_the_words_above_a_list_and_from_sentences() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Y tế và UBND các xã, phường:
- Dựng nền tảng số.
- Tập huấn cán bộ.
2. Giao Sở Công Thương phối hợp Sở Tài chính mở hội chợ.
##3. Đào tạo
Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp mở lớp; hoàn thành trước 30/11/2025.
##4. Quảng bá
- Lập chuyên trang.
Triển khai: Sở Xây dựng chủ trì, phối hợp với Công an tỉnh thực hiện.
II. PHỤ TRÁCH
| ##TT | ##Nhiệm vụ | ##Cơ quan chủ trì | ##Cơ quan phối hợp |
| 1 | Sơ kết | Sở Y tế | Các đơn vị |",
    );
    assert_eq!(
        told,
        [
            "Dựng nền tảng | so-khoa-hoc-va-cong-nghe | so-y-te ubnd-cac-xa-phuong",
            "Tập huấn cán | so-khoa-hoc-va-cong-nghe | so-y-te ubnd-cac-xa-phuong",
            "Giao Sở Công | so-cong-thuong | so-tai-chinh",
            "Sở Nội vụ | so-noi-vu | so-tu-phap | trước 30/11/2025",
            "Lập chuyên trang. | so-xay-dung | cong-an-tinh",
            "Sơ kết | so-y-te | “Các đơn vị”",
        ]
    );
    assert!(
        !decisions(&imported).iter().any(|what| what.contains("chưa hiểu")),
        "{:#?}",
        decisions(&imported)
    );
}

#[test]
fn what_stands_at_the_end_of_a_numbered_task_says_who_does_it() {
    let (_, told) = imported(
        "\
I. NHIỆM VỤ
1. Cây trồng
a) Chọn giống. Chủ trì: Sở Nông nghiệp và Môi trường; Phối hợp: Sở Y tế. Thời gian: quý IV/2025.
b) Trồng thử (UBND phường Đông Kinh chủ trì, phối hợp với Sở Tài chính; hoàn thành trước ngày 30/11/2025).
2. Mạng lưới
- Lắp máy quay (Công an tỉnh chủ trì).
- Dựng trang (Chủ trì: Sở Khoa học và Công nghệ; phối hợp: Sở Nội vụ).
II. TỔ CHỨC THỰC HIỆN
- Sở Y tế theo dõi, đôn đốc.
- Các sở, ban, ngành báo cáo.",
    );
    assert_eq!(
        told,
        [
            "Chọn giống. | so-nong-nghiep-va-moi-truong | so-y-te | quý IV/2025",
            "Trồng thử. | ubnd-phuong-dong-kinh | so-tai-chinh | trước ngày 30/11/2025",
            "Lắp máy quay | cong-an-tinh",
            "Dựng trang | so-khoa-hoc-va-cong-nghe | so-noi-vu",
            "Sở Y tế | so-y-te",
            "Các sở, ban, | cac-so-ban-nganh",
        ]
    );
}

#[test]
fn the_end_of_a_dash_gives_it_only_where_it_says_who_does_it_and_nothing_else() {
    let kept = [
        "Sơn vạch kẻ (phối hợp với Sở Nội vụ).",
        "Đặt biển báo (Sở Y tế chủ trì; Sở Nội vụ góp ý).",
        "Kẻ lại tên; tổ công tác chủ trì, phối hợp với Sở Nội vụ.",
        "Lập đội tuần; Sở Y tế chủ trì, phối hợp với tổ công tác.",
        "Đo lưu lượng; Sở Y tế chủ trì, phối hợp với Sở Nội vụ đo lại.",
        "Soát giờ tàu (chủ trì).",
    ];
    let (imported, told) = imported(&format!(
        "\
I. NHIỆM VỤ
1. Đường sá
- Vá mặt đường (Sở Y tế chủ trì; phối hợp với Sở Nội vụ).
- Quét đường phố (Sở Y tế thực hiện; Sở Nội vụ phối hợp).
- Trồng cây xanh; Sở Y tế chủ trì, phối hợp với Sở Nội vụ.
- Treo cờ hoa. Sở Y tế; Sở Nội vụ chủ trì.
2. Biển báo
- {}",
        kept.join("\n- ")
    ));
    assert_eq!(
        told,
        [
            "Vá mặt đường | so-y-te | so-noi-vu",
            "Quét đường phố | so-y-te | so-noi-vu",
            "Trồng cây xanh | so-y-te | so-noi-vu",
            "Treo cờ hoa | so-y-te so-noi-vu",
        ]
    );
    let text = &imported.files.last().unwrap().1.text;
    assert!(kept.iter().all(|line| text.contains(line)), "{text}");
}

#[test]
fn a_section_of_tasks_that_are_given_to_nobody_is_told() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Đồng chí Nguyễn Văn Mẫu: chỉ đạo chung.
2. Rà soát vỉa hè.
II. GIẢI PHÁP
1. Hạ tầng
Sở Xây dựng làm đường.
2. Nhân lực
Mở lớp cho người dân.",
    );
    assert_eq!(told, ["Sở Xây dựng | so-xay-dung"]);
    let decisions = decisions(&imported);
    for what in ["mục “NHIỆM VỤ” giao cho ai", "“Nhân lực” nằm giữa"] {
        assert!(decisions.iter().any(|one| one.contains(what)), "{what} {decisions:#?}");
    }
    assert!(!decisions.iter().any(|one| one.contains("mục “GIẢI PHÁP”")), "{decisions:#?}");
}

#[test]
fn columns_below_a_common_title_and_points_that_give_a_list() {
    let (imported, told) = imported(
        "\
I. NHIỆM VỤ
1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế:
- Tuyển sinh lớp một.
- Chấm bài thi chung.
2. UBND các xã, phường: Đồng Đăng, Đông Kinh
- Mở hội xuân vùng cao.
##II. BẢNG NHIỆM VỤ
| ##TT | ##Nhiệm vụ | ##Cơ quan, đơn vị thực hiện | < | ##Thời gian |
| ^ | ^ | ##Chủ trì | ##Phối hợp | ^ |
| 1 | Phủ sóng | Sở Công Thương | Sở Tài chính | Tháng 10/2025 |",
    );
    assert_eq!(
        told,
        [
            "Tuyển sinh lớp | so-noi-vu | so-y-te",
            "Chấm bài thi | so-noi-vu | so-y-te",
            "Mở hội xuân | ubnd-xa-dong-dang ubnd-phuong-dong-kinh",
            "Phủ sóng | so-cong-thuong | so-tai-chinh | Tháng 10/2025",
        ]
    );
    assert!(decisions(&imported).is_empty(), "{:#?}", decisions(&imported));
}
