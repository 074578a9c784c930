//! Tiến độ: forms go out, and what comes back filled in is looked at and written down.

use maud::{Markup, html};

use super::super::findings;
use crate::app::progress::TakenBack;
use crate::diagnostic::{Diagnostic, Severity};

/// What came of forms that were sent in.
pub struct Returned<'r> {
    pub taken: &'r TakenBack,
    /// Whether it was written.
    pub written: bool,
    /// What could not be written.
    pub faults: &'r [Diagnostic],
    /// Where the content lies: places are told below it.
    pub content: &'r std::path::Path,
}

/// Sends forms out and takes them back.
pub fn page(
    address: &str,
    agencies: &[(String, String)],
    returned: Option<Returned<'_>>,
    refused: Option<&str>,
) -> Markup {
    html! {
        @if let Some(why) = refused { p class="bao-loi" role="alert" { (why) } }
        @if let Some(returned) = &returned { (outcome(returned)) }
        div class="bat-dau" {
            section aria-labelledby="gui-di" {
                h2 id="gui-di" { "Gửi bảng để các cơ quan điền" }
                p { "Mỗi việc một dòng; cơ quan chọn tình trạng, ghi ngày, kết quả, sản phẩm. Điều đã ghi có sẵn trong bảng." }
                form method="get" action=(format!("{}/xlsx", address.replace("/tien-do", "/tai/tien-do"))) {
                    label for="o-co-quan" { "Bảng của" }
                    select id="o-co-quan" name="co_quan" {
                        option value="" { "mọi cơ quan, trong một tệp" }
                        @for (id, name) in agencies { option value=(id) { (name) } }
                    }
                    p { button type="submit" { "Tải bảng (Excel)" } }
                }
                p { a class="nut nhe" href=(format!("{}/zip", address.replace("/tien-do", "/tai/tien-do"))) download { "Tải mỗi cơ quan một bảng (ZIP)" } }
            }
            section aria-labelledby="nhan-ve" {
                h2 id="nhan-ve" { "Nhận lại bảng đã điền" }
                form method="post" action=(address) enctype="multipart/form-data" {
                    label for="o-tep" { "Các tệp đã điền (Excel, LibreOffice)" }
                    input id="o-tep" type="file" name="tep" multiple required accept=".xlsx,.xlsm,.xls,.xlsb,.ods";
                    p { label class="chon" { input type="checkbox" name="lay_tep" value="1"; "Khi tệp khác điều đã ghi: lấy theo tệp" } }
                    p class="nut-hang" {
                        button type="submit" name="viec" value="xem" class="nhe" { "Xem trước" }
                        button type="submit" name="viec" value="ghi" { "Ghi vào nội dung" }
                    }
                }
                p class="mo" { "Hai người nói khác nhau về một việc thì cả hai được nêu và chưa ghi điều nào." }
            }
        }
    }
}

fn outcome(returned: &Returned<'_>) -> Markup {
    let taken = returned.taken;
    let all: Vec<&Diagnostic> = taken.findings.iter().chain(returned.faults).collect();
    let of = |severity: Severity| -> Vec<&Diagnostic> {
        all.iter().filter(|one| one.severity == severity).copied().collect()
    };
    html! {
        section class="luot" aria-labelledby="da-doc" {
            h2 id="da-doc" { @if returned.written { "Đã ghi tiến độ" } @else { "Xem trước: chưa ghi gì" } }
            dl class="so-lieu" {
                div { dt { "Dòng đã đọc" } dd { (taken.lines) } }
                div { dt { "Có tiến độ mới" } dd { (taken.news) } }
                div { dt { "Như đã ghi" } dd { (taken.unchanged) } }
                div { dt { "Chưa điền" } dd { (taken.silent) } }
                @if taken.refused > 0 { div { dt { "Chưa ghi vì có lỗi" } dd { (taken.refused) } } }
                @if taken.absent > 0 { div { dt { "Không có dòng, giữ như đã ghi" } dd { (taken.absent) } } }
            }
            @if !taken.files.is_empty() {
                ul {
                    @for file in &taken.files {
                        li {
                            @if returned.written { "Đã ghi " } @else { "Sẽ ghi " }
                            code { (file.path.strip_prefix(returned.content).unwrap_or(&file.path).display()) }
                            " (" (file.count) " nhiệm vụ)"
                        }
                    }
                }
            }
            (findings::list("Chưa ghi, cần quyết định", &of(Severity::Error)))
            (findings::list("Nên xem lại", &of(Severity::Warning)))
            (findings::list("Lưu ý", &of(Severity::Info)))
        }
    }
}
