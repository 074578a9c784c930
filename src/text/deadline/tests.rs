use super::*;
use crate::text::values::short_date;

fn read(text: &str) -> Read {
    Deadline::read(text, 2026).unwrap_or_else(|no_such| panic!("{text}: {no_such}"))
}

fn last(text: &str) -> String {
    read(text).deadline.last_day(None).map_or_else(|| "-".to_owned(), short_date)
}

#[test]
fn ordinary_deadlines_have_their_last_day() {
    for (typed, day) in [
        ("trước 15/7/2025", "14/7/2025"),
        ("trước ngày 01/3/2026", "28/02/2026"),
        ("hoàn thành trước ngày 15/7/2026", "14/7/2026"),
        ("Hoàn thành đấu thầu, thi công xong trước ngày 01/01/2030", "31/12/2029"),
        ("chậm nhất ngày 25/7/2026", "25/7/2026"),
        ("chậm nhất là ngày 25/7/2026", "25/7/2026"),
        ("không quá ngày 25/7/2026", "25/7/2026"),
        ("30/11/2026", "30/11/2026"),
        ("ngày 30 tháng 11 năm 2026", "30/11/2026"),
        ("trước ngày 15 tháng 8 năm 2026", "14/8/2026"),
        ("trước 15/3, 15/6/2026", "14/6/2026"),
        ("trước ngày 15/6 và ngày 15/12/2026", "14/12/2026"),
        ("trước ngày 10/12", "09/12/2026"),
        ("từ ngày 01/7/2026 đến ngày 30/9/2026", "30/9/2026"),
        ("01/7/2026 - 30/9/2026", "30/9/2026"),
        ("đến hết tháng 8/2025", "31/8/2025"),
        ("trong tháng 02/2028", "29/02/2028"),
        ("Tháng 9, 10/2026", "31/10/2026"),
        ("tháng 9 - 11 năm 2027", "30/11/2027"),
        ("tháng 6, tháng 12", "31/12/2026"),
        ("trong tháng 6; tháng 12/2026", "31/12/2026"),
        ("xong trong quý II", "30/6/2026"),
        ("Xong trong Quý II/2026", "30/6/2026"),
        ("quý III, IV/2026", "31/12/2026"),
        ("Quý I-II/2027", "30/6/2027"),
        ("quý III và quý IV năm 2026", "31/12/2026"),
        ("trước quý III/2026", "30/6/2026"),
        ("quý IV/2026 - quý II/2027; cập nhật hằng năm", "30/6/2027"),
        ("Cả năm 2025", "31/12/2025"),
        ("cả năm", "31/12/2026"),
        ("trong năm 2026", "31/12/2026"),
        ("đến năm 2030", "31/12/2030"),
        ("hết 2026", "31/12/2026"),
        ("giai đoạn 2026-2030", "31/12/2030"),
        ("2027 – 2029", "31/12/2029"),
        ("6 tháng đầu năm 2026", "30/6/2026"),
        ("6 tháng cuối năm", "31/12/2026"),
        ("9 tháng đầu năm 2026", "30/9/2026"),
        ("cuối quý III/2026", "30/9/2026"),
        ("cuối tháng 9/2026", "30/9/2026"),
        ("hạ tuần tháng 9/2026", "30/9/2026"),
        ("trước 31 tháng 12", "30/12/2026"),
    ] {
        assert_eq!(last(typed), day, "{typed}");
        assert_eq!(read(typed).deadline.typed(), typed);
    }
}

#[test]
fn a_part_of_a_quarter_a_month_or_a_year_is_counted_to_a_day_and_said_to_be() {
    for (typed, day) in [
        ("đầu quý IV/2025", "31/10/2025"),
        ("trong đầu quý IV năm 2025", "31/10/2025"),
        ("giữa quý III/2026", "31/8/2026"),
        ("giữa quý I", "28/02/2026"),
        ("nửa đầu quý II/2026", "15/5/2026"),
        ("đầu tháng 9", "10/9/2026"),
        ("tuần đầu tháng 9/2026", "10/9/2026"),
        ("thượng tuần tháng 9/2026", "10/9/2026"),
        ("trong trung tuần tháng 9", "20/9/2026"),
        ("tuần 1 tháng 9/2026", "07/9/2026"),
        ("tuần thứ 2 tháng 9", "14/9/2026"),
        ("tuần thứ hai của tháng 9/2026", "14/9/2026"),
        ("giữa tháng 9/2026", "20/9/2026"),
        ("nửa đầu tháng 9/2026", "15/9/2026"),
        ("đầu năm 2027", "31/3/2027"),
        ("giữa năm 2027", "30/6/2027"),
        ("nửa đầu năm 2027", "30/6/2027"),
        ("trước đầu quý IV/2025", "30/9/2025"),
    ] {
        assert_eq!(last(typed), day, "{typed}");
        let told =
            read(typed).doubt.map(|doubt| matches!(doubt, Doubt::Part(date) if short_date(date) == day));
        assert_eq!(told, Some(true), "{typed}");
    }
    assert_eq!(last("bắt đầu tháng 9/2026"), "30/9/2026");
    // Of a list the part is that of its first.
    assert_eq!(last("đầu quý III, IV/2026"), "31/12/2026");
}

