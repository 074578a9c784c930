//! Bắt đầu: where there is no content yet, or templates that cannot be used.

use std::path::{Path, PathBuf};

use maud::{Markup, html};

use super::super::desk::{Content, Place};
use super::findings::list;
use super::frame::{Frame, Part};
use crate::diagnostic::Diagnostic;
use crate::start::province::{self, Division};
use crate::text::collation;

/// What came of the last attempt.
#[derive(Debug, Default)]
pub struct Attempt {
    pub faults: Vec<Diagnostic>,
    pub name: String,
    pub folder: String,
}

pub fn page(content: &Content, year: i16, near: &[PathBuf], attempt: &Attempt) -> Markup {
    let place = &content.place;
    let faults: Vec<&Diagnostic> = attempt.faults.iter().collect();
    let main = html! {
        h1 { "Bắt đầu" }
        p id="cho" data-tuoi {
            "Chưa có nội dung ở thư mục " code { (place.content.display()) } ". Chọn một trong các cách sau."
        }
        (list("Chưa thực hiện được", &faults))
        div class="bat-dau" {
            (of_province(year, place, attempt))
            (open(near, attempt))
            section {
                h2 { "Từ một văn bản có sẵn" }
                p { "Kế hoạch đã có ở dạng Word, PDF: chương trình bắt đầu bộ nội dung của tỉnh, rồi cho xem đọc được gì trước khi nhập." }
                (super::intake::form("/bat-dau/tep", Some(first_fields("tep", year, attempt))))
            }
        }
    };
    let title = "Bắt đầu";
    Frame { title, part: Part::Other, content: Some(content), document: None, faces: None, main }.page()
}

fn of_province(year: i16, place: &Place, attempt: &Attempt) -> Markup {
    html! {
        section {
            h2 { "Bắt đầu bộ nội dung của một tỉnh, thành phố" }
            p { "Có sẵn các sở, ngành, mọi xã, phường và một dự thảo kế hoạch để điền." }
            form method="post" action="/bat-dau/tinh" {
                (first_fields("moi", year, attempt))
                p { "Thư mục sẽ tạo: " code { (place.content.display()) } }
                p { button type="submit" { "Tạo bộ nội dung" } }
            }
        }
    }
}

/// Which province and which year; `of` tells the fields of one form from those of another.
fn first_fields(of: &str, year: i16, attempt: &Attempt) -> Markup {
    let mut divisions: Vec<&Division> = province::divisions().iter().collect();
    divisions.sort_by_cached_key(|division| collation::Key::of(&division.name));
    html! {
        p {
            label for=(format!("o-tinh-{of}")) { "Tỉnh, thành phố" }
            select id=(format!("o-tinh-{of}")) name="tinh" required {
                option value="" { "chọn …" }
                @for division in divisions {
                    option value=(division.name) selected[division.name == attempt.name] { (division.full_name()) }
                }
            }
        }
        p {
            label for=(format!("o-nam-{of}")) { "Năm của kế hoạch đầu tiên" }
            input id=(format!("o-nam-{of}")) name="nam" type="text" inputmode="numeric" value=(year) required;
        }
    }
}

fn open(near: &[PathBuf], attempt: &Attempt) -> Markup {
    html! {
        section {
            h2 { "Mở thư mục nội dung đã có" }
            (choose_folder("/bat-dau/thu-muc", near, &attempt.folder))
        }
    }
}

/// Content folders nearby, and a field for any other.
pub(super) fn choose_folder(address: &str, near: &[PathBuf], typed: &str) -> Markup {
    html! {
        @if !near.is_empty() {
            p { "Có ở gần đây:" }
            ul class="gan" {
                @for folder in near {
                    li {
                        form method="post" action=(address) {
                            input type="hidden" name="thu_muc" value=(folder.display());
                            button type="submit" class="nhe" { (folder.display()) }
                        }
                    }
                }
            }
        }
        form method="post" action=(address) {
            p {
                label for="o-thu-muc" { "Đường dẫn của thư mục" }
                input id="o-thu-muc" name="thu_muc" type="text" value=(typed) required
                    placeholder="ví dụ: D:\\Ke hoach\\content";
            }
            p { button type="submit" { "Mở" } }
        }
    }
}

/// Templates or faces that cannot be used: nothing can be shown without them.
pub fn unusable(content: &Content, findings: &[Diagnostic]) -> Markup {
    let findings: Vec<&Diagnostic> = findings.iter().collect();
    let main = html! {
        h1 { "Mẫu hoặc phông chữ riêng của cơ quan không dùng được" }
        p { "Sửa theo các điểm dưới đây rồi tải lại trang." }
        (list("Phát hiện", &findings))
    };
    let title = "Không dùng được";
    Frame { title, part: Part::Other, content: Some(content), document: None, faces: None, main }.page()
}

/// A document that cannot be made as the content is.
pub fn not_made(content: &Content, name: &str, findings: &[Diagnostic]) -> Markup {
    let findings: Vec<&Diagnostic> = findings.iter().collect();
    let main = html! {
        h1 { "Chưa tạo được " (name) }
        p { "Sửa các lỗi dưới đây rồi mở lại." }
        (list("Phát hiện", &findings))
    };
    let title = "Chưa tạo được";
    Frame { title, part: Part::Other, content: Some(content), document: None, faces: None, main }.page()
}

/// A folder that this machine opens with nothing.
pub fn not_opened(content: &Content, folder: &Path) -> Markup {
    let main = html! {
        h1 { "Không mở được thư mục" }
        p { "Máy này không có chương trình để mở thư mục. Thư mục là: " code { (folder.display()) } }
        p { a href="/tao" { "Quay lại" } }
    };
    let title = "Không mở được thư mục";
    Frame { title, part: Part::Other, content: Some(content), document: None, faces: None, main }.page()
}
