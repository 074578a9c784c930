//! The plans of Lạng Sơn as they stand in `content/`: who has what, counted as in the originals.

use std::path::PathBuf;

use kehoach::app::{self, Inputs, Paths};
use kehoach::derive::Year;
use kehoach::derive::responsibility::{Role, Via};
use kehoach::diagnostic::{Severity, has_errors};
use kehoach::model::{AgencyId, Province};

fn inputs() -> Inputs {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    app::load(&Paths { content, templates: None, fonts: None }).expect("the built-in templates load")
}

fn province(inputs: &Inputs) -> &Province {
    assert!(!has_errors(&inputs.loaded.findings), "{:#?}", inputs.loaded.findings);
    inputs.loaded.province.as_ref().expect("content/ has a province")
}

/// Tasks of an agency: all, and those that reach it by name.
fn tasks(year: &Year<'_>, id: &str) -> (usize, usize) {
    let share = year.main().share(&AgencyId::new(id)).unwrap_or_else(|| panic!("{id} has no share"));
    (share.tasks.len(), share.tasks.iter().filter(|task| task.via == Via::Direct).count())
}

fn monitors(year: &Year<'_>, id: &str) -> Vec<usize> {
    let share = year.main().share(&AgencyId::new(id)).unwrap_or_else(|| panic!("{id} has no share"));
    share.monitors.iter().map(|index| index.ordinal).collect()
}

#[test]
fn the_2025_plan_gives_every_agency_the_tasks_of_the_original() {
    let inputs = inputs();
    let year = Year::of(province(&inputs), 2025).expect("2025 is there");
    let plan = year.plan();
    assert_eq!(plan.indices().count(), 10);
    assert_eq!(plan.indices().map(|(_, index)| index.assignments.len()).sum::<usize>(), 49);
    assert_eq!(plan.tasks().count(), 94);
    let given = plan.indices().flat_map(|(_, index)| &index.assignments);
    let dashes: Vec<usize> = given.map(|given| given.tasks.len()).filter(|tasks| *tasks > 1).collect();
    assert_eq!((dashes.len(), dashes.iter().sum::<usize>()), (24, 69));
    assert_eq!(tasks(&year, "ubnd-xa-dong-dang"), (18, 0));
    assert_eq!(tasks(&year, "ubnd-phuong-dong-kinh"), (18, 0));
    assert_eq!(tasks(&year, "bql-khu-kinh-te-cua-khau-dong-dang-lang-son"), (29, 3));
    assert_eq!(tasks(&year, "so-cong-thuong").0, 32);
    assert_eq!(tasks(&year, "so-tai-chinh").0, 37);
    assert_eq!(monitors(&year, "so-tai-chinh"), [1, 6, 8]);
}

#[test]
fn the_2024_plan_gives_every_agency_the_tasks_of_the_original() {
    let inputs = inputs();
    let year = Year::of(province(&inputs), 2024).expect("2024 is there");
    assert_eq!(year.plan().tasks().count(), 77);
    assert_eq!(year.plan().indices().map(|(_, index)| index.assignments.len()).sum::<usize>(), 48);
    assert_eq!(tasks(&year, "so-ke-hoach-va-dau-tu"), (31, 8));
    assert_eq!(monitors(&year, "so-ke-hoach-va-dau-tu"), [1, 6, 8]);
    assert_eq!(monitors(&year, "so-lao-dong-thuong-binh-va-xa-hoi"), [9]);
}

#[test]
fn the_2026_plan_has_nine_indices_and_a_private_economy_chapter() {
    let inputs = inputs();
    let year = Year::of(province(&inputs), 2026).expect("2026 is there");
    let of_family = |family: &str| year.plan().indices().filter(|(_, index)| index.family == family).count();
    assert_eq!((of_family("PCI"), of_family("BPI")), (9, 4));
    assert_eq!(monitors(&year, "van-phong-ubnd-tinh"), [3, 4, 9]);
    let office = year.main().share(&AgencyId::new("van-phong-ubnd-tinh")).expect("the office has a share");
    let transparency = office.tasks.iter().find(|task| task.task.reference.to_string() == "III.2.3.1.1");
    assert_eq!(transparency.map(|task| task.role), Some(Role::Lead));
    assert_eq!(year.plan().official.number, None);
}

#[test]
fn only_bodies_of_their_time_take_part() {
    let inputs = inputs();
    let province = province(&inputs);
    let kinds = |number: i16| {
        let year = Year::of(province, number).expect("the year is there");
        let has = |id: &str| year.main().share(&AgencyId::new(id)).is_some();
        (has("ubnd-huyen-cao-loc"), has("ubnd-xa-cao-loc"), has("so-ke-hoach-va-dau-tu"))
    };
    assert_eq!(kinds(2024), (true, false, true));
    assert_eq!(kinds(2025), (false, true, false));
}

#[test]
fn every_sub_plan_of_every_year_is_proved_to_cover_its_tasks() {
    let inputs = inputs();
    let province = province(&inputs);
    for number in province.years() {
        let year = Year::of(province, number).expect("the year is there");
        for agency in year.agencies() {
            let (plan, findings) = year.sub_plan(agency);
            assert!(!has_errors(&findings), "{number} {}: {findings:#?}", agency.id);
            let covered: usize = plan.entries().map(|entry| entry.covers.len()).sum();
            let own = plan.parents.iter().filter_map(|parent| year.responsibilities(&parent.id));
            let tasks: usize =
                own.filter_map(|all| all.share(&agency.id)).map(|share| share.tasks.len()).sum();
            assert_eq!(covered, tasks, "{number} {}", agency.id);
        }
    }
}

#[test]
fn every_document_of_every_year_can_be_made() {
    let inputs = inputs();
    let province = province(&inputs);
    for number in province.years() {
        let year = Year::of(province, number).expect("the year is there");
        let plan = app::provincial(&year, &inputs.templates).expect("the plan is made");
        assert_eq!(plan.document.title.kind, "KẾ HOẠCH");
        for agency in year.agencies().into_iter().filter(|agency| agency.makes_sub_plan()) {
            let made = app::sub_plan(&year, agency, &inputs.templates);
            let made = made.unwrap_or_else(|findings| panic!("{number} {}: {findings:#?}", agency.id));
            assert!(made.document.body.len() > 10, "{number} {}", agency.id);
        }
    }
}

#[test]
fn content_has_no_warning_of_its_own() {
    let loaded = inputs().loaded;
    let worse = loaded.findings.iter().filter(|finding| finding.severity > Severity::Info);
    assert_eq!(worse.collect::<Vec<_>>(), Vec::<&kehoach::diagnostic::Diagnostic>::new());
}

#[test]
fn the_schemas_beside_the_content_are_those_of_the_program() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content/luoc-do");
    for (kind, _) in kehoach::content::raw::FileKind::ALL {
        let file = kind.schema_file();
        let text = std::fs::read_to_string(folder.join(&file)).unwrap_or_default();
        assert!(text == kind.schema_text(), "{file} is stale: run `cargo run -- schema`");
    }
}
