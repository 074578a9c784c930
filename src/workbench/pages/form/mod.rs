//! Điền phần của cơ quan: a form, and beside it the pages as they will be.
//!
//! The form works without a script: everything is sent with a button. Every stretch that a script may draw
//! anew has a key of its own (`data-khoi`); a stretch in which somebody types is left as it is.

mod conflict;
mod entries;
mod fields;
mod head;
mod layout;
mod organisation;
mod words;

use std::path::PathBuf;

use maud::{Markup, html};

use super::super::address::FORM;
use super::super::assets;
use super::super::desk::{Content, Key};
use super::super::draft::Draft;
use super::super::part::Sheet;
use super::super::preview::Preview;
use super::agency::pages;
use super::findings::{finding, list};
use super::frame::{Frame, Part, trail};
use crate::diagnostic::Diagnostic;

pub use conflict::after as after_conflict;

/// What the page shows beside the form.
pub struct Shown<'s> {
    pub content: &'s Content,
    pub key: &'s Key,
    /// How its plan is cited.
    pub plan: &'s str,
    pub name: &'s str,
    pub preview: &'s Preview,
    pub faces: String,
    /// What went wrong with what was sent.
    pub told: Option<Diagnostic>,
    /// By what the page knows whether it shows the draft as it is.
    pub count: u64,
    /// Why the draft is not kept.
    pub fault: Option<Diagnostic>,
    /// A draft that was thrown away can be had again.
    pub put_aside: bool,
    /// Files that are gone, into which something was typed that is not in the one that the form shows.
    pub left_behind: Vec<PathBuf>,
}

impl Shown<'_> {
    pub fn address(&self) -> String {
        format!("/nam/{}/{}/{}", self.key.year, self.key.plan, self.key.stem)
    }
}

pub fn page(shown: &Shown<'_>, draft: &Draft, sheet: Option<&Sheet>) -> Markup {
    let stretches = sheet.map(|sheet| stretches(shown, draft, sheet));
    let body = stretches.as_ref().map(|body| body.0.as_str()).unwrap_or_default();
    let main = html! {
        div class="hai-cot dien" {
            form id="bieu-mau" method="post" action=(format!("{}/dien", shown.address())) autocomplete="off" data-ban=(draft.version()) data-dem=(shown.count) data-lon=(FORM) {
                // What Enter in a field does where there is no script: nothing is lost, nothing is saved.
                button type="submit" name="lam" value="giu" class="an" tabindex="-1" aria-hidden="true" { "Giữ bản nháp" }
                input type="hidden" name="ban" value=(draft.version());
                (state(shown, draft, sheet))
                (contested(draft, sheet, body))
                @match &stretches {
                    Some(stretches) => { (stretches) (others(sheet, body)) }
                    None => div data-khoi="khong" {
                        p class="bao-loi" {
                            "Chưa điền được: nội dung đang có lỗi. Sửa lỗi dưới đây trong tệp; điều đã gõ vẫn còn trong bản nháp."
                        }
                        (list("Phát hiện", &shown.preview.findings.iter().collect::<Vec<_>>()))
                    }
                }
            }
            (pages(shown.preview))
        }
    };
    whole(shown, main)
}

/// The page of a part whose file cannot be read.
pub fn unreadable(shown: &Shown<'_>, why: &Diagnostic) -> Markup {
    let main = html! {
        ul class="tai-cho" { (finding(why)) }
        p { a class="nut" href=(format!("/phat-hien/{}", shown.key.year)) { "Xem các phát hiện" } }
    };
    whole(shown, main)
}

fn whole(shown: &Shown<'_>, main: Markup) -> Markup {
    let plan = format!("/nam/{}/{}", shown.key.year, shown.key.plan);
    let address = shown.address();
    let main = html! {
        link rel="stylesheet" href=(assets::address("bieu-mau.css"));
        script defer src=(assets::address("bieu-mau.js")) {}
        (trail(&[("/", "Kế hoạch"), (&plan, shown.plan), (&address, shown.name)], "Điền"))
        h1 { "Điền phần của " (shown.name) }
        (main)
    };
    let title = format!("Điền phần của {}", shown.name);
    let frame = Frame {
        title: &title,
        part: Part::Plans,
        content: Some(shown.content),
        document: Some(shown.key.to_string()),
        faces: Some(shown.faces.clone()),
        main,
    };
    frame.page()
}

