//! Đưa về nội dung: changes → the text of a content file, with comments and layout as they were.
//!
//! What cannot be written stays among the changes, with why. Whoever calls loads the content again with the new
//! text and makes the document: only that proves that it says what the person's file says.

mod agency;
mod entries;
mod official;
mod plan;
mod units;

use super::bound;
use super::change::{Change, Standing, What, Why};
use super::fields::{one_space, same};
use crate::content::edit::{self, Edit, Path, Step, Value};
use crate::content::yaml::{self, Node};
use crate::text::deadline::Deadline;

pub use agency::{entry_written_down, heading_written_down, to_agency};
pub use plan::to_plan;

/// A content file with what came home.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// The new text; the old one where nothing could be written.
    pub text: String,
    /// Every change, those that could not be written with why.
    pub changes: Vec<Change>,
    /// Đơn vị mới: ids and names that were added to the agency's units.
    pub new_units: Vec<(String, String)>,
}

/// A text while changes are written into it.
#[derive(Debug, Clone)]
struct Writing {
    text: String,
    node: Node,
}

impl Writing {
    fn of(text: &str) -> Option<Self> {
        Some(Self { text: text.to_owned(), node: edit::read(text)? })
    }

    /// Does all of it, or nothing.
    fn apply(&mut self, edits: &[Edit]) -> Result<(), Why> {
        if edits.is_empty() {
            return Ok(());
        }
        let text = edit::edited(&self.text, edits).map_err(|_| Why::Structure)?;
        self.node = edit::read(&text).ok_or(Why::Structure)?;
        self.text = text;
        Ok(())
    }

    fn at(&self, path: &[Step]) -> Option<&Node> {
        edit::at(&self.node, path)
    }

    fn set(&mut self, path: Path, value: Value) -> Result<(), Why> {
        self.apply(&[Edit::Set { path, value }])
    }

    /// Writes a list of lines: those that stay keep their place and their comments.
    fn lines(&mut self, path: &[Step], was: &[String], said: &[String]) -> Result<(), Why> {
        let prose = |text: &String| Value::Prose(text.clone());
        let written = match self.at(path).map(|node| &node.value) {
            Some(yaml::Value::List(items)) if items.len() == was.len() && !items.is_empty() => items.len(),
            _ => 0,
        };
        if written == 0 || said.is_empty() {
            let value = Value::List(said.iter().map(prose).collect());
            return self.set(path.to_vec(), value);
        }
        let mut edits = Vec::new();
        let pairs = kept(was, said);
        let mut from = (0, 0);
        let mut shift = 0_isize;
        let place = |at: usize, shift: isize| usize::try_from(at as isize + shift).unwrap_or_default();
        for (old, new) in pairs.into_iter().chain([(was.len(), said.len())]) {
            let (olds, news) = (old - from.0, new - from.1);
            for at in 0..olds.min(news) {
                let path = joined(path, Step::Item(place(from.0 + at, shift)));
                edits.push(Edit::Set { path, value: prose(&said[from.1 + at]) });
            }
            for at in news..olds.max(news) {
                let path = joined(path, Step::Item(place(from.0 + news, shift)));
                debug_assert!(at >= news);
                edits.push(Edit::Remove { path });
                shift -= 1;
            }
            // What was taken out above stands before what follows.
            let base = from.0 + olds;
            for at in olds..news.max(olds) {
                let at_item = place(base, shift);
                edits.push(Edit::Insert {
                    list: path.to_vec(),
                    at: at_item,
                    value: prose(&said[from.1 + at]),
                });
                shift += 1;
            }
            from = (old + 1, new + 1);
        }
        self.apply(&edits)
    }
}

/// Lines that are the same, in the order of both.
fn kept(was: &[String], said: &[String]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut from = 0;
    for (old, line) in was.iter().enumerate() {
        if let Some(new) = (from..said.len()).find(|new| same(&said[*new], line)) {
            pairs.push((old, new));
            from = new + 1;
        }
    }
    pairs
}

fn joined(path: &[Step], step: Step) -> Path {
    path.iter().cloned().chain([step]).collect()
}

fn key(path: &[Step], key: &str) -> Path {
    joined(path, Step::key(key))
}

