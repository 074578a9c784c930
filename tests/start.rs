//! `new` and `new-year`: what they write validates as it stands, loses nothing and overwrites nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kehoach::app::{self, Inputs, Paths};
use kehoach::content::Loaded;
use kehoach::derive::{Answer, Year};
use kehoach::diagnostic::{Diagnostic, Severity, codes, has_errors};
use kehoach::model::{Plan, PlanId, Province};
use kehoach::output::NotNew;
use kehoach::start::{self, Draft};
use kehoach::text::values::IssueDate;

/// A copy of the content folder that a test may change.
struct Copy {
    dir: tempfile::TempDir,
}

impl Copy {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = dir.path().join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        Self { dir }
    }

    /// Without anything of these years.
    fn without(years: &[i16]) -> Self {
        let copy = Self::new();
        for year in years {
            fs::remove_dir_all(copy.path().join(year.to_string())).unwrap();
        }
        copy
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn inputs(&self) -> Inputs {
        let paths = Paths { content: self.path().to_path_buf(), templates: None, fonts: None };
        app::load(&paths).unwrap()
    }
}

fn province(inputs: &Inputs) -> &Province {
    assert!(!has_errors(&inputs.loaded.findings), "{}", messages(&inputs.loaded));
    inputs.loaded.province.as_ref().unwrap()
}

fn messages(loaded: &Loaded) -> String {
    let errors = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(located).collect::<Vec<_>>().join("\n")
}

fn located(finding: &Diagnostic) -> String {
    let line = finding.place.as_ref().map_or(0, |place| place.line_column().0);
    format!("{line}: {} {}", finding.code, finding.message)
}

/// What a clerk would have to look at: warnings and errors.
fn notable(inputs: &Inputs) -> Vec<String> {
    let notable = inputs.loaded.findings.iter().filter(|finding| finding.severity > Severity::Info);
    notable.map(located).collect()
}

/// Every document of an agency in a year, by the plan that it answers.
fn makers<'p>(year: &Year<'p>) -> Vec<Answer<'p>> {
    let answers = year.plans().flat_map(|shares| year.answers(shares.plan));
    answers.filter(Answer::makes_document).collect()
}

fn maker<'p>(year: &Year<'p>, id: &str) -> Answer<'p> {
    makers(year).into_iter().find(|answer| answer.agency.id.as_str() == id).expect("it has tasks")
}

/// The same document after other files were read.
fn again<'p>(year: &Year<'p>, old: &Answer<'_>) -> Answer<'p> {
    let same = |answer: &Answer<'_>| answer.agency.id == old.agency.id && answer.plan.id == old.plan.id;
    makers(year).into_iter().find(same).expect("it still has tasks")
}

/// The plan of a year that is known whole.
fn plan_of(province: &Province, year: i16) -> &Plan {
    province.plans_of(year).find(|plan| !plan.excerpt).expect("the year has a plan")
}

fn write_part(year: &Year<'_>, answer: &Answer<'_>, content: &Path) {
    start::write_new(&start::overlay::draft(year, answer.agency, &[answer.plan], content)).unwrap();
}

// new

#[test]
fn a_fresh_overlay_of_every_agency_and_year_changes_nothing_of_its_sub_plan() {
    for number in [2024, 2025, 2026] {
        let copy = Copy::new();
        let overlays = copy.path().join(number.to_string()).join("co-quan");
        let _ = fs::remove_dir_all(&overlays);
        let before = copy.inputs();
        let year = Year::of(province(&before), number).unwrap();
        let makers = makers(&year);
        assert!(makers.len() > 20, "{number}");
        makers.iter().for_each(|answer| write_part(&year, answer, copy.path()));
        let after = copy.inputs();
        assert_eq!(notable(&after), [""; 0], "{number}");
        let year_after = Year::of(province(&after), number).unwrap();
        for answer in makers {
            let again = again(&year_after, &answer);
            let id = &answer.agency.id;
            assert!(again.overlay.is_some(), "{id}");
            let (old, _) = year.sub_plan(answer);
            let (new, findings) = year_after.sub_plan(again);
            assert!(!has_errors(&findings), "{}", id);
            assert_eq!(new.openness(), old.openness(), "{}", id);
            let texts = |plan: &kehoach::derive::sub_plan::SubPlan<'_>| {
                let entries = plan.entries().map(|entry| {
                    let covers = entry.covers.iter().map(|covered| covered.mine.task.reference.to_string());
                    (covers.collect::<Vec<_>>(), entry.wording.text().to_owned())
                });
                entries.collect::<Vec<_>>()
            };
            assert_eq!(texts(&new), texts(&old), "{}", id);
            let old = app::sub_plan(&year, answer, &before.templates).unwrap();
            let new = app::sub_plan(&year_after, again, &after.templates).unwrap();
            assert_eq!(new.document, old.document, "{}", id);
        }
    }
}

