use std::io::Read;

use calamine::{Reader, Xlsx, open_workbook};

use super::office::Office;

pub fn part(office: &Office, file: &str, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(office.path(file)).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_figures_of_the_report_are_those_of_an_independent_count() {
    let office = Office::real();
    office.printed(&["bao-cao", "--nam", "2025", "--as-of", "30/9/2025", "--out", "ra"]);
    let list = office.json(&["list", "--year", "2025", "--json"]);
    let mut sure = 0;
    let mut late = 0;
    for agency in list.as_array().unwrap() {
        for task in ["tasks", "duties"].iter().flat_map(|of| agency[of].as_array().unwrap()) {
            if !task["via"].as_str().unwrap().starts_with("soft:") {
                sure += 1;
                // The days before 30/9 that the plan names.
                late += usize::from(
                    ["trước ngày 15/7/2025", "trước ngày 30/7/2025"]
                        .contains(&task["deadline"].as_str().unwrap_or_default()),
                );
            }
        }
    }
    let mut book: Xlsx<_> = open_workbook(office.path("ra/bao-cao-2025-2025-09-30.xlsx")).unwrap();
    for name in ["Theo cơ quan", "Theo nhóm nhiệm vụ", "Theo thời hạn"] {
        let sheet = book.worksheet_range(name).unwrap();
        let total = sheet.rows().next_back().unwrap();
        assert_eq!(
            (total[2].to_string(), total[7].to_string()),
            (sure.to_string(), late.to_string()),
            "{name}"
        );
        let column = |at: usize| -> f64 {
            let rows = sheet.rows().skip(1).take(sheet.height() - 2);
            rows.map(|row| row[at].to_string().parse::<f64>().unwrap()).sum()
        };
        assert_eq!(column(2), sure as f64, "{name}");
        assert_eq!(column(7), late as f64, "{name}");
    }
    let plans = book.worksheet_range("Kế hoạch triển khai").unwrap();
    let makers = list.as_array().unwrap().iter().filter(|agency| agency["kind"] != "collective").count();
    assert_eq!(plans.height(), makers + 1);
}

#[test]
fn a_plan_issued_after_its_day_is_late_by_so_many_days() {
    let office = Office::real();
    office.printed(&["report", "--year", "2024", "--as-of", "2024-09-30", "--format", "xlsx", "--out", "ra"]);
    let mut book: Xlsx<_> = open_workbook(office.path("ra/bao-cao-2024-2024-09-30.xlsx")).unwrap();
    let plans = book.worksheet_range("Kế hoạch triển khai").unwrap();
    let row = plans.rows().find(|row| row[4] == *"202/KH-SKHĐT").unwrap();
    // Asked for before 15/7, issued on 18/7.
    assert_eq!((row[3].to_string().as_str(), row[7].to_string().as_str()), ("đã ban hành", "4"));
    // On the day before it was issued it was not.
    office.printed(&["report", "--year", "2024", "--as-of", "2024-07-17", "--format", "xlsx", "--out", "ra"]);
    let mut book: Xlsx<_> = open_workbook(office.path("ra/bao-cao-2024-2024-07-17.xlsx")).unwrap();
    let plans = book.worksheet_range("Kế hoạch triển khai").unwrap();
    let states: Vec<String> = plans.rows().skip(1).map(|row| row[3].to_string()).collect();
    assert!(states.iter().all(|state| !state.starts_with("đã ban hành")), "{states:?}");
}

#[test]
fn what_another_agency_reports_does_not_take_the_place_of_the_report() {
    let office = Office::real();
    let report = ["report", "--year", "2025", "--as-of", "2025-09-30", "--format", "docx", "--out", "ra"];
    office.printed(&report);
    let usual = std::fs::read(office.path("ra/bao-cao-2025-2025-09-30.docx")).unwrap();
    office.printed(&[&report[..], &["--agency", "so-cong-thuong"]].concat());
    assert_eq!(std::fs::read(office.path("ra/bao-cao-2025-2025-09-30.docx")).unwrap(), usual);
    assert!(office.path("ra/bao-cao-2025-2025-09-30-so-cong-thuong.docx").exists());
}

#[test]
fn a_document_that_answers_two_plans_is_one_document() {
    let office = Office::real();
    office.printed(&["report", "--year", "2024", "--as-of", "2024-09-30", "--format", "docx", "--out", "ra"]);
    let text = part(&office, "ra/bao-cao-2024-2024-09-30.docx", "word/document.xml");
    let words: String =
        text.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, words)| words).collect();
    let words = words.replace('\u{a0}', " ");
    let list = office.json(&["list", "--year", "2024", "--json"]);
    let makers = list.as_array().unwrap().iter().filter(|agency| agency["kind"] != "collective");
    let ids: std::collections::BTreeSet<&str> = makers.map(|agency| agency["id"].as_str().unwrap()).collect();
    let told = format!(
        "Có {:02} cơ quan, đơn vị được giao việc và lập kế hoạch triển khai; 01 cơ quan đã ban hành",
        ids.len()
    );
    assert!(words.contains(&told), "{told}: {}", words.chars().take(3000).collect::<String>());
}

