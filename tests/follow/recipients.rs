use serde_json::Value;

use super::office::Office;

/// The findings about recipients, those that somebody let stand apart.
fn told(office: &Office, year: &str) -> (Vec<String>, usize) {
    let run = office.run(&["check", "--year", year, "--json"]);
    let all: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = all.as_array().unwrap().iter().filter(|finding| finding["code"] == "KH800");
    let (accepted, open): (Vec<&Value>, Vec<&Value>) =
        findings.partition(|finding| finding["severity"] == "accepted");
    (open.iter().map(|finding| finding["message"].as_str().unwrap().to_owned()).collect(), accepted.len())
}

#[test]
fn of_the_real_plans_only_those_are_named_who_truly_are_not_there() {
    let office = Office::real();
    // Three that the issued plan left out, which nobody can mend any more.
    assert_eq!(told(&office, "2024"), (vec![], 3));
    assert_eq!(told(&office, "2025"), (vec![], 0));
    let (draft, accepted) = told(&office, "2026");
    let missing =
        ["Ngân hàng Nhà nước khu vực 5", "Tòa án nhân dân tỉnh", "Thuế tỉnh Lạng Sơn", "Kho bạc Nhà nước"];
    assert_eq!((draft.len(), accepted), (missing.len(), 0), "{draft:#?}");
    for name in missing {
        assert!(draft.iter().any(|message| message.contains(name)), "{name}: {draft:#?}");
    }
}

#[test]
fn a_recipient_taken_out_is_missed_and_a_whole_group_by_its_name() {
    let office = Office::real();
    office.change("2025/ke-hoach-tinh.yaml", "  - Trung tâm PVHCC tỉnh\n", "");
    office.change("2025/ke-hoach-tinh.yaml", "  - UBND các xã, phường\n", "");
    let (told, _) = told(&office, "2025");
    assert!(told.iter().any(|one| one.contains("“Trung tâm Phục vụ hành chính công tỉnh”")), "{told:#?}");
    let communes: Vec<&String> = told.iter().filter(|one| one.contains("UBND các xã, phường")).collect();
    assert_eq!(communes.len(), 1, "{told:#?}");
    assert!(!told.iter().any(|one| one.contains("UBND xã")), "{told:#?}");
}

#[test]
fn a_body_under_its_old_name_gets_nothing_and_both_names_are_told() {
    let office = Office::real();
    office.change("2025/ke-hoach-tinh.yaml", "  - Chi cục Thuế khu vực VI\n", "  - Cục Thuế tỉnh\n");
    let (told, _) = told(&office, "2025");
    let [message] = &told[..] else { panic!("{told:#?}") };
    assert!(
        message.contains("“Cục Thuế tỉnh” không còn tồn tại, nay là “Chi cục Thuế khu vực VI”"),
        "{message}"
    );
}

#[test]
fn a_plan_without_recipients_is_told_of_once() {
    let office = Office::small();
    office.change("2026/ke-hoach-chinh.yaml", "noi_nhan: [Thường trực Tỉnh ủy (b/c)]\n", "");
    let (told, _) = told(&office, "2026");
    let of_plan = told.iter().filter(|one| one.contains("17 cơ quan mà chưa ghi nơi nhận"));
    assert_eq!(of_plan.count(), 1, "{told:#?}");
}
