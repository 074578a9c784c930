//! Findings for people: the file, the line itself with a caret, and what to do, all in Vietnamese.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Place, Severity, char_boundary};
use crate::text::lines::{line_end, line_start};

/// How findings are drawn on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    pub colour: bool,
    /// Columns available; a longer source line is shortened around the place meant.
    pub width: usize,
}

impl Default for Terminal {
    fn default() -> Self {
        Self { colour: false, width: 110 }
    }
}

impl Terminal {
    /// The findings in the order given, separated by empty lines, with a final line break; those that are
    /// accepted are for the summary only.
    pub fn render(&self, diagnostics: &[Diagnostic]) -> String {
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(self.width);
        let mut out = String::new();
        let told = diagnostics.iter().filter(|finding| finding.severity > Severity::Accepted);
        for (index, diagnostic) in told.enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push_str(&one(&renderer, diagnostic));
            out.push('\n');
        }
        out
    }
}

/// The closing line of a run, e.g. `2 lỗi, 1 cảnh báo`; `None` without findings.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info, Severity::Accepted]
        .into_iter()
        .filter_map(|severity| {
            let count = diagnostics.iter().filter(|finding| finding.severity == severity).count();
            (count > 0).then(|| match severity {
                Severity::Accepted => accepted(count),
                _ => format!("{count} {}", label(severity)),
            })
        })
        .collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// What a summary says of the findings that an office lets stand.
pub fn accepted(count: usize) -> String {
    format!("đã chấp nhận {count}")
}

fn label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "lỗi",
        Severity::Warning => "cảnh báo",
        Severity::Info => "lưu ý",
        Severity::Accepted => "đã chấp nhận",
    }
}

fn one(renderer: &Renderer, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info | Severity::Accepted => Level::NOTE,
    };
    let title = level.with_name(label(diagnostic.severity)).primary_title(&diagnostic.message);
    let mut group = Group::with_title(title.id(diagnostic.code));
    if let Some(place) = &diagnostic.place {
        let path = place.source.path.display().to_string();
        if !place.has_text() {
            group = group.element(Origin::path(path));
        } else if is_too_long(place) {
            let (line, column) = place.line_column();
            group = group.element(Origin::path(path).line(line).char_column(column));
        } else {
            let Line { number, text, start, end } = Line::of(place);
            group = group.element(
                Snippet::source(text)
                    .line_start(number)
                    .path(path)
                    .annotation(AnnotationKind::Primary.span(start..end)),
            );
        }
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.with_name("gợi ý").message(hint));
    }
    renderer.render(&[group])
}

/// True for a line that no screen shows: its place is told, not its text.
fn is_too_long(place: &Place) -> bool {
    const LONGEST: usize = 10_000;
    let Line { text, .. } = Line::of(place);
    text.len() > LONGEST
}

/// The one line of the source that is shown: a place that runs over several lines (a paragraph, a
/// list) is marked on its first line only.
struct Line<'a> {
    number: usize,
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Line<'a> {
    fn of(place: &'a Place) -> Self {
        let text = &place.source.text;
        let at = char_boundary(text, place.start);
        let line_start = line_start(text, at);
        let line = text[line_start..line_end(text, at)].trim_end_matches('\r');
        let start = (at - line_start).min(line.len());
        let end = char_boundary(text, place.end).saturating_sub(line_start);
        Self { number: place.line_column().0, text: line, start, end: end.clamp(start, line.len()) }
    }
}
