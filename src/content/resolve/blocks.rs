//! The blocks of an overlay (`chi_so`): what an agency says of each index of its parent plans.

use std::collections::BTreeMap;

use super::overlay::{Parent, plan};
use super::{Context, meant, optional, tasks, with_near};
use crate::content::raw::{RawEntry, RawEntryStyle, RawOverlay, RawOverlayIndex, Text};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::overlay::{EntryStyle, OverlayEntry, OverlayIndex, SourceTask, UnitSet};

/// The word for "every unit" in a list of units.
const ALL_UNITS: &str = "tat_ca";

/// What an overlay says of the indices, each once.
pub(super) fn indices(
    file: &RawOverlay,
    parents: &[&Parent<'_>],
    context: &mut Context<'_>,
) -> Vec<OverlayIndex> {
    let mut reader = Reader {
        file,
        parents,
        units: unique_places(file.units.iter().map(|unit| &unit.id), "đơn vị", context),
        leaders: unique_places(file.leaders.iter().map(|leader| &leader.id), "lãnh đạo", context),
        answered: BTreeMap::new(),
        anchor: &file.agency,
        blocks: Vec::new(),
        context,
    };
    file.indices.iter().for_each(|index| reader.index(index));
    reader.blocks.into_iter().map(|block| block.index).collect()
}

/// Reads the indices of one overlay.
struct Reader<'r, 'c, 'a, 'p> {
    file: &'r RawOverlay,
    parents: &'r [&'a Parent<'p>],
    units: BTreeMap<String, usize>,
    leaders: BTreeMap<String, usize>,
    /// Source tasks answered so far, with the place of the first answer.
    answered: BTreeMap<SourceTask, Place>,
    /// What to point at where a block has nothing in it.
    anchor: &'r Text,
    blocks: Vec<Block>,
    context: &'r mut Context<'c>,
}

/// What is said of an index so far.
struct Block {
    index: OverlayIndex,
    /// The style, where it is stated.
    style: Option<EntryStyle>,
}

impl<'a, 'p> Reader<'_, '_, 'a, 'p> {
    /// Takes in one block: an index of its own, or more of one that was there before.
    fn index(&mut self, raw: &RawOverlayIndex) {
        let parent = match &raw.plan {
            Some(id) => plan(id, self.parents.iter().copied(), self.context),
            None => self.parents.first().copied(),
        };
        let Some(parent) = parent else { return };
        let Some(place) = raw.numbers.first().map(|number| self.context.place(number)) else {
            let message = "“so” đang trống: chưa rõ các nội dung này thuộc chỉ số nào";
            let first = raw.title.as_ref().or_else(|| raw.entries.iter().find_map(anchor));
            let finding =
                Diagnostic::error(codes::UNKNOWN_INDEX, message).hint("ghi số thứ tự chỉ số, ví dụ: so: [1]");
            self.context.report(finding, first.unwrap_or(self.anchor));
            return;
        };
        let family = optional(raw.family.as_ref()).unwrap_or_else(|| parent.plan.family.clone());
        let ordinals = self.ordinals(raw, parent, &family);
        let leaders = self.places(&raw.leaders, Named::Leader);
        let entries = raw.entries.iter().map(|entry| self.entry(entry, parent, &place)).collect();
        if ordinals.is_empty() {
            return;
        }
        let style = raw.style.map(|style| match style {
            RawEntryStyle::ChuCai => EntryStyle::Lettered,
            RawEntryStyle::Giao => EntryStyle::Assigning,
        });
        let index = OverlayIndex {
            plan: parent.plan.id.clone(),
            family,
            ordinals,
            title: optional(raw.title.as_ref()),
            leaders,
            by_field: raw.by_field,
            style: style.unwrap_or(EntryStyle::Lettered),
            entries,
            place,
        };
        self.add(Block { index, style }, raw);
    }

    /// The indices that a block is about, each once.
    fn ordinals(&mut self, raw: &RawOverlayIndex, parent: &Parent<'_>, family: &str) -> Vec<usize> {
        let mut ordinals = Vec::new();
        for text in &raw.numbers {
            let Some(ordinal) = self.context.number::<usize>(text, "số thứ tự chỉ số") else {
                continue;
            };
            if !(1..=parent.headings(family)).contains(&ordinal) {
                let message = format!("{} không có chỉ số thứ {ordinal}", parent.plan.short_citation());
                self.context.report_unknown(Diagnostic::error(codes::UNKNOWN_INDEX, message), text);
            } else if ordinals.contains(&ordinal) {
                let finding =
                    Diagnostic::error(codes::NAMED_TWICE, format!("chỉ số {ordinal} được ghi hai lần"));
                self.context.report(finding, text);
            } else {
                ordinals.push(ordinal);
            }
        }
        ordinals
    }

    /// Puts a block under its heading: a second one of the same indices adds its entries to the first.
    fn add(&mut self, block: Block, raw: &RawOverlayIndex) {
        let mine = &block.index;
        let first = self.blocks.iter().position(|Block { index: other, .. }| {
            (&other.plan, &other.family) == (&mine.plan, &mine.family)
                && other.ordinals.iter().any(|ordinal| mine.ordinals.contains(ordinal))
        });
        let Some(at) = first else { return self.blocks.push(block) };
        let Block { index: other, style } = &self.blocks[at];
        let line = other.place.line_column().0;
        let same_indices = other.ordinals.len() == mine.ordinals.len()
            && other.ordinals.iter().all(|ordinal| mine.ordinals.contains(ordinal));
        let differ = |a: bool, b: bool, same: bool| a && b && !same;
        let key = if !same_indices {
            Some("so")
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
        other.entries.extend(mine.entries);
    }

    /// Reports a second block that does not go with the first, which stands on `line`.
    fn contradicts(&mut self, key: &str, line: usize, index: &OverlayIndex, raw: &RawOverlayIndex) {
        let listed: Vec<String> = index.ordinals.iter().map(usize::to_string).collect();
        let listed = listed.join(", ");
        let again = index.place.line_column().0;
        let (message, hint) = match key {
            "so" => (
                format!(
                    "chỉ số {listed} (dòng {again}) đã có, trong một mục gộp các chỉ số khác, ở dòng {line}"
                ),
                "mỗi chỉ số chỉ ở một mục: sửa “so”, hoặc chuyển nội dung vào mục kia".to_owned(),
            ),
            key => (
                format!("chỉ số {listed} có hai mục (dòng {line} và dòng {again}) ghi “{key}” khác nhau"),
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
        let covers: Vec<SourceTask> =
            raw.covers.iter().filter_map(|text| self.source(text, parent)).collect();
        let place = anchor(raw).map_or_else(|| block.clone(), |text| self.context.place(text));
        let text = optional(raw.text.as_ref());
        if raw.keep && text.is_some() {
            let message = "nội dung vừa có lời riêng (“noi_dung”) vừa ghi “giu_nguyen: true”";
            let finding = Diagnostic::error(codes::CONTRADICTION, message);
            let finding =
                finding.hint("bỏ “giu_nguyen” để in lời riêng, hoặc bỏ “noi_dung” để giữ câu chữ của tỉnh");
            self.context.push(finding.at(place.clone()));
        }
        if text.is_none() && raw.covers.len() != 1 {
            let message = "nội dung không có “noi_dung” phải thay cho đúng một nhiệm vụ";
            self.context.push(Diagnostic::error(codes::EMPTY_TEXT, message).at(place.clone()));
        }
        OverlayEntry {
            text,
            covers,
            lead: self.unit_set(&raw.lead),
            supporting: self.unit_set(&raw.supporting),
            leaders: self.places(&raw.leaders, Named::Leader),
            deadline: tasks::deadline(raw.deadline.as_ref(), self.context),
            output: optional(raw.output.as_ref()),
            phrase: optional(raw.phrase.as_ref()),
            place,
        }
    }

    /// `II.1.a.1`, or `kh-163-2024:II.1.a.1` for another parent plan.
    fn source(&mut self, text: &Text, of: &'a Parent<'p>) -> Option<SourceTask> {
        let (of, reference) = match text.split_once(':') {
            Some((id, reference)) => match self.parents.iter().find(|parent| parent.plan.id.as_str() == id) {
                Some(parent) => (*parent, reference),
                None => {
                    let known = self.parents.iter().map(|parent| parent.plan.id.as_str());
                    let near = self.context.near(id, known);
                    let finding =
                        Diagnostic::error(codes::UNKNOWN_PLAN, format!("“{id}” không phải kế hoạch gốc"));
                    self.context.report_unknown(with_near(finding, near), text);
                    return None;
                }
            },
            None => (of, text.as_str()),
        };
        let Some(task) = of.tasks.get(reference.trim()) else {
            let near = self.context.near(reference, of.tasks.keys());
            let message = format!("{} không có nhiệm vụ {}", of.plan.short_citation(), reference.trim());
            let finding = Diagnostic::error(codes::UNKNOWN_TASK, message);
            self.context.report_unknown(with_near(finding, near), text);
            return None;
        };
        let source = SourceTask { plan: of.plan.id.clone(), reference: task.reference.clone() };
        if let Some(first) = self.answered.get(&source) {
            let message = format!("nhiệm vụ {reference} đã được nội dung khác thực hiện");
            let finding = Diagnostic::error(codes::TASK_TWICE, message)
                .hint(format!("lần đầu ở dòng {}", first.line_column().0));
            self.context.report(finding, text);
            return None;
        }
        self.answered.insert(source.clone(), self.context.place(text));
        Some(source)
    }

    fn unit_set(&mut self, texts: &[Text]) -> UnitSet {
        let all = texts.iter().any(|text| text.as_str() == ALL_UNITS);
        let named: Vec<Text> = texts.iter().filter(|text| text.as_str() != ALL_UNITS).cloned().collect();
        UnitSet { all, units: self.places(&named, Named::Unit) }
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

    fn places(&mut self, texts: &[Text], named: Named) -> Vec<usize> {
        let mut places = Vec::new();
        for text in texts {
            let known = match named {
                Named::Unit => &self.units,
                Named::Leader => &self.leaders,
            };
            if let Some(place) = known.get(text.as_str()) {
                places.push(*place);
                continue;
            }
            let finding = self.undeclared(text, named);
            self.context.report(finding, text);
        }
        places
    }
}

#[derive(Clone, Copy)]
enum Named {
    Unit,
    Leader,
}

/// What an entry is found by.
fn anchor(raw: &RawEntry) -> Option<&Text> {
    raw.text.as_ref().or(raw.covers.first()).or(raw.lead.first())
}

/// Ids with their places; one that is there already is reported.
fn unique_places<'t>(
    ids: impl Iterator<Item = &'t Text>,
    what: &str,
    context: &mut Context<'_>,
) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        if places.contains_key(id.as_str()) {
            let message = format!("mã {what} “{}” đã dùng", **id);
            context.report(Diagnostic::error(codes::DUPLICATE_ID, message).hint("đặt mã khác"), id);
        } else {
            places.insert(id.to_string(), at);
        }
    }
    places
}
