//! Trang từ chối: why something is not shown, and what to do; it needs nothing of the state.

use maud::{DOCTYPE, Markup, html};

use super::super::assets;
use super::super::guard::Refusal;

pub fn page(refusal: Refusal) -> axum::response::Html<String> {
    let (title, what, advice) = told(refusal);
    let main = html! {
        p { (what) }
        p { (advice) }
        @if refusal == Refusal::NotFound { p { a href="/" { "Danh sách kế hoạch" } } }
    };
    axum::response::Html(bare(title, main).into_string())
}

/// A page without the way around: it needs no content, and most of them lead nowhere.
pub fn bare(title: &str, main: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Bàn làm việc kế hoạch" }
                link rel="stylesheet" href=(assets::address("ban-lam-viec.css"));
            }
            body class="tro-troi" { main { h1 { (title) } (main) } }
        }
    }
}

const AGAIN: &str = "Đóng thẻ này rồi mở lại chương trình từ biểu tượng (hoặc lệnh “kehoach mo”): chương trình đang \
                     chạy sẽ được mở ra, không mất gì.";

fn told(refusal: Refusal) -> (&'static str, &'static str, &'static str) {
    match refusal {
        Refusal::Host => {
            ("Không đúng địa chỉ", "Trang này chỉ trả lời ở địa chỉ của chính nó trên máy này.", AGAIN)
        }
        Refusal::Elsewhere => (
            "Yêu cầu đến từ trang khác",
            "Một trang khác vừa yêu cầu thay cho anh, chị. Yêu cầu ấy không được thực hiện.",
            AGAIN,
        ),
        Refusal::NoSession | Refusal::NoKey => (
            "Trang này thuộc về một lần mở khác",
            "Chương trình đã được mở lại sau khi trang này hiện ra, hoặc trang được mở ở trình duyệt khác.",
            AGAIN,
        ),
        Refusal::Method => ("Yêu cầu không dùng được", "Trang này không nhận yêu cầu như vậy.", AGAIN),
        Refusal::NotFound => (
            "Không có trang này",
            "Kế hoạch, cơ quan hoặc tệp ở địa chỉ này không có, hoặc không còn.",
            "Quay lại danh sách kế hoạch rồi chọn lại.",
        ),
        Refusal::TooLong => {
            ("Việc này lâu quá mức", "Chương trình dừng chờ để trang không treo.", "Thử lại sau ít phút.")
        }
        Refusal::Broken => (
            "Chương trình gặp lỗi",
            "Trang này không làm ra được vì một lỗi của chương trình, không phải của anh, chị.",
            "Nội dung và văn bản không bị ảnh hưởng. Quay lại và thử lần nữa.",
        ),
        Refusal::TooLarge => ("Dữ liệu gửi lên quá lớn", "Không nhận được.", "Gửi ít hơn rồi thử lại."),
    }
}