/// What is saved and what is not, with what can be done about it.
fn state(shown: &Shown<'_>, draft: &Draft, sheet: Option<&Sheet>) -> Markup {
    let is_new = draft.disk.is_none();
    let path = shown.content.shown(&draft.path);
    html! {
        section id="trang-thai" data-khoi="trang-thai" class="trang-thai" aria-label="Bản nháp" {
            p id="da-luu" class=(if draft.is_saved() { "da-luu" } else { "chua-luu" }) {
                @if draft.is_saved() { "Mọi điều đã lưu vào tệp." }
                @else if draft.is_untouched() && is_new { "Chưa có phần riêng: điền rồi bấm “Lưu vào tệp”." }
                @else { "Bản nháp đã giữ; chưa lưu vào tệp." }
                @if let Some(sheet) = sheet { " " (progress(sheet)) }
            }
            @for left in &shown.left_behind {
                p class="bao-loi" {
                    "Tệp " code { (left.display()) } " đã đổi tên, chuyển chỗ hoặc bị xóa; điều gõ vào đó mà chưa lưu không nằm ở biểu mẫu này, "
                    "vẫn còn trong bản nháp. " a href="/#ban-nhap" { "Đưa sang tệp này, hoặc bỏ" }
                }
            }
            (conflict::bar(&draft.contested))
            @if let Some(told) = &shown.told { ul class="tai-cho" { (finding(told)) } }
            @if let Some(fault) = &shown.fault { ul class="tai-cho" { (finding(fault)) } }
            p class="nut-hang" {
                button type="submit" name="lam" value="luu" { "Lưu vào tệp" }
                button type="submit" name="lam" value="hoan-tac" class="nhe" disabled[!draft.can_undo()] { "Hoàn tác" }
                button type="submit" name="lam" value="lam-lai" class="nhe" disabled[!draft.can_redo()] { "Làm lại" }
                a class="nut nhe" href=(format!("{}/pdf", shown.address())) target="_blank" rel="noopener" { "Mở PDF đã lưu" }
            }
            details class="bo-nhap" {
                summary { "Bản nháp và tệp" }
                p { "Tệp: " code { (path.display()) } @if is_new { " (chưa có, sẽ được tạo khi lưu)" } }
                p { "Bản nháp được giữ ngay khi gõ, tắt máy vẫn còn. Người khác sửa tệp thì hai bên được ghép lại; chỗ nào hai bên ghi khác nhau sẽ được hỏi." }
                @if !draft.is_untouched() {
                    p { button type="submit" name="lam" value="bo" class="nhe" { "Bỏ bản nháp, trở về như trong tệp" } }
                }
                @if shown.put_aside {
                    p { button type="submit" name="lam" value="lay-lai" class="nhe" { "Lấy lại bản nháp đã bỏ" } }
                }
            }
        }
    }
}

fn progress(sheet: &Sheet) -> String {
    let entries = sheet.headings.iter().flat_map(|heading| &heading.entries);
    let (all, open) =
        entries.fold((0, 0), |(all, open), entry| (all + 1, open + usize::from(entry.without_unit)));
    format!("{} / {all} nội dung đã có đơn vị chủ trì.", all - open)
}

fn stretches(shown: &Shown<'_>, draft: &Draft, sheet: &Sheet) -> Markup {
    html! {
        (head::people(sheet))
        (entries::all(sheet, shown.preview))
        (head::document(sheet))
        (layout::all(sheet))
        (head::in_file(sheet, &shown.content.shown(&draft.path)))
    }
}

/// Values of which two people say different things, where the form has no place at which they could be shown.
fn contested(draft: &Draft, sheet: Option<&Sheet>, body: &str) -> Markup {
    let is_shown = |id: String| body.contains(&format!("id=\"{id}\""));
    html! {
        div data-khoi="hai-ban" id="hai-ban" {
            @for one in draft.contested.iter().filter(|one| !is_shown(conflict::id(one))) { (conflict::both(sheet, one)) }
        }
    }
}

/// What was found at no field that the form has.
fn others(sheet: Option<&Sheet>, body: &str) -> Markup {
    let Some(sheet) = sheet else { return html! {} };
    let is_shown = |name: &str| body.contains(&format!("data-bao=\"{name}\""));
    let hidden = sheet.at_fields.iter().filter(|(name, _)| !is_shown(name)).flat_map(|(_, found)| found);
    let all: Vec<&Diagnostic> = hidden.chain(&sheet.elsewhere).collect();
    html! {
        section data-khoi="phat-hien" class="khoi" {
            @if !all.is_empty() {
                h2 { "Phát hiện khác" }
                ul class="tai-cho" { @for one in all { (finding(one)) } }
            }
        }
    }
}
