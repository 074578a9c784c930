use super::due;
use super::labels::{self, Label};
use super::target::{self, Target, Unit};
use crate::model::plan::Bound;

#[test]
fn labels_are_told_with_their_values() {
    let line = "Cơ quan chủ trì: Sở Y tế; Cơ quan phối hợp: Sở Tài chính, UBND các xã. Thời gian: quý II/2026. Sản phẩm: Báo cáo.";
    let found: Vec<(Label, String)> =
        labels::of_line(line).unwrap().into_iter().map(|one| (one.label, one.value)).collect();
    let expected = [
        (Label::Lead, "Sở Y tế"),
        (Label::Supporting, "Sở Tài chính, UBND các xã"),
        (Label::Deadline, "quý II/2026"),
        (Label::Output, "Báo cáo"),
    ];
    assert_eq!(found, expected.map(|(label, value)| (label, value.to_owned())));
    assert!(labels::of_line("Rà soát thủ tục. Thời gian: quý II").is_none());
    let (text, found) = labels::at_end("Rà soát thủ tục. Chủ trì: Sở Y tế. Thời hạn: quý II.").unwrap();
    assert_eq!((text, found.len()), ("Rà soát thủ tục.", 2));
    assert!(labels::at_end("Nêu rõ cơ quan chủ trì, phối hợp, thời gian thực hiện").is_none());
}

#[test]
fn targets_are_read_and_other_sentences_are_left_alone() {
    let text = "Mục tiêu phấn đấu đạt từ  8,4 điểm  trở lên (tăng 0,36 điểm so với năm 2024). Cơ quan";
    let (found, end) = target::leading(&text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap();
    let expected = Target {
        name: None,
        value: "8,4".into(),
        unit: Unit::Points,
        bound: Bound::AtLeast,
        change: Some(("+0,36".into(), Some(2024))),
        year: None,
    };
    assert_eq!(found, expected);
    assert!(end > 60);
    assert!(target::leading("Phấn đấu điểm số PCI năm 2026 tăng so với năm 2025.").is_none());
    // What nothing would print is no target.
    let more = [
        "Mục tiêu phấn đấu đạt từ 8,4 điểm trở lên",
        "Mục tiêu đạt từ 8 điểm trở lên (tăng 1 điểm so với năm 2024)",
    ];
    for target in more {
        assert!(target::leading(target).is_some(), "{target}");
        assert!(target::leading(&format!("{target}, thuộc nhóm dẫn đầu cả nước")).is_none(), "{target}");
    }
    assert!(target::leading("Mục tiêu đạt từ 8 điểm trở lên (tăng 1 điểm, đứng đầu khu vực)").is_none());
    let named = target::named("Tỷ lệ hồ sơ trực tuyến đạt từ 80% trở lên;").unwrap();
    assert_eq!((named.name.as_deref(), named.value.as_str()), (Some("Tỷ lệ hồ sơ trực tuyến"), "80"));
    assert!(target::named("Tỷ lệ hồ sơ đạt từ 80% trở lên, riêng cấp xã phải cao hơn").is_none());
}

#[test]
fn deadlines_stated_in_a_sentence_are_found_in_its_words() {
    let stated = |text| {
        let all = due::stated(text, 2026);
        (!all.is_empty()).then(|| all.join(" | "))
    };
    assert_eq!(
        stated("xây dựng kế hoạch, hoàn thành trước ngày 15/7/2026.").as_deref(),
        Some("trước ngày 15/7/2026")
    );
    assert_eq!(
        stated("hoàn thành trong thời hạn 10 ngày kể từ ngày Kế hoạch được ban hành").as_deref(),
        Some("trong 10 ngày kể từ ngày ban hành")
    );
    for (text, due) in [
        ("Lập quy hoạch (hoàn thành trong quý IV/2026).", "trong quý IV/2026"),
        ("Lập quy hoạch (trong tháng 9/2026)./.", "trong tháng 9/2026"),
        ("Lập quy hoạch, hoàn thành trong năm 2026;", "trong năm 2026"),
        ("Lập quy hoạch, xong trong tháng 9/2026.", "trong tháng 9/2026"),
        ("Tổng hợp báo cáo trước ngày 05/12 hàng năm.", "trước ngày 05/12 hàng năm"),
        ("Gửi kết quả trước ngày 20 hằng tháng để tổng hợp", "trước ngày 20 hằng tháng"),
        ("Báo cáo trước ngày 15 của tháng cuối mỗi quý;", "trước ngày 15 của tháng cuối mỗi quý"),
        ("Rà soát trước ngày 15 tháng cuối quý.", "trước ngày 15 tháng cuối quý"),
        ("Báo cáo trước ngày 15/6 và 15/12 hằng năm.", "trước ngày 15/6 và 15/12 hằng năm"),
        (
            "Báo cáo chậm nhất ngày 20 hằng tháng, tổng kết trước ngày 15/12/2026",
            "chậm nhất ngày 20 hằng tháng | trước ngày 15/12/2026",
        ),
    ] {
        assert_eq!(stated(text).as_deref(), Some(due), "{text}");
    }
    for text in [
        "theo Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ",
        "Rà soát các xã (trong đó 05 xã hoàn thành năm 2026)",
        "Đánh giá kết quả thực hiện trong năm 2026",
        "Tổng hợp, báo cáo kết quả (năm 2026)",
        "Rà soát quy hoạch, trong năm 2026 trình phê duyệt",
        "Định kỳ hằng quý báo cáo tiến độ",
        "Báo cáo trước ngày 05 của tháng đầu quý sau",
        "Hồ sơ nhận trước ngày 20 tháng này",
    ] {
        assert_eq!(stated(text), None, "{text}");
    }
}

#[test]
fn a_rhythm_may_be_a_deadline() {
    let possible = |text: &'static str| due::possible_rhythm(text).map(|range| &text[range]);
    for (text, due) in [
        ("Định kỳ hằng quý báo cáo tiến độ", "Định kỳ hằng quý"),
        ("Hằng năm, tổ chức tết trồng cây", "Hằng năm"),
        ("Rà soát, định kỳ hàng tháng công khai", "định kỳ hàng tháng"),
        ("Báo cáo trước ngày 05 của tháng đầu quý sau.", "trước ngày 05 của tháng đầu quý sau"),
    ] {
        assert_eq!(possible(text), Some(due), "{text}");
    }
    for text in [
        "Đăng tin; mỗi tháng 02 tin",
        "Cập nhật kế hoạch sử dụng đất hằng năm",
        "Giảm chi phí hằng năm của doanh nghiệp",
    ] {
        assert_eq!(possible(text), None, "{text}");
    }
}

#[test]
fn a_time_at_the_end_of_a_sentence_may_be_its_deadline() {
    let possible = |text: &'static str| due::possible(text, 2025).map(|range| &text[range]);
    for (text, due) in [
        ("Rà soát quy hoạch, trình phê duyệt trong quý IV/2025.", "trong quý IV/2025"),
        ("Xây dựng cơ sở dữ liệu trong tháng 10/2025; cập nhật hằng năm", "trong tháng 10/2025"),
        ("Hoàn chỉnh đề án trong năm 2026.", "trong năm 2026"),
    ] {
        assert_eq!(possible(text), Some(due), "{text}");
    }
    for text in [
        "Bố trí kinh phí thực hiện trong năm 2025.",
        "Theo Kế hoạch phát triển kinh tế - xã hội năm 2025",
        "Đánh giá kết quả quý IV/2025",
        "Rà soát trong quý IV/2025 các quy hoạch",
    ] {
        assert_eq!(possible(text), None, "{text}");
    }
}
