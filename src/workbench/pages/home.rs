//! Kế hoạch các năm: the first page.

use super::table::{
    Column::{self, Figures, Words},
    table,
};
use std::sync::Arc;

use maud::{Markup, html};

use super::super::desk::Content;
use super::super::overview::{AgencyDocument, PlanRow, YearView};
use super::super::survey::{Counts, Survey};
use super::frame::{Frame, Part};
use super::{counted, state};
use crate::model::PLAN_STEM;
use crate::signature::Stage;

pub fn page(
    content: &Content,
    years: &[(i16, Option<Arc<YearView>>)],
    survey: Option<&Survey>,
    drafts: &Markup,
) -> Markup {
    let main = html! {
        h1 { "Kế hoạch" }
        (drafts)
        div id="danh-sach" data-tuoi {
            @for (year, view) in years.iter().rev() {
                (self::year(*year, view.as_deref(), survey.filter(|survey| survey.knows(content, *year))))
            }
            @if years.is_empty() {
                p { "Nội dung chưa có kế hoạch nào." }
            }
        }
    };
    let title = "Kế hoạch";
    Frame { title, part: Part::Plans, content: Some(content), document: None, faces: None, main }.page()
}

fn year(year: i16, view: Option<&YearView>, survey: Option<&Survey>) -> Markup {
    let counts = survey.map(|survey| Counts::of(survey.concerning(year)));
    html! {
        section class="nam" aria-labelledby=(format!("nam-{year}")) {
            div class="dau-nam" {
                h2 id=(format!("nam-{year}")) { "Năm " (year) }
                p {
                    @match counts {
                        Some(counts) => { a href=(format!("/phat-hien/{year}")) { "Phát hiện: " (counted(counts)) } }
                        None => { span class="mo" { "đang soát …" } }
                    }
                }
                p { a class="nut nhe" href=(format!("/tao?nam={year}")) { "Tạo văn bản năm " (year) } }
                p { a class="nut nhe" href=(format!("/ky/{year}")) { "Ký số năm " (year) } (signing(year, survey)) }
            }
            @match view {
                None => {
                    p class="bao-loi" {
                        "Nội dung của năm này có lỗi ở tệp dùng chung nên chưa làm việc được. "
                        a href=(format!("/phat-hien/{year}")) { "Xem các lỗi" } "."
                    }
                }
                Some(view) => { (plans(view, survey)) }
            }
        }
    }
}

/// What stands on the way from drafter to seal.
fn signing(year: i16, survey: Option<&Survey>) -> Markup {
    let Some(survey) = survey else { return html! {} };
    let stages: Vec<Stage> = survey.stages(year).collect();
    let count = |stage: Stage| stages.iter().filter(|one| **one == stage).count();
    let (waiting, sealed) = (count(Stage::SignedByLeader), count(Stage::Sealed));
    let returned = survey.returned(year).len();
    html! {
        @if waiting + sealed + returned > 0 {
            span class="mo" {
                " " (sealed) " đã đóng dấu, " (waiting) " chờ đóng dấu"
                @if returned > 0 { ", " strong { (returned) " bản ký mang tên khác" } }
            }
        }
    }
}

const PLAN_COLUMNS: [Column<'_>; 6] = [
    Words("Kế hoạch"),
    Words("Trạng thái"),
    Figures("Nhiệm vụ"),
    Figures("Cơ quan"),
    Figures("Đã có phần riêng"),
    Figures("Đã ban hành"),
];

fn plans(view: &YearView, survey: Option<&Survey>) -> Markup {
    html! {
        (table(&format!("Các kế hoạch năm {}", view.year), &PLAN_COLUMNS, html! {
            @for plan in &view.plans { (row(view.year, plan, survey)) }
        }))
    }
}

fn row(year: i16, plan: &PlanRow, survey: Option<&Survey>) -> Markup {
    let making = plan.agencies.iter().filter(|row| !matches!(row.document, AgencyDocument::None(_)));
    let (mut all, mut begun, mut issued) = (0, 0, 0);
    for row in making {
        all += 1;
        begun += usize::from(row.document != AgencyDocument::Untouched);
        issued += usize::from(matches!(row.document, AgencyDocument::Issued { .. }));
    }
    html! {
        tr {
            th scope="row" {
                a href=(format!("/nam/{year}/{}", plan.id)) { (plan.citation) }
                @if let Some(date) = &plan.date { " ngày " (date) }
                div class="trich-yeu" { (plan.subject) }
                @if plan.excerpt { div class="mo" { "chỉ biết một phần, không in chính bản này" } }
            }
            td { (state(plan.state, survey, year, &plan.id, PLAN_STEM)) }
            td class="so" { (plan.tasks) }
            td class="so" { (all) }
            td class="so" { (begun) " / " (all) }
            td class="so" { (issued) " / " (all) }
        }
    }
}
