use std::sync::Arc;

use super::*;
use crate::content::edit::{Edit, Step, Value};

const FILE: &str =
    "loai: ke_hoach_don_vi\nso:\n# của Sở\ntrich_yeu: Một câu\nmo_dau:\n  - Đoạn một\n  - Đoạn hai\n";

struct Desk {
    folder: tempfile::TempDir,
    drafts: Drafts,
    path: PathBuf,
}

fn now() -> DateTime {
    jiff::civil::date(2025, 8, 1).at(8, 30, 0, 0)
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.yaml");
    std::fs::write(&path, FILE).unwrap();
    let drafts = Drafts::new(Some(folder.path().join("nhap")), now);
    Desk { folder, drafts, path }
}

impl Desk {
    fn open(&self) -> Arc<Draft> {
        self.drafts.open(&self.path, String::new).expect("it can be read")
    }

    fn type_in(&self, version: u64, key: &str, text: &str) -> Arc<Draft> {
        self.drafts.change(&self.path, version, key, |seen| said(seen, key, text)).expect("it is done")
    }

    /// Takes a side of the first of what is contested.
    fn decide(&self, side: Side) -> Result<Arc<Draft>, NotChanged> {
        let key = self.open().contested[0].key();
        self.drafts.decide(&self.path, &key, side)
    }

    fn on_disk(&self) -> String {
        std::fs::read_to_string(&self.path).unwrap()
    }
}

fn said(seen: &str, key: &str, text: &str) -> Result<String, NotEdited> {
    edit::edited(seen, &[Edit::Set { path: vec![Step::key(key)], value: Value::Word(text.to_owned()) }])
}

#[test]
fn what_is_typed_stands_in_the_draft_and_in_the_file_only_once_it_is_saved() {
    let desk = desk();
    let draft = desk.open();
    assert!(draft.is_saved() && desk.drafts.unsaved().is_empty());
    let draft = desk.type_in(draft.version(), "trich_yeu", "Câu khác");
    assert!(!draft.is_saved());
    assert_eq!(desk.on_disk(), FILE);
    let saved = desk.drafts.save(&desk.path).expect("saved");
    assert!(saved.is_saved());
    assert_eq!(desk.on_disk(), FILE.replace("Một câu", "\"Câu khác\""));
}

#[test]
fn a_program_that_is_killed_has_the_draft_again() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu khác");
    let again = Drafts::new(Some(desk.folder.path().join("nhap")), now);
    let [draft] = again.unsaved().try_into().expect("one draft");
    assert!(draft.text.contains("Câu khác") && draft.can_undo());
    assert_eq!(desk.on_disk(), FILE);
}

#[test]
fn what_another_wrote_into_the_file_meanwhile_stays_there_when_the_draft_is_saved() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu khác");
    std::fs::write(&desk.path, FILE.replace("so:\n", "so: 12 # vào sổ\n")).unwrap();
    desk.drafts.save(&desk.path).expect("saved");
    assert_eq!(desk.on_disk(), FILE.replace("so:\n", "so: 12 # vào sổ\n").replace("Một câu", "Câu khác"));
}

#[test]
fn of_a_value_that_the_file_says_otherwise_by_now_both_are_shown_and_nothing_is_written_over() {
    let desk = desk();
    let draft = desk.type_in(desk.open().version(), "trich_yeu", "Câu của biểu mẫu");
    desk.type_in(draft.version(), "so", "7");
    std::fs::write(&desk.path, FILE.replace("Một câu", "Câu trong tệp")).unwrap();
    let draft = desk.open();
    let [contested] = draft.contested.as_slice() else { panic!("{:?}", draft.contested) };
    assert_eq!(contested.path, [Step::key("trich_yeu")]);
    assert_eq!(contested.by, By::File);
    assert_eq!(contested.mine.as_ref().unwrap().told(), "Câu của biểu mẫu");
    assert_eq!(contested.theirs.as_ref().unwrap().told(), "Câu trong tệp");
    // The rest does not wait for that.
    desk.drafts.save(&desk.path).expect("saved");
    assert!(desk.on_disk().contains("so: 7\n") && desk.on_disk().contains("Câu trong tệp"));
    assert!(!desk.open().is_saved(), "it is still to be decided");
    let mine = desk.decide(Side::Mine).expect("decided");
    assert!(mine.contested.is_empty() && mine.text.contains("Câu của biểu mẫu"));
    desk.drafts.save(&desk.path).expect("saved");
    assert!(desk.on_disk().contains("Câu của biểu mẫu"));
}

