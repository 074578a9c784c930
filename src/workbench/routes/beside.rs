//! The way to another content folder, while this one stays open.

use std::sync::Arc;

use axum::extract::State;

use super::super::desk::{Content, Desk};
use super::super::guard::Refusal;
use super::super::neighbours::Opened;
use super::super::pages;
use super::begin::{found, typed_folder};
use super::{Answer, Fields, html, work};
use crate::app;
use crate::diagnostic::{Diagnostic, codes};

pub(super) async fn page(State(desk): State<Arc<Desk>>) -> Answer {
    shown(desk.content().await, String::new(), None).await
}

async fn shown(content: Arc<Content>, typed: String, came: Option<Result<Opened, Diagnostic>>) -> Answer {
    work(move || {
        let near = app::folders_near(&content.place.content);
        html(pages::beside::page(&content, &near, &typed, came.as_ref()))
    })
    .await
}

/// Opens the workbench of another folder beside this one.
pub(super) async fn open(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    let neighbours = desk.neighbours.clone().ok_or(Refusal::NotFound)?;
    let typed = typed_folder(&fields);
    let came = match found(&typed, &content.place).await? {
        Err(fault) => Err(fault),
        Ok(folder) => {
            let place = content.place.elsewhere(folder);
            let here = content.place.content.clone();
            work(move || {
                match std::fs::canonicalize(&place.content).ok() == std::fs::canonicalize(here).ok() {
                    true => {
                        Err(Diagnostic::error(codes::BAD_VALUE, "đây chính là thư mục đang mở ở trang này"))
                    }
                    false => neighbours.open(place),
                }
            })
            .await?
        }
    };
    shown(content, typed, Some(came)).await
}
