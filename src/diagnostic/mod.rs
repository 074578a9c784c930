//! What is wrong, where, and what to do about it: one value, several renderers.
//!
//! Every stage collects [`Diagnostic`]s and hands them over together. Messages are Vietnamese;
//! codes are stable and may be scripted against. What the program itself goes by is the [`Topic`], not the code.

pub mod codes;
pub mod json;
mod near;
pub mod terminal;
mod topic;

pub use topic::{Missing, Topic};

use std::cmp::Ordering;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::text::{lines, natural};

/// Mức độ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// An office has looked at it and lets it stand; counted, not shown.
    Accepted,
    /// Worth knowing; `check` stays 0.
    Info,
    /// Likely a fault; documents are made.
    Warning,
    /// Documents are not made from this.
    Error,
}

/// A content file as it was read: its path as the user knows it and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    pub path: PathBuf,
    pub text: String,
}

/// A stretch of a source, in bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<Source>,
    pub start: usize,
    pub end: usize,
}

impl Place {
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self { source: Arc::clone(source), start: range.start, end: range.end }
    }

    /// The start of a file, for findings about the file as a whole.
    pub fn whole_file(path: PathBuf) -> Self {
        Self { source: Arc::new(Source { path, text: String::new() }), start: 0, end: 0 }
    }

    /// False where there is no text to point into: a file that could not be read, or an empty one.
    pub fn has_text(&self) -> bool {
        !self.source.text.is_empty()
    }

    /// Line and column, both from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        lines::line_column(&self.source.text, char_boundary(&self.source.text, self.start))
    }
}

/// The last start of a character at or before `at`, so that no place can cut a letter in two.
pub(crate) fn char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Phạm vi: whom a finding concerns. It is set where the finding is born; where nobody can be sure, it
/// is everything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Scope {
    /// Nothing can be trusted: an agency's name, a group's members, a file that cannot be read.
    #[default]
    Everything,
    /// Every document of a year: its plan, and all that follows from it.
    Year(i16),
    /// The document of the year's plan itself, not what follows from the plan.
    Plan { year: i16 },
    /// The sub-plan of one agency in one year.
    Agency { id: Arc<str>, year: i16 },
    /// A report on the plans of a year: none of them waits for it.
    Report { year: i16 },
}

impl Scope {
    /// Whether documents of a year are concerned.
    pub fn concerns(&self, of: i16) -> bool {
        match self {
            Self::Everything => true,
            Self::Year(year) | Self::Plan { year } | Self::Agency { year, .. } | Self::Report { year } => {
                *year == of
            }
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable code, e.g. `KH012`.
    pub code: &'static str,
    /// What is wrong, a full sentence without the final stop.
    pub message: String,
    /// Where; `None` for findings about a whole run.
    pub place: Option<Place>,
    /// What to do, e.g. "có phải “so-tai-chinh”?".
    pub hint: Option<String>,
    /// Whom it concerns.
    pub scope: Scope,
    /// What the program itself goes by.
    pub topic: Topic,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: None,
            hint: None,
            scope: Scope::Everything,
            topic: Topic::Other,
        }
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Info, ..Self::error(code, message) }
    }

    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Of narrower concern than everything.
    #[must_use]
    pub fn within(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Of something that the program goes by.
    #[must_use]
    pub fn about(mut self, topic: Topic) -> Self {
        self.topic = topic;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// True where any finding is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// Orders findings by file, place and code and drops exact repeats; findings about the whole run
/// come last. Of one place, as of a whole workbook, they stand in the order of the numbers in them: line 9
/// before line 10.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(order);
    // Compared by path, not by source: the same file may have been loaded twice.
    diagnostics.dedup_by(|a, b| order(a, b).is_eq() && a.severity == b.severity && a.hint == b.hint);
}

fn order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    fn key(finding: &Diagnostic) -> (usize, usize, &'static str) {
        let place = finding.place.as_ref();
        (place.map_or(0, |place| place.start), place.map_or(0, |place| place.end), finding.code)
    }
    let files = match (&one.place, &other.place) {
        (Some(one), Some(other)) => by_path(&one.source.path, &other.source.path),
        (one, other) => one.is_none().cmp(&other.is_none()),
    };
    let rest = || key(one).cmp(&key(other)).then_with(|| natural::compare(&one.message, &other.message));
    files.then_with(rest)
}

/// Folder by folder, "bảng (2).xlsx" before "bảng (10).xlsx".
fn by_path(one: &Path, other: &Path) -> Ordering {
    if one == other {
        return Ordering::Equal;
    }
    let (mut mine, mut theirs) = (one.components(), other.components());
    loop {
        match (mine.next(), theirs.next()) {
            (None, None) => return one.cmp(other),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(other)) => {
                let name = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().into_owned();
                match natural::compare(&name(one), &name(other)) {
                    Ordering::Equal => {}
                    order => return order,
                }
            }
        }
    }
}

/// The hint that asks whether a word was meant, of [`near_miss`] or another.
pub fn likely(near: &str) -> String {
    format!("có phải “{near}”?")
}

/// The known word that was most likely meant: near in spelling, tone marks and separators aside.
pub fn near_miss<K: AsRef<str>>(word: &str, known: impl IntoIterator<Item = K>) -> Option<String> {
    near::nearest(word, known)
}
