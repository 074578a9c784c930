//! Gốc của từng chỗ trong văn bản: which stretch of a page is which value of the content, so that a file that
//! was edited can be brought home.
//!
//! A document carries its trace beside its text: who made the templates' values named them, the reader of the
//! Markdown found where they stand.

/// What is known of the origins in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Which document of which content it is; never a path.
    pub document: String,
    /// The names of the values, by the number in [`Span::origin`].
    pub keys: Vec<String>,
    pub spans: Vec<Placed>,
}

/// A stretch of a line, in characters of its text as [`line`] gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub origin: usize,
    pub start: usize,
    pub end: usize,
}

/// A stretch with the line that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// 0 for the body, from 1 for the annexes.
    pub part: usize,
    pub block: usize,
    /// Row and column, in a table.
    pub cell: Option<(usize, usize)>,
    pub span: Span,
}

/// Of pages that nothing comes home from.
static NOWHERE: Trace = Trace { document: String::new(), keys: Vec::new(), spans: Vec::new() };

impl Trace {
    /// That of pages that nothing comes home from.
    pub fn nowhere() -> &'static Self {
        &NOWHERE
    }

    /// The stretches of a block.
    pub fn of(&self, part: usize, block: usize) -> Vec<&Placed> {
        // They stand in the order of reading.
        let from = self.spans.partition_point(|placed| (placed.part, placed.block) < (part, block));
        let own = self.spans[from..].iter();
        own.take_while(|placed| (placed.part, placed.block) == (part, block)).collect()
    }
}
