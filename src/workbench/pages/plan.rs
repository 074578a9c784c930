//! Một kế hoạch: the agencies that it reaches, to be searched, sorted and opened.

use super::table::scrolled;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::address::encoded;
use super::super::desk::Content;
use super::super::overview::{AgencyDocument, AgencyRow, PlanRow, YearView};
use super::super::survey::{Counts, Survey};
use super::frame::{Frame, Part, trail};
use super::{counted, number, state};
use crate::model::PLAN_STEM;
use crate::official::State;
use crate::text::collation;
use crate::text::values::short_date;

/// What of the list is wanted, and in which order.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wanted {
    /// Words that the name has, with signs or without.
    #[serde(default, rename = "tim")]
    pub words: String,
    #[serde(default, rename = "loc")]
    pub only: Only,
    #[serde(default, rename = "xep")]
    pub by: By,
}

/// Lọc.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Only {
    #[default]
    #[serde(rename = "")]
    All,
    #[serde(rename = "chua-co")]
    Untouched,
    #[serde(rename = "chua-phan-cong")]
    Unassigned,
    #[serde(rename = "du-thao")]
    Draft,
    #[serde(rename = "ban-hanh")]
    Issued,
    #[serde(rename = "co-loi")]
    Faulty,
}

/// Xếp theo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum By {
    /// Loại cơ quan, as the plan's documents stand.
    #[default]
    #[serde(rename = "")]
    Kind,
    #[serde(rename = "ten")]
    Name,
    #[serde(rename = "chu-tri")]
    Lead,
    #[serde(rename = "phoi-hop")]
    Supporting,
    #[serde(rename = "chua-phan-cong")]
    Unassigned,
    #[serde(rename = "han")]
    Deadline,
    #[serde(rename = "trang-thai")]
    State,
}

const ONLY: [(Only, &str, &str); 6] = [
    (Only::All, "", "Tất cả"),
    (Only::Untouched, "chua-co", "Chưa có phần riêng"),
    (Only::Unassigned, "chua-phan-cong", "Còn chưa phân công"),
    (Only::Draft, "du-thao", "Dự thảo"),
    (Only::Issued, "ban-hanh", "Đã ban hành"),
    (Only::Faulty, "co-loi", "Có lỗi"),
];

/// Columns that can be sorted by: what they are called, and how numbers stand in them.
const COLUMNS: [(By, &str, &str, &str); 6] = [
    (By::Name, "ten", "Cơ quan", ""),
    (By::Lead, "chu-tri", "Chủ trì", "so"),
    (By::Supporting, "phoi-hop", "Phối hợp", "so"),
    (By::Unassigned, "chua-phan-cong", "Chưa phân công", "so"),
    (By::Deadline, "han", "Hạn gần nhất", ""),
    (By::State, "trang-thai", "Kế hoạch của cơ quan", ""),
];

impl By {
    /// What comes first in a sorted column, as it is said aloud.
    fn direction(self) -> &'static str {
        match self {
            Self::Kind | Self::Name | Self::Deadline | Self::State => "ascending",
            Self::Lead | Self::Supporting | Self::Unassigned => "descending",
        }
    }
}

impl Only {
    fn keeps(self, row: &AgencyRow, errors: usize) -> bool {
        match self {
            Self::All => true,
            Self::Untouched => row.document == AgencyDocument::Untouched,
            Self::Unassigned => row.open.without_unit > 0,
            Self::Draft => row.document == AgencyDocument::Draft,
            Self::Issued => matches!(row.document, AgencyDocument::Issued { .. }),
            Self::Faulty => row.document == AgencyDocument::Held || errors > 0,
        }
    }
}

