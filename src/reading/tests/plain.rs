//! Text that was copied.

use super::*;

fn text(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let source = read(bytes, "a.txt").unwrap_or_else(|refusal| panic!("{}", refusal.message()));
    (shown(&source), messages(&source))
}

const PAGE: &str = "I. MỤC ĐÍCH, YÊU CẦU \n\n1. Mục đích \n\n- Cụ thể hóa các nhiệm vụ được phân công tại Kế hoạch của tỉnh tới các \n\nphòng, đơn vị trực thuộc để tổ chức triển khai thực hiện trong năm \n\n2025, góp phần thực hiện thắng lợi các mục tiêu kế hoạch đã đề ra. \n\n- Tinh thần “hỗ trợ lắng nghe thấu hiểu đồng hành cùng doanh nghiệp \n\n- thúc đẩy phát triển” được quán triệt đến từng công chức, viên chức \n\ncủa cơ quan. \n\n2 \n\n2. Yêu cầu \n\nCăn cứ Kế hoạch số 175/KH-\n\nUBND ngày 02/7/2025, các phòng chủ động tham mưu cho lãnh đạo Sở. \n\nBáo cáo kết quả thực hiện trước ngày 15 tháng cuối mỗi quý trong năm. \n\nCác đơn vị khác phối hợp. \n\n3 \n";

#[test]
fn lines_that_a_page_cut_are_joined_and_its_numbers_are_taken_out() {
    let (paragraphs, told) = text(PAGE.as_bytes());
    assert_eq!(
        paragraphs,
        [
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "- Cụ thể hóa các nhiệm vụ được phân công tại Kế hoạch của tỉnh tới các phòng, đơn vị trực thuộc để tổ chức triển khai thực hiện trong năm 2025, góp phần thực hiện thắng lợi các mục tiêu kế hoạch đã đề ra.",
            "- Tinh thần “hỗ trợ lắng nghe thấu hiểu đồng hành cùng doanh nghiệp - thúc đẩy phát triển” được quán triệt đến từng công chức, viên chức của cơ quan.",
            "2. Yêu cầu",
            "Căn cứ Kế hoạch số 175/KH-UBND ngày 02/7/2025, các phòng chủ động tham mưu cho lãnh đạo Sở.",
            "Báo cáo kết quả thực hiện trước ngày 15 tháng cuối mỗi quý trong năm.",
            "Các đơn vị khác phối hợp.",
        ]
    );
    assert_eq!(told[..2], ["5 dòng bị ngắt giữa chừng được nối lại thành đoạn", "2 số trang được bỏ"]);
    assert!(
        told[2..].iter().all(|one| one == "Không rõ dòng này nối tiếp dòng trên hay bắt đầu đoạn mới"),
        "{told:?}"
    );
}

#[test]
fn a_text_with_one_paragraph_a_line_is_left_as_it_is() {
    let long = "Để tiếp tục đẩy mạnh cải cách hành chính, cải thiện mạnh mẽ môi trường đầu tư kinh doanh, khắc phục những hạn chế, đảm bảo kết quả đánh giá các chỉ số thực chất và bền vững, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:";
    let whole = format!("KẾ HOẠCH\ncải thiện môi trường\n{long}\n1. Việc một\n{long}\n");
    let (paragraphs, told) = text(whole.as_bytes());
    assert_eq!(paragraphs, ["KẾ HOẠCH", "cải thiện môi trường", long, "1. Việc một", long]);
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn encodings_that_nobody_names_are_guessed_and_told() {
    let meant = "Cải thiện môi trường đầu tư kinh doanh của tỉnh";
    let wide: Vec<u8> = meant.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xFF, 0xFE][..], &wide].concat();
    let big: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(meant.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let latin =
        |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect() };
    let tcvn3 = latin("C¶i thiÖn m«i tr\u{ad}êng ®Çu t\u{ad} kinh doanh cña tØnh");
    let vni = latin("Caûi thieän moâi tröôøng ñaàu tö kinh doanh cuûa tænh");
    let windows =
        b"Ca\xD2i thi\xEA\xF2n m\xF4i tr\xFD\xF5\xCCng \xF0\xE2\xCCu t\xFD kinh doanh cu\xD2a ti\xD2nh"
            .to_vec();
    let guessed = |name: &str| vec![format!("Tệp không ghi bảng mã; đọc theo {name}")];
    for (bytes, told) in [
        (meant.as_bytes().to_vec(), Vec::new()),
        ([&[0xEF, 0xBB, 0xBF][..], meant.as_bytes()].concat(), Vec::new()),
        (marked, Vec::new()),
        (big, Vec::new()),
        (wide, guessed("UTF-16 LE")),
        (tcvn3, guessed("TCVN3 (ABC)")),
        (vni, guessed("VNI")),
        (windows, guessed("Windows-1258")),
    ] {
        assert_eq!(text(&bytes), (vec![meant.to_owned()], told));
    }
}

