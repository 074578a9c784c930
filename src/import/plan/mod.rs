//! Văn bản → kế hoạch: the parts of one or several documents → a raw plan, with what the register would
//! need, what is doubtful and what was left out.

mod annexes;
mod at_end;
mod brackets;
mod builder;
mod called_on;
mod cases;
mod content;
mod everybody;
mod given;
mod heading;
mod in_sentence;
mod labelled;
mod may_be_due;
mod official;
mod opening;
mod pack;
mod proposals;
mod recased;
mod rows;
mod sentences;
mod tables;
mod template;
mod units;

use jiff::civil::Date;

use crate::content::raw::{RawHeading, RawMarks, RawPlan, RawSignature, RawStatus};
use crate::model::Province;
use crate::model::reference::Scheme;
use crate::text::end_mark::without_end_mark;
use crate::text::slug;
use crate::text::values::IssueDate;
use builder::Builder;
use content::Context;
use given::Role;

use super::names::{Named, Names, Who};
use super::notes::{Anchor, LeftOut, Note, Place, What, WhyLeftOut};
use super::structure::{Document, Doubtful, Item, Node, Why, Words};

pub use builder::Counts;
pub(crate) use builder::text;
pub(crate) use cases::Cases;
pub use official::{Dated, Known, Told};
pub use proposals::{Body, Proposals, RelatedGroup};
pub(crate) use rows::plain;

/// What a document states of itself around its text, whatever kind of plan it is.
#[derive(Debug)]
pub(crate) struct Stated {
    /// Number, symbol, date, state, subject, grounds, opening, closing, recipients, signature and marks.
    pub raw: RawPlan,
    pub notes: Vec<Note>,
    pub left_out: Vec<LeftOut>,
}

/// Reads that; `this_year` is the year where nothing else says one.
pub(crate) fn stated(document: &Document, province: &Province, told: &Told, this_year: i16) -> Stated {
    let dated = official::dated(document, told, this_year);
    let names = Names::of(&province.registry, &province.name, dated.date.resolution_day());
    let mut builder = Builder::new(&names, dated.date.year, Scheme::Lettered, province);
    let mut raw = blank();
    builder.official(document, told, dated, &mut raw);
    let cases = Cases::of(document).with_place(&province.name);
    builder.above_sections(document, &cases, &mut raw);
    builder.asides(document);
    builder.doubts(document, false);
    let Builder { notes, left_out, .. } = builder;
    Stated { raw, notes, left_out }
}

/// A plan as it was understood.
#[derive(Debug)]
pub struct Drafted {
    pub raw: RawPlan,
    pub proposals: Proposals,
    pub notes: Vec<Note>,
    pub left_out: Vec<LeftOut>,
    pub counts: Counts,
}

/// Builds a plan from documents: the first one that has sections is the plan, the others are its annexes.
/// `this_year` is the year where nothing else says one; `taken` tells the ids that other plans have.
pub fn of(documents: &[&Document], province: &Province, told: &Told, this_year: i16) -> Drafted {
    let main = documents.iter().position(|one| is_plan(one)).unwrap_or_default();
    let document = documents[main];
    let mut dated = official::dated(document, told, this_year);
    let names = Names::of(&province.registry, &province.name, dated.date.resolution_day());
    let names = match dated.date.full() {
        Some(_) => names,
        None => {
            let (names, date) = on_likely_day(names, document, dated.date);
            dated.date = date;
            names
        }
    };
    let issuer = official::issued_by(&names, document);
    let names = names.issued_by(issuer);
    let choice = template::choose(document);
    let mut builder = Builder::new(&names, dated.date.year, choice.scheme, province);
    builder.file = main;
    let cases = Cases::of(document).with_place(&province.name);
    let mut plan = blank();
    builder.official(document, told, dated, &mut plan);
    plan.template = Some(text(choice.template));
    plan.id = text(&free_id(&plan, province));
    builder.above_sections(document, &cases, &mut plan);
    builder.sections(document, &cases, &mut plan);
    for (at, other) in documents.iter().enumerate() {
        builder.file = at;
        let whole = at != main;
        builder.annexes(other, whole, &mut plan);
        builder.asides(other);
        builder.doubts(other, whole);
    }
    for section in &mut plan.sections {
        recased::below(section, &cases, &mut builder.notes);
    }
    for annex in &mut plan.annexes {
        annex.title = text(&cases.sentence(&annex.title));
        recased::in_annex(annex, &cases, &mut builder.notes);
    }
    for body in &mut builder.proposals.bodies {
        body.name = cases.sentence(&body.name);
    }
    builder.sections_of_annexes(&plan);
    builder.file = main;
    builder.tell_missing_annexes(document, &plan);
    plan.family = family(&plan, document, province);
    everybody::fill(&mut plan, &names, &mut builder.notes);
    called_on::tell(&plan, documents, &names, &mut builder.notes);
    may_be_due::tell(&plan, documents, builder.year, &mut builder.notes);
    let Builder { notes, left_out, proposals, counts, .. } = builder;
    Drafted { raw: plan, proposals, notes, left_out, counts }
}

