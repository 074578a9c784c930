//! Ký số: looking, taking signed files home, filling number and day in.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;

use super::super::desk::{Content, Desk};
use super::super::guard::Refusal;
use super::super::pages;
use super::super::pages::signing::{Outcome, Paper};
use super::super::runs;
use super::{Answer, At, Fields, html, work};
use crate::app::batch::folder_of_names;
use crate::app::{Job, signed};
use crate::diagnostic::{Diagnostic, codes};
use crate::official::EntryField;
use crate::text::date::{padded_day, padded_month};

pub(super) async fn page(State(desk): State<Arc<Desk>>, At(year): At<i16>) -> Answer {
    shown(desk, year, Outcome::default()).await
}

async fn shown(desk: Arc<Desk>, year: i16, outcome: Outcome) -> Answer {
    let content = desk.content().await;
    work(move || {
        if content.inputs().is_none() {
            return Ok(Redirect::to("/").into_response());
        }
        let Ok(papers) = papers(&content, year) else {
            return Ok(Redirect::to(&format!("/phat-hien/{year}")).into_response());
        };
        let survey = desk.survey_of(&content, year);
        Ok(html(pages::signing::page(&content, year, &papers, survey.as_deref(), &outcome)))
    })
    .await?
}

/// Every document of the year, in its order.
fn papers(content: &Content, year: i16) -> Result<Vec<Paper>, Refusal> {
    let open = content.open(year).map_err(|_| Refusal::NotFound)?;
    let mut papers = Vec::new();
    for (plan, jobs) in Job::by_plan(Job::all(&open.year)) {
        let there = runs::files(&folder_of_names(&content.place.out, year, plan.id.as_str()));
        papers.extend(jobs.iter().map(|job| {
            let (plan, stem) = job.key();
            let file = format!("{stem}.pdf");
            let file = there.contains(&file).then_some(file);
            Paper { plan: plan.to_owned(), stem: stem.to_owned(), name: job.name(), month: month(job), file }
        }));
    }
    Ok(papers)
}

fn month(job: &Job<'_>) -> Option<i8> {
    match job {
        Job::Plan(plan) => plan.official.date.month,
        Job::Agency(answer) => answer.overlay.and_then(|own| own.stated.date.month),
    }
}

/// Does what a form of the page asks for, and shows what came of it.
pub(super) async fn act(State(desk): State<Arc<Desk>>, At(year): At<i16>, fields: Fields) -> Answer {
    let content = desk.content().await;
    let doing = Arc::clone(&desk);
    let done = work(move || match fields.get("viec") {
        "nhan" => take(&doing, &content, year, fields.get("tep")),
        _ => fill(&doing, &content, year, &fields),
    })
    .await??;
    desk.keeper.look_at_results_now().await;
    let outcome = match done {
        Ok(done) => Outcome { done: Some(done), faults: Vec::new() },
        Err(fault) => Outcome { done: None, faults: vec![fault] },
    };
    shown(desk, year, outcome).await
}

type Done = Result<Result<String, Diagnostic>, Refusal>;

/// Puts a signed file that came back under another name into its place.
fn take(desk: &Desk, content: &Content, year: i16, asked: &str) -> Done {
    let survey = desk.survey().ok_or(Refusal::NotFound)?;
    // One of those that were found: what a request names is no path.
    let found = survey.returned(year).into_iter().find(|one| one.shown == asked).ok_or(Refusal::NotFound)?;
    let inputs = content.inputs().ok_or(Refusal::NotFound)?;
    Ok(signed::take_home(inputs, &content.place.out, found, (desk.today)()))
}

/// Fills number and day into a file that the leader has signed.
fn fill(desk: &Desk, content: &Content, year: i16, fields: &Fields) -> Done {
    let (plan, stem) = fields.get("van_ban").split_once('/').ok_or(Refusal::NotFound)?;
    let papers = papers(content, year)?;
    let is_asked = |paper: &&Paper| paper.plan == plan && paper.stem == stem;
    let paper = papers.iter().find(is_asked).ok_or(Refusal::NotFound)?;
    let inputs = content.inputs().ok_or(Refusal::NotFound)?;
    let file = (year, paper.plan.as_str(), paper.stem.as_str());
    let entries = entries(fields, year, paper.month);
    Ok(entries.and_then(|entries| signed::fill(inputs, &content.place.out, file, &entries, (desk.today)())))
}

/// What was typed, as it is to stand in the document.
fn entries(fields: &Fields, year: i16, printed: Option<i8>) -> Result<Vec<(EntryField, String)>, Diagnostic> {
    let refused = |message: String| Diagnostic::error(codes::NOT_FILLED, message);
    let mut entries = Vec::new();
    let typed = |field: EntryField| fields.0.iter().any(|(key, _)| key == field.name());
    let words = |field: EntryField| fields.get(field.name()).trim().to_owned();
    if typed(EntryField::Number) {
        let number = words(EntryField::Number);
        if number.is_empty()
            || !number.starts_with(|c: char| c.is_ascii_digit())
            || number.contains(char::is_whitespace)
        {
            return Err(refused(format!(
                "số văn bản “{number}” không bắt đầu bằng chữ số, hoặc có dấu cách"
            )));
        }
        entries.push((EntryField::Number, number));
    }
    let mut part = |field: EntryField, padded: fn(i8) -> String| -> Result<Option<i8>, Diagnostic> {
        if !typed(field) {
            return Ok(None);
        }
        let words = words(field);
        let value: i8 = words
            .parse()
            .map_err(|_| refused(format!("{} “{words}” không phải là số", field.label().to_lowercase())))?;
        entries.push((field, padded(value)));
        Ok(Some(value))
    };
    let (day, month) = (part(EntryField::Day, padded_day)?, part(EntryField::Month, padded_month)?);
    let in_calendar = Date::new(year, month.or(printed).unwrap_or(1), day.unwrap_or(1)).is_ok();
    if !in_calendar {
        return Err(refused("ngày, tháng này không có trong lịch".to_owned()));
    }
    Ok(entries)
}
