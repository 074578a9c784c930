//! Cập nhật: brings agencies' parts up to their plans. What a part answers is written down with the words
//! of the task, so that it can be followed when the plan changes; comments and layout stay.
//!
//! Enters: the content as loaded. Leaves: new texts of the files that change, with what was changed. A text
//! is only let out that reads as the old one did: the same tasks, no error more.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::overlay::KeptTask;
use crate::content::emit::writer::Writer;
use crate::content::yaml::{self, Node, Value};
use crate::content::{self, Loaded};
use crate::derive::Year;
use crate::derive::given::{Standing, compared};
use crate::diagnostic::{Source, has_errors};
use crate::model::Overlay;
use crate::model::overlay::{Identity, NamedTask};
use crate::model::reference::Scheme;
use crate::text::lines::{column, line_end};

/// A file that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updated {
    pub path: PathBuf,
    pub text: String,
    pub changes: Vec<Change>,
}

/// What is written down anew of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    /// As the file named it, and as it names it now.
    pub before: String,
    pub after: String,
    /// What its agency is given in it.
    pub given: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Its words are written beside its number for the first time.
    Kept,
    /// Its number follows it.
    Moved,
    /// The plan's new words take the place of the old ones.
    Reworded,
    /// What its agency is given in it is written down for the first time.
    GivenKept,
    /// What its agency is given in it has changed: so it is given now.
    Reassigned,
}

/// What can be brought up to the plans by itself, file by file; and the files that have to be left alone.
#[derive(Debug, Default)]
pub struct Update {
    pub updated: Vec<Updated>,
    /// Files in a layout that the program cannot change without risk.
    pub left_alone: Vec<PathBuf>,
}

/// Looks at the parts that `asked` names.
pub fn update(
    loaded: &Loaded,
    schemes: &BTreeMap<String, Scheme>,
    asked: impl Fn(&Overlay) -> bool,
) -> Update {
    let mut update = Update::default();
    let Some(province) = &loaded.province else { return update };
    let mut years: BTreeMap<i16, Option<Year<'_>>> = BTreeMap::new();
    for overlay in province.overlays.iter().filter(|overlay| asked(overlay)) {
        let source = &overlay.place.source;
        let year = years.entry(overlay.year).or_insert_with(|| Year::of(province, overlay.year));
        let Some(year) = year else { continue };
        let kept = kept(year, overlay);
        if kept.values().all(|kept| kept.is_up_to_date(source)) {
            continue;
        }
        match rewritten(source, &kept).filter(|(text, _)| reads_the_same(loaded, schemes, overlay, text)) {
            Some((text, changes)) => {
                update.updated.push(Updated { path: source.path.clone(), text, changes });
            }
            None => update.left_alone.push(source.path.clone()),
        }
    }
    update
}

/// What a part is to keep of a task from now on.
struct ToKeep<'p> {
    named: &'p NamedTask,
    /// What the agency is given in it: now, or, where a person has to decide, as the part has it.
    given: Option<String>,
    standing: Standing,
}

impl ToKeep<'_> {
    fn is_up_to_date(&self, source: &Source) -> bool {
        let place = &self.named.place;
        let is_given = matches!(self.standing, Standing::Same | Standing::Changed) || self.given.is_none();
        self.named.identity == Identity::Kept
            && is_given
            && source.text[place.start..place.end].contains(&self.named.name)
    }

    fn changes(&self) -> impl Iterator<Item = ChangeKind> {
        let words = match self.named.identity {
            Identity::Kept => None,
            Identity::Moved => Some(ChangeKind::Moved),
            Identity::Reworded => Some(ChangeKind::Reworded),
            Identity::Unkept => Some(ChangeKind::Kept),
        };
        let given = match self.standing {
            Standing::StatedAnew => Some(ChangeKind::Reassigned),
            // Where its words are written down, so is this: one thing to tell.
            Standing::Unkept if self.given.is_some() && words != Some(ChangeKind::Kept) => {
                Some(ChangeKind::GivenKept)
            }
            _ => None,
        };
        words.into_iter().chain(given)
    }
}

/// The tasks that a part names, by where they stand in its file.
fn kept<'p>(year: &Year<'_>, overlay: &'p Overlay) -> BTreeMap<usize, ToKeep<'p>> {
    let as_it_is =
        |named: &'p NamedTask| ToKeep { named, given: named.given.clone(), standing: Standing::Same };
    let mut kept: BTreeMap<usize, ToKeep<'p>> =
        overlay.named.iter().map(|named| (named.place.start, as_it_is(named))).collect();
    for one in compared(year, overlay) {
        let given = match one.standing {
            Standing::Unkept | Standing::StatedAnew => Some(one.now.to_string()),
            Standing::Same | Standing::Changed => one.named.given.clone(),
        };
        kept.insert(one.named.place.start, ToKeep { named: one.named, given, standing: one.standing });
    }
    kept
}

