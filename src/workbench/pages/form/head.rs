//! Đơn vị, lãnh đạo, and what stands at the head and at the end of the document.

use maud::{Markup, html};

use super::super::super::part::Sheet;
use super::super::findings::finding;
use super::fields::{Look, area, choice, ids_of, line, lines};
use crate::content::edit::Plain;

/// Those whom the part declares: ids, and names as they are chosen among.
pub fn declared(sheet: &Sheet, list: &str) -> Vec<(String, String)> {
    let Some(Plain::List(items)) = sheet.file.get(list) else { return Vec::new() };
    let told = |item: &Plain, key: &str| item.get(key).map(Plain::told).filter(|text| !text.is_empty());
    let named = items.iter().map(|item| {
        let id = told(item, "ma").unwrap_or_default();
        let name = told(item, "ten").or_else(|| told(item, "ho_ten")).unwrap_or_else(|| id.clone());
        (id, name)
    });
    named.filter(|(id, _)| !id.is_empty()).collect()
}

pub fn people(sheet: &Sheet) -> Markup {
    html! {
        section data-khoi="don-vi" class="khoi" {
            h2 id="don-vi" { "1. Phòng, đơn vị" }
            @if ids_of(sheet, "don_vi").is_empty() {
                p class="ghi-chu" { "Bắt đầu ở đây: khai các phòng, đơn vị của cơ quan, rồi ở mỗi nhiệm vụ chỉ cần chọn." }
            }
            @for (at, id) in ids_of(sheet, "don_vi").into_iter().enumerate() {
                div class="hang" role="group" aria-label=(format!("Đơn vị {}", at + 1)) {
                    (line(sheet, &format!("don_vi/{at}/ten"), &Look { label: "Tên", hint: "", wide: false }))
                    (line(sheet, &format!("don_vi/{at}/ten_viet_tat"), &Look { label: "Tên viết tắt", hint: "", wide: false }))
                    button type="submit" name="lam" value=(format!("xoa:don_vi/{at}")) class="nhe" aria-label=(format!("Xóa đơn vị {id}")) { "Xóa" }
                }
            }
            div class="hang them" role="group" aria-label="Đơn vị mới" {
                div class="o" { label for="moi-don-vi" { "Đơn vị mới" } input type="text" id="moi-don-vi" name="moi-don-vi" data-moi; }
                div class="o" { label for="moi-don-vi-tat" { "Tên viết tắt" } input type="text" id="moi-don-vi-tat" name="moi-don-vi-tat" data-moi; }
                button type="submit" name="lam" value="them-don-vi" class="nhe" { "Thêm đơn vị" }
            }
        }
        section data-khoi="lanh-dao" class="khoi" {
            h2 id="lanh-dao" { "2. Lãnh đạo chỉ đạo" }
            @for (at, id) in ids_of(sheet, "lanh_dao").into_iter().enumerate() {
                div class="hang" role="group" aria-label=(format!("Lãnh đạo {}", at + 1)) {
                    (line(sheet, &format!("lanh_dao/{at}/ho_ten"), &Look { label: "Họ và tên", hint: "", wide: false }))
                    (line(sheet, &format!("lanh_dao/{at}/chuc_vu"), &Look { label: "Chức vụ", hint: "", wide: false }))
                    button type="submit" name="lam" value=(format!("xoa:lanh_dao/{at}")) class="nhe" aria-label=(format!("Xóa lãnh đạo {id}")) { "Xóa" }
                }
            }
            div class="hang them" role="group" aria-label="Lãnh đạo mới" {
                div class="o" { label for="moi-lanh-dao" { "Lãnh đạo mới" } input type="text" id="moi-lanh-dao" name="moi-lanh-dao" data-moi; }
                div class="o" { label for="moi-chuc-vu" { "Chức vụ" } input type="text" id="moi-chuc-vu" name="moi-chuc-vu" data-moi; }
                button type="submit" name="lam" value="them-lanh-dao" class="nhe" { "Thêm lãnh đạo" }
            }
        }
    }
}

const FORMS: [(&str, &str); 6] = [
    ("cap_truong", "Cấp trưởng ký"),
    ("ky_thay", "Ký thay (KT.), cấp phó ký"),
    ("quyen", "Quyền (Q.)"),
    ("thua_lenh", "Thừa lệnh (TL.)"),
    ("thua_uy_quyen", "Thừa ủy quyền (TUQ.)"),
    ("chua_ro", "Chưa rõ"),
];

/// Of a switch: as usual, yes, no.
const PRINTED: [(&str, &str); 3] = [("", "theo mẫu"), ("true", "có in"), ("false", "không in")];

