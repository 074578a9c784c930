//! The proof of the page: whatever template made it, a finished document is looked through for every task
//! that it must hold, with what belongs to it.
//!
//! It reads the model and the document, nothing in between: which tasks an agency has it asks of the plans
//! anew ([`crate::derive::pairs`]), and how a template prints them it does not know. A task is found by its
//! words, wherever they stand; what belongs to it must stand with them: in the same row of a table, or
//! between them and the next task.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::derive::pairs;
use crate::derive::sub_plan::{SubPlan, Wording};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::document::{Block, BlockKind, Document, Inline, Row};
use crate::model::agency::{Agency, Registry};
use crate::model::overlay::{Overlay, OwnSection};
use crate::model::plan::{
    Assigned, Assignee, Goal, Heading, Indicator, NameStyle, Nature, Party, Plan, Task, Words,
};
use crate::model::{Position, Province};
use crate::text::notes;

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
            let parts = match given.style {
                NameStyle::InSentence => Vec::new(),
                _ => {
                    let subject = if task.narrowed { None } else { given.subject.as_ref() };
                    named(registry, &task.assigned, task.subject.as_ref().or(subject))
                }
            };
            let parts = parts.into_iter().chain(dates(task)).chain(product(&task.assigned, &task.text));
            let parts = parts.collect();
            wanted.push(Wanted { texts, parts, place: &task.place, reference: &task.reference });
        }
    }
    let besides: Vec<&str> = plan.headings().flat_map(Heading::words).collect();
    let mut findings = lacking(&page, &wanted, &besides, &|wanted, what| {
        let message = format!("mẫu {template}.md in thiếu nhiệm vụ {}: {what}", wanted.reference);
        Diagnostic::error(codes::PART_LOST, message)
    });
    for heading in plan.headings() {
        for words in standing(heading, registry).into_iter().filter(|words| !page.says(words)) {
            let message = format!("mẫu {template}.md in thiếu ở {}: không thấy “{words}”", heading.position);
            findings.push(Diagnostic::error(codes::PART_LOST, message).at(heading.place.clone()));
        }
    }
    findings
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
    let names = registry.groups().map(|group| group.name.as_str());
    let names: Vec<&str> =
        names.chain(registry.agencies().iter().map(|agency| agency.name.as_str())).collect();
    let several = [" và ", " cùng ", " với ", " hoặc ", ", "];
    let speaks_to = |sentence: &str| {
        let rest = names.iter().filter_map(|name| sentence.strip_prefix(name)).min_by_key(|rest| rest.len());
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
                Some(Said::Kept) | None => {
                    let texts = lasting(&pair.task.text, &speaks_to, &agency.name);
                    (texts, concerning(registry, agency, pair))
                }
            };
            let reference = &pair.task.reference;
            wanted.push(Wanted { texts, parts, place: &pair.task.place, reference });
        }
    }
    let besides = sub_plan.overlay.map(own_texts).unwrap_or_default();
    let mut findings = lacking(&page, &wanted, &besides, &|wanted, what| {
        let message =
            format!("{}: mẫu {template}.md in thiếu nhiệm vụ {}: {what}", agency.name, wanted.reference);
        Diagnostic::error(codes::PART_LOST, message)
    });
    findings.extend(watched(sub_plan, &page, template));
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
            findings.push(Diagnostic::error(codes::PART_LOST, message).at(heading.place.clone()));
        }
    }
    findings
}

/// Whose words a task is printed in.
enum Said<'s> {
    Kept,
    Own(&'s str),
    /// Set aside, left out of an issued plan, or the plan itself: told of elsewhere.
    NotPrinted,
}

fn own_words<'s>(sub_plan: &'s SubPlan<'_>) -> BTreeMap<(&'s str, &'s Position), Said<'s>> {
    let mut own = BTreeMap::new();
    let entries = sub_plan.entries().map(|entry| (&entry.covers, &entry.wording));
    let organisation = sub_plan.organisation.iter().map(|duty| (&duty.covers, &duty.wording));
    for (covers, wording) in entries.chain(organisation) {
        for covered in covers {
            let said = match wording {
                Wording::Own(text) => Said::Own(text),
                Wording::Kept { .. } => Said::Kept,
            };
            own.insert((covered.plan.id.as_str(), &covered.task.reference), said);
        }
    }
    let duties = sub_plan.duties.iter().map(|told| &told.covered);
    let makes_plan = duties.filter(|covered| covered.task.assigned.nature == Some(Nature::MakePlan));
    for covered in sub_plan.left_out.iter().chain(&sub_plan.set_aside).chain(makes_plan) {
        own.insert((covered.plan.id.as_str(), &covered.task.reference), Said::NotPrinted);
    }
    own
}

