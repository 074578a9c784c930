use std::path::PathBuf;

use kehoach::app::{Fonts, Inputs, Job, OpenYear, Paths};
use kehoach::diagnostic::Severity;
use kehoach::document::plain_text;

use crate::fixture::{PLAN, inputs, new, of_code, pointed_at};

#[test]
fn a_stop_stands_between_a_task_and_what_is_said_of_it_whether_typed_or_not() {
    let unended = (PLAN, "noi_dung: Nâng cấp trang dịch vụ công.,", "noi_dung: Nâng cấp trang dịch vụ công,");
    for changes in [&[][..], &[unended][..]] {
        let inputs = inputs(changes);
        let open = OpenYear::of(&inputs, Some(2026)).expect("the year is open");
        let job = Job::all(&open.year).into_iter().find(|job| job.stem() == "ke-hoach").expect("the plan");
        let made = job.make(&open).expect("it is made");
        let texts = made.document.body.iter().flat_map(|block| block.kind.texts()).map(plain_text);
        let all = texts.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ");
        assert!(
            all.contains("nâng cấp trang dịch vụ công. Phối hợp: ")
                || all.contains("trang dịch vụ công. Thời hạn: "),
            "{all}"
        );
    }
}

#[test]
fn an_item_without_its_stop_is_told_where_the_others_have_theirs() {
    let list = "gach: [Nâng cao chất lượng phục vụ người dân.]";
    let typed = "gach: [Nâng cao chất lượng phục vụ người dân., Công khai thủ tục, Rà soát quy trình.]";
    let findings = new(&[(PLAN, list, typed)]);
    let found = of_code(&findings, "KH343");
    let [found] = found.as_slice() else { panic!("{findings:#?}") };
    assert_eq!((found.severity, pointed_at(found)), (Severity::Warning, "c"));
    assert!(found.message.contains("Công khai thủ tục"), "{}", found.message);
}

#[test]
fn an_own_template_that_joins_without_a_stop_is_told() {
    let folder = std::env::temp_dir().join(format!("kehoach-noi-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder is made");
    let own = include_str!("../../templates/ke-hoach-tinh.md").replacen(
        "{% for p in phu_luc %}",
        "Xem thêm kế hoạch chung Thời hạn: năm 2026..\n{% for p in phu_luc %}",
        1,
    );
    std::fs::write(folder.join("ke-hoach-tinh.md"), own).expect("the template is written");
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-thu");
    let paths = Paths { content, templates: Some(folder.clone()), fonts: None };
    let inputs: Inputs = kehoach::app::load(&paths).expect("the template loads");
    let open = OpenYear::of(&inputs, Some(2026)).expect("the year is open");
    let job = Job::all(&open.year).into_iter().find(|job| job.stem() == "ke-hoach").expect("the plan");
    let made = job.make(&open).expect("it is made");
    let told: Vec<&str> =
        of_code(&made.findings, "KH343").iter().map(|found| found.message.as_str()).collect();
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(told.iter().any(|message| message.contains("thiếu dấu chấm trước “Thời hạn:”")), "{told:?}");
    let _ = Fonts::of(None);
}
