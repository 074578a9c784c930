//! Tổ chức thực hiện: words of the agency, and items that answer what the plan gives there.

use maud::{Markup, html};

use super::super::super::part::{Sheet, is_of_words};
use super::fields::{Look, area, line, lines, slug, text, versions};
use super::layout::moves;
use crate::content::edit::Plain;

/// Items that answer duties of the plan are fields of their own; words alone are lines.
pub fn all(sheet: &Sheet) -> Markup {
    let items = match sheet.file.get("to_chuc_thuc_hien") {
        Some(Plain::List(items)) => items.as_slice(),
        _ => &[],
    };
    html! {
        section data-khoi="to-chuc" {
            h3 id="to-chuc" tabindex="-1" { "Tổ chức thực hiện" }
            @if is_of_words(sheet.file.get("to_chuc_thuc_hien")) {
                (area(sheet, "to_chuc_thuc_hien", &Look { label: "Các khoản của cơ quan", hint: "Mỗi dòng một khoản; việc kế hoạch giao ở phần này được in sẵn", wide: true }, &lines(sheet, "to_chuc_thuc_hien")))
            } @else {
                @for (at, item) in items.iter().enumerate() { (self::item(sheet, at, item, items.len())) }
                (versions(sheet, "to_chuc_thuc_hien"))
                div class="hang them" {
                    div class="o rong" {
                        label for="moi-khoan-to-chuc" { "Khoản mới" }
                        textarea id="moi-khoan-to-chuc" name="moi-khoan-to-chuc" rows="2" data-moi {}
                    }
                    button type="submit" name="lam" value="them-khoan-to-chuc" class="nhe" { "Thêm khoản" }
                }
            }
            @if !sheet.duties.is_empty() {
                details {
                    summary { "Việc kế hoạch giao ở phần này (" (sheet.duties.len()) "), in sẵn; viết lời riêng" }
                    @for duty in &sheet.duties {
                        @let id = format!("moi-loi-{}", slug(&duty.name));
                        div class="hang them" {
                            div class="o rong" {
                                label for=(id) { (duty.text) " " span class="mo" { "(" (duty.citation) ")" } }
                                textarea id=(id) name=(format!("moi-loi:{}", duty.name)) rows="2" data-moi {}
                            }
                            button type="submit" name="lam" value=(format!("viet-loi:{}", duty.name)) class="nhe" aria-label=(format!("Viết lời riêng cho việc {}", duty.reference)) { "Viết lời riêng" }
                        }
                    }
                }
            }
        }
    }
}

fn item(sheet: &Sheet, at: usize, item: &Plain, count: usize) -> Markup {
    let name = format!("to_chuc_thuc_hien/{at}");
    let of = |key: &str| format!("{name}/{key}");
    let answers = match item.get("thay_cho") {
        Some(Plain::List(covers)) if !covers.is_empty() => {
            let named = covers.iter().map(|cover| cover.get("nhiem_vu").unwrap_or(cover).told());
            format!(
                "Thực hiện việc {}. Để trống thì giữ nguyên câu của kế hoạch",
                named.collect::<Vec<_>>().join(", ")
            )
        }
        _ => String::new(),
    };
    let label = format!("Khoản {}", at + 1);
    html! {
        div class="khoan" role="group" aria-label=(label) {
            @if matches!(item, Plain::Mapping(_)) {
                (area(sheet, &of("noi_dung"), &Look { label: &label, hint: &answers, wide: true }, &text(sheet, &of("noi_dung"))))
                (line(sheet, &of("thoi_han"), &Look { label: "Thời hạn", hint: "", wide: false }))
                (versions(sheet, &name))
            } @else {
                (area(sheet, &name, &Look { label: &label, hint: "", wide: true }, &text(sheet, &name)))
            }
            (moves(&name, &format!("khoản {}", at + 1), at, count, true))
        }
    }
}