/// What must be found.
struct Wanted<'w> {
    /// The sentences of the task, or the agency's own text.
    texts: Vec<&'w str>,
    parts: Vec<Part>,
    place: &'w Place,
    reference: &'w Position,
}

impl Wanted<'_> {
    /// What it is found by; there is always one.
    fn longest(&self) -> &str {
        self.texts.iter().max_by_key(|text| text.len()).copied().unwrap_or_default()
    }
}

/// A part of an assignment: any of these forms will do.
struct Part {
    what: &'static str,
    forms: Vec<String>,
}

impl Part {
    fn of(what: &'static str, form: impl Into<String>) -> Self {
        Self { what, forms: vec![form.into()] }
    }
}

/// What a plan must say with a task: everyone named, but for the leads that `subject` stands for, and how.
fn named(registry: &Registry, assigned: &Assigned, subject: Option<&String>) -> Vec<Part> {
    let leads = assigned.leads.iter().filter(|_| subject.is_none());
    let leads = leads.map(|party| ("cơ quan chủ trì", party));
    let supporting = assigned.supporting.iter().map(|party| ("cơ quan phối hợp", party));
    let mut parts = Vec::new();
    parts.extend(leads.chain(supporting).flat_map(|(what, party)| party_parts(what, registry, party)));
    let except = assigned.except.iter().filter_map(|id| registry.agency(id));
    parts.extend(except.map(|agency| Part::of("cơ quan được trừ", agency.name.clone())));
    parts.extend(how(assigned));
    parts
}

/// How a task is to be done, whoever does it.
fn how(assigned: &Assigned) -> Vec<Part> {
    let how = [
        ("điều kiện", &assigned.condition),
        ("cách thực hiện", &assigned.manner),
        ("việc phải làm", &assigned.action),
        ("kinh phí", &assigned.money),
    ];
    how.into_iter().filter_map(|(what, words)| Some(Part::of(what, words.clone()?))).collect()
}

/// The output of a task, unless its text says it.
fn product(assigned: &Assigned, text: &str) -> Vec<Part> {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .collect()
    };
    let text = words(&format!("{text} {}", assigned.action.as_deref().unwrap_or_default()));
    let output =
        assigned.output.iter().filter(|output| !words(output).iter().all(|word| text.contains(word)));
    output.map(|output| Part::of("sản phẩm", output.clone())).collect()
}

/// What concerns one agency of the assignment of a task that is its own.
fn concerning(registry: &Registry, agency: &Agency, pair: pairs::Pair<'_>) -> Vec<Part> {
    let assigned = &pair.task.assigned;
    let mut parts = Vec::new();
    if pair.leads && !pair.related {
        let others =
            assigned.leads.iter().filter(|party| pairs::called_by(party, registry, agency).is_none());
        parts.extend(others.flat_map(|party| party_parts("cơ quan cùng chủ trì", registry, party)));
        let others =
            assigned.supporting.iter().filter(|party| pairs::called_by(party, registry, agency).is_none());
        parts.extend(others.flat_map(|party| party_parts("cơ quan phối hợp", registry, party)));
        let except = assigned.except.iter().filter_map(|id| registry.agency(id));
        parts.extend(except.map(|agency| Part::of("cơ quan được trừ", agency.name.clone())));
    } else if !pair.leads {
        parts.extend(assigned.leads.iter().flat_map(|party| party_parts("cơ quan chủ trì", registry, party)));
    }
    if pair.related {
        parts.extend(assigned.condition.iter().map(|condition| Part::of("điều kiện", condition.clone())));
        parts.extend(dates(pair.task));
        return parts;
    }
    let own = assigned.parties().find(|party| party.who == Assignee::Agency(agency.id.clone()));
    parts.extend(own.and_then(|party| party.scope.clone()).map(|scope| Part::of("phạm vi", scope)));
    parts.extend(how(assigned));
    parts.extend(dates(pair.task));
    let through = assigned.through.iter().filter(|id| **id != agency.id).filter_map(|id| registry.agency(id));
    parts.extend(through.map(|agency| Part::of("cơ quan làm đầu mối gửi", agency.name.clone())));
    parts
}

