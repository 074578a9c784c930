//! The proof of the page: whatever template made it, a finished document is looked through for every task
//! that it must hold, with what belongs to it.
//!
//! It reads the model and the document, nothing in between: which tasks an agency has it asks of the plans
//! anew ([`crate::derive::pairs`]), and how a template prints them it does not know. A task is found by its
//! words, wherever they stand; what belongs to it must stand with them: in the same row of a table, or
//! between them and the next task.

mod lack;
mod page;
mod parts;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use rayon::prelude::*;

use crate::derive::pairs;
use crate::derive::sub_plan::{SaidDue, SubPlan, Wording};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::document::Document;
use crate::follow::report::{Of, Report};
use crate::model::agency::Registry;
use crate::model::overlay::{Overlay, OwnSection};
use crate::model::plan::{Goal, Heading, Indicator, NameStyle, Nature, Plan, Words};
use crate::model::reference::Step;
use crate::model::{Position, Province, ReportPart};
use crate::text::deadline::Deadline;
use lack::{Lack, without_place};
use page::{Home, Page, essence};
use parts::{Part, What, concerning, dates, excepted, how, named, product};

/// Everything that a plan must print of its own tasks.
pub fn of_plan(plan: &Plan, registry: &Registry, document: &Document, template: &str) -> Vec<Diagnostic> {
    let page = Page::of(document);
    let mut wanted = Vec::new();
    for (heading, given) in plan.given() {
        for task in &given.tasks {
            let texts: Vec<&str> = match given.words {
                Words::Own => vec![&task.text],
                Words::OfHeading if heading.words().next().is_none() => vec![&task.text],
                Words::OfHeading => heading.words().collect(),
            };
            let mut parts = match given.style {
                // Who does it the sentence says, in words of its own.
                NameStyle::InSentence => {
                    excepted(registry, &task.assigned).chain(how(&task.assigned)).collect()
                }
                _ => {
                    let subject = if task.narrowed { None } else { given.subject.as_ref() };
                    named(registry, &task.assigned, task.subject.as_ref().or(subject))
                }
            };
            parts.extend(given.preface.iter().map(|preface| Part::of(What::Preface, preface.clone())));
            parts.extend(dates(task).into_iter().chain(product(&task.assigned, &task.text)));
            let (style, reference) = (Some(given.style), &task.reference);
            let home = match reference.root() {
                Some(Step::Annex { .. }) => Home::Annex,
                _ => Home::Body,
            };
            wanted.push(Wanted { texts, parts, style, home, place: &task.place, reference });
        }
    }
    let besides: Vec<&str> = plan.headings().flat_map(Heading::words).collect();
    let mut findings = lacking(&page, &wanted, &besides, &|wanted, lack| {
        if let (Lack::Part(part), Some(style)) = (&lack, wanted.style)
            && let Some(key) = part.what.without_place(style)
        {
            return without_place(wanted.reference, part, (key, style));
        }
        lost(format!("mẫu {template}.md in thiếu nhiệm vụ {}: {lack}", wanted.reference))
    });
    let headings: Vec<&Heading> = plan.headings().collect();
    let unsaid = headings.par_iter().with_min_len(AT_A_TIME).flat_map_iter(|heading| {
        let unsaid = standing(heading, registry).into_iter().filter(|words| !page.says(words));
        unsaid.map(|words| {
            let message = format!("mẫu {template}.md in thiếu ở {}: không thấy “{words}”", heading.position);
            lost(message).at(heading.place.clone())
        })
    });
    findings.par_extend(unsaid);
    findings
}

/// How many tasks or headings are looked for at once at least: the whole document is gone through for each, and of
/// a plan that is made alone nothing else can be done meanwhile.
const AT_A_TIME: usize = 16;

/// What a template must print and does not.
fn lost(message: String) -> Diagnostic {
    let hint = "sửa mẫu cho in đủ; kế hoạch của tỉnh thì xem lại cả “mau” trong tệp kế hoạch";
    Diagnostic::error(codes::PART_LOST, message).hint(hint)
}