/// The rows that are wanted, in the order asked for; rows of the same rank stand by their names.
pub fn chosen<'p>(
    plan: &'p PlanRow,
    wanted: &Wanted,
    errors: &dyn Fn(&AgencyRow) -> usize,
) -> Vec<&'p AgencyRow> {
    let words = collation::folded(wanted.words.trim());
    let has = |row: &&AgencyRow| words.split_whitespace().all(|word| row.folded.contains(word));
    let mut rows: Vec<&AgencyRow> = plan.agencies.iter().filter(has).collect();
    rows.retain(|row| wanted.only.keeps(row, errors(row)));
    let most = usize::MAX;
    match wanted.by {
        By::Kind => {}
        By::Name => rows.sort_by(|one, other| one.key.cmp(&other.key)),
        By::Lead => rows.sort_by_key(|row| (most - row.lead, row.key.clone())),
        By::Supporting => rows.sort_by_key(|row| (most - row.supporting, row.key.clone())),
        By::Unassigned => rows.sort_by_key(|row| (most - row.open.without_unit, row.key.clone())),
        By::Deadline => rows.sort_by_key(|row| (row.next.is_none(), row.next, row.key.clone())),
        By::State => rows.sort_by_key(|row| (row.document.order(), row.key.clone())),
    }
    rows
}

pub fn page(
    content: &Content,
    view: &YearView,
    plan: &PlanRow,
    wanted: &Wanted,
    survey: Option<&Survey>,
) -> Markup {
    let errors =
        |row: &AgencyRow| survey.map_or(0, |survey| Counts::of(survey.of_agency(&row.id, view.year)).errors);
    let rows = chosen(plan, wanted, &errors);
    let address = format!("/nam/{}/{}", view.year, plan.id);
    let main = html! {
        (trail(&[("/", "Kế hoạch")], &plan.citation))
        div class="dau-muc" {
            h1 { (plan.citation) @if let Some(date) = &plan.date { " ngày " (date) } }
            (state(plan.state, survey, view.year, &plan.id, PLAN_STEM))
        }
        p class="trich-yeu" { (plan.subject) " – " (plan.issuer) }
        p class="nut-hang" {
            @if !plan.excerpt { a class="nut" href=(format!("{address}/{PLAN_STEM}")) { "Xem chính bản kế hoạch" } }
            a class="nut nhe" href=(format!("/dan-y/{}/{}", view.year, plan.id)) { "Sửa kế hoạch" }
            a class="nut nhe" href=(format!("/tao?nam={}&ke_hoach={}", view.year, plan.id)) { "Tạo văn bản" }
            a class="nut nhe" href=(format!("/phat-hien/{}", view.year)) { "Phát hiện của năm" }
        }
        dl class="so-lieu" {
            div { dt { "Nhiệm vụ" } dd { (plan.tasks) } }
            div { dt { "Việc tổ chức thực hiện" } dd { (plan.duties) } }
            @if plan.indices > 0 { div { dt { "Chỉ số" } dd { (plan.indices) } } }
            div { dt { "Cơ quan được giao" } dd { (plan.agencies.len()) } }
        }
        (search(&address, wanted))
        div id="danh-sach" data-tuoi { (table(&address, view, plan, &rows, wanted, survey)) }
    };
    let title = format!("{} năm {}", plan.citation, view.year);
    Frame { title: &title, part: Part::Plans, content: Some(content), document: None, faces: None, main }
        .page()
}

fn search(address: &str, wanted: &Wanted) -> Markup {
    let by = COLUMNS.iter().find(|(by, ..)| *by == wanted.by).map(|(_, name, ..)| *name);
    html! {
        form method="get" action=(address) class="tim" role="search" aria-label="Tìm cơ quan" {
            label for="o-tim" { "Tìm cơ quan" }
            input id="o-tim" type="search" name="tim" value=(wanted.words) placeholder="gõ có dấu hoặc không dấu" autocomplete="off" data-loc="dong-co-quan";
            label for="o-loc" { "Chỉ xem" }
            select id="o-loc" name="loc" {
                @for (only, value, name) in ONLY {
                    option value=(value) selected[only == wanted.only] { (name) }
                }
            }
            @if let Some(by) = by { input type="hidden" name="xep" value=(by); }
            button type="submit" { "Lọc" }
            span class="mo goi-y" { "Phím tắt: " kbd { "/" } " để tìm, " kbd { "↓" } " " kbd { "↑" } " để chọn, " kbd { "Enter" } " để mở" }
        }
    }
}

