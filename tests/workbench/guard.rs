//! Who is let in, and who is not.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::desk::{Answer, Bench, HOST, ORIGIN};

/// Where addresses are given their routes.
const ROUTES: [&str; 2] =
    [include_str!("../../src/workbench/routes/mod.rs"), include_str!("../../src/workbench/routes/follow.rs")];

/// The ways in, and what a page looks like: these are outside.
const OUTSIDE: [&str; 3] = ["/vao/", "/mo-lai/", "/giao-dien/"];

/// Every address that shows or does something, as the router has them, and two that nobody wrote.
fn inside() -> Vec<(&'static str, String)> {
    let lines = ROUTES.iter().flat_map(|source| source.split("\n        ."));
    let routes =
        lines.filter_map(|line| line.strip_prefix("route(")?.trim_start().strip_prefix('"')?.split_once('"'));
    let routes = routes.filter(|(path, _)| !OUTSIDE.iter().any(|outside| path.starts_with(outside)));
    let mut all: Vec<(&str, String)> = Vec::new();
    for (pattern, handlers) in routes {
        let named = |step: &str| match step {
            "{year}" => "2025".to_owned(),
            "{plan}" => "kh-1-2025".to_owned(),
            "{stem}" => "so-tai-chinh".to_owned(),
            step => step.trim_matches(['{', '}']).to_owned(),
        };
        let path = pattern.split('/').map(named).collect::<Vec<_>>().join("/");
        let methods = [("GET", "get("), ("POST", "post(")];
        all.extend(
            methods.iter().filter(|(_, by)| handlers.contains(by)).map(|(method, _)| (*method, path.clone())),
        );
    }
    assert!(all.len() > 45, "the routes are read: {all:?}");
    for known in ["/ban-nhap", "/ky/2025", "/nam/2025/kh-1-2025/so-tai-chinh/dien", "/theo-doi/2025/tien-do"]
    {
        assert!(all.contains(&("POST", known.to_owned())), "{known}: {all:?}");
    }
    all.extend(["GET", "POST"].map(|method| (method, "/khong-co".to_owned())));
    all
}

fn ask(bench: &Bench, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    bench.send(request.body(Body::empty()).expect("a request"))
}

#[test]
fn without_the_cookie_nothing_inside_answers_known_or_not() {
    let bench = Bench::new();
    let inside = inside();
    for (method, path) in &inside {
        let own = [("host", HOST), ("origin", ORIGIN), ("sec-fetch-site", "same-origin")];
        let answer = ask(&bench, method, path, &own);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
        assert!(answer.text().contains("mở lại chương trình"), "{method} {path}: it says what to do");
    }
}

