//! Khung trang: the head of every page, its way around, and what its script is told.

use maud::{DOCTYPE, Markup, html};

use super::super::assets;
use super::super::desk::Content;

/// The parts of the workbench, as the way around names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Plans,
    Make,
    Follow,
    Files,
    Years,
    Registers,
    /// Not among them.
    Other,
}

/// One page.
pub struct Frame<'f> {
    pub title: &'f str,
    pub part: Part,
    /// The content that it shows.
    pub content: Option<&'f Content>,
    /// The document whose pages it shows.
    pub document: Option<String>,
    /// The address of the style sheet of printed pages.
    pub faces: Option<String>,
    pub main: Markup,
}

const PARTS: [(Part, &str, &str); 6] = [
    (Part::Plans, "/", "Kế hoạch"),
    (Part::Make, "/tao", "Tạo văn bản"),
    (Part::Follow, "/theo-doi", "Theo dõi"),
    (Part::Files, "/nhan", "Nhận tệp"),
    (Part::Years, "/nam-moi", "Năm mới, cập nhật"),
    (Part::Registers, "/so-dang-ky", "Sổ đăng ký"),
];

impl Frame<'_> {
    pub fn page(self) -> Markup {
        let generation = self.content.map_or(0, |content| content.generation);
        html! {
            (DOCTYPE)
            html lang="vi" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " – Bàn làm việc kế hoạch" }
                    link rel="icon" type="image/svg+xml" href=(assets::address("dau.svg"));
                    link rel="stylesheet" href=(assets::address("ban-lam-viec.css"));
                    @if let Some(faces) = &self.faces { link rel="stylesheet" href=(faces); }
                    script defer src=(assets::address("ban-lam-viec.js")) {}
                }
                body data-doc=[self.document.as_ref()] data-luot-doc=(generation) {
                    a class="bo-qua" href="#chinh" { "Đến nội dung chính" }
                    header class="dau-trang" {
                        p class="ten" { "Bàn làm việc kế hoạch" }
                        nav aria-label="Các phần" {
                            ul {
                                @for (part, address, name) in PARTS {
                                    li { a href=(address) aria-current=[(part == self.part).then_some("page")] { (name) } }
                                }
                            }
                        }
                        form method="post" action="/tat" class="dong" {
                            button type="submit" class="nhe" { "Đóng chương trình" }
                        }
                    }
                    div id="tin" role="status" aria-live="polite" class="tin" {}
                    main id="chinh" tabindex="-1" { (self.main) }
                    @if let Some(content) = self.content {
                        footer class="chan-trang" {
                            "Nội dung: " code { (content.place.content.display()) }
                            " · Kết quả: " code { (content.place.out.display()) }
                            " · " a href="/thu-muc-khac" { "Mở thư mục khác" }
                        }
                    }
                }
            }
        }
    }
}

/// The way from the list of plans to where one is; the last has no address.
pub fn trail(steps: &[(&str, &str)], here: &str) -> Markup {
    html! {
        nav aria-label="Đường dẫn" class="duong-dan" {
            ol {
                @for (address, name) in steps { li { a href=(address) { (name) } } }
                li { span aria-current="page" { (here) } }
            }
        }
    }
}
