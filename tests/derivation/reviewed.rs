//! What a careful colleague would say of dates, figures and repetitions.

use kehoach::content::Loaded;
use kehoach::diagnostic::{Diagnostic, Severity};
use kehoach::review::{Content, texts, whole};

use super::fixture::{PART, PLAN, changed};

/// What the review says of plans when this is typed into the plan, or into a part: code, severity, the line it
/// stands at, message.
fn said(changes: &[(&str, &str, &str)]) -> Vec<(&'static str, Severity, String, String)> {
    let loaded = changed(changes);
    let mut findings = reviewed(&loaded);
    findings.retain(|finding| ("KH322".."KH340").contains(&finding.code));
    findings
        .into_iter()
        .map(|finding| (finding.code, finding.severity, stands_at(&finding), finding.message))
        .collect()
}

fn reviewed(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = loaded.texts.files().flat_map(texts).collect();
    findings.extend(whole(Content { texts: &loaded.texts, province: loaded.province.as_ref() }));
    findings
}

fn stands_at(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref().expect("it has a place");
    place.source.text[place.start..place.end].to_owned()
}

/// The one thing said when `words` are typed in place of a task's.
fn of_task(words: &str) -> Option<(&'static str, Severity, String, String)> {
    let quoted = format!("{words:?}");
    let mut all = said(&[(PLAN, "Lấy người dân làm trung tâm.", &quoted)]);
    assert!(all.len() < 2, "{words}: {all:#?}");
    all.pop()
}

fn code_of(words: &str) -> &'static str {
    of_task(words).map_or("", |(code, ..)| code)
}

#[test]
fn a_sound_plan_is_left_in_peace() {
    assert_eq!(said(&[]), []);
}

#[test]
fn a_deadline_that_is_over_when_the_plan_is_issued_is_told_at_its_place() {
    let over = [(PLAN, "thoi_han: hằng quý", "thoi_han: trước 10/12/2019")];
    let [(code, severity, at, message)] = &said(&over)[..] else { panic!("{:#?}", said(&over)) };
    assert_eq!((*code, *severity, at.as_str()), ("KH322", Severity::Warning, "trước 10/12/2019"));
    assert_eq!(message, "thời hạn “trước 10/12/2019” đã hết trước ngày ban hành 02/3/2026");
    for fine in [
        "trước ngày 03/3/2026",
        "quý I/2026",
        "tháng 3",
        "hằng tháng",
        "theo kế hoạch của Bộ năm 2024",
        "năm 2026",
    ] {
        assert_eq!(said(&[(PLAN, "thoi_han: hằng quý", &format!("thoi_han: {fine}"))]), [], "{fine}");
    }
    for over in ["trước ngày 02/3/2026", "đến hết tháng 02/2026", "quý IV/2025", "năm 2025", "31/12/2025"]
    {
        let found = said(&[(PLAN, "thoi_han: hằng quý", &format!("thoi_han: {over}"))]);
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), ["KH322"], "{over}");
    }
}

#[test]
fn a_part_is_no_earlier_than_its_own_date_and_than_the_plans_that_it_answers() {
    let due = |day: &str| (PART, "thoi_han: trước ngày 30/6/2026".to_owned(), format!("thoi_han: {day}"));
    let told = |changes: &[(&str, String, String)]| {
        let changes: Vec<_> =
            changes.iter().map(|(file, from, to)| (*file, from.as_str(), to.as_str())).collect();
        said(&changes).into_iter().map(|one| one.3).collect::<Vec<_>>()
    };
    assert_eq!(told(&[due("01/4/2026")]), ["thời hạn “01/4/2026” đã hết trước ngày ban hành 25/4/2026"]);
    let undated = (PART, "so: 4\nngay: 25/4/2026\ntrang_thai: ban_hanh\n".to_owned(), String::new());
    assert_eq!(told(&[undated.clone(), due("25/4/2026")]), [""; 0]);
    let early = told(&[undated, due("01/01/2026")]);
    assert!(
        early[0].contains("đã hết trước ngày") && early[0].contains("sớm nhất có thể ban hành"),
        "{early:?}"
    );
}

