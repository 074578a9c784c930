//! What an office has to confirm, counted: a list of every field of every agency would be read by nobody.

use crate::model::Agency;
use crate::model::agency::Registry;

/// A field that some agencies have not verified, with these agencies.
#[derive(Debug, Clone, PartialEq)]
pub struct Unverified<'r> {
    /// The key in the file.
    pub field: &'r str,
    /// In the order of the files.
    pub agencies: Vec<&'r Agency>,
}

/// What a key of an agency means, for people; `None` for one that says it itself.
pub fn field_label(field: &str) -> Option<&'static str> {
    Some(match field {
        "ten" => "tên",
        "ky_hieu" => "chữ viết tắt trong ký hiệu",
        "cap_tren" => "tên cơ quan cấp trên",
        "dong_ten" => "tên cơ quan chia dòng",
        "dia_danh" => "địa danh",
        "cap_truong" => "chức danh người đứng đầu",
        "cap_pho" => "chức danh cấp phó",
        "tu_ngay" => "ngày bắt đầu",
        "den_ngay" => "ngày kết thúc",
        _ => return None,
    })
}

/// Every unverified field, in the order in which the files first name them.
pub fn unverified(registry: &Registry) -> Vec<Unverified<'_>> {
    let mut fields: Vec<Unverified<'_>> = Vec::new();
    for agency in registry.agencies() {
        for field in &agency.unverified {
            match fields.iter_mut().find(|known| known.field == field) {
                Some(known) => known.agencies.push(agency),
                None => fields.push(Unverified { field, agencies: vec![agency] }),
            }
        }
    }
    fields
}