/// What a plan must print of a heading, beside its tasks.
fn standing(heading: &Heading, registry: &Registry) -> Vec<String> {
    let mut words = vec![heading.title.text().to_owned()];
    words.extend(heading.words().map(ToOwned::to_owned).chain(heading.closing_line.clone()));
    for table in heading.tables() {
        let cells = table.rows().iter().flatten().chain(table.total().into_iter().flatten());
        words.extend(table.title().map(ToOwned::to_owned).into_iter().chain(cells.cloned()));
        words.extend(table.columns().iter().map(|column| column.title.clone()));
    }
    words.extend(heading.indicators.iter().flat_map(measured));
    let watchers = heading.monitor.iter().chain(&heading.co_monitors).filter_map(|id| registry.agency(id));
    words.extend(watchers.map(|agency| agency.name.clone()));
    words.retain(|words| !words.trim().is_empty());
    words
}

/// What must be printed of an indicator.
fn measured(indicator: &Indicator) -> Vec<String> {
    let goal = match &indicator.goal {
        Goal::Figure { figure, .. } => figure.typed.clone(),
        Goal::Words(words) => words.clone(),
    };
    indicator.name.iter().cloned().chain([goal]).collect()
}

/// Everything that an agency's plan must print: each task of its parent plans that is its own, in the plan's
/// words or in its own, with what concerns it of the assignment.
pub fn of_sub_plan(
    province: &Province,
    sub_plan: &SubPlan<'_>,
    document: &Document,
    template: &str,
) -> Vec<Diagnostic> {
    let (registry, agency) = (&province.registry, sub_plan.agency);
    let page = Page::of(document);
    let own = own_words(sub_plan);
    let several = [" và ", " cùng ", " với ", " hoặc ", ", "];
    let speaks_to = |sentence: &str| {
        let rest = longest_name(registry.names(), sentence).map(|length| &sentence[length..]);
        let alone = |rest: &str| !several.iter().any(|more| rest.starts_with(more));
        rest.is_some_and(alone) && !sentence.contains(&agency.name)
    };
    let mut wanted = Vec::new();
    for plan in &sub_plan.parents {
        for pair in pairs::of(plan, registry, agency) {
            let key = (plan.id.as_str(), &pair.task.reference);
            let (texts, parts) = match own.get(&key) {
                Some(Said::NotPrinted) => continue,
                Some(Said::Own(text)) => (vec![*text], Vec::new()),
                Some(Said::Kept { .. }) | None => {
                    let own = own.get(&key).and_then(Said::deadline);
                    let texts = lasting(&pair.task.text, &speaks_to, &agency.name);
                    (texts, concerning(registry, agency, pair, own))
                }
            };
            let reference = &pair.task.reference;
            let (style, home) = (None, Home::Body);
            wanted.push(Wanted { texts, parts, style, home, place: &pair.task.place, reference });
        }
    }
    let besides = sub_plan.overlay.map(own_texts).unwrap_or_default();
    // A part may leave out the place of its tasks; then no template can print them.
    let without_place = sub_plan.overlay.filter(|part| !part.shape.has_tasks());
    let mut findings = lacking(&page, &wanted, &besides, &|wanted, lack| {
        let (name, task) = (&agency.name, wanted.reference);
        match without_place {
            Some(_) => lost(format!(
                "{name}: “cac_muc” không có phần nhiệm vụ, văn bản thiếu nhiệm vụ {task}: {lack}"
            ))
            .hint("thêm “- phan: nhiem_vu” vào “cac_muc”, ở chỗ các nhiệm vụ sẽ in"),
            None => lost(format!("{name}: mẫu {template}.md in thiếu nhiệm vụ {task}: {lack}")),
        }
    });
    if let Some(part) = without_place {
        findings = findings.into_iter().map(|finding| finding.at(part.place.clone())).collect();
    }
    findings.extend(watched(sub_plan, &page, template));
    findings
}

