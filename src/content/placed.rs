//! Chỗ đặt tệp: names and folders are free, but one that is a year or an agency's id must not say another
//! than the file itself. Where they do, nobody can tell which is the slip, so everything stops.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::load::YEARS;
use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::model::{AgencyId, Registry};

/// What a plan or a part says of itself, each with its place in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub year: Option<(i16, Range<usize>)>,
    pub agency: Option<(String, Range<usize>)>,
}

/// Findings where the folder or the name of a file says another year or agency; `root` is the content
/// folder, whose own place says nothing.
pub(super) fn contradictions(
    source: &Arc<Source>,
    root: &Path,
    said: &Said,
    registry: Option<&Registry>,
) -> Vec<Diagnostic> {
    let path = source.path.strip_prefix(root).unwrap_or(&source.path);
    let mut findings = Vec::new();
    if let Some((year, range)) = &said.year {
        let folders = path.parent().into_iter().flat_map(Path::components);
        let named = folders.filter_map(|folder| folder.as_os_str().to_str()?.parse::<i16>().ok());
        if let Some(other) = named.filter(|named| YEARS.contains(named)).find(|named| named != year) {
            let message = format!("tệp ghi năm {year} nhưng nằm trong thư mục {other}");
            let finding = Diagnostic::error(codes::MISPLACED, message).at(Place::new(source, range.clone()));
            findings.push(finding.hint("sửa “nam”, hoặc chuyển tệp sang thư mục của năm ấy"));
        }
    }
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let named = registry.and_then(|registry| registry.agency(&AgencyId::new(stem)));
    if let (Some((agency, range)), Some(named)) = (&said.agency, named)
        && named.id.as_str() != agency
    {
        let message = format!("tệp mang tên của “{}” nhưng là phần riêng của “{agency}”", named.name);
        let finding = Diagnostic::error(codes::MISPLACED, message).at(Place::new(source, range.clone()));
        findings.push(finding.hint("sửa “co_quan”, hoặc đổi tên tệp"));
    }
    findings
}
