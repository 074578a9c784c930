//! Một nhiệm vụ của dàn ý: a task with its point, and the forms that change it or add another.

use maud::{Markup, html};

use super::forms::{Form, Line, beside, button, labelled, line, named, open, to};
use super::{Adding, Shown, anchor, in_file, or_none};
use crate::workbench::outline::{Field, PointRow, TaskRow};

pub(super) fn point(shown: &Shown<'_>, row: &PointRow) -> Markup {
    html! {
        div class="diem" id=(anchor(&row.place)) {
            p { span class="mo" { (row.position) } " " strong { (row.leads.join(", ")) }
                @if shown.is_whole { " " (to(shown, "them", &row.place, &html! { "Thêm nhiệm vụ vào " (row.position) })) }
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
                    p class="lien-ket" { (to(shown, "sua", &row.key, &html! { "Sửa nhiệm vụ " (row.reference) })) }
                }
            }
        }
    }
}

fn changing(shown: &Shown<'_>, row: &TaskRow) -> Markup {
    let back = format!("{}#{}", shown.address(), anchor(&row.key));
    let fields = html! {
        input type="hidden" name="mo" value=(row.key);
        @if row.is_own { (text(shown, "Nội dung", Some(&row.text))) }
        @else { (in_file(shown, "Lời của nhiệm vụ này là các đoạn của đề mục", row.line)) }
        div class="hang-o" {
            (named(shown, "chu_tri", "Chủ trì", &row.leads))
            (named(shown, "phoi_hop", "Phối hợp", &row.supporting))
        }
        @if row.has_point && !row.is_alone { p class="mo" { "Đổi ở đây thì chỉ nhiệm vụ này đổi; các nhiệm vụ khác của điểm giữ nguyên." } }
        (values(shown, &row.deadline, &row.output))
    };
    html! {
        (open(shown, Form::ChangeTask, ("cho", &row.place), &back, &fields))
        @if row.is_own { (moving(shown, row)) }
    }
}

/// Up, down, out, into another point.
fn moving(shown: &Shown<'_>, row: &TaskRow) -> Markup {
    let light = |deed: &str, words: &str| button(shown, deed, Some("nhe"), html! { (words) });
    html! {
        p class="nut-hang" {
            @if !row.is_first { (light("len", "Đưa lên")) }
            @if !row.is_last { (light("xuong", "Đưa xuống")) }
            (light("bo", "Bỏ nhiệm vụ này"))
        }
        @if shown.outline.points.len() > 1 || !row.has_point {
            p class="nut-hang" {
                label for="o-den" { "Chuyển vào điểm" }
                select id="o-den" name="den" form=[beside(shown)] {
                    @for (place, label) in &shown.outline.points { option value=(place) { (label) } }
                }
                (light("chuyen", "Chuyển"))
                span class="mo" { "Nhiệm vụ không ghi riêng cơ quan chủ trì thì theo điểm mới." }
            }
        }
    }
}

/// The words of a task; `now` are those that stand there.
fn text(shown: &Shown<'_>, label: &str, now: Option<&str>) -> Markup {
    const OF: &str = "noi_dung";
    let typed = html! {
        textarea id="o-noi_dung" name=(OF) rows="3" required[now.is_none()] aria-invalid=[shown.invalid(OF)] aria-describedby=[shown.described(OF)] autofocus[shown.is_first_fault(OF)] {
            (shown.said(OF, now.unwrap_or_default()))
        }
    };
    labelled(shown, OF, label, now, &typed)
}

fn values(shown: &Shown<'_>, deadline: &Field, output: &Field) -> Markup {
    html! {
        div class="hang-o" {
            (value(shown, "thoi_han", "Thời hạn", deadline))
            (value(shown, "san_pham", "Sản phẩm", output))
        }
    }
}

fn value(shown: &Shown<'_>, name: &str, label: &str, field: &Field) -> Markup {
    if let Some(several) = &field.several {
        return html! {
            p { span class="nhan-o" { (label) } " " (several) span class="mo" { " (ghi theo từng phần; sửa trong tệp, ở nhiệm vụ này)" } }
        };
    }
    let now = field.own.as_deref().unwrap_or_default();
    let of_point = field.shared.as_ref().map(|shared| format!("theo điểm: {shared}"));
    let typed = Line { now, placeholder: of_point.as_deref(), ..Line::default() };
    labelled(shown, name, label, Some(now), &line(shown, name, typed))
}

pub(super) fn adding(shown: &Shown<'_>, place: &str, needs_leads: bool) -> Markup {
    let none = Field::default();
    let fields = html! {
        @if needs_leads { input type="hidden" name="can-chu-tri" value="co"; }
        (text(shown, "Nội dung nhiệm vụ mới", None))
        @if needs_leads {
            div class="hang-o" {
                (named(shown, "chu_tri", "Chủ trì", &[]))
                (named(shown, "phoi_hop", "Phối hợp", &[]))
            }
        }
        (values(shown, &none, &none))
    };
    open(shown, Form::AddTask, ("duoi", place), &shown.address(), &fields)
}
