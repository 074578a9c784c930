//! What [`assets`](crate::workbench::assets) are asked for by.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::At;
use crate::workbench::assets::{KEPT, at};
use crate::workbench::guard::Refusal;

pub(super) async fn serve(At((digest, name)): At<(String, String)>) -> Result<Response, Refusal> {
    let asset = at(&digest, &name).ok_or(Refusal::NotFound)?;
    Ok(([(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, KEPT)], asset.text).into_response())
}
