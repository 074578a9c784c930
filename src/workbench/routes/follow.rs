//! Theo dõi: the addresses of the follow-up of a year.

mod files;
mod returned;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html as markup};

use super::super::desk::{Content, Desk};
use super::super::guard::Refusal;
use super::super::pages::follow::list::List;
use super::super::pages::follow::{
    Page, Section, Wanted, choice, day_field, downloads, others, progress, report as shown,
};
use super::super::pages::frame::Part;
use super::files::faces_address;
use super::{Answer, Asked, At, html, read};
use crate::app::{OpenYear, charts, report};
use crate::derive::scores::Scores;
use crate::document::Paper;
use crate::follow::compare::{compare, told};
use crate::follow::deadlines::{Deadlines, When};
use crate::follow::matrix::{self, Matrix};
use crate::follow::recipients;
use crate::follow::register::{self, Register};
use crate::model::AgencyId;
use crate::render::font::FontSet;
use crate::render::{layout, svg};
use crate::review::acceptance;
use crate::text::collation;
use crate::text::values::{parse_date, short_date};

/// Forms of ninety agencies, filled in, are never larger.
const FORMS: usize = 64 << 20;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/theo-doi", get(newest))
        .route("/theo-doi/{year}", get(overview))
        .route("/theo-doi/{year}/ma-tran", get(matrix))
        .route(
            "/theo-doi/{year}/tien-do",
            get(progress_page).post(returned::forms).layer(DefaultBodyLimit::max(FORMS)),
        )
        .route("/theo-doi/{year}/bao-cao", get(report_page).post(returned::report))
        .route("/theo-doi/{year}/thoi-han", get(deadlines))
        .route("/theo-doi/{year}/so-sanh", get(comparison))
        .route("/theo-doi/{year}/diem", get(scores))
        .route("/theo-doi/{year}/noi-nhan", get(missing))
        .route("/theo-doi/{year}/so-van-ban", get(registered))
        .route("/theo-doi/{year}/tai/{what}/{extension}", get(files::file))
}

