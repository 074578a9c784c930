//! A footnote goes wherever its sentence goes, and is looked for there.

use kehoach::document::{BlockKind, Document, Inline};
use kehoach::proof;

use super::city::{DIGITAL_ID, SAFETY_ID, changed, made, made_plan, plan_of};
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
