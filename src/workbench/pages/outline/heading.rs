//! Một đề mục của dàn ý: a heading with its indicators, and the forms that change it, move it or add another.

use maud::{Markup, html};

use super::forms::{Form, Line, beside, button, labelled, line, named, open, to};
use super::{Adding, Shown, anchor, in_file, indicator, task};
use crate::workbench::outline::{HeadingRow, Kind, Parent};

/// The place that stands for the plan itself.
pub const PLAN: &str = "ke-hoach";

pub(super) fn row(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    let title = html! { (row.position) " " (row.title) };
    html! {
        div class=(format!("de-muc sau-{}", row.depth.min(3))) id=(anchor(&row.place)) {
            @if row.depth == 0 { h2 { (title) } } @else { h3 { (title) } }
            @if row.kind == Kind::Made { p class="mo" { "Bảng này do chương trình lập từ các nhiệm vụ của kế hoạch." } }
            @if shown.open == row.place { (changing(shown, row)) }
            @else {
                @if let Some((_, monitor)) = &row.monitor {
                    p class="mo" { "Theo dõi: " (monitor) @if !row.co_monitors.is_empty() { "; cùng theo dõi: " (row.co_monitors.join(", ")) } }
                }
                @if shown.is_whole { (ways(shown, row)) }
            }
            (indicator::list(shown, row))
            @if shown.is_adding(Adding::Heading, &row.place) { (adding(shown, row)) }
            @if shown.is_adding(Adding::Task, &row.place) { (task::adding(shown, &row.place, true)) }
        }
    }
}

/// What can be done to a heading.
fn ways(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    let can_have = !matches!(row.kind, Kind::Made);
    let has_targets = matches!(row.kind, Kind::Body | Kind::Words);
    html! {
        p class="lien-ket" {
            (to(shown, "sua", &row.place, &html! { "Sửa đề mục " (row.position) }))
            @if can_have {
                " · " (to(shown, "them-de-muc", &row.place, &html! { "Thêm đề mục ở " (row.position) }))
                @if has_targets { " · " (to(shown, "them-chi-tieu", &row.place, &html! { "Thêm chỉ tiêu vào " (row.position) })) }
                " · " (to(shown, "them", &row.place, &html! { "Thêm nhiệm vụ vào " (row.position) }))
            }
        }
    }
}

fn changing(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    let has_monitors = matches!(row.kind, Kind::Body | Kind::Words | Kind::Rows);
    let monitor = row.monitor.as_ref().map(|(id, name)| format!("{name} [{id}]")).unwrap_or_default();
    let back = format!("{}#{}", shown.address(), anchor(&row.place));
    let fields = html! {
        input type="hidden" name="mo" value=(row.place);
        @if row.is_titled { (title(shown, "Tiêu đề", Some(&row.title))) }
        @else { (in_file(shown, "Đề mục không có tiêu đề, lời của nó là các đoạn", row.line)) }
        @if has_monitors {
            div class="hang-o" {
                (labelled(shown, "theo_doi", "Cơ quan theo dõi", Some(&monitor), &line(shown, "theo_doi", Line {
                    now: &monitor,
                    placeholder: Some("gõ tên rồi chọn; để trống là không ai"),
                    offers: Some("cac-co-quan"),
                    ..Line::default()
                })))
                (named(shown, "cung_theo_doi", "Cùng theo dõi", &row.co_monitors))
            }
        }
        @if let Some(line) = row.words_line { (in_file(shown, "Đoạn, gạch đầu dòng, bảng số liệu của đề mục", line)) }
        @if row.kind == Kind::Made { (in_file(shown, "Kiểu bảng, họ chỉ số của phụ lục", row.line)) }
    };
    html! {
        (open(shown, Form::ChangeHeading, ("cho", &row.place), &back, &fields))
        (moving(shown, row))
    }
}

/// A title; `now` is the one that stands there.
fn title(shown: &Shown<'_>, label: &str, now: Option<&str>) -> Markup {
    const OF: &str = "tieu_de";
    let typed = Line { now: now.unwrap_or_default(), required: now.is_none(), ..Line::default() };
    labelled(shown, OF, label, now, &line(shown, OF, typed))
}

