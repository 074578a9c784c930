//! Chữ của biểu mẫu: what keys of the file are called, and the words that fields of a closed set take.

use super::super::super::part::Sheet;
use super::super::super::part::field::{Kind, kind, path_of};
use super::fields::value;
use super::head::declared;
use crate::content::edit::{Path, Plain, Step, name_of};
use crate::model::overlay::UnitSet;

/// How all units of an agency are offered.
pub(super) const EVERY_UNIT: &str = "Tất cả các phòng, đơn vị";

/// What the keys of the file are called on the form.
const LABELS: [(&str, &str); 51] = [
    ("so", "Số"),
    ("ky_hieu", "Ký hiệu"),
    ("ngay", "Ngày ban hành"),
    ("trang_thai", "Trạng thái"),
    ("trich_yeu", "Trích yếu"),
    ("mo_dau", "Lời mở đầu"),
    ("muc_dich", "Mục đích"),
    ("yeu_cau", "Yêu cầu"),
    ("dan_nhap_nhiem_vu", "Đoạn dẫn trước các nhiệm vụ"),
    ("to_chuc_thuc_hien", "Tổ chức thực hiện"),
    ("ket_thuc", "Câu kết"),
    ("noi_nhan", "Nơi nhận"),
    ("luu", "Lưu"),
    ("hinh_thuc", "Hình thức ký"),
    ("ho_ten", "Họ và tên"),
    ("chuc_vu", "Chức vụ"),
    ("don_vi", "Phòng, đơn vị"),
    ("lanh_dao", "Lãnh đạo chỉ đạo"),
    ("ten", "Tên"),
    ("ten_viet_tat", "Tên viết tắt"),
    ("nhiem_vu", "Nhiệm vụ"),
    ("noi_dung", "Lời của cơ quan"),
    ("chu_tri", "Đơn vị chủ trì"),
    ("phoi_hop", "Đơn vị phối hợp"),
    ("thoi_han", "Thời hạn"),
    ("san_pham", "Sản phẩm"),
    ("dan", "Câu phân công nguyên văn"),
    ("tieu_de", "Tiêu đề"),
    ("thay_cho", "Nhiệm vụ thực hiện"),
    ("khong_lien_quan", "Nhiệm vụ không liên quan"),
    ("giu_nguyen", "Giữ nguyên câu của kế hoạch"),
    ("phan_cong", "Các dòng phân công"),
    ("theo_linh_vuc", "Sau tên lãnh đạo"),
    ("kieu", "Cách ghi phân công"),
    ("muc", "Đề mục của kế hoạch"),
    ("ke_hoach", "Kế hoạch gốc"),
    ("thay_mat", "Ký thay mặt tập thể"),
    ("du_thao", "Chữ DỰ THẢO"),
    ("khan", "Mức độ khẩn"),
    ("luu_hanh", "Phạm vi lưu hành"),
    ("mat", "Mức độ mật"),
    ("nguoi_soan", "Ký hiệu người soạn thảo, số lượng bản"),
    ("cac_muc", "Bố cục"),
    ("phan", "Phần có sẵn"),
    ("doan", "Các đoạn"),
    ("gach", "Các gạch đầu dòng"),
    ("khoan", "Khoản"),
    ("bang", "Bảng"),
    ("in_phu_luc", "Phụ lục bảng phân công"),
    ("in_can_cu", "Căn cứ sau mỗi nhiệm vụ"),
    ("ma", "Mã"),
];

const FORMS: &[(&str, &str)] = &[
    ("cap_truong", "Cấp trưởng ký"),
    ("ky_thay", "Ký thay (KT.), cấp phó ký"),
    ("quyen", "Quyền (Q.)"),
    ("thua_lenh", "Thừa lệnh (TL.)"),
    ("thua_uy_quyen", "Thừa ủy quyền (TUQ.)"),
    ("chua_ro", "Chưa rõ"),
];

/// Of a switch: as usual, yes, no.
const PRINTED: &[(&str, &str)] = &[("", "theo mẫu"), ("true", "có in"), ("false", "không in")];

/// The words that a field of a closed set takes, with what they are called; none for any other field.
pub fn choices(name: &str) -> &'static [(&'static str, &'static str)] {
    match name.rsplit_once('/').unwrap_or(("", name)) {
        ("", "trang_thai") => &[("du_thao", "Dự thảo"), ("ban_hanh", "Đã ban hành")],
        ("ky", "hinh_thuc") => FORMS,
        ("ky", "thay_mat") => {
            &[("", "theo cơ quan"), ("true", "ký thay mặt tập thể (TM.)"), ("false", "không ghi TM.")]
        }
        ("dau_hieu", "du_thao") => &[
            ("", "không in"),
            ("có", "DỰ THẢO"),
            ("lần 1", "DỰ THẢO (lần 1)"),
            ("lần 2", "DỰ THẢO (lần 2)"),
            ("lần 3", "DỰ THẢO (lần 3)"),
            ("lần 4", "DỰ THẢO (lần 4)"),
        ],
        ("dau_hieu", "khan") => {
            &[("", "không"), ("khan", "Khẩn"), ("thuong_khan", "Thượng khẩn"), ("hoa_toc", "Hỏa tốc")]
        }
        ("dau_hieu", "luu_hanh") => &[
            ("", "không hạn chế"),
            ("xem_xong_tra_lai", "Xem xong trả lại"),
            ("luu_hanh_noi_bo", "Lưu hành nội bộ"),
        ],
        ("", "in_phu_luc" | "in_chi_tieu" | "in_muc_tieu" | "in_can_cu") => PRINTED,
        ("", "phu_luc_rieng") => &[("", "cùng tệp với văn bản"), ("true", "mỗi phụ lục một tệp")],
        (_, "kieu") => {
            &[("", "theo mẫu"), ("chu_cai", "a), b), c) và dòng “Phân công”"), ("giao", "“Giao … chủ trì”")]
        }
        (_, "theo_linh_vuc") => &[("", "không ghi thêm"), ("true", "(chỉ đạo theo lĩnh vực phụ trách)")],
        (_, "phan") => &PARTS,
        _ => &[],
    }
}

