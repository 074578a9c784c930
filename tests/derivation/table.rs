//! A plan whose tasks are the rows of a table in an annex.

use kehoach::diagnostic::Severity::Error;
use kehoach::diagnostic::has_errors;
use kehoach::model::{AgencyId, PlanId};

use super::city::{SAFETY, SAFETY_ID, changed, line_with, markdown, part_of, with_part, with_sub_plan};
use super::fixture::{one_finding, plan_markdown, told, year};

#[test]
fn rows_are_numbered_through_the_groups_and_reach_whom_they_name() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let shares = year.responsibilities(&PlanId::new(SAFETY_ID)).unwrap();
    let references: Vec<String> = shares.plan.all_tasks().map(|task| task.reference.to_string()).collect();
    assert_eq!(references, ["PL1.1", "PL1.2", "PL1.3", "PL1.4", "PL1.5", "PL1.6"]);
    let of = |id: &str| -> Vec<String> {
        let share = shares.share(&AgencyId::new(id)).expect("it is reached");
        share.tasks.iter().map(|one| format!("{} {}", one.task.reference, one.role.name())).collect()
    };
    assert_eq!(of("thue-tp"), ["PL1.2 lead", "PL1.4 supporting"]);
    assert_eq!(of("so-y-te"), ["PL1.3 lead", "PL1.4 supporting"]);
    assert_eq!(of("phuong-hai-an"), ["PL1.1 supporting", "PL1.5 lead"]);
    // Excepted in its row.
    assert_eq!(of("xa-dong-lam"), ["PL1.1 supporting"]);
}

#[test]
fn a_row_is_cited_as_a_task_of_its_annex() {
    let text = markdown(&changed(&[]), (SAFETY_ID, "thue-tp"));
    let led = line_with(&text, "Rà soát lỗ hổng bảo mật");
    assert!(
        led.contains("nhiệm vụ số 2 Phụ lục Kế hoạch số 41/KH-UBND; phối hợp: Sở Khoa học và Công nghệ"),
        "{led}"
    );
    assert!(led.contains("Thời hạn: hằng quý"), "{led}");
    let supported = line_with(&text, "diễn tập ứng cứu sự cố");
    assert!(supported.starts_with("Phối hợp với Sở Khoa học và Công nghệ: diễn tập"), "{supported}");
    let second = "phu_luc:\n  - {kieu: van_ban, tieu_de: Mẫu báo cáo, doan: [Kính gửi UBND thành phố.]}\n";
    let two = changed(&[(SAFETY, "phu_luc:\n", second)]);
    let text = markdown(&two, (SAFETY_ID, "thue-tp"));
    assert!(text.contains("nhiệm vụ số 2 Phụ lục II Kế hoạch số 41/KH-UBND"), "{text}");
    let plan = plan_markdown(&two, SAFETY_ID);
    assert!(plan.contains("Kính gửi UBND thành phố."), "{plan}");
}

#[test]
fn the_table_has_every_part_of_every_row() {
    let text = plan_markdown(&changed(&[]), SAFETY_ID);
    let row =
        |words: &str| text.lines().find(|line| line.starts_with('|') && line.contains(words)).expect("a row");
    let first = row("Thống kê các hệ thống");
    let cells: Vec<&str> = first.trim_matches('|').split('|').map(str::trim).collect();
    assert_eq!(
        cells[..6],
        [
            "1",
            "Thống kê các hệ thống thông tin.",
            "Sở Khoa học và Công nghệ",
            "UBND các xã, phường",
            "Trước ngày 30/4/2026",
            "Danh mục"
        ]
    );
    assert!(row("Trực ứng cứu").contains("UBND các xã, phường (trừ UBND xã Đông Lâm)"), "{text}");
    let of_supporting =
        (SAFETY, "phoi_hop: [cac-xa], thoi_han", "phoi_hop: [cac-xa], tru: [xa-dong-lam], thoi_han");
    let text = plan_markdown(&changed(&[of_supporting]), SAFETY_ID);
    let cells = "| Sở Khoa học và Công nghệ | UBND các xã, phường (trừ UBND xã Đông Lâm) |";
    assert!(text.contains(cells), "{text}");
    assert!(text.contains("I. Rà soát") && text.contains("II. Ứng cứu"), "{text}");
}

#[test]
fn a_row_is_answered_by_its_place_or_by_its_own_id() {
    for reference in ["PL1.2", "ra-soat-lo-hong"] {
        let own = format!(
            "nhiem_vu:\n  - muc: [Rà soát]\n    noi_dung: [{{noi_dung: Chi cục rà soát máy chủ., thay_cho: [{reference}]}}]\n"
        );
        let loaded = with_part(&part_of("thue-tp", SAFETY_ID, &own), &[]);
        with_sub_plan(&loaded, (SAFETY_ID, "thue-tp"), |_, plan, findings| {
            assert!(!has_errors(&findings), "{findings:#?}");
            let own = plan.entries().next().expect("an entry");
            assert_eq!(own.covers[0].mine.task.reference.to_string(), "PL1.2", "{reference}");
        });
    }
    let twice = changed(&[(
        SAFETY,
        "noi_dung: Phân loại cấp độ hệ thống.,",
        "noi_dung: Phân loại., ma: ra-soat-lo-hong,",
    )]);
    one_finding(&twice, ("KH101", Error), "Phân loại.", &["mã nhiệm vụ “ra-soat-lo-hong” đã dùng"]);
}

#[test]
fn what_an_annex_cannot_hold_is_an_error() {
    let generated = changed(&[(SAFETY, "kieu: bang_nhiem_vu", "kieu: phan_cong")]);
    assert!(
        told(&generated.findings, "KH114")[0].contains("do chương trình tự lập"),
        "{:#?}",
        generated.findings
    );
    let text = changed(&[(SAFETY, "kieu: bang_nhiem_vu", "kieu: van_ban")]);
    assert!(told(&text.findings, "KH114")[0].contains("không có bảng nhiệm vụ"), "{:#?}", text.findings);
    let nobody = changed(&[(SAFETY, "chu_tri: [so-y-te], san_pham", "san_pham")]);
    one_finding(&nobody, ("KH110", Error), "Phân loại cấp độ", &["chưa có cơ quan chủ trì"]);
}
