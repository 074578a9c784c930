//! Which kind of file a tree is: from its `loai`, or, where that is missing, a guess from its other
//! keys.

use std::sync::Arc;

use schemars::Schema;

use super::check;
use super::fault::{self, Fault};
use super::located::Located;
use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Source, codes, likely, near_miss};

/// The key that names the kind of a file.
pub const KIND_KEY: &str = "loai";

/// A kind of file: the word for it, and what its files hold.
pub struct KnownKind {
    pub name: &'static str,
    pub schema: fn() -> Schema,
}

/// The kind of file that the top-level `loai:` names, one of `known`.
pub fn kind(node: &Node, source: &Arc<Source>, known: &[KnownKind]) -> Result<Located<String>, Diagnostic> {
    let fault = match (&node.value, node.get(KIND_KEY)) {
        (_, Some(Node { range, value: Value::Scalar(text) })) => {
            let stated = Located::new(text.clone(), range.clone());
            if known.iter().any(|kind| kind.name == text) {
                return Ok(stated);
            }
            unknown(&stated, node, known)
        }
        (_, Some(value)) => with_guess(
            Fault::new(codes::FILE_KIND, value.head(), "“loai” phải là một từ, ví dụ “loai: ke_hoach”"),
            node,
            known,
        ),
        (Value::Null, None) => Fault::new(codes::FILE_KIND, node.head(), "Tệp trống")
            .hint(format!("dòng đầu tiên ghi loại tệp, một trong: {}", names(known))),
        (Value::Mapping(_), None) => missing(node, known),
        (_, None) => Fault::new(codes::FILE_KIND, node.head(), "Tệp không phải một nhóm “khóa: giá trị”")
            .hint(format!("dòng đầu tiên ghi loại tệp, một trong: {}", names(known))),
    };
    Err(fault.into_diagnostic(source))
}

fn unknown(stated: &Located<String>, node: &Node, known: &[KnownKind]) -> Fault {
    let message = format!("Không có loại tệp “{}”", fault::shortened(stated));
    let fault = Fault::new(codes::FILE_KIND, stated.range(), message);
    match near_miss(stated, known.iter().map(|kind| kind.name)) {
        Some(near) => fault.hint(likely(&near)),
        None => with_guess(fault, node, known),
    }
}

/// No key `loai`: perhaps one that is written in another way.
fn missing(node: &Node, known: &[KnownKind]) -> Fault {
    let Value::Mapping(entries) = &node.value else { return with_guess(no_kind(node), node, known) };
    let meant = entries.iter().find(|entry| {
        entry.value.text().is_some_and(|text| near_miss(text, known.iter().map(|kind| kind.name)).is_some())
            && near_miss(&entry.key, [KIND_KEY]).is_some()
    });
    match meant {
        Some(entry) => {
            let message = format!("Khóa đầu tệp phải viết là “loai”, đang là “{}”", *entry.key);
            let fault = Fault::new(codes::FILE_KIND, entry.key.range(), message);
            let near =
                entry.value.text().and_then(|text| near_miss(text, known.iter().map(|kind| kind.name)));
            fault.hint(format!("viết: “loai: {}”", near.unwrap_or_default()))
        }
        None => with_guess(no_kind(node), node, known),
    }
}

fn no_kind(node: &Node) -> Fault {
    let message = "Thiếu khóa “loai” ở đầu tệp, không biết đây là loại tệp gì";
    Fault::new(codes::FILE_KIND, node.head(), message)
}

fn with_guess(fault: Fault, node: &Node, known: &[KnownKind]) -> Fault {
    match guess(node, known) {
        Some(kind) => fault.hint(format!("theo các khóa khác thì dòng ấy là: “loai: {}”", kind.name)),
        None => fault.hint(format!("dòng đầu tiên ghi loại tệp, một trong: {}", names(known))),
    }
}

fn names(known: &[KnownKind]) -> String {
    known.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
}

/// The kind whose format finds the fewest faults in the file; `None` where two are as good, or where
/// not one key of the file is theirs.
fn guess<'k>(node: &Node, known: &'k [KnownKind]) -> Option<&'k KnownKind> {
    let Value::Mapping(entries) = &node.value else { return None };
    let mut candidates: Vec<(usize, &KnownKind)> = known
        .iter()
        .filter_map(|kind| {
            let schema = (kind.schema)().to_value();
            let properties = schema.get("properties")?.as_object()?;
            let shared = entries.iter().filter(|entry| entry.key.as_str() != KIND_KEY);
            let shared = shared.filter(|entry| properties.contains_key(entry.key.as_str())).count();
            (shared > 0).then(|| (check::weight(node, &schema), kind))
        })
        .collect();
    candidates.sort_by_key(|(faults, _)| *faults);
    match candidates.as_slice() {
        [(_, only)] => Some(only),
        [(fewest, best), (next, _), ..] if fewest < next => Some(best),
        _ => None,
    }
}
