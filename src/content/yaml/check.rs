//! A [`Node`] against the JSON schema of its type: every unknown key, missing key, wrong type and
//! unknown word of a file at once.
//!
//! Serde stops at its first error. The schema that the editors of the content files use says the
//! same things, and a tree can be held against it to the end. Reads the part of JSON Schema that
//! schemars writes for structs, lists, unit enums, optional values and scalars.

use serde_json::Value as Json;

use super::de::is_kind;
use super::fault::{BOOLEAN, Fault, INTEGER, LIST, Label, NUMBER, TEXT};
use super::node::{Entry, Node, Value};
use super::scalar;
use super::swallowed::Swallowed;
use crate::diagnostic::near_miss;

/// References that lead to references; only a schema gone wrong has more.
const MAX_REFERENCES: usize = 16;

/// More faults than this are not looked for: nobody mends them one by one.
const MAX_FAULTS: usize = 200;

/// The faults of a tree; a key that a text has swallowed is not missed once more.
pub(super) fn check(node: &Node, schema: &Json, swallowed: &[Swallowed]) -> Vec<Fault> {
    let mut checker = Checker { root: schema, swallowed, faults: Vec::new() };
    checker.node(node, schema, Label::File);
    checker.faults
}

/// How badly a tree fits a schema: its faults, each missing or unknown key counted once.
pub(super) fn weight(node: &Node, schema: &Json) -> usize {
    check(node, schema, &[]).len()
}

struct Checker<'a> {
    root: &'a Json,
    swallowed: &'a [Swallowed],
    faults: Vec<Fault>,
}

/// What a schema asks of a value.
struct Expectation<'a> {
    shape: Shape<'a>,
    nullable: bool,
}