/// Everything that a report must print: what the office says in it, every plan's agencies and headings with how
/// many tasks they have. The counts are those of the report; what they are counted from is proved elsewhere.
pub fn of_report(
    report: &Report<'_>,
    part: Option<&ReportPart>,
    document: &Document,
    template: &str,
) -> Vec<Diagnostic> {
    let page = Page::of(document);
    let unsaid = |what: String| lost(format!("mẫu {template}.md in thiếu ở báo cáo: {what}"));
    let mut findings = Vec::new();
    for words in part.iter().flat_map(|part| part.words()).filter(|words| !page.says(words)) {
        let finding = unsaid(format!("không thấy “{words}”"));
        findings.push(match part {
            Some(part) => finding.at(part.place.clone()),
            None => finding,
        });
    }
    let makers = report.sub_plans.iter().map(|one| one.agency.name.as_str());
    let headings = report.headings.iter().filter_map(|group| match group.of {
        Of::Heading(_, heading) => Some(heading),
        Of::Agency(_) | Of::Due(_) => None,
    });
    let agencies = report.agencies.iter().filter_map(|group| match group.of {
        Of::Agency(agency) => Some(agency.name.as_str()),
        Of::Heading(..) | Of::Due(_) => None,
    });
    let names = makers.chain(headings).chain(agencies).filter(|name| !name.is_empty());
    findings.extend(names.filter(|name| !page.says(name)).map(|name| unsaid(format!("không thấy “{name}”"))));
    findings
}

/// What an agency's part says beside the entries that answer tasks.
fn own_texts(overlay: &Overlay) -> Vec<&str> {
    let mut texts: Vec<&String> = Vec::new();
    texts.extend(overlay.opening.iter().chain(&overlay.purposes).chain(&overlay.requirements));
    for section in &overlay.shape.sections {
        let OwnSection::Own(own) = section else { continue };
        texts.extend(own.paragraphs.iter().chain(&own.dashes));
        texts.extend(own.clauses.iter().flat_map(|clause| clause.paragraphs.iter().chain(&clause.dashes)));
    }
    let entries = overlay.blocks.iter().flat_map(|block| &block.entries);
    texts.extend(entries.filter(|entry| entry.covers.is_empty()).filter_map(|entry| entry.text.as_ref()));
    let organisation = overlay.organisation.iter().filter(|entry| entry.covers.is_empty());
    texts.extend(organisation.filter_map(|entry| entry.text.as_ref()));
    texts.into_iter().map(String::as_str).collect()
}

/// What the agency monitors, with its goals, where it prints that.
fn watched(sub_plan: &SubPlan<'_>, page: &Page, template: &str) -> Vec<Diagnostic> {
    let shape = sub_plan.overlay.map(|overlay| overlay.shape.clone()).unwrap_or_default();
    let agency = sub_plan.agency;
    if !shape.monitored {
        return Vec::new();
    }
    let all = sub_plan.parents.iter().flat_map(|plan| plan.headings());
    let own = all.filter(|heading| {
        heading.monitor.as_ref() == Some(&agency.id) || heading.co_monitors.contains(&agency.id)
    });
    let mut findings = Vec::new();
    for heading in own {
        let goals = heading.indicators.iter().filter(|_| shape.targets).flat_map(measured);
        let words = [heading.title.text().to_owned()].into_iter().chain(goals);
        for words in words.filter(|words| !page.says(words)) {
            let what = format!("nội dung được giao theo dõi {}: không thấy “{words}”", heading.position);
            let message = format!("{}: mẫu {template}.md in thiếu {what}", agency.name);
            findings.push(lost(message).at(heading.place.clone()));
        }
    }
    findings
}