#[test]
fn what_no_calendar_has_is_an_error_where_it_is_surely_a_date() {
    for (words, at, severity) in [
        ("Báo cáo trước ngày 31/6/2026.", "31/6/2026", Severity::Error),
        ("Báo cáo trước ngày 30/02/2026.", "30/02/2026", Severity::Error),
        ("Hoàn thành trong tháng 13/2026.", "tháng 13/2026", Severity::Error),
        ("Hoàn thành trong quý IX năm 2026.", "quý IX năm 2026", Severity::Error),
        ("Hoàn thành trong quý V.", "quý V", Severity::Warning),
        ("Nâng hạng trong năm 20265.", "năm 20265", Severity::Warning),
    ] {
        let (code, of, place, _) = of_task(words).expect(words);
        assert_eq!((code, of, place.as_str()), ("KH323", severity, at), "{words}");
    }
    for sound in [
        "Mỗi năm 1500 hồ sơ được giải quyết trong 24/7 giờ.",
        "Chi thưởng tháng 13 cho người lao động.",
        "Theo Nghị định số 30/2020/NĐ-CP và mục II, quý vị đại biểu, tỷ lệ 1/3 số xã, 15/20 phường.",
        "Giai đoạn 2026-2030, tầm nhìn đến năm 2045; tháng 9, 10/2026; quý III, IV/2026.",
    ] {
        assert_eq!(code_of(sound), "", "{sound}");
    }
}

#[test]
fn a_year_far_from_the_plan_is_doubted() {
    assert_eq!(code_of("Hoàn thành trước ngày 15/7/2926."), "KH324");
    assert_eq!(code_of("Hoàn thành trước ngày 15/7/2096."), "KH324");
    assert_eq!(code_of("Hoàn thành trước ngày 15/7/2062."), "KH324");
    let far = [(PLAN, "thoi_han: hằng quý", "thoi_han: trước ngày 10/12/2062")];
    assert_eq!(said(&far)[0].0, "KH324");
}

#[test]
fn what_is_left_of_the_year_before_is_told_and_what_looks_back_is_not() {
    for left in [
        "Báo cáo UBND tỉnh trước ngày 10/12/2025.",
        "Xây dựng kế hoạch, gửi về Sở Nội vụ chậm nhất ngày 15/7/2025.",
        "Hoàn thành trước tháng 9/2025.",
        "Hoàn thành việc cấp giấy chứng nhận trong quý III/2025.",
        "Tổng hợp kết quả thực hiện nhiệm vụ đã được giao, báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 10/12/2025.",
    ] {
        assert_eq!(code_of(left), "KH322", "{left}");
    }
    for left in [
        "Phấn đấu năm 2025 vào nhóm 20 tỉnh dẫn đầu.",
        "Hoàn thành số hóa trong năm 2025.",
        "Thực hiện nhiệm vụ cải cách hành chính năm 2025 của xã.",
    ] {
        assert_eq!(code_of(left), "KH325", "{left}");
    }
    for fine in [
        "Khắc phục các hạn chế năm 2025; tăng 0,5 điểm so với năm 2025.",
        "Đến ngày 31/12/2025, toàn tỉnh đã hoàn thành 80% hồ sơ.",
        "Rà soát các doanh nghiệp thành lập trước ngày 01/7/2025.",
        "Rà soát, công khai các hồ sơ tồn đọng, các văn bản ban hành trước ngày 01/7/2025.",
        "Phát huy kết quả năm 2025, phấn đấu năm 2026 tăng 02 bậc.",
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 10/12/2025 của UBND tỉnh.",
        "Báo cáo trước ngày 10/12 hằng năm.",
        "Khắc phục tồn tại nêu trong đánh giá cải cách hành chính năm 2025.",
    ] {
        assert_eq!(code_of(fine), "", "{fine}");
    }
    let title =
        [(PLAN, "trich_yeu: Cải cách hành chính năm 2026", "trich_yeu: Cải cách hành chính năm 2025")];
    let [(code, _, at, message)] = &said(&title)[..] else { panic!("one finding") };
    assert_eq!((*code, at.as_str()), ("KH325", "năm 2025"));
    assert_eq!(message, "trích yếu ghi năm 2025, kế hoạch là của năm 2026");
    let results = [(PLAN, "tieu_de: Việc của cả năm", "tieu_de: Kết quả năm 2025")];
    assert_eq!(said(&results), []);
}

