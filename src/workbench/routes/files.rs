//! The addresses that give files: of the folder for results, and what is made for the eye alone.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::address::encoded;
use super::super::assets::KEPT;
use super::super::desk::{Content, Desk, Key};
use super::super::guard::Refusal;
use super::super::pages;
use super::super::runs;
use super::{Answer, Asked, At, Fields, html, work};
use crate::app::batch::folder_of_names;
use crate::app::{self, Format};
use crate::document::Face;

/// The folder of a plan that the content knows; what is not known has none.
fn folder(desk: &Desk, content: &Content, year: i16, plan: &str) -> Result<PathBuf, Refusal> {
    let view = content.year(year, (desk.today)()).ok_or(Refusal::NotFound)?;
    let row = view.plans.iter().find(|row| row.id == plan).ok_or(Refusal::NotFound)?;
    Ok(folder_of_names(&content.place.out, year, &row.id))
}

pub(super) async fn document(
    State(desk): State<Arc<Desk>>,
    At((year, plan, file)): At<(i16, String, String)>,
) -> Answer {
    let content = desk.content().await;
    work(move || {
        let folder = folder(&desk, &content, year, &plan)?;
        // One of those that there are: a name that leads elsewhere is none of them.
        let name = runs::files(&folder).into_iter().find(|name| *name == file).ok_or(Refusal::NotFound)?;
        let bytes = std::fs::read(folder.join(&name)).map_err(|_| Refusal::NotFound)?;
        Ok(attachment(&name, bytes))
    })
    .await?
}

pub(super) async fn package(State(desk): State<Arc<Desk>>, At((year, plan)): At<(i16, String)>) -> Answer {
    let content = desk.content().await;
    work(move || {
        let path = runs::package_of(&folder(&desk, &content, year, &plan)?).ok_or(Refusal::NotFound)?;
        let bytes = std::fs::read(&path).map_err(|_| Refusal::NotFound)?;
        Ok(attachment(&format!("{plan}-{year}.zip"), bytes))
    })
    .await?
}

pub(super) fn attachment(name: &str, bytes: Vec<u8>) -> Response {
    let kind = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("zip") => "application/zip",
        _ => "application/octet-stream",
    };
    let disposition = format!("attachment; filename*=UTF-8''{}", encoded(name));
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

/// Which file of a document.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Part {
    /// From 1; the annexes that are files of their own come after the first.
    #[serde(default, rename = "phan")]
    part: usize,
}

/// The PDF as it would be written, to be looked at: nothing is written.
pub(super) async fn pdf(
    State(desk): State<Arc<Desk>>,
    At((year, plan, stem)): At<(i16, String, String)>,
    Asked(Part { part }): Asked<Part>,
) -> Answer {
    let content = desk.content().await;
    work(move || {
        let open = content.open(year).map_err(|_| Refusal::NotFound)?;
        let key = Key { year, plan, stem };
        let job = key.job(&open).ok_or(Refusal::NotFound)?;
        let made = job.make(&open).and_then(|made| {
            let papers = made.document.papers();
            let paper = papers.get(part.saturating_sub(1)).or(papers.first());
            let rendered = paper.map(|paper| app::render(paper, Format::Pdf, open.inputs.fonts.set()));
            rendered.transpose().map_err(|finding| vec![finding])
        });
        match made {
            Ok(Some(file)) => {
                let disposition = format!("inline; filename*=UTF-8''{}.pdf", encoded(job.stem()));
                let headers = [
                    (header::CONTENT_TYPE, "application/pdf".to_owned()),
                    (header::CONTENT_DISPOSITION, disposition),
                ];
                Ok((headers, file.bytes).into_response())
            }
            Ok(None) => Err(Refusal::NotFound),
            Err(findings) => Ok(html(pages::begin::not_made(&content, &job.name(), &findings))),
        }
    })
    .await?
}

/// Opens the folder of a plan on this machine, for whoever sits before it.
pub(super) async fn open_folder(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    work(move || {
        let year = fields.get("nam").parse().map_err(|_| Refusal::NotFound)?;
        let folder = folder(&desk, &content, year, fields.get("ke_hoach"))?;
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        if !folder.is_dir() {
            return Err(Refusal::NotFound);
        }
        match open::that_detached(&folder) {
            Ok(()) => Ok(Redirect::to(&format!("/tao?nam={year}")).into_response()),
            Err(_) => Ok(html(pages::begin::not_opened(&content, &folder))),
        }
    })
    .await?
}

/// The faces of printed pages, by the letters that stand for them.
const CUTS: [(&str, Face); 4] =
    [("R.ttf", Face::REGULAR), ("B.ttf", Face::BOLD), ("I.ttf", Face::ITALIC), ("BI.ttf", Face::BOLD_ITALIC)];

const SHEET: &str = "trang-in.css";

/// How a browser draws the pages: with the very faces of the PDF, nothing kerned, all spaces kept.
const FACES: &str = "@font-face{font-family:'Trang in';src:url(R.ttf);font-display:block}\n\
    @font-face{font-family:'Trang in';src:url(B.ttf);font-weight:bold;font-display:block}\n\
    @font-face{font-family:'Trang in';src:url(I.ttf);font-style:italic;font-display:block}\n\
    @font-face{font-family:'Trang in';src:url(BI.ttf);font-weight:bold;font-style:italic;font-display:block}\n\
    .to text{font-family:'Trang in';font-kerning:none;font-variant-ligatures:none;white-space:pre;\
    text-rendering:geometricPrecision}\n.to .b{font-weight:bold}\n.to .i{font-style:italic}\n";

fn digest(content: &Content) -> String {
    let digest = content.inputs().map(|inputs| inputs.fonts.digest.to_string()).unwrap_or_default();
    digest.chars().take(12).collect()
}

/// Where a browser finds the style sheet of printed pages.
pub(super) fn faces_address(content: &Content) -> String {
    format!("/phong/{}/{SHEET}", digest(content))
}

pub(super) async fn face(State(desk): State<Arc<Desk>>, At((asked, name)): At<(String, String)>) -> Answer {
    let content = desk.content().await;
    if asked != digest(&content) {
        return Err(Refusal::NotFound);
    }
    if name == SHEET {
        let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, KEPT)];
        return Ok((headers, FACES).into_response());
    }
    let (_, cut) = CUTS.iter().find(|(known, _)| *known == name).ok_or(Refusal::NotFound)?;
    let inputs = content.inputs().ok_or(Refusal::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "font/ttf"), (header::CACHE_CONTROL, KEPT)];
    Ok((headers, inputs.fonts.set().face(*cut).data.clone().into_owned()).into_response())
}
