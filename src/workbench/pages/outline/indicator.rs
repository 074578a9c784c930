//! Chỉ tiêu của một đề mục: each with its value, and the forms that change it or add another.

use maud::{Markup, html};

use super::forms::{Form, Line, beside, button, labelled, line, open, to};
use super::{Adding, Shown, anchor};
use crate::workbench::outline::{HeadingRow, IndicatorRow, Kind};

/// The fields of an indicator, with what they are called.
const FIELDS: [(&str, &str, &str); 7] = [
    ("ten", "Tên chỉ tiêu", "để trống: chỉ tiêu của chính đề mục"),
    ("gia_tri", "Mức phải đạt", "số với dấu phẩy (7,24), hoặc lời"),
    ("don_vi", "Đơn vị tính", "điểm, %, hạng, doanh nghiệp …"),
    ("thang", "Thang điểm", "10 nếu để trống"),
    ("nam", "Năm phải đạt", "năm của kế hoạch nếu để trống"),
    ("thay_doi", "Tăng, giảm", "+0,36 hoặc -0,04"),
    ("so_voi", "So với năm", "năm trước nếu để trống"),
];

const BOUNDS: [(&str, &str); 4] = [
    ("", "từ mức ấy trở lên"),
    ("khong_qua", "không quá"),
    ("dat", "đạt đúng"),
    ("nhom", "trong nhóm đứng đầu"),
];

pub(super) fn list(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    html! {
        @if !row.indicators.is_empty() {
            ul class="cac-chi-tieu" aria-label=(format!("Chỉ tiêu của {}", row.position)) {
                @for (at, one) in row.indicators.iter().enumerate() {
                    li id=(anchor(&one.place)) {
                        "Chỉ tiêu: " @if let Some(name) = &one.name { (name) ": " } (one.told)
                        @if shown.open == one.place { (changing(shown, row, one)) }
                        @else if shown.is_whole { " " (to(shown, "sua", &one.place, &html! { "Sửa chỉ tiêu " (at + 1) " của " (row.position) })) }
                    }
                }
            }
        }
        @if shown.is_adding(Adding::Indicator, &row.place) { (adding(shown, row)) }
    }
}

fn changing(shown: &Shown<'_>, row: &HeadingRow, one: &IndicatorRow) -> Markup {
    let is_own =
        |place: &str| one.place.strip_prefix(place).is_some_and(|rest| rest.starts_with("/chi_tieu/"));
    let targets = shown.outline.parents.iter().filter(|parent| {
        matches!(parent.kind, Kind::Body | Kind::Words)
            && !parent.place.starts_with("phu_luc/")
            && !is_own(&parent.place)
    });
    let targets: Vec<_> = targets.collect();
    let back = format!("{}#{}", shown.address(), anchor(&row.place));
    let fields = html! {
        input type="hidden" name="mo" value=(one.place);
        (fields(shown, &one.values))
    };
    let light = |deed: &str, words: &str| button(shown, deed, Some("nhe"), html! { (words) });
    html! {
        (open(shown, Form::ChangeIndicator, ("cho", &one.place), &back, &fields))
        p class="nut-hang" {
            @if !one.is_first { (light("len", "Đưa chỉ tiêu lên")) }
            @if !one.is_last { (light("xuong", "Đưa chỉ tiêu xuống")) }
            (light("bo", "Bỏ chỉ tiêu này"))
        }
        @if !targets.is_empty() {
            p class="nut-hang" {
                label for="o-vao" { "Chuyển vào đề mục" }
                select id="o-vao" name="vao" form=[beside(shown)] { @for parent in targets { option value=(parent.place) { (parent.label) } } }
                (light("chuyen-chi-tieu", "Chuyển chỉ tiêu"))
            }
        }
    }
}

fn adding(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    open(shown, Form::AddIndicator, ("duoi", &row.place), &shown.address(), &fields(shown, &[]))
}

fn fields(shown: &Shown<'_>, values: &[(&'static str, String)]) -> Markup {
    let value = |of: &str| values.iter().find(|(own, _)| *own == of).map_or("", |(_, value)| value.as_str());
    let bound = shown.said("chieu", value("chieu"));
    // What goes without saying may be said.
    let unsaid = |bound| if bound == "tu_tro_len" { "" } else { bound };
    let (bound, before) = (unsaid(bound), unsaid(value("chieu")));
    html! {
        div class="hang-o" {
            @for (of, label, hint) in FIELDS {
                (labelled(shown, of, label, Some(value(of)), &html! {
                    (line(shown, of, Line { now: value(of), remark: Some(&format!("g-{of}")), ..Line::default() }))
                    span class="mo" id=(format!("g-{of}")) { (hint) }
                }))
            }
            (labelled(shown, "chieu", "Chiều", Some(before), &html! {
                select id="o-chieu" name="chieu" aria-invalid=[shown.invalid("chieu")] autofocus[shown.is_first_fault("chieu")] { @for (of, label) in BOUNDS { option value=(of) selected[of == bound] { (label) } } }
            }))
        }
    }
}