#[test]
fn a_stretch_that_ends_before_it_begins_is_doubtful() {
    let doubt = read("từ ngày 30/9/2026 đến ngày 30/6/2026").doubt;
    assert!(matches!(doubt, Some(Doubt::Reversed(day)) if short_date(day) == "30/9/2026"), "{doubt:?}");
    for typed in ["từ ngày 01/7/2026 đến ngày 30/9/2026", "sau ngày 01/7/2026, hằng quý", "từ tháng 9/2026"]
    {
        assert_eq!(read(typed).doubt, None, "{typed}");
    }
}

#[test]
fn what_has_no_last_day_is_told_apart() {
    for (typed, meaning) in [
        ("Thường xuyên", Meaning::Recurring),
        ("hàng năm", Meaning::Recurring),
        ("6 tháng một lần", Meaning::Recurring),
        ("trước ngày 18 hằng tháng", Meaning::Recurring),
        ("trước ngày 10/12 hằng năm", Meaning::Recurring),
        ("trước ngày 15/6 và 15/12 hằng năm", Meaning::Recurring),
        ("tháng 6, tháng 12 hằng năm", Meaning::Recurring),
        ("mỗi tháng 2 lần", Meaning::Recurring),
        ("trước ngày 15 tháng cuối quý", Meaning::Recurring),
        ("định kỳ, đột xuất", Meaning::Recurring),
        ("Theo kế hoạch của Bộ Công Thương", Meaning::Dependent),
        ("theo Kế hoạch số 15/KH-BTC ngày 10/3/2025 của Bộ Tài chính", Meaning::Dependent),
        ("theo tiến độ dự án", Meaning::Dependent),
        ("ngay sau khi Kế hoạch được ban hành", Meaning::Dependent),
        ("chậm nhất 05 ngày làm việc kể từ ngày nhận được hồ sơ", Meaning::Dependent),
        ("trong 10 ngày kể từ ngày ban hành Nghị quyết của HĐND", Meaning::Dependent),
        ("trong 10 ngày kể từ ngày ban hành", Meaning::FromIssue { days: 10 }),
        ("Trong 05 ngày kể từ ngày ban hành Kế hoạch này", Meaning::FromIssue { days: 5 }),
        ("trước kỳ họp giữa năm của HĐND", Meaning::Dependent),
        ("sớm nhất có thể", Meaning::Unread),
        ("trong 0 ngày kể từ ngày ban hành", Meaning::Unread),
        ("trong 15 ngày kể từ ngày ký", Meaning::FromIssue { days: 15 }),
        ("trong 15 ngày kể từ ngày ký ban hành Kế hoạch này", Meaning::FromIssue { days: 15 }),
        ("trong vòng 1 tháng kể từ ngày ban hành Kế hoạch", Meaning::Unread),
        ("trong 15 ngày làm việc kể từ ngày ban hành", Meaning::Unread),
        ("tháng Sáu năm 2026", Meaning::Unread),
        ("trước ngày 30 tháng sáu năm 2026", Meaning::Unread),
        ("trước ngày 30/6/20226", Meaning::Unread),
        ("trước ngày 31 /6/2026", Meaning::Unread),
        ("theo Nghị quyết số 12/2025/NQ-HĐND", Meaning::Dependent),
        ("trực 24/7 khi có yêu cầu", Meaning::Dependent),
    ] {
        let Read { deadline, doubt } = read(typed);
        assert_eq!(deadline.meaning(), meaning, "{typed}");
        assert_eq!(deadline.typed(), typed);
        assert_eq!(doubt.is_some(), meaning == Meaning::Unread, "{typed}");
    }
}

#[test]
fn what_is_guessed_is_said() {
    let doubt = |typed| read(typed).doubt;
    assert_eq!(doubt("trước ngày 10/12"), Some(Doubt::NoYear(2026)));
    assert_eq!(doubt("trước 11/7/25"), Some(Doubt::TwoDigits(2025)));
    assert_eq!(doubt("tháng 9/25"), Some(Doubt::TwoDigits(2025)));
    assert_eq!(doubt("đến 2-7-2026"), Some(Doubt::OtherForm("02/7/2026".to_owned())));
    assert_eq!(doubt("trước ngày 10/12/2026"), None);
    assert_eq!(doubt("cả năm"), None);
}

