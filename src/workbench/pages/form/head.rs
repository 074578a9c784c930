//! Đơn vị, lãnh đạo, and what stands at the head and at the end of the document.

use maud::{Markup, html};

use super::super::super::part::Sheet;
use super::super::findings::finding;
use super::fields::{Look, area, choice, ids_of, line, lines};
use crate::content::edit::Plain;
use crate::text::first_letter::upper_first;

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

/// A list of people or units on the form: where it stands in the file, and how it is spoken of.
struct Declared {
    /// Of the stretch and its title.
    id: &'static str,
    list: &'static str,
    title: &'static str,
    /// Said while there is none.
    empty: &'static str,
    /// "Đơn vị", "lãnh đạo": one of them.
    one: &'static str,
    /// Keys and labels of its two values.
    values: [(&'static str, &'static str); 2],
    /// The fields for a new one, with their labels.
    new: [(&'static str, &'static str); 2],
    add: &'static str,
}

const UNITS: Declared = Declared {
    id: "don-vi",
    list: "don_vi",
    title: "1. Phòng, đơn vị",
    empty: "Bắt đầu ở đây: khai các phòng, đơn vị của cơ quan, rồi ở mỗi nhiệm vụ chỉ cần chọn.",
    one: "đơn vị",
    values: [("ten", "Tên"), ("ten_viet_tat", "Tên viết tắt")],
    new: [("moi-don-vi", "Đơn vị mới"), ("moi-don-vi-tat", "Tên viết tắt")],
    add: "them-don-vi",
};

const LEADERS: Declared = Declared {
    id: "lanh-dao",
    list: "lanh_dao",
    title: "2. Lãnh đạo chỉ đạo",
    empty: "",
    one: "lãnh đạo",
    values: [("ho_ten", "Họ và tên"), ("chuc_vu", "Chức vụ")],
    new: [("moi-lanh-dao", "Lãnh đạo mới"), ("moi-chuc-vu", "Chức vụ")],
    add: "them-lanh-dao",
};

pub fn people(sheet: &Sheet) -> Markup {
    html! { (declaration(sheet, &UNITS)) (declaration(sheet, &LEADERS)) }
}

fn declaration(sheet: &Sheet, of: &Declared) -> Markup {
    let ids = ids_of(sheet, of.list);
    let named = upper_first(of.one);
    html! {
        section data-khoi=(of.id) class="khoi" {
            h2 id=(of.id) { (of.title) }
            @if ids.is_empty() && !of.empty.is_empty() { p class="ghi-chu" { (of.empty) } }
            @for (at, id) in ids.into_iter().enumerate() {
                @let place = format!("{}/{at}", of.list);
                div class="hang" role="group" aria-label=(format!("{named} {}", at + 1)) {
                    @for (key, label) in of.values {
                        (line(sheet, &format!("{place}/{key}"), &Look { label, hint: "", wide: false }))
                    }
                    button type="submit" name="lam" value=(format!("xoa:{place}")) class="nhe" aria-label=(format!("Xóa {} {id}", of.one)) { "Xóa" }
                }
            }
            div class="hang them" role="group" aria-label=(format!("{named} mới")) {
                @for (id, label) in of.new {
                    div class="o" { label for=(id) { (label) } input type="text" id=(id) name=(id) data-moi; }
                }
                button type="submit" name="lam" value=(of.add) class="nhe" { "Thêm " (of.one) }
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
