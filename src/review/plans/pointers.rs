//! Chỗ được dẫn: "khoản 9 Mục VIII Kế hoạch này" that the plan does not have.

use super::papers::Papers;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Province;
use crate::model::plan::Plan;
use crate::model::reference::{Position, Step};
use crate::text::numerals::roman;

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let plans = province.plans.iter().filter(|plan| !plan.excerpt);
    let of_plan = |plan: &Plan| {
        let texts = papers.at(&plan.place).into_iter().flat_map(|paper| paper.texts);
        let prose = texts.filter(|text| text.field.is_prose());
        prose.flat_map(|text| sections(text, plan)).collect::<Vec<_>>()
    };
    plans.flat_map(of_plan).collect()
}

/// "Mục VIII Kế hoạch này", with the khoản before it.
fn sections(text: &Written, plan: &Plan) -> Vec<Diagnostic> {
    let found = text.text.match_indices("Mục ").filter_map(|(at, word)| {
        let (number, rest) = numeral(&text.text[at + word.len()..])?;
        let rest = rest.strip_prefix(" của").unwrap_or(rest);
        rest.strip_prefix(" Kế hoạch này").or_else(|| rest.strip_prefix(" kế hoạch này"))?;
        let end = at + word.len() + roman(number).len();
        let Some(section) = plan.sections.get(number - 1) else {
            let message = format!("kế hoạch không có Mục {}", roman(number));
            return Some(told(text, message, at..end));
        };
        let (lead, clause) = text.text[..at].trim_end().rsplit_once(' ')?;
        let start = lead.strip_suffix("khoản")?.len();
        let clause: usize = clause.parse().ok()?;
        let is_it = |position: &Position| {
            position.steps().starts_with(&[Step::Section(number), Step::Number(clause)])
        };
        let mut headings = section.with_descendants().into_iter();
        let is_there = headings.any(|heading| {
            is_it(&heading.position) || heading.assignments().any(|given| is_it(&given.position))
        });
        (!is_there).then(|| told(text, format!("Mục {} không có khoản {clause}", roman(number)), start..end))
    });
    found.collect()
}

fn told(text: &Written, message: String, range: std::ops::Range<usize>) -> Diagnostic {
    let typed = &text.text[range.clone()];
    let finding = Diagnostic::warning(codes::POINTS_NOWHERE, format!("“{typed}”: {message}"));
    text.finding(finding.hint("sửa chỗ được dẫn, hoặc thêm phần còn thiếu"), range)
}

/// A numeral in Roman letters, and what follows it.
fn numeral(words: &str) -> Option<(usize, &str)> {
    const MOST: usize = 30;
    let end = words.find(|c: char| !"IVX".contains(c)).unwrap_or(words.len());
    let number = (1..=MOST).find(|number| roman(*number) == words[..end])?;
    (!words[end..].starts_with(char::is_alphanumeric)).then_some((number, &words[end..]))
}
