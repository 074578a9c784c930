//! Lines that became part of the text above them: a key or a list item indented too far, a comment
//! inside `>-`, an empty line that was to part two paragraphs. YAML takes them in without a word, and
//! the document would print them.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value as Json;

use super::dash;
use super::fault::{Fault, Label, shortened};
use super::node::{Node, Value};
use crate::diagnostic::{Severity, codes};

/// What a text has taken in.
pub(super) struct Swallowed {
    pub(super) fault: Fault,
    /// A warning where the line may well be a part of the sentence.
    pub(super) severity: Severity,
    /// The key that a line states, so that nobody misses it elsewhere.
    pub(super) key: Option<String>,
}

/// Lines that do not belong to the text they stand in; `schema` tells the keys of the format.
pub(super) fn check(node: &Node, text: &str, schema: impl FnOnce() -> Json) -> Vec<Swallowed> {
    let mut walk = Walk { text, suspects: Vec::new() };
    walk.node(node, Label::File);
    if walk.suspects.is_empty() {
        return Vec::new();
    }
    let schema = schema();
    let mut keys = BTreeSet::new();
    collect_keys(&schema, &mut keys);
    let known = |suspect: &Suspect<'_>| match suspect.looks {
        Looks::Key(key) => keys.contains(key),
        _ => true,
    };
    walk.suspects.iter().filter(|suspect| known(suspect)).map(|suspect| suspect.found(text)).collect()
}

fn collect_keys<'s>(schema: &'s Json, keys: &mut BTreeSet<&'s str>) {
    match schema {
        Json::Object(object) => {
            if let Some(Json::Object(properties)) = object.get("properties") {
                keys.extend(properties.keys().map(String::as_str));
            }
            object.values().for_each(|value| collect_keys(value, keys));
        }
        Json::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

struct Walk<'t> {
    text: &'t str,
    suspects: Vec<Suspect<'t>>,
}

struct Suspect<'t> {
    looks: Looks<'t>,
    line: Range<usize>,
    /// How the text is called that the line stands in.
    within: String,
}

#[derive(Clone, Copy)]
enum Looks<'t> {
    Key(&'t str),
    Item(Severity),
    Comment,
    Break,
    /// A new sentence on a new line, in a text that is no block.
    Paragraph,
}

impl<'t> Walk<'t> {
    fn node(&mut self, node: &Node, label: Label<'_>) {
        match &node.value {
            Value::Null => {}
            Value::Scalar(_) => self.scalar(node.range.clone(), label),
            Value::List(items) => items.iter().for_each(|item| self.node(item, label.item())),
            Value::Mapping(entries) => {
                for entry in entries {
                    self.node(&entry.value, Label::Key(&entry.key));
                }
            }
        }
    }

    fn scalar(&mut self, range: Range<usize>, label: Label<'_>) {
        let Some(typed) = self.text.get(range.clone()) else { return };
        let style = Style::of(typed, &self.text[..range.start]);
        let mut above: Option<&str> = None;
        let mut offset = range.start;
        for raw in typed.split_inclusive('\n') {
            let content = raw.trim();
            let indent = if content.is_empty() { 0 } else { raw.len() - raw.trim_start().len() };
            let start = offset + indent;
            offset += raw.len();
            if let Some(looks) = looks(content, above, style) {
                let line = start..start + content.len();
                self.suspects.push(Suspect { looks, line, within: label.to_string() });
            }
            above = Some(content);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Plain,
    Quoted,
    Block,
}

impl Style {
    fn of(typed: &str, before: &str) -> Self {
        if !typed.contains('\n') {
            // What a single line looks like is told by its words alone.
            return Self::Block;
        }
        let opening = before.trim_end();
        let on_its_line = before[opening.len()..].contains('\n');
        let last = opening.rsplit([' ', '\n', '\t']).next().unwrap_or_default();
        if on_its_line && super::surface::is_block_header(last) {
            Self::Block
        } else if typed.starts_with(['"', '\'']) {
            Self::Quoted
        } else {
            Self::Plain
        }
    }
}

/// What a line of a text looks like, where it looks like something else; `above` is the line over it.
fn looks<'t>(content: &'t str, above: Option<&str>, style: Style) -> Option<Looks<'t>> {
    if let Some(key) = stated_key(content) {
        return Some(Looks::Key(key));
    }
    // The first line of a text is what it says it is.
    let above = above?;
    if content.is_empty() {
        // Said once for each gap.
        return (!above.is_empty()).then_some(Looks::Break);
    }
    if style == Style::Block && (content == "#" || content.starts_with("# ")) {
        return Some(Looks::Comment);
    }
    if let Some(dash) = dash::dash(content) {
        return item(content, dash.sign, above, style).map(Looks::Item);
    }
    let ended = above.ends_with(['.', ';', ':']);
    let begins = content.starts_with(char::is_uppercase);
    (style == Style::Plain && ended && begins).then_some(Looks::Paragraph)
}

