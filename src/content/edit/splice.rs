//! The text with one edit done. Whether it says what was asked for is proved by who calls.

use std::ops::Range;

use super::place::{at, is_enclosed, value_end};
use super::{Edit, Path, Plain, Step, Value};
use crate::content::emit::writer::{self, Writer};
use crate::content::yaml::{self, Node};
use crate::text::lines::{column, line_end, line_start};

/// `None` where the file is written in a way that cannot be changed without risk.
pub(super) fn spliced(text: &str, root: &Node, edit: &Edit) -> Option<String> {
    let file = File { text, root };
    let (range, new) = match edit {
        Edit::Set { path, value } => file.set(path, value)?,
        Edit::Insert { list, at, value } => file.insert(list, *at, value)?,
        Edit::Remove { path } => file.remove(path)?,
        Edit::Move { list, from, to } => return file.moved(list, *from, *to),
        Edit::Put { path, behind, value } => file.put(path, behind, value)?,
        Edit::Transfer { from, list, at } => return file.transferred(from, list, *at),
    };
    let mut changed = text.to_owned();
    changed.replace_range(range, &new);
    Some(changed)
}

pub(super) type Splice = (Range<usize>, String);

#[derive(Clone, Copy)]
pub(super) struct File<'t> {
    pub(super) text: &'t str,
    pub(super) root: &'t Node,
}

impl<'t> File<'t> {
    pub(super) fn set(self, path: &[Step], value: &Value) -> Option<Splice> {
        let (last, above) = path.split_last()?;
        let Some(parent) = at(self.root, above).filter(|parent| parent.value != yaml::Value::Null) else {
            let Step::Key(key) = last else { return None };
            return self.set(above, &Value::Mapping(vec![(key.clone(), value.clone())]));
        };
        let in_flow = self.in_flow(path);
        match (last, &parent.value) {
            (Step::Key(key), yaml::Value::Mapping(entries)) => {
                let Some(entry) = entries.iter().find(|entry| entry.key.value() == key) else {
                    return self.add_key(parent, key, value, in_flow);
                };
                if in_flow {
                    let end = self.end(&entry.value, entry.key.range());
                    return Some((entry.key.range().start..end, format!("{key}: {}", flow(value))));
                }
                let start = entry.key.range().start;
                let new = entry_text(column(self.text, start), key, value);
                Some(self.replaced(start, self.end(&entry.value, entry.key.range()), &entry.value, new))
            }
            (Step::Item(item), yaml::Value::List(items)) => {
                let node = items.get(*item)?;
                let end = self.end(node, node.range.clone());
                if in_flow {
                    return Some((node.range.start..end, flow(value)));
                }
                let dash = self.dash(node)?;
                let new = item_text(column(self.text, dash), value);
                Some(self.replaced(dash, end, node, new))
            }
            _ => None,
        }
    }

    /// A comment behind a value stays on the first line of the new one.
    fn replaced(self, start: usize, end: usize, node: &Node, new: String) -> Splice {
        let line = line_end(self.text, end);
        let behind = &self.text[end..line];
        // The words of a folded text begin on a line after its sign.
        let first = &self.text[start..line_end(self.text, start)];
        let is_folded =
            matches!(node.value, yaml::Value::Scalar(_)) && node.range.start > line_end(self.text, start);
        let of_header = if is_folded { first.find(" #").map_or("", |at| &first[at..]) } else { "" };
        let has_comment = behind.trim_start().starts_with('#');
        let comment = if has_comment { behind } else { of_header };
        let new = match new.split_once('\n') {
            Some((first, rest)) => format!("{first}{comment}\n{rest}"),
            None => format!("{new}{comment}"),
        };
        (start..if has_comment { line } else { end }, new)
    }

    fn add_key(self, mapping: &Node, key: &str, value: &Value, in_flow: bool) -> Option<Splice> {
        let yaml::Value::Mapping(entries) = &mapping.value else { return None };
        self.add_behind(mapping, entries.last()?, (key, value), in_flow)
    }