/// The change with what became of it.
fn settled(change: Change, done: Result<(), Why>) -> Change {
    match done {
        Ok(()) => change,
        Err(why) => Change { standing: Standing::NoPlace(why), ..change },
    }
}

/// Words that replace others of the content: with the stop and the first letter that those have.
fn like(old: &str, said: &str) -> String {
    let mut text = one_space(said);
    let ends = |text: &str| text.ends_with(['.', ';', ':', '!', '?', '…']);
    if old.trim_end().ends_with('.') && !ends(&text) && !text.is_empty() {
        text.push('.');
    }
    let first = |text: &str| text.chars().next();
    if first(old).is_some_and(char::is_uppercase) && first(&text).is_some_and(char::is_lowercase) {
        text = crate::text::first_letter::upper_first(&text);
    }
    text
}

/// A title that is printed in capitals, with the capitals that its words have in the content.
fn in_case_of(old: &str, said: &str) -> String {
    let is_capital =
        |text: &str| text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    if !is_capital(said) || is_capital(old) {
        return said.to_owned();
    }
    let mut known: Vec<&str> = old.split_whitespace().collect();
    // The first word has its capital from where it stands, unless it begins a name: "Lạng Sơn …".
    if known.get(1).is_none_or(|second| !second.starts_with(char::is_uppercase)) && !known.is_empty() {
        known.remove(0);
    }
    let words = said.split_whitespace().map(|word| {
        let same = known.iter().find(|own| own.to_uppercase() == word);
        same.map_or_else(|| word.to_lowercase(), |own| (*own).to_owned())
    });
    crate::text::first_letter::upper_first(&words.collect::<Vec<_>>().join(" "))
}

/// Whether a change is to be written.
fn goes_home(change: &Change) -> bool {
    let is_told = matches!(change.what, What::Formatting { .. } | What::RowMoved { .. } | What::Words { .. });
    change.standing == Standing::Home && !is_told
}

/// A deadline that no calendar has would make the whole file an error.
fn is_in_calendar(deadline: &str, year: i16) -> Result<(), Why> {
    Deadline::read(deadline, year).map(drop).map_err(|_| Why::NotReadable)
}

/// Writes changes, and of those that go together all or none.
fn in_whole(mut changes: Vec<Change>, write: impl Fn(Vec<Change>) -> Option<Brought>) -> Option<Brought> {
    loop {
        let brought = write(changes.clone())?;
        if !hold_halves(&mut changes, &brought.changes) {
            return Some(brought);
        }
    }
}

/// Of what goes together nothing is written where one cannot be; whether there was any.
fn hold_halves(changes: &mut [Change], brought: &[Change]) -> bool {
    let groups = bound::groups(brought);
    let mut held = false;
    for own in changes.iter_mut().filter(|change| goes_home(change)) {
        let Some(at) = brought.iter().position(|one| one.place == own.place && one.what == own.what) else {
            continue;
        };
        let is_unwritten = |standing: &Standing| {
            matches!(standing, Standing::NoPlace(_) | Standing::Conflict { .. } | Standing::TwoWords { .. })
        };
        let has_failed = brought
            .iter()
            .zip(&groups)
            .any(|(one, group)| *group == groups[at] && is_unwritten(&one.standing));
        if has_failed && brought[at].standing == Standing::Home {
            own.standing = Standing::NoPlace(Why::Together);
            held = true;
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::in_case_of;

    #[test]
    fn a_title_in_capitals_has_those_that_its_words_have_in_the_content() {
        let told = |old, said| in_case_of(old, said);
        assert_eq!(told("Nhiệm vụ, giải pháp", "CÁC NHIỆM VỤ, GIẢI PHÁP"), "Các nhiệm vụ, giải pháp");
        assert_eq!(told("Nhiệm vụ của tỉnh Lạng Sơn", "NHIỆM VỤ TỈNH LẠNG SƠN"), "Nhiệm vụ tỉnh Lạng Sơn");
        assert_eq!(told("Lạng Sơn năm 2025", "TỈNH LẠNG SƠN NĂM 2025"), "Tỉnh Lạng Sơn năm 2025");
        assert_eq!(told("Nhiệm vụ", "Việc phải làm"), "Việc phải làm");
    }
}
