use std::path::Path;
use std::sync::Arc;

use kehoach::app::{self, Selection};
use kehoach::diagnostic::{self, Severity};
use kehoach::template::TemplateSet;

use crate::fixture::{PART, PLAN, inputs, new, of_code, pointed_at};

const SENTENCE: &str = "gach: [Nâng cao chất lượng phục vụ người dân.]";
const ANNEXES: &str = "noi_nhan: [Thường trực Tỉnh ủy (b/c)]";

/// What is said of annexes, with the words that it points at.
fn told(dashes: &str, annexes: usize) -> Vec<(String, String)> {
    let text = format!("gach: [{dashes}]");
    let all: String = (1..=annexes)
        .map(|at| format!("  - {{kieu: van_ban, tieu_de: Biểu {at}, doan: [Số liệu.]}}\n"))
        .collect();
    let annexes = if annexes == 0 { ANNEXES.to_owned() } else { format!("phu_luc:\n{all}{ANNEXES}") };
    let findings = new(&[(PLAN, SENTENCE, &text), (PLAN, ANNEXES, &annexes)]);
    let found = of_code(&findings, "KH336");
    // The plan is issued.
    assert!(found.iter().all(|one| one.severity == Severity::Error), "{found:#?}");
    found.iter().map(|one| (pointed_at(one).to_owned(), one.message.clone())).collect()
}

#[test]
fn an_annex_that_the_text_names_and_the_plan_does_not_have_is_told_where_it_is_named() {
    let [(at, message)] = &told("Thực hiện theo Phụ lục kèm theo Kế hoạch này.", 0)[..] else {
        panic!("one")
    };
    assert_eq!(
        (at.as_str(), message.as_str()),
        ("Phụ lục", "câu này nhắc “Phụ lục”, văn bản không có phụ lục nào")
    );
    let found = told("Thực hiện theo Phụ lục I và Phụ lục III kèm theo., Xem Phụ lục II.", 2);
    let [(at, message)] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(at, "Phụ lục I và Phụ lục III");
    assert!(message.ends_with("văn bản chỉ có 2 phụ lục"), "{message}");
}

#[test]
fn an_annex_without_a_title_is_refused_where_the_title_belongs() {
    let annex = format!("phu_luc: [{{kieu: van_ban, tieu_de: \"\", doan: [Số liệu.]}}]\n{ANNEXES}");
    let findings = new(&[(PLAN, ANNEXES, &annex)]);
    let told: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(told, ["KH113"], "{findings:#?}");
    assert!(findings[0].is_error() && findings[0].place.is_some(), "{findings:#?}");
}

#[test]
fn an_annex_that_nothing_names_is_told_at_its_title() {
    assert_eq!(
        told("Thực hiện theo Phụ lục I.", 2),
        [("Biểu 2".to_owned(), "Phụ lục II “BIỂU 2” không được nhắc đến trong lời văn".to_owned())]
    );
    assert_eq!(told("Mẫu tại Phụ lục I Nghị định số 30/2020/NĐ-CP.", 1).len(), 1);
    // At its title, whatever else says the same words.
    let annex = format!("phu_luc:\n  - {{kieu: van_ban, tieu_de: Biểu 1, doan: [Số liệu.]}}\n{ANNEXES}");
    let findings = new(&[(PLAN, SENTENCE, "gach: [Biểu 1]"), (PLAN, ANNEXES, &annex)]);
    let [found] = of_code(&findings, "KH336")[..] else { panic!("{findings:#?}") };
    let place = found.place.as_ref().expect("it has a place");
    assert!(place.source.text[..place.start].ends_with("tieu_de: "), "{found:#?}");
}

#[test]
fn an_issued_plan_that_breaks_the_rule_is_wrong_and_a_draft_may_wait() {
    let typed = "gach: [Xem Phụ lục I kèm theo.]";
    for (state, severity) in [("ban_hanh", Severity::Error), ("du_thao", Severity::Warning)] {
        let state = format!("trang_thai: {state}");
        let findings = new(&[(PLAN, SENTENCE, typed), (PLAN, "trang_thai: ban_hanh", &state)]);
        let [found] = of_code(&findings, "KH336")[..] else { panic!("{findings:#?}") };
        assert_eq!(found.severity, severity);
        // What was issued is not to be reworded; whoever lacks the annex reads what is made without it.
        let hint = found.hint.as_deref().unwrap_or_default();
        let ways = (hint.contains("sửa câu"), hint.contains("kehoach nhap"), hint.contains("vẫn tạo"));
        assert_eq!(
            ways,
            if severity == Severity::Error { (false, true, true) } else { (true, false, false) }
        );
    }
}

