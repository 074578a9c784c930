//! Tệp đã sửa: every change, conflicts side by side, and what has no place.

use maud::{Markup, html};

use super::super::super::intake::Edited;
use super::super::super::tray::{Lot, Said};
use super::super::findings::list;
use crate::app::takein::{Compared, Outcome, TakenIn, Together};
use crate::diagnostic::Diagnostic;
use crate::takein::{Change, Choice, Standing, bound};

pub(super) fn section(lot: &Lot, said: &Said, edited: &Edited) -> Markup {
    let together = &edited.together;
    let tally = together.tally();
    let written = together.written().len();
    let findings: Vec<&Diagnostic> = together.findings.iter().collect();
    html! {
        section class="nhan-lai" aria-labelledby="nhan-lai" {
            h2 id="nhan-lai" { "Tệp của chương trình đã có người sửa" }
            p { (tally.message()) "." }
            form method="post" action=(format!("/nhan/{}", lot.number)) {
                @for (number, one) in edited.numbers.iter().zip(&together.all) { (file(*number, one, together, said)) }
                p class="nut-hang" {
                    @if tally.open > 0 || tally.home + tally.left_out > 0 || said.decided.values().any(|decided| *decided != Default::default()) {
                        button type="submit" name="viec" value="xem" class="nhe" { "Xem lại theo các lựa chọn" }
                    }
                    @if written > 0 {
                        button type="submit" name="viec" value="nhan" { "Ghi vào " (written) " tệp nội dung" }
                    } @else if tally.left_out > 0 {
                        button type="submit" name="viec" value="nhan" { "Ghi các thay đổi đã đánh dấu" }
                    } @else {
                        span class="mo" { "Không có gì để ghi vào nội dung." }
                    }
                }
            }
            (list("Cần biết về các tệp này", &findings))
        }
    }
}

fn file(number: usize, one: &TakenIn, together: &Together, said: &Said) -> Markup {
    html! {
        fieldset {
            legend { (one.path.display()) }
            @match &one.outcome {
                Outcome::Compared(compared) => { (self::compared(number, compared, together.is_held(compared), said)) }
                Outcome::MarksGone { name: None, .. } => { p { "Tệp đã mất dấu của chương trình; chưa đối chiếu dòng nào." } }
                Outcome::MarksGone { file, document, .. } => {
                    p { "Tệp đã mất dấu của chương trình; các dòng khác nhau:" }
                    ul {
                        @for left in file { li { "tệp: “" (left.file) "”" } }
                        @for line in document { li { "nội dung: “" (line) "”" } }
                    }
                }
                _ => { p { "Không nhận được; lý do nêu ở dưới." } }
            }
        }
    }
}

fn compared(number: usize, compared: &Compared, is_held: bool, said: &Said) -> Markup {
    let is = |wanted: fn(&Standing) -> bool| {
        compared.changes.iter().filter(move |change| wanted(&change.standing)).collect::<Vec<_>>()
    };
    let home = is(|standing| matches!(standing, Standing::Home | Standing::LeftOut));
    let left_out = compared.left_out().count();
    let open = is(|standing| matches!(standing, Standing::Conflict { .. } | Standing::TwoWords { .. }));
    let kept = is(|standing| matches!(standing, Standing::Kept { .. }));
    let no_place = is(|standing| matches!(standing, Standing::NoPlace(_)));
    html! {
        p { strong { (compared.name) } }
        @if compared.changes.is_empty() { p { "Không có gì khác với nội dung." } }
        @if is_held { p class="bao-loi" { "Trùng với tệp khác, không ghi." } }
        @if !open.is_empty() {
            h3 { "Cần quyết định (" (open.len()) ")" }
            @for change in &open { (conflict(number, change)) }
        }
        @if !home.is_empty() {
            h3 { "Đưa vào nội dung (" (home.len() - left_out) ")" @if left_out > 0 { ", để ngoài (" (left_out) ")" } }
            p class="mo" { "Bỏ dấu ở thay đổi không muốn ghi." }
            (chosen(number, &home))
        }
        @if !kept.is_empty() {
            h3 { "Đã quyết định giữ nội dung (" (kept.len()) ")" }
            ul class="thay-doi" { @for change in &kept { li { (change.message()) } } }
        }
        @if said.decided.get(&number).is_some_and(|decided| *decided != Default::default()) {
            p { label class="chon" { input type="checkbox" name=(format!("lai-{number}")) value="co"; " Bỏ các lựa chọn của tệp này, quyết định lại" } }
        }
        @if !no_place.is_empty() {
            h3 { "Không có chỗ trong nội dung (" (no_place.len()) ")" }
            ul class="thay-doi" { @for change in &no_place { li { (change.message()) } } }
        }
        @if let Some(written) = &compared.written {
            @if !written.new_units.is_empty() {
                p { "Đơn vị mới: " (written.new_units.iter().map(|(id, name)| format!("{name} (mã {id})")).collect::<Vec<_>>().join("; ")) }
            }
            p class="mo" { (if written.old.is_none() { "Tệp mới: " } else { "Ghi vào: " }) code { (written.path.display()) } }
        }
        @if !compared.left.is_empty() {
            h3 { "Văn bản làm lại còn khác tệp (" (compared.left.len()) ")" }
            @if left_out > 0 { p class="mo" { "Gồm cả những chỗ để ngoài theo lựa chọn." } }
            ul class="thay-doi" {
                @for left in &compared.left {
                    li {
                        "Tệp ghi “" (left.file) "”, văn bản làm lại "
                        @match &left.document { Some(document) => { "ghi “" (document) "”" } None => "không có" }
                    }
                }
            }
        }
    }
}

