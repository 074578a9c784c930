//! Bố cục: the sections in the order of print, those of the template and those of the agency's own.

use maud::{Markup, html};

use super::super::super::part::Sheet;
use super::super::super::part::layout::{has_own, part_of};
use super::fields::{Look, area, line, lines, slug, versions};
use super::words::PARTS;
use crate::content::edit::Plain;

pub fn all(sheet: &Sheet) -> Markup {
    let sections = match sheet.file.get("cac_muc") {
        Some(Plain::List(sections)) => sections.as_slice(),
        _ => &[],
    };
    let named: Vec<String> = sections.iter().filter_map(part_of).collect();
    let missing: Vec<_> = PARTS.iter().filter(|(part, _)| !named.iter().any(|own| own == part)).collect();
    let is_own = has_own(&sheet.file);
    html! {
        div class="khoi" {
            h2 id="bo-cuc" tabindex="-1" { "6. Bố cục: các mục theo thứ tự in" }
            div data-khoi="bo-cuc" {
                @if is_own {
                    p class="mo" { "Phần có sẵn chỉ đổi được chỗ và tiêu đề; lời của nó điền ở các phần trên." }
                } @else {
                    p class="mo" { "Đang theo mẫu:" }
                    ol { @for (_, title) in PARTS { li { (title) } } }
                    p class="nut-hang" { button type="submit" name="lam" value="bo-cuc" class="nhe" { "Đổi thứ tự, tiêu đề các mục" } }
                }
                (versions(sheet, "cac_muc"))
            }
            @for (at, section) in sections.iter().enumerate() { (self::section(sheet, at, section, sections.len())) }
            div class="hang them" data-khoi="them-muc" {
                div class="o" {
                    label for="moi-muc" { "Mục riêng của cơ quan" }
                    input type="text" id="moi-muc" name="moi-muc" data-moi aria-describedby="moi-muc-y";
                    p class="y" id="moi-muc-y" { "Ghi tiêu đề, không ghi số I, II" }
                }
                button type="submit" name="lam" value="them-muc" class="nhe" { "Thêm mục" }
            }
            div data-khoi="phan-co-san" {
                @if is_own && !missing.is_empty() {
                    p { "Phần có sẵn không in vì bố cục không nêu:" }
                    p class="nut-hang" {
                        @for (part, title) in missing { button type="submit" name="lam" value=(format!("them-phan:{part}")) class="nhe" { "Thêm phần “" (title) "”" } }
                    }
                }
                @if is_own && named.len() == sections.len() {
                    p class="nut-hang" { button type="submit" name="lam" value="bo-cuc-mau" class="nhe" { "Trở về bố cục của mẫu" } }
                }
            }
        }
    }
}

fn section(sheet: &Sheet, at: usize, section: &Plain, count: usize) -> Markup {
    let name = format!("cac_muc/{at}");
    let of = |key: &str| format!("{name}/{key}");
    let part = part_of(section);
    let title = part
        .as_ref()
        .map(|part| PARTS.iter().find(|(own, _)| own == part).map_or(part.as_str(), |(_, title)| title));
    let hint = title.map(|title| format!("Để trống thì in: {title}")).unwrap_or_default();
    let clauses = match section.get("khoan") {
        Some(Plain::List(clauses)) => clauses.len(),
        _ => 0,
    };
    let tables = match section.get("bang") {
        Some(Plain::List(tables)) => tables.len(),
        _ => 0,
    };
    html! {
        section class="muc" data-khoi=(format!("muc-{at}")) aria-label=(format!("Mục thứ {}", at + 1)) {
            h3 { "Mục thứ " (at + 1) ": " @match title { Some(title) => { (title) " (phần có sẵn)" } None => "mục riêng của cơ quan" } }
            (line(sheet, &of("tieu_de"), &Look { label: "Tiêu đề", hint: &hint, wide: true }))
            @if part.is_none() {
                (area(sheet, &of("doan"), &Look { label: "Các đoạn", hint: "Mỗi dòng một đoạn", wide: true }, &lines(sheet, &of("doan"))))
                (area(sheet, &of("gach"), &Look { label: "Các gạch đầu dòng", hint: "Mỗi dòng một gạch, không ghi dấu “-”", wide: true }, &lines(sheet, &of("gach"))))
                @for clause in 0..clauses { (self::clause(sheet, &format!("{name}/khoan/{clause}"), clause, clauses)) }
                (versions(sheet, &of("khoan")))
                @if tables > 0 { p class="ghi-chu" { "Mục này có " (tables) " bảng, in sau các gạch đầu dòng; bảng sửa trong tệp (xem mục 7)." } }
                div class="hang them" {
                    div class="o" {
                        label for=(format!("moi-khoan-{at}")) { "Khoản mới của mục này" }
                        input type="text" id=(format!("moi-khoan-{at}")) name=(format!("moi-khoan:{name}")) data-moi;
                    }
                    button type="submit" name="lam" value=(format!("them-khoan:{name}")) class="nhe" { "Thêm khoản" }
                }
            }
            (moves(&name, &format!("mục thứ {}", at + 1), at, count, part.is_none()))
            (versions(sheet, &name))
        }
    }
}

fn clause(sheet: &Sheet, name: &str, at: usize, count: usize) -> Markup {
    let of = |key: &str| format!("{name}/{key}");
    html! {
        div class="khoan" role="group" aria-label=(format!("Khoản {}", at + 1)) {
            (line(sheet, &of("tieu_de"), &Look { label: &format!("Khoản {}: tiêu đề", at + 1), hint: "", wide: true }))
            (area(sheet, &of("doan"), &Look { label: "Các đoạn", hint: "", wide: true }, &lines(sheet, &of("doan"))))
            (area(sheet, &of("gach"), &Look { label: "Các gạch đầu dòng", hint: "", wide: true }, &lines(sheet, &of("gach"))))
            (moves(name, &format!("khoản {}", at + 1), at, count, true))
            (versions(sheet, name))
        }
    }
}

/// What can be done with an item of a list.
pub fn moves(name: &str, what: &str, at: usize, count: usize, may_go: bool) -> Markup {
    html! {
        p class="nut-hang" id=(format!("viec-{}", slug(name))) {
            @if at > 0 { button type="submit" name="lam" value=(format!("len:{name}")) class="nhe" aria-label=(format!("Chuyển lên {what}")) { "Chuyển lên" } }
            @if at + 1 < count { button type="submit" name="lam" value=(format!("xuong:{name}")) class="nhe" aria-label=(format!("Chuyển xuống {what}")) { "Chuyển xuống" } }
            @if may_go { button type="submit" name="lam" value=(format!("xoa:{name}")) class="nhe" aria-label=(format!("Xóa {what}")) { "Xóa" } }
        }
    }
}
