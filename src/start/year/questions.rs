//! Điều phải quyết định trong dự thảo: what a draft leaves to a person, with what can be answered and what each answer
//! writes.

use std::ops::Range;

use super::super::Draft;
use crate::content::edit::{self, Path};
use crate::text::words::time::DECIDE;

/// One thing to decide, or several that one answer settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is to be decided, as it is marked in the file.
    pub whats: Vec<String>,
    /// From 1.
    pub line: usize,
    pub kind: Kind,
    /// The lines of the marks, from 0.
    pub(super) marks: Range<usize>,
    /// The suggested lines behind them, from 0.
    pub(super) suggested: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Values that are to be filled into what is suggested: what each is of.
    Values { suggested: Vec<String>, names: Vec<String> },
    /// A line that is suggested, whose value may be another.
    Line { key: String, value: String },
    /// Several lines that are suggested as they are.
    Lines { suggested: Vec<String> },
    /// Words that stand in the draft, which may be others.
    Words { now: String },
    /// Who signs, and how.
    Signature,
    /// Something that stands in the draft.
    Seen { now: String },
}

impl Kind {
    /// What an answer writes, for a person to read before it is given.
    pub fn suggestion(&self) -> Option<String> {
        match self {
            Self::Line { key, value } => Some(format!("{key}: {value}")),
            Self::Values { suggested, .. } | Self::Lines { suggested } => Some(suggested.join("\n")),
            Self::Words { .. } | Self::Signature | Self::Seen { .. } => None,
        }
    }
}

/// Where a value is left to be filled in.
pub(super) const BLANK: &str = "gia_tri: ";

/// Everything that a draft leaves to decide, in its order.
pub fn questions(draft: &Draft) -> Vec<Question> {
    let lines: Vec<&str> = draft.text.lines().collect();
    let mut questions: Vec<Question> = Vec::new();
    for decision in &draft.decisions {
        let start = decision.line - 1;
        let end = start + marked(&lines[start..], &decision.what);
        match questions.last_mut() {
            // Several deadlines of one task are suggested together.
            Some(last) if last.marks.end == start => {
                last.whats.push(decision.what.clone());
                last.marks.end = end;
            }
            _ => questions.push(Question {
                whats: vec![decision.what.clone()],
                line: decision.line,
                kind: Kind::Seen { now: String::new() },
                marks: start..end,
                suggested: end..end,
            }),
        }
    }
    for question in &mut questions {
        let from = question.marks.end;
        let count = lines[from..].iter().take_while(|line| is_suggested(line)).count();
        question.suggested = from..from + count;
        question.kind = kind(&draft.text, &lines, question);
    }
    questions
}

/// How many lines a mark takes.
fn marked(lines: &[&str], what: &str) -> usize {
    let whole = format!("{DECIDE}{what}");
    let mut said = String::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(words) = line.trim_start().strip_prefix("# ") else { return at.max(1) };
        if at > 0 {
            said.push(' ');
        }
        said.push_str(words.trim_end());
        if said.len() >= whole.len() {
            return at + 1;
        }
    }
    lines.len().max(1)
}

/// `# thoi_han: …`, `#   - {…}`: a line to be taken over.
fn is_suggested(line: &str) -> bool {
    let Some(line) = line.trim_start().strip_prefix("# ") else { return false };
    let key = line.split_once(':').map(|(key, _)| key).unwrap_or_default();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_key || line.starts_with("  - ")
}

fn kind(text: &str, lines: &[&str], question: &Question) -> Kind {
    let suggested: Vec<String> = lines[question.suggested.clone()]
        .iter()
        .map(|line| line.trim_start().strip_prefix("# ").unwrap_or_default().to_owned())
        .collect();
    let blanks = suggested.iter().filter(|line| is_blank(line)).count();
    match suggested.as_slice() {
        [] => below(text, lines, question),
        _ if blanks > 0 && blanks == question.whats.len() => {
            Kind::Values { names: question.whats.clone(), suggested }
        }
        [only] if blanks == 0 && only.contains(": ") => {
            let (key, value) = only.split_once(": ").unwrap_or_default();
            Kind::Line { key: key.to_owned(), value: value.to_owned() }
        }
        _ if blanks == 0 => Kind::Lines { suggested },
        _ => Kind::Seen { now: suggested.join(" ") },
    }
}

pub(super) fn is_blank(line: &str) -> bool {
    line.split_once(BLANK).is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with([',', '}']))
}

/// What stands in the draft below a mark.
fn below(text: &str, lines: &[&str], question: &Question) -> Kind {
    let Some(path) = path_below(text, lines, question.suggested.end) else {
        return Kind::Seen { now: String::new() };
    };
    if matches!(path.first(), Some(edit::Step::Key(key)) if key == "ky") {
        return Kind::Signature;
    }
    let node = edit::read(text);
    let value = node.as_ref().and_then(|node| edit::at(node, &path));
    match value.map(|value| (value.text(), edit::Plain::of(value).told())) {
        Some((Some(_), now)) if now.contains(' ') => Kind::Words { now },
        Some((_, now)) => Kind::Seen { now },
        None => Kind::Seen { now: String::new() },
    }
}

/// The place of the value that the first line from this one on, which is no comment, begins.
pub(super) fn path_below(text: &str, lines: &[&str], from: usize) -> Option<Path> {
    let at = (from..lines.len()).find(|at| {
        let line = lines[*at].trim_start();
        !line.is_empty() && !line.starts_with('#')
    })?;
    let is_folded = lines[at].trim_end().ends_with([':', '>', '-', '|']);
    let line = if is_folded && at + 1 < lines.len() { at + 1 } else { at };
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let own = lines[line].len() - lines[line].trim_start_matches([' ', '-']).len();
    let node = edit::read(text)?;
    // The key of a line is a place of its value.
    Some(edit::path_to(&node, start + own))
}