    fn put(self, path: &[Step], behind: &str, value: &Value) -> Option<Splice> {
        let (Step::Key(key), above) = path.split_last()? else { return None };
        let mapping = at(self.root, above)?;
        let yaml::Value::Mapping(entries) = &mapping.value else { return None };
        let entry = entries.iter().find(|entry| entry.key.value() == behind)?;
        self.add_behind(mapping, entry, (key, value), self.in_flow(path))
    }

    /// A new key behind one that is there.
    fn add_behind(
        self,
        mapping: &Node,
        last: &yaml::Entry,
        (key, value): (&str, &Value),
        in_flow: bool,
    ) -> Option<Splice> {
        let yaml::Value::Mapping(entries) = &mapping.value else { return None };
        let end = self.end(&last.value, last.key.range());
        if in_flow || is_enclosed(self.text, mapping) {
            return Some((end..end, format!(", {key}: {}", flow(value))));
        }
        let column = column(self.text, entries.first()?.key.range().start);
        let end = line_end(self.text, end);
        Some((end..end, format!("\n{}{}", " ".repeat(column), entry_text(column, key, value))))
    }

    fn insert(self, list: &[Step], place: usize, value: &Value) -> Option<Splice> {
        let node = at(self.root, list);
        let items = match node.map(|node| &node.value) {
            Some(yaml::Value::List(items)) if !items.is_empty() => items,
            Some(yaml::Value::List(_) | yaml::Value::Null) | None => {
                return self.set(list, &Value::List(vec![value.clone()]));
            }
            _ => return None,
        };
        if self.in_flow(&joined(list, Step::Item(0))) {
            return match items.get(place) {
                Some(next) => Some((next.range.start..next.range.start, format!("{}, ", flow(value)))),
                None => {
                    let last = items.last()?;
                    let end = self.end(last, last.range.clone());
                    Some((end..end, format!(", {}", flow(value))))
                }
            };
        }
        let column = column(self.text, self.dash(items.first()?)?);
        let new = item_text(column, value);
        if place == 0 {
            let start = line_start(self.text, self.dash(items.first()?)?);
            return Some((start..start, format!("{}{new}\n", " ".repeat(column))));
        }
        let before = items.get(place - 1)?;
        let end = line_end(self.text, self.end(before, before.range.clone()));
        Some((end..end, format!("\n{}{new}", " ".repeat(column))))
    }

    fn remove(self, path: &[Step]) -> Option<Splice> {
        let (last, above) = path.split_last()?;
        let parent = at(self.root, above)?;
        match (last, &parent.value) {
            (Step::Item(item), yaml::Value::List(items)) => {
                let left = || items.iter().enumerate().filter(|(at, _)| at != item).map(|(_, node)| node);
                if is_enclosed(self.text, parent) {
                    let left = Value::List(left().cloned().map(Value::Copy).collect());
                    return Some((parent.range.start..self.end(parent, parent.range.clone()), flow(&left)));
                }
                if items.len() == 1 {
                    return self.set(above, &Value::Words(Vec::new()));
                }
                let node = items.get(*item)?;
                Some((self.lines(self.dash(node)?, self.end(node, node.range.clone()))?, String::new()))
            }
            (Step::Key(key), yaml::Value::Mapping(entries)) => {
                let place = entries.iter().position(|entry| entry.key.value() == key)?;
                let entry = &entries[place];
                let start = entry.key.range().start;
                let end = self.end(&entry.value, entry.key.range());
                if self.in_flow(path) {
                    let left = entries.iter().enumerate().filter(|(at, _)| *at != place);
                    let left =
                        left.map(|(_, entry)| (entry.key.value().clone(), Value::Copy(entry.value.clone())));
                    let range = parent.range.start..self.end(parent, parent.range.clone());
                    return Some((self.without_comments(range)?, flow(&Value::Mapping(left.collect()))));
                }
                if self.text[line_start(self.text, start)..start].trim().is_empty() {
                    return Some((self.lines(start, end)?, String::new()));
                }
                // It stands behind the dash of its item: the next key takes its place.
                let next = entries.get(place + 1)?.key.range().start;
                let between = &self.text[end..next];
                between.trim().is_empty().then(|| (start..next, String::new()))
            }
            _ => None,
        }
    }