#[test]
fn a_document_that_is_cited_is_not_younger_than_the_plan() {
    assert_eq!(code_of("Thực hiện Nghị quyết số 15/NQ-HĐND ngày 10/7/2026 của HĐND tỉnh."), "KH326");
    assert_eq!(code_of("Thực hiện Nghị quyết số 15/NQ-HĐND ngày 01/3/2026 của HĐND tỉnh."), "");
}

#[test]
fn the_agency_is_to_be_done_by_the_day_that_the_plan_gives_it() {
    let due = |day: &str| {
        let entry = "chu_tri: [vp]}\n      - {thay_cho: [III.1.b.2]";
        let dated = format!("chu_tri: [vp], thoi_han: {day}}}\n      - {{thay_cho: [III.1.b.2]");
        said(&[(PART, entry, &dated)])
    };
    assert_eq!(due("trước ngày 15/6/2026"), []);
    assert_eq!(due("hằng tháng"), []);
    let [(code, _, at, message)] = &due("chậm nhất ngày 30/6/2026")[..] else { panic!("one finding") };
    assert_eq!((*code, at.as_str()), ("KH327", "chậm nhất ngày 30/6/2026"));
    assert!(
        message.contains("III.1.a.1 trong Kế hoạch số 11/KH-UBND (chậm nhất ngày 14/6/2026)"),
        "{message}"
    );
}

#[test]
fn a_sentence_and_its_own_keys_agree() {
    let task = |words: &str, keys: &str| {
        let from = "{noi_dung: Rà soát văn bản., thoi_han: trước ngày 15/6/2026, san_pham: Báo cáo rà soát}";
        said(&[(PLAN, from, &format!("{{noi_dung: {words:?}, {keys}}}"))])
    };
    let due = "thoi_han: trước ngày 15/6/2026";
    let [(code, _, at, message)] = &task("Rà soát văn bản, xong trước ngày 30/6/2026.", due)[..]
    else {
        panic!("one finding")
    };
    assert_eq!((*code, at.as_str()), ("KH328", "trước ngày 15/6/2026"));
    assert_eq!(message, "câu ghi thời hạn “30/6/2026”, “thoi_han” lại ghi “trước ngày 15/6/2026”");
    for fine in [
        "Rà soát văn bản, xong trước ngày 15/6/2026.",
        "Rà soát văn bản, xong chậm nhất ngày 14/6/2026.",
        "Rà soát văn bản có hiệu lực từ ngày 01/7/2025.",
    ] {
        assert_eq!(task(fine, due), [], "{fine}");
    }
    assert_eq!(task("Rà soát văn bản trước ngày 15/8/2026.", "thoi_han: quý III/2026"), []);
    let outputs = task("Rà soát văn bản; sản phẩm: danh mục văn bản.", "san_pham: Báo cáo rà soát");
    assert_eq!((outputs[0].0, outputs[0].2.as_str()), ("KH328", "Báo cáo rà soát"));
    assert_eq!(task("Rà soát văn bản; sản phẩm: báo cáo rà soát.", "san_pham: Báo cáo"), []);
}

#[test]
fn what_stands_twice_names_both_places() {
    let copied = "- {noi_dung: Kiểm tra công vụ.}\n              - {noi_dung: Kiểm tra công  vụ}";
    let found = said(&[(PLAN, "- {noi_dung: Kiểm tra công vụ.}", copied)]);
    let [(code, severity, at, message)] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((*code, *severity, at.as_str()), ("KH329", Severity::Warning, "Kiểm tra công  vụ"));
    assert_eq!(message, "nhiệm vụ “Kiểm tra công vụ” đã ghi ở dòng 48");
    // Another agency may have a task of the same words.
    let others = [(PLAN, "noi_dung: Lập tổ số cộng đồng.", "noi_dung: Kiểm tra công vụ.")];
    assert_eq!(said(&others), []);
    let indices = [(PLAN, "ten: Tổ chức bộ máy", "ten: Thể chế")];
    let found: Vec<_> = said(&indices).into_iter().map(|one| (one.0, one.3)).collect();
    assert_eq!(found, [("KH330", "chỉ số “Thể chế” đã có ở dòng 23".to_owned())]);
    let headings = [(PLAN, "tieu_de: Việc của quý II", "tieu_de: Việc của cả năm")];
    assert_eq!(said(&headings)[0].0, "KH330");
    let own = [(PART, "noi_dung: Xã mở lớp tập huấn riêng.", "noi_dung: Xã rà soát và tự kiểm tra văn bản.")];
    assert_eq!(said(&own)[0].0, "KH329");
}

