//! Starting and starting again, as the system does it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running program; it ends with the test.
struct Running {
    child: Child,
    address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn origin(&self) -> &str {
        self.address.split("/vao/").next().unwrap_or_default()
    }
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("state")).expect("made");
    folder
}

fn start(folder: &Path, args: &[&str]) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .current_dir(folder)
        .args(args)
        .env("XDG_RUNTIME_DIR", folder.join("state"))
        .env("LOCALAPPDATA", folder.join("state"))
        // No browser: what would be opened is printed first anyway.
        .env("PATH", "")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(folder.join("state/said")).expect("made"))
        .spawn()
        .expect("it starts");
    let mut address = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("it speaks");
    Running { child, address: address.trim().to_owned() }
}

const OPEN: [&str; 2] = ["mo", "--no-browser"];

#[test]
fn the_first_line_is_an_address_of_this_machine_alone() {
    let folder = folder();
    let running = start(folder.path(), &OPEN);
    assert!(running.address.starts_with("http://127.0.0.1:"), "{}", running.address);
}

#[test]
fn without_arguments_and_without_a_terminal_it_is_the_workbench_that_opens() {
    let folder = folder();
    let running = start(folder.path(), &[]);
    assert!(running.address.starts_with("http://127.0.0.1:"), "{}", running.address);
}

#[test]
fn a_second_start_of_the_same_folder_opens_the_first_and_of_another_does_not() {
    let folder = folder();
    let first = start(folder.path(), &OPEN);
    let mut second = start(folder.path(), &OPEN);
    assert_eq!(second.origin(), first.origin());
    assert_ne!(second.address, first.address, "each browser has a way in of its own");
    assert!(second.child.wait().expect("it ends").success());
    let other = start(folder.path(), &["open", "--no-browser", "--content", "khac"]);
    assert_ne!(other.origin(), first.origin());
}

#[test]
fn the_address_of_one_that_was_killed_misleads_nobody() {
    let folder = folder();
    let origin = {
        let first = start(folder.path(), &OPEN);
        first.origin().to_owned()
    };
    let next = start(folder.path(), &OPEN);
    assert!(next.address.starts_with("http://127.0.0.1:") && next.origin() != origin);
}

#[test]
fn the_button_ends_the_program() {
    let folder = folder();
    let mut running = start(folder.path(), &OPEN);
    let origin = running.origin().to_owned();
    let cookie = enter(&running.address);
    let closed = ask(&origin, &format!("POST /tat HTTP/1.1\r\nCookie: {cookie}"), "");
    assert!(closed.contains("200 OK"), "{closed}");
    assert!(running.child.wait().expect("it ends").success());
}

/// What is answered to a request of a page of ours.
fn ask(origin: &str, head: &str, body: &str) -> String {
    let host = origin.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("it listens");
    let length = body.len();
    let request = format!(
        "{head}\r\nHost: {host}\r\nOrigin: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

/// Goes in by the printed address.
fn enter(address: &str) -> String {
    let (origin, key) = address.split_once("/vao/").expect("a way in");
    let entered = ask(origin, &format!("GET /vao/{key} HTTP/1.1"), "");
    let cookie = entered.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next());
    cookie.expect("a cookie").to_owned()
}

#[test]
fn another_folder_gets_a_workbench_of_its_own_and_the_program_ends_with_the_last() {
    let folder = folder();
    for content in ["content", "khac/content"] {
        std::fs::create_dir_all(folder.path().join(content)).expect("made");
        std::fs::write(folder.path().join(content).join("tinh.yaml"), "").expect("written");
    }
    let mut running = start(folder.path(), &OPEN);
    let origin = running.origin().to_owned();
    let cookie = enter(&running.address);
    let open = || {
        let typed = folder.path().join("khac").display().to_string().replace('/', "%2F");
        let head = format!("POST /thu-muc-khac HTTP/1.1\r\nCookie: {cookie}");
        let page = ask(&origin, &head, &format!("thu_muc={typed}"));
        let address = page.split("<code>").find(|rest| rest.starts_with("http://"));
        address.unwrap_or_else(|| panic!("{page}")).split("</code>").next().unwrap_or_default().to_owned()
    };
    // Whoever would close its window closes both, and is told so once.
    let told = || {
        let said = std::fs::read_to_string(folder.path().join("state/said")).expect("it reads");
        said.matches("đóng cửa sổ này là đóng cả các bàn làm việc").count()
    };
    let first = open();
    assert_eq!(told(), 1);
    let again = open();
    assert_eq!(told(), 1);
    let other = first.split("/vao/").next().unwrap_or_default().to_owned();
    assert_ne!(other, origin);
    assert!(again.starts_with(&other) && again != first, "{first} {again}");
    let other_cookie = enter(&first);
    let closed = ask(&origin, &format!("POST /tat HTTP/1.1\r\nCookie: {cookie}"), "");
    assert!(closed.contains("Còn 1 bàn làm việc của thư mục khác"), "{closed}");
    let page = ask(&other, &format!("GET /thu-muc-khac HTTP/1.1\r\nCookie: {other_cookie}"), "");
    assert!(page.contains("khac/content</code>"), "{page}");
    assert!(running.child.try_wait().expect("asked").is_none());
    let closed = ask(&other, &format!("POST /tat HTTP/1.1\r\nCookie: {other_cookie}"), "");
    assert!(closed.contains("Chương trình đã đóng"), "{closed}");
    assert!(running.child.wait().expect("it ends").success());
}

#[test]
fn a_content_folder_that_is_dropped_on_the_program_is_opened() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("content")).expect("made");
    std::fs::write(folder.path().join("content/tinh.yaml"), "").expect("written");
    let running = start(folder.path(), &[&folder.path().join("content").display().to_string()]);
    assert!(running.address.starts_with("http://127.0.0.1:"), "{}", running.address);
}