/// The parts that templates have, as they are titled where nobody says otherwise.
pub const PARTS: [(&str, &str); 4] = [
    ("muc_dich", "Mục đích, yêu cầu"),
    ("chi_tieu", "Chỉ số, nội dung được giao theo dõi"),
    ("nhiem_vu", "Nhiệm vụ, giải pháp"),
    ("to_chuc", "Tổ chức thực hiện"),
];

fn label(key: &str) -> &str {
    LABELS.iter().find(|(own, _)| *own == key).map_or(key, |(_, label)| label)
}

/// What a place of the file is called on the form.
pub fn label_of(path: &[Step]) -> String {
    match path {
        [.., Step::Key(list), Step::Item(at)] => match (list.as_str(), path.len()) {
            ("noi_dung", _) => "Nội dung".to_owned(),
            ("nhiem_vu", 2) => "Đề mục".to_owned(),
            ("cac_muc", _) => format!("Mục thứ {}", at + 1),
            ("khoan" | "to_chuc_thuc_hien", _) => format!("{}, khoản {}", label(list), at + 1),
            ("don_vi" | "lanh_dao", 2) => label(list).to_owned(),
            _ => format!("{}, dòng {}", label(list), at + 1),
        },
        [.., Step::Key(list)] if list == "noi_dung" && path.len() == 3 => "Thứ tự các nội dung".to_owned(),
        [.., Step::Key(key)] => label(key).to_owned(),
        _ => String::new(),
    }
}

/// A value as people read it: words of a closed set and ids by what they are called, an item key by key.
pub fn said(sheet: Option<&Sheet>, path: &[Step], value: Option<&Plain>) -> Vec<(String, String)> {
    match value {
        Some(Plain::Mapping(entries)) => {
            let all = entries.iter().map(|(key, value)| {
                let at: Path = path.iter().cloned().chain([Step::key(key)]).collect();
                (label(key).to_owned(), told(sheet, &at, value))
            });
            all.filter(|(_, said)| !said.is_empty()).collect()
        }
        Some(Plain::List(items)) if items.iter().any(|item| matches!(item, Plain::Mapping(_))) => {
            let all = items.iter().enumerate();
            all.map(|(at, item)| (format!("{}.", at + 1), one_line(sheet, path, item))).collect()
        }
        Some(value) => vec![(String::new(), told(sheet, path, value))],
        None => Vec::new(),
    }
}

fn one_line(sheet: Option<&Sheet>, path: &[Step], item: &Plain) -> String {
    let at: Path = path.iter().cloned().chain([Step::Item(0)]).collect();
    let parts = said(sheet, &at, Some(item)).into_iter().map(|(label, said)| match label.as_str() {
        "" => said,
        label => format!("{label}: {said}"),
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn told(sheet: Option<&Sheet>, path: &[Step], value: &Plain) -> String {
    let word = value.told();
    let name = name_of(path);
    if let Some((_, said)) = choices(&name).iter().find(|(own, _)| *own == word && !word.is_empty()) {
        return (*said).to_owned();
    }
    let list = match path.last() {
        Some(Step::Key(key)) if key == "lanh_dao" => "lanh_dao",
        _ => "don_vi",
    };
    match (kind(path), value, sheet) {
        (Some(Kind::Ids), Plain::List(items), Some(sheet)) => {
            let known = declared(sheet, list);
            let named = items.iter().map(Plain::told).map(|id| {
                match (known.iter().find(|(own, _)| *own == id), id.as_str()) {
                    (Some((_, name)), _) => name.clone(),
                    (None, UnitSet::ALL) => EVERY_UNIT.to_owned(),
                    (None, _) => id,
                }
            });
            named.collect::<Vec<_>>().join(", ")
        }
        (_, Plain::Text(text), _) if text == "true" => "có".to_owned(),
        (_, Plain::Text(text), _) if text == "false" => "không".to_owned(),
        // Of a task the words of the plan are in sight beside it.
        (_, Plain::List(items), _) if matches!(path.last(), Some(Step::Key(key)) if key == "thay_cho") => {
            let name = |item: &Plain| item.get("nhiem_vu").unwrap_or(item).told();
            items.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        _ => word,
    }
}

/// Whether a field stands in the file with anything in it.
pub fn is_said(sheet: &Sheet, name: &str) -> bool {
    path_of(name).is_some() && value(sheet, name).is_some_and(|value| !value.told().is_empty())
}
