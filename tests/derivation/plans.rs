//! Slips in a plan as a whole, its sections and its targets; and what a broken file leaves to be told.

use kehoach::diagnostic::Scope;
use kehoach::diagnostic::Severity::{Error, Warning};

use super::fixture::{
    DRAFT, GROUPS, PART, PLAN, changed, files, loaded, one_finding, plan_markdown, province, told, year,
};

const OTHER: &str = "2026/ke-hoach-bo-sung.yaml";
const RESULTS: &str = "loai: ket_qua\nho: CCHC\nnam: 2025\ndiem: 80,5\nhang: 12\ntong_so: 34\nchi_so:\n  - ten: Thể chế\n    diem: 8,1\n";

/// The province with one file more, and with `to` in place of `from` in the first plan.
fn with(file: (&str, &str), from: &str, to: &str) -> kehoach::content::Loaded {
    let mut files = files();
    let plan = files.iter_mut().find(|(name, _)| name == PLAN).expect("the plan");
    assert!(plan.1.contains(from));
    plan.1 = plan.1.replacen(from, to, 1);
    files.push((file.0.to_owned(), file.1.to_owned()));
    loaded(files)
}

fn another_plan(id: &str, year: i16, more: &str) -> String {
    format!(
        "loai: ke_hoach\nma: {id}\nnam: {year}\nso: 7\nngay: 05/3/{year}\ntrang_thai: ban_hanh\n{more}ho_chi_so: CCHC\n\
         trich_yeu: Kế hoạch khác\ncac_muc: [{{tieu_de: Mục đích, gach: [Một gạch.]}}]\n\
         ky: {{hinh_thuc: ky_thay, chuc_vu: Phó Chủ tịch, ho_ten: Lê Văn Bình}}\n"
    )
}

#[test]
fn all_plans_of_a_year_are_equal_and_each_has_its_own_id() {
    let of_next_year = with(("2027/khac.yaml", &another_plan("kh-7-2027", 2027, "")), "", "");
    assert_eq!(province(&of_next_year).years(), [2026, 2027]);
    let same = with(("2026/khac.yaml", &another_plan("kh-11-2026", 2026, "")), "", "");
    assert_eq!(told(&same.findings, "KH101").len(), 1);
    for id in ["kh-05-2026", "kh-99-2026"] {
        for name in ["2026/a.yaml", "2026/z.yaml"] {
            let mut files = files();
            files.push((name.to_owned(), another_plan(id, 2026, "")));
            files.sort();
            let loaded = loaded(files);
            assert!(loaded.findings.iter().all(|finding| finding.severity < Error), "{:#?}", loaded.findings);
            let mut ids = ["kh-11-2026", "kh-25-2026", id];
            ids.sort_unstable();
            let year = year(&loaded);
            let listed: Vec<&str> = year.plans().map(|shares| shares.plan.id.as_str()).collect();
            assert_eq!(listed, ids, "{id} in {name}");
        }
    }
}

#[test]
fn the_id_of_a_plan_is_the_name_of_its_folder() {
    for id in ["Kh-7", "kế-hoạch", "../kh", "kh_7", "con"] {
        let bad = with(("2026/khac.yaml", &another_plan(id, 2026, "")), "", "");
        assert_eq!(told(&bad.findings, "KH102").len(), 1, "{id}");
    }
}

#[test]
fn a_part_of_a_year_with_two_plans_says_which_it_answers() {
    let loaded = changed(&[(DRAFT, "ke_hoach_goc: [kh-11-2026]\n", "")]);
    let words = ["năm 2026 có 02 kế hoạch", "chọn trong: kh-11-2026, kh-25-2026"];
    one_finding(&loaded, ("KH119", Error), "nam: 2026", &words);
}

#[test]
fn a_heading_may_have_words_tasks_duties_and_headings() {
    let more = "    gach: [Nâng cao chất lượng phục vụ người dân.]\n    giao: [{chu_tri: [so-tu-phap], nhiem_vu: [{noi_dung: Tổng hợp số liệu.}]}]\n    \
                thuc_hien: [{chu_tri: [so-noi-vu], nhiem_vu: [{noi_dung: Công bố số liệu.}]}]\n    \
                khoan: [{tieu_de: Khoản sau, doan: [Đoạn của khoản.]}]";
    let loaded = changed(&[(PLAN, "    gach: [Nâng cao chất lượng phục vụ người dân.]", more)]);
    let section = &province(&loaded).plans[0].sections[0];
    let references: Vec<String> =
        section.assignments().flat_map(|given| &given.tasks).map(|task| task.reference.to_string()).collect();
    assert_eq!(references, ["I.1.1", "I.2.1"]);
    assert_eq!(section.children().next().expect("a heading").position.to_string(), "I.3");
    let text = plan_markdown(&loaded, "kh-11-2026");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("“{words}” is not in {text}"));
    assert!(
        at("Nâng cao chất lượng") < at("ổng hợp số liệu") && at("ổng hợp số liệu") < at("ông bố số liệu")
    );
    assert!(at("ông bố số liệu") < at("Khoản sau") && at("Khoản sau") < at("Đoạn của khoản"));
}

