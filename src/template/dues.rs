//! Thời hạn as printed: in the words in which it was typed.

use crate::model::plan::{Due, Plan};

use super::filters::lower_first;
use crate::text::words::time::ADVERBIAL;

/// Deadlines, unless the text states them already.
pub(super) fn unsaid(dues: &[Due], text: &str) -> Option<String> {
    written(dues.iter().filter(|due| !due.is_said_in(text)), None)
}

/// All of them; those counted from the day of issue say of which plan, where it is another.
pub(super) fn all(dues: &[Due], of: Option<&Plan>) -> Option<String> {
    written(dues.iter(), of)
}

/// The same without what the text of another document's plan says already.
pub(super) fn unsaid_of(dues: &[Due], text: &str, of: &Plan) -> Option<String> {
    written(dues.iter().filter(|due| !due.is_said_in(text)), Some(of))
}

/// Behind what is to be done by then: "báo cáo kết quả trước ngày 10/12/2025", "lập kế hoạch (theo hướng dẫn
/// của Bộ)".
pub(super) fn after(what: &str, dues: &[Due]) -> Option<String> {
    let written = all(dues, None)?;
    let said = lower_first(&written);
    if matches!(dues, [Due { part: None, .. }]) && ADVERBIAL.iter().any(|lead| said.starts_with(lead)) {
        return Some(format!("{what} {said}"));
    }
    Some(format!("{what} ({said})"))
}

fn written<'d>(dues: impl Iterator<Item = &'d Due>, of: Option<&Plan>) -> Option<String> {
    let one = |due: &Due| {
        let deadline = match of {
            Some(plan) => due.deadline.of_plan(&plan.short_citation()),
            None => due.deadline.to_string(),
        };
        match &due.part {
            Some(part) => format!("{part}: {deadline}"),
            None => deadline,
        }
    };
    let written: Vec<String> = dues.map(one).collect();
    (!written.is_empty()).then(|| written.join("; "))
}
