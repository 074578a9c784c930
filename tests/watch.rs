//! `watch`: what is saved is made again, and only that; errors come and go without ending the loop.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use kehoach::app::preview::{Event, Request, Round, Session, follow};
use kehoach::app::{Format, Paths, Selection};

/// A copy of the content folder that a test may change, and a folder for the files.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = dir.path().join("content").join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        Self { dir }
    }

    fn content(&self, file: &str) -> PathBuf {
        self.dir.path().join("content").join(file)
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("ra")
    }

    fn request(&self, ids: &[&str]) -> Request {
        Request {
            paths: Paths { content: self.dir.path().join("content"), templates: None, fonts: None },
            year: Some(2025),
            selection: Selection {
                ids: ids.iter().map(|id| (*id).to_owned()).collect(),
                ..Selection::default()
            },
            formats: vec![Format::Docx],
            out: self.out(),
            today: jiff::civil::date(2026, 11, 20),
        }
    }

    /// The folder of the plan of 2025.
    fn plan(&self) -> PathBuf {
        self.out().join("2025/kh-175-2025")
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.content(file)).unwrap();
        assert!(text.contains(old), "{old}");
        fs::write(self.content(file), text.replacen(old, new, 1)).unwrap();
    }
}

const PLAN: &str = "2025/ke-hoach-tinh.yaml";
const OVERLAY: &str = "2025/co-quan/bql-khu-kinh-te-cua-khau-dong-dang-lang-son.yaml";
const BOARD: &str = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";

fn session(request: Request) -> Session {
    Session::new(request)
}

fn names(round: &Round) -> Vec<&str> {
    round.made.iter().map(|made| made.name.as_str()).collect()
}

#[test]
fn a_saved_overlay_makes_only_its_own_agency_again() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    let first = session.round();
    assert!(first.made.len() > 80 && first.findings.is_empty());
    let entries = fs::read_dir(desk.plan()).unwrap().map(|entry| entry.unwrap().file_name());
    let files = entries.filter(|name| name.to_string_lossy().ends_with(".docx")).count();
    assert_eq!(files, first.made.len());
    assert!(session.round().is_quiet());

    desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
    let round = session.round();
    assert_eq!(round.changed, [desk.content(OVERLAY)]);
    assert_eq!(names(&round), ["Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"]);
    assert_eq!(round.made[0].files, [desk.plan().join(format!("{BOARD}.docx"))]);
}

#[test]
fn annexes_by_themselves_are_made_and_told_of_when_they_are_not_wanted_any_more() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[BOARD, "ke-hoach"]));
    let first = session.round();
    assert_eq!(first.made.len(), 2);
    assert!(first.findings.is_empty() && first.leftovers.is_empty());
    desk.replace(PLAN, "so: 175\n", "so: 175\nphu_luc_rieng: true\n");
    let round = session.round();
    let file = |name: &str| desk.plan().join(name);
    let annex = file("ke-hoach.phu-luc.docx");
    assert_eq!(round.made[0].files, [file("ke-hoach.docx"), annex.clone()]);
    desk.replace(PLAN, "phu_luc_rieng: true\n", "");
    assert_eq!(session.round().leftovers, std::slice::from_ref(&annex));
    assert!(annex.exists());
}

#[test]
fn a_saved_template_makes_every_document_of_its_kind_again_and_an_overlay_still_only_its_own() {
    let desk = Desk::new();
    let folder = desk.dir.path().join("mau");
    fs::create_dir(&folder).unwrap();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/ke-hoach-xa.md");
    let template = folder.join("ke-hoach-xa.md");
    fs::copy(built_in, &template).unwrap();
    let mut request = desk.request(&[]);
    request.paths.templates = Some(folder);
    let mut session = session(request);
    session.round();

    desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
    assert_eq!(names(&session.round()), ["Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"]);

    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replace("không gây phiền hà", "không gây phiền hà cho người dân")).unwrap();
    let round = session.round();
    assert_eq!(round.made.len(), 65);
    assert!(names(&round).iter().all(|name| name.starts_with("UBND")), "{:?}", names(&round));
    assert!(session.round().is_quiet());
}

#[test]
fn a_saved_task_makes_the_plan_and_the_agencies_that_it_reaches() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    session.round();
    desk.replace(
        PLAN,
        "Đẩy mạnh tư vấn, hướng dẫn doanh nghiệp",
        "Đẩy mạnh việc tư vấn, hướng dẫn doanh nghiệp",
    );
    let round = session.round();
    assert_eq!(
        names(&round),
        ["Kế hoạch số 175/KH-UBND", "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch"]
    );
}