#[test]
fn headings_deeper_than_the_numbering_of_the_template_are_an_error() {
    let deep = "doan: [Lấy người dân làm trung tâm.], khoan: [{tieu_de: Sâu hơn, doan: [Một đoạn.]}]";
    let deep = (PLAN, "doan: [Lấy người dân làm trung tâm.]", deep);
    one_finding(&changed(&[deep]), ("KH114", Error), "Sâu hơn", &["lồng quá sâu", "ke-hoach-nhieu-cap"]);
}

#[test]
fn a_target_is_read_with_its_change_and_the_year_before() {
    let loaded = changed(&[(PLAN, "gia_tri: 8,5", "gia_tri: 8,5\n            thay_doi: +0,4")]);
    let target = |loaded: &kehoach::content::Loaded| {
        let index = province(loaded).plans[0].indices().next().expect("an index");
        let target = index.indicators.first().expect("a target");
        let score = target.score().expect("points").to_string();
        (score, target.change.map(|change| change.to_string()), target.base_year)
    };
    assert_eq!(target(&loaded), ("8,5".to_owned(), Some("0,4".to_owned()), 2025));
    let stated = changed(&[(PLAN, "gia_tri: 8,5", "gia_tri: 8,5\n            so_voi: 2023")]);
    assert_eq!(target(&stated), ("8,5".to_owned(), None, 2023));
}

#[test]
fn a_target_is_between_nought_and_ten() {
    let with = |target: &str| changed(&[(PLAN, "gia_tri: 8,5", &format!("gia_tri: {target}"))]);
    for target in ["10,01", "85", "-0,5"] {
        let message = format!("mục tiêu {target} điểm ngoài thang điểm 0-10");
        one_finding(&with(target), ("KH108", Error), "gia_tri", &[&message]);
    }
    for target in ["0", "10", "9,99"] {
        assert_eq!(told(&with(target).findings, "KH108"), [""; 0], "{target}");
    }
    one_finding(&with("8,5 điểm"), ("KH107", Error), "gia_tri", &["“8,5 điểm” không phải là một con số"]);
}

#[test]
fn a_change_agrees_with_what_was_published() {
    let change = |change: &str| {
        let target = format!("gia_tri: 8,5\n            thay_doi: {change}");
        with(("2025/ket-qua.yaml", RESULTS), "gia_tri: 8,5", &target)
    };
    let right = change("+0,4");
    assert_eq!(told(&right.findings, "KH109"), [""; 0]);
    let results = &province(&right).results[0];
    assert_eq!(
        (results.score.map(|score| score.to_string()), results.rank),
        (Some("80,5".to_owned()), Some(12))
    );
    let wrong = change("+0,5");
    let words = ["suy ra năm 2025 đạt 8", "kết quả đã ghi là 8,1", "thay đổi phải là +0,4"];
    one_finding(&wrong, ("KH109", Error), "thay_doi: +0,5", &words);
    let finding = wrong.findings.iter().find(|finding| finding.code == "KH109").expect("it is there");
    assert_eq!(finding.scope, Scope::Year(2026));
    // A target below last year's.
    let less = "gia_tri: 8\n            thay_doi: +0,1";
    let less = with(("2025/ket-qua.yaml", RESULTS), "gia_tri: 8,5", less);
    one_finding(&less, ("KH109", Error), "thay_doi", &["thay đổi phải là -0,1"]);
    let unread = with(("2025/ket-qua.yaml", &RESULTS.replace("8,1", "tám")), "", "");
    one_finding(&unread, ("KH107", Error), "diem: tám", &["điểm số “tám”"]);
}

#[test]
fn a_template_that_does_not_exist_is_named() {
    let loaded = changed(&[(PLAN, "ho_chi_so: CCHC", "mau: ke-hoach-tinhh\nho_chi_so: CCHC")]);
    one_finding(&loaded, ("KH118", Error), "mau: ke-hoach-tinhh", &["có phải “ke-hoach-tinh”?"]);
}

#[test]
fn years_are_within_reason() {
    for year in ["1989", "2201", "26"] {
        let loaded = changed(&[(OTHER, "nam: 2026", &format!("nam: {year}"))]);
        let findings = told(&loaded.findings, "KH107");
        assert_eq!(findings, [format!("{OTHER}:3 năm {year} ngoài khoảng 1990-2200")]);
    }
}

