//! Which documents a run makes, which error holds which of them, and what is told of the others.

use std::path::Path;

use kehoach::app::{self, Inputs, Job, OpenYear, Paths, Refused, Selection};
use kehoach::content::load_files;
use kehoach::diagnostic::{Diagnostic, Scope};
use kehoach::model::PLAN_STEM;
use kehoach::output::FileName;

use super::fixture::{PART, PLAN, changed, files, line, loaded, told};

/// The province as a folder, with files that are changed or added.
fn inputs(changes: &[(&str, &str)]) -> Inputs {
    let folder = tempfile::tempdir().expect("a folder");
    let own = changes.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    for (name, text) in files().into_iter().chain(own) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        std::fs::write(path, text).expect("it is written");
    }
    load(folder.path())
}

fn load(content: &Path) -> Inputs {
    let paths = Paths { content: content.to_path_buf(), templates: None, fonts: None };
    app::load(&paths).expect("the built-in templates load")
}

/// A file of the province with a slip in it.
fn slip(file: &str, from: &str, to: &str) -> String {
    let text = files().into_iter().find(|(name, _)| name == file).expect("the file").1;
    assert!(text.contains(from));
    text.replacen(from, to, 1)
}

fn broken_part() -> String {
    slip(PART, "so: 4", "so: bốn")
}

fn open(inputs: &Inputs) -> OpenYear<'_> {
    OpenYear::of(inputs, Some(2026)).unwrap_or_else(|refused| panic!("{refused:#?}"))
}

fn selection(ids: &[&str], plans: &[&str]) -> Selection {
    let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    Selection { ids: owned(ids), plans: owned(plans) }
}

fn asked(open: &OpenYear<'_>, ids: &[&str], plans: &[&str]) -> Result<Vec<String>, Vec<Diagnostic>> {
    let jobs = Job::asked_for(&selection(ids, plans), &open.year)?;
    Ok(jobs.iter().map(|job| format!("{}/{}: {}", job.plan().id, job.stem(), job.name())).collect())
}

#[test]
fn a_run_makes_what_is_asked_for_by_name_each_once_the_plan_first() {
    let inputs = inputs(&[]);
    let open = open(&inputs);
    let first = "kh-11-2026/ke-hoach: Kế hoạch số 11/KH-UBND";
    let second = "kh-25-2026/ke-hoach: Kế hoạch số 25/KH-UBND";
    let all = asked(&open, &[], &[]).expect("all");
    assert_eq!((all.len(), all[0].as_str(), all[1].as_str()), (22, first, "kh-11-2026/so-noi-vu: Sở Nội vụ"));
    assert_eq!(all[18], second, "the second plan follows with what answers it");
    let one = asked(&open, &["xa-an-phu"], &[]).expect("it has tasks");
    assert_eq!(one, ["kh-11-2026/xa-an-phu: UBND xã An Phú"], "one document answers both plans");
    let twice = asked(&open, &["xa-an-phu", PLAN_STEM, "so-tu-phap", "xa-an-phu"], &["kh-11-2026"]);
    let expected = [first, "kh-11-2026/so-tu-phap: Sở Tư pháp", "kh-11-2026/xa-an-phu: UBND xã An Phú"];
    assert_eq!(twice.expect("they have tasks"), expected);
    assert_eq!(asked(&open, &[PLAN_STEM], &[]).expect("it is known"), [first, second]);
    let of_second = asked(&open, &[], &["kh-25-2026"]).expect("all of one plan");
    let communes = [
        "xa-binh-minh: UBND xã Bình Minh",
        "xa-lac-hong: UBND xã Lạc Hồng",
        "phuong-tan-lap: UBND phường Tân Lập",
    ];
    let communes = communes.map(|name| format!("kh-25-2026/{name}"));
    assert_eq!(of_second, [&[second.to_owned()][..], &communes].concat());
}

