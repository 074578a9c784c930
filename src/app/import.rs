//! A plan in Word → files for the content folder, checked and proved before anything is on the disk.

mod doubts;
mod findings;
mod recognise;

use std::path::Path;
use std::sync::Arc;

pub use self::doubts::{Doubt, doubts};
pub use self::findings::{beside_doubts, findings};
pub use self::recognise::{Asked, NotImported, recognise, secret, told, write};

use super::plan_document;
use crate::content::raw::RawPlan;
use crate::content::{self, Loaded, yaml};
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, Place as FilePlace, Scope, Severity, Source as Shown, codes};
use crate::document::{Block, BlockKind, DateLine, Document, plain_text};
use crate::import::agency_plan::{self, KnownBy, NotKnown};
use crate::import::files::{self, Kind};
use crate::import::notes::{File as SourceFile, LeftOut, Note, Place, What, WhyLeftOut};
use crate::import::plan::{self, Counts, Drafted, Proposals, Told};
use crate::import::proof::{self, Lost, diff};
use crate::import::structure;
use crate::model::Plan;
use crate::model::Province;
use crate::model::agency::{Agency, PlanId};
use crate::reading::Source;
use crate::render::style::{MOTTO, NATION};
use crate::review;
use crate::start::Draft;
use crate::template::TemplateSet;
use crate::text::date::{padded_day, padded_month};
use crate::text::likeness;

/// A file that was read.
#[derive(Debug)]
pub struct Input {
    /// As people call it.
    pub name: String,
    pub source: Source,
    /// The parts of it.
    document: structure::Document,
}

impl Input {
    /// Whether it is a plan by itself, and not what belongs to one.
    pub fn is_plan(&self) -> bool {
        plan::is_plan(&self.document)
    }

    /// Độ mật, where it bears the mark of a state secret.
    pub fn secrecy(&self) -> Option<&structure::Words> {
        self.document.secrecy.as_ref()
    }

    /// The words of a paragraph.
    pub fn words_at(&self, place: usize) -> Option<String> {
        let paragraphs = crate::reading::paragraphs_of(&self.source.blocks);
        paragraphs.into_iter().find(|paragraph| paragraph.place == place).map(|paragraph| paragraph.shown())
    }

    pub fn new(name: String, source: Source) -> Self {
        let document = structure::of(&source);
        Self { name, source, document }
    }
}

/// What an import gives.
#[derive(Debug)]
pub struct Imported {
    pub files: Vec<(Kind, Draft)>,
    pub what: Recognised,
    /// Doubts, each with its place.
    pub notes: Vec<Note>,
    /// Words of the source that are not in the files, with the reason.
    pub left_out: Vec<LeftOut>,
    pub lost: Vec<Lost>,
    /// Where the printed plan has other words than the source, in its order.
    pub printed: Printed,
    /// What loading the new files beside the content told of them.
    pub findings: Vec<Diagnostic>,
}

/// What the files were recognised as.
#[derive(Debug)]
pub enum Recognised {
    Plan {
        raw: Box<RawPlan>,
        proposals: Proposals,
        counts: Counts,
    },
    /// The plan of an agency that answers plans of the content.
    Part(Part),
}

/// Phần riêng của một cơ quan, as it was recognised.
#[derive(Debug)]
pub struct Part {
    pub agency: String,
    pub year: i16,
    /// Ids of the plans that it answers.
    pub parents: Vec<String>,
    pub known_by: KnownBy,
    pub count: agency_plan::Count,
    /// What a person may say of which entry answers which task.
    pub proposals: Vec<agency_plan::Proposal>,
    /// Tasks of the parent plans that no entry answers: place and words.
    pub unanswered: Vec<(String, String)>,
}

/// The plan as it would be printed, against the source.
#[derive(Debug)]
pub enum Printed {
    Differences(Vec<PrintedOtherwise>),
    /// It could not be printed.
    Not(Vec<Diagnostic>),
}

/// A stretch that the printed plan has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedOtherwise {
    pub place: Place,
    pub source: String,
    pub printed: String,
}