#[test]
fn every_task_stands_in_a_fresh_overlay_and_none_is_carried_in() {
    for number in [2024, 2025, 2026] {
        let copy = Copy::new();
        let _ = fs::remove_dir_all(copy.path().join(number.to_string()).join("co-quan"));
        let inputs = copy.inputs();
        let year = Year::of(province(&inputs), number).unwrap();
        makers(&year).iter().for_each(|answer| write_part(&year, answer, copy.path()));
        let inputs = copy.inputs();
        let year = Year::of(province(&inputs), number).unwrap();
        for answer in makers(&year) {
            let (plan, findings) = year.sub_plan(answer);
            assert!(plan.entries().all(|entry| !entry.carried), "{}", answer.agency.id);
            let expected = [codes::UNASSIGNED, codes::ADDRESSED_TO_OTHERS];
            assert!(findings.iter().all(|finding| expected.contains(&finding.code)), "{findings:#?}");
        }
    }
}

#[test]
fn an_overlay_is_found_whatever_its_file_is_called_and_even_when_it_is_faulty() {
    let copy = Copy::new();
    let folder = copy.path().join("2025/co-quan");
    fs::write(
        folder.join("ban-cua-toi.yaml"),
        "loai: ke_hoach_don_vi\nco_quan: so-y-te\nnam: 2025\nsai_khoa: 1\n",
    )
    .unwrap();
    let inputs = copy.inputs();
    let found = start::existing_overlay(&inputs.loaded, "so-y-te", 2025, &[]);
    assert_eq!(found, Some(folder.join("ban-cua-toi.yaml")));
    assert_eq!(start::existing_overlay(&inputs.loaded, "so-y-te", 2024, &[]), None);
    assert_eq!(start::existing_overlay(&inputs.loaded, "so-tu-phap", 2025, &[]), None);
}

#[test]
fn a_draft_never_overwrites_and_leaves_no_temporary_file() {
    let dir = tempfile::tempdir().unwrap();
    let draft =
        Draft { path: dir.path().join("moi/a.yaml"), text: "loai: nhom\n".to_owned(), decisions: Vec::new() };
    start::write_new(&draft).unwrap();
    let second = Draft { text: "khác\n".to_owned(), ..draft.clone() };
    assert!(matches!(start::write_new(&second), Err(NotNew::Exists(why)) if why.path == draft.path));
    assert_eq!(fs::read_to_string(&draft.path).unwrap(), draft.text);
    assert_eq!(fs::read_dir(dir.path().join("moi")).unwrap().count(), 1);
}