#[test]
fn figures_that_cannot_be_are_told() {
    let goal = |keys: &str| {
        let found = said(&[(PLAN, "- gia_tri: 8,5", &format!("- {{{keys}}}"))]);
        found.into_iter().map(|one| (one.0, one.1)).collect::<Vec<_>>()
    };
    assert_eq!(goal("gia_tri: 80%, thay_doi: +5"), []);
    assert_eq!(goal("gia_tri: 80%, thay_doi: +90"), [("KH331", Severity::Error)]);
    assert_eq!(goal("gia_tri: 5, don_vi: hạng, thay_doi: -6"), [("KH331", Severity::Error)]);
    assert_eq!(goal("gia_tri: 10, don_vi: doanh nghiệp, thay_doi: +20"), [("KH331", Severity::Error)]);
    assert_eq!(goal("gia_tri: 950%"), [("KH331", Severity::Warning)]);
    assert_eq!(goal("ten: Tốc độ tăng thu ngân sách, gia_tri: 120%"), []);
    assert_eq!(code_of("Tỷ lệ hồ sơ đúng hạn đạt 995%."), "KH331");
    for wrong in [
        "Rút ngắn 130% thời gian giải quyết.",
        "Chi phí tuân thủ giảm 120%.",
        "Chỉ số công khai đạt 12,5/10 điểm.",
        "Phấn đấu xếp thứ 75/63 tỉnh, thành phố.",
    ] {
        assert_eq!(code_of(wrong), "KH331", "{wrong}");
    }
    assert_eq!(code_of("Đạt 8,5/10 điểm, xếp thứ 20/63; theo dõi 15/10 chỉ tiêu."), "");
    assert_eq!(code_of("Tỷ lệ hồ sơ đúng hạn đạt 99,5%, thu ngân sách tăng 120%."), "");
}

#[test]
fn a_total_is_the_sum_of_its_column() {
    let table = |total: &str| {
        let rows = "dong: [[Một, \"1.250,5\"], [Hai, \"300\"]]";
        let typed = format!(
            "- {{tieu_de: Định hướng chung, doan: [Làm.], bang: [{{cot: [{{ten: Xã}}, {{ten: Triệu đồng, kieu: so}}], {rows}, tong: [Tổng, {total:?}]}}]}}"
        );
        said(&[(PLAN, "- {tieu_de: Định hướng chung, doan: [Lấy người dân làm trung tâm.]}", &typed)])
    };
    assert_eq!(table("1.550,5"), []);
    let [(code, _, at, message)] = &table("1.650,5")[..] else { panic!("{:#?}", table("1.650,5")) };
    assert_eq!((*code, at.as_str()), ("KH332", "\"1.650,5\""));
    assert_eq!(message, "cột “Triệu đồng”: tổng các dòng là 1.550,5, dòng tổng cộng ghi 1.650,5");
}

#[test]
fn decisions_that_nobody_took_are_counted() {
    let marked = "# CẦN QUYẾT ĐỊNH: hình thức ký\nky: {hinh_thuc";
    let found = said(&[(PLAN, "ky: {hinh_thuc", marked)]);
    let [(code, severity, at, message)] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(
        (*code, *severity, at.as_str()),
        ("KH333", Severity::Warning, "# CẦN QUYẾT ĐỊNH: hình thức ký")
    );
    assert_eq!(message, "01 chỗ cần quyết định chưa xử lý, ở dòng 81");
}

#[test]
fn the_years_of_a_goal_fit_its_plan_and_each_other() {
    let goal = |keys: &str| said(&[(PLAN, "- gia_tri: 8,5", &format!("- {{gia_tri: 8,5, {keys}}}"))]);
    assert_eq!(goal("nam: 2030, so_voi: 2025"), []);
    for wrong in ["nam: 2016", "nam: 2106", "so_voi: 2026", "so_voi: 2052"] {
        assert_eq!(goal(wrong).iter().map(|one| one.0).collect::<Vec<_>>(), ["KH324"], "{wrong}");
    }
}
