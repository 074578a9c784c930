use kehoach::diagnostic::{Severity, terminal};

use crate::fixture::{PLAN, checked, new, of_code};

const TWICE: (&str, &str, &str) = (PLAN, "Kiểm tra công vụ.", "Kiểm tra năm một một lần công vụ.");

fn with(acceptance: &str) -> [(&'static str, &'static str, String); 1] {
    [(PLAN, "cac_muc:\n", format!("chap_nhan: [{acceptance}]\ncac_muc:\n"))]
}

#[test]
fn what_an_office_accepts_is_counted_with_its_reason_and_not_shown() {
    let [(file, from, to)] = with("{ma: KH344, cho: một một lần, ly_do: nói về lần thứ nhất của năm một}");
    let findings = checked(&[TWICE, (file, from, &to)]);
    let found = of_code(&findings, "KH344");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Accepted);
    assert!(found[0].hint.as_ref().is_some_and(|hint| hint.contains("lần thứ nhất của năm một")));
    assert!(terminal::summary(&findings).is_some_and(|summary| summary.ends_with("đã chấp nhận 1")));
    assert!(!terminal::Terminal::default().render(&findings).contains("gõ hai lần"));
    assert_eq!(of_code(&findings, "KH340"), Vec::<&kehoach::diagnostic::Diagnostic>::new());
}

#[test]
fn an_acceptance_of_other_words_or_of_another_kind_leaves_the_finding_and_is_told() {
    for acceptance in
        ["{ma: KH344, cho: Khảo sát sự hài lòng, ly_do: đúng}", "{ma: KH345, cho: một một lần, ly_do: đúng}"]
    {
        let [(file, from, to)] = with(acceptance);
        let findings = new(&[TWICE, (file, from, &to)]);
        assert_eq!(of_code(&findings, "KH344")[0].severity, Severity::Warning, "{acceptance}");
        let stale = of_code(&findings, "KH340");
        assert_eq!(stale.len(), 1, "{acceptance}: {findings:#?}");
        assert_eq!(stale[0].severity, Severity::Warning);
        assert!(stale[0].message.contains("không còn"), "{}", stale[0].message);
    }
}

#[test]
fn an_acceptance_is_not_called_stale_while_an_error_hides_what_it_answers_to() {
    let [(file, from, to)] = with("{ma: KH344, cho: Khảo sát sự hài lòng, ly_do: đúng}");
    let broken = (PLAN, "Kiểm tra công vụ.", "Kiểm tra thñ tôc công vụ.");
    let findings = new(&[broken, (file, from, &to)]);
    assert_eq!(of_code(&findings, "KH341")[0].severity, Severity::Error);
    assert!(of_code(&findings, "KH340").is_empty(), "nobody has seen all of the plan");
}

#[test]
fn an_error_cannot_be_accepted_away() {
    let [(file, from, to)] = with("{ma: KH341, cho: thñ tôc, ly_do: để vậy}");
    let findings = new(&[(PLAN, "Kiểm tra công vụ.", "Kiểm tra thñ tôc công vụ."), (file, from, &to)]);
    assert_eq!(of_code(&findings, "KH341")[0].severity, Severity::Error);
    assert!(of_code(&findings, "KH340")[0].message.contains("không chấp nhận được"));
}

#[test]
fn an_acceptance_without_code_words_or_reason_is_an_error() {
    for (acceptance, said) in [
        ("{ma: KH3, cho: a, ly_do: b}", "KH3"),
        ("{ma: KH344, cho: \" \", ly_do: b}", "“cho” đang trống"),
        ("{ma: KH344, cho: a, ly_do: \"\"}", "lý do"),
    ] {
        let [(file, from, to)] = with(acceptance);
        let findings = new(&[(file, from, &to)]);
        let found = of_code(&findings, "KH340");
        assert_eq!(found[0].severity, Severity::Error, "{acceptance}");
        assert!(found[0].message.contains(said), "{}", found[0].message);
    }
}
