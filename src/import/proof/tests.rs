use std::path::PathBuf;
use std::sync::Arc;

use super::diff::between;
use super::lost;
use crate::content::yaml;
use crate::diagnostic::Source as Shown;
use crate::import::notes::{LeftOut, Place, WhyLeftOut};
use crate::reading;

#[test]
fn differences_stand_in_order_and_nothing_else_is_told() {
    let told = |first: &str, second: &str| {
        between(first, second).into_iter().map(|one| (one.first, one.second)).collect::<Vec<_>>()
    };
    assert!(told("Sở Tài chính: rà soát.", "Sở Tài chính; Rà soát").is_empty());
    assert_eq!(told("a) Rà soát thủ tục", "Rà soát thủ tục"), [("a".to_owned(), String::new())]);
    assert_eq!(
        told("mục tiêu đạt 8,4 điểm trở lên trong năm", "mục tiêu: đạt từ 8,4 điểm trở lên trong năm nay"),
        [(String::new(), "từ".to_owned()), (String::new(), "nay".to_owned())]
    );
}

#[test]
fn marks_that_were_put_where_one_stood_are_told() {
    let told = |first: &str, second: &str| {
        between(first, second).into_iter().map(|one| (one.first, one.second)).collect::<Vec<_>>()
    };
    let pair = |first: &str, second: &str| vec![(first.to_owned(), second.to_owned())];
    assert_eq!(told("1. Rà soát:\nnhư sau", "1. Rà soát:.\nnhư sau"), pair("soát:", "soát:."));
    assert_eq!(told("Rà soát; báo cáo", "Rà soát;. Báo cáo"), pair("soát;", "soát;."));
    assert_eq!(told("đất đai...", "đất đai..."), []);
    assert_eq!(told("đất đai", "đất đai..."), []);
    assert_eq!(told("kết thúc./.", "kết thúc.\n"), []);
    assert_eq!(told("vốn vay,.. khác", "vốn vay,.. khác"), []);
}

/// What is lost of lines that were typed, each a paragraph; of what is left out, the number of its line and its
/// words.
fn lost_of(typed: &[&str], written: &[&str], left_out: &[(usize, &str)]) -> Vec<(usize, String)> {
    let source = reading::read(typed.join("\n\n").as_bytes(), "nguon.txt").unwrap();
    assert_eq!(source.paragraphs().len(), typed.len(), "a paragraph for each line");
    let values: Vec<String> = written.iter().map(|value| format!("- \"{value}\"\n")).collect();
    let shown = Arc::new(Shown { path: PathBuf::from("tep.yaml"), text: format!("a:\n{}", values.concat()) });
    let file = yaml::read(&shown, &mut Vec::new()).unwrap();
    let left_out = left_out.iter().map(|(paragraph, words)| LeftOut {
        place: Place { file: 0, paragraph: *paragraph },
        joined: Vec::new(),
        words: (*words).to_owned(),
        why: WhyLeftOut::Label,
    });
    let found = lost(&[&source], &[file], &left_out.collect::<Vec<_>>());
    found.into_iter().map(|one| (one.place.paragraph, one.words)).collect()
}

fn at(paragraph: usize, words: &str) -> (usize, String) {
    (paragraph, words.to_owned())
}

#[test]
fn what_is_written_once_stands_for_one_place_of_the_source() {
    let typed = [
        "Rà soát thủ tục hành chính của ngành.",
        "Mở lớp tập huấn cho cán bộ cấp xã.",
        "Rà soát thủ tục hành chính của ngành.",
        "Công khai kết quả trên trang thông tin điện tử.",
    ];
    let (first, second, last) = (typed[0], typed[1], typed[3]);
    assert_eq!(lost_of(&typed, &[first, second, first, last], &[]), []);
    let sentence = "Rà soát thủ tục hành chính của ngành";
    assert_eq!(lost_of(&typed, &[first, second, last], &[]), [at(3, sentence)]);
    assert_eq!(lost_of(&typed, &[second, first, last], &[]), [at(1, sentence)]);
    // Part of a longer sentence stands for that sentence.
    let longer = ["Rà soát thủ tục hành chính.", "Rà soát thủ tục hành chính của tỉnh năm nay."];
    assert_eq!(lost_of(&longer, &[longer[1]], &[]), [at(1, "Rà soát thủ tục hành chính")]);
}

