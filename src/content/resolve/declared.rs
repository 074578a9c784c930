//! What the province's file says of itself: its two names, and the families of indices.

use super::Context;
use super::prose;
use crate::content::raw::RawProvince;
use crate::diagnostic::{Diagnostic, codes};

/// What the territory of a content folder may be. Of Thành phố Hồ Chí Minh the capital belongs to the name.
const KINDS: [&str; 9] =
    ["tỉnh", "thành phố", "Thành phố", "xã", "phường", "đặc khu", "huyện", "thị xã", "quận"];

/// Reports names that contradict each other, and families that are declared twice.
pub(super) fn check(file: &RawProvince, context: &mut Context<'_>) {
    let (name, full) = (prose(&file.name), prose(&file.full_name));
    let kind = ["tỉnh ", "thành phố ", "Tỉnh ", "Thành phố "].iter().find(|kind| name.starts_with(**kind));
    if let Some(kind) = kind {
        let message = format!("“ten” chỉ ghi tên riêng, không có chữ “{}”", kind.trim());
        let finding = Diagnostic::warning(codes::ODD_TERRITORY, message);
        context.report(finding.hint(format!("ghi: {}", &name[kind.len()..])), &file.name);
    } else if !full.ends_with(&name) {
        let message = format!("tên đầy đủ “{full}” không có tên riêng “{name}”");
        let finding = Diagnostic::warning(codes::ODD_TERRITORY, message);
        context.report(finding.hint(format!("ví dụ: tỉnh {name}, thành phố {name}")), &file.full_name);
    } else if !KINDS.iter().any(|kind| full.strip_suffix(&name).is_some_and(|it| it.trim_end() == *kind)) {
        let message = format!("tên đầy đủ “{full}” không nói “{name}” là tỉnh hay thành phố");
        let finding = Diagnostic::warning(codes::ODD_TERRITORY, message);
        context.report(finding.hint(format!("ví dụ: tỉnh {name}, thành phố {name}")), &file.full_name);
    }
    for (at, family) in file.families.iter().enumerate() {
        let Some(first) = file.families[..at].iter().find(|first| first.id.trim() == family.id.trim()) else {
            continue;
        };
        let line = context.place(&first.id).line_column().0;
        let finding =
            Diagnostic::error(codes::DUPLICATE_ID, format!("mã họ chỉ số “{}” đã dùng", *family.id));
        context.report(finding.hint(format!("lần đầu ở dòng {line}")), &family.id);
    }
}