    /// Whole lines, with their last line feed; `None` where something else begins on the last.
    fn lines(self, start: usize, end: usize) -> Option<Range<usize>> {
        let last = line_end(self.text, end);
        let behind = self.text[end..last].trim();
        if !(behind.is_empty() || behind.starts_with('#')) {
            return None;
        }
        Some(line_start(self.text, start)..(last + 1).min(self.text.len()))
    }

    fn moved(self, list: &[Step], from: usize, to: usize) -> Option<String> {
        let node = at(self.root, list)?;
        let yaml::Value::List(items) = &node.value else { return None };
        if from >= items.len() || to >= items.len() {
            return None;
        }
        if self.in_flow(&joined(list, Step::Item(0))) {
            let mut items: Vec<Value> = items.iter().cloned().map(Value::Copy).collect();
            let item = items.remove(from);
            items.insert(to, item);
            let range = self.without_comments(node.range.start..self.end(node, node.range.clone()))?;
            return Some(
                [&self.text[..range.start], &flow(&Value::List(items)), &self.text[range.end..]].concat(),
            );
        }
        let own = self.stretch(items.get(from)?)?;
        let target = self.stretch(items.get(to)?)?;
        let mut cut = self.text[own.clone()].to_owned();
        if !cut.ends_with('\n') {
            cut.push('\n');
        }
        let (first, second) = (self.text, own.clone());
        Some(if to > from {
            [
                &first[..second.start],
                &first[second.end..target.end],
                with_feed(&first[..target.end]),
                &cut,
                &first[target.end..],
            ]
            .concat()
        } else {
            [&first[..target.start], &cut, &first[target.start..second.start], &first[second.end..]].concat()
        })
    }

    /// The whole lines of an item, with the comments above it.
    pub(super) fn stretch(self, item: &Node) -> Option<Range<usize>> {
        let dash = self.dash(item)?;
        let lines = self.lines(dash, self.end(item, item.range.clone()))?;
        // The dash of a list that is itself an item stands on the line of another.
        let is_first = self.text[lines.start..dash].trim().is_empty();
        is_first.then(|| self.comments_above(lines.start, column(self.text, dash))..lines.end)
    }

    /// A stretch that is written anew as a whole; `None` where a comment in it would be lost.
    fn without_comments(self, range: Range<usize>) -> Option<Range<usize>> {
        (!yaml::has_comment(self.root, self.text, range.clone())).then_some(range)
    }

    /// Where the comments begin that stand right above a line, at its column.
    fn comments_above(self, line: usize, column: usize) -> usize {
        let mut start = line;
        while start > 0 {
            let above = line_start(self.text, start - 1);
            let words = &self.text[above..start - 1];
            let own = words.len() - words.trim_start().len();
            if !words.trim_start().starts_with('#') || own != column {
                break;
            }
            start = above;
        }
        start
    }