pub fn document(sheet: &Sheet) -> Markup {
    let usual = &sheet.usual;
    let subject = format!("Để trống thì in: {}", usual.subject);
    let recipients = format!("Mỗi dòng một nơi. Để trống thì in: {}", usual.recipients.join("; "));
    let head = format!("Khi khác chức danh thường dùng ({}; {})", usual.head, usual.deputy);
    html! {
        section data-khoi="van-ban" class="khoi" {
            h2 id="van-ban" { "4. Văn bản: số, ngày, chữ ký, nơi nhận" }
            div class="luoi" {
                (line(sheet, "so", &Look { label: "Số", hint: "Dự thảo thì để trống", wide: false }))
                (line(sheet, "ky_hieu", &Look { label: "Ký hiệu", hint: &format!("Để trống thì in {}", usual.symbol), wide: false }))
                (line(sheet, "ngay", &Look { label: "Ngày ban hành", hint: "Ví dụ 18/7/2025; dự thảo thì để trống", wide: false }))
                (choice(sheet, "trang_thai", &Look { label: "Trạng thái", hint: "", wide: false }, &[("du_thao", "Dự thảo"), ("ban_hanh", "Đã ban hành")]))
                (choice(sheet, "ky/hinh_thuc", &Look { label: "Hình thức ký", hint: "", wide: false }, &FORMS))
                (line(sheet, "ky/ho_ten", &Look { label: "Họ tên người ký", hint: "", wide: false }))
                (line(sheet, "ky/chuc_vu", &Look { label: "Chức vụ người ký", hint: &head, wide: false }))
                (line(sheet, "luu", &Look { label: "Lưu", hint: &format!("Để trống thì in: {}", usual.archive), wide: false }))
            }
            (area(sheet, "trich_yeu", &Look { label: "Trích yếu", hint: &subject, wide: true }, &super::fields::text(sheet, "trich_yeu")))
            (area(sheet, "noi_nhan", &Look { label: "Nơi nhận", hint: &recipients, wide: true }, &lines(sheet, "noi_nhan")))
        }
        section data-khoi="loi-van" class="khoi" {
            h2 id="loi-van" { "5. Lời văn của cơ quan" }
            p class="mo" { "Mỗi dòng là một đoạn. Chỗ nào để trống thì chương trình viết theo mẫu, xem ở trang bên." }
            @for (name, label) in [
                ("mo_dau", "Lời mở đầu"),
                ("muc_dich", "Mục đích"),
                ("yeu_cau", "Yêu cầu"),
                ("dan_nhap_nhiem_vu", "Đoạn dẫn trước các nhiệm vụ"),
            ] {
                (area(sheet, name, &Look { label, hint: "", wide: true }, &lines(sheet, name)))
            }
            (organisation(sheet))
            (area(sheet, "ket_thuc", &Look { label: "Câu kết", hint: "Không ghi “./.”", wide: true }, &super::fields::text(sheet, "ket_thuc")))
            details {
                summary { "Phần in thêm" }
                div class="luoi" {
                    @for (name, label) in [
                        ("in_phu_luc", "Phụ lục bảng phân công"),
                        ("in_chi_tieu", "Mục chỉ số được giao theo dõi"),
                        ("in_muc_tieu", "Chỉ tiêu dưới tên chỉ số"),
                        ("in_can_cu", "Căn cứ sau mỗi nhiệm vụ"),
                    ] {
                        (choice(sheet, name, &Look { label, hint: "", wide: false }, &PRINTED))
                    }
                    (choice(sheet, "phu_luc_rieng", &Look { label: "Tệp của phụ lục", hint: "", wide: false }, &[("", "cùng tệp với văn bản"), ("true", "mỗi phụ lục một tệp")]))
                }
            }
            @if sheet.file.get("cac_muc").is_some() {
                p class="ghi-chu" { "Tệp có bố cục riêng (cac_muc): phần ấy được giữ nguyên, sửa trong tệp." }
            }
        }
        section data-khoi="phat-hien" class="khoi" {
            @if !sheet.elsewhere.is_empty() {
                h2 { "Phát hiện khác" }
                ul class="tai-cho" { @for one in &sheet.elsewhere { (finding(one)) } }
            }
        }
    }
}

/// Items that answer duties of the plan are fields of their own; words alone are lines.
fn organisation(sheet: &Sheet) -> Markup {
    let items = match sheet.file.get("to_chuc_thuc_hien") {
        Some(Plain::List(items)) => items.as_slice(),
        _ => &[],
    };
    let all_words = items.iter().all(|item| matches!(item, Plain::Text(_)));
    html! {
        @if all_words {
            (area(sheet, "to_chuc_thuc_hien", &Look { label: "Tổ chức thực hiện", hint: "Mỗi dòng một khoản; việc kế hoạch giao ở phần này được in sẵn", wide: true }, &lines(sheet, "to_chuc_thuc_hien")))
        } @else {
            @for (at, item) in items.iter().enumerate() {
                @if matches!(item, Plain::Mapping(_)) {
                    (area(sheet, &format!("to_chuc_thuc_hien/{at}/noi_dung"), &Look { label: &format!("Tổ chức thực hiện, khoản {}", at + 1), hint: "", wide: true }, &super::fields::text(sheet, &format!("to_chuc_thuc_hien/{at}/noi_dung"))))
                    (line(sheet, &format!("to_chuc_thuc_hien/{at}/thoi_han"), &Look { label: "Thời hạn", hint: "", wide: false }))
                } @else {
                    p { "Khoản " (at + 1) ": " (item.told()) " " span class="mo" { "(sửa trong tệp)" } }
                }
            }
        }
        @if !sheet.duties.is_empty() {
            details {
                summary { "Việc kế hoạch giao ở phần Tổ chức thực hiện (" (sheet.duties.len()) "), in sẵn" }
                ul { @for duty in &sheet.duties { li { (duty.text) " " span class="mo" { "(" (duty.citation) ")" } } } }
            }
        }
    }
}
