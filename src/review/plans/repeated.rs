//! What is written twice: tasks, headings, grounds, paragraphs.

use std::collections::BTreeMap;

use super::papers::Papers;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::overlay::Overlay;
use crate::model::plan::{Heading, Plan, Task, Title};
use crate::model::{AgencyId, Province};
use crate::text::beginning;
use crate::text::likeness::OfSame;

/// Shorter texts are the same by chance: "Thực hiện thường xuyên".
const FEW_WORDS: usize = 6;

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for plan in &province.plans {
        let scope = Scope::Year(plan.year);
        findings.extend(tasks(plan).into_iter().chain(headings(plan)).map(|one| one.within(scope.clone())));
    }
    findings.extend(subjects(papers, province));
    for overlay in &province.overlays {
        let scope = Scope::Agency { id: overlay.agency.as_str().into(), year: overlay.year };
        findings.extend(entries(overlay).into_iter().map(|one| one.within(scope.clone())));
    }
    for paper in papers.iter() {
        findings.extend(paragraphs(paper.texts));
    }
    findings
}

/// Two plans of one body about the same in a year; another's may well be.
fn subjects(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut known: BTreeMap<(i16, &AgencyId), OfSame<'_, &Plan>> = BTreeMap::new();
    let mut findings = Vec::new();
    let place = |plan: &Plan| {
        let paper = papers.at(&plan.place);
        let typed = paper.and_then(|paper| paper.typed(Field::Subject, &plan.official.subject, &plan.place));
        typed.map_or_else(|| plan.place.clone(), |text| text.place())
    };
    for plan in province.plans.iter().filter(|plan| !plan.official.subject.trim().is_empty()) {
        match known.entry((plan.year, &plan.issuer)).or_default().place(&plan.official.subject) {
            Some(first) => {
                let finding = twice("trích yếu", &plan.official.subject, &place(plan), &place(first));
                findings.push(finding.within(Scope::Year(plan.year)));
            }
            free => *free = Some(plan),
        }
    }
    findings
}

/// "dòng 27", with the column where both stand in one line, with the file where it is another.
fn line_of(first: &Place, from: &Place) -> String {
    let (line, column) = first.line_column();
    if first.source.path == from.source.path && line == from.line_column().0 {
        format!("dòng {line}, cột {column}")
    } else if first.source.path == from.source.path {
        format!("dòng {line}")
    } else {
        format!("{}:{line}", first.source.path.display())
    }
}

fn twice(what: &str, text: &str, place: &Place, first: &Place) -> Diagnostic {
    let message = format!("{what} “{}” đã ghi ở {}", beginning(text), line_of(first, place));
    let hint = "xóa một chỗ; hai việc khác nhau thì viết cho khác";
    Diagnostic::warning(codes::SAME_TEXT, message).at(place.clone()).hint(hint)
}

/// The same task for the same agency. For another, it may well be said in the same words.
fn tasks(plan: &Plan) -> Vec<Diagnostic> {
    let mut known: OfSame<'_, Vec<&Task>> = OfSame::default();
    let mut findings = Vec::new();
    for task in plan.all_tasks().filter(|task| !task.text.trim().is_empty()) {
        let same = known.place(&task.text).get_or_insert_default();
        findings.extend(
            same.iter()
                .find(|first| is_same_task(first, task))
                .map(|first| twice("nhiệm vụ", &task.text, &task.place, &first.place)),
        );
        same.push(task);
    }
    findings
}

fn is_same_task(first: &Task, task: &Task) -> bool {
    let shares_lead = first.assigned.leads.iter().any(|party| {
        let same = |other: &&crate::model::plan::Party| other.who == party.who && other.scope == party.scope;
        task.assigned.leads.iter().any(|other| same(&other))
    });
    shares_lead && first.subject == task.subject && first.assigned.condition == task.assigned.condition
}

/// Headings of one name side by side; indices of one name anywhere in their family.
fn headings(plan: &Plan) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut indices: BTreeMap<Option<&str>, OfSame<'_, &Heading>> = BTreeMap::new();
    side_by_side(plan.sections.iter(), &mut findings);
    for heading in plan.headings() {
        side_by_side(
            heading.children().filter(|child| !matches!(child.title, Title::Index(_))),
            &mut findings,
        );
        if let Title::Index(name) = &heading.title {
            match indices.entry(heading.family.as_deref()).or_default().place(name) {
                Some(first) => findings.push(same_heading("chỉ số", heading, first)),
                free => *free = Some(heading),
            }
        }
    }
    findings
}

fn side_by_side<'h>(headings: impl Iterator<Item = &'h Heading>, findings: &mut Vec<Diagnostic>) {
    let mut known: OfSame<'_, &Heading> = OfSame::default();
    for heading in headings.filter(|heading| !heading.title.text().trim().is_empty()) {
        match known.place(heading.title.text()) {
            Some(first) => findings.push(same_heading("đề mục", heading, first)),
            free => *free = Some(heading),
        }
    }
}

fn same_heading(what: &str, heading: &Heading, first: &Heading) -> Diagnostic {
    let line = line_of(&first.place, &heading.place);
    let message = format!("{what} “{}” đã có ở {line}", heading.title.text());
    let finding = Diagnostic::warning(codes::SAME_HEADING, message).at(heading.place.clone());
    finding.hint("gộp hai mục làm một, hoặc đặt tên khác")
}

/// What an agency writes of its own.
fn entries(overlay: &Overlay) -> Vec<Diagnostic> {
    let mut known: OfSame<'_, &Place> = OfSame::default();
    let entries = overlay.blocks.iter().flat_map(|block| &block.entries);
    let entries = entries.filter_map(|entry| Some((entry.text.as_ref()?, &entry.place)));
    let organisation = overlay.organisation.iter();
    let organisation = organisation.filter_map(|item| Some((item.text.as_ref()?, &item.place)));
    let mut findings = Vec::new();
    for (text, place) in entries.chain(organisation).filter(|(text, _)| !text.trim().is_empty()) {
        match known.place(text) {
            Some(first) => findings.push(twice("nội dung", text, place, first)),
            free => *free = Some(place),
        }
    }
    findings
}

/// Grounds, paragraphs and dashes of one file.
fn paragraphs(texts: &[Written]) -> Vec<Diagnostic> {
    let mut known: BTreeMap<Field, OfSame<'_, &Written>> = BTreeMap::new();
    let mut findings = Vec::new();
    let is_paragraph = |text: &&Written| matches!(text.field, Field::Ground | Field::Paragraph | Field::Dash);
    for text in texts.iter().filter(is_paragraph) {
        if text.text.split_whitespace().count() < FEW_WORDS {
            continue;
        }
        match known.entry(text.field).or_default().place(&text.text) {
            Some(first) => {
                let what = if text.field == Field::Ground { "căn cứ" } else { "đoạn" };
                let finding = twice(what, &text.text, &text.place(), &first.place());
                findings.push(finding.within(text.scope.clone()));
            }
            free => *free = Some(text),
        }
    }
    findings
}
