//! What an entry answers is a task, not a place: it is followed where its task moved, and stops with both
//! texts where the task changed, went or is there twice.

use kehoach::content::Loaded;
use kehoach::diagnostic::Severity::{Error, Info, Warning};
use kehoach::diagnostic::has_errors;

use super::city::{DIGITAL, DIGITAL_ID, part_of, with_part, with_sub_plan};
use super::fixture::{line, one_finding, told};

const FINANCE: (&str, &str) = (DIGITAL_ID, "so-tai-chinh");
const TASK: &str = "nhiem_vu: [{noi_dung: Bố trí vốn cho các dự án hạ tầng số.}]";
const KEPT: &str = "{nhiem_vu: II.1.c.1, nguyen_van: Bố trí vốn cho các dự án hạ tầng số.}";
/// A point before the one that is answered.
const INSERTED: (&str, &str, &str) = (
    DIGITAL,
    "          # b\n",
    "          - chu_tri: [so-y-te]\n            nhiem_vu: [{noi_dung: Lắp trạm thu phát tại các trạm y tế.}]\n          # b\n",
);

/// The part of Sở Tài chính that answers the one task in words of its own.
fn own(cover: &str) -> String {
    let entry = format!("{{noi_dung: Sở cân đối ngân sách cho hạ tầng số., thay_cho: [{cover}]}}");
    part_of(
        "so-tai-chinh",
        DIGITAL_ID,
        &format!("nhiem_vu:\n  - muc: [Hạ tầng số]\n    noi_dung:\n      - {entry}\n"),
    )
}

/// The same, in the words of the plan.
fn kept(cover: &str) -> String {
    own(cover).replace("noi_dung: Sở cân đối ngân sách cho hạ tầng số.", "giu_nguyen: true")
}

/// What the one entry of the part answers, and in which words.
fn answered(loaded: &Loaded) -> (String, String) {
    with_sub_plan(loaded, FINANCE, |_, plan, findings| {
        assert!(!has_errors(&findings), "{findings:#?}");
        let entry = plan.entries().find(|entry| !entry.carried).expect("an entry");
        (entry.covers[0].mine.task.reference.to_string(), entry.wording.text().to_owned())
    })
}

#[test]
fn words_that_still_stand_in_their_place_are_nothing_to_tell() {
    let loaded = with_part(&own(KEPT), &[]);
    assert_eq!(told(&loaded.findings, "KH309"), [""; 0]);
    assert!(loaded.findings.iter().all(|finding| finding.severity < Warning), "{:#?}", loaded.findings);
    assert_eq!(answered(&loaded).0, "II.1.c.1");
    // Spaces, capitals and marks are no other words.
    let loose = own("{nhiem_vu: II.1.c.1, nguyen_van: \"Bố trí vốn cho các Dự án  hạ tầng số\"}");
    assert_eq!(answered(&with_part(&loose, &[])).0, "II.1.c.1");
}

#[test]
fn a_task_that_only_moved_is_followed_and_told_of() {
    let loaded = with_part(&own(KEPT), &[INSERTED]);
    let moved: Vec<_> =
        loaded.findings.iter().filter(|finding| finding.message.contains("nay là II.1.d.1")).collect();
    let [moved] = moved.as_slice() else { panic!("{:#?}", loaded.findings) };
    assert_eq!(moved.severity, Info);
    assert!(line(moved).starts_with("2026/co-quan/phan.yaml"), "{moved:#?}");
    assert_eq!(answered(&loaded), ("II.1.d.1".to_owned(), "Sở cân đối ngân sách cho hạ tầng số.".to_owned()));
    // Without its words the reference is all there is, and it now is another's task.
    let bare = with_part(&own("II.1.c.1"), &[INSERTED]);
    with_sub_plan(&bare, FINANCE, |_, _, findings| {
        assert!(findings.iter().any(|finding| finding.code == "KH303"), "{findings:#?}");
    });
}

#[test]
fn own_words_stop_where_the_task_was_reworded_and_both_texts_are_shown() {
    let reworded =
        (DIGITAL, TASK, "nhiem_vu: [{noi_dung: Bố trí đủ vốn cho các dự án hạ tầng số trọng điểm.}]");
    let loaded = with_part(&own(KEPT), &[reworded]);
    let words = [
        "nhiệm vụ II.1.c.1 đã thay đổi trong Kế hoạch số 30/KH-UBND",
        "trước: “Bố trí vốn cho các dự án hạ tầng số.”",
        "nay (II.1.c.1): “Bố trí đủ vốn cho các dự án hạ tầng số trọng điểm.”",
    ];
    one_finding(&loaded, ("KH310", Error), "Sở cân đối ngân sách", &words);
    // The plan's own words follow the plan, and somebody looks at them.
    let followed = with_part(&kept(KEPT), &[reworded]);
    one_finding(&followed, ("KH310", Warning), "giu_nguyen", &words);
    assert_eq!(answered(&followed).1, "Bố trí đủ vốn cho các dự án hạ tầng số trọng điểm.");
}

#[test]
fn a_figure_that_changed_is_another_text() {
    let figure = |number: &str| format!("nhiem_vu: [{{noi_dung: Bố trí {number} tỷ đồng cho hạ tầng số.}}]");
    let cover = "{nhiem_vu: II.1.c.1, nguyen_van: Bố trí 20 tỷ đồng cho hạ tầng số.}";
    let same = with_part(&own(cover), &[(DIGITAL, TASK, &figure("20"))]);
    assert_eq!(answered(&same).0, "II.1.c.1");
    let other = with_part(&own(cover), &[(DIGITAL, TASK, &figure("30"))]);
    one_finding(&other, ("KH310", Error), "20 tỷ đồng", &["trước: “Bố trí 20 tỷ", "“Bố trí 30 tỷ"]);
}

