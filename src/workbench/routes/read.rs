//! The addresses that only read.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::desk::{self, Content, Desk, Key};
use super::super::guard::Refusal;
use super::super::overview::{AgencyDocument, PlanRow, YearView};
use super::super::pages::frame::Part;
use super::super::{events, pages, part};
use super::{Answer, Asked, At, drafts, files, html, work};
use crate::app;
use crate::model::PLAN_STEM;
use crate::official::State as DocumentState;

/// What is shown instead, where there is no content to show.
fn instead(content: &Content) -> Option<Response> {
    match &content.state {
        desk::State::Nothing => Some(Redirect::to("/bat-dau").into_response()),
        desk::State::Unusable(findings) => Some(html(pages::begin::unusable(content, findings))),
        desk::State::Loaded(_) => None,
    }
}

/// Builds a page of the content on another thread.
pub(super) async fn page(
    desk: Arc<Desk>,
    build: impl FnOnce(&Desk, &Content) -> Answer + Send + 'static,
) -> Answer {
    let content = desk.content().await;
    work(move || instead(&content).map_or_else(|| build(&desk, &content), Ok)).await?
}

pub(super) async fn home(State(desk): State<Arc<Desk>>) -> Answer {
    page(desk, |desk, content| drafts::home(desk, content, &[])).await
}

/// The page for a year that the content does not have; `None` where it has it, or errors may hide it.
pub(super) fn no_such_year(content: &Content, part: Part, year: i16) -> Option<Response> {
    let fault = app::missing_year(&content.inputs()?.loaded, year)?;
    let page = html(pages::findings::no_such_year(content, part, year, &fault));
    Some((StatusCode::NOT_FOUND, page).into_response())
}

fn row<'v>(view: &'v YearView, plan: &str) -> Result<&'v PlanRow, Refusal> {
    view.plans.iter().find(|row| row.id == plan).ok_or(Refusal::NotFound)
}

pub(super) async fn plan(
    State(desk): State<Arc<Desk>>,
    At((year, plan)): At<(i16, String)>,
    Asked(wanted): Asked<pages::plan::Wanted>,
) -> Answer {
    page(desk, move |desk, content| {
        let Some(view) = content.year(year, (desk.today)()) else {
            return Ok(Redirect::to(&format!("/phat-hien/{year}")).into_response());
        };
        let row = row(&view, &plan)?;
        let survey = desk.survey_of(content, year);
        Ok(html(pages::plan::page(content, &view, row, &wanted, survey.as_deref())))
    })
    .await
}

pub(super) async fn document(
    State(desk): State<Arc<Desk>>,
    At((year, plan, stem)): At<(i16, String, String)>,
) -> Answer {
    page(desk, move |desk, content| {
        let key = Key { year, plan, stem };
        let Some(view) = content.year(year, (desk.today)()) else {
            return Ok(Redirect::to(&format!("/phat-hien/{year}")).into_response());
        };
        let row = row(&view, &key.plan)?;
        let preview = desk.preview(content, &key).ok_or(Refusal::NotFound)?;
        let agency = row.agencies.iter().find(|agency| agency.id == key.stem);
        let state = match agency.map(|agency| &agency.document) {
            None if key.stem == PLAN_STEM => row.state,
            Some(AgencyDocument::Issued { .. }) => DocumentState::Issued,
            _ => DocumentState::Draft,
        };
        let untouched = agency.is_some_and(|agency| agency.document == AgencyDocument::Untouched);
        let part = agency.and_then(|_| part::whose(content, &key));
        let draft = part.and_then(|part| desk.drafts.get(&part.path));
        let unsaved = draft.is_some_and(|draft| !draft.is_untouched());
        let about = pages::agency::About { plan: &row.citation, state, untouched, unsaved };
        let faces = files::faces_address(content);
        let survey = desk.survey_of(content, year);
        Ok(html(pages::agency::page(content, &key, &preview, &about, survey.as_deref(), faces)))
    })
    .await
}

pub(super) async fn findings(State(desk): State<Arc<Desk>>, At(year): At<i16>) -> Answer {
    page(desk, move |desk, content| {
        if let Some(page) = no_such_year(content, Part::Plans, year) {
            return Ok(page);
        }
        let survey = desk.survey_of(content, year);
        // Until the first survey is done, what was found while reading is all that is known.
        let loaded = content.inputs().map(|inputs| &inputs.loaded);
        let all: Vec<_> = match &survey {
            Some(survey) => survey.concerning(year).collect(),
            None => {
                let found = loaded.iter().flat_map(|loaded| &loaded.findings);
                found.filter(|finding| finding.scope.concerns(year)).collect()
            }
        };
        Ok(html(pages::findings::page(content, year, &all, survey.as_deref())))
    })
    .await
}

pub(super) async fn registers(
    State(desk): State<Arc<Desk>>,
    Asked(wanted): Asked<pages::registers::Wanted>,
) -> Answer {
    page(desk, move |_, content| {
        let province = content.inputs().and_then(|inputs| inputs.loaded.province.as_ref());
        let registry = province.map(|province| province.registry.clone()).unwrap_or_default();
        Ok(html(pages::registers::page(content, &registry, &wanted)))
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Following {
    /// The document whose pages are shown.
    #[serde(default, rename = "xem")]
    document: String,
    /// The digests of those that are.
    #[serde(default, rename = "co")]
    pages: String,
    /// They are said to be old.
    #[serde(default, rename = "cu")]
    stale: String,
    /// They are those of a draft.
    #[serde(default, rename = "nhap")]
    draft: String,
}

pub(super) async fn events(
    State(desk): State<Arc<Desk>>,
    Asked(following): Asked<Following>,
) -> impl IntoResponse {
    let pages = following.pages.split(',').filter(|digest| !digest.is_empty()).map(ToOwned::to_owned);
    let shown = events::Shown {
        document: Key::parse(&following.document),
        pages: pages.collect(),
        stale: !following.stale.is_empty(),
        with_draft: !following.draft.is_empty(),
    };
    Sse::new(events::follow(desk, shown)).keep_alive(KeepAlive::default())
}
