//! Con số: what an agency promises in its own words beside what the plan asks of it. "70%" where the task that it
//! answers says "80%" is a slip, or a thing to be decided by a person.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::papers::Papers;
use super::twofold::Tasks;
use crate::content::Field;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::PlanId;
use crate::model::agency::AgencyId;
use crate::model::overlay::{Overlay, SourceTask};
use crate::model::plan::{Assignee, Task};
use crate::text::words::amounts::{BEFORE_MARKS, NOT_COUNTED, RATES};

/// A figure with what it counts.
#[derive(Debug, PartialEq, Eq)]
struct Amount<'t> {
    /// Without leading zeros and separators of thousands: "1000", "7,24".
    figure: String,
    /// "%", "điểm", "lớp": one word, in small letters.
    unit: String,
    typed: &'t str,
    range: Range<usize>,
}

pub(super) fn of_overlay(
    overlay: &Overlay,
    papers: &Papers<'_>,
    tasks: &BTreeMap<&PlanId, Tasks<'_>>,
) -> Vec<Diagnostic> {
    let scope = Scope::Agency { id: overlay.agency.as_str().into(), year: overlay.year };
    let entries = overlay.blocks.iter().flat_map(|block| &block.entries);
    let entries = entries.map(|entry| (&entry.text, &entry.covers, &entry.place));
    let organisation = overlay.organisation.iter().map(|item| (&item.text, &item.covers, &item.place));
    let differing = entries.chain(organisation).filter_map(|(text, covers, place)| {
        let text = text.as_ref()?;
        let (range, finding) = differs(text, &answered(covers, tasks), &overlay.agency)?;
        // What is printed and what was typed have the same words, with other spaces.
        let words = &text[range];
        let typed = papers.at(place).and_then(|paper| paper.typed(Field::Task, text, place));
        let at = typed.and_then(|typed| {
            let at = typed.text.find(words)?;
            Some(typed.part(at..at + words.len()))
        });
        Some(finding.at(at.unwrap_or_else(|| place.clone())).within(scope.clone()))
    });
    differing.collect()
}

fn answered<'p>(covers: &[SourceTask], tasks: &BTreeMap<&PlanId, Tasks<'p>>) -> Vec<(&'p Task, String)> {
    let one = |source: &SourceTask| {
        let of = tasks.get(&source.plan)?;
        Some((of.task(&source.reference)?, of.citation()))
    };
    covers.iter().filter_map(one).collect()
}

/// The first amount that the tasks state otherwise: where it stands, and what is said of it.
fn differs(text: &str, tasks: &[(&Task, String)], agency: &AgencyId) -> Option<(Range<usize>, Diagnostic)> {
    let own = amounts(text);
    if own.is_empty() {
        return None;
    }
    // Who leads with others does its share of what is counted; a rate is everybody's.
    let alone = tasks.iter().all(|(task, _)| {
        let [only] = task.assigned.leads.as_slice() else { return false };
        only.who == Assignee::Agency(agency.clone())
    });
    let asked: Vec<(Amount<'_>, &(&Task, String))> = tasks
        .iter()
        .flat_map(|task| amounts(&task.0.text).into_iter().map(move |amount| (amount, task)))
        .filter(|(amount, _)| alone || RATES.contains(&amount.unit.as_str()))
        .collect();
    let figures = |unit: &str| -> BTreeSet<&str> {
        own.iter().filter(|amount| amount.unit == unit).map(|amount| amount.figure.as_str()).collect()
    };
    let is_kept = |unit: &str| {
        let own = figures(unit);
        asked.iter().any(|(amount, _)| amount.unit == unit && own.contains(amount.figure.as_str()))
    };
    let (mine, asked, (task, citation)) = own.iter().find_map(|mine| {
        let (asked, task) = asked.iter().find(|(amount, _)| amount.unit == mine.unit)?;
        (!is_kept(&mine.unit)).then_some((mine, asked, *task))
    })?;
    let message = format!(
        "nội dung này ghi “{}”, nhiệm vụ {} trong {citation} ghi “{}”",
        mine.typed, task.reference, asked.typed
    );
    let finding = Diagnostic::warning(codes::AMOUNT_DIFFERS, message)
        .hint("sửa cho khớp kế hoạch gốc; nếu cơ quan đặt mức khác thì ghi lý do ở “chap_nhan”");
    Some((mine.range.clone(), finding))
}

/// The amounts of a text, in its order: not days, not numbers of documents and articles.
fn amounts(text: &str) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find(|c: char| c.is_ascii_digit()).map(|from| at + from) {
        let length = text[begin..].find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')));
        let typed = text[begin..].get(..length.unwrap_or(text.len() - begin)).unwrap_or_default();
        let typed = typed.trim_end_matches([',', '.']);
        let end = begin + typed.len();
        found.extend(amount(text, begin..end));
        at = end;
    }
    found
}

fn amount(text: &str, digits: Range<usize>) -> Option<Amount<'_>> {
    let (before, after) = (&text[..digits.start], &text[digits.end..]);
    // A part of a word, of a day, of a range or of a number of a document.
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–')) {
        return None;
    }
    let marked = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    if BEFORE_MARKS.contains(&marked.as_str()) {
        return None;
    }
    let rest = after.strip_prefix(' ').unwrap_or(after);
    let unit = if rest.starts_with('%') {
        "%"
    } else {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        Some(&rest[..end]).filter(|unit| after.starts_with(' ') && unit.starts_with(char::is_lowercase))?
    };
    if NOT_COUNTED.contains(&unit) {
        return None;
    }
    let end = digits.end + (after.len() - rest.len()) + unit.len();
    let figure = figure(&text[digits.clone()])?;
    Some(Amount {
        figure,
        unit: unit.to_lowercase(),
        typed: &text[digits.start..end],
        range: digits.start..end,
    })
}

/// "1.000" is "1000", "05" is "5".
fn figure(typed: &str) -> Option<String> {
    let (whole, decimals) = typed.split_once(',').unwrap_or((typed, ""));
    let digits: String = whole.chars().filter(|c| *c != '.').collect();
    if digits.is_empty() || decimals.contains([',', '.']) {
        return None;
    }
    let whole = digits.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.trim_end_matches('0');
    Some(if decimals.is_empty() { whole.to_owned() } else { format!("{whole},{decimals}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        amounts(text).into_iter().map(|amount| format!("{} {}", amount.figure, amount.unit)).collect()
    }

    #[test]
    fn what_is_counted_is_found_with_its_unit() {
        assert_eq!(found("đạt từ 80% trở lên"), ["80 %"]);
        assert_eq!(found("đạt 07,50 % và tổ chức 05 lớp, 1.000 hộ"), ["7,5 %", "5 lớp", "1000 hộ"]);
        assert_eq!(found("còn 00 hồ sơ, 0,50 điểm"), ["0 hồ", "0,5 điểm"]);
    }

    #[test]
    fn days_numbers_of_documents_and_of_articles_are_no_amounts() {
        for text in [
            "trước ngày 15/7/2025, trong 10 ngày, năm 2025 và quý 4",
            "khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP",
            "giai đoạn 2025-2030 của tỉnh",
            "mức độ 4 toàn trình, cấp 2 và COVID19 trên",
            "theo Điều 5 quy định",
            "nhóm B12 lớp, 3/4 hộ, 5-7 xã, 5–7 xã",
            "1,2,3 lớp",
            "5kg, 5 Lớp",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
