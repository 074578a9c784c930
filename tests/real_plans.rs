//! The plans of Lạng Sơn as they stand in `content/`: who has what, counted as in the originals.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kehoach::app::{self, Inputs, Job, Paths};
use kehoach::derive::Year;
use kehoach::derive::responsibility::{Responsibilities, Role, Via, Watch};
use kehoach::derive::scores::Scores;
use kehoach::diagnostic::{Severity, has_errors};
use kehoach::model::{AgencyId, Plan, PlanId, Position, Province};

fn inputs() -> Inputs {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    app::load(&Paths { content, templates: None, fonts: None }).expect("the built-in templates load")
}

fn province(inputs: &Inputs) -> &Province {
    assert!(!has_errors(&inputs.loaded.findings), "{:#?}", inputs.loaded.findings);
    inputs.loaded.province.as_ref().expect("content/ has a province")
}

fn shares<'y, 'p>(year: &'y Year<'p>, plan: &str) -> &'y Responsibilities<'p> {
    year.responsibilities(&PlanId::new(plan)).unwrap_or_else(|| panic!("no {plan}"))
}

/// Tasks of an agency: all, and those that reach it by name.
fn tasks(plan: &Responsibilities<'_>, id: &str) -> (usize, usize) {
    let share = plan.share(&AgencyId::new(id)).unwrap_or_else(|| panic!("{id} has no share"));
    (share.tasks.len(), share.tasks.iter().filter(|task| task.via == Via::Direct).count())
}

/// The numbers, among all indices of the plan, of those that an agency monitors.
fn monitors(shares: &Responsibilities<'_>, id: &str) -> Vec<usize> {
    let share = shares.share(&AgencyId::new(id)).unwrap_or_else(|| panic!("{id} has no share"));
    let monitors = share.monitors.iter().filter(|(_, watch)| *watch == Watch::Monitor);
    let place = |position| shares.plan.indices().position(|index| index.position == position);
    monitors.map(|(heading, _)| place(heading.position.clone()).expect("it is an index") + 1).collect()
}

/// Points in which the indices of a plan give tasks.
fn points(plan: &Plan) -> usize {
    plan.indices().map(|index| index.assignments().count()).sum()
}

#[test]
fn the_2025_plan_gives_every_agency_the_tasks_of_the_original() {
    let inputs = inputs();
    let year = Year::of(province(&inputs), 2025).expect("2025 is there");
    let shares = shares(&year, "kh-175-2025");
    let plan = shares.plan;
    assert_eq!(plan.indices().count(), 10);
    assert_eq!(points(plan), 49);
    assert_eq!(plan.tasks().count(), 94);
    let given = plan.indices().flat_map(|index| index.assignments());
    let dashes: Vec<usize> = given.map(|given| given.tasks.len()).filter(|tasks| *tasks > 1).collect();
    assert_eq!((dashes.len(), dashes.iter().sum::<usize>()), (24, 69));
    assert_eq!(tasks(shares, "ubnd-xa-dong-dang"), (18, 0));
    assert_eq!(tasks(shares, "ubnd-phuong-dong-kinh"), (18, 0));
    assert_eq!(tasks(shares, "bql-khu-kinh-te-cua-khau-dong-dang-lang-son"), (29, 3));
    assert_eq!(tasks(shares, "so-cong-thuong").0, 32);
    assert_eq!(tasks(shares, "so-tai-chinh").0, 37);
    assert_eq!(monitors(shares, "so-tai-chinh"), [1, 6, 8]);
}

#[test]
fn the_2024_plan_gives_every_agency_the_tasks_of_the_original() {
    let inputs = inputs();
    let year = Year::of(province(&inputs), 2024).expect("2024 is there");
    let shares = shares(&year, "kh-158-2024");
    assert_eq!(shares.plan.tasks().count(), 77);
    assert_eq!(points(shares.plan), 48);
    assert_eq!(tasks(shares, "so-ke-hoach-va-dau-tu"), (31, 8));
    assert_eq!(monitors(shares, "so-ke-hoach-va-dau-tu"), [1, 6, 8]);
    assert_eq!(monitors(shares, "so-lao-dong-thuong-binh-va-xa-hoi"), [9]);
}