#[test]
fn two_pages_share_a_draft_and_neither_overwrites_the_other() {
    let desk = desk();
    let seen = desk.open().version();
    desk.type_in(seen, "trich_yeu", "Câu của trang một");
    // The other page has not heard of it.
    let draft = desk.type_in(seen, "so", "9");
    assert!(draft.text.contains("Câu của trang một") && draft.text.contains("so: 9"));
    let draft = desk.type_in(seen, "trich_yeu", "Câu của trang hai");
    assert!(draft.text.contains("Câu của trang một"));
    assert_eq!((draft.contested.len(), draft.contested[0].by), (1, By::Page));
    let draft = desk.decide(Side::Theirs).expect("decided");
    assert!(draft.contested.is_empty() && draft.text.contains("Câu của trang một"));
}

#[test]
fn what_is_typed_in_one_field_is_taken_back_at_once_and_done_again() {
    let desk = desk();
    let mut draft = desk.open();
    for text in ["C", "Câ", "Câu mới"] {
        draft = desk.type_in(draft.version(), "trich_yeu", text);
    }
    draft = desk.type_in(draft.version(), "so", "5");
    assert!(draft.text.contains("Câu mới") && draft.text.contains("so: 5"));
    let undone = desk.drafts.undo(&desk.path).unwrap();
    assert!(undone.text.contains("Câu mới") && !undone.text.contains("so: 5"));
    let undone = desk.drafts.undo(&desk.path).unwrap();
    assert_eq!(undone.text, FILE);
    assert_eq!(desk.drafts.undo(&desk.path), Err(NotChanged::NothingToUndo));
    desk.drafts.redo(&desk.path).unwrap();
    assert_eq!(desk.drafts.redo(&desk.path).unwrap().text, draft.text);
}

#[test]
fn what_was_saved_can_be_taken_back_too_and_what_another_wrote_stays() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu mới");
    desk.drafts.save(&desk.path).unwrap();
    std::fs::write(&desk.path, desk.on_disk().replace("so:\n", "so: 3\n")).unwrap();
    desk.open();
    let undone = desk.drafts.undo(&desk.path).unwrap();
    assert_eq!(undone.text, FILE.replace("so:\n", "so: 3\n"));
    desk.drafts.save(&desk.path).unwrap();
    assert_eq!(desk.on_disk(), FILE.replace("so:\n", "so: 3\n"));
}

#[test]
fn a_draft_that_is_thrown_away_can_be_had_again() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu mới");
    let old = desk.open().version();
    let fresh = desk.drafts.discard(&desk.path, String::new).expect("it can be read");
    assert!(fresh.is_saved() && desk.drafts.is_put_aside(&desk.path));
    assert!(fresh.version() > old && fresh.text_of(old).is_none(), "no number means two texts");
    assert!(desk.drafts.restore(&desk.path).unwrap().text.contains("Câu mới"));
    assert_eq!(desk.on_disk(), FILE);
}

#[test]
fn a_file_that_is_not_there_yet_is_made_by_saving_and_one_that_appears_is_not_lost() {
    let desk = desk();
    let path = desk.folder.path().join("moi/so-moi.yaml");
    let fresh = || FILE.to_owned();
    let draft = desk.drafts.open(&path, fresh).unwrap();
    assert!(!draft.is_saved() && !path.exists());
    desk.drafts.change(&path, draft.version(), "so", |seen| said(seen, "so", "4")).unwrap();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, FILE.replace("Đoạn hai", "Đoạn của người khác")).unwrap();
    desk.drafts.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("so: 4") && text.contains("Đoạn của người khác"), "{text}");
}

#[test]
fn a_disk_that_takes_nothing_and_a_file_that_may_not_be_written_are_told_and_nothing_is_lost() {
    let desk = desk();
    // A file where the folder of drafts would be.
    std::fs::write(desk.folder.path().join("tep"), "x").unwrap();
    let drafts = Drafts::new(Some(desk.folder.path().join("tep/nhap")), now);
    let draft = drafts.open(&desk.path, String::new).unwrap();
    drafts.change(&desk.path, draft.version(), "so", |seen| said(seen, "so", "4")).unwrap();
    let fault = drafts.fault(&desk.path).expect("it is told");
    assert_eq!(fault.code, codes::DRAFT_NOT_KEPT);
    let mut permissions = std::fs::metadata(&desk.path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&desk.path, permissions).unwrap();
    let finding = drafts.save(&desk.path).unwrap_err();
    assert!(finding.code == codes::DRAFT_NOT_SAVED && finding.message.contains("chỉ cho đọc"), "{finding:?}");
    assert_eq!(desk.on_disk(), FILE);
    assert!(drafts.get(&desk.path).unwrap().text.contains("so: 4"));
}

