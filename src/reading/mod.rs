//! Đọc tệp văn bản: the bytes of a Word, LibreOffice, Excel, text or PDF file → a [`Source`], the text as a reader
//! sees it with all that tells its parts apart, and what was told on the way.
//!
//! It knows nothing of plans, and of no file but the one that it is given. No word is lost in silence: what a
//! reader does not see (deleted, hidden, a comment), or what could not be read, is among [`Source::told`] with
//! its words and its place.
//!
//! Files come from anywhere. Each step has a limit of size and depth, see [`limits`]; what is beyond it is a
//! [`Refusal`].

mod binary_word;
mod docx;
mod findings;
mod format;
pub mod limits;
mod look;
mod numbers;
mod odt;
mod package;
mod paragraph;
mod pdf;
mod plain;
mod prompts;
mod refusal;
mod relations;
mod sheet;
mod source;
mod told;
mod xml;

#[cfg(test)]
mod tests;

pub use format::Format;
pub use pdf::IDENTIFIER;
pub use refusal::Refusal;
pub(crate) use sheet::{Around, BySheet, Remark, around, figures};
pub use source::{
    Align, Block, Cell, Indent, Kind, Margins, Mark, MarkRole, Note, NoteKind, Number, Pages, Paragraph,
    Point, Rise, Role, Row, Run, Running, Section, Source, Table, TextBox, paragraphs_of,
};
pub use told::{Told, What};

use crate::regular;
use format::Content;

/// Reads a file. Its name only helps to understand what it is; what the bytes are decides.
///
/// # Errors
///
/// Where nothing can be read from it: it is of a kind that is not read, it is locked, damaged, or beyond a
/// limit.
pub fn read(bytes: &[u8], name: &str) -> Result<Source, Refusal> {
    if bytes.len() > limits::FILE {
        return Err(Refusal::FileTooLarge { bytes: bytes.len() });
    }
    if regular::is_lock(name) {
        return Err(Refusal::Lock);
    }
    let content = Content::of(bytes, name)?;
    let mut source = match content {
        Content::Docx(package) => docx::read(package)?,
        Content::Odt(package) => odt::read(package)?,
        Content::Sheets(package) => sheet::read(bytes, package)?,
        Content::BinaryWord => binary_word::read(bytes)?,
        Content::Pdf => pdf::read(bytes)?,
        Content::Plain => plain::read(bytes)?,
    };
    if let Some(named) = Format::named(name).filter(|named| *named != source.format) {
        source.told.insert(0, Told::whole(What::OtherFormat { named, is: source.format }));
    }
    if source.is_empty() {
        return Err(Refusal::NoText { format: source.format });
    }
    Ok(source)
}
