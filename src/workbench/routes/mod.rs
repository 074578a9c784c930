//! Đường vào các trang: what each address answers. Everything stands inside [`super::guard`].
//!
//! Whatever reads, sorts or draws is done on threads that nobody waits on. No path of a file is ever made of
//! what a request says: files are looked for by name among those that there are.

mod assets;
mod begin;
mod beside;
mod drafts;
mod files;
mod filling;
mod follow;
mod form;
mod intake;
mod make;
mod outline;
mod read;
mod signing;
mod years;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;

use super::address::FORM;
use super::desk::Desk;
use super::guard::{Refusal, guard};
use super::pages::refused;
use super::tray;

/// Every address that there is, behind the one guard.
pub fn router(desk: Arc<Desk>) -> Router {
    let gate = Arc::clone(&desk.gate);
    Router::new()
        .route("/", get(read::home))
        .route("/nam/{year}/{plan}", get(read::plan))
        .route("/nam/{year}/{plan}/{stem}", get(read::document))
        .route("/nam/{year}/{plan}/{stem}/pdf", get(files::pdf))
        .route("/nam/{year}/{plan}/{stem}/dien", get(form::page).post(form::fill))
        .route("/phat-hien/{year}", get(read::findings))
        .route("/so-dang-ky", get(read::registers))
        .route("/ky/{year}", get(signing::page).post(signing::act))
        .route("/tao", get(make::page).post(make::begin))
        .route("/tep/{year}/{plan}/{file}", get(files::document))
        .route("/goi/{year}/{plan}", get(files::package))
        .route("/mo-thu-muc", post(files::open_folder))
        .route("/nhan", get(intake::page).post(intake::take).layer(DefaultBodyLimit::max(tray::LOT)))
        .route("/ban-nhap", post(drafts::act))
        .route("/nhan/{lot}", get(intake::lot).post(intake::decide))
        .route("/dan-y/{year}/{plan}", get(outline::page).post(outline::change))
        .route("/nam-moi", get(years::new_year).post(years::begin_year))
        .route("/cap-nhat", get(years::update).post(years::bring_up))
        .route("/bat-dau", get(begin::page))
        .route("/bat-dau/tinh", post(begin::province))
        .route("/bat-dau/tep", post(begin::file).layer(DefaultBodyLimit::max(tray::LOT)))
        .route("/bat-dau/thu-muc", post(begin::folder))
        .route("/thu-muc-khac", get(beside::page).post(beside::open))
        .merge(follow::routes())
        .route("/su-kien", get(read::events))
        .route("/phong/{digest}/{name}", get(files::face))
        .route("/giao-dien/{digest}/{name}", get(assets::serve))
        .route("/vao/{key}", get(enter))
        .route("/mo-lai/{door}", post(another_way))
        .route("/tat", post(close))
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::Method)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn_with_state(gate, guard))
        .with_state(desk)
}

type Answer = Result<Response, Refusal>;

/// Does something on a thread that may take its time.
async fn work<T: Send + 'static>(doing: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(doing).await.map_err(|_| Refusal::Broken)
}

fn html(markup: Markup) -> Response {
    Html(markup.into_string()).into_response()
}

/// A key opens once; whoever is in already may come this way as often as they like.
async fn enter(
    State(desk): State<Arc<Desk>>,
    At(key): At<String>,
    method: Method,
    headers: HeaderMap,
) -> Answer {
    if desk.gate.has_session(&headers) {
        return Ok(Redirect::to("/").into_response());
    }
    // A look ahead, by the browser or by whatever looks after it, is no visit.
    let is_visit = method == Method::GET && !headers.contains_key("sec-purpose");
    if !is_visit || !desk.gate.keys.take(&key) {
        return Err(Refusal::NoKey);
    }
    Ok(([(header::SET_COOKIE, desk.gate.cookie())], Redirect::to("/")).into_response())
}

/// For a second start of the program.
async fn another_way(State(desk): State<Arc<Desk>>, At(door): At<String>) -> Answer {
    if !desk.gate.keys.is_door(&door) {
        return Err(Refusal::NoKey);
    }
    Ok(desk.gate.way_in().into_response())
}

async fn close(State(desk): State<Arc<Desk>>) -> Response {
    desk.close();
    let unsaved = desk.drafts.unsaved().len();
    let undecided = desk.tray.lots().iter().filter(|lot| lot.said().done.is_empty()).count();
    let others = desk.neighbours.as_ref().map_or(0, |all| all.count());
    let main = maud::html! {
        @if others > 0 {
            p { "Bàn làm việc của thư mục này đã đóng. Có thể đóng thẻ này." }
            p {
                "Còn " (others) " bàn làm việc của thư mục khác đang mở, ở thẻ riêng: chưa đóng cửa sổ dòng lệnh của chương trình (nếu "
                "có), đóng nó thì các bàn ấy cũng đóng."
            }
        } @else {
            p { "Chương trình đã đóng. Có thể đóng thẻ này." }
            // It ends with the process, which goes on where another workbench answers from it.
            @if let Some((done, total)) = desk.runs.underway() {
                p class="bao-loi" {
                    "Lượt tạo văn bản đang làm dở (" (done) " / " (total) " văn bản) dừng theo. Mở lại rồi bấm “Tạo văn bản” lần nữa; không tệp nào "
                    "bị dở dang."
                }
            }
        }
        @if undecided > 0 {
            p class="bao-loi" {
                "Các tệp đưa vào trang “Nhận tệp” (" (undecided) " lượt) chưa ghi gì vào nội dung, và không được giữ: lần mở sau phải đưa vào lại."
            }
        }
        @if unsaved > 0 { p { "Còn " (unsaved) " bản nháp chưa lưu vào tệp: lần mở sau vẫn còn." } }
        p { "Mở lại từ biểu tượng của chương trình, hoặc lệnh “kehoach mo”." }
    };
    html(refused::bare("Đã đóng", main))
}

/// What an address names; one that names nothing of ours is no address.
struct At<T>(T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Refusal> {
        let named = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        named.map(|axum::extract::Path(named)| Self(named)).map_err(|_| Refusal::NotFound)
    }
}

/// What stands behind the question mark; what cannot be read is as if it were not there.
struct Asked<T>(T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned + Default> FromRequestParts<S> for Asked<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, Self::Rejection> {
        let asked = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        Ok(Self(asked.map(|axum::extract::Query(asked)| asked).unwrap_or_default()))
    }
}

/// The fields of a form, in its order; one name may stand several times.
struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> axum::extract::FromRequest<S> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let form = axum::extract::Form::<Vec<(String, String)>>::from_request(request, state).await;
        let form = form.map_err(|refused| match refused.into_response().status() {
            axum::http::StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
            _ => Refusal::Method,
        })?;
        Ok(Self(form.0))
    }
}

impl Fields {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