#[test]
fn a_file_with_a_fault_in_its_layout_is_left_alone_and_the_draft_stays() {
    let desk = desk();
    desk.type_in(desk.open().version(), "so", "4");
    std::fs::write(&desk.path, "loai: [\n").unwrap();
    assert_eq!(desk.drafts.open(&desk.path, String::new).unwrap_err().code, codes::DRAFT_UNREADABLE);
    assert!(desk.drafts.save(&desk.path).is_err());
    assert_eq!(desk.on_disk(), "loai: [\n");
    assert!(desk.drafts.get(&desk.path).unwrap().text.contains("so: 4"));
}

const LIST: &str = "nhiem_vu:\n  - muc: [II.1]\n    noi_dung:\n      - noi_dung: Công khai thủ tục\n      - noi_dung: Mở lớp tập huấn\n      - noi_dung: Báo cáo hằng quý\n";

#[test]
fn two_items_that_another_took_out_of_one_list_are_both_kept_and_never_put_over_a_third() {
    let desk = desk();
    std::fs::write(&desk.path, LIST).unwrap();
    let draft = desk.open();
    let changed = |seen: &str| Ok(seen.replace("thủ tục", "mọi thủ tục").replace("lớp", "hai lớp"));
    desk.drafts.change(&desk.path, draft.version(), "", changed).unwrap();
    let without =
        LIST.replace("      - noi_dung: Công khai thủ tục\n      - noi_dung: Mở lớp tập huấn\n", "");
    std::fs::write(&desk.path, &without).unwrap();
    assert_eq!(desk.open().contested.len(), 2, "{:?}", desk.open().contested);
    // Something else is typed meanwhile: the third item is no version of those that are gone.
    let version = desk.open().version();
    let draft = desk.drafts.change(&desk.path, version, "", |seen| Ok(seen.replace("quý", "tháng"))).unwrap();
    assert!(draft.contested.iter().all(|one| one.theirs.is_none()), "{:?}", draft.contested);
    desk.decide(Side::Mine).unwrap();
    let draft = desk.decide(Side::Mine).unwrap();
    for words in ["mọi thủ tục", "hai lớp", "hằng tháng"] {
        assert!(draft.text.contains(words), "{words}: {}", draft.text);
    }
}

#[test]
fn a_draft_knows_since_when_it_is_not_saved() {
    let desk = desk();
    assert_eq!(desk.open().since, None);
    let draft = desk.type_in(desk.open().version(), "so", "5");
    assert_eq!(draft.since.as_deref(), Some("2025-08-01T08:30:00"));
    let again = Drafts::new(Some(desk.folder.path().join("nhap")), || now().with().hour(11).build().unwrap());
    let version = again.open(&desk.path, String::new).unwrap().version();
    let draft = again.change(&desk.path, version, "so", |seen| said(seen, "so", "6")).unwrap();
    assert_eq!(draft.since.as_deref(), Some("2025-08-01T08:30:00"), "not since the last key");
    assert_eq!(again.save(&desk.path).unwrap().since, None);
}

#[test]
fn a_draft_whose_file_was_renamed_is_brought_into_the_file_that_took_its_place() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu đã gõ");
    let to = desk.folder.path().join("ten-khac.yaml");
    std::fs::rename(&desk.path, &to).unwrap();
    std::fs::write(&to, FILE.replace("so:\n", "so: 9\n")).unwrap();
    // The program was killed meanwhile.
    let again = Drafts::new(Some(desk.folder.path().join("nhap")), now);
    let draft = again.carry_over(&desk.path, &to, String::new).expect("brought over");
    assert!(draft.text.contains("Câu đã gõ") && draft.text.contains("so: 9"), "{}", draft.text);
    let left: Vec<PathBuf> = again.unsaved().iter().map(|draft| draft.path.clone()).collect();
    assert_eq!(left, std::slice::from_ref(&to));
    again.save(&to).unwrap();
    assert!(std::fs::read_to_string(&to).unwrap().contains("Câu đã gõ") && !desk.path.exists());
    // The old one can still be had, and a file of its name that comes back is read.
    assert_eq!(again.put_aside().len(), 1);
    std::fs::write(&desk.path, FILE).unwrap();
    assert!(again.open(&desk.path, String::new).is_ok());
}