/// Imports a plan into a content that is loaded; `content` is its folder.
pub fn import(
    inputs: &[Input],
    loaded: &Loaded,
    province: &Province,
    templates: &TemplateSet,
    (told, this_year): (&Told, i16),
    content: &Path,
) -> Imported {
    let documents: Vec<&structure::Document> = inputs.iter().map(|input| &input.document).collect();
    let mut drafted = plan::of(&documents, province, told, this_year);
    // An id stands for words that were kept until a person said whose they are.
    let named = drafted.notes.iter().filter(|note| told.decisions.body(&note.what).is_some());
    let named = named.filter_map(|note| match &note.what {
        What::NameOutside { typed } | What::NameStrange { typed } => {
            let (place, words) = (note.place, typed.clone());
            Some(LeftOut { place, joined: Vec::new(), words, why: WhyLeftOut::Name })
        }
        _ => None,
    });
    drafted.left_out.extend(named.collect::<Vec<_>>());
    let from: Vec<SourceFile<'_>> =
        inputs.iter().map(|input| SourceFile { name: &input.name, source: &input.source }).collect();
    let files = files::of(&drafted, &province.registry, &from, content, &told.decisions);
    // A name that the register would need says nothing of the tasks that it is given.
    let plans = files.iter().filter(|(kind, _)| *kind == Kind::Plan);
    let nodes: Vec<yaml::Node> = plans.filter_map(|(_, draft)| node(draft)).collect();
    let sources: Vec<&Source> = inputs.iter().map(|input| &input.source).collect();
    let lost = proof::lost(&sources, &nodes, &drafted.left_out);
    let (findings, printed) = checked(&files, &drafted, loaded, templates, &sources);
    let Drafted { raw, proposals, notes, left_out, counts } = drafted;
    let what = Recognised::Plan { raw: Box::new(raw), proposals, counts };
    Imported { files, what, notes, left_out, lost, printed, findings }
}

/// Whether a document reads as the plan of an agency that answers plans of the content: its own agency is
/// known, and they give it something.
pub fn is_part(input: &Input, province: &Province) -> bool {
    agency_plan::answers_plans(&input.document, province)
}

/// Imports the plan of an agency; `asked` where a person said whose it is.
///
/// # Errors
/// It is not known whose it is, or the content has none of the plans that it answers.
pub fn import_part(
    input: &Input,
    loaded: &Loaded,
    province: &Province,
    templates: &TemplateSet,
    asked: Option<&Agency>,
    (told, this_year): (&Told, i16),
    content: &Path,
) -> Result<Imported, NotKnown> {
    let read = agency_plan::import(&input.document, province, asked, (told, this_year), &input.name)?;
    let agency_plan::Imported { agency, year, parents, known_by, count, proposals, unanswered, .. } = read;
    let draft = Draft { path: content.join(&read.draft.path), ..read.draft };
    let nodes: Vec<yaml::Node> = node(&draft).into_iter().collect();
    let lost = proof::lost(&[&input.source], &nodes, &read.left_out);
    let (findings, printed) = checked_part(&draft, &agency, year, loaded, templates, &input.source);
    let files = vec![(Kind::Part, draft)];
    let what = Recognised::Part(Part { agency, year, parents, known_by, count, proposals, unanswered });
    Ok(Imported { files, what, notes: read.notes, left_out: read.left_out, lost, printed, findings })
}

/// The new part beside the content: what is found in it, and the agency's plan as it is printed.
fn checked_part(
    draft: &Draft,
    agency: &str,
    year: i16,
    loaded: &Loaded,
    templates: &TemplateSet,
    source: &Source,
) -> (Vec<Diagnostic>, Printed) {
    let (findings, all) = beside(loaded.sources.iter(), std::slice::from_ref(draft), templates);
    let document = all.province.as_ref().and_then(|province| {
        let year = Year::of(province, year)?;
        let all = year.plans().flat_map(|shares| year.answers(shares.plan));
        let own = |answer: &Answer<'_>| {
            let place = answer.overlay.map(|overlay| &overlay.place.source.path);
            answer.agency.id.as_str() == agency && place == Some(&draft.path)
        };
        let answer = all.into_iter().find(own)?;
        Some(super::sub_plan(&year, answer, templates).map(|made| made.document))
    });
    (findings, printed(document, &[source]))
}

