use crate::document::{Document, sample};
use crate::render::docx::tests::main_part;
use crate::render::marks::{Role, marked};

fn closing(recipients: usize) -> (Document, String) {
    let mut document = sample::issued();
    document.annexes.clear();
    document.closing.recipients = (1..=recipients).map(|at| format!("Cơ quan số {at}")).collect();
    let xml = main_part(&document);
    let table = xml.rfind("<w:tbl>").expect("the closing is a table");
    let end = table + xml[table..].find("</w:tbl>").expect("it ends");
    let closing = xml[table..end].to_owned();
    (document, closing)
}

#[test]
fn recipients_that_a_page_holds_stand_in_one_row_beside_the_signature() {
    let (_, xml) = closing(40);
    assert_eq!(xml.matches("<w:tr>").count(), 1);
    assert!(xml.contains("<w:cantSplit />") && !xml.contains("w:val=\"0\""));
}

#[test]
fn recipients_that_no_page_holds_run_on_below_and_the_signature_stays_whole() {
    let (document, xml) = closing(70);
    let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
    let [first, second] = rows[..] else { panic!("{} rows", rows.len()) };
    assert!(first.contains("<w:cantSplit />") && first.contains("Đoàn Thanh Sơn"));
    assert!(!second.contains("cantSplit") && !second.contains("<w:keepNext />"));
    assert!(second.contains("- Cơ quan số 70;") && second.contains("- Lưu: "));
    // The marks number the lines as they stand in the file.
    let lines = marked(&document.whole());
    let numbers: Vec<usize> =
        xml.split("w:name=\"_kh").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
    assert!(numbers.is_sorted() && numbers.last() == Some(&lines.len()), "{numbers:?}");
    let closing = &lines[numbers[0] - 1..];
    let signer = closing.iter().position(|line| line.role == Role::SignerName).expect("the signer");
    assert!(closing[..signer].iter().any(|line| line.role == Role::Recipient));
    assert_eq!(closing[signer + 1].role, Role::Recipient);
    assert_eq!(closing.last().map(|line| line.role), Some(Role::Archive));
}
