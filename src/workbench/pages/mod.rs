//! Các trang: what a person sees. Each page is a function from what there is to HTML; none changes anything.

pub mod agency;
pub mod begin;
pub mod beside;
pub mod drafts;
pub mod findings;
pub mod follow;
pub mod form;
pub mod frame;
pub mod home;
pub mod intake;
pub mod make;
pub mod outline;
pub mod plan;
pub mod refused;
pub mod registers;
pub mod signing;
mod table;
pub mod years;

use maud::{Markup, html};

use super::survey::{Counts, Survey};
use crate::official::State;
use crate::output::Status;
use crate::signature::Stage;

/// Trạng thái của một văn bản, in words and in a colour: what its verified signature says comes first.
fn state(of_content: State, survey: Option<&Survey>, year: i16, plan: &str, stem: &str) -> Markup {
    let signed = survey.map_or(&[][..], |survey| survey.signed(year, plan, stem));
    // Several files of a document may be signed; the main one comes first by its name.
    let signed = signed.iter().find_map(|file| Some((Status::of_signing(&file.signing)?, &file.signing)));
    match signed {
        // How far it is on its way: the leader's signature is not the last.
        Some((Status::Signed, signing)) => signing::badge(Stage::of(signing)),
        Some((status, _)) => status_badge(status),
        None => status_badge(of_content.into()),
    }
}

fn status_badge(status: Status) -> Markup {
    let class = match status {
        Status::Draft => "nhan nhap",
        Status::Issued => "nhan ban-hanh",
        Status::Signed => "nhan da-ky",
        Status::Altered | Status::Unchecked | Status::Unread => "nhan co-loi",
    };
    html! { span class=(class) { (status.label()) } }
}

/// "2 lỗi, 3 cảnh báo", or that there is none.
fn counted(counts: Counts) -> Markup {
    html! {
        @if counts.errors > 0 { span class="so-loi" { (counts.errors) " lỗi" } }
        @if counts.errors > 0 && counts.warnings > 0 { ", " }
        @if counts.warnings > 0 { span class="so-canh-bao" { (counts.warnings) " cảnh báo" } }
        @if counts.errors + counts.warnings == 0 {
            @if counts.notes > 0 { span class="mo" { (counts.notes) " lưu ý" } }
            @else { span class="mo" { "không có" } }
        }
    }
}

/// Numbers as they stand in a column; nothing where there is none.
fn number(count: usize) -> Markup {
    html! { @if count > 0 { (count) } @else { span class="mo" { "–" } } }
}
