//! Thời hạn as printed.

use crate::model::plan::{Due, Plan};
use crate::text::values::{Deadline, short_date};

/// Deadlines, unless the text states their dates (or their rhythm) already.
pub(super) fn unsaid(dues: &[Due], text: &str) -> Option<String> {
    written(dues.iter().filter(|due| due.part.is_some() || !is_said(&due.deadline, text)), None)
}

/// All of them; those counted from the day of issue say of which plan, where it is another.
pub(super) fn all(dues: &[Due], of: Option<&Plan>) -> Option<String> {
    written(dues.iter(), of)
}

/// The same without what the text of another document's plan says already.
pub(super) fn unsaid_of(dues: &[Due], text: &str, of: &Plan) -> Option<String> {
    written(dues.iter().filter(|due| due.part.is_some() || !is_said(&due.deadline, text)), Some(of))
}

fn written<'d>(dues: impl Iterator<Item = &'d Due>, of: Option<&Plan>) -> Option<String> {
    let one = |due: &Due| {
        let deadline = match (&due.deadline, of) {
            (Deadline::WithinDays(_), Some(plan)) => format!("{} {}", due.deadline, plan.short_citation()),
            (deadline, _) => deadline.to_string(),
        };
        match &due.part {
            Some(part) => format!("{part}: {deadline}"),
            None => deadline,
        }
    };
    let written: Vec<String> = dues.map(one).collect();
    (!written.is_empty()).then(|| written.join("; "))
}

/// Whether a text states this deadline itself.
pub(super) fn is_said(deadline: &Deadline, text: &str) -> bool {
    match deadline {
        Deadline::Before(date) | Deadline::NoLaterThan(date) => {
            text.contains(&short_date(*date))
                || text.contains(&format!("{}/{}/{}", date.day(), date.month(), date.year()))
        }
        Deadline::WithinDays(days) => {
            text.contains(&format!("{days} ngày")) || text.contains(&format!("{days:02} ngày"))
        }
        Deadline::Recurring(words) | Deadline::Period(words) => text
            .to_lowercase()
            .replace("hàng ", "hằng ")
            .contains(&words.to_lowercase().replace("hàng ", "hằng ")),
    }
}
