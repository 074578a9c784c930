//! An item from one list to another, as it is written: only how far it is indented changes.

use std::ops::Range;

use super::place::at;
use super::splice::{File, Splice};
use super::{Path, Step};
use crate::content::yaml;
use crate::text::lines::{column, line_end};

impl File<'_> {
    pub(super) fn transferred(self, from: &[Step], list: &[Step], place: usize) -> Option<String> {
        let (_, own_list) = from.split_last()?;
        if self.in_flow(from) || self.in_flow(list) {
            return None;
        }
        let item = at(self.root, from)?;
        let stretch = self.stretch(item)?;
        let own_column = column(self.text, self.dash(item)?);
        let (target, column, lead) = self.target(list, place)?;
        let moved = indented(self.text[stretch.clone()].trim_end_matches('\n'), own_column, column);
        // Right behind the item itself, where it ends what it stands in.
        let is_own_end = target.is_empty() && stretch.contains(&target.start);
        let (target, new) = match lead {
            Lead::Before => (target, format!("{moved}\n")),
            Lead::Behind(key) if is_own_end => (stretch.end..stretch.end, format!("{key}{moved}\n")),
            Lead::Behind(key) => (target, format!("\n{key}{moved}")),
        };
        let left = match &at(self.root, own_list)?.value {
            yaml::Value::List(items) if items.len() > 1 => (stretch, String::new()),
            yaml::Value::List(_) => self.emptied(own_list, stretch)?,
            _ => return None,
        };
        let mut splices: [Splice; 2] = [left, (target, new)];
        splices.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let [(last, _), (first, _)] = &splices;
        if first.end > last.start {
            return None;
        }
        let mut text = self.text.to_owned();
        for (range, new) in splices {
            text.replace_range(range, &new);
        }
        Some(text)
    }

    /// Where an item goes that will be the one of this number: in place of what, the column of its dash, what is
    /// before it.
    fn target(self, list: &[Step], place: usize) -> Option<(Range<usize>, usize, Lead)> {
        let node = at(self.root, list);
        if let Some(yaml::Value::List(items)) = node.map(|node| &node.value).filter(|_| !is_empty(node)) {
            if self.in_flow(&item_of(list)) {
                return None;
            }
            let column = column(self.text, self.dash(items.first()?)?);
            return match items.get(place) {
                Some(next) => {
                    let start = self.stretch(next)?.start;
                    Some((start..start, column, Lead::Before))
                }
                None => {
                    let last = items.last()?;
                    let end = line_end(self.text, self.end(last, last.range.clone()));
                    Some((end..end, column, Lead::Behind(String::new())))
                }
            };
        }
        // A list that is begun: `khoan:` behind the last key of its mapping.
        let (Step::Key(key), above) = list.split_last()? else { return None };
        let yaml::Value::Mapping(entries) = &at(self.root, above)?.value else { return None };
        if let Some(entry) = entries.iter().find(|entry| entry.key.value() == key) {
            // `khoan: []`
            let start = entry.key.range().end + self.text[entry.key.range().end..].find(':')? + 1;
            let end = self.end(&entry.value, entry.key.range());
            let is_alone = self.text.get(end..line_end(self.text, end))?.trim().is_empty();
            let column = column(self.text, entry.key.range().start);
            return is_alone.then(|| (start..end, column + 2, Lead::Behind(String::new())));
        }
        let (first, last) = (entries.first()?, entries.last()?);
        let column = column(self.text, first.key.range().start);
        let end = line_end(self.text, self.end(&last.value, last.key.range()));
        Some((end..end, column + 2, Lead::Behind(format!("{}{key}:\n", " ".repeat(column)))))
    }

    /// A list without its only item; `None` where comments beside it would go with it.
    fn emptied(self, list: &[Step], item: Range<usize>) -> Option<Splice> {
        let (Step::Key(key), above) = list.split_last()? else { return None };
        let yaml::Value::Mapping(entries) = &at(self.root, above)?.value else { return None };
        let start = entries.iter().find(|entry| entry.key.value() == key)?.key.range().start;
        let is_alone = self.text.get(start..item.start)?.trim_end().ends_with(':');
        let end = self.text[..item.end].trim_end_matches('\n').len();
        is_alone.then(|| (start..end, format!("{key}: []")))
    }
}

enum Lead {
    /// It stands before another item.
    Before,
    /// It stands on lines of its own behind what is there; a list that is begun has its key first.
    Behind(String),
}

fn item_of(list: &[Step]) -> Path {
    list.iter().cloned().chain([Step::Item(0)]).collect()
}

fn is_empty(node: Option<&yaml::Node>) -> bool {
    node.is_none_or(|node| node.items().is_empty())
}

/// Lines that began at one column, at another; a comment further left than the item goes as far as it can.
fn indented(lines: &str, from: usize, to: usize) -> String {
    let line = |line: &str| {
        let own = line.len() - line.trim_start_matches(' ').len();
        match line.trim().is_empty() {
            true => String::new(),
            false => format!("{}{}", " ".repeat((own + to).saturating_sub(from)), &line[own..]),
        }
    };
    lines.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