/// Who it is, and the part that is its own.
fn party_parts(what: &'static str, registry: &Registry, party: &Party) -> Vec<Part> {
    let scope = party.scope.iter().map(|scope| Part::of("phạm vi", scope.clone()));
    [Part::of(what, party.who.name(registry))].into_iter().chain(scope).collect()
}

/// Deadlines in the words in which they were typed, but for those that the task itself states.
fn dates(task: &Task) -> Vec<Part> {
    let dues = task.assigned.deadlines.iter().filter(|due| !due.is_said_in(&task.text));
    dues.map(|due| Part::of("thời hạn", due.deadline.before_plan())).collect()
}

/// The text of a document with where its pieces begin: a block, or a row of a table.
struct Page {
    text: String,
    /// Where each piece begins, in order, and what it is.
    pieces: Vec<(usize, Piece)>,
    /// How many of them stand before the annexes.
    in_body: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Text,
    Heading,
    Row,
}

impl Page {
    fn of(document: &Document) -> Self {
        let mut page = Self { text: String::new(), pieces: Vec::new(), in_body: 0 };
        page.blocks(&document.body);
        page.in_body = page.pieces.len();
        for annex in &document.annexes {
            page.pieces.push((page.text.len(), Piece::Heading));
            push_spaced(&mut page.text, &annex.title);
            page.text.push('\n');
            page.blocks(&annex.body);
        }
        page
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } => self.add(Piece::Heading, [content.as_slice()]),
                BlockKind::Paragraph { content } | BlockKind::Item { content, .. } => {
                    self.add(Piece::Text, [content.as_slice()]);
                }
                BlockKind::Table(table) => {
                    let titles = table.header.iter().flat_map(Row::texts);
                    self.add(Piece::Heading, titles.map(Vec::as_slice));
                    for row in &table.rows {
                        match row {
                            Row::Group(content) => self.add(Piece::Heading, [content.as_slice()]),
                            Row::Cells(cells) => self.add(Piece::Row, cells.iter().map(Vec::as_slice)),
                        }
                    }
                }
            }
        }
    }

    fn add<'c>(&mut self, piece: Piece, contents: impl IntoIterator<Item = &'c [Inline]>) {
        self.pieces.push((self.text.len(), piece));
        for content in contents {
            for inline in content {
                match inline {
                    // As it was typed, for it goes wherever its sentence goes.
                    Inline::Note(note) => push_spaced(&mut self.text, &notes::typed(&note.text)),
                    Inline::Text { .. } | Inline::Blank { .. } => {
                        push_spaced(&mut self.text, inline.as_str())
                    }
                }
            }
            self.text.push('\n');
        }
    }

    /// The pieces that hold these words, by their places among the pieces.
    fn holding(&self, words: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for at in memchr::memmem::find_iter(self.text.as_bytes(), words) {
            let piece = self.pieces.partition_point(|(from, _)| *from <= at) - 1;
            if found.last() != Some(&piece) {
                found.push(piece);
            }
        }
        found
    }

    fn holds(&self, words: &str) -> bool {
        has(&self.text, words)
    }

    /// Whether it says these words, be it in capitals.
    fn says(&self, words: &str) -> bool {
        let words = spaced(words);
        let words = essence(&words);
        self.holds(words) || self.holds(&words.to_uppercase())
    }

    fn alone(&self, piece: usize) -> &str {
        self.slice(piece, piece + 1)
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        let end = self.pieces.get(to).map_or(self.text.len(), |(at, _)| *at);
        &self.text[self.pieces[from].0..end]
    }
}

fn has(text: &str, words: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

/// Spaces and hyphens that do not break a line are spaces and hyphens.
fn spaced(text: &str) -> Cow<'_, str> {
    if text.contains(['\u{a0}', '\u{2011}']) {
        Cow::Owned(text.replace('\u{a0}', " ").replace('\u{2011}', "-"))
    } else {
        Cow::Borrowed(text)
    }
}