    /// The dash of an item of a list that is written line by line.
    pub(super) fn dash(self, item: &Node) -> Option<usize> {
        let before = &self.text[..item.range.start];
        let at = before.rfind('-')?;
        if before[at + 1..].trim().is_empty() && !before[..at].ends_with(['>', '|']) {
            return Some(at);
        }
        // The words of a folded text begin on a line after its sign.
        let above = self.text[..line_start(self.text, item.range.start)].trim_end();
        let start = line_start(self.text, above.len());
        let sign = &self.text[start..above.len()];
        let dash = start + (sign.len() - sign.trim_start().len());
        let is_item = self.text[dash..]
            .strip_prefix('-')
            .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(['>', '|']));
        is_item.then_some(dash)
    }

    /// Where a value ends with its bracket; one that is left out, behind its colon.
    pub(super) fn end(self, node: &Node, key: Range<usize>) -> usize {
        if node.value == yaml::Value::Null {
            let colon = self.text[key.end..].find(':').map_or(key.end, |at| key.end + at + 1);
            let typed = &self.text[colon..line_end(self.text, colon)];
            let word = typed.trim_start();
            let null = ["null", "Null", "NULL", "~"].into_iter().find(|null| word.starts_with(null));
            return null.map_or(colon, |null| colon + (typed.len() - word.len()) + null.len());
        }
        if !is_enclosed(self.text, node) {
            return match &node.value {
                yaml::Value::Mapping(entries) => {
                    entries.last().map_or(node.range.end, |entry| self.end(&entry.value, entry.key.range()))
                }
                yaml::Value::List(items) => {
                    items.last().map_or(node.range.end, |item| self.end(item, item.range.clone()))
                }
                _ => value_end(self.text, node),
            };
        }
        let (last, close) = match &node.value {
            yaml::Value::Mapping(entries) => {
                (entries.last().map(|entry| self.end(&entry.value, entry.key.range())), '}')
            }
            yaml::Value::List(items) => (items.last().map(|item| self.end(item, item.range.clone())), ']'),
            _ => (None, ']'),
        };
        let from = last.unwrap_or(node.range.start + 1);
        self.text[from..].find(close).map_or(from, |at| from + at + 1)
    }

    /// Whether a place stands in a collection in brackets or braces.
    pub(super) fn in_flow(self, path: &[Step]) -> bool {
        (0..path.len())
            .any(|upto| at(self.root, &path[..upto]).is_some_and(|node| is_enclosed(self.text, node)))
    }
}

/// The line feed that a text lacks at its end.
fn with_feed(text: &str) -> &'static str {
    if text.ends_with('\n') { "" } else { "\n" }
}

fn joined(path: &[Step], step: Step) -> Path {
    path.iter().cloned().chain([step]).collect()
}

/// `key: value` as it stands at a column, without the spaces before its first line.
fn entry_text(column: usize, key: &str, value: &Value) -> String {
    let mut writer = Writer::at(column);
    write_entry(&mut writer, key, value);
    finished(writer)
}

/// `- value`, in the same way.
fn item_text(column: usize, value: &Value) -> String {
    let mut writer = Writer::at(column);
    write_item(&mut writer, value);
    finished(writer)
}

fn finished(writer: Writer) -> String {
    writer.finish().0.trim_end_matches('\n').trim_start().to_owned()
}

fn write_entry(writer: &mut Writer, key: &str, value: &Value) {
    match value {
        Value::Blank => writer.blank(key),
        Value::Word(word) => writer.word(key, word),
        Value::Flag(flag) => writer.flag(key, *flag),
        Value::Prose(text) => writer.prose(key, text),
        Value::Words(words) => writer.words(key, words),
        Value::List(items) if items.is_empty() => writer.words(key, &[]),
        Value::List(items) => {
            writer.nested(key, |writer| items.iter().for_each(|item| write_item(writer, item)))
        }
        Value::Mapping(entries) => writer.nested(key, |writer| {
            entries.iter().for_each(|(key, value)| write_entry(writer, key, value));
        }),
        Value::Copy(node) => write_entry(writer, key, &copied(node)),
    }
}

fn write_item(writer: &mut Writer, value: &Value) {
    match value {
        Value::Blank => writer.prose_item("null"),
        Value::Word(text) | Value::Prose(text) => writer.prose_item(text),
        Value::Flag(flag) => writer.prose_item(&flag.to_string()),
        Value::Words(words) => writer.words_item(words),
        Value::List(_) => writer.words_item(&[]),
        Value::Mapping(entries) => {
            writer.item(|writer| entries.iter().for_each(|(key, value)| write_entry(writer, key, value)));
        }
        Value::Copy(node) => write_item(writer, &copied(node)),
    }
}

/// A value of a file, to be written anew.
fn copied(node: &Node) -> Value {
    Plain::of(node).value()
}

/// On one line, within brackets or braces.
fn flow(value: &Value) -> String {
    match value {
        Value::Blank => "null".to_owned(),
        Value::Word(text) | Value::Prose(text) => writer::flow(text),
        Value::Flag(flag) => flag.to_string(),
        Value::Words(words) => {
            format!("[{}]", words.iter().map(|word| writer::flow(word)).collect::<Vec<_>>().join(", "))
        }
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Copy(node) => flow(&copied(node)),
    }
}
