use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use super::office::Office;

/// Every task and duty of `list --json`, as a line of all that it says.
fn listed(office: &Office, year: &str) -> Vec<String> {
    let all = office.json(&["list", "--year", year, "--json"]);
    let mut lines = Vec::new();
    for agency in all.as_array().unwrap() {
        for task in ["tasks", "duties"].iter().flat_map(|of| agency[of].as_array().unwrap()) {
            lines.push(format!("{} {} {task}", agency["plan"], agency["id"]));
        }
    }
    lines.sort();
    lines
}

#[test]
fn the_matrix_has_every_task_of_every_agency_once_as_the_list_has_it() {
    let keys = ["ref", "role", "via", "leads", "supporting", "scope", "except", "deadline", "output"];
    for (office, year) in [(Office::real(), "2024"), (Office::real(), "2025"), (Office::small(), "2026")] {
        let rows = office.json(&["matrix", "--year", year, "--format", "json"]);
        let mut lines: Vec<String> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let task: serde_json::Map<String, Value> =
                    keys.iter().map(|key| ((*key).to_owned(), row[key].clone())).collect();
                format!("{} {} {}", row["plan"], row["agency"], Value::Object(task))
            })
            .collect();
        lines.sort();
        assert!(lines.len() > 30, "{year}");
        assert_eq!(lines, listed(&office, year), "{year}");
    }
}

#[test]
fn a_workbook_has_the_same_rows_with_days_that_are_days_and_counts_that_agree() {
    let office = Office::small();
    office.printed(&["ma-tran", "--nam", "2026", "--ra", "ra"]);
    let mut book: Xlsx<_> = open_workbook(office.path("ra/ma-tran-2026.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Phân công", "Nhiệm vụ × cơ quan"]);
    let list = book.worksheet_range("Phân công").unwrap();
    let all = listed(&office, "2026");
    assert_eq!(list.height(), all.len() + 1);
    let titles: Vec<String> = list.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let column = |title: &str| titles.iter().position(|other| other == title).unwrap();
    let by_title = |row: &[Data], title: &str| row[column(title)].clone();
    let rows: Vec<&[Data]> = list.rows().skip(1).collect();
    let review = rows.iter().find(|row| by_title(row, "Nhiệm vụ") == *"Rà soát văn bản.").unwrap();
    let Data::DateTime(day) = by_title(review, "Hạn cuối") else { panic!("{review:?}") };
    assert_eq!(day.to_ymd_hms_milli().0, 2026);
    assert_eq!((day.to_ymd_hms_milli().1, day.to_ymd_hms_milli().2), (6, 14));
    assert_eq!(by_title(review, "Thời hạn").to_string(), "trước ngày 15/6/2026");
    // The crossing counts what is sure, as the list does.
    let crossing = book.worksheet_range("Nhiệm vụ × cơ quan").unwrap();
    let total = crossing.rows().next_back().unwrap()[3].to_string();
    let sure = all.iter().filter(|line| !line.contains("\"via\":\"soft:")).count();
    assert_eq!(total, sure.to_string());
    let marks = crossing.rows().skip(1).take(crossing.height() - 2).flat_map(|row| &row[4..]);
    assert_eq!(marks.filter(|mark| !mark.to_string().is_empty()).count(), all.len());
}

#[test]
fn what_an_agency_has_only_where_it_is_concerned_is_told_apart() {
    let office = Office::real();
    let rows = office.json(&["matrix", "toa-an-nhan-dan-tinh", "--year", "2025", "--format", "json"]);
    let rows = rows.as_array().unwrap();
    let soft = rows.iter().filter(|row| row["via"].as_str().unwrap().starts_with("soft:")).count();
    assert!((1..rows.len()).contains(&soft));
    let text = office.printed(&["matrix", "toa-an-nhan-dan-tinh", "--year", "2025", "--format", "csv"]);
    assert_eq!(text.lines().filter(|line| line.contains("chủ trì khi có liên quan")).count(), soft);
}

#[test]
fn a_task_is_late_on_the_day_that_is_asked_for_and_not_before() {
    let office = Office::small();
    let states = |day: &str| {
        let rows = office.json(&["matrix", "--year", "2026", "--format", "json", "--as-of", day]);
        let of_review = |row: &&Value| row["text"] == "Rà soát văn bản.";
        let rows = rows.as_array().unwrap().iter().filter(of_review).map(|row| row["state"].clone());
        let mut states: Vec<Value> = rows.collect();
        states.dedup();
        states
    };
    assert_eq!(states("14/6/2026"), ["unreported"]);
    assert_eq!(states("15/6/2026"), ["overdue"]);
    let run = office.run(&["matrix", "--as-of", "31/6/2026"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("tháng 6 chỉ có 30 ngày"), "{}", run.stderr);
}

#[test]
fn the_duty_to_make_a_plan_is_done_by_the_plan_that_was_issued() {
    let office = Office::small();
    let rows = office.json(&["matrix", "--year", "2026", "--format", "json", "--as-of", "2026-12-01"]);
    let of = |agency: &str| {
        let mut rows = rows.as_array().unwrap().iter();
        rows.find(|row| row["agency"] == agency && row["text"] == "Lập kế hoạch của đơn vị mình.").unwrap()["state"]
            .clone()
    };
    assert_eq!(of("xa-an-phu"), "done");
    assert_eq!(of("xa-binh-minh"), "overdue");
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let office = Office::small();
    let formats = "xlsx,csv,json,docx,pdf";
    for out in ["mot", "hai"] {
        let arguments =
            ["matrix", "--year", "2026", "--as-of", "2026-07-01", "--format", formats, "--out", out];
        office.printed(&arguments);
    }
    for format in formats.split(',') {
        let name = format!("ma-tran-2026.{format}");
        let bytes = |out: &str| std::fs::read(office.path(out).join(&name)).unwrap();
        assert_eq!(bytes("mot"), bytes("hai"), "{name}");
    }
    // It goes out with no plan.
    let xml = super::report::part(&office, "mot/ma-tran-2026.docx", "word/document.xml");
    assert!(xml.contains("(Theo Kế hoạch") && !xml.contains("Kèm theo") && !xml.contains("Phụ lục"), "{xml}");
}

#[test]
fn only_one_text_goes_to_the_screen_and_an_unknown_agency_is_named() {
    let office = Office::small();
    let run = office.run(&["matrix", "--format", "csv,json"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--out"), "{}", run.stderr);
    let run = office.run(&["matrix", "so-noi-vuu"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("có phải “so-noi-vu”?"), "{}", run.stderr);
    office.printed(&["matrix", "--plan", "kh-11-2026", "--format", "csv", "--out", "ra"]);
    assert!(office.path("ra/ma-tran-2026-kh-11-2026.csv").exists());
    let before = office.printed(&["matrix", "so-noi-vu", "--plan", "kh-11-2026", "--format", "csv"]);
    let after = office.printed(&["matrix", "--plan", "kh-11-2026", "so-noi-vu", "--format", "csv"]);
    assert_eq!(before, after, "an agency that is typed behind the plan is the same agency");
    assert!(before.contains("Sở Nội vụ"), "{before}");
}