#[test]
fn the_report_is_a_bao_cao_with_charts_in_both_formats_and_the_same_bytes_every_time() {
    let office = Office::real();
    for out in ["mot", "hai"] {
        office.printed(&["report", "--year", "2025", "--as-of", "2025-09-30", "--out", out]);
    }
    for extension in ["docx", "pdf", "xlsx"] {
        let bytes = |out: &str| {
            std::fs::read(office.path(&format!("{out}/bao-cao-2025-2025-09-30.{extension}"))).unwrap()
        };
        assert_eq!(bytes("mot"), bytes("hai"), "{extension}");
    }
    let docx = "mot/bao-cao-2025-2025-09-30.docx";
    let main = part(&office, docx, "word/document.xml");
    assert!(main.contains("BÁO CÁO") && main.contains("BC-STC") && main.contains("r:id=\"rIdChart1\""));
    let chart = part(&office, docx, "word/charts/chart2.xml");
    assert!(chart.contains("<c:barChart>") && chart.contains("<c:v>quá hạn</c:v>"), "{chart}");
    let types = part(&office, docx, "[Content_Types].xml");
    assert!(types.contains("/word/charts/chart1.xml"));
    let pdf = std::fs::read(office.path("mot/bao-cao-2025-2025-09-30.pdf")).unwrap();
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let figures = file.objects.values().filter_map(|object| object.as_dict().ok());
    let figures = figures
        .filter(|dict| dict.get(b"S").and_then(|role| role.as_name()).is_ok_and(|role| role == b"Figure"));
    let figures: Vec<_> = figures.collect();
    assert!(figures.len() >= 2);
    assert!(figures.iter().all(|figure| figure.get(b"Alt").is_ok()), "each is described in words");
}

#[test]
fn the_scores_of_the_years_stand_in_a_table_and_in_lines() {
    let office = Office::real();
    office.printed(&["report", "--year", "2025", "--as-of", "2025-09-30", "--format", "docx", "--out", "ra"]);
    let docx = "ra/bao-cao-2025-2025-09-30.docx";
    let main = part(&office, docx, "word/document.xml");
    assert!(main.contains("ĐIỂM CÁC CHỈ SỐ QUA CÁC NĂM"));
    let lines = part(&office, docx, "word/charts/chart3.xml");
    assert!(lines.contains("<c:lineChart>") && lines.contains("<c:v>Mục tiêu</c:v>"), "{lines}");
    // An office's own template of the plan has them where it asks for them.
    let own = office.path("mau");
    std::fs::create_dir(&own).unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/ke-hoach-tinh.md");
    let text = std::fs::read_to_string(root).unwrap() + "\n{% include \"phu-luc-diem-cac-nam.md\" %}\n";
    std::fs::write(own.join("ke-hoach-tinh.md"), text).unwrap();
    office.printed(&["build", "ke-hoach", "--year", "2025", "--templates", "mau", "--format", "docx"]);
    let plan = part(&office, "output/2025/kh-175-2025/ke-hoach.docx", "word/charts/chart2.xml");
    assert!(plan.contains("<c:v>6.50</c:v>") || plan.contains("<c:v>7.00</c:v>"), "{plan}");
}

#[test]
fn progress_of_a_later_day_does_not_count_yet_and_is_told() {
    let office = Office::small();
    std::fs::create_dir_all(office.path("content/2026/tien-do")).unwrap();
    let text = "loai: tien_do\nco_quan: so-tu-phap\nnam: 2026\nke_hoach: kh-11-2026\nnhiem_vu:\n  - nhiem_vu: III.1.a.1\n    nguyen_van: Rà soát văn bản.\n    tinh_trang: xong\n    ngay: 25/6/2026\n";
    std::fs::write(office.path("content/2026/tien-do/so-tu-phap.yaml"), text).unwrap();
    let told = |day: &str| {
        office.run(&["report", "--year", "2026", "--as-of", day, "--format", "xlsx", "--out", "ra"]).stderr
    };
    // A part that bears number and day, and is a draft still.
    let part = "loai: ke_hoach_don_vi\nco_quan: so-tu-phap\nnam: 2026\nke_hoach_goc: [kh-11-2026]\nso: 5\nngay: 10/3/2026\n";
    std::fs::write(office.path("content/2026/co-quan/so-tu-phap.yaml"), part).unwrap();
    let before = told("20/6/2026");
    assert!(before.contains("KH821") && before.contains("co-quan/so-tu-phap.yaml"), "{before}");
    // An office that numbers before it signs says so once, in the words of the hint, and is not told that it is stale.
    let accepted = "chap_nhan: [{ma: KH821, cho: so-tu-phap, ly_do: cấp số trước khi ký}]\n";
    assert!(before.contains(accepted.trim_end()), "{before}");
    std::fs::write(office.path("content/2026/co-quan/so-tu-phap.yaml"), format!("{part}{accepted}")).unwrap();
    assert!(!told("20/6/2026").contains("KH821"));
    assert!(!office.run(&["check"]).stderr.contains("KH340"));
    assert!(before.contains("KH820") && before.contains("Sở Tư pháp 01"), "{before}");
    assert!(!told("25/6/2026").contains("KH820"));
    // One of the plans was issued on 20/4.
    assert!(told("19/4/2026").contains("KH822") && !told("20/4/2026").contains("KH822"));
    // What the plan gives to another counts nowhere, and is told at its place.
    let other = "  - nhiem_vu: III.2.a.1\n    nguyen_van: Sắp xếp lại đầu mối.\n    tinh_trang: xong\n";
    std::fs::write(office.path("content/2026/tien-do/so-tu-phap.yaml"), format!("{text}{other}")).unwrap();
    let told = told("25/6/2026");
    assert!(told.contains("KH303") && told.contains("so-tu-phap.yaml:10:"), "{told}");
}