#[test]
fn an_annex_of_an_offices_template_is_told_once_where_the_template_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ke-hoach-tinh.md");
    let own = include_str!("../../templates/ke-hoach-tinh.md");
    std::fs::write(&file, format!("{own}\n\n# Bảng theo dõi {{.phu-luc #pl9}}\n\nSố liệu.\n"))
        .expect("written");
    let templates = TemplateSet::load(Some(folder.path())).expect("it loads");
    let mut inputs = inputs(&[]);
    inputs.templates = Arc::new(templates);
    let mut findings = app::check(&inputs, None, &Selection::default(), Path::new("khong-co")).findings;
    diagnostic::sort(&mut findings);
    let [found] = of_code(&findings, "KH336")[..] else { panic!("{findings:#?}") };
    assert_eq!(pointed_at(found), "Bảng theo dõi");
    assert_eq!(found.place.as_ref().map(|place| place.source.path.clone()), Some(file));
}

#[test]
fn annexes_that_are_there_and_named_and_those_of_other_documents_are_left_in_peace() {
    for (dashes, annexes) in [
        ("Thực hiện theo Phụ lục kèm theo.", 1),
        ("Thực hiện theo các Phụ lục kèm theo Kế hoạch này.", 2),
        ("Thực hiện theo Phụ lục I và II.", 2),
        ("Thực hiện theo Phụ lục I và II kèm theo.", 2),
        ("Thực hiện theo Phụ lục II kèm theo Quyết định số 12/QĐ-UBND.", 0),
        ("Nhiệm vụ số 5 Phụ lục I của Bộ.", 0),
    ] {
        assert_eq!(told(dashes, annexes), [], "{dashes}");
    }
}

#[test]
fn an_agencys_own_words_are_held_against_its_own_annexes() {
    let typed = "noi_dung: Xã mở lớp theo Phụ lục III kèm theo.";
    let findings = new(&[(PART, "noi_dung: Xã mở lớp tập huấn riêng.", typed)]);
    let found = of_code(&findings, "KH336");
    let [found] = found.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(pointed_at(found), "Phụ lục III");
    assert!(found.hint.as_ref().is_some_and(|hint| hint.contains("in_phu_luc: true")), "{found:#?}");
}

#[test]
fn dots_that_nobody_filled_are_told_each_where_it_stands_and_not_in_a_form() {
    let typed = "gach: [Phân công ……… thực hiện., Xem các Phụ lục kèm theo.]";
    let annexes = |title: &str| {
        format!(
            "phu_luc:\n  - {{kieu: van_ban, tieu_de: {title}, doan: [\"Kính gửi: ………\"], bang: [{{cot: [{{ten: A}}], dong: [[\"……\"]]}}]}}\n{ANNEXES}"
        )
    };
    let found = |title: &str, state: &str| {
        let state = format!("trang_thai: {state}");
        let annexes = annexes(title);
        let findings = new(&[
            (PLAN, SENTENCE, typed),
            (PLAN, ANNEXES, &annexes),
            (PLAN, "trang_thai: ban_hanh", &state),
        ]);
        let found = of_code(&findings, "KH306").into_iter();
        found.map(|one| (pointed_at(one).to_owned(), one.message.clone())).collect::<Vec<_>>()
    };
    let [(at, message)] = &found("Mẫu báo cáo", "ban_hanh")[..] else { panic!("one") };
    assert_eq!(at, "………");
    assert_eq!(message, "văn bản đã ban hành còn dấu chấm chưa điền: “Phân công ……… thực hiện.”");
    assert_eq!(found("Danh sách", "ban_hanh").len(), 3);
    assert_eq!(found("Danh sách", "du_thao"), []);
}
