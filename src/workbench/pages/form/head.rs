//! Đơn vị, lãnh đạo, and what stands at the head and at the end of the document.

use maud::{Markup, html};

use super::super::super::part::Sheet;
use super::fields::{Look, area, calls, choice, ids_of, line, lines, versions};
use super::organisation;
use super::words::is_said;
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
            h2 id=(of.id) tabindex="-1" { (of.title) }
            @if ids.is_empty() && !of.empty.is_empty() { p class="ghi-chu" { (of.empty) } }
            @for (at, id) in ids.into_iter().enumerate() {
                @let place = format!("{}/{at}", of.list);
                div class="hang" role="group" aria-label=(format!("{named} {}", at + 1)) {
                    @for (key, label) in of.values {
                        (line(sheet, &format!("{place}/{key}"), &Look { label, hint: "", wide: false }))
                    }
                    button type="submit" name="lam" value=(format!("xoa:{place}")) class="nhe" aria-label=(format!("Xóa {} {id}", of.one)) { "Xóa" }
                    (versions(sheet, &place))
                }
            }
            (versions(sheet, of.list))
            div class="hang them" role="group" aria-label=(format!("{named} mới")) {
                @for (id, label) in of.new {
                    div class="o" { label for=(id) { (label) } input type="text" id=(id) name=(id) data-moi; }
                }
                button type="submit" name="lam" value=(of.add) class="nhe" { "Thêm " (of.one) }
            }
        }
    }
}

const PRINTING: [(&str, &str); 5] = [
    ("in_phu_luc", "Phụ lục bảng phân công"),
    ("in_chi_tieu", "Mục chỉ số được giao theo dõi"),
    ("in_muc_tieu", "Chỉ tiêu dưới tên chỉ số"),
    ("in_can_cu", "Căn cứ sau mỗi nhiệm vụ"),
    ("phu_luc_rieng", "Tệp của phụ lục"),
];

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
                (choice(sheet, "trang_thai", &Look { label: "Trạng thái", hint: "", wide: false }))
                (choice(sheet, "ky/hinh_thuc", &Look { label: "Hình thức ký", hint: "", wide: false }))
                (choice(sheet, "ky/thay_mat", &Look { label: "Ký thay mặt tập thể", hint: "", wide: false }))
                (line(sheet, "ky/ho_ten", &Look { label: "Họ tên người ký", hint: "", wide: false }))
                (line(sheet, "ky/chuc_vu", &Look { label: "Chức vụ người ký", hint: &head, wide: false }))
                (line(sheet, "luu", &Look { label: "Lưu", hint: &format!("Để trống thì in: {}", usual.archive), wide: false }))
            }
            (marks(sheet))
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
            (organisation::all(sheet))
            (area(sheet, "ket_thuc", &Look { label: "Câu kết", hint: "Không ghi “./.”", wide: true }, &super::fields::text(sheet, "ket_thuc")))
            details open[calls(sheet, &PRINTING.map(|(name, _)| name.to_owned()))] {
                summary { "Phần in thêm" }
                div class="luoi" {
                    @for (name, label) in PRINTING { (choice(sheet, name, &Look { label, hint: "", wide: false })) }
                }
            }
        }
    }
}

/// Các dấu, chỉ dẫn trên văn bản.
fn marks(sheet: &Sheet) -> Markup {
    html! {
        div class="luoi" role="group" aria-label="Các dấu trên văn bản" {
            (choice(sheet, "dau_hieu/du_thao", &Look { label: "Chữ DỰ THẢO", hint: "Chỉ in khi chưa ban hành", wide: false }))
            (choice(sheet, "dau_hieu/khan", &Look { label: "Mức độ khẩn", hint: "", wide: false }))
            (choice(sheet, "dau_hieu/luu_hanh", &Look { label: "Phạm vi lưu hành", hint: "", wide: false }))
            (line(sheet, "dau_hieu/nguoi_soan", &Look { label: "Ký hiệu người soạn thảo, số lượng bản", hint: "Ví dụ: PL.(300)", wide: false }))
            @if is_said(sheet, "dau_hieu/mat") {
                (line(sheet, "dau_hieu/mat", &Look { label: "Mức độ mật", hint: "Văn bản mật không soạn bằng chương trình này: xóa ô này, soạn trên máy không nối mạng", wide: true }))
            } @else {
                p class="y" { "Văn bản mật không soạn bằng chương trình này nên không có ô mức độ mật." }
            }
        }
    }
}

/// What stands in the file alone, with its lines.
pub fn in_file(sheet: &Sheet, path: &std::path::Path) -> Markup {
    html! {
        section data-khoi="trong-tep" class="khoi" {
            h2 id="trong-tep" { "7. Chỉ sửa được trong tệp" }
            details {
                summary { "Những điều biểu mẫu không có ô, và chỗ của chúng trong tệp" }
                ul {
                    @for one in &sheet.in_file {
                        li {
                            (one.what) ": "
                            @match one.lines.as_slice() {
                                [] => "chưa ghi",
                                lines => { code { (path.display()) } ", dòng " (lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")) }
                            }
                            span class="mo" { " (" (one.why) ")" }
                        }
                    }
                }
            }
        }
    }
}