#[test]
fn a_name_that_only_points_to_this_machine_is_refused_with_the_cookie_too() {
    let bench = Bench::new();
    let inside = inside();
    let cookie = bench.cookie();
    for host in [
        "evil.example:43210",
        "127.0.0.1.evil.example:43210",
        "localhost:43210",
        "127.0.0.1",
        "127.0.0.1:43211",
        "127.0.0.1:432100",
        "[::1]:43210",
        "0.0.0.0:43210",
        "",
    ] {
        for (method, path) in &inside {
            let answer = ask(&bench, method, path, &[("host", host), ("cookie", &cookie)]);
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}: {method} {path}");
        }
    }
    let without = ask(&bench, "GET", "/", &[("cookie", &cookie)]);
    assert_eq!(without.status, StatusCode::MISDIRECTED_REQUEST);
    let two = ask(&bench, "GET", "/", &[("host", HOST), ("host", "evil.example"), ("cookie", &cookie)]);
    assert_eq!(two.status, StatusCode::MISDIRECTED_REQUEST);
    let in_line = ask(&bench, "GET", "http://evil.example/", &[("host", HOST), ("cookie", &cookie)]);
    assert_eq!(in_line.status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn what_another_page_asks_for_is_refused_though_the_cookie_came_along() {
    let bench = Bench::new();
    let inside = inside();
    let cookie = bench.cookie();
    for site in ["same-site", "cross-site", "", "None", "same-origin, none"] {
        for (method, path) in &inside {
            let headers = [("host", HOST), ("cookie", &*cookie), ("sec-fetch-site", site)];
            assert_eq!(ask(&bench, method, path, &headers).status, StatusCode::FORBIDDEN, "{site}: {path}");
        }
    }
    for origin in
        ["http://127.0.0.1:9999", "http://evil.example", "null", "http://127.0.0.1:43210.evil.example"]
    {
        let headers = [("host", HOST), ("cookie", &*cookie), ("origin", origin)];
        assert_eq!(ask(&bench, "POST", "/tat", &headers).status, StatusCode::FORBIDDEN, "{origin}");
        let both = [headers[0], headers[1], headers[2], ("sec-fetch-site", "same-origin")];
        assert_eq!(ask(&bench, "POST", "/tat", &both).status, StatusCode::FORBIDDEN, "{origin}");
    }
    // A browser that says nothing of where it comes from changes nothing.
    let silent = ask(&bench, "POST", "/tat", &[("host", HOST), ("cookie", &cookie)]);
    assert_eq!(silent.status, StatusCode::FORBIDDEN);
    assert!(!*bench.desk.closing().borrow(), "nothing of all this closed it");
    // By their own hands, and from our own pages, everything goes on.
    for site in ["same-origin", "none"] {
        let headers = [("host", HOST), ("cookie", &*cookie), ("sec-fetch-site", site)];
        assert_eq!(ask(&bench, "GET", "/", &headers).status, StatusCode::OK, "{site}");
    }
    let by_origin = ask(&bench, "POST", "/tat", &[("host", HOST), ("cookie", &cookie), ("origin", ORIGIN)]);
    assert_eq!(by_origin.status, StatusCode::OK);
    assert!(*bench.desk.closing().borrow());
}

#[test]
fn other_methods_are_refused() {
    let bench = Bench::new();
    let cookie = bench.cookie();
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"] {
        let headers = [("host", HOST), ("cookie", &*cookie), ("sec-fetch-site", "same-origin")];
        assert_eq!(ask(&bench, method, "/", &headers).status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    assert_eq!(bench.post("/", &[]).status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(bench.get("/tat").status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn a_way_in_opens_once_and_twice_for_who_is_in() {
    let bench = Bench::new();
    let way_in = bench.desk.gate.way_in();
    let path = way_in.strip_prefix(ORIGIN).expect("our address");
    let none = [("host", HOST), ("sec-fetch-site", "none")];
    // Neither a look ahead nor a question for the head uses it up.
    assert_eq!(ask(&bench, "HEAD", path, &none).status, StatusCode::FORBIDDEN);
    let ahead = [none[0], none[1], ("sec-purpose", "prefetch")];
    assert_eq!(ask(&bench, "GET", path, &ahead).status, StatusCode::FORBIDDEN);
    let first = ask(&bench, "GET", path, &none);
    assert_eq!((first.status, first.header("location")), (StatusCode::SEE_OTHER, "/"));
    let cookie = first.header("set-cookie").to_owned();
    assert!(cookie.starts_with("kehoach_43210="), "the port is in its name: {cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let again = [none[0], none[1], ("cookie", cookie.split(';').next().unwrap_or_default())];
    assert_eq!(ask(&bench, "GET", path, &again).status, StatusCode::SEE_OTHER);
    assert_eq!(ask(&bench, "GET", path, &none).status, StatusCode::FORBIDDEN, "another browser");
    assert_eq!(ask(&bench, "GET", "/vao/", &none).status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&bench, "GET", "/vao/0123", &none).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_second_start_is_given_a_way_in_for_the_key_of_the_door_alone() {
    let bench = Bench::new();
    let own = [("host", HOST), ("origin", ORIGIN)];
    let wrong = ask(&bench, "POST", "/mo-lai/0123", &own);
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    let session = bench.desk.gate.keys.session().to_owned();
    assert_eq!(ask(&bench, "POST", &format!("/mo-lai/{session}"), &own).status, StatusCode::FORBIDDEN);
    let door = format!("/mo-lai/{}", bench.desk.gate.keys.door());
    let right = ask(&bench, "POST", &door, &own);
    assert_eq!(right.status, StatusCode::OK);
    let path = right.text().strip_prefix(ORIGIN).expect("our address").to_owned();
    assert_eq!(ask(&bench, "GET", &path, &[("host", HOST)]).status, StatusCode::SEE_OTHER);
}

#[test]
fn the_cookie_of_another_workbench_beside_ours_does_no_harm() {
    let bench = Bench::new();
    let both = format!("kehoach_43211=1234; {}; khac=1", bench.cookie());
    assert_eq!(ask(&bench, "GET", "/", &[("host", HOST), ("cookie", &both)]).status, StatusCode::OK);
    let wrong = format!("kehoach_43211={}", bench.desk.gate.keys.session());
    assert_eq!(ask(&bench, "GET", "/", &[("host", HOST), ("cookie", &wrong)]).status, StatusCode::FORBIDDEN);
    let longer = format!("{}0", bench.cookie());
    assert_eq!(ask(&bench, "GET", "/", &[("host", HOST), ("cookie", &longer)]).status, StatusCode::FORBIDDEN);
}

#[test]
fn every_answer_is_sealed_and_pages_are_kept_by_nobody() {
    let bench = Bench::new();
    let cookie = bench.cookie();
    for headers in [vec![("host", HOST), ("cookie", &*cookie)], vec![("host", HOST)], vec![]] {
        for path in ["/", "/khong-co", "/nam/2025/kh-1-2025/so-tai-chinh/pdf"] {
            let answer = ask(&bench, "GET", path, &headers);
            let policy = answer.header("content-security-policy");
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
                "{path}: {policy}"
            );
            assert!(
                policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
                "{path}: {policy}"
            );
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[test]
fn pages_have_no_script_or_style_within_them() {
    let bench = Bench::new();
    let inside = inside();
    for (method, path) in inside.iter().filter(|(method, path)| *method == "GET" && path != "/su-kien") {
        let text = bench.get(path).text();
        for within in [" style=", "<style", " onclick", " onload", "javascript:"] {
            assert!(!text.contains(within), "{method} {path}: {within}");
        }
        let scripts = text.matches("<script").count();
        assert_eq!(scripts, text.matches("<script defer src=\"/giao-dien/").count(), "{path}");
    }
}

#[test]
fn no_path_of_a_request_leaves_the_folders() {
    let bench = Bench::new();
    let out = bench.folder.path().join("output/2025/kh-1-2025");
    std::fs::create_dir_all(&out).expect("made");
    std::fs::write(bench.folder.path().join("mat.pdf"), "mật").expect("written");
    std::fs::write(out.join("so-tai-chinh.pdf"), "tệp").expect("written");
    assert_eq!(bench.get("/tep/2025/kh-1-2025/so-tai-chinh.pdf").text(), "tệp");
    for path in [
        "/tep/2025/kh-1-2025/..%2F..%2F..%2Fmat.pdf",
        "/tep/2025/kh-1-2025/%2e%2e/%2e%2e/%2e%2e/mat.pdf",
        "/tep/2025/..%2F../mat.pdf",
        "/tep/2025/%2e%2e/mat.pdf",
        "/tep/2025/kh-1-2025/%2Fetc%2Fpasswd",
        "/tep/2025/kh-1-2025/.kehoach.json",
        "/goi/2025/..%2Fkh-1-2025",
        "/goi/2025/kh-1-2025",
        "/nam/2025/..%2Fx/so-tai-chinh/pdf",
    ] {
        let answer = bench.get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text());
    }
    let elsewhere = bench.post("/mo-thu-muc", &[("nam", "2025"), ("ke_hoach", "../..")]);
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_form_that_is_too_large_is_refused() {
    let bench = Bench::new();
    let large = "x".repeat(300 << 10);
    assert_eq!(bench.post("/tao", &[("nam", &large)]).status, StatusCode::PAYLOAD_TOO_LARGE);
    let request = Request::get("/").header(header::HOST, HOST).header(header::COOKIE, bench.cookie());
    assert_eq!(bench.send(request.body(Body::empty()).expect("a request")).status, StatusCode::OK);
}