/// Whose words a task is printed in.
enum Said<'s> {
    /// The plan's; with the deadline that the agency states in place of the plan's.
    Kept {
        deadline: Option<&'s Deadline>,
    },
    Own(&'s str),
    /// Set aside, left out of an issued plan, or the plan itself: told of elsewhere.
    NotPrinted,
}

impl<'s> Said<'s> {
    fn deadline(&self) -> Option<&'s Deadline> {
        match self {
            Self::Kept { deadline } => *deadline,
            Self::Own(_) | Self::NotPrinted => None,
        }
    }
}

fn own_words<'s>(sub_plan: &'s SubPlan<'_>) -> BTreeMap<(&'s str, &'s Position), Said<'s>> {
    let mut own = BTreeMap::new();
    let entries = sub_plan.entries().map(|entry| (&entry.covers, &entry.wording, &entry.deadlines));
    let organisation =
        sub_plan.organisation.iter().map(|duty| (&duty.covers, &duty.wording, &duty.deadlines));
    for (covers, wording, deadlines) in entries.chain(organisation) {
        let deadline = deadlines.iter().find_map(|due| match due.value {
            SaidDue::Own(deadline) => Some(deadline),
            SaidDue::OfPlan { .. } => None,
        });
        for covered in covers {
            let said = match wording {
                Wording::Own(text) => Said::Own(text),
                Wording::Kept { .. } => Said::Kept { deadline },
            };
            own.insert((covered.plan.id.as_str(), &covered.mine.task.reference), said);
        }
    }
    let duties = sub_plan.duties.iter().map(|told| &told.covered);
    let makes_plan = duties.filter(|covered| covered.mine.task.assigned.nature == Some(Nature::MakePlan));
    for covered in sub_plan.left_out.iter().chain(&sub_plan.set_aside).chain(makes_plan) {
        own.insert((covered.plan.id.as_str(), &covered.mine.task.reference), Said::NotPrinted);
    }
    own
}

/// What must be found.
struct Wanted<'w> {
    /// The sentences of the task, or the agency's own text.
    texts: Vec<&'w str>,
    parts: Vec<Part>,
    /// Where the plan itself names who does it; an agency's plan has no choice of it.
    style: Option<NameStyle>,
    home: Home,
    place: &'w Place,
    reference: &'w Position,
}

impl Wanted<'_> {
    /// What it is found by; there is always one.
    fn longest(&self) -> &str {
        self.texts.iter().max_by_key(|text| text.len()).copied().unwrap_or_default()
    }
}