#[test]
fn an_overlay_mentions_the_further_plans_of_its_year() {
    let copy = Copy::new();
    fs::remove_dir_all(copy.path().join("2024/co-quan")).unwrap();
    let inputs = copy.inputs();
    let year = Year::of(province(&inputs), 2024).unwrap();
    let answer = maker(&year, "so-ke-hoach-va-dau-tu");
    let first = year.responsibilities(&PlanId::new("kh-158-2024")).unwrap().plan;
    let second = year.responsibilities(&PlanId::new("kh-163-2024")).unwrap().plan;
    let draft = start::overlay::draft(&year, answer.agency, &[first], copy.path());
    assert!(draft.text.contains("thêm “kh-163-2024” vào"), "{}", draft.text);
    assert_eq!(draft.path, copy.path().join("2024/co-quan/kh-158-2024/so-ke-hoach-va-dau-tu.yaml"));
    let both = start::overlay::draft(&year, answer.agency, &[first, second], copy.path());
    assert_eq!(both.path, copy.path().join("2024/co-quan/so-ke-hoach-va-dau-tu.yaml"));
    start::write_new(&both).unwrap();
    let inputs = copy.inputs();
    let year = Year::of(province(&inputs), 2024).unwrap();
    let answers: Vec<_> = makers(&year)
        .into_iter()
        .filter(|answer| answer.agency.id.as_str() == "so-ke-hoach-va-dau-tu")
        .collect();
    assert!(answers.iter().all(|answer| answer.plan.id == first.id), "one document answers both");
    let (plan, findings) = year.sub_plan(answers[0]);
    assert!(!has_errors(&findings) && plan.entries().all(|entry| !entry.carried));
    assert_eq!(plan.parents.len(), 2);
}

#[test]
fn a_part_that_answers_one_plan_leaves_the_other_to_be_begun() {
    let copy = Copy::new();
    fs::remove_dir_all(copy.path().join("2024/co-quan")).unwrap();
    let inputs = copy.inputs();
    let year = Year::of(province(&inputs), 2024).unwrap();
    let answer = maker(&year, "so-ke-hoach-va-dau-tu");
    write_part(&year, &answer, copy.path());
    let loaded = copy.inputs().loaded;
    let found = |plan: &str| start::existing_overlay(&loaded, "so-ke-hoach-va-dau-tu", 2024, &[plan]);
    assert!(found("kh-158-2024").is_some());
    assert_eq!(found("kh-163-2024"), None);
}

#[test]
fn a_filled_in_overlay_is_accepted_with_its_examples_taken_over() {
    let copy = Copy::new();
    let inputs = copy.inputs();
    let year = Year::of(province(&inputs), 2025).unwrap();
    let answer = maker(&year, "so-y-te");
    let draft = start::overlay::draft(&year, answer.agency, &[answer.plan], copy.path());
    let examples = [
        "don_vi:",
        "  - ma:",
        "    ten:",
        "    ten_viet_tat:",
        "lanh_dao:",
        "    ho_ten:",
        "    chuc_vu:",
        "ky_hieu:",
    ];
    let taken_over = draft.text.lines().map(|line| match line.strip_prefix("# ") {
        Some(example) if examples.iter().any(|start| example.starts_with(start)) => format!("{example}\n"),
        _ => format!("{line}\n"),
    });
    let filled = taken_over
        .collect::<String>()
        .replace("\nso:\n", "\nso: 12\n")
        .replace("\nngay:\n", "\nngay: 10/7/2025\n")
        .replace("du_thao\n", "ban_hanh\n")
        .replace("chu_tri: []", "chu_tri: [van-phong]")
        .replace("phoi_hop: []", "phoi_hop: [tat_ca]")
        .replace("lanh_dao: []", "lanh_dao: [pho-1]")
        .replace("thoi_han:\n", "thoi_han: quý IV/2025\n")
        .replace("san_pham:\n", "san_pham: Báo cáo\n")
        .replace("ho_ten:\n", "ho_ten: Trần Thị B\n");
    fs::write(&draft.path, filled).unwrap();
    let inputs = copy.inputs();
    assert_eq!(notable(&inputs), [""; 0]);
    let year = Year::of(province(&inputs), 2025).unwrap();
    let (plan, findings) = year.sub_plan(maker(&year, "so-y-te"));
    assert!(findings.is_empty());
    let open = plan.openness();
    assert_eq!((open.without_unit, open.without_deadline, open.without_output), (0, 0, 0));
    assert_eq!(plan.official.number_and_symbol(), format!("12/KH-{}", answer.agency.symbol));
}

// new-year