/// The text of a part with every list of tasks that has to change written anew.
fn rewritten(source: &Arc<Source>, kept: &BTreeMap<usize, ToKeep<'_>>) -> Option<(String, Vec<Change>)> {
    let mut findings = Vec::new();
    let node = yaml::read(source, &mut findings)?;
    let mut lists = Vec::new();
    collect(&node, &mut lists);
    let mut text = source.text.clone();
    let mut changes = Vec::new();
    // From the end, so that what stands before keeps its place.
    lists.sort_by_key(|(key, _)| std::cmp::Reverse(key.start));
    for (key, list) in lists {
        let items: Option<Vec<&ToKeep<'_>>> =
            list.items().iter().map(|item| kept.get(&item.range.start)).collect();
        // A task that could not be followed stays as it is typed: a person decides.
        let Some(items) = items else { continue };
        if items.iter().all(|kept| kept.is_up_to_date(source)) {
            continue;
        }
        for (item, kept) in list.items().iter().zip(&items).rev() {
            let before = typed_name(item).unwrap_or_default();
            changes.extend(kept.changes().map(|kind| Change {
                kind,
                before: before.to_owned(),
                after: kept.named.name.clone(),
                given: kept.given.clone().unwrap_or_default(),
            }));
        }
        let (range, new) = list_text(&source.text, &key, list, &items)?;
        text.replace_range(range, &new);
    }
    changes.reverse();
    Some((text, changes))
}

fn typed_name(item: &Node) -> Option<&str> {
    item.text().or_else(|| item.get("nhiem_vu").and_then(Node::text)).map(str::trim)
}

/// The keys under which a part names tasks.
const LISTS: [&str; 2] = ["thay_cho", "khong_lien_quan"];

/// Every list of tasks in a file, with its key.
fn collect<'n>(node: &'n Node, lists: &mut Vec<(Range<usize>, &'n Node)>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| collect(item, lists)),
        Value::Mapping(entries) => {
            for entry in entries {
                if LISTS.contains(&entry.key.as_str()) && !entry.value.items().is_empty() {
                    lists.push((entry.key.range(), &entry.value));
                } else {
                    collect(&entry.value, lists);
                }
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// The stretch from the colon of a key to the end of its list, and the list written anew: one task a
/// mapping. Comments within it stand above the first task.
fn list_text(
    text: &str,
    key: &Range<usize>,
    list: &Node,
    items: &[&ToKeep<'_>],
) -> Option<(Range<usize>, String)> {
    let colon = key.end + text[key.end..].find(':')? + 1;
    let end = end_of(text, list, colon)?;
    let line_end = line_end(text, end);
    // What follows on the last line can only be a comment; anything else is a layout of its own.
    let rest = text[end..line_end].trim();
    if !(rest.is_empty() || rest.starts_with('#')) {
        return None;
    }
    let mut written = Writer::at(column(text, key.start) + 2);
    for comment in comments(text, colon..line_end, list) {
        written.suggest(&comment);
    }
    for ToKeep { named, given, .. } in items {
        let kept =
            KeptTask { name: &named.name, text: &named.text, twin: named.twin, given: given.as_deref() };
        written.item(|writer| kept.write(writer));
    }
    let (new, _) = written.finish();
    Some((colon..line_end, format!("\n{}", new.trim_end_matches('\n'))))
}

/// Where a list ends: behind its bracket, or behind its last item.
fn end_of(text: &str, list: &Node, colon: usize) -> Option<usize> {
    let last = list.items().last()?;
    let end = text[..last.range.end].trim_end().len().max(last.range.start);
    if text[colon..].trim_start().starts_with('[') {
        // Items of a list in brackets may be mappings in braces.
        let closing = text[end..].find(']')?;
        let between = &text[end..end + closing];
        return between.trim().trim_matches(['}', ',', '"', '\'']).is_empty().then_some(end + closing + 1);
    }
    Some(end)
}

/// The comments of a stretch: from a `#` that begins a line or follows a space, outside the items.
fn comments(text: &str, range: Range<usize>, list: &Node) -> Vec<String> {
    let mut comments = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let marks = line.match_indices('#').map(|(mark, _)| (mark, at + mark));
        let outside = |place: usize| {
            let mut scalars = Vec::new();
            leaves(list, &mut scalars);
            !scalars.iter().any(|range| range.contains(&place))
        };
        let free = |mark: usize| line[..mark].chars().next_back().is_none_or(char::is_whitespace);
        if let Some((mark, _)) = marks.into_iter().find(|(mark, place)| free(*mark) && outside(*place)) {
            comments.push(line[mark + 1..].trim().to_owned());
        }
        at += line.len();
    }
    comments
}

fn leaves(node: &Node, ranges: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| leaves(item, ranges)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| leaves(&entry.value, ranges)),
        Value::Null | Value::Scalar(_) => ranges.push(node.range.clone()),
    }
}

/// Whether the content with the new text names the same tasks, each with its words, and has no error that
/// it did not have.
fn reads_the_same(
    loaded: &Loaded,
    schemes: &BTreeMap<String, Scheme>,
    overlay: &Overlay,
    text: &str,
) -> bool {
    let path = &overlay.place.source.path;
    let files = loaded.sources.iter().map(|source| {
        let text = if source.path == *path { text } else { &source.text };
        (source.path.clone(), text.as_bytes().to_vec())
    });
    let again = content::load_files(files, schemes);
    let own = |loaded: &Loaded| -> Vec<crate::diagnostic::Diagnostic> {
        let of_file = loaded
            .findings
            .iter()
            .filter(|finding| finding.place.as_ref().is_some_and(|place| place.source.path == *path));
        of_file.filter(|finding| finding.is_error()).cloned().collect()
    };
    let (before, after) = (own(loaded), own(&again));
    let parts = again.province.iter().flat_map(|province| &province.overlays);
    let same = parts.filter(|other| other.place.source.path == *path).any(|other| {
        other.named.len() == overlay.named.len()
            && other.named.iter().zip(&overlay.named).all(|(now, then)| now.source == then.source)
            && other.blocks.len() == overlay.blocks.len()
    });
    same && after.len() <= before.len() && (has_errors(&before) || !has_errors(&after))
}
