//! A workbench over a copy of a small province, and requests to it as a browser makes them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::civil::Date;
use kehoach::workbench::address;
use kehoach::workbench::desk::{Desk, Place};
use kehoach::workbench::draft::Drafts;
use kehoach::workbench::guard::Gate;
use kehoach::workbench::keeper::Keeper;
use kehoach::workbench::keys::Keys;
use kehoach::workbench::routes;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

pub const PORT: u16 = 43210;
pub const HOST: &str = "127.0.0.1:43210";
pub const ORIGIN: &str = "http://127.0.0.1:43210";

pub struct Bench {
    pub runtime: Runtime,
    pub desk: Arc<Desk>,
    pub folder: TempDir,
    router: Router,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

pub fn today() -> Date {
    jiff::civil::date(2025, 8, 1)
}

impl Bench {
    /// Over the small province.
    pub fn new() -> Self {
        Self::over(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho"))
    }

    /// Over a copy of a content folder.
    pub fn over(content: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(content, &folder.path().join("content"));
        Self::in_folder(folder)
    }

    /// Over what is in the folder, if anything.
    pub fn in_folder(folder: TempDir) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let gate = Arc::new(Gate::new(PORT, Keys::new().expect("random numbers")));
        let place = Place {
            content: folder.path().join("content"),
            templates: None,
            fonts: None,
            out: folder.path().join("output"),
        };
        let drafts = Drafts::new(Some(folder.path().join("ban-nhap")), || today().at(8, 30, 0, 0));
        let desk = Arc::new(Desk::new(gate, Keeper::start(place), drafts, today));
        let router = routes::router(Arc::clone(&desk));
        Self { runtime, desk, folder, router }
    }

    pub fn content(&self, name: &str) -> PathBuf {
        self.folder.path().join("content").join(name)
    }

    /// Writes a content file whole: nobody who reads at that moment finds half of it.
    pub fn write(&self, name: &str, text: &str) {
        let beside = self.folder.path().join("dang-ghi");
        std::fs::write(&beside, text).expect("written");
        std::fs::rename(beside, self.content(name)).expect("put in its place");
    }

    pub fn cookie(&self) -> String {
        self.desk.gate.cookie().split(';').next().unwrap_or_default().to_owned()
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, 64 << 20).await.expect("a body");
            Answer { status: parts.status, headers: parts.headers, bytes: bytes.to_vec() }
        })
    }

    /// A visit by a browser that is in.
    pub fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, HOST).header(header::COOKIE, self.cookie());
        self.send(request.body(Body::empty()).expect("a request"))
    }

    /// A form, sent by a page of ours.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", address::encoded(name), address::encoded(value)))
            .collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, self.cookie())
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).expect("a request"))
    }

    /// Files and fields, sent by a form of ours.
    pub fn send_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        const BOUNDARY: &str = "ranh-gioi-giua-cac-phan";
        let mut body: Vec<u8> = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        for (name, bytes) in files {
            let head = format!("content-disposition: form-data; name=\"tep\"; filename=\"{name}\"");
            body.extend(
                format!("--{BOUNDARY}\r\n{head}\r\ncontent-type: application/octet-stream\r\n\r\n")
                    .as_bytes(),
            );
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, self.cookie())
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.send(request.body(Body::from(body)).expect("a request"))
    }

    /// Waits until a page says what it is to say.
    pub fn until(&self, path: &str, said: impl Fn(&str) -> bool) -> String {
        for _ in 0..400 {
            let text = self.get(path).text();
            if said(&text) {
                return text;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        panic!("{path} never says it: {}", self.get(path).text());
    }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}
