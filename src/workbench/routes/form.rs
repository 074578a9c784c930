//! The addresses of the form: its page, and whatever is typed into it.
//!
//! A script sends one field at a time and asks for figures (`js`); without one, everything is sent with a
//! button, and what was not changed changes nothing.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::super::desk::{Content, Desk, Key};
use super::super::guard::Refusal;
use super::super::pages;
use super::super::part;
use super::super::preview::Preview;
use super::super::unsaved;
use super::filling::{Done, Filling, opened};
use super::{Answer, At, Fields, files, html, work};
use crate::diagnostic::{Diagnostic, Scope};

pub(super) async fn page(
    State(desk): State<Arc<Desk>>,
    At((year, plan, stem)): At<(i16, String, String)>,
) -> Answer {
    let content = desk.content().await;
    work(move || shown(&desk, &content, &Key { year, plan, stem }, None)).await?
}

fn shown(desk: &Desk, content: &Content, key: &Key, told: Option<Diagnostic>) -> Answer {
    let address = format!("/nam/{}/{}/{}", key.year, key.plan, key.stem);
    let Some(whose) = part::whose(content, key) else {
        // Errors that stop the year, or a document that is no agency's.
        return match content.open(key.year) {
            Ok(_) => Err(Refusal::NotFound),
            Err(_) => Ok(Redirect::to(&format!("/phat-hien/{}", key.year)).into_response()),
        };
    };
    let draft = opened(desk, &whose);
    let drafted = draft.as_ref().ok().and_then(|draft| desk.drafted(content, key, draft));
    let preview = match &drafted {
        Some(drafted) => Arc::clone(&drafted.preview),
        None => desk.preview(content, key).ok_or(Refusal::NotFound)?,
    };
    let view = content.year(key.year, (desk.today)());
    let row = view.as_ref().and_then(|view| view.plans.iter().find(|row| row.id == key.plan));
    let Some(row) = row else { return Ok(Redirect::to(&address).into_response()) };
    let page = pages::form::Shown {
        content,
        key,
        plan: &row.citation,
        name: &preview.name,
        preview: &preview,
        faces: files::faces_address(content),
        told,
        count: desk.drafts.count(&whose.path),
        fault: desk.drafts.fault(&whose.path),
        put_aside: desk.drafts.is_put_aside(&whose.path),
        left_behind: unsaved::left_behind(desk, content, key),
    };
    match draft {
        Err(why) => Ok(html(pages::form::unreadable(&page, &why))),
        Ok(draft) => {
            let sheet = drafted.and_then(|drafted| {
                let said = said(&drafted.content, key, &drafted.preview);
                part::sheet(&drafted.content, key, &draft, &said)
            });
            Ok(html(pages::form::page(&page, &draft, sheet.as_ref())))
        }
    }
}

/// What is to be said of a part: what was found in the content, and in the making of its document.
fn said(content: &Content, key: &Key, preview: &Preview) -> Vec<Diagnostic> {
    let own = |finding: &&Diagnostic| match &finding.scope {
        Scope::Agency { id, year } => **id == *key.stem && *year == key.year,
        _ => false,
    };
    let loaded = content.inputs().map(|inputs| &inputs.loaded.findings);
    let mut all: Vec<Diagnostic> = preview.findings.clone();
    for finding in loaded.into_iter().flatten().filter(own) {
        let same = |other: &Diagnostic| {
            other.code == finding.code && other.message == finding.message && other.place == finding.place
        };
        if !all.iter().any(same) {
            all.push(finding.clone());
        }
    }
    all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    all
}

/// What a script is told.
#[derive(Debug, Serialize)]
struct Told {
    /// The version of the draft that has it.
    ban: u64,
    /// What the field is called in it.
    ten: String,
    /// Whether it is in the file, too.
    luu: bool,
    /// What is to be known although it went well.
    nhac: Option<String>,
    /// What else came of it, which stays in sight.
    bao: Option<String>,
    /// What went wrong.
    loi: Option<String>,
    /// The stretch of the form to go to.
    den: Option<String>,
}

pub(super) async fn fill(
    State(desk): State<Arc<Desk>>,
    At((year, plan, stem)): At<(i16, String, String)>,
    fields: Fields,
) -> Answer {
    let content = desk.content().await;
    let (asked, key) = (Arc::clone(&desk), Key { year, plan, stem });
    work(move || {
        let whose = part::whose(&content, &key).ok_or(Refusal::NotFound)?;
        let by_script = !fields.get("js").is_empty();
        let done =
            Filling { desk: &asked, content: &content, key: &key, path: &whose.path }.all(&whose, &fields);
        if by_script {
            return Ok(figures(done, asked.drafts.fault(&whose.path)));
        }
        match done {
            Ok(Done { note: Some(note), .. }) => shown(&asked, &content, &key, Some(note)),
            Ok(done) => {
                let address = format!("/nam/{}/{}/{}/dien{}", key.year, key.plan, key.stem, done.anchor());
                Ok(Redirect::to(&address).into_response())
            }
            Err(why) => shown(&asked, &content, &key, Some(why)),
        }
    })
    .await?
}

fn figures(done: Result<Done, Diagnostic>, fault: Option<Diagnostic>) -> Response {
    match done {
        Ok(done) => {
            let told = Told {
                ban: done.draft.version(),
                luu: done.draft.is_saved(),
                den: done.to.clone(),
                ten: done.name,
                nhac: fault.map(|fault| fault.message),
                bao: done.note.map(|note| with_hint(&note)),
                loi: None,
            };
            (StatusCode::OK, json(&told)).into_response()
        }
        Err(why) => {
            let loi = Some(with_hint(&why));
            let told = Told { ban: 0, ten: String::new(), luu: false, nhac: None, bao: None, loi, den: None };
            (StatusCode::CONFLICT, json(&told)).into_response()
        }
    }
}

fn with_hint(finding: &Diagnostic) -> String {
    let hint = finding.hint.as_ref().map(|hint| format!(". Gợi ý: {hint}")).unwrap_or_default();
    format!("{}{hint}", finding.message)
}

fn json(told: &Told) -> impl IntoResponse + use<> {
    // Texts and numbers only: serialising them cannot fail.
    let text = serde_json::to_string(told).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], text)
}