#[test]
fn what_stands_in_a_plan_concerns_its_year_and_in_a_part_its_agency() {
    let scope = |file: &str, from: &str, to: &str, code: &str| {
        let loaded = changed(&[(file, from, to)]);
        loaded.findings.into_iter().find(|finding| finding.code == code).expect("it is found").scope
    };
    let year = scope(PLAN, "thoi_han: hằng quý", "thoi_han: tháng 13/2026", "KH112");
    assert_eq!(year, Scope::Year(2026));
    let agency = scope(PART, "thoi_han: trước ngày 30/6/2026", "thoi_han: tháng 13/2026", "KH112");
    assert_eq!(agency, Scope::Agency { id: "xa-an-phu".into(), year: 2026 });
    let unread = scope(OTHER, "nam: 2026", "nam: hai sáu", "KH107");
    assert_eq!(unread, Scope::Everything);
}

#[test]
fn while_a_register_cannot_be_read_no_name_is_doubted() {
    let loaded = changed(&[
        (GROUPS, "danh_sach:", "danh_sach: ["),
        // A slip of a letter, and a name twice.
        (PLAN, "theo_doi: so-tu-phap", "theo_doi: so-tu-phapp"),
        (PLAN, "chu_tri: [cong-an-tinh]", "chu_tri: [cong-an-tinh, cong-an-tinh]"),
    ]);
    assert!(
        loaded
            .findings
            .iter()
            .any(|finding| finding.is_error() && super::fixture::line(finding).starts_with("nhom.yaml"))
    );
    assert!(told(&loaded.findings, "KH103").is_empty(), "the names may stand in the file");
    assert_eq!(told(&loaded.findings, "KH111").len(), 1);
    let whole = changed(&[(PLAN, "chu_tri: [cong-an-tinh]", "chu_tri: [doan-thanh-nien]")]);
    assert_eq!(told(&whole.findings, "KH103").len(), 1, "every file was read: it is in none");
}

#[test]
fn a_second_province_file_is_an_error() {
    let file = files().into_iter().find(|(name, _)| name == "tinh.yaml").expect("the province").1;
    let loaded = with(("z-tinh.yaml", &file), "", "");
    one_finding(&loaded, ("KH101", Error), "loai: tinh", &["đã có một tệp “loai: tinh” khác"]);
}

#[test]
fn a_part_is_not_older_than_the_plans_that_it_answers() {
    let dated = |day: &str| changed(&[(PART, "ngay: 25/4/2026", &format!("ngay: {day}"))]);
    let words = ["ngày ban hành 19/4/2026 trước Kế hoạch số 25/KH-UBND ngày 20/4/2026"];
    one_finding(&dated("19/4/2026"), ("KH128", Warning), "ngay: 19/4/2026", &words);
    let both = told(&dated("01/3/2026").findings, "KH128");
    assert!(both[0].contains("Kế hoạch số 11/KH-UBND ngày 02/3/2026, Kế hoạch số 25/KH-UBND"), "{both:?}");
    assert_eq!(told(&dated("20/4/2026").findings, "KH128"), [""; 0], "on the same day it may");
}

#[test]
fn duties_are_numbered_from_one() {
    let loaded = changed(&[]);
    let duties = province(&loaded).plans[0].duties().map(|task| task.reference.to_string());
    assert_eq!(duties.collect::<Vec<_>>(), ["V.1.1", "V.1.2", "V.2.1", "V.2.2"]);
    assert!(loaded.findings.iter().all(|finding| finding.severity < Warning), "{:#?}", loaded.findings);
}

#[test]
fn more_faults_of_a_file_than_anybody_reads_are_counted() {
    let with = |strangers: usize| {
        let names: Vec<String> = (0..strangers).map(|n| format!("ai-do-{n}")).collect();
        let members = format!("gom: [nhnn-khu-vuc, {}]", names.join(", "));
        let other = (PLAN, "thoi_han: hằng quý", "thoi_han: tháng 13/2026");
        changed(&[(GROUPS, "gom: [nhnn-khu-vuc]", &members), other]).findings
    };
    let more = with(310);
    assert_eq!(told(&more, "KH103").len(), 300);
    let counted: Vec<_> = more.iter().filter(|finding| finding.code == "KH016").collect();
    let [counted] = &counted[..] else { panic!("{counted:#?}") };
    assert_eq!((counted.message.as_str(), counted.severity), ("Còn 10 phát hiện khác trong tệp này", Error));
    assert_eq!(told(&more, "KH112").len(), 1, "the other file is told in full");
    let just = with(300);
    assert_eq!((told(&just, "KH103").len(), told(&just, "KH016").len()), (300, 0));
}
