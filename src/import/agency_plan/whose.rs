//! Văn bản của cơ quan nào, thực hiện kế hoạch nào: from its head, its symbol, its opening and what it cites.

use crate::import::structure::{Document, Words};
use crate::model::agency::Agency;
use crate::model::{Plan, Province};
use crate::text::likeness;

/// Whose plan it is, of which year, and what it answers.
#[derive(Debug)]
pub(super) struct Whose<'p> {
    pub agency: &'p Agency,
    pub year: i16,
    /// At least one, those that it cites first.
    pub parents: Vec<&'p Plan>,
    pub known_by: KnownBy,
}

/// What told which agency it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// A person said so.
    Asked,
    Head,
    Symbol,
    Opening,
}

impl KnownBy {
    pub fn message(self) -> &'static str {
        match self {
            Self::Asked => "cơ quan do người nhập nêu",
            Self::Head => "cơ quan theo phần đầu văn bản",
            Self::Symbol => "cơ quan theo ký hiệu văn bản",
            Self::Opening => "cơ quan theo lời mở đầu",
        }
    }
}

/// Why nothing can be made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotKnown {
    /// No agency of the register is named where its own name stands.
    Agency,
    /// It names no plan that the content has; those that it cites.
    Parents { cited: Vec<String> },
}

/// Finds out. `asked` is the agency that a person named.
pub(super) fn of<'p>(
    document: &Document,
    province: &'p Province,
    asked: Option<&'p Agency>,
) -> Result<Whose<'p>, NotKnown> {
    let (parents, cited) = parents(document, province);
    let (agency, known_by) = match asked {
        Some(agency) => (agency, KnownBy::Asked),
        None => agency(document, province).ok_or(NotKnown::Agency)?,
    };
    let Some(first) = parents.first() else { return Err(NotKnown::Parents { cited }) };
    let dated = document.head.date.as_ref().and_then(|date| date.year);
    let year = dated.filter(|year| parents.iter().any(|plan| plan.year == *year)).unwrap_or(first.year);
    // A plan of another year is cited, not answered.
    let parents: Vec<&Plan> = parents.iter().copied().filter(|plan| plan.year == year).collect();
    Ok(Whose { agency, year, parents, known_by })
}

/// The plans of the content that the document cites by number and symbol, and what else it cites so.
fn parents<'p>(document: &Document, province: &'p Province) -> (Vec<&'p Plan>, Vec<String>) {
    let mut found: Vec<&Plan> = Vec::new();
    let mut cited: Vec<String> = Vec::new();
    let texts = document.subject.iter().chain(&document.grounds).chain(&document.opening);
    for number in texts.flat_map(|words| numbers(&words.text)) {
        let plan =
            province.plans.iter().find(|plan| same_number(&plan.official.number_and_symbol(), &number));
        match plan {
            Some(plan) if found.iter().all(|other| other.id != plan.id) => found.push(plan),
            Some(_) => {}
            None if number.to_lowercase().contains("/kh") => cited.push(number),
            None => {}
        }
    }
    (found, cited)
}

/// "175/KH-UBND", "16-KH/TU": words that are number and symbol of a document.
fn numbers(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || ",;()[]“”\"".contains(c);
    let words = text.split(ends).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_number = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.contains('/')
            && word.contains(|c: char| c.is_alphabetic())
    };
    words.filter(is_number).map(ToOwned::to_owned).collect()
}

fn same_number(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.to_lowercase().replace(['–', '—'], "-").replace(' ', "");
    let trimmed = |text: &str| bare(text).trim_start_matches('0').to_owned();
    !one.is_empty() && trimmed(one) == trimmed(other)
}

/// The agency by the lines above its number, else by its symbol, else by how its opening ends.
fn agency<'p>(document: &Document, province: &'p Province) -> Option<(&'p Agency, KnownBy)> {
    let own: Vec<&Agency> = province.registry.agencies().iter().filter(|one| one.makes_sub_plan()).collect();
    let head: Vec<&str> = document.head.issuer.iter().map(|line| line.text.as_str()).collect();
    // The last lines are its name, those before the superior's.
    let by_head = (0..head.len()).find_map(|from| {
        let lines = name_key(&head[from..].join(" "));
        own.iter().find(|agency| names(agency).any(|name| name == lines)).copied()
    });
    let symbol = document.head.number.as_ref().and_then(|line| line.symbol.as_deref());
    let of_symbol = |symbol: &str| {
        let suffix = symbol.rsplit('-').next().unwrap_or_default().to_uppercase();
        let mut with: Vec<&Agency> =
            own.iter().copied().filter(|one| one.symbol.to_uppercase() == suffix).collect();
        // "UBND" is the symbol of all communes.
        if with.len() == 1 { with.pop() } else { None }
    };
    let opening = document.opening.iter().chain(&document.closing).chain(document.subject.iter());
    by_head
        .map(|agency| (agency, KnownBy::Head))
        .or_else(|| symbol.and_then(of_symbol).map(|agency| (agency, KnownBy::Symbol)))
        .or_else(|| {
            opening.filter_map(|words| issuing(words, &own)).next().map(|agency| (agency, KnownBy::Opening))
        })
}

/// "…, Sở Tài chính xây dựng Kế hoạch …", "… của Sở Tài chính": the longest name that stands there.
fn issuing<'p>(words: &Words, own: &[&'p Agency]) -> Option<&'p Agency> {
    let text = format!(" {} ", name_key(&words.text));
    let mut best: Option<(usize, &Agency)> = None;
    for agency in own {
        for name in names(agency) {
            let issues = ["xây dựng", "ban hành", "triển khai", "tổ chức", "đề ra"];
            let stands = text.match_indices(&format!(" {name} ")).any(|(at, found)| {
                let behind = &text[at + found.len()..];
                // "Ban Quản lý … (sau đây gọi là Ban Quản lý) xây dựng kế hoạch".
                let near: Vec<&str> = behind.split(' ').take(NEAR).collect();
                let near = near.join(" ");
                issues.iter().any(|verb| near.contains(verb)) || text[..at].ends_with(" của")
            });
            if stands && best.is_none_or(|(length, _)| name.len() > length) {
                best = Some((name.len(), agency));
            }
        }
    }
    best.map(|(_, agency)| agency)
}

/// So many words behind a name may stand before what it does.
const NEAR: usize = 10;

/// Every name that an agency goes by, as keys.
fn names(agency: &Agency) -> impl Iterator<Item = String> {
    let all = [Some(agency.name.as_str()), Some(agency.full_name.as_str()), agency.short_name.as_deref()];
    let lines = agency.issuer_lines.join(" ");
    let keys: Vec<String> = all
        .into_iter()
        .flatten()
        .map(name_key)
        .chain([name_key(&lines)])
        .filter(|key| !key.is_empty())
        .collect();
    keys.into_iter()
}

/// A name however it is capitalised, hyphenated and abbreviated.
fn name_key(name: &str) -> String {
    let spaced = name.replace(['-', '–', '—'], " ");
    likeness::key(&spaced).replace("uỷ ban nhân dân", "ubnd").replace("ủy ban nhân dân", "ubnd")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_found_and_compared() {
        let text =
            "Thực hiện Kế hoạch số 158/KH-UBND ngày 05/7/2024 (Kế hoạch 163/KH–UBND), Nghị quyết 16-NQ/TU";
        let numbers = numbers(text);
        assert_eq!(numbers, ["158/KH-UBND", "163/KH–UBND", "16-NQ/TU"]);
        assert!(same_number("163/KH-UBND", &numbers[1]) && !same_number("16/KH-UBND", &numbers[0]));
    }
}