#[test]
fn figures_and_short_values_are_used_up_where_they_stand() {
    let typed = ["Cấp nước sạch cho các thôn.", "60 %", "Thu gom rác thải ở các xã.", "60 %", "Quý IV/2025"];
    let written = [typed[0], "60 %", typed[2], "60 %", "Quý IV/2025"];
    assert_eq!(lost_of(&typed, &written, &[]), []);
    assert_eq!(lost_of(&typed, &[typed[0], "60 %", typed[2], "Quý IV/2025"], &[]), [at(4, "60")]);
    assert_eq!(lost_of(&typed, &[typed[0], typed[2], "60 %", "Quý IV/2025"], &[]), [at(2, "60")]);
    // In the middle of other words it is another's.
    let inside = [typed[0], typed[2], "60 %", "Quý IV/2025", "Phấn đấu 60 hộ có nước"];
    assert_eq!(lost_of(&typed, &inside, &[]), [at(2, "60")]);
}

#[test]
fn what_is_left_out_covers_its_own_place_and_no_more_than_it_says() {
    let typed = ["Sở Tài chính chủ trì thẩm định.", "Sở Tài chính báo cáo.", "Sở Tài chính, Sở Tài chính"];
    let written = ["thẩm định", "báo cáo"];
    let name = "Sở Tài chính";
    let listed = [(1, name), (1, "chủ trì"), (2, name), (3, name), (3, name)];
    assert_eq!(lost_of(&typed, &written, &listed), []);
    assert_eq!(lost_of(&typed, &written, &listed[..4]), [at(3, name)]);
    assert_eq!(lost_of(&typed, &written, &listed[1..]), [at(1, name)]);
}

#[test]
fn words_may_stand_in_another_order_and_apart() {
    let typed = [
        "Nơi nhận: Bộ Nội vụ; Thường trực Tỉnh ủy",
        "a) Sở Y tế: tiêm phòng (nếu có) trước quý II; UBND các xã phối hợp.",
        "Tổ chức hội nghị tổng kết.",
    ];
    let written = [
        "Tổ chức hội nghị tổng kết",
        "Sở Y tế",
        "Tiêm phòng",
        "nếu có",
        "trước quý II",
        "UBND các xã",
        "phối hợp",
        "Bộ Nội vụ",
        "Thường trực Tỉnh ủy",
    ];
    assert_eq!(lost_of(&typed, &written, &[(1, "Nơi nhận")]), []);
}

#[test]
fn a_line_that_stands_a_thousand_times_is_counted_in_no_time() {
    let typed = vec!["Báo cáo kết quả về Sở Nội vụ trước ngày 25."; 3000];
    let written: Vec<&str> = typed[1..].to_vec();
    let started = std::time::Instant::now();
    assert_eq!(lost_of(&typed, &written, &[]).len(), 1);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn paragraphs_of_one_or_two_words_may_stand_within_a_value() {
    let typed = ["Rà soát điểm đón khách", "Vùng cao", "Vùng thấp", "Cao", "Cấp bách"];
    let written = ["Rà soát điểm đón khách (Địa bàn: Vùng cao Vùng thấp) (Mức: Cao) (Ghi chú: Cấp bách)"];
    assert_eq!(lost_of(&typed, &written, &[]), []);
    let written = ["Rà soát điểm đón khách (Địa bàn: Vùng cao) (Mức: Cao) (Ghi chú: Cấp bách)"];
    assert_eq!(lost_of(&typed, &written, &[]), [at(3, "Vùng thấp")]);
}
