//! Nếu lưu: what the changes of a draft come to, before anything is saved.

use maud::{Markup, html};

use super::super::findings::list;
use super::Shown;
use super::forms::button;
use crate::workbench::outline::cited::{Citation, Cited};
use crate::workbench::outline::reach::Known;

pub(super) fn known(shown: &Shown<'_>, known: &Known) -> Markup {
    html! {
        section class="luot" aria-labelledby="anh-huong" {
            h2 id="anh-huong" { "Nếu lưu: ảnh hưởng tới " (known.agencies.len()) " cơ quan" }
            @if known.is_empty() { p { "Không nhiệm vụ, đề mục, chỉ tiêu nào thay đổi." } }
            (cited(shown, &known.cited))
            (lines("Đề mục thay đổi", &known.headings))
            (lines("Chỉ tiêu, đầu mối theo dõi thay đổi", &known.indicators))
            (lines("Nhiệm vụ thay đổi", &known.tasks))
            @if !known.agencies.is_empty() {
                h3 { "Cơ quan" }
                ul class="thay-doi" { @for (counts, names) in alike(&known.agencies) { li { (names.join(", ")) ": " (counts) } } }
            }
            @if !known.by_number.is_empty() {
                div class="bao-loi" {
                    p { "Các phần riêng này chỉ ghi số của nhiệm vụ, chưa giữ nguyên văn: lưu thay đổi rồi thì số ấy có thể trỏ sang nhiệm vụ khác. "
                        a href="/cap-nhat" { "Cập nhật phần riêng" } " trước, rồi hãy lưu kế hoạch." }
                    ul { @for path in &known.by_number { li { code { (path) } } } }
                }
            }
            @if !known.outdated.is_empty() {
                h3 { "Phần riêng cần cập nhật sau khi lưu (" (known.outdated.len()) ")" }
                ul class="thay-doi" { @for (path, told) in &known.outdated { li { code { (path) } ": " (told) } } }
                p { "Lưu xong thì mở trang " a href="/cap-nhat" { "Cập nhật phần riêng" } "." }
            }
            (list("Phần riêng nhắc tới nhiệm vụ không còn, hoặc đã khác", &known.parts.iter().collect::<Vec<_>>()))
            (list("Phát hiện mới", &known.findings.iter().collect::<Vec<_>>()))
        }
    }
}

/// Agencies of which the same is said stand together: a title that is another reaches everybody.
fn alike(agencies: &[(String, String)]) -> Vec<(&str, Vec<&str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, counts) in agencies {
        match all.iter_mut().find(|(said, _)| said == counts) {
            Some((_, names)) => names.push(name),
            None => all.push((counts, vec![name])),
        }
    }
    all
}

fn lines(title: &str, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            h3 { (title) " (" (lines.len()) ")" }
            ul class="thay-doi" { @for line in lines { li { (line) } } }
        }
    }
}

/// What agencies' parts name that would be another: what can be brought along, and what a person decides.
fn cited(shown: &Shown<'_>, cited: &Cited) -> Markup {
    let files = cited.carried.len();
    html! {
        @if !cited.open.is_empty() {
            div class="bao-loi" {
                h3 { "Phần riêng nhắc tới chỗ không còn (" (cited.open.len()) "): cơ quan phải tự sửa" }
                (places(cited.open.iter()))
            }
        }
        @if files > 0 {
            h3 { "Phần riêng nhắc tới chỗ đổi số, đổi tên: sửa theo được " (files) " tệp" }
            (places(cited.carried.iter().flat_map(|one| &one.citations)))
            form method="post" action=(shown.address()) class="nut-hang" {
                (button(shown, "luu-theo", None, html! { "Lưu kế hoạch và sửa theo " (files) " phần riêng" }))
                span class="mo" { "Tất cả cùng được ghi, hoặc không tệp nào. Bấm “Lưu vào tệp” thì chỉ ghi kế hoạch, các chỗ trên giữ nguyên." }
            }
        }
    }
}

fn places<'c>(citations: impl Iterator<Item = &'c Citation>) -> Markup {
    html! {
        ul class="thay-doi" {
            @for one in citations { li { code { (one.path.display()) ":" (one.line) } " " (one.told) } }
        }
    }
}