/// A finding for each thing wanted that is not on the page, or is there more often than it should be.
/// `besides` are texts that stand there for another reason, and may be in the words of a task.
fn lacking(
    page: &Page,
    wanted: &[Wanted<'_>],
    besides: &[&str],
    told: &(dyn Fn(&Wanted<'_>, Lack<'_>) -> Diagnostic + Sync),
) -> Vec<Diagnostic> {
    let several = wanted.par_iter().with_min_len(AT_A_TIME);
    let found: Vec<Vec<usize>> =
        several.clone().map(|wanted| page.anchor(wanted.longest(), wanted.home)).collect();
    let mut alike: BTreeMap<&Vec<usize>, usize> = BTreeMap::new();
    found.iter().for_each(|pieces| *alike.entry(pieces).or_default() += 1);
    let stretches = page.stretches(&found);
    let besides: BTreeSet<&str> = besides.iter().map(|text| essence(text)).collect();
    let of_one = |(wanted, pieces): (&Wanted<'_>, &Vec<usize>)| {
        let mut findings = Vec::new();
        let mut say = |lack: Lack<'_>| findings.push(told(wanted, lack).at(wanted.place.clone()));
        if pieces.is_empty() {
            say(Lack::Words("không thấy nội dung của nhiệm vụ trong văn bản".to_owned()));
            return findings;
        }
        // Tasks may have the same words; a place for each, and no more.
        let longest = essence(wanted.longest());
        // A few words may stand anywhere for another reason.
        let is_told = longest.split(' ').nth(3).is_some();
        let is_free = is_told && !besides.contains(longest);
        let alike = alike[pieces];
        let twice = pieces.iter().filter(|piece| page.alone(**piece) == page.alone(pieces[0])).count();
        if is_free && twice > alike {
            say(Lack::Words(format!("nội dung của nhiệm vụ được in {twice} lần")));
        }
        if let Some(text) = wanted.texts.iter().find(|text| !page.holds(essence(text))) {
            say(Lack::Words(format!("không thấy “{}”", text.trim())));
        }
        for part in &wanted.parts {
            let near = pieces.iter().any(|piece| part.is_in(page.slice(stretches[*piece].clone())));
            if !near {
                say(Lack::Part(part));
            }
        }
        findings
    };
    several.zip(&found).flat_map_iter(of_one).collect()
}

/// The length of the longest of these names that a sentence begins with.
fn longest_name(names: &BTreeSet<String>, sentence: &str) -> Option<usize> {
    let mut begins = sentence;
    loop {
        // A name that it begins with is never behind it in their order, and a shorter one before a longer one.
        let up_to = (Bound::Unbounded, Bound::Included(begins));
        let name = names.range::<str, _>(up_to).next_back()?;
        if begins.starts_with(name.as_str()) {
            return Some(name.len());
        }
        // Nor can it be longer than what the nearest has in common with it.
        let ((end, _), _) = begins.char_indices().zip(name.chars()).find(|((_, one), other)| one != other)?;
        begins = &begins[..end];
    }
}

/// Without what led to a name that is left out.
fn bare(part: &str) -> &str {
    let part = part.trim_matches([' ', ',', '(', ')']);
    let part = part.trim_end_matches("thông qua").trim_end_matches("qua");
    part.trim_matches([' ', ',', '(', ')'])
}

/// What of a plan's words an agency's document must hold: all, but for sentences that speak to others, for
/// clauses by which somebody answers to the issuer, and for the names that change with the document.
fn lasting<'t>(text: &'t str, speaks_to: &dyn Fn(&str) -> bool, through: &str) -> Vec<&'t str> {
    let mut rest = text;
    let mut sentences: Vec<&str> = Vec::new();
    while let Some(at) = rest.find(". ") {
        sentences.push(&rest[..at]);
        rest = &rest[at + 2..];
    }
    sentences.push(rest);
    let mut pieces: Vec<&str> = Vec::new();
    for (at, sentence) in sentences.into_iter().enumerate() {
        if at > 0 && speaks_to(sentence) {
            continue;
        }
        let clauses = sentence.split("; ").filter(|clause| !clause.starts_with("chịu trách nhiệm trước"));
        let parts =
            clauses.flat_map(|clause| clause.split("Kế hoạch này")).flat_map(|part| part.split(through));
        pieces.extend(parts.map(bare).filter(|part| part.len() > 3));
    }
    // The first may speak to others, too, where it does not stand alone.
    if pieces.len() > 1 && speaks_to(pieces[0]) {
        pieces.remove(0);
    }
    if pieces.is_empty() { vec![text] } else { pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_names_that_a_sentence_begins_with_the_longest_is_found() {
        let names = ["Sở", "Sở Y tế", "Sở Y tế và Dân số", "UBND", "UBND xã An", "UBND xã Ba"];
        let names: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
        let found = |sentence: &'static str| longest_name(&names, sentence).map(|length| &sentence[..length]);
        assert_eq!(found("Sở Y tế và Sở Nội vụ phối hợp"), Some("Sở Y tế"));
        assert_eq!(found("UBND xã Cao rà soát"), Some("UBND"));
        assert_eq!(found("UBND xã Ba"), Some("UBND xã Ba"));
        assert_eq!(found("Rà soát thủ tục"), None);
        assert_eq!(found(""), None);
    }
}