/// New files beside those of the content that `old` names: what is found in the new ones, and the whole.
fn beside<'l>(
    old: impl Iterator<Item = &'l Arc<Shown>>,
    new: &[Draft],
    templates: &TemplateSet,
) -> (Vec<Diagnostic>, Loaded) {
    let old = old.map(|source| (source.path.clone(), source.text.clone().into_bytes()));
    let files = new.iter().map(|draft| (draft.path.clone(), draft.text.clone().into_bytes()));
    let all = content::load_files(old.chain(files), &templates.schemes());
    let is_new = |finding: &&Diagnostic| {
        let path = finding.place.as_ref().map(|place| &place.source.path);
        path.is_some_and(|path| new.iter().any(|draft| draft.path == *path))
    };
    (all.findings.iter().filter(is_new).cloned().collect(), all)
}

/// A document that was made of the new files, against the source; none where it was not reached.
fn printed(document: Option<Result<Document, Vec<Diagnostic>>>, sources: &[&Source]) -> Printed {
    match document {
        Some(Ok(document)) => Printed::Differences(differences(sources, &document)),
        Some(Err(findings)) => Printed::Not(findings),
        None => Printed::Not(Vec::new()),
    }
}

/// A file as it is read again.
fn node(draft: &Draft) -> Option<yaml::Node> {
    let source = Arc::new(Shown { path: draft.path.clone(), text: draft.text.clone() });
    yaml::read(&source, &mut Vec::new())
}

/// The new files beside the registers of the content: what is found in them, and the plan as it is printed.
fn checked(
    files: &[(Kind, Draft)],
    drafted: &Drafted,
    loaded: &Loaded,
    templates: &TemplateSet,
    sources: &[&Source],
) -> (Vec<Diagnostic>, Printed) {
    // Other plans say nothing of this one.
    let registers = loaded.sources.iter().filter(|source| is_register(source));
    let drafts: Vec<Draft> = files.iter().map(|(_, draft)| draft.clone()).collect();
    let (mut findings, all) = beside(registers, &drafts, templates);
    let id = PlanId::new(&drafted.raw.id);
    let document = all.province.as_ref().and_then(|province| {
        let plan = province.plan(&id)?;
        let year = Year::of(province, plan.year)?;
        let made = plan_document(&year, plan, templates).map(|made| made.document);
        if let Ok(document) = &made {
            findings.extend(of_annexes(document, plan, &all, templates));
        }
        Some(made)
    });
    (findings, printed(document, sources))
}

/// What an issued plan would be refused for: annexes that no sentence leads to. Those that are not there are told
/// otherwise.
fn of_annexes(document: &Document, plan: &Plan, all: &Loaded, templates: &TemplateSet) -> Vec<Diagnostic> {
    if document.annexes.is_empty() {
        return Vec::new();
    }
    let in_template = |words: &str| templates.place_of(words, &plan.template);
    let sources = review::Sources { texts: &all.texts, own: Some(&plan.place), in_template: &in_template };
    let found = review::document(document, sources, &Scope::Plan { year: plan.year }).into_iter();
    // The file is there all the same: a person is to decide.
    found.map(|finding| Diagnostic { severity: finding.severity.min(Severity::Warning), ..finding }).collect()
}

fn is_register(source: &Shown) -> bool {
    let line = source.text.lines().find(|line| line.starts_with(yaml::KIND_KEY));
    let kind = line.and_then(|line| line.split_once(':')).map(|(_, kind)| kind.trim());
    matches!(kind, Some("tinh" | "co_quan" | "nhom"))
}

/// The text of the source against the text of the document, in order; head and closing are the program's.
fn differences(sources: &[&Source], document: &Document) -> Vec<PrintedOtherwise> {
    let mut places: Vec<(usize, Place)> = Vec::new();
    let mut text = String::new();
    for (file, source) in sources.iter().enumerate() {
        for paragraph in crate::reading::paragraphs_of(&source.blocks) {
            places.push((text.len(), Place { file, paragraph: paragraph.place }));
            text.push_str(&paragraph.shown());
            text.push('\n');
        }
    }
    let printed = printed_text(document);
    let place_of = |at: usize| {
        let next = places.partition_point(|(start, _)| *start <= at);
        next.checked_sub(1).map(|index| places[index].1).unwrap_or_default()
    };
    let all = diff::between(&text, &printed).into_iter();
    all.map(|one| PrintedOtherwise { place: place_of(one.at), source: one.first, printed: one.second })
        .collect()
}

