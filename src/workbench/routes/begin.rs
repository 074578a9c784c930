//! Starting: a province's content, or a folder that is there.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};

use super::super::desk::{self, Desk, Place};
use super::super::guard::Refusal;
use super::super::pages;
use super::super::pages::begin::Attempt;
use super::intake::Came;
use super::{Answer, Fields, html, work};
use crate::app::{self, NotBegun, Paths, begin};
use crate::content::PROVINCE_FILE;
use crate::diagnostic::{Diagnostic, codes};
use crate::output::findings;
use crate::start::province::{self, FIRST_YEAR, FIRST_YEARS};

pub(super) async fn page(State(desk): State<Arc<Desk>>) -> Answer {
    shown(desk, Attempt::default()).await
}

async fn shown(desk: Arc<Desk>, attempt: Attempt) -> Answer {
    let content = desk.content().await;
    work(move || {
        if !matches!(content.state, desk::State::Nothing) {
            return Ok(Redirect::to("/").into_response());
        }
        let year = (desk.today)().year().max(FIRST_YEAR);
        Ok(html(pages::begin::page(&content, year, &app::folders_near(&content.place.content), &attempt)))
    })
    .await?
}

/// Starts the content of a province where none stands, as the command does.
pub(super) async fn province(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    match began(&desk, &fields).await? {
        Ok(()) => Ok(Redirect::to("/").into_response()),
        Err(attempt) => shown(desk, attempt).await,
    }
}

/// The same, with files that are looked at as soon as there is content.
pub(super) async fn file(State(desk): State<Arc<Desk>>, came: Came) -> Answer {
    if came.files.is_empty() {
        let faults = vec![Diagnostic::error(codes::NO_FILES, "chưa chọn tệp nào")];
        let name = came.fields.get("tinh").to_owned();
        return shown(desk, Attempt { faults, name, folder: String::new() }).await;
    }
    match began(&desk, &came.fields).await? {
        Ok(()) => super::intake::take(State(desk), came).await,
        Err(attempt) => shown(desk, attempt).await,
    }
}

async fn began(desk: &Desk, fields: &Fields) -> Result<Result<(), Attempt>, Refusal> {
    let content = desk.content().await;
    let name = fields.get("tinh").to_owned();
    let year = fields.get("nam").trim().parse::<i16>().ok().filter(|year| FIRST_YEARS.contains(year));
    let place = content.place.clone();
    let typed = name.clone();
    let begun = work(move || {
        let refused = |message: String| vec![Diagnostic::error(codes::BAD_VALUE, message)];
        let division = province::find(&typed).map_err(|_| refused("chưa chọn tỉnh, thành phố".to_owned()))?;
        let year = year.ok_or_else(|| refused(province::no_first_year()))?;
        begin(&place.content, division, year, place.templates.as_deref()).map(|_| ()).map_err(|why| match why
        {
            NotBegun::Findings(findings) => findings,
            NotBegun::NotWritten(error) => vec![findings::cannot_write(&error)],
        })
    })
    .await?;
    // Where it was refused, too: of a form that is sent twice the first made the folder.
    desk.keeper.read_again().await;
    if let Err(faults) = begun {
        return Ok(Err(Attempt { faults, name, folder: String::new() }));
    }
    Ok(Ok(()))
}

const COPY_THE_PATH: &str =
    "mở thư mục nội dung, bấm vào ô địa chỉ ở đầu cửa sổ thư mục, chép dòng hiện ra rồi dán vào đây";

/// The content folder that was typed, where one may work in it.
pub(super) async fn found(typed: &str, place: &Place) -> Result<Result<PathBuf, Diagnostic>, Refusal> {
    let (folder, place) = (PathBuf::from(typed), place.clone());
    let found = work(move || {
        let folder = app::meant_folder(&folder);
        let paths = Paths { content: folder.clone(), ..place.paths() };
        match (folder.is_dir(), folder.is_dir() && app::may_be_worked_in(&paths)) {
            (_, true) => Ok(folder),
            (true, false) => Err(format!(
                "thư mục “{}” không có nội dung kế hoạch (tệp {PROVINCE_FILE} và các tệp khác)",
                folder.display()
            )),
            (false, _) => Err(format!("không có thư mục “{}”", folder.display())),
        }
    })
    .await?;
    let found =
        if typed.is_empty() { Err("chưa ghi đường dẫn của thư mục".to_owned()) } else { found };
    Ok(found.map_err(|message| Diagnostic::error(codes::BAD_VALUE, message).hint(COPY_THE_PATH)))
}

/// A path as somebody typed it, or copied it out of a window with quotes around it.
pub(super) fn typed_folder(fields: &Fields) -> String {
    fields.get("thu_muc").trim().trim_matches('"').to_owned()
}

/// Works in another folder from now on; its results lie beside it. Once there is content, pages show it and forms
/// belong to it: then the other folder gets a workbench of its own.
pub(super) async fn folder(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    if !matches!(content.state, desk::State::Nothing) {
        return super::beside::open(State(desk), fields).await;
    }
    let typed = typed_folder(&fields);
    let folder = match found(&typed, &content.place).await? {
        Ok(folder) => folder,
        Err(fault) => {
            return shown(desk, Attempt { faults: vec![fault], name: String::new(), folder: typed }).await;
        }
    };
    let moved = {
        let (desk, folder, here) = (Arc::clone(&desk), folder.clone(), content.place.content.clone());
        work(move || match std::fs::canonicalize(&folder).ok() == std::fs::canonicalize(here).ok() {
            true => Ok(None),
            false => desk.seat.move_to(&folder, &desk.gate),
        })
        .await?
    };
    let fault = match moved {
        Ok(None) => None,
        Ok(Some(address)) => {
            let message = "bàn làm việc của thư mục này đang mở ở một cửa sổ khác";
            Some(Diagnostic::error(codes::WORKBENCH_ELSEWHERE, message).hint(format!("mở địa chỉ {address}")))
        }
        Err(silent) => Some(silent),
    };
    if let Some(fault) = fault {
        return shown(desk, Attempt { faults: vec![fault], name: String::new(), folder: typed }).await;
    }
    desk.keeper.move_to(content.place.elsewhere(folder)).await;
    Ok(Redirect::to("/").into_response())
}
