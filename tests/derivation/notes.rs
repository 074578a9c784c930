//! A footnote goes wherever its sentence goes, and is looked for there.

use kehoach::document::{BlockKind, Document, Inline};
use kehoach::proof;
use kehoach::review;

use super::city::{DIGITAL, DIGITAL_ID, SAFETY_ID, changed, made, made_plan, plan_of};
use super::fixture::{self, templates};

/// The notes of a document with their numbers, in the order of reading.
fn notes(document: &Document) -> Vec<(usize, String)> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    let texts = document.body.iter().chain(annexes).flat_map(|block| block.kind.texts());
    let inlines = texts.flatten().filter_map(|inline| match inline {
        Inline::Note(note) => Some((note.number, note.text.replace('\u{a0}', " "))),
        Inline::Text { .. } | Inline::Blank { .. } => None,
    });
    inlines.collect()
}

#[test]
fn notes_are_numbered_through_the_plan_and_its_annexes() {
    let loaded = changed(&[]);
    let plan = made_plan(&loaded, DIGITAL_ID, &templates()).expect("it is made").document;
    assert_eq!(
        notes(&plan),
        [
            (1, "thay cho Kế hoạch số 12/KH-UBND ngày 20/01/2025".replace('-', "\u{2011}")),
            (2, "Mỗi xã, phường ít nhất 02 lớp. Kinh phí do ngân sách xã bảo đảm.".to_owned()),
        ]
    );
    let table = made_plan(&loaded, SAFETY_ID, &templates()).expect("it is made").document;
    assert_eq!(notes(&table), [(1, "24 giờ mỗi ngày, kể cả ngày nghỉ".to_owned())]);
}

#[test]
fn the_note_of_a_task_goes_with_it_into_the_agencies_plans_and_to_no_other() {
    let loaded = changed(&[]);
    let of = |agency| {
        let made = made(&loaded, (DIGITAL_ID, agency), &templates()).expect("it is made");
        notes(&made.document).into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    let ward = of("phuong-hai-an");
    assert!(ward.iter().all(|text| text.starts_with("Mỗi xã, phường")) && !ward.is_empty(), "{ward:?}");
    assert!(of("so-y-te").is_empty());
}

#[test]
fn the_stop_of_a_noted_sentence_stands_behind_the_mark() {
    let loaded = changed(&[]);
    let plan = made_plan(&loaded, DIGITAL_ID, &templates()).expect("it is made").document;
    let noted = plan.body.iter().find_map(|block| match &block.kind {
        BlockKind::Item { content, .. } if content.iter().any(|inline| matches!(inline, Inline::Note(_))) => {
            Some(content)
        }
        _ => None,
    });
    let [before, note, after] = noted.expect("the item").as_slice() else { panic!("{noted:?}") };
    assert!(
        before.as_str().ends_with("người dân") && matches!(note, Inline::Note(_)) && after.as_str() == "."
    );
}

#[test]
fn a_note_that_is_not_in_the_document_is_told_of() {
    let loaded = changed(&[]);
    let mut plan = made_plan(&loaded, DIGITAL_ID, &templates()).expect("it is made").document;
    for block in &mut plan.body {
        block.kind.each_text(|content| {
            content.retain(|inline| !matches!(inline, Inline::Note(note) if note.number == 2));
        });
    }
    let year = fixture::year(&loaded);
    let source = plan_of(&year, DIGITAL_ID);
    let lost = proof::of_plan(source, &year.province.registry, &plan, "ke-hoach-tinh");
    let [finding] = lost.as_slice() else { panic!("{lost:#?}") };
    assert!(finding.message.contains("II.1.b.2"), "{}", finding.message);
}

/// What is said of the notes of the city's plan with this typed in it.
fn told(from: &str, to: &str) -> Vec<String> {
    let loaded = changed(&[(DIGITAL, from, to)]);
    let notes = loaded.texts.files().flat_map(review::texts).filter(|finding| finding.code == "KH334");
    notes.map(|finding| format!("{} {}", fixture::line(&finding), finding.message)).collect()
}

#[test]
fn a_note_that_could_not_be_printed_is_an_error_at_its_place() {
    let sentence = "năm 2026[chú thích: thay cho Kế hoạch số 12/KH-UBND ngày 20/01/2025] như sau.";
    for (typed, words) in [
        ("năm 2026[chú thích: thay cho Kế hoạch số 12 như sau.", "chưa đóng ngoặc"),
        ("năm 2026 [ghi chú: thay cho Kế hoạch số 12] như sau.", "không ghi đúng"),
        ("năm 2026[Chú thích thay cho Kế hoạch số 12] như sau.", "không ghi đúng"),
        ("năm 2026[chú thích: ] như sau.", "không có nội dung"),
        ("năm 2026[chú thích: xem [1]] như sau.", "có ngoặc vuông"),
    ] {
        let told = told(sentence, typed);
        assert!(told.len() == 1 && told[0].contains(words) && told[0].contains(":11 "), "{typed}: {told:?}");
    }
    let subject =
        told("trich_yeu: Chuyển đổi số năm 2026\n", "trich_yeu: >-\n  Chuyển đổi số[chú thích: lần hai]\n");
    assert!(subject.len() == 1 && subject[0].contains("không đặt được ở đây"), "{subject:?}");
    assert_eq!(told("", ""), Vec::<String>::new());
    assert_eq!(
        told("năm 2026[chú thích: thay", "năm 2026 [1], [Bảng 2] [chú thích: thay"),
        Vec::<String>::new()
    );
}
