//! Several plans of one year: each is answered, an agency may answer two in one document, and nobody whom
//! only the second reaches is forgotten.

use std::process::Command;

use kehoach::app::{Job, Selection};
use kehoach::diagnostic::has_errors;
use kehoach::model::AgencyId;

use super::city::{
    DIGITAL_ID, SAFETY_ID, answer, changed, markdown, part_of, plan_of, with_part, with_sub_plan,
};
use super::fixture::{answering, year};

fn files(loaded: &kehoach::content::Loaded) -> Vec<String> {
    let year = year(loaded);
    let jobs = Job::asked_for(&Selection::default(), &year).expect("everything");
    jobs.iter().map(|job| format!("{}/{}", job.plan().id, job.stem())).collect()
}

#[test]
fn whoever_only_the_second_plan_reaches_has_its_document() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let tax = AgencyId::new("thue-tp");
    let first = year.responsibilities(&plan_of(&year, DIGITAL_ID).id).unwrap();
    assert!(first.share(&tax).is_none());
    assert!(!answering(&year, DIGITAL_ID).contains(&"thue-tp".to_owned()));
    assert!(answering(&year, SAFETY_ID).contains(&"thue-tp".to_owned()));
    let all = files(&loaded);
    assert!(all.contains(&"kh-41-2026/thue-tp".to_owned()), "{all:?}");
    // One that both reach answers each.
    assert!(all.contains(&"kh-30-2026/so-khcn".to_owned()) && all.contains(&"kh-41-2026/so-khcn".to_owned()));
}

const BOTH: &str = "kh-41-2026, kh-30-2026";

#[test]
fn one_document_answers_two_plans_in_the_folder_of_the_first() {
    let loaded = with_part(&part_of("so-khcn", BOTH, ""), &[]);
    let all = files(&loaded);
    assert!(all.contains(&"kh-41-2026/so-khcn".to_owned()), "{all:?}");
    assert!(!all.contains(&"kh-30-2026/so-khcn".to_owned()), "{all:?}");
    let year = year(&loaded);
    assert_eq!(
        answer(&year, DIGITAL_ID, "so-khcn").plan.id.as_str(),
        SAFETY_ID,
        "the list tells where it lies"
    );
    with_sub_plan(&loaded, (DIGITAL_ID, "so-khcn"), |_, plan, findings| {
        assert!(!has_errors(&findings), "{findings:#?}");
        let covered: Vec<String> = plan
            .entries()
            .flat_map(|entry| &entry.covers)
            .map(|covered| format!("{} {}", covered.plan.id, covered.mine.task.reference))
            .collect();
        let expected = [
            "kh-41-2026 PL1.1",
            "kh-41-2026 PL1.6",
            "kh-41-2026 PL1.2",
            "kh-41-2026 PL1.4",
            "kh-30-2026 II.1.a.1",
            "kh-30-2026 II.1.d.1",
        ];
        assert_eq!(covered, expected);
    });
    let text = markdown(&loaded, (SAFETY_ID, "so-khcn"));
    assert!(text.contains("Kế hoạch số 41/KH-UBND") && text.contains("Kế hoạch số 30/KH-UBND"), "{text}");
}

#[test]
fn a_part_that_answers_one_plan_leaves_the_other_to_its_own_document() {
    let own = "nhiem_vu:\n  - muc: [Ứng cứu]\n    noi_dung: [{noi_dung: Sở diễn tập trong tháng 11., thay_cho: [PL1.4]}]\n";
    let loaded = with_part(&part_of("so-khcn", SAFETY_ID, own), &[]);
    let all = files(&loaded);
    assert!(all.contains(&"kh-30-2026/so-khcn".to_owned()), "{all:?}");
    let own = markdown(&loaded, (SAFETY_ID, "so-khcn"));
    assert!(own.contains("Sở diễn tập trong tháng 11") && !own.contains("Phủ sóng toàn thành phố"), "{own}");
    let other = markdown(&loaded, (DIGITAL_ID, "so-khcn"));
    assert!(other.contains("Phủ sóng toàn thành phố") && !other.contains("tháng 11"), "{other}");
}

#[test]
fn the_list_has_one_object_for_each_plan_and_agency_with_the_whole_assignment() {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/thanh-pho-thu");
    let run =
        Command::new(env!("CARGO_BIN_EXE_kehoach")).args(["list", "--json", "--content", content]).output();
    let run = run.expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let listed: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let of = |plan: &str, id: &str| {
        let mut all = listed.as_array().expect("a list").iter();
        all.find(|one| one["plan"] == plan && one["id"] == id).cloned()
    };
    assert!(of(DIGITAL_ID, "thue-tp").is_none() && of(SAFETY_ID, "thue-tp").is_some());
    let trade = of(DIGITAL_ID, "so-cong-thuong").expect("it is listed");
    let task = |reference: &str| {
        let tasks = trade["tasks"].as_array().expect("tasks");
        tasks.iter().find(|task| task["ref"] == reference).expect("it has the task").clone()
    };
    let network = task("II.1.a.1");
    assert_eq!(network["leads"], serde_json::json!(["so-khcn", "so-cong-thuong"]));
    assert_eq!(
        network["supporting"],
        serde_json::json!(["soft:cac-so-lien-quan", "các doanh nghiệp viễn thông"])
    );
    assert_eq!(network["scope"], "chợ, khu thương mại");
    assert_eq!(network["deadline"], "khu dân cư: quý III/2026; khu công nghiệp: trước ngày 15/12/2026");
    assert_eq!(network["output"], "Bản đồ phủ sóng");
    assert_eq!((&network["role"], &network["via"]), (&"lead".into(), &"direct".into()));
    assert_eq!(task("II.2.a.1")["via"], "soft:cac-so-lien-quan");
    let ward = of(SAFETY_ID, "phuong-hai-an").expect("it is listed");
    let duty = ward["tasks"].as_array().expect("tasks").iter().find(|task| task["ref"] == "PL1.5");
    assert_eq!(duty.expect("it has it")["except"], serde_json::json!(["xa-dong-lam"]));
}
