use std::path::{Path, PathBuf};

use kehoach::app::{self, Paths, Selection};
use kehoach::text::first_letter::lower_first;

use crate::fixture::{PLAN, checked, new, worse};

/// Kinds of this room.
const REVIEW: std::ops::RangeInclusive<&str> = "KH340"..="KH379";

#[test]
fn sound_texts_are_left_alone() {
    assert!(!checked(&[]).iter().any(|finding| REVIEW.contains(&finding.code)));
    for text in [
        "Luôn luôn lắng nghe, từng bước đổi mới; dần dần hoàn thiện trong năm năm tới.",
        "Trưởng ban Ban Quản lý, Chánh Văn phòng Văn phòng UBND tỉnh chịu trách nhiệm.",
        "Phát triển triển khai; chi phí tuân thủ thủ tục; dịch vụ công công bố trên Cổng.",
        "Giảm 1,5 điểm (từ 8,4 xuống 6,9), v.v., theo Nghị quyết số 02/NQ-CP; TP. Lạng Sơn.",
        "Xem tại https://langson.gov.vn/a,b;c và gửi về sct@langson.gov.vn trước 17:00.",
        "Báo cáo số liệu đất đai, thuế,... (trừ nội dung mật); gồm: (1) thu; (2) chi.",
        "Rà soát kinh tế - xã hội, quốc phòng - an ninh giai đoạn 2021-2025.",
        "Sở Tài chính, Sở Xây dựng; Sở Tài chính, Sở Xây dựng phối hợp; một, hai một, hai.",
        "Đến năm 2027 đạt 1,25 tỷ đồng; đến năm 2027 đạt 1,25 tỷ đồng mỗi xã.",
        "Hỗ trợ 30 doanh nghiệp; diện tích 25 m², nhiệt độ 30°C, sai số ± 2%.",
    ] {
        let typed = format!("noi_dung: \"{text}\"");
        let findings = new(&[(PLAN, "noi_dung: Kiểm tra công vụ.", &typed)]);
        let told: Vec<_> = worse(&findings).into_iter().filter(|one| REVIEW.contains(&one.code)).collect();
        assert!(told.is_empty(), "{text}: {told:#?}");
    }
}

/// Every finding on the plans of Lạng Sơn has been looked at: their texts are mended, or what is let stand has
/// its reason there.
#[test]
fn the_plans_of_lang_son_have_nothing_that_was_not_looked_at() {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("the templates load");
    let findings = app::check(&inputs, None, &Selection::default(), Path::new("khong-co")).findings;
    let told: Vec<_> = worse(&findings).into_iter().filter(|one| REVIEW.contains(&one.code)).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn every_registered_name_keeps_its_capital() {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("the templates load");
    let province = inputs.loaded.province.as_ref().expect("a province");
    for agency in province.registry.agencies() {
        let sentence = format!("{} tổ chức thực hiện", agency.name);
        assert_eq!(lower_first(&sentence), sentence);
    }
}
