//! Một nhiệm vụ của dàn ý: a task with its point, and the forms that change it or add another.

use maud::{Markup, html};

use super::{Adding, Shown, anchor, hidden, in_file, named, or_none, to, told};
use crate::workbench::outline::{Field, PointRow, TaskRow};

pub(super) fn point(shown: &Shown<'_>, row: &PointRow) -> Markup {
    html! {
        div class="diem" id=(anchor(&row.place)) {
            p { span class="mo" { (row.position) } " " strong { (row.leads.join(", ")) }
                @if shown.is_whole { " " a href=(to(shown, "them", &row.place)) { "Thêm nhiệm vụ vào " (row.position) } }
            }
            @if shown.is_adding(Adding::Task, &row.place) { (adding(shown, &row.place, false)) }
        }
    }
}

pub(super) fn row(shown: &Shown<'_>, row: &TaskRow) -> Markup {
    html! {
        article class="viec" id=(anchor(&row.key)) aria-label=(format!("Nhiệm vụ {}", row.reference)) {
            p { span class="mo" { (row.reference) } " " (row.text) }
            @if shown.open == row.key { (changing(shown, row)) }
            @else {
                dl {
                    div { dt { "Chủ trì" } dd { (or_none(&row.leads.join(", "))) } }
                    @if !row.supporting.is_empty() { div { dt { "Phối hợp" } dd { (row.supporting.join(", ")) } } }
                    @if !row.deadline.said().is_empty() { div { dt { "Thời hạn" } dd { (row.deadline.said()) } } }
                    @if !row.output.said().is_empty() { div { dt { "Sản phẩm" } dd { (row.output.said()) } } }
                }
                @if shown.is_whole {
                    p class="lien-ket" { a href=(to(shown, "sua", &row.key)) { "Sửa nhiệm vụ " (row.reference) } }
                }
            }
        }
    }
}

fn changing(shown: &Shown<'_>, row: &TaskRow) -> Markup {
    html! {
        form method="post" action=(shown.address()) class="o-doc sua-viec" {
            (hidden(shown, "cho", &row.place))
            input type="hidden" name="mo" value=(row.key);
            @if row.is_own {
                p {
                    label for="o-noi-dung" { "Nội dung" }
                    textarea id="o-noi-dung" name="noi_dung" rows="3" aria-invalid=[shown.fault("noi_dung").map(|_| "true")] { (shown.said("noi_dung", &row.text)) }
                    input type="hidden" name="cu-noi_dung" value=(row.text);
                    (told(shown, "noi_dung"))
                }
            } @else { (in_file(shown, "Lời của nhiệm vụ này là các đoạn của đề mục", row.line)) }
            div class="hang-o" {
                (named(shown, "chu_tri", "Chủ trì", &row.leads))
                (named(shown, "phoi_hop", "Phối hợp", &row.supporting))
            }
            @if row.has_point && !row.is_alone { p class="mo" { "Đổi ở đây thì chỉ nhiệm vụ này đổi; các nhiệm vụ khác của điểm giữ nguyên." } }
            div class="hang-o" {
                (value(shown, "thoi_han", "Thời hạn", &row.deadline))
                (value(shown, "san_pham", "Sản phẩm", &row.output))
            }
            p class="nut-hang" {
                button type="submit" name="viec" value="sua" { "Ghi vào bản nháp" }
                a class="nut nhe" href=(format!("{}#{}", shown.address(), anchor(&row.key))) { "Thôi" }
            }
        }
        @if row.is_own {
            form method="post" action=(shown.address()) class="nut-hang" {
                (hidden(shown, "cho", &row.place))
                @if !row.is_first { button type="submit" name="viec" value="len" class="nhe" { "Đưa lên" } }
                @if !row.is_last { button type="submit" name="viec" value="xuong" class="nhe" { "Đưa xuống" } }
                button type="submit" name="viec" value="bo" class="nhe" { "Bỏ nhiệm vụ này" }
            }
            @if shown.outline.points.len() > 1 || !row.has_point {
                form method="post" action=(shown.address()) class="nut-hang" {
                    (hidden(shown, "cho", &row.place))
                    label for="o-den" { "Chuyển vào điểm" }
                    select id="o-den" name="den" {
                        @for (place, label) in &shown.outline.points { option value=(place) { (label) } }
                    }
                    button type="submit" name="viec" value="chuyen" class="nhe" { "Chuyển" }
                    span class="mo" { "Nhiệm vụ không ghi riêng cơ quan chủ trì thì theo điểm mới." }
                }
            }
        }
    }
}

fn value(shown: &Shown<'_>, name: &str, label: &str, field: &Field) -> Markup {
    let id = format!("o-{name}");
    html! {
        p {
            @if let Some(several) = &field.several {
                span class="nhan-o" { (label) } " " (several) span class="mo" { " (ghi theo từng phần; sửa trong tệp, ở nhiệm vụ này)" }
            } @else {
                label for=(id) { (label) }
                input id=(id) name=(name) value=(shown.said(name, field.own.as_deref().unwrap_or_default())) placeholder=[field.shared.as_ref().map(|shared| format!("theo điểm: {shared}"))] autocomplete="off";
                input type="hidden" name=(format!("cu-{name}")) value=(field.own.clone().unwrap_or_default());
            }
        }
    }
}

pub(super) fn adding(shown: &Shown<'_>, place: &str, needs_leads: bool) -> Markup {
    html! {
        form method="post" action=(shown.address()) class="o-doc sua-viec" {
            (hidden(shown, "duoi", place))
            @if needs_leads { input type="hidden" name="can-chu-tri" value="co"; }
            p {
                label for="o-noi-dung" { "Nội dung nhiệm vụ mới" }
                textarea id="o-noi-dung" name="noi_dung" rows="3" required aria-invalid=[shown.fault("noi_dung").map(|_| "true")] { (shown.said("noi_dung", "")) }
                (told(shown, "noi_dung"))
            }
            @if needs_leads {
                div class="hang-o" {
                    (named(shown, "chu_tri", "Chủ trì", &[]))
                    (named(shown, "phoi_hop", "Phối hợp", &[]))
                }
            }
            div class="hang-o" {
                (value(shown, "thoi_han", "Thời hạn", &Field::default()))
                (value(shown, "san_pham", "Sản phẩm", &Field::default()))
            }
            p class="nut-hang" {
                button type="submit" name="viec" value="them" { "Thêm vào bản nháp" }
                a class="nut nhe" href=(shown.address()) { "Thôi" }
            }
        }
    }
}