/// Up, down, under another heading, out.
fn moving(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    let what = if matches!(row.kind, Kind::Annex | Kind::Made) { "phụ lục" } else { "đề mục" };
    let holds = row.holds.told();
    let targets = targets(shown, row);
    let light = |deed: &str, words: Markup| button(shown, deed, Some("nhe"), words);
    html! {
        p class="nut-hang" {
            @if !row.is_first { (light("len", html! { "Đưa " (what) " lên" })) }
            @if !row.is_last { (light("xuong", html! { "Đưa " (what) " xuống" })) }
            @if is_only_section(row) { span class="mo" { "Mục duy nhất của kế hoạch thì không bỏ được." } }
            @else {
                (light("bo", html! { "Bỏ " (what) @if !holds.is_empty() { ", cùng " (holds) " bên trong" } }))
                span class="mo" { "Dòng chú thích (#) ngay trên " (what) " ở lại trong tệp." }
            }
        }
        @if !targets.is_empty() {
            p class="nut-hang" {
                label for="o-vao" { "Chuyển vào cuối" }
                select id="o-vao" name="vao" form=[beside(shown)] { @for (place, label) in &targets { option value=(place) { (label) } } }
                (light("chuyen-de-muc", html! { "Chuyển cả đề mục" }))
            }
        }
    }
}

fn is_only_section(row: &HeadingRow) -> bool {
    row.kind == Kind::Body && row.depth == 0 && row.is_first && row.is_last
}

/// What it can go under: whatever holds headings of its kind, but itself and what stands under it.
fn targets(shown: &Shown<'_>, row: &HeadingRow) -> Vec<(String, String)> {
    let fits = |parent: &&Parent| match row.kind {
        Kind::Body | Kind::Words => matches!(parent.kind, Kind::Body | Kind::Words),
        Kind::Rows => parent.kind == Kind::Rows,
        Kind::Annex | Kind::Made => false,
    };
    let own = format!("{}/", row.place);
    let is_above = |parent: &&Parent| {
        let rest = row.place.strip_prefix(&format!("{}/", parent.place));
        rest.is_some_and(|rest| {
            rest.split('/')
                .filter(|step| step.parse::<usize>().is_err())
                .all(|step| step == "tiep_theo" || step == "khoan")
                && rest.matches("khoan").count() == 1
        })
    };
    let parents = shown.outline.parents.iter().filter(fits);
    let parents = parents.filter(|parent| parent.place != row.place && !parent.place.starts_with(&own));
    let parents = parents.filter(|parent| !is_above(parent));
    let mut all: Vec<(String, String)> = Vec::new();
    if matches!(row.kind, Kind::Body | Kind::Words) && (row.depth > 0 || row.kind == Kind::Words) {
        all.push((PLAN.to_owned(), "kế hoạch, thành một Mục".to_owned()));
    }
    all.extend(parents.map(|parent| (parent.place.clone(), parent.label.clone())));
    all
}

fn adding(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    let fields = html! {
        (new_title(shown))
        @if row.kind == Kind::Annex { input type="hidden" name="dat" value="trong"; }
        @else {
            fieldset class="cac-ben" {
                legend { "Đặt ở đâu" }
                label class="chon" { input type="radio" name="dat" value="sau" checked[shown.said("dat", "sau") == "sau"]; span { "ngay sau " (row.position) ", cùng cấp" } }
                label class="chon" { input type="radio" name="dat" value="trong" checked[shown.said("dat", "sau") == "trong"]; span { "bên trong " (row.position) ", cuối cùng" } }
            }
        }
    };
    open(shown, Form::AddHeading, ("duoi", &row.place), &shown.address(), &fields)
}

fn new_title(shown: &Shown<'_>) -> Markup {
    html! {
        (title(shown, "Tiêu đề của đề mục mới", None))
        @if shown.plan.family.is_some() {
            p { label class="chon" { input type="checkbox" name="chi-so" value="co" checked[shown.said("chi-so", "") == "co"]; span { "Đây là một chỉ số thành phần (tiêu đề là tên chỉ số)" } } }
        }
    }
}

/// Below the outline: another Mục, and what is done in the file.
pub(super) fn end(shown: &Shown<'_>) -> Markup {
    let fields = || html! { input type="hidden" name="dat" value="trong"; (new_title(shown)) };
    html! {
        @if shown.is_whole {
            section class="cuoi-dan-y" aria-label="Thêm vào kế hoạch" id=(anchor(PLAN)) {
                @if shown.is_adding(Adding::Heading, PLAN) { (open(shown, Form::AddHeading, ("duoi", PLAN), &shown.address(), &fields())) }
                @else { p { (to(shown, "them-de-muc", PLAN, &html! { "Thêm một Mục ở cuối kế hoạch" })) } }
                (in_file(shown, "Thêm phụ lục, đổi kiểu phụ lục", shown.outline.annexes_line))
            }
        }
    }
}