fn new_year(copy: &Copy, from: i16, year: i16, date: Option<&str>) -> Draft {
    let inputs = copy.inputs();
    let province = province(&inputs);
    let date = date.map(|date| IssueDate::parse(date).unwrap());
    let draft = start::year::draft(province, plan_of(province, from), year, date, copy.path());
    let draft = draft.expect("the old plan has no errors");
    start::write_new(&draft).unwrap();
    draft
}

/// Loads again, makes every document of the year and returns the plan.
fn checked(copy: &Copy, number: i16) -> Plan {
    let inputs = copy.inputs();
    let year = Year::of(province(&inputs), number).unwrap();
    let plan = plan_of(year.province, number);
    app::plan_document(&year, plan, &inputs.templates).unwrap();
    for answer in makers(&year) {
        let made = app::sub_plan(&year, answer, &inputs.templates).unwrap();
        assert!(!has_errors(&made.findings), "{}", answer.agency.id);
    }
    plan.clone()
}

#[test]
fn a_new_year_validates_as_it_stands_from_every_year_and_on_every_day() {
    for (without, from, year, date) in [
        (&[2025, 2026][..], 2024, 2025, None),
        (&[2025, 2026][..], 2024, 2025, Some("02/7/2025")),
        (&[2025, 2026][..], 2024, 2025, Some("3/2025")),
        (&[2026][..], 2024, 2026, None),
        (&[2026][..], 2025, 2026, None),
        (&[][..], 2026, 2027, None),
    ] {
        let copy = Copy::without(without);
        let draft = new_year(&copy, from, year, date);
        let plan = checked(&copy, year);
        assert_eq!(plan.id.as_str(), format!("kh-{year}"));
        assert_eq!(plan.official.number, None);
        assert!(plan.headings().all(|heading| heading.indicators.is_empty()));
        assert!(plan.official.signature.name.is_none());
        let marked: Vec<usize> = draft
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains("# CẦN QUYẾT ĐỊNH: "))
            .map(|(at, _)| at + 1)
            .collect();
        let listed: Vec<usize> = draft.decisions.iter().map(|decision| decision.line).collect();
        assert_eq!(marked, listed);
        assert!(!listed.is_empty());
    }
}

#[test]
fn every_task_of_the_old_plan_is_in_the_new_one_with_its_words() {
    let copy = Copy::without(&[2026]);
    new_year(&copy, 2025, 2026, None);
    let inputs = copy.inputs();
    let province = province(&inputs);
    let words = |year| {
        plan_of(province, year)
            .all_tasks()
            .map(|task| (task.reference.to_string(), task.text.clone()))
            .collect::<BTreeMap<_, _>>()
    };
    assert_eq!(words(2026), words(2025));
}

#[test]
fn agencies_give_way_to_their_successors_and_groups_to_the_groups_that_follow() {
    let copy = Copy::without(&[2025, 2026]);
    let draft = new_year(&copy, 2024, 2025, Some("02/7/2025"));
    let plan = checked(&copy, 2025);
    let text: String = draft.text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    for gone in
        ["so-ke-hoach-va-dau-tu", "so-tai-nguyen-va-moi-truong", "ubnd-cac-huyen-thanh-pho", "cuc-thue-tinh"]
    {
        assert!(!text.contains(gone), "{gone}");
    }
    assert!(
        plan.indices().any(|index| index.monitor.as_ref().is_some_and(|id| id.as_str() == "so-tai-chinh"))
    );
    let decided = |what: &str| draft.decisions.iter().any(|decision| decision.what.contains(what));
    assert!(decided("đã thay bằng nhóm “UBND các xã, phường”"));
    // Two successors: both are written, and a person chooses.
    assert!(decided("chọn trong các cơ quan kế thừa: Sở Nội vụ, Sở Giáo dục và Đào tạo"));
}

#[test]
fn what_leaves_during_the_year_is_said_at_the_head() {
    let copy = Copy::without(&[2025, 2026]);
    let draft = new_year(&copy, 2024, 2025, None);
    let leaving = draft.decisions.iter().find(|decision| {
        decision.what.starts_with("“Sở Kế hoạch và Đầu tư” được giao việc nhưng chỉ tồn tại đến 28/02/2025")
    });
    let leaving = leaving.unwrap();
    assert!(leaving.line < 60, "{}", leaving.line);
    assert!(leaving.what.contains("kế thừa: Sở Tài chính"));
}