#[test]
fn old_letters_pasted_into_unicode_are_read_as_meant_and_told() {
    let (paragraphs, told) = text("Tiếp tục:\nC¶i thiÖn m«i tr\u{ad}êng ®Çu t\u{ad}".as_bytes());
    assert_eq!(paragraphs, ["Tiếp tục:", "Cải thiện môi trường đầu tư"]);
    assert_eq!(
        told,
        ["Chữ của bảng mã TCVN3 (ABC, phông .VnTime) được đọc là “Cải thiện môi trường đầu tư”"]
    );
}

#[test]
fn headings_that_are_marked_have_their_level() {
    let source =
        read("# KẾ HOẠCH\n\n## **I. MỤC ĐÍCH**\n\nChỉ số “*Gia nhập*” và **đậm** 2 * 3".as_bytes(), "a.txt")
            .unwrap();
    assert_eq!(shown(&source), ["KẾ HOẠCH", "I. MỤC ĐÍCH", "Chỉ số “Gia nhập” và đậm 2 * 3"]);
    let paragraphs = source.paragraphs();
    assert_eq!(
        [paragraphs[0].outline, paragraphs[1].outline, paragraphs[2].outline],
        [Some(1), Some(2), None]
    );
    let looks: Vec<_> =
        paragraphs[2].runs.iter().map(|run| (run.text.as_str(), run.bold, run.italic)).collect();
    assert_eq!(
        looks,
        [
            ("Chỉ số “", false, false),
            ("Gia nhập", false, true),
            ("” và ", false, false),
            ("đậm", true, false),
            (" 2 * 3", false, false)
        ]
    );
}

#[test]
fn the_rest_of_a_sentence_in_capitals_is_joined_and_columns_stay_apart() {
    let page = "\
UBND TỈNH A                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                  Độc lập - Tự do - Hạnh phúc
- Rà soát quy hoạch kho bãi trên địa bàn tỉnh, trình cấp có thẩm quyền phê duyệt trong quý
IV/2025.
- Tạo thuận lợi cho hoạt động xuất nhập khẩu qua các cửa khẩu trên toàn bộ địa bàn của
tỉnh; phát triển dịch vụ theo hướng hiện đại, nâng cao năng lực cạnh tranh của các doanh
nghiệp.
Nơi nhận:                       KT. CHỦ TỊCH
- Lưu: VT.                      PHÓ CHỦ TỊCH
";
    let (paragraphs, told) = text(page.as_bytes());
    assert_eq!(
        paragraphs[..2],
        ["UBND TỈNH A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\tĐộc lập - Tự do - Hạnh phúc"]
    );
    assert!(paragraphs[2].ends_with("trong quý IV/2025."), "{paragraphs:#?}");
    assert_eq!(paragraphs[4..], ["Nơi nhận:\tKT. CHỦ TỊCH", "- Lưu: VT.\tPHÓ CHỦ TỊCH"]);
    assert!(told[0].starts_with("3 dòng có nhiều cột"), "{told:?}");
}

#[test]
fn letters_that_a_code_page_did_not_have_are_told_once() {
    let (_, told) = text("K? ho?ch phát tri?n\nB? trí kinh phí th?c hi?n".as_bytes());
    let lost: Vec<&String> = told.iter().filter(|one| one.contains("bảng mã ANSI")).collect();
    assert!(lost.len() == 1 && lost[0].starts_with("04 chữ") && lost[0].contains("“ho?ch”"), "{told:?}");
    let (_, told) = text("Ai làm? Bao giờ?Ở đâu? Th?c hi?n".as_bytes());
    assert_eq!(told.len(), 1, "{told:?}");
    let (_, told) = text("Th?c hiện".as_bytes());
    assert_eq!(told, Vec::<String>::new(), "one may be a slip");
}
