//! Nhận tệp: files come in, are looked at, and go into the content on a person's word.

pub mod edited;
mod import;

use std::sync::Arc;

use maud::{Markup, html};

use super::super::desk::Content;
use super::super::intake::Looked;
use super::super::tray::{Done, FILES, LOT, Lot, Said};
use super::findings::{finding, list};
use super::frame::{Frame, Part, trail};
use crate::diagnostic::Diagnostic;
use crate::reading::limits;

pub use import::{bodies, decision_field, named_field};

/// Where files come in, and the lots that are kept.
pub fn page(content: &Content, lots: &[Arc<Lot>], faults: &[Diagnostic]) -> Markup {
    let main = html! {
        h1 { "Nhận tệp" }
        p class="ghi-chu" {
            "Chương trình xem từng tệp và cho biết sẽ ghi gì; chưa có gì được ghi cho đến khi anh, chị đồng ý."
        }
        @for fault in faults { ul class="tai-cho" { (finding(fault)) } }
        (form("/nhan", None))
        @if !lots.is_empty() {
            h2 { "Tệp đang xem" }
            ul {
                @for lot in lots.iter().rev() {
                    li { a href=(format!("/nhan/{}", lot.number)) { (names(lot)) } }
                }
            }
        }
    };
    let title = "Nhận tệp";
    Frame { title, part: Part::Files, content: Some(content), document: None, faces: None, main }.page()
}

/// A form that takes files, chosen or dropped; `before` stands above its button.
pub fn form(address: &str, before: Option<Markup>) -> Markup {
    html! {
        form method="post" action=(address) enctype="multipart/form-data" class="tha-tep" data-tha=(LOT) {
            @if let Some(before) = before { (before) }
            p {
                label for="o-tep" { "Chọn tệp, hoặc kéo thả tệp vào trang này" }
                input id="o-tep" type="file" name="tep" multiple required accept=".docx,.doc,.odt,.txt,.pdf,.xlsx";
            }
            ul class="mo" {
                li { "Tệp Word do chương trình tạo, đã có người sửa: các chỗ sửa được đưa về nội dung." }
                li { "Kế hoạch ở dạng Word, LibreOffice, PDF, văn bản: nhập thành kế hoạch, hoặc phần riêng của cơ quan." }
                li { "Nhiều tệp một lần cũng được; mỗi tệp không quá " (limits::FILE >> 20) " MB, không quá " (FILES) " tệp." }
            }
            p { button type="submit" { "Xem các tệp này" } }
        }
    }
}

fn names(lot: &Lot) -> String {
    const SHOWN: usize = 3;
    let mut text: String =
        lot.files.iter().take(SHOWN).map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
    if lot.files.len() > SHOWN {
        text.push_str(&format!(" và {} tệp khác", lot.files.len() - SHOWN));
    }
    text
}

/// One lot: what its files are, what would be written, what a person has to decide.
pub fn lot(content: &Content, lot: &Lot, said: &Said, looked: &Looked, faults: &[Diagnostic]) -> Markup {
    let refused: Vec<&Diagnostic> = looked.refused.iter().collect();
    let registry = content.inputs().and_then(|inputs| inputs.loaded.province.as_ref());
    let main = html! {
        (trail(&[("/nhan", "Nhận tệp")], &names(lot)))
        h1 { "Tệp vừa đưa vào" }
        @if !faults.is_empty() { div role="alert" { ul class="tai-cho" { @for fault in faults { (finding(fault)) } } } }
        @for done in &said.done { (self::done(done)) }
        (list("Tệp không đọc được", &refused))
        @if let Some(edited) = &looked.edited { (edited::section(lot, said, edited)) }
        @for one in &looked.imports {
            @let is_done = said.done.iter().any(|done| matches!(done, Done::Imported { first, .. } if *first == one.first));
            @if !is_done { (import::section(content, lot, said, one)) }
        }
        @if let Some(province) = registry { (bodies(&province.registry)) }
        form method="post" action=(format!("/nhan/{}", lot.number)) class="bo-lo" {
            button type="submit" name="viec" value="bo" class="nhe" { "Xong, cất các tệp này" }
        }
    };
    let title = "Tệp vừa đưa vào";
    Frame { title, part: Part::Files, content: Some(content), document: None, faces: None, main }.page()
}

/// What was written.
fn done(done: &Done) -> Markup {
    match done {
        Done::TakenIn { paths, changes, left_out } => html! {
            div class="luot" role="status" {
                h2 { "Đã ghi vào nội dung" }
                p { "Đã đưa " (changes) " thay đổi vào " (paths.len()) " tệp nội dung:" }
                ul { @for path in paths { li { code { (path) } } } }
                @if !left_out.is_empty() {
                    p { "Để ngoài theo lựa chọn, không ghi (" (left_out.len()) "):" }
                    ul class="thay-doi" { @for one in left_out { li { (one) } } }
                }
                p { "Văn bản làm lại được đối chiếu với tệp ở dưới. " a href="/tao" { "Tạo lại văn bản" } }
            }
        },
        Done::Imported { paths, year, plan, .. } => html! {
            div class="luot" role="status" {
                h2 { "Đã nhập vào nội dung" }
                ul { @for path in paths { li { code { (path) } } } }
                @match year {
                    Some(year) => { p { a href=(format!("/nam/{year}/{plan}")) { "Xem kế hoạch vừa nhập" } } }
                    None => { p { a href="/" { "Về danh sách kế hoạch" } ": văn bản không ghi rõ năm." } }
                }
            }
        },
    }
}
