//! Hai bản: of one value two people say different things. Both stand at its field, with the choice.

use maud::{Markup, html};

use super::super::super::draft::{By, Contested};
use super::super::super::part::Sheet;
use super::fields::slug;
use super::words::{label_of, said};
use crate::content::edit::Plain;

pub fn is_at(sheet: &Sheet, name: &str) -> bool {
    sheet.disputes.iter().any(|dispute| dispute.at == name)
}

/// Those of a field, an item or a list.
pub fn at(sheet: &Sheet, name: &str) -> Markup {
    html! { @for one in sheet.disputes.iter().filter(|dispute| dispute.at == name) { (both(Some(sheet), &one.contested)) } }
}

/// What the place of one is known by on the page.
pub fn id(one: &Contested) -> String {
    format!("xd-{}", one.key())
}

/// Both versions, and the choice.
pub fn both(sheet: Option<&Sheet>, one: &Contested) -> Markup {
    let (theirs, what) = match one.by {
        By::File => ("Trong tệp", "Có người vừa sửa chỗ này trong tệp, khác với điều gõ ở đây"),
        By::Page => ("Ở thẻ kia", "Chỗ này vừa được điền ở một thẻ khác, khác với điều gõ ở đây"),
    };
    let label = label_of(&one.path);
    let key = one.key();
    html! {
        section class="hai-ban" id=(id(one)) tabindex="-1" aria-label=(format!("Hai bản khác nhau: {label}")) {
            p { strong { (label) } ": " (what) ". Chọn một:" }
            dl {
                div { dt { "Gõ ở đây" } dd { (version(sheet, one, one.mine.as_ref())) } dd { button type="submit" name="lam" value=(format!("lay:{key}:toi")) { "Lấy bản gõ ở đây" } } }
                div { dt { (theirs) } dd { (version(sheet, one, one.theirs.as_ref())) } dd { button type="submit" name="lam" value=(format!("lay:{key}:kia")) class="nhe" { "Giữ bản này" } } }
            }
        }
    }
}

fn version(sheet: Option<&Sheet>, one: &Contested, value: Option<&Plain>) -> Markup {
    let parts = said(sheet, &one.path, value);
    let is_item = matches!(one.mine.as_ref().or(one.theirs.as_ref()), Some(Plain::Mapping(_)));
    html! {
        @match parts.as_slice() {
            [] if is_item => span class="mo" { "(đã bỏ)" },
            [(_, only)] if only.is_empty() => span class="mo" { "(để trống)" },
            [] => span class="mo" { "(để trống)" },
            [(label, only)] if label.is_empty() => (only),
            parts => ul { @for (label, said) in parts { li { (label) @if !label.ends_with('.') { ":" } " " (said) } } },
        }
    }
}

/// How many wait, with the way to each.
pub fn bar(disputes: &[Contested]) -> Markup {
    html! {
        @if let [first, ..] = disputes {
            nav class="xung-dot-bar" aria-label="Chỗ hai bên ghi khác nhau" {
                p {
                    a href=(format!("#{}", id(first))) class="hong" { "Có " (disputes.len()) " chỗ hai bên ghi khác nhau: đến chỗ thứ nhất" }
                    @for (at, one) in disputes.iter().enumerate().skip(1) {
                        " · " a href=(format!("#{}", id(one))) { (at + 1) ". " (label_of(&one.path)) }
                    }
                }
            }
        }
    }
}

/// Where on the page to go on once one at this place is decided: to its field, or to the part of the form it is in.
pub fn after(at: &str, is_field: bool) -> String {
    if is_field {
        return format!("o-{}", slug(at));
    }
    let top = at.split('/').next().unwrap_or_default();
    let stretch = match top {
        "don_vi" => "don-vi",
        "lanh_dao" => "lanh-dao",
        "cac_muc" => "bo-cuc",
        "to_chuc_thuc_hien" => "to-chuc",
        "khong_lien_quan" => "lien-quan",
        _ => "nhiem-vu",
    };
    stretch.to_owned()
}
