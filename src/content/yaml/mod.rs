//! Content files of clerks → typed raw values. The only place that knows YAML.
//!
//! The stages, each of which reports all it finds:
//! 1. [`load_source`]: bytes → text (UTF-8, composed letters);
//! 2. [`read`]: text → [`Node`] tree (tabs, comments that cut sentences, syntax, duplicate keys);
//! 3. [`kind`]: which kind of file it is, from its `loai:`;
//! 4. [`decode()`]: tree → a raw type (unknown and missing keys, types, words of enumerations).
//!
//! [`parse`] does 2 and 4 in one call. What a value means is not checked here.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

mod build;
mod characters;
mod check;
mod comment;
mod de;
mod decode;
mod fault;
mod located;
mod node;
mod precheck;
mod scalar;
mod syntax;
#[cfg(test)]
mod tests;

pub use characters::{Character, characters};
pub use decode::{load_source, unreadable_file};
pub use located::Located;
pub use node::{Entry, Node, Value};

use crate::diagnostic::{Diagnostic, Severity, Source, codes, has_errors, near_miss};
use build::{Failure, Remarks};
use fault::Fault;

/// The key that names the kind of a file.
pub const KIND_KEY: &str = "loai";

/// A file with more unreadable sentences than this is told about the first ones.
const MAX_REPAIRS: usize = 30;

/// Reads the tree of a file. `None` where the file is so broken that a tree would mislead; a tree
/// may still come with errors among the findings.
pub fn read(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let broken = precheck::precheck(source, findings);
    let mut text = precheck::without_refused_characters(&source.text);
    let mut shape_known = broken.is_empty();
    for _ in 0..=MAX_REPAIRS {
        let mut remarks = Remarks::default();
        let result = build::build(&text, &mut remarks);
        let error = match result {
            Err(Failure::Syntax(error)) => error,
            done => {
                record(remarks, source, findings);
                return done.ok().filter(|_| shape_known);
            }
        };
        let explained = syntax::explain(&text, &error);
        // After broken indentation the parser is lost: what it says then is no help.
        if broken.iter().any(|line| line.start <= explained.fault.range.start) {
            return None;
        }
        findings.push(explained.fault.into_diagnostic(source));
        let Some(repair) = explained.repair else {
            record(remarks, source, findings);
            return None;
        };
        shape_known &= repair.keeps_shape;
        text.to_mut().replace_range(repair.at..=repair.at, repair.with);
    }
    None
}

fn record(remarks: Remarks, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    findings.extend(remarks.faults.into_iter().map(|fault| fault.into_diagnostic(source)));
    findings.extend(
        remarks
            .warnings
            .into_iter()
            .map(|fault| Diagnostic { severity: Severity::Warning, ..fault.into_diagnostic(source) }),
    );
}

/// The kind of file that the top-level `loai:` names; whether such a kind exists is not checked.
pub fn kind(node: &Node, source: &Arc<Source>) -> Result<Located<String>, Diagnostic> {
    let message = match (&node.value, node.get(KIND_KEY)) {
        (_, Some(Node { range, value: Value::Scalar(text) })) => {
            return Ok(Located::new(text.clone(), range.clone()));
        }
        (_, Some(_)) => "“loai” phải là một từ, ví dụ “loai: ke_hoach”",
        (Value::Null, None) => "Tệp trống",
        (Value::Mapping(_), None) => "Thiếu khóa “loai” ở đầu tệp, không biết đây là loại tệp gì",
        (_, None) => "Tệp không phải một nhóm “khóa: giá trị”",
    };
    let range = node.get(KIND_KEY).map_or_else(|| node.head(), |found| found.head());
    Err(Fault::new(codes::FILE_KIND, range, message)
        .hint("dòng đầu tiên phải có dạng “loai: ke_hoach”")
        .into_diagnostic(source))
}

/// The finding about a `loai:` that names no kind of file.
pub fn unknown_kind(kind: &Located<String>, source: &Arc<Source>, known: &[&str]) -> Diagnostic {
    let message = format!("Không có loại tệp “{}”", fault::shortened(kind));
    let hint = match near_miss(kind, known) {
        Some(near) => format!("có phải “{near}”?"),
        None => format!("các loại tệp: {}", known.join(", ")),
    };
    Fault::new(codes::FILE_KIND, kind.range(), message).hint(hint).into_diagnostic(source)
}

/// The typed value of a tree. Errors go to the findings; then the value lacks the faulty parts, or is
/// `None` where it cannot do without them.
///
/// A type that takes `loai` gets it; in one that does not, the top-level key is passed over.
pub fn decode<T: DeserializeOwned + JsonSchema>(
    node: &Node,
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<T> {
    let error = match T::deserialize(de::NodeDeserializer::new(node)) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    // Serde knows the first error only. The schema knows them all, in the same words.
    let schema = schemars::schema_for!(T);
    let mut faults = check::check(node, schema.as_value());
    // What a type's own Deserialize refuses, no schema says.
    if faults.is_empty() || error.is_beyond_schema() {
        faults.push(error.into_fault(node));
    }
    let sound = node.without(&faults);
    findings.extend(faults.into_iter().map(|fault| fault.into_diagnostic(source)));
    // What is left may still be read, so that the faults behind these come out in the same run; the
    // errors reported keep anything from being made of it.
    T::deserialize(de::NodeDeserializer::new(&sound)).ok()
}

/// [`read`] and [`decode()`]; `None` if either found an error.
pub fn parse<T: DeserializeOwned + JsonSchema>(
    source: &Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<T> {
    let before = findings.len();
    let node = read(source, findings)?;
    let value = decode(&node, source, findings)?;
    (!has_errors(&findings[before..])).then_some(value)
}

/// [`kind`] of a source whose tree is not wanted otherwise.
pub fn peek_kind(source: &Arc<Source>) -> Result<Located<String>, Diagnostic> {
    let mut findings = Vec::new();
    match read(source, &mut findings) {
        Some(node) => kind(&node, source),
        None => Err(findings.into_iter().find(|finding| finding.severity == Severity::Error).unwrap_or_else(
            || Fault::new(codes::SYNTAX, 0..0, "Không đọc được tệp").into_diagnostic(source),
        )),
    }
}
