//! Parser events → [`Node`] tree. Refuses what could unfold without bounds (anchors, aliases,
//! depth) and what content files do without (tags, several documents).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::comment;
use super::fault::Fault;
use super::located::Located;
use super::node::{Entry, Node, Value};
use super::precheck;
use crate::diagnostic::{Severity, Topic, codes};
use crate::text::lines::line_column;

const MAX_DEPTH: usize = 32;
const MAX_NODES: usize = 200_000;
/// A file with more faults than this is not read to its end: nobody mends them one by one.
const MAX_FAULTS: usize = 200;

/// Why there is no tree.
pub(super) enum Failure {
    Syntax(ScanError),
    /// A budget is spent; the fault is recorded.
    Stopped,
}

/// What one pass over the text yields besides the tree.
#[derive(Default)]
pub(super) struct Remarks {
    pub(super) faults: Vec<Fault>,
    /// Comments that seem to cut a sentence short, escapes of characters without a shape.
    pub(super) warnings: Vec<Fault>,
}

/// The tree of the first document; an empty file is [`Value::Null`].
pub(super) fn build(text: &str, remarks: &mut Remarks) -> Result<Node, Failure> {
    // The scanner's own limits stay above MAX_DEPTH, so that the message is ours.
    let options = granit_parser::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH * 2,
        block_nesting_limit: MAX_DEPTH * 2,
    };
    let mut builder = Builder { text, remarks, open: Vec::new(), root: None, nodes: 0, documents: 0 };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(Failure::Syntax)?;
        builder.event(event, &span)?;
        if builder.remarks.faults.len() > MAX_FAULTS {
            let range = span.byte_range().unwrap_or(0..0);
            return Err(builder.stop(too_many_faults(range.start..range.start)));
        }
    }
    Ok(builder.root.unwrap_or(Node { range: 0..0, value: Value::Null }))
}

struct Builder<'a> {
    text: &'a str,
    remarks: &'a mut Remarks,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
}

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Mapping { entries: Vec<Entry>, seen: HashMap<String, Range<usize>>, next: Next },
}

/// What a mapping expects.
enum Next {
    Key,
    Value(Located<String>),
    /// The value of a key that cannot be used.
    Ignored,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), Failure> {
        let range = span.byte_range().unwrap_or(0..0);
        if let Some(tag) = event.tag() {
            let at = span.tag_span().and_then(|tag| tag.byte_range()).unwrap_or(range.clone());
            let message = format!("Nhãn kiểu “{}” không được dùng trong tệp nội dung", tag.original());
            self.fault(
                Fault::new(codes::SYNTAX, at, message)
                    .hint("xóa nhãn; nếu dấu “!” là chữ của giá trị, đặt cả giá trị trong ngoặc kép hoặc viết trong khối >-"),
            );
        }
        match event {
            Event::DocumentStart(..) => self.start_document(range)?,
            Event::Scalar(text, style, ..) => self.scalar(text, style, range)?,
            Event::SequenceStart(..) => self.start(range, Content::List(Vec::new()))?,
            Event::MappingStart(..) => {
                let (entries, seen) = (Vec::new(), HashMap::new());
                self.start(range, Content::Mapping { entries, seen, next: Next::Key })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Anchor(_, name) => return Err(self.reference("Neo", '&', &name, range)),
            Event::UnresolvedAlias(name) => return Err(self.reference("Tham chiếu", '*', &name, range)),
            // Resolved ones cannot come: their anchor stopped the reading.
            Event::Alias(_) => return Err(self.reference("Tham chiếu", '*', "", range)),
            _ => {}
        }
        Ok(())
    }

    fn fault(&mut self, fault: Fault) {
        self.remarks.faults.push(fault);
    }

    fn stop(&mut self, fault: Fault) -> Failure {
        self.fault(fault);
        Failure::Stopped
    }

    /// Half a file is no tree: what the second document states would be missed without a word.
    fn start_document(&mut self, range: Range<usize>) -> Result<(), Failure> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "Tệp có nhiều tài liệu YAML, ngăn bằng dòng “---”; chỉ đọc được một";
        Err(self.stop(
            Fault::new(codes::SYNTAX, range, message).hint("xóa dòng này, hoặc tách thành các tệp riêng"),
        ))
    }

    fn reference(&mut self, what: &str, sign: char, name: &str, range: Range<usize>) -> Failure {
        let message = format!("{what} “{sign}{name}” của YAML không được dùng trong tệp nội dung");
        let hint = format!(
            "viết lại đầy đủ nội dung; nếu “{sign}” là chữ của giá trị, đặt cả giá trị trong ngoặc kép hoặc viết trong khối >-"
        );
        self.stop(Fault::new(codes::BUDGET, range, message).hint(hint))
    }

    /// Counts a node before it is stored.
    fn count(&mut self, range: &Range<usize>) -> Result<(), Failure> {
        self.nodes += 1;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        let message = format!("Tệp có quá nhiều giá trị (hơn {MAX_NODES})");
        Err(self.stop(Fault::new(codes::BUDGET, range.clone(), message)))
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, range: Range<usize>) -> Result<(), Failure> {
        self.count(&range)?;
        let plain = style == ScalarStyle::Plain;
        if style == ScalarStyle::DoubleQuoted {
            self.check_escapes(&text, &range);
        }
        // The span of a block scalar runs to the start of the next line.
        let typed = self.text.get(range.clone()).map_or(0, |slice| slice.trim_end().len());
        let range = range.start..range.start + typed;
        if plain && typed > 0 {
            self.remarks.warnings.extend(comment::cut(self.text, &range));
        }
        let null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
        let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
        self.attach(Node { range, value });
        Ok(())
    }

    /// What stands in the file as typed was named before; an escape may bring in more.
    fn check_escapes(&mut self, text: &str, range: &Range<usize>) {
        if !self.text.get(range.clone()).is_some_and(|typed| typed.contains('\\')) {
            return;
        }
        match precheck::escaped_invisible(text, range) {
            Some((Severity::Error, fault)) => self.fault(fault),
            Some((_, fault)) => self.remarks.warnings.push(fault),
            None => {}
        }
    }

    fn start(&mut self, range: Range<usize>, content: Content) -> Result<(), Failure> {
        self.count(&range)?;
        if self.open.len() == MAX_DEPTH {
            return Err(self.stop(too_deep(range)));
        }
        self.open.push(Open { start: range.start, content });
        Ok(())
    }

    fn end(&mut self, range: Range<usize>) {
        let Some(Open { start, content }) = self.open.pop() else { return };
        let (value, last) = match content {
            Content::List(items) => {
                let last = items.last().map(|item| item.range.end);
                (Value::List(items), last)
            }
            Content::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.range.end);
                (Value::Mapping(entries), last)
            }
        };
        // The end of a block collection is an empty span at the next token; of `[…]` the bracket.
        let end = if range.is_empty() { last.unwrap_or(start) } else { range.end };
        self.attach(Node { range: start..end, value });
    }

    fn attach(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.content {
            Content::List(items) => items.push(node),
            Content::Mapping { entries, seen, next } => match std::mem::replace(next, Next::Key) {
                Next::Key => match key(node) {
                    Ok(key) => *next = Next::Value(key),
                    Err(fault) => {
                        *next = Next::Ignored;
                        self.remarks.faults.push(fault);
                    }
                },
                Next::Value(key) => {
                    if let Some(first) = first_of(entries, seen, &key) {
                        let fault = duplicate(self.text, &key, &first);
                        self.remarks.faults.push(fault);
                        return;
                    }
                    let range = if node.range.is_empty() { key.range() } else { node.range };
                    entries.push(Entry { key, value: Node { range, ..node } });
                }
                Next::Ignored => {}
            },
        }
    }
}

