use serde_json::Value;

use super::office::Office;

#[test]
fn two_years_are_compared_with_targets_results_and_those_who_took_over() {
    let office = Office::real();
    let all = office.json(&["so-sanh", "2024", "2025", "--format", "json"]);
    let of = |list: &str, key: &str, value: &str| -> Value {
        let found = all[list].as_array().unwrap().iter().find(|one| one[key] == value);
        found.unwrap_or_else(|| panic!("no {value}")).clone()
    };
    let transparency = of("indicators", "after", "Tính minh bạch");
    assert_eq!((&transparency["target"], &transparency["actual"]), (&"6,5 điểm".into(), &"7,24".into()));
    assert_eq!(transparency["met"], true);
    assert_eq!(of("indicators", "after", "Tiếp cận đất đai")["met"], false);
    let monitor = of("monitors", "heading", "Gia nhập thị trường");
    assert_eq!(
        (&monitor["before"][0], &monitor["after"][0]),
        (&"so-ke-hoach-va-dau-tu".into(), &"so-tai-chinh".into())
    );
    assert_eq!(monitor["inherited"], true);
    let tasks = all["tasks"].as_array().unwrap();
    let count = |side: &str| tasks.iter().filter(|task| !task[side].is_null()).count();
    let listed = |year: &str| {
        let list = office.json(&["matrix", "--year", year, "--format", "json"]);
        let places: std::collections::BTreeSet<String> =
            list.as_array().unwrap().iter().map(|row| format!("{} {}", row["plan"], row["ref"])).collect();
        places.len()
    };
    // Every task of both years is told of once, those that nobody has are in no matrix.
    assert!(count("before") >= listed("2024") && count("after") >= listed("2025"));
    let lost = tasks.iter().flat_map(|task| task["assigned"].as_array().unwrap());
    assert!(
        lost.into_iter().all(|one| one["agency"] != "so-ke-hoach-va-dau-tu"),
        "it is followed to its heir"
    );
}

#[test]
fn an_edit_of_a_plan_tells_which_agencies_it_touches() {
    let office = Office::small();
    let copy = office.path("cu");
    let status = std::process::Command::new("cp").arg("-r").arg(office.path("content")).arg(&copy).status();
    assert!(status.unwrap().success());
    office.change(
        "2026/ke-hoach-chinh.yaml",
        "noi_dung: Kiểm tra công vụ.",
        "noi_dung: Kiểm tra công vụ hằng tháng.",
    );
    let text = office.printed(&["diff", "2026", "--from-content", "cu"]);
    assert!(text.contains("sửa câu chữ: 01") && text.contains("mới: 00; bỏ: 00"), "{text}");
    assert!(text.contains("Kiểm tra công [-vụ.-] {+vụ hằng tháng.+}"), "{text}");
    let touched = text.split("CƠ QUAN CÓ THAY ĐỔI").nth(1).unwrap();
    assert_eq!(touched.trim(), "Thanh tra tỉnh, Công an tỉnh: sửa câu chữ 01", "{text}");
    assert!(!text.contains("CHỈ TIÊU"), "what is the same is not told: {text}");
    let none = office.printed(&["diff", "2026", "--from-content", "content"]);
    assert!(none.contains("CƠ QUAN CÓ THAY ĐỔI\n  không có"), "{none}");
}

#[test]
fn a_task_given_to_others_and_another_day_are_told_with_both_sides() {
    let office = Office::small();
    let copy = office.path("cu");
    std::process::Command::new("cp").arg("-r").arg(office.path("content")).arg(&copy).status().unwrap();
    office.change(
        "2026/ke-hoach-chinh.yaml",
        "{noi_dung: Nâng cấp trang dịch vụ công., thoi_han: trước ngày 15/9/2026,",
        "{noi_dung: Nâng cấp trang dịch vụ công., chu_tri: [so-tu-phap], thoi_han: trước ngày 30/9/2026,",
    );
    let all = office.json(&["diff", "2026", "--from-content", "cu", "--format", "json"]);
    let tasks = all["tasks"].as_array().unwrap();
    let changed: Vec<&Value> = tasks.iter().filter(|task| task["change"] != "same").collect();
    let [task] = changed[..] else { panic!("{changed:#?}") };
    assert_eq!(task["change"], "reassigned");
    assert_eq!(task["deadline"][0], "trước ngày 15/9/2026");
    assert_eq!(task["deadline"][1], "trước ngày 30/9/2026");
    let of = |agency: &str| {
        let one = task["assigned"].as_array().unwrap().iter().find(|one| one["agency"] == agency).unwrap();
        (one["before"].clone(), one["after"].clone())
    };
    assert_eq!(of("so-tu-phap"), (Value::Null, "lead".into()));
    assert_eq!(of("trung-tam-hanh-chinh-cong"), ("lead".into(), Value::Null));
    for format in ["docx", "pdf"] {
        office.printed(&["diff", "2026", "--from-content", "cu", "--format", format, "--out", "ra"]);
        assert!(office.path(&format!("ra/so-sanh-2026-2026.{format}")).exists());
    }
}

#[test]
fn of_two_folders_the_one_without_the_year_is_named() {
    let office = Office::small();
    std::fs::create_dir(office.path("ban-cu")).unwrap();
    let run = office.run(&["so-sanh", "2026", "--from-content", "ban-cu"]);
    assert!(run.code != 0 && run.stderr.contains("bản cũ, “ban-cu”"), "{}", run.stderr);
}