/// Whether a document is a plan by itself, and not an annex of one.
pub(crate) fn is_plan(document: &Document) -> bool {
    document.kind.is_some() || document.annexes.is_empty() && !document.body.is_empty()
}

fn blank() -> RawPlan {
    RawPlan {
        loai: text("ke_hoach"),
        id: text(""),
        year: text(""),
        excerpt: false,
        number: None,
        symbol: None,
        date: None,
        status: RawStatus::DuThao,
        issuer: None,
        template: None,
        family: None,
        subject: text(""),
        grounds: Vec::new(),
        opening: Vec::new(),
        sections: Vec::new(),
        closing: Vec::new(),
        annexes: Vec::new(),
        recipients: Vec::new(),
        archive: None,
        signature: RawSignature::default(),
        marks: RawMarks::default(),
        annexes_apart: false,
        accepted: Vec::new(),
    }
}

/// The id of the plan, which no other has: kh-175-2025, kh-2026-2.
fn free_id(plan: &RawPlan, province: &Province) -> String {
    let first = match &plan.number {
        Some(number) => format!("kh-{}-{}", slug::slug(number), *plan.year),
        None => format!("kh-{}", *plan.year),
    };
    let taken = |id: &str| province.plans.iter().any(|plan| plan.id.as_str() == id);
    slug::free(&first, taken)
}

/// Where only the year or the month is known: the first day in it on which most of those named exist.
fn on_likely_day<'r>(names: Names<'r>, document: &Document, date: IssueDate) -> (Names<'r>, IssueDate) {
    let mut named: Vec<Named> = Vec::new();
    gather(&document.body, &names, &mut named);
    let (first, last) = (date.resolution_day(), date.last_day());
    let starts = names.registry().agencies().iter().filter_map(|agency| agency.from);
    let ends = names.registry().agencies().iter().filter_map(|agency| agency.until?.tomorrow().ok());
    let mut days: Vec<Date> =
        std::iter::once(first).chain(starts.chain(ends).filter(|day| (first..=last).contains(day))).collect();
    days.sort_unstable();
    days.dedup();
    let there = |day: Date| named.iter().filter(|one| names.exists_on(one, day)).count();
    let most = days.iter().map(|day| there(*day)).max().unwrap_or_default();
    let day = days.into_iter().find(|day| there(*day) == most).unwrap_or(first);
    let date = match (day == first, date.month) {
        (false, None) => IssueDate { month: Some(day.month()), ..date },
        _ => date,
    };
    (names.on(day), date)
}

/// All who are named at the beginning of an item, whatever their era.
fn gather(nodes: &[Node], names: &Names<'_>, named: &mut Vec<Named>) {
    for node in nodes {
        if let Node::Item(item) = node {
            let list = names.list(&item.words.text);
            named.extend(list.mentions.into_iter().filter_map(|mention| match mention.who {
                Who::Named(named) => Some(named),
                _ => None,
            }));
            gather(&item.children, names, named);
        }
    }
}