/// Keys of a mapping that are quickly looked through; few mappings have more.
const FEW_KEYS: usize = 32;

/// Where a key stands already. `seen` has the keys where there are many.
fn first_of(
    entries: &[Entry],
    seen: &mut HashMap<String, Range<usize>>,
    key: &Located<String>,
) -> Option<Range<usize>> {
    if entries.len() < FEW_KEYS {
        return entries.iter().find(|entry| entry.key.value() == key.value()).map(|entry| entry.key.range());
    }
    if seen.is_empty() {
        seen.extend(entries.iter().map(|entry| (entry.key.value().clone(), entry.key.range())));
    }
    let first = seen.get(key.as_str()).cloned();
    if first.is_none() {
        seen.insert(key.value().clone(), key.range());
    }
    first
}

fn key(node: Node) -> Result<Located<String>, Fault> {
    match node.value {
        Value::Scalar(text) => Ok(Located::new(text, node.range)),
        _ => Err(Fault::new(codes::SYNTAX, node.range, "Khóa phải là một từ, ví dụ “ten:”")
            .hint("trước dấu hai chấm không có “- ” thừa, không có ngoặc; câu có dấu hai chấm phải viết trong khối >-")),
    }
}

fn duplicate(text: &str, key: &Located<String>, first: &Range<usize>) -> Fault {
    let (line, column) = line_column(text, first.start);
    let message = format!("Khóa “{}” ghi hai lần; lần đầu ở dòng {line}, cột {column}", **key);
    let fault = Fault::new(codes::DUPLICATE_KEY, key.range(), message).about(Topic::RepeatedKey);
    fault.hint("giữ lại một, xóa hoặc gộp chỗ kia")
}

fn too_many_faults(range: Range<usize>) -> Fault {
    let message = format!("Tệp có quá nhiều lỗi (hơn {MAX_FAULTS}); từ chỗ này trở đi chưa được đọc");
    Fault::new(codes::BUDGET, range, message).hint("sửa các lỗi ở trên rồi kiểm tra lại")
}

pub(super) fn too_deep(range: Range<usize>) -> Fault {
    let message = format!("Tệp có các cấp lồng nhau quá sâu (hơn {MAX_DEPTH} cấp)");
    Fault::new(codes::BUDGET, range, message)
}
