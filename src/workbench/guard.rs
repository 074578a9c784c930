//! Người gác cửa: one layer around everything, and what is not allowed there is refused.
//!
//! Whatever a browser is told to do by another page, it does with this machine's address and, since ports of
//! one machine are one site to a browser, with our cookie. So nothing that comes is trusted for where it
//! comes from:
//!
//! 1. the Host that is asked for is compared whole with our own address, whatever the method: a name that
//!    somebody lets point to this machine (DNS rebinding) brings neither Origin nor Sec-Fetch-Site;
//! 2. methods are GET, HEAD and POST;
//! 3. where the browser says from where a request was made, it must be from our own pages or by the person;
//!    where it does not, what changes something must name our own address as its Origin;
//! 4. everything but the way in and the style sheet needs the cookie, whose name holds the port, and whose
//!    value lives as long as this process.
//!
//! A router that forgets a rule therefore forgets nothing: routes are inside the layer, known or not.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::keys::Keys;
use super::pages::refused;

/// How long a request may take; what takes longer goes on behind the pages.
const PATIENCE: Duration = Duration::from_secs(60);

/// Paths that need no cookie: the two ways in, which have keys of their own, and what only says how pages look.
pub const OPEN: [&str; 3] = ["/vao/", "/mo-lai/", "/giao-dien/"];

/// Địa chỉ và chìa khóa of the running workbench.
#[derive(Debug)]
pub struct Gate {
    /// `127.0.0.1:43127`
    authority: String,
    cookie: String,
    pub keys: Keys,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Another name than our address.
    Host,
    Method,
    /// Asked for by a page that is not ours.
    Elsewhere,
    /// Without the cookie, or with that of a process that has ended.
    NoSession,
    /// A way in that nobody was given, or that was used.
    NoKey,
    /// A page or a file that there is not.
    NotFound,
    TooLong,
    TooLarge,
    /// A fault of ours.
    Broken,
}

impl Refusal {
    pub fn status(self) -> StatusCode {
        match self {
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Elsewhere | Self::NoSession | Self::NoKey => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLong => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status(), refused::page(self)).into_response()
    }
}

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

impl Gate {
    pub fn new(port: u16, keys: Keys) -> Self {
        Self { authority: format!("127.0.0.1:{port}"), cookie: format!("kehoach_{port}"), keys }
    }

    /// `http://127.0.0.1:43127`
    pub fn origin(&self) -> String {
        format!("http://{}", self.authority)
    }

    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Where a browser begins, once.
    pub fn way_in(&self) -> String {
        format!("{}/vao/{}", self.origin(), self.keys.another())
    }

    /// The cookie that opens everything else.
    pub fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie, self.keys.session())
    }

    pub fn has_session(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
        pairs.any(|(name, value)| name.trim() == self.cookie && self.keys.is_session(value.trim()))
    }

    fn judge(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().filter(|_| hosts.next().is_none());
        let is_ours = |named: &[u8]| named == self.authority.as_bytes();
        let in_uri = uri.authority().is_none_or(|authority| is_ours(authority.as_str().as_bytes()));
        if !host.is_some_and(|host| is_ours(host.as_bytes())) || !in_uri {
            return Err(Refusal::Host);
        }
        let changes = match *method {
            Method::GET | Method::HEAD => false,
            Method::POST => true,
            _ => return Err(Refusal::Method),
        };
        if !self.comes_from_us(changes, headers) {
            return Err(Refusal::Elsewhere);
        }
        let is_open = OPEN.iter().any(|open| uri.path().starts_with(open));
        if is_open || self.has_session(headers) { Ok(()) } else { Err(Refusal::NoSession) }
    }

    fn comes_from_us(&self, changes: bool, headers: &HeaderMap) -> bool {
        let mut sites = headers.get_all(FETCH_SITE).iter().peekable();
        let is_told = sites.peek().is_some();
        let sites_fit = sites.all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"));
        let own = self.origin();
        let mut origins = headers.get_all(header::ORIGIN).iter().peekable();
        let is_named = origins.peek().is_some();
        let origins_fit = origins.all(|origin| origin.as_bytes() == own.as_bytes());
        sites_fit && origins_fit && (!changes || is_told || is_named)
    }
}

/// The layer: judges what comes, and seals what goes.
pub async fn guard(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let mut response = match gate.judge(request.method(), request.uri(), request.headers()) {
        Ok(()) => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Refusal::TooLong.into_response(),
        },
        Err(refusal) => refusal.into_response(),
    };
    seal(response.headers_mut());
    response
}

/// No script or style but our own files, no frames, no guessing of types, nothing kept in a store.
const SEAL: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not “no-referrer”: a form would then be sent with the Origin “null”.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

fn seal(headers: &mut HeaderMap) {
    for (name, value) in SEAL {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Only what is the same on every machine, under an address that changes with it, says otherwise.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
