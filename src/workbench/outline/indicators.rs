//! Việc sửa chỉ tiêu: what a person does to an indicator → edits of its file.

use super::deed;
use super::headings::set;
use super::places::{INDICATORS, items, key};
use crate::content::edit::{self, Edit, NotEdited, Step, Value};
use crate::content::yaml::Node;

/// Values of an indicator by their keys; one that is empty is taken out.
pub type Values = Vec<(&'static str, String)>;

/// The keys of an indicator, in the order in which they are written.
pub const KEYS: [&str; 8] = ["ten", "gia_tri", "don_vi", "thang", "chieu", "nam", "thay_doi", "so_voi"];

pub(super) fn added(node: &Node, heading: &[Step], values: &Values) -> Option<Vec<Edit>> {
    edit::at(node, heading)?;
    let list = key(heading, INDICATORS);
    let value = Value::Mapping(
        values.iter().filter(|(_, value)| !value.is_empty()).map(|(of, value)| entry(of, value)).collect(),
    );
    let at = items(node, &list).len();
    Some(match edit::at(node, &list) {
        Some(_) => vec![Edit::Insert { list, at, value }],
        None => vec![set(node, heading, INDICATORS, Value::List(vec![value]))],
    })
}

pub(super) fn changed(node: &Node, indicator: &[Step], values: &Values) -> Option<Vec<Edit>> {
    edit::at(node, indicator)?;
    let edits = values.iter().filter_map(|(of, value)| {
        let path = key(indicator, of);
        match (value.is_empty(), edit::at(node, &path)) {
            (true, None) => None,
            (true, Some(_)) => Some(Edit::Remove { path }),
            (false, _) => Some(Edit::Set { path, value: entry(of, value).1 }),
        }
    });
    Some(edits.collect())
}

/// As it is written; one in brackets is written anew, where no comment would be lost by that.
pub(super) fn moved(
    text: &str,
    node: &Node,
    indicator: &[Step],
    heading: &[Step],
) -> Result<String, NotEdited> {
    let list = key(heading, INDICATORS);
    let mut edits = Vec::new();
    if edit::at(node, heading).is_some() && edit::at(node, &list).is_none() {
        // Where it is found: behind pages of tasks nobody would look for it.
        edits.push(set(node, heading, INDICATORS, Value::List(Vec::new())));
    }
    edits.extend(deed::moved(node, indicator, &list).ok_or(NotEdited::NoSuchPlace)?);
    let done = edit::edited(text, &edits);
    let own = edit::at(node, indicator).ok_or(NotEdited::NoSuchPlace)?;
    // Line by line it is taken over as it is, or not at all: its comments belong to it.
    let is_in_brackets = edit::at(node, &indicator[..indicator.len() - 1])
        .is_some_and(|list| text[list.range.start..].starts_with('['));
    if done != Err(NotEdited::Layout) || !is_in_brackets || text[own.range.clone()].contains('#') {
        return done;
    }
    let value = Value::Copy(own.clone());
    let at = items(node, &list).len();
    let first = match edit::at(node, &list) {
        Some(_) => Edit::Insert { list, at, value },
        None => set(node, heading, INDICATORS, Value::List(vec![value])),
    };
    let edits = std::iter::once(first).chain(deed::removed(node, indicator).ok_or(NotEdited::NoSuchPlace)?);
    edit::edited(text, &edits.collect::<Vec<_>>())
}

/// Numbers and words of the file's own are typed as they are; what is printed is prose.
fn entry(of: &str, value: &str) -> (String, Value) {
    let value = match of {
        "ten" => Value::Prose(value.to_owned()),
        "gia_tri" | "don_vi" if value.contains(' ') => Value::Prose(value.to_owned()),
        _ => Value::Word(value.to_owned()),
    };
    (of.to_owned(), value)
}

#[cfg(test)]
mod tests {
    use super::super::deed::Deed;
    use super::super::places::parse;
    use super::*;

    const PLAN: &str = "\
cac_muc:
  - ten: Đất đai
    chi_tieu: [{gia_tri: \"7,5\", so_voi: 2024}, {ten: Hồ sơ đúng hạn, gia_tri: 98, don_vi: \"%\"}]
  - ten: Chính quyền số
    chi_tieu:
      # đã hỏi
      - ten: Hồ sơ trực tuyến
        gia_tri: 80
        don_vi: \"%\"
      - {ten: Nền tảng dùng chung, gia_tri: 12, don_vi: nền tảng}
  - tieu_de: Hạ tầng
    doan: [Mở rộng vùng phủ sóng.]
";

    fn done(deed: &Deed) -> String {
        deed.done(PLAN).expect("it is done")
    }

    fn values(values: &[(&'static str, &str)]) -> Values {
        values.iter().map(|(of, value)| (*of, (*value).to_owned())).collect()
    }

    #[test]
    fn values_are_changed_and_taken_out_in_brackets_and_line_by_line() {
        let changed = |place: &str, to: &[(&'static str, &str)]| {
            done(&Deed::ChangeIndicator { indicator: parse(place), values: values(to) })
        };
        let text = changed("cac_muc/0/chi_tieu/0", &[("gia_tri", "7,9"), ("so_voi", "")]);
        assert!(text.contains("chi_tieu: [{gia_tri: \"7,9\"}, {ten: Hồ sơ đúng hạn"), "{text}");
        let text = changed("cac_muc/1/chi_tieu/0", &[("gia_tri", "90"), ("nam", "2030")]);
        assert!(text.contains("# đã hỏi\n      - ten: Hồ sơ trực tuyến\n        gia_tri: 90\n        don_vi: \"%\"\n        nam: 2030\n"), "{text}");
    }

    #[test]
    fn a_new_one_stands_last_or_right_behind_the_title() {
        let added = |heading: &str| {
            let values =
                values(&[("ten", "Trạm phát sóng"), ("gia_tri", "40"), ("don_vi", "trạm"), ("nam", "")]);
            done(&Deed::AddIndicator { heading: parse(heading), values })
        };
        let text = added("cac_muc/2");
        let expected = "- tieu_de: Hạ tầng\n    chi_tieu:\n      - ten: Trạm phát sóng\n        gia_tri: 40\n        don_vi: trạm\n    doan:";
        assert!(text.contains(expected), "{text}");
        let text = added("cac_muc/1");
        assert!(text.contains("nền tảng}\n      - ten: Trạm phát sóng"), "{text}");
    }

    #[test]
    fn one_is_moved_and_removed_with_its_comment_wherever_it_is_written() {
        let moved =
            |from: &str, to: &str| done(&Deed::MoveIndicator { indicator: parse(from), heading: parse(to) });
        let text = moved("cac_muc/1/chi_tieu/0", "cac_muc/2");
        let expected = "- tieu_de: Hạ tầng\n    chi_tieu:\n      # đã hỏi\n      - ten: Hồ sơ trực tuyến\n        gia_tri: 80\n        don_vi: \"%\"\n    doan:";
        assert!(text.contains(expected), "{text}");
        let text = moved("cac_muc/0/chi_tieu/1", "cac_muc/1");
        assert!(text.contains("chi_tieu: [{gia_tri: \"7,5\", so_voi: 2024}]"), "{text}");
        assert!(text.contains("nền tảng}\n      - ten: Hồ sơ đúng hạn\n"), "{text}");
        let text = done(&Deed::Shift { place: parse("cac_muc/0/chi_tieu/0"), down: true });
        assert!(text.contains("don_vi: \"%\"}, {gia_tri: \"7,5\", so_voi: 2024}]"), "{text}");
        let text = done(&Deed::Remove { place: parse("cac_muc/0/chi_tieu/0") });
        assert!(!text.contains("7,5") && text.contains("Hồ sơ đúng hạn"), "{text}");
    }
}