fn table(
    address: &str,
    view: &YearView,
    plan: &PlanRow,
    rows: &[&AgencyRow],
    wanted: &Wanted,
    survey: Option<&Survey>,
) -> Markup {
    html! {
        p class="dem" id="dem" data-ten="cơ quan" { (rows.len()) " / " (plan.agencies.len()) " cơ quan" }
        (scrolled("Các cơ quan được giao nhiệm vụ", html! {
            table class="co-quan" {
                thead {
                    tr {
                        @for (by, name, label, class) in COLUMNS {
                            th scope="col" class=(class) aria-sort=[(by == wanted.by).then_some(by.direction())] {
                                a href=(sorted(address, wanted, name)) { (label) }
                            }
                        }
                        th scope="col" { "Phát hiện" }
                    }
                }
                tbody { @for row in rows { (agency(address, view, plan, row, survey)) } }
            }
        }))
        @if rows.is_empty() { p { "Không có cơ quan nào như vậy." } }
    }
}

fn sorted(address: &str, wanted: &Wanted, by: &str) -> String {
    let only = ONLY.iter().find(|(only, ..)| *only == wanted.only).map_or("", |(_, value, _)| value);
    let words = encoded(&wanted.words);
    format!("{address}?xep={by}&loc={only}&tim={words}")
}

fn agency(
    address: &str,
    view: &YearView,
    plan: &PlanRow,
    row: &AgencyRow,
    survey: Option<&Survey>,
) -> Markup {
    let place = match &row.document {
        AgencyDocument::None(_) => None,
        AgencyDocument::Elsewhere { plan } => Some(format!("/nam/{}/{plan}/{}", view.year, row.id)),
        _ => Some(format!("{address}/{}", row.id)),
    };
    html! {
        tr class="dong-co-quan" data-tim=(row.folded) {
            th scope="row" {
                @match place { Some(place) => { a href=(place) { (row.name) } } None => { (row.name) } }
                @if row.monitors > 0 { div class="mo" { "theo dõi " (row.monitors) " chỉ số, đề mục" } }
            }
            td class="so" { (number(row.lead)) }
            td class="so" { (number(row.supporting)) @if row.related > 0 { div class="mo" { "+ " (row.related) " khi liên quan" } } }
            td class="so" {
                @if row.open.without_unit > 0 { span class="can-lam" { (row.open.without_unit) } } @else { (number(0)) }
            }
            td {
                @match row.next { Some(day) => { (short_date(day)) } None => { span class="mo" { "–" } } }
                @if row.past > 0 { div class="mo" { (row.past) " hạn đã qua" } }
            }
            td { (document(view.year, plan, row, survey)) }
            td {
                @match survey {
                    Some(survey) => { (counted(Counts::of(survey.of_agency(&row.id, view.year)))) }
                    None => { span class="mo" { "đang soát …" } }
                }
            }
        }
    }
}

fn document(year: i16, plan: &PlanRow, row: &AgencyRow, survey: Option<&Survey>) -> Markup {
    match &row.document {
        AgencyDocument::None(why) => html! { span class="mo" { "không lập (" (why) ")" } },
        AgencyDocument::Held => html! { span class="nhan co-loi" { "có lỗi" } },
        AgencyDocument::Elsewhere { plan } => html! { span class="mo" { "lập chung ở " (plan) } },
        AgencyDocument::Untouched => html! { span class="nhan chua-co" { "chưa có phần riêng" } },
        AgencyDocument::Draft => state(State::Draft, survey, year, &plan.id, &row.id),
        AgencyDocument::Issued { number, date } => html! {
            (state(State::Issued, survey, year, &plan.id, &row.id))
            div class="mo" { "số " (number) @if let Some(date) = date { ", " (date) } }
        },
    }
}