/// How sure it is that a line with a dash or a bullet before it was meant as an item of its own:
/// “kinh tế - xã hội” and “Đồng Đăng - Lạng Sơn” may stand on two lines as well.
fn item(content: &str, sign: usize, above: &str, style: Style) -> Option<Severity> {
    let first = content.chars().next()?;
    let is_dash = first == '-' || dash::is_long_dash(first);
    if !is_dash || above.ends_with(['.', ';', ':', '!', '?']) {
        return Some(Severity::Error);
    }
    let begins = content[sign..].trim_start().chars().next()?;
    // A word of its own is capitalised as a sentence is.
    let names = above.rsplit_once(' ').is_some_and(|(_, last)| last.starts_with(char::is_uppercase));
    match begins {
        _ if begins.is_ascii_digit() && above.ends_with(|c: char| c.is_ascii_digit()) => None,
        _ if begins.is_uppercase() && !names => Some(Severity::Error),
        _ if begins.is_uppercase() || style != Style::Block => Some(Severity::Warning),
        _ => None,
    }
}

/// The key of `khóa: …` or `- khóa: …`, were the line one of keys.
fn stated_key(content: &str) -> Option<&str> {
    let word = content.trim_start_matches(['-', ' ']);
    let end = word.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    let after = word[end..].trim_start_matches(' ').strip_prefix(':')?;
    (end > 1 && !after.starts_with("//")).then(|| &word[..end])
}

impl Suspect<'_> {
    fn found(&self, text: &str) -> Swallowed {
        let line = shortened(&text[self.line.clone()]);
        let within = &self.within;
        let (message, hint) = match self.looks {
            Looks::Key(key) => (
                format!("Dòng “{line}” bị nhập vào đoạn chữ của {within}, không được đọc là khóa “{key}”"),
                "dòng này thụt vào quá sâu: lùi ra cho thẳng hàng với các khóa cùng nhóm",
            ),
            Looks::Item(_) => (
                format!("Dòng “{line}” bị nhập vào đoạn chữ ở dòng trên, không thành một mục riêng"),
                "nếu là một mục của danh sách: lùi dấu “- ” ra cho thẳng hàng với các mục khác; nếu là một phần của câu: đưa dấu gạch lên cuối dòng trên",
            ),
            Looks::Comment => (
                format!("Dòng “{line}” nằm trong khối chữ nên được in ra, không phải chú thích"),
                "đưa chú thích lên trên khóa của khối, hoặc lùi ra ngoài khối",
            ),
            Looks::Break => (
                format!("Dòng trống trong đoạn chữ của {within}: hai đoạn bị nhập thành một"),
                "mỗi đoạn là một mục riêng của danh sách (“- >-”); nếu chỉ là một đoạn thì xóa dòng trống",
            ),
            Looks::Paragraph => (
                format!("Dòng “{line}” bị nhập vào đoạn chữ ở dòng trên"),
                "mỗi mục một dòng bắt đầu bằng “- ”; một đoạn dài nhiều dòng thì viết trong khối >-",
            ),
        };
        let (key, severity) = match self.looks {
            Looks::Key(key) => (Some(key.to_owned()), Severity::Error),
            Looks::Item(severity) => (None, severity),
            Looks::Comment | Looks::Break | Looks::Paragraph => (None, Severity::Error),
        };
        let fault = Fault::new(codes::SWALLOWED_LINE, self.line.clone(), message).hint(hint);
        Swallowed { fault, severity, key }
    }
}