/// Họ chỉ số of the plan: the one that its subject names, where it has indices.
fn family(plan: &RawPlan, document: &Document, province: &Province) -> Option<crate::content::raw::Text> {
    if !plan.sections.iter().any(has_index) {
        return None;
    }
    let subject = document.subject.as_ref().map(|words| words.text.as_str()).unwrap_or_default();
    let titles: Vec<String> =
        plan.sections.iter().filter_map(|one| one.title.as_ref()).map(ToString::to_string).collect();
    let all = format!("{subject} {}", titles.join(" "));
    let named = province.families.keys().filter(|family| all.contains(family.as_str()));
    let first = named.min_by_key(|family| all.find(family.as_str()));
    first.or_else(|| province.families.keys().next()).map(|family| text(family))
}

fn has_index(heading: &RawHeading) -> bool {
    heading.index.is_some() || heading.stretches().any(|stretch| stretch.children.iter().any(has_index))
}

impl Builder<'_> {
    fn above_sections(&mut self, document: &Document, cases: &Cases, plan: &mut RawPlan) {
        if let Some(kind) = &document.kind {
            self.leave_out(kind, &kind.text, WhyLeftOut::Official);
            if kind.text != "KẾ HOẠCH" {
                let what = What::OtherKind { kind: kind.text.clone() };
                self.note(kind, what, Anchor::Key("trich_yeu"));
            }
        }
        if let Some(subject) = &document.subject {
            let written = cases.sentence(&subject.text);
            if written != subject.text {
                let what = What::Recased { typed: subject.text.clone(), title: written.clone() };
                self.note(subject, what, Anchor::Key("trich_yeu"));
            }
            plan.subject = text(written.trim_end_matches(['.', ' ']));
        }
        for words in &document.below_subject {
            self.leave_out(words, &words.text, WhyLeftOut::Attached);
        }
        let bare = |words: &Words| text(words.text.trim_end_matches([';', '.', ' ']));
        plan.grounds = document.grounds.iter().map(bare).collect();
        plan.opening = document.opening.iter().map(|words| text(&words.text)).collect();
        let closing =
            |words: &Words| text(&without_end_mark(&words.text).unwrap_or_else(|| words.text.clone()));
        plan.closing = document.closing.iter().map(closing).collect();
    }

    fn sections(&mut self, document: &Document, cases: &Cases, plan: &mut RawPlan) {
        let mut sections: Vec<Item> = Vec::new();
        for node in &document.body {
            match node {
                Node::Item(item)
                    if item.mark.as_ref().is_some_and(|mark| mark.series.counts()) || item.heading =>
                {
                    sections.push(item.clone());
                }
                node => match (sections.last_mut(), node) {
                    (Some(last), node) => last.children.push(node.clone()),
                    (None, Node::Item(item)) if !document.body.iter().all(|node| !is_section(node)) => {
                        plan.opening.push(text(&item.shown()));
                    }
                    (None, node) => {
                        let why = "văn bản không chia mục; đặt dưới một mục chung";
                        let words = Words { text: "Nội dung".to_owned(), ..Words::default() };
                        self.note(
                            &words,
                            What::KeptAsText { words: "Nội dung".to_owned(), why },
                            Anchor::Text("Nội dung".to_owned()),
                        );
                        sections.push(Item {
                            words,
                            heading: true,
                            children: vec![node.clone()],
                            ..Item::default()
                        });
                    }
                },
            }
        }
        for item in &sections {
            let mut section = self.section(item);
            let own = section.title.as_ref().map(|title| text(&cases.sentence(title)));
            section.title = own;
            self.tell_nothing_given(&section, item);
            plan.sections.push(section);
        }
    }

    /// What the document says that is no part of it.
    fn asides(&mut self, document: &Document) {
        for aside in &document.aside {
            let why = match aside.why {
                Why::Rule => WhyLeftOut::Rule,
                Why::Running => WhyLeftOut::Running,
                Why::DigitalSignature => WhyLeftOut::DigitalSignature,
                Why::Portal => WhyLeftOut::Portal,
                Why::Decision => WhyLeftOut::Decision,
                // Words that nobody knows what to do with are kept, at the end.
                Why::BeforeTitle | Why::AfterEnd => continue,
            };
            self.leave_out(&aside.words, &aside.words.text, why);
        }
        let annexes = document.annexes.iter().map(|annex| annex.body.as_slice());
        for nodes in std::iter::once(document.body.as_slice()).chain(annexes) {
            self.typed_marks(nodes);
        }
    }

    /// "I - MỤC ĐÍCH", "1/Rà soát": marks that are not typed as the program prints them.
    fn typed_marks(&mut self, nodes: &[Node]) {
        for item in super::structure::items(nodes) {
            if let Some(mark) = &item.mark
                && mark.list.is_none()
                && mark.series.counts()
                && mark.text.ends_with(['/', '-', '–', '—'])
            {
                self.leave_out(&item.words, &mark.text, WhyLeftOut::Ordinal);
            }
            self.typed_marks(&item.children);
        }
    }

    /// What taking the document apart left doubtful.
    fn doubts(&mut self, document: &Document, annex: bool) {
        for doubt in &document.doubts {
            let place = Place { file: self.file, paragraph: doubt.place };
            let what = match &doubt.what {
                Doubtful::OutOfOrder { mark, .. } => What::Numbering { words: mark.clone() },
                Doubtful::NoKind | Doubtful::NoSubject | Doubtful::OpeningGuessed if annex => continue,
                Doubtful::NoKind => What::NoKind,
                Doubtful::NoSubject => What::NoSubject,
                Doubtful::OpeningGuessed => What::OpeningGuessed,
                Doubtful::Joined => What::Joined,
                Doubtful::ByDecision { number } => What::ByDecision { number: number.clone() },
                Doubtful::MayGoOn => What::MayGoOn { words: words_at(document, doubt.place) },
                Doubtful::Columns { lines } => {
                    What::Columns { words: words_at(document, doubt.place), lines: *lines }
                }
            };
            let anchor = match &what {
                What::ByDecision { .. } => Anchor::Key("so"),
                What::MayGoOn { words } | What::Columns { words, .. } => Anchor::Text(words.clone()),
                _ => Anchor::Top,
            };
            self.notes.push(Note { place, what, anchor });
        }
    }

    /// Annexes that the plan speaks of.
    fn tell_missing_annexes(&mut self, document: &Document, plan: &RawPlan) {
        if plan.annexes.is_empty()
            && let Some(words) = mentioned(&document.body)
        {
            let cited = words.text.clone();
            let at = cited.find("Phụ lục").unwrap_or_default();
            let cited: Vec<&str> = cited[at..].split(' ').take(4).collect();
            let cited = cited.join(" ").trim_end_matches([',', '.', ')', ';']).to_owned();
            self.note(words, What::AnnexMissing { cited }, Anchor::Key("phu_luc"));
        }
    }
}