#[test]
fn days_that_no_calendar_has_are_refused() {
    for (wrong, said) in [
        ("trước 31/6/2025", "tháng 6 chỉ có 30 ngày"),
        ("hoàn thành xong trước ngày 30/02/2026", "tháng 2 năm 2026 chỉ có 28 ngày"),
        ("31-6-2025", "tháng 6 chỉ có 30 ngày"),
        ("chậm nhất 1/13/2025", "không có tháng 13"),
        ("trước ngày 31/6", "tháng 6 chỉ có 30 ngày"),
        ("trước ngày 31 tháng 6", "tháng 6 chỉ có 30 ngày"),
        ("đến hết tháng 13/2025", "không có tháng 13"),
        ("tháng 0/2025", "không có tháng 0"),
        ("xong trong quý IX", "không có quý IX"),
        ("quý III, V/2025", "không có quý V"),
        ("quý 5/2025", "không có quý 5"),
    ] {
        let no_such = Deadline::read(wrong, 2025).expect_err(wrong);
        assert_eq!(no_such.to_string(), said, "{wrong}");
    }
}

#[test]
fn a_text_states_a_deadline_only_as_one() {
    let said = |typed, text| read(typed).deadline.is_said_in(text);
    assert!(said("trước 10/12/2026", "báo cáo UBND tỉnh (qua Sở Tài chính) trước ngày 10/12/2026."));
    assert!(said("trước 10/12/2026", "Báo cáo chậm nhất ngày 09/12/2026."));
    assert!(!said("trước 10/12/2026", "Thực hiện Quyết định số 5/QĐ-UBND ngày 10/12/2026."));
    assert!(!said("trước 10/12/2026", "Báo cáo trước ngày 15/12/2026."));
    assert!(said("hằng quý", "Định kỳ hằng quý tổng hợp kiến nghị."));
    assert!(said("hàng quý", "Duy trì hằng quý việc đối thoại."));
    assert!(!said("hằng năm", "Giảm chi phí tuân thủ hằng năm của doanh nghiệp."));
    assert!(said("trước ngày 20 hàng tháng", "Gửi báo cáo trước ngày 20 hằng tháng để tổng hợp."));
    assert!(!said("trước ngày 20 hằng tháng", "Gửi báo cáo trước ngày 10 hằng tháng."));
    assert!(!said("thường xuyên", "Giảm thời gian của thủ tục thường xuyên phát sinh hồ sơ."));
    assert!(!said("năm 2026", "Nâng chỉ số PCI năm 2026."));
    assert!(said("quý IV/2026", "Hoàn thành trong quý IV năm 2026."));
    assert!(!said("quý IV/2026", "Đối chiếu số liệu quý IV/2026."));
    assert!(said(
        "trong 10 ngày kể từ ngày ban hành",
        "Xây dựng kế hoạch trong thời hạn 10 ngày kể từ ngày ban hành Kế hoạch này."
    ));
    assert!(!said("trong 10 ngày kể từ ngày ban hành", "Trả kết quả trong 10 ngày."));
    let other = [
        "Rà soát trong 10 ngày kể từ ngày ban hành Nghị quyết của HĐND tỉnh.",
        "Rà soát trong 110 ngày kể từ ngày ban hành.",
        "Rà soát trong 10 ngày làm việc kể từ ngày ban hành.",
    ];
    assert!(other.iter().all(|text| !said("trong 10 ngày kể từ ngày ban hành", text)));
    let own = "Lập kế hoạch trong 05 ngày kể từ ngày ban hành Kế hoạch này, báo cáo UBND tỉnh.";
    assert!(said("trong 5 ngày kể từ ngày ban hành", own));
}

#[test]
fn in_another_document_the_plan_is_named() {
    let there = |typed| read(typed).deadline.of_plan("Kế hoạch số 5/KH-UBND");
    let from = "trong 10 ngày kể từ ngày ban hành Kế hoạch số 5/KH-UBND";
    assert_eq!(there("trong 10 ngày kể từ ngày ban hành"), from);
    assert_eq!(there("trong 10 ngày kể từ ngày ban hành Kế hoạch này"), from);
    assert_eq!(
        there("ngay sau khi Kế hoạch này có hiệu lực"),
        "ngay sau khi Kế hoạch số 5/KH-UBND có hiệu lực"
    );
    assert_eq!(there("theo kế hoạch của Bộ"), "theo kế hoạch của Bộ");
}

#[test]
fn the_stop_of_the_sentence_around_it_is_none_of_its_own() {
    assert_eq!(read("theo kế hoạch của Bộ.").deadline.typed(), "theo kế hoạch của Bộ");
    assert_eq!(read("theo kế hoạch của Bộ, ngành ...").deadline.typed(), "theo kế hoạch của Bộ, ngành ...");
}

#[test]
fn a_list_of_rhythms_counts_no_quarter() {
    for text in ["định kỳ quý, 6 tháng, năm", "hằng tháng, quý, 6 tháng"] {
        assert!(moment::moments(text, 2025).iter().all(Result::is_ok), "{text}");
    }
    assert!(moment::moments("quý 6", 2025).iter().any(Result::is_err));
}