/// What would go into the content, each with a tick; what goes together has one.
fn chosen(number: usize, changes: &[&Change]) -> Markup {
    let all: Vec<Change> = changes.iter().map(|change| (*change).clone()).collect();
    let groups = bound::groups(&all);
    let of =
        |at: usize| all.iter().zip(&groups).filter(move |(_, group)| **group == at).map(|(change, _)| change);
    html! {
        ul class="thay-doi" {
            @for (at, change) in all.iter().enumerate().filter(|(at, _)| groups[*at] == *at) {
                @let name = tick_field(number, change);
                li {
                    // That the tick was there to be taken away.
                    input type="hidden" name=(name) value="";
                    label class="chon" {
                        input type="checkbox" name=(name) value=(TICKED) checked[of(at).all(|change| change.standing == Standing::Home)];
                        span {
                            (change.what.message())
                            @for other in of(at).skip(1) { br; (other.what.message()) }
                            @if of(at).count() > 1 { br; span class="mo" { "(các thay đổi này đi cùng nhau: ghi cả hoặc để ngoài cả)" } }
                        }
                    }
                }
            }
        }
    }
}

/// What a tick says.
pub const TICKED: &str = "nhan";

/// The name of the tick of a change that would go into the content.
pub fn tick_field(number: usize, change: &Change) -> String {
    format!("td-{number}-{}", change.key())
}

/// Both sides, and a choice. Nothing is chosen until a person does.
fn conflict(number: usize, change: &Change) -> Markup {
    let name = conflict_field(number, change);
    let now = match &change.standing {
        Standing::Conflict { now } => now.as_str(),
        _ => change.was().unwrap_or_default(),
    };
    let other = match &change.standing {
        Standing::TwoWords { other } => other.as_str(),
        _ => "",
    };
    html! {
        fieldset class="xung-dot" {
            legend { (change.message()) }
            @for choice in change.choices() {
                @let (label, words) = match choice {
                    Choice::File => ("Theo tệp", change.said().unwrap_or_default()),
                    Choice::Other => ("Theo chỗ khác trong tệp", other),
                    Choice::Content => ("Giữ nội dung", now),
                };
                label class="ben" {
                    input type="radio" name=(name) value=(value(*choice));
                    span { strong { (label) } @if !words.is_empty() { span class="loi-cua" { (words) } } }
                }
            }
        }
    }
}

/// The name of the field in which a conflict is decided.
pub fn conflict_field(number: usize, change: &Change) -> String {
    format!("xd-{number}-{}", change.key())
}

pub fn value(choice: Choice) -> &'static str {
    match choice {
        Choice::File => "tep",
        Choice::Other => "cho-khac",
        Choice::Content => "noi-dung",
    }
}
