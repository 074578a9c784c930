//! Mở thư mục khác: the way to the content of another office, while this one stays open.

use std::path::PathBuf;

use maud::{Markup, html};

use super::super::desk::Content;
use super::super::neighbours::{Begun, Opened};
use super::begin::choose_folder;
use super::findings::list;
use super::frame::{Frame, Part};
use crate::diagnostic::Diagnostic;

pub fn page(
    content: &Content,
    near: &[PathBuf],
    typed: &str,
    came: Option<&Result<Opened, Diagnostic>>,
) -> Markup {
    let main = html! {
        h1 { "Mở thư mục khác" }
        p {
            "Mỗi thư mục nội dung có bàn làm việc riêng, ở thẻ riêng của trình duyệt; điều gõ ở thẻ này không bao giờ sang "
            "thư mục kia. Thư mục đang mở ở đây: " code { (content.place.content.display()) } "."
        }
        @match came {
            Some(Ok(opened)) => { (self::opened(opened)) }
            Some(Err(fault)) => { (list("Chưa mở được", &[fault])) }
            None => {}
        }
        div class="bat-dau" { section { (choose_folder("/thu-muc-khac", near, typed)) } }
    };
    let title = "Mở thư mục khác";
    Frame { title, part: Part::Other, content: Some(content), document: None, faces: None, main }.page()
}

/// A page of one port may not lead to one of another: the address is there to be copied.
fn opened(opened: &Opened) -> Markup {
    let content = html! { code { (opened.place.content.display()) } };
    html! {
        div class="luot" role="status" {
            h2 { "Đã mở" }
            @if opened.shown {
                p { "Bàn làm việc của " (content) " đã mở ở một thẻ khác của trình duyệt. Nếu không thấy thẻ ấy, chép địa chỉ sau vào ô địa chỉ của một thẻ mới:" }
            } @else {
                p { "Bàn làm việc của " (content) " đã mở. Chép địa chỉ sau vào ô địa chỉ của một thẻ mới:" }
            }
            p { code { (opened.address) } }
            @if opened.begun == Begun::Now {
                p class="ghi-chu" {
                    "Nút “Đóng chương trình” ở mỗi thẻ chỉ đóng bàn làm việc của thẻ ấy. Cửa sổ dòng lệnh của chương trình (nếu có) "
                    "là chung: đóng nó thì mọi bàn làm việc cùng đóng."
                }
            }
        }
    }
}