#[test]
fn a_task_that_went_is_told_with_what_stands_in_its_place() {
    let other = (DIGITAL, TASK, "nhiem_vu: [{noi_dung: Kiểm kê máy tính cũ của các cơ quan.}]");
    for part in [own(KEPT), kept(KEPT)] {
        let loaded = with_part(&part, &[other]);
        let words = [
            "nhiệm vụ II.1.c.1 không còn trong Kế hoạch số 30/KH-UBND",
            "trước: “Bố trí vốn",
            "nay II.1.c.1 là: “Kiểm kê máy tính cũ của các cơ quan.”",
        ];
        one_finding(&loaded, ("KH310", Error), "nguyen_van", &words);
    }
}

#[test]
fn a_task_that_is_there_twice_is_for_a_person_to_choose() {
    let twice = (
        DIGITAL,
        "          # b\n",
        "          - {chu_tri: [so-tai-chinh], nhiem_vu: [{noi_dung: Bố trí vốn cho các dự án hạ tầng số.}]}\n          \
         - {chu_tri: [so-tai-chinh], nhiem_vu: [{noi_dung: Việc mới.}]}\n          # b\n",
    );
    let moved = with_part(&own(KEPT), &[twice]);
    let words = ["nay có ở 2 nơi cùng nguyên văn (II.1.b.1, II.1.đ.1)", "ghi đúng số vào “nhiem_vu”"];
    one_finding(&moved, ("KH310", Error), "nguyen_van", &words);
    // Where it still stands in its place, that one is meant.
    let in_place = with_part(
        &own(KEPT),
        &[(
            DIGITAL,
            "          # d:",
            "          - {chu_tri: [so-tai-chinh], nhiem_vu: [{noi_dung: Bố trí vốn cho các dự án hạ tầng số.}]}\n          # d:",
        )],
    );
    assert_eq!(answered(&in_place).0, "II.1.c.1");
}

#[test]
fn a_task_with_an_id_keeps_it_through_every_change() {
    let with_id = "nhiem_vu: [{noi_dung: Bố trí vốn cho các dự án hạ tầng số., ma: von-ha-tang}]";
    let cover = "{nhiem_vu: von-ha-tang, nguyen_van: Bố trí vốn cho các dự án hạ tầng số.}";
    let moved = with_part(&own(cover), &[INSERTED, (DIGITAL, TASK, with_id)]);
    assert!(moved.findings.iter().all(|finding| finding.severity < Warning), "{:#?}", moved.findings);
    assert_eq!(answered(&moved).0, "II.1.d.1");
    let reworded = with_id.replace("Bố trí vốn cho các dự án hạ tầng số.", "Kiểm kê máy tính cũ.");
    let changed = with_part(&own(cover), &[(DIGITAL, TASK, &reworded)]);
    one_finding(
        &changed,
        ("KH310", Error),
        "nguyen_van",
        &["đã thay đổi", "nay (II.1.c.1): “Kiểm kê máy tính cũ.”"],
    );
}

#[test]
fn two_entries_that_follow_to_one_task_answer_it_twice() {
    let second = "      - {noi_dung: Việc khác của Sở., thay_cho: [II.1.d.1]}\n";
    let loaded = with_part(&format!("{}{second}", own(KEPT)), &[INSERTED]);
    one_finding(&loaded, ("KH302", Error), "Việc khác của Sở", &["nhiệm vụ II.1.d.1 đã được nội dung khác"]);
}

/// The same words twice for the same agency, with other partners.
const TWINS: (&str, &str, &str) = (
    DIGITAL,
    "          # b\n",
    "          - chu_tri: [so-tai-chinh]\n            phoi_hop: [so-y-te]\n            nhiem_vu: [{noi_dung: Bố trí vốn cho các dự án hạ tầng số.}]\n          # b\n",
);

#[test]
fn of_tasks_with_the_same_words_the_one_that_was_meant_is_followed() {
    let twin = |place: &str, which: &str| {
        own(&format!("{{nhiem_vu: {place}, nguyen_van: Bố trí vốn cho các dự án hạ tầng số., lan: {which}}}"))
    };
    let answers = |loaded: &Loaded| {
        with_sub_plan(loaded, FINANCE, |_, plan, findings| {
            assert!(!has_errors(&findings), "{findings:#?}");
            let own = plan.entries().find(|entry| !entry.carried).expect("an entry");
            own.covers[0].mine.task.reference.to_string()
        })
    };
    assert_eq!(answers(&with_part(&twin("II.1.d.1", "2/2"), &[TWINS])), "II.1.d.1");
    // What was the second stood where the first stands now.
    let moved = with_part(&twin("II.1.b.1", "2/2"), &[TWINS]);
    assert_eq!(answers(&moved), "II.1.d.1");
    assert!(moved.findings.iter().any(|finding| finding.code == "KH309"), "{:#?}", moved.findings);
    // There are two, and it was one of three.
    let third = with_part(&twin("II.1.b.1", "2/3"), &[TWINS]);
    one_finding(&third, ("KH310", Error), "II.1.b.1", &["II.1.b.1, II.1.d.1", "chưa rõ"]);
    // Which of the two is not written down.
    let open = with_part(&own(&KEPT.replace("II.1.c.1", "II.1.d.1")), &[TWINS]);
    assert_eq!(answers(&open), "II.1.d.1");
    let overlays = &open.province.as_ref().expect("a province").overlays;
    let named: Vec<_> =
        overlays.iter().flat_map(|overlay| &overlay.named).map(|named| named.identity).collect();
    assert!(named.contains(&kehoach::model::overlay::Identity::Unkept), "{named:?}");
}