#[test]
fn the_2026_plan_has_nine_indices_and_a_private_economy_chapter() {
    let inputs = inputs();
    let year = Year::of(province(&inputs), 2026).expect("2026 is there");
    let shares = shares(&year, "kh-2026");
    let plan = shares.plan;
    let of_family = |family: &str| {
        let with_tasks = plan.headings().filter(|heading| heading.tasks().next().is_some());
        with_tasks.filter(|heading| heading.family.as_deref() == Some(family)).count()
    };
    assert_eq!((plan.indices().count(), of_family("PCI"), of_family("BPI")), (9, 9, 4));
    assert_eq!(monitors(shares, "van-phong-ubnd-tinh"), [3, 4, 9]);
    let office = shares.share(&AgencyId::new("van-phong-ubnd-tinh")).expect("the office has a share");
    let transparency = office.tasks.iter().find(|task| task.task.reference.to_string() == "III.2.3.1");
    assert_eq!(transparency.map(|task| task.role), Some(Role::Lead));
    assert_eq!(plan.official.number, None);
}

#[test]
fn only_bodies_of_their_time_take_part() {
    let inputs = inputs();
    let province = province(&inputs);
    let kinds = |number: i16| {
        let year = Year::of(province, number).expect("the year is there");
        let has = |id: &str| year.plans().any(|shares| shares.share(&AgencyId::new(id)).is_some());
        (has("ubnd-huyen-cao-loc"), has("ubnd-xa-cao-loc"), has("so-ke-hoach-va-dau-tu"))
    };
    assert_eq!(kinds(2024), (true, false, true));
    assert_eq!(kinds(2025), (false, true, false));
}

/// Whether this is a task of the plan's matter, not a duty of those who carry it out.
fn is_task(year: &Year<'_>, plan: &PlanId, reference: &Position) -> bool {
    let shares = year.responsibilities(plan).expect("a plan of the year");
    shares.plan.tasks().any(|task| task.reference == *reference)
}

#[test]
fn every_sub_plan_of_every_year_is_proved_to_cover_its_tasks() {
    let inputs = inputs();
    let province = province(&inputs);
    for number in province.years() {
        let year = Year::of(province, number).expect("the year is there");
        let answers = year.plans().flat_map(|shares| year.answers(shares.plan));
        for answer in answers {
            let agency = answer.agency;
            let (plan, findings) = year.sub_plan(answer);
            assert!(!has_errors(&findings), "{number} {}: {findings:#?}", agency.id);
            let covered = plan.entries().flat_map(|entry| &entry.covers).chain(&plan.left_out);
            let covered = covered.filter(|covered| !covered.mine.is_related());
            let mut covered: Vec<_> = covered
                .map(|covered| (&covered.plan.id, &covered.mine.task.reference))
                .filter(|(plan, task)| is_task(&year, plan, task))
                .collect();
            let own = plan.parents.iter().filter_map(|parent| year.responsibilities(&parent.id));
            let shares = own.filter_map(|all| Some((&all.plan.id, all.share(&agency.id)?)));
            let mut tasks: Vec<_> = shares
                .flat_map(|(plan, share)| share.tasks.iter().map(move |own| (plan, &own.task.reference)))
                .collect();
            covered.sort();
            tasks.sort();
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
        for job in Job::all(&year) {
            let made = match job {
                Job::Plan(plan) => app::plan_document(&year, plan, &inputs.templates),
                Job::Agency(answer) => app::sub_plan(&year, answer, &inputs.templates),
            };
            let made = made.unwrap_or_else(|findings| panic!("{:?}: {findings:#?}", job.key()));
            assert_eq!(made.document.title.kind, "KẾ HOẠCH");
            assert!(made.document.body.len() > 10, "{:?}", job.key());
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

#[test]
fn an_index_that_several_plans_name_has_its_scores_once_and_what_was_published_stands_over_what_is_implied() {
    let inputs = inputs();
    let mut province = province(&inputs).clone();
    let all = Scores::of(&province, &province.plans);
    let names: BTreeSet<(&str, &str)> =
        all.rows.iter().map(|row| (row.family.as_str(), row.name.as_str())).collect();
    assert_eq!(names.len(), all.rows.len());
    // What is known of an index does not depend on which plan asks.
    let of_2025 = Scores::of(&province, province.plans_of(2025));
    assert!(of_2025.rows.iter().all(|row| all.rows.contains(row)));
    let implied = |row: &&kehoach::derive::scores::ScoreRow| {
        row.of_year.get(&2024).is_some_and(|year| year.actual.is_some())
    };
    let row = of_2025.rows.iter().find(implied).expect("a target of 2025 with its change");
    let published = row.of_year[&2025].target.expect("the target itself");
    assert_ne!(row.of_year[&2024].actual, Some(published));
    let of_2024 =
        |results: &&mut kehoach::model::Results| results.family == row.family && results.year == 2024;
    let results = province.results.iter_mut().find(of_2024).expect("results of 2024");
    results.indices.insert(row.name.clone(), published);
    let again = Scores::of(&province, province.plans_of(2025));
    let known = again.rows.iter().find(|other| other.name == row.name).expect("the index");
    assert_eq!(known.of_year[&2024].actual, Some(published));
}
