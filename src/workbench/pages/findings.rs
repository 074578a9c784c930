//! Phát hiện: what was found, worst first, with the line that it is about.

use maud::{Markup, html};

use super::super::desk::Content;
use super::super::survey::{Counts, Survey};
use super::counted;
use super::frame::{Frame, Part, trail};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// All that was found that has to do with a year.
pub fn page(content: &Content, year: i16, all: &[&Diagnostic], survey: Option<&Survey>) -> Markup {
    let mut sorted: Vec<&Diagnostic> = all.to_vec();
    // Stable: places keep their order within a severity.
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let main = html! {
        (trail(&[("/", "Kế hoạch")], &format!("Phát hiện năm {year}")))
        h1 { "Phát hiện năm " (year) }
        div id="danh-sach" data-tuoi {
            @if survey.is_none() { p { "Đang soát nội dung; trang tự hiện kết quả khi xong." } }
            @else { p { (counted(Counts::of(sorted.iter().copied()))) } }
            @if survey.is_some_and(|survey| survey.generation < content.generation) {
                p class="mo" { "Nội dung vừa thay đổi, đang soát lại: danh sách này là của bản trước." }
            }
            @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                (list(heading(severity), &sorted.iter().filter(|one| one.severity == severity).copied().collect::<Vec<_>>()))
            }
        }
    };
    let title = format!("Phát hiện năm {year}");
    Frame { title: &title, part: Part::Plans, content: Some(content), document: None, faces: None, main }
        .page()
}

/// A year that the content does not have, with those that it has.
pub fn no_such_year(content: &Content, part: Part, year: i16, fault: &Diagnostic) -> Markup {
    let years = content.inputs().map_or(&[][..], |inputs| &inputs.loaded.years);
    let title = format!("Không có năm {year}");
    let main = html! {
        (trail(&[("/", "Kế hoạch")], &title))
        h1 { (title) }
        p { "Nội dung " (fault.message) "." }
        @if !years.is_empty() {
            p { "Các năm có kế hoạch:" }
            ul { @for year in years.iter().rev() { li { a href=(format!("/#nam-{year}")) { "Năm " (year) } } } }
        }
    };
    Frame { title: &title, part, content: Some(content), document: None, faces: None, main }.page()
}

fn heading(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Lỗi: chưa tạo được văn bản",
        Severity::Warning => "Cảnh báo: nên xem lại",
        Severity::Info => "Lưu ý",
        Severity::Accepted => "Đã chấp nhận",
    }
}

/// Findings under a heading; nothing where there are none.
pub fn list(title: &str, findings: &[&Diagnostic]) -> Markup {
    html! {
        @if !findings.is_empty() {
            section class="cac-phat-hien" {
                h2 { (title) " (" (findings.len()) ")" }
                ul { @for one in findings { (finding(one)) } }
            }
        }
    }
}

/// One finding with its place and its line.
pub fn finding(finding: &Diagnostic) -> Markup {
    let class = match finding.severity {
        Severity::Error => "loi",
        Severity::Warning => "canh-bao",
        Severity::Info | Severity::Accepted => "luu-y",
    };
    let what = match finding.severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
        Severity::Info | Severity::Accepted => "Lưu ý",
    };
    html! {
        li class=(format!("phat-hien {class}")) {
            p { strong { (what) ": " } (finding.message) }
            @if let Some(hint) = &finding.hint { p class="goi-y" { "Gợi ý: " (hint) } }
            @if let Some(place) = &finding.place { (self::place(place)) }
            p class="ma mo" { (finding.code) }
        }
    }
}

fn place(place: &Place) -> Markup {
    let path = place.source.path.display();
    if !place.has_text() {
        return html! { p class="noi" { code { (path) } } };
    }
    let (line, _) = place.line_column();
    let text = place.source.text.lines().nth(line - 1).unwrap_or_default().trim();
    html! {
        p class="noi" { code { (path) } ", dòng " (line) }
        @if !text.is_empty() { p class="dong-tep" { code { (shortened(text)) } } }
    }
}

/// A line of a file, or as much of it as can be read at a glance.
fn shortened(line: &str) -> String {
    const LONG: usize = 160;
    let mut short: String = line.chars().take(LONG).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
