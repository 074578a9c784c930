//! The blocks of an overlay (`nhiem_vu`): what an agency says of each heading of its parent plans.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cover::Covers;
use super::overlay::{Parent, plan};
use super::{Context, assigned, meant, optional, prose, strings};
use crate::content::raw::{
    OrganisationForm, RawBlock, RawEntry, RawEntryStyle, RawOrganisation, RawOverlay, Text,
};
use crate::content::yaml::Located;
use crate::diagnostic::{Diagnostic, Place, Topic, codes, likely};
use crate::model::non_empty::NonEmpty;
use crate::model::overlay::{
    EntryStyle, Identity, Leader, NamedTask, OrganisationEntry, OverlayBlock, OverlayEntry, SourceTask, Unit,
    UnitSet, Wording,
};
use crate::model::plan::Heading;
use crate::model::reference::Position;

/// What to do about own words that stand beside kept ones.
const OWN_AND_KEPT: &str = "bỏ “giu_nguyen” để in lời riêng, hoặc bỏ “noi_dung” để giữ câu chữ của tỉnh";

/// What to do where neither stands for a task.
const NEITHER: &str = "ghi “noi_dung”, hoặc thay cho đúng một nhiệm vụ để giữ câu chữ của tỉnh";

/// What an overlay answers, and with what.
pub(super) struct Answers {
    pub blocks: Vec<OverlayBlock>,
    pub organisation: Vec<OrganisationEntry>,
    pub set_aside: Vec<SourceTask>,
    pub named: Vec<NamedTask>,
}

/// Whom an overlay declares, in the order of the file.
#[derive(Clone, Copy)]
pub(super) struct People<'p> {
    pub units: &'p [Arc<Unit>],
    pub leaders: &'p [Arc<Leader>],
}

