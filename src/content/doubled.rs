//! Ghi hai lần trong một danh sách: names that a list has twice. Lists of those who are given tasks are looked
//! through where their names are known.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Place, Source, codes};

/// Keys of lists of names that nobody else looks through.
const LISTS: [&str; 11] = [
    "tru",
    "gom",
    "gom_loai",
    "ten_khac",
    "ke_thua",
    "cap_tren",
    "dong_ten",
    "chua_xac_minh",
    "lanh_dao",
    "ke_hoach",
    "kinh_gui",
];

/// Tells of every name that stands in a list for the second time.
pub(super) fn names(node: &Node, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Null | Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| names(item, source, findings)),
        Value::Mapping(entries) => {
            for entry in entries {
                if LISTS.contains(&entry.key.as_str()) {
                    findings.extend(twice(entry.value.items(), source));
                }
                names(&entry.value, source, findings);
            }
        }
    }
}

fn twice(items: &[Node], source: &Arc<Source>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let named = items.iter().filter_map(|item| Some((item, item.text()?.trim())));
    let again = named.filter(|(_, name)| !name.is_empty() && !seen.insert(*name));
    again
        .map(|(item, name)| {
            let finding = Diagnostic::warning(codes::NAMED_TWICE, format!("“{name}” được ghi hai lần"));
            finding.at(Place::new(source, item.range.clone())).hint("xóa một chỗ")
        })
        .collect()
}
