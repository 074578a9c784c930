//! What was meant by a name that is not there: hints for clerks who typed a plan's number, a unit's
//! name, or several codes as one.

use super::registry::is_sound;
use crate::content::raw::RawOverlay;
use crate::diagnostic::{Diagnostic, likely, near_miss};
use crate::model::plan::Plan;

/// Names more than these are not listed.
const MAX_NAMED: usize = 12;

/// Adds what helps with a plan that does not exist: the id that belongs to the number typed, the
/// nearest id, or all of them.
pub(super) fn with_plan(
    finding: Diagnostic,
    typed: &str,
    plans: &[&Plan],
    near: Option<String>,
) -> Diagnostic {
    let numbered: Vec<&&Plan> = plans.iter().filter(|plan| names_number(typed, plan)).collect();
    match (numbered.as_slice(), near) {
        ([plan], _) => finding.hint(format!("mã của kế hoạch ấy là {}", plan.id)),
        ([], Some(near)) => finding.hint(likely(&near)),
        ([], None) if plans.is_empty() => finding.hint("chưa có kế hoạch nào của tỉnh"),
        ([], None) => {
            finding.hint(format!("các kế hoạch đã có: {}", listed(plans.iter().map(|plan| entry(plan)))))
        }
        (several, _) => finding.hint(format!(
            "có nhiều kế hoạch mang số ấy: {}",
            listed(several.iter().map(|plan| entry(plan)))
        )),
    }
}

fn entry(plan: &Plan) -> String {
    format!("{} ({}, năm {})", plan.id, plan.short_citation(), plan.year)
}

/// Whether a text names a plan by its number (`175`, `175/KH-UBND`, `Kế hoạch số 175/KH-UBND`), and,
/// where it says more, by its symbol, too.
fn names_number(typed: &str, plan: &Plan) -> bool {
    let Some(number) = plan.official.number else { return false };
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    let words: Vec<&str> = typed.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| word.parse() == Ok(number));
    at.is_some_and(|at| {
        words.get(at + 1).is_none_or(|next| !next.contains('-') || *next == plan.official.symbol)
    })
}

/// A unit or leader that can be named.
pub(super) struct Named<'n> {
    pub id: &'n str,
    pub name: &'n str,
    pub short_name: Option<&'n str>,
}

pub(super) fn units(file: &RawOverlay) -> Vec<Named<'_>> {
    let units = file.units.iter();
    units
        .map(|unit| Named {
            id: unit.id.as_str(),
            name: unit.name.as_str(),
            short_name: unit.short_name.as_ref().map(|name| name.as_str()),
        })
        .collect()
}

pub(super) fn leaders(file: &RawOverlay) -> Vec<Named<'_>> {
    let leaders = file.leaders.iter();
    leaders
        .map(|leader| Named { id: leader.id.as_str(), name: leader.name.as_str(), short_name: None })
        .collect()
}

/// The words for units and for leaders.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub what: &'static str,
    pub key: &'static str,
    pub example: &'static str,
}

pub(super) const UNIT: Kind =
    Kind { what: "đơn vị", key: "don_vi", example: "- {ma: van-phong, ten: Văn phòng}" };

pub(super) const LEADER: Kind = Kind {
    what: "lãnh đạo",
    key: "lanh_dao",
    example: "- {ma: pho-1, ho_ten: Nguyễn Văn An, chuc_vu: Phó Giám đốc}",
};

/// Adds what helps with a code that nobody declared. `others` are those of the other kind.
pub(super) fn with_code(
    finding: Diagnostic,
    typed: &str,
    kind: Kind,
    known: &[Named<'_>],
    (other_kind, others): (Kind, &[Named<'_>]),
) -> Diagnostic {
    let same = |name: &str| name.to_lowercase() == typed.trim().to_lowercase();
    if let Some(named) = known.iter().find(|named| same(named.name) || named.short_name.is_some_and(same)) {
        return finding.hint(format!("ghi mã, không ghi tên: mã của “{}” là {}", named.name, named.id));
    }
    if others.iter().any(|named| named.id == typed) {
        return finding.hint(format!("“{typed}” là mã {}, khai ở “{}”", other_kind.what, other_kind.key));
    }
    if let Some(hint) = several(typed) {
        return finding.hint(hint);
    }
    if let Some(near) = near_miss(typed, known.iter().map(|named| named.id)) {
        return finding.hint(likely(&near));
    }
    if known.is_empty() {
        let Kind { what, key, example } = kind;
        return finding.hint(format!(
            "tệp chưa khai {what} nào: thêm khóa “{key}:”, mỗi dòng một mục, ví dụ: {example}"
        ));
    }
    let codes = known.iter().map(|named| format!("{} ({})", named.id, named.name));
    finding.hint(format!("các mã đã khai ở “{}”: {}", kind.key, listed(codes)))
}

/// The hint for several codes typed as one text.
pub(super) fn several(typed: &str) -> Option<String> {
    let parted: Vec<&str> = typed.split([',', ';']).map(str::trim).filter(|code| !code.is_empty()).collect();
    // A line that lost its dash, or stands too far to the right, goes on the one before.
    let lines: Vec<&str> = typed.split_whitespace().filter(|word| *word != "-").collect();
    let is_code = |word: &&str| word.contains('-') && is_sound(word);
    let codes = match parted.as_slice() {
        [_] if lines.iter().all(is_code) => lines,
        _ => parted,
    };
    (codes.len() > 1).then(|| {
        format!(
            "nhiều mục thì mỗi mục một dòng bắt đầu bằng “- ”, hoặc ghi trong ngoặc vuông, cách nhau bằng dấu \
             phẩy: [{}]",
            codes.join(", ")
        )
    })
}

fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(MAX_NAMED);
    let mut text = names.take(MAX_NAMED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text += &format!(" và {more} mục khác");
    }
    text
}