fn push_spaced(page: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\u{a0}', '\u{2011}']) {
        page.push_str(&rest[..at]);
        page.push(if rest[at..].starts_with('\u{a0}') { ' ' } else { '-' });
        let mut after = rest[at..].chars();
        after.next();
        rest = after.as_str();
    }
    page.push_str(rest);
}

/// What of a text must stand on the page: its first letter may have changed, and something may stand in the
/// place of its stop.
fn essence(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['.', ';', ':', '/', ' ']);
    let mut chars = text.chars();
    chars.next();
    let rest = chars.as_str();
    if rest.is_empty() { text } else { rest }
}

/// A finding for each thing wanted that is not on the page, or is there more often than it should be.
/// `besides` are texts that stand there for another reason, and may be in the words of a task.
fn lacking(
    page: &Page,
    wanted: &[Wanted<'_>],
    besides: &[&str],
    told: &dyn Fn(&Wanted<'_>, String) -> Diagnostic,
) -> Vec<Diagnostic> {
    let found: Vec<Vec<usize>> = wanted.iter().map(|wanted| page.anchor(wanted.longest())).collect();
    let mut alike: BTreeMap<&Vec<usize>, usize> = BTreeMap::new();
    found.iter().for_each(|pieces| *alike.entry(pieces).or_default() += 1);
    let mut starts: Vec<usize> = found.iter().flatten().copied().collect();
    starts.sort_unstable();
    starts.dedup();
    let mut findings = Vec::new();
    for (wanted, pieces) in wanted.iter().zip(&found) {
        let mut say = |what: String| findings.push(told(wanted, what).at(wanted.place.clone()));
        if pieces.is_empty() {
            say("không thấy nội dung của nhiệm vụ trong văn bản".to_owned());
            continue;
        }
        // Tasks may have the same words; a place for each, and no more.
        let longest = essence(wanted.longest());
        // A few words may stand anywhere for another reason.
        let is_told = longest.split(' ').nth(3).is_some();
        let is_free = is_told && !besides.iter().any(|text| essence(text) == longest);
        let alike = alike[pieces];
        let twice = pieces.iter().filter(|piece| page.alone(**piece) == page.alone(pieces[0])).count();
        if is_free && twice > alike {
            say(format!("nội dung của nhiệm vụ được in {twice} lần"));
        }
        if let Some(text) = wanted.texts.iter().find(|text| !page.holds(essence(text))) {
            say(format!("không thấy “{}”", text.trim()));
        }
        for part in &wanted.parts {
            let near = pieces.iter().any(|piece| part.is_in(page.with(*piece, &starts)));
            if !near {
                say(format!("không thấy {} “{}” cùng với nội dung của nhiệm vụ", part.what, part.forms[0]));
            }
        }
    }
    findings
}

impl Page {
    /// Where a task stands: the pieces that hold its longest text.
    fn anchor(&self, longest: &str) -> Vec<usize> {
        let all = self.holding(essence(longest));
        // Where the text of the document has it, a table made from the tasks does not stand for it.
        let body: Vec<usize> = all.iter().copied().filter(|piece| *piece < self.in_body).collect();
        if body.is_empty() { all } else { body }
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

impl Page {
    /// What stands with the task in this piece: its row; else what stands from the line before it to the
    /// next task or heading.
    fn with(&self, piece: usize, starts: &[usize]) -> &str {
        if self.pieces[piece].1 == Piece::Row {
            return self.slice(piece, piece + 1);
        }
        let is_heading = |at: usize| self.pieces.get(at).is_none_or(|(_, kind)| *kind == Piece::Heading);
        // Tasks of one point follow each other; what names them stands before the first or after the last.
        let mut from = piece;
        while from > 0 && starts.binary_search(&(from - 1)).is_ok() && !is_heading(from - 1) {
            from -= 1;
        }
        from = from.saturating_sub(usize::from(from > 0 && !is_heading(from - 1)));
        let mut to = piece + 1;
        while to < self.pieces.len() && !is_heading(to) {
            to += 1;
        }
        self.slice(from, to)
    }
}

impl Part {
    fn is_in(&self, text: &str) -> bool {
        self.forms.iter().any(|form| {
            let form = spaced(form);
            has(text, essence(&form))
        })
    }
}
