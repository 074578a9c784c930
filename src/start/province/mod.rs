//! A whole content folder for one province or city: its agencies, all its communes, groups, and a first plan.
//!
//! Enters: the name of the province as a person types it, and a year. Leaves: the files of a folder that
//! validates as it stands, with the places that a person must decide on. What a single office alone can
//! know (symbols, superior lines) is customary here and said to be unverified in the files.

mod communes;
mod division;
mod fill;
mod lookup;
mod unverified;

use std::ops::RangeInclusive;
use std::path::PathBuf;

pub use division::{Commune, CommuneKind, Division, DivisionKind, divisions};
pub use lookup::{NotFound, find};
pub use unverified::{Unverified, unverified};

use super::Draft;
use crate::content::YEARS;
use crate::content::emit::writer::Decision;
use crate::content::raw::FileKind;

/// The year from whose middle on the communes exist: an earlier plan would have nobody to give tasks to.
pub const FIRST_YEAR: i16 = 2025;

/// Years that the first plan of a province can have.
pub const FIRST_YEARS: RangeInclusive<i16> = FIRST_YEAR..=*YEARS.end();

/// What tells of a first year that cannot be.
pub fn no_first_year() -> String {
    format!("kế hoạch đầu tiên phải từ năm {FIRST_YEAR} và không quá {}", FIRST_YEARS.end())
}

/// The files that differ between provinces only by names, with where they stand in the folder.
const OUTLINES: [(&str, &str); 6] = [
    ("tinh.yaml", include_str!("../../../assets/khoi-tao/tinh.yaml")),
    ("nhom.yaml", include_str!("../../../assets/khoi-tao/nhom.yaml")),
    ("co-quan/ubnd-«ma_kieu».yaml", include_str!("../../../assets/khoi-tao/co-quan/ubnd.yaml")),
    ("co-quan/so-nganh.yaml", include_str!("../../../assets/khoi-tao/co-quan/so-nganh.yaml")),
    ("co-quan/nganh-doc.yaml", include_str!("../../../assets/khoi-tao/co-quan/nganh-doc.yaml")),
    ("«nam»/ke-hoach-«ma_kieu».yaml", include_str!("../../../assets/khoi-tao/ke-hoach.yaml")),
];

/// The content folder of a province with a first plan of `year`; paths are relative to the folder.
pub fn folder(division: &Division, year: i16) -> Vec<Draft> {
    let names = fill::Names::of(division, year);
    let outlines = OUTLINES.iter().map(|(path, text)| draft(names.fill(path), names.fill(text)));
    let communes = draft("co-quan/xa-phuong.yaml".to_owned(), communes::file(division));
    let schemas = FileKind::ALL
        .iter()
        .map(|(kind, _)| draft(format!("luoc-do/{}", kind.schema_file()), kind.schema_text()));
    outlines.chain([communes]).chain(schemas).collect()
}

fn draft(path: String, text: String) -> Draft {
    let decisions = Decision::marked_in(&text);
    Draft { path: PathBuf::from(path), text, decisions }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_marker_is_left_in_any_file_of_any_province() {
        for division in divisions() {
            for file in folder(division, 2026) {
                let left = file.text.lines().chain(file.path.to_str()).find(|line| line.contains(['«', '»']));
                assert_eq!(left, None, "{}, {}", division.full_name(), file.path.display());
            }
        }
    }
}