/// The words of a document in the order of reading, head and closing as they are printed.
fn printed_text(document: &Document) -> String {
    let mut lines: Vec<String> =
        document.head.superior.iter().chain(&document.head.issuer).cloned().collect();
    lines.extend([NATION.to_owned(), MOTTO.to_owned()]);
    let number = document.head.number.clone().unwrap_or_default();
    lines.push(format!("Số: {number}/{}", document.head.symbol));
    let DateLine { day, month, year } = document.head.date;
    let day = day.map(padded_day).unwrap_or_default();
    let month = month.map(padded_month).unwrap_or_default();
    lines.push(format!("{}, ngày {day} tháng {month} năm {year}", document.head.place));
    lines.push(document.title.kind.clone());
    lines.push(document.title.subject.clone());
    blocks(&document.body, &mut lines);
    lines.push("Nơi nhận:".to_owned());
    lines.extend(document.closing.recipients.iter().cloned());
    lines.push(document.closing.archive.clone());
    lines.extend(document.closing.signature.lines.iter().map(|line| line.as_str().to_owned()));
    lines.push(document.closing.signature.name.as_str().to_owned());
    for annex in &document.annexes {
        lines.push(annex.label.clone());
        lines.push(annex.title.clone());
        blocks(&annex.body, &mut lines);
    }
    lines.join("\n")
}

fn blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        if let BlockKind::Item { marker, content, .. } = &block.kind {
            lines.push(format!("{marker} {}", plain_text(content)));
        } else {
            lines.extend(block.kind.texts().into_iter().map(plain_text));
        }
    }
}

/// Whether there is a plan in what was read: sections or annexes of a document that says which kind it is or has
/// a number, or something that is given to somebody.
pub fn holds_plan(imported: &Imported, inputs: &[Input]) -> bool {
    let Recognised::Plan { raw, counts, .. } = &imported.what else { return false };
    let is_official = |input: &Input| input.document.kind.is_some() || input.document.head.number.is_some();
    let gives = counts.tasks + counts.duties + counts.indicators > 0;
    !(raw.sections.is_empty() && raw.annexes.is_empty()) && (gives || inputs.iter().any(is_official))
}

/// The finding that this plan is there already, where it is: one of its number and year, or, where the file says no
/// number, one of its subject and year.
pub fn already_there(raw: &RawPlan, province: &Province, content: &Path) -> Option<Diagnostic> {
    let year: i16 = raw.year.parse().ok()?;
    let number = raw.number.as_ref().and_then(|number| number.trim().parse::<u32>().ok());
    let symbol = raw.symbol.as_ref().map(|symbol| symbol.to_string());
    let is_same = |plan: &&Plan| match number {
        Some(number) => {
            plan.official.number == Some(number)
                && symbol.as_ref().is_none_or(|symbol| *symbol == plan.official.symbol)
        }
        None => !raw.subject.is_empty() && likeness::is_same(&plan.official.subject, &raw.subject),
    };
    let same = province.plans_of(year).find(is_same)?;
    let path = same.place.source.path.strip_prefix(content).unwrap_or(&same.place.source.path);
    let by = match number {
        Some(_) => String::new(),
        None => format!(", cùng trích yếu “{}”", same.official.subject),
    };
    let message =
        format!("{} năm {year} đã có trong nội dung{by}: {}", same.short_citation(), path.display());
    Some(
        Diagnostic::error(codes::PLAN_IS_THERE, message)
            .at(FilePlace::whole_file(same.place.source.path.clone()))
            .hint("tệp ấy được giữ nguyên; muốn nhập lại thì chuyển tệp ấy ra khỏi thư mục nội dung, hoặc nhập vào một thư mục nội dung khác (--content)"),
    )
}