/// What an overlay says of the headings of its parent plans, each once, and of the duties.
pub(super) fn answers(
    file: &RawOverlay,
    parents: &[&Parent<'_>],
    people: People<'_>,
    context: &mut Context<'_>,
) -> Answers {
    let mut reader = Reader {
        file,
        parents,
        units: unique(file.units.iter().map(|unit| &unit.id).zip(people.units), "đơn vị", context),
        leaders: unique(
            file.leaders.iter().map(|leader| &leader.id).zip(people.leaders),
            "lãnh đạo",
            context,
        ),
        covers: Covers::of(parents),
        anchor: &file.agency,
        blocks: Vec::new(),
        context,
    };
    file.blocks.iter().for_each(|block| reader.block(block));
    let first = parents.first().copied();
    let organisation =
        file.organisation.iter().filter_map(|item| Some(reader.organisation(item, first?))).collect();
    let set_aside = file
        .set_aside
        .iter()
        .filter_map(|cover| reader.covers.read(cover, first?, Wording::Kept, reader.context))
        .collect();
    let blocks = reader.blocks.into_iter().map(|block| block.index).collect();
    Answers { blocks, organisation, set_aside, named: reader.covers.named }
}

/// Reads the blocks of one overlay.
struct Reader<'r, 'c, 'a, 'p> {
    file: &'r RawOverlay,
    parents: &'r [&'a Parent<'p>],
    units: BTreeMap<String, Arc<Unit>>,
    leaders: BTreeMap<String, Arc<Leader>>,
    /// Source tasks answered so far.
    covers: Covers<'r, 'a, 'p>,
    /// What to point at where a block has nothing in it.
    anchor: &'r Text,
    blocks: Vec<Block>,
    context: &'r mut Context<'c>,
}

/// What is said of a heading so far.
struct Block {
    index: OverlayBlock,
    /// The style, where it is stated.
    style: Option<EntryStyle>,
}

impl<'a, 'p> Reader<'_, '_, 'a, 'p> {
    /// Takes in one block: a heading of its own, or more of one that was there before.
    fn block(&mut self, raw: &RawBlock) {
        let parent = match &raw.plan {
            Some(id) => plan(id, self.parents.iter().copied(), self.context),
            None => self.parents.first().copied(),
        };
        let Some(parent) = parent else { return };
        let Some(place) = raw.headings.first().map(|heading| self.context.place(heading)) else {
            let message = "“muc” đang trống: chưa rõ các nội dung này thuộc đề mục nào của kế hoạch gốc";
            let first = raw.title.clone().or_else(|| raw.entries.iter().find_map(anchor));
            let finding = Diagnostic::error(codes::UNKNOWN_INDEX, message)
                .hint("ghi tiêu đề hoặc số của đề mục, ví dụ: muc: [Gia nhập thị trường], muc: [II.1]");
            self.context.report(finding, first.as_ref().unwrap_or(self.anchor));
            return;
        };
        let headings = self.headings(raw, parent);
        let leaders = self.leaders(&raw.leaders);
        let entries: Vec<OverlayEntry> =
            raw.entries.iter().map(|entry| self.entry(entry, parent, &place)).collect();
        let Some(positions) = NonEmpty::of(headings.iter().map(|heading| heading.position.clone())) else {
            return;
        };
        self.check_belonging(&headings, &entries, parent);
        let style = raw.style.map(|style| match style {
            RawEntryStyle::ChuCai => EntryStyle::Lettered,
            RawEntryStyle::Giao => EntryStyle::Assigning,
        });
        let index = OverlayBlock {
            plan: parent.plan.id.clone(),
            headings: positions,
            title: optional(raw.title.as_ref()),
            leaders,
            by_field: raw.by_field,
            style: style.unwrap_or(EntryStyle::Lettered),
            division: strings(&raw.division),
            entries,
            place,
        };
        self.add(Block { index, style }, raw);
    }

    /// The headings that a block is about, each once.
    fn headings(&mut self, raw: &RawBlock, parent: &Parent<'p>) -> Vec<&'p Heading> {
        let mut headings: Vec<&Heading> = Vec::new();
        for text in &raw.headings {
            let Some(heading) = parent.heading(text) else {
                let titled = parent.plan.headings().map(|heading| heading.title.text());
                let near = self.context.near(text, titled.filter(|title| !title.is_empty()));
                let message = format!("{} không có đề mục “{}”", parent.plan.short_citation(), text.trim());
                let finding = Diagnostic::error(codes::UNKNOWN_INDEX, message);
                let finding = match near {
                    Some(near) => finding.hint(likely(&near)),
                    None => {
                        finding.hint("ghi tiêu đề của đề mục như trong kế hoạch, hoặc số của nó, ví dụ: II.1")
                    }
                };
                self.context.report_unknown(finding, text);
                continue;
            };
            if headings.iter().any(|other| other.position == heading.position) {
                let message = format!("đề mục “{}” được ghi hai lần", text.trim());
                let finding = Diagnostic::error(codes::NAMED_TWICE, message);
                self.context.report(finding.hint("xóa một chỗ"), text);
            } else {
                headings.push(heading);
            }
        }
        headings
    }

    /// What answers a task is printed under the heading that the task stands in, unless the agency speaks of
    /// that heading, too, and so has put the task elsewhere on purpose.
    fn check_belonging(&mut self, headings: &[&Heading], entries: &[OverlayEntry], parent: &Parent<'p>) {
        let tasks = headings.iter().flat_map(|heading| heading.tasks());
        let own: BTreeSet<&Position> = tasks.map(|task| &task.reference).collect();
        for entry in entries {
            let elsewhere =
                |source: &&SourceTask| source.plan == parent.plan.id && !own.contains(&source.reference);
            // One that answers tasks of several headings stands under one of them.
            let any_here = entry.covers.iter().any(|source| !elsewhere(&source));
            let Some(source) = entry.covers.iter().find(elsewhere).filter(|_| !any_here) else { continue };
            let home = parent
                .plan
                .headings()
                .find(|heading| heading.tasks().any(|task| task.reference == source.reference));
            let Some(home) = home.filter(|home| !self.speaks_of(home, parent)) else { continue };
            let message = format!(
                "nhiệm vụ {} thuộc đề mục “{}” ({}), không thuộc “{}” ({})",
                source.reference,
                home.title.text(),
                home.position,
                headings[0].title.text(),
                headings[0].position
            );
            let is_moved = |named: &&NamedTask| named.source == *source && named.identity == Identity::Moved;
            let finding = if self.covers.named.iter().any(|named| is_moved(&named)) {
                // It stood here when the entry was written: the plan has moved it, and a person decides.
                Diagnostic::warning(codes::TASK_MOVED, message)
            } else {
                Diagnostic::error(codes::MIXED_SECTION, message)
            };
            let finding = finding.at(entry.place.clone());
            self.context.push(finding.hint("chuyển nội dung này sang mục ấy, hoặc sửa “muc”, “thay_cho”"));
        }
    }

    /// Whether the file has a block of this heading.
    fn speaks_of(&self, heading: &Heading, parent: &Parent<'p>) -> bool {
        let named = self.file.blocks.iter().flat_map(|block| &block.headings);
        named.filter_map(|text| parent.heading(text)).any(|other| other.position == heading.position)
    }

    /// Puts a block under its heading: a second one of the same indices adds its entries to the first.
    fn add(&mut self, block: Block, raw: &RawBlock) {
        let mine = &block.index;
        let first = self.blocks.iter().position(|Block { index: other, .. }| {
            other.plan == mine.plan && other.headings.iter().any(|heading| mine.headings.contains(heading))
        });
        let Some(at) = first else { return self.blocks.push(block) };
        let Block { index: other, style } = &self.blocks[at];
        let line = other.place.line_column().0;
        let same_indices = other.headings.len() == mine.headings.len()
            && other.headings.iter().all(|heading| mine.headings.contains(heading));
        let differ = |a: bool, b: bool, same: bool| a && b && !same;
        let key = if !same_indices {
            Some("muc")
        } else if differ(other.title.is_some(), mine.title.is_some(), other.title == mine.title) {
            Some("tieu_de")
        } else if differ(!other.leaders.is_empty(), !mine.leaders.is_empty(), other.leaders == mine.leaders) {
            Some("lanh_dao")
        } else if differ(style.is_some(), block.style.is_some(), *style == block.style) {
            Some("kieu")
        } else {
            None
        };
        if let Some(key) = key {
            self.contradicts(key, line, mine, raw);
            return;
        }
        let Block { index: other, style } = &mut self.blocks[at];
        let Block { index: mine, style: again } = block;
        other.title = other.title.take().or(mine.title);
        if other.leaders.is_empty() {
            other.leaders = mine.leaders;
        }
        other.by_field |= mine.by_field;
        *style = style.or(again);
        other.style = style.unwrap_or(EntryStyle::Lettered);
        other.division.extend(mine.division);
        other.entries.extend(mine.entries);
    }

    /// Reports a second block that does not go with the first, which stands on `line`.
    fn contradicts(&mut self, key: &str, line: usize, index: &OverlayBlock, raw: &RawBlock) {
        let listed: Vec<String> =
            raw.headings.iter().map(|heading| format!("“{}”", heading.trim())).collect();
        let listed = listed.join(", ");
        let again = index.place.line_column().0;
        let (message, hint) = match key {
            "muc" => (
                format!(
                    "đề mục {listed} (dòng {again}) đã có, trong một phần gộp các đề mục khác, ở dòng {line}"
                ),
                "mỗi đề mục chỉ ở một phần: sửa “muc”, hoặc chuyển nội dung vào phần kia".to_owned(),
            ),
            key => (
                format!("đề mục {listed} có hai phần (dòng {line} và dòng {again}) ghi “{key}” khác nhau"),
                format!("các nội dung in dưới một tiêu đề: giữ một “{key}”"),
            ),
        };
        let finding = Diagnostic::error(codes::CONTRADICTION, message).hint(hint);
        let text = match key {
            "tieu_de" => raw.title.as_ref(),
            "lanh_dao" => raw.leaders.first(),
            _ => None,
        };
        let place = text.map_or_else(|| index.place.clone(), |text| self.context.place(text));
        self.context.push(finding.at(place));
    }

    /// An entry of a block; `block` is where to point where it has nothing to point at.
    fn entry(&mut self, raw: &RawEntry, parent: &'a Parent<'p>, block: &Place) -> OverlayEntry {
        let text = optional(raw.text.as_ref());
        let wording = if text.is_some() { Wording::Own } else { Wording::Kept };
        let covers = raw.covers.iter();
        let covers: Vec<SourceTask> =
            covers.filter_map(|cover| self.covers.read(cover, parent, wording, self.context)).collect();
        let place = anchor(raw).map_or_else(|| block.clone(), |text| self.context.place(&text));
        if raw.keep && text.is_some() {
            let message = "nội dung vừa có lời riêng (“noi_dung”) vừa ghi “giu_nguyen: true”";
            let finding = Diagnostic::error(codes::CONTRADICTION, message);
            self.context.push(finding.hint(OWN_AND_KEPT).at(place.clone()));
        }
        if text.is_none() && raw.covers.len() != 1 {
            let message = "nội dung không có “noi_dung” phải thay cho đúng một nhiệm vụ";
            let finding = Diagnostic::error(codes::EMPTY_TEXT, message).about(Topic::EmptyText).hint(NEITHER);
            self.context.push(finding.at(place.clone()));
        }
        OverlayEntry {
            text,
            covers,
            lead: self.unit_set(&raw.lead),
            supporting: self.unit_set(&raw.supporting),
            leaders: self.leaders(&raw.leaders),
            deadline: assigned::deadline(raw.deadline.as_ref(), self.context),
            output: optional(raw.output.as_ref()),
            phrase: optional(raw.phrase.as_ref()),
            place,
        }
    }

    fn organisation(&mut self, raw: &RawOrganisation, parent: &'a Parent<'p>) -> OrganisationEntry {
        let place = Place::new(self.context.source, raw.range());
        let full = match raw.value() {
            OrganisationForm::Words(text) => {
                let text = prose(&Located::new(text.clone(), raw.range()));
                return OrganisationEntry { text: Some(text), covers: Vec::new(), deadline: None, place };
            }
            OrganisationForm::Full(full) => full,
        };
        let text = optional(full.text.as_ref());
        let wording = if text.is_some() { Wording::Own } else { Wording::Kept };
        let covers = full.covers.iter();
        let covers: Vec<SourceTask> =
            covers.filter_map(|cover| self.covers.read(cover, parent, wording, self.context)).collect();
        let wrong = match (full.keep, &text, full.covers.len()) {
            (true, Some(_), _) => {
                Some(("khoản vừa có lời riêng (“noi_dung”) vừa ghi “giu_nguyen: true”", OWN_AND_KEPT))
            }
            (_, None, count) if count != 1 => {
                Some(("khoản không có “noi_dung” phải thay cho đúng một nhiệm vụ", NEITHER))
            }
            _ => None,
        };
        if let Some((message, hint)) = wrong {
            let finding = Diagnostic::error(codes::CONTRADICTION, message).hint(hint);
            self.context.push(finding.at(place.clone()));
        }
        let deadline = assigned::deadline(full.deadline.as_ref(), self.context);
        OrganisationEntry { text, covers, deadline, place }
    }

    fn unit_set(&mut self, texts: &[Text]) -> UnitSet {
        let all = texts.iter().any(|text| text.as_str() == UnitSet::ALL);
        let named: Vec<Text> = texts.iter().filter(|text| text.as_str() != UnitSet::ALL).cloned().collect();
        UnitSet { all, units: self.units(&named) }
    }

    /// The finding about a code of no unit, or no leader.
    fn undeclared(&self, text: &Text, named: Named) -> Diagnostic {
        let units = (meant::UNIT, meant::units(self.file));
        let leaders = (meant::LEADER, meant::leaders(self.file));
        let ((kind, known), (other, others)) = match named {
            Named::Unit => (units, leaders),
            Named::Leader => (leaders, units),
        };
        let message = format!("không có {} “{}”", kind.what, **text);
        let finding = Diagnostic::error(codes::UNKNOWN_UNIT, message);
        meant::with_code(finding, text, kind, &known, (other, &others))
    }

    fn units(&mut self, texts: &[Text]) -> Vec<Arc<Unit>> {
        let known = texts.iter().map(|text| (text, self.units.get(text.as_str()).cloned()));
        self.declared(known.collect(), Named::Unit)
    }

    fn leaders(&mut self, texts: &[Text]) -> Vec<Arc<Leader>> {
        let known = texts.iter().map(|text| (text, self.leaders.get(text.as_str()).cloned()));
        self.declared(known.collect(), Named::Leader)
    }

    /// Those that were found; the codes of the others are reported.
    fn declared<T>(&mut self, found: Vec<(&Text, Option<T>)>, named: Named) -> Vec<T> {
        for (text, _) in found.iter().filter(|(_, found)| found.is_none()) {
            let finding = self.undeclared(text, named);
            self.context.report(finding, text);
        }
        found.into_iter().filter_map(|(_, found)| found).collect()
    }
}

#[derive(Clone, Copy)]
enum Named {
    Unit,
    Leader,
}

/// What an entry is found by.
fn anchor(raw: &RawEntry) -> Option<Text> {
    let cover = || raw.covers.first().map(|cover| Located::new(String::new(), cover.range()));
    raw.text.clone().or_else(cover).or_else(|| raw.lead.first().cloned())
}

/// What is declared, by its code; a code that is there already is reported.
fn unique<'t, T: Clone + 't>(
    declared: impl Iterator<Item = (&'t Text, &'t T)>,
    what: &str,
    context: &mut Context<'_>,
) -> BTreeMap<String, T> {
    let mut known = BTreeMap::new();
    for (id, value) in declared {
        if known.contains_key(id.as_str()) {
            let message = format!("mã {what} “{}” đã dùng", **id);
            context.report(Diagnostic::error(codes::DUPLICATE_ID, message).hint("đặt mã khác"), id);
        } else {
            known.insert(id.to_string(), value.clone());
        }
    }
    known
}
