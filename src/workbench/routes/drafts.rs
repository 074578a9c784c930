//! The addresses of drafts that are not saved: told of on the first page, thrown away, had again, brought into the
//! file that took the place of theirs.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};

use super::super::desk::{Content, Desk};
use super::super::draft::NotChanged;
use super::super::pages;
use super::super::unsaved::{self, Unsaved};
use super::{Answer, Fields, html, work};
use crate::diagnostic::{Diagnostic, codes};

/// The first page.
pub(super) fn home(desk: &Desk, content: &Content, faults: &[Diagnostic]) -> Answer {
    let years = content.inputs().map(|inputs| inputs.loaded.years.clone()).unwrap_or_default();
    let today = (desk.today)();
    let years: Vec<_> = years.into_iter().map(|year| (year, content.year(year, today))).collect();
    let unsaved: Vec<Unsaved> =
        desk.drafts.unsaved().iter().map(|draft| unsaved::told(draft, content, today)).collect();
    let aside: Vec<Unsaved> =
        desk.drafts.put_aside().iter().map(|draft| unsaved::told(draft, content, today)).collect();
    let mut faults = faults.to_vec();
    faults.extend(desk.drafts.faults());
    faults.extend(desk.keeper.blind());
    let drafts = pages::drafts::section(&unsaved, &aside, &faults);
    Ok(html(pages::home::page(content, &years, desk.survey().as_deref(), &drafts)))
}

pub(super) async fn act(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    work(move || match done(&desk, &content, &fields) {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(fault) => home(&desk, &content, &[fault]),
    })
    .await?
}

/// Does what a button says; the address to go on at.
fn done(desk: &Desk, content: &Content, fields: &Fields) -> Result<String, Diagnostic> {
    let drafts = &desk.drafts;
    let gone = || {
        Diagnostic::error(codes::DRAFT_NOT_SAVED, "không còn bản nháp ấy: đã lưu, hoặc đã bỏ ở một thẻ khác")
    };
    let path = unsaved::path_of(drafts, fields.get("nhap")).ok_or_else(gone)?;
    match fields.get("viec") {
        "bo" => drafts.throw_away(&path)?,
        "lay-lai" => drop(drafts.restore(&path).map_err(|why| {
            let message = match why {
                NotChanged::Occupied => "chưa lấy lại được: đã có bản nháp khác ở chỗ ấy",
                NotChanged::NoDraft => "không còn bản nháp đã bỏ ấy",
                _ => "chưa lấy lại được: tệp nội dung đang có lỗi; sửa tệp trước",
            };
            Diagnostic::error(codes::DRAFT_NOT_SAVED, message)
        })?),
        "chuyen" => {
            let draft = drafts.get(&path).ok_or_else(gone)?;
            let told = unsaved::told(&draft, content, (desk.today)());
            let (Some(to), Some(address)) = (&told.moved_to, told.of.address()) else { return Err(gone()) };
            drafts.carry_over(&path, to, || unsaved::fresh(content, &told.of, to))?;
            return Ok(address);
        }
        _ => return Err(gone()),
    }
    Ok("/".to_owned())
}