/// Builds a page of a year that may be worked in.
async fn of_year(
    desk: Arc<Desk>,
    year: i16,
    build: impl FnOnce(&Desk, &Content, &OpenYear<'_>) -> Answer + Send + 'static,
) -> Answer {
    read::page(desk, move |desk, content| match content.open(year) {
        Ok(open) => build(desk, content, &open),
        Err(_) => {
            let errors = || Redirect::to(&format!("/phat-hien/{year}")).into_response();
            Ok(read::no_such_year(content, Part::Follow, year).unwrap_or_else(errors))
        }
    })
    .await
}

fn shown_page(content: &Content, year: i16, here: Section, body: Markup) -> Answer {
    Ok(html(Page { content, year, here, body, faces: None }.markup()))
}

/// The day asked for; what is no day is today.
fn day(wanted: &Wanted, today: Date) -> Date {
    let typed = wanted.day.trim();
    typed.parse().ok().or_else(|| parse_date(typed).ok()).unwrap_or(today)
}

/// Plans that the year does not have are not there.
fn plans(open: &OpenYear<'_>, wanted: &Wanted) -> Result<Vec<String>, Refusal> {
    let known = |id: &String| open.year.plans().any(|shares| shares.plan.id.as_str() == id);
    let plans = wanted.plans();
    if plans.iter().all(known) { Ok(plans) } else { Err(Refusal::NotFound) }
}

/// The plans of the year, to choose from.
fn plan_choice(open: &OpenYear<'_>) -> Vec<(String, String)> {
    let plans = open.year.plans().map(|shares| shares.plan);
    plans.map(|plan| (plan.id.to_string(), plan.short_citation())).collect()
}

/// Whoever has tasks in the year, by name.
fn agency_choice(open: &OpenYear<'_>) -> Vec<(String, String)> {
    let registry = &open.year.province.registry;
    let ids =
        open.year.plans().flat_map(|shares| shares.agencies().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    let mut agencies: Vec<(String, String)> = ids
        .filter_map(|id| registry.agency(&id).map(|agency| (id.to_string(), agency.name.clone())))
        .collect();
    agencies.sort_by_cached_key(|(_, name)| collation::Key::of(name));
    agencies.dedup();
    agencies
}

/// Fields that choose a plan and an agency.
fn whose(open: &OpenYear<'_>, wanted: &Wanted) -> Markup {
    markup! {
        (choice("o-ke-hoach", "ke_hoach", "Kế hoạch", "mọi kế hoạch", &plan_choice(open), &wanted.plan))
        (choice("o-co-quan", "co_quan", "Cơ quan", "mọi cơ quan", &agency_choice(open), &wanted.agency))
    }
}

async fn newest(State(desk): State<Arc<Desk>>) -> Answer {
    read::page(desk, |_, content| {
        let years = content.inputs().map(|inputs| inputs.loaded.years.clone()).unwrap_or_default();
        match years.last() {
            Some(year) => Ok(Redirect::to(&format!("/theo-doi/{year}")).into_response()),
            None => Ok(Redirect::to("/").into_response()),
        }
    })
    .await
}

/// So many deadlines are told of first.
const NEXT: usize = 12;

async fn overview(State(desk): State<Arc<Desk>>, At(year): At<i16>) -> Answer {
    of_year(desk, year, move |desk, content, open| {
        let today = (desk.today)();
        let wanted = report::Wanted { day: today, plans: &[], agency: None, out: &content.place.out };
        let (figures, _) = report::figures(open, wanted).map_err(|_| Refusal::NotFound)?;
        let missing = not_recipients(open)
            .iter()
            .filter(|one| one.severity > crate::diagnostic::Severity::Accepted)
            .count();
        let all = Deadlines::of(&open.year, None, matrix::Wanted { agencies: &[], plans: &[] });
        let next = all.entries.iter().filter_map(|entry| match entry.when {
            When::Day(day) if day >= today => Some((short_date(day), entry.task.clone(), entry.who.clone())),
            _ => None,
        });
        let next: Vec<_> = next.take(NEXT).collect();
        shown_page(content, year, Section::Overview, others::overview(&figures, missing, &next))
    })
    .await
}

/// Columns of the matrix on a page: place, task, agency, role, leads, deadline, last day, output, state.
const MATRIX: [usize; 9] = [2, 3, 4, 5, 6, 8, 9, 10, 11];

async fn matrix(State(desk): State<Arc<Desk>>, At(year): At<i16>, Asked(wanted): Asked<Wanted>) -> Answer {
    of_year(desk, year, move |desk, content, open| {
        let (today, plans) = (day(&wanted, (desk.today)()), plans(open, &wanted)?);
        let agencies: Vec<String> = wanted.agency().map(ToOwned::to_owned).into_iter().collect();
        let asked = matrix::Wanted { agencies: &agencies, plans: &plans };
        let matrix = Matrix::of(&open.year, asked, today);
        let sheet = matrix::list(&matrix);
        let formats = [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("docx", "Word"), ("pdf", "PDF")];
        let list = List {
            sheet: &sheet,
            columns: &MATRIX,
            head: 3,
            address: Section::Matrix.address(year),
            wanted: &wanted,
            fields: markup! { (whose(open, &wanted)) (day_field(today)) },
            noun: "dòng",
        };
        let body = markup! { (downloads(year, Section::Matrix, &formats, &wanted.choice())) (list.markup()) };
        shown_page(content, year, Section::Matrix, body)
    })
    .await
}

async fn progress_page(State(desk): State<Arc<Desk>>, At(year): At<i16>) -> Answer {
    of_year(desk, year, move |_, content, open| {
        let address = Section::Progress.address(year);
        let body = progress::page(&address, &agency_choice(open), None, None);
        shown_page(content, year, Section::Progress, body)
    })
    .await
}

async fn report_page(
    State(desk): State<Arc<Desk>>,
    At(year): At<i16>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    of_year(desk, year, move |desk, content, open| {
        plans(open, &wanted)?;
        report_shown(desk, content, open, &wanted, &[])
    })
    .await
}

fn report_shown(
    desk: &Desk,
    content: &Content,
    open: &OpenYear<'_>,
    wanted: &Wanted,
    written: &[String],
) -> Answer {
    let year = open.year.year;
    let plans = wanted.plans();
    let asked = report::Wanted {
        day: day(wanted, (desk.today)()),
        plans: &plans,
        agency: wanted.agency(),
        out: &content.place.out,
    };
    let (figures, _) = report::figures(open, asked).map_err(|_| Refusal::NotFound)?;
    let choices = plan_choice(open);
    let below = |path: &std::path::Path| {
        path.strip_prefix(&content.place.content).unwrap_or(path).display().to_string()
    };
    let mut page = shown::Shown {
        figures: &figures,
        agency: None,
        file: None,
        pages: &[],
        findings: &[],
        plans: &choices,
        written,
        wanted,
    };
    let body = match report::make(open, asked) {
        Ok(made) => {
            let pages = sheets(&made.document.whole(), open.inputs.fonts.set());
            page.agency = Some(&made.agency.name);
            page.file = made.part.map(|part| below(&part.place.source.path));
            page.pages = &pages;
            page.findings = &made.findings;
            shown::page(&page)
        }
        Err(findings) => {
            page.findings = &findings;
            shown::page(&page)
        }
    };
    let faces = Some(faces_address(content));
    Ok(html(Page { content, year, here: Section::Report, body, faces }.markup()))
}

/// The pages of a file, drawn.
fn sheets(paper: &Paper<'_>, fonts: &FontSet) -> Vec<String> {
    let laid_out = layout::lay_out(paper, fonts);
    svg::Writer::new(fonts).sheets(&laid_out, &|_| None).into_iter().map(|sheet| sheet.svg).collect()
}

/// Columns of the deadlines on a page.
const DEADLINES: [usize; 8] = [0, 1, 3, 4, 5, 6, 7, 8];

async fn deadlines(State(desk): State<Arc<Desk>>, At(year): At<i16>, Asked(wanted): Asked<Wanted>) -> Answer {
    of_year(desk, year, move |_, content, open| {
        let plans = plans(open, &wanted)?;
        let registry = &open.year.province.registry;
        let agency = wanted.agency().and_then(|id| registry.agency(&AgencyId::new(id)));
        let deadlines = Deadlines::of(&open.year, agency, matrix::Wanted { agencies: &[], plans: &plans });
        let sheet = deadlines.sheet();
        let list = List {
            sheet: &sheet,
            columns: &DEADLINES,
            head: 5,
            address: Section::Deadlines.address(year),
            wanted: &wanted,
            fields: whose(open, &wanted),
            noun: "thời hạn",
        };
        let body = markup! {
            (downloads(year, Section::Deadlines, &[("ics", "Lịch (ICS)"), ("csv", "CSV")], &wanted.choice()))
            p class="mo" {
                "Tệp lịch mở được bằng lịch của điện thoại, Outlook, Google; nhắc trước 7, 3, 1 ngày. "
                (deadlines.undated().count()) " thời hạn không có ngày trong lịch chỉ có ở bảng này."
            }
            (list.markup())
        };
        shown_page(content, year, Section::Deadlines, body)
    })
    .await
}

async fn comparison(
    State(desk): State<Arc<Desk>>,
    At(year): At<i16>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    of_year(desk, year, move |_, content, open| {
        let years = open.inputs.loaded.years.clone();
        let others: Vec<i16> = years.into_iter().filter(|other| *other != year).collect();
        let Some(usual) = others.iter().rev().find(|other| **other < year).or(others.first()) else {
            return shown_page(content, year, Section::Compare, others::alone(year));
        };
        let other = wanted.other.parse().ok().filter(|other| others.contains(other)).unwrap_or(*usual);
        let Ok(old) = content.open(other) else {
            return Ok(Redirect::to(&format!("/phat-hien/{other}")).into_response());
        };
        let agency = wanted.agency().map(AgencyId::new);
        let comparison = compare(&old.year, &open.year, agency.as_ref());
        let lines = told::lines(&comparison);
        let body = others::compare(year, &others, other, &lines, &agency_choice(open), &wanted);
        shown_page(content, year, Section::Compare, body)
    })
    .await
}

async fn scores(State(desk): State<Arc<Desk>>, At(year): At<i16>) -> Answer {
    of_year(desk, year, move |_, content, open| {
        let plans: Vec<_> = open.year.plans().map(|shares| shares.plan).collect();
        let scores = Scores::of(open.year.province, plans.iter().copied());
        let registry = &open.year.province.registry;
        let made = charts::score_annexes(&open.inputs.templates, registry, &plans, &scores);
        let (annexes, told) = made.map_or_else(|told| (Vec::new(), told), |annexes| (annexes, Vec::new()));
        let fonts = open.inputs.fonts.set();
        let pages = if annexes.is_empty() { Vec::new() } else { sheets(&charts::page(&annexes), fonts) };
        let body = others::scores(&scores, &pages, &told);
        let faces = Some(faces_address(content));
        Ok(html(Page { content, year, here: Section::Scores, body, faces }.markup()))
    })
    .await
}

/// As the check tells it, with what an office lets stand.
fn not_recipients(open: &OpenYear<'_>) -> Vec<crate::diagnostic::Diagnostic> {
    let loaded = &open.inputs.loaded;
    let mut found = recipients::findings(&open.year);
    acceptance::apply(&mut found, &loaded.acceptances, &loaded.texts);
    found
}

async fn missing(State(desk): State<Arc<Desk>>, At(year): At<i16>) -> Answer {
    of_year(desk, year, move |_, content, open| {
        shown_page(content, year, Section::Recipients, others::recipients(&not_recipients(open)))
    })
    .await
}

/// Columns of the register on a page.
const REGISTER: [usize; 7] = [1, 3, 4, 5, 6, 7, 8];

async fn registered(
    State(desk): State<Arc<Desk>>,
    At(year): At<i16>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    of_year(desk, year, move |_, content, open| {
        let register = Register::of(&open.year, matrix::Wanted { agencies: &[], plans: &[] });
        let sheet = register::list(&register);
        let found = register::findings(&register);
        let list = List {
            sheet: &sheet,
            columns: &REGISTER,
            head: 5,
            address: Section::Register.address(year),
            wanted: &wanted,
            fields: markup! {},
            noun: "văn bản",
        };
        let formats = [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("txt", "Văn bản thuần")];
        let body = markup! {
            (downloads(year, Section::Register, &formats, ""))
            (super::super::pages::findings::list("Cần xem lại", &found.iter().collect::<Vec<_>>()))
            (others::series(&register))
            h2 { "Các văn bản" }
            (list.markup())
        };
        shown_page(content, year, Section::Register, body)
    })
    .await
}