#[test]
fn a_comment_or_another_year_makes_nothing_again_but_is_mentioned() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    session.round();
    desk.replace(PLAN, "loai: ke_hoach", "# ghi chú\nloai: ke_hoach");
    let round = session.round();
    assert!(round.made.is_empty() && !round.is_quiet());
    desk.replace("2026/ke-hoach-tinh.yaml", "Tiếp tục cải cách", "Tiếp tục đẩy mạnh cải cách");
    assert!(session.round().made.is_empty());
}

#[test]
fn errors_appear_and_disappear_and_the_last_good_files_stay() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    session.round();
    let file = desk.plan().join("so-tai-chinh.docx");
    let good = fs::read(&file).unwrap();

    desk.replace(PLAN, "theo_doi: so-tai-chinh", "theo_doi: so-tai-chin");
    let round = session.round();
    assert_eq!(round.findings.len(), 1);
    assert!(round.news && round.made.is_empty());
    assert_eq!(fs::read(&file).unwrap(), good);
    // Saved again without a remedy: the error is still shown.
    desk.replace(PLAN, "loai: ke_hoach", "\nloai: ke_hoach");
    let round = session.round();
    assert_eq!((round.findings.len(), round.solved), (1, 0));

    desk.replace(PLAN, "theo_doi: so-tai-chin\n", "theo_doi: so-tai-chinh\n");
    let round = session.round();
    assert_eq!((round.findings.len(), round.solved, round.made.len()), (0, 1, 0));
    assert!(session.round().is_quiet());
}

#[test]
fn an_error_in_one_overlay_stops_that_agency_only() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    session.round();
    desk.replace(OVERLAY, "nam: 2025", "nam: 2025\nkhoa_la: 1");
    desk.replace(
        PLAN,
        "Cải thiện môi trường đầu tư kinh doanh",
        "Cải thiện mạnh môi trường đầu tư kinh doanh",
    );
    let round = session.round();
    assert_eq!(round.findings.len(), 1);
    assert!(round.made.len() > 80);
    assert!(!names(&round).iter().any(|name| name.starts_with("Ban Quản lý")));
    desk.replace(OVERLAY, "khoa_la: 1\n", "");
    desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
    let round = session.round();
    assert_eq!(round.solved, 1);
    assert_eq!(round.made.len(), 1);
}

#[test]
fn overlays_that_appear_move_and_vanish_are_followed() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    session.round();
    let file = desk.content("2025/co-quan/moi.yaml");
    let overlay =
        |agency: &str| format!("loai: ke_hoach_don_vi\nco_quan: {agency}\nnam: 2025\nluu: VT, TH\n");
    fs::write(&file, overlay("so-y-te")).unwrap();
    assert_eq!(names(&session.round()), ["Sở Y tế"]);
    fs::write(&file, overlay("so-tu-phap")).unwrap();
    let round = session.round();
    let mut made = names(&round);
    made.sort_unstable();
    assert_eq!(made, ["Sở Tư pháp", "Sở Y tế"]);
    fs::remove_file(&file).unwrap();
    assert_eq!(names(&session.round()), ["Sở Tư pháp"]);
    assert!(session.round().is_quiet());
}

#[test]
fn what_was_passed_over_while_the_plan_was_wrong_is_made_afterwards() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[]));
    session.round();
    desk.replace(PLAN, "theo_doi: so-tai-chinh", "theo_doi: so-tai-chin");
    assert!(session.round().made.is_empty());
    desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
    assert!(session.round().made.is_empty());
    desk.replace(PLAN, "theo_doi: so-tai-chin\n", "theo_doi: so-tai-chinh\n");
    assert_eq!(names(&session.round()), ["Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"]);
}

#[test]
fn the_same_error_in_three_places_is_solved_three_times() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[BOARD]));
    session.round();
    let text = fs::read_to_string(desk.content(PLAN)).unwrap();
    let wrong = text.replace("theo_doi: so-tai-chinh\n", "theo_doi: so-tai-chin\n");
    fs::write(desk.content(PLAN), wrong).unwrap();
    let errors = session.round().findings.len();
    assert!(errors > 1);
    fs::write(desk.content(PLAN), text).unwrap();
    assert_eq!(session.round().solved, errors);
}

