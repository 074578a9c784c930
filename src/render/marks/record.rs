//! What a file keeps of itself: which document it is, and of each line what it is and what was made of it.

use super::digest::{digest, read_digests, write_digest};
use super::{Line, Role, key, lines, stretch};
use crate::document::Paper;
use crate::document::trace::Span;

/// Begins the name of the mark that says of which document a file is, and of which state of its content: enough
/// where a program has dropped the properties, and the content is as it was.
pub const STATE: &str = "_khv_";

/// What a file keeps of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which document it is, and of each line what it is and what was made of it. Texts are kept as digests:
    /// enough to tell who changed a value, and small.
    pub record: String,
    /// What follows [`STATE`].
    pub state: String,
}

/// What a file is to keep of itself.
pub fn kept(paper: &Paper<'_>) -> Kept {
    let keys = &paper.trace.keys;
    let mut written = String::new();
    let mut text = String::new();
    lines(paper, |role, sources| {
        let mut made = Made::begin(role, key(sources, keys));
        for source in sources {
            text.clear();
            source.push_to(&mut text);
            made.add(&text, source.spans(), keys);
        }
        made.write(&mut written);
    });
    let state = State::of_written(&format!("{}{}", paper.trace.document, paper.suffix), &written);
    Kept {
        record: format!("1|{}|{}|{written}", paper.trace.document, paper.suffix),
        state: format!("{:08x}{:08x}", state.document, state.lines),
    }
}

fn written(lines: &[Made]) -> String {
    let mut written = String::new();
    lines.iter().for_each(|line| line.write(&mut written));
    written
}

/// Which document, in which state of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub document: u32,
    pub lines: u32,
}

impl State {
    /// Of a document, by its name with that of its file, and the lines that are made of it.
    pub fn of(document: &str, lines: &[Made]) -> Self {
        Self::of_written(document, &written(lines))
    }

    fn of_written(document: &str, written: &str) -> Self {
        Self { document: digest(document), lines: digest(written) }
    }

    /// From what follows [`STATE`] in the name of a mark.
    pub fn read(written: &str) -> Option<Self> {
        let (document, lines) = written.split_at_checked(8)?;
        let number = |written: &str| u32::from_str_radix(written, 16).ok();
        Some(Self { document: number(document)?, lines: number(lines)? })
    }
}

/// What a file keeps of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub role: Role,
    pub key: u32,
    /// Of the whole text, or of each cell.
    pub texts: Vec<u32>,
    /// Of each value in a paragraph, with the end of its name.
    pub values: Vec<(u32, u32)>,
}

impl Made {
    pub fn of(line: &Line, keys: &[String]) -> Self {
        let mut made = Self::begin(line.role, &line.key);
        for text in &line.texts {
            made.add(&text.text, text.spans.iter().copied(), keys);
        }
        made
    }

    fn begin(role: Role, key: &str) -> Self {
        let key = if key.is_empty() { 0 } else { digest(key) };
        Self { role, key, texts: Vec::new(), values: Vec::new() }
    }

    /// Adds the one text of the line, or its next cell; of cells no values are kept.
    fn add(&mut self, text: &str, spans: impl Iterator<Item = Span>, keys: &[String]) {
        self.texts.push(digest(text));
        if self.role != Role::Text {
            return;
        }
        for span in spans.filter(|span| span.start < span.end) {
            if let Some(key) = keys.get(span.origin) {
                self.values.push((digest(key), digest(stretch(text, span))));
            }
        }
    }

    /// The digest of a value when the file was made, by its name.
    pub fn value(&self, key: &str) -> Option<u32> {
        let key = digest(key);
        self.values.iter().find(|(of, _)| *of == key).map(|(_, value)| *value)
    }

    fn write(&self, out: &mut String) {
        out.push(self.role.letter());
        write_digest(out, self.key);
        for text in &self.texts {
            write_digest(out, *text);
        }
        if !self.values.is_empty() {
            out.push(':');
            for (key, value) in &self.values {
                write_digest(out, *key);
                write_digest(out, *value);
            }
        }
        out.push('.');
    }

    fn read(written: &str) -> Option<Self> {
        let mut letters = written.chars();
        let role = Role::of(letters.next()?)?;
        let (texts, values) = letters.as_str().split_once(':').unwrap_or((letters.as_str(), ""));
        let (texts, values) = (read_digests(texts)?, read_digests(values)?);
        let (key, texts) = texts.split_first()?;
        let values = values.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        Some(Self { role, key: *key, texts: texts.to_vec(), values })
    }
}

/// A record, read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub document: String,
    pub suffix: String,
    pub lines: Vec<Made>,
}

impl Record {
    /// `None` where it is no record, or not whole.
    pub fn read(written: &str) -> Option<Self> {
        let mut parts = written.splitn(4, '|');
        let (version, document, suffix, lines) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if version != "1" {
            return None;
        }
        let lines = lines.strip_suffix('.').unwrap_or(lines);
        let lines = lines.split('.').filter(|line| !line.is_empty()).map(Made::read);
        let lines = lines.collect::<Option<Vec<_>>>()?;
        Some(Self { document: document.to_owned(), suffix: suffix.to_owned(), lines })
    }
}