enum Shape<'a> {
    /// Nothing this module understands: serde has the last word.
    Anything,
    Text,
    Integer(Option<(i128, i128)>),
    Number,
    Boolean,
    Words(Vec<&'a str>),
    /// A list, with the schema of its elements.
    List(Option<&'a Json>),
    /// A mapping; the schema that describes its keys.
    Mapping(&'a Json),
    /// A word or a mapping of its own, whichever is typed.
    WordOr(&'a Json),
}

impl<'a> Checker<'a> {
    fn node(&mut self, node: &Node, schema: &'a Json, label: Label<'_>) {
        if self.faults.len() > MAX_FAULTS {
            return;
        }
        let Expectation { shape, nullable } = self.expectation(schema);
        if nullable && node.value == Value::Null {
            return;
        }
        match shape {
            Shape::Anything => {}
            Shape::Text => self.scalar(node, label, TEXT, |_| true),
            Shape::Integer(bounds) => self.integer(node, label, bounds),
            Shape::Number => self.scalar(node, label, NUMBER, |text| scalar::number(text).is_some()),
            Shape::Boolean => self.scalar(node, label, BOOLEAN, |text| scalar::boolean(text).is_some()),
            Shape::Words(words) => self.word(node, label, &words),
            Shape::List(items) => self.list(node, label, items),
            Shape::WordOr(schema) => match &node.value {
                Value::Scalar(_) => {}
                Value::Mapping(entries) => self.mapping(node, entries, schema, label),
                _ => self.faults.push(Fault::wrong_type(node, label, TEXT)),
            },
            Shape::Mapping(schema) => match &node.value {
                Value::Mapping(entries) => self.mapping(node, entries, schema, label),
                _ => self.faults.push(Fault::no_mapping(node, label, &keys(schema))),
            },
        }
    }

    fn scalar(&mut self, node: &Node, label: Label<'_>, expected: &str, reads: impl Fn(&str) -> bool) {
        match &node.value {
            Value::Scalar(text) if reads(text) => {}
            _ => self.faults.push(Fault::wrong_type(node, label, expected)),
        }
    }

    fn integer(&mut self, node: &Node, label: Label<'_>, bounds: Option<(i128, i128)>) {
        let number = match &node.value {
            Value::Scalar(text) => scalar::integer(text),
            _ => None,
        };
        match (number, bounds) {
            (None, _) => self.faults.push(Fault::wrong_type(node, label, INTEGER)),
            (Some(number), Some((low, high))) if !(low..=high).contains(&number) => {
                self.faults.push(Fault::out_of_range(node, label, low, high));
            }
            _ => {}
        }
    }

    fn word(&mut self, node: &Node, label: Label<'_>, words: &[&str]) {
        match &node.value {
            Value::Scalar(text) if words.contains(&text.trim()) => {}
            Value::Scalar(text) => self.faults.push(Fault::unknown_value(text.trim(), node, label, words)),
            _ => self.faults.push(Fault::wrong_type(node, label, TEXT)),
        }
    }

    fn list(&mut self, node: &Node, label: Label<'_>, items: Option<&'a Json>) {
        let nodes = match &node.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Scalar(_) => std::slice::from_ref(node),
            _ => return self.faults.push(Fault::wrong_type(node, label, LIST)),
        };
        // A scalar where a list of mappings is wanted: the list is what is missing.
        if let (Value::Scalar(_), Some(schema)) = (&node.value, items)
            && matches!(self.expectation(schema).shape, Shape::Mapping(_) | Shape::List(_))
        {
            return self.faults.push(Fault::wrong_type(node, label, LIST));
        }
        if let Some(schema) = items {
            for item in nodes {
                self.node(item, schema, label.item());
            }
        }
    }

    fn mapping(&mut self, node: &Node, entries: &[Entry], schema: &'a Json, label: Label<'_>) {
        let (properties, known) = (properties(schema), keys(schema));
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let inside = |found: &&Swallowed| node.range.contains(&found.fault.range.start);
        let mut meant: Vec<String> =
            self.swallowed.iter().filter(inside).filter_map(|found| found.key.clone()).collect();
        for Entry { key, value } in entries {
            match properties.and_then(|properties| properties.get(key.as_str())).or(others) {
                Some(schema) => self.node(value, schema, Label::Key(key)),
                // A schema that names no keys takes any.
                None if known.is_empty() || is_kind(key, label) => {}
                None if self.faults.len() > MAX_FAULTS => return,
                None => {
                    meant.extend(near_miss(key, &known));
                    self.faults.push(Fault::unknown_key(key, key.range(), &known));
                }
            }
        }
        let required = schema.get("required").and_then(Json::as_array).into_iter().flatten();
        // A key that is there under a misspelt name is one error, not two.
        let missing: Vec<&str> = required
            .filter_map(Json::as_str)
            .filter(|name| {
                !entries.iter().any(|entry| entry.key.as_str() == *name)
                    && !meant.iter().any(|near| near == name)
            })
            .collect();
        if !missing.is_empty() {
            self.faults.push(Fault::missing_keys(node, label, &missing));
        }
    }

    fn resolved(&self, mut schema: &'a Json) -> &'a Json {
        for _ in 0..MAX_REFERENCES {
            let target = schema.get("$ref").and_then(Json::as_str).and_then(|path| path.strip_prefix('#'));
            match target.and_then(|path| self.root.pointer(path)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    fn expectation(&self, schema: &'a Json) -> Expectation<'a> {
        let schema = self.resolved(schema);
        if let Some(words) = self.words(schema) {
            return Expectation { shape: Shape::Words(words), nullable: false };
        }
        let choices = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array);
        if let Some(choices) = choices {
            // `Option<T>`: one schema and null.
            let (nulls, others): (Vec<_>, Vec<_>) =
                choices.iter().partition(|choice| choice.get("type").and_then(Json::as_str) == Some("null"));
            let shape = match others.as_slice() {
                [only] if !nulls.is_empty() => self.expectation(only).shape,
                [word, full] => match (self.expectation(word).shape, self.expectation(full).shape) {
                    (Shape::Text, Shape::Mapping(schema)) => Shape::WordOr(schema),
                    _ => Shape::Anything,
                },
                _ => Shape::Anything,
            };
            return Expectation { shape, nullable: !nulls.is_empty() };
        }
        let (kind, nullable) = kind(schema);
        let shape = match kind {
            Some("string") => Shape::Text,
            Some("integer") => Shape::Integer(bounds(schema)),
            Some("number") => Shape::Number,
            Some("boolean") => Shape::Boolean,
            Some("array") => Shape::List(schema.get("items")),
            Some("object") => Shape::Mapping(schema),
            _ => Shape::Anything,
        };
        Expectation { shape, nullable }
    }

    /// The words of a unit enum: a list, or one constant for every documented word.
    fn words(&self, schema: &'a Json) -> Option<Vec<&'a str>> {
        if let Some(word) = schema.get("const") {
            return word.as_str().map(|word| vec![word]);
        }
        if let Some(words) = schema.get("enum").and_then(Json::as_array) {
            return words.iter().map(Json::as_str).collect();
        }
        let choices = schema.get("oneOf").and_then(Json::as_array)?;
        let words: Option<Vec<Vec<&str>>> = choices
            .iter()
            // One level only: the choices of a unit enum are constants.
            .map(|choice| choice.get("oneOf").is_none().then(|| self.words(choice)).flatten())
            .collect();
        words.map(|words| words.concat())
    }
}

fn properties(schema: &Json) -> Option<&serde_json::Map<String, Json>> {
    schema.get("properties").and_then(Json::as_object)
}

/// The keys that a schema names.
fn keys(schema: &Json) -> Vec<&str> {
    properties(schema).into_iter().flat_map(|properties| properties.keys()).map(String::as_str).collect()
}

/// The type a schema names, and whether null is one, too.
fn kind(schema: &Json) -> (Option<&str>, bool) {
    match schema.get("type") {
        Some(Json::String(kind)) => (Some(kind), false),
        Some(Json::Array(kinds)) => {
            let mut others = kinds.iter().filter_map(Json::as_str).filter(|kind| *kind != "null");
            (others.next().filter(|_| others.next().is_none()), kinds.iter().any(|kind| kind == "null"))
        }
        _ => (None, false),
    }
}

/// The range of the Rust type that schemars notes as the format.
fn bounds(schema: &Json) -> Option<(i128, i128)> {
    Some(match schema.get("format")?.as_str()? {
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint" | "uint64" => (0, u64::MAX.into()),
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int" | "int64" => (i64::MIN.into(), i64::MAX.into()),
        _ => return None,
    })
}
