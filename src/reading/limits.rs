//! How much a file may ask for. An official document of a hundred pages stays far below each of these.

/// Bytes of a file.
pub const FILE: usize = 40 << 20;

/// Bytes that one part of an archive, or one stream of a PDF, unfolds to.
pub(super) const PART: usize = 48 << 20;

/// Bytes that all parts that are read unfold to.
pub(super) const UNFOLDED: usize = 96 << 20;

/// Parts of an archive.
pub(super) const PARTS: usize = 10_000;

/// Elements and texts of one part of XML.
pub(super) const NODES: usize = 2_000_000;

/// Elements within elements.
pub(super) const DEPTH: usize = 160;

/// Paragraphs of a document.
pub(super) const PARAGRAPHS: usize = 200_000;

/// Pages of a PDF.
pub(super) const PAGES: usize = 2_000;

/// Drawing operations of a PDF.
pub(super) const OPERATIONS: usize = 4_000_000;
