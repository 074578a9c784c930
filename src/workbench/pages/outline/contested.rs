//! Hai bản khác nhau: a value of the plan that the file, or another page, came to say otherwise; both, and a choice.

use maud::{Markup, html};

use super::Shown;
use super::forms::button;
use crate::content::edit::{self, Plain};
use crate::content::yaml::Node;
use crate::text::lines::line_number;
use crate::workbench::draft::{By, Contested};
use crate::workbench::outline::places;

/// Longer values are shown by their beginning, and whole on demand.
const LONG: usize = 400;

pub(super) fn all(shown: &Shown<'_>) -> Markup {
    let node = edit::read(&shown.draft.text);
    html! {
        @for one in &shown.draft.contested { (contested(shown, one, node.as_ref())) }
    }
}

fn contested(shown: &Shown<'_>, one: &Contested, node: Option<&Node>) -> Markup {
    let (theirs, what) = match one.by {
        By::File => ("Trong tệp", "có người vừa sửa chỗ này trong tệp, khác với điều sửa ở đây"),
        By::Page => ("Ở trang kia", "chỗ này vừa được sửa ở một trang khác, khác với điều sửa ở đây"),
    };
    let where_it_is = node.map(|node| place(node, one)).unwrap_or_default();
    html! {
        form method="post" action=(shown.address()) class="hai-ban" aria-label=(format!("Hai bản khác nhau: {}", places::called(&one.path))) {
            p { strong { (places::called(&one.path)) } @if !where_it_is.is_empty() { " của “" (where_it_is) "”" } ": " (what) ". Chọn một:" }
            dl {
                div { dt { "Sửa ở đây" } dd { (said(one.mine.as_ref())) } dd { (button(shown, &format!("lay-cua-toi:{}", one.key()), None, html! { "Lấy bản sửa ở đây" })) } }
                div { dt { (theirs) } dd { (said(one.theirs.as_ref())) } dd { (button(shown, &format!("lay-cua-tep:{}", one.key()), Some("nhe"), html! { "Giữ bản này" })) } }
            }
            @if let Some(line) = node.and_then(|node| line(shown, node, one)) {
                p class="mo" { code { (shown.file()) } ", dòng " (line) }
            }
        }
    }
}

fn said(value: Option<&Plain>) -> Markup {
    let told = match value {
        None => return html! { span class="mo" { "(bỏ đi)" } },
        Some(value) => value.told(),
    };
    let short: String = told.chars().take(LONG).collect();
    html! {
        @if told.is_empty() { span class="mo" { "(để trống)" } }
        @else if short.len() == told.len() { (told) }
        @else { (short) "…" details { summary { "Xem cả" } (told) } }
    }
}

/// What it is a value of: the nearest title, name or words above it.
fn place(node: &Node, one: &Contested) -> String {
    let names = ["tieu_de", "ten", "noi_dung"];
    let own = one.path.len().saturating_sub(1);
    let above = (1..=own).rev().filter_map(|upto| edit::at(node, &one.path[..upto]));
    let mut titles = above.filter_map(|above| names.iter().find_map(|name| above.get(name)?.text()));
    titles.next().map(crate::text::beginning).unwrap_or_default()
}

fn line(shown: &Shown<'_>, node: &Node, one: &Contested) -> Option<usize> {
    let upto = (1..=one.path.len()).rev().find(|upto| edit::at(node, &one.path[..*upto]).is_some())?;
    let byte = edit::at(node, &one.path[..upto])?.range.start;
    Some(line_number(&shown.draft.text, byte))
}