#[test]
fn a_file_that_is_empty_for_a_moment_while_somebody_saves_it_is_no_other_version() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu đã gõ");
    std::fs::write(&desk.path, "").unwrap();
    assert_eq!(desk.open().contested, []);
    std::fs::write(&desk.path, FILE.replace("so:\n", "so: 8\n")).unwrap();
    let draft = desk.open();
    assert!(draft.contested.is_empty() && draft.text.contains("Câu đã gõ") && draft.text.contains("so: 8"));
}

impl Desk {
    /// Takes the place of a file in the folder of drafts, so that it cannot be written.
    fn block(&self, kind: &str) -> PathBuf {
        let place = self.folder.path().join("nhap").join(format!("{}.{kind}", Drafts::name(&self.path)));
        std::fs::create_dir_all(place.join("chiem-cho")).unwrap();
        place
    }
}

#[test]
fn a_draft_that_cannot_be_put_aside_is_not_thrown_away() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu đã gõ");
    let blocked = desk.block("bo.json");
    let why = desk.drafts.throw_away(&desk.path).expect_err("it is not kept aside");
    assert!(why.message.contains("chưa bỏ bản nháp"), "{why:?}");
    let again = Drafts::new(Some(desk.folder.path().join("nhap")), now);
    for drafts in [&desk.drafts, &again] {
        assert!(drafts.open(&desk.path, String::new).unwrap().text.contains("Câu đã gõ"));
    }
    std::fs::remove_dir_all(blocked).unwrap();
    desk.drafts.throw_away(&desk.path).expect("thrown away");
    assert!(desk.drafts.unsaved().is_empty() && desk.drafts.is_put_aside(&desk.path));
}

#[test]
fn a_draft_that_is_taken_up_again_stays_aside_until_it_is_written_down() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu đã gõ");
    desk.drafts.throw_away(&desk.path).expect("thrown away");
    let blocked = desk.block("json");
    desk.drafts.restore(&desk.path).expect("it is there again");
    assert!(desk.drafts.faults()[0].message.contains("chưa giữ được"), "{:?}", desk.drafts.faults());
    std::fs::remove_dir_all(blocked).unwrap();
    let again = Drafts::new(Some(desk.folder.path().join("nhap")), now);
    assert!(again.restore(&desk.path).expect("it can still be had").text.contains("Câu đã gõ"));
    assert!(!again.is_put_aside(&desk.path));
    assert_eq!(again.restore(&desk.path), Err(NotChanged::NoDraft));
}

#[test]
fn a_draft_that_cannot_be_read_is_told_of_and_never_written_over() {
    let desk = desk();
    desk.type_in(desk.open().version(), "trich_yeu", "Câu đã gõ");
    let folder = desk.folder.path().join("nhap");
    let file = folder.join(format!("{}.json", Drafts::name(&desk.path)));
    let whole = std::fs::read_to_string(&file).unwrap();
    let half = &whole[..whole.len() / 2];
    std::fs::write(&file, half).unwrap();
    for _ in 0..2 {
        let again = Drafts::new(Some(folder.clone()), now);
        let [told] = again.faults().try_into().expect("one");
        assert!(told.message.contains("không đọc được bản nháp"), "{told:?}");
        again.open(&desk.path, String::new).unwrap();
        again
            .change(&desk.path, again.get(&desk.path).unwrap().version(), "so", |seen| said(seen, "so", "5"))
            .unwrap();
    }
    let kept = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
    let texts: Vec<String> = kept.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    assert!(texts.iter().any(|text| text == half), "{texts:?}");
}

#[test]
fn a_draft_is_not_taken_up_over_another_and_that_is_said() {
    let desk = desk();
    desk.type_in(desk.open().version(), "so", "5");
    desk.drafts.throw_away(&desk.path).expect("thrown away");
    desk.type_in(desk.open().version(), "so", "6");
    assert_eq!(desk.drafts.restore(&desk.path), Err(NotChanged::Occupied));
}