fn is_section(node: &Node) -> bool {
    matches!(node, Node::Item(item) if item.mark.as_ref().is_some_and(|mark| mark.series.counts()) || item.heading)
}

/// The words of a paragraph in the text.
fn words_at(document: &Document, place: usize) -> String {
    let annexes = document.annexes.iter().map(|annex| annex.body.as_slice());
    let all = std::iter::once(document.body.as_slice()).chain(annexes);
    let around = document.grounds.iter().chain(&document.opening).chain(&document.closing);
    let mut found =
        all.filter_map(|nodes| words_in(nodes, place)).chain(around.filter(|one| is_at(one, place)));
    found.next().map(|words| words.text.clone()).unwrap_or_default()
}

fn words_in(nodes: &[Node], place: usize) -> Option<&Words> {
    super::structure::items(nodes).find_map(|item| match is_at(&item.words, place) {
        true => Some(&item.words),
        false => words_in(&item.children, place),
    })
}

fn is_at(words: &Words, place: usize) -> bool {
    words.places.contains(&place)
}

fn mentioned(nodes: &[Node]) -> Option<&Words> {
    nodes.iter().find_map(|node| match node {
        Node::Item(item) if item.words.text.contains("Phụ lục") => Some(&item.words),
        Node::Item(item) => mentioned(&item.children),
        Node::Table(_) => None,
    })
}

/// Where something stands in an annex.
fn in_annex() -> Context {
    Context { depth: 0, role: Role::Task, gives: false, index: false }
}
