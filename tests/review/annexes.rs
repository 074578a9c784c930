use kehoach::diagnostic::Severity;

use crate::fixture::{PART, PLAN, new, of_code, pointed_at};

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
    assert!(found.iter().all(|one| one.severity == Severity::Warning), "{found:#?}");
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
fn an_annex_that_nothing_names_is_told_at_its_title() {
    assert_eq!(
        told("Thực hiện theo Phụ lục I.", 2),
        [("Biểu 2".to_owned(), "Phụ lục II “BIỂU 2” không được nhắc đến trong lời văn".to_owned())]
    );
    assert_eq!(told("Mẫu tại Phụ lục I Nghị định số 30/2020/NĐ-CP.", 1).len(), 1);
}

#[test]
fn annexes_that_are_there_and_named_and_those_of_other_documents_are_left_in_peace() {
    for (dashes, annexes) in [
        ("Thực hiện theo Phụ lục kèm theo.", 1),
        ("Thực hiện theo các Phụ lục kèm theo Kế hoạch này.", 2),
        ("Thực hiện theo Phụ lục I và II.", 2),
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