#[test]
fn every_id_that_cannot_be_made_is_told_with_the_reason() {
    let inputs = inputs(&[]);
    let open = open(&inputs);
    let refused = asked(&open, &["xa-an-phuc", "xa-co-loa", "ubnd-tinh", "mot-hai-ba"], &[]).unwrap_err();
    let told: Vec<String> = refused
        .iter()
        .map(|finding| format!("{} {}", finding.message, finding.hint.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(
        told,
        [
            "không có cơ quan “xa-an-phuc” có phải “xa-an-phu”?",
            "“UBND xã Cổ Loa” không được giao nhiệm vụ nào trong năm 2026 -",
            "“UBND tỉnh” ban hành kế hoạch; kế hoạch ấy là “ke-hoach” -",
            "không có cơ quan “mot-hai-ba” xem danh sách: kehoach liet-ke",
        ]
    );
}

#[test]
fn an_error_in_a_part_holds_its_agency_and_is_told_of_where_the_agency_is_not_asked_for() {
    let inputs = inputs(&[(PART, &broken_part())]);
    let open = open(&inputs);
    assert!(open.is_held("xa-an-phu") && !open.is_held("xa-binh-minh"));
    assert!(!open.is_whole());
    assert!(open.general().all(|finding| !finding.is_error() && !line(finding).starts_with(PART)));
    let jobs = Job::all(&open.year);
    let job = |id: &str| *jobs.iter().find(|job| job.stem() == id).expect("it has tasks");
    assert!(open.elsewhere(&[job("xa-an-phu")]).is_none(), "it is told in full");
    let elsewhere = open.elsewhere(&[job("xa-binh-minh")]).expect("it is told");
    assert!(elsewhere.message.ends_with("2026/co-quan/xa-an-phu.yaml (1 lỗi)"), "{}", elsewhere.message);
    assert_eq!(elsewhere.scope, Scope::Year(2026));
    let refused = job("xa-an-phu").make(&open).map(|_| ()).unwrap_err();
    let errors = refused.iter().filter(|finding| finding.is_error());
    assert_eq!(errors.map(|finding| finding.code).collect::<Vec<_>>(), ["KH107"]);
    assert!(job("xa-binh-minh").make(&open).is_ok());
}

#[test]
fn an_error_of_another_year_leaves_this_one_open_but_not_whole() {
    let old = slip(PLAN, "thoi_han: hằng quý", "thoi_han: tháng 13/2026").replace("2026", "2024");
    let inputs = inputs(&[("2024/ke-hoach.yaml", &old)]);
    let open = open(&inputs);
    assert!(!open.is_whole(), "whose files are left over is not known");
    assert!(open.elsewhere(&Job::all(&open.year)).is_some());
    assert!(matches!(OpenYear::of(&inputs, Some(2024)), Err(Refused::Errors(_))));
    assert!(matches!(OpenYear::of(&inputs, Some(2025)), Err(Refused::Nothing(_))));
    let whole = self::inputs(&[]);
    assert!(self::open(&whole).is_whole());
    assert_eq!(OpenYear::of(&whole, None).map(|open| open.year.year).ok(), Some(2026));
}

#[test]
fn an_error_in_the_part_of_a_body_that_makes_no_plan_this_year_stops_all() {
    let part = "loai: ke_hoach_don_vi\nco_quan: xa-co-loa\nnam: 2026\nke_hoach_goc: [kh-99-2026]\n";
    let inputs = inputs(&[("2026/co-quan/co-loa.yaml", part)]);
    let Err(Refused::Errors(findings)) = OpenYear::of(&inputs, Some(2026)) else { panic!("it is open") };
    assert!(findings.iter().any(|finding| finding.code == "KH119"), "{findings:#?}");
}

#[test]
fn a_document_comes_with_what_its_own_part_is_told() {
    let late = slip(PART, "ngay: 25/4/2026", "ngay: 19/4/2026");
    let inputs = inputs(&[(PART, &late)]);
    let open = open(&inputs);
    let jobs = Job::asked_for(&selection(&["xa-an-phu"], &[]), &open.year).expect("it has tasks");
    let made = jobs[0].make(&open).expect("it is made");
    let codes: Vec<&str> = made.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"KH128") && codes.contains(&"KH306"), "{codes:?}");
    let files = ["xa-an-phu.docx", "xa-an-phu.pdf"].map(|name| FileName::of(name).expect("a document"));
    assert_eq!(jobs[0].files(&made.document.papers()), files);
}

#[test]
fn content_without_its_province_says_so_once() {
    let without: Vec<_> = files().into_iter().filter(|(name, _)| name != "tinh.yaml").collect();
    assert_eq!(told(&loaded(without.clone()).findings, "KH100").len(), 1);
    // One that cannot be read is there.
    let broken = [("tinh.yaml".to_owned(), "loai: tinh\nten: [Bạch Hạc\n".to_owned())];
    assert_eq!(told(&loaded(without.into_iter().chain(broken)).findings, "KH100"), [""; 0]);
    assert!(load_files([], &std::collections::BTreeMap::new()).findings.is_empty());
}

#[test]
fn a_part_that_cannot_be_read_hides_no_error_of_the_plan() {
    let with = |file: &str, from: &str, to: &str| {
        let unknown = (PLAN, "chu_tri: [cong-an-tinh]", "chu_tri: [doan-thanh-nien]");
        changed(&[unknown, (file, from, to)])
    };
    let part = with(PART, "so: 4", "soo: 4");
    assert_eq!(told(&part.findings, "KH103").len(), 1);
    let own = part.findings.iter().find(|finding| finding.code == "KH012").expect("it is told");
    assert_eq!(own.scope, Scope::Agency { id: "xa-an-phu".into(), year: 2026 }, "{}", line(own));
    // It may be a group that stands in the file.
    let groups = with(super::fixture::GROUPS, "ten: UBND các xã,", "tenn: UBND các xã,");
    assert_eq!(told(&groups.findings, "KH103"), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_round_and_a_folder_that_is_not_there_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = |content: &Path| {
        let findings = load(content).loaded.findings;
        findings.iter().find(|finding| finding.code == "KH001").expect("it is told").message.clone()
    };
    std::os::unix::fs::symlink(folder.path(), folder.path().join("vong")).expect("a link");
    assert!(message(folder.path()).starts_with("liên kết dẫn vòng"));
    assert!(message(&folder.path().join("khong-co")).starts_with("không tìm thấy"));
}