#[test]
fn deadlines_become_suggestions_a_year_later_and_targets_become_blanks() {
    let copy = Copy::without(&[2026]);
    let draft = new_year(&copy, 2025, 2026, None);
    assert!(draft.text.contains("# thoi_han: trước ngày 10/12/2026\n"));
    assert!(!draft.text.contains("\n            thoi_han:"));
    let access = draft.text.split("- ten: Tiếp cận đất đai\n").nth(1).unwrap();
    let lines: Vec<&str> = access.lines().take(3).map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "# CẦN QUYẾT ĐỊNH: chỉ tiêu năm 2026 của “Tiếp cận đất đai” (năm 2025: 6,1 điểm)",
            "# chi_tieu: [{gia_tri: , so_voi: 2025}]",
            "theo_doi: so-nong-nghiep-va-moi-truong",
        ]
    );
}

#[test]
fn a_new_year_keeps_the_words_of_deadlines_and_marks_those_with_a_day() {
    let copy = Copy::without(&[2026]);
    let path = copy.path().join("2025/ke-hoach-tinh.yaml");
    let mut text = fs::read_to_string(&path).unwrap();
    for (from, to) in [
        ("thoi_han: trước ngày 15/7/2025", "thoi_han: Hoàn thành xong trước ngày 15/7/2025"),
        ("thoi_han: trước ngày 30/7/2025", "thoi_han: trước ngày 30/9"),
        ("thoi_han: hằng quý", "thoi_han: theo kế hoạch của Bộ"),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    fs::write(&path, text).unwrap();
    let draft = new_year(&copy, 2025, 2026, None);
    let above = |line: &str| {
        let (before, _) =
            draft.text.split_once(&format!("{line}\n")).unwrap_or_else(|| panic!("no “{line}”"));
        before.trim_end().lines().next_back().unwrap().trim().to_owned()
    };
    assert_eq!(
        above("# thoi_han: Hoàn thành xong trước ngày 15/7/2026"),
        "# CẦN QUYẾT ĐỊNH: thời hạn (năm 2025: Hoàn thành xong trước ngày 15/7/2025)"
    );
    assert_eq!(
        above(" thoi_han: trước ngày 30/9"),
        "# CẦN QUYẾT ĐỊNH: xem lại thời hạn (năm 2025: trước ngày 30/9)"
    );
    assert!(!above(" thoi_han: theo kế hoạch của Bộ").contains("thời hạn"));
}

#[test]
fn filled_in_suggestions_are_accepted() {
    let copy = Copy::without(&[2026]);
    let draft = new_year(&copy, 2025, 2026, None);
    let filled = draft
        .text
        .replace("# thoi_han:", "thoi_han:")
        .replace("# chi_tieu: [{gia_tri: ,", "chi_tieu: [{gia_tri: \"8,5\",")
        .replace("# so:", "so: 7")
        .replace("# ngay: 7/2026", "ngay: 7/2026");
    fs::write(&draft.path, filled).unwrap();
    // What no longer exists in July is a matter for a person; everything else must read.
    let inputs = copy.inputs();
    let other = |finding: &&Diagnostic| {
        finding.severity == Severity::Error && finding.code != codes::OUTSIDE_INTERVAL
    };
    let wrong: Vec<String> = inputs.loaded.findings.iter().filter(other).map(located).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_plan_of_the_year_is_found_in_whatever_file_it_stands() {
    let copy = Copy::new();
    let inputs = copy.inputs();
    assert_eq!(start::existing_plan(&inputs.loaded, 2026), Some(copy.path().join("2026/ke-hoach-tinh.yaml")));
    assert_eq!(start::existing_plan(&inputs.loaded, 2027), None);
    fs::write(copy.path().join("x.yaml"), "loai: ke_hoach\nma: x\nnam: 2027\n").unwrap();
    assert_eq!(start::existing_plan(&copy.inputs().loaded, 2027), Some(copy.path().join("x.yaml")));
}