#[test]
fn unknown_ids_are_an_error_with_a_near_miss_until_they_exist() {
    let desk = Desk::new();
    let mut session = session(desk.request(&["so-tai-chinh", "so-tu-phapp"]));
    let round = session.round();
    assert_eq!(names(&round), ["Sở Tài chính"]);
    assert_eq!(round.findings[0].hint.as_deref(), Some("có phải “so-tu-phap”?"));
}

#[test]
fn a_file_that_could_not_be_written_is_tried_again() {
    let desk = Desk::new();
    let file = desk.plan().join(format!("{BOARD}.docx"));
    fs::create_dir_all(&file).unwrap();
    let mut session = session(desk.request(&[BOARD]));
    let round = session.round();
    assert!(round.made.is_empty() && round.findings.len() == 1, "{:?}", round.findings);
    fs::remove_dir(&file).unwrap();
    let round = session.round();
    assert_eq!((round.made.len(), round.solved), (1, 1));
}

#[test]
fn what_a_person_edited_or_signed_stays_and_the_preview_stands_beside_it() {
    let desk = Desk::new();
    let file = |name: &str| desk.plan().join(name);
    fs::create_dir_all(desk.plan()).unwrap();
    fs::write(file(&format!("{BOARD}.docx")), "by a person").unwrap();
    let mut session = session(desk.request(&[BOARD]));
    let round = session.round();
    assert_eq!(round.made[0].files, [file(&format!("{BOARD} (bản mới).docx"))]);
    assert!(round.findings.iter().any(|finding| finding.code == "KH505"));
    assert_eq!(fs::read_to_string(file(&format!("{BOARD}.docx"))).unwrap(), "by a person");
    assert!(session.round().is_quiet());
    fs::write(file(&format!("{BOARD} (bản mới).docx")), "by another").unwrap();
    desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
    assert_eq!(session.round().made[0].files, [file(&format!("{BOARD} (bản mới 2).docx"))]);
    assert_eq!(fs::read_to_string(file(&format!("{BOARD} (bản mới).docx"))).unwrap(), "by another");
}

#[test]
fn a_folder_that_build_took_after_the_start_is_left_alone() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[BOARD]));
    session.round();
    let build = || {
        let program = env!("CARGO_BIN_EXE_kehoach");
        let mut command = std::process::Command::new(program);
        command.current_dir(desk.dir.path()).args(["build", BOARD, "--year", "2025", "--out", "ra"]);
        assert!(command.output().unwrap().status.success());
    };
    build();
    let file = desk.plan().join(format!("{BOARD}.docx"));
    let before = fs::read(&file).unwrap();
    desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
    let round = session.round();
    assert!(round.made.is_empty() && round.findings.iter().any(|finding| finding.code == "KH516"));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn an_issued_preview_is_replaced_without_old_versions() {
    let desk = Desk::new();
    let mut session = session(desk.request(&["ke-hoach"]));
    session.round();
    desk.replace(PLAN, "Đẩy mạnh tư vấn, hướng dẫn doanh nghiệp", "Tư vấn, hướng dẫn doanh nghiệp");
    assert_eq!(session.round().made.len(), 1);
    let names = fs::read_dir(desk.plan()).unwrap();
    let documents =
        names.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with("x"));
    assert_eq!(documents.count(), 1);
}

#[test]
fn the_loop_joins_the_events_of_one_save_and_stops_when_told() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[BOARD]));
    let (sender, events) = mpsc::channel();
    let mut rounds = 0;
    follow(&mut session, &events, &mut |round| {
        rounds += 1;
        match rounds {
            1 => {
                assert!(round.first);
                desk.replace(OVERLAY, "luu: VT", "luu: VT, TH");
                save_slowly(sender.clone());
            }
            _ => {
                assert_eq!(round.made.len(), 1);
                sender.send(Event::Stop).unwrap();
            }
        }
    });
    assert_eq!(rounds, 2);
}

/// A burst of events as an editor causes them.
fn save_slowly(sender: Sender<Event>) {
    std::thread::spawn(move || {
        for _ in 0..6 {
            let _ = sender.send(Event::Touched);
            std::thread::sleep(Duration::from_millis(10));
        }
    });
}

#[test]
fn the_loop_ends_when_nobody_can_send_any_more() {
    let desk = Desk::new();
    let mut session = session(desk.request(&[BOARD]));
    let (sender, events) = mpsc::channel();
    sender.send(Event::Touched).unwrap();
    drop(sender);
    let mut rounds = 0;
    follow(&mut session, &events, &mut |_| rounds += 1);
    assert_eq!(rounds, 1);
}
