//! Content files of clerks → typed raw values. The only place that knows YAML.
//!
//! The stages, each of which reports all it finds:
//! 1. [`load_source`]: bytes → text (UTF-8, composed letters);
//! 2. [`read`]: text → [`Node`] tree (slips of lines and signs, comments that cut sentences, syntax,
//!    duplicate keys);
//! 3. [`kind()`]: which kind of file it is, from its `loai:`;
//! 4. [`decode()`]: tree → a raw type (lines that a text has taken in, unknown and missing keys, types,
//!    words of enumerations).
//!
//! [`parse`] does 2 and 4 in one call. What a value means is not checked here.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

mod build;
mod characters;
mod check;
mod comment;
mod dash;
mod de;
mod decode;
mod doubtful;
mod enclosed;
mod fault;
mod kind;
mod located;
mod mended;
mod node;
mod precheck;
mod scalar;
mod surface;
mod swallowed;
mod syntax;
#[cfg(test)]
mod tests;

pub use characters::{Character, characters};
pub use comment::{Behind, behind, has_comment};
pub use decode::{load_source, unreadable_file};
pub use kind::{KIND_KEY, KnownKind, kind};
pub use located::Located;
pub use node::{Entry, Node, Value};

use crate::diagnostic::{Diagnostic, Severity, Source, char_boundary, has_errors};
use crate::text::lines::line_start;
use build::{Failure, Remarks};
use fault::Fault;
use mended::Mended;
use precheck::Precheck;

/// A file with more unreadable sentences than this is told about the first ones.
const MAX_REPAIRS: usize = 30;

/// Reads the tree of a file. `None` where the file is so broken that a tree would mislead; a tree
/// may still come with errors among the findings.
pub fn read(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let Precheck { text, broken_from, harmed, edits, keeps_shape } = precheck::precheck(source, findings);
    let mut mended = Mended::new(text, edits);
    if let Some(broken) = broken_from {
        mended.end_at(broken);
    }
    // What the parser says of the last line before a break is a consequence of the break.
    let lost_from = broken_from.map(|broken| last_line(&source.text[..broken]));
    let mut shape_known = keeps_shape;
    for _ in 0..=MAX_REPAIRS {
        let mut remarks = Remarks::default();
        let result = build::build(&mended.text, &mut remarks);
        let error = match result {
            Err(Failure::Syntax(error)) => error,
            done => {
                record(remarks, &mended, source, findings);
                return done.ok().filter(|_| shape_known).map(|node| mended.typed_node(node));
            }
        };
        let explained = syntax::explain(&mended.text, &error);
        let fault = mended.typed_fault(explained.fault);
        if lost_from.is_some_and(|lost| fault.range.start >= lost) || is_told(&fault, source, &harmed) {
            record(remarks, &mended, source, findings);
            return None;
        }
        findings.push(fault.into_diagnostic(source));
        let Some(repair) = explained.repair else {
            record(remarks, &mended, source, findings);
            return None;
        };
        shape_known &= repair.keeps_shape;
        mended.text.to_mut().replace_range(repair.at..=repair.at, repair.with);
    }
    None
}

/// Where the last line of a text starts that holds anything.
fn last_line(text: &str) -> usize {
    line_start(text, text.trim_end().len())
}

/// True where a slip is reported on the same line: what the parser makes of it is a consequence.
fn is_told(fault: &Fault, source: &Source, harmed: &[usize]) -> bool {
    let line_of = |at: usize| line_start(&source.text, char_boundary(&source.text, at));
    let line = line_of(fault.range.start);
    harmed.iter().any(|at| line_of(*at) == line)
}

fn record(remarks: Remarks, mended: &Mended<'_>, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    let told = |fault: Fault| mended.typed_fault(fault).into_diagnostic(source);
    findings.extend(remarks.faults.into_iter().map(told));
    let warned = remarks.warnings.into_iter().map(told);
    findings.extend(warned.map(|finding| Diagnostic { severity: Severity::Warning, ..finding }));
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
    let schema = || schemars::schema_for!(T).to_value();
    let swallowed = swallowed::check(node, &source.text, schema);
    let told = |fault: &Fault, severity| Diagnostic { severity, ..fault.clone().into_diagnostic(source) };
    findings.extend(swallowed.iter().map(|found| told(&found.fault, found.severity)));
    findings.extend(doubtful::check(node, &source.text).iter().map(|fault| told(fault, Severity::Warning)));
    let error = match T::deserialize(de::NodeDeserializer::new(node)) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    // Serde knows the first error only. The schema knows them all, in the same words.
    let mut faults = check::check(node, &schema(), &swallowed);
    // What a type's own Deserialize refuses, no schema says.
    if faults.is_empty() && swallowed.is_empty() || error.is_beyond_schema() {
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
